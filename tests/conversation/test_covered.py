"""Resume on another device: earlier sensitive answers stay covered until the second fact is given there."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import Person

People = Callable[..., Person]


def readback(person: Person, **where: object) -> dict[str, object]:
    """The line about gezinshereniging on the read-back of the family, as this device sees it."""
    for _ in range(60):
        prompt = person.reply["prompt"]
        if prompt["kind"] == "readback" and prompt["topic"] == "gezin":
            screen = person.house.conversation.screen(person.case.case_id, **where)  # type: ignore[arg-type]
            (line,) = [line for line in screen["prompt"]["lines"] if line["question"] == "gezin.gezinshereniging"]
            return dict(line)
        if prompt["kind"] == "readback":
            person.press("readback:right")
        elif prompt["kind"] in {"gate", "more"}:
            person.press("answer:false")
        else:
            person.press("state:later")
    raise AssertionError("the family was never read back")


def test_a_sensitive_answer_is_covered_elsewhere(person: People) -> None:
    someone = person("nl")
    someone.go_to("gezin.gezinshereniging")
    someone.press("answer:true", device="first phone")
    here = readback(someone, trusted=False, device="first phone")
    there = readback(someone, trusted=False, device="second phone")
    known = readback(someone, trusted=True, device="second phone")
    assert "wacht op familie" in str(here["text"])
    assert (there["covered"], there["words"]) == (True, None)
    assert "wacht op familie" not in str(there)
    assert known == here


def test_changing_a_covered_answer_does_not_tell_the_old_one(person: People) -> None:
    someone = person("nl")
    someone.go_to("gezin.gezinshereniging")
    someone.press("answer:true", device="first phone")
    someone.press("change:gezin.gezinshereniging", trusted=False, device="second phone")
    assert "Uw antwoord was" not in someone.notes
    someone.press("answer:false", trusted=False, device="second phone")
    assert [answer.value for answer in someone.answers("gezin.gezinshereniging")] == [True, False]


def test_ordinary_answers_are_not_covered(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.droombaan")
    someone.say("Kok", device="first phone")
    someone.press("change:werk.droombaan", trusted=False, device="second phone")
    assert "Kok" in someone.notes
