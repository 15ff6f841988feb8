"""Sections, sentences and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal

RefKind = Literal["answer", "state", "entry", "rule", "text", "clock", "contact"]
"""What a sentence can rest on: an answer; that a question has no answer (its state); an entry of the dossier; a rule or
standard text of the municipality; a clock; the municipality's contact."""

Trust = Literal["vast", "niet_nagekeken", "verouderd"]
"""Whether the words a sentence rests on can be relied on: nothing to review or approved; a translation that nobody approved
(or none yet); a translation made from earlier words."""

WORST: tuple[Trust, ...] = ("vast", "niet_nagekeken", "verouderd")


@dataclass(frozen=True)
class Ref:
    """One thing a sentence rests on.

    Attributes:
        kind: see ``RefKind``.
        id: question id, kind of entry, rule id, text id or clock id.
        entry: number within a group, for an answer or a state.
        row: id of the answer or of the entry of the dossier: the very version the sentence was made from.
        shown: what of it stands in the sentence, in Dutch.
    """

    kind: RefKind
    id: str
    entry: int | None = None
    row: int | None = None
    shown: str = ""

    def as_json(self) -> dict[str, Any]:
        """For a frozen plan and the export."""
        return {key: value for key, value in self.__dict__.items() if value not in (None, "")}


@dataclass(frozen=True)
class Sentence:
    """One drafted sentence.

    Attributes:
        id: the same as long as it says something about the same thing: ``startpositie.onderwijs.jaren``,
            ``…kinderen.leeftijd#2``.
        text: in plain formal Dutch, addressed to the person ("u").
        refs: what it rests on; never empty.
        to_discuss: nothing is known: the sentence says "nog te bespreken", and why.
        trust: how far the translations under it can be trusted.
        words: whether it holds words of the person (in Dutch).
        part: heading within the section it stands under, or empty.
    """

    id: str
    text: str
    refs: tuple[Ref, ...]
    to_discuss: bool = False
    trust: Trust = "vast"
    words: bool = False
    part: str = ""

    def __post_init__(self) -> None:
        if not self.refs:
            raise SentenceWithoutSource(self.id)
        object.__setattr__(self, "refs", _each_once(self.refs))

    @cached_property
    def digest(self) -> str:
        """Changes when the text or the versions under it change."""
        under = [(ref.kind, ref.id, ref.entry, ref.row) for ref in self.refs]
        return sha256(repr((self.text, under, self.trust)).encode()).hexdigest()[:12]

    def as_json(self) -> dict[str, Any]:
        """For a frozen plan and the export."""
        return {
            "id": self.id, "text": self.text, "part": self.part, "to_discuss": self.to_discuss, "trust": self.trust,
            "refs": [ref.as_json() for ref in self.refs],
        }  # fmt: skip


def _each_once(refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """The references with each thing once; of what several facts come from, everything they show is kept."""
    found: dict[tuple[RefKind, str, int | None, int | None], list[str]] = {}
    for ref in refs:
        shown = found.setdefault((ref.kind, ref.id, ref.entry, ref.row), [])
        if ref.shown and ref.shown not in shown:
            shown.append(ref.shown)
    return tuple(Ref(kind, name, entry, row, "; ".join(shown)) for (kind, name, entry, row), shown in found.items())


class SentenceWithoutSource(AssertionError):
    """A sentence was drafted that rests on nothing: a fault of the program, never to be shown."""


@dataclass(frozen=True)
class Table:
    """A table of a section: its caption, header and rows of Dutch text, and what it rests on."""

    id: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    refs: tuple[Ref, ...]


@dataclass(frozen=True)
class Section:
    """One of the sections of the plan, as ``sections.yml`` describes it.

    Attributes:
        number: 1 to 24. id: short name. title: as it stands in the plan.
        decides: ``record``, ``draft`` (drafted and edited), ``consulent``, ``computed``, ``standard`` or ``both``.
        statutory: without it the plan cannot be set. forms: kinds of entries that are entered here.
        texts: standard texts it shows. help: what the consulent is to do here.
    """

    number: int
    id: str
    title: str
    decides: str
    statutory: bool = False
    forms: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True)
class SectionDraft:
    """What software drafts for one section now."""

    section: Section
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Sentence id -> digest, as an edit keeps them (field ``basis`` of the entry ``sectie``)."""
        return {sentence.id: sentence.digest for sentence in self.sentences}


@dataclass(frozen=True)
class Edit:
    """The text a consulent gave a section: it stands until somebody changes it, whatever the record does."""

    text: str
    by: str
    at: str
    entry: int
    basis: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SectionView:
    """A section as it stands: the draft, over it the consulent's text if there is one, and what moved since.

    Attributes:
        draft: what software drafts now. edit: the consulent's text, or None.
        touched: ids of drafted sentences that changed, came or went since the text was edited or checked.
        checked: whether the consulent marked the section as looked at, for the draft as it is now.
        mark: what the rail shows: ``beslis`` (a decision is missing), ``kijk_na`` (drafted or changed, not looked at),
            ``klaar``.
    """

    draft: SectionDraft
    edit: Edit | None = None
    touched: tuple[str, ...] = ()
    checked: bool = False
    mark: str = "kijk_na"

    @property
    def section(self) -> Section:
        """Its description."""
        return self.draft.section


@dataclass(frozen=True)
class Blocking:
    """Something that stands in the way of setting the plan.

    Attributes:
        id: names it, the same as long as it is the same thing.
        text: in Dutch, as a sentence that says what to do.
        section: where to do it. statutory: nobody can acknowledge it away.
        acknowledged: the reason somebody gave for going on all the same (entry ``erkend``), or None.
    """

    id: str
    text: str
    section: str
    statutory: bool
    acknowledged: str | None = None

    @property
    def blocks(self) -> bool:
        """Whether it still stands in the way."""
        return self.statutory or self.acknowledged is None


AFTER_THE_CHECK = frozenset({"termijn", "ondertekening"})
"""Sections that are filled after the toetser looked: the dates of the term, and the talk about the plan."""


@dataclass(frozen=True)
class Plan:
    """The plan of a case as it stands now: sections in order, and what still stands in the way."""

    sections: tuple[SectionView, ...]
    blocking: tuple[Blocking, ...] = ()

    def section(self, section_id: str) -> SectionView:
        """The section with this id; raises KeyError."""
        found = next((one for one in self.sections if one.section.id == section_id), None)
        if found is None:
            raise KeyError(section_id)
        return found

    @cached_property
    def digest(self) -> str:
        """Changes when the text of the plan changes: what a toetser agreed to is known by it.

        Who approved a translation changes no text; what is added when the plan is explained and set (``AFTER_THE_CHECK``)
        comes after the toetser.
        """
        shown = [
            (
                view.section.id,
                view.edit.text if view.edit else [one.text for one in view.draft.sentences],
                [(table.header, table.rows) for table in view.draft.tables],
            )
            for view in self.sections
            if view.section.id not in AFTER_THE_CHECK
        ]
        return sha256(repr(shown).encode()).hexdigest()[:16]
