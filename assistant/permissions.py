"""Whether somebody of staff may be in a case: one function, asked by every door, on what is kept at that moment.

``assistant.roles`` says what a role may do and in whose cases. Here a case is looked at: whose it is, whether the concept was
handed in, whether bezwaar runs, and whether somebody stands in today for the colleague whose case it is (*waarneming*). Standing
in takes a reason from a short list; it is a line of the audit, and counts in that case, for that person, until the end of that
day.

The caseload is one door that shows every case; how much of each is decided here too (``view_of``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

from assistant.audit.trail import Audit, Line
from assistant.case_file import NETHERLANDS
from assistant.dossier.entry import Dossier
from assistant.dossier.handing_in import handed_in
from assistant.dossier.objections import running_in
from assistant.roles import CASES, CONSULENT, Whose, may
from assistant.supervisor import settings

if TYPE_CHECKING:
    from assistant.access import Staff
    from assistant.house import House
    from assistant.store import Store

SETTING = "INTAKE_OWN_CASELOAD"
REASON, OPEN = "reason", "open"
"""Values of the setting: a reason before a colleague's case opens, or every case open to every consulent."""

REASONS: Mapping[str, str] = {
    "afwezig": "Mijn collega is er niet",
    "contact": "De persoon belt, is hier, of heeft een afspraak",
    "gevraagd": "Mijn collega vroeg mij mee te kijken",
    "dienst": "Ik heb vandaag dienst",
}
"""Why somebody stands in: key in the audit -> what the page says. A list and no free text: the audit holds nobody's words."""

TO_READ_TODAY = "vandaag_lezen"
"""Somebody may be in danger: whoever opens the case first stands in at once, without being asked for a reason."""

NOT_YOURS = "Met uw account kunt u dit niet doen of zien."
NO_OBJECTION = "U kunt dit dossier lezen zolang er bezwaar of beroep loopt. Dat is hier nu niet zo."
NOT_HANDED_IN = "U kunt deze zaak openen zodra het concept aan de toetser is voorgelegd. Dat is hier nu niet zo."
OF_A_COLLEAGUE = "Deze zaak is van een collega. Open de zaak en kies eerst waarom u waarneemt."

_OPENS: Mapping[Whose, tuple[Callable[[Dossier], object], str]] = {
    "voorgelegd": (handed_in, NOT_HANDED_IN),
    "bezwaar": (running_in, NO_OBJECTION),
}
"""Whose cases -> what of the dossier opens one (anything that is true), and what to say when it does not."""

View = Literal["alles", "aantallen", "fase"]
"""How much of a case its line in the caseload shows: all of it; phase, clocks and counts; or no more than phase and clocks."""


@dataclass(frozen=True)
class Barrier:
    """Why somebody may not be in a case now.

    Attributes:
        words: in Dutch, for them. colleague: login of the colleague whose case it is, when saying why would open it.
    """

    words: str
    colleague: str | None = None


class NotAReason(ValueError):
    """This is not one of ``REASONS``, or there is nothing to stand in for; the message is Dutch."""


def reads_of(role: str, dossier: Dossier) -> bool:
    """Whether the role alone opens a case with this dossier.

    A toetser only once the concept was handed in, a bezwaarbehandelaar only while bezwaar or beroep runs.
    """
    whose = CASES.get(role, "geen")
    return whose in {"alle", "eigen"} or (whose in _OPENS and bool(_OPENS[whose][0](dossier)))


def barrier(house: House, staff: Staff, case_id: str) -> Barrier | None:
    """What keeps somebody out of a case now; None when they may be in it. What they may do there is ``roles.may``.

    Words that must be read today open a case to every consulent; that is noted as standing in.

    Raises:
        UnknownCase. StoreFault: it could not be read, or not be noted.
    """
    created_by = house.store.case(case_id).created_by
    dossier = Dossier.of(house.store.dossier.entries(case_id))
    if not reads_of(staff.role, dossier):
        whose = CASES.get(staff.role, "geen")
        return Barrier(_OPENS[whose][1] if whose in _OPENS else NOT_YOURS)
    owner = owner_of(created_by, dossier)
    if not of_a_colleague(staff, owner, lambda login: is_consulent(house.store, login)):
        return None
    now = house.now()
    if _gave_today(dossier, staff.login, now) or _stands_in(house.audit, staff.login, case_id, now):
        return None
    if _to_read_today(house.store, case_id):
        _note(house, staff, case_id, TO_READ_TODAY)
        return None
    return Barrier(OF_A_COLLEAGUE, owner)


