"""Every route, every function behind the pages, every act and every document, for everybody, in an own and another case.

What is expected stands in ``every_door``, written out. The application is asked over its own door (ASGI), as a program would,
without any page: nothing here depends on a button that is or is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.commands.opening import wording_of
from assistant.conversation.voice import agree
from assistant.documents.registry import all_outgoing
from assistant.dossier.keeping import keep, withdraw
from assistant.house import House, open_house
from assistant.permissions import NO_OBJECTION, NOT_HANDED_IN, NOT_YOURS, OF_A_COLLEAGUE
from assistant.recordings import Recordings, Vault
from assistant.store import Event
from assistant.store.translation import Reviewer
from tests.conftest import Clock, Person
from tests.pip.cases import CASES
from tests.ui import every_door
from tests.ui.every_door import (
    ACTS,
    ANYBODY,
    DOCUMENTS,
    FUNCTIONS,
    IN,
    LISTED,
    OWN_ROUTES,
    PERSON,
    RECORDINGS,
    STAFF_ROLES,
)
from tests.ui.every_door import ROOMS as SEEN
from ui.app import create_app
from ui.chat.door import COOKIE as PERSON_COOKIE
from ui.consulent.rooms.registry import ROOMS
from ui.oidc import SignOnFault
from ui.sign_in import COOKIE as STAFF_COOKIE

PASSWORD = "kachel Lantaarn 7 fiets"
COLLEAGUE = "collega"
WORDS = "mijn zus woont nog in Asmara en ik slaap slecht"
"""What the person of the own case said: it may be in no answer to anybody who may not be in that case."""

BODIES: dict[str, dict[str, Any]] = {
    "/gesprek/code": {"code": "0000-0000-0000"}, "/gesprek/tweede-feit": {"fact": "000000"},
    "/gesprek/beurt": {"message_id": "een", "prompt_id": None, "text": "hallo"},
}  # fmt: skip
ENDS_A_SESSION = {"/uitloggen", "/gesprek/weg"}
REFUSES_ALL_THE_SAME = {
    "/opnamen/tekst/terug", "/gesprek/tweede-feit", "/opnamen/antwoord", "/gesprek/gegevens/wijzigen", "/beheer/",
    "/inloggen/wachtwoord",
}  # fmt: skip
"""Whoever may come here is told that there is no such recording, that the digits are wrong, to agree to be recorded first, is led
on to the conversation, or has to send the form's own token along."""

SOUND = b"OggS" + b"constructed speech " * 40
"""What two persons said aloud: one in a case of the consulent, one in a case of a colleague."""

VISITORS = ("nobody", "other person", *STAFF_ROLES)
KEPT_OUT = {NOT_YOURS, NO_OBJECTION, NOT_HANDED_IN, OF_A_COLLEAGUE}


@dataclass
class World:
    """One house with an account of every role, cases of the consulent and of a colleague, persons, and the application over it.

    ``recordings``: number of what was said aloud in an own case and in another. ``listed``: label of a case of the consulent, and
    of one in which words must be read today.
    """

    house: House
    app: Any
    client: TestClient
    own: str
    other: str
    spoken: str
    cookies: dict[str, dict[str, str]]
    component: dict[str, int]
    recordings: dict[str, int]
    listed: tuple[str, str]

    def ask(self, visitor: str, method: str, path: str, **more: Any) -> Any:
        self.client.cookies.clear()
        headers = {"cookie": "; ".join(f"{name}={value}" for name, value in self.cookies[visitor].items()), "accept": "*/*"}
        return self.client.request(method, path, headers=headers, follow_redirects=False, **more)

    def call(self, visitor: str, mount: str, name: str, data: Any) -> Any:
        """A function behind a staff page."""
        body = {"data": data, "component_id": self.component[mount], "fn_name": name, "session_hash": "een-ander"}
        return self.ask(visitor, "POST", f"{mount}/gradio_api/component_server/", json=body)


