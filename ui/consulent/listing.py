"""The caseload as somebody asked for it: narrowed, sorted, and only as many rows as stand on the screen.

Narrowing and sorting happen here and not in the browser: of two thousand cases a page holds the hundred it shows.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from assistant.access import Staff
from assistant.caseload import ATTENTION_NL
from assistant.caseload_line import SOON, CaseLine, Need
from assistant.municipality import Municipality
from assistant.permissions import View
from assistant.pip.clocks import Clock
from assistant.roles import CONSULENT, TOETSER
from assistant.wording import Wording
from ui.consulent.caseload_cache import newest_first
from ui.consulent.rows import Row, language_in_dutch, row_of, searchable, without_progress

PAGE = 60
"""Rows that are sent at first, and that come with every next part."""

TODAY_SHOWN = 40
"""Cases that stand in the list of today; the rest is counted."""

SCOPES: Mapping[str, str] = {"mijn": "Mijn zaken", "voorgelegd": "Voorgelegd", "alle": "Alle zaken"}
"""Whose cases: a consulent's own, those that wait for a toetser, or all."""

WAITS: Mapping[str, str] = {
    "persoon": "De persoon", "consulent": "De consulent", "toetser": "De toetser", "ander": "Een ander", "niemand": "Niemand",
}  # fmt: skip
CLOCK_FILTERS: Mapping[str, str] = {"te_laat": "Te laat", "binnenkort": f"Binnen {SOON} dagen", "onbekend": "Begindatum onbekend"}
GROUPS: Mapping[str, str] = {"attention": "Vraagt aandacht", "busy": "Bezig met de vragen", "done": "Klaar met de vragen"}

SORTS: Mapping[str, str] = {
    "zaak": "Zaak", "fase": "Fase", "wacht": "Wacht op", "klok": "Termijnen", "open": "Te bespreken", "vertaling": "Vertalingen",
    "laatst": "Laatste activiteit",
}  # fmt: skip
"""Column -> its Dutch heading."""

CLOCK_TONES: Mapping[str, tuple[str, str]] = {
    "te_laat": ("fault", "confirm"), "let_op": ("wait", "later"), "rustig": ("calm", "later"), "gehaald": ("done", "beantwoord"),
    "wacht": ("calm", "pause"), "onbekend": ("calm", "weet_niet"), "loopt_niet": ("calm", "niet_van_toepassing"),
}  # fmt: skip
"""Tone of a clock -> class of its colour and the shape beside it: colour never stands alone."""


@dataclass(frozen=True)
class Query:
    """What somebody asked of the caseload; an empty text narrows nothing."""

    scope: str = ""
    phase: str = ""
    waits: str = ""
    clock: str = ""
    language: str = ""
    group: str = ""
    words: tuple[str, ...] = ()
    sort: str = "laatst"
    down: bool = False
    count: int = PAGE

    @classmethod
    def of(cls, asked: Any) -> Query:
        """From what a page sent; whatever it does not know is left out."""
        given = asked if isinstance(asked, Mapping) else {}

        def one(name: str, allowed: Iterable[str] | None = None) -> str:
            value = str(given.get(name) or "")[:40]
            return value if allowed is None or value in set(allowed) else ""

        count = given.get("count")
        return cls(
            scope=one("scope", SCOPES), phase=one("phase"), waits=one("waits", WAITS), clock=one("clock", CLOCK_FILTERS),
            language=one("language"), group=one("group", GROUPS), sort=one("sort", SORTS) or "laatst",
            down=bool(given.get("down")), words=tuple(searchable(str(given.get("search") or "")[:80]).split()),
            count=min(max(count, 1), 100_000) if isinstance(count, int) else PAGE,
        )  # fmt: skip


@dataclass(frozen=True)
class ClockShown:
    """One clock as a row shows it: its words, the class of its colour, a shape, and what it rests on."""

    label: str
    words: str
    tone: str
    mark: str
    rests_on: str
    reason: str


@dataclass(frozen=True)
class CaseRow:
    """One case as the table shows it; ``mark`` changes when anything shown changes.

    ``counted`` is whether the reader sees how far the case is, and how much of it is open.
    """

    row: Row
    phase: str
    waits_for: str
    what: str
    owner: str
    clocks: tuple[ClockShown, ...]
    more_clocks: tuple[ClockShown, ...]
    tags: tuple[Any, ...]
    open_points: int
    to_review: int
    counted: bool
    mark: str


@dataclass(frozen=True)
class TodayItem:
    """One case in the list of today, with its most pressing reason first."""

    case_id: str
    number: int
    label: str
    constructed: bool
    needs: tuple[Need, ...]
    tone: str


