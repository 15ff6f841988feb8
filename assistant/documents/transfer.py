"""The transfer file for the municipality a person moves to: where the leerroute goes on, and nothing about health or money.

It is made from fields that staff chose from lists, days, hours and names of schools. No motivation, no edited text and no
answer of the person goes along, because any of them can hold a word about health or debts.
"""

from __future__ import annotations

from typing import Any

from assistant.case_file import CaseFile
from assistant.documents.tree import Block, Document, FieldList, Grid, Heading, Note, Paragraph, Run
from assistant.dossier.entry import Entry
from assistant.dossier.forms import day_nl, form
from assistant.pip.clocks import clock
from assistant.value_labels import language_name

FORM = "overdracht-1"
BASIS = (
    "Wet inburgering 2021, art. 15 (uitvoeren van het PIP); AVG, art. 6, lid 1, onder e. "
    "De privacyfunctionaris bevestigt dit."
)
"""The legal basis of giving it, as the document names it."""

LEFT_OUT = (
    "Gegevens over gezondheid, schulden en inkomen, de motivatie en de antwoorden van de persoon staan hier niet in."
)

GIVEN: dict[str, tuple[str, ...]] = {
    "leerroute": ("route", "niveau", "alfabetisering", "intensiteit"),
    "lbt": ("datum", "resultaat", "behaald", "benodigd"),
    "taalles": ("school", "cursus", "spreken", "luisteren", "lezen", "schrijven", "start", "maanden", "uren_week"),
    "onderdeel": ("wat", "uren", "begin", "vrijstelling"),
    "participatie": ("soort", "uren_week", "weken", "begin"),
}
"""Kind of entry -> its fields that go along."""

ONE = ("leerroute", "lbt")
"""Kinds of which only the newest counts."""

HEADINGS = {
    "leerroute": "Leerroute", "lbt": "Leerbaarheidstoets", "taalles": "Taalles", "onderdeel": "KNM, PVT en MAP",
    "participatie": "Afgesproken participatie",
}  # fmt: skip


def transfer_json(file: CaseFile) -> dict[str, Any]:
    """What goes to the next municipality, for its own system."""
    term, hours = clock(file, "inburgeringstermijn"), clock(file, "participatie")
    moved = file.dossier.latest("verhuisd")
    return {
        "form": FORM,
        "from": file.municipality.name,
        "to": moved.get("gemeente") if moved else None,
        "moves_on": moved.get("datum") if moved else None,
        "made_at": file.now.isoformat(),
        "basis": BASIS,
        "constructed": file.case.constructed,
        "case": {"number": file.case.number, "name": _name(file), "language": file.case.language, "group": file.group},
        "plans": [_version(file, one.number) for one in file.versions],
        "term": {"start": _day(term.start), "end": _day(term.due)},
        "participation": {"start": _day(hours.start), "end": _day(hours.due)},
        **{kind: [_fields(entry, names) for entry in _entries(file, kind)] for kind, names in GIVEN.items()},
    }


def transfer_document(file: CaseFile) -> Document:
    """The same for people to read."""
    moved = file.dossier.latest("verhuisd")
    to = f"gemeente {moved.get('gemeente')}" if moved else "de nieuwe gemeente"
    blocks: list[Block] = [
        FieldList(
            (
                ("Persoon", _name(file) or "nog te bespreken"),
                ("Zaaknummer", str(file.case.number)),
                ("Van", file.municipality.name),
                ("Verhuist op", day_nl(moved.get("datum")) if moved else "nog niet bekend"),
                ("Doelgroep volgens DUO", _group(file)),
                ("Taal", _language(file)),
            )
        ),
        Paragraph((Run("De leerroute gaat door in de nieuwe gemeente."),)),
        Note((Run(f"Grondslag: {BASIS} {LEFT_OUT}"),)),
        Heading("Vastgestelde plannen", 2, "plannen"),
        _versions_grid(file),
        Heading("Inburgeringstermijn", 2, "termijn"),
        Paragraph((Run(_term(file)),)),
    ]
    for kind in GIVEN:
        blocks += _shown(file, kind)
    return Document(
        "overdracht", f"Overdracht aan {to}", tuple(blocks),
        meta={"zaaknummer": str(file.case.number), "gemaakt": file.today.isoformat()},
        constructed=file.case.constructed,
    )  # fmt: skip


def _entries(file: CaseFile, kind: str) -> tuple[Entry, ...]:
    found = file.dossier.all(kind)
    if kind == "onderdeel":
        # of every part only what was entered last
        found = tuple({entry.get("wat"): entry for entry in found}.values())
    return found[-1:] if kind in ONE else found


def _fields(entry: Entry, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: entry.get(name) for name in names if entry.get(name) is not None}


def _shown(file: CaseFile, kind: str) -> list[Block]:
    described = form(kind)
    found: list[Block] = []
    for entry in _entries(file, kind):
        pairs = tuple(
            (described.field(name).label, described.field(name).shown(entry.get(name)))
            for name in GIVEN[kind]
            if described.field(name).shown(entry.get(name))
        )
        if pairs:
            found.append(FieldList(pairs))
    body: list[Block] = found or [Paragraph((Run("Hierover is niets vastgelegd.", mark="te_bespreken"),))]
    return [Heading(HEADINGS[kind], 2, kind), *body]


def _versions_grid(file: CaseFile) -> Block:
    if not file.versions:
        return Paragraph((Run("Er is nog geen plan vastgesteld."),))
    rows = []
    for one in file.versions:
        known = _version(file, one.number)
        rows.append(
            (str(one.number), *(day_nl(known[name]) if known[name] else "–" for name in ("set", "dated", "announced")))
        )
    return Grid("Plannen", ("Versie", "Vastgesteld", "Dagtekening", "Bekendgemaakt"), tuple(rows))


def _version(file: CaseFile, number: int) -> dict[str, Any]:
    names = {"set": "vastgesteld", "dated": "dagtekening", "announced": "bekendgemaakt"}
    entries = {name: file.dossier.latest(kind, versie=number) for name, kind in names.items()}
    return {"version": number, **{name: entry.get("datum") if entry else None for name, entry in entries.items()}}


def _term(file: CaseFile) -> str:
    term = clock(file, "inburgeringstermijn")
    if term.start is None or term.due is None:
        return "De termijn is nog niet begonnen: er is nog geen dagtekening van een eerste plan."
    return f"Van {day_nl(term.start)} tot en met {day_nl(term.due)}. De verhuizing verandert dit niet."


def _name(file: CaseFile) -> str:
    return str(file.known.get("persoon.naam") or "")


def _group(file: CaseFile) -> str:
    entry = file.dossier.latest("doelgroep")
    return form("doelgroep").field("groep").shown(entry.get("groep")) if entry else "nog te bespreken"


def _language(file: CaseFile) -> str:
    return language_name(file.case.language, file.wording.locale("nl")) if file.case.language else "nog te bespreken"


def _day(found: Any) -> str | None:
    return found.isoformat() if found else None
