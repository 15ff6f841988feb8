"""What a consulent would have entered for the constructed people of the demo: one file for each, named after the person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from assistant.access import Staff
from assistant.dossier.entry import Entry
from assistant.dossier.forms import form
from assistant.house import House
from assistant.pip.concept import concept_digest
from assistant.pip.plan import plan_of
from assistant.pip.workflow.checking import submit

HERE = Path(__file__).parent
_DAYS = re.compile(r"[+-]\d+")


def enter_dossier(house: House, case_id: str, person: str, by: Staff) -> bool:
    """Enter what the file of this person holds, in one write; False when there is no such file.

    Args:
        house, case_id: the case.
        person: id of the constructed person.
        by: the consulent who entered it.

    Raises:
        BadEntry, NotNow: the file holds what nobody could enter or lay before a toetser.
    """
    file = HERE / f"{person}.yml"
    if not file.is_file():
        return False
    held = yaml.safe_load(file.read_text(encoding="utf-8"))
    today = house.case_file(case_id).today
    given = [(kind, _dated(data, today)) for one in held["entries"] for kind, data in one.items()]
    at = house.now().isoformat()
    entries = [Entry(kind, form(kind).read(data), by.login, at) for kind, data in given]
    house.store.dossier.append_all(case_id, entries)
    if note := held.get("to_toetser"):
        concept = concept_digest(plan_of(house.case_file(case_id)))
        submit(house, case_id, by=by, concept=concept, note=note)
    return True


def _dated(data: Mapping[str, Any], today: date) -> dict[str, Any]:
    return {name: _day(value, today) for name, value in data.items()}


def _day(value: Any, today: date) -> Any:
    if isinstance(value, str) and _DAYS.fullmatch(value):
        return (today + timedelta(days=int(value))).isoformat()
    return value
