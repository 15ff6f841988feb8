"""The room "Gesprek": the interview that a consulent leads, one question at a time, beside it the person's language."""

from __future__ import annotations

from pathlib import Path

from ui.consulent.rooms.gesprek.actions import ACTIONS
from ui.consulent.rooms.gesprek.view import interview_page
from ui.consulent.rooms.room import Room, Visit
from ui.consulent.templating import render

FOLDER = Path(__file__).parent


def show(visit: Visit) -> str:
    """The HTML of the room, for the question that the page wants to see."""
    return render("gesprek/gesprek.html", **interview_page(visit))


ROOM = Room("gesprek", "Gesprek", "interview", show, ACTIONS, of_case=True, folder=FOLDER)
