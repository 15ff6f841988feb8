"""What a partner gets of a case: the minimum for its task, with the legal basis, and a preview of exactly that.

Which fields a partner gets stands in the municipality's settings; what each field holds stands here. There is no field for
health, debts, residence status or the reason of the flight, so none can be given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.case_file import CaseFile
from assistant.documents.tree import Block, Document, FieldList, Heading, Note, Run
from assistant.dossier.entry import Entry
from assistant.dossier.forms import form
from assistant.municipality import Partner
from assistant.value_labels import language_name, value_label

FORM = "pip-partner/1"
"""Names the form of the JSON; its schema is ``partner.schema.json``."""


@dataclass(frozen=True)
class Given:
    """One field as it leaves: its name, its Dutch label, and what it holds, line by line; empty when it is not known."""

    name: str
    label: str
    lines: tuple[str, ...]


class UnknownPartnerField(ValueError):
    """The settings give a partner a field that does not exist; the message names it and the ones there are."""


def given_to(file: CaseFile, partner: Partner) -> list[Given]:
    """Exactly what this partner gets of this case; raises UnknownPartnerField."""
    found = []
    for name in partner.fields:
        if name not in FIELDS:
            raise UnknownPartnerField(f"partners.yml, {partner.id}: {name} is no field; there are {', '.join(FIELDS)}")
        label, lines = FIELDS[name]
        found.append(Given(name, label, tuple(lines(file))))
    return found


def withheld(file: CaseFile, partner: Partner) -> str:
    """Why nothing may go to this partner now, in Dutch; empty when it may. Consent is asked only where it is the basis."""
    if not partner.consent:
        return ""
    entry = file.dossier.latest("toestemming", ontvanger=partner.id)
    if entry is None:
        return f"Voor {partner.name} is toestemming van de persoon nodig. Leg die eerst vast."
    return "" if entry.get("gegeven") else f"De persoon gaf geen toestemming om gegevens aan {partner.name} te geven."


def partner_document(file: CaseFile, partner: Partner) -> Document:
    """What leaves, as a document that says for whom, for which task and on which basis."""
    pairs = tuple((one.label, "\n".join(one.lines) or "niet bekend") for one in given_to(file, partner))
    about = (
        ("Voor", partner.name), ("Taak", partner.task), ("Grondslag", partner.basis), ("Zaak", str(file.case.number)),
    )  # fmt: skip
    blocks: tuple[Block, ...] = (
        FieldList(about),
        Note((Run("Gebruik deze gegevens alleen voor deze taak. Geef ze niet door."),)),
        Heading("Gegevens", 2),
        FieldList(pairs),
    )  # fmt: skip
    return Document(
        kind="partner", title=f"Gegevens voor {partner.name}", blocks=blocks, constructed=file.case.constructed,
        meta={"zaak": str(file.case.number), "datum": file.today.isoformat(), "ontvanger": partner.name},
    )  # fmt: skip


def partner_json(file: CaseFile, partner: Partner) -> dict[str, Any]:
    """The same as JSON, in the form of ``partner.schema.json``."""
    return {
        "form": FORM, "to": partner.id, "task": partner.task, "basis": partner.basis, "consent": partner.consent,
        "case": file.case.number, "date": file.today.isoformat(), "constructed": file.case.constructed,
        "fields": {one.name: list(one.lines) for one in given_to(file, partner)},
    }  # fmt: skip


# what each field holds ---------------------------------------------------------------------------------------------------


def _answer(*questions: str) -> Callable[[CaseFile], Iterator[str]]:
    """The answers to these questions in Dutch; what is not certain or not reviewed says so."""

    def lines(file: CaseFile) -> Iterator[str]:
        for name in questions:
            answer = file.record.answer(name) if name in file.catalogue else None
            if answer is None or answer.state != "beantwoord":
                continue
            question = file.catalogue.question(name)
            label = f"{question.label}: " if len(questions) > 1 else ""
            if not question.in_own_words:
                doubt = " (nog te bevestigen)" if answer.to_confirm else ""
                yield f"{label}{value_label(question, answer.value, 'nl', file.wording)}{doubt}"
                continue
            rendition = file.rendition(answer)
            if rendition is None:
                yield f"{label}{answer.words}"
            elif rendition.text is None:
                yield f"{label}nog niet vertaald"
            else:
                state = "" if rendition.standing.reviewed else " (vertaling niet nagekeken)"
                yield f"{label}{rendition.text}{state}"

    return lines


def _entries(kind: str, *names: str) -> Callable[[CaseFile], Iterator[str]]:
    def lines(file: CaseFile) -> Iterator[str]:
        for entry in file.dossier.all(kind):
            if line := _line(entry, names):
                yield line

    return lines


def _newest(kind: str, *names: str) -> Callable[[CaseFile], Iterator[str]]:
    def lines(file: CaseFile) -> Iterator[str]:
        entry = file.dossier.latest(kind)
        if entry is not None and (line := _line(entry, names)):
            yield line

    return lines


def _line(entry: Entry, names: tuple[str, ...]) -> str:
    found = form(entry.kind)
    parts = [
        f"{one.label}: {shown}" for one in map(found.field, names) if (shown := one.shown(entry.get(one.name)))
    ]  # fmt: skip
    return "; ".join(parts)


def _language(file: CaseFile) -> Iterator[str]:
    if file.case.language:
        yield language_name(file.case.language, "nl")


def _languages(file: CaseFile) -> Iterator[str]:
    group = file.catalogue.question("taal.talen")
    parts = {part.name: part for part in group.fields}
    for values in file.record.entries(group, file.catalogue):
        shown = [
            f"{parts[name].label}: {value_label(parts[name], value, 'nl', file.wording)}"
            for name, value in values.items()
        ]
        if shown:
            yield "; ".join(shown)
    yield from _answer("taal.moedertaal", "taal.nederlands")(file)


def _children(file: CaseFile) -> Iterator[str]:
    """Ages and school only: names of children are never asked."""
    group = file.catalogue.question("gezin.kinderen")
    parts = {part.name: part for part in group.fields}
    for number in file.record.entry_numbers(group, file.catalogue):
        values = file.record.entry_values(group, number)
        shown = [
            f"{parts[name].label}: {value_label(parts[name], values[name], 'nl', file.wording)}"
            for name in ("leeftijd", "school")
            if name in values
        ]
        if shown:
            yield f"Kind {number}: {'; '.join(shown)}"


def _available(file: CaseFile) -> Iterator[str]:
    yield from _answer("inburgering.dagen", "werk.avondles")(file)
    entry = file.dossier.latest("weekrooster")
    rows = form("weekrooster").field("rijen").fields
    day = next(one for one in rows if one.name == "dag")
    for row in (entry.get("rijen") or ()) if entry else ():
        # when, not what: where somebody is otherwise is nobody's business
        yield f"Bezet: {day.shown(row['dag'])} {row['van']}\u2013{row['tot']}"


def _contact(file: CaseFile) -> Iterator[str]:
    if file.dossier.latest("contactpersoon"):
        yield from _newest("contactpersoon", "naam", "telefoon", "email", "bereikbaar")(file)
        return
    own = file.municipality.contact
    yield "; ".join(part for part in (own.name or file.municipality.name, own.phone, own.email, own.hours) if part)


FIELDS: Mapping[str, tuple[str, Callable[[CaseFile], Iterator[str]]]] = {
    "naam": ("Naam", _answer("persoon.naam", "persoon.naam_latijns")),
    "geboortedatum": ("Geboortedatum", _answer("persoon.geboortedatum")),
    "telefoon": ("Telefoon", _answer("persoon.telefoon")),
    "woonplek": ("Waar de persoon woont", _answer("persoon.woonplek")),
    "taal": ("Taal", _language),
    "tolk": ("Tolk", _answer("welkom.tolk")),
    "talen": ("Talen", _languages),
    "alfabetisering": ("Lezen en schrijven", _answer("taal.leest_moedertaal", "taal.latijns_schrift")),
    "onderwijs": ("Onderwijs", _answer("onderwijs.jaren", "onderwijs.hoogste", "onderwijs.diploma")),
    "werk": ("Werk", _answer("werk.nu", "werk.uren", "werk.diensten")),
    "leerroute": ("Leerroute", _newest("leerroute", "route", "niveau", "alfabetisering", "intensiteit")),
    "taalles": ("Taalles", _entries("taalles", "school", "cursus", "start", "maanden", "uren_week", "betaalt")),
    "beschikbaar": ("Beschikbaar", _available),
    "kinderen": ("Kinderen", _children),
    "doelen": ("Doelen", _entries("doel", "termijn", "tekst", "wie", "voor")),
    "participatie": ("Participatie", _entries("participatie", "soort", "wat", "waar", "uren_week", "begin")),
    "begeleiding": ("Begeleiding", _entries("begeleiding", "wie", "wat", "hoe_vaak")),
    "contactpersoon": ("Contactpersoon bij de gemeente", _contact),
    "wensen": ("Wensen", _answer("werk.droombaan", "werk.broodbaan", "wensen.drie_jaar")),
}
"""Name of a field -> its label and what gives its lines."""

__all__ = ["FIELDS", "FORM", "Given", "UnknownPartnerField", "given_to", "partner_document", "partner_json", "withheld"]
