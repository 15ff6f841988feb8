"""What goes out beside the plan itself: the summary for the person, DUO's message, partners, agreements, the whole record."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from assistant.case_file import CaseFile
from assistant.documents.agreements import agreements_csv
from assistant.documents.outgoing import OF_A_DOCUMENT, NotAvailable, Outgoing
from assistant.documents.partners import partner_document, partner_json, withheld
from assistant.documents.summary import summary_document
from assistant.documents.transfer import BASIS as TRANSFER_BASIS
from assistant.documents.transfer import transfer_document, transfer_json
from assistant.documents.tree import Bullets, Document, FieldList, Heading, Note, Run
from assistant.dossier.forms import day_nl
from assistant.export import record_of
from assistant.interviewing.preparation import preparation_document
from assistant.municipality import Partner
from assistant.pip.duo import DuoRefused, duo_body, duo_faults, not_checked
from assistant.pip.plan import plan_of
from assistant.pip.versions import plan_json
from assistant.store import PlanVersion

FORM = "brede-intake-dossier/1"
STATUTORY = "Wet inburgering 2021, art. 14 en 15; AVG, art. 6, lid 1, onder e"

PORTAL = (
    ("dagtekeningPip", "Dagtekening PIP"), ("leerroute", "Leerroute"), ("niveau", "Niveau"),
    ("geschatteIntensiteitB1Route", "Geschatte intensiteit B1-route (uren)"),
    ("indicatorMagOpleidingAfmaken", "Mag opleiding afmaken"),
    ("indicatorAlfabetiseringsonderwijs", "Alfabetiseringsonderwijs"),
)  # fmt: skip
"""DUO's names in the order of its portal, with what the portal calls them."""

SHOWN = {True: "ja", False: "nee", "B": "B1-route", "O": "Onderwijsroute", "Z": "Z-route"}


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


# DUO -------------------------------------------------------------------------------------------------------------------


def _dated(file: CaseFile, version: PlanVersion | None) -> str:
    if version is None:
        raise NotAvailable("Kies eerst een vastgestelde versie.")
    entry = file.dossier.latest("dagtekening", versie=version.number)
    if entry is None:
        raise NotAvailable(f"Versie {version.number} heeft nog geen dagtekening. Vul die in bij Besluit.")
    return str(entry.get("datum"))


def _duo_json(file: CaseFile, version: PlanVersion | None) -> bytes:
    day = _dated(file, version)
    try:
        return _json(duo_body(file, day, version.number if version else None))
    except DuoRefused as refused:
        raise NotAvailable(f"DUO zou dit weigeren. {refused}") from refused


def _duo_document(file: CaseFile, version: PlanVersion | None) -> Document:
    """DUO's data in the order of its portal, to retype; or what DUO would refuse."""
    day = _dated(file, version)
    faults = duo_faults(file, date.fromisoformat(day), version.number if version else None)
    blocks: list[Any] = [
        Note(
            (
                Run(
                    "Neem dit over in het portaal van DUO. Het BSN staat hier niet in: dat kent alleen uw eigen systeem."
                ),
            )
        )
    ]
    if faults:
        blocks = [
            Note((Run("DUO zou dit weigeren. Pas eerst aan:"),), "warning"),
            Bullets(tuple((Run(fault.text_nl),) for fault in faults)),
        ]
    else:
        body = duo_body(file, day, version.number if version else None)
        pairs = [(label, _shown(name, body[name])) for name, label in PORTAL if name in body]
        blocks += [Heading("PIP", 2), FieldList(tuple(pairs))]
        if unknown := not_checked(file):
            blocks += [Heading("Niet gecontroleerd", 2), Bullets(tuple((Run(text),) for text in unknown))]
    return Document(
        kind="duo", title="PIP-gegevens voor DUO", blocks=tuple(blocks), constructed=file.case.constructed,
        meta={"zaak": str(file.case.number), "datum": file.today.isoformat()},
    )  # fmt: skip


def _shown(name: str, value: Any) -> str:
    if name == "dagtekeningPip":
        return day_nl(str(value))
    return str(SHOWN.get(value, value)) if name in {"leerroute", "indicatorMagOpleidingAfmaken"} else str(value)


# the whole dossier -----------------------------------------------------------------------------------------------------


def dossier_json(file: CaseFile) -> dict[str, Any]:
    """The record and the plan as they stand, and the plans that were set: forms ``record.schema.json``, ``plan.schema.json``."""
    return {
        "form": FORM,
        "made_at": file.now.isoformat(),
        "record": record_of(file.case, file.answers, file.events, file.renditions, file.catalogue, file.wording),
        "plan": plan_json(file, plan_of(file)),
        "versions": [
            {"number": one.number, "digest": one.digest, "by": one.by, "at": one.at, "plan": one.plan}
            for one in file.versions
        ],
    }


