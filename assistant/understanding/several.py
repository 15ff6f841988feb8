"""Several facts in one answer: the entries of a repeating group, and the other fields of one entry.

"Ik heb drie kinderen, 4, 6 en 9" fills three entries; "kleermaker, 5 jaar in Syrië" answers three questions of one entry.
The caller reads everything back to the person, so a part that is not plain is left out rather than guessed, and the
question for it is asked as usual.

What kind of group it is follows from its fields, so a municipality's own groups work too: a group with an ``occupation``
or ``language`` field has one entry per occupation or language named (:mod:`several_named`); a group with a ``number``
field whose name is ``leeftijd`` has one entry per child (:mod:`several_people`). Other groups give nothing.
``several.yml`` of a language has the words; ``languages/_shared/several.yml`` says what its lists mean.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from assistant.understanding.bounded import read_part
from assistant.understanding.languages import language as _language
from assistant.understanding.normalise import words as _words
from assistant.understanding.reading import Reading
from assistant.understanding.several_named import named_entries, other_fields
from assistant.understanding.several_people import child_fields, people
from assistant.understanding.several_shape import AGE_FIELD, NAMING, Entry, Field, GroupShape

__all__ = ["Entry", "Field", "GroupShape", "read_entries", "read_fields"]

MOST_ENTRIES = 15
"""An answer that would make more entries than this was not understood."""


def read_entries(
    words: str, group: GroupShape, language: str, *, today: datetime.date | None = None
) -> tuple[Entry, ...]:
    """The entries of ``group`` that ``words`` tell of, in the order they were told.

    Args:
        words: what the person said, at the question whether there are any entries (or any more).
        group: id of the group and its fields.
        language: the language the person chose.
        today: the day of the answer; the present day when left out.

    Returns:
        One mapping per entry: field id -> :class:`Reading`. An entry may be empty ("vier kinderen": four empty entries).
        Readings with ``confirm`` are likely, not certain; all of them have it when counts and ages do not match. Empty
        when nothing is sure enough, or when the group is of a kind that is not read this way.

    Raises:
        assistant.understanding.languages.UnknownLanguage: ``language`` has no folder.
    """
    spoken = _language(language)
    day = today or datetime.date.today()
    words = read_part(words)
    if not _words(words):
        return ()
    found: tuple[Entry, ...] = ()
    if group.leading(NAMING):
        found = named_entries(words, group, spoken, day)
    elif AGE_FIELD in group.fields:
        found = people(words, group, spoken, day)
    return found if len(found) <= MOST_ENTRIES else ()


def read_fields(
    words: str, group: GroupShape, language: str, *, asked: str, today: datetime.date | None = None
) -> Mapping[str, Reading]:
    """What ``words`` say of the other fields of one entry, beside the field that was ``asked``.

    Args:
        words: the answer to the question for the field ``asked``.
        group: id of the group and its fields.
        language: the language the person chose.
        asked: the field that was asked; never in the result.
        today: the day of the answer; the present day when left out.

    Returns:
        Field id -> :class:`Reading` for what was plainly said; empty when nothing was, or when the words tell of more
        than one entry.

    Raises:
        assistant.understanding.languages.UnknownLanguage: ``language`` has no folder.
    """
    spoken = _language(language)
    day = today or datetime.date.today()
    words = read_part(words)
    if not _words(words):
        return {}
    if group.leading(NAMING):
        return other_fields(words, group, spoken, asked, day)
    if AGE_FIELD in group.fields:
        return child_fields(words, group, spoken, asked, day)
    return {}
