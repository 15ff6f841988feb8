"""Takes a file in: first looked at, row by row, then kept as values to confirm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.catalogue import Catalogue
from assistant.dossier.entry import Entry
from assistant.dossier.forms import form
from assistant.importing.faults import BadValue
from assistant.importing.files import Row, read_rows
from assistant.importing.mapping import FieldMapping
from assistant.importing.mapping import Mapping as FileMapping
from assistant.importing.values import value_of
from assistant.store import Case, Event, Store

KIND = "ingevoerd"


@dataclass(frozen=True)
class Found:
    """One value of a row: what it becomes, its value and its text in the file, and who confirms it."""

    target: str
    entry: int | None
    value: Any
    text: str
    to: str


@dataclass(frozen=True)
class RowResult:
    """A row as it was read: the case it belongs to, its values, and why it is not taken (empty: it is)."""

    line: int
    case_id: str | None
    case_number: int | None
    values: tuple[Found, ...]
    faults: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether the row can be taken."""
        return not self.faults


@dataclass(frozen=True)
class Taken:
    """What became of an import: rows taken and not, values kept, and values that were there already."""

    rows: int
    refused: int
    values: int
    known: int


def look_at(
    store: Store, catalogue: Catalogue, mapping: FileMapping, text: str, now: datetime, *, case_id: str | None = None
) -> list[RowResult]:
    """Every row of a file as it would be taken; raises BrokenFile when the file cannot be read at all.

    Args:
        store, catalogue, mapping: of here. text: of the file.
        now: dates of the person do not lie after this day.
        case_id: the case that a file of one row is about, when the mapping has no column with the case number.
    """
    rows = read_rows(text, mapping)
    cases = {case.number: case for case in store.cases()}
    labels: dict[str, list[Case]] = {}
    for known in cases.values():
        labels.setdefault(known.label.strip().casefold(), []).append(known)
    given_case = store.case(case_id) if case_id else None
    seen: dict[str, int] = {}
    found = []
    for row in rows:
        case, faults = _case(row, mapping, cases, labels, given_case, len(rows))
        if case is not None and case.id in seen:
            faults.append(f"zaak {case.number} staat ook op regel {seen[case.id]}")
        elif case is not None:
            seen[case.id] = row.line
        values = []
        for one in mapping.fields:
            cell = row.cell(one.column)
            if cell is None:
                continue
            try:
                values.append(_found(one, catalogue, cell, now))
            except BadValue as fault:
                faults.append(str(fault))
        if not values and not faults:
            faults.append("er staat niets op deze regel dat wordt overgenomen")
        found.append(
            RowResult(row.line, case.id if case else None, case.number if case else None, tuple(values), tuple(faults))
        )
    return found


def take(
    store: Store, results: Sequence[RowResult], mapping: FileMapping, file_name: str, *, by: str, at: datetime
) -> Taken:
    """Keep the values of the good rows, each as a value to confirm; the same value of the same source again is left out."""
    kept = known = 0
    for result in results:
        if not result.good or result.case_id is None:
            continue
        entries = [_entry(found, mapping, file_name, result.line, by, at) for found in result.values]
        here = {_same(entry) for entry in store.dossier.entries(result.case_id) if entry.kind == KIND}
        fresh = [entry for entry in entries if _same(entry) not in here]
        known += len(entries) - len(fresh)
        if not fresh:
            continue
        made = store.dossier.append_all(result.case_id, fresh)
        kept += len(made)
        _tell_the_talk(store, result.case_id, made, at)
    good = sum(result.good for result in results)
    return Taken(good, len(results) - good, kept, known)


def _case(
    row: Row, mapping: FileMapping, cases: Mapping[int, Case], labels: Mapping[str, Sequence[Case]], given: Case | None,
    rows: int,
) -> tuple[Case | None, list[str]]:  # fmt: skip
    if given is not None and not mapping.case:
        return (given, []) if rows == 1 else (None, ["dit bestand heeft meer rijen, en geen kolom met het zaaknummer"])
    if mapping.case:
        number = str(row.cell(mapping.case) or "").strip()
        case = cases.get(int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None
        if case is None:
            return None, [f"er is geen zaak met nummer '{number[:20]}'" if number else "het zaaknummer ontbreekt"]
        if given is not None and case.id != given.id:
            return None, [f"deze regel hoort bij zaak {case.number}"]
        return case, []
    label = str(row.cell(mapping.label or "") or "").strip()
    found = labels.get(label.casefold(), ()) if label else ()
    if len(found) == 1:
        return found[0], []
    return None, ["meer dan een zaak heet zo" if found else f"er is geen zaak die '{label[:60]}' heet"]


def _found(one: FieldMapping, catalogue: Catalogue, given: Any, now: datetime) -> Found:
    question = catalogue.question(one.question) if one.question else None
    return Found(one.target, one.entry, value_of(one, question, given, now.date()), str(given).strip(), one.to)


def _entry(found: Found, mapping: FileMapping, file_name: str, line: int, by: str, at: datetime) -> Entry:
    data = form(KIND).read(
        {
            "veld": found.target, "nummer": found.entry, "waarde": found.value, "tekst": found.text[:4000],
            "bron": mapping.source, "bestand": file_name[-200:], "regel": line, "voor": found.to,
        }
    )  # fmt: skip
    return Entry(KIND, data, by, at.isoformat())


def _same(entry: Entry) -> tuple[Any, ...]:
    return (entry.get("veld"), entry.get("nummer"), repr(entry.get("waarde")), entry.get("bron"))


def _tell_the_talk(store: Store, case_id: str, entries: Sequence[Entry], at: datetime) -> None:
    """What the person is to confirm becomes part of the course of the talk."""
    asked = [entry for entry in entries if entry.get("voor") == "persoon"]
    if not asked:
        return
    with store.writing(case_id) as writer:
        last = store.last_turn(case_id)
        for entry in asked:
            about = {"question": entry.get("veld"), "value": entry.get("waarde"), "source": entry.get("bron")}
            writer.event(Event("imported", at.isoformat(), last.number if last else 0, {**about, "entry_id": entry.id}))


__all__ = ["Found", "RowResult", "Taken", "look_at", "take"]
