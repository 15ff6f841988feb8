"""The pictures of the consulent's desk: a walk from signing in to a plan that stands, with a picture at every stop.

``WALK`` is the walk: the name of the picture, who is at the desk, the address, and what is done there first (``before``) and
after the picture was taken (``after``). Everything goes through buttons that people press, so a button that is gone stops
the walk. All people are constructed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page

from assistant.access import Staff
from assistant.dossier.entry import Entry
from assistant.dossier.forms import form
from assistant.house import House
from assistant.pip.phases import INVITED
from assistant.pip.workflow import take_back
from assistant.renditions.model import Rendition
from assistant.store import Case

PASSWORD = "a password for pictures"
DRAFT, PIVOT = "Ik wil een eigen winkel met kleren openen.", "I want to open my own clothes shop."
"""What a machine could have made of the words of the constructed Selam, in Dutch and halfway in English."""

STAFF: Mapping[str, str] = {"consulent": "Consulent (demo)", "toetser": "Toetser (demo)"}
"""Role, which is also the login, and name of who walks."""

PEOPLE: Mapping[str, str] = {"selam": "Selam", "omar": "Omar", "farida": "Farida"}
"""How an address calls a constructed person of the demo, and a word of the name of the case."""

SETTLES = 350
"""Milliseconds in which a screen comes to rest."""

PATIENCE = 60_000
"""Milliseconds after which a button that does not come stops the walk."""

COLOURS = 256
"""Of a picture: a screen holds few, and the file is a third of the size."""

Sizes = Mapping[str, Mapping[str, int]]
"""What is put behind the name of the picture, and the size of the screen in pixels."""

Doing = Callable[[Page], None]


def nothing(page: Page) -> None:
    """Leave the screen as it is."""


@dataclass(frozen=True)
class Stop:
    """One stop of the walk.

    Attributes:
        name: of the picture, without ``desk-`` and ``.png``.
        who: key of STAFF; empty: nobody signed in.
        address: behind ``/consulent#``, with people of PEOPLE in braces; None: the screen that is there already.
        before, after: what is done before and after the picture.
        at: selector of what stands at the top of the picture.
    """

    name: str
    who: str
    address: str | None
    before: Doing = nothing
    after: Doing = nothing
    at: str = ""


# --- what is done at the stops ------------------------------------------------------------------------------------------


def until(selector: str) -> Doing:
    """Wait until something stands on the page."""

    def wait(page: Page) -> None:
        page.wait_for_selector(selector)

    return wait


def press(*names: str) -> Doing:
    """Press these buttons, links and folds one after the other, each by what stands on it."""

    def pressing(page: Page) -> None:
        for name in names:
            place = page.locator("dialog[open]" if page.locator("dialog[open]").count() else "body")
            called = re.compile(rf"^\s*{re.escape(name)}")
            place.locator("button:visible, a:visible, summary:visible").filter(has_text=called).first.click()
            page.wait_for_timeout(2 * SETTLES)

    return pressing


def show(selector: str) -> Doing:
    """Press what this selector finds first."""

    def showing(page: Page) -> None:
        page.locator(selector).first.click()
        page.wait_for_timeout(2 * SETTLES)

    return showing


def fill(within: str, values: Mapping[str, str]) -> Doing:
    """Fill in fields of a form by their names; a choice by its value."""

    def filling(page: Page) -> None:
        place = page.locator(within).locator("visible=true").last
        for name, value in values.items():
            field = place.locator(f"[name='{name}']")
            if field.first.get_attribute("type") in {"radio", "checkbox"}:
                # the round mark lies under its words, which are what people press
                place.locator(f"label:has([name='{name}'][value='{value}'])").click()
            elif field.first.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    return filling


def in_turn(*doing: Doing) -> Doing:
    """One thing after the other."""

    def all_of_it(page: Page) -> None:
        for one in doing:
            one(page)

    return all_of_it


def read_a_file(page: Page) -> None:
    """Give a constructed export of another system, with one row that is wrong, and look what it would bring."""
    rows = (
        "Zaaknummer;Geboortedatum;Jaren onderwijs;Gewenst werk;Schulden;Datum huisvesting",
        "3;12-03-1991;12;Verpleegkundige;Ja;01-10-2026",
        "4;03-05-1989;6;Kapper;Nee;15-10-2026",
        "912;31-02-1990;9;Kok;Nee;15-10-2026",
    )
    file = {"name": "klantprofiel.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}
    page.select_option("#import-mapping", "coa_klantprofiel")
    page.set_input_files("#import-file", file)  # type: ignore[arg-type]
    press("Bekijken", "Wat er wordt overgenomen")(page)


def point_at_a_sentence(page: Page) -> None:
    """Choose the first sentence that rests on the person's own words."""
    page.locator("#deel-einddoel [data-sentence]").first.click()
    page.wait_for_timeout(SETTLES)


