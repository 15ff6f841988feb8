"""The room "Voorbereiding"."""

from __future__ import annotations

from pathlib import Path

from ui.consulent.rooms.room import Room, Visit

FOLDER = Path(__file__).parent


def show(visit: Visit) -> str:
    """The HTML of the room."""
    return "<p>Voorbereiding</p>"


ROOM = Room("voorbereiding", "Voorbereiding", "read_record", show, of_case=True, folder=FOLDER)
