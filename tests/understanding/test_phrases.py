"""Finding known phrases in what somebody said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.understanding import Question
from assistant.understanding.languages import SHARED, Language, language
from assistant.understanding.normalise import words
from assistant.understanding.phrases import Lexicon, NotAPhrase, clauses, phrasing
from tests.understanding.saying import TODAY


def lexicon(code: str, *layers: dict[str, str], typos: int = 0) -> Lexicon[str]:
    made: Lexicon[str] = Lexicon(phrasing(language(code)), typos=typos)
    for layer in layers:
        made.add_layer(layer.items())
    return made


def found(made: Lexicon[str], text: str) -> list[tuple[str, str]]:
    return [(hit.meanings[0], hit.how) for hit in made.find(words(text))]


@pytest.mark.parametrize("text", ["نمی‌دانم", "نمی دانم", "نمیدانم"])
def test_spaces_do_not_matter(text: str) -> None:
    assert found(lexicon("prs", {"نمی‌دانم": "weet niet"}), text) == [("weet niet", "exact")]


def test_the_longest_phrase_counts() -> None:
    countries = lexicon("nl", {"Soedan": "SD", "Zuid-Soedan": "SS"})
    assert found(countries, "in Zuid Soedan") == [("SS", "exact")]


@pytest.mark.parametrize(
    ("code", "phrase", "text"),
    [("ar", "سودان", "بالسودان"), ("ar", "خياط", "خياطة"), ("ti", "ሱዳን", "ብሱዳን"), ("prs", "افغانستان", "افغانستانم")],
)
def test_what_is_glued_to_a_phrase_is_taken_off(code: str, phrase: str, text: str) -> None:
    assert found(lexicon(code, {phrase: "it"}), text) == [("it", "affix")]


def test_a_nearer_layer_keeps_its_meaning() -> None:
    assert found(lexicon("prs", {"na": "nee"}, {"na": "na (after)"}), "na") == [("nee", "exact")]


def test_one_layer_can_give_a_phrase_two_meanings() -> None:
    made: Lexicon[str] = Lexicon(phrasing(language("ar")))
    made.add_layer([("عمان", "OM"), ("عمان", "JO")])
    assert made.whole(words("عمان")) == ("OM", "JO")


@pytest.mark.parametrize("text", ["kleermaaker", "kleremaker", "kleermaeker", "kleermakr"])
def test_a_typing_error_is_forgiven(text: str) -> None:
    assert found(lexicon("nl", {"kleermaker": "7531"}, typos=1), text) == [("7531", "near")]


def test_short_words_have_no_typing_errors() -> None:
    assert found(lexicon("nl", {"kok": "5120"}, typos=2), "bok") == []


def test_a_denial_is_no_typing_error() -> None:
    assert found(lexicon("prs", {"میتوانم": "ja"}, typos=1), "نمیتوانم") == []


def test_a_statement_is_no_typing_error_of_its_denial() -> None:
    assert found(lexicon("prs", {"درس نخواندم": "0"}, typos=1), "درس خواندم") == []


@pytest.mark.parametrize("text", ["jaaa", "Jaaaaaa!"])
def test_letters_drawn_out_are_one_letter(text: str) -> None:
    assert found(lexicon("nl", {"ja": "ja"}), text) == [("ja", "exact")]


def test_a_phrase_that_yaml_reads_as_something_else_is_refused() -> None:
    made: Lexicon[str] = Lexicon(phrasing(language("nl")))
    with pytest.raises(NotAPhrase, match="quotes"):
        made.add_layer([(False, "nee")])  # type: ignore[list-item]  # this is the mistake


@pytest.mark.parametrize(
    ("code", "text", "parts"),
    [
        ("nl", "ja, maar niet hier", [("ja", False), ("niet hier", True)]),
        ("nl", "Ik werk 2,5 dag. Soms meer", [("ik werk 2 5 dag", False), ("soms meer", False)]),
        ("ar", "نعم، بس مو هون", [("نعم", False), ("مو هون", True)]),
        ("ti", "እወ፡ ግን ኣብዚ ኣይኮነን።", [("እወ", False), ("ኣብዚ ኣይኮነን", True)]),
        ("prs", "بلی ولی اینجا نیست", [("بلی", False), ("اینجا نیست", True)]),
    ],
)
def test_an_answer_is_cut_at_punctuation_and_contrast(code: str, text: str, parts: list[tuple[str, bool]]) -> None:
    cut = [(" ".join(clause.words), clause.contrast) for clause in clauses(text, language(code))]
    assert cut == [(" ".join(words(part)), contrast) for part, contrast in parts]


@pytest.mark.parametrize(
    ("code", "word"),
    [("nl", "geen"), ("ar", "ماعنديش"), ("ti", "ኣይክእልን"), ("ti", "ኣይፈልጥን"), ("prs", "نمی‌توانم"), ("prs", "ندارم")],
)
def test_denials_are_known(code: str, word: str) -> None:
    assert phrasing(language(code)).denies("".join(words(word)))


@pytest.fixture
def fifth_language(tmp_path: Path) -> Language:
    """Dari under another code: a new folder and nothing else."""
    original = language("prs").folder
    for name in (SHARED, "nl"):
        shutil.copytree(original / name, tmp_path / name)
    shutil.copytree(original / "prs", tmp_path / "haz")
    return language("haz", tmp_path)


def test_a_fifth_language_is_a_fifth_folder(fifth_language: Language) -> None:
    from assistant.understanding import countries, isced, language_names, occupations, scale, states, yesno

    asked = Question("x")
    assert yesno.read("بلی", fifth_language, asked, TODAY).value is True
    assert scale.read("کم کم", fifth_language, asked, TODAY).value == 1
    assert countries.read("افغانستان", fifth_language, asked, TODAY).value == "AF"
    assert language_names.read("دری", fifth_language, asked, TODAY).value == "prs"
    assert isced.read("بکلوریا", fifth_language, asked, TODAY).value == 3
    assert occupations.read("خیاط", fifth_language, asked, TODAY).value["isco"] == "7531"
    state = states.read_state("نمی‌دانم", fifth_language)
    assert state is not None
    assert state.state == "weet_niet"
