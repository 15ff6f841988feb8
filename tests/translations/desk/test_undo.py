"""Every decision can be taken back by who made it, for ten minutes and as long as nothing was built on it."""

from __future__ import annotations

import pytest

from assistant.house import House
from assistant.renditions.sending_back import send_back
from tests.conftest import Clock
from tests.translations.desk.conftest import AnyPerson, AnyReviewer, ids, take
from translations.desk import Desk, DeskDraft, NotForYou, TooLate

WORDS, DUTCH = "ኣብ ቤት ብልዒ ክሰርሕ እደሊ", "Ik wil in een restaurant werken"
DRAFT = DeskDraft(DUTCH, "Beleefd gezegd")


def test_an_approval(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House) -> None:
    one, other, person, kept = reviewer("hiwet"), reviewer("yonas"), newcomer(), house.store.translation
    item = person.says("werk.droombaan", WORDS)
    desk.open(one, item)
    desk.correct(one, item, DeskDraft("Ik wil koken", "Eerste notitie"))
    desk.open(one, item)
    decided = desk.approve(one, item, DRAFT)
    assert len(kept.memory("ti", "nl")) == 1
    back = desk.undo(one, decided.id)
    assert back.source_id == item and back.draft == DRAFT, "the text and the note are there to go on with"
    assert back.standing.state.name == "gecorrigeerd"
    assert [review.verdict for review in kept.reviews(person.case_id)] == ["goedgekeurd", "ingetrokken"]
    assert kept.memory("ti", "nl") == []
    assert kept.notes(person.case_id)[-1].text == "Eerste notitie", "the consulent reads the note of before"
    assert desk.next(other) is None, "it is in the hands of who took it back"
    desk.approve(one, item, back.draft)
    assert desk.next(one) is None and len(kept.memory("ti", "nl")) == 1
    with pytest.raises(TooLate):
        desk.undo(one, decided.id)


def test_a_correction(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House) -> None:
    one, other, person = reviewer("hiwet"), reviewer("yonas"), newcomer()
    item = person.says("werk.droombaan", WORDS)
    desk.open(one, item)
    decided = desk.correct(one, item, DRAFT)
    back = desk.undo(one, decided.id)
    assert back.draft == DRAFT and desk.next(other) is None
    assert house.store.translation.notes(person.case_id)[-1].text == ""
    assert ids(desk, one) == [item], "it is one's own work again"


def test_a_correction_that_a_colleague_began_with(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson) -> None:
    one, other = reviewer("hiwet"), reviewer("yonas")
    item = newcomer().says("werk.droombaan", WORDS)
    desk.open(one, item)
    decided = desk.correct(one, item, DRAFT)
    take(desk, other)
    with pytest.raises(TooLate):
        desk.undo(one, decided.id)
    desk.correct(other, item, DeskDraft(text="Ik wil in een eethuis werken"))
    with pytest.raises(TooLate):
        desk.undo(one, decided.id)
    assert desk.open(one, item).draft.text == "Ik wil in een eethuis werken"


def test_a_question_that_waits(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House) -> None:
    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", WORDS)
    desk.open(someone, item)
    decided = desk.ask_again(someone, item, DRAFT, "ኣበይ?", "Waar?")
    assert desk.next(someone) is None
    back = desk.undo(someone, decided.id)
    assert back.draft == DRAFT and back.asked is None and not back.standing.asked_again
    asked, withdrawn = house.store.events(person.case_id)
    assert withdrawn.kind == "asked_back_withdrawn"
    assert withdrawn.data == {"asked": asked.id, "source": item}
    # and it can be asked again, better
    desk.ask_again(someone, item, DRAFT, "መዓስ?", "Wanneer?")
    assert desk.next(someone) is None


def test_a_question_that_was_answered(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House) -> None:
    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", WORDS)
    desk.open(someone, item)
    decided = desk.ask_again(someone, item, DRAFT, "ኣበይ?", "Waar?")
    person.replies(item, "ኣብ ኣምስተርዳም")
    with pytest.raises(TooLate):
        desk.undo(someone, decided.id)
    assert [event.kind for event in house.store.events(person.case_id)] == ["asked_back", "told_back"]
    assert item not in house.store.translation.held("2026"), "nobody is kept from it by the attempt"


