"""What a sentence of the plan rests on, as the column beside the document shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assistant.case_file import CaseFile
from assistant.caseload import CHANNEL_NL, SPEAKER_NL, STATE_NL, UNDERSTOOD_NL
from assistant.catalogue import Question
from assistant.dossier.entry import Entry
from assistant.dossier.forms import Form, UnknownKind, day_nl, form, forms
from assistant.municipality.model import UnknownSetting
from assistant.pip.clocks import clock
from assistant.pip.confidential import covered
from assistant.pip.model import Ref
from assistant.record import Answer
from assistant.renditions.reading import rendition_of_answer
from assistant.value_labels import value_label
from ui.consulent.said import who_was_there
from ui.consulent.translated import Reader, Translated

DUTCH = "nl"


@dataclass(frozen=True)
class Source:
    """One thing a sentence rests on, ready to be shown.

    Attributes:
        key: the same for the same version of the same thing; names it on the page.
        kind: of the reference (``assistant.pip.model.RefKind``), or ``edit`` for what a consulent wrote.
        title: what it is about. about: what kind of source it is, in words.
        value: in Dutch, for an answer that needs no translation.
        words, language: as they were said. translated: the Dutch of those words, and its state.
        lines: who, when, how: short Dutch lines.
        marks: what must not be missed: changed since, to confirm, withdrawn.
        entry, entry_form: what staff entered.
        hidden: the reader may not see the answer, only what follows from it.
        room: room to go to for it, or empty. link: words of that link.
    """

    key: str
    kind: str
    title: str
    about: str
    value: str = ""
    words: str = ""
    language: str | None = None
    translated: Translated | None = None
    lines: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    entry: Entry | None = None
    entry_form: Form | None = None
    hidden: bool = False
    room: str = ""
    link: str = ""


def ref_key(ref: Ref) -> str:
    """Names a reference on the page."""
    parts = (ref.kind, ref.id, ref.entry, ref.row)
    return "-".join("" if part is None else str(part) for part in parts).replace(".", "_").replace(" ", "_")


def is_sensitive(file: CaseFile, question_id: str) -> bool:
    """Whether a toetser sees only what follows from an answer to this question."""
    if question_id not in file.catalogue:
        return True  # a question of an earlier set: better hidden than shown
    question = file.catalogue.question(question_id)
    topic = next((one for one in file.catalogue.topics if one.id == question.topic), None)
    return question.sensitive or bool(topic and topic.sensitive)


@dataclass
class Sources:
    """The sources of one page: every reference once, however many sentences rest on it.

    ``whole``: the reader may see sensitive answers.
    """

    file: CaseFile
    reader: Reader
    whole: bool
    found: dict[str, Source] = field(default_factory=dict)

    def keys(self, refs: tuple[Ref, ...]) -> list[str]:
        """The keys of these references, each now in ``found``."""
        made = []
        for ref in refs:
            key = ref_key(ref)
            if key not in self.found:
                self.found[key] = self._source(key, ref)
            if key not in made:
                made.append(key)
        return made

    def written(self, section: str, by: str, at: str, entry: int) -> str:
        """The key of a sentence that a consulent wrote."""
        key = f"edit-{section}-{entry}"
        self.found[key] = Source(
            key, "edit", "Zelf geschreven", "tekst van een collega", lines=(f"{self.reader.name(by)}, {self.when(at)}",)
        )
        return key

    def when(self, at: str) -> str:
        """A moment in the words of the desk."""
        return self.reader.when(at)

    def _source(self, key: str, ref: Ref) -> Source:
        made = {
            "answer": self._answer, "state": self._state, "entry": self._entry, "rule": self._rule, "text": self._text,
            "clock": self._clock, "contact": self._contact,
        }[ref.kind]  # fmt: skip
        return made(key, ref)

    def _label(self, ref: Ref) -> str:
        if ref.id not in self.file.catalogue:
            return ref.id
        question = self.file.catalogue.question(ref.id)
        if ref.entry is None:
            return question.label
        return f"{question.entry_label(self.file.catalogue, ref.entry)}: {question.label.lower()}"

    def _covered(self, key: str, ref: Ref) -> Source:
        return Source(
            key, ref.kind, "Gevoelig antwoord", "vertrouwelijk", hidden=True,
            lines=("U ziet alleen wat dit voor het plan betekent.",),
        )  # fmt: skip

    def _answer(self, key: str, ref: Ref) -> Source:
        if not self.whole and is_sensitive(self.file, ref.id):
            return self._covered(key, ref)
        now = self.file.record.answer(ref.id, ref.entry)
        answer = next((one for one in self.file.answers if one.id == ref.row), now) if ref.row is not None else now
        if answer is None:
            return Source(key, ref.kind, self._label(ref), "antwoord", value=ref.shown)
        marks = []
        if now is None or (now.id is not None and answer.id != now.id):
            marks.append("Dit antwoord is daarna veranderd.")
        if answer.to_confirm:
            marks.append("Nog te bevestigen met de persoon.")
        there = who_was_there(answer.present, self.file.catalogue, self.file.wording)
        if there:
            marks.append(f"Niet alleen, erbij: {there}.")
        return Source(
            key, ref.kind, self._label(ref), self._about(answer), value=self._value(answer), words=answer.words,
            language=answer.language, marks=tuple(marks),
            translated=self.reader.translated(
                rendition_of_answer(self.file.catalogue, self.file.renditions, answer, counts=answer is now), key
            ),
            lines=(self._who(answer),), room="antwoorden", link="In het dossier",
        )  # fmt: skip

    def _about(self, answer: Answer) -> str:
        if not answer.words or answer.language == DUTCH:
            return "antwoord"
        return f"antwoord in het {self.reader.language(answer.language)}"

    def _who(self, answer: Answer) -> str:
        if answer.source and not answer.words:
            return f"Volgt uit een eerder antwoord, {self.when(answer.at)}"
        speaker = SPEAKER_NL.get(answer.speaker, answer.speaker)
        parts = [
            speaker[:1].upper() + speaker[1:], CHANNEL_NL.get(answer.channel, answer.channel),
            UNDERSTOOD_NL.get(answer.understood_by, ""), self.when(answer.at),
        ]  # fmt: skip
        return ", ".join(part for part in parts if part)

    def _value(self, answer: Answer) -> str:
        """The value in Dutch; empty where it is nothing but the person's own words in another language."""
        if answer.state != "beantwoord" or answer.question not in self.file.catalogue:
            return STATE_NL.get(answer.state, answer.state) if answer.state != "beantwoord" else str(answer.value or "")
        question = self.file.catalogue.question(answer.question)
        own = question.in_own_words and answer.language != DUTCH and answer.understood_by != "button"
        if own or answer.value is None:
            return ""
        if question.is_group:
            return "ja" if answer.value else "nee"
        return value_label(question, answer.value, DUTCH, self.file.wording)

    def _state(self, key: str, ref: Ref) -> Source:
        if ref.id in forms():
            return Source(
                key, ref.kind, forms()[ref.id].title, "in te vullen door de consulent", value="nog niet ingevuld"
            )
        if not self.whole and is_sensitive(self.file, ref.id):
            return self._covered(key, ref)
        question: Question | None = self.file.catalogue.question(ref.id) if ref.id in self.file.catalogue else None
        state = self.file.record.state(self.file.catalogue, question, ref.entry) if question else "niet_gevraagd"
        return Source(
            key, ref.kind, self._label(ref), "vraag", value=STATE_NL[state], lines=(question.text,) if question else (),
            room="gesprek", link="Vraag dit in het gesprek",
        )  # fmt: skip

    def _entry(self, key: str, ref: Ref) -> Source:
        entry = self.file.dossier.entry(ref.row) if ref.row is not None else self.file.dossier.latest(ref.id)
        kind = entry.kind if entry else ref.id
        try:
            described = form(kind)
        except UnknownKind:
            described = None
        if entry is None:
            title = described.title if described else kind
            return Source(key, ref.kind, title, "nog niet ingevuld", value=ref.shown)
        marks = (
            ("Dit geldt niet meer: het is vervangen of ingetrokken.",)
            if entry.id in self.file.dossier.withdrawn
            else ()
        )
        return Source(
            key, ref.kind, described.title if described else kind, "ingevuld door een collega",
            entry=entry if self.whole else covered(entry),
            entry_form=described, marks=marks, lines=(f"{self.reader.name(entry.by)}, {self.when(entry.at)}",),
        )  # fmt: skip

    def _rule(self, key: str, ref: Ref) -> Source:
        try:
            rule = self.file.municipality.rule(ref.id, self.file.today)
        except UnknownSetting:
            return Source(key, ref.kind, ref.id, "regel", value=ref.shown)
        lines = [f"Bron: {rule.source}"]
        if rule.valid_from:
            lines.append(f"Geldt vanaf {day_nl(rule.valid_from)}")
        value = "" if rule.value is None else ref.shown or f"{_plain(rule.value)} {rule.unit}".strip()
        about = "instelling van de gemeente" if rule.local else "wettelijke regel"
        return Source(key, ref.kind, rule.label, about, value=value, lines=tuple(lines))

    def _text(self, key: str, ref: Ref) -> Source:
        try:
            found = self.file.municipality.text(ref.id)
        except UnknownSetting:
            return Source(key, ref.kind, ref.id, "standaardtekst", value=ref.shown)
        lines = (f"Bron: {found.source}",) if found.source else ()
        return Source(key, ref.kind, found.title, "standaardtekst van de gemeente", lines=lines)

    def _clock(self, key: str, ref: Ref) -> Source:
        try:
            found = clock(self.file, ref.id)
        except KeyError:
            return Source(key, ref.kind, ref.id, "termijn", value=ref.shown)
        days = tuple(
            f"{name}: {day_nl(day)}"
            for name, day in (("Begint", found.start), ("Eindigt", found.due))
            if day is not None
        )
        lines = (*days, found.rests_on) if found.rests_on else days
        return Source(key, ref.kind, found.label, "berekende termijn", value=ref.shown, lines=lines)

    def _contact(self, key: str, ref: Ref) -> Source:
        return Source(
            key,
            ref.kind,
            "Gegevens van de gemeente",
            "instelling van de gemeente",
            value=ref.shown or _contact_of(self.file),
        )


def _contact_of(file: CaseFile) -> str:
    contact = file.municipality.contact
    return ", ".join(part for part in (contact.name, contact.phone, contact.email) if part)


def _plain(value: Any) -> str:
    return f"{value:g}".replace(".", ",") if isinstance(value, int | float) else str(value)


def reader_of(file: CaseFile, now: datetime) -> Reader:
    """What puts moments, names and translations of this case into words."""
    return Reader(file.wording, now, file.names)
