"""The plain summary in the person's language: two pages, their own words, and the Dutch text decides."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from assistant.documents.pdf import as_pdf
from assistant.documents.summary import summary_document
from assistant.documents.tree import Document, Grid
from assistant.dossier.keeping import keep
from assistant.house import House
from tests.conftest import Clock, Person

LANGUAGES = ("nl", "ar", "ti", "prs")
DREAM = {"nl": "ik wil kok worden", "ar": "أريد أن أصبح طباخا", "ti": "ከሻኒ ክኸውን ይደሊ", "prs": "می‌خواهم آشپز شوم"}
ROUTE = {
    "route": "Z", "overwogen": ["Z", "B1"], "wens_gevolgd": "ja", "motivatie": "verzonnen motivatie", "alfabetisering": "AA",
}  # fmt: skip
WEEK = {
    "rijen": [
        {"dag": "ma", "van": "09:00", "tot": "12:00", "wat": "taalles"},
        {"dag": "do", "van": "13:00", "tot": "16:00", "wat": "vrijwillig"},
    ]
}
TALK = {"datum": "2026-11-20", "tolk": "geen", "teach_back": "eerst taal, dan werk", "eens": "eens", "ondertekend": "ja"}
ENTRIES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("doelgroep", {"groep": "asielstatushouder"}),
    ("leerroute", ROUTE),
    ("taalles", {"school": "Taalhuis", "betaalt": "gemeente", "start": "2027-01-11", "uren_week": 12, "maanden": 18}),
    ("onderdeel", {"wat": "PVT"}),
    ("onderdeel", {"wat": "KNM"}),
    ("onderdeel", {"wat": "MAP", "vrijstelling": "ja", "reden": "werkt al"}),
    ("participatie", {"soort": "vrijwillig", "wat": "helpen in de buurtkeuken", "uren_week": 5}),
    ("doel", {"termijn": "nu", "tekst": "Inschrijven bij de bibliotheek."}),
    ("vve", {"kind": 1, "besluit": "wachtlijst"}),
    ("begeleiding", {"wie": "De consulent", "wat": "Helpt met brieven."}),
    ("voortgang", {"aantal": 4}),
    ("weekrooster", WEEK),
    ("afspraak", {"soort": "pip_gesprek", "datum": "2026-12-03", "tijd": "10:30", "plaats": "Stadskantoor"}),
    ("afspraak", {"soort": "intakegesprek", "datum": "2026-10-03"}),
    ("contactpersoon", {"naam": "Carla (verzonnen)", "telefoon": "+31 6 00000000"}),
    ("pip_gesprek", TALK),
)  # fmt: skip


@pytest.fixture
def summary(house: House, clock: Clock, request: pytest.FixtureRequest) -> tuple[str, Document]:
    """The summary for a constructed person with a whole plan, in the language of the test."""
    language = request.param
    person = Person(house, language)
    person.go_to("werk.droombaan")
    person.say(DREAM[language])
    for kind, data in ENTRIES:
        keep(house.store, person.case.case_id, kind, data, by="consulent", at=clock())
    return language, summary_document(house.case_file(person.case.case_id))


everywhere = pytest.mark.parametrize("summary", LANGUAGES, indirect=True)


@everywhere
def test_the_facts_of_the_plan_stand_in_it_in_the_persons_own_language(
    house: House, summary: tuple[str, Document]
) -> None:
    language, document = summary
    texts = "\n".join(document.texts())
    say = house.wording.text
    assert document.language == language and document.direction == house.wording.direction(language)
    for text_id in ("route.Z", "alfabetisering", "knm", "pays.gemeente", "dutch_decides", "change", "next.talk"):
        assert say(language, f"summary.{text_id}") in texts
    assert say(language, "summary.pvt", hours="12") in texts
    assert say(language, "summary.map") not in texts, "an exempted part is not promised"
    assert say(language, "summary.participation_hours", hours="800") in texts
    assert DREAM[language] in texts, "their own words, as they were said"
    assert "Taalhuis" in texts and "Stadskantoor" in texts and "Carla" in texts
    assert say(language, "summary.appointment.intakegesprek") not in texts, "an appointment of the past is no next step"
    assert "verzonnen motivatie" not in texts, "what exists in formal Dutch only stays in the Dutch plan"


@everywhere
def test_what_was_not_approved_says_so(house: House, summary: tuple[str, Document]) -> None:
    language, document = summary
    warned = house.wording.text(language, "summary.not_approved") in list(document.texts())
    assert warned is (language != "nl")
    assert document.meta["goedgekeurd"] == ("ja" if language == "nl" else "nee")


@everywhere
def test_dutch_in_it_is_marked_as_dutch(summary: tuple[str, Document]) -> None:
    language, document = summary
    runs = [run for block in document.blocks for run in _runs(block)]
    for text in ("Inschrijven bij de bibliotheek.", "Stadskantoor", "De consulent: Helpt met brieven."):
        found = [run for run in runs if run.text == text]
        assert found and {run.language for run in found} == {"nl"}


@everywhere
def test_it_is_two_pages_at_most_and_its_fonts_are_embedded(summary: tuple[str, Document]) -> None:
    _, document = summary
    reader = PdfReader(io.BytesIO(as_pdf(document)))
    assert len(reader.pages) <= 2
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            [inner] = font.get_object()["/DescendantFonts"]
            described = inner.get_object()["/FontDescriptor"]
            assert "/FontFile2" in described or "/FontFile3" in described


def test_times_read_from_left_to_right_in_every_language(house: House, clock: Clock) -> None:
    person = Person(house, "ar")
    for kind, data in ENTRIES:
        keep(house.store, person.case.case_id, kind, data, by="consulent", at=clock())
    document = summary_document(house.case_file(person.case.case_id))
    [grid] = [block for block in document.blocks if isinstance(block, Grid)]
    assert grid.rows[0][1] == "09:00\u200e\u2013\u200e12:00"


def test_a_set_plan_with_its_dates(house: House, clock: Clock) -> None:
    person = Person(house, "nl")
    for kind, data in (
        *ENTRIES,
        ("vastgesteld", {"versie": 1, "datum": "2026-11-20", "mandaat": "mandaat"}),
        ("dagtekening", {"versie": 1, "datum": "2026-11-20"}),
    ):
        keep(house.store, person.case.case_id, kind, data, by="consulent", at=clock())
    texts = "\n".join(summary_document(house.case_file(person.case.case_id)).texts())
    assert "U hebt tijd van 21 november 2026 tot en met 20 november 2029." in texts
    assert date(2026, 11, 21) > date(2026, 11, 20) and "Voorlopig plan" not in texts


def _runs(block: Any) -> list[Any]:
    if hasattr(block, "runs"):
        return list(block.runs)
    return [run for item in getattr(block, "items", ()) for run in item]
