"""What the page of the interview sends: options of showing, and what was entered; read once, with nothing taken on trust."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.case_file import CaseFile
from assistant.catalogue import Question
from assistant.interviewing.faults import BadValue, NotAsked
from assistant.interviewing.steps import Order
from assistant.interviewing.values import Given, chosen, dated, passed, typed
from assistant.record import Key
from assistant.renditions.sources import DUTCH
from assistant.understanding import countries
from assistant.value_labels import country_name, language_codes, language_name


@dataclass(frozen=True)
class Wanted:
    """What the page wants to see.

    Attributes:
        key: question and entry, or None for the first of the order.
        order: in which order. seen: id of the answer the form was made for; ``shown`` says whether there is such a form.
        mine: in words, what was not kept because somebody else had changed the answer.
        possible: values that typed words can mean, to choose from. words, language: those words.
        sure: whether the "no" at a group with entries is to be asked once more.
    """

    key: Key | None = None
    order: Order = "open"
    shown: bool = False
    seen: int | None = None
    mine: str = ""
    possible: tuple[Any, ...] = ()
    words: str = ""
    language: str = DUTCH
    sure: bool = False


def wanted(options: Mapping[str, Any]) -> Wanted:
    """The options of the page."""
    possible = options.get("mogelijk")
    return Wanted(
        key=key_of(options) if options.get("vraag") else None,
        order="volgorde" if options.get("volgorde") == "volgorde" else "open",
        shown="gezien" in options,
        seen=_number(options.get("gezien")),
        mine=str(options.get("mijn") or ""),
        possible=tuple(possible) if isinstance(possible, list) else (),
        words=str(options.get("tekst") or ""),
        language=str(options.get("taal") or DUTCH),
        sure=options.get("zeker") is True,
    )


def key_of(asked: Mapping[str, Any]) -> Key:
    """The question and the entry that are meant."""
    return (str(asked.get("vraag") or ""), _number(asked.get("nummer")))


def question_of(file: CaseFile, asked: Mapping[str, Any]) -> tuple[Question, int | None]:
    """The question that is meant; raises NotAsked when the question set has none such."""
    name, entry = key_of(asked)
    if name not in file.catalogue:
        raise NotAsked()
    return file.catalogue.question(name), entry


def given(file: CaseFile, asked: Mapping[str, Any], today: date) -> Given:
    """The one answer that was entered; raises NotAsked, BadValue, NotUnderstood or Unsure."""
    question, entry = question_of(file, asked)
    kind = asked.get("soort")
    words, language = str(asked.get("tekst") or ""), language_of(file, asked)
    if kind == "stand":
        return passed(question, entry, str(asked.get("stand")))
    if kind == "waarde":
        return chosen(question, entry, asked.get("waarde"), file.wording, today, words=words, language=language)
    if kind == "datum" and not words.strip():
        day, month, year = (str(asked.get(name) or "") for name in ("dag", "maand", "jaar"))
        return dated(question, entry, day, month, year, file.wording, today)
    return from_field(file, question, entry, words, today, language)


def from_field(
    file: CaseFile, question: Question, entry: int | None, text: str, today: date, language: str = DUTCH
) -> Given:
    """What stands in one field of a form: a number, a name from a list, a coded choice, or words.

    Raises what ``given`` raises.
    """
    said = text.strip()
    if question.type in {"country", "language"} and (code := code_of(question.type, said)) is not None:
        return chosen(question, entry, code, file.wording, today)
    if question.type in {"number", "school_years"} and (number := _plain_number(said)) is not None:
        return chosen(question, entry, number, file.wording, today)
    if (
        question.type in {"choice", "yesno", "scale4", "isced"}
        and language == DUTCH
        and (value := _coded(said)) is not None
    ):
        return chosen(question, entry, value, file.wording, today)
    return typed(question, entry, text, language, file.wording, today)


def language_of(file: CaseFile, asked: Mapping[str, Any]) -> str:
    """In which language words were typed: Dutch, or the person's own."""
    return file.language if asked.get("taal") == "eigen" and file.case.language else DUTCH


def names_of(kind: str) -> dict[str, str]:
    """Code -> Dutch name of every country or language, by name."""
    if kind == "country":
        named = {code: country_name(code, "nl") for code in countries.codes()}
    else:
        named = {code: language_name(code, "nl") for code in language_codes()}
    return dict(sorted(named.items(), key=lambda item: item[1]))


def code_of(kind: str, name: str) -> str | None:
    """The code of a country or language by its Dutch name, or None."""
    return next((code for code, known in names_of(kind).items() if known.casefold() == name.casefold()), None)


def _plain_number(text: str) -> float | int | None:
    plain = text.replace(",", ".")
    if not plain.isascii() or not plain.replace(".", "", 1).isdigit() or len(plain) > 6:
        return None
    number = float(plain)
    return int(number) if number.is_integer() else number


def _coded(text: str) -> Any:
    """A value that a list of a form sent as JSON; None for words."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


__all__ = [
    "BadValue", "Wanted", "code_of", "from_field", "given", "key_of", "language_of", "names_of", "question_of", "wanted",
]  # fmt: skip