class SignOnOfNobody:
    """The municipality's and the government's sign-on, that vouch for nobody; with them their routes are there."""

    def begin(self, *given: str) -> Any:
        return "https://elders.invalid/" if len(given) == 2 else ("geheim", "https://elders.invalid/")

    def finish(self, *given: Any) -> None:
        if len(given) == 3:
            raise SignOnFault("nobody signed on")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    house = open_house(tmp_path_factory.mktemp("doors") / "data", wording_of, Clock())
    cookies: dict[str, dict[str, str]] = {"nobody": {}}
    for role in (*STAFF_ROLES, COLLEAGUE):
        house.access.add_staff(role, f"{role} (verzonnen)", "consulent" if role == COLLEAGUE else role, PASSWORD)
    house.store.translation.set_reviewer(Reviewer("cultuurvertaler", ("ti",), sensitive=True))
    for role in (*STAFF_ROLES, COLLEAGUE):
        cookies[role] = {STAFF_COOKIE: house.access.sign_in(role, PASSWORD, remote="test")}
    own, other = CASES["moeder_eritrea"](house), CASES["gezinsmigrant"](house)
    for case_id, login in ((own, "consulent"), (other, COLLEAGUE)):
        keep(house.store, case_id, "toegewezen", {"login": login}, by="teamleider", at=house.now())
    _objection(house, own)
    keep(house.store, own, "voorgelegd", {}, by="consulent", at=house.now())
    somebody, stranger = Person(house, "nl"), Person(house, "nl")
    somebody.go_to("wensen.drie_jaar")
    somebody.say(WORDS)
    keep(house.store, somebody.case.case_id, "toegewezen", {"login": COLLEAGUE}, by="teamleider", at=house.now())
    for name, person in (("person", somebody), ("other person", stranger)):
        cookies[name] = _at_the_chat(house, person)
    recordings = {}
    for whose, login in (("own", "consulent"), ("other", COLLEAGUE)):
        speaker = Person(house, "ti")
        recordings[whose] = _said_aloud(house, speaker)
        keep(house.store, speaker.case.case_id, "toegewezen", {"login": login}, by="teamleider", at=house.now())
        cookies[f"{whose} speaker"] = _at_the_chat(house, speaker)
    listed = _listed(house, "Vraagt veel (verzonnen)", "handover"), _listed(house, "Vandaag lezen (verzonnen)", "attention")
    app = create_app(
        house, dialogue_url="http://127.0.0.1:9", dialogue_secret="geheim", sign_on=SignOnOfNobody(),  # type: ignore[arg-type]
        person_sign_on=SignOnOfNobody(),  # type: ignore[arg-type]
    )  # fmt: skip
    with TestClient(app, base_url="http://testserver", raise_server_exceptions=False) as client:
        found = World(house, app, client, own, other, somebody.case.case_id, cookies, {}, recordings, listed)
        for mount, visitor in (("/consulent", "consulent"), ("/vertaler", "cultuurvertaler")):
            parts = found.ask(visitor, "GET", f"{mount}/config").json()["components"]
            found.component[mount] = next(part["id"] for part in parts if part["type"] == "html")
        yield found
    house.store.close()


def _at_the_chat(house: House, person: Person) -> dict[str, str]:
    return {PERSON_COOKIE: house.access.enter_code(person.case.code, remote="test")}


def _said_aloud(house: House, person: Person) -> int:
    """The number of an answer that this person spoke in."""
    case_id = person.case.case_id
    person.go_to("wensen.drie_jaar")
    agree(house.store, house.wording, case_id, "ti", True, house.now())
    recordings = Recordings(house.store.translation, Vault(house.data, house.keyring))
    kept = recordings.keep_answer(SOUND, 4200, case_id=case_id, message_id="m1", language="ti")
    house.conversation.take_recording(case_id, "m1", kept, prompt_id=person.reply["prompt_id"])
    assert kept.id is not None
    return kept.id


def _listed(house: House, label: str, event: str) -> str:
    """The label of a case of the consulent, in which somebody told something and this happened."""
    made = house.access.new_case(language="nl", label=label, created_by="consulent", constructed=True)
    house.conversation.screen(made.case_id)
    with house.store.writing(made.case_id) as writer:
        writer.event(Event(event, house.now().isoformat(), 1, {}))
    return label


def _objection(house: House, case_id: str) -> None:
    data = {"soort": "bezwaar", "stand": "ingediend", "datum": "2026-11-20"}
    keep(house.store, case_id, "bezwaar", data, by="consulent", at=house.now())


# --- what there is -----------------------------------------------------------------------------------------------------


def inner(app: Any) -> Any:
    """The application inside its middleware."""
    while not hasattr(app, "router"):
        app = app.app
    return app


def routes_of(routes: Any) -> set[str]:
    found: set[str] = set()
    for route in routes:
        if type(route).__name__ == "Mount":
            continue
        if hasattr(route, "original_router"):
            found |= routes_of(route.original_router.routes)
        else:
            found |= {f"{method} {route.path}" for method in route.methods or ()}
    return found


