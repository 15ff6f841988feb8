"""Who is asking: looked up again in every call, from the cookie alone.

The mount is closed to whoever is not signed in. That is not enough: a Gradio handler also answers a plain POST, a
session can end while a page is open, and not every member of staff may read answers.
"""

from __future__ import annotations

import gradio as gr

from assistant.access import Access, Staff
from ui.sign_in import COOKIE

READS_RECORDS = frozenset({"consulent"})
"""Roles that see answers of people; a beheerder or a teamleider does not."""


class NotAllowed(PermissionError):
    """Somebody may not read records; the message says in Dutch what to do, because it is shown."""


def consulent(request: gr.Request, access: Access) -> Staff:
    """The consulent behind ``request``; raises NotAllowed."""
    staff = access.staff(request.cookies.get(COOKIE))
    if staff is None:
        raise NotAllowed("U bent niet meer ingelogd. Log uit, en log opnieuw in.")
    if staff.role not in READS_RECORDS:
        raise NotAllowed("Met dit account kunt u geen zaken lezen. Log uit, en log in als consulent.")
    return staff
