"""Holds whole scripted conversations as a constructed person would: for tests, measurements and the demo."""

from assistant.replay.facts import Fact, asked_twice, facts
from assistant.replay.persona import Persona, PersonaFault, read_personas
from assistant.replay.talk import Channel, Talk, hold

__all__ = ["Channel", "Fact", "Persona", "PersonaFault", "Talk", "asked_twice", "facts", "hold", "read_personas"]
