"""The rooms of the desk: everything a consulent does with a case, one folder each. ``rooms()`` lists them in order.

A room is an address (``#zaak=<case>/<room>``, or ``#<room>`` for one without a case), a function that shows it and functions
that act. The frame, the polling, the forms and the keeping of what is typed are the same for all (``rooms.js``).
"""

from ui.consulent.rooms.room import Action, Refused, Room, Visit

__all__ = ["Action", "Refused", "Room", "Visit"]
