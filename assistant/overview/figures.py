"""The figures of the team's overview, counted over all cases at once.

The entries of all cases are read in one go: no case is opened, and no answer is read. Constructed cases count only where
there are no real ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from statistics import median

from assistant.case_file import NETHERLANDS
from assistant.dossier.forms import day_nl, form
from assistant.house import House
from assistant.municipality import Municipality
from assistant.overview.small_numbers import Count, alone, together
from assistant.overview.tally import AS_ADVISED, HIGHER, IN_TIME, LATE, LOWER, NO_RESULT, UNKNOWN, Tallies, Tally
from assistant.pip.days import months_after
from assistant.store import Case
from assistant.value_labels import language_name

WEEKS = 12
"""Weeks of talks that are shown."""


@dataclass(frozen=True)
class Bar:
    """One bar of a plot.

    Attributes:
        label: in Dutch. value: its length; None when it is hidden.
        text: what stands at its end. further: a second length, marked on the same line (the 90 % point), or None.
    """

    label: str
    value: float | None
    text: str
    further: float | None = None


@dataclass(frozen=True)
class Figure:
    """One subject of the overview.

    Attributes:
        id: names it in the export. title: in Dutch. says: the most important of it in one sentence.
        header, rows: the table, as text; numbers that are hidden say so.
        bars: the same figures for a plot. in_time: whether they follow each other in time.
        note: how it was counted.
    """

    id: str
    title: str
    says: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[Bar, ...] = ()
    note: str = ""
    in_time: bool = False

    @property
    def not_shown(self) -> tuple[str, ...]:
        """Labels of the bars that are hidden, or would tell of one that is."""
        return tuple(bar.label for bar in self.bars if bar.value is None)


@dataclass(frozen=True)
class Overview:
    """All figures, the days they are about, and whether they are of constructed cases."""

    since: date
    until: date
    figures: tuple[Figure, ...]
    least: int
    constructed: bool = False

    def figure(self, figure_id: str) -> Figure:
        """The figure with this id; raises KeyError."""
        found = next((one for one in self.figures if one.id == figure_id), None)
        if found is None:
            raise KeyError(figure_id)
        return found


def overview(house: House, now: datetime, tallies: Tallies | None = None) -> Overview:
    """The figures as they are now; raises StoreBusy.

    Args:
        house: whose cases.
        now: the moment, with its time zone.
        tallies: what an earlier look counted; a page gives the same one every time.
    """
    until = now.astimezone(NETHERLANDS).date()
    since = months_after(until, -int(house.municipality.rule("overzicht_maanden").value)) + timedelta(days=1)
    least = int(house.municipality.rule("klein_aantal").value)
    cases = house.store.cases()
    real = [one for one in cases if not one.constructed]
    counting = tuple(real or cases)
    found = tuple((tallies or Tallies()).of(house.store, house.municipality, counting))
    counted = _Counted(house.municipality, counting, found, since, until, least)
    figures = (
        _waiting(counted), _in_time(counted), _departures(counted), _reviews(counted, house), _no_shows(counted),
        _talks(counted),
    )  # fmt: skip
    return Overview(since, until, figures, least, constructed=bool(cases) and not real)


@dataclass(frozen=True)
class _Counted:
    """What the figures are counted from: cases with their tallies, and the limits."""

    municipality: Municipality
    cases: tuple[Case, ...]
    tallies: tuple[Tally, ...]
    since: date
    until: date
    least: int

    def within(self, day: date | None) -> bool:
        """Whether a day lies within the period."""
        return day is not None and self.since <= day <= self.until


def _percentile(days: list[int], share: float) -> int:
    """The number of days that this share of them does not exceed (nearest rank)."""
    return sorted(days)[ceil(share * len(days)) - 1]


def _table(counts: Mapping[str, int], least: int) -> tuple[tuple[tuple[str, ...], ...], tuple[Bar, ...], Count]:
    """Rows and bars of counts that add up, with their total as the last row."""
    shown, total = together(counts, least)
    rows = (*((name, one.text) for name, one in shown.items()), ("Samen", total.text))
    return rows, tuple(Bar(name, one.value, one.text) for name, one in shown.items()), total


# --- the figures ------------------------------------------------------------------------------------------------------


def _waiting(counted: _Counted) -> Figure:
    """How long cases stayed in each phase, of those that left it within the period; and how many are in it now."""
    stayed: dict[str, list[int]] = {}
    now: Counter[str] = Counter()
    for one in counted.tallies:
        now[one.phase] += 1
        for stay in one.stays:
            if counted.within(stay.left):
                stayed.setdefault(stay.phase, []).append(stay.days)
    phases = [one for one in counted.municipality.phases if not one.skipped]
    present, _ = together({one.id: now[one.id] for one in phases}, counted.least)
    rows, bars = [], []
    for phase in phases:
        days = stayed.get(phase.id, [])
        many = alone(len(days), counted.least)
        middle = round(median(days)) if many.value is not None else None
        # of fewer than twice the limit, the slowest tenth would be one case
        far = _percentile(days, 0.9) if len(days) >= 2 * counted.least else None
        rows.append(
            (
                f"{phase.id} {phase.label}", many.text, "" if middle is None else str(middle),
                "" if far is None else str(far), present[phase.id].text,
            )
        )  # fmt: skip
        if middle is not None:
            text = f"{middle} dagen" + ("" if far is None else f" (90 %: {far})")
            bars.append(Bar(f"{phase.id} {phase.label}", middle, text, far))
    working = {f"{phase.id} {phase.label}" for phase in phases if phase.waits_for != "niemand"}
    return Figure(
        "wachttijd", "Hoe lang zaken in een fase staan", _longest(bars, working),
        ("Fase", "Zaken die de fase uit gingen", "Mediaan in dagen", "90 % binnen (dagen)", "Nu in deze fase"),
        tuple(rows), tuple(bars),
        "De mediaan is het midden: de helft van de zaken duurde korter. Een fase telt als de zaak hem verliet. Wat de persoon "
        "in de chat doet, telt hier bij de fase daarvoor.",
    )  # fmt: skip


def _longest(bars: list[Bar], working: set[str]) -> str:
    """In which phase that somebody works in cases stay longest, as a sentence."""
    waiting = [bar for bar in bars if bar.label in working]
    if not waiting:
        return "Er zijn nog te weinig zaken om iets over te zeggen."
    bar = max(waiting, key=lambda one: one.value or 0)
    return f"Het langst staan zaken in {bar.label}: de helft {bar.value:.0f} dagen of langer."


def _in_time(counted: _Counted) -> Figure:
    """Of the first plans that were set: how many in time."""
    found = Counter(one.in_time for one in counted.tallies if counted.within(one.set_on))
    rows, bars, total = _table({name: found[name] for name in (IN_TIME, LATE, UNKNOWN)}, counted.least)
    values = {one.label: one.value for one in bars}
    rule = counted.municipality.rule("pip_termijn")
    says = f"Er zijn {'te weinig plannen' if total.value is None else 'te kleine aantallen'} om een deel te noemen."
    in_time, late = values[IN_TIME], values[LATE]
    if in_time is not None and late is not None:
        says = f"{in_time / (in_time + late):.0%} van de eerste plannen is op tijd vastgesteld.".replace("%", " %")
    return Figure(
        "termijn", f"Eerste plannen binnen {rule.amount}", says, ("Uitkomst", "Plannen"), rows, bars,
        f"{rule.source}. De termijn telt zoals bij elke zaak, ook als er op gegevens van een ander is gewacht. Plannen zonder "
        "bekende datums tellen niet mee in het deel.",
    )  # fmt: skip


def _departures(counted: _Counted) -> Figure:
    """Of the first plans that were set: whether the leerroute follows the LBT, and in which direction it departs."""
    found = Counter(one.lbt for one in counted.tallies if counted.within(one.set_on))
    rows, bars, total = _table({name: found[name] for name in (AS_ADVISED, HIGHER, LOWER, NO_RESULT)}, counted.least)
    says = "Er zijn nog te weinig plannen." if total.value is None else f"Over {total.text} vastgestelde plannen."
    return Figure(
        "lbt", "Leerroute en LBT", says, ("Keuze", "Plannen"), rows, bars,
        "Alleen aantallen. Afwijken mag en wordt in het plan gemotiveerd; dit zegt niets over of een keuze goed was.",
    )  # fmt: skip


def _reviews(counted: _Counted, house: House) -> Figure:
    """Translated words that nobody has approved yet, per language of the case."""
    waiting = house.store.translation.unreviewed_counts()
    cases: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    for case in counted.cases:
        if waiting.get(case.id) and case.language:
            cases[case.language] += 1
            texts[case.language] += waiting[case.id]
    rows, bars = [], []
    for code in sorted(cases, key=lambda one: (-texts[one], one)):
        name = language_name(code, "nl")
        name = name[:1].upper() + name[1:]
        many = alone(cases[code], counted.least)
        shown = str(texts[code]) if many.value is not None else "niet getoond"
        rows.append((name, many.text, shown))
        bars.append(
            Bar(name, float(texts[code]) if many.value is not None else None, shown if many.value else many.text)
        )
    says = "Zoveel teksten wachten op een cultuurvertaler."
    if not any(one.value for one in bars):
        says = "Er wacht niets." if not rows else "Er wacht te weinig om te tonen."
    return Figure(
        "nakijken", "Nog na te kijken vertalingen", says, ("Taal", "Zaken", "Teksten"), tuple(rows), tuple(bars),
        "De stand van nu.",
    )  # fmt: skip


def _no_shows(counted: _Counted) -> Figure:
    """Appointments to which somebody did not come, by reason."""
    options = form("no_show").field("reden").options or {}
    found = Counter(reason for one in counted.tallies for day, reason in one.missed if counted.within(day))
    rows, bars, total = _table({label: found[name] for name, label in options.items()}, counted.least)
    says = (
        "Er zijn te weinig gemiste afspraken om te tonen."
        if total.value is None
        else f"{total.text} keer kwam iemand niet."
    )
    return Figure(
        "niet_verschenen", "Afspraken waar iemand niet kwam", says, ("Reden", "Keer"), rows, bars,
        "De reden is wat de consulent invulde.",
    )  # fmt: skip


def _talks(counted: _Counted) -> Figure:
    """Talks with people per week, of the last weeks."""
    monday = counted.until - timedelta(days=counted.until.weekday())
    weeks = [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    found = Counter(day - timedelta(days=day.weekday()) for one in counted.tallies for day in one.talks)
    shown = {one: alone(found[one], counted.least) for one in weeks}
    rows = tuple((f"week {one.isocalendar().week}, vanaf {day_nl(one)}", shown[one].text) for one in weeks)
    bars = tuple(Bar(f"week {one.isocalendar().week}", shown[one].value, shown[one].text) for one in weeks)
    seen = [one.value for one in shown.values() if one.value is not None]
    says = (
        f"In de drukste van de laatste {WEEKS} weken waren er {max(seen)} gesprekken." if seen
        else f"In geen van de laatste {WEEKS} weken waren er {counted.least} gesprekken of meer."
    )  # fmt: skip
    return Figure(
        "gesprekken", "Gesprekken per week", says, ("Week", "Gesprekken"), rows, bars,
        "Alle gesprekken die zijn ingevuld, ook aan de telefoon. De laatste week is nog niet om.", in_time=True,
    )  # fmt: skip


__all__ = ["Bar", "Figure", "Overview", "overview"]
