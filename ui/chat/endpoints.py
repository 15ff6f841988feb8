"""What the person's page asks the server, as JSON. The same endpoints carry ``intake replay``.

Every fault comes back as ``{"problem": "page.…", "text": "…"}`` with the text in the person's language, so that the page
can show it and keep the words in the field. Nothing here logs a word, a code or a cookie.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from traceback import extract_tb
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from assistant.access import AccessFault, TooManyTries, plain_code
from assistant.conversation import MAXIMUM_LENGTH
from assistant.plain_text import without_lone_surrogates
from assistant.store import ErasedCase, StoreBusy, StoreFull, UnknownCase
from ui.chat import door
from ui.chat.earlier import earlier_answers
from ui.chat.words import PageWords
from ui.dialogue_client import DialogueAway, DialogueClient
from ui.recordings.text_sounds import TextSounds
from ui.traffic import KIND

# A text far over what one answer may hold still gets the answer that it is too long: 20,000 characters of Ge'ez are
# 60 kB, or 120 kB when a client writes them as \uXXXX.
LARGEST_BODY = 256 * 1024
LONGEST_ID = 200
log = logging.getLogger(__name__)


class BadRequest(Exception):
    """The page sent something that is no message of ours; ``status`` is the HTTP status that says so."""

    def __init__(self, status: int, problem: str) -> None:
        """``problem`` is the id of the page text that tells the person what to do."""
        super().__init__(problem)
        self.status = status
        self.problem = problem


async def read_json(request: Request) -> dict[str, Any]:
    """The JSON object in the body; raises BadRequest (413 too large, 415 not JSON, 422 not an object)."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise BadRequest(415, "page.problem_server")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise BadRequest(413, "page.problem_too_long")
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        raise BadRequest(422, "page.problem_server") from None
    if not isinstance(message, dict):
        raise BadRequest(422, "page.problem_server")
    return message


def short_text(message: dict[str, Any], name: str, *, required: bool = True) -> str | None:
    """The short string ``name`` of a message, fit for the disk; raises BadRequest when it is missing, too long or no string."""
    value = message.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, str) or not (1 <= len(value) <= LONGEST_ID):
        raise BadRequest(422, "page.problem_server")
    return without_lone_surrogates(value)


