"""Whole requests to the whole application, and whole turns of the conversation: over a house with constructed people only.

What is answered with 500, or not at all, broke; every other status is an answer of ours. Nothing here goes over a network: the
application is asked over its own door (ASGI), and the dialogue server is away.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any
from urllib.parse import quote, unquote

from argon2 import PasswordHasher

from assistant.access.passwords import Passwords
from assistant.commands.opening import wording_of
from assistant.dossier.forms import forms
from assistant.house import House, open_house
from assistant.plain_text import without_lone_surrogates
from assistant.store.translation import Reviewer
from fuzzing.files import SOUNDS, FileParser, json_bytes, json_like, odd_value, scratch
from fuzzing.requests import COOKIES, LENGTHS, ORIGINS, RANGES, form_bytes, header
from fuzzing.texts import HOSTILE, LANGUAGES, mutated_bytes, text
from ui.app import create_app
from ui.chat.door import COOKIE as PERSON_COOKIE
from ui.chat.page import gradio_parts
from ui.consulent.rooms.registry import ROOMS
from ui.dialogue_client import DialogueAway, DialogueClient
from ui.limits import Limits, Rate
from ui.oidc import SignOnFault
from ui.sign_in import COOKIE as STAFF_COOKIE

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ROLES = ("consulent", "toetser", "teamleider", "bezwaarbehandelaar", "beheerder", "cultuurvertaler")
VISITORS = ("nobody", "person", "person", *ROLES)
PASSWORD = "kachel Lantaarn 7 fiets"
MOST_TURNS = 120
"""Turns of one person, after which another begins: some talks come to their end."""
FUNCTIONS = {
    "/consulent": ("look", "room", "act", "act", "act", "act", "create", "read", "go_alone", "send_back", "write",
    "set_reader"),
    "/vertaler": (
        "shell", "queue", "take", "keep", "decide", "undo", "texts_list", "text_open", "text_check", "text_decide", "text_undo",
        "words",
    ),
}  # fmt: skip
ASKED: dict[str, Any] = {
    "case": "CASE", "room": "plan", "act": "enter", "mark": None, "options": {"search": "x", "sort": "label"}, "rows": {},
    "query": {"search": "x", "scope": "own", "sort": "days", "page": 2}, "case_mark": None, "list_mark": None, "once": "een",
    "source": 1, "what": "approve", "draft": {"text": "x", "note": "", "acknowledged": {}, "heard": ""}, "id": "approved.1.1",
    "language": "ti", "topic": "werk", "skip": [1], "text_id": "talk.yes", "chrome": "ti", "text": "x", "area": "chat",
    "show": "all", "search": "x", "leaving": 1, "entry": 1, "reden": "vakantie", "woorden": "x", "words": "x", "reason": "x",
    "vraag": "persoon.naam", "question": "persoon.naam", "value": "x", "taal": "eigen", "kind": "intake", "versie": 1,
    "seen": 1, "shown": 1, "login": "collega", "label": "Verzonnen", "number": "12", "mapping": "duo", "own_mapping": "",
    "tekst": "a;b\n1;2\n", "rijen": [0], "zin": "x", "zinnen": {"a": "b"}, "week": "{}", "besluit": "goed", "grond": "x",
    "datum": "2026-11-22", "concept": "x", "aan": "toetser", "opmerking": "x", "after": 1, "toelichting": "x", "vorm": "pdf",
    "document": "concept", "nummer": 1, "own": "x", "dutch": "x", "correction": "x", "force": True,
}  # fmt: skip
MARKS = (
    "approved:ti:talk.yes:1.2:3",
    "corrected:ti:talk.yes::" + "9" * 5_000,
    "approved.1." + "9" * 5_000,
    "asked.1.\u0663",
    "x",
)
PATHS = (
    "CASE",
    "x",
    "..",
    "%2e%2e",
    "1",
    "\u00b2",
    "9" * 20,
    "concept.html",
    "pip.pdf",
    "archief.zip",
    "a b",
    "../../etc/passwd",
    "\x00",
)
TYPES = (
    b"application/json",
    b"application/x-www-form-urlencoded",
    b"multipart/form-data; boundary=x",
    b"audio/webm",
    b"text/plain",
)
QUERIES = (
    b"taal=ti", b"taal=" + b"x" * 500, b"bericht=m&vraag=p&ms=12", b"ja=1", b"nummer=1", b"nummer=%C2%B2",
    b"versie=" + b"9" * 30,
    b"uit=1&versie=1", b"state=x&code=y", b"taal=ti&tekst=talk.yes&ms=9", b"opnieuw", b"weg=" + b"9" * 5_000, b"weg=%C2%B2",
    b"%", b"al=x",
    b"gevraagd=inzage", b"a=%ed%a0%80",
)  # fmt: skip


class Broke(Exception):
    """A request was answered with 500: something happened that nobody had thought of."""


class _Away(DialogueClient):
    async def turn(self, **about: Any) -> dict[str, Any]:
        raise DialogueAway("it is away for as long as this runs")


class _Nobody:
    """A sign-on that vouches for nobody; with it its routes are there."""

    def begin(self, *given: str) -> Any:
        return "https://elders.invalid/" if len(given) == 2 else ("geheim", "https://elders.invalid/")

    def finish(self, *given: Any) -> None:
        if len(given) == 3:
            raise SignOnFault("nobody signed on")


@dataclass
class World:
    """One house, the application over it, and who is signed in."""

    house: House
    app: Any
    cases: list[str]
    cookies: dict[str, str] = field(default_factory=dict)
    component: dict[str, int] = field(default_factory=dict)
    routes: list[tuple[str, str]] = field(default_factory=list)


class _Errors(logging.Handler):
    """What our own pages say broke while they answered with a kind message."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.said.append(record.getMessage())


