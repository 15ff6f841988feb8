"""The question set changes, the record keeps reading: old answers under their own label, open talks go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.commands.opening import wording_of
from assistant.export import export_record
from assistant.house import House, open_house
from tests.conftest import Clock, Person

LOCAL = "name: voorbeeldstad\nversion: '{version}'\n"
PETS = """\
topic: wonen
questions:
  - id: wonen.huisdier
    type: choice
    path: short
    label: {label}
    text: Hebt u een huisdier?
    why: Dan weten wij of er plek voor is.
    readback: "Huisdier: {{value}}."
    options: {{kat: Een kat, hond: Een hond, geen: Geen huisdier}}
    legal_basis: lokaal
    pip: [14]
"""


class Town:
    """A municipality that opens its data folder with one question set after another."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder, self.clock, self.houses = folder, clock, list[House]()

    def opens(self, version: str | None, *, label: str = "Huisdier", topic: str = "wonen") -> House:
        """With its question about pets as of ``version``; None is our set alone."""
        questions = None
        if version is not None:
            questions = self.folder / version
            (questions / "topics").mkdir(parents=True)
            (questions / "local.yml").write_text(LOCAL.format(version=version), encoding="utf-8")
            text = PETS.format(label=label).replace("wonen", topic)
            if topic != "wonen":
                text = text.replace("questions:", "title: Dieren\nquestions:", 1)
            (questions / "topics" / f"{topic}.yml").write_text(text, encoding="utf-8")
        house = open_house(self.folder / "data", wording_of, self.clock, questions=questions)
        self.houses.append(house)
        return house


@pytest.fixture
def town(tmp_path: Path, clock: Clock) -> Iterator[Town]:
    town = Town(tmp_path, clock)
    yield town
    for house in town.houses:
        house.store.close()


def moved(someone: Person, house: House) -> Person:
    """The same person, after the municipality opened again with another question set."""
    someone.house = house
    someone.reply = house.conversation.screen(someone.case.case_id)
    return someone


def test_an_answer_names_the_set_it_was_given_under(town: Town) -> None:
    someone = Person(town.opens("1"), "nl")
    someone.go_to("wonen.huisdier")
    someone.press('answer:"kat"')
    moved(someone, town.opens("2"))
    someone.press("change:wonen.huisdier")
    someone.press('answer:"hond"')
    given = [(answer.value, answer.catalogue, answer.catalogue_version) for answer in someone.answers("wonen.huisdier")]
    ours = town.houses[0].catalogue.version.split("+")[0]
    assert given == [
        ("kat", "brede-intake-basis+voorbeeldstad", f"{ours}+1"),
        ("hond", "brede-intake-basis+voorbeeldstad", f"{ours}+2"),
    ]


def test_an_answer_to_a_question_that_is_gone_reads_with_its_own_label(town: Town) -> None:
    someone = Person(town.opens("1", label="Dieren in huis"), "nl")
    someone.go_to("wonen.huisdier")
    someone.press('answer:"kat"')
    house = town.opens(None)
    view = house.record_view(someone.case.case_id)
    (gone,) = [topic for topic in view.topics if topic.title == "Vragen die er niet meer zijn"]
    (line,) = gone.lines
    assert (line.question, line.question_text_nl, line.value_nl) == ("wonen.huisdier", "Dieren in huis", "Een kat")
    exported = export_record(house.store, house.catalogue, house.wording, someone.case.case_id)
    (answer,) = [answer for answer in exported["answers"] if answer["question"] == "wonen.huisdier"]
    assert (answer["value"], answer["words"], answer["counts"]) == ("kat", "Een kat", True)
    assert answer["catalogue"]["name"] == "brede-intake-basis+voorbeeldstad"
    assert "wonen.huisdier" not in exported["values"]


def test_a_reworded_question_reads_as_it_is_now_and_was_kept_as_it_was(town: Town) -> None:
    first = town.opens("1", label="Dieren in huis")
    second = town.opens("2", label="Huisdier")
    kept = [second.store.kept_questions(house.catalogue.name, house.catalogue.version) for house in (first, second)]
    assert [questions["wonen.huisdier"]["label"] for questions in kept] == ["Dieren in huis", "Huisdier"]
    assert kept[0]["wonen.huisdier"]["options"]["kat"] == "Een kat"


def test_a_set_is_kept_once(town: Town) -> None:
    for _ in range(3):
        house = town.opens(None)
    assert house.store.db["catalogues"].count == 1  # type: ignore[attr-defined]


def test_a_set_that_nobody_kept_names_the_question_by_its_id(town: Town) -> None:
    assert town.opens(None).store.kept_questions("onbekend", "9") == {}


def test_a_talk_whose_open_question_is_gone_goes_on(town: Town) -> None:
    someone = Person(town.opens("1"), "nl")
    someone.go_to("wonen.huisdier")
    moved(someone, town.opens(None))
    assert (someone.kind, someone.reply["prompt"]["topic"]) == ("readback", "welkom"), (
        "it was the last of the short core"
    )
    someone.press("readback:right")
    assert (someone.kind, someone.reply["prompt"]["topic"]) == ("readback", "persoon")


@pytest.mark.parametrize("kind", ["question", "readback"])
def test_a_talk_in_a_topic_that_is_gone_goes_on(town: Town, kind: str) -> None:
    someone = Person(town.opens("1", topic="dieren"), "nl")
    someone.go_to("dieren.huisdier")
    if kind == "readback":
        someone.press('answer:"kat"')
        someone.go_to_kind("readback", "dieren")
    moved(someone, town.opens(None))
    assert someone.reply["prompt"]["topic"] != "dieren"
    someone.go_to_kind("offer")
    (summary,) = someone.house.caseload()
    assert summary.finished


def test_the_previous_answer_to_a_question_that_is_gone_cannot_be_corrected(town: Town) -> None:
    someone = Person(town.opens("1"), "nl")
    someone.go_to("wonen.huisdier")
    someone.press('answer:"kat"')
    moved(someone, town.opens(None))
    someone.press("move:back")
    assert someone.question != "wonen.huisdier"
    assert someone.question is not None