def mounts_of(app: Any) -> dict[str, Any]:
    return {route.path or "/": route.app for route in inner(app).routes if type(route).__name__ == "Mount"}


def test_no_route_of_ours_is_missing_from_the_table(world: World) -> None:
    found = routes_of(inner(world.app).routes)
    assert found - set(OWN_ROUTES) == set(), "a new route: write in every_door who may use it"
    assert set(OWN_ROUTES) - found == set(), "a route of the table is gone"


def test_no_route_of_gradio_is_missing_from_the_table(world: World) -> None:
    mounts = mounts_of(world.app)
    assert set(mounts) == set(FUNCTIONS), "a new mount: write in every_door who may use it"
    for mount, app in mounts.items():
        assert routes_of(app.routes) == every_door.GRADIO_ROUTES, mount


def test_no_function_behind_a_page_is_missing_from_the_table(world: World) -> None:
    for mount, app in mounts_of(world.app).items():
        blocks = app.get_blocks()
        names = {one.__name__ for part in blocks.blocks.values() for one in getattr(part, "server_fns", ())}
        assert names == set(FUNCTIONS[mount]), f"{mount}: a function came or went: write in every_door who may call it"
        assert blocks.config["dependencies"] == [], f"{mount} has event handlers of Gradio: each is an API"


def test_no_room_and_no_act_is_missing_from_the_table() -> None:
    assert {room.id for room in ROOMS} == set(SEEN)
    assert {room.id: set(room.actions) for room in ROOMS} == {room: set(acts) for room, acts in ACTS.items()}


def test_no_document_is_missing_from_the_table(world: World) -> None:
    assert {one.id for one in all_outgoing(world.house.case_file(world.own))} == set(DOCUMENTS)


# --- routes ------------------------------------------------------------------------------------------------------------


def address(path: str, world: World) -> str:
    path = path.replace("/documenten/{case_id}/{name}", f"/documenten/{world.other}/concept.html")
    return re.sub(r"\{[a-z_]+(:path)?\}", "x", path)


@pytest.mark.parametrize("mount", ["/consulent", "/vertaler", "/"])
def test_what_gradio_publishes_is_shut_for_everybody(world: World, mount: str) -> None:
    opened = every_door.GRADIO_PERSON_OPEN if mount == "/" else every_door.GRADIO_STAFF_OPEN
    base = "" if mount == "/" else mount
    for route in sorted(every_door.GRADIO_ROUTES - opened):
        method, path = route.split(" ")
        for visitor in ("nobody", "person", "consulent", "beheerder", "cultuurvertaler"):
            answer = world.ask(visitor, method, base + address(path, world))
            assert answer.status_code == 404, f"{visitor}: {route} of {mount} answers {answer.status_code}"


@pytest.mark.parametrize("mount", ["/consulent", "/vertaler"])
def test_the_inside_of_a_staff_page_is_for_who_is_signed_in(world: World, mount: str) -> None:
    for path in ("/config", "/gradio_api/login_check", "/"):
        for visitor in ("nobody", "person", "other person"):
            assert world.ask(visitor, "GET", mount + path).status_code == 401, (visitor, path)


@pytest.mark.parametrize("route", OWN_ROUTES)
def test_every_route_of_ours_answers_whom_it_should(world: World, route: str) -> None:
    """A refusal is 401, 403 or 404, or the way to the form; anything else is an answer."""
    method, path = route.split(" ")
    expected = OWN_ROUTES[route]
    if path in {"/opnamen/{number}", "/documenten/{case_id}/{name}"}:
        return  # by case: see the tests of documents and recordings
    visitors = ("nobody",) if path in ENDS_A_SESSION else VISITORS
    for visitor in visitors:
        more: dict[str, Any] = {"json": BODIES[path]} if path in BODIES else {}
        query = "?taal=ti&tekst=talk.yes" if path == "/opnamen/tekst" else ""
        answer = world.ask(visitor, method, address(path, world) + query, **more)
        assert answer.status_code < 500 or path in {"/readyz"}, f"{visitor}: {route} broke"
        assert WORDS not in answer.text, f"{visitor} reads somebody's words at {route}"
        if expected is ANYBODY:
            continue
        to_the_form = answer.status_code == 303 and answer.headers["location"].startswith("/inloggen")
        refused = answer.status_code in {401, 403, 404} or to_the_form or _home(answer)
        inside = visitor == "other person" if expected == PERSON else visitor in expected
        if not inside:
            assert refused, f"{visitor} got {answer.status_code} at {route}"
        elif path not in REFUSES_ALL_THE_SAME or (method, path) in {("GET", "/beheer/"), ("GET", "/inloggen/wachtwoord")}:
            assert not refused, f"{visitor} was refused with {answer.status_code} at {route}"


