"""The beheerder's pages and the steps of signing in: on a phone, with the keyboard alone, with a screen reader, under attack."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

from assistant.access import COMMAND_LINE, Policy
from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from tests.audit.test_trail import meddle
from tests.conftest import Clock
from tests.ui.conftest import LAPTOP, PHONE, serve, stop
from ui.app import create_app
from ui.sign_in import COOKIE

PASSWORD = "fiets regent zeven bergen"
LONG_LOGIN = "noor.van-der-lange-achternaam@gemeente-verweggistan.nl"
HOSTILE = (
    "<script>window.broken=1</script>",
    "<img src=x onerror=window.broken=2>",
    "</h2></title>\"'><svg onload=window.broken=3>",
    "Noor \u202etxet\u202c \u2067a",
    "{{7*7}} ${7*7} {% raw %}",
)
SIZES = pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
TO_PRESS = (
    "button, summary, select, input:not([type=hidden]):not([type=checkbox]), label:has([type=checkbox]), nav a, a.knop, "
    ".terug a, .be-out a, .be-jump a"
)


class Site:
    def __init__(self, address: str, house: House, clock: Clock) -> None:
        self.address, self.house, self.clock = address, house, clock

    def code(self, login: str) -> str:
        """What the app of this account shows now."""
        account = self.house.store.staff(login)
        assert account is not None and account.totp_secret
        return str(pyotp.TOTP(account.totp_secret).generate_otp(int(self.clock.time.timestamp()) // 30))

    def cookie(self, login: str, role: str = "beheerder", name: str = "Bea de Groot (verzonnen)") -> str:
        """A session of somebody who went all the way in."""
        access = self.house.access
        if self.house.store.staff(login) is None:
            access.add_staff(login, name, role, PASSWORD)
        self.clock.forward(minutes=2)
        token = access.sign_in(login, PASSWORD, remote="test")
        return access.give_code(token, self.code(login), remote="test")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    clock = Clock()
    data = tmp_path_factory.mktemp("beheer") / "data"
    house = open_house(data, wording_of, clock, policy=Policy(second_factor=True))
    for login, name, role in (
        (LONG_LOGIN, "Noor van der Lange-Achternaam tot Verweggistan en Ergensland (verzonnen)", "consulent"),
        ("omar", "Omar (verzonnen)", "toetser"),
        ("selam", "Selam (verzonnen)", "teamleider"),
    ):
        house.access.add_staff(login, name, role, PASSWORD)
    house.access.disable("omar", by=COMMAND_LINE)
    server, thread, address = serve(create_app(house, dialogue_url="http://127.0.0.1:9", dialogue_secret="geheim"))
    yield Site(address, house, clock)
    stop(server, thread)
    house.store.close()


@pytest.fixture
def browse(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens pages in browsers of their own; fails on a request to a stranger, an error of a script, or a line in the console."""
    contexts: list[BrowserContext] = []
    strangers: list[str] = []
    broken: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((site.address, "data:")):
            strangers.append(request.url)

    def said(line: ConsoleMessage) -> None:
        if line.type == "error" and "the server responded with a status of 4" not in line.text:
            broken.append(line.text)

    def open_one(path: str, size: dict[str, int], *, cookie: str = "") -> Page:
        context = chromium.new_context(viewport=size, locale="nl-NL", reduced_motion="reduce")  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        contexts.append(context)
        if cookie:
            context.add_cookies([{"name": COOKIE, "value": cookie, "url": site.address}])
        page = context.new_page()
        page.on("request", asked)
        page.on("pageerror", lambda fault: broken.append(str(fault)))
        page.on("console", said)
        page.goto(site.address + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not strangers, "requests to another machine"
    assert not broken, "an error in the console"


def fits(page: Page) -> None:
    """Nothing hangs over the edge, every button is large enough, axe-core finds nothing serious, no script runs."""
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"), "it scrolls sideways"
    small = page.evaluate(
        "wanted => [...document.querySelectorAll(wanted)].filter(one => one.checkVisibility() && "
        "one.getBoundingClientRect().height < 44).map(one => one.outerHTML)",
        TO_PRESS,
    )
    assert small == [] or page.viewport_size == LAPTOP
    found = Axe().run(page).response["violations"]
    faults = [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]
    assert faults == []
    assert page.locator("script").count() == 0 and page.locator("html").get_attribute("lang") == "nl"


def tab_to(page: Page, what: str, most: int = 60) -> None:
    """Press Tab until this stands in focus."""
    for _ in range(most):
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{what} is not reached with the keyboard")


def has_ring(page: Page) -> bool:
    """Whether what is in focus can be seen to be."""
    return bool(page.evaluate("() => parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2"))


# --- signing in ----------------------------------------------------------------------------------------------------------


@SIZES
def test_the_whole_way_in_with_the_keyboard_alone(
    site: Site, browse: Callable[..., Page], size: dict[str, int]
) -> None:
    login = f"sanne-{size['width']}"
    first = site.house.access.make_account(login, "Sanne (verzonnen)", "beheerder", by=COMMAND_LINE)
    page = browse("/inloggen", size)
    fits(page)
    tab_to(page, "#naam")
    page.keyboard.type(login)
    tab_to(page, "#wachtwoord")
    page.keyboard.type("verkeerd")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("horen niet bij elkaar")
    fits(page)
    tab_to(page, "#wachtwoord")
    page.keyboard.type(first)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Kies een eigen wachtwoord")).to_be_visible()
    fits(page)
    for new, told in (("kort", "te kort"), (PASSWORD, "")):
        for field in ("#nieuw", "#nogmaals"):
            tab_to(page, field)
            page.keyboard.type(new)
        tab_to(page, "button.hoofd")
        assert has_ring(page)
        page.keyboard.press("Enter")
        if told:
            expect(page.get_by_role("alert")).to_contain_text(told)
            fits(page)

    expect(page.get_by_role("img", name="QR-code voor de app")).to_be_visible()
    assert page.locator(".qr svg path").count() >= 1
    assert page.locator(".qr svg").evaluate("drawn => drawn.getBoundingClientRect().width") >= 160, (
        "a phone can read it"
    )
    fits(page)
    secret = page.locator(".sleutel").inner_text().replace(" ", "")
    step = int(site.clock.time.timestamp()) // 30
    for given in ("000000", pyotp.TOTP(secret).generate_otp(step)):
        tab_to(page, "#code")
        page.keyboard.type(given)
        page.keyboard.press("Enter")
        if given == "000000":
            expect(page.get_by_role("alert")).to_contain_text("Deze code klopt niet")
            fits(page)
    expect(page.get_by_role("heading", name="Accounts")).to_be_visible()

    tab_to(page, ".be-out button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    site.clock.forward(minutes=2)
    for field, value in (("#naam", login), ("#wachtwoord", PASSWORD)):
        tab_to(page, field)
        page.keyboard.type(value)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Geef de code uit uw app")).to_be_visible()
    expect(page.get_by_label("Code van 6 cijfers")).to_be_focused()
    fits(page)
    page.keyboard.type(site.code(login))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Accounts")).to_be_visible()


# --- the pages -----------------------------------------------------------------------------------------------------------


@SIZES
def test_accounts_are_made_and_changed_with_the_keyboard_alone(
    site: Site, browse: Callable[..., Page], size: dict[str, int]
) -> None:
    login = f"nieuw-{size['width']}"
    page = browse("/beheer/", size, cookie=site.cookie("bea"))
    fits(page)
    for summary in page.locator("summary").all():
        summary.click()
    fits(page)
    page.reload()
    tab_to(page, ".be-jump a", 12)
    page.keyboard.press("Enter")
    for number, name in enumerate(("x y", login)):  # a login that is refused first
        tab_to(page, "#login")
        page.keyboard.press("Control+A")
        page.keyboard.type(name)
        if number == 0:
            tab_to(page, "#naam")
            page.keyboard.type("Nieuw (verzonnen)")
            tab_to(page, "#rol")
            page.keyboard.type("Cultuur")
            tab_to(page, "[name=taal-ti]")
            page.keyboard.press("Space")
        tab_to(page, ".be-new button")
        assert has_ring(page)
        page.keyboard.press("Enter")
        if number == 0:
            expect(page.get_by_role("alert")).to_contain_text("Een gebruikersnaam bestaat uit")
            expect(page.get_by_role("alert")).to_be_in_viewport()
            expect(page.locator("#login")).to_be_focused()
            expect(page.locator("#naam")).to_have_value("Nieuw (verzonnen)")
            fits(page)
    told = page.get_by_role("status")
    expect(told).to_contain_text(login)
    expect(told).to_be_in_viewport()
    fits(page)
    reviewer = site.house.store.translation.reviewer(login)
    assert reviewer is not None and reviewer.languages == ("ti",)
    mine = page.locator("li", has=page.get_by_text(login, exact=True))
    mine.locator("summary").focus()
    page.keyboard.press("Enter")
    mine.get_by_role("button", name=re.compile(f"^Account sluiten ?: {login}$")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("is gesloten")
    fits(page)


@SIZES
def test_the_state_of_the_house(site: Site, browse: Callable[..., Page], size: dict[str, int]) -> None:
    page = browse("/beheer/", size, cookie=site.cookie("bea"))
    tab_to(page, "nav a[href='/beheer/toestand']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Toestand")).to_be_visible()
    expect(page.get_by_role("link", name="Toestand")).to_have_attribute("aria-current", "page")
    fits(page)
    tab_to(page, ".be-state button")
    assert has_ring(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/beheer/toestand?opnieuw=ja")
    expect(page.get_by_text("Alle regels nagekeken: vandaag")).to_be_visible()
    fits(page)


@SIZES
def test_the_own_password(site: Site, browse: Callable[..., Page], size: dict[str, int]) -> None:
    login = f"wachtwoord-{size['width']}"
    page = browse("/beheer/", size, cookie=site.cookie(login))
    tab_to(page, ".be-out a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wachtwoord veranderen")).to_be_visible()
    expect(page.get_by_label("Huidig wachtwoord")).to_be_focused()
    fits(page)
    for old in ("verkeerd", PASSWORD):
        page.keyboard.type(old)
        for field in ("#nieuw", "#nogmaals"):
            tab_to(page, field)
            page.keyboard.type("een heel andere zin")
        page.keyboard.press("Enter")
        if old == "verkeerd":
            expect(page.get_by_role("alert")).to_contain_text("klopt niet")
            expect(page.get_by_label("Huidig wachtwoord")).to_be_focused()
            fits(page)
    expect(page.get_by_role("heading", name="Uw wachtwoord is veranderd")).to_be_visible()
    fits(page)
    tab_to(page, "a.knop")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Accounts")).to_be_visible()


@SIZES
def test_whoever_is_no_beheerder_is_told_so(site: Site, browse: Callable[..., Page], size: dict[str, int]) -> None:
    page = browse("/beheer/", size, cookie=site.cookie("selam", "teamleider"))
    expect(page.get_by_role("alert")).to_contain_text("voor beheerders")
    fits(page)


# --- what acts unseen ----------------------------------------------------------------------------------------------------


def is_text(page: Page, shown: str) -> None:
    """``shown`` stands on the page as it is, and did nothing."""
    assert page.evaluate("() => window.broken") is None
    assert page.locator("script, img, svg[onload], [onerror], [onload]").count() == 0
    content = page.locator("body").inner_text()
    assert " ".join(shown.split()) in " ".join(content.split())
    assert not any(sign in page.content() for sign in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


def seen(name: str) -> str:
    """A name as the page shows it: what acts unseen is a mark."""
    for sign in "\u202c\u202e\u2067":
        name = name.replace(sign, f"U+{ord(sign):04X}")
    return name


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_name_is_text_on_every_page(site: Site, browse: Callable[..., Page], number: int) -> None:
    name, login = HOSTILE[number], f"naam-{number}"
    page = browse("/beheer/", LAPTOP, cookie=site.cookie("bea"))
    page.fill("#login", login)
    page.fill("#naam", name)
    page.select_option("#rol", "beheerder")
    page.locator(".be-new button").click()
    expect(page.get_by_role("status")).to_contain_text(login)
    is_text(page, seen(name))
    page.reload()  # the very form again: there is such an account now
    expect(page.get_by_role("alert")).to_contain_text("Er is al een account")
    expect(page.locator("#naam")).to_have_value(name)
    assert page.evaluate("() => window.broken") is None and page.locator("script, img").count() == 0

    password = site.house.access.reset_password(login, by=COMMAND_LINE)
    steps = browse("/inloggen", PHONE)
    steps.fill("#naam", login)
    steps.fill("#wachtwoord", password)
    steps.keyboard.press("Enter")
    steps.fill("#nieuw", PASSWORD)
    steps.fill("#nogmaals", PASSWORD)
    steps.keyboard.press("Enter")
    expect(steps.locator(".sleutel")).to_be_visible()
    assert steps.evaluate("() => window.broken") is None
    steps.fill("#code", site.code(login))
    steps.keyboard.press("Enter")
    expect(steps.get_by_role("heading", name="Accounts")).to_be_visible()
    is_text(steps, seen(name))
    assert steps.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    for path in ("/beheer/toestand", "/inloggen/wachtwoord"):
        steps.goto(site.address + path)
        is_text(steps, seen(name))
        assert steps.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"), path


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_was_typed_and_refused_comes_back_as_text(site: Site, browse: Callable[..., Page], typed: str) -> None:
    page = browse("/beheer/", LAPTOP, cookie=site.cookie("bea"))
    page.fill("#login", typed)
    page.fill("#naam", typed)
    page.select_option("#rol", "consulent")
    page.locator(".be-new button").click()
    expect(page.get_by_role("alert")).to_contain_text("Een gebruikersnaam bestaat uit")
    expect(page.locator("#login")).to_have_value(typed)
    assert page.evaluate("() => window.broken") is None and page.locator("script, img").count() == 0
    sign_in = browse("/inloggen", PHONE)
    sign_in.fill("#naam", typed)
    sign_in.fill("#wachtwoord", "verkeerd")
    sign_in.keyboard.press("Enter")
    expect(sign_in.get_by_role("alert")).to_be_visible()
    assert sign_in.evaluate("() => window.broken") is None and sign_in.locator("script, img").count() == 0


def test_a_broken_audit_is_shown_as_such(tmp_path: Path, chromium: Browser) -> None:
    """Guards the page above: what it says of the audit is not always that all is well."""
    house = open_house(tmp_path / "data", wording_of)
    house.access.add_staff("bea", "Bea (verzonnen)", "beheerder", PASSWORD)
    token = house.access.sign_in("bea", PASSWORD, remote="test")
    for _ in range(3):
        house.audit.note("gezien", who="anna", role="consulent")
    server, thread, address = serve(create_app(house, dialogue_url="http://127.0.0.1:9", dialogue_secret="geheim"))
    try:
        client = httpx.Client(base_url=address, cookies={COOKIE: token})
        assert "Heel: 4 regels" in client.get("/beheer/toestand").text
        meddle(house, "UPDATE audit SET who = 'bert' WHERE id = 2")
        page = chromium.new_page(viewport=PHONE)  # type: ignore[arg-type]
        page.context.add_cookies([{"name": COOKIE, "value": token, "url": address}])
        page.goto(f"{address}/beheer/toestand")
        page.get_by_role("button", name="Alle regels opnieuw nakijken").click()
        expect(page.get_by_text("NIET heel: regel 2 klopt niet.")).to_be_visible()
        fits(page)
        page.goto(f"{address}/beheer/toestand")
        expect(page.get_by_text("NIET heel: regel 2 klopt niet.")).to_be_visible()
        page.close()
    finally:
        stop(server, thread)
        house.store.close()
