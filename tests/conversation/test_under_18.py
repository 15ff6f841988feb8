"""Who may be under 18 does not chat alone until a consulent has decided."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.duty import let_go_alone
from tests.conftest import Clock, Person

People = Callable[..., Person]

# the clock says 22 November 2026; of a year or a month the latest day counts
HELD = [
    ("2012", True),
    ("2009", True),
    ("2008", True),
    ("2007", False),
    ("november 2008", True),
    ("oktober 2008", False),
    ("23-11-2008", True),
    ("22-11-2008", False),
    ("21-11-2008", False),
    ("1990", False),
]


@pytest.mark.parametrize(("born", "held"), HELD)
def test_who_is_held(person: People, born: str, held: bool) -> None:
    someone = person("nl")
    someone.go_to("persoon.geboortedatum")
    someone.say(born)
    assert (someone.kind == "held") is held
    assert someone.answers("persoon.geboortedatum")[0].words == born, "what was said is kept in any case"


@pytest.fixture
def minor(person: People) -> Person:
    someone = person("nl")
    someone.go_to("persoon.geboortedatum")
    someone.say("3-5-2010")
    return someone


def test_the_screen_is_kind_and_leads_to_a_person(minor: Person) -> None:
    prompt = minor.reply["prompt"]
    assert "U bent misschien jonger dan 18 jaar" in prompt["text"]
    assert "Alles is bewaard" in prompt["help"]
    assert minor.payloads == ["move:person", "change:persoon.geboortedatum"]
    minor.press("move:person")
    assert len(minor.events("handover")) == 1
    assert minor.kind == "held"


def test_nothing_more_is_asked_whatever_is_done(minor: Person) -> None:
    before = len(minor.house.store.answers(minor.case.case_id))
    for button in (
        "go_on",
        "topic:werk",
        "move:skip",
        "move:dont_know",
        "answer:true",
        "readback:right",
        "see:answers",
    ):
        minor.press(button)
        assert minor.kind == "held", button
    minor.say("ik wil gewoon verder")
    assert minor.kind == "held"
    assert len(minor.house.store.answers(minor.case.case_id)) == before
    assert [event["words"] for event in minor.events("remark")] == ["ik wil gewoon verder"], "and nothing said is lost"


def test_the_consulent_sees_it(minor: Person) -> None:
    (summary,) = minor.house.caseload()
    assert "misschien jonger dan 18: u beslist of dit verder mag" in summary.flags


def test_a_wrong_date_of_birth_can_be_corrected(minor: Person) -> None:
    minor.press("change:persoon.geboortedatum")
    assert (minor.kind, minor.question) == ("question", "persoon.geboortedatum")
    minor.say("3-5-2000")
    assert (minor.kind, minor.question) == ("question", "persoon.status")
    assert [answer.value for answer in minor.answers("persoon.geboortedatum")] == ["2010-05-03", "2000-05-03"]


def test_with_the_decision_of_a_consulent_the_talk_goes_on(minor: Person, clock: Clock) -> None:
    store, case = minor.house.store, minor.case.case_id
    let_go_alone(store, case, by="n.bakker", reason="voogd zit ernaast", at=clock())
    minor.reply = minor.house.conversation.screen(case)
    assert (minor.kind, minor.question) == ("question", "persoon.status")
    minor.press('answer:"asielstatushouder"')
    assert minor.question == "persoon.woonplek"
    assert minor.answers("persoon.status")[0].value == "asielstatushouder"
    assert minor.events("may_go_alone") == [{"by": "n.bakker", "reason": "voogd zit ernaast"}]
    (summary,) = minor.house.caseload()
    assert not [flag for flag in summary.flags if "jonger dan 18" in flag]


def test_an_unsure_date_is_read_back_before_anybody_is_held(person: People) -> None:
    someone = person("ti")
    someone.go_to("persoon.geboortedatum")
    # Gregorian 2009, or 2017 when the calendar is the Ge'ez one
    someone.say("12 መስከረም 2009")
    assert someone.kind == "confirm"
    someone.press("confirm:0")
    assert someone.kind == "held"
