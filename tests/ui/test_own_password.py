"""The page where somebody of staff replaces the own password: who it is for, what it refuses, and what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.access import COMMAND_LINE
from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from assistant.roles import ROLES
from tests.conftest import Clock
from tests.ui.conftest import serve, stop
from ui.app import create_app
from ui.sign_in import home_of

PAGE = "/inloggen/wachtwoord"
PASSWORD, NEW = "fiets regent zeven bergen", "vier andere woorden lamp"
LOGIN = "jansen"


class Site:
    def __init__(self, address: str, house: House, clock: Clock) -> None:
        self.address, self.house, self.clock = address, house, clock

    def signed_in(
        self, login: str = LOGIN, role: str = "consulent", name: str = "J. de Vries (verzonnen)"
    ) -> httpx.Client:
        if self.house.store.staff(login) is None:
            self.house.access.add_staff(login, name, role, PASSWORD)
        client = httpx.Client(base_url=self.address)
        token = self.house.access.sign_in(login, PASSWORD, remote="test")
        client.cookies.set("intake_staff", token, domain="127.0.0.1", path="/")
        return client

    def change(
        self, client: httpx.Client, old: str = PASSWORD, new: str = NEW, again: str | None = None
    ) -> httpx.Response:
        token = re.search(r'name="formulier" value="(\w+)"', client.get(PAGE).text)
        assert token is not None
        return client.post(PAGE, data={"formulier": token[1], "oud": old, "nieuw": new, "nogmaals": again or new})

    def opens(self, password: str) -> bool:
        try:
            return bool(self.house.access.sign_in(LOGIN, password, remote="test"))
        except Exception:
            return False


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    clock = Clock()
    house = open_house(tmp_path / "data", wording_of, clock)
    server, thread, address = serve(create_app(house, dialogue_url="http://127.0.0.1:9", dialogue_secret="geheim"))
    yield Site(address, house, clock)
    stop(server, thread)
    house.store.close()


@pytest.mark.parametrize("role", ROLES)
def test_every_role_can_and_goes_back_to_the_own_page(site: Site, role: str) -> None:
    client = site.signed_in(role=role)
    assert f'href="{home_of(role)}"' in client.get(PAGE).text
    answer = site.change(client)
    assert answer.status_code == 200 and f'href="{home_of(role)}"' in answer.text and "is veranderd" in answer.text
    assert site.opens(NEW) and not site.opens(PASSWORD)


def test_this_browser_stays_in_with_another_cookie_and_the_others_are_out(site: Site) -> None:
    here, there = site.signed_in(), site.signed_in()
    before = here.cookies["intake_staff"]
    answer = site.change(here)
    assert (
        "httponly" in answer.headers["set-cookie"].lower() and "samesite=strict" in answer.headers["set-cookie"].lower()
    )
    assert here.cookies["intake_staff"] != before
    assert here.get("/consulent/config").status_code == 200
    assert there.get("/consulent/config").status_code == 401
    assert httpx.get(site.address + "/consulent/config", cookies={"intake_staff": before}).status_code == 401


@pytest.mark.parametrize(
    ("old", "new", "again", "status", "told"),
    [
        ("iets anders", NEW, None, 403, "Uw huidige wachtwoord klopt niet."),
        (PASSWORD, NEW, NEW + "x", 422, "niet hetzelfde"),
        (PASSWORD, "kort", None, 422, "Het wachtwoord is te kort: neem 12 tekens of meer."),
        (PASSWORD, "Welkom2026!!!", None, 422, "makkelijk te raden"),
        (PASSWORD, "jansen fietst naar huis", None, 422, "Uw naam of gebruikersnaam"),
        (PASSWORD, "x" * 129, None, 422, "te lang"),
        (PASSWORD, PASSWORD, None, 422, "al hebt"),
        (PASSWORD, "", None, 422, "te kort"),
    ],
)
def test_what_is_not_right_is_told_and_changes_nothing(
    site: Site, old: str, new: str, again: str | None, status: int, told: str
) -> None:
    client = site.signed_in()
    answer = site.change(client, old, new, again)
    assert answer.status_code == status and told in answer.text
    assert "set-cookie" not in answer.headers and client.get("/consulent/config").status_code == 200
    assert PASSWORD not in answer.text and (not new or f'"{new}"' not in answer.text), "nothing typed comes back"
    assert site.opens(PASSWORD)


def test_trying_is_limited_as_signing_in_is(site: Site) -> None:
    client = site.signed_in()
    told = [site.change(client, "verkeerd").status_code for _ in range(7)]
    assert told == [403] * 5 + [429] * 2
    waiting = site.change(client)
    assert waiting.status_code == 429 and "Wacht een minuut" in waiting.text
    site.clock.forward(seconds=31)
    assert site.change(client).status_code == 200


def test_a_form_of_another_session_or_site_changes_nothing(site: Site) -> None:
    client, other = site.signed_in(), site.signed_in()
    fields = {"oud": PASSWORD, "nieuw": NEW, "nogmaals": NEW}
    token = re.search(r'name="formulier" value="(\w+)"', client.get(PAGE).text)
    assert token is not None
    for form in ({}, {"formulier": "0" * 32}):
        assert client.post(PAGE, data={**fields, **form}).status_code == 403
    assert other.post(PAGE, data={**fields, "formulier": token[1]}).status_code == 403
    there = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(PAGE, data={**fields, "formulier": token[1]}, headers=there).status_code == 403
    assert site.opens(PASSWORD) and not site.opens(NEW)


@pytest.mark.parametrize("method", ["get", "post"])
def test_it_is_nothing_for_whoever_is_not_signed_in(site: Site, method: str) -> None:
    first = site.house.access.make_account("sanne", "Sanne (verzonnen)", "toetser", by=COMMAND_LINE)
    half = site.house.access.sign_in("sanne", first, remote="test")
    for cookies in ({}, {"intake_staff": half}, {"intake_staff": "iets"}):
        with httpx.Client(base_url=site.address, cookies=cookies) as client:
            answer = getattr(client, method)(PAGE)
            assert (answer.status_code, answer.headers["location"]) == (303, "/inloggen")


def test_whoever_signs_in_at_the_municipality_is_told_to_do_it_there(site: Site) -> None:
    site.house.access.make_account("s@voorbeeld.nl", "Sanne (verzonnen)", "toetser", by=COMMAND_LINE, municipal=True)
    account = site.house.access.signed_on("https://aanmelden.invalid", "17", "s@voorbeeld.nl")
    assert account is not None
    client = httpx.Client(base_url=site.address, cookies={"intake_staff": site.house.access.sign_on(account)})
    text = client.get(PAGE).text
    assert "Uw wachtwoord verandert u daar" in text and "<form" not in text


@pytest.mark.parametrize(
    ("role", "path"), [("beheerder", "/beheer/"), ("beheerder", "/beheer/toestand")], ids=["accounts", "toestand"]
)
def test_the_page_of_the_beheerder_leads_to_it(site: Site, role: str, path: str) -> None:
    assert f'href="{PAGE}"' in site.signed_in(role=role).get(path).text


@pytest.mark.parametrize(
    ("role", "path"), [("consulent", "/consulent/config"), ("cultuurvertaler", "/vertaler/config")]
)
def test_the_desks_lead_to_it(site: Site, role: str, path: str) -> None:
    text = site.signed_in(role=role).get(path).text
    if role == "cultuurvertaler":  # its bar is made in the language that was chosen
        shell = Path(__file__).parents[2] / "ui/vertaler/templates/shell.html"
        text += shell.read_text(encoding="utf-8")
    assert PAGE in text


def test_a_name_is_text(site: Site) -> None:
    client = site.signed_in(name="<b>J.</b> \u202etxt {{7*7}}")
    text = client.get(PAGE).text
    assert "&lt;b&gt;J.&lt;/b&gt;" in text and "<b>" not in text and "\u202e" not in text and "{{7*7}}" in text