@cache
def _errors() -> _Errors:
    made = _Errors()
    for name in ("ui", "assistant", "translations"):
        logging.getLogger(name).addHandler(made)
    return made


_loop = cache(asyncio.new_event_loop)
_worlds: list[World] = []


def world() -> World:
    """The house as it stands now; made at the first call."""
    if not _worlds:
        _worlds.append(_made())
    return _worlds[-1]


def anew() -> None:
    """Put a fresh house in the place of what earlier cases made of it."""
    while _worlds:
        _worlds.pop().house.store.close()
    world()


def _made() -> World:
    # on purpose a sign-in costs 50 ms and 64 MB; here thousands of them are tried
    Passwords.hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    house = open_house(Path(mkdtemp(dir=scratch())) / "data", wording_of, lambda: NOW)
    made = [
        house.access.new_case(language=language, label="Verzonnen", created_by="consulent", constructed=True)
        for language in ("ti", "prs", "nl")
    ]
    found = World(house, None, [one.case_id for one in made])
    for role in (*ROLES, "collega"):
        house.access.add_staff(role, f"{role} (verzonnen)", "consulent" if role == "collega" else role, PASSWORD)
    house.store.translation.set_reviewer(Reviewer("cultuurvertaler", LANGUAGES[:3], sensitive=True))
    for role in ROLES:
        found.cookies[role] = f"{STAFF_COOKIE}={house.access.sign_in(role, PASSWORD, remote='proef')}"
    found.cookies["person"] = f"{PERSON_COOKIE}={house.access.enter_code(made[0].code, remote='proef')}"
    for case_id in found.cases[:2]:
        _begin_talk(house, case_id)
    import ui.app as pages

    kept, pages.DialogueClient = pages.DialogueClient, _Away  # type: ignore[misc]
    try:
        nobody: Any = _Nobody()
        found.app = create_app(
            house,
            dialogue_url="http://127.0.0.1:9",
            dialogue_secret="geheim",
            sign_on=nobody,
            person_sign_on=nobody,
            limits=Limits(session=Rate(0, 0), address=Rate(0, 0), sign_in=Rate(0, 0)),
        )
    finally:
        pages.DialogueClient = kept  # type: ignore[misc]
    inside = found.app
    while not hasattr(inside, "router"):
        inside = inside.app
    # what the application does when it starts
    inside.state.gradio_parts = _loop().run_until_complete(gradio_parts(inside.state.person_mount))
    found.routes = sorted(_routes(inside.routes))
    for mount in FUNCTIONS:
        mounted = next(one for one in inside.routes if type(one).__name__ == "Mount" and one.path == mount)
        blocks = mounted.app.get_blocks().blocks
        found.component[mount] = next(number for number, part in blocks.items() if getattr(part, "server_fns", None))
    return found


