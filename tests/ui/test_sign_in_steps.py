"""Signing in by the pages themselves: the steps after the password, the cookies, and the address that must hold no code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pyotp
import pytest
from starlette.types import Receive, Scope, Send

from assistant.access import Policy, SignedOn
from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from assistant.invitation import invitation
from tests.conftest import Clock, Person
from tests.ui.conftest import serve, stop
from ui.app import create_app

LOGIN, PASSWORD = "jansen", "fiets regent zeven bergen"
STAFF_ONLY = ["/consulent/", "/consulent/config", "/vertaler/config", "/beheer/", "/documenten/team/overzicht.csv"]


class Gateway:
    """A constructed sign-on of the government: it knows one case, and takes an answer from the browser that asked for it."""

    def __init__(self) -> None:
        self.case_id, self.asked = "", dict[str, str]()

    def begin(self, browser: str, back: str) -> str:
        self.asked[browser] = f"antwoord-{len(self.asked)}"
        return f"{back}?answer={self.asked[browser]}"

    def finish(self, browser: str, answer: Mapping[str, str]) -> SignedOn | None:
        right = self.asked.pop(browser, None)
        return SignedOn(self.case_id, "digid") if right and answer.get("answer") == right else None


class Site:
    def __init__(self, address: str, house: House, clock: Clock, gateway: Gateway, heard: list[str]) -> None:
        self.address, self.house, self.clock, self.gateway, self.heard = address, house, clock, gateway, heard

    def browser(self, **more: Any) -> httpx.Client:
        return httpx.Client(base_url=self.address, **more)


def make(folder: Path, *, address: str | None = None) -> Iterator[Site]:
    clock, gateway, heard = Clock(), Gateway(), list[str]()
    house = open_house(folder / "data", wording_of, clock, policy=Policy(second_factor=True))
    house.access.add_staff(LOGIN, "J. de Vries (verzonnen)", "consulent", PASSWORD, must_change=True)
    app = create_app(
        house, dialogue_url="http://127.0.0.1:9", dialogue_secret="geheim", person_sign_on=gateway, address=address
    )

    async def listening(scope: Scope, receive: Receive, send: Send) -> None:
        """Everything a log of requests could hold: the address and every header but cookies."""
        if scope["type"] == "http":
            heard.append(repr((scope["raw_path"], scope["query_string"], [h for h in scope["headers"] if h[0] != b"cookie"])))
        await app(scope, receive, send)

    server, thread, here = serve(listening)
    yield Site(here, house, clock, gateway, heard)
    stop(server, thread)
    house.store.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    yield from make(tmp_path)


def test_the_whole_way_in_and_that_nothing_opens_before_its_end(site: Site) -> None:
    browser, seen = site.browser(), set[str]()

    def still_closed() -> None:
        for path in STAFF_ONLY:
            assert browser.get(path).status_code in {303, 401, 403}, path
        seen.add(browser.cookies["intake_staff"])

    assert browser.post("/inloggen", data={"naam": LOGIN, "wachtwoord": PASSWORD}).headers["location"] == "/inloggen/verder"
    still_closed()
    assert "Kies een eigen wachtwoord" in browser.get("/inloggen/verder").text
    assert browser.post("/inloggen/verder", data={"nieuw": "een", "nogmaals": "twee"}).status_code == 422
    assert "te kort" in browser.post("/inloggen/verder", data={"nieuw": "een", "nogmaals": "een"}).text
    new = "andere zin met zes bomen"
    assert browser.post("/inloggen/verder", data={"nieuw": new, "nogmaals": new}).headers["location"] == "/inloggen/verder"
    still_closed()
    page = browser.get("/inloggen/verder").text
    secret = re.search(r'class="sleutel">([A-Z2-7 ]+)<', page)
    assert "<svg" in page and secret is not None and "<script" not in page
    assert browser.post("/inloggen/verder", data={"code": "12"}).status_code == 403
    still_closed()
    code = pyotp.TOTP(secret[1].replace(" ", "")).generate_otp(int(site.clock.time.timestamp()) // 30)
    assert browser.post("/inloggen/verder", data={"code": code}).headers["location"] == "/consulent"
    assert browser.cookies["intake_staff"] not in seen, "a token that was known before opens nothing after"
    assert browser.get("/consulent/config").status_code == 200 and len(seen) == 2
    for old in seen:
        assert httpx.get(site.address + "/consulent/config", cookies={"intake_staff": old}).status_code == 401
    assert not any(new in line or code in line for line in site.heard)


def test_the_step_page_is_nothing_for_whoever_gave_no_password(site: Site) -> None:
    for method in ("get", "post"):
        answer = getattr(site.browser(), method)("/inloggen/verder")
        assert (answer.status_code, answer.headers["location"]) == (303, "/inloggen")


def test_a_poll_keeps_nobody_in_and_a_touch_does(site: Site) -> None:
    site.house.access.add_staff("bea", "Bea", "beheerder", PASSWORD)
    token = site.house.access._let_in(site.house.store.staff("bea"), "test")  # type: ignore[arg-type]
    browser = site.browser(cookies={"intake_staff": token})
    site.clock.forward(minutes=20)
    assert browser.post("/aanwezig").status_code == 204
    site.clock.forward(minutes=20)
    assert browser.get("/inloggen").status_code == 303, "still in"
    site.clock.forward(minutes=11)
    assert browser.post("/aanwezig").status_code == 401


@pytest.mark.parametrize("public", ["https://intake.example.nl/"])
def test_over_https_cookies_are_bound_to_this_host(tmp_path: Path, public: str) -> None:
    rest = make(tmp_path, address=public)
    site = next(rest)
    case = site.house.access.new_case(language="nl", label="verzonnen", created_by="test", constructed=True)
    answers = [
        site.browser().post("/inloggen", data={"naam": LOGIN, "wachtwoord": PASSWORD}),
        site.browser().post("/gesprek/code", json={"code": case.code}),
    ]
    for name, answer in zip(("staff", "person"), answers, strict=True):
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith(f"__Host-intake_{name}=") and "Domain" not in cookie
        assert all(part in cookie for part in ("HttpOnly", "Path=/", "Secure")) and "samesite=strict" in cookie.lower()
    token = answers[1].headers["set-cookie"].split("=")[1].split(";")[0]
    planted = httpx.get(site.address + "/gesprek/scherm", headers={"cookie": f"intake_person={token}"})
    right = httpx.get(site.address + "/gesprek/scherm", headers={"cookie": f"x=1; __Host-intake_person={token}"})
    assert (planted.status_code, right.status_code) == (401, 200)
    next(rest, None)


def test_two_devices_hear_of_each_other_and_nothing_is_mixed_up(site: Site) -> None:
    somebody = Person(site.house, "nl")
    warning = site.house.wording.text("nl", "page.other_device")
    one, two = site.browser(), site.browser()
    first = one.post("/gesprek/code", json={"code": somebody.case.code}).json()
    assert warning not in str(first)
    second = two.post("/gesprek/code", json={"code": somebody.case.code}).json()
    assert warning in str(second) and first["prompt_id"] == second["prompt_id"]
    assert warning in str(one.get("/gesprek/scherm").json())
    button = first["prompt"]["buttons"][0]["payload"]
    asked = {"prompt_id": first["prompt_id"], "button": button}
    went_on = one.post("/gesprek/beurt", json={**asked, "message_id": "een"}).json()
    before = len(site.house.store.answers(somebody.case.case_id))
    late = two.post("/gesprek/beurt", json={**asked, "message_id": "twee"}).json()
    assert late["prompt_id"] == went_on["prompt_id"], "both stand at the same question"
    assert len(site.house.store.answers(somebody.case.case_id)) == before, "a button of the earlier screen answers nothing"


def test_a_code_stands_in_no_address_and_no_header(site: Site) -> None:
    case = site.house.access.new_case(language="nl", label="Amina (verzonnen)", created_by="test", constructed=True)
    for address in ("https://intake.example.nl/", f"{site.address}/"):
        for texts in invitation(
            site.house.wording, site.house.municipality, code=case.code, address=address, language=None
        ).texts.values():
            for one in texts:
                assert "Amina" not in one.text and case.second_fact not in one.text
                assert not re.search(rf"{re.escape(address)}[^#\s]*{re.escape(case.code)}", one.text)
    browser = site.browser()
    browser.get(f"/#{case.code}")
    assert browser.post("/gesprek/code", json={"code": case.code}).status_code == 200
    browser.get("/gesprek/scherm")
    plain = case.code.replace("-", "")
    assert site.heard and not any(case.code in line or plain in line for line in site.heard)


def test_digid_can_stand_in_front(site: Site) -> None:
    case = site.house.access.new_case(language="nl", label="verzonnen", created_by="test", constructed=True)
    site.gateway.case_id = case.case_id
    site.house.access.enter_code(case.code, remote="elsewhere")
    browser = site.browser()
    back = browser.get("/gesprek/aanmelden").headers["location"]
    stranger = site.browser()
    stranger.get("/gesprek/aanmelden")
    assert stranger.get(back).status_code == 200 and "intake_person" not in stranger.cookies
    browser.get(back)
    session = site.house.access.person(browser.cookies["intake_person"])
    assert session is not None and session.case_id == case.case_id and session.trusted
    again = site.browser(cookies={"intake_oidc": browser.cookies.get("intake_oidc", "x")})
    again.get(back)
    assert "intake_person" not in again.cookies
