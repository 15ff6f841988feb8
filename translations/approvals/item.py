"""One text as the desk shows it, and the list it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assistant.renditions.model import Check

Show = Literal["all", "unapproved", "changed", "approved"]
"""Which texts a list holds. ``unapproved``: everything that waits for an approval, ``changed`` ones among them."""

SHOWS: tuple[Show, ...] = ("unapproved", "changed", "approved", "all")


@dataclass(frozen=True)
class Approved:
    """Who approved this very wording, and when (UTC, ISO 8601)."""

    who: str
    at: str


@dataclass(frozen=True)
class Earlier:
    """What was approved before the Dutch or the translation changed.

    Attributes:
        dutch: the earlier Dutch when it was another one, else None.
        text: the earlier translation when it was another one, else None.
        who, at: the approval of then; None when only the earlier Dutch is known (``#| msgid`` of the .po file).
    """

    dutch: str | None
    text: str | None
    who: str | None = None
    at: str | None = None


@dataclass(frozen=True)
class TextItem:
    """One text in one language, with everything a reviewer needs to decide on it.

    Attributes:
        language, direction: of the translation: project code, ``ltr`` or ``rtl``.
        text_id: id of the text.
        dutch: the Dutch text it is made from. Never edited at the desk.
        text: what people see now; empty when there is no translation (then they see the Dutch).
        shipped: what the package says, when the desk's correction stands over it; else None.
        corrected_by, corrected_at: who made that correction and when; None when there is none.
        context: where it is shown and what a translator should know about it.
        area: the topic of the question, or the group of messages (``page``, ``talk``, ...).
        area_title: how the topic is called in Dutch; the area itself when it is no topic.
        part: what of the question it is: ``label``, ``text``, ``help``, ``why``, ``option.…``, ``readback.…``; None for
            other texts.
        question: the question it belongs to, in Dutch; None for other texts.
        question_type: its type (``text``, ``choice``, ``date``, ...); None for other texts.
        why: the reason that people are given for this question, in Dutch; None when there is none.
        placeholders: names between braces that must be in the translation as well, in the order of the Dutch.
        standing: ``approved``, ``changed`` (an earlier approval was of other Dutch or another text), ``unapproved`` or
            ``missing`` (not translated).
        approved: who approved this very wording; None when nobody did.
        earlier: what was there before, for ``changed``; else None.
        checks: what a person should look at; an ``error`` with code ``placeholders`` or ``empty`` cannot be approved.
        terms: glossary hits in the Dutch (``translations.glossary.TermHit``), to be marked.
        seen: mark of the text as it is here; give it back with the decision.
        number, count: this is the ``number``th of ``count`` in the list it was taken from (0, 0 outside a list).
    """

    language: str
    direction: str
    text_id: str
    dutch: str
    text: str
    shipped: str | None
    corrected_by: str | None
    corrected_at: str | None
    context: str
    area: str
    area_title: str
    part: str | None
    question: str | None
    question_type: str | None
    why: str | None
    placeholders: tuple[str, ...]
    standing: Literal["approved", "changed", "unapproved", "missing"]
    approved: Approved | None
    earlier: Earlier | None
    checks: tuple[Check, ...]
    terms: tuple[Any, ...]
    seen: str
    number: int = 0
    count: int = 0


@dataclass(frozen=True)
class AreaCount:
    """How much there is to do in one area: a topic (``is_topic``) or a group of messages."""

    area: str
    title: str
    is_topic: bool
    total: int
    approved: int
    changed: int

    @property
    def unapproved(self) -> int:
        """How many wait for an approval, the changed ones among them."""
        return self.total - self.approved


@dataclass(frozen=True)
class TextQueue:
    """The texts of one language, as far as they were asked for.

    Attributes:
        items: at most ``limit`` of them, in the order people meet them.
        total: how many there are with this filter.
        counts: ``Show`` -> how many texts of the whole language.
        areas: all areas with their counts, in the order people meet them (also those the filter leaves out).
        following: give this as ``after`` for the next items; None when these were the last.
    """

    language: str
    items: tuple[TextItem, ...]
    total: int
    counts: Mapping[Show, int]
    areas: tuple[AreaCount, ...]
    following: int | None


@dataclass(frozen=True)
class TextDecided:
    """What became of a decision: the text as it is now, and the ``id`` by which it can be undone."""

    id: str
    what: Literal["approved", "corrected", "withdrawn"]
    item: TextItem
