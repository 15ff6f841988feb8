"""A set plan for the archive: PDF/A, the frozen plan as JSON, and their metadata in the form of MDTO 1.0.1.

MDTO (Metagegevens voor Duurzaam Toegankelijke Overheidsinformatie, Nationaal Archief) has one XML file for the
*informatieobject* (the plan) and one for each *bestand* (file) that represents it. Nothing in the metadata names the person.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml

from assistant.case_file import CaseFile
from assistant.documents.characters import visible
from assistant.documents.pdf import as_pdf
from assistant.documents.tree import from_json
from assistant.municipality.model import UnknownSetting
from assistant.store import PlanVersion

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
SCHEMA = f"{NAMESPACE} {NAMESPACE}/MDTO-XML1.0.1.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
DEFAULTS = Path(__file__).with_name("archive.yml")
EVENT_LIST = "Begrippenlijst EventTypeLijst MDTO"
OWN_EVENTS = "Gebeurtenissen van het PIP"
FORMATS: Mapping[str, tuple[str, str]] = {
    "pdf": ("PDF/A-2a", "fmt/476"),
    "json": ("JSON Data Interchange Format", "fmt/817"),
}
"""Extension -> name and mark of the format in the PRONOM register."""

PERIODS = {"jaar": (1, "Y"), "maanden": (1, "M"), "weken": (7, "D"), "dagen": (1, "D")}
"""Unit of a rule -> how an XML duration says one of it; it has no weeks."""

EVENTS = (("vastgesteld", "Vaststelling"), ("dagtekening", "Dagtekening"), ("bekendgemaakt", "Bekendmaking"))
"""Kind of an entry of the dossier -> the event in the life of the plan."""


@dataclass(frozen=True)
class ArchiveFile:
    """One file that represents the plan: its name, its bytes, their SHA-256."""

    name: str
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hex."""
        return sha256(self.data).hexdigest()

    @property
    def extension(self) -> str:
        """What follows the last point of its name."""
        return self.name.rpartition(".")[2]


def archive_name(file: CaseFile, version: PlanVersion) -> str:
    """What all files of a set plan begin with: ``pip-12-v1``."""
    return f"pip-{file.case.number}-v{version.number}"


def archive_zip(file: CaseFile, version: PlanVersion) -> bytes:
    """The set plan with its metadata, zipped: the same version and the same settings give the same bytes.

    Raises:
        BrokenTree: the kept tree is no document. PdfFault, NoFonts.
    """
    name = archive_name(file, version)
    frozen = {
        "document": version.document,
        "plan": version.plan,
        "digest": version.digest,
        "by": version.by,
        "at": version.at,
    }
    files = (
        ArchiveFile(f"{name}.pdf", as_pdf(from_json(version.document))),
        ArchiveFile(f"{name}.json", json.dumps(frozen, ensure_ascii=False, indent=1, sort_keys=True).encode()),
    )
    parts = {one.name: one.data for one in files}
    parts[f"{name}.mdto.xml"] = _xml(information_object(file, version, files))
    for one in files:
        parts[f"{one.name}.bestand.mdto.xml"] = _xml(file_object(file, version, one))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, data in parts.items():
            entry = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    return out.getvalue()


def archive_settings(file: CaseFile) -> dict[str, Any]:
    """What the metadata say of the municipality's lists: what ships, and over it ``archive`` of municipality.yml."""
    own = file.municipality.more.get("archive")
    own = own if isinstance(own, Mapping) else {}
    found = dict(_defaults())
    for name, value in own.items():
        below = found.get(name)
        found[name] = {**below, **value} if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return found


@cache
def _defaults() -> Mapping[str, Any]:
    found: dict[str, Any] = yaml.safe_load(DEFAULTS.read_text(encoding="utf-8"))
    return found


def information_object(file: CaseFile, version: PlanVersion, files: tuple[ArchiveFile, ...]) -> ElementTree.Element:
    """The MDTO *informatieobject* of a set plan, its elements in the order of the schema."""
    settings = archive_settings(file)
    source = str(settings["bron"])
    whole, made = _object("informatieobject", archive_name(file, version), source, _title(file, version))
    _concept(made, "aggregatieniveau", "Archiefstuk", "", "Begrippenlijst Aggregatieniveaus MDTO")
    if settings["classificatie"].get("label"):
        _concept_of(made, "classificatie", settings["classificatie"])
    _text(made, "omschrijving", "Besluit van de gemeente: persoonlijk plan inburgering en participatie")
    set_on = _day(file, "vastgesteld", version) or version.at[:10]
    covering = _child(made, "dekkingInTijd")
    _concept(covering, "dekkingInTijdType", "Geldig vanaf", "", OWN_EVENTS)
    _text(covering, "dekkingInTijdBegindatum", set_on)
    _text(made, "taal", str(version.document.get("language") or "nl"))
    _event(made, "Creatie", EVENT_LIST, _moment(version.at))
    for kind, label in EVENTS:
        if day := _day(file, kind, version):
            _event(made, label, OWN_EVENTS, day)
    _concept_of(made, "waardering", settings["waardering"])
    _term(made, file, settings)
    if settings["informatiecategorie"].get("label"):
        _concept_of(made, "informatiecategorie", settings["informatiecategorie"])
    _reference(made, "isOnderdeelVan", f"Zaak {file.case.number}", f"zaak-{file.case.number}", source)
    for one in files:
        _reference(made, "heeftRepresentatie", one.name, one.name, source)
    maker = settings["archiefvormer"]
    _reference(
        made, "archiefvormer", str(maker.get("naam") or file.municipality.name), str(maker.get("kenmerk") or ""),
        str(maker.get("bron") or ""),
    )  # fmt: skip
    if settings.get("activiteit"):
        _reference(made, "activiteit", str(settings["activiteit"]))
    limit = _child(made, "beperkingGebruik")
    _concept_of(limit, "beperkingGebruikType", settings["beperking"])
    if settings["beperking"].get("beschrijving"):
        _text(limit, "beperkingGebruikNadereBeschrijving", str(settings["beperking"]["beschrijving"]))
    return whole


