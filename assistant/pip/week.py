"""The week timetable and the participation hours: what was planned, added up and held against the rule.

Pure functions. Times are minutes since midnight, hours are numbers; nothing here decides what somebody has to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from assistant.case_file import ASYLUM, CaseFile
from assistant.dossier.entry import Entry
from assistant.dossier.forms import BadEntry, form
from assistant.pip.model import Ref

KIND = "weekrooster"
DAY_END = 24 * 60
COURSE = ("taalles", "knm")
"""Kinds of the timetable that are hours of the course."""

PARTICIPATION_RULE = "participatie_uren"
PER_MONTH_RULE = "participatie_uren_maand"
WEEKS_A_MONTH = 52 / 12

_TIME = re.compile(r"(\d{1,2})(?:\s*(?:[:.,u]|uur)\s*(\d{2})?)?|(\d{1,2})(\d{2})")


class BadTime(BadEntry):
    """A time of the timetable cannot be read."""


@dataclass(frozen=True)
class Slot:
    """One row of the timetable.

    Attributes:
        day: ``ma`` … ``zo``. start, end: minutes since midnight. kind: an option of the field ``wat``. where: free text.
    """

    day: str
    start: int
    end: int
    kind: str
    where: str = ""

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.end - self.start

    def as_data(self) -> dict[str, str]:
        """As the entry keeps it."""
        kept = {"dag": self.day, "van": clock(self.start), "tot": clock(self.end), "wat": self.kind}
        return {**kept, "waar": self.where} if self.where else kept


@dataclass(frozen=True)
class Overlap:
    """Two rows of one day that are partly at the same time."""

    first: Slot
    second: Slot

    @property
    def words(self) -> str:
        """In Dutch, as the page shows it."""
        kinds, days = kind_labels(), day_labels()
        return (
            f"{days[self.first.day].capitalize()}: {kinds[self.first.kind]} ({clock(self.first.start)}–"
            f"{clock(self.first.end)}) en {kinds[self.second.kind]} ({clock(self.second.start)}–"
            f"{clock(self.second.end)}) zijn tegelijk."
        )


@dataclass(frozen=True)
class Week:
    """A timetable, in the order of days and times."""

    slots: tuple[Slot, ...] = ()

    @cached_property
    def overlaps(self) -> tuple[Overlap, ...]:
        """Every pair of rows at the same time; one that ends when the other begins is no overlap."""
        return tuple(
            Overlap(one, other)
            for number, one in enumerate(self.slots)
            for other in self.slots[number + 1 :]
            if one.day == other.day and other.start < one.end and one.start < other.end
        )

    @cached_property
    def totals(self) -> Mapping[str, int]:
        """Kind -> minutes a week, in the order of the form; kinds that do not occur are absent."""
        return {
            kind: minutes
            for kind in kind_labels()
            if (minutes := sum(slot.minutes for slot in self.slots if slot.kind == kind))
        }

    @property
    def total(self) -> int:
        """Minutes a week together."""
        return sum(self.totals.values())

    @property
    def course(self) -> int:
        """Minutes a week of the course: language and KNM."""
        return sum(self.totals.get(kind, 0) for kind in COURSE)

    def of_day(self, day: str) -> tuple[Slot, ...]:
        """The rows of a day."""
        return tuple(slot for slot in self.slots if slot.day == day)

    def as_data(self) -> dict[str, Any]:
        """The data of the entry ``weekrooster``."""
        return {"rijen": [slot.as_data() for slot in self.slots]}


def day_labels() -> Mapping[str, str]:
    """``ma`` -> ``maandag``, in the order of the week."""
    return _field("dag").options or {}


def kind_labels() -> Mapping[str, str]:
    """What can stand in the timetable -> its Dutch label."""
    return _field("wat").options or {}


def _field(name: str) -> Any:
    return next(one for one in form(KIND).field("rijen").fields if one.name == name)


def read_time(written: Any, what: str = "Tijd", field: str | None = None) -> int:
    """Minutes since midnight of a time as people type it: ``9``, ``9.30``, ``0930``, ``9u30``, ``13:00``, ``24:00``.

    Raises:
        BadTime: it is no time; the message says in Dutch how to write one.
    """
    text = str(written or "").strip().lower()
    found = _TIME.fullmatch(text)
    if found is None:
        raise BadTime(f"{what}: schrijf een tijd als 9:30 of 13:00{f', niet “{text}”' if text else ''}.", field)
    hours, minutes = int(found[1] or found[3]), int(found[2] or found[4] or 0)
    if minutes > 59 or hours * 60 + minutes > DAY_END:
        raise BadTime(f"{what}: “{text}” is geen tijd van de dag.", field)
    return hours * 60 + minutes


def clock(minutes: int) -> str:
    """``570`` -> ``9:30``."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def hours_nl(minutes: float) -> str:
    """Minutes as hours in Dutch: ``90`` -> ``1,5 uur``."""
    return f"{number_nl(minutes / 60)} uur"


def number_nl(number: float) -> str:
    """A number with at most two decimals, with a comma."""
    return f"{round(number, 2):g}".replace(".", ",")


