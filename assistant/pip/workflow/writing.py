"""Keeping a step: the same check that made the button, once more inside the write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.access import Staff
from assistant.case_file import CaseFile
from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.keeping import keep
from assistant.house import House
from assistant.pip.workflow.stage import refuse_hindered


def keep_step(
    house: House,
    case_id: str,
    act: str,
    kind: str,
    data: Mapping[str, Any],
    *,
    by: Staff,
    also: Callable[[CaseFile], None] | None = None,
) -> Entry:
    """Keep the entry of a step when it may be taken now by this person.

    Args:
        house, case_id: the case.
        act: the step, as ``stage`` names it. kind, data: the entry.
        by: who takes it.
        also: refuses after looking at the case as it is inside the write.

    Raises:
        NotNow, NotYours, AuthorChecks, BadEntry, UnknownCase; whatever ``also`` raises. Then nothing was kept.
    """

    def allowed(_: Dossier) -> None:
        # read again inside the write: the record, the dossier and the set plans are those of this very moment
        file = house.case_file(case_id)
        refuse_hindered(file, by, act)
        if also is not None:
            also(file)

    return keep(house.store, case_id, kind, data, by=by.login, at=house.now(), check=allowed)