def _home(answer: Any) -> bool:
    """Led away to where somebody belongs: the person to the conversation, staff to their own page."""
    return answer.status_code in {302, 303, 307} and answer.headers["location"].rstrip("/") in {"", "/consulent", "/vertaler"}


def test_a_person_reads_what_they_said_and_nobody_else_does(world: World) -> None:
    """Guards the search for words above: somebody does get them."""
    assert WORDS in world.ask("person", "GET", "/gesprek/eerder").text
    assert WORDS not in world.ask("other person", "GET", "/gesprek/eerder").text


# --- functions behind the pages ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mount", "name"), [(mount, name) for mount, names in FUNCTIONS.items() for name in names])
def test_every_function_answers_whom_it_should(world: World, mount: str, name: str) -> None:
    asked = {
        "case": world.spoken, "room": "besluit", "act": "verhuizen", "rows": {}, "query": {}, "options": {}, "label": "",
        "source": 1, "what": "x", "draft": {}, "language": "ti", "text_id": "talk.yes", "mark": None,
    }  # fmt: skip
    for visitor in VISITORS:
        answer = world.call(visitor, mount, name, asked)
        assert WORDS not in answer.text, f"{visitor} reads words of a case that is not theirs from {name}"
        if visitor in {"nobody", "other person"}:
            assert answer.status_code == 401, (visitor, name)
            continue
        assert answer.status_code == 200, (visitor, name, answer.text)
        given = answer.json()
        refused = "closed" in given or "Met dit account kunt u geen zaken lezen" in str(given.get("fault"))
        assert refused is (visitor not in FUNCTIONS[mount][name]), (visitor, name, given)


@pytest.mark.parametrize("name", ["read", "go_alone", "send_back", "write", "set_reader"])
def test_the_functions_that_change_a_case_are_for_whose_case_it_is(world: World, name: str) -> None:
    asked = {"what": "gender", "value": "man", "words": "", "reason": "", "source": 0}
    assert world.call("consulent", "/consulent", name, {**asked, "case": world.other}).json() == {"fault": OF_A_COLLEAGUE}
    assert world.call("consulent", "/consulent", name, {**asked, "case": world.own}).json().get("fault") != OF_A_COLLEAGUE


def test_the_record_of_a_colleague_asks_why_first(world: World) -> None:
    seen = world.call("consulent", "/consulent", "look", {"case": world.own, "rows": {}}).json()["case"]
    instead = world.call("consulent", "/consulent", "look", {"case": world.spoken, "rows": {}}).json()["case"]
    assert "cs-stand-in" not in seen["html"] and "cs-stand-in" in instead["html"]
    assert WORDS not in instead["html"]


# --- rooms, acts and documents, by case ------------------------------------------------------------------------------------


def may_be_in(role: str, case_id: str, world: World) -> bool:
    return role in IN["own" if case_id == world.own else "other"]


@pytest.mark.parametrize("role", STAFF_ROLES)
@pytest.mark.parametrize("whose", ["own", "other"])
def test_every_room_shows_itself_to_whom_it_should(world: World, role: str, whose: str) -> None:
    case_id = getattr(world, whose)
    for room in ROOMS:
        asked = {"room": room.id, "case": case_id if room.of_case else None, "mark": None, "options": {}}
        given = world.call(role, "/consulent", "room", asked).json()
        expected = role in SEEN[room.id] and (not room.of_case or may_be_in(role, case_id, world))
        seen = "html" in given and "cs-stand-in" not in given["html"]
        assert seen is expected, (role, whose, room.id, given.get("fault"))


