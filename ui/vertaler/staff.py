"""Who is asking: looked up again in every call, from the cookie alone, as on the consulent's page."""

from __future__ import annotations

import gradio as gr

from assistant.access import Access
from assistant.roles import CULTUURVERTALER, may
from assistant.store.translation import Reviewer
from translations.desk import Desk, NotAReviewer
from ui.sign_in import COOKIE

ROLE = CULTUURVERTALER


class NotAdmitted(PermissionError):
    """Somebody has no desk; ``message_id`` is the text that tells them what to do."""

    def __init__(self, message_id: str) -> None:
        super().__init__(message_id)
        self.message_id = message_id


def cultuurvertaler(request: gr.Request, access: Access, desk: Desk) -> tuple[str, Reviewer]:
    """The name and what they may see of the reviewer behind ``request``; raises NotAdmitted."""
    staff = access.staff(request.cookies.get(COOKIE))
    if staff is None:
        raise NotAdmitted("desk.signed_out")
    if not may(staff.role, "review"):
        raise NotAdmitted("desk.not_a_reviewer")
    try:
        return staff.name, desk.reviewer(staff.login)
    except NotAReviewer:
        raise NotAdmitted("desk.not_a_reviewer") from None


__all__ = ["ROLE", "NotAdmitted", "cultuurvertaler"]
