"""Words of one meaning in four languages are one concept for the classifier."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from assistant.dialogue.concepts import FOLDER, MOST_WORDS, Lexicon
from assistant.dialogue.spelling import one_spelling
from assistant.understanding.languages import available


def words_of(file: Path) -> dict[str, list[str]]:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    words: dict[str, list[str]] = {}
    for file in FOLDER.glob("*.yml"):
        for concept, written in words_of(file).items():
            words.setdefault(concept, []).extend(written)
    return Lexicon(words)


def test_every_language_has_the_same_concepts_in_a_file_of_its_own() -> None:
    assert sorted(file.stem for file in FOLDER.glob("*.yml")) == sorted(available())
    assert len({tuple(words_of(file)) for file in FOLDER.glob("*.yml")}) == 1


@pytest.mark.parametrize("language", available())
def test_words_are_single_words_in_quotes(language: str) -> None:
    for concept, written in words_of(FOLDER / f"{language}.yml").items():
        assert re.fullmatch("[a-z_]+", concept)
        assert written, concept
        for word in written:
            assert isinstance(word, str) and one_spelling(word.strip("*")), (concept, word)


@pytest.mark.parametrize(
    ("concept", "words"),
    [
        ("interpreter", ["tolk", "tolken", "مترجم", "المترجمة", "ተርጓሚ", "ብኣስተርጓሚ", "ترجمان", "ترجمانی", "motarjem"]),
        ("question", ["vraag", "سؤال", "السؤال", "هالسؤال", "ሕቶ", "ነቲሕቶታት", "سوال", "سوال‌ها"]),
        ("stop", ["stoppen", "gestopt", "بوقف", "ኣቋርጽ", "ከቋርጽ", "بس"]),
        ("why", ["waarom", "ليش", "لماذا", "ስለምንታይ", "چرا", "lesh", "chera"]),
        ("kin", ["moeder", "أمي", "زوجي", "ኣደይ", "ወደይ", "مادرم", "پسرم"]),
        ("term", ["LBT", "PIP", "duo"]),
    ],
)
def test_words_of_one_meaning(lexicon: Lexicon, concept: str, words: list[str]) -> None:
    without = [
        word for word in words if not any(concept in lexicon.concepts(part) for part in one_spelling(word).split())
    ]
    assert without == []


@pytest.mark.parametrize("word", ["olk", "vraagteken2x", "قلم", "ደርሆ", "xyz"])
def test_unknown_words_have_no_concept(lexicon: Lexicon, word: str) -> None:
    assert lexicon.concepts(one_spelling(word)) == ()


def test_where_a_star_stands() -> None:
    lexicon = Lexicon({"whole": ["ab"], "beginning": ["cd*"], "end": ["*ef"], "part": ["*gh*"]})
    for word, concepts in {
        "ab": ("whole",), "abx": (), "xab": (), "cd": ("beginning",), "cdx": ("beginning",), "xcd": (),
        "ef": ("end",), "xef": ("end",), "efx": (), "xghx": ("part",), "cdghef": ("beginning", "end", "part"),
    }.items():  # fmt: skip
        assert lexicon.concepts(word) == concepts, word


def test_numbers_and_question_marks_are_concepts(lexicon: Lexicon) -> None:
    assert lexicon.concepts("0") == ("number",)
    assert lexicon.concepts("?") == ("question_mark",)


def test_features_of_a_line() -> None:
    pytest.importorskip("ruamel.yaml")
    from assistant.dialogue.concepts import concept_features

    dutch, tigrinya = concept_features("tolk nodig?"), concept_features("ተርጓሚ ስለምንታይ?")
    assert {"c interpreter", "c why", "cc interpreter why", "cb ^ interpreter", "cu 0"} <= set(dutch) & set(tigrinya)
    assert "cb interpreter why" in dutch
    assert concept_features("tolk " * 500) == concept_features("tolk " * MOST_WORDS)
