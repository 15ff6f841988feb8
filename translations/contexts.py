"""Where a text of the question catalogue stands, for its translator: in Dutch, because translators read Dutch."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.catalogue import Catalogue, Question

PARTS = {
    "label": "korte naam van de vraag, in het overzicht van de antwoorden",
    "text": "de vraag zelf",
    "help": "hulp onder de vraag",
    "why": "antwoord op 'Waarom vraagt u dit?'",
    "more": "vraag of de persoon er nog een wil noemen (ja of nee)",
    "entry": "naam van één ervan. {number} is een getal",
    "readback.value": "regel in het overzicht van de antwoorden. {value} is het antwoord",
    "readback.yes": "regel in het overzicht van de antwoorden, als het antwoord ja is",
    "readback.no": "regel in het overzicht van de antwoorden, als het antwoord nee is",
}

PARTS_OF_NOTICE = {
    "label": "korte naam van de uitleg",
    "text": "de uitleg zelf. Eronder staat een knop: 'Ik heb het gelezen'",
    "help": "hulp onder de uitleg",
}


def contexts(catalogue: Catalogue) -> dict[str, str]:
    """Text id -> where the text stands, for every text of the catalogue."""
    found: dict[str, str] = {}
    for topic in catalogue.topics:
        where = f"Vragenlijst, onderwerp '{topic.title}'"
        found[f"topic.{topic.id}.title"] = f"{where}: naam van het onderwerp. Staat ook op een knop. Houd het kort."
        found[f"topic.{topic.id}.intro"] = f"{where}: tekst aan het begin van het onderwerp."
        for question in topic.questions:
            found |= _of_question(question, where)
    return found


def _of_question(question: Question, where: str) -> Iterator[tuple[str, str]]:
    kind = "uitleg" if question.type == "notice" else "vraag"
    here = f"{where}, {kind} '{question.label}'"
    of_fields = {text_id for field in question.fields for text_id, _ in field.texts()}
    for text_id, _ in question.texts():
        if text_id not in of_fields:
            yield text_id, f"{here}: {_part(question, text_id.removeprefix(f'{question.id}.'))}."
    for field in question.fields:
        yield from _of_question(field, here)


def _part(question: Question, part: str) -> str:
    if part.startswith("option."):
        return f"antwoordknop bij '{question.text}'"
    if question.type == "notice":
        return PARTS_OF_NOTICE.get(part, PARTS[part])
    if question.follows and part == "text":
        return "inleiding op een paar vragen"
    return PARTS[part]
