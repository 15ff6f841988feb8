"""What another system says is put to the person: right, wrong, or an answer of their own. Nothing is taken over silently."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.house import House
from assistant.importing.mapping import mappings
from assistant.importing.standing import imported
from assistant.importing.taking import look_at, take
from tests.conftest import Clock, Person

BORN = "1990-03-12"
YES = {"nl": "ja", "ar": "نعم", "ti": "እወ", "prs": "بلی"}
NO = {"nl": "nee", "ar": "لا", "ti": "ኣይኮነን", "prs": "نه"}


@pytest.fixture
def told(house: House, clock: Clock) -> Callable[[Person], None]:
    """The COA says when a constructed person was born, and something about health."""

    def tell(person: Person) -> None:
        mapping = mappings(house.catalogue)["coa_klantprofiel"]
        text = f"Zaaknummer;Geboortedatum;Gezondheid\n{person.case.number};12-03-1990;knie (verzonnen)\n"
        results = look_at(house.store, house.catalogue, mapping, text, clock())
        take(house.store, results, mapping, "klantprofiel.csv", by="consulent", at=clock())

    return tell


def at_the_birth_date(house: House, language: str, told: Callable[[Person], None]) -> Person:
    person = Person(house, language)
    told(person)
    person.go_to("persoon.geboortedatum")
    return person


@pytest.mark.parametrize("language", ["nl", "ar", "ti", "prs"])
def test_it_is_put_as_a_question_in_the_persons_language(
    house: House, told: Callable[[Person], None], language: str
) -> None:
    person = at_the_birth_date(house, language, told)
    prompt = person.reply["prompt"]
    assert "COA klantprofiel" in prompt["text"] and "1990" in prompt["text"]
    assert prompt["help"] == house.wording.text(language, "persoon.geboortedatum.text")
    assert [one["payload"] for one in prompt["buttons"]] == ["imported:right", "imported:wrong"]


@pytest.mark.parametrize("way", ["button", *YES])
def test_right_makes_it_an_answer_with_its_source(house: House, told: Callable[[Person], None], way: str) -> None:
    person = at_the_birth_date(house, "nl" if way == "button" else way, told)
    if way == "button":
        person.press("imported:right")
    else:
        person.say(YES[way], "affirm")
    answer = house.case_file(person.case.case_id).record.answer("persoon.geboortedatum")
    assert answer is not None and (answer.value, answer.source) == (BORN, "import:COA klantprofiel")
    assert answer.speaker == "person"
    standing = {one.entry.get("veld"): one.stand for one in imported(house.case_file(person.case.case_id))}
    assert standing == {"persoon.geboortedatum": "klopt", "gezondheid.lichaam": "wacht"}


@pytest.mark.parametrize("language", NO)
def test_wrong_asks_the_question_itself(house: House, told: Callable[[Person], None], language: str) -> None:
    person = at_the_birth_date(house, language, told)
    person.say(NO[language], "deny")
    assert person.reply["prompt"]["kind"] == "question"
    assert person.reply["prompt"]["question"] == "persoon.geboortedatum"
    person.say("1988")
    answer = house.case_file(person.case.case_id).record.answer("persoon.geboortedatum")
    assert answer is not None and (answer.value, answer.source) == ("1988", None)
    assert [one.stand for one in imported(house.case_file(person.case.case_id))][0] == "klopt_niet"


def test_another_answer_counts_and_the_consulent_sees_the_difference(
    house: House, told: Callable[[Person], None]
) -> None:
    person = at_the_birth_date(house, "nl", told)
    person.say("ik ben geboren in 1992")
    file = house.case_file(person.case.case_id)
    found = imported(file)[0]
    assert (found.stand, found.waits_for) == ("wijkt_af", "consulent")
    assert found.said is not None and found.said.value == "1992"


def test_health_is_never_put_to_the_person(house: House, told: Callable[[Person], None]) -> None:
    person = Person(house, "nl")
    told(person)
    shown = [person.reply["prompt"]["text"]]
    person.go_to("gezondheid.lichaam")
    shown.append(person.reply["prompt"]["text"])
    assert not any("knie" in text for text in shown)
    assert person.reply["prompt"]["kind"] == "question"
    assert "imported" not in {
        event.kind
        for event in house.store.events(person.case.case_id)
        if event.data.get("question") == "gezondheid.lichaam"
    }


def test_a_move_is_still_a_move(house: House, told: Callable[[Person], None]) -> None:
    person = at_the_birth_date(house, "nl", told)
    person.say("waarom wilt u dat weten?", "ask_why")
    assert person.reply["prompt"]["kind"] == "confirm", "the value is still there to be judged"
    person.press("state:wil_niet_zeggen")
    answer = house.case_file(person.case.case_id).record.answer("persoon.geboortedatum")
    assert answer is not None and answer.state == "wil_niet_zeggen"


def test_what_was_answered_already_is_not_asked_again(house: House, told: Callable[[Person], None]) -> None:
    person = Person(house, "nl")
    person.go_to("persoon.geboortedatum")
    person.say("12 maart 1990")
    told(person)
    assert person.reply["prompt"]["question"] != "persoon.geboortedatum"
    assert imported(house.case_file(person.case.case_id))[0].stand == "klopt"
