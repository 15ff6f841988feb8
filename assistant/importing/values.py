"""Reads one value of a file as what it should become. Strict: what does not fit is listed, never guessed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from assistant.catalogue import Question
from assistant.conversation.value_checks import fits, problem_of
from assistant.dossier.forms import BadEntry, form
from assistant.importing.faults import BadValue
from assistant.importing.mapping import FieldMapping
from assistant.understanding import Question as Asked
from assistant.understanding import understand

LONGEST = 2_000
DATE_FORMATS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%Y%m%d", "%Y-%m", "%Y")
NAMED = frozenset({"country", "language", "isced", "scale4", "yesno", "school_years", "number"})
"""Types whose values a file may name in Dutch ("Syrië", "ja"): read as Dutch answers are, and only when that is certain."""


def value_of(one: FieldMapping, question: Question | None, given: Any, today: date) -> Any:
    """The value of a column; raises BadValue with the reason in Dutch.

    Args:
        one: the mapping of the column.
        question: the question it answers, or None for a start date or an entry.
        given: the cell as it stands in the file, not empty.
        today: no date lies after it, unless it is a date of an entry.
    """
    text = str(given).strip()
    if len(text) > LONGEST:
        raise BadValue(f"{one.column}: te lang, hoogstens {LONGEST} tekens.")
    if one.values:
        if text not in one.values:
            raise BadValue(f"{one.column}: de waarde '{text[:60]}' staat niet in het vertaalbestand.")
        given = one.values[text]
        text = str(given)
    if one.date:
        return _day(one, text, ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%Y%m%d"))
    if one.form:
        return _of_form(one, given if one.values else text)
    assert question is not None
    value = _answer(one, question, given, text, today)
    if problem := problem_of(question, "question", value, today):
        raise BadValue(f"{one.column}: {PROBLEMS.get(problem[0].rsplit('.', 1)[-1], 'deze waarde kan niet kloppen')}.")
    return value


PROBLEMS = {
    "date_impossible": "deze datum bestaat niet",
    "date_too_early": "deze datum ligt voor 1900",
    "date_in_future": "deze datum ligt in de toekomst",
    "number_too_high": "dit getal is te hoog",
    "number_too_low": "dit getal is te laag",
}


def _answer(one: FieldMapping, question: Question, given: Any, text: str, today: date) -> Any:
    if question.type in {"text", "occupation"}:
        return {"text": text, "isco": None} if question.type == "occupation" else text
    if question.type == "date":
        return _day(one, text, DATE_FORMATS)
    if question.type in {"country", "language"} and len(text) in {2, 3}:
        code = text.upper() if question.type == "country" else text.lower()
        if fits(question, "question", code):
            return code
    if fits(question, "question", given):
        return given
    if question.type in NAMED or question.type == "choice":
        reading = understand(
            text,
            question.type,
            "nl",
            question=Asked(question.id, {key: [label] for key, label in question.options.items()}),
            today=today,
        )
        if reading.state == "beantwoord" and not reading.confirm and fits(question, "question", reading.value):
            return reading.value
    raise BadValue(f"{one.column}: '{text[:60]}' past niet bij de vraag '{question.label}'.")


def _day(one: FieldMapping, text: str, formats: tuple[str, ...]) -> str:
    """The day, month or year as ISO 8601, as exact as the file has it."""
    for layout in (one.format,) if one.format else formats:
        try:
            found = datetime.strptime(text, layout).date()  # a day of a calendar, without a time zone
        except ValueError:
            continue
        if "%d" in layout:
            return found.isoformat()
        return f"{found.year:04}-{found.month:02}" if "%m" in layout else f"{found.year:04}"
    raise BadValue(f"{one.column}: '{text[:60]}' is geen datum in de afgesproken vorm.")


def _of_form(one: FieldMapping, given: Any) -> Any:
    wanted = form(str(one.form)).field(str(one.form_field))
    if wanted.type == "date":
        return _day(one, str(given), ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%Y%m%d"))
    try:
        found = form(str(one.form)).__class__("", "", (wanted,)).read({wanted.name: given})
    except BadEntry as fault:
        raise BadValue(f"{one.column}: {fault}") from fault
    return found.get(wanted.name)
