"""Nobody but a cultuurvertaler gets anything of the desk, and a cultuurvertaler nothing of the consulent's page."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.house import House
from tests.ui.vertaler import constructed
from tests.ui.vertaler.conftest import cookie

FUNCTIONS = (
    "shell", "queue", "take", "keep", "decide", "undo", "texts_list", "text_open", "text_check", "text_decide",
    "text_undo", "words",
)  # fmt: skip
ASKED = {"source": 1, "what": "approve", "draft": {"text": "x"}, "language": "ti", "text_id": "talk.yes", "text": "x"}
SECRETS = (constructed.WORDS["ti"], constructed.DUTCH, "ሓብተይን")


@pytest.mark.parametrize(
    "path", ["/vertaler/config", "/vertaler/", "/vertaler/gradio_api/login_check"]
)
def test_without_sign_in_the_inside_answers_401(address: str, path: str) -> None:
    assert httpx.get(address + path).status_code == 401


def test_without_sign_in_the_page_leads_to_the_form(address: str) -> None:
    answer = httpx.get(f"{address}/vertaler/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/inloggen")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_without_sign_in_the_functions_answer_401(house: House, ask: Callable[..., httpx.Response], name: str) -> None:
    constructed.waiting(house)
    answer = ask(name, ASKED, {})
    assert answer.status_code == 401
    assert not any(secret in answer.text for secret in SECRETS)


@pytest.mark.parametrize("login", ["consulent", "beheer", "nieuw"])
def test_another_role_or_a_reviewer_without_languages_gets_nothing(
    house: House, ask: Callable[..., httpx.Response], login: str
) -> None:
    somebody = constructed.waiting(house)
    for name in FUNCTIONS:
        answer = ask(name, {**ASKED, "source": constructed.source_of(somebody).id}, cookie(house, login))
        assert set(answer.json()) == {"closed", "again"}, name
        assert "log in als cultuurvertaler" in answer.json()["closed"]
    assert house.store.translation.reviews(somebody.case.case_id) == []


def test_a_cultuurvertaler_gets_nothing_of_the_consulents_page(
    house: House, ask: Callable[..., httpx.Response]
) -> None:
    somebody = constructed.waiting(house)
    answer = ask("look", {"case": somebody.case.case_id, "rows": {}}, cookie(house), mount="/consulent")
    assert set(answer.json()) == {"closed"}
    assert not any(secret in answer.text for secret in SECRETS)


def test_the_functions_do_not_lean_on_the_mount(house: House) -> None:
    """Mounted without any dependency, as by mistake, they still refuse."""
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from ui import vertaler

    with TestClient(gr.mount_gradio_app(FastAPI(), vertaler.build(house), "/open")) as client:
        parts = client.get("/open/config").json()["components"]
        component = next(part["id"] for part in parts if part["type"] == "html")
        body = {"data": {}, "component_id": component, "fn_name": "take", "session_hash": "x"}
        answer = client.post("/open/gradio_api/component_server/", json=body)
    assert set(answer.json()) == {"closed", "again"}


def test_the_configuration_holds_nobody(house: House, address: str) -> None:
    constructed.waiting(house)
    answer = httpx.get(f"{address}/vertaler/config", cookies=cookie(house))
    assert answer.status_code == 200
    assert not any(secret in answer.text for secret in (*SECRETS, constructed.NAME))


def test_neither_name_nor_number_of_the_case_is_sent(house: House, ask: Callable[..., httpx.Response]) -> None:
    somebody = constructed.waiting(house)
    answer = ask("take", {}, cookie(house))
    assert constructed.DUTCH in answer.json()["html"]
    assert somebody.case.case_id not in answer.text
    assert "verzonnen" not in answer.text


@pytest.mark.parametrize(("login", "place"), [("vera", "/vertaler/"), ("consulent", "/consulent/")])
def test_after_signing_in_everybody_comes_to_their_own_page(
    house: House, address: str, browser: Browser, login: str, place: str
) -> None:
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    page.goto(f"{address}/inloggen")
    page.get_by_label("Gebruikersnaam").fill(login)
    page.get_by_label("Wachtwoord").fill(constructed.PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_selector(".cs:not([hidden])")
    assert page.url.split("#")[0] == address + place
    page.goto(f"{address}/inloggen")
    assert page.url.split("#")[0] == address + place
    page.wait_for_selector(".cs:not([hidden])")
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    context.close()


def test_when_the_session_ends_the_words_leave_the_screen(house: House, open_page: Callable[..., Page]) -> None:
    constructed.waiting(house)
    page = open_page()
    page.wait_for_selector("[data-begin]:focus")
    page.keyboard.press("Enter")
    expect(page.locator("#vt-text")).to_have_value(constructed.DUTCH)
    token = next(one["value"] for one in page.context.cookies() if one["name"] == "intake_staff")
    house.access.sign_out(token)
    page.keyboard.type("x")
    expect(page.get_by_text("U bent niet meer ingelogd.")).to_be_visible()
    assert not any(secret in page.content() for secret in SECRETS)


def test_what_goes_wrong_is_not_logged_in_words(
    house: House, ask: Callable[..., httpx.Response], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from translations.desk import Desk

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError(constructed.WORDS["ti"])

    monkeypatch.setattr(Desk, "queue", breaks)
    answer = ask("queue", {}, cookie(house))
    assert answer.json()["fault"].startswith("Dat lukte niet")
    assert "RuntimeError" in caplog.text
    assert constructed.WORDS["ti"] not in caplog.text + answer.text
