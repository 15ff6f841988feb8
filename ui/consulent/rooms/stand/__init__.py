"""The room "Stand"."""

from __future__ import annotations

from pathlib import Path

from ui.consulent.rooms.room import Room, Visit

FOLDER = Path(__file__).parent


def show(visit: Visit) -> str:
    """The HTML of the room."""
    return "<p>Stand</p>"


ROOM = Room("stand", "Stand", "see_caseload", show, of_case=True, folder=FOLDER)