def chat_router(house: Any, dialogue: DialogueClient, words: PageWords, sounds: TextSounds) -> APIRouter:
    """The endpoints under ``/gesprek`` for the cases of ``house``; typed words go on through ``dialogue``."""
    router = APIRouter(prefix="/gesprek")

    def problem(status: int, text_id: str, language: object, **params: object) -> JSONResponse:
        retry = {"Retry-After": "2"} if status == 503 else {}
        return JSONResponse(
            {"problem": text_id, "text": words.text(language, text_id, **params)}, status_code=status, headers=retry
        )

    async def guarded(language: object, work: Callable[[], Any]) -> Any:
        """Run blocking ``work`` of the core in a thread; its faults become answers the page can show."""
        try:
            return await to_thread.run_sync(work)
        except StoreFull:
            return problem(507, "page.problem_full", language)
        except StoreBusy:
            return problem(503, "page.problem_busy", language)
        except ErasedCase:
            return ended(language)
        except UnknownCase:
            return problem(401, "page.session_ended", language)
        except AccessFault:
            raise
        except Exception as fault:
            # where and what kind, never the message: it could hold somebody's words
            place = extract_tb(fault.__traceback__)[-1]
            log.error("a turn could not be taken: %s at %s:%s", type(fault).__name__, place.filename, place.lineno)
            return problem(500, "page.problem_server", language)

    async def at_the_door(request: Request, language: object) -> Any:
        """Who asks, or the answer that they are not let in (or that this cannot be looked up now)."""
        token = door.token_of(request)
        person = await guarded(language, lambda: house.access.person(token)) if token else None
        if person is None and token and await guarded(language, lambda: was_shut(token)) is True:
            return ended(language)
        return problem(401, "page.session_ended", language) if person is None else person

    def was_shut(secret: str) -> bool:
        """Whether this code or token was of a conversation that was erased since."""
        return bool(house.store.erasing.shut(hashlib.sha256(secret.encode()).hexdigest()))

    def ended(language: object) -> JSONResponse:
        text = house.wording.text(language if words.knows(language) else "nl", "rights.ended")
        return JSONResponse({"problem": "rights.ended", "text": text}, status_code=410)

    def current_screen(person: door.Visitor) -> Any:
        return house.conversation.screen(person.case_id, trusted=person.trusted, device=person.device)

    def met(token: str | None, reply: dict[str, Any]) -> dict[str, Any]:
        """The reply, with a note when another browser goes on with the same conversation at the same time."""
        try:
            if not house.access.meets_another(token):
                return reply
        except (StoreBusy, StoreFull):
            return reply  # what was asked is done; only that somebody is here could not be kept
        language = reply.get("language")
        known = language if isinstance(language, str) and words.knows(language) else "nl"
        note = {"kind": "info", "text": words.text(known, "page.other_device")}
        return {**reply, "notes": [*(reply.get("notes") or []), note]}

    def language_of(message: dict[str, Any]) -> str:
        wanted = message.get("language")
        return wanted if isinstance(wanted, str) and words.knows(wanted) else "nl"

    @router.get("/woorden")
    async def page_words(taal: str = "nl", versie: str = "") -> Response:
        """The texts of the page in one language; browsers keep those of the version they ask for."""
        if not words.knows(taal):
            return problem(404, "page.problem_server", "nl")
        # a text may have been corrected since the page was loaded: other words must not be kept under this address
        keep = "private, max-age=86400" if versie == words.version else "no-store"
        return JSONResponse({**words.about(taal), "words": words.of(taal)}, headers={"Cache-Control": keep})

    @router.post("/code")
    async def enter_code(request: Request) -> Response:
        """Exchange a case code for the session cookie, and return the screen where the person was."""
        try:
            message = await read_json(request)
            code = short_text(message, "code")
        except BadRequest as fault:
            return problem(fault.status, "page.code_wrong", "nl")
        assert code is not None
        language = language_of(message)
        device, before = door.device_of(request), door.token_of(request)
        try:
            token: Any = await guarded(
                language,
                lambda: house.access.enter_code(code, remote=door.remote_address(request), device=device, token=before),
            )
        except AccessFault as fault:
            refused = problem(429 if isinstance(fault, TooManyTries) else 403, fault.message_id, language)
            if not isinstance(fault, TooManyTries) and await guarded(language, lambda: was_shut(plain_code(code))) is True:
                refused = ended(language)
            door.name_device(refused, device, https=request.url.scheme == "https")
            return refused
        if isinstance(token, JSONResponse):
            return token
        screen = await guarded(language, lambda: met(token, current_screen(house.access.person(token))))
        response = screen if isinstance(screen, JSONResponse) else JSONResponse(sounds.in_reply(screen))
        door.let_in(response, token, https=request.url.scheme == "https")
        return response

    @router.get("/scherm")
    async def screen(request: Request, taal: str = "nl") -> Response:
        """The current screen; changes nothing."""
        person = await at_the_door(request, taal)
        if isinstance(person, JSONResponse):
            return person
        reply = await guarded(taal, lambda: met(door.token_of(request), current_screen(person)))
        return reply if isinstance(reply, JSONResponse) else JSONResponse(sounds.in_reply(reply))

    @router.get("/eerder")
    async def earlier(request: Request, taal: str = "nl") -> Response:
        """The questions and answers until now, for the person to look back at."""
        person = await at_the_door(request, taal)
        if isinstance(person, JSONResponse):
            return person
        language = taal if words.knows(taal) else "nl"
        found = await guarded(language, lambda: earlier_answers(house, person, language))
        return found if isinstance(found, JSONResponse) else JSONResponse({"answers": found})

    @router.post("/beurt")
    async def turn(request: Request) -> Response:
        """One turn: a button goes straight to the core, typed words are kept first and then read by the dialogue server.

        202 ``{"waiting": true}`` means: kept, but the dialogue server is not there yet; send the same message again.
        """
        language = "nl"
        try:
            message = await read_json(request)
            language = language_of(message)
            message_id = short_text(message, "message_id")
            prompt_id = short_text(message, "prompt_id", required=False)
            text = message.get("text")
            button: Any = message.get("button")
            if (button is None) == (text is None) or not isinstance(button if text is None else text, str):
                raise BadRequest(422, "page.problem_server")
        except BadRequest as fault:
            return problem(fault.status, fault.problem, language, max=MAXIMUM_LENGTH)
        request.scope.get(KIND, {})["way"] = "button" if text is None else "typed"
        person = await at_the_door(request, language)
        if isinstance(person, JSONResponse):
            return person

        if text is None:
            reply = await guarded(
                language,
                lambda: met(
                    door.token_of(request),
                    house.conversation.take_turn(
                        person.case_id,
                        message_id,
                        prompt_id=prompt_id,
                        button=without_lone_surrogates(button),
                        trusted=person.trusted,
                        device=person.device,
                    ),
                ),
            )
            return reply if isinstance(reply, JSONResponse) else JSONResponse(sounds.in_reply(reply))

        said = without_lone_surrogates(text)

        decided = await guarded(
            language,
            lambda: house.conversation.receive(
                person.case_id, message_id, prompt_id, said, trusted=person.trusted, device=person.device
            ),
        )
        if isinstance(decided, JSONResponse):
            return decided
        if decided is not None:
            return JSONResponse(sounds.in_reply(decided))
        case = await guarded(language, lambda: house.store.case(person.case_id))
        if isinstance(case, JSONResponse):
            return case
        try:
            reply = await dialogue.turn(
                case_id=person.case_id,
                message_id=str(message_id),
                prompt_id=prompt_id,
                language=case.language or language,
                text=said,
            )
        except DialogueAway:
            return JSONResponse({"waiting": True, "text": words.text(language, "page.starting")}, status_code=202)
        told = await guarded(language, lambda: met(door.token_of(request), reply))
        return told if isinstance(told, JSONResponse) else JSONResponse(sounds.in_reply(told))

    @router.post("/tweede-feit")
    async def second_fact(request: Request) -> Response:
        """Uncover earlier sensitive answers on this browser with the six digits that were given in person."""
        try:
            message = await read_json(request)
            fact = short_text(message, "fact")
        except BadRequest as fault:
            return problem(fault.status, "page.second_fact_wrong", "nl")
        language = language_of(message)
        token = door.token_of(request)
        if isinstance(refused := await at_the_door(request, language), JSONResponse):
            return refused
        try:
            right = await guarded(language, lambda: house.access.give_second_fact(token, fact))
        except TooManyTries:
            return problem(429, "page.second_fact_too_many", language)
        if isinstance(right, JSONResponse):
            return right
        if not right:
            return problem(403, "page.second_fact_wrong", language)
        return JSONResponse({"ok": True})

    @router.post("/weg")
    async def leave(request: Request) -> Response:
        """Sign this browser out; the conversation itself stays where it is."""
        token = door.token_of(request)
        if token:
            await guarded("nl", lambda: house.access.sign_out(token))
        response = JSONResponse({"ok": True})
        door.let_out(response, https=request.url.scheme == "https")
        return response

    return router
