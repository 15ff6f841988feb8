"""The beheerder's pages: who may see them, what can be done, and that nobody's answers stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from assistant.roles import ROLES
from tests.conftest import Person
from tests.ui.conftest import serve, stop
from ui.app import create_app

PASSWORD = "fiets regent zeven bergen"


class Site:
    def __init__(self, address: str, house: House) -> None:
        self.address, self.house = address, house

    def signed_in(self, role: str) -> httpx.Client:
        login = f"rol-{role}"
        self.house.access.add_staff(login, f"{role} (verzonnen)", role, PASSWORD)
        cookie = {"intake_staff": self.house.access.sign_in(login, PASSWORD, remote="test")}
        return httpx.Client(base_url=self.address, cookies=cookie)

    def do(self, client: httpx.Client, **fields: str) -> httpx.Response:
        token = re.search(r'name="formulier" value="(\w+)"', client.get("/beheer/").text)
        assert token is not None
        return client.post("/beheer/", data={"formulier": token[1], **fields})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    house = open_house(tmp_path_factory.mktemp("beheer") / "data", wording_of)
    server, thread, address = serve(create_app(house, dialogue_url="http://127.0.0.1:9", dialogue_secret="geheim"))
    yield Site(address, house)
    stop(server, thread)
    house.store.close()


@pytest.mark.parametrize("path", ["/beheer/", "/beheer/toestand"])
@pytest.mark.parametrize("role", [*ROLES, None])
def test_only_a_beheerder_sees_the_pages(site: Site, role: str | None, path: str) -> None:
    client = site.signed_in(role) if role else httpx.Client(base_url=site.address)
    answer = client.get(path)
    assert answer.status_code == (200 if role == "beheerder" else 403 if role else 303)
    assert ("Nieuw account" in answer.text) is (role == "beheerder" and path == "/beheer/")


def test_nothing_of_a_case_stands_there(site: Site) -> None:
    somebody = Person(site.house, "nl")
    somebody.go_to("persoon.geboorteland")
    somebody.say("Ergensland Verweggistan")
    client = site.signed_in("beheerder")
    text = client.get("/beheer/").text + client.get("/beheer/toestand").text
    assert "Verweggistan" not in text and somebody.case.case_id not in text and "verzonnen persoon" not in text


def test_no_script_may_run_there(site: Site) -> None:
    answer = site.signed_in("beheerder").get("/beheer/")
    policy = answer.headers["content-security-policy"]
    assert "unsafe-eval" not in policy and "script-src 'self'" in policy and "<script" not in answer.text


def test_an_account_is_made_changed_and_closed(site: Site) -> None:
    client = site.signed_in("beheerder")
    made = site.do(client, wat="maken", login="noor", naam="Noor <b>(verzonnen)</b>", rol="consulent")
    password = re.findall(r"<code>([\w-]{20})</code>", made.text)
    assert made.status_code == 200 and len(password) == 1 and "<b>" not in made.text
    assert password[0] not in client.get("/beheer/").text, "shown once"
    half = site.house.access.sign_in("noor", password[0], remote="test")
    assert site.house.access.staff(half) is None
    token = site.house.access.choose_password(half, PASSWORD)
    for what in ("rol", "code", "uitloggen", "wachtwoord", "sluiten", "openen"):
        assert site.do(client, wat=what, login="noor", rol="toetser").status_code == 200, what
        assert site.house.access.staff(token) is None
    account = site.house.store.staff("noor")
    assert account is not None and account.role == "toetser" and account.disabled_at is None


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"wat": "maken", "login": "x y", "naam": "X", "rol": "consulent"}, "gebruikersnaam bestaat uit"),
        ({"wat": "maken", "login": "xy", "naam": " ", "rol": "consulent"}, "Vul de naam in"),
        ({"wat": "maken", "login": "xy", "naam": "X", "rol": "baas"}, "Kies een rol"),
        ({"wat": "maken", "login": "xy", "naam": "X", "rol": "cultuurvertaler"}, "Kies een of meer talen"),
        ({"wat": "sluiten", "login": "niemand"}, "Dit account is er niet"),
        ({"wat": "sluiten", "login": "rol-beheerder"}, "eigen account"),
        ({"wat": "rol", "login": "rol-beheerder", "rol": "toetser"}, "eigen rol"),
        ({"wat": "iets"}, "Dit kan hier niet"),
    ],
)
def test_what_is_not_right_is_told_in_dutch(site: Site, fields: dict[str, str], told: str) -> None:
    answer = site.do(site.signed_in("beheerder"), **fields)
    assert answer.status_code == 422 and told in answer.text
    assert site.house.store.staff("xy") is None


def test_a_form_of_another_session_or_site_changes_nothing(site: Site) -> None:
    client = site.signed_in("beheerder")
    fields = {"wat": "maken", "login": "gek", "naam": "G", "rol": "consulent"}
    assert client.post("/beheer/", data={**fields, "formulier": "0" * 32}).status_code == 403
    assert client.post("/beheer/", data=fields).status_code == 403
    token = re.search(r'name="formulier" value="(\w+)"', client.get("/beheer/").text)
    assert token is not None
    from_elsewhere = client.post(
        "/beheer/", data={**fields, "formulier": token[1]}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert from_elsewhere.status_code == 403
    as_consulent = site.signed_in("consulent").post("/beheer/", data={**fields, "formulier": token[1]})
    assert as_consulent.status_code == 403
    assert site.house.store.staff("gek") is None


def test_the_state_says_what_is_missing_and_what_is_there(site: Site, tmp_path: Path) -> None:
    client = site.signed_in("beheerder")
    text = client.get("/beheer/toestand").text
    assert "nog geen reservekopie" in text and "Heel:" in text and "Niet verplicht" in text
    site.house.audit.note("bewaartermijn", who="systeem", role="systeem")
    assert "Bewaartermijnen toegepast" in text and "Nog niet gedaan" in text
    assert "Nog niet gedaan" not in client.get("/beheer/toestand").text


def test_a_look_says_what_of_the_audit_was_read_and_when(site: Site) -> None:
    client = site.signed_in("beheerder")
    lines = len(list(site.house.audit.lines()))
    first = client.get("/beheer/toestand?opnieuw=ja").text
    assert f"Heel: {lines} regels" in first and "Alle regels nagekeken: vandaag" in first and "Daarna" not in first
    site.house.audit.note("gezien", who="anna", role="consulent")
    assert "Daarna 1 nieuwe regel; alleen die is nog nagekeken." in client.get("/beheer/toestand").text
    site.house.audit.note("gezien", who="anna", role="consulent")
    later = client.get("/beheer/toestand").text
    assert f"Heel: {lines + 2} regels" in later and "Daarna 2 nieuwe regels; alleen die zijn nog nagekeken." in later
    assert "Daarna" not in client.get("/beheer/toestand?opnieuw=ja").text


def test_languages_are_named_in_dutch_and_by_themselves(site: Site) -> None:
    text = site.signed_in("beheerder").get("/beheer/").text
    for code, dutch, own in (("ti", "Tigrinya", "ትግርኛ"), ("prs", "Dari", "دری"), ("ar", "Arabisch", "العربية")):
        assert f'{dutch} (<bdi lang="{code}">{own}</bdi>)' in text
    assert site.do(site.signed_in("beheerder"), wat="maken", login="v", naam="V", rol="cultuurvertaler").status_code == 422


def test_what_was_typed_is_kept_when_it_is_refused(site: Site) -> None:
    fields = {"login": "te veel", "naam": "Noor", "rol": "cultuurvertaler", "taal-ti": "ja", "gevoelig": "ja", "gemeente": "ja"}
    text = site.do(site.signed_in("beheerder"), wat="maken", **fields).text
    assert 'value="te veel"' in text and 'value="Noor"' in text and 'value="cultuurvertaler" selected' in text
    assert re.findall(r'name="([\w-]+)" value="ja" checked', text) == ["taal-ti", "gevoelig", "gemeente"]
