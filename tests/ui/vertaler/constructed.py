"""Constructed people whose words wait at the desk, over a real conversation and a real store; nobody in them exists."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.house import House
from assistant.renditions.model import Rendition, Source
from assistant.store.translation import Reviewer
from assistant.writing_to_person import write_message
from tests.conftest import Person

LOGIN, NAME, PASSWORD = "vera", "Vera Tekle", "een lang wachtwoord"
OTHER, CONSULENT = "omid", "consulent"

WORDS = {
    "ti": "ምስ ሓብተይን ክልተ ደቃን ኣብ ሓንቲ ገዛ ኢና ንነብር",
    "ar": "أسكن مع أختي وولديها الاثنين في بيت صغير",
    "prs": "با خواهرم و دو اولادش در یک خانه زندگی می‌کنم",
}
DUTCH = "Ik woon met mijn zus en haar 2 kinderen in één huis"
DREAM = {
    "ti": "ነርስ ኮይነ ኣብ ሆስፒታል ክሰርሕ ይደሊ",
    "ar": "أريد أن أعمل ممرضة في مستشفى",
    "prs": "می‌خواهم در شفاخانه نرس شوم",
}
DREAM_NL = "Ik wil als verpleegkundige in een ziekenhuis werken"
LIVING, JOB = "wonen.met_wie", "werk.droombaan"


def add_staff(house: House) -> None:
    """A reviewer of every language with the right to sensitive items, a colleague, a consulent and a beheerder."""
    for login, name, role in (
        (LOGIN, NAME, "cultuurvertaler"), (OTHER, "Omid Karimi", "cultuurvertaler"),
        (CONSULENT, "Marijke de Boer", "consulent"), ("beheer", "Bea Heer", "beheerder"),
        ("nieuw", "Nog Zonder Talen", "cultuurvertaler"),
    ):  # fmt: skip
        house.access.add_staff(login, name, role, PASSWORD)
    for login in (LOGIN, OTHER):
        house.store.translation.set_reviewer(Reviewer(login, ("ti", "ar", "prs"), sensitive=True))


def says(house: House, language: str, words: str, question: str = LIVING) -> Person:
    """A person who answered this question in their own words."""
    somebody = Person(house, language)
    somebody.go_to(question)
    somebody.say(words)
    return somebody


def source_of(somebody: Person, question: str = LIVING) -> Source:
    """The newest text to translate of this person about this question."""
    found = [one for one in somebody.house.store.translation.sources(somebody.case.case_id) if one.question == question]
    assert found, f"{question} gave nothing to translate"
    return found[-1]


def machine(house: House, source: Source, text: str, *, pivot: str | None = None, via: str | None = None) -> None:
    """What a machine would have made of it."""
    with house.store.translation.writing() as writer:
        writer.rendition(
            Rendition(
                source.id or 0, text, source.to_language, "machine", "argos fa_en 1.5 + en_nl 1.8", source.at,
                pivot=pivot, via=via,
            )
        )  # fmt: skip


def waiting(house: House, language: str = "ti", words: str | None = None, text: str = DUTCH) -> Person:
    """A person whose answer waits with a draft of a machine."""
    somebody = says(house, language, words or WORDS[language])
    machine(house, source_of(somebody), text)
    return somebody


def message(house: House, somebody: Person, words: str) -> None:
    """A message of a consulent to the person."""
    write_message(house.store, house.catalogue, somebody.case.case_id, words, by=CONSULENT, at=datetime.now(UTC))
