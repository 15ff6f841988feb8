"""Nobody but a consulent gets anything: not the page, not its configuration, not one function behind it."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.house import House
from tests.ui.consulent import constructed
from tests.ui.consulent.conftest import cookie

FUNCTIONS = ["look", "create", "read", "go_alone", "send_back", "write", "set_reader"]
SECRETS = ("Selam", "ኤርትራ", "ተስፋይ")


@pytest.mark.parametrize(
    "path",
    ["/consulent/config", "/consulent/", "/consulent/gradio_api/login_check"],
)
def test_without_sign_in_the_inside_answers_401(address: str, path: str) -> None:
    assert httpx.get(address + path).status_code == 401


def test_without_sign_in_the_page_leads_to_the_form(house: House, address: str) -> None:
    constructed.tigrinya_case(house)
    answer = httpx.get(f"{address}/consulent/", headers={"Accept": "text/html"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/inloggen"


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("token", [{}, {"intake_staff": "verzonnen"}, {"intake_person": "verzonnen"}])
def test_without_sign_in_the_functions_answer_401(
    house: House, ask: Callable[..., httpx.Response], name: str, token: dict[str, str]
) -> None:
    pen = constructed.tigrinya_case(house)
    asked = {"case": pen.case.case_id, "rows": {}, "label": "x", "words": "Hallo", "what": "gender", "value": "man"}
    answer = ask(name, asked, token)
    assert answer.status_code == 401
    assert not any(secret in answer.text for secret in SECRETS)
    assert len(house.store.cases()) == 1
    assert len(house.store.events(pen.case.case_id)) == 2


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_role_that_reads_no_records_gets_none(house: House, ask: Callable[..., httpx.Response], name: str) -> None:
    pen = constructed.tigrinya_case(house)
    asked = {"case": pen.case.case_id, "rows": {}, "label": "x", "words": "Hallo", "what": "gender", "value": "man"}
    answer = ask(name, asked, cookie(house, "beheer"))
    assert "Log uit, en log in als consulent." in answer.text
    assert not any(secret in answer.text for secret in SECRETS)
    assert len(house.store.cases()) == 1
    assert len(house.store.events(pen.case.case_id)) == 2


def test_the_functions_do_not_lean_on_the_mount(house: House) -> None:
    """Mounted without any dependency, as by mistake, they still refuse."""
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from ui import consulent

    constructed.tigrinya_case(house)
    with TestClient(gr.mount_gradio_app(FastAPI(), consulent.build(house), "/open")) as client:
        parts = client.get("/open/config").json()["components"]
        component = next(part["id"] for part in parts if part["type"] == "html")
        body = {"data": {"rows": {}}, "component_id": component, "fn_name": "look", "session_hash": "x"}
        answer = client.post("/open/gradio_api/component_server/", json=body)
    assert set(answer.json()) == {"closed"}


def test_a_consulent_gets_in_by_the_same_way(house: House, ask: Callable[..., httpx.Response]) -> None:
    pen = constructed.tigrinya_case(house)
    answer = ask("look", {"case": pen.case.case_id, "rows": {}}, cookie(house)).json()
    assert "ኤርትራ" in answer["case"]["html"]


def test_the_configuration_holds_nobody(house: House, address: str) -> None:
    constructed.tigrinya_case(house)
    answer = httpx.get(f"{address}/consulent/config", cookies=cookie(house))
    assert answer.status_code == 200
    assert not any(secret in answer.text for secret in SECRETS)


def test_another_role_sees_why_the_desk_is_empty(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.tigrinya_case(house)
    page = open_desk(login="beheer")
    expect(page.get_by_role("alert").get_by_text("Met dit account kunt u geen zaken lezen.")).to_be_visible()
    expect(page.locator(".cs-row")).to_have_count(0)


def test_the_way_in_and_out_in_a_browser(house: House, address: str, browser: Browser) -> None:
    constructed.tigrinya_case(house)
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    page.goto(f"{address}/consulent/")
    page.get_by_label("Gebruikersnaam").fill(constructed.LOGIN)
    page.get_by_label("Wachtwoord").fill(constructed.PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("link", name="Selam T.")).to_be_visible(timeout=15_000)
    expect(page.get_by_text(constructed.NAME)).to_be_visible()
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    page.goto(f"{address}/consulent/")
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    context.close()
