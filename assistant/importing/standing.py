"""Where every imported value stands: waiting, found right or wrong, or beside what the person said. Pure, of a CaseFile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.case_file import CaseFile
from assistant.dossier.entry import Entry
from assistant.dossier.forms import BadEntry, form
from assistant.dossier.keeping import keep
from assistant.importing.taking import KIND
from assistant.record import Answer
from assistant.script import script_of
from assistant.store import Store
from assistant.value_labels import value_label

DECISION = "invoer_besluit"
SOURCE = "import:"
"""How the source of an answer begins that rests on an imported value."""
WRONG, RIGHT = "imported_wrong", "imported_right"
"""Events of the talk: the person said that an imported value is not, or is, right."""

Stand = Literal["wacht", "klopt", "klopt_niet", "wijkt_af", "vervallen"]
STAND_NL: Mapping[Stand, str] = {
    "wacht": "nog te bevestigen",
    "klopt": "bevestigd",
    "klopt_niet": "klopt niet",
    "wijkt_af": "anders dan de persoon zegt",
    "vervallen": "niet meer nodig",
}


@dataclass(frozen=True)
class Imported:
    """One imported value.

    Attributes:
        entry: as it was kept. label: what it is about, in Dutch. shown: the value in Dutch.
        stand: see ``STAND_NL``. by: who decided (``persoon`` or a login), or None.
        said: the answer of the person beside it, or None.
    """

    entry: Entry
    label: str
    shown: str
    stand: Stand
    by: str | None = None
    said: Answer | None = None

    @property
    def waits_for(self) -> str:
        """Who is to look at it: ``persoon``, ``consulent``, or empty."""
        if self.stand == "wacht":
            return str(self.entry.get("voor"))
        return "consulent" if self.stand == "wijkt_af" else ""


def imported(file: CaseFile) -> list[Imported]:
    """Every imported value of a case, oldest first; of two of one source for one thing only the newest."""
    newest = {(one.get("veld"), one.get("nummer"), one.get("bron")): one for one in file.dossier.all(KIND)}
    return [_standing(file, entry) for entry in newest.values()]


def _standing(file: CaseFile, entry: Entry) -> Imported:
    label, shown = _label(file, entry), _shown(file, entry)
    decided = file.dossier.latest(DECISION, invoer=entry.id)
    said = _said(file, entry)
    if decided is not None:
        stand: Stand = decided.data["besluit"]
        return Imported(entry, label, shown, stand, decided.by, said)
    for event in file.events:
        if event.kind in {RIGHT, WRONG} and event.data.get("entry_id") == entry.id:
            return Imported(entry, label, shown, "klopt" if event.kind == RIGHT else "klopt_niet", "persoon", said)
    if said is not None and said.state == "beantwoord" and not (said.source or "").startswith(SOURCE):
        return Imported(
            entry, label, shown, "klopt" if said.value == entry.get("waarde") else "wijkt_af", "persoon", said
        )
    return Imported(entry, label, shown, "wacht", None, said)


def _said(file: CaseFile, entry: Entry) -> Answer | None:
    number = entry.get("nummer")
    return file.record.answer(str(entry.get("veld")), int(number) if number is not None else None)


def _label(file: CaseFile, entry: Entry) -> str:
    target, number = str(entry.get("veld")), entry.get("nummer")
    if target in file.catalogue:
        question = file.catalogue.question(target)
        return f"{question.entry_label(file.catalogue, int(number))}: {question.label}" if number else question.label
    kind, _, name = target.partition(".")
    if kind == "datum":
        return (form("datum").field("wat").options or {}).get(name, name)
    return form(kind).field(name).label


def _shown(file: CaseFile, entry: Entry) -> str:
    target, value = str(entry.get("veld")), entry.get("waarde")
    if target in file.catalogue:
        return value_label(file.catalogue.question(target), value, "nl", file.wording)
    kind, _, name = target.partition(".")
    return form("datum").field("datum").shown(value) if kind == "datum" else form(kind).field(name).shown(value)


def decide(
    store: Store, file: CaseFile, entry_id: int, decision: str, note: str, *, by: str, at: datetime
) -> None:  # fmt: skip
    """A consulent decides on an imported value; ``klopt`` makes it an answer, a start date or an entry, with its source.

    Raises:
        BadEntry: it is not there, was decided, or ``klopt`` is said of what the person answered differently without a note.
    """
    found = next((one for one in imported(file) if one.entry.id == entry_id), None)
    if found is None:
        raise BadEntry("Deze ingevoerde waarde is er niet (meer).")
    if file.dossier.latest(DECISION, invoer=entry_id) is not None:
        raise BadEntry("Hierover is al besloten. Kijk eerst wat er nu staat.")
    if decision == "klopt" and found.stand == "wijkt_af" and not note.strip():
        raise BadEntry(
            "De persoon zei iets anders. Schrijf waarom dit klopt, en bespreek het met de persoon.", "toelichting"
        )
    keep(store, file.id, DECISION, {"invoer": entry_id, "besluit": decision, "toelichting": note}, by=by, at=at)
    if decision == "klopt" and found.stand != "klopt":
        _make_it_so(store, file, found.entry, by, at)


def _make_it_so(store: Store, file: CaseFile, entry: Entry, by: str, at: datetime) -> None:
    target = str(entry.get("veld"))
    if target in file.catalogue:
        with store.writing(file.id) as writer:
            writer.answer(_answer(store, file, entry, by, at))
        return
    kind, _, name = target.partition(".")
    reason = f"Ingevoerd uit {entry.get('bron')}, bevestigd door een consulent"
    if kind == "datum":
        keep(store, file.id, "datum", {"wat": name, "datum": entry.get("waarde"), "reden": reason[:300]}, by=by, at=at)
    else:
        newest = file.dossier.latest(kind)
        keep(store, file.id, kind, {**(newest.data if newest else {}), name: entry.get("waarde")}, by=by, at=at)


def _answer(store: Store, file: CaseFile, entry: Entry, by: str, at: datetime) -> Answer:
    last, text, number = store.last_turn(file.id), str(entry.get("tekst") or ""), entry.get("nummer")
    return Answer(
        question=str(entry.get("veld")), entry=int(number) if number is not None else None, state="beantwoord",
        value=entry.get("waarde"), words=text, language="nl", script=script_of(text), understood_by="person", rule="import",
        confidence=1.0, to_confirm=False, speaker="other", present="onbekend", channel="letter", typed_by=by,
        at=at.isoformat(), catalogue=file.catalogue.name, catalogue_version=file.catalogue.version,
        turn=last.number if last else 0, source=f"{SOURCE}{entry.get('bron')}",
    )  # fmt: skip


__all__ = ["DECISION", "RIGHT", "SOURCE", "STAND_NL", "WRONG", "Imported", "Stand", "decide", "imported"]
