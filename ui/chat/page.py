"""The person's page: the first HTML, and the Gradio mount it grows into.

Gradio's page needs 27 requests and 176 KB before it shows anything. A person with an old phone on a slow network must
not wait for that, so the page a browser gets first is ours: the language cards, or the person's own question, are in it
already, and one small script (``assets/chat.js``) makes it work. Gradio starts afterwards, when the phone is idle and its
connection is not slow or saving data; the screen then moves into the component ``HOST`` of the Gradio page, where later
components (a recorder, a player) stand beside it. ``HOST`` is a column and not ``gr.HTML``, because ``gr.HTML`` compiles
its template in the browser and would force ``'unsafe-eval'`` on the page that needs protection most.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

import gradio as gr
import httpx
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.conversation import MAXIMUM_LENGTH
from assistant.recordings import LONGEST_MS
from assistant.store import StoreFault, UnknownCase
from ui.chat import door
from ui.chat.words import PageWords
from ui.gradio_frame import GradioParts, parts_of
from ui.recordings.text_sounds import TextSounds
from ui.served_assets import Assets

HOST = "gesprek-huis"

_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}" class="{letters}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="robots" content="noindex, nofollow">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<meta name="theme-color" content="#fbfaf7">
<link rel="icon" href="{icon}" type="image/svg+xml">
<link rel="stylesheet" href="{style}">
<script src="{script}" defer></script>
</head>
<body>
<div id="gesprek">{first}</div>
<noscript>{without_script}</noscript>
<script type="application/json" id="begin">{begin}</script>
<div id="gradio" hidden><gradio-app control_page_title="false" embed="false" eager="true"></gradio-app></div>
</body>
</html>
"""


def blocks() -> gr.Blocks:
    """The Gradio page of the person: one empty component for the screen to move into, and no handler at all."""
    page: gr.Blocks
    with gr.Blocks(title="intake", analytics_enabled=False, fill_width=True) as page:
        gr.Column(elem_id=HOST)
    return page


def theme() -> gr.themes.Base:
    """A Gradio theme that names our bundled fonts only, so that nothing is fetched from a font service."""
    fonts = ["Noto Sans", "Noto Sans Ethiopic", "Noto Sans Arabic", "sans-serif"]
    return gr.themes.Base(font=fonts, font_mono=["monospace"], primary_hue="teal", neutral_hue="stone")


def for_script_element(data: object) -> str:
    """``data`` as JSON that can stand inside a ``<script>`` element: no ``<`` can end it early."""
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return packed.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def language_cards(words: PageWords) -> str:
    """The first screen as HTML: one card per language, in its own script and direction."""
    cards = "".join(
        f'<li><button type="button" class="kaart" data-language="{escape(entry["code"])}" lang="{escape(entry["code"])}"'
        f' dir="{entry["dir"]}">{escape(entry["name"])}</button></li>'
        for entry in words.languages
    )
    return f'<main class="talen"><h1 class="verborgen">{_choose_language(words)}</h1><ul>{cards}</ul></main>'


def _choose_language(words: PageWords) -> str:
    """The heading of the first screen as HTML, in every language: nobody has chosen one yet."""
    return " · ".join(
        f'<span lang="{escape(entry["code"])}">{escape(words.text(entry["code"], "choose_language"))}</span>'
        for entry in words.languages
    )


async def gradio_parts(gradio_app: Any) -> GradioParts:
    """Ask the mounted Gradio for its own page and keep what starts it; raises GradioChanged."""
    transport = httpx.ASGITransport(app=gradio_app)
    async with httpx.AsyncClient(transport=transport, base_url="http://gradio.internal") as client:
        response = await client.get("/", headers={"Accept-Encoding": "identity"})
    return parts_of(response.text)


def person_page_router(house: Any, words: PageWords, assets: Assets, sounds: TextSounds, parent: FastAPI) -> APIRouter:
    """The route ``/``: our first HTML around the parts of the Gradio page that ``parent`` keeps in its state."""
    router = APIRouter()
    def begin(person: door.Visitor | None) -> dict[str, Any]:
        """What the script starts with; a person who was let in gets the current screen at once."""
        screen: dict[str, Any] | None = None
        if person is not None:
            try:
                screen = sounds.in_reply(
                    house.conversation.screen(person.case_id, trusted=person.trusted, device=person.device)
                )
            except (StoreFault, UnknownCase):
                screen = None  # the page asks again by itself, and then shows what is wrong
        chosen = screen is not None and screen["prompt"]["kind"] != "language"
        language = screen["language"] if screen is not None and chosen else None
        return {
            "languages": [
                {**entry, "choose": words.text(entry["code"], "choose_language")} for entry in words.languages
            ],
            "title": words.text("nl", "title"),
            "wordsVersion": words.version,
            "inside": person is not None,
            "screen": screen,
            "words": words.of(language) if language is not None and words.knows(language) else None,
            "host": HOST,
            "cards": {entry["code"]: sounds.address(entry["code"], "page.choose_language") for entry in words.languages},
            "recorder": assets.address("recorder.js"),
            "voice": assets.address("voice.js"),
            "longestSound": LONGEST_MS,
            "longest": MAXIMUM_LENGTH,
        }

    @router.api_route("/", methods=["GET", "HEAD"], response_class=HTMLResponse)
    async def person_page(request: Request) -> Response:
        """The page."""
        person = await door.visitor(request, house.access)
        data = await run_in_threadpool(begin, person)
        parts: GradioParts = parent.state.gradio_parts
        data["gradio"] = {"script": parts.script, "style": parts.style}
        known = data["words"] is not None
        language = data["screen"]["language"] if known else words.languages[0]["code"]
        about = words.about(language) if known else {"dir": "ltr", "letters": ""}
        heading = escape(words.text(language, "loading")) if known else ""
        # Before a language is chosen, the page itself is Dutch and each card says its own language.
        html = _PAGE.format(
            language=escape(language if known else "nl"),
            direction=about["dir"],
            letters=about["letters"],
            title=escape(words.text(language if known else "nl", "title")),
            icon=assets.address("icon.svg"),
            style=assets.address("chat.css"),
            script=assets.address("chat.js"),
            first=f'<main class="laden"><p>{heading}</p></main>' if known else language_cards(words),
            without_script="".join(
                f'<p lang="{escape(entry["code"])}" dir="{entry["dir"]}">'
                f"{escape(words.text(entry['code'], 'no_script'))}</p>"
                for entry in words.languages
            ),
            begin=for_script_element(data),
        )
        return HTMLResponse(html, headers={"Cache-Control": "no-store"})

    @router.get("/gesprek/gradio")
    async def gradio_start() -> Response:
        """The configuration Gradio starts with; only phones that do start Gradio ask for it."""
        parts: GradioParts = parent.state.gradio_parts
        return Response(
            f'{{"config":{parts.config},"apiInfo":{parts.api_info}}}',
            media_type="application/json",
            headers={"Cache-Control": "no-store"},
        )

    return router