@pytest.mark.parametrize("whose", ["own", "other"])
@pytest.mark.parametrize("role", STAFF_ROLES)
def test_every_act_is_for_whom_it_should(world: World, role: str, whose: str) -> None:
    case_id = getattr(world, whose)
    before = world.house.store.dossier.mark(case_id), world.house.store.last_change(case_id)
    did_something = False
    for room in ROOMS:
        for act, roles in ACTS[room.id].items():
            asked = {"room": room.id, "case": case_id if room.of_case else None, "act": act}
            given = world.call(role, "/consulent", "act", asked).json()
            out = given.get("fault") in KEPT_OUT or "Met dit account" in str(given.get("fault"))
            expected = role in roles and role in SEEN[room.id] and (not room.of_case or may_be_in(role, case_id, world))
            assert out is not expected, (role, whose, room.id, act, given)
            did_something = did_something or expected
    if not did_something:
        assert (world.house.store.dossier.mark(case_id), world.house.store.last_change(case_id)) == before


@pytest.mark.parametrize("whose", ["own", "other"])
def test_every_document_is_for_whom_it_should(world: World, whose: str) -> None:
    case_id = getattr(world, whose)
    file = world.house.case_file(case_id)
    for one in all_outgoing(file):
        cheap = next((form for form in ("html", "json", "csv", "zip") if form in one.formats), one.formats[0])
        for visitor in VISITORS:
            answer = world.ask(visitor, "GET", f"/documenten/{case_id}/{one.id}.{cheap}")
            expected = visitor in DOCUMENTS[one.id] and may_be_in(visitor, case_id, world)
            refused = answer.status_code in {401, 403, 404}
            assert refused is not expected, (visitor, whose, one.id, answer.status_code, answer.text[:80])


def doors_of(world: World, role: str, case_id: str) -> dict[str, bool]:
    """Every door of a case that this role may have at all -> whether it is open now."""
    found = {}
    for room in (one for one in ROOMS if one.of_case and role in SEEN[one.id]):
        asked = {"room": room.id, "case": case_id, "mark": None, "options": {}}
        found[room.id] = "html" in world.call(role, "/consulent", "room", asked).json()
        for act in (act for act, roles in ACTS[room.id].items() if role in roles):
            given = world.call(role, "/consulent", "act", {"room": room.id, "case": case_id, "act": act}).json()
            found[f"{room.id}.{act}"] = given.get("fault") not in KEPT_OUT
    for name in (name for name, roles in DOCUMENTS.items() if role in roles):
        answer = world.ask(role, "GET", f"/documenten/{case_id}/{name}.{'zip' if name == 'archief' else 'html'}")
        found[f"{name}.document"] = answer.status_code not in {401, 403, 404}
    return found


def test_a_concept_opens_to_a_toetser_when_it_is_handed_in_and_closes_when_it_is_taken_back(world: World) -> None:
    house, case_id = world.house, CASES["gezinsmigrant"](world.house)

    def entered(kind: str, **data: Any) -> int:
        return keep(house.store, case_id, kind, data, by="consulent", at=house.now()).id

    def opened() -> bool:
        doors = doors_of(world, "toetser", case_id)
        assert len(doors) > 9 and len(set(doors.values())) == 1, doors
        return doors["plan"]

    assert not opened()
    handed_in = entered("voorgelegd")
    assert opened()
    keep(house.store, case_id, "toets", {"besluit": "terug", "toelichting": "Kijk nog eens."}, by="toetser", at=house.now())
    assert opened(), "who sent it back waits for an answer"
    withdraw(house.store, case_id, handed_in, "Toch nog niet.", by="consulent", at=house.now())
    assert not opened()
    entered("vastgesteld", versie=1, datum="2026-11-22", mandaat="verzonnen")
    assert opened(), "a set plan is past the check"
    entered("herziening", reden="voortgang", toelichting="verzonnen")
    assert not opened(), "a new concept is being made"
    entered("voorgelegd")
    assert opened()


# --- the list: what a row tells whom ------------------------------------------------------------------------------------


def rows_of(world: World, login: str) -> dict[str, str]:
    """The rows of the list as the page gets them: label -> HTML; nothing for whoever gets no list."""
    for _ in range(100):
        asked = {"case": None, "rows": {}, "query": {"scope": "alle", "count": 1000}}
        found = world.call(login, "/consulent", "look", asked).json().get("list")
        if found is None or not found["waiting"]:
            break
    rows = found["rows"].values() if found else ()
    return {label: html for html in rows for label in world.listed if label in html}