@dataclass(frozen=True)
class Found:
    """What was asked for: the lines in order (only so many as are shown), and how many there are."""

    scope: str
    shown: tuple[CaseLine, ...]
    found: int
    whole: int
    mine: int
    beyond_scope: bool
    """Whether a number was searched for, which is found whoever's case it is."""


class SearchTexts:
    """What a case is found by, made once for every line: a search looks at thousands of them."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._known: dict[tuple[str, View], tuple[CaseLine, str]] = {}

    def of(self, line: CaseLine) -> str:
        """The label, number, language, stage and phase of a case as the search compares them."""
        known = self._known.get((line.id, line.view))
        if known is None or known[0] is not line:
            row = _row(line, self._wording, datetime.now(UTC))
            phase = line.phase
            known = line, f"{row.search} {searchable(f'{phase.phase.id} {phase.phase.label} {phase.what}')}"
            self._known[line.id, line.view] = known
        return known[1]


def find(
    lines: Iterable[CaseLine], query: Query, staff: Staff, texts: SearchTexts, municipality: Municipality
) -> Found:
    """The cases that ``staff`` asked for, out of the lines that they may see (``assistant.caseload_line.seen_by``)."""
    every = list(lines)
    scope = query.scope if query.scope in scopes_of(staff) else default_scope(every, staff)
    mine = sum(line.owner == staff.login for line in every)
    number = len(query.words) == 1 and query.words[0].isdigit()
    fits = _narrowing(query, texts, by_number=number)
    inside = every if number or scope == "alle" else [line for line in every if _in_scope(line, scope, staff)]
    found = [line for line in inside if fits(line)]
    key, backwards = _order(query, staff, municipality)
    found.sort(key=key, reverse=backwards)
    return Found(scope, tuple(found[: query.count]), len(found), len(inside), mine, number and scope != "alle")


def scopes_of(staff: Staff) -> Mapping[str, str]:
    """The scopes somebody can choose from."""
    own = "voorgelegd" if staff.role == TOETSER else "mijn" if staff.role == CONSULENT else ""
    return {name: label for name, label in SCOPES.items() if name in {own, "alle"}}


def default_scope(lines: Sequence[CaseLine], staff: Staff) -> str:
    """One's own cases for a consulent who has any, those put forward for a toetser, else all."""
    if staff.role == TOETSER:
        return "voorgelegd"
    return "mijn" if staff.role == CONSULENT and any(line.owner == staff.login for line in lines) else "alle"


def _in_scope(line: CaseLine, scope: str, staff: Staff) -> bool:
    if scope == "voorgelegd":
        return line.submitted
    return line.owner == staff.login or ATTENTION_NL in line.flags  # words to read today are everybody's


def _narrowing(query: Query, texts: SearchTexts, *, by_number: bool) -> Callable[[CaseLine], bool]:
    def fits(line: CaseLine) -> bool:
        summary = line.summary
        if query.phase and line.phase.phase.id != query.phase:
            return False
        if query.waits and line.phase.waits_for != query.waits:
            return False
        if query.language and (summary.language or "geen") != query.language:
            return False
        if query.clock and not _has_clock(line, query.clock):
            return False
        if query.group and query.group not in groups_of(line):
            return False
        if by_number:
            return str(summary.number).startswith(query.words[0]) or query.words[0] in searchable(summary.label)
        return not query.words or all(word in texts.of(line) for word in query.words)

    return fits


def _has_clock(line: CaseLine, wanted: str) -> bool:
    if wanted == "onbekend":
        return any(one.id == "pip" and one.tone == "onbekend" for one in line.clocks)
    if wanted == "te_laat":
        return any(one.tone == "te_laat" for one in line.clocks)
    return any(one.days_left is not None and 0 <= one.days_left <= SOON for one in line.running)


def groups_of(line: CaseLine) -> frozenset[str]:
    """The groups of ``GROUPS`` that a case is in."""
    summary = line.summary
    groups = set()
    if any(need.kind != "datum" for need in line.needs) or (summary.finished and summary.open_points):
        groups.add("attention")
    if summary.last_activity is not None:
        groups.add("done" if summary.finished else "busy")
    return frozenset(groups)


