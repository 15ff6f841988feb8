"""Informed, agreed, asked, decided: what is kept of the rights of a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from assistant.caseload_line import line_of
from assistant.conversation.voice import agree, agreed
from assistant.dossier.entry import Dossier
from assistant.dossier.keeping import keep
from assistant.house import House
from assistant.recordings import Recordings, Vault
from assistant.rights.consents import PERSON, sharing, voice_consent, withdraw_sharing, withdraw_voice
from assistant.rights.informed import fingerprint, told_of
from assistant.rights.overview import everything, schema
from assistant.rights.requests import RIGHTS, AlreadyAsked, CannotDecide, UnknownRight, ask, decide, requests_of
from tests.conftest import Clock, Person
from tests.erasing.whole_case import SOUND, tell


def made(house: House, case_id: str, right: str, words: str = "") -> str:
    return ask(house.store, house.catalogue, case_id, right, words=words, language="ti", at=house.now()).id


@pytest.mark.parametrize("language", ["nl", "ar", "prs", "ti"])
def test_what_was_explained_is_kept_with_its_wording(house: House, language: str) -> None:
    somebody = Person(house, language)
    first = told_of(house.store.events(somebody.case.case_id))
    assert [list(one.texts) for one in first] == [["welkom.uitleg.text", "welkom.uitleg.why"]]
    assert first[0].language == language
    assert first[0].texts["welkom.uitleg.text"] == fingerprint(house.wording.text(language, "welkom.uitleg.text"))
    assert first[0].approved is (language == "nl" or house.wording.approved(language, "welkom.uitleg.text"))
    somebody.go_to("welkom.aanwezig")
    assert [next(iter(one.texts)) for one in told_of(house.store.events(somebody.case.case_id))] == [
        "welkom.uitleg.text", "welkom.rechten.text",
    ]  # fmt: skip


def test_the_same_words_are_kept_once_and_another_language_again(house: House) -> None:
    somebody = Person(house, "ti")
    somebody.press("move:repeat") if "move:repeat" in somebody.moves() else somebody.press("language:ti")
    somebody.press("language:ar")
    assert [one.language for one in told_of(house.store.events(somebody.case.case_id))] == ["ti", "ar"]


def test_taking_the_consent_back_destroys_at_once(house: House) -> None:
    somebody = Person(house, "ti")
    case_id = somebody.case.case_id
    assert voice_consent(house.store.events(case_id)) is None
    agree(house.store, house.wording, case_id, "ti", True, house.now())
    vault = Vault(house.data, house.keyring)
    Recordings(house.store.translation, vault, house.now).keep_answer(SOUND, 1000, case_id=case_id, message_id="m", language="ti")
    given = voice_consent(house.store.events(case_id))
    assert given is not None and given.given and given.text == "page.voice_consent"
    assert given.text_hash == fingerprint(house.wording.text("ti", "page.voice_consent"))
    assert withdraw_voice(house, case_id, "ti") == 1
    assert vault.names() == [] and house.store.translation.case_recordings(case_id) == []
    taken_back = voice_consent(house.store.events(case_id))
    assert taken_back is not None and not taken_back.given and not agreed(house.store, case_id)


def test_sharing_is_taken_back_by_the_person(house: House) -> None:
    case_id = Person(house, "ti").case.case_id
    assert withdraw_sharing(house, case_id, "taalschool") is None
    data = {"ontvanger": "taalschool", "gegeven": True, "hoe": "In het gesprek"}
    keep(house.store, case_id, "toestemming", data, by="anna", at=house.now())
    withdrawn = withdraw_sharing(house, case_id, "taalschool")
    assert withdrawn is not None and withdrawn.by == PERSON
    assert [one.given for one in sharing(Dossier.of(house.store.dossier.entries(case_id)))] == [False]


@pytest.mark.parametrize(("asked_on", "due"), [((2026, 11, 22), date(2026, 12, 22)), ((2027, 1, 31), date(2027, 2, 28))])
def test_a_request_has_a_month(house: House, clock: Clock, asked_on: tuple[int, int, int], due: date) -> None:
    clock.time = clock.time.replace(year=asked_on[0], month=asked_on[1], day=asked_on[2])
    case_id = Person(house, "ti").case.case_id
    made(house, case_id, "inzage")
    assert [(one.due, one.open) for one in requests_of(house.store.events(case_id))] == [(due, True)]


def test_a_request_stands_in_the_list_of_today_until_it_is_answered(house: House, clock: Clock) -> None:
    case_id = house.access.new_case(language="ti", label="", created_by="test", constructed=True).case_id

    def needs() -> list[tuple[str, int | None, str]]:
        (summary,) = house.caseload()
        line = line_of(house.case_file(case_id), summary)
        return [(one.text, one.days_left, one.words) for one in line.needs if one.kind == "recht"]

    assert needs() == []
    made(house, case_id, "inzage")
    assert needs() == [("Vraagt: Inzage (AVG art. 15)", 30, "nog 30 dagen")]
    clock.forward(days=31)
    assert needs() == [("Vraagt: Inzage (AVG art. 15)", -1, "1 dag te laat")]
    (request,) = requests_of(house.store.events(case_id))
    decide(house.store, case_id, request.id, decision="toegewezen", reason="Gegeven.", by="anna", at=clock())
    assert needs() == []


def test_words_of_a_request_wait_for_a_translator(house: House) -> None:
    case_id = Person(house, "ti").case.case_id
    made(house, case_id, "bezwaar_avg", "ኣይፈትዎን እየ")
    assert [one.about for one in house.store.translation.sources(case_id)] == ["right_asked"]


def test_the_same_is_asked_once_until_it_is_answered(house: House) -> None:
    case_id = Person(house, "ti").case.case_id
    first = made(house, case_id, "wissen")
    with pytest.raises(AlreadyAsked):
        made(house, case_id, "wissen")
    decide(house.store, case_id, first, decision="afgewezen", reason="Het plan moet blijven.", by="anna", at=house.now())
    assert made(house, case_id, "wissen") != first
    with pytest.raises(UnknownRight):
        made(house, case_id, "bezwaar_awb")
    assert "bezwaar_avg" in RIGHTS and not any("awb" in name for name in RIGHTS)


def test_the_term_is_made_longer_once_with_a_reason(house: House) -> None:
    case_id = Person(house, "ti").case.case_id
    request = made(house, case_id, "inzage")

    def longer(reason: str) -> None:
        decide(house.store, case_id, request, decision="verlengd", reason=reason, by="anna", at=house.now())

    with pytest.raises(CannotDecide):
        longer("")
    longer("Het zijn veel stukken.")
    now = requests_of(house.store.events(case_id))[0]
    assert (now.due, now.open, now.longer) == (date(2027, 2, 22), True, True)
    with pytest.raises(CannotDecide):
        longer("Nog een keer.")
    decide(house.store, case_id, request, decision="toegewezen", reason="", by="anna", at=house.now())
    with pytest.raises(CannotDecide):
        decide(house.store, case_id, request, decision="deels", reason="Toch niet.", by="anna", at=house.now())


def test_everything_fits_the_published_form_and_covers_what_is_private(house: House) -> None:
    told = tell(house, answers=30)
    for trusted in (True, False):
        data = everything(house, told.case_id, trusted=trusted, device="another")
        Draft202012Validator(schema()).validate(data)
        private = [one for one in data["answers"] if one["sensitive"]]
        assert private and all(("words" in one) is trusted for one in private)
        assert bool(data["covered"]) is not trusted
    assert {"answers", "messages", "informed", "requests", "consents"} <= data.keys()
    wish = next(one for one in data["answers"] if one["question"] == "wensen.drie_jaar")
    assert "verbeterdewens" in wish["words"] and "langewensgrootplan" in wish["earlier"][0]["words"]
    assert wish["asked"] == house.wording.text("ti", "wensen.drie_jaar.text")
    assert wish["rendition"]["state"] == "goedgekeurd"


def test_nothing_the_person_said_is_left_out(house: House, person: Callable[..., Person]) -> None:
    told = tell(house, answers=30)
    text = str(everything(house, told.case_id, trusted=True, device=None))
    said = {word for answer in house.store.answers(told.case_id) if answer.source is None for word in answer.words.split()}
    pressed = {
        word for answer in house.store.answers(told.case_id) for word in answer.words.split()
        if answer.question in house.catalogue and house.catalogue.question(answer.question).type == "notice"
        and answer.understood_by == "button"
    }  # fmt: skip
    assert not {word for word in said - pressed if word not in text}