# partners --------------------------------------------------------------------------------------------------------------


def for_partners(file: CaseFile) -> tuple[Outgoing, ...]:
    """One entry for every partner in the municipality's settings."""
    return tuple(_for_partner(partner) for partner in file.municipality.partners)


def _for_partner(partner: Partner) -> Outgoing:
    return Outgoing(
        id=f"partner_{partner.id}",
        title=f"Gegevens voor {partner.name}",
        for_whom=partner.name,
        basis=partner.basis,
        about=f"{partner.task}. Alleen wat daarvoor nodig is; niets over gezondheid of schulden.",
        formats=("json", *OF_A_DOCUMENT),
        document=lambda file, version: partner_document(file, partner),
        make={"json": lambda file, version: _json(partner_json(file, partner))},
        available=lambda file: withheld(file, partner),
        needs="send_out",
        leaves=True,
        fields=partner.fields,
    )


# the list --------------------------------------------------------------------------------------------------------------

SUMMARY = Outgoing(
    id="samenvatting",
    title="Samenvatting in de taal van de persoon",
    for_whom="De persoon",
    basis="Wet inburgering 2021, art. 15; Awb, art. 3:41",
    about="Twee bladzijden in gewone taal: doelen, les, week, volgende stappen, contactpersoon en de eigen woorden van de "
    "persoon. Er staat bij dat de Nederlandse tekst beslist, en of de vertaling is goedgekeurd.",
    formats=OF_A_DOCUMENT,
    document=lambda file, version: summary_document(file),
    needs="send_out",
    leaves=True,
    fields=("samenvatting",),
)
PREPARATION = Outgoing(
    id="voorbereiding",
    title="Voorbereiding van het gesprek",
    for_whom="De consulent zelf",
    basis=STATUTORY,
    about="Een bladzijde: wat bekend is, wat niet, wat niet bij elkaar past en wat de persoon wil weten.",
    formats=OF_A_DOCUMENT,
    document=lambda file, version: preparation_document(file),
    needs="read_record",
)
DUO = Outgoing(
    id="duo",
    title="PIP-gegevens voor DUO",
    for_whom="DUO",
    basis="Wet inburgering 2021 en Besluit inburgering 2021 (PIP melden aan DUO); de privacyfunctionaris bevestigt het artikel",
    about="Het bericht zoals DUO het aanneemt, eerst tegen de regels van DUO gehouden. Zonder BSN: dat voegt uw systeem toe.",
    formats=("json", *OF_A_DOCUMENT),
    document=_duo_document,
    make={"json": _duo_json},
    available=lambda file: "" if file.versions else "Er is nog geen plan vastgesteld.",
    versions="only",
    needs="send_out",
    leaves=True,
    fields=tuple(name for name, _ in PORTAL),
)
TRANSFER = Outgoing(
    id="overdracht",
    title="Overdracht aan een andere gemeente",
    for_whom="De gemeente waar de persoon gaat wonen",
    basis=TRANSFER_BASIS,
    about="Waar de leerroute verdergaat: plannen, termijn, lessen, uren. Geen motivatie, geen antwoorden, niets over gezondheid "
    "of schulden.",
    formats=("json", *OF_A_DOCUMENT),
    document=lambda file, version: transfer_document(file),
    make={"json": lambda file, version: _json(transfer_json(file))},
    available=lambda file: "" if file.dossier.latest("verhuisd") else "Leg eerst bij Besluit vast dat de persoon verhuist.",
    needs="send_out",
    leaves=True,
    fields=("overdracht",),
)
AGREEMENTS = Outgoing(
    id="afspraken",
    title="Afspraken voor het klantvolgsysteem",
    for_whom="De gemeente zelf",
    basis=STATUTORY,
    about="De afspraken uit het plan als CSV, een per regel. Niets over gezondheid of schulden.",
    formats=("csv",),
    make={"csv": lambda file, version: agreements_csv(file).encode("utf-8-sig")},
    needs="send_out",
)
DOSSIER = Outgoing(
    id="dossier",
    title="Antwoorden en plan als JSON",
    for_whom="De gemeente zelf: klantvolgsysteem of archief",
    basis=STATUTORY,
    about="Alle antwoorden met de woorden die gezegd zijn, hun vertaling en stand, het plan met waar elke zin op rust, en de "
    "vastgestelde versies. Bevat gevoelige gegevens.",
    formats=("json",),
    make={"json": lambda file, version: _json(dossier_json(file))},
    needs="read_record",
)

FOR_OTHERS: tuple[Outgoing, ...] = (SUMMARY, PREPARATION, DUO, TRANSFER, AGREEMENTS, DOSSIER)