def write_a_section(page: Page) -> None:
    """Write one sentence behind the draft of a section, and wait until it is kept."""
    show("[data-plan-edit=einddoel]")(page)
    text = page.locator("#tekst-einddoel")
    text.fill(text.input_value() + "\n\nU wilt eerst werken in een atelier en later een eigen winkel openen.")
    page.wait_for_timeout(5_000)


def look_over_every_section(page: Page) -> None:
    """Press "Nagekeken" under every section that is not yet, as a consulent does who read them all."""
    for section in page.locator("[data-section]").evaluate_all("all => all.map((one) => one.dataset.section)"):
        waiting = page.locator(f"#deel-{section} button.cs-button[data-press=check_off]")
        if waiting.count():
            waiting.click()
            page.locator(f"#deel-{section} .cs-plan-checked").wait_for()


def pass_what_is_open(page: Page) -> None:
    """Say why the plan may go on with what is still open."""
    for _ in range(5):
        folds = page.locator("summary:visible").filter(has_text="Toch doorgaan, met een reden")
        if folds.count() == 0:
            return
        folds.first.click()
        page.locator("textarea[name=reden]:visible").first.fill(
            "Besproken met de persoon; komt terug in het voortgangsgesprek."
        )
        press("Reden bewaren")(page)


TALK = {
    "tolk": "telefonisch",
    "tolk_wie": "Tolkendienst (verzonnen)",
    "vragen": "Wanneer begint de les?",
    "teach_back": "Ik ga vier ochtenden naar school. Anna helpt mij met brieven. Mijn zoon gaat naar de voorschool.",
    "taal": "Tigrinya, met tolk",
    "eens": "eens",
    "ondertekend": "ja",
}
NEW_CASE = {
    "label": "Amina (verzonnen)",
    "language": "ar",
    "groep": "asielstatushouder",
    "kennisgeving_duo": (date.today() - timedelta(days=6)).isoformat(),
    "inschrijving_brp": (date.today() - timedelta(days=9)).isoformat(),
}

WALK: Sequence[Stop] = (
    Stop("zaken", "consulent", "", show("label:has([name=cs-scope][value=alle])")),
    Stop("nieuwe-zaak", "consulent", "", in_turn(press("Nieuwe zaak"), fill("[data-form]", NEW_CASE)), press("Zaak aanmaken")),
    Stop("uitnodiging", "consulent", None, until(".cs-letter"), press("Uitnodiging is gegeven")),
    Stop("stand", "consulent", "zaak={omar}/stand"),
    Stop("termijnen", "consulent", None, at="[data-key=clocks]"),
    Stop("invoer", "consulent", "invoer", read_a_file, press("Overnemen om te bevestigen"), at=".cs-import-preview"),
    Stop("ingevoerd", "consulent", "zaak={farida}/ingevoerd"),
    Stop("antwoorden", "consulent", "zaak={selam}", at="[id='line-werk.droombaan']"),
    Stop("voorbereiding", "consulent", "zaak={omar}/voorbereiding"),
    Stop("gesprek-beginnen", "consulent", "zaak={omar}/gesprek",
         in_turn(press("Gesprek beginnen"), fill("#cs-talk-begin", {"spreekt": "zelf", "tolk": "telefonisch"})),
         press("Beginnen")),
    Stop("gesprek", "consulent", None, press("Uw wensen")),
    Stop("scherm-persoon", "consulent", None, press("Scherm naar de persoon"), press("Terug naar het gesprek")),
    Stop("leerroute", "consulent", "zaak={selam}/leerroute"),
    Stop("leerroute-keuze", "consulent", None, at="#route-keuze"),
    Stop("plan", "consulent", "zaak={selam}/plan", point_at_a_sentence, at="#deel-einddoel"),
    Stop("plan-bewerken", "consulent", None, write_a_section,
         in_turn(press("Klaar met schrijven"), look_over_every_section), at="#deel-einddoel"),
    Stop("besluit", "consulent", "zaak={selam}/besluit"),
    Stop("voorleggen", "consulent", None, in_turn(pass_what_is_open, show("[data-show=besluit-voorleggen]")),
         show("#besluit-voorleggen button[type=submit]")),
    Stop("toetser", "toetser", "zaak={selam}/besluit", at="[data-key^=next-]"),
    Stop("akkoord", "toetser", None, show("[data-show=besluit-akkoord]"), show("#besluit-akkoord button[type=submit]")),
    Stop("pip-gesprek", "consulent", "zaak={selam}/besluit", fill("#besluit-gesprek-form", TALK),
         show("#besluit-gesprek-form button[type=submit]"), at="[data-key=next-gesprek]"),
    Stop("opnieuw-nakijken", "consulent", "zaak={selam}/plan", after=look_over_every_section, at="[data-key^='veranderd-']"),
    Stop("vaststellen", "consulent", "zaak={selam}/besluit",
         in_turn(pass_what_is_open, show("[data-show=besluit-vaststellen]")),
         show("#besluit-vaststellen button[type=submit]")),
    Stop("dagtekening", "consulent", None, show("[data-show=besluit-dagtekenen]"),
         show("#besluit-dagtekenen button[type=submit]")),
    Stop("bekendmaken", "consulent", None,
         in_turn(show("[data-show=besluit-bekendmaken]"), fill("#besluit-bekendmaken", {"hoe": "uitgereikt"})),
         show("#besluit-bekendmaken button[type=submit]")),
    Stop("andere-stappen", "consulent", "zaak={selam}/besluit", at="[data-key=versions]"),
    Stop("documenten", "consulent", "zaak={selam}/documenten", at="[data-key=out-pip]"),
    Stop("samenvatting", "consulent", "zaak={selam}/documenten",
         show("[data-key=out-samenvatting] [data-look]"), at="[data-key=out-samenvatting] .do-preview"),
)  # fmt: skip


