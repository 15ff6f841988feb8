"""``intake replay``: whole scripted conversations over the same path as the chat page."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from assistant.commands.opening import BadInput, open_here
from assistant.house import House
from assistant.replay.persona import Persona, PersonaFault, read_personas

HELP = "Hold the conversations of persona files and print the record of each (one JSON object per line)."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("personas", nargs="+", type=Path, help="persona files (docs/personas.md)")
    parser.add_argument("--url", help="a server that runs on this machine over the data folder; else one is started")
    parser.add_argument("--data", type=Path, help="with --url: the data folder of that server (setting INTAKE_DATA)")
    parser.add_argument("--json", action="store_true", help="one JSON object per line and nothing else (the default)")


def run(arguments: argparse.Namespace) -> int:
    """Replay all personas; exit code 1 when a conversation did not reach its end."""
    from assistant.supervisor.serve import running

    try:
        personas = read_personas(arguments.personas)
    except PersonaFault as fault:
        raise BadInput(str(fault)) from None
    if arguments.url:
        house = open_here(arguments.data)
        return max((replay_one(house, arguments.url, persona) for persona in personas), default=0)
    with tempfile.TemporaryDirectory(prefix="intake-replay-") as folder:
        house = open_here(Path(folder))
        with running(Path(folder)) as servers:
            return max((replay_one(house, servers.ui_url, persona) for persona in personas), default=0)


def replay_one(house: House, url: str, persona: Persona) -> int:
    """Replay one persona against a server over ``house``'s data folder and print what came of it."""
    outcome = talk_of(house, url, persona)
    print(json.dumps(outcome, ensure_ascii=False))
    sys.stdout.flush()
    return 0 if outcome["finished"] else 1


def talk_of(house: House, url: str, persona: Persona) -> dict[str, Any]:
    """The result of one persona, as ``contract`` describes it."""
    from assistant.export import values_and_states
    from assistant.record import fold
    from assistant.replay.channels import OverHTTP
    from assistant.replay.talk import hold

    if persona.language not in house.wording.languages():
        raise BadInput(f"persona {persona.id}: there is no language '{persona.language}'")
    case = house.access.new_case(language=None, label=f"replay {persona.id}", created_by="replay", constructed=True)
    channel = OverHTTP(url, case.code, persona.language)
    try:
        talk = hold(persona, channel)
    finally:
        channel.close()
    record = fold(house.catalogue, house.store.answers(case.case_id))
    values, states, words = values_and_states(house.catalogue, record)
    return {
        "id": persona.id,
        "record": values,
        "states": states,
        "words": words,
        "asked": talk.asked,
        "turns": talk.turns,
        "median_turn_ms": round(statistics.median(talk.turn_ms), 1) if talk.turn_ms else None,
        "events": [event.kind for event in house.store.events(case.case_id)],
        "finished": talk.finished,
        "transcript": talk.transcript,
    }
