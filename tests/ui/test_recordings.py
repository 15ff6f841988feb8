"""The doors of recordings: who may send and who may hear, told by the answers of a real server."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from assistant.house import House
from assistant.recordings import LARGEST
from assistant.store.translation import Reviewer
from tests.ui.conftest import Site

SOUND = b"OggS" + b"constructed speech " * 40
QUESTION = "wensen.drie_jaar"


@pytest.fixture
def staff(site: Site) -> Callable[[str, str], httpx.Client]:
    """A browser in which somebody of this role is signed in."""

    def signed_in(role: str, login: str) -> httpx.Client:
        site.house.access.add_staff(login, login, role, "a long password")
        token = site.house.access.sign_in(login, "a long password", remote="test")
        return httpx.Client(base_url=site.address, cookies={"intake_staff": token})

    return signed_in


def person_at(site: Site, *, agrees: bool = True) -> tuple[httpx.Client, str, str]:
    """A constructed person at a question in own words, in a browser; its case and prompt."""
    somebody = site.person("ti", QUESTION)
    client = httpx.Client(base_url=site.address)
    assert client.post("/gesprek/code", json={"code": somebody.case.code, "language": "ti"}).status_code == 200
    if agrees:
        assert client.post("/opnamen/toestemming?ja=1").json() == {"agreed": True, "destroyed": 0}
    return client, somebody.case.case_id, somebody.reply["prompt_id"]


def send(client: httpx.Client, prompt: str, sound: bytes = SOUND, message_id: str = "m1") -> httpx.Response:
    return client.post("/opnamen/antwoord", params={"bericht": message_id, "vraag": prompt, "ms": "4200"}, content=sound)


def recording_of(house: House, case_id: str) -> int:
    (recording,) = house.store.translation.case_recordings(case_id)
    assert recording.id is not None
    return recording.id


def test_a_spoken_answer_gives_the_next_screen_and_twice_is_once(site: Site) -> None:
    client, case_id, prompt = person_at(site)
    first, second = send(client, prompt), send(client, prompt)
    assert first.status_code == 200 and first.json()["prompt"]["question"] != QUESTION
    assert second.json() == first.json()
    assert len(site.house.store.translation.case_recordings(case_id)) == 1


def test_without_agreement_nothing_is_kept(site: Site) -> None:
    client, case_id, prompt = person_at(site, agrees=False)
    refused = send(client, prompt)
    assert refused.status_code == 403 and refused.json()["problem"] == "page.voice_consent_first"
    assert site.house.store.translation.case_recordings(case_id) == []


@pytest.mark.parametrize(
    ("sound", "status", "problem"),
    [
        (b"<html>" + b"x" * 300, 415, "page.voice_not_a_sound"),
        (b"", 415, "page.voice_not_a_sound"),
        (b"OggS" + bytes(LARGEST), 413, "page.voice_too_long"),
    ],
)
def test_what_is_no_recording_is_refused_in_own_language(site: Site, sound: bytes, status: int, problem: str) -> None:
    client, case_id, prompt = person_at(site)
    refused = send(client, prompt, sound)
    assert (refused.status_code, refused.json()["problem"]) == (status, problem)
    assert refused.json()["text"]
    assert site.house.store.translation.case_recordings(case_id) == []


def test_nobody_without_a_session_sends_or_hears(site: Site) -> None:
    client, case_id, prompt = person_at(site)
    send(client, prompt)
    stranger = httpx.Client(base_url=site.address)
    assert send(stranger, prompt).status_code == 401
    assert stranger.get("/opnamen/toestemming").status_code == 401
    assert stranger.get(f"/opnamen/{recording_of(site.house, case_id)}").status_code == 404


def test_the_person_hears_themselves_and_no_one_else(site: Site) -> None:
    client, case_id, prompt = person_at(site)
    send(client, prompt)
    other, _, _ = person_at(site)
    number = recording_of(site.house, case_id)
    mine = client.get(f"/opnamen/{number}")
    assert mine.content == SOUND and mine.headers["content-type"] == "audio/ogg" and mine.headers["cache-control"] == "no-store"
    assert other.get(f"/opnamen/{number}").status_code == 404


def test_a_part_of_the_sound_is_given_as_safari_asks(site: Site) -> None:
    client, case_id, prompt = person_at(site)
    send(client, prompt)
    address = f"/opnamen/{recording_of(site.house, case_id)}"
    part = client.get(address, headers={"Range": "bytes=4-8"})
    assert (part.status_code, part.content) == (206, SOUND[4:9])
    assert part.headers["content-range"] == f"bytes 4-8/{len(SOUND)}"
    assert client.get(address, headers={"Range": "bytes=99999999-"}).status_code == 416


@pytest.mark.parametrize(
    ("role", "hears"), [("consulent", 200), ("teamleider", 404), ("beheerder", 404), ("cultuurvertaler", 404)]
)
def test_which_staff_hears_an_answer(site: Site, staff: Callable[..., httpx.Client], role: str, hears: int) -> None:
    client, case_id, prompt = person_at(site)
    send(client, prompt)
    assert staff(role, f"hears-{role}").get(f"/opnamen/{recording_of(site.house, case_id)}").status_code == hears


@pytest.mark.parametrize("number", ["0", "999999", "-1", "1%00", "..%2f..%2fetc", "a" * 40, "1e3", "٣"])
def test_an_unknown_number_is_not_found(site: Site, number: str) -> None:
    assert httpx.get(f"{site.address}/opnamen/{number}").status_code == 404


def test_a_cultuurvertaler_reads_a_text_aloud_in_their_own_language_only(
    site: Site, staff: Callable[..., httpx.Client]
) -> None:
    reader = staff("cultuurvertaler", "selam")
    site.house.store.translation.set_reviewer(Reviewer("selam", ("ti",)))
    text = {"taal": "ti", "tekst": f"{QUESTION}.text", "ms": "900"}
    kept = reader.post("/opnamen/tekst", params=text, content=SOUND)
    assert kept.status_code == 200
    # anybody hears a text: it says nothing about anybody
    assert httpx.get(site.address + kept.json()["address"]).content == SOUND
    assert reader.post("/opnamen/tekst", params={**text, "taal": "ar"}, content=SOUND).status_code == 403
    assert reader.post("/opnamen/tekst", params={**text, "tekst": "no.such.text"}, content=SOUND).status_code == 404
    assert staff("consulent", "anna").post("/opnamen/tekst", params=text, content=SOUND).status_code == 403
    assert httpx.post(site.address + "/opnamen/tekst", params=text, content=SOUND).status_code == 403
    client, _, _ = person_at(site)
    assert ["text", kept.json()["address"]] in client.get("/gesprek/scherm").json()["prompt"]["listen"]
    number = kept.json()["id"]
    assert staff("consulent", "anna").post("/opnamen/tekst/terug", params={"nummer": number}).status_code == 403
    assert reader.post("/opnamen/tekst/terug", params={"nummer": number}).status_code == 200
    assert httpx.get(site.address + kept.json()["address"]).status_code == 404
    assert client.get("/gesprek/scherm").json()["prompt"]["listen"] == []


def test_a_page_of_another_site_cannot_send(site: Site) -> None:
    client, case_id, prompt = person_at(site)
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    refused = client.post("/opnamen/antwoord", params={"bericht": "m9", "vraag": prompt}, content=SOUND, headers=elsewhere)
    assert refused.status_code == 403
    assert site.house.store.translation.case_recordings(case_id) == []
