"""What every section is made with: the parts from answers, the sentences about an entry, and the standard texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.case_file import CaseFile
from assistant.dossier.entry import Entry
from assistant.municipality.model import UnknownSetting
from assistant.pip.drafting.composing import Composer
from assistant.pip.drafting.facts import AnswerFacts, EntryFacts, Fact, Facts, Settings, Several, missing
from assistant.pip.drafting.open_points import open_questions, open_sentences
from assistant.pip.drafting.wordings import Part, part
from assistant.pip.model import Ref, Section, Sentence

DOSSIER = "dossier"
"""The file of sentences about entries: its parts are named after their kinds."""


@dataclass(frozen=True)
class Named:
    """Facts that are made by the program for one sentence: how a child is called in it."""

    facts: dict[str, Fact]

    def fact(self, name: str) -> Fact | None:
        """The fact with this name."""
        return self.facts.get(name)


@dataclass(frozen=True)
class Making:
    """Makes the sentences of one section of one case."""

    file: CaseFile
    section: Section

    @cached_property
    def answers(self) -> AnswerFacts:
        """The facts of the record."""
        return AnswerFacts(self.file)

    @property
    def id(self) -> str:
        """Id of the section."""
        return self.section.id

    def part(self, part_id: str, *, said: Collection[str] = (), extra: Iterable[tuple[str, Fact]] = ()) -> Iterator[Sentence]:
        """One part: what is known, and what is to be discussed.

        Args:
            part_id: in the section's file.
            said: questions that another sentence said already.
            extra: what is open besides, each with its subject.
        """
        wanted = part(self.id, part_id)
        composer = self.composer(wanted, Several((self.answers, Settings(self.file))), said=said)
        yield from composer.sentences(wanted.wordings)
        opened = [*open_questions(self.answers, wanted.asks, wanted.open, composer.said), *extra]
        yield from open_sentences(self.id, part_id, wanted.title, opened)

    def composer(self, wanted: Part, facts: Facts, *, suffix: str = "", said: Collection[str] = ()) -> Composer:
        """A composer for a part of this section."""
        return Composer(self.id, facts, wanted.title, suffix, set(said))

    def entry(self, kind: str, entry: Entry, *, part_id: str = "", suffix: str = "", title: str | None = None,
              named: dict[str, Fact] | None = None) -> Iterator[Sentence]:  # fmt: skip
        """The sentences about one entry of the dossier.

        Args:
            kind: of the entry. entry: itself.
            part_id: the part of ``sentences/dossier.yml``; by default the kind.
            suffix: ends the ids, where there can be several entries of a kind.
            title: heading, instead of that of the part. named: facts made for these sentences.
        """
        wanted = part(DOSSIER, part_id or kind) if not part_id.startswith("#") else part(self.id, part_id[1:])
        places: tuple[Facts, ...] = (Named(named or {}), EntryFacts(entry), Settings(self.file))
        heading = wanted.title if title is None else title
        yield from Composer(f"{self.id}.{kind}", Several(places), heading, suffix).sentences(wanted.wordings)

    def entries(self, kind: str) -> Iterator[Sentence]:
        """The sentences about every entry of a kind that counts, oldest first."""
        found = self.file.dossier.all(kind)
        for number, entry in enumerate(found, start=1):
            yield from self.entry(kind, entry, suffix=f"#{number}" if number > 1 else "")

    def latest(self, kind: str, part_id: str = "") -> Iterator[Sentence]:
        """The sentences about the newest entry of a kind."""
        entry = self.file.dossier.latest(kind)
        if entry is not None:
            yield from self.entry(kind, entry, part_id=part_id)

    def to_discuss(self, name: str, text: str, *refs: Ref | str, heading: str = "") -> Sentence:
        """ "Nog te bespreken" about something that a consulent enters; ``refs`` are kinds of entries that are missing."""
        under = tuple(missing(ref) if isinstance(ref, str) else ref for ref in refs)
        return Sentence(f"{self.id}.{name}", f"Nog te bespreken: {text}.", under, to_discuss=True, part=heading)

    def say(self, name: str, text: str, *refs: Ref, heading: str = "") -> Sentence:
        """A sentence whose text was made by the section itself."""
        return Sentence(f"{self.id}.{name}", text, tuple(dict.fromkeys(refs)), part=heading)

    def text(self, text_id: str) -> Iterator[Sentence]:
        """A standard text of the municipality: a sentence for every paragraph and every item of a list."""
        try:
            found = self.file.municipality.text(text_id)
        except UnknownSetting:
            return
        title = found.title if found.title != self.section.title else ""
        lines = [line.strip() for line in found.text.splitlines() if line.strip()]
        for number, line in enumerate(lines, start=1):
            yield Sentence(f"{self.id}.tekst.{text_id}.{number}", line, (Ref("text", text_id),), part=title)
