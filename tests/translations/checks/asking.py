"""What a check says of a text and its translation; the tables of the tests are rows of these."""

from __future__ import annotations

from assistant.renditions.model import Check
from translations.checks import TermWords, run_checks

Row = tuple[str, str, str, str]
"""From language, to language, source, translation."""


def found(row: Row, code: str, *, names: tuple[str, ...] = (), terms: tuple[TermWords, ...] = ()) -> list[Check]:
    source, target, said, made = row
    every = run_checks(said, made, from_language=source, to_language=target, names=names, terms=terms)
    return [one for one in every if one.code == code]


def severities(row: Row, code: str, *, names: tuple[str, ...] = (), terms: tuple[TermWords, ...] = ()) -> set[str]:
    return {one.severity for one in found(row, code, names=names, terms=terms)}