def test_not_a_matter_for_me(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson) -> None:
    someone = reviewer()
    item = newcomer().says("werk.droombaan", WORDS)
    desk.open(someone, item)
    desk.keep_draft(someone, item, DRAFT)
    decided = desk.not_for_me(someone, item)
    assert desk.next(someone) is None
    assert desk.undo(someone, decided.id).draft == DRAFT
    with pytest.raises(TooLate):
        desk.undo(someone, decided.id)


def test_knowing_the_person_is_not_undone_at_the_desk(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House
) -> None:
    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", WORDS)
    desk.open(someone, item)
    desk.keep_draft(someone, item, DRAFT)
    decided = desk.not_for_me(someone, item)
    desk.undo(someone, decided.id)
    desk.knows_person(someone, item)
    assert house.store.translation.draft(item, someone.login) is None, "nothing of it is left with them"
    with pytest.raises(TooLate):
        desk.undo(someone, f"passed.{item}.{item}")
    with pytest.raises(NotForYou):
        desk.open(someone, item)
    assert house.store.translation.take_back_knowing(someone.login, person.case_id)
    assert take(desk, someone).draft == DeskDraft()


@pytest.mark.parametrize("what", ["approved", "corrected", "asked", "passed"])
def test_for_ten_minutes(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, clock: Clock, house: House, what: str
) -> None:
    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", WORDS)
    desk.open(someone, item)
    decided = {
        "approved": lambda: desk.approve(someone, item, DRAFT),
        "corrected": lambda: desk.correct(someone, item, DRAFT),
        "asked": lambda: desk.ask_again(someone, item, DRAFT, "ኣበይ?", "Waar?"),
        "passed": lambda: desk.not_for_me(someone, item),
    }[what]()
    assert decided.kind == what
    clock.forward(minutes=10, seconds=1)
    assert clock().isoformat() > decided.undo_until
    with pytest.raises(TooLate):
        desk.undo(someone, decided.id)
    assert "ingetrokken" not in [review.verdict for review in house.store.translation.reviews(person.case_id)]
    assert house.store.translation.held(clock().isoformat()) == {}


def test_nothing_that_somebody_built_on(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House, clock: Clock
) -> None:
    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", WORDS)
    desk.open(someone, item)
    decided = desk.approve(someone, item, DRAFT)
    send_back(house.store, item, "jansen", "Wat is bedoeld?", at=clock().isoformat())
    with pytest.raises(TooLate):
        desk.undo(someone, decided.id)
    assert [review.verdict for review in house.store.translation.reviews(person.case_id)] == [
        "goedgekeurd", "aan_te_passen",
    ]  # fmt: skip


def test_nobody_undoes_the_decision_of_another(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House
) -> None:
    one, other, person = reviewer("hiwet"), reviewer("yonas"), newcomer()
    item = person.says("werk.droombaan", WORDS)
    desk.open(one, item)
    decided = desk.approve(one, item, DRAFT)
    with pytest.raises(TooLate):
        desk.undo(other, decided.id)
    assert [review.verdict for review in house.store.translation.reviews(person.case_id)] == ["goedgekeurd"]
    assert desk.undo(one, decided.id).source_id == item


@pytest.mark.parametrize(
    "decided", ["", "approved", "approved.1", "approved.1.99", "approved.4711.1", "approved.x.1", "loved.1.1", "approved.1.-1",
                "approved.99999999999999999999.1", "corrected.1.1", "asked.1.1", "passed.1.1"]
)  # fmt: skip
def test_a_decision_that_was_never_made(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, decided: str) -> None:
    someone = reviewer()
    newcomer().says("werk.droombaan", WORDS)
    with pytest.raises(TooLate):
        desk.undo(someone, decided)


def test_an_approval_of_words_that_changed_since(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson) -> None:
    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", WORDS)
    desk.open(someone, item)
    decided = desk.approve(someone, item, DRAFT)
    person.says("werk.droombaan", "ለይቲ ክሰርሕ ኣይክእልን")
    with pytest.raises(TooLate):
        desk.undo(someone, decided.id)
