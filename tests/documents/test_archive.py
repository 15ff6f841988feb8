"""The archive file: PDF/A with metadata in the form of MDTO 1.0.1, and the frozen plan beside it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from assistant.case_file import CaseFile
from assistant.documents.archive import archive_zip
from assistant.dossier.keeping import keep
from assistant.house import House
from tests.documents.conftest import set_as_it_is

MDTO = "{https://www.nationaalarchief.nl/mdto}"
CONCEPT = ("begripLabel", "begripCode?", "begripBegrippenlijst")
REFERENCE = ("verwijzingNaam", "verwijzingIdentificatie?")
ORDER: Mapping[str, tuple[str, ...]] = {
    "informatieobject": (
        "identificatie+", "naam", "aggregatieniveau?", "classificatie*", "trefwoord*", "omschrijving*", "raadpleeglocatie*",
        "dekkingInTijd*", "dekkingInRuimte*", "taal*", "event*", "waardering", "bewaartermijn?", "informatiecategorie?",
        "isOnderdeelVan*", "bevatOnderdeel*", "heeftRepresentatie*", "aanvullendeMetagegevens*", "gerelateerdInformatieobject*",
        "archiefvormer+", "betrokkene*", "activiteit?", "beperkingGebruik+",
    ),
    "bestand": ("identificatie+", "naam", "omvang", "bestandsformaat", "checksum+", "URLBestand?", "isRepresentatieVan"),
    "identificatie": ("identificatieKenmerk", "identificatieBron"),
    "verwijzingIdentificatie": ("identificatieKenmerk", "identificatieBron"),
    "checksum": ("checksumAlgoritme", "checksumWaarde", "checksumDatum"),
    "dekkingInTijd": ("dekkingInTijdType", "dekkingInTijdBegindatum", "dekkingInTijdEinddatum?"),
    "event": ("eventType", "eventTijd?", "eventVerantwoordelijkeActor?", "eventResultaat?"),
    "bewaartermijn": (
        "termijnTriggerStartLooptijd?", "termijnStartdatumLooptijd?", "termijnLooptijd?", "termijnEinddatum?",
    ),
    "beperkingGebruik": (
        "beperkingGebruikType", "beperkingGebruikNadereBeschrijving?", "beperkingGebruikDocumentatie*",
        "beperkingGebruikTermijn?",
    ),
} | dict.fromkeys((
    "aggregatieniveau", "classificatie", "dekkingInTijdType", "eventType", "waardering", "informatiecategorie",
    "bestandsformaat", "checksumAlgoritme", "beperkingGebruikType", "termijnTriggerStartLooptijd",
), CONCEPT) | dict.fromkeys((
    "begripBegrippenlijst", "isOnderdeelVan", "heeftRepresentatie", "archiefvormer", "activiteit", "isRepresentatieVan",
), REFERENCE)  # fmt: skip
"""Element -> the elements within it, in the order the schema of MDTO-XML 1.0.1 wants; ``?`` at most one, ``*`` any number,
``+`` one or more, nothing exactly one."""


def faults(element: Any) -> list[str]:
    """What the schema would say of an element and all within it."""
    name = element.tag.removeprefix(MDTO)
    children = [child.tag.removeprefix(MDTO) for child in element]
    if not children:
        return [] if (element.text or "").strip() else [f"{name} is empty"]
    if name not in ORDER:
        return [f"{name} is unknown"]
    found = []
    allowed = [part.rstrip("?*+") for part in ORDER[name]]
    places = [allowed.index(child) if child in allowed else -1 for child in children]
    if -1 in places:
        found.append(f"{name} holds {children[places.index(-1)]}")
    if places != sorted(places):
        found.append(f"{name} is out of order")
    for part in ORDER[name]:
        many = children.count(part.rstrip("?*+"))
        if (many == 0 and part[-1] not in "?*") or (many > 1 and part[-1] not in "*+"):
            found.append(f"{name} has {many} × {part}")
    return found + [fault for child in element for fault in faults(child)]


@pytest.fixture(scope="module")
def zipped(plan_house: House) -> tuple[CaseFile, zipfile.ZipFile]:
    case_id = plan_house.store.cases()[0].id
    set_as_it_is(plan_house, case_id)
    for kind, more in (("dagtekening", {}), ("bekendgemaakt", {"hoe": "post"})):
        keep(
            plan_house.store,
            case_id,
            kind,
            {"versie": 1, "datum": "2026-11-23", **more},
            by="consulent",
            at=plan_house.now(),
        )
    file = plan_house.case_file(case_id)
    return file, zipfile.ZipFile(BytesIO(archive_zip(file, file.versions[0])))


def xml(packed: zipfile.ZipFile, name: str) -> Any:
    return etree.fromstring(packed.read(name))


def text(element: Any, path: str) -> str:
    return str(element.findtext("/".join(f"{MDTO}{part}" for part in path.split("/"))))


def test_it_holds_the_plan_the_frozen_json_and_metadata_of_each(zipped: tuple[CaseFile, zipfile.ZipFile]) -> None:
    name = f"pip-{zipped[0].case.number}-v1"
    assert sorted(zipped[1].namelist()) == sorted(
        [
            f"{name}.pdf",
            f"{name}.json",
            f"{name}.mdto.xml",
            f"{name}.pdf.bestand.mdto.xml",
            f"{name}.json.bestand.mdto.xml",
        ]
    )


def test_the_metadata_have_every_element_the_schema_wants_in_its_order(
    zipped: tuple[CaseFile, zipfile.ZipFile],
) -> None:
    for name in zipped[1].namelist():
        if name.endswith(".xml"):
            whole = xml(zipped[1], name)
            assert whole.tag == f"{MDTO}MDTO" and len(whole) == 1
            assert faults(whole[0]) == []


def test_the_check_of_the_schema_can_fail() -> None:
    broken = etree.fromstring(
        f'<informatieobject xmlns="{MDTO[1:-1]}"><naam>x</naam><soort>y</soort></informatieobject>'
    )
    assert any("soort" in one for one in faults(broken)) and any("waardering" in one for one in faults(broken))


def test_the_metadata_say_what_happened_when(zipped: tuple[CaseFile, zipfile.ZipFile]) -> None:
    about = xml(zipped[1], f"pip-{zipped[0].case.number}-v1.mdto.xml")[0]
    events = {text(one, "eventType/begripLabel"): text(one, "eventTijd") for one in about.findall(f"{MDTO}event")}
    assert events == {
        "Creatie": "2026-11-22T09:00:00+00:00", "Vaststelling": "2026-11-22", "Dagtekening": "2026-11-23",
        "Bekendmaking": "2026-11-23",
    }  # fmt: skip
    assert text(about, "bewaartermijn/termijnLooptijd") == "P5Y"
    assert text(about, "archiefvormer/verwijzingNaam") == zipped[0].municipality.name
    assert text(about, "dekkingInTijd/dekkingInTijdBegindatum") == "2026-11-22"


@pytest.mark.parametrize(("extension", "code"), [("pdf", "fmt/476"), ("json", "fmt/817")])
def test_the_checksum_is_that_of_the_file(zipped: tuple[CaseFile, zipfile.ZipFile], extension: str, code: str) -> None:
    name = f"pip-{zipped[0].case.number}-v1.{extension}"
    about, data = xml(zipped[1], f"{name}.bestand.mdto.xml")[0], zipped[1].read(name)
    assert text(about, "checksum/checksumWaarde") == sha256(data).hexdigest()
    assert text(about, "omvang") == str(len(data))
    assert text(about, "bestandsformaat/begripCode") == code


def test_the_frozen_plan_is_in_it_as_it_was_kept(zipped: tuple[CaseFile, zipfile.ZipFile]) -> None:
    file, version = zipped[0], zipped[0].versions[0]
    kept = json.loads(zipped[1].read(f"pip-{file.case.number}-v1.json"))
    assert (kept["digest"], kept["document"], kept["plan"]) == (version.digest, version.document, version.plan)
    assert b"pdfaid:part" in zipped[1].read(f"pip-{file.case.number}-v1.pdf")


def test_the_metadata_name_nobody(zipped: tuple[CaseFile, zipfile.ZipFile]) -> None:
    name = str(zipped[0].known["persoon.naam"])
    for part in zipped[1].namelist():
        assert name not in part
        if part.endswith(".xml"):
            assert name not in zipped[1].read(part).decode()


def test_the_same_version_gives_the_same_file(zipped: tuple[CaseFile, zipfile.ZipFile]) -> None:
    assert archive_zip(zipped[0], zipped[0].versions[0]) == archive_zip(zipped[0], zipped[0].versions[0])


def test_the_municipality_says_how_its_own_lists_are_called(zipped: tuple[CaseFile, zipfile.ZipFile]) -> None:
    file = zipped[0]
    own = {
        "archiefvormer": {"naam": "Gemeente Voorbeeldstad", "kenmerk": "gm9999"},
        "informatiecategorie": {"label": "Inburgering", "code": "1.2"},
    }  # fmt: skip
    settings = replace(file.municipality, more={**file.municipality.more, "archive": own})
    packed = zipfile.ZipFile(BytesIO(archive_zip(replace(file, municipality=settings), file.versions[0])))
    about = xml(packed, f"pip-{file.case.number}-v1.mdto.xml")[0]
    assert faults(about) == []
    assert text(about, "archiefvormer/verwijzingIdentificatie/identificatieKenmerk") == "gm9999"
    assert text(about, "informatiecategorie/begripCode") == "1.2"
    assert text(about, "waardering/begripCode") == "V"