def stand_in(house: House, staff: Staff, case_id: str, reason: str) -> None:
    """Stand in for a colleague in this case, today, for one of ``REASONS``.

    Raises:
        NotAReason, UnknownCase. StoreFault: it could not be noted, so the case stays closed.
    """
    found = barrier(house, staff, case_id)
    if found is None:
        return
    if found.colleague is None:
        raise NotAReason(found.words)
    if reason not in REASONS:
        raise NotAReason("Kies eerst waarom u deze zaak opent.")
    _note(house, staff, case_id, reason)


def owner_of(created_by: str, dossier: Dossier) -> str:
    """Login of whose case it is: who it was given to, else who made it."""
    given = dossier.latest("toegewezen")
    return str(given.get("login")) if given else created_by


def of_a_colleague(staff: Staff, owner: str | None, is_consulent: Callable[[str], bool]) -> bool:
    """Whether a case with this owner is a colleague's, so that this member of staff says why before it opens.

    ``is_consulent`` tells whether a login is a consulent's now. Raises BadSetting.
    """
    if CASES.get(staff.role) != "eigen" or own_caseload() == OPEN:
        return False
    return owner is not None and owner != staff.login and is_consulent(owner)


def view_of(staff: Staff, owner: str | None, is_consulent: Callable[[str], bool]) -> View:
    """How much of a case with this owner its line in the caseload shows somebody who sees the line; as ``of_a_colleague``."""
    if may(staff.role, "read_record"):
        return "fase" if of_a_colleague(staff, owner, is_consulent) else "alles"
    return "aantallen" if may(staff.role, "see_caseload") else "fase"


def is_consulent(store: Store, login: str) -> bool:
    """Whether there is a consulent with this login; a case of anybody else (an import, the demo) is everybody's."""
    account = store.staff(login)
    return account is not None and account.role == CONSULENT


def stands_in(lines: Iterable[Line], login: str, now: datetime) -> bool:
    """Whether this person said today why they open the case."""
    day = _day(now)
    return any(
        "waarneming" in line.about and line.who == login and _day(datetime.fromisoformat(line.at)) == day for line in lines
    )


def own_caseload() -> str:
    """How strict cases of colleagues are; raises BadSetting."""
    found = settings.value(SETTING) or REASON
    if found not in {REASON, OPEN}:
        raise settings.BadSetting(f"{SETTING} is {found!r}: it must be {REASON} or {OPEN}.")
    return found


def _note(house: House, staff: Staff, case_id: str, reason: str) -> None:
    house.audit.note("gezien", who=staff.login, role=staff.role, case_id=case_id, about={"waarneming": reason})


_known: WeakKeyDictionary[Audit, set[tuple[str, str, date]]] = WeakKeyDictionary()
"""Who was found to stand in: a page asks every second, and what was said today stays said today."""


def _stands_in(audit: Audit, login: str, case_id: str, now: datetime) -> bool:
    known, key = _known.setdefault(audit, set()), (login, case_id, _day(now))
    if key in known:
        return True
    if not stands_in(audit.of_case(case_id), login, now):
        return False
    known.add(key)
    return True


def _gave_today(dossier: Dossier, login: str, now: datetime) -> bool:
    """Whoever hands a case over may finish their day in it."""
    given = dossier.latest("toegewezen")
    return given is not None and given.by == login and _day(datetime.fromisoformat(given.at)) == _day(now)


def _to_read_today(store: Store, case_id: str) -> bool:
    from assistant.caseload import open_attention  # reads a whole record; not needed to know who may be where

    return bool(open_attention(store.events(case_id)))


def _day(at: datetime) -> date:
    return at.astimezone(NETHERLANDS).date()


__all__ = [
    "NOT_HANDED_IN", "NOT_YOURS", "NO_OBJECTION", "OF_A_COLLEAGUE", "REASONS", "Barrier", "NotAReason", "View", "barrier",
    "is_consulent", "of_a_colleague", "own_caseload", "owner_of", "reads_of", "stand_in", "stands_in", "view_of",
]  # fmt: skip
