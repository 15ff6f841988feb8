"""Every room of the desk, in the order of the tabs."""

from __future__ import annotations

from ui.consulent.rooms import (
    besluit,
    documenten,
    gesprek,
    invoer,
    leerroute,
    plan,
    rechten,
    stand,
    team,
    voorbereiding,
)
from ui.consulent.rooms.room import Room

ROOMS: tuple[Room, ...] = (
    stand.ROOM, invoer.ROOM_OF_CASE, voorbereiding.ROOM, gesprek.ROOM, leerroute.ROOM, plan.ROOM, besluit.ROOM, documenten.ROOM,
    rechten.ROOM, invoer.ROOM,
    team.ROOM,
)  # fmt: skip