def _routes(routes: Any) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for route in routes:
        if type(route).__name__ == "Mount":
            continue
        if hasattr(route, "original_router"):
            found |= _routes(route.original_router.routes)
        else:
            found |= {(method, route.path) for method in route.methods or ()}
    return found


def _begin_talk(house: House, case_id: str) -> None:
    """Some answers, so that the rooms and the desk have something to show."""
    screen = house.conversation.screen(case_id)
    for number in range(40):
        payloads = [one["payload"] for one in screen["prompt"]["buttons"]]
        button = next(
            (one for one in payloads if one.startswith(("language:ti", "readback:right", "opening:go", "go_on"))), None
        )
        more: dict[str, Any] = {"button": button}
        if button is None and screen["prompt"]["kind"] == "question" and number % 2:
            more = {"text": "ኣብ ኣስመራ 1985 ባኒ", "intent": "answer", "intent_confidence": 0.9}
        elif button is None:
            more = {"button": "answer:true" if screen["prompt"]["kind"] in {"notice", "gate"} else "state:later"}
        screen = house.conversation.take_turn(case_id, f"begin-{number}", prompt_id=screen["prompt_id"], **more)


# --- requests ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """One request as somebody could send it. ``CASE`` in path and body stands for a case of the house."""

    who: str
    method: str
    path: str
    query: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