def file_object(file: CaseFile, version: PlanVersion, one: ArchiveFile) -> ElementTree.Element:
    """The MDTO *bestand* of one file."""
    source = str(archive_settings(file)["bron"])
    whole, made = _object("bestand", one.name, source, one.name)
    _text(made, "omvang", str(len(one.data)))
    label, code = FORMATS[one.extension]
    _concept(made, "bestandsformaat", label, code, "PRONOM-register")
    checksum = _child(made, "checksum")
    _concept(checksum, "checksumAlgoritme", "SHA-256", "", "Begrippenlijst ChecksumAlgoritme MDTO")
    _text(checksum, "checksumWaarde", one.digest)
    _text(checksum, "checksumDatum", _moment(version.at))
    _reference(made, "isRepresentatieVan", _title(file, version), archive_name(file, version), source)
    return whole


# the pieces of MDTO ------------------------------------------------------------------------------------------------------


def _object(kind: str, mark: str, source: str, name: str) -> tuple[ElementTree.Element, ElementTree.Element]:
    whole = ElementTree.Element("MDTO", {"xmlns": NAMESPACE, "xmlns:xsi": XSI, "xsi:schemaLocation": SCHEMA})
    made = _child(whole, kind)
    _mark(made, "identificatie", mark, source)
    _text(made, "naam", name)
    return whole, made


def _child(parent: ElementTree.Element, name: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, name)


def _text(parent: ElementTree.Element, name: str, words: str) -> None:
    _child(parent, name).text = visible(words)


def _mark(parent: ElementTree.Element, name: str, mark: str, source: str) -> None:
    made = _child(parent, name)
    _text(made, "identificatieKenmerk", mark)
    _text(made, "identificatieBron", source)


def _reference(parent: ElementTree.Element, name: str, words: str, mark: str = "", source: str = "") -> None:
    made = _child(parent, name)
    _text(made, "verwijzingNaam", words)
    if mark and source:
        _mark(made, "verwijzingIdentificatie", mark, source)


def _concept(parent: ElementTree.Element, name: str, label: str, code: str, of: str) -> None:
    made = _child(parent, name)
    _text(made, "begripLabel", label)
    if code:
        _text(made, "begripCode", code)
    _reference(made, "begripBegrippenlijst", of)


def _concept_of(parent: ElementTree.Element, name: str, setting: Mapping[str, Any]) -> None:
    _concept(parent, name, str(setting["label"]), str(setting.get("code") or ""), str(setting["lijst"]))


def _event(parent: ElementTree.Element, label: str, of: str, moment: str) -> None:
    made = _child(parent, "event")
    _concept(made, "eventType", label, "", of)
    _text(made, "eventTijd", moment)


def _term(parent: ElementTree.Element, file: CaseFile, settings: Mapping[str, Any]) -> None:
    """How long to keep it. The day it begins to run is not known yet: it runs from the end of the duty."""
    try:
        rule = file.municipality.rule("bewaartermijn")
    except UnknownSetting:
        return
    if rule.value is None or rule.unit not in PERIODS:
        return
    made = _child(parent, "bewaartermijn")
    _concept_of(made, "termijnTriggerStartLooptijd", settings["bewaartermijn_begint"])
    times, letter = PERIODS[rule.unit]
    _text(made, "termijnLooptijd", f"P{int(rule.value * times)}{letter}")


def _title(file: CaseFile, version: PlanVersion) -> str:
    return f"PIP, zaak {file.case.number}, versie {version.number}"


def _day(file: CaseFile, kind: str, version: PlanVersion) -> str:
    entry = file.dossier.latest(kind, versie=version.number)
    return str(entry.get("datum")) if entry else ""


def _moment(at: str) -> str:
    found = datetime.fromisoformat(at)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")


def _xml(element: ElementTree.Element) -> bytes:
    ElementTree.indent(element, " ")
    made: bytes = ElementTree.tostring(element, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


__all__ = ["ArchiveFile", "archive_name", "archive_settings", "archive_zip", "file_object", "information_object"]
