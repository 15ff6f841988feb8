"""What follows from an answer: an age from a date of birth, the youngest child from the ages of all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.catalogue.conditions import read_condition
from assistant.catalogue.model import Derived, years_between

TODAY = date(2026, 11, 22)

AGES = [
    # born, age; what was not said counts as its middle
    ("2008-11-22", 18),
    ("2008-11-23", 17),
    ("2000", 26),
    ("2000-11", 26),
    ("2000-12", 25),
    ("2026-11-22", 0),
    ("1950-01-01", 76),
]


@pytest.mark.parametrize(("born", "age"), AGES)
def test_age_on_the_day_of_the_answer(born: str, age: int) -> None:
    assert years_between(born, TODAY) == age
    leeftijd = Derived("persoon.leeftijd", "age_of", "persoon.geboortedatum")
    assert leeftijd.value({"persoon.geboortedatum": born}, TODAY) == age


YOUNGEST: list[tuple[Any, float | None]] = [
    ([{"leeftijd": 9}, {"leeftijd": 4}, {"leeftijd": 6}], 4),
    ([{"leeftijd": 0.5}, {"leeftijd": 2}], 0.5),
    ([{"leeftijd": 9}, {"school": "thuis"}], 9),
    ([{"school": "thuis"}], None),
    ([], None),
    (None, None),
]


@pytest.mark.parametrize(("children", "age"), YOUNGEST)
def test_the_youngest_child(children: Any, age: float | None) -> None:
    youngest = Derived("gezin.jongste_kind", "least_of", "gezin.kinderen.leeftijd")
    assert youngest.question == "gezin.kinderen"
    assert youngest.value({"gezin.kinderen": children}, TODAY) == age


def test_a_child_that_lives_elsewhere_does_not_count() -> None:
    at_home = Derived(
        "gezin.jongste_kind", "least_of", "gezin.kinderen.leeftijd",
        read_condition({"question": "woont", "is": "elders"}),
    )  # fmt: skip
    children = [{"leeftijd": 2, "woont": "elders"}, {"leeftijd": 9, "woont": "bij_mij"}, {"leeftijd": 11}]
    assert at_home.value({"gezin.kinderen": children}, TODAY) == 9


SCRIPTS = [("Sara Haile", "Latn"), ("سارة", "Arab"), ("ሳራ ሃይለ", "Ethi")]


@pytest.mark.parametrize(("name", "script"), SCRIPTS)
def test_the_script_of_a_name(name: str, script: str) -> None:
    assert Derived("persoon.naam_schrift", "script_of", "persoon.naam").value({"persoon.naam": name}, TODAY) == script


def test_without_a_date_of_birth_there_is_no_age() -> None:
    leeftijd = Derived("persoon.leeftijd", "age_of", "persoon.geboortedatum")
    assert leeftijd.value({}, TODAY) is None
    assert leeftijd.value({"persoon.geboortedatum": "2000"}, None) is None
