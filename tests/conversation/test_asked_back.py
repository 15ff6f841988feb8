"""A cultuurvertaler asks the person back about an answer: it reaches the chat, and the reply stands beside the answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from assistant.conversation.cursor import read_cursor
from assistant.from_staff import from_staff
from assistant.house import House
from assistant.interview import Ask, course_of, waiting_ask
from assistant.record import fold
from assistant.renditions.view import answered_sources
from assistant.replay.channels import InProcess
from assistant.replay.persona import Persona
from assistant.replay.talk import hold
from assistant.store import Event
from tests.conftest import Clock, Person

People = Callable[..., Person]

ANSWERS = [
    ("ti", "ሓወይ ኣብ ገዛ የሕግዘኒ", "መን እዩ ሓውኻ?", "ዓቢ ሓወይ እዩ"),
    ("ar", "أخي يساعدني في البيت", "من هو أخوك؟", "أخي الكبير"),
    ("prs", "برادرم در خانه کمک می‌کند", "کدام برادر؟", "برادر کلانم"),
]
"""Language, an answer to wensen.drie_jaar, a question about it and a reply."""


def ask_back(person: Person, question: str | None, words: str, language: str, **more: Any) -> int:
    """As the desk does it: an event of the case; returns its id."""
    store = person.house.store
    sources = [one for one in store.translation.sources(person.case.case_id) if one.question == question]
    source = more.pop("source", sources[-1].id if sources else None)
    data = {
        "source": source, "question": question, "entry": None, "words": words, "language": language,
        "words_nl": "Wie bedoelt u?", "by": "k.haile", **more,
    }  # fmt: skip
    at = "2026-11-22T10:00:00+00:00"
    with store.translation.writing() as writer:
        return writer.event(person.case.case_id, "asked_back", at, data)


def take_back(person: Person, asked: int) -> None:
    with person.house.store.translation.writing() as writer:
        writer.event(person.case.case_id, "asked_back_withdrawn", "2026-11-22T10:01:00+00:00", {"asked": asked})


def reload(person: Person, **where: Any) -> dict[str, Any]:
    person.reply = person.house.conversation.screen(person.case.case_id, **where)
    return person.reply


def at_the_end(person: Person) -> None:
    """Go on in the shortest way until nothing more is asked."""
    for _ in range(200):
        if person.reply["finished"]:
            return
        person.step()
    raise AssertionError("the talk never ended")


def answered(people: People, language: str, words: str, question: str = "wensen.drie_jaar") -> Person:
    someone = people(language)
    someone.go_to(question)
    someone.say(words, device="own phone")
    return someone


@pytest.mark.parametrize(("language", "words", "question", "reply"), ANSWERS)
def test_it_comes_after_the_answer_that_is_being_given(
    person: People, language: str, words: str, question: str, reply: str
) -> None:
    someone = answered(person, language, words)
    at_now = (someone.kind, someone.question)
    ask_back(someone, "wensen.drie_jaar", question, language)
    reload(someone)
    assert (someone.kind, someone.question) == at_now, "nobody is interrupted"
    someone.step()
    prompt = someone.reply["prompt"]
    assert (prompt["kind"], prompt["text"], prompt["input"]) == ("asked_back", question, "text")
    assert prompt["shown"] == {
        "text": question, "language": language, "dir": someone.house.wording.direction(language),
    }  # fmt: skip
    assert (prompt["said"]["text"], prompt["said"]["covered"]) == (words, False)
    assert someone.payloads == ["change:wensen.drie_jaar", "asked_back:person", "asked_back:skip"]
    someone.say(reply, device="own phone")
    (told,) = someone.events("told_back")
    assert (told["words"], told["language"], told["question"]) == (reply, language, "wensen.drie_jaar")
    assert (told["present"], told["device"]) == ("onbekend", "own phone")
    assert [answer.words for answer in someone.answers("wensen.drie_jaar")] == [words], "the old answer stays as it is"
    assert someone.kind != "asked_back"


def test_the_reply_is_a_text_to_translate_and_closes_the_question(person: People) -> None:
    language, words, question, reply = ANSWERS[0]
    someone = answered(person, language, words)
    asked = ask_back(someone, "wensen.drie_jaar", question, language)
    someone.step()
    someone.say(reply)
    store, case = someone.house.store, someone.case.case_id
    (first,) = [one for one in store.translation.sources(case) if one.about == "answer" and one.words == words]
    (source,) = [one for one in store.translation.sources(case) if one.about == "told_back"]
    assert (source.words, source.question, source.to_language) == (reply, "wensen.drie_jaar", "nl")
    assert someone.events("told_back")[0]["asked"] == asked
    assert first.id in answered_sources(store.events(case))


PLACES = [
    pytest.param(lambda someone: at_the_end(someone), id="finished"),
    pytest.param(lambda someone: someone.go_to_kind("offer"), id="offer"),
    pytest.param(lambda someone: someone.press("move:pause"), id="pause"),
]


@pytest.mark.parametrize("go", PLACES)
def test_at_rest_it_is_there_when_the_page_is_opened_again(person: People, go: Callable[[Person], object]) -> None:
    language, words, question, reply = ANSWERS[0]
    someone = answered(person, language, words)
    go(someone)
    case, turns = someone.case.case_id, len(someone.house.store.turns(someone.case.case_id))
    ask_back(someone, "wensen.drie_jaar", question, language)
    shown = reload(someone)
    assert someone.kind == "asked_back"
    assert len(someone.house.store.turns(case)) == turns, "looking changes nothing"
    assert reload(someone) == shown
    someone.say(reply)
    assert [told["words"] for told in someone.events("told_back")] == [reply]
    assert someone.kind != "asked_back"
    assert reload(someone)["prompt"]["kind"] != "asked_back"


def test_words_written_at_the_end_before_it_came_are_no_reply_to_it(person: People) -> None:
    language, words, question, _ = ANSWERS[0]
    someone = answered(person, language, words)
    at_the_end(someone)
    ask_back(someone, "wensen.drie_jaar", question, language)
    someone.say("የቐንየለይ ብዙሕ ሓገዝኩምኒ")
    assert not someone.events("told_back")
    assert [event["words"] for event in someone.events("remark")] == ["የቐንየለይ ብዙሕ ሓገዝኩምኒ"]
    assert someone.kind == "asked_back", "and now it is asked"


def test_a_pause_over_something_begun_is_left_in_peace(person: People) -> None:
    someone = person("nl")
    someone.go_to("persoon.geboortedatum")
    someone.say("toen de appels rijp waren")
    number = someone.reply["prompt_id"]
    someone.press("move:pause")
    ask_back(someone, None, "Wie bedoelt u?", "nl")
    assert reload(someone)["prompt"]["kind"] == "pause"
    someone.press("go_on")
    assert (someone.question, someone.reply["prompt_id"]) == ("persoon.geboortedatum", number)


CLOSING = [
    ("asked_back:skip", "later", 0),
    ("asked_back:person", "liever_met_een_persoon", 1),
    ("move:skip", "later", 0),
    ("state:later", "later", 0),
    ("move:dont_know", "weet_niet", 0),
    ("move:refuse", "wil_niet_zeggen", 0),
    ("move:person", "liever_met_een_persoon", 1),
]


@pytest.mark.parametrize(("button", "state", "handovers"), CLOSING)
def test_who_does_not_reply_is_not_asked_again(person: People, button: str, state: str, handovers: int) -> None:
    language, words, question, _ = ANSWERS[1]
    someone = answered(person, language, words)
    asked = ask_back(someone, "wensen.drie_jaar", question, language)
    someone.step()
    assert someone.kind == "asked_back"
    someone.press(button)
    (passed,) = someone.events("asked_back_passed")
    assert (passed["asked"], passed["state"]) == (asked, state)
    assert len(someone.events("handover")) == handovers
    assert not someone.events("told_back")
    at_the_end(someone)
    assert reload(someone)["finished"]
    assert passed["source"] in answered_sources(someone.house.store.events(someone.case.case_id))


def test_typed_words_that_pass_it_over_are_kept_too(person: People) -> None:
    someone = answered(person, "nl", "Ik wil bij mijn broer werken")
    ask_back(someone, "wensen.drie_jaar", "Welke broer?", "nl")
    someone.step()
    someone.say("dat wil ik niet zeggen", intent="refuse")
    (passed,) = someone.events("asked_back_passed")
    assert (passed["state"], passed["words"]) == ("wil_niet_zeggen", "dat wil ik niet zeggen")


def test_a_changed_answer_needs_no_explanation(person: People) -> None:
    language, words, question, reply = ANSWERS[2]
    someone = answered(person, language, words)
    ask_back(someone, "wensen.drie_jaar", question, language)
    someone.step()
    someone.press("change:wensen.drie_jaar")
    assert (someone.kind, someone.question) == ("question", "wensen.drie_jaar")
    someone.say("می‌خواهم نان‌وا شوم")
    assert [answer.words for answer in someone.answers("wensen.drie_jaar")] == [words, "می‌خواهم نان‌وا شوم"]
    assert [event["state"] for event in someone.events("asked_back_passed")] == ["veranderd"]
    at_the_end(someone)
    assert reload(someone)["finished"]


def test_one_that_was_taken_back_is_gone_and_words_for_it_are_kept_aside(person: People) -> None:
    language, words, question, reply = ANSWERS[0]
    someone = answered(person, language, words)
    asked = ask_back(someone, "wensen.drie_jaar", question, language)
    someone.step()
    prompt = someone.reply["prompt_id"]
    take_back(someone, asked)
    someone.say(reply, prompt_id=prompt)
    assert not someone.events("told_back")
    assert [event["words"] for event in someone.events("words_aside")] == [reply]
    assert someone.kind != "asked_back"


def test_a_reply_to_one_question_is_never_taken_for_the_next(person: People) -> None:
    language, words, question, reply = ANSWERS[0]
    someone = answered(person, language, words)
    at_the_end(someone)
    first = ask_back(someone, "wensen.drie_jaar", question, language)
    reload(someone)
    prompt = someone.reply["prompt_id"]
    take_back(someone, first)
    ask_back(someone, "wensen.drie_jaar", "ናበይ?", language)
    someone.say(reply, prompt_id=prompt)
    assert not someone.events("told_back")
    assert (someone.kind, someone.reply["prompt"]["text"]) == ("asked_back", "ናበይ?")


def test_several_come_oldest_first(person: People) -> None:
    someone = answered(person, "nl", "Ik wil bij mijn broer werken")
    for words in ("Welke broer?", "Waar werkt hij?"):
        ask_back(someone, "wensen.drie_jaar", words, "nl")
    someone.step()
    asked = []
    for reply in ("de oudste", "in Zwolle"):
        asked.append(someone.reply["prompt"]["text"])
        someone.say(reply)
    assert asked == ["Welke broer?", "Waar werkt hij?"]
    assert [told["words"] for told in someone.events("told_back")] == ["de oudste", "in Zwolle"]


def test_the_same_reply_twice_is_one(person: People) -> None:
    language, words, question, reply = ANSWERS[0]
    someone = answered(person, language, words)
    ask_back(someone, "wensen.drie_jaar", question, language)
    someone.step()
    prompt = someone.reply["prompt_id"]
    first = someone.say(reply, message_id="m1", prompt_id=prompt)
    again = someone.say(reply, message_id="m1", prompt_id=prompt)
    assert first == again
    assert len(someone.events("told_back")) == 1


def test_a_reply_that_only_reached_the_inbox_is_taken_after_a_restart(person: People, house: House) -> None:
    language, words, question, reply = ANSWERS[0]
    someone = answered(person, language, words)
    at_the_end(someone)
    ask_back(someone, "wensen.drie_jaar", question, language)
    reload(someone)
    prompt, case = someone.reply["prompt_id"], someone.case.case_id
    assert house.conversation.receive(case, "m1", prompt, reply) is None
    waiting = reload(someone)["unprocessed"]
    assert waiting == {"message_id": "m1", "text": reply}
    house.conversation.take_turn(case, "m1", prompt_id=someone.reply["prompt_id"], text=reply, intent="answer")
    assert [told["words"] for told in someone.events("told_back")] == [reply]


MOVES = [
    ("move:why", "Iemand vertaalt uw woorden"),
    ("move:repeat", "Iemand vertaalt uw woorden"),
]


@pytest.mark.parametrize(("button", "note"), MOVES)
def test_the_moves_keep_working(person: People, button: str, note: str) -> None:
    someone = answered(person, "nl", "Ik wil bij mijn broer werken")
    ask_back(someone, "wensen.drie_jaar", "Welke broer?", "nl")
    someone.step()
    someone.press(button)
    assert note in someone.notes
    assert someone.kind == "asked_back"
    someone.press("move:pause")
    assert someone.kind == "pause"
    someone.press("go_on")
    assert someone.kind == "asked_back"


TYPED = [
    # words, intent, confidence, the kind of screen after it, how many replies
    ("waarom vraagt u dit?", "ask_why", 0.97, "asked_back", 0),
    ("ik wil nu stoppen", "pause", 0.97, "pause", 0),
    ("ik wil nu stoppen", "pause", 0.7, "move", 0),
    ("mijn broer vroeg altijd waarom en toen ben ik gestopt met school in Asmara", "pause", 0.95, None, 1),
    ("de oudste", "answer", 0.9, None, 1),
]


@pytest.mark.parametrize(("words", "intent", "confidence", "kind", "replies"), TYPED)
def test_typed_words_are_a_move_only_when_that_is_sure(
    person: People, words: str, intent: str, confidence: float, kind: str | None, replies: int
) -> None:
    someone = answered(person, "nl", "Ik wil bij mijn broer werken")
    ask_back(someone, "wensen.drie_jaar", "Welke broer?", "nl")
    someone.step()
    someone.say(words, intent=intent, confidence=confidence)
    assert len(someone.events("told_back")) == replies
    assert someone.kind == kind or kind is None and someone.kind != "asked_back"


def test_words_that_were_no_move_after_all_are_the_reply(person: People) -> None:
    someone = answered(person, "nl", "Ik wil bij mijn broer werken")
    ask_back(someone, "wensen.drie_jaar", "Welke broer?", "nl")
    someone.step()
    someone.say("ik wil nu stoppen", intent="pause", confidence=0.7)
    someone.press("this:answer")
    assert [told["words"] for told in someone.events("told_back")] == ["ik wil nu stoppen"]


def test_words_of_need_are_kept_as_the_reply_and_help_is_shown(person: People) -> None:
    someone = answered(person, "nl", "Ik wil hier weg")
    ask_back(someone, "wensen.drie_jaar", "Waarom wilt u weg?", "nl")
    someone.step()
    words = "Mijn man slaat mij en ik ben bang"
    someone.say(words)
    assert someone.kind == "support"
    assert [told["words"] for told in someone.events("told_back")] == [words]
    assert len(someone.events("attention")) == 1
    assert words not in json.dumps(someone.reply, ensure_ascii=False)


SEEN_FROM = [
    ({"trusted": True}, False),
    ({"trusted": False, "device": "own phone"}, False),
    ({"trusted": False, "device": "other phone"}, True),
]


@pytest.mark.parametrize(("where", "covered"), SEEN_FROM)
def test_a_sensitive_answer_is_covered_in_another_browser(person: People, where: dict[str, Any], covered: bool) -> None:
    words = "Ik slaap slecht sinds de reis"
    someone = answered(person, "nl", words, "gezondheid.zorgen")
    ask_back(someone, "gezondheid.zorgen", "Welke reis?", "nl")
    someone.step()
    said = reload(someone, **where)["prompt"]["said"]
    assert said["covered"] is covered
    assert said["sensitive"]
    assert (words in json.dumps(someone.reply, ensure_ascii=False)) is not covered


def test_an_ordinary_answer_is_shown_everywhere(person: People) -> None:
    someone = answered(person, "nl", "Ik wil bij mijn broer werken")
    ask_back(someone, "wensen.drie_jaar", "Welke broer?", "nl")
    someone.step()
    said = reload(someone, trusted=False, device="other phone")["prompt"]["said"]
    assert (said["text"], said["sensitive"]) == ("Ik wil bij mijn broer werken", False)


def test_words_beside_the_questions_can_be_asked_about(person: People) -> None:
    someone = person("ar")
    at_the_end(someone)
    someone.say("شكرا لكم ولأخي")
    (source,) = [one for one in someone.house.store.translation.sources(someone.case.case_id) if one.about == "remark"]
    ask_back(someone, None, "من هو أخوك؟", "ar", source=source.id)
    said = reload(someone)["prompt"]["said"]
    assert (said["text"], said["covered"]) == ("شكرا لكم ولأخي", False)
    assert someone.payloads == ["asked_back:person", "asked_back:skip"]
    other = reload(someone, trusted=False, device="other phone")
    assert "شكرا" not in json.dumps(other, ensure_ascii=False), "such words can be about anything"


def test_a_question_in_another_language_keeps_its_own_direction(person: People) -> None:
    language, words, question, _ = ANSWERS[1]
    someone = answered(person, language, words)
    ask_back(someone, "wensen.drie_jaar", question, language)
    someone.step()
    someone.press("language:ti")
    prompt = someone.reply["prompt"]
    assert (someone.reply["language"], someone.reply["dir"]) == ("ti", "ltr")
    assert prompt["shown"] == {"text": question, "language": "ar", "dir": "rtl"}


def test_who_may_be_under_18_is_asked_nothing(person: People) -> None:
    someone = person("nl")
    someone.go_to("persoon.geboortedatum")
    someone.say("3-5-2010")
    ask_back(someone, None, "Wie bedoelt u?", "nl")
    assert reload(someone)["prompt"]["kind"] == "held"


def test_who_was_not_alone_is_first_asked_who_is_there(person: People, clock: Clock) -> None:
    someone = person("nl")
    someone.go_to("welkom.aanwezig")
    someone.press('answer:"partner"')
    someone.go_to("wensen.drie_jaar")
    someone.say("Ik wil bij mijn broer werken")
    someone.press("move:pause")
    ask_back(someone, "wensen.drie_jaar", "Welke broer?", "nl")
    clock.forward(hours=5)
    reload(someone)
    assert (someone.kind, someone.question) == ("question", "welkom.aanwezig")
    someone.press('answer:"alleen"')
    assert someone.kind == "asked_back"


def test_a_question_that_left_the_catalogue_asks_nothing(house: House) -> None:
    events = [Event("asked_back", "2026-11-22T10:00:00+00:00", 3, {
        "source": 1, "question": "weg.vraag", "entry": None, "words": "Wat?", "language": "nl",
    }, id=7)]  # fmt: skip
    assert waiting_ask(house.catalogue, fold(house.catalogue, []), course_of(events)) is None


FOLDS = [
    ([("asked_back", {})], [1]),
    ([("asked_back", {}), ("told_back", {"asked": 1})], []),
    ([("asked_back", {}), ("asked_back_withdrawn", {"asked": 1})], []),
    ([("asked_back", {}), ("asked_back_passed", {"asked": 1, "state": "later"})], []),
    ([("asked_back", {}), ("asked_back", {}), ("told_back", {"asked": 1})], [2]),
    ([("asked_back", {}), ("told_back", {"asked": 9})], [1]),
]


@pytest.mark.parametrize(("events", "waiting"), FOLDS)
def test_what_waits_follows_from_the_events(events: list[tuple[str, dict[str, Any]]], waiting: list[int]) -> None:
    about = {"source": 1, "question": None, "words": "Wie?", "language": "nl"}
    happened = [
        Event(kind, "2026-11-22T10:00:00+00:00", 3, {**about, **data}, id=number)
        for number, (kind, data) in enumerate(events, start=1)
    ]
    assert list(from_staff(happened).asked_back) == waiting


class Interrupted(InProcess):
    """A talk in which staff asks and writes something halfway."""

    def __init__(self, someone: Person) -> None:
        super().__init__(someone.house.conversation, someone.case.case_id)
        self._someone, self._written = someone, 0

    def write(self, prompt_id: str, text: str) -> dict[str, Any]:
        self._written += 1
        if self._written == 5:
            ask_back(self._someone, None, "Wie bedoelt u?", "nl")
            with self._someone.house.store.translation.writing() as writer:
                data = {"words": "Tot maandag", "language": "nl", "by": "n.bakker"}
                writer.event(self._someone.case.case_id, "message", "2026-11-22T10:00:00+00:00", data)
        return super().write(prompt_id, text)


REPLAYED = [("mijn broer", "told_back", "mijn broer"), ("overslaan", "asked_back_passed", "overslaan")]


@pytest.mark.parametrize(("otherwise", "kind", "words"), REPLAYED)
def test_a_replayed_person_replies_reads_and_reaches_the_end(
    person: People, otherwise: str, kind: str, words: str
) -> None:
    someone = person("nl", begin=False)
    persona = Persona("verzonnen", "nl", {"wensen.drie_jaar": "Ik wil bij mijn broer werken"}, otherwise)
    talk = hold(persona, Interrupted(someone))
    assert talk.finished
    (event,) = someone.events(kind)
    assert event["words"] == words
    assert len(someone.events("message_read")) == 1


def test_a_cursor_from_before_can_be_read() -> None:
    kept = {
        "number": 4, "ask": {"kind": "question", "question": "werk.nu", "entry": None, "topic": "werk"}, "mode": "ask",
        "tried": [], "readings": [], "last": None,
    }  # fmt: skip
    cursor = read_cursor(kept)
    assert cursor.ask == Ask("question", "werk.nu", None, "werk")
    assert cursor.prompt_id == "4"
    assert read_cursor(json.loads(json.dumps(cursor.as_json()))) == cursor