# --- walking ------------------------------------------------------------------------------------------------------------


def walk(browser: Browser, address: str, house: House, folder: Path, sizes: Sizes, names: Sequence[str] = ()) -> None:
    """Walk past every stop and take its pictures.

    Args:
        browser: starts the screens.
        address: of the pages.
        house: with the constructed people of the demo.
        folder: for the pictures.
        sizes: a picture is taken at each; the walk itself goes on at the first.
        names: take only these; the walk is the same.
    """
    prepare(house)
    cases = {one: _case(house, word) for one, word in PEOPLE.items()}
    screen = browser.new_context(viewport=dict(_first(sizes)), locale="nl-NL", reduced_motion="reduce").new_page()  # type: ignore[arg-type]
    screen.goto(f"{address}/inloggen")
    screen.fill("#naam", "consulent")
    _take(screen, "inloggen", "", folder, sizes, names)
    screen.context.close()
    with signed_in(browser, address, house, _first(sizes)) as pages:
        for stop in WALK:
            page = pages[stop.who]
            if stop.address is not None:
                page.goto("about:blank")  # the address after it is loaded afresh, as from a bookmark
                page.goto(f"{address}/consulent#{stop.address.format(**cases)}")
                page.wait_for_selector(".cs:not([hidden])")
                page.wait_for_timeout(4 * SETTLES)
            stop.before(page)
            _take(page, stop.name, stop.at, folder, sizes, names)
            stop.after(page)


def overview(browser: Browser, address: str, house: House, folder: Path, sizes: Sizes) -> None:
    """The team's overview, in a house with more constructed cases, because small numbers do not stand there."""
    make_team(house)
    with signed_in(browser, address, house, _first(sizes)) as pages:
        page = pages["consulent"]
        page.goto(f"{address}/consulent#team")
        page.wait_for_selector(".cs-figure-plot")
        _take(page, "overzicht", "", folder, sizes, ())


