"""The page: a still frame in one Gradio component, and the functions of the server behind it.

As on the consulent's page the frame is a ``gr.HTML`` with ``server_functions``: every step is one small POST. Everything
the frame shows, its buttons included, comes afterwards, because it depends on who signed in and on the language they
chose for the page.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from traceback import extract_tb
from typing import Any

import gradio as gr

from assistant.audit.noting import NotNoted
from assistant.house import House
from assistant.store import StoreBusy, StoreFull
from assistant.store.translation import Reviewer
from translations.approvals import open_text_desk
from translations.desk import open_desk
from ui.recordings.text_sounds import TextSounds
from ui.served_assets import Assets
from ui.vertaler.answers import Answers
from ui.vertaler.chrome import Chrome, chrome_of
from ui.vertaler.item_page import language_names
from ui.vertaler.staff import NotAdmitted, cultuurvertaler
from ui.vertaler.templating import render, script
from ui.vertaler.terms import Terms
from ui.vertaler.texts import TextsTab

CALLS_AT_ONCE = 8
SHEETS = ("staff.css", "vertaler.css")
log = logging.getLogger(__name__)

Answer = dict[str, Any]
Step = Callable[[Reviewer, Chrome, Mapping[str, Any]], Answer]


def _now() -> datetime:
    return datetime.now(UTC)


def build(house: House, *, assets: Assets | None = None, now: Callable[[], datetime] = _now) -> gr.Blocks:
    """The Gradio page to mount for the cultuurvertaler, behind an ``auth_dependency``.

    Every function checks the cookie again. The page's configuration holds nobody's data.
    """
    desk, served = open_desk(house, now), assets or Assets()
    answers, terms = Answers(house, desk, now), Terms(house.wording)
    texts = TextsTab(house, open_text_desk(house), now, TextSounds(house))

    def admitted(asked: Any, request: gr.Request, step: Step) -> Answer:
        """What ``step`` says to a reviewer; ``closed`` with the reason for anybody else, ``fault`` when it did not work."""
        what = asked if isinstance(asked, Mapping) else {}
        chrome = chrome_of(house.wording, what.get("chrome"))
        try:
            name, reviewer = cultuurvertaler(request, house.access, desk)
        except NotAdmitted as reason:
            return {"closed": chrome.text(reason.message_id), "again": chrome("sign_in_again")}
        try:
            return {**step(reviewer, chrome, what), "staff": name}
        except (NotNoted, StoreFull):
            return {"fault": chrome("full"), "unkept": True}
        except StoreBusy:
            return {"fault": chrome("busy"), "unkept": True}
        except Exception as fault:
            # where and what kind, never the message: it could hold somebody's words
            place = extract_tb(fault.__traceback__)[-1]
            log.error("the desk could not do a step: %s at %s:%s", type(fault).__name__, place.filename, place.lineno)
            return {"fault": chrome("fault"), "unkept": True}

    def shell(asked: Any, request: gr.Request) -> Answer:
        """Bar, tabs and everything that stands still, in the language ``chrome``, with the words of the script."""
        return admitted(asked, request, lambda who, chrome, what: _shell(chrome))

    def queue(asked: Any, request: gr.Request) -> Answer:
        """``Answers.queue`` for a reviewer."""
        return admitted(asked, request, answers.queue)

    def take(asked: Any, request: gr.Request) -> Answer:
        """``Answers.take`` for a reviewer."""
        return admitted(asked, request, answers.take)

    def keep(asked: Any, request: gr.Request) -> Answer:
        """``Answers.keep`` for a reviewer."""
        return admitted(asked, request, answers.keep)

    def decide(asked: Any, request: gr.Request) -> Answer:
        """``Answers.decide`` for a reviewer."""
        return admitted(asked, request, answers.decide)

    def undo(asked: Any, request: gr.Request) -> Answer:
        """``Answers.undo`` for a reviewer."""
        return admitted(asked, request, answers.undo)

    def texts_list(asked: Any, request: gr.Request) -> Answer:
        """``TextsTab.listed`` for a reviewer."""
        return admitted(asked, request, texts.listed)

    def text_open(asked: Any, request: gr.Request) -> Answer:
        """``TextsTab.opened`` for a reviewer."""
        return admitted(asked, request, texts.opened)

    def text_check(asked: Any, request: gr.Request) -> Answer:
        """``TextsTab.checked`` for a reviewer."""
        return admitted(asked, request, texts.checked)

    def text_decide(asked: Any, request: gr.Request) -> Answer:
        """``TextsTab.decided`` for a reviewer."""
        return admitted(asked, request, texts.decided)

    def text_undo(asked: Any, request: gr.Request) -> Answer:
        """``TextsTab.undone`` for a reviewer."""
        return admitted(asked, request, texts.undone)

    def words(asked: Any, request: gr.Request) -> Answer:
        """``Terms.listed`` for a reviewer."""
        return admitted(asked, request, terms.listed)

    def _shell(chrome: Chrome) -> Answer:
        html = render("shell.html", t=chrome, languages=language_names(house.wording))
        return {"html": html, "words": chrome.words, "lang": chrome.language, "dir": chrome.direction}

    functions = [
        shell, queue, take, keep, decide, undo, texts_list, text_open, text_check, text_decide, text_undo, words,
    ]  # fmt: skip
    title = house.wording.text("nl", "desk.title")
    page: gr.Blocks
    with gr.Blocks(title=title, analytics_enabled=False, fill_width=True) as page:
        gr.HTML(
            render("frame.html"),
            js_on_load=script(),
            head="".join(f'<link rel="stylesheet" href="{served.address(name)}">' for name in SHEETS)
            + f'<script src="{served.address("recorder.js")}"></script>',
            apply_default_css=False,
            server_functions=functions,
        )
    page.queue(default_concurrency_limit=CALLS_AT_ONCE, api_open=False)
    return page


__all__ = ["build"]
