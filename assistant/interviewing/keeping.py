"""Adds what was said in an interview to the record: rows like any other, in one turn, and nothing is ever overwritten.

The person's own chat goes on from where it stood. When what it was asking is answered now, it goes to the next thing.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from assistant.catalogue import Catalogue
from assistant.conversation.cursor import SIDE_SCREENS, Cursor, Mode, read_cursor
from assistant.dossier.entry import Dossier
from assistant.from_staff import CHANGED, PASSED
from assistant.interview import Ask, course_of, next_ask
from assistant.interviewing.faults import AnswerChanged, EntriesWouldFall, NoTalk, NotAsked
from assistant.interviewing.talk import Talk, going_on
from assistant.interviewing.values import Given
from assistant.record import Answer, Key, Record, fold
from assistant.renditions.sources import source_of_answer
from assistant.script import script_of
from assistant.store import Event, Store, Turn, TurnWriter

CHANNEL = "interview"
TURN = "interview"
"""Kind of the turn that holds what was kept in one go."""
ASKING = frozenset({"question", "gate", "more", "notice"})
NOTHING_SHOWN: dict[str, Any] = {"prompt": {"text": ""}, "finished": False}
"""The reply of such a turn: nobody was shown anything."""


@dataclass(frozen=True)
class Interview:
    """The parts that keeping needs, and who is at the keyboard.

    Attributes:
        store, catalogue: of the house.
        case_id: of the person.
        by: login of the consulent. at: now, with its time zone.
    """

    store: Store
    catalogue: Catalogue
    case_id: str
    by: str
    at: datetime

    def keep(
        self, given: Sequence[Given], *, seen: Mapping[Key, int | None], entries_may_fall: bool = False
    ) -> list[Answer]:
        """Keep answers together, as one turn of the case.

        Args:
            given: the answers, in the order in which they take effect.
            seen: question and entry -> id of the answer that the consulent saw (None: there was none). What is not named
                is not compared.
            entries_may_fall: the consulent knows that a "no" at a group makes its entries count no more.

        Returns:
            The answers as kept; what says the same as was kept in this talk before is not kept twice.

        Raises:
            NoTalk, NotAsked, AnswerChanged, EntriesWouldFall: nothing was kept.
            UnknownCase, StoreBusy, StoreFull: likewise.
        """
        with self.store.writing(self.case_id) as writer:
            talk = going_on(Dossier.of(self.store.dossier.entries(self.case_id)), self.at)
            if talk is None:
                raise NoTalk()
            record = fold(self.catalogue, self.store.answers(self.case_id))
            _compare(record, seen)
            last = self.store.last_turn(self.case_id)
            number = last.number + 1 if last else 1
            kept = []
            for one in given:
                self._check(record, one, entries_may_fall)
                answer = self._answer(one, talk, number)
                if _says_the_same(record.answer(*answer.key), answer):
                    continue
                kept.append(self._append(writer, record, answer))
            if kept:
                self._close_turn(writer, record, last, number, {answer.key for answer in kept})
        return kept

    def confirm(self, key: Key, *, seen: int | None) -> Answer:
        """The person says that an answer is right: the same words and value once more, now certain.

        Raises what ``keep`` raises; NotAsked when there is no answer to confirm.
        """
        with self.store.writing(self.case_id) as writer:
            talk = going_on(Dossier.of(self.store.dossier.entries(self.case_id)), self.at)
            if talk is None:
                raise NoTalk()
            record = fold(self.catalogue, self.store.answers(self.case_id))
            _compare(record, {key: seen})
            earlier = record.answer(*key)
            if earlier is None or earlier.state != "beantwoord" or key[0] not in self.catalogue:
                raise NotAsked()
            last = self.store.last_turn(self.case_id)
            number = last.number + 1 if last else 1
            detail = {**(earlier.detail or {}), "confirmed": True, "gesprek": talk.id}
            again = replace(
                earlier, to_confirm=False, flag=None, detail=detail, speaker=talk.speaker, present=talk.present,
                channel=CHANNEL, typed_by=self.by, at=self.at.isoformat(), turn=number, source=None, device=None,
                message_id=None, id=None, catalogue=self.catalogue.name, catalogue_version=self.catalogue.version,
            )  # fmt: skip
            kept = self._append(writer, record, again)
            self._close_turn(writer, record, last, number, {key})
        return kept

    def _append(self, writer: TurnWriter, record: Record, answer: Answer) -> Answer:
        kept = writer.answer(answer)
        record.take(self.catalogue, kept)
        source = source_of_answer(self.catalogue, kept)
        if source is not None and not self._is_rendered(kept):
            writer.source(source)
        return kept

    def _is_rendered(self, answer: Answer) -> bool:
        """Whether these very words of this question wait for a translation, or have one, already: only the words decide."""
        return any(
            (source.question, source.entry) == answer.key
            and (
                (source.words, source.from_language) == (answer.words, answer.language)
                if source.kind == "answer"
                else source.kind == "recording" and source.ref == (answer.detail or {}).get("recording")
            )
            for source in self.store.translation.sources(self.case_id)
        )

    def _check(self, record: Record, given: Given, entries_may_fall: bool) -> None:
        if given.question not in self.catalogue:
            raise NotAsked()
        question = self.catalogue.question(given.question)
        whole = self.catalogue.question(question.group) if question.group else question
        known = record.known(self.catalogue)
        if not whole.applies(known) or whole.settled_value(known)[0]:
            raise NotAsked()
        numbers = record.entry_numbers(whole, self.catalogue) if whole.is_group else []
        if question.group and given.entry not in numbers:
            raise NotAsked()
        if question.is_group and given.entry is not None and given.entry not in numbers:
            raise NotAsked()
        if question.group and not question.wants_entry(record.entry_values(whole, given.entry or 0)):
            raise NotAsked()
        if not question.group and not question.is_group and given.entry is not None:
            raise NotAsked()
        if question.is_group and given.entry is None and not given.value and numbers and not entries_may_fall:
            raise EntriesWouldFall(len(numbers))

    def _answer(self, given: Given, talk: Talk, number: int) -> Answer:
        reading = given.reading
        detail = {**((reading.detail if reading else None) or {}), "gesprek": talk.id}
        if reading is None and given.state == "beantwoord" and self.catalogue.question(given.question).type == "date":
            detail["calendar"] = "gregorian"
        return Answer(
            question=given.question, entry=given.entry, state=given.state, value=given.value, words=given.words.strip(),
            language=given.language, script=script_of(given.words), understood_by="person",
            rule=reading.rule if reading else "", confidence=reading.confidence if reading else 1.0, to_confirm=False,
            speaker=talk.speaker, present=talk.present, channel=CHANNEL, typed_by=self.by, at=self.at.isoformat(),
            catalogue=self.catalogue.name, catalogue_version=self.catalogue.version, turn=number, detail=detail,
        )  # fmt: skip

    def _close_turn(
        self, writer: TurnWriter, record: Record, last: Turn | None, number: int, answered: Collection[Key]
    ) -> None:
        events = self.store.events(self.case_id)
        for asked in course_of(events).from_staff.asked_back.values():
            if not asked.still_counts(record):
                # what a cultuurvertaler asked about is said differently now
                data = {"asked": asked.id, "source": asked.source, "state": CHANGED}
                events.append(writer.event(Event(PASSED, self.at.isoformat(), number, data)))
        cursor = where_the_chat_goes_on(
            read_cursor(last.cursor) if last and last.cursor else None, self.catalogue, record, events, answered
        )
        writer.turn(
            Turn(
                case_id=self.case_id, number=number, message_id=f"{TURN}-{uuid.uuid4().hex}", kind=TURN, words="",
                reply=NOTHING_SHOWN, cursor=cursor.as_json(), at=self.at.isoformat(),
            )
        )  # fmt: skip


def where_the_chat_goes_on(
    cursor: Cursor | None, catalogue: Catalogue, record: Record, events: Sequence[Event], answered: Collection[Key]
) -> Cursor:
    """Where the person's own chat stands after an interview.

    Args:
        cursor: where it stood; None when it was not begun.
        catalogue, record, events: the case with what was just kept.
        answered: what was just kept.

    Returns:
        The same place, unless what was being asked is answered or no longer applies: then the next thing to ask. A pause,
        the choice of the language or another side screen stays over it.
    """
    if cursor is None:
        return Cursor(0, next_ask(catalogue, record, course_of(events)), mode="language")
    ask = cursor.ask
    if ask.kind not in ASKING or ask.question is None:
        return cursor
    if ask.key not in answered and _still_fits(catalogue, record, ask):
        return cursor
    mode: Mode = cursor.mode if cursor.mode in SIDE_SCREENS else "ask"
    return Cursor(
        cursor.number + 1, next_ask(catalogue, record, course_of(events)), mode=mode, last=cursor.last,
        corrected_with=cursor.corrected_with, own_question=cursor.own_question, sitting_since=cursor.sitting_since,
        sitting_answered=cursor.sitting_answered,
    )  # fmt: skip


def _still_fits(catalogue: Catalogue, record: Record, ask: Ask) -> bool:
    if ask.question not in catalogue:
        return True  # the conversation itself leaves a question that is gone
    question = catalogue.question(str(ask.question))
    whole = catalogue.question(question.group) if question.group else question
    known = record.known(catalogue)
    if not whole.applies(known) or whole.settled_value(known)[0]:
        return False
    if ask.entry is None:
        return True
    if ask.entry not in record.entry_numbers(whole, catalogue):
        return False
    return not question.group or question.wants_entry(record.entry_values(whole, ask.entry))


def _compare(record: Record, seen: Mapping[Key, int | None]) -> None:
    for key, answer_id in seen.items():
        now = record.answer(*key)
        if (now.id if now else None) != answer_id:
            raise AnswerChanged(now)


def _says_the_same(earlier: Answer | None, answer: Answer) -> bool:
    """Whether this was kept in the same talk already, for example when a field was left and then Enter was pressed."""
    if earlier is None or (earlier.channel, earlier.typed_by) != (CHANNEL, answer.typed_by):
        return False
    return (
        (earlier.state, earlier.value, earlier.words, earlier.language, earlier.speaker, earlier.present)
        == (answer.state, answer.value, answer.words, answer.language, answer.speaker, answer.present)
        and (earlier.detail or {}).get("gesprek") == (answer.detail or {}).get("gesprek")
        and not earlier.to_confirm
    )  # fmt: skip
