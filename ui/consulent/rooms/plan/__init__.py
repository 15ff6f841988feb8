"""The room "Plan": the draft as a document, the sources of every sentence, and everything that is written and entered in it."""

from __future__ import annotations

from pathlib import Path

from ui.consulent.rooms.plan import comments, editing, parts
from ui.consulent.rooms.plan.page import show
from ui.consulent.rooms.room import Room

FOLDER = Path(__file__).parent

ROOM = Room(
    "plan", "Plan", "read_plan", show, actions={**parts.ACTIONS, **editing.ACTIONS, **comments.ACTIONS}, of_case=True,
    folder=FOLDER,
)  # fmt: skip
