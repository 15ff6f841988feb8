"""Entries of repeating groups (children, jobs, languages) as a consulent adds them: one form, one turn."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.case_file import CaseFile
from assistant.catalogue import Question
from assistant.interviewing.faults import BadValue
from assistant.interviewing.values import Given
from assistant.renditions.sources import DUTCH


def next_number(file: CaseFile, group: Question) -> int:
    """The number that a new entry gets; raises BadValue when there is no room for one."""
    numbers = file.record.entry_numbers(group, file.catalogue)
    if group.follows or len(numbers) >= group.max_entries:
        raise BadValue("Hier kan er geen meer bij.")
    return (numbers[-1] if numbers else 0) + 1


def opened(file: CaseFile, group: Question, fields: Sequence[Given]) -> list[Given]:
    """What a new entry is kept as: the "yes" that opens it, and its fields.

    Args:
        file: the case.
        group: the group. fields: what was entered, each with the number of ``next_number``.

    Raises:
        BadValue: there is no room, or nothing was entered.
    """
    number = next_number(file, group)
    if not fields:
        raise BadValue("Vul ten minste een veld in.")
    numbers = file.record.entry_numbers(group, file.catalogue)
    gate = None if number == 1 else numbers[-1]
    return [Given(group.id, gate, "beantwoord", True, "Ja", DUTCH), *fields]


def fields_of_new_entry(group: Question) -> tuple[Question, ...]:
    """The fields that are asked of every entry; those that depend on another field come afterwards."""
    return tuple(part for part in group.fields if part.entry_when is None and part.path != "off")
