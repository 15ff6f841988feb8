"""What one item shows, and that it never tells who said it."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from assistant.house import House
from tests.translations.desk.conftest import AnyPerson, AnyReviewer
from translations.desk import Desk, DeskDraft

WORDS, DUTCH = "ኣብ ቤት ብልዒ ክሰርሕ እደሊ", "Ik wil in een restaurant werken"
NAME = "ሰላም ተስፋይ"


def _shown(item: object) -> str:
    return json.dumps(asdict(item), ensure_ascii=False, default=str)  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("language", "words", "direction"),
    [("ti", WORDS, "ltr"), ("ar", "أريد أن أعمل في مطعم", "rtl"), ("prs", "می‌خواهم در رستورانت کار کنم", "rtl")],
)
def test_the_question_in_both_languages_and_the_words_in_their_direction(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House, language: str, words: str, direction: str
) -> None:
    item = desk.open(reviewer(languages=(language,)), newcomer(language).says("werk.droombaan", words))
    assert item.question_nl == house.catalogue.question("werk.droombaan").text
    assert item.question_own == house.wording.text(language, "werk.droombaan.text") != item.question_nl
    assert (item.original, item.from_dir, item.to_dir, item.to_language) == (words, direction, "ltr", "nl")
    assert (item.topic, item.topic_title, item.about, item.version) == (
        "werk",
        house.catalogue.topic("werk").title,
        "answer",
        1,
    )
    assert not item.sensitive and item.can_ask and item.machine is None and item.drafted_from is None


def test_which_of_several_is_told(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson) -> None:
    person = newcomer()
    person.says("werk.banen", "እወ", value=True)
    person.says("werk.banen", "እወ", 1, value=True)
    item = desk.open(reviewer(), person.says("werk.banen.beroep", "ሓረስታይ", 2, value={"text": "ሓረስታይ"}))
    assert item.question_nl is not None and "2" in item.question_nl.partition(":")[0]
    assert item.question_own is not None and "2" in item.question_own.partition(":")[0]


def test_words_beside_a_question_have_no_question_of_their_own(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson
) -> None:
    item = desk.open(reviewer(), newcomer().happens("remark", words=WORDS, language="ti"))
    assert item.question_nl is None and item.question_own is None and item.topic is None and item.sensitive


def test_the_words_of_before_with_their_translation(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson) -> None:
    someone, person = reviewer(), newcomer()
    old = person.says("werk.droombaan", WORDS)
    assert desk.open(someone, old).earlier is None
    desk.approve(someone, old, DeskDraft(text=DUTCH))
    item = desk.open(someone, person.says("werk.droombaan", "ለይቲ ክሰርሕ ኣይክእልን"))
    assert item.earlier is not None
    assert (item.earlier.words, item.earlier.text) == (WORDS, DUTCH)
    assert item.version == 2 and item.draft.text == ""


def test_a_machine_that_came_while_somebody_typed_does_not_take_the_draft_away(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson
) -> None:
    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", WORDS)
    desk.open(someone, item)
    desk.keep_draft(someone, item, DeskDraft(text="Ik wil"))
    person.machine_makes(item, "Ik wil eten werken", pivot="I want food work")
    shown = desk.open(someone, item)
    assert shown.draft.text == "Ik wil" and shown.drafted_from == "person"
    assert shown.machine is not None and shown.machine.text == "Ik wil eten werken"


def test_terms_of_the_glossary_are_marked_in_the_words(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson) -> None:
    words = "Neem de brief van de gemeente over uw inburgering mee"
    item = desk.open(reviewer(), newcomer().is_told(words))
    assert item.terms, "the glossary knows inburgering or gemeente"
    assert all(words[hit.start : hit.end].strip() for hit in item.terms)


def test_no_item_tells_who_the_person_is(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House) -> None:
    someone, person = reviewer(), newcomer(label="Dossier-Selam")
    person.says("persoon.naam", NAME)
    person.says("persoon.telefoon", "0612345678")
    items = [
        person.says("werk.droombaan", WORDS),
        person.says("gezondheid.lichaam", "ርእሰይ የሕምመኒ"),
        person.happens("question", words="መዓስ እየ ክመጽእ?", language="ti"),
        person.is_told("Wij bellen u in week 12"),
    ]
    desk.open(someone, items[0])
    desk.ask_again(someone, items[0], DeskDraft(text=DUTCH), "ኣበይ?", "Waar?")
    items.append(person.replies(items[0], "ኣብ ኣምስተርዳም"))
    case = house.store.case(person.case_id)
    for item_id in items:
        shown = _shown(desk.open(someone, item_id))
        for secret in (NAME, "ሰላም", "ተስፋይ", "Dossier", person.case_id, "0612345678", case.code_digest, case.created_by):
            assert secret not in shown, f"item {item_id} tells {secret!r}"
        assert "case" not in shown
    queue = str(desk.queue(someone))
    assert person.case_id not in queue and "Dossier" not in queue
    # unless the words themselves hold it
    named = desk.open(someone, person.says("wensen.helpt", f"ስመይ {NAME} እዩ"))
    assert NAME in _shown(named)
