"""The room "Overzicht"."""

from __future__ import annotations

from pathlib import Path

from ui.consulent.rooms.room import Room, Visit

FOLDER = Path(__file__).parent


def show(visit: Visit) -> str:
    """The HTML of the room."""
    return "<p>Overzicht</p>"


ROOM = Room("team", "Overzicht", "see_team", show, of_case=False, folder=FOLDER)
