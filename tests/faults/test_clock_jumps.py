"""The clock of the machine is set a day ahead or an hour back in the middle of a talk: nothing is lost or in another order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from assistant.dossier.keeping import keep
from assistant.house import House
from tests.conftest import Clock, Person

JUMPS = [pytest.param({"days": 1}, id="a day ahead"), pytest.param({"hours": -1}, id="an hour back")]


@pytest.mark.parametrize("jump", JUMPS)
@pytest.mark.parametrize("language", ["nl", "ar", "prs", "ti"])
def test_a_talk_goes_on_in_the_order_in_which_it_was_held(
    house: House, clock: Clock, person: Callable[..., Person], language: str, jump: dict[str, float]
) -> None:
    somebody = person(language)
    somebody.go_to("werk.rijbewijs")
    before = [answer.id for answer in house.store.answers(somebody.case.case_id)]
    clock.forward(**jump)
    if somebody.kind == "rest":
        somebody.press("go_on")
    somebody.go_to("werk.rijbewijs")
    somebody.press("answer:true")
    somebody.press("change:werk.rijbewijs")
    somebody.press("answer:false")
    answers = house.store.answers(somebody.case.case_id)
    assert [answer.id for answer in answers][: len(before)] == before
    assert [(one.value, one.version) for one in answers if one.question == "werk.rijbewijs"] == [(True, 1), (False, 2)]
    assert somebody.values()["werk.rijbewijs"] is False, "the later answer counts, whatever its time says"
    numbers = [turn.number for turn in house.store.turns(somebody.case.case_id)]
    assert numbers == list(range(1, len(numbers) + 1))
    while not somebody.reply["finished"]:
        somebody.step()


@pytest.mark.parametrize("jump", JUMPS)
def test_the_same_message_again_after_the_jump_changes_nothing(
    house: House, clock: Clock, person: Callable[..., Person], jump: dict[str, float]
) -> None:
    somebody = person("nl")
    somebody.go_to("persoon.naam")
    prompt = somebody.reply["prompt_id"]
    first = somebody.say("Sara", prompt_id=prompt, message_id="een bericht van Sara")
    clock.forward(**jump)
    again = somebody.say("Sara", prompt_id=prompt, message_id="een bericht van Sara")
    assert again["prompt_id"] == first["prompt_id"]
    assert [answer.words for answer in somebody.answers("persoon.naam")] == ["Sara"]


def test_words_that_wait_are_read_in_the_order_in_which_they_were_written(
    house: House, clock: Clock, person: Callable[..., Person]
) -> None:
    somebody = person("nl")
    somebody.go_to("persoon.naam")
    case_id, prompt = somebody.case.case_id, somebody.reply["prompt_id"]
    assert house.conversation.receive(case_id, "het eerste", prompt, "Sara") is None
    clock.forward(hours=-1)
    assert house.conversation.receive(case_id, "het tweede", prompt, "Sara Haile") is None
    waiting = house.store.unprocessed_words(case_id)
    assert waiting is not None and waiting.message_id == "het eerste"


def test_the_person_stays_signed_in(house: House, clock: Clock) -> None:
    case = house.access.new_case(language="nl", label="verzonnen", created_by="test", constructed=True)
    token = house.access.enter_code(case.code, remote="test")
    for jump in (timedelta(hours=-1), timedelta(days=1), timedelta(days=-1)):
        clock.time += jump
        session = house.access.person(token)
        assert session is not None and session.case_id == case.case_id, f"signed out by a jump of {jump}"


@pytest.mark.parametrize("jump", JUMPS)
def test_the_dossier_and_the_audit_stay_in_order(
    house: House, clock: Clock, person: Callable[..., Person], jump: dict[str, float]
) -> None:
    case_id = person("nl").case.case_id
    for number in range(4):
        keep(house.store, case_id, "contactpersoon", {"naam": f"Nummer {number}"}, by="c", at=clock())
        house.audit.note("gewijzigd", who="c", role="consulent", case_id=case_id)
        if number == 1:
            clock.forward(**jump)
    dossier = house.case_file(case_id).dossier
    assert [one.data["naam"] for one in dossier.entries if one.kind == "contactpersoon"] == [f"Nummer {n}" for n in range(4)]
    latest = dossier.latest("contactpersoon")
    assert latest is not None and latest.data["naam"] == "Nummer 3"
    assert house.audit.verify() >= 4


def test_midnight_passes_in_the_middle_of_a_talk(house: House, clock: Clock, person: Callable[..., Person]) -> None:
    clock.time = datetime.fromisoformat("2026-11-22T22:59:50+00:00")  # ten seconds before midnight in Amsterdam
    somebody = person("nl")
    somebody.go_to("werk.rijbewijs")
    clock.forward(seconds=20)
    somebody.press("answer:true")
    somebody.go_to("werk.fiets")
    somebody.press("answer:true")
    assert [one.at[:19] for one in somebody.answers("werk.fiets")] == ["2026-11-22T23:00:10"], "kept in UTC"
    assert [somebody.values()[name] for name in ("werk.rijbewijs", "werk.fiets")] == [True, True]