@contextmanager
def signed_in(browser: Browser, address: str, house: House, size: Mapping[str, int]) -> Iterator[Mapping[str, Page]]:
    """A screen for everybody of STAFF, each with their own sign-in."""
    pages = {}
    for role, name in STAFF.items():
        house.access.add_staff(role, name, role, PASSWORD)
        page = browser.new_context(viewport=dict(size), locale="nl-NL", reduced_motion="reduce").new_page()  # type: ignore[arg-type]
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}/inloggen")
        page.fill("#naam", role)
        page.fill("#wachtwoord", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("input", state="detached")
        pages[role] = page
    yield pages
    for page in pages.values():
        page.context.close()


def _take(page: Page, name: str, at: str, folder: Path, sizes: Sizes, names: Sequence[str]) -> None:
    if names and name not in names:
        return
    for suffix, size in sizes.items():
        page.set_viewport_size(dict(size))  # type: ignore[arg-type]
        page.wait_for_timeout(SETTLES)
        if at:
            page.locator(at).first.evaluate("place => place.scrollIntoView({block: 'start'})")
        page.mouse.move(1, 1)  # what lies under the hand shows its sources
        page.wait_for_timeout(SETTLES)
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
        picture.quantize(COLOURS).save(folder / f"desk-{name}{suffix}.png", optimize=True)
    page.set_viewport_size(dict(_first(sizes)))  # type: ignore[arg-type]


def _first(sizes: Sizes) -> Mapping[str, int]:
    return next(iter(sizes.values()))


# --- constructed cases --------------------------------------------------------------------------------------------------


def prepare(house: House) -> None:
    """Give the people of the demo a consulent and some dates, and let the plan that lies with the toetser be a concept."""
    for person, begun, meeting in (("omar", -62, 0), ("farida", -20, 1)):
        enter(house, _case(house, PEOPLE[person]), [
            (0, "toegewezen", {"login": "consulent"}),
            (0, "doelgroep", {"groep": "asielstatushouder"}),
            (0, "datum", {"wat": "kennisgeving_duo", "datum": begun}),
            (0, "datum", {"wat": "inschrijving_brp", "datum": begun}),
            (0, "datum", {"wat": "huisvesting", "datum": -20}),
            (0, "afspraak", {"soort": "intakegesprek", "datum": meeting, "tijd": "10.30", "plaats": "Stadhuis, kamer 4"}),
        ])  # fmt: skip
    draft_by_machine(house)
    selam, consulent = _case(house, PEOPLE["selam"]), Staff("consulent", STAFF["consulent"], "consulent")
    take_back(house, selam, by=consulent, reason="De reden van de leerroute moet duidelijker.")
    enter(house, selam, [(0, "warme_overdracht", {"datum": -21, "met": "COA (verzonnen)"})])


def draft_by_machine(house: House) -> None:
    """A constructed machine draft of what Selam said of the work she dreams of."""
    store = house.store.translation
    for source in store.open_sources(["ti"], sensitive=True):
        if source.question == "werk.droombaan" and source.id is not None:
            made = Rendition(source.id, DRAFT, "nl", "machine", "translate-ti_en 1.0 + translate-en_nl 1.2", source.at)
            with store.writing() as writer:
                writer.rendition(replace(made, pivot=PIVOT))


def make_team(house: House) -> None:
    """Forty constructed cases on their way, so that the overview has something to count."""
    routes = ("B1", "B1", "Z", "B1", "O")
    for number in range(40):
        begun = -20 - 6 * number
        made = (house.now() + timedelta(days=begun)).isoformat()
        case = Case(
            id=f"verzonnen-{number}", number=0, label=f"Voorbeeld {number + 1} (verzonnen)",
            language=("ti", "ar", "prs", "nl")[number % 4], constructed=True, created_by="screenshots", created_at=made,
            code_digest=f"code {number}", code_expires_at=made, second_fact_digest=f"fact {number}",
        )  # fmt: skip
        house.store.add_case(case)
        steps: list[tuple[int, str, dict[str, Any]]] = [
            (begun, "datum", {"wat": "kennisgeving_duo", "datum": begun}),
            (begun, "datum", {"wat": "inschrijving_brp", "datum": begun}),
            (begun + 3 + number % 4, "fase", {"fase": INVITED, "reden": "De uitnodiging is gegeven."}),
        ]
        talked, decided = begun + 12 + number % 7, begun + 45 + number * 7 % 40
        if number % 5 == 3:
            reason = ("ziek", "niet_begrepen", "kinderopvang")[number // 5 % 3]
            steps.append((talked - 5, "no_show", {"soort": "intakegesprek", "datum": talked - 5, "reden": reason}))
        if talked < 0:
            talk = {"soort": "intakegesprek", "datum": talked, "spreekt": "zelf", "tolk": "geen"}
            steps += [
                (talked, "gesprek", talk),
                (talked + 12, "fase", {"fase": "40", "reden": "De gesprekken zijn klaar."}),
            ]
        if decided < 0:
            route = routes[number % 5]
            choice = {"route": route, "overwogen": [route], "wens_gevolgd": "ja", "alfabetisering": "NVT"}
            steps += [
                (talked + 3, "lbt", {"datum": talked + 3, "resultaat": "haalbaar" if number % 3 else "niet_haalbaar"}),
                (decided, "leerroute", {**choice, "motivatie": "Een verzonnen motivatie."}),
                (decided, "vastgesteld", {"versie": 1, "datum": decided, "mandaat": "Verzonnen"}),
            ]
        enter(house, case.id, steps)


def enter(house: House, case_id: str, steps: Sequence[tuple[int, str, Mapping[str, Any]]]) -> None:
    """Put entries in a dossier: the day it was entered, the kind and the data; a number as ``datum`` is days from today."""
    today, now = house.case_file(case_id).today, house.now()
    entries = []
    for day, kind, data in steps:
        dated = {
            name: (today + timedelta(days=value)).isoformat() if name == "datum" else value
            for name, value in data.items()
        }
        entries.append(Entry(kind, form(kind).read(dated), "consulent", (now + timedelta(days=day)).isoformat()))
    house.store.dossier.append_all(case_id, entries)


def _case(house: House, word: str) -> str:
    return next(case.id for case in house.store.cases() if word in case.label)
