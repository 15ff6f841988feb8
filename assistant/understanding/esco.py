"""Occupation labels of ESCO, the classification of the European Commission, as an optional addition to our own lexicon.

ESCO is not part of this project: who wants it downloads the occupations from the ESCO portal (free, with attribution) into a
folder and names that folder in the settings. Every ``.csv`` or ``.tsv`` file in it is read when its header has one of these
forms:

``iscoGroup``, ``preferredLabel`` and perhaps ``altLabels`` and ``hiddenLabels``
    the form of the portal, one language a file; several labels in a field stand on lines of their own.
``isco`` and for every language a column with its code (``nl``) and perhaps ``nl_alt``
    one file for all languages; several labels are separated by ``|``.

A label counts only when it is the whole answer. A label that ESCO gives to occupations of different unit groups is left out.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from assistant.understanding.normalise import without_spaces

_PORTAL_LABELS = ("preferredLabel", "altLabels", "hiddenLabels")
_UNIT_GROUP = re.compile(r"^\d{4}$")
_LANGUAGE = re.compile(r"^[a-z]{2,3}(_alt)?$")
_SEPARATORS = re.compile(r"[|\n]")
_NO_LANGUAGE = ("uri",)
_FILES = ("*.csv", "*.tsv")


class NoEscoFolder(FileNotFoundError):
    """The folder for ESCO is not there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is no folder {folder} with ESCO occupations. Put the downloaded CSV files there, "
            "or leave the setting empty to work without ESCO."
        )


class NoEscoFiles(FileNotFoundError):
    """The folder for ESCO has no CSV file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The folder {folder} has no .csv or .tsv file. Put the ESCO occupations there, for example occupations_nl.csv."
        )


class NotEscoOccupations(ValueError):
    """A file in the ESCO folder that has other columns, or rows that cannot be read."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"{path} cannot be read as ESCO occupations: {problem}. The columns must be iscoGroup and preferredLabel "
            "(as downloaded), or isco and a column per language."
        )


def load_esco(folder: Path) -> Mapping[str, str]:
    """The labels of all ESCO files in ``folder``: folded label without spaces -> ISCO-08 unit group.

    Give the result to :func:`assistant.understanding.occupations.add_labels`.

    Raises:
        NoEscoFolder: there is no such folder.
        NoEscoFiles: it has no CSV or TSV file.
        NotEscoOccupations: a file has other columns, is no UTF-8, or names no unit group.
    """
    if not folder.is_dir():
        raise NoEscoFolder(folder)
    paths = sorted(path for pattern in _FILES for path in folder.glob(pattern))
    if not paths:
        raise NoEscoFiles(folder)
    groups: dict[str, set[str]] = {}
    for path in paths:
        for group, label in _labels(path):
            key = without_spaces(label)
            if key:
                groups.setdefault(key, set()).add(group)
    return {label: next(iter(found)) for label, found in groups.items() if len(found) == 1}


def _labels(path: Path) -> Iterator[tuple[str, str]]:
    """Unit group and label of every label in the file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ",")
            group_column, label_columns = _columns(path, rows.fieldnames or ())
            for number, row in enumerate(rows, start=2):
                group = (row.get(group_column) or "").strip().removeprefix("C")
                if not group:
                    continue
                if not _UNIT_GROUP.match(group):
                    raise NotEscoOccupations(path, f"row {number} has {group!r} where an ISCO unit group must stand")
                for column in label_columns:
                    yield from ((group, label.strip()) for label in _SEPARATORS.split(row.get(column) or ""))
    except UnicodeDecodeError as problem:
        raise NotEscoOccupations(path, "it is not UTF-8") from problem
    except csv.Error as problem:
        raise NotEscoOccupations(path, str(problem)) from problem


def _columns(path: Path, names: Sequence[str]) -> tuple[str, list[str]]:
    """The column with the unit group and those with labels."""
    found = list(names)
    if "iscoGroup" in found and "preferredLabel" in found:
        return "iscoGroup", [name for name in _PORTAL_LABELS if name in found]
    languages = [name for name in found if _LANGUAGE.match(name) and name not in _NO_LANGUAGE]
    if "isco" in found and languages:
        return "isco", languages
    raise NotEscoOccupations(path, f"its columns are {', '.join(found) or 'none'}")
