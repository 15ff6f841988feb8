"""What a toetser agrees to and what somebody sets: known by digests, so that any later change shows."""

from __future__ import annotations

from hashlib import sha256

from assistant.pip.model import AFTER_THE_CHECK, Plan

AFTER_CHECK = "ondertekening"
"""The section that is drafted from the PIP talk, which comes after the check."""


def concept_digest(plan: Plan) -> str:
    """Digest of the text a toetser agrees to.

    It is ``Plan.digest``, and with it whatever somebody wrote over the sections that software fills after the check.
    """
    edits = [
        (view.section.id, view.edit.text) for view in plan.sections if view.edit and view.section.id in AFTER_THE_CHECK
    ]
    return sha256(repr((plan.digest, edits)).encode()).hexdigest()[:16] if edits else plan.digest


def whole_digest(plan: Plan) -> str:
    """Digest of everything that is frozen when the plan is set: every text, and the versions of what it rests on."""
    shown = [
        (
            view.section.id,
            view.edit.text if view.edit else "",
            list(view.draft.digests.items()),
            [(table.header, table.rows) for table in view.draft.tables],
        )
        for view in plan.sections
    ]
    return sha256(repr(shown).encode()).hexdigest()[:16]
