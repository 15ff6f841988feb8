"""Which words become a text to translate: a person's own words always, a closed answer never."""

from __future__ import annotations

import pytest

from assistant.house import House
from assistant.renditions.model import Source
from tests.conftest import Person


def sources(house: House, person: Person) -> list[Source]:
    return house.store.translation.sources(person.case.case_id)


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("ti", "wensen.drie_jaar", "ሓኪም ክኸውን ይደሊ"),
        ("prs", "werk.droombaan", "می‌خواهم داکتر شوم"),
        ("ar", "gezondheid.zorgen", "لا أنام جيدا"),
        ("ar", "afsluiting.teach_back", "سوف تتصل بي البلدية"),
    ],
)
def test_own_words_are_a_source_in_the_same_moment(house: House, language: str, question: str, words: str) -> None:
    person = Person(house, language)
    person.go_to(question)
    person.say(words)
    (source,) = [one for one in sources(house, person) if one.question == question]
    (answer,) = person.answers(question)
    assert (source.words, source.from_language, source.to_language) == (words, language, "nl")
    assert (source.kind, source.ref, source.version) == ("answer", answer.id, answer.version)
    assert source.sensitive == question.startswith("gezondheid")
    assert house.store.translation.jobs()[language, "nl", "queued"] >= 1


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("ti", "persoon.geboortedatum", "12 ግንቦት 1990"),
        ("prs", "gezin.partner", "شوهرم در هالند است"),
        ("ar", "persoon.naam", "سارة حداد"),
        ("prs", "taal.moedertaal", "دری"),
        ("ti", "onderwijs.jaren", "ሸሞንተ ዓመት"),
    ],
)
def test_a_closed_answer_a_name_or_a_number_is_never_translated(
    house: House, language: str, question: str, words: str
) -> None:
    person = Person(house, language)
    person.go_to(question)
    person.say(words)
    assert person.answers(question)
    assert [one for one in sources(house, person) if one.question == question] == []


def test_a_button_is_never_translated(house: House) -> None:
    person = Person(house, "ti")
    person.go_to("gezin.partner")
    person.press('answer:"geen"')
    assert sources(house, person) == []


def test_dutch_words_need_no_dutch(house: House) -> None:
    person = Person(house, "nl")
    person.go_to("wensen.drie_jaar")
    person.say("Ik wil arts worden")
    assert sources(house, person) == []


def test_words_that_were_three_times_not_understood_are_all_there_is(house: House) -> None:
    person = Person(house, "prs")
    person.go_to("gezin.partner")
    for words in ("گل سرخ", "باران می‌بارد", "کوه بلند"):
        person.say(words)
    (answer,) = person.answers("gezin.partner")
    assert (answer.state, answer.flag) == ("later", "niet_begrepen")
    found = [(one.about, one.words) for one in sources(house, person) if one.question == "gezin.partner"]
    assert found == [("not_understood", "گل سرخ"), ("not_understood", "باران می‌بارد"), ("answer", answer.words)]


@pytest.mark.parametrize(
    ("words", "intent", "state", "waits"),
    [
        ("نمی‌خواهم بگویم", "refuse", "wil_niet_zeggen", False),
        ("نمی‌خواهم بگویم چون برادر شوهرم اینجا است", "refuse", "wil_niet_zeggen", True),
        ("نمی‌دانم", "dont_know", "weet_niet", False),
    ],
)
def test_why_somebody_does_not_say_is_translated_and_that_they_do_not_is_known(
    house: House, words: str, intent: str, state: str, waits: bool
) -> None:
    person = Person(house, "prs")
    person.go_to("gezin.partner")
    person.say(words, intent, 0.97)
    assert person.answers("gezin.partner")[0].state == state
    assert [one.words for one in sources(house, person)] == ([words] if waits else [])


def test_the_same_words_confirmed_are_one_source_and_changed_words_are_two(house: House) -> None:
    person = Person(house, "ti")
    person.go_to("wensen.drie_jaar")
    person.say("ሓኪም")
    for words, count in (("ሓኪም", 1), ("መምህር", 2), ("ሓኪም", 3)):
        person.press("change:wensen.drie_jaar")
        person.say(words)
        found = [one for one in sources(house, person) if one.question == "wensen.drie_jaar"]
        assert len(found) == count


def test_a_question_to_the_municipality_is_sensitive_unless_it_is_about_a_topic(house: House) -> None:
    person = Person(house, "ar")
    person.go_to("wensen.drie_jaar")
    person.say("هل يمكن أن تساعدوني في موضوع لا أعرفه؟", intent="ask_info", confidence=0.99)
    if person.kind == "which_info":
        person.press("info:")
    asked = [one for one in sources(house, person) if one.about == "question"]
    assert [one.question for one in asked] == ["wensen.drie_jaar"]
    assert not asked[0].sensitive


def test_nothing_of_it_can_be_changed_or_thrown_away(house: House) -> None:
    person = Person(house, "ti")
    person.go_to("wensen.drie_jaar")
    person.say("ሓኪም")
    db = house.store.db  # type: ignore[attr-defined]
    for table in ("sources", "renditions", "reviews", "notes"):
        for statement in (f"UPDATE {table} SET id = 9", f"DELETE FROM {table}"):
            if table == "sources":
                with pytest.raises(Exception, match="append-only"):
                    db.execute(statement)
