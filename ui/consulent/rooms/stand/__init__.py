"""The room "Stand": where a case stands, until when, whose it is, and what was entered, by whom and when."""

from __future__ import annotations

from pathlib import Path

from ui.consulent.rooms.room import Room
from ui.consulent.rooms.stand.acting import ACTIONS
from ui.consulent.rooms.stand.showing import show

ROOM = Room("stand", "Stand", "see_caseload", show, ACTIONS, of_case=True, folder=Path(__file__).parent)
