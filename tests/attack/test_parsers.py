"""No parser crashes or hangs, whatever somebody types, sends or puts on the disk. ``make trust`` tries a million cases more."""

from __future__ import annotations

import pytest
from fuzzing.files import FileParser
from fuzzing.growing import growing
from fuzzing.running import attack, everything, parsers, watched
from fuzzing.texts import (
    BIDI,
    CONTROLS,
    INVISIBLE,
    LANGUAGES,
    SEPARATORS,
    SURROGATES,
    digits,
    letters,
    marks,
    vocabulary,
)
from fuzzing.words import SHAPES, TODAY, WORD_PARSERS, shaped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.conversation.words_said import MAXIMUM_LENGTH
from assistant.danger import signals_danger
from assistant.plain_yaml import BrokenYaml, read_yaml
from assistant.understanding import understand, value_types
from assistant.understanding.bounded import READ_AT_MOST
from assistant.understanding.counted import NUMBER, with_numbers
from assistant.understanding.languages import language as language_of
from assistant.understanding.normalise import fold
from assistant.understanding.tagging import lexicon

FEW = settings(
    max_examples=6,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


def said(language: str) -> st.SearchStrategy[str]:
    """Words of a language among digits of every script, marks, controls, direction marks and halves of characters."""
    piece = st.one_of(
        st.sampled_from(vocabulary(language)),
        st.text(st.sampled_from(digits()), min_size=1, max_size=5),
        st.text(st.sampled_from(letters()), min_size=1, max_size=5),
        st.text(st.sampled_from(marks()), min_size=1, max_size=9),
        st.text(st.sampled_from(BIDI + INVISIBLE + CONTROLS + SURROGATES), min_size=1, max_size=5),
        st.sampled_from(SEPARATORS),
        st.characters(),
    )
    return st.lists(piece, min_size=1, max_size=12).map(" ".join)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted({name.rsplit(".", 1)[0] for name in WORD_PARSERS()}))
def test_no_words_break_a_reader(kind: str, language: str) -> None:
    read = WORD_PARSERS().get(f"{kind}.{language}")
    if read is None:
        return  # a reader without language is tried once

    @FEW
    @given(said(language))
    def holds(words: str) -> None:
        with watched() as start:
            start()
            read(words)

    holds()


@pytest.mark.parametrize("parser", parsers(), ids=lambda parser: parser.name)
def test_no_file_body_or_row_breaks_its_parser(parser: FileParser) -> None:
    cases = max(3, int(25 * parser.share))
    tried = attack(parser, cases, seed=7)
    assert (tried.crashes, tried.hangs) == (0, 0), "\n".join(tried.faults)
    assert tried.cases == cases


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "shape", ["one digit", "digits apart", "months and days", "combining marks", "and between numbers", "one letter"]
)
def test_sixteen_thousand_characters_of_one_thing_are_read(shape: str, language: str) -> None:
    words = shaped(shape, language, 16_000)
    with watched() as start:
        for kind in ("date", "number", "yesno"):
            start()
            understand(words, kind, language, today=TODAY)


@pytest.mark.parametrize("kind", ["text", "occupation"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_kept_whole_however_little_of_them_is_read(kind: str, language: str) -> None:
    words = (vocabulary(language)[50] + " xyz ") * 2_000
    words = words[:MAXIMUM_LENGTH].strip()
    assert len(words) > READ_AT_MOST
    value = understand(words, kind, language, today=TODAY).value
    assert (value if kind == "text" else value["text"]) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "mijn man slaat mij"), ("ar", "زوجي يضربني"), ("ti", "ሰብኣየይ ይሃርመኒ"), ("prs", "شوهرم مرا میزند")],
)
def test_danger_at_the_end_of_a_long_story_is_seen(language: str, words: str) -> None:
    assert signals_danger(words, language)
    assert signals_danger(("abc " * 1_000) + ". " + words, language)


@pytest.mark.parametrize("kind", value_types())
def test_an_answer_of_ordinary_length_is_read_as_a_whole(kind: str) -> None:
    """The bound is far beyond what a person says: up to it nothing is left out."""
    words = "ik woon in " + "nederland " * 150
    assert len(words) < READ_AT_MOST
    shorter = understand("ik woon in nederland", kind, "nl", today=TODAY)
    assert understand(words, kind, "nl", today=TODAY).state in {shorter.state, "beantwoord", "niet_begrepen"}


@pytest.mark.parametrize(
    ("language", "words", "numbers"),
    [
        ("nl", "een, twee, drie, vijfentwintig, honderd twaalf", [1, 2, 3, 25, 112]),
        ("nl", "negentienhonderd vijf en tachtig en acht en en", [1985, 8]),
        ("nl", "tweeduizend en en en en en en en en en en en vier", [2004]),
        ("ar", "خمسة وعشرين وثلاثة", [25, 3]),
    ],
)
def test_numbers_are_put_together_as_before(language: str, words: str, numbers: list[int]) -> None:
    items = with_numbers(lexicon(language_of(language), ("numbers",)).tag(words), decimals=True)
    assert [item.value(NUMBER) for item in items if item.has(NUMBER)] == numbers


@FEW
@given(said("ti"))
def test_folding_twice_is_folding_once(words: str) -> None:
    assert fold(fold(words)) == fold(words)


def test_every_shape_is_a_text_of_its_length() -> None:
    for shape in SHAPES:
        for language in LANGUAGES:
            assert len(shaped(shape, language, 2_000)) == 2_000


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + step)}: &{chr(98 + step)} [{', '.join(['*' + chr(97 + step)] * 9)}]\n" for step in range(9)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "[" * 100_000,
        "- " * 10_000 + "x",
        "a: &a [*a]",
        "a: 2026-13-99",
        "!!python/object/apply:os.system ['id']",
        "!!python/name:os.system",
        "!!timestamp x",
        "a: !!int zz",
        "9" * 5_000,
        "\x00",
        "\ud800",
        "? {a: b}\n: c",
        "x" * 2_000_001,
    ],
    ids=[
        "aliases of aliases",
        "brackets",
        "dashes",
        "part of itself",
        "no such day",
        "call",
        "name",
        "moment",
        "number",
        "long number",
        "NUL",
        "half a character",
        "mapping as key",
        "too large",
    ],
)
def test_a_hostile_yaml_is_refused_in_one_way(text: str) -> None:
    with pytest.raises(BrokenYaml), watched() as start:
        start()
        read_yaml(text)


def test_every_parser_that_is_attacked_is_timed_as_well() -> None:
    assert {parser.name for parser in everything()} == {parser.name for parser in growing()}
