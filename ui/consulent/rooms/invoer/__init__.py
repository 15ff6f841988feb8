"""The room "Invoer"."""

from __future__ import annotations

from pathlib import Path

from ui.consulent.rooms.room import Room, Visit

FOLDER = Path(__file__).parent


def show(visit: Visit) -> str:
    """The HTML of the room."""
    return "<p>Invoer</p>"


ROOM = Room("invoer", "Invoer", "import", show, of_case=False, folder=FOLDER)
