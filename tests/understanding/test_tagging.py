"""Known words are found whatever is attached to them, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.understanding.counted import NUMBER, ORDINAL, with_numbers
from assistant.understanding.languages import BrokenLanguageData, language
from assistant.understanding.tagging import Item, Lexicon, lexicon


def items(words: str, code: str, *, guess: bool = False) -> list[Item]:
    return lexicon(language(code), ("numbers", "calendar", "school")).tag(words, guess=guess)


def numbers(words: str, code: str) -> list[float]:
    counted = with_numbers(items(words, code), decimals=True)
    return [item.value(NUMBER) for item in counted if item.has(NUMBER)]


@pytest.mark.parametrize(
    ("words", "code", "expected"),
    [
        ("vijfentwintig", "nl", [25]),
        ("negenhonderdnegenennegentig", "nl", [999]),
        ("tweeduizendachttien", "nl", [2018]),
        ("5jaar", "nl", [5]),
        ("بیست‌و‌پنج", "prs", [25]),
        ("هزاروسیصدوهفتاد", "prs", [1370]),
        ("پنجساله", "prs", [5]),
        ("ዓሰርተክልተ", "ti", [12]),
        ("ብ2015", "ti", [2015]),
        ("بالـ٢٠١٥", "ar", [2015]),
        ("وخمسة", "ar", [5]),
        ("2,5", "nl", [2.5]),
        ("1.500", "nl", [1500]),
        ("2 1/2", "nl", [2.5]),
    ],
)
def test_numbers_written_together_with_something(words: str, code: str, expected: list[float]) -> None:
    assert numbers(words, code) == expected


@pytest.mark.parametrize("word", ["achteraf", "vierkant", "tiener", "zeventig-plus-feest", "éénmaal"])
def test_words_that_only_begin_like_a_number_are_none(word: str) -> None:
    tagged = items(word, "nl")
    assert not tagged[0].has("values") or tagged[0].text != word


def test_an_arabic_word_in_latin_letters_with_a_digit_is_one_word() -> None:
    assert [item.text for item in items("3omri", "ar")] == ["3omri"]
    assert numbers("3ashra", "ar") == [10]


def test_what_a_language_attaches_is_undone() -> None:
    spoken = items("ዕስራን ሓሙሽተን", "ti")
    assert [(item.text, item.has("and")) for item in spoken] == [
        ("ዕስራ", False), ("", True), ("ሓሙሽተ", False), ("", True),
    ]  # fmt: skip


def test_the_longest_phrase_counts() -> None:
    assert items("كانون الثاني", "ar")[0].value("months") == ("gregorian", 1)
    assert not items("كانون الثاني", "ar")[0].has("ordinals")


def test_a_word_of_the_own_language_hides_that_of_another() -> None:
    assert items("do", "prs")[0].value("values") == 2
    assert items("do", "nl")[0].has("weekday")


def test_one_wrong_letter_is_forgiven_only_on_request() -> None:
    assert not items("marrt", "nl")[0].tags
    guessed = items("marrt", "nl", guess=True)[0]
    assert guessed.guessed
    assert guessed.value("months") == ("gregorian", 3)


def test_everyday_words_are_no_typing_errors() -> None:
    assert not items("maar", "nl", guess=True)[0].has("months")
    assert not items("سلام", "prs", guess=True)[0].has("ordinals")


@pytest.mark.parametrize(
    ("words", "code"), [("12e", "nl"), ("12th", "nl"), ("۱۲م", "prs"), ("መበል 12", "ti"), ("12ይ", "ti")]
)
def test_a_rank_in_digits(words: str, code: str) -> None:
    ranked = with_numbers(items(words, code), decimals=False)
    assert [item.value(ORDINAL) for item in ranked] == [12]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("values:\n  0: [no]\n", "must be quoted"),
        ("values:\n  5: vijf\n", "a list of words must stand"),
        ("- vijf\n", "must be a mapping"),
        ('values:\n  5: ["!"]\n', "has no letters"),
    ],
)
def test_a_mistake_in_a_data_file_is_explained(tmp_path: Path, content: str, problem: str) -> None:
    (tmp_path / "xx").mkdir()
    facts = "direction: ltr\nscript: Latn\nnative_name: X\nspacy_code: xx\n"
    (tmp_path / "xx" / "language.yml").write_text(facts, encoding="utf-8")
    (tmp_path / "xx" / "numbers.yml").write_text(content, encoding="utf-8")
    with pytest.raises(BrokenLanguageData, match=problem):
        Lexicon(language("xx", tmp_path), ("numbers",))
