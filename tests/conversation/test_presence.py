"""Who is there is recorded; what somebody else says is kept apart; what needs quiet is asked again alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Clock, Person

People = Callable[..., Person]
WISH = "Dat mijn man tevreden is"


def among(person: People, who: str) -> Person:
    someone = person("nl")
    someone.go_to("welkom.aanwezig")
    someone.press(f'answer:"{who}"')
    return someone


@pytest.fixture
def with_partner(person: People) -> Person:
    return among(person, "partner")


def test_every_answer_says_who_was_there(with_partner: Person) -> None:
    with_partner.go_to("persoon.naam")
    with_partner.say("Sara Haile")
    (answer,) = with_partner.answers("persoon.naam")
    assert (answer.speaker, answer.present) == ("person", "partner")


def test_what_the_partner_says_is_kept_apart_and_is_never_an_answer(with_partner: Person) -> None:
    with_partner.go_to("werk.droombaan")
    assert "move:other" in with_partner.moves()
    with_partner.press("move:other")
    assert with_partner.kind == "other"
    assert "Het is niet uw antwoord" in with_partner.reply["prompt"]["help"]
    with_partner.say("Zij hoeft niet te werken")
    assert (with_partner.kind, with_partner.question) == ("question", "werk.droombaan")
    assert not with_partner.answers("werk.droombaan")
    (said,) = with_partner.events("said_by_other")
    assert (said["words"], said["speaker"], said["question"]) == (
        "Zij hoeft niet te werken", "partner", "werk.droombaan",
    )  # fmt: skip
    with_partner.say("Lerares")
    assert with_partner.answers("werk.droombaan")[0].words == "Lerares"
    view = with_partner.house.record_view(with_partner.case.case_id)
    (event,) = [event for event in view.events if event.kind == "said_by_other"]
    assert event.words == "Zij hoeft niet te werken"
    assert event.text_nl.startswith("Iemand anders zei dit (geen antwoord van de inburgeraar), aanwezig: partner")


def test_the_partner_thinks_better_of_it(with_partner: Person) -> None:
    with_partner.go_to("werk.droombaan")
    with_partner.press("move:other")
    with_partner.press("go_on")
    assert (with_partner.kind, with_partner.question) == ("question", "werk.droombaan")
    assert not with_partner.events("said_by_other")


@pytest.mark.parametrize(("who", "offered"), [("alleen", False), ("partner", True), ("familie", True), ("tolk", False)])
def test_somebody_else_can_only_speak_when_somebody_is_there(person: People, who: str, offered: bool) -> None:
    someone = among(person, who)
    someone.go_to("persoon.naam")
    assert ("move:other" in someone.moves()) is offered


def answered_with_partner(someone: Person, clock: Clock) -> None:
    """The person tells a wish with the partner there, stops, and comes back the next day."""
    someone.go_to("wensen.drie_jaar")
    someone.say(WISH)
    someone.press("move:pause")
    clock.forward(hours=20)
    someone.press("go_on")


def test_after_a_pause_who_is_there_is_asked_again(with_partner: Person, clock: Clock) -> None:
    answered_with_partner(with_partner, clock)
    assert (with_partner.kind, with_partner.question) == ("question", "welkom.aanwezig")
    with_partner.press('answer:"partner"')
    assert with_partner.question == "netwerk.hulp", "still together: nothing is asked again"


def test_alone_now_the_questions_that_need_quiet_are_asked_again(with_partner: Person, clock: Clock) -> None:
    answered_with_partner(with_partner, clock)
    with_partner.press('answer:"alleen"')
    assert with_partner.question == "wensen.drie_jaar"
    assert "U was niet alleen toen ik dit vroeg" in with_partner.notes
    assert with_partner.payloads[-1] == "same:"
    with_partner.say("Zelf een winkel beginnen")
    first, second = with_partner.answers("wensen.drie_jaar")
    assert (first.words, first.present) == (WISH, "partner")
    assert (second.words, second.present) == ("Zelf een winkel beginnen", "alleen")
    assert with_partner.question == "netwerk.hulp"


def test_my_answer_stays_so(with_partner: Person, clock: Clock) -> None:
    answered_with_partner(with_partner, clock)
    with_partner.press('answer:"alleen"')
    with_partner.press("same:")
    first, second = with_partner.answers("wensen.drie_jaar")
    assert (second.value, second.words, second.present, second.version) == (WISH, WISH, "alleen", 2)
    assert with_partner.question == "netwerk.hulp", "and it is not asked a third time"
    assert first.present == "partner"


def test_only_questions_that_need_quiet_are_asked_again(with_partner: Person, clock: Clock) -> None:
    with_partner.go_to_kind("readback")
    with_partner.press("move:pause")
    clock.forward(hours=20)
    with_partner.press("go_on")
    assert with_partner.question == "welkom.aanwezig"
    with_partner.press('answer:"alleen"')
    again = []
    while with_partner.kind == "question":
        again.append(with_partner.question)
        with_partner.press("same:")
    assert again == ["wensen.drie_jaar", "gezondheid.algemeen", "gezondheid.lichaam", "gezondheid.zorgen"]


def test_a_new_sitting_without_a_pause_asks_it_too(with_partner: Person, clock: Clock) -> None:
    with_partner.go_to("werk.droombaan")
    clock.forward(hours=2)
    with_partner.say("Lerares")
    assert with_partner.question == "welkom.aanwezig"
    with_partner.press('answer:"alleen"')
    assert with_partner.question == "wensen.drie_jaar"
    assert with_partner.answers("werk.droombaan")[0].words == "Lerares", "the words said on coming back are kept"


def test_who_was_alone_is_not_asked_again(person: People, clock: Clock) -> None:
    someone = among(person, "alleen")
    someone.go_to("werk.droombaan")
    someone.press("move:pause")
    clock.forward(hours=20)
    someone.press("go_on")
    assert someone.question == "werk.droombaan"
