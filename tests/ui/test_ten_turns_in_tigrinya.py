"""The whole house with a real browser: ten typed turns in Tigrinya, the action server killed half-way, a second browser."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

from playwright.sync_api import Browser, Page

from assistant.house import House
from assistant.supervisor.serve import RunningHouse
from tests.ui.conftest import PHONE, until

# what a constructed person types; questions that are not here are skipped with a button
TYPED = {
    "welkom.lezen": "ጽቡቕ",
    "persoon.naam": "ሰላም ተስፋይ",
    "persoon.geboortedatum": "1994",
    "onderwijs.jaren": "8",
    "taal.moedertaal": "ትግርኛ",
    "taal.leest_moedertaal": "እወ",
    "werk.droombaan": "ናይ ገዛእ ርእሰይ ድኳን ክዳውንቲ ክኸፍት ይደሊ",
    "wensen.drie_jaar": "ኣብ ፋብሪካ ክሰርሕ ይኽእል እየ",
    "netwerk.hulp": "እወ",
    "digitaal.formulier_zelf": "ኣይፋል",
}
PRESSED = {
    "notice": "answer:true",
    "gate": "answer:false",
    "more": "answer:false",
    "confirm": "confirm:0",
    "readback": "readback:right",
    "opening": "opening:skip",
    "rest": "go_on",
}
"""What is pressed at a prompt of each kind; a question that nobody types at is skipped."""


def prompt_of(house: House, case: str) -> dict[str, Any]:
    return dict(house.conversation.screen(case)["prompt"])


def type_answer(page: Page, text: str) -> None:
    if not page.is_visible("#veld"):
        page.click(".zelf")
    page.fill("#veld", text)
    page.keyboard.press("Enter")


def test_ten_turns(running_house: tuple[RunningHouse, House], chromium: Browser) -> None:
    servers, house = running_house
    case = house.access.new_case(language=None, label="verzonnen", created_by="test", constructed=True)
    first = chromium.new_context(viewport=PHONE)  # type: ignore[arg-type]
    outside: list[str] = []
    first.on("request", lambda request: request.url.startswith(servers.ui_url) or outside.append(request.url))
    page = first.new_page()
    page.goto(f"{servers.ui_url}/#{case.code}")
    page.click("[data-language=ti]")
    page.wait_for_selector(".gesprek")

    typed = 0
    while typed < len(TYPED):
        prompt = prompt_of(house, case.case_id)
        turn = house.store.last_change(case.case_id)
        if prompt["kind"] == "question" and prompt["question"] in TYPED:
            type_answer(page, TYPED[prompt["question"]])
            typed += 1
        else:
            payload = PRESSED.get(prompt["kind"], "move:skip")
            page.click(f"[data-payload='{payload}']")
        if typed == 5 and prompt["question"] == "taal.moedertaal":
            # the words are in the field or on their way: the action server dies, the turn is taken all the same
            pid = servers.pid("actions")
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
        until(lambda turn=turn: house.store.last_change(case.case_id) > turn, 40)  # type: ignore[misc]
        page.wait_for_selector(".bezig", state="detached")
        time.sleep(0.05)

    said = {answer.question: answer.words for answer in house.store.answers(case.case_id) if answer.question in TYPED}
    assert said == TYPED
    times = [answer.question for answer in house.store.answers(case.case_id) if answer.question in TYPED]
    assert sorted(times) == sorted(TYPED), "every answer once"

    second = chromium.new_context(viewport=PHONE)  # type: ignore[arg-type]
    again = second.new_page()
    again.goto(f"{servers.ui_url}/#{case.code}")
    again.wait_for_selector(".gesprek")
    assert again.evaluate("document.documentElement.lang") == "ti"
    read_back = ""
    for _ in range(60):
        prompt = prompt_of(house, case.case_id)
        turn = house.store.last_change(case.case_id)
        if prompt["kind"] == "readback":
            read_back += again.inner_text("body")
        if prompt["question"] == "afsluiting.teach_back":
            break
        again.click(f"[data-payload='{PRESSED.get(prompt['kind'], 'move:skip')}']")
        until(lambda turn=turn: house.store.last_change(case.case_id) > turn, 40)  # type: ignore[misc]
        again.wait_for_selector(".bezig", state="detached")
        time.sleep(0.05)
    for question in ("persoon.naam", "persoon.geboortedatum", "werk.droombaan", "wensen.drie_jaar"):
        assert TYPED[question] in read_back, f"{question} is not found on the second browser"
    assert outside == []
    first.close()
    second.close()
