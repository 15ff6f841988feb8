"""A message of the consulent: in the person's language as soon as there is a translation, and always with its state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.conversation.beside import Beside
from assistant.conversation.screen import Speech
from assistant.conversation.staff_screens import message_texts
from assistant.house import House
from assistant.renditions.model import Rendition, Review
from assistant.renditions.sources import source_of_event
from assistant.renditions.state import State
from assistant.store import Event
from tests.conftest import Person
from tests.conversation.test_asked_back import at_the_end, reload

People = Callable[..., Person]
Message = tuple[int, int | None]
DUTCH = "Wij willen u graag spreken. Kunt u volgende week?"
TRANSLATED = {
    "ti": "ክንዛረበኩም ንደሊ። ዝመጽእ ሰሙን ትኽእሉ ዶ?",
    "ar": "نود التحدث إليك. هل تستطيع الأسبوع القادم؟",
    "prs": "می‌خواهیم با شما صحبت کنیم. هفته آینده می‌توانید؟",
}
AT = "2026-11-22T10:00:00+00:00"


def write(person: Person, words: str = DUTCH) -> Message:
    """As the consulent's page does it: the event and, for who does not speak Dutch, the text to translate."""
    store, case = person.house.store, person.case.case_id
    with store.writing(case) as writer:
        last = store.last_turn(case)
        event = writer.event(
            Event("message", AT, last.number if last else 0, {"words": words, "language": "nl", "by": "n"})
        )
        source = source_of_event(person.house.catalogue, event, store.case(case).language or "nl")
        kept = writer.source(source) if source else None
    assert event.id is not None
    return event.id, kept.id if kept else None


def translate(person: Person, message: Message, language: str, origin: str, verdict: str | None = None) -> None:
    with person.house.store.translation.writing() as writer:
        made = writer.rendition(
            Rendition(message[1] or 0, TRANSLATED[language], language, origin, "k.haile", AT)  # type: ignore[arg-type]
        )
        if verdict:
            writer.review(Review(message[1] or 0, made.id, verdict, "k.haile", "cultuurvertaler", AT))  # type: ignore[arg-type]


STATES = [
    # origin, verdict, the state that is shown
    ("machine", None, "machine"),
    ("memory", None, "machine"),
    ("machine", "aan_te_passen", "aan_te_passen"),
    ("person", None, "gecorrigeerd"),
    ("person", "goedgekeurd", "goedgekeurd"),
]


@pytest.mark.parametrize("language", sorted(TRANSLATED))
@pytest.mark.parametrize(("origin", "verdict", "state"), STATES)
def test_the_translation_stands_above_the_dutch_with_its_state(
    person: People, language: str, origin: str, verdict: str | None, state: str
) -> None:
    someone = person(language)
    at_the_end(someone)
    message = write(someone)
    translate(someone, message, language, origin, verdict)
    prompt = reload(someone)["prompt"]
    direction = someone.house.wording.direction(language)
    assert prompt["kind"] == "message"
    assert prompt["shown"] == {"text": TRANSLATED[language], "language": language, "dir": direction}
    assert (prompt["original"]["text"], prompt["original"]["language"], prompt["original"]["dir"]) == (
        DUTCH,
        "nl",
        "ltr",
    )
    assert prompt["state"]["name"] == state
    assert prompt["state"]["text"] == someone.house.wording.text(language, f"talk.message_state.{state}")
    assert someone.payloads == ["message:read"]


def test_without_a_translation_it_is_shown_in_dutch_at_once(person: People) -> None:
    someone = person("ti")
    at_the_end(someone)
    write(someone)
    prompt = reload(someone)["prompt"]
    assert prompt["shown"] == {"text": DUTCH, "language": "nl", "dir": "ltr"}
    assert prompt["original"] is None
    assert prompt["state"]["name"] == "ontbreekt"


def test_for_who_speaks_dutch_there_is_nothing_to_say_about_a_translation(person: People) -> None:
    someone = person("nl")
    at_the_end(someone)
    write(someone)
    prompt = reload(someone)["prompt"]
    assert (prompt["shown"]["text"], prompt["original"], prompt["state"]) == (DUTCH, None, None)


def test_every_state_has_words_for_the_person(house: House) -> None:
    for state in State:
        assert house.wording.has(f"talk.message_state.{state.name}")


def test_read_is_kept_once_and_does_not_come_back(person: People) -> None:
    someone = person("ar")
    at_the_end(someone)
    message = write(someone)
    reload(someone)
    prompt = someone.reply["prompt_id"]
    first = someone.press("message:read", message_id="m1", prompt_id=prompt)
    again = someone.press("message:read", message_id="m1", prompt_id=prompt)
    assert first == again
    assert someone.events("message_read") == [{"message": message[0]}]
    assert reload(someone)["finished"]


