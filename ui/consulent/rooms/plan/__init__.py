"""The room "Plan"."""

from __future__ import annotations

from pathlib import Path

from ui.consulent.rooms.room import Room, Visit

FOLDER = Path(__file__).parent


def show(visit: Visit) -> str:
    """The HTML of the room."""
    return "<p>Plan</p>"


ROOM = Room("plan", "Plan", "read_plan", show, of_case=True, folder=FOLDER)