def _request_case(random: Random) -> Asked:
    method, path = random.choice(world().routes)
    while "{" in path:
        before, _, rest = path.partition("{")
        path = before + random.choice((*PATHS, *HOSTILE)) + rest.partition("}")[2]
    if random.random() < 0.05:
        path = random.choice(("/" + random.choice(PATHS), path + "/", path.upper(), "/" + path, path + "\ufffd"))
    if random.random() < 0.05:
        method = random.choice(("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "X" * 50))
    headers = [(b"host", b"intake.gemeente.invalid")]
    choices: Mapping[bytes, tuple[bytes, ...]] = {
        b"origin": ORIGINS, b"range": RANGES, b"content-length": LENGTHS, b"accept-language": (b"ti", b"\xff",
        b"x;q=" + b"9" * 400),
        b"accept": (b"text/html", b"*/*", b"\xff"), b"accept-encoding": (b"gzip", b"br", b"gzip;q=\xb2"), b"cookie": COOKIES,
        b"x-forwarded-for": (b"1.2.3.4", b"::1", b"\xff"), b"authorization": (b"Bearer x", b"\xff"), b"host": ORIGINS,
    }  # fmt: skip
    headers += [(name, header(*values)(random)) for name, values in choices.items() if random.random() < 0.12]
    query = mutated_bytes(random.choice(QUERIES), random) if random.random() < 0.5 else random.choice((b"", *QUERIES))
    body = b""
    if method not in ("GET", "HEAD"):
        kind, body = _body(path, random)
        headers.append((b"content-type", kind))
    clean = bytes(byte for byte in query if 32 < byte < 127)
    return Asked(random.choice(VISITORS), method, path, clean, tuple(headers), body)


def _body(path: str, random: Random) -> tuple[bytes, bytes]:
    message = {
        "message_id": f"m-{random.randrange(9)}", "prompt_id": random.choice(("p-1", None)),
        "language": random.choice(LANGUAGES),
        "button": random.choice((None, None, "go_on", "answer:true", "language:ti", "confirm:\u00b2")), "text": text(random,
        "ti", 6),
        "code": random.choice(("ABCD-EFGH", text(random, "nl", 3))), "fact": "123456",
    }  # fmt: skip
    if message["button"]:
        message["text"] = None
    kinds = {
        TYPES[0]: lambda: json_bytes(message)(random),
        TYPES[1]: lambda: form_bytes(random),
        TYPES[2]: lambda: _multipart(random),
        TYPES[3]: lambda: mutated_bytes(random.choice(SOUNDS), random),
    }
    right = TYPES[3] if path.startswith("/opnamen/") else TYPES[0] if path.startswith("/gesprek/") else TYPES[1]
    if path.startswith("/gesprek/gegevens"):
        right = TYPES[1]
    chosen = right if random.random() < 0.85 else random.choice(list(kinds))
    told = chosen if random.random() < 0.95 else random.choice(TYPES)
    return told, kinds[chosen]()


def _multipart(random: Random) -> bytes:
    part = (
        b'--x\r\nContent-Disposition: form-data; name="own"; filename="../../a.yml"\r\n\r\n'
        + bytes(random.choice(SOUNDS))
        + b"\r\n"
    )
    return mutated_bytes(part * random.randrange(1, 4) + b"--x--\r\n", random)


def _request(asked: Asked) -> None:
    here = world()
    path = asked.path.replace("CASE", here.cases[0])
    ends = path.rstrip("/").endswith(("/uitloggen", "/weg"))
    status = _answer(
        method=asked.method, path=path, query=asked.query, body=asked.body.replace(b"CASE", here.cases[0].encode()),
        headers=[*asked.headers, *([] if ends or asked.who == "nobody" else [(b"cookie", here.cookies[asked.who].encode())])],
    )  # fmt: skip
    if status >= 500 and status not in (503, 507) and path not in ("/readyz", "/inloggen/gemeente"):
        raise Broke(f"{asked.method} {path} answered {status} to {asked.who}")


def _answer(*, method: str, path: str, query: bytes, headers: list[tuple[bytes, bytes]], body: bytes) -> int:
    """The status that the application answers with; raises Broke when it says in its log that something broke."""
    left, told = [body[: len(body) // 2], body[len(body) // 2 :]], []

    async def receive() -> dict[str, Any]:
        if not left:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            told.append(message["status"])

    path = unquote(quote(path, errors="replace"))  # as the server makes it: no halves of characters
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": path, "scheme": "http",
        "raw_path": quote(path).encode(), "query_string": query, "root_path": "", "headers": headers,
        "client": ("203.0.113.9", 5),
        "server": ("intake.gemeente.invalid", 80), "state": {},
    }  # fmt: skip
    errors = _errors()
    errors.said.clear()
    _loop().run_until_complete(world().app(scope, receive, send))
    if errors.said:
        raise Broke("; ".join(errors.said)[:400])
    return int(told[0]) if told else 599


# --- functions behind the pages of staff ---------------------------------------------------------------------------------


def _act_case(random: Random) -> tuple[str, str, str, Any]:
    """Who, which page, which function, and what is sent along."""
    mount = random.choice(("/consulent", "/consulent", "/consulent", "/vertaler"))
    who = "cultuurvertaler" if mount == "/vertaler" else random.choice(ROLES[:4])
    name = random.choice(FUNCTIONS[mount])
    asked = {key: value for key, value in ASKED.items() if random.random() < 0.6 or key in ("case", "act", "room")}
    room = random.choice(ROOMS)
    asked["room"], asked["act"] = room.id, random.choice(sorted(room.actions) or ["x"])
    asked["mark"] = random.choice((None, "x"))
    asked["id"] = random.choice(MARKS)
    if random.random() < 0.5:
        kind = random.choice(sorted(forms()))
        asked["kind"] = kind
        for one in forms()[kind].fields:
            asked[one.name] = (
                random.choice(sorted(one.options)) if one.options and random.random() < 0.7 else odd_value(random)
            )
    kept = {key: asked[key] for key in ("room", "act", "case")}
    made = json_like(asked)(random)
    if isinstance(made, dict) and random.random() < 0.9:
        made |= kept
        for key in random.choices(sorted(made), k=random.randrange(3)):
            if key not in kept:
                made[key] = random.choice(
                    (*MARKS, 10**30, -1, True, [], {}, "\ud800", "\u00b2", "9" * 5_000, odd_value(random))
                )
    return who, mount, name, made


def _act(case: tuple[str, str, str, Any]) -> None:
    who, mount, name, asked = case
    here = world()
    told = {"data": asked, "component_id": here.component[mount], "fn_name": name, "session_hash": "een-ander"}
    body = json.dumps(told).replace('"CASE"', json.dumps(here.cases[0])).encode()
    headers = [(b"host", b"x.invalid"), (b"content-type", b"application/json"), (b"cookie", here.cookies[who].encode())]
    status = _answer(method="POST", path=f"{mount}/gradio_api/component_server/", query=b"", headers=headers, body=body)
    if status >= 500:
        raise Broke(f"{name} of {mount} answered {status} to {who}")


# --- turns of the conversation -------------------------------------------------------------------------------------------


@dataclass
class _Talk:
    case_id: str
    turns: int = 0
    screen: Any = None


_talks: dict[str, _Talk] = {}


def _talk(language: str) -> _Talk:
    found = _talks.get(language)
    if found is None or found.turns >= MOST_TURNS or found.screen.get("finished"):
        house = world().house
        case = house.access.new_case(language=None, label="Verzonnen", created_by="consulent", constructed=True)
        found = _talks[language] = _Talk(case.case_id, screen=house.conversation.screen(case.case_id))
        found.screen = house.conversation.take_turn(
            case.case_id, "eerste", button=f"language:{language}", prompt_id=found.screen["prompt_id"]
        )
    return found


def _talks_anew() -> None:
    _talks.clear()
    anew()


ODD_BUTTONS = (
    "confirm:\u00b2", "confirm:9" * 50, "answer:[[", "answer:" + "9" * 5_000, "answer:1e999", "entries:right", "see:\u00b2",
    "info:x",
    "topic:x", "change:persoon.naam", "change:gezin.kinderen.leeftijd.\u00b2", "change:x.9" * 9, "leave:", "imported:right",
    ":", "",
    "support:", "language:xx", "state:\ud800", "answer:\"\\ud800\"", "move:repeat", "move:later", "offer:now",
    "readback:right", "go_on",
)  # fmt: skip


def _turn_case(random: Random) -> tuple[str, int, str, str, str | None, Any, bool]:
    """In which language, which button of the screen, a button, words, the intent, the prompt, and whether trusted."""
    language = random.choice(LANGUAGES)
    button = random.choice(ODD_BUTTONS)
    if random.random() < 0.5:
        value = odd_value(random)
        button = f"answer:{json.dumps(value)}"
    said = text(random, language, 8)
    intent = random.choice(
        ("answer", "answer", "answer", "ask_repeat", "ask_why", "deny", "affirm", "stop", None, "x", "\u00b2")
    )
    prompt = random.choice(("right", "right", "right", None, "x", "\u00b2" * 300))
    return language, random.randrange(-6, 8), button, said, intent, prompt, random.random() < 0.9


def _turn(case: tuple[str, int, str, str, str | None, Any, bool]) -> None:
    language, nth, button, said, intent, prompt, trusted = case
    talk = _talk(language)
    house = world().house
    prompt_id = talk.screen["prompt_id"] if prompt == "right" else prompt
    offered = [one["payload"] for one in (*talk.screen["prompt"]["buttons"], *talk.screen["prompt"]["moves"])]
    about: dict[str, Any] = {"trusted": trusted, "prompt_id": prompt_id}
    talk.turns += 1
    if nth < -3:
        about["button"] = without_lone_surrogates(button)  # as the page's endpoint hands it on
    elif nth < 1 and offered:
        about["button"] = offered[nth % len(offered)]
    else:
        words = without_lone_surrogates(said)
        refused = house.conversation.receive(
            talk.case_id, f"m-{talk.turns}", prompt_id, words, trusted=trusted, device=None
        )
        if refused is not None:
            talk.screen = refused
            return
        about |= {"text": words, "intent": intent, "intent_confidence": 0.9}
    talk.screen = house.conversation.take_turn(talk.case_id, f"m-{talk.turns}", **about)


@cache
def PAGE_PARSERS() -> tuple[FileParser, ...]:
    """Requests, acts of staff, and turns."""
    return (
        FileParser("requests to the pages", _request_case, _request, (), 0.25, anew),
        FileParser("acts of staff", _act_case, _act, (), 0.1, anew),
        FileParser("turns of the conversation", _turn_case, _turn, (), 0.1, _talks_anew),
    )


__all__ = ["PAGE_PARSERS", "Asked", "Broke", "World", "anew", "world"]
