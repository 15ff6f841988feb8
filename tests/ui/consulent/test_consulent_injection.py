"""Every room of a case in which every field is hostile, in a real browser: nothing runs, nothing is fetched, text is text."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Dialog, Page

from assistant.house import House
from tests.attack.hostile_case import CALLED, HOSTILE, hostile_case
from tests.ui.consulent import constructed

BROKEN = "() => [window.broken, document.querySelectorAll('x-hack, img[src=\"x\"], [onmouseover], [onerror]').length]"


def test_nothing_that_was_written_runs_in_any_room(house: House, open_desk: Callable[..., Page], address: str) -> None:
    case = hostile_case(house)
    constructed.begin(house, CALLED, "nl").say("persoon.naam", HOSTILE, HOSTILE, understood_by="words")
    page = open_desk()
    asked: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.goto("about:blank")
    page.goto(f"{address}/consulent/#zaak={case.case_id}")
    page.wait_for_selector(".cs:not([hidden])")
    page.wait_for_selector("[data-key^='tab-']")
    seen = 0
    keys = page.eval_on_selector_all("[data-key^='tab-']", "tabs => tabs.map(tab => tab.dataset.key)")
    assert len(keys) >= 5
    for key in keys:
        page.locator(f"[data-key='{key}']").first.click()
        page.wait_for_selector(f"[data-key='{key}'][aria-current=page]")
        page.wait_for_timeout(400)
        assert page.evaluate(BROKEN) == [None, 0], key
        seen += "<x-hack onmouseover" in page.locator(".cs").first.inner_text()
    assert asked == []
    assert seen >= 1, "a test in which nothing hostile is shown shows nothing"
