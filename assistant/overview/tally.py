"""What one case adds to the figures, and the tallies of all cases, kept between two looks.

A tally holds no answer, no name and nobody's login. Dossiers only grow, so a tally holds until its case has a newer entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock

from assistant.case_file import NETHERLANDS
from assistant.dossier.entry import Dossier, Entry
from assistant.municipality import Municipality
from assistant.pip.clocks import plan_term
from assistant.pip.departure import departure_of, lbt_that_counts
from assistant.pip.phases import PHASE_KINDS, steps
from assistant.store import Case, Store

KINDS = (*PHASE_KINDS, "no_show")
"""Kinds of entries that the figures are counted from."""

UNKNOWN = "De datums zijn niet bekend"
IN_TIME, LATE = "Binnen de termijn", "Na de termijn"
AS_ADVISED, HIGHER, LOWER, NO_RESULT = (
    "Volgens de LBT",
    "Hoger dan de LBT",
    "Lager dan de LBT",
    "Zonder uitslag van de LBT",
)

FEW = 200
"""Up to so many changed cases are read one by one; more of them, and all entries are read in one go."""


@dataclass(frozen=True)
class Stay:
    """A phase that a case was in and left: on which day, and after how many days (entries can be older than the case)."""

    phase: str
    left: date
    days: int


@dataclass(frozen=True)
class Tally:
    """What one case adds.

    Attributes:
        phase: it is in now. stays: in the phases it left.
        set_on: day its first plan was set, or None; in_time: whether that was in time (``IN_TIME``, ``LATE``, ``UNKNOWN``);
            lbt: how its leerroute stands to the LBT (``AS_ADVISED``, ``HIGHER``, ``LOWER``, ``NO_RESULT``).
        missed: day and reason of every appointment nobody came to. talks: day of every talk.
    """

    phase: str
    stays: tuple[Stay, ...]
    set_on: date | None
    in_time: str
    lbt: str
    missed: tuple[tuple[date, str], ...]
    talks: tuple[date, ...]


def tally(dossier: Dossier, municipality: Municipality, created_at: str) -> Tally:
    """What a case adds, from its entries of ``KINDS`` and the moment it was made."""
    path = steps(dossier, municipality, created_at)
    days = [_local_day(one.at) for one in path]
    first = next(iter(dossier.all("vastgesteld")), None)
    set_on = _day(first) if first else None
    term = plan_term(dossier, municipality)
    return Tally(
        phase=path[-1].phase,
        stays=tuple(
            Stay(here.phase, left, max((left - came).days, 0)) for here, came, left in zip(path, days, days[1:], strict=False)
        ),
        set_on=set_on,
        in_time=UNKNOWN if term is None or set_on is None else IN_TIME if set_on <= term.end else LATE,
        lbt=_against_lbt(dossier),
        missed=tuple((_day(one), str(one.get("reden"))) for one in dossier.all("no_show")),
        talks=tuple(_day(one) for one in dossier.all("gesprek")),
    )


def _against_lbt(dossier: Dossier) -> str:
    lbt = lbt_that_counts(dossier)
    if lbt is None or lbt.get("resultaat") not in {"haalbaar", "niet_haalbaar"} or dossier.latest("leerroute") is None:
        return NO_RESULT
    return {"hoger": HIGHER, "lager": LOWER}.get(str(departure_of(dossier)), AS_ADVISED)


def _day(entry: Entry) -> date:
    return date.fromisoformat(str(entry.data["datum"])[:10])


def _local_day(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(NETHERLANDS).date()


class Tallies:
    """The tallies of all cases of one house. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[str, tuple[int, Tally]] = {}

    def of(self, store: Store, municipality: Municipality, cases: Iterable[Case]) -> list[Tally]:
        """The tallies of these cases; only those with a new entry are counted again. Raises StoreBusy."""
        wanted = list(cases)
        with self._lock:
            marks = store.dossier.marks()
            stale = [one for one in wanted if self._kept.get(one.id, (-1,))[0] != marks.get(one.id, 0)]
            entries = (
                {one.id: store.dossier.entries(one.id) for one in stale} if len(stale) <= FEW
                else store.dossier.entries_of(KINDS)
            )  # fmt: skip
            for case in stale:
                counted = tally(Dossier.of(entries.get(case.id, ())), municipality, case.created_at)
                self._kept[case.id] = marks.get(case.id, 0), counted
            return [self._kept[one.id][1] for one in wanted]


__all__ = ["KINDS", "Stay", "Tallies", "Tally", "tally"]
