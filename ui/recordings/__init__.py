"""Sound on its way in and out, through authorised endpoints of our own: nothing of it ever lies in an upload folder.

| endpoint | who | does |
| --- | --- | --- |
| `GET /opnamen/toestemming` | the person | whether they agreed to be recorded |
| `POST /opnamen/toestemming?ja=1` (or `0`) | the person | says yes (or no longer) to being recorded |
| `POST /opnamen/antwoord?bericht=…&vraag=…&ms=…` | the person | the body is the sound: an answer by voice, and the next screen |
| `POST /opnamen/tekst?taal=…&tekst=…&ms=…` | a cultuurvertaler of that language | the body is the sound: a text read aloud |
| `POST /opnamen/tekst/terug?nummer=…` | a cultuurvertaler of that language | takes such a recording back |
| `GET /opnamen/<id>` | whoever may hear it | the sound |
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from assistant.access import Staff
from assistant.audit.noting import NOT_SHOWN, NotNoted, Views, doing
from assistant.conversation.voice import TEXT, agree, agreed
from assistant.permissions import barrier
from assistant.recordings import (
    LARGEST,
    LONGEST_MS,
    KeyFault,
    NotASound,
    Recordings,
    RecordingUnreadable,
    TooLarge,
    Vault,
)
from assistant.recordings.hearing import REVIEWER, person_may_hear, staff_may_hear
from assistant.store import StoreBusy, StoreFull, UnknownCase
from assistant.store.translation import Recording
from translations.texts import text_hash
from ui.chat import door
from ui.chat.words import PageWords
from ui.recordings.text_sounds import TextSounds
from ui.sign_in import COOKIE as STAFF_COOKIE

LONGEST_ID = 200
_PLACE = re.compile(r"[0-9]{1,12}")
"""A place in a sound, in a header: no other digits, and no number that takes long to read."""


class SoundTooLarge(Exception):
    """The body holds more than a recording may; reading stopped there."""


async def read_sound(request: Request) -> bytes:
    """The body of a request; raises SoundTooLarge as soon as it is over ``LARGEST``."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise SoundTooLarge
    return bytes(body)