@pytest.mark.parametrize("login", [*STAFF_ROLES, COLLEAGUE])
def test_a_row_tells_of_a_case_what_somebody_may_know_of_it(world: World, login: str) -> None:
    asks, alarm = world.listed
    tells = next(tells for tells, roles in LISTED.items() if login in roles)
    rows = rows_of(world, login)
    assert set(rows) == (set() if tells == "nothing" else {asks, alarm})
    if tells != "nothing":
        assert "10 Geregistreerd" in rows[asks] and "PIP vaststellen" in rows[asks]
        assert ("consulent (verzonnen)" in rows[asks]) is (login != "consulent"), "whose it is"
        assert ("beantwoord" in rows[asks]) is (tells != "phase and clocks")
        assert ("wil een persoon spreken" in rows[asks]) is (tells == "everything")
        assert "graag vandaag lezen" in rows[alarm] and "graag vandaag lezen" not in rows[asks]


def test_a_municipality_without_own_cases_shows_every_consulent_every_row_whole(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTAKE_OWN_CASELOAD", "open")
    asks, _ = world.listed
    assert "wil een persoon spreken" in rows_of(world, COLLEAGUE)[asks]
    assert "wil een persoon spreken" not in rows_of(world, "toetser")[asks]


# --- recordings, by case -------------------------------------------------------------------------------------------------


def hearing(world: World, whose: str) -> set[str]:
    """Who gets the sound; anybody else learns not even whether it is there."""
    heard = set()
    for visitor in (*VISITORS, COLLEAGUE, "own speaker", "other speaker"):
        answer = world.ask(visitor, "GET", f"/opnamen/{world.recordings[whose]}")
        if answer.status_code == 200:
            assert answer.content == SOUND and answer.headers["cache-control"] == "no-store"
            heard.add(visitor)
        else:
            assert (answer.status_code, answer.content) == (404, b""), visitor
    return heard


@pytest.mark.parametrize("whose", ["own", "other"])
def test_what_was_said_aloud_is_heard_by_whose_case_it_is(world: World, whose: str) -> None:
    store, now = world.house.store, world.house.now().isoformat()
    assert hearing(world, whose) == set(RECORDINGS[whose])
    source = store.translation.source_of("recording", world.recordings[whose])
    assert source is not None and source.id is not None
    until = (world.house.now() + timedelta(minutes=15)).isoformat()
    assert store.translation.take(source.id, "cultuurvertaler", now, until)
    assert hearing(world, whose) == {*RECORDINGS[whose], "cultuurvertaler"}, "who has it on their desk"
    recording = store.translation.recording(world.recordings[whose])
    assert recording is not None and recording.case_id is not None
    listened = [line.who for line in world.house.audit.of_case(recording.case_id) if line.about.get("ruimte") == "opname"]
    assert set(listened) == {one for one in (*RECORDINGS[whose], "cultuurvertaler") if "speaker" not in one}
    if whose == "other":
        world.call("consulent", "/consulent", "act", {"case": recording.case_id, "act": "waarnemen", "reden": "contact"})
        assert hearing(world, whose) == {*RECORDINGS[whose], "cultuurvertaler", "consulent"}, "who stands in today"


def test_standing_in_opens_a_case_for_one_person_for_a_day(world: World) -> None:
    case_id, house = world.spoken, world.house
    room = {"room": "stand", "case": case_id, "mark": None, "options": {}}
    act = {"case": case_id, "act": "waarnemen"}
    assert "cs-stand-in" in world.call("consulent", "/consulent", "room", room).json()["html"]
    for role in ("beheerder", "cultuurvertaler", "derde", "bezwaarbehandelaar"):
        assert world.call(role, "/consulent", "act", {**act, "reden": "afwezig"}).json().get("fault"), role
    for reason in ("", "zomaar", "reden"):
        assert world.call("consulent", "/consulent", "act", {**act, "reden": reason}).json().get("fault")
    assert "cs-stand-in" in world.call("consulent", "/consulent", "room", room).json()["html"]
    assert world.call("consulent", "/consulent", "act", {**act, "reden": "afwezig"}).json() == {}
    assert "cs-stand-in" not in world.call("consulent", "/consulent", "room", room).json()["html"]
    assert [line.about for line in house.audit.of_case(case_id) if "waarneming" in line.about] == [{"waarneming": "afwezig"}]
    house.now.forward(days=1)  # type: ignore[attr-defined]
    world.cookies["consulent"] = {STAFF_COOKIE: house.access.sign_in("consulent", PASSWORD, remote="test")}
    assert "cs-stand-in" in world.call("consulent", "/consulent", "room", room).json()["html"]
