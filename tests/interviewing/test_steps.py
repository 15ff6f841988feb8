"""What is to be asked, where it stands, and in which order a consulent comes by it."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.case_file import CaseFile
from assistant.dossier import Entry
from assistant.interviewing.steps import after, find, in_order, neighbours, steps
from assistant.record import Key
from tests.interviewing.folded import known


def discussed(question: str, at: str = "2026-11-21T10:00:00+00:00", number: int = 5, **more: Any) -> Entry:
    return Entry("besproken", {"vraag": question, "gesprek": 1, **more}, "anna", at, number)


@pytest.mark.parametrize(
    ("told", "key", "standing"),
    [
        ({}, ("werk.nu", None), "open"),
        ({"werk.nu": True}, ("werk.nu", None), "klaar"),
        ({"werk.nu": ("later",)}, ("werk.nu", None), "bespreken"),
        ({"werk.nu": ("weet_niet",)}, ("werk.nu", None), "bespreken"),
        ({"financien.schulden": ("liever_met_een_persoon",)}, ("financien.schulden", None), "bespreken"),
        ({"gezin.kinderen": True}, ("gezin.kinderen.leeftijd", 1), "open"),
        ({"welkom.uitleg": True}, ("welkom.uitleg", None), "klaar"),
        ({}, ("onderwijs.scholen", None), "open"),
        ({}, ("gezondheid.protectvragen", None), "open"),
    ],
)
def test_where_a_question_stands(base: CaseFile, told: dict[str, Any], key: Key, standing: str) -> None:
    step = find(steps(known(base, told)), *key)
    assert step is not None and step.standing == standing


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ({"onderwijs.jaren": 0}, ("onderwijs.diploma", None)),
        ({"onderwijs.jaren": 0}, ("onderwijs.hoogste", None)),
        ({"gezin.kinderen": False}, ("gezin.kinderen.leeftijd", 1)),
        ({}, ("vrije_tijd.graag", None)),
        ({"persoon.status": "asielstatushouder"}, ("persoon.waarom_inburgeren", None)),
    ],
)
def test_what_does_not_apply_is_no_step(base: CaseFile, told: dict[str, Any], key: Key) -> None:
    assert find(steps(known(base, told)), *key) is None


def test_words_without_an_approved_translation_are_to_be_looked_at(base: CaseFile) -> None:
    step = find(steps(known(base, {"werk.droombaan": "ነርስ"}, language="ti")), "werk.droombaan", None)
    assert step is not None and step.standing == "nakijken"


def test_open_points_come_first_and_the_rest_keeps_its_order(base: CaseFile) -> None:
    told = {"persoon.naam": "Verzonnen", "werk.nu": ("later",), "gezin.partner": ("weet_niet",)}
    topics = steps(known(base, told))
    by_catalogue, open_first = in_order(topics, "volgorde"), in_order(topics, "open")
    assert [step.key[0] for step in open_first[:2]] == ["gezin.partner", "werk.nu"]
    assert open_first[-1].key[0] == "persoon.naam"
    assert sorted(step.name for step in by_catalogue) == sorted(step.name for step in open_first)
    assert [step.topic for step in by_catalogue][0] == "welkom"


def test_a_mark_settles_a_point_until_the_answer_changes(base: CaseFile) -> None:
    told = {"werk.nu": ("later",)}
    marked = find(steps(known(base, told, discussed("werk.nu"))), "werk.nu", None)
    assert marked is not None and (marked.standing, marked.discussed) == ("klaar", True)
    earlier = find(steps(known(base, told, discussed("werk.nu", "2026-11-19T10:00:00+00:00"))), "werk.nu", None)
    assert earlier is not None and (earlier.standing, earlier.discussed) == ("bespreken", False)
    again = [discussed("werk.nu"), discussed("werk.nu", "2026-11-21T11:00:00+00:00", 6, opnieuw=True)]
    taken_back = find(steps(known(base, told, *again)), "werk.nu", None)
    assert taken_back is not None and taken_back.standing == "bespreken"


def test_one_goes_on_to_what_the_answer_brought_up(base: CaseFile) -> None:
    before = in_order(steps(known(base, {})), "volgorde")
    now = in_order(steps(known(base, {"gezin.kinderen": True})), "volgorde")
    step = after(before, now, ("gezin.kinderen", None))
    assert step is not None and step.key == ("gezin.kinderen.leeftijd", 1)


def test_one_goes_on_to_the_next_that_still_applies(base: CaseFile) -> None:
    before = in_order(steps(known(base, {})), "volgorde")
    now = in_order(steps(known(base, {"onderwijs.jaren": 0})), "volgorde")
    step = after(before, now, ("onderwijs.jaren", None))
    assert step is not None and step.topic == "taal"


def test_the_first_has_nothing_before_it_and_the_last_nothing_after(base: CaseFile) -> None:
    sequence = in_order(steps(known(base, {})), "volgorde")
    assert neighbours(sequence, sequence[0].key) == (None, sequence[1])
    assert neighbours(sequence, sequence[-1].key) == (sequence[-2], None)