def read_week(rows: Any) -> Week:
    """A timetable from the rows of the page; empty rows do not count.

    Raises:
        BadEntry: a row is not complete or its times cannot be; the message says in Dutch which row, and what to do.
    """
    if not isinstance(rows, Sequence) or isinstance(rows, str) or not all(isinstance(row, Mapping) for row in rows):
        raise BadEntry("Dit is geen rooster.", "rijen")
    days, kinds = day_labels(), kind_labels()
    slots = []
    for number, row in enumerate(rows, start=1):
        day, kind = str(row.get("dag") or ""), str(row.get("wat") or "")
        where = " ".join(str(row.get("waar") or "").split())
        if not any(str(row.get(name) or "").strip() for name in ("van", "tot", "wat", "waar")):
            continue
        if day not in days:
            raise BadEntry(f"Regel {number}: kies een dag.", "dag")
        named = f"{days[day].capitalize()}, regel {number}"
        start = read_time(row.get("van"), f"{named}, van", "van")
        end = read_time(row.get("tot"), f"{named}, tot", "tot")
        if kind not in kinds:
            raise BadEntry(f"{named}: kies wat er dan is.", "wat")
        if end <= start:
            raise BadTime(
                f"{named}: de eindtijd ligt niet na de begintijd. Loopt het door na middernacht? Maak dan twee regels.",
                "tot",
            )
        slots.append(Slot(day, start, end, kind, where[:300]))
    order = list(days)
    return Week(tuple(sorted(slots, key=lambda slot: (order.index(slot.day), slot.start, slot.end))))


def week_of(entry: Entry | None) -> Week:
    """The timetable of an entry ``weekrooster``; an empty one without."""
    return read_week(entry.get("rijen") or []) if entry else Week()


# --- participation -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Participation:
    """Planned participation hours beside the hours of the rule.

    Attributes:
        due: hours the rule asks, 0 when it asks none, None when it is not known whether it applies.
        planned: hours in the entries that say how many hours for how many weeks.
        uncounted: what was planned without hours or weeks, in words: not added up.
        per_month: hours a month of what is planned, averaged over the weeks from first begin to last end.
        per_month_rule: hours a month the rule comes down to, or None.
        why: Dutch sentence: why the rule applies or not. refs: what that rests on.
    """

    due: float | None
    planned: float
    uncounted: tuple[str, ...]
    per_month: float
    per_month_rule: float | None
    why: str
    refs: tuple[Ref, ...]

    @property
    def left(self) -> float | None:
        """Hours of the rule that are not planned yet; None when it is not known whether it applies."""
        return None if self.due is None else max(0.0, self.due - self.planned)

    @property
    def words(self) -> str:
        """In Dutch, as the page shows it."""
        planned = f"{number_nl(self.planned)} uur gepland"
        if self.per_month:
            planned += f", ongeveer {number_nl(round(self.per_month))} uur per maand"
        if not self.due:
            return f"{planned}."
        left = f"nog {number_nl(self.left or 0)} uur te plannen" if self.left else "genoeg gepland"
        return f"{planned}; {number_nl(self.due)} uur nodig: {left}."


def planned_hours(entries: Iterable[Entry]) -> tuple[float, float, tuple[str, ...]]:
    """Hours planned altogether, hours a month, and what could not be counted for want of hours or weeks.

    Hours a month are averaged over the weeks from the first begin to the last end; what has no begin counts from the first.
    """
    hours, uncounted = 0.0, []
    spans: list[tuple[date | None, float]] = []
    for entry in entries:
        per_week, weeks = entry.get("uren_week"), entry.get("weken")
        if not per_week or not weeks:
            uncounted.append(str(entry.get("wat") or ""))
            continue
        hours += per_week * weeks
        begin = entry.get("begin")
        spans.append((date.fromisoformat(begin) if begin else None, float(weeks)))
    if not spans:
        return 0.0, 0.0, tuple(uncounted)
    first = min((begin for begin, _ in spans if begin is not None), default=None)
    span = max(weeks + ((begin - first).days / 7 if begin and first else 0.0) for begin, weeks in spans)
    return hours, hours / span * WEEKS_A_MONTH, tuple(uncounted)


def participation(file: CaseFile) -> Participation:
    """The participation hours of a case: the rule of Besluit 3.14 where group and route are known, and what is planned."""
    group, choice = file.dossier.latest("doelgroep"), file.dossier.latest("leerroute")
    route = str(choice.get("route")) if choice else None
    who = str(group.get("groep")) if group else None
    refs = [Ref("entry", entry.kind, row=entry.id) for entry in (group, choice) if entry is not None]
    planned, per_month, uncounted = planned_hours(file.dossier.all("participatie"))
    due: float | None
    per_month_rule = None
    if route is not None and route != "Z":
        due, why = 0.0, "Alleen in de Z-route horen er vaste uren participatie bij."
    elif route == "Z" and who not in (None, ASYLUM):
        due = 0.0
        why = "Een gezinsmigrant of overige migrant in de Z-route heeft geen vaste uren participatie."
    elif route == "Z" and who == ASYLUM:
        rule = file.municipality.rule(PARTICIPATION_RULE)
        month = file.municipality.rule(PER_MONTH_RULE)
        due, per_month_rule = float(rule.value), float(month.value) if month.value is not None else None
        refs.append(Ref("rule", rule.id, shown=f"{number_nl(due)} uur"))
        why = f"Asielstatushouder in de Z-route: {number_nl(due)} uur participatie ({rule.source})."
    else:
        missing = " en ".join(
            name for name, known in (("de leerroute", route is not None), ("de doelgroep volgens DUO", who is not None))
            if not known
        )  # fmt: skip
        due, why = None, f"Of er vaste uren participatie gelden hangt af van {missing}: nog niet ingevuld."
    return Participation(due, planned, uncounted, per_month, per_month_rule, why, tuple(refs))


__all__ = [
    "BadTime", "Overlap", "Participation", "Slot", "Week", "clock", "day_labels", "hours_nl", "kind_labels", "number_nl",
    "participation", "planned_hours", "read_time", "read_week", "week_of",
]  # fmt: skip
