"""Who is asking: looked up again in every call, from the cookie alone.

The mount is closed to whoever is not signed in. That is not enough: a Gradio handler also answers a plain POST, a
session can end while a page is open, and not every member of staff may read answers.
"""

from __future__ import annotations

import gradio as gr

from assistant.access import Access, Staff
from assistant.roles import BEZWAARBEHANDELAAR, CONSULENT, TOETSER, may
from ui.sign_in import COOKIE

HOMES = {CONSULENT: "antwoorden", TOETSER: "plan", BEZWAARBEHANDELAAR: "documenten"}
"""Role -> what opens when a case is chosen; ``stand`` for everybody else."""


class NotAllowed(PermissionError):
    """Somebody may not read records; the message says in Dutch what to do, because it is shown."""


def consulent(request: gr.Request, access: Access, needs: str = "read_record") -> Staff:
    """The member of staff behind ``request``, who may do what it ``needs`` (``roles.MAY``); raises NotAllowed."""
    staff = access.staff(request.cookies.get(COOKIE))
    if staff is None:
        raise NotAllowed("U bent niet meer ingelogd. Log uit, en log opnieuw in.")
    if not may(staff.role, needs):
        raise NotAllowed("Met dit account kunt u geen zaken lezen. Log uit, en log in als consulent.")
    return staff
