"""The person's page "Mijn gegevens": on a telephone, in their language, and back without losing anything."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import groupby

import httpx
import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Page

from assistant.conversation.voice import agree
from assistant.dossier.entry import Entry
from assistant.erasing import erase
from assistant.recordings import Recordings, Vault
from assistant.rights.overview import everything, schema
from assistant.rights.requests import ask, decide, requests_of
from tests.conftest import Person
from tests.erasing.whole_case import SOUND
from tests.pip.way import ANNA
from tests.ui.conftest import LANGUAGES, Site
from ui.consulent.rooms.desk import RoomsDesk
from ui.consulent.rooms.registry import ROOMS

PAGE = "/gesprek/gegevens"


@pytest.fixture
def inside(site: Site) -> Callable[..., tuple[httpx.Client, Person]]:
    """Somebody who entered the code in a browser, at a question."""

    def make(language: str = "ti", *, first: bool = True) -> tuple[httpx.Client, Person]:
        somebody = site.person(language)
        clients = [httpx.Client(base_url=site.address, follow_redirects=True) for _ in range(1 if first else 2)]
        for client in clients:
            assert client.post("/gesprek/code", json={"code": somebody.case.code}).status_code == 200
        return clients[-1], somebody

    return make


def told(somebody: Person) -> None:
    somebody.go_to("wensen.drie_jaar")
    somebody.say("<b>ናተይ</b> \u202eሕልሚ & \"ትምህርቲ\"")
    somebody.press("change:gezondheid.algemeen")
    somebody.press(next(one for one in somebody.payloads if one.startswith("answer:")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_read_in_the_own_language_on_a_small_telephone(
    at: Callable[..., Page], site: Site, language: str
) -> None:
    page = at(language, "wensen.drie_jaar")
    page.fill("textarea", "nog niet verstuurd")
    page.click(".meer-knop")
    page.click("[data-gegevens]")
    page.wait_for_selector("main.gegevens")
    say = site.house.wording.text
    assert page.inner_text("h1") == say(language, "rights.title")
    assert page.get_attribute("html", "dir") == site.house.wording.direction(language)
    assert page.get_attribute("html", "lang") == language
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"), "nothing hangs over the edge"
    small = page.evaluate(
        "() => [...document.querySelectorAll('.gegevens button, .gegevens a, .gegevens > section > details > summary')]"
        ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"
    )
    assert small == []
    page.click(f"a:has-text('{say(language, 'rights.back')}') >> nth=0")
    page.wait_for_selector(".gesprek textarea")
    assert page.input_value("textarea") == "nog niet verstuurd", "what was typed is still there"


def test_own_words_are_shown_and_never_run(inside: Callable[..., tuple[httpx.Client, Person]]) -> None:
    client, somebody = inside()
    told(somebody)
    html = client.get(PAGE).text
    assert "&lt;b&gt;ናተይ&lt;/b&gt;" in html and "<b>ናተይ" not in html and "\u202e" not in html


def test_private_answers_stay_covered_on_another_device(inside: Callable[..., tuple[httpx.Client, Person]], site: Site) -> None:
    client, somebody = inside(first=False)
    told(somebody)
    page = site.house.wording.text
    data = client.get(f"{PAGE}/alles.json").json()
    private = [one for one in data["answers"] if one["question"] == "gezondheid.algemeen"]
    assert private and "words" not in private[0] and data["covered"]
    assert page("ti", "page.covered") in client.get(PAGE).text
    wrong = client.post(f"{PAGE}/cijfers", data={"fact": "000000" if somebody.case.second_fact != "000000" else "111111"})
    assert page("ti", "page.second_fact_wrong") in wrong.text
    client.post(f"{PAGE}/cijfers", data={"fact": somebody.case.second_fact})
    opened = client.get(f"{PAGE}/alles.json").json()
    assert opened["covered"] == 0 and all("words" in one for one in opened["answers"])


def test_everything_can_be_taken_along(inside: Callable[..., tuple[httpx.Client, Person]], site: Site) -> None:
    client, somebody = inside("ar")
    told(somebody)
    for name, kind in (("alles.json", "application/json"), ("alles.html", "text/html")):
        answer = client.get(f"{PAGE}/{name}")
        assert answer.headers["content-type"].startswith(kind) and "attachment" in answer.headers["content-disposition"]
        assert answer.headers["cache-control"] == "no-store"
    Draft202012Validator(schema()).validate(client.get(f"{PAGE}/alles.json").json())
    assert 'dir="rtl"' in client.get(f"{PAGE}/alles.html").text
    lines = [line for line in site.house.audit.of_case(somebody.case.case_id) if line.what == "gedownload"]
    assert len(lines) == 4 and "ሕልሚ" not in json.dumps([dict(line.about) for line in lines], ensure_ascii=False)


def test_correcting_leads_to_the_question(inside: Callable[..., tuple[httpx.Client, Person]], site: Site) -> None:
    client, somebody = inside()
    told(somebody)
    answer = client.post(f"{PAGE}/wijzigen", data={"vraag": "wensen.drie_jaar", "nummer": ""}, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    screen = site.house.conversation.screen(somebody.case.case_id)
    assert screen["prompt"]["question"] == "wensen.drie_jaar"
    for strange in ("bestaat.niet", "../x", ""):
        assert client.post(f"{PAGE}/wijzigen", data={"vraag": strange}, follow_redirects=False).status_code == 303


def test_a_request_is_kept_and_its_answer_is_told(inside: Callable[..., tuple[httpx.Client, Person]], site: Site) -> None:
    client, somebody = inside("prs")
    say, case_id = site.house.wording.text, somebody.case.case_id
    answer = client.post(f"{PAGE}/vragen", data={"wat": "wissen", "woorden": "لطفاً"})
    asked = requests_of(site.house.store.events(case_id))
    assert [(one.right, one.words) for one in asked] == [("wissen", "لطفاً")]
    due = f"{asked[0].due.day}-{asked[0].due.month}-{asked[0].due.year}"
    assert say("prs", "rights.ask_sent", date=due) in answer.text
    assert say("prs", "rights.ask_again", date=due) in client.post(f"{PAGE}/vragen", data={"wat": "wissen"}).text
    decide(site.house.store, case_id, asked[0].id, decision="afgewezen", reason="Uw plan blijft.", by="anna", at=site.house.now())
    html = client.get(PAGE).text
    assert "Uw plan blijft." in html and say("prs", "rights.not_agreed").split("(")[0] in html
    assert client.post(f"{PAGE}/vragen", data={"wat": "toveren"}, follow_redirects=False).status_code == 303


def test_the_two_kinds_of_bezwaar_are_told_apart(inside: Callable[..., tuple[httpx.Client, Person]], site: Site) -> None:
    client, _ = inside("nl")
    html = client.get(PAGE).text
    assert "Dat kan niet met een knop" in html and "binnen 6 weken" in html and "tot 5 jaar na het einde" in html


def test_recordings_go_when_the_consent_does(inside: Callable[..., tuple[httpx.Client, Person]], site: Site) -> None:
    client, somebody = inside()
    case_id, vault = somebody.case.case_id, Vault(site.house.data, site.house.keyring)
    agree(site.house.store, site.house.wording, case_id, "ti", True, site.house.now())
    kept = Recordings(site.house.store.translation, vault, site.house.now).keep_answer(
        SOUND, 1000, case_id=case_id, message_id="m", language="ti"
    )
    html = client.post(f"{PAGE}/opnamen-weg").text
    assert site.house.wording.text("ti", "page.voice_gone", count=1) in html and kept.file not in vault.names()


def test_nobody_else_comes_in(site: Site) -> None:
    stranger = httpx.Client(base_url=site.address)
    for path in ("", "/alles.json", "/alles.html", "/plan.pdf?versie=1", "/samenvatting.pdf"):
        assert stranger.get(PAGE + path).headers.get("location") == "/"
    for path in ("vragen", "wijzigen", "cijfers", "opnamen-weg", "delen-stop"):
        assert stranger.post(f"{PAGE}/{path}", data={"wat": "wissen"}).headers.get("location") == "/"
        elsewhere = stranger.post(f"{PAGE}/{path}", headers={"Sec-Fetch-Site": "cross-site"})
        assert elsewhere.status_code == 403, "another site's form does nothing"


@pytest.mark.parametrize("language", ["nl", "ti"])
def test_after_erasing_the_conversation_says_kindly_that_it_ended(
    at: Callable[..., Page], site: Site, language: str
) -> None:
    page = at(language, "wensen.drie_jaar")
    somebody = page.person  # type: ignore[attr-defined]
    erase(site.house, somebody.case.case_id, by="anna", role="consulent", ground="Op verzoek")
    page.fill("textarea", "nog iets")
    page.click("button.verstuur")
    said = site.house.wording.text(language, "rights.ended")
    page.wait_for_function("said => document.body.innerText.includes(said)", arg=said)
    code = httpx.post(f"{site.address}/gesprek/code", json={"code": somebody.case.code, "language": language})
    assert (code.status_code, code.json()["text"]) == (410, said)
    assert httpx.post(f"{site.address}/gesprek/code", json={"code": "0000-0000-0000"}).status_code == 403


def test_the_desk_stands_when_a_case_was_erased(site: Site) -> None:
    somebody = site.person("ti")
    case_id = somebody.case.case_id
    site.house.store.dossier.append(case_id, _mine(site))
    erase(site.house, case_id, by="anna", role="consulent", ground="Op verzoek")
    desk = RoomsDesk(site.house, ROOMS)
    for room in ROOMS:
        if room.of_case:
            shown = desk.show(ANNA, site.address, {"room": room.id, "case": case_id}, site.house.now())
            assert "html" in shown or "fault" in shown, (room.id, shown)
    assert site.house.caseload() and site.house.record_view(case_id)
    assert site.house.store.translation.unreviewed_counts().get(case_id) is None
    refused = desk.act(
        ANNA, site.address, {"room": "rechten", "act": "enter", "case": case_id, "kind": "einde_plicht", "waarom": "voldaan",
        "datum": "2026-11-01"}, site.house.now(),
    )  # fmt: skip
    assert refused.get("fault"), "nothing is added to a case that was erased"


def _mine(site: Site) -> Entry:
    return Entry("toegewezen", {"login": "anna"}, "anna", site.house.now().isoformat())


def test_the_room_shows_requests_with_their_clock(site: Site) -> None:
    somebody = site.person("ti")
    case_id = somebody.case.case_id
    site.house.store.dossier.append(case_id, _mine(site))
    asked = ask(site.house.store, site.house.catalogue, case_id, "inzage", words="ኩሉ", language="ti", at=site.house.now())
    desk = RoomsDesk(site.house, ROOMS)

    def shown() -> str:
        return str(desk.show(ANNA, site.address, {"room": "rechten", "case": case_id}, site.house.now())["html"])

    assert "Inzage (AVG art. 15)" in shown() and "antwoord uiterlijk" in shown() and "ኩሉ" in shown()
    about = {"room": "rechten", "act": "decide", "case": case_id, "verzoek": asked.id}
    assert desk.act(ANNA, site.address, {**about, "besluit": "afgewezen"}, site.house.now())["fault"]
    assert not desk.act(
        ANNA, site.address, {**about, "besluit": "toegewezen", "reden": "U krijgt alles."}, site.house.now()
    ).get("fault")
    assert "afgehandeld" in shown()
    written = [event for event in site.house.store.events(case_id) if event.kind == "message"]
    assert [event.data["words"] for event in written] == ["U krijgt alles."], "told in the own language, through a translator"
    wipe = {"room": "rechten", "act": "erase", "case": case_id}
    assert desk.act(ANNA, site.address, {**wipe, "grond": "Op verzoek"}, site.house.now())["fault"], "not sure yet"
    assert not desk.act(ANNA, site.address, {**wipe, "grond": "Op verzoek", "zeker": "ja"}, site.house.now()).get("fault")
    assert "Bewijs van wissen" in shown()


def test_a_topic_that_comes_back_later_stands_there_once(inside: Callable[..., tuple[httpx.Client, Person]]) -> None:
    client, somebody = inside("nl")
    somebody.go_to("gezin.kinderen.school", 1)
    somebody.press(next(one for one in somebody.payloads if one.startswith("answer:")))
    somebody.go_to("wensen.drie_jaar")
    told = everything(somebody.house, somebody.case.case_id, trusted=True, device=None)["answers"]
    topics = [somebody.house.catalogue.question(one["question"]).topic for one in told]
    assert len([topic for topic, _ in groupby(topics)]) > len(set(topics)), "one does come back"
    summaries = re.findall(r"<summary[^>]*>\s*([^<(]+?)\s*(?:<|\()", client.get(PAGE).text)
    for topic in set(topics):
        assert summaries.count(somebody.house.wording.text("nl", f"topic.{topic}.title")) == 1, topic
