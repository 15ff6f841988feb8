"""Staff come in through one form, and out again."""

from __future__ import annotations

import httpx
import pytest

from tests.ui.conftest import LAPTOP, Site

PASSWORD = "een lang wachtwoord van de test"


@pytest.fixture(autouse=True)
def consulent(site: Site) -> None:
    site.house.access.add_staff("c.jansen", "C. Jansen", "consulent", PASSWORD)


def test_sign_in_and_out_in_a_browser(open_page, site: Site) -> None:
    page = open_page(size=LAPTOP)
    page.goto(site.address + "/consulent")
    assert page.url == site.address + "/inloggen"
    page.fill("#naam", "c.jansen")
    page.fill("#wachtwoord", "fout")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    assert page.input_value("#naam") == "c.jansen" and page.input_value("#wachtwoord") == ""
    page.fill("#wachtwoord", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(site.address + "/consulent/")
    cookie = next(one for one in page.context.cookies(site.address) if one["name"] == "intake_staff")
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict"
    assert page.request.post(site.address + "/uitloggen").status == 200
    page.goto(site.address + "/consulent/")
    assert page.url == site.address + "/inloggen"
    assert site.house.access.staff(cookie["value"]) is None


@pytest.mark.parametrize("path", ["/consulent/config", "/consulent/gradio_api/login_check", "/consulent/theme.css"])
def test_the_staff_pages_answer_nobody_else(site: Site, path: str) -> None:
    person = site.invited()
    with httpx.Client(base_url=site.address) as client:
        client.post("/gesprek/code", json={"code": person.code})
        answer = client.get(path)
        token = client.cookies["intake_person"]
        as_staff = httpx.get(site.address + path, cookies={"intake_staff": token})
    if path.endswith(".css"):
        return  # a stylesheet says nothing about anybody
    assert answer.status_code == 401
    assert as_staff.status_code == 401, "a person's session opens no staff page"


def test_a_login_is_never_told_apart_from_a_wrong_password(site: Site) -> None:
    def told(login: str) -> str:
        return httpx.post(site.address + "/inloggen", data={"naam": login, "wachtwoord": "fout"}).text

    assert told("c.jansen").replace("c.jansen", "") == told("niemand").replace("niemand", "")


def test_what_is_typed_as_name_is_shown_as_text(site: Site) -> None:
    answer = httpx.post(site.address + "/inloggen", data={"naam": '"><script>x</script>', "wachtwoord": "x"})
    assert "<script>x" not in answer.text


@pytest.mark.parametrize("headers", [{"Origin": "https://elsewhere.invalid"}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_site_cannot_sign_somebody_in(site: Site, headers: dict[str, str]) -> None:
    form = {"naam": "c.jansen", "wachtwoord": PASSWORD}
    assert httpx.post(site.address + "/inloggen", data=form, headers=headers).status_code == 403


def test_too_many_tries_ask_to_wait(site: Site) -> None:
    form = {"naam": "c.jansen", "wachtwoord": "fout"}
    statuses = [httpx.post(site.address + "/inloggen", data=form).status_code for _ in range(12)]
    assert statuses[-1] == 429
    assert "Wacht een minuut" in httpx.post(site.address + "/inloggen", data=form | {"wachtwoord": PASSWORD}).text
