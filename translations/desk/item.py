"""Puts one item together as the reviewer sees it: the words, what was asked, the draft, and whatever helps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.catalogue import Catalogue
from assistant.renditions.model import Origin, Rendition, Source
from assistant.renditions.sources import DUTCH, SAID_TO_THE_PERSON
from assistant.renditions.view import RenditionView
from assistant.wording import Wording
from translations.desk.admission import language_of
from translations.desk.model import Asked, DeskDraft, DeskItem, Earlier, MachineMade, SentBack, draft_from
from translations.desk.questions_back import TOLD, latest_about
from translations.desk.reading_aids import ReadingAids
from translations.desk.waiting import CaseFolded, sent_back_with


def build_item(
    source: Source,
    case: CaseFolded,
    catalogue: Catalogue,
    wording: Wording,
    aids: ReadingAids,
    kept_draft: Mapping[str, Any] | None,
) -> DeskItem:
    """The item of this source of this case.

    Args:
        source: with its words.
        case: folded from what is kept.
        catalogue, wording: what was asked, in both languages.
        aids: checks, memory and glossary.
        kept_draft: what this reviewer typed before, or None.
    """
    view = case.renditions.of_source(source)
    draft, drafted_from = first_draft(view, kept_draft)
    words = words_of(source, draft.transcription)
    language = language_of(source)
    question_nl, question_own = _question(source, catalogue, wording, language)
    topics = {topic.id: topic.title for topic in catalogue.topics}
    read = replace(source, words=words)
    return DeskItem(
        source_id=source.id or 0, language=language, from_language=source.from_language, to_language=source.to_language,
        from_dir=wording.direction(source.from_language), to_dir=wording.direction(source.to_language),
        about=source.about, question_nl=question_nl, question_own=question_own,
        topic=source.topic, topic_title=topics.get(source.topic or ""),
        original=words or None, recording_id=source.ref if source.kind == "recording" else None,
        sensitive=source.sensitive, at=source.at, version=source.version,
        draft=draft, drafted_from=drafted_from, machine=_machine(view),
        checks=aids.checks(read, draft.text, case.names(catalogue)), matches=aids.matches(read), terms=aids.terms(read),
        earlier=_earlier(source, case), sent_back=_sent_back(source, case), asked=_asked(source, case),
        can_ask=source.about != SAID_TO_THE_PERSON, standing=view.standing,
    )  # fmt: skip


def words_of(source: Source, transcription: str) -> str:
    """What is translated: the words as written, or what was written down from the recording."""
    return transcription.strip() if source.kind == "recording" else source.words


def first_draft(view: RenditionView, kept_draft: Mapping[str, Any] | None) -> tuple[DeskDraft, Origin | None]:
    """The text to begin with, and who made it: one's own draft before the newest translation, before nothing."""
    newest, heard = view.rendition, view.transcription
    begun = DeskDraft(
        text=newest.text if newest else "", note=view.note.text if view.note else "",
        transcription=heard.text if heard else "",
    )  # fmt: skip
    if kept_draft is None:
        return begun, newest.origin if newest else None
    own = draft_from(kept_draft)
    if not own.text.strip() and newest is not None:
        # begun while there was no text yet: what was made since is better than nothing
        own = replace(own, text=newest.text)
    if newest is not None and own.text == newest.text:
        return own, newest.origin
    return own, "person" if own.text.strip() else None


def _machine(view: RenditionView) -> MachineMade | None:
    made: list[Rendition] = [*view.history, *([view.rendition] if view.rendition else [])]
    newest = next((one for one in reversed(made) if one.origin == "machine" and one.purpose == "translation"), None)
    return MachineMade(newest.made_by, newest.via, newest.pivot, newest.text) if newest else None


def _question(source: Source, catalogue: Catalogue, wording: Wording, language: str) -> tuple[str | None, str | None]:
    if source.question is None or source.question not in catalogue:
        return None, None
    question = catalogue.question(source.question)

    def asked(code: str) -> str:
        text = wording.text(code, f"{question.id}.text")
        entry_id = f"{question.group}.entry"
        if source.entry is None or question.group is None or not wording.has(entry_id):
            return text
        return f"{wording.text(code, entry_id, number=source.entry)}: {text}"

    return asked(DUTCH), asked(language)


def _earlier(source: Source, case: CaseFolded) -> Earlier | None:
    if source.kind == "event" or source.question is None:
        return None
    before: Sequence[Source] = [
        one
        for one in case.renditions.sources
        if one.kind != "event"
        and (one.question, one.entry) == (source.question, source.entry)
        and (one.id or 0) < (source.id or 0)
    ]
    if not before:
        return None
    view = case.renditions.of_source(before[-1])
    heard = view.transcription.text if view.transcription else ""
    words = words_of(before[-1], heard)
    return Earlier(words, view.text) if words or view.text else None


def _sent_back(source: Source, case: CaseFolded) -> SentBack | None:
    review = sent_back_with(case.renditions.reviews, source.id)
    return SentBack(review.role, review.reason or "", review.at) if review else None


def _asked(source: Source, case: CaseFolded) -> Asked | None:
    if source.about == TOLD:
        told = next((event for event in case.events if event.id == source.ref), None)
        about = case.questions.get(told.data.get("asked", 0)) if told else None
        # the reply is the item itself
        return Asked(about.words_nl, about.words, None, None) if about else None
    about = latest_about(case.questions, source.id or 0)
    return Asked(about.words_nl, about.words, about.reply, about.reply_language) if about else None
