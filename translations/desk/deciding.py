"""What a reviewer can decide about an item. Each decision is one write: all of it is kept, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assistant.renditions.model import Check, Note, Rendition, Review, Source
from assistant.renditions.sources import SAID_TO_THE_PERSON
from assistant.renditions.view import RenditionView
from assistant.store.translation import Passed, Reviewer, TranslationWriter
from translations.desk.admission import ROLE
from translations.desk.faults import NothingToApprove, NothingToAsk, Unacknowledged
from translations.desk.item import words_of
from translations.desk.model import Decided, DecisionKind, DeskDraft
from translations.desk.questions_back import ASKED
from translations.desk.room import UNDO_WITHIN, Room

SHORTEST_REASON = 3
"""Characters of a reason why a text is right although a check found an error."""
LONGEST_QUESTION = 500
"""Characters of a question to the person, as many as a person may type themselves."""


def approve(room: Room, reviewer: Reviewer, source_id: int, draft: DeskDraft) -> Decided:
    """See ``Desk.approve``."""
    source = room.source(source_id)
    read = _read(source, draft)
    text = draft.text.strip()
    if not text or not read.words.strip():
        raise NothingToApprove("type the translation (and what is said in the recording) first")
    checks = _checks(room, read, text)
    if open_errors := [check for check in checks if check.severity == "error" and not _reason(draft, check)]:
        raise Unacknowledged(open_errors)
    with room.deciding(reviewer, source) as (writer, case, at):
        view = case.renditions.of_source(source)
        _keep_transcription(writer, source, view, draft, reviewer, at)
        if view.rendition is not None and view.rendition.text.strip() == text:
            rendition = view.rendition
        else:
            rendition = writer.rendition(_by_person(read, view, text, checks, reviewer, at))
        review = writer.review(
            Review(
                source_id, rendition.id, "goedgekeurd", reviewer.login, ROLE, at,
                acknowledged={check.code: reason for check in checks if (reason := _reason(draft, check))},
            )
        )  # fmt: skip
        _keep_note(writer, view, draft, reviewer, at)
        for earlier in view.history:
            # what was approved before and came back is no example any more
            writer.forget(earlier.id or 0, at)
        if view.rendition is not None:
            writer.forget(view.rendition.id or 0, at)
        names = case.names(room.catalogue)
        if (segment := room.aids.segment(read, rendition, reviewer.login, at, names)) is not None:
            writer.remember(segment)
        writer.job(source_id, "done", at)
        writer.give_back(source_id)
    return _decided("approved", source_id, review.id, at)


def correct(room: Room, reviewer: Reviewer, source_id: int, draft: DeskDraft) -> Decided:
    """See ``Desk.correct``."""
    source = room.source(source_id)
    read, text = _read(source, draft), draft.text.strip()
    if not text:
        raise NothingToApprove("type the translation first")
    checks = _checks(room, read, text)
    with room.deciding(reviewer, source) as (writer, case, at):
        view = case.renditions.of_source(source)
        _keep_transcription(writer, source, view, draft, reviewer, at)
        rendition = writer.rendition(_by_person(read, view, text, checks, reviewer, at))
        _keep_note(writer, view, draft, reviewer, at)
        writer.job(source_id, "done", at)
    _put_away(room, reviewer, source_id)
    return _decided("corrected", source_id, rendition.id, at)


def ask_again(
    room: Room, reviewer: Reviewer, source_id: int, draft: DeskDraft, question_own: str, question_nl: str
) -> Decided:
    """See ``Desk.ask_again``."""
    own, dutch = question_own.strip(), question_nl.strip()
    source = room.source(source_id)
    if source.about == SAID_TO_THE_PERSON:
        raise NothingToAsk("these are the words of a consulent: there is nothing to ask the person about them")
    if not own or not dutch or max(len(own), len(dutch)) > LONGEST_QUESTION:
        raise NothingToAsk(
            f"type the question in the person's language and in Dutch, at most {LONGEST_QUESTION} characters"
        )
    read, text = _read(source, draft), draft.text.strip()
    checks = _checks(room, read, text)
    with room.deciding(reviewer, source) as (writer, case, at):
        view = case.renditions.of_source(source)
        _keep_transcription(writer, source, view, draft, reviewer, at)
        rendition = view.rendition
        if text and (rendition is None or rendition.text.strip() != text):
            rendition = writer.rendition(_by_person(read, view, text, checks, reviewer, at))
        review = writer.review(
            Review(
                source_id, rendition.id if rendition else None, "opnieuw_vragen", reviewer.login, ROLE, at, reason=dutch
            )
        )
        _keep_note(writer, view, draft, reviewer, at)
        writer.event(
            source.case_id, ASKED, at,
            {
                "source": source_id, "question": source.question, "entry": source.entry, "words": own,
                "language": source.from_language, "words_nl": dutch, "by": reviewer.login,
            },
        )  # fmt: skip
    _put_away(room, reviewer, source_id)
    return _decided("asked", source_id, review.id, at)


def not_for_me(room: Room, reviewer: Reviewer, source_id: int) -> Decided:
    """See ``Desk.not_for_me``."""
    source = room.source(source_id)
    room.admit(reviewer, source, room.fold(source))
    at = room.now().isoformat()
    room.store.translation.pass_over(Passed(reviewer.login, source_id, None, "not_for_me", at))
    return _decided("passed", source_id, source_id, at)


def knows_person(room: Room, reviewer: Reviewer, source_id: int) -> None:
    """See ``Desk.knows_person``."""
    source = room.source(source_id)
    case = room.fold(source)
    room.admit(reviewer, source, case)
    kept = room.store.translation
    # first of all: from here on nothing of this person is shown to this reviewer, whatever happens next
    kept.pass_over(Passed(reviewer.login, None, source.case_id, "knows_the_person", room.now().isoformat()))
    for one in case.renditions.sources:
        kept.drop_draft(one.id or 0, reviewer.login)
        kept.give_back(one.id or 0, reviewer.login)


def _read(source: Source, draft: DeskDraft) -> Source:
    """The source with the words that are translated."""
    return replace(source, words=words_of(source, draft.transcription))


def _checks(room: Room, read: Source, text: str) -> tuple[Check, ...]:
    return room.aids.checks(read, text, room.fold(read).names(room.catalogue))


def _reason(draft: DeskDraft, check: Check) -> str | None:
    reason = draft.acknowledged.get(check.code, "").strip()
    return reason if len(reason) >= SHORTEST_REASON else None


def _by_person(
    source: Source, view: RenditionView, text: str, checks: tuple[Check, ...], reviewer: Reviewer, at: str
) -> Rendition:
    return Rendition(
        source_id=source.id or 0, text=text, language=source.to_language, origin="person", made_by=reviewer.login, at=at,
        checks=tuple(check.as_json() for check in checks), based_on=view.rendition.id if view.rendition else None,
    )  # fmt: skip


def _keep_transcription(
    writer: TranslationWriter, source: Source, view: RenditionView, draft: DeskDraft, reviewer: Reviewer, at: str
) -> None:
    heard = draft.transcription.strip()
    before = view.transcription
    if source.kind != "recording" or not heard or (before is not None and before.text == heard):
        return
    writer.rendition(
        Rendition(
            source_id=source.id or 0, text=heard, language=source.from_language, origin="person",
            made_by=reviewer.login, at=at, purpose="transcription", based_on=before.id if before else None,
        )
    )  # fmt: skip


def _keep_note(writer: TranslationWriter, view: RenditionView, draft: DeskDraft, reviewer: Reviewer, at: str) -> None:
    before = view.note.text if view.note else ""
    if (note := draft.note.strip()) != before:
        writer.note(Note(view.source.id or 0, note, reviewer.login, at))


def _put_away(room: Room, reviewer: Reviewer, source_id: int) -> None:
    """The item leaves this reviewer's hands; drafts of colleagues stay theirs."""
    room.store.translation.drop_draft(source_id, reviewer.login)
    room.give_back(reviewer, source_id)


def _decided(kind: DecisionKind, source_id: int, row: int | None, at: str) -> Decided:
    until = datetime.fromisoformat(at) + UNDO_WITHIN
    return Decided(f"{kind}.{source_id}.{row}", kind, source_id, until.isoformat())