WRITTEN_BACK = [
    ("nl", "Ja, maandag kan ik", "answer", 0.9),
    ("nl", "dank u wel", "thank", 0.97),
    ("ar", "نعم، يوم الاثنين", "affirm", 0.95),
    ("ti", "ሰኑይ ክመጽእ እኽእል", "answer", 0.9),
    ("prs", "دوشنبه می‌توانم", None, 0.0),
]


@pytest.mark.parametrize(("language", "words", "intent", "confidence"), WRITTEN_BACK)
def test_words_under_it_go_to_the_municipality(
    person: People, language: str, words: str, intent: str, confidence: float
) -> None:
    someone = person(language)
    at_the_end(someone)
    message = write(someone)
    reload(someone)
    someone.say(words, intent=intent, confidence=confidence)
    (question,) = someone.events("question")
    assert (question["words"], question["language"], question["message"]) == (words, language, message[0])
    assert someone.events("message_read") == [{"message": message[0]}]
    assert someone.reply["finished"]
    texts = [
        one.words for one in someone.house.store.translation.sources(someone.case.case_id) if one.about == "question"
    ]
    assert texts == ([words] if language != "nl" else []), "it is translated for who reads it"


def test_a_call_for_a_person_is_passed_on_and_the_message_stays(person: People) -> None:
    someone = person("nl")
    at_the_end(someone)
    write(someone)
    reload(someone)
    someone.say("ik wil een mens spreken", intent="ask_human", confidence=0.97)
    assert len(someone.events("handover")) == 1
    assert someone.kind == "message"


def test_words_of_need_under_it_are_kept_and_help_is_shown(person: People) -> None:
    someone = person("nl")
    at_the_end(someone)
    write(someone)
    reload(someone)
    someone.say("ik kan niet komen, mijn man slaat mij")
    assert someone.kind == "support"
    assert [event["words"] for event in someone.events("question")] == ["ik kan niet komen, mijn man slaat mij"]
    assert len(someone.events("attention")) == 1


def test_it_comes_after_the_answer_that_is_being_given(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.nu")
    write(someone)
    reload(someone)
    assert someone.question == "werk.nu", "nobody is interrupted"
    someone.step()
    assert someone.kind == "message"
    someone.press("message:read")
    assert someone.kind not in {"message", "finished"}


def test_somebody_who_has_not_begun_first_sees_the_welcome(person: People) -> None:
    someone = person("ti", begin=False)
    write(someone)
    someone.press("language:ti")
    assert someone.kind == "notice"
    for _ in range(10):
        if someone.kind == "message":
            break
        someone.step()
    assert someone.kind == "message"
    assert someone.answers("welkom.aanwezig"), "who is there comes first"


def test_who_may_be_under_18_reads_what_the_consulent_writes(person: People) -> None:
    someone = person("nl")
    someone.go_to("persoon.geboortedatum")
    someone.say("3-5-2010")
    assert someone.kind == "held"
    write(someone)
    assert reload(someone)["prompt"]["kind"] == "message"
    someone.press("message:read")
    assert someone.kind == "held", "and nothing is asked"


def test_the_screens_between_questions_read_no_translations(person: People, monkeypatch: pytest.MonkeyPatch) -> None:
    someone = person("ti")
    someone.go_to("werk.nu")

    def never(*_: Any) -> None:
        raise AssertionError("a turn without a message reads no translations")

    monkeypatch.setattr(type(someone.house.store.translation), "renditions", never)
    someone.step()
    reload(someone)


def test_a_translation_in_the_language_of_before_keeps_its_direction(person: People) -> None:
    someone = person("ar")
    at_the_end(someone)
    message = write(someone)
    translate(someone, message, "ar", "person", "goedgekeurd")
    reload(someone)
    someone.press("language:ti")
    prompt = someone.reply["prompt"]
    assert prompt["shown"] == {"text": TRANSLATED["ar"], "language": "ar", "dir": "rtl"}
    assert someone.reply["dir"] == "ltr"


def test_a_translation_that_comes_later_is_there_for_who_looks_back(person: People) -> None:
    someone = person("ar")
    at_the_end(someone)
    message = write(someone)
    reload(someone)
    someone.press("message:read")
    translate(someone, message, "ar", "person", "goedgekeurd")
    view = Beside(someone.house.store, someone.case.case_id).message(message[0])
    texts = message_texts(Speech(someone.house.wording, "ar"), DUTCH, view)
    assert (texts["shown"]["text"], texts["state"]["name"]) == (TRANSLATED["ar"], "goedgekeurd")
