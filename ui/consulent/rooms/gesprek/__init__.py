"""The room "Gesprek"."""

from __future__ import annotations

from pathlib import Path

from ui.consulent.rooms.room import Room, Visit

FOLDER = Path(__file__).parent


def show(visit: Visit) -> str:
    """The HTML of the room."""
    return "<p>Gesprek</p>"


ROOM = Room("gesprek", "Gesprek", "interview", show, of_case=True, folder=FOLDER)