def _order(query: Query, staff: Staff, municipality: Municipality) -> tuple[Callable[[CaseLine], Any], bool]:
    place = {phase.id: at for at, phase in enumerate(municipality.phases)}
    far = 100_000

    def newest(line: CaseLine) -> Any:
        # what was put forward stands first for who checks it
        return (staff.role == TOETSER and line.submitted, *newest_first(line.summary))

    keys: dict[str, Callable[[CaseLine], Any]] = {
        "zaak": lambda line: (searchable(line.summary.label), line.summary.number),
        "fase": lambda line: (place.get(line.phase.phase.id, 0), line.summary.number),
        "wacht": lambda line: (list(WAITS).index(line.phase.waits_for) if line.phase.waits_for in WAITS else 9, line.phase.what),
        "klok": lambda line: (_days(line.running[0]) if line.running else far, line.summary.number),
        "open": lambda line: (-line.summary.open_points, line.summary.number),
        "vertaling": lambda line: (-line.summary.to_review, line.summary.number),
        "laatst": newest,
    }  # fmt: skip
    return keys[query.sort], query.down != (query.sort == "laatst")


def _days(clock: Clock) -> int:
    return clock.days_left if clock.days_left is not None else 100_000


def case_row(line: CaseLine, staff: Staff, wording: Wording, names: Mapping[str, str], now: datetime) -> CaseRow:
    """One case in the words of the table: all of what the line holds, which is what this member of staff may see."""
    row, flags = _row(line, wording, now), line.flags
    tags = tuple(tag for tag in row.waits if tag.text in flags)
    near = [one for one in line.running if _days(one) <= 60][:2] or list(line.running[:1])
    if not near:
        near = [one for one in line.clocks if one.id == "pip" and one.tone in {"onbekend", "wacht"}]
    chips = tuple(_clock(one) for one in near)
    rest = tuple(_clock(one) for one in line.clocks if one not in near and one.tone not in {"loopt_niet", "onbekend"})
    owner = "" if line.owner == staff.login else names.get(line.owner or "", line.owner or "nog niemand")
    shown = (
        line.view, row.mark, line.phase.phase.label, line.phase.waits_for, line.phase.what, owner, chips, rest, flags,
    )  # fmt: skip
    return CaseRow(
        row=row, phase=f"{line.phase.phase.id} {line.phase.phase.label}", waits_for=WAITS.get(line.phase.waits_for, ""),
        what=line.phase.what, owner=owner, clocks=chips, more_clocks=rest, tags=tags,
        open_points=line.summary.open_points, to_review=line.summary.to_review, counted=line.view != "fase",
        mark=hashlib.sha256(repr(shown).encode("utf-8", "replace")).hexdigest()[:10],
    )  # fmt: skip


def _row(line: CaseLine, wording: Wording, now: datetime) -> Row:
    row = row_of(line.summary, wording, now)
    return without_progress(row) if line.view == "fase" else row


def _clock(one: Clock) -> ClockShown:
    tone, mark = CLOCK_TONES[one.tone]
    return ClockShown(one.label, one.words, tone, mark, one.rests_on, one.reason)


def today(lines: Iterable[CaseLine], staff: Staff) -> tuple[tuple[TodayItem, ...], int]:
    """What needs this member of staff today, the most pressing first, and how many cases more there are."""
    found = []
    for line in lines:
        if needs := line.for_whom(staff.role, staff.login):
            first = needs[0]
            tone = "fault" if first.kind in {"te_laat", "reden"} else "wait" if first.kind in {"lezen", "leeftijd"} else ""
            summary = line.summary
            label = summary.label or f"Zaak {summary.number}"
            item = TodayItem(line.id, summary.number, label, summary.constructed, needs, tone)
            found.append((first.rank, summary.number, item))
    found.sort(key=lambda one: one[:2])
    return tuple(item for _, _, item in found[:TODAY_SHOWN]), max(0, len(found) - TODAY_SHOWN)


def choices(lines: Iterable[CaseLine], wording: Wording, municipality: Municipality) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer: phases and languages that some case has."""
    phases, languages = Counter[str](), Counter[str]()
    for line in lines:
        phases[line.phase.phase.id] += 1
        languages[line.summary.language or "geen"] += 1
    return {
        "phase": [
            (one.id, f"{one.id} {one.label} ({phases[one.id]})") for one in municipality.phases if phases[one.id]
        ],
        "language": [
            (code, "Nog niet gekozen" if code == "geen" else language_in_dutch(code, wording)) for code in sorted(languages)
        ],
    }


__all__ = [
    "CLOCK_FILTERS", "GROUPS", "PAGE", "SCOPES", "SORTS", "WAITS", "CaseRow", "ClockShown", "Found", "Query", "SearchTexts",
    "TodayItem", "case_row", "choices", "find", "groups_of", "scopes_of", "today",
]  # fmt: skip
