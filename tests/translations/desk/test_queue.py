"""The order of the queue, what is counted, and which items still count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.house import House
from assistant.renditions.sending_back import send_back
from tests.conftest import Clock
from tests.translations.desk.conftest import AnyPerson, AnyReviewer, ids, take
from translations.desk import Desk, DeskDraft, NoLongerCounts, open_desk

RESTAURANT, DUTCH_CLASS, NIGHT = "ኣብ ቤት ብልዒ ክሰርሕ እደሊ", "ቋንቋ ሆላንድ ክመሃር እደሊ", "ለይቲ ክሰርሕ ኣይክእልን"


def test_oldest_first_over_all_people_and_filtered_by_language_and_topic(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson
) -> None:
    one, two, three = newcomer("ti"), newcomer("ar"), newcomer("ti")
    first = one.says("werk.droombaan", RESTAURANT)
    second = two.says("wensen.helpt", "أريد أن أتعلم الهولندية")
    third = three.says("wensen.helpt", DUTCH_CLASS)
    fourth = one.says("werk.broodbaan", NIGHT)
    aside = three.happens("remark", words=NIGHT, language="ti")
    both = reviewer("hiwet", ("ti", "ar"))
    assert ids(desk, both) == [first, second, third, fourth, aside]
    assert ids(desk, both, language="ti") == [first, third, fourth, aside]
    assert ids(desk, both, topic="wensen") == [second, third]
    assert ids(desk, both, language="ti", topic="wensen") == [third]
    assert ids(desk, both, topic="") == [aside]
    queue = desk.queue(both)
    assert queue.waiting == {("ti", "werk"): 2, ("ar", "wensen"): 1, ("ti", "wensen"): 1, ("ti", None): 1}
    assert queue.total == 5 and queue.oldest_at == desk.open(both, first).at
    assert desk.queue(both, topic="wensen").total == 2


def test_a_desk_that_was_open_before_sees_what_is_said_after(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House, clock: Clock
) -> None:
    someone, person = reviewer(), newcomer()
    assert desk.queue(someone).total == 0
    item = person.says("werk.droombaan", RESTAURANT)
    assert desk.queue(someone).total == 1
    other = open_desk(house, clock)
    desk.approve(someone, item, DeskDraft(text="Ik wil in een restaurant werken"))
    assert other.queue(someone).total == desk.queue(someone).total == 0


def test_words_that_were_replaced_are_not_offered_and_not_decided_on(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House
) -> None:
    someone, person = reviewer(), newcomer()
    old = person.says("werk.droombaan", RESTAURANT)
    in_hand = take(desk, someone)
    assert in_hand.source_id == old
    new = person.says("werk.droombaan", NIGHT)
    draft = DeskDraft(text="Ik wil in een restaurant werken")
    going_on: list[Callable[[], object]] = [
        lambda: desk.keep_draft(someone, old, draft),
        lambda: desk.approve(someone, old, draft),
        lambda: desk.correct(someone, old, draft),
        lambda: desk.ask_again(someone, old, draft, "እንታይ?", "Wat?"),
        lambda: desk.open(someone, old),
    ]
    for go_on in going_on:
        with pytest.raises(NoLongerCounts):
            go_on()
    assert house.store.translation.renditions(person.case_id) == []
    assert ids(desk, someone) == [new]


def test_the_same_words_again_are_the_same_item(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson) -> None:
    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", RESTAURANT)
    assert person.says("werk.droombaan", RESTAURANT) == item
    assert ids(desk, someone) == [item]


def test_an_answer_that_fell_is_not_offered(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson) -> None:
    someone, person = reviewer(), newcomer()
    person.says("werk.banen", "እወ", value=True)
    item = person.says("werk.banen.beroep", "ሓረስታይ", 1, value={"text": "ሓረስታይ"})
    assert item in ids(desk, someone)
    person.says("werk.banen", "ኣይፋል", value=False)
    assert item not in ids(desk, someone)


def test_a_question_that_is_gone_from_the_question_set_is_not_offered(
    reviewer: AnyReviewer, newcomer: AnyPerson, house: House, clock: Clock
) -> None:
    someone, person = reviewer(), newcomer()
    gone, stays = person.says("werk.droombaan", RESTAURANT), person.says("wensen.helpt", DUTCH_CLASS)
    topics = tuple(
        replace(topic, questions=tuple(one for one in topic.questions if one.id != "werk.droombaan"))
        for topic in house.catalogue.topics
    )
    smaller = replace(house, catalogue=replace(house.catalogue, topics=topics))
    assert ids(open_desk(smaller, clock), someone) == [stays]
    assert ids(open_desk(house, clock), someone) == [gone, stays]


def test_what_was_sent_back_comes_first_with_the_reason(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House, clock: Clock
) -> None:
    someone, person = reviewer(), newcomer()
    old = person.says("werk.droombaan", RESTAURANT)
    back = person.says("wensen.helpt", DUTCH_CLASS)
    desk.open(someone, back)
    desk.approve(someone, back, DeskDraft(text="Ik wil het Nederlands leren"))
    assert ids(desk, someone) == [old]
    send_back(house.store, back, "jansen", "Bedoelt zij een cursus?", at=clock().isoformat())
    assert ids(desk, someone) == [back, old]
    assert desk.queue(someone).sent_back == 1
    item = take(desk, someone)
    assert item.sent_back is not None
    assert (item.sent_back.by_role, item.sent_back.reason) == ("consulent", "Bedoelt zij een cursus?")
    assert item.standing.state.name == "aan_te_passen"
    assert item.draft.text == "Ik wil het Nederlands leren"
    desk.approve(someone, back, DeskDraft(text="Ik wil een cursus Nederlands doen"))
    assert ids(desk, someone) == [old]


def test_what_one_corrected_is_looked_at_by_a_colleague(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson) -> None:
    one = reviewer("hiwet")
    person = newcomer()
    first, second = person.says("werk.droombaan", RESTAURANT), person.says("wensen.helpt", DUTCH_CLASS)
    desk.open(one, first)
    desk.correct(one, first, DeskDraft(text="Ik wil in een restaurant werken"))
    # with nobody else to look, it comes to oneself, after all others
    assert ids(desk, one) == [second, first]
    colleague = reviewer("yonas")
    assert ids(desk, one) == [second]
    assert ids(desk, colleague) == [first, second]
    item = desk.open(colleague, first)
    assert item.draft.text == "Ik wil in een restaurant werken" and item.drafted_from == "person"
    assert item.standing.state.name == "gecorrigeerd"
    desk.leave(colleague, first)
    # a colleague who may not see it does not count
    reviewer("yonas", ("ar",))
    assert ids(desk, one) == [second, first]


def test_an_item_in_the_hands_of_a_colleague_is_not_counted(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson
) -> None:
    one, other = reviewer("hiwet"), reviewer("yonas")
    newcomer().says("werk.droombaan", RESTAURANT)
    take(desk, one)
    assert desk.queue(one).total == 1 and desk.queue(other).total == 0
    assert desk.next(other) is None
