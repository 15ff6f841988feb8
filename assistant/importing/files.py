"""Reads the rows of a file: CSV with a header, or JSON with a list of objects. Nothing in a file is ever run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.importing.faults import BrokenFile
from assistant.importing.mapping import Mapping as FileMapping

LARGEST = 5_000_000
"""Characters of a file."""
MOST_ROWS = 10_000
DEEPEST = 20
"""Levels of nesting in a JSON file."""


@dataclass(frozen=True)
class Row:
    """One row: its line in the file (of a JSON list: its place, from 1) and its cells by column."""

    line: int
    cells: Mapping[str, Any]

    def cell(self, column: str) -> Any:
        """The cell of a column, None when it is empty or not there; in JSON a path with dots."""
        found: Any = self.cells
        if column in self.cells:
            found = self.cells[column]
        else:
            for part in column.split("."):
                found = found.get(part) if isinstance(found, Mapping) else None
        if isinstance(found, str):
            found = found.strip()
        return None if found in ("", None) or isinstance(found, dict | list) else found


def read_rows(text: str, mapping: FileMapping) -> list[Row]:
    """The rows of a file; raises BrokenFile when it cannot be read as the mapping says."""
    if len(text) > LARGEST:
        raise BrokenFile(f"Dit bestand is te groot: hoogstens {LARGEST // 1_000_000} miljoen tekens.")
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise BrokenFile("Dit is geen tekstbestand. Sla het op als CSV of JSON in UTF-8.")
    rows = list(_csv(text, mapping) if mapping.format == "csv" else _json(text, mapping))
    if not rows:
        raise BrokenFile("Er staan geen rijen in dit bestand.")
    if len(rows) > MOST_ROWS:
        raise BrokenFile(f"Te veel rijen: hoogstens {MOST_ROWS} in een keer. Deel het bestand op.")
    known = {column for row in rows for column in row.cells}
    if mapping.format == "csv" and not known & {one.column for one in mapping.fields}:
        raise BrokenFile(
            "Geen enkele kolom van dit bestand staat in het vertaalbestand. Kies een ander vertaalbestand."
        )
    return rows


def _csv(text: str, mapping: FileMapping) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text), delimiter=mapping.delimiter, strict=True)
    header: list[str] | None = None
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = [cell.strip() for cell in cells]
                continue
            if len(cells) > len(header):
                raise BrokenFile(f"Regel {reader.line_num}: meer kolommen dan de eerste regel heeft.")
            yield Row(reader.line_num, dict(zip(header, cells, strict=False)))
            if reader.line_num > MOST_ROWS * 10:
                raise BrokenFile(f"Te veel regels: hoogstens {MOST_ROWS} in een keer.")
    except csv.Error as fault:
        raise BrokenFile(f"Regel {reader.line_num}: dit is geen goede CSV ({fault}).") from fault


def _json(text: str, mapping: FileMapping) -> Iterator[Row]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise BrokenFile("Dit bestand is geen goede JSON.") from fault
    for part in filter(None, mapping.rows.split(".")):
        found = found.get(part) if isinstance(found, dict) else None
    if isinstance(found, dict):
        found = [found]
    if not isinstance(found, list):
        raise BrokenFile(f"In dit bestand staat geen lijst onder '{mapping.rows}'.")
    for place, item in enumerate(found, 1):
        if not isinstance(item, dict) or _depth(item) > DEEPEST:
            raise BrokenFile(f"Rij {place} is geen object met velden.")
        yield Row(place, item)


def _depth(value: Any, level: int = 1) -> int:
    if level > DEEPEST:
        return level
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return max((_depth(one, level + 1) for one in inner), default=level)
