"""Which translation an answer shows: that of its own words, or the one of before and then said to be outdated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from assistant.caseload import Line
from assistant.export import export_record
from assistant.house import House
from assistant.renditions.model import Note
from tests.conftest import Person
from tests.ui.consulent.constructed import begin
from tests.ui.consulent.translated_cases import Reviewing

QUESTION = "werk.droombaan"
NURSE, TEACHER = "ነርስ ክኸውን ይደሊ", "መምህር ክኸውን ይደሊ"


@dataclass(frozen=True)
class Seen:
    """What everybody sees of the translation of an answer."""

    text: str | None
    state: str
    outdated: bool = False
    note: str | None = None
    reviewer: str | None = None


class Story:
    """One question of one person, step by step, in a real store."""

    def __init__(self, house: House) -> None:
        self.house, self.pen = house, begin(house, "verzonnen", "ti")
        self.case = Reviewing(self.pen)
        self.pen.event("language", language="ti")

    def say(self, words: str, **more: Any) -> None:
        self.pen.say(QUESTION, words, words, **{"understood_by": "words", **more})

    def draft(self, text: str) -> None:
        self.case.drafted(self.case.source(QUESTION), text)

    def write(self, text: str) -> None:
        self.case.written(self.case.source(QUESTION), text)

    def decide(self, verdict: Any) -> None:
        self.case.decided(self.case.source(QUESTION), verdict, "omdat")

    def note(self, text: str) -> None:
        with self.pen.house.store.translation.writing() as writer:
            writer.note(Note(int(self.case.source(QUESTION).id or 0), text, "hanna", self.pen.at.isoformat()))

    def pass_it(self, state: str) -> None:
        self.pen.say(QUESTION, None, "ኣይፈልጥን", state=state, understood_by="button")

    @property
    def line(self) -> Line:
        view = self.house.record_view(self.pen.case.case_id)
        return next(line for topic in view.topics for line in topic.lines if line.question == QUESTION)

    @property
    def exported(self) -> dict[str, Any]:
        house = self.house
        record = export_record(house.store, house.catalogue, house.wording, self.pen.case.case_id)
        return next(answer for answer in record["answers"] if answer["question"] == QUESTION and answer["counts"])


TABLE: list[tuple[str, list[tuple[str, str]], Seen | None]] = [
    ("nothing yet", [("say", NURSE)], Seen(None, "ontbreekt")),
    ("a draft", [("say", NURSE), ("draft", "Zuster.")], Seen("Zuster.", "machine")),
    (
        "approved as the machine made it",
        [("say", NURSE), ("draft", "Zuster."), ("decide", "goedgekeurd")],
        Seen("Zuster.", "goedgekeurd", reviewer="hanna"),
    ),
    (
        "only confirmed: the same words keep their approval",
        [("say", NURSE), ("write", "Verpleegkundige."), ("decide", "goedgekeurd"), ("say", NURSE)],
        Seen("Verpleegkundige.", "goedgekeurd", reviewer="hanna"),
    ),
    (
        "changed: outdated until there is something new",
        [("say", NURSE), ("write", "Verpleegkundige."), ("decide", "goedgekeurd"), ("say", TEACHER)],
        Seen("Verpleegkundige.", "goedgekeurd", outdated=True, reviewer="hanna"),
    ),
    (
        "changed, and the machine was there",
        [("say", NURSE), ("write", "Verpleegkundige."), ("decide", "goedgekeurd"), ("say", TEACHER), ("draft", "Leraar.")],
        Seen("Leraar.", "machine"),
    ),
    (
        "a second approval of another text",
        [
            ("say", NURSE), ("draft", "Zuster."), ("decide", "goedgekeurd"), ("write", "Verpleegkundige."),
            ("decide", "goedgekeurd"),
        ],
        Seen("Verpleegkundige.", "goedgekeurd", reviewer="hanna"),
    ),
    (
        "corrected after an approval, and nobody looked again",
        [("say", NURSE), ("draft", "Zuster."), ("decide", "goedgekeurd"), ("write", "Verpleegkundige.")],
        Seen("Verpleegkundige.", "gecorrigeerd"),
    ),
    (
        "an approval that was taken back",
        [("say", NURSE), ("draft", "Zuster."), ("decide", "goedgekeurd"), ("decide", "ingetrokken")],
        Seen("Zuster.", "machine"),
    ),
    (
        "sent back",
        [("say", NURSE), ("draft", "Zuster."), ("decide", "goedgekeurd"), ("decide", "aan_te_passen")],
        Seen("Zuster.", "aan_te_passen"),
    ),
    (
        "a note",
        [("say", NURSE), ("write", "Zuster."), ("note", "Ook zonder diploma.")],
        Seen("Zuster.", "gecorrigeerd", note="Ook zonder diploma."),
    ),
    (
        "a note that was taken back",
        [("say", NURSE), ("write", "Zuster."), ("note", "Ook zonder diploma."), ("note", "")],
        Seen("Zuster.", "gecorrigeerd"),
    ),
    (
        "answered with a button afterwards",
        [("say", NURSE), ("write", "Zuster."), ("decide", "goedgekeurd"), ("pass_it", "weet_niet")],
        None,
    ),
    (
        "and back to the same words",
        [("say", NURSE), ("write", "Zuster."), ("decide", "goedgekeurd"), ("pass_it", "weet_niet"), ("say", NURSE)],
        Seen("Zuster.", "goedgekeurd", reviewer="hanna"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("steps", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_an_answer_shows(house: House, steps: list[tuple[str, str]], expected: Seen | None) -> None:
    story = Story(house)
    for step, what in steps:
        getattr(story, step)(what)
    shown, exported = story.line.rendition, story.exported["rendition"]
    if expected is None:
        assert shown is None and exported is None
        return
    assert shown is not None
    assert (shown.text, shown.standing.state.name, shown.standing.outdated) == (
        expected.text, expected.state, expected.outdated,
    )  # fmt: skip
    assert (shown.note.text if shown.note else None) == expected.note
    found = Seen(*(exported[key] for key in ("text", "state", "outdated", "note", "reviewer")))
    assert found == expected, "the export says the same as the page"


def test_the_table_has_every_state_and_an_outdated_one() -> None:
    assert {row[2].state for row in TABLE if row[2]} == {
        "ontbreekt", "machine", "aan_te_passen", "gecorrigeerd", "goedgekeurd",
    }  # fmt: skip
    assert any(row[2].outdated for row in TABLE if row[2])


def test_only_an_approval_of_these_very_words_counts_as_reviewed(house: House) -> None:
    counted = {}
    for name, steps, expected in TABLE:
        story = Story(house)
        for step, what in steps:
            getattr(story, step)(what)
        case_id = story.pen.case.case_id
        counted[name] = house.store.translation.unreviewed_counts(case_id).get(case_id, 0)
        reviewed = expected is None or (expected.state == "goedgekeurd" and not expected.outdated)
        assert counted[name] == (0 if reviewed else 1), name
    everything = house.store.translation.unreviewed_counts()
    assert sum(everything.values()) == sum(counted.values())


def test_each_version_in_the_history_has_its_own_translation(house: House) -> None:
    story = Story(house)
    story.say(NURSE)
    story.write("Verpleegkundige.")
    story.decide("goedgekeurd")
    story.say(TEACHER)
    story.draft("Leraar.")
    (before,) = story.line.history
    assert before.rendition is not None and before.rendition.text == "Verpleegkundige."
    assert before.rendition.standing.reviewed, "it was approved for those words, and still is"
    story.say(NURSE, language="nl")
    newer, older = story.line.history
    assert story.line.rendition is None, "Dutch needs no translation"
    assert [one.rendition.text for one in (newer, older) if one.rendition] == ["Leraar.", "Verpleegkundige."]


def test_a_version_never_shows_what_was_made_of_later_words(house: House) -> None:
    story = Story(house)
    story.say(NURSE)
    story.say(TEACHER)
    story.draft("Leraar.")
    (before,) = story.line.history
    assert before.rendition is not None
    assert (before.rendition.text, before.rendition_state) == (None, "ontbreekt")


def test_an_answer_that_fell_away_keeps_its_translation_in_the_history(house: House) -> None:
    """A job that turns out not to exist takes its answers along; the words and their translation stay readable."""
    pen = begin(house, "verzonnen", "ti")
    case = Reviewing(pen)
    pen.event("language", language="ti")
    pen.say("werk.banen", True, "እወ", understood_by="button")
    pen.say("werk.banen.beroep", {"text": "ከሻኒ"}, "ከሻኒ", 1, understood_by="words")
    case.approved(case.source("werk.banen.beroep"), "kok")
    pen.say("werk.banen", False, "ኣይፋል", understood_by="button")
    record = export_record(house.store, house.catalogue, house.wording, pen.case.case_id)
    (job,) = [answer for answer in record["answers"] if answer["question"] == "werk.banen.beroep"]
    assert job["counts"] is False
    assert (job["rendition"]["text"], job["rendition"]["state"]) == ("kok", "goedgekeurd")
    assert "kok" not in str(record["values"].get("werk.banen"))


@pytest.mark.parametrize(
    ("question", "value", "words", "more"),
    [
        ("werk.droombaan", "kok", "kok", {"language": "nl"}),
        ("persoon.geboorteland", "ER", "ኤርትራ", {}),
        ("werk.uren", 24, "24 ሰዓት", {}),
        ("persoon.naam", "ሰላም", "ሰላም", {"understood_by": "words"}),
        ("gezin.partner", "geen", "የለን", {"understood_by": "button"}),
    ],
)
def test_dutch_closed_answers_and_names_have_none(
    house: House, question: str, value: Any, words: str, more: dict[str, Any]
) -> None:
    pen = begin(house, "verzonnen", "ti")
    pen.say(question, value, words, **more)
    view = house.record_view(pen.case.case_id)
    assert [line.rendition for topic in view.topics for line in topic.lines if line.question == question] == [None]
    assert view.summary.to_review == 0


def test_a_recording_is_no_text_until_somebody_wrote_it_down(house: House) -> None:
    story = Story(house)
    story.pen.say(QUESTION, None, "", understood_by="recording", detail={"recording": 7, "milliseconds": 4000})
    source = story.case.source(QUESTION)
    assert (source.kind, source.ref) == ("recording", 7)
    assert story.line.rendition_state == "ontbreekt"
    story.case.made(source, "ነርስ", origin="person", made_by="hanna", purpose="transcription")
    assert story.line.rendition_state == "ontbreekt", "what was heard is not yet Dutch"
    story.write("Verpleegkundige.")
    shown = story.line.rendition
    assert shown is not None and shown.transcription is not None
    assert (shown.transcription.text, shown.text) == ("ነርስ", "Verpleegkundige.")
    assert story.exported["rendition"]["transcription"] == "ነርስ"
    story.say(TEACHER)
    assert story.line.rendition is not None and story.line.rendition.standing.outdated


def test_words_from_before_translations_were_kept_still_say_that_there_is_none(house: House) -> None:
    """Such a case has answers and no sources."""
    person = Person(house, "ti")
    person.go_to(QUESTION)
    person.say(NURSE)
    (kept,) = person.answers(QUESTION)
    pen = begin(house, "van vroeger", "ti")
    with house.store.writing(pen.case.case_id) as writer:
        writer.answer(replace(kept, id=None))
    view = house.record_view(pen.case.case_id)
    (line,) = [line for topic in view.topics for line in topic.lines if line.question == QUESTION]
    assert (line.rendition_state, line.value_nl) == ("ontbreekt", "")


def test_a_second_question_about_the_same_words_waits_again(house: House) -> None:
    story = Story(house)
    story.say(NURSE)
    source = story.case.source(QUESTION)
    first = story.case.asked(source, "ንምንታይ?", "Waarom?")
    assert story.line.rendition is not None and story.line.rendition.standing.asked_again
    story.case.replied(first, source, "ንስድራይ")
    assert not story.line.rendition.standing.asked_again
    story.case.asked(source, "ኣበይ?", "Waar?")
    assert story.line.rendition.standing.asked_again
    questions = [(asked.words_nl, asked.reply.words if asked.reply else None) for asked in story.line.asked]
    assert questions == [("Waarom?", "ንስድራይ"), ("Waar?", None)]
