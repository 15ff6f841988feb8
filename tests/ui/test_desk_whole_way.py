"""Twelve constructed people, each all the way: from the list to a plan that stands, with a consulent and a toetser at their
own screens, and what leaves afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, Page, expect

from assistant.commands.opening import wording_of
from assistant.documents.giving import given
from assistant.dossier.keeping import keep
from assistant.house import open_house
from assistant.pip.clocks import clock
from assistant.pip.duo import SCHEMA
from assistant.pip.plan import plan_of
from assistant.pip.sections import sections
from assistant.pip.versions import verify
from assistant.pip.workflow import stage
from tests.conftest import Clock
from tests.documents.extracting import letters
from tests.pip.cases import CASES, Telling
from tests.ui.conftest import serve, stop
from tests.ui.desk import (
    CONSULENT,
    OBJECTIONS,
    PASSWORD,
    STAFF,
    TOETSER,
    Screen,
    TheDesk,
    Values,
    fill,
    give,
    pdf_text,
    press,
    pressed_with,
    stands,
    until,
)
from ui.app import create_app

Filled = tuple[str, str, Values]
"""Section of the plan, the part of it, and what the consulent fills in there."""

GUIDE: Filled = ("begeleiding", "begeleiding", {"wie": "De consulent inburgering", "wat": "Spreekt elke maand met u"})
PVT: Filled = ("knm_pvt_map", "onderdeel-PVT", {"uren": "12", "waar": "het gemeentehuis"})
MAP: Filled = ("knm_pvt_map", "onderdeel-MAP", {"uren": "40", "waar": "het werkcentrum"})
NO_MAP: Filled = ("knm_pvt_map", "onderdeel-MAP", {"vrijstelling": "ja", "reden": "u werkt al genoeg uren"})


def child(number: int, decided: str, **more: str) -> Filled:
    return "kinderen", f"vve-{number}", {"besluit": decided, **more}


B1: Values = {
    "route": "B1", "overwogen": ("B1", "Z"), "wens": "U wilt goed Nederlands leren", "wens_gevolgd": "ja",
    "motivatie": "U ging lang naar school en leert snel.", "alfabetisering": "NVT",
}  # fmt: skip
Z: Values = {
    "route": "Z", "overwogen": ("Z", "B1"), "wens": "U wilt leren praten", "wens_gevolgd": "ja",
    "motivatie": "In de Z-route leert u stap voor stap spreken.", "alfabetisering": "A",
}  # fmt: skip
ONDERWIJS: Values = {**B1, "route": "O", "overwogen": ("O", "B1"), "wens": "U wilt naar het mbo"}


@dataclass(frozen=True)
class Way:
    """One person, and what is expected of their plan.

    Attributes:
        person: constructed case of ``tests/pip/people``. label: how the list calls the case.
        set_on, announced: days on which the plan is set and dated, and made known.
        term: last day of the inburgeringstermijn. objection: last day of bezwaar.
        duo: what DUO gets of the choice.
        first_gap: what the law asks first, as the page says it before anything was added.
        refused, sentence, mended: a choice of leerroute that cannot be kept, what the page says, and what is changed in it.
        lacks: what the consulent fills in. by_hand: every section is looked at by clicking.
        returned: the toetser sends it back once. revised: a second version follows. objected: bezwaar follows.
        late: the start dates with which the term of ten weeks is over.
        secrets: what else of this person stands in no document: words of sensitive answers and notes for the dossier.
    """

    person: str
    set_on: str
    announced: str
    term: str
    objection: str
    duo: dict[str, Any]
    first_gap: str = ""
    refused: Values | None = None
    sentence: str = ""
    mended: Values | None = None
    lacks: tuple[Filled, ...] = ()
    by_hand: bool = False
    returned: bool = False
    revised: str = ""
    objected: bool = False
    late: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()


NO_ROUTE = "Kies de leerroute en schrijf op waarom deze route past."
NO_GUIDE = "Vul in wie de persoon begeleidt en wat die begeleider doet."

WAYS = (
    # six weeks after a Monday; nothing is missing
    Way("arts_syrie", "2026-11-23", "2026-11-23", "23 november 2029", "4 januari 2027", {"leerroute": "O"},
        revised="2026-12-14"),
    # a gezinsmigrant: no hours for DUO
    Way(
        "avondwerker", "2026-11-24", "2026-11-27", "24 november 2029", "8 januari 2027", {"leerroute": "B"},
        first_gap=NO_ROUTE, refused={**B1, "intensiteit": "500"},
        sentence="De geschatte uren mogen alleen bij een asielstatushouder", mended={"intensiteit": ""},
        lacks=(GUIDE, PVT, NO_MAP, child(1, "gaat", waar="Opvang De Zon", dagen="3"), child(2, "wachtlijst")),
    ),
    # six weeks later is New Year's Day, a Friday: until Monday
    Way(
        "azc_koppeling", "2026-11-20", "2026-11-20", "20 november 2029", "4 januari 2027", {"leerroute": "B"},
        first_gap=NO_ROUTE, refused={**B1, "wens": ""}, sentence="Schrijf op wat de persoon zelf wil.",
        mended={"wens": "U wilt vroeg beginnen"}, lacks=(GUIDE, PVT, MAP),
    ),
    # six weeks later is Good Friday: until Tuesday after Easter
    Way(
        "doof_zonder_lbt", "2027-02-12", "2027-02-12", "12 februari 2030", "30 maart 2027", {"leerroute": "B"},
        first_gap=NO_GUIDE, lacks=(GUIDE, PVT, MAP), by_hand=True, secrets=("gehoorverlies", "Ik hoor niet goed", "لا أسمع جيدا"),
    ),
    # six weeks later is King's Day; and the ten weeks were over
    Way(
        "gezinsmigrant", "2027-03-15", "2027-03-16", "15 maart 2030", "28 april 2027", {"leerroute": "B"},
        first_gap="Maak het PVT minstens 12 uur: er staat nu 8 uur.", lacks=(PVT,), late=("2026-11-30", "2026-12-07"),
    ),
    # six weeks later is Liberation Day, then Ascension Day and a day equated with a Sunday: until Monday
    Way(
        "jongere_isk", "2027-03-24", "2027-03-24", "24 maart 2030", "10 mei 2027", {"leerroute": "O"},
        first_gap=NO_ROUTE, refused={**ONDERWIJS, "niveau": "A2"}, sentence="Bij de onderwijsroute hoort niveau B1.",
        mended={"niveau": "B1"}, lacks=(GUIDE, PVT),
    ),
    Way(
        "moeder_eritrea", "2026-11-30", "2026-12-01", "30 november 2029", "12 januari 2027",
        {"leerroute": "B", "geschatteIntensiteitB1Route": 600}, by_hand=True, secrets=("slaap", "ለይቲ ጽቡቕ ኣይድቅስን"),
    ),
    # the term begins on a leap day, and ends on the last day of February
    Way(
        "nareiziger", "2028-02-28", "2028-03-01", "28 februari 2031", "12 april 2028", {"leerroute": "Z"},
        first_gap=NO_ROUTE, refused={**Z, "niveau": "B1"}, sentence="Bij de Z-route hoort geen niveau.",
        mended={"niveau": ""}, lacks=(GUIDE, PVT, MAP, child(1, "gaat", waar="Voorschool De Boom", dagen="4")),
    ),
    # dated on a leap day: the term begins on the first of March
    Way(
        "niet_gealfabetiseerd", "2028-02-29", "2028-02-29", "28 februari 2031", "11 april 2028", {"leerroute": "Z"},
        first_gap=NO_ROUTE, refused={**B1, "alfabetisering": "A"}, sentence="Deze leerroute wijkt af van de uitslag van de LBT",
        mended=Z, lacks=(GUIDE, PVT, MAP, child(1, "eigen"), child(2, "wachtlijst")),
        secrets=("hoofdpijn", "Mijn rug doet pijn", "کمرم درد"),
    ),
    # six weeks later is a Sunday
    Way(
        "partner_schulden", "2026-11-22", "2026-11-22", "22 november 2029", "4 januari 2027",
        {"leerroute": "B", "geschatteIntensiteitB1Route": 550}, first_gap=NO_GUIDE, lacks=(GUIDE, PVT, MAP), returned=True,
    ),
    # the term is three calendar years
    Way("zroute_55plus", "2026-12-31", "2027-01-05", "31 december 2029", "16 februari 2027", {"leerroute": "Z"},
        objected=True),
    # six weeks later is Christmas Day, on a Saturday
    Way(
        "zwanger", "2027-11-13", "2027-11-13", "13 november 2030", "27 december 2027", {"leerroute": "B"},
        first_gap=NO_ROUTE, refused={**B1, "niveau": "A2"}, sentence="Niveau A2 in de B1-route kan niet in het eerste PIP.",
        mended={"niveau": "B1"}, lacks=(GUIDE, PVT, MAP),
    ),
)  # fmt: skip

TOLD = {"gezondheid.nodig": {"said": "merkwoord-eigen", "nl": "merkwoord-vertaald"}, "financien.schulden": True,
        "financien.brieven": True}  # fmt: skip
"""Told by every one of them about health and debts, in words that stand nowhere else."""
SECRETS = ("merkwoord-eigen", "merkwoord-vertaald")
IN_OWN_WORDS = "Vier ochtenden ga ik naar les, en de consulent belt mij elke maand"
CHANGE = "U gaat nu naar een avondcursus."
REASON = "Komt aan bod in het eerste voortgangsgesprek (verzonnen reden)."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[TheDesk]:
    moment = Clock()
    house = open_house(tmp_path_factory.mktemp("huis") / "data", wording_of, moment)
    for login, name, role in STAFF:
        house.access.add_staff(login, name, role, PASSWORD)
    server, thread, address = serve(create_app(house, dialogue_url="http://127.0.0.1:9", dialogue_secret="geheim"))
    found = TheDesk(house, moment, address, chromium)
    yield found
    found.close()
    stop(server, thread)
    house.store.close()


@dataclass
class Walk:
    """One person on the way, with both screens."""

    desk: TheDesk
    way: Way
    case: str
    label: str

    @property
    def consulent(self) -> Screen:
        return self.desk.screen(CONSULENT)

    @property
    def toetser(self) -> Screen:
        return self.desk.screen(TOETSER)

    def open(self, screen: Screen) -> Page:
        """Open the case from the list."""
        page = screen.begin()
        page.get_by_role("link", name=self.label).last.click()
        page.wait_for_selector(f"[data-key='tabs-{self.case}']")
        return page

    # --- what the consulent does ------------------------------------------------------------------------------------

    def say_why_late(self) -> None:
        """The ten weeks are over: the room Stand asks why."""
        card = self.consulent.room(self.case, "stand").locator("[data-key=clock-pip]")
        expect(card).to_contain_text("dagen te laat")
        card.get_by_text("Noteer waarom dit te laat is").click()
        fill(card.locator("form"), {"reden": "De persoon kon pas in maart komen."})
        card.get_by_role("button", name="Reden bewaren").click()
        expect(card).to_contain_text("De termijn is niet gehaald: De persoon kon pas in maart komen.")

    def choose_route(self) -> None:
        """Choose a leerroute: what cannot be kept is said, and then it is mended."""
        page = self.consulent.room(self.case, "leerroute")
        form = page.locator("#kies-leerroute")
        fill(form, self.way.refused or {})
        form.get_by_role("button", name="Keuze bewaren").click()
        expect(form.locator("[data-decide-fault]")).to_contain_text(self.way.sentence)
        assert self.desk.file(self.case).dossier.latest("leerroute") is None
        fill(form, self.way.mended or {})
        form.get_by_role("button", name="Keuze bewaren").click()
        expect(page.locator("[data-chosen-route]")).to_be_visible()

    def fill_in(self) -> None:
        """Fill in what the plan lacks, each in its section."""
        page = self.consulent.room(self.case, "plan")
        for section, part, values in self.way.lacks:
            kind = part.partition("-")[0]
            before = len(list(self.desk.file(self.case).dossier.history(kind)))
            fold = page.locator(f"#deel-{section} .cs-plan-fill")
            if fold.get_attribute("open") is None:
                fold.locator("> summary").click()
            place = fold.locator(f"[data-key='vul-fold-{part}']")
            place.locator("> summary").click()
            fill(place.locator("form"), values)
            place.get_by_role("button", name="Bewaren").click()
            until(lambda: len(list(self.desk.file(self.case).dossier.history(kind))) > before)  # noqa: B023
            expect(fold.locator(f"[data-key='deel-invullen-{part}'] .cs-plan-entered").last).to_be_visible()

    def look_at_all(self) -> None:
        """Look at every section and say so: by clicking, or by what the same buttons send along."""
        page = self.consulent.room(self.case, "plan")
        if self.way.by_hand:
            for one in sections():
                page.locator(f"#deel-{one.id} [data-press='check_off']").click()
                expect(page.locator(f"#deel-{one.id} .cs-plan-checked")).to_be_visible()
        else:
            for data in pressed_with(page, "check_off"):
                if data["af"]:
                    assert "fault" not in self.desk.do(CONSULENT, "check_off", "plan", self.case, **data)
        assert all(view.checked for view in plan_of(self.desk.file(self.case)).sections)

    def write(self, section: str, more: str) -> None:
        """Write something more in a section, and look at it."""
        page = self.consulent.room(self.case, "plan")
        page.locator(f"[data-plan-edit={section}]").click()
        text = page.locator(f"#tekst-{section}")
        text.fill(f"{text.input_value()}\n{more}")
        page.locator("[data-plan-ready]").click()
        expect(page.locator(f"#deel-{section} .cs-plan-by")).to_be_visible()
        expect(page.locator(f"#deel-{section}")).to_contain_text(more)
        page.locator(f"#deel-{section} [data-press='check_off']").click()
        expect(page.locator(f"#deel-{section} .cs-plan-checked")).to_be_visible()

    def give_reasons(self, page: Page) -> None:
        """Let through what may be let through, each with a reason."""
        lines = page.locator(".cs-b-checks li:has(form[data-act=erkennen])")
        while count := lines.count():
            line = lines.first
            line.get_by_text("Toch doorgaan, met een reden").click()
            line.locator("textarea").fill(REASON)
            line.get_by_role("button", name="Reden bewaren").click()
            expect(lines).to_have_count(count - 1)

    def submit(self, page: Page) -> None:
        press(page, "Voorleggen aan de toetser", "Voorleggen")
        stands(page, "Bij de toetser")

    def explain(self, page: Page) -> None:
        """Keep the PIP talk, with what the person told back."""
        stands(page, self.agreed)
        if page.locator("#besluit-gesprek-form").count() == 0:
            # there was a talk about an earlier text: it is kept once more
            page.get_by_role("button", name="PIP-gesprek vastleggen").click()
        form = page.locator("form[data-act=gesprek]")
        fill(form, {"tolk": "in_persoon", "vragen": "Wie betaalt de les?", "teach_back": "ja", "taal": "de eigen taal",
                    "eens": "eens", "ondertekend": "ja"})  # fmt: skip
        form.get_by_role("button", name="PIP-gesprek bewaren").click()
        expect(form.locator("[data-decide-fault]")).to_contain_text("in eigen woorden")
        form.locator("[name=teach_back]").fill(IN_OWN_WORDS)
        form.get_by_role("button", name="PIP-gesprek bewaren").click()
        expect(page.locator("[data-key=talk]")).to_contain_text(IN_OWN_WORDS)
        stands(page, "PIP-gesprek gehouden")

    def set_and_date(self, page: Page, day: str) -> None:
        self.give_reasons(page)
        press(page, "Vaststellen", "Vaststellen")
        stands(page, "Vastgesteld")
        press(page, "Dagtekenen", "Dagtekening bewaren", {"datum": day})
        stands(page, "Gedagtekend")

    def announce(self, page: Page, day: str) -> None:
        press(page, "Bekendmaken", "Bekendmaking bewaren", {"datum": day, "hoe": "uitgereikt"})
        stands(page, "Bekendgemaakt")

    # --- what the toetser does --------------------------------------------------------------------------------------

    def check(self) -> None:
        """Read the plan without a word about health or debts, remark on it where it goes back, and agree."""
        self.open(self.toetser)
        tabs = self.toetser.page.locator(".cs-tabs a").evaluate_all("all => all.map((one) => one.dataset.key)")
        assert not {"tab-antwoorden", "tab-voorbereiding", "tab-gesprek"} & set(tabs)
        for room in ("stand", "leerroute", "plan"):
            page = self.toetser.room(self.case, room)
            self.hides(page.content())
            assert room == "stand" or "schulden" not in page.locator(".cs-room").inner_html()
        if self.way.returned:
            self.send_back()
            self.open(self.toetser)
        page = self.toetser.room(self.case, "besluit")
        self.hides(page.content())
        press(page, "Akkoord geven", "Ik ben akkoord")
        stands(page, self.agreed)

    @property
    def agreed(self) -> str:
        """Where a plan stands once the toetser agrees: further when it was discussed with the person already."""
        talked = stage(self.desk.file(self.case)).talk is not None
        return "PIP-gesprek gehouden" if talked else "Akkoord van de toetser"

    def send_back(self) -> None:
        page = self.toetser.page
        place = page.locator("#deel-leerroute .cs-plan-comments")
        place.get_by_text("Opmerking maken").click()
        place.locator("textarea").fill("Wat vond de persoon van de Z-route?")
        place.get_by_role("button", name="Opmerking bewaren").click()
        expect(place.locator(".cs-plan-comment")).to_contain_text("Wat vond de persoon van de Z-route?")
        press(
            self.toetser.room(self.case, "besluit"), "Terugsturen", "Terugsturen", {"toelichting": "Zie de opmerking."}
        )
        stands(page, "Terug van de toetser")
        self.open(self.consulent)
        self.write("leerroute", "De Z-route is besproken. Die wilt u niet.")
        page = self.consulent.room(self.case, "besluit")
        fill(page.locator("form[data-act=antwoord]"), {"tekst": "Dat staat er nu bij."})
        page.get_by_role("button", name="Antwoord bewaren").click()
        expect(page.locator(".cs-b-answered")).to_contain_text("Dat staat er nu bij.")
        self.submit(page)

    # --- what comes after -------------------------------------------------------------------------------------------

    def revise(self) -> None:
        """A second version: it says what changed, and the term of the first one does not move."""
        page = self.consulent.room(self.case, "besluit")
        expect(page.locator("[data-key=drifted]")).to_contain_text("Er is iets veranderd na het vaststellen.")
        self.desk.on(self.way.revised)
        self.open(self.consulent)
        page = self.consulent.room(self.case, "besluit")
        press(page, "Herziening beginnen", "Herziening beginnen", {"reden": "voortgang", "toelichting": CHANGE})
        stands(page, "In herziening")
        self.write("begeleiding", CHANGE)
        page = self.consulent.room(self.case, "besluit")
        expect(page.locator("[data-key=pending]")).to_contain_text(CHANGE)
        self.give_reasons(page)
        self.submit(page)
        self.check()
        self.explain(page)
        self.set_and_date(page, self.way.revised)
        self.announce(page, self.way.revised)
        first, second = self.desk.file(self.case).versions
        verify(first), verify(second)
        shown = page.locator("[data-key=version-2]")
        shown.get_by_text("Wat er is veranderd").click()
        expect(shown).to_contain_text(CHANGE)
        page = self.consulent.room(self.case, "stand")
        expect(page.locator("[data-key=clock-inburgeringstermijn]")).to_contain_text(f"Tot en met {self.way.term}")
        expect(page.locator("[data-key=clock-bezwaar]")).to_contain_text("Tot en met 25 januari 2027")
        page = self.consulent.room(self.case, "documenten")
        assert letters(CHANGE) in letters(pdf_text(give(page, "Vastgesteld PIP", "pdf")))

    def object(self) -> None:
        """Bezwaar comes in: the dossier is held, and who handles it reads the set plan."""
        page = self.consulent.room(self.case, "besluit")
        press(page, "Bezwaar of beroep vastleggen", "Vastleggen", {"soort": "bezwaar", "kenmerk": "verzonnen-1"})
        stands(page, "Bezwaar of beroep loopt")
        expect(page.locator(".cs-b-hold")).to_contain_text("Niets kan worden gearchiveerd of gewist.")
        expect(page.get_by_role("button", name="Archiveren")).to_have_count(0)
        refused = self.desk.do(CONSULENT, "archiveren", "besluit", self.case, reden="klaar")
        assert refused["fault"].startswith("Er loopt bezwaar of beroep.")
        assert self.desk.file(self.case).dossier.latest("gearchiveerd") is None
        page = self.consulent.room(self.case, "stand")
        expect(page.get_by_text("bezwaar ingediend op 5 januari 2027").first).to_be_attached()
        reader = self.desk.screen(OBJECTIONS).page
        reader.goto(f"{self.desk.address}/consulent/#zaak={self.case}/besluit")
        expect(reader.locator("[data-key=version-1]")).to_contain_text("Uw leerroute en waarom")
        self.hides(reader.content())
        assert self.desk.screen(OBJECTIONS).faults == []

    # --- what is true afterwards ------------------------------------------------------------------------------------

    def hides(self, text: str) -> None:
        found = letters(text)
        for secret in (*SECRETS, *self.way.secrets):
            assert letters(secret) not in found, f"{secret!r} stands there"

    def clocks_stand(self) -> None:
        page = self.consulent.room(self.case, "stand")
        term, objection = (clock(self.desk.file(self.case), one) for one in ("inburgeringstermijn", "bezwaar"))
        expect(page.locator("[data-key=clock-inburgeringstermijn]")).to_contain_text(f"Tot en met {self.way.term}")
        expect(page.locator("[data-key=clock-bezwaar]")).to_contain_text(f"Tot en met {self.way.objection}")
        for one, day in ((term, self.way.set_on), (objection, self.way.announced)):
            assert one.start is not None and (one.start - type(one.start).fromisoformat(day)).days == 1

    def documents_leave(self) -> None:
        """Give the plan, the summary and the message for DUO, and look whether they hold what they should and no more."""
        page = self.consulent.room(self.case, "documenten")
        plan = pdf_text(give(page, "Vastgesteld PIP", "pdf"))
        place = 0
        for one in sections():
            place = letters(plan).find(letters(one.title), place)
            assert place >= 0, f"{one.title} is not in the plan, or not in its place"
        summary = pdf_text(give(page, "Samenvatting in de taal van de persoon", "pdf"))
        message = give(page, "PIP-gegevens voor DUO", "json")
        body = json.loads(message)
        assert list(Draft202012Validator(json.loads(SCHEMA.read_text())).iter_errors(body)) == []
        for text in (plan, summary, message.decode()):
            self.hides(text)
        assert len(given(self.desk.file(self.case))) == 3
        assert {name: body.get(name) for name in self.way.duo} == self.way.duo
        assert body["dagtekeningPip"] == self.way.set_on
        assert ("geschatteIntensiteitB1Route" in body) is ("geschatteIntensiteitB1Route" in self.way.duo)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.person)
def test_from_the_list_to_a_plan_that_stands(desk: TheDesk, way: Way) -> None:
    walk = begin(desk, way)
    page = walk.open(walk.consulent)
    for room in ("stand", "voorbereiding", "leerroute"):
        walk.consulent.room(walk.case, room)
    page = walk.consulent.room(walk.case, "besluit")
    if way.first_gap:
        expect(page.locator(".cs-b-checks .ontbreekt").first).to_contain_text(way.first_gap)
        assert way.first_gap in desk.do(CONSULENT, "voorleggen", "besluit", walk.case, concept="x")["fault"]
    if way.late:
        walk.say_why_late()
    if way.refused:
        walk.choose_route()
    walk.fill_in()
    walk.look_at_all()
    page = walk.consulent.room(walk.case, "besluit")
    walk.give_reasons(page)
    walk.submit(page)
    walk.check()
    page = walk.consulent.page
    walk.explain(page)
    walk.set_and_date(page, way.set_on)
    desk.on(way.announced)
    walk.open(walk.consulent)
    walk.announce(walk.consulent.room(walk.case, "besluit"), way.announced)
    (version,) = desk.file(walk.case).versions
    tell_more(walk)
    assert verify(desk.file(walk.case).versions[0]) == version
    walk.clocks_stand()
    walk.documents_leave()
    if way.revised:
        walk.revise()
    if way.objected:
        walk.object()
    assert walk.consulent.faults == [] and walk.toetser.faults == []


def begin(desk: TheDesk, way: Way) -> Walk:
    desk.on(way.set_on)
    case = CASES[way.person](desk.house)
    file = desk.file(case)
    Telling(desk.house, case, file.case.language or "nl", desk.house.now(), turn=1_000).tell(TOLD)
    for what, day in zip(("kennisgeving_duo", "inschrijving_brp"), way.late, strict=False):
        keep(desk.house.store, case, "datum", {"wat": what, "datum": day}, by=CONSULENT, at=desk.house.now())
    return Walk(desk, way, case, file.case.label or "")


def tell_more(walk: Walk) -> None:
    """The person says something else after the plan was set: the set plan does not move."""
    file = walk.desk.file(walk.case)
    Telling(walk.desk.house, walk.case, file.case.language or "nl", walk.desk.house.now(), turn=2_000).tell(
        {"onderwijs.jaren": 3}
    )
