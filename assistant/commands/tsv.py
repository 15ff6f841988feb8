"""Reads the tab-separated case files of ``understand`` and ``nlu``."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.commands.opening import BadInput


def read_rows(file: Path, wanted: Sequence[str]) -> Iterator[dict[str, str]]:
    """Rows of a TSV file with a header line; raises BadInput naming file and line when a column is missing."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            # no quoting: a quotation mark in somebody's words is part of the words
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if missing := set(wanted) - set(rows.fieldnames or ()):
                raise BadInput(f"{file}: the first line must name the columns; missing: {', '.join(sorted(missing))}")
            for row in rows:
                if any(row.get(name) is None for name in wanted):
                    raise BadInput(f"{file}, line {rows.line_num}: this line has too few columns")
                yield {name: value or "" for name, value in row.items() if isinstance(name, str)}
    except FileNotFoundError:
        raise BadInput(f"{file} does not exist") from None
    except UnicodeDecodeError:
        raise BadInput(f"{file} is not UTF-8 text: save it as UTF-8") from None