def recordings_router(house: Any, words: PageWords, sounds: TextSounds) -> APIRouter:
    """The routes under ``/opnamen`` for the cases of ``house``."""
    router = APIRouter(prefix="/opnamen")
    store = house.store.translation
    views = Views(house.audit)
    recordings = Recordings(store, Vault(house.data, house.keyring))

    def problem(status: int, text_id: str, language: object) -> JSONResponse:
        text = words.text(language, text_id, minutes=LONGEST_MS // 60_000)
        return JSONResponse({"problem": text_id, "text": text}, status_code=status)

    async def guarded(language: object, work: Callable[[], Any]) -> Any:
        try:
            return await to_thread.run_sync(work)
        except (NotASound, TooLarge) as fault:
            return problem(413 if isinstance(fault, TooLarge) else 415, fault.message_id, language)
        except StoreFull:
            return problem(507, "page.problem_full", language)
        except StoreBusy:
            return problem(503, "page.problem_busy", language)
        except (KeyFault, NotNoted):
            return problem(500, "page.problem_server", language)

    def milliseconds(request: Request) -> int:
        text = request.query_params.get("ms", "0")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0

    def staff_of(request: Request) -> Any:
        token = request.cookies.get(STAFF_COOKIE)
        return house.access.staff(token) if token else None

    def reviewer_of(request: Request, language: str) -> Any:
        """The signed-in cultuurvertaler of this language, or None."""
        staff = staff_of(request)
        profile = store.reviewer(staff.login) if staff is not None and staff.role == REVIEWER else None
        return staff if profile is not None and language in profile.languages else None

    @router.get("/toestemming")
    async def consented(request: Request) -> Response:
        """Whether the person agreed to be recorded, and where the explanation can be listened to (None when nowhere)."""
        person = await door.visitor(request, house.access)
        if person is None:
            return problem(401, "page.session_ended", "nl")

        def look() -> dict[str, Any]:
            language = house.store.case(person.case_id).language or "nl"
            return {"agreed": agreed(house.store, person.case_id), "listen": sounds.address(language, TEXT)}

        return JSONResponse(await to_thread.run_sync(look))

    @router.post("/toestemming")
    async def consent(request: Request) -> Response:
        """Keep that the person agrees to be recorded, or does so no longer: then what was recorded is destroyed."""
        person = await door.visitor(request, house.access)
        if person is None:
            return problem(401, "page.session_ended", "nl")
        wanted = request.query_params.get("ja") == "1"
        language = (await to_thread.run_sync(house.store.case, person.case_id)).language or "nl"

        def keep() -> int:
            agree(house.store, house.wording, person.case_id, language, wanted, datetime.now(UTC))
            return 0 if wanted else recordings.destroy_of_case(person.case_id)

        done = await guarded(language, keep)
        return done if isinstance(done, JSONResponse) else JSONResponse({"agreed": wanted, "destroyed": done})

    @router.post("/antwoord")
    async def answer(request: Request) -> Response:
        """An answer by voice. The same message twice is one answer."""
        person = await door.visitor(request, house.access)
        if person is None:
            return problem(401, "page.session_ended", "nl")
        language = (await to_thread.run_sync(house.store.case, person.case_id)).language or "nl"
        message_id, prompt_id = request.query_params.get("bericht", ""), request.query_params.get("vraag")
        if not 1 <= len(message_id) <= LONGEST_ID:
            return problem(422, "page.problem_server", language)
        if not await to_thread.run_sync(agreed, house.store, person.case_id):
            return problem(403, "page.voice_consent_first", language)
        try:
            sound = await read_sound(request)
        except SoundTooLarge:
            return problem(413, "page.voice_too_long", language)
        length = milliseconds(request)

        def keep() -> Any:
            recording = recordings.keep_answer(
                sound, length, case_id=person.case_id, message_id=message_id, language=language
            )
            return house.conversation.take_recording(
                person.case_id, message_id, recording, prompt_id=prompt_id, trusted=person.trusted, device=person.device
            )

        reply = await guarded(language, keep)
        return reply if isinstance(reply, JSONResponse) else JSONResponse(sounds.in_reply(reply))

    @router.post("/tekst")
    async def text(request: Request) -> Response:
        """A text read aloud; it is heard for as long as the wording stays this one."""
        language, text_id = request.query_params.get("taal", ""), request.query_params.get("tekst", "")
        staff = await to_thread.run_sync(reviewer_of, request, language)
        if staff is None:
            return problem(403, "page.problem_server", "nl")
        if not house.wording.has(text_id):
            return problem(404, "page.problem_server", "nl")
        try:
            sound = await read_sound(request)
        except SoundTooLarge:
            return problem(413, "page.voice_too_long", "nl")
        read = text_hash(house.wording.text(language, text_id))
        about = {"ruimte": "teksten", "daad": "opname", "tekst": text_id, "taal": language}

        def keep() -> Recording:
            with doing(house.audit, "gewijzigd", staff, None, about):
                return recordings.keep_text(
                    sound, milliseconds(request), language=language, text_id=text_id, text_hash=read, by=staff.login
                )

        kept = await guarded("nl", keep)
        return kept if isinstance(kept, JSONResponse) else JSONResponse({"id": kept.id, "address": f"/opnamen/{kept.id}"})

    @router.post("/tekst/terug")
    async def take_back(request: Request) -> Response:
        """Take a recording of a text back."""
        number = request.query_params.get("nummer", "")
        recording = await to_thread.run_sync(_recording, number)
        if recording is None or recording.kind != "text":
            return problem(404, "page.problem_server", "nl")
        staff = await to_thread.run_sync(reviewer_of, request, recording.language)
        if staff is None:
            return problem(403, "page.problem_server", "nl")
        about = {"ruimte": "teksten", "daad": "opname", "tekst": recording.text_id, "taal": recording.language}

        def destroy() -> None:
            with doing(house.audit, "verwijderd", staff, None, about):
                recordings.destroy(recording)

        done = await guarded("nl", destroy)
        return done if isinstance(done, JSONResponse) else JSONResponse({"ok": True})

    def _recording(number: str) -> Recording | None:
        if not (number.isascii() and number.isdigit() and len(number) < 12):
            return None
        found: Recording | None = store.recording(int(number))
        return found

    @router.get("/{number}")
    async def hear(request: Request, number: str) -> Response:
        """The sound, for whoever may hear it; anybody else learns not even whether it is there."""
        recording = await to_thread.run_sync(_recording, number)
        try:
            if recording is None or not await to_thread.run_sync(may_hear, request, recording):
                return Response(status_code=404)
        except (NotNoted, StoreFull):
            return PlainTextResponse(NOT_SHOWN, status_code=507)
        except StoreBusy:
            return PlainTextResponse(NOT_SHOWN, status_code=503)
        try:
            sound = await to_thread.run_sync(recordings.sound, recording)
        except (RecordingUnreadable, KeyFault):
            return Response(status_code=404)
        # the sound under a number never changes; an answer is not left behind in a browser
        keep = "public, max-age=31536000, immutable" if recording.kind == "text" else "no-store"
        return _in_part(request, sound, recording.media_type, keep)

    def may_hear(request: Request, recording: Recording) -> bool:
        if recording.kind == "text":
            return True
        person = house.access.person(door.token_of(request))
        if person is not None and person_may_hear(recording, person.case_id):
            return bool(person.trusted)
        staff = staff_of(request)
        now = house.now()
        if staff is None or not staff_may_hear(recording, staff, store, now.isoformat()):
            return False
        if staff.role != REVIEWER and not _in_own_case(staff, recording):
            return False
        views.seen(staff, recording.case_id, "opname", now, opname=recording.id)
        return True

    def _in_own_case(staff: Staff, recording: Recording) -> bool:
        try:
            return barrier(house, staff, recording.case_id or "") is None
        except UnknownCase:
            return False

    return router


def _in_part(request: Request, sound: bytes, media_type: str, keep: str) -> Response:
    """The sound, or the part of it that is asked for: without this, Safari plays nothing (RFC 9110, section 14)."""
    headers = {"Accept-Ranges": "bytes", "Cache-Control": keep}
    asked = request.headers.get("range", "")
    first, _, last = asked.removeprefix("bytes=").partition("-")
    if asked.startswith("bytes=") and _PLACE.fullmatch(first) and (_PLACE.fullmatch(last) or not last):
        start, end = int(first), min(int(last or len(sound) - 1), len(sound) - 1)
        if start > end:
            return Response(status_code=416, headers={"Content-Range": f"bytes */{len(sound)}"})
        headers["Content-Range"] = f"bytes {start}-{end}/{len(sound)}"
        return Response(sound[start : end + 1], status_code=206, media_type=media_type, headers=headers)
    return Response(sound, media_type=media_type, headers=headers)
