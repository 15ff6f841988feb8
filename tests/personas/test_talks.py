"""Whole constructed people talk to the real thing: page, Rasa, action server, store. At least 97 % of their facts are right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.commands.replay import talk_of
from assistant.house import House
from assistant.replay import Fact, Persona, asked_twice, facts, read_personas
from assistant.supervisor.serve import RunningHouse

PERSONAS = read_personas(sorted(Path(__file__).parent.glob("*.yml")))
RESULTS: dict[str, dict[str, Any]] = {}


@pytest.fixture(scope="session")
def talk(running_house: tuple[RunningHouse, House]) -> Any:
    """The talk of a persona, held once in a session."""
    servers, house = running_house

    def held(persona: Persona) -> dict[str, Any]:
        if persona.id not in RESULTS:
            RESULTS[persona.id] = talk_of(house, servers.ui_url, persona)
        return RESULTS[persona.id]

    return held


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.id)
def test_every_persona_reaches_the_end_and_is_understood(persona: Persona, talk: Any) -> None:
    outcome = talk(persona)
    assert outcome["finished"], outcome["transcript"][-5:]
    every = facts(persona, outcome)
    wrong = [fact for fact in every if not fact.is_right]
    assert len(wrong) <= 0.1 * len(every), wrong


def test_at_least_97_percent_of_all_facts_are_right(talk: Any) -> None:
    every: list[tuple[str, Fact]] = [
        (persona.id, fact) for persona in PERSONAS for fact in facts(persona, talk(persona))
    ]
    wrong = [pair for pair in every if not pair[1].is_right]
    print(f"{len(every) - len(wrong)} of {len(every)} facts right; wrong: {wrong}")
    assert len(every) >= 1_200
    assert len(wrong) <= 0.03 * len(every), wrong


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.id)
def test_every_language_has_eight_and_nothing_is_asked_in_vain(persona: Persona, talk: Any) -> None:
    outcome = talk(persona)
    asked = outcome["asked"]
    assert sum(other.language == persona.language for other in PERSONAS) >= 8
    for question, state in outcome["states"].items():
        if state == "niet_van_toepassing":
            assert question not in asked
    assert asked_twice(persona, outcome) == []
    if outcome["record"].get("gezin.kinderen") == []:
        assert not [question for question in asked if question.startswith("gezin.kinderen.")]


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.id)
def test_words_are_stored_as_they_were_said(persona: Persona, talk: Any) -> None:
    outcome = talk(persona)
    for question, said in persona.says.items():
        if isinstance(said, str) and question not in persona.after and question in outcome["words"]:
            assert outcome["words"][question] in {said.strip()} or question == "welkom.aanwezig"
