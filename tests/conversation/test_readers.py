"""The person decides who does not read along, sees how it stands, and can take it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.conversation import readers
from assistant.house import House
from assistant.store import StaffAccount
from assistant.store.translation import Reviewer
from tests.conftest import Person

People = Callable[..., Person]
SELAM = Reviewer("s.tesfay", ("ti",), gender="vrouw", countries=("ER",))
BERHANE = Reviewer("b.haile", ("ti", "ar"), gender="man", countries=("SD",))
NOOR = Reviewer("n.aziz", ("ar",), gender=None)


@pytest.fixture
def desk(house: House) -> House:
    """Three reviewers with a name, and one whose account is gone."""
    names = {SELAM: "Selam T.", BERHANE: "Berhane H.", NOOR: "Noor A."}
    for reviewer in (*names, Reviewer("weg", ("ti",))):
        house.store.translation.set_reviewer(reviewer)
    for reviewer, name in names.items():
        house.store.add_staff(StaffAccount(reviewer.login, name, "cultuurvertaler", "-"))
    return house


def shown(person: Person) -> dict[str, bool]:
    """Label -> whether they may read along, as the screen says it."""
    return {one["label"]: one["on"] for one in person.reply["prompt"]["buttons"] if "on" in one}


LANGUAGES = [
    ("ti", ["Berhane H.", "Selam T."]),
    ("ar", ["Berhane H.", "Noor A."]),
    ("prs", []),
]


@pytest.mark.parametrize(("language", "names"), LANGUAGES)
def test_it_names_everybody_who_translates_the_language(
    desk: House, person: People, language: str, names: list[str]
) -> None:
    someone = person(language)
    someone.go_to("werk.nu")
    assert "move:readers" in someone.moves()
    someone.press("move:readers")
    assert someone.kind == "readers"
    general = [desk.wording.text(language, f"talk.readers.{what}.{value}") for what, value in readers.GENERAL]
    assert list(shown(someone)) == [*general, *names]
    assert all(shown(someone).values())
    assert someone.payloads[-1] == "go_on"
    someone.press("go_on")
    assert someone.question == "werk.nu", "the question is as it was"


def test_nobody_translates_dutch(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.nu")
    assert "move:readers" not in someone.moves()


CHOICES = ["gender:man", "gender:vrouw", "community:own", "login:s.tesfay"]


@pytest.mark.parametrize("choice", CHOICES)
def test_each_can_be_shut_out_and_let_in_again(desk: House, person: People, choice: str) -> None:
    what, value = choice.split(":")
    someone = person("ti")
    someone.go_to("werk.nu")
    someone.press("move:readers")
    someone.press(f"readers:exclude:{choice}")
    assert someone.kind == "readers", "more can be chosen"
    assert someone.events("reader_excluded") == [{"what": what, "value": value, "by": "person"}]
    (changed,) = [one for one in someone.reply["prompt"]["buttons"] if one["payload"] == f"readers:allow:{choice}"]
    assert (changed["on"], changed["state"]) == (False, desk.wording.text("ti", "talk.readers_may_not"))
    someone.press(f"readers:allow:{choice}")
    assert someone.events("reader_allowed") == [{"what": what, "value": value, "by": "person"}]
    assert all(shown(someone).values())


def test_the_same_choice_twice_is_one(desk: House, person: People) -> None:
    someone = person("ti")
    someone.go_to("werk.nu")
    someone.press("move:readers")
    someone.press("readers:exclude:gender:man")
    someone.press("readers:exclude:gender:man")
    assert len(someone.events("reader_excluded")) == 1
    someone.press("readers:allow:gender:vrouw")
    assert not someone.events("reader_allowed")


FORGED = ["exclude:login:n.aziz", "exclude:login:nobody", "exclude:gender:x", "drop:gender:man", "exclude", "allow::"]


@pytest.mark.parametrize("choice", FORGED)
def test_what_is_not_on_the_screen_cannot_be_chosen(desk: House, person: People, choice: str) -> None:
    someone = person("ti")
    someone.go_to("werk.nu")
    someone.press("move:readers")
    someone.press(f"readers:{choice}")
    assert not someone.events("reader_excluded") + someone.events("reader_allowed")


def test_it_cannot_be_chosen_beside_its_screen(desk: House, person: People) -> None:
    someone = person("ti")
    someone.go_to("werk.nu")
    someone.press("readers:exclude:gender:man")
    assert not someone.events("reader_excluded")


def test_typed_words_there_are_an_answer_to_the_question_below(desk: House, person: People) -> None:
    someone = person("ti")
    someone.go_to("werk.droombaan")
    someone.press("move:readers")
    someone.say("ሓኪም")
    assert [answer.words for answer in someone.answers("werk.droombaan")] == ["ሓኪም"]


LEFT = [
    # reviewers, excluded, country of birth, nobody left
    ([SELAM, BERHANE], set(), "ER", False),
    ([SELAM, BERHANE], {("gender", "man")}, "ER", False),
    ([SELAM, BERHANE], {("gender", "man"), ("gender", "vrouw")}, "ER", True),
    ([SELAM, BERHANE], {("community", "own")}, "ER", False),
    ([SELAM, BERHANE], {("community", "own"), ("gender", "man")}, "ER", True),
    ([SELAM, BERHANE], {("community", "own")}, None, True),
    ([SELAM, BERHANE], {("login", "s.tesfay"), ("login", "b.haile")}, "ER", True),
    ([NOOR], {("gender", "vrouw")}, "SY", True),
    ([NOOR], {("login", "s.tesfay")}, "SY", False),
    ([], {("gender", "man")}, "ER", True),
    ([], set(), "ER", False),
]


@pytest.mark.parametrize(("reviewers", "excluded", "country", "left_alone"), LEFT)
def test_it_says_so_when_nobody_is_left(
    reviewers: list[Reviewer], excluded: set[tuple[str, str]], country: str | None, left_alone: bool
) -> None:
    assert readers.nobody_left(reviewers, excluded, country) is left_alone


def test_the_line_about_an_outside_translator(desk: House, person: People) -> None:
    someone = person("ti")
    someone.go_to("werk.nu")
    someone.press("move:readers")
    assert someone.reply["prompt"]["gentle"] is None
    for value in ("man", "vrouw"):
        someone.press(f"readers:exclude:gender:{value}")
    assert someone.reply["prompt"]["gentle"] == desk.wording.text("ti", "talk.readers_nobody_left")


def test_what_a_consulent_chose_for_the_person_is_shown_too(desk: House, person: People) -> None:
    someone = person("ti")
    someone.go_to("werk.nu")
    with desk.store.translation.writing() as writer:
        writer.event(
            someone.case.case_id, "reader_excluded", "2026-11-22T10:00:00+00:00",
            {"what": "login", "value": "s.tesfay", "by": "n.bakker"},
        )  # fmt: skip
    someone.press("move:readers")
    assert shown(someone)["Selam T."] is False
