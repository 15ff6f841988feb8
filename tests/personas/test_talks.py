"""Whole constructed people talk to the real thing: page, Rasa, action server, store. At least 95 % of their facts are right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.commands.replay import talk_of
from assistant.house import House
from assistant.replay import Persona, read_personas
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


def facts(persona: Persona, outcome: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """(what, expected, found) for every single fact of a persona; each field of each group entry is one."""
    found: list[tuple[str, Any, Any]] = []
    for question, expected in persona.expect.items():
        if question == "states":
            found += [(f"state {name}", state, outcome["states"].get(name)) for name, state in expected.items()]
        elif question == "events":
            found += [(f"event {name}", True, name in outcome["events"]) for name in expected]
        elif isinstance(expected, list):
            entries = outcome["record"].get(question)
            found.append((f"{question} entries", len(expected), len(entries) if entries is not None else None))
            for number, entry in enumerate(expected):
                got = entries[number] if entries and number < len(entries) else {}
                found += [(f"{question}[{number}].{name}", value, got.get(name)) for name, value in entry.items()]
        else:
            found.append((question, expected, outcome["record"].get(question)))
    return found


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.id)
def test_every_persona_reaches_the_end_and_is_understood(persona: Persona, talk: Any) -> None:
    outcome = talk(persona)
    assert outcome["finished"], outcome["transcript"][-5:]
    wrong = [fact for fact in facts(persona, outcome) if fact[1] != fact[2]]
    assert len(wrong) <= 0.1 * len(facts(persona, outcome)), wrong


def test_at_least_95_percent_of_all_facts_are_right(talk: Any) -> None:
    every = [(persona.id, *fact) for persona in PERSONAS for fact in facts(persona, talk(persona))]
    wrong = [fact for fact in every if fact[2] != fact[3]]
    print(f"{len(every) - len(wrong)} of {len(every)} facts right; wrong: {wrong}")
    assert len(every) >= 180
    assert len(wrong) <= 0.05 * len(every), wrong


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.id)
def test_every_language_has_two_and_nothing_is_asked_that_does_not_apply(persona: Persona, talk: Any) -> None:
    outcome = talk(persona)
    asked = outcome["asked"]
    assert sum(other.language == persona.language for other in PERSONAS) >= 2
    for question, state in outcome["states"].items():
        if state == "niet_van_toepassing":
            assert question not in asked
    if outcome["record"].get("gezin.kinderen") == []:
        assert not [question for question in asked if question.startswith("gezin.kinderen.")]


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.id)
def test_words_are_stored_as_they_were_said(persona: Persona, talk: Any) -> None:
    outcome = talk(persona)
    for question, said in persona.says.items():
        if isinstance(said, str) and question not in persona.after and question in outcome["words"]:
            assert outcome["words"][question] in {said.strip()} or question == "welkom.aanwezig"
