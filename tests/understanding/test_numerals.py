"""Ge'ez numerals, and number words that add up."""

from __future__ import annotations

import pytest

from assistant.understanding.numerals import NumberRules, Part, accumulate, geez_number


@pytest.mark.parametrize(
    ("signs", "number"),
    [
        ("፩", 1), ("፱", 9), ("፲", 10), ("፲፭", 15), ("፳፭", 25), ("፺፱", 99), ("፻", 100), ("፻፩", 101), ("፪፻", 200),
        ("፲፱፻፹፭", 1985), ("፳፻፲፭", 2015), ("፼", 10_000), ("፪፼", 20_000),
    ],
)  # fmt: skip
def test_geez_numerals(signs: str, number: int) -> None:
    assert geez_number(signs) == number


@pytest.mark.parametrize("signs", ["፩፩", "፭፲", "፲፳", "፻፻"])
def test_signs_that_form_no_number(signs: str) -> None:
    assert geez_number(signs) is None


def value(number: float, **rules: bool) -> Part:
    return Part("value", number, rules=NumberRules(**rules))


AND = Part("and")


def test_unit_and_tens_need_the_rule_and_the_word_and() -> None:
    five, twenty = value(5), value(20, unit_then_tens=True)
    assert accumulate([five, AND, twenty]) == (25, 3)
    assert accumulate([five, twenty]) == (5, 1)
    assert accumulate([five, AND, value(20)]) == (5, 1)


def test_a_year_in_words() -> None:
    thousand, hundred = Part("times", 1000), Part("times", 100)
    tigrinya = [thousand, AND, value(9), hundred, value(80), AND, value(5, tens_then_unit=True), AND]
    assert accumulate(tigrinya) == (1985, 7)
    dutch = [value(19), hundred, value(5), AND, value(80, unit_then_tens=True)]
    assert accumulate(dutch) == (1985, 5)


def test_a_half_needs_and_unless_the_language_says_otherwise() -> None:
    half = Part("fraction", 0.5)
    assert accumulate([value(2), AND, half]) == (2.5, 3)
    assert accumulate([value(2), half]) == (2, 1)
    persian_half = Part("fraction", 0.5, rules=NumberRules(half_without_and=True))
    assert accumulate([value(2), persian_half]) == (2.5, 2)


def test_digits_do_not_run_together() -> None:
    assert accumulate([Part("value", 20, digits=True), AND, Part("value", 5, digits=True)]) == (20, 1)


def test_no_number_begins_with_and() -> None:
    assert accumulate([AND, value(5)]) is None
    assert accumulate([]) is None
