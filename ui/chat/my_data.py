"""The person's page "Mijn gegevens": what is kept, taking it along, correcting, taking a consent back, asking for something.

Plain HTML and forms under ``/gesprek/gegevens``, without a script: it works on every telephone, and what was typed in the
conversation stays where it was (the page keeps it in the browser). What it shows comes from ``assistant.rights.overview``.

| address | does |
| --- | --- |
| `GET /gesprek/gegevens` | the page |
| `GET …/alles.json`, `…/alles.html` | everything, for a computer or to read |
| `GET …/plan.pdf?versie=1`, `…/samenvatting.pdf` | a set plan, and its summary in the own language |
| `POST …/cijfers`, `…/wijzigen`, `…/vragen` | the second fact; to a question; a request |
| `POST …/opnamen-weg`, `…/delen-stop` | a consent taken back |
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.access import TooManyTries
from assistant.case_file import NETHERLANDS
from assistant.documents import tree
from assistant.documents.pdf import as_pdf
from assistant.documents.summary import summary_document
from assistant.pip.versions import VersionChanged, verify
from assistant.plain_number import whole_number
from assistant.plain_text import without_lone_surrogates
from assistant.rights.consents import withdraw_sharing, withdraw_voice
from assistant.rights.overview import everything
from assistant.rights.requests import RIGHTS, AlreadyAsked, UnknownRight, ask
from assistant.store import StoreBusy, StoreFull, UnknownCase
from ui.chat import door
from ui.chat.words import PageWords
from ui.consulent.harmless import harmless
from ui.served_assets import Assets
from ui.sign_in import read_form

PAGE = "/gesprek/gegevens"
PERSON = "inburgeraar"
_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined,
    trim_blocks=True, lstrip_blocks=True, auto_reload=False,
)  # fmt: skip
_templates.filters["harmless"] = harmless
_FAULTS: dict[type[Exception], tuple[int, str]] = {
    StoreFull: (507, "page.problem_full"), StoreBusy: (503, "page.problem_busy"), UnknownCase: (401, "page.session_ended"),
}  # fmt: skip


def day_in_figures(at: str) -> str:
    """A day or moment (ISO 8601) as figures that read the same in every language: 22-11-2026."""
    day = date.fromisoformat(at) if len(at) == 10 else datetime.fromisoformat(at).astimezone(NETHERLANDS).date()
    return f"{day.day}-{day.month}-{day.year}"


def my_data_router(house: Any, words: PageWords, assets: Assets) -> APIRouter:
    """The routes under ``/gesprek/gegevens`` for the cases of ``house``."""
    router = APIRouter(prefix=PAGE)

    def language_of(person: door.Visitor) -> str:
        chosen = house.store.case(person.case_id).language
        return chosen if words.knows(chosen) else "nl"

    def gather(person: door.Visitor) -> dict[str, Any]:
        return everything(house, person.case_id, trusted=person.trusted, device=person.device)

    def html(person: door.Visitor, *, note: str = "", fact_problem: str = "", to_read: bool = False) -> str:
        language, data = language_of(person), gather(person)
        say = partial(_say, house.wording, language)
        rule = house.municipality.rule
        return _templates.get_template("my_data.html").render(
            data=data, topics=_by_topic(house.catalogue, house.wording, language, data["answers"]), language=language,
            about=words.about(language), say=say, page=lambda name: words.text(language, f"page.{name}"),
            day=day_in_figures, note=note, fact_problem=fact_problem, to_read=to_read, trusted=person.trusted,
            rights=[right for right in RIGHTS if not any(one["right"] == right and one["open"] for one in data["requests"])],
            kept_for=rule("bewaartermijn").amount, weeks=rule("bezwaar_termijn").value, municipality=house.municipality.name,
            styles=[] if to_read else [assets.address("chat.css"), assets.address("my_data.css")],
            icon="data:," if to_read else assets.address("icon.svg"),
        )  # fmt: skip

    async def with_person(request: Request, work: Callable[[door.Visitor], Response]) -> Response:
        """Do something for the person behind a request, in a thread; without one, back to the conversation."""
        person = await door.visitor(request, house.access)
        if person is None:
            return RedirectResponse("/", status_code=303)
        try:
            return await to_thread.run_sync(work, person)
        except tuple(_FAULTS) as fault:
            status, text_id = next(found for kind, found in _FAULTS.items() if isinstance(fault, kind))
            return HTMLResponse(_plain(words.text("nl", text_id)), status_code=status)

    def back(note: str = "") -> Response:
        return RedirectResponse(f"{PAGE}?{note}" if note else PAGE, status_code=303)

    def noted(person: door.Visitor, what: str, **about: object) -> None:
        house.audit.note(what, who=PERSON, role=PERSON, case_id=person.case_id, about=about)

    @router.get("")
    async def page(request: Request) -> Response:
        """The page."""
        asked = request.query_params

        def show(person: door.Visitor) -> Response:
            language, note = language_of(person), ""
            if asked.get("gevraagd") in RIGHTS or asked.get("al") in RIGHTS:
                right = asked.get("gevraagd") or asked.get("al")
                due = [one["due"] for one in gather(person)["requests"] if one["right"] == right and one["open"]]
                if due:
                    name = "ask_sent" if asked.get("gevraagd") else "ask_again"
                    note = _say(house.wording, language, name, date=day_in_figures(due[-1]))
            elif (gone := whole_number(asked.get("weg"))) is not None:
                note = words.text(language, "page.voice_gone", count=gone)
            wrong = {"fout": "page.second_fact_wrong", "vaak": "page.second_fact_too_many"}.get(asked.get("cijfers", ""))
            return HTMLResponse(html(person, note=note, fact_problem=words.text(language, wrong) if wrong else ""))

        return await with_person(request, show)

    @router.get("/alles.json")
    async def for_a_computer(request: Request) -> Response:
        """Everything, in the form of ``my_data.schema.json``."""

        def give(person: door.Visitor) -> Response:
            data = json.dumps(gather(person), ensure_ascii=False, indent=1)
            noted(person, "gedownload", wat="mijn-gegevens", vorm="json")
            return _file(data.encode(), "application/json", "mijn-gegevens.json")

        return await with_person(request, give)

    @router.get("/alles.html")
    async def to_read(request: Request) -> Response:
        """Everything, as one file that any browser shows."""

        def give(person: door.Visitor) -> Response:
            made = html(person, to_read=True)
            noted(person, "gedownload", wat="mijn-gegevens", vorm="html")
            return _file(made.encode(), "text/html; charset=utf-8", "mijn-gegevens.html")

        return await with_person(request, give)

    @router.get("/plan.pdf")
    async def plan(request: Request, versie: str = "") -> Response:
        """A set plan, as it was set."""

        def give(person: door.Visitor) -> Response:
            found = [one for one in house.store.dossier.versions(person.case_id) if str(one.number) == versie]
            if not person.trusted or not found:
                return back()
            try:
                document = tree.from_json(verify(found[0]).document)
            except VersionChanged:
                return HTMLResponse(_plain(words.text(language_of(person), "page.problem_server")), status_code=500)
            noted(person, "gedownload", wat="plan", versie=found[0].number)
            return _file(as_pdf(document), "application/pdf", f"plan-{found[0].number}.pdf")

        return await with_person(request, give)

    @router.get("/samenvatting.pdf")
    async def summary(request: Request) -> Response:
        """The summary of the plan in the person's language."""

        def give(person: door.Visitor) -> Response:
            file = house.case_file(person.case_id)
            if not person.trusted or not file.versions:
                return back()
            noted(person, "gedownload", wat="samenvatting")
            return _file(as_pdf(summary_document(file)), "application/pdf", "samenvatting.pdf")

        return await with_person(request, give)

    @router.post("/cijfers")
    async def second_fact(request: Request) -> Response:
        """Uncover what is private in this browser, with the six digits."""
        fact, token = (await read_form(request)).get("fact", ""), door.token_of(request)

        def give(person: door.Visitor) -> Response:
            try:
                right = house.access.give_second_fact(token, fact[:40])
            except TooManyTries:
                return back("cijfers=vaak")
            return back() if right else back("cijfers=fout")

        return await with_person(request, give)

    @router.post("/wijzigen")
    async def change(request: Request) -> Response:
        """To the question in the conversation, to answer it anew."""
        form = await read_form(request)
        target, entry = form.get("vraag", ""), form.get("nummer", "")

        def go(person: door.Visitor) -> Response:
            # whether it is a question of ours is looked at where every button is
            if target in house.catalogue and (not entry or (entry.isascii() and entry.isdigit() and len(entry) < 5)):
                now = house.conversation.screen(person.case_id, trusted=person.trusted, device=person.device)
                house.conversation.take_turn(
                    person.case_id, uuid.uuid4().hex, prompt_id=now["prompt_id"],
                    button=f"change:{target}" + (f":{entry}" if entry else ""), trusted=person.trusted, device=person.device,
                )  # fmt: skip
            return RedirectResponse("/", status_code=303)

        return await with_person(request, go)

    @router.post("/vragen")
    async def request_right(request: Request) -> Response:
        """A request: it is kept at once, and the consulent sees it with its term."""
        form = await read_form(request)
        right, said = form.get("wat", ""), form.get("woorden", "")

        def keep(person: door.Visitor) -> Response:
            text = without_lone_surrogates(said)
            try:
                ask(house.store, house.catalogue, person.case_id, right, words=text, language=language_of(person), at=house.now())
            except AlreadyAsked:
                return back(f"al={right}")
            except UnknownRight:
                return back()
            noted(person, "recht", gevraagd=right)
            return back(f"gevraagd={right}")

        return await with_person(request, keep)

    @router.post("/opnamen-weg")
    async def no_more_recordings(request: Request) -> Response:
        """No longer be recorded: the recordings are destroyed at once."""

        def take_back(person: door.Visitor) -> Response:
            gone = withdraw_voice(house, person.case_id, language_of(person))
            noted(person, "recht", ingetrokken="opnamen", aantal=gone)
            return back(f"weg={gone}")

        return await with_person(request, take_back)

    @router.post("/delen-stop")
    async def no_more_sharing(request: Request) -> Response:
        """No longer share with somebody: counts at once."""
        receiver = (await read_form(request)).get("wie", "")

        def take_back(person: door.Visitor) -> Response:
            if withdraw_sharing(house, person.case_id, receiver) is not None:
                noted(person, "recht", ingetrokken="delen")
            return back()

        return await with_person(request, take_back)

    return router


def _say(wording: Any, language: str, name: str, **params: object) -> str:
    text: str = wording.text(language, f"rights.{name}", **params)
    return text


def _by_topic(
    catalogue: Any, wording: Any, language: str, answers: list[dict[str, Any]]
) -> list[tuple[str, list[dict[str, Any]]]]:
    def title(one: dict[str, Any]) -> str:
        if one["question"] not in catalogue:
            return str(one["question"]).partition(".")[0]
        name = f"topic.{catalogue.question(one['question']).topic}.title"
        return str(wording.text(language, name)) if wording.has(name) else str(one["question"]).partition(".")[0]

    # a topic that comes back later in the talk is not a second topic
    found: dict[str, list[dict[str, Any]]] = {}
    for one in answers:
        found.setdefault(title(one), []).append(one)
    return list(found.items())


def _file(data: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, media_type=media_type, headers=headers)


def _plain(text: str) -> str:
    return f'<!doctype html><html lang="nl"><meta charset="utf-8"><title>intake</title><p>{text}</p><p><a href="/">←</a></p>'


__all__ = ["day_in_figures", "my_data_router"]
