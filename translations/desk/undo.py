"""Takes a decision back, as long as nothing was built on it. What was kept stays kept; that it was taken back is kept too.

Texts are immutable: the text of the decision stays the newest one, without its verdict, and is the draft to go on with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from assistant.renditions.model import Note, Rendition, Review, Source
from assistant.store.translation import NotYours, Reviewer, TranslationWriter, UnknownSource
from translations.desk.admission import ROLE
from translations.desk.faults import TooLate
from translations.desk.model import DeskDraft
from translations.desk.questions_back import WITHDRAWN, QuestionBack
from translations.desk.room import UNDO_WITHIN, Room
from translations.desk.waiting import CaseFolded

REASON = "teruggenomen door wie het besloot"
TIME_IS_UP = "this was decided too long ago to take it back: ask a colleague to look again"
BUILT_ON = "somebody went on with this since: it cannot be taken back"


def undo(room: Room, reviewer: Reviewer, decided_id: str) -> int:
    """Take the decision back; returns the source id of the item, which the reviewer holds again. Raises TooLate."""
    kind, source, row = _named(room, decided_id)
    if kind == "passed":
        return _undo_pass(room, reviewer, source)
    with _taking_back(room, reviewer, source) as (writer, case, at):
        if kind == "corrected":
            draft = _reopen(room, reviewer, source, case, row)
            decided_at = next(one.at for one in case.renditions.renditions if one.id == row)
            acknowledged: Mapping[str, str] = {}
        else:
            review = _own_last_review(room, reviewer, source, case, row)
            decided_at, acknowledged = review.at, review.acknowledged
            draft = _withdraw(writer, reviewer, source, case, review, at)
        note = _put_note_back(writer, reviewer, source, case, decided_at, at)
    heard = case.renditions.of_source(source).transcription
    draft = DeskDraft(draft.text, note, acknowledged, heard.text if heard else "")
    room.store.translation.save_draft(source.id or 0, reviewer.login, draft.as_json(), at)
    return source.id or 0


def _named(room: Room, decided_id: str) -> tuple[str, Source, int]:
    kind, _, rest = decided_id.partition(".")
    source_id, _, row = rest.partition(".")
    if kind not in {"approved", "corrected", "asked", "passed"} or not (source_id + row).isdecimal():
        raise TooLate("there is no such decision")
    try:
        return kind, room.store.translation.source(int(source_id)), int(row)
    except (UnknownSource, ValueError, OverflowError):
        raise TooLate("there is no such decision") from None


def _undo_pass(room: Room, reviewer: Reviewer, source: Source) -> int:
    rows = room.store.translation.passed(reviewer.login)
    passed = [row for row in rows if row.source_id == source.id and row.reason == "not_for_me"]
    if not passed:
        raise TooLate("there is no such decision")
    _within_time(room, passed[-1].at)
    room.store.translation.take_back_pass(reviewer.login, source.id or 0)
    return source.id or 0


@contextmanager
def _taking_back(room: Room, reviewer: Reviewer, source: Source) -> Iterator[tuple[TranslationWriter, CaseFolded, str]]:
    at = room.now().isoformat()
    if not room.take(reviewer, source.id or 0):
        raise TooLate(BUILT_ON)
    try:
        with room.store.translation.deciding(source.id or 0, reviewer.login, at) as writer:
            case = room.fold(source)
            room.admit(reviewer, source, case)
            if source.id not in case.counting:
                raise TooLate("the person changed the words since: there is nothing to go on with")
            yield writer, case, at
    except NotYours:
        raise TooLate(BUILT_ON) from None
    except Exception:
        room.give_back(reviewer, source.id or 0)
        raise


def _within_time(room: Room, at: str) -> None:
    if room.now() - datetime.fromisoformat(at) > UNDO_WITHIN:
        raise TooLate(TIME_IS_UP)


def _own_last_review(room: Room, reviewer: Reviewer, source: Source, case: CaseFolded, row: int) -> Review:
    reviews = [review for review in case.renditions.reviews if review.source_id == source.id]
    mine = next((review for review in reviews if review.id == row and review.by == reviewer.login), None)
    if mine is None or mine.verdict not in {"goedgekeurd", "opnieuw_vragen"}:
        raise TooLate("there is no such decision")
    newest = case.renditions.of_source(source).rendition
    if reviews[-1] is not mine or (newest is not None and newest.id != mine.rendition_id):
        raise TooLate(BUILT_ON)
    _within_time(room, mine.at)
    return mine


def _withdraw(
    writer: TranslationWriter, reviewer: Reviewer, source: Source, case: CaseFolded, review: Review, at: str
) -> DeskDraft:
    if review.verdict == "opnieuw_vragen":
        asked = _question_of(case, source, review)
        writer.event(source.case_id, WITHDRAWN, at, {"asked": asked.event_id, "source": source.id})
    writer.review(Review(source.id or 0, review.rendition_id, "ingetrokken", reviewer.login, ROLE, at, reason=REASON))
    if review.rendition_id is not None:
        writer.forget(review.rendition_id, at)
    text = next((one.text for one in case.renditions.renditions if one.id == review.rendition_id), "")
    return DeskDraft(text=text)


def _question_of(case: CaseFolded, source: Source, review: Review) -> QuestionBack:
    asked = [one for one in case.questions.values() if one.source_id == source.id and one.at == review.at]
    if not asked or not asked[-1].open:
        raise TooLate("the person replied already")
    return asked[-1]


def _reopen(room: Room, reviewer: Reviewer, source: Source, case: CaseFolded, row: int) -> DeskDraft:
    newest: Rendition | None = case.renditions.of_source(source).rendition
    if newest is None or newest.id != row or newest.made_by != reviewer.login or newest.origin != "person":
        raise TooLate(BUILT_ON)
    if any(review.rendition_id == row for review in case.renditions.reviews):
        raise TooLate(BUILT_ON)
    _within_time(room, newest.at)
    return DeskDraft(text=newest.text)


def _put_note_back(
    writer: TranslationWriter, reviewer: Reviewer, source: Source, case: CaseFolded, decided_at: str, at: str
) -> str:
    """The note of before counts again; returns the note that was kept with the decision, to go on with."""
    notes = [note for note in case.renditions.notes if note.source_id == source.id]
    if not notes:
        return ""
    newest = notes[-1]
    if newest.by == reviewer.login and newest.at == decided_at:
        writer.note(Note(source.id or 0, notes[-2].text if len(notes) > 1 else "", reviewer.login, at))
    return newest.text
