"""The talk that is going on: who is there, who speaks, through which interpreter. Without one no answer is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.case_file import NETHERLANDS
from assistant.dossier.entry import REPLACES, Dossier, Entry
from assistant.dossier.forms import BadEntry
from assistant.dossier.keeping import keep
from assistant.interview import ALONE
from assistant.store import Store

KIND = "gesprek"
ENDED = "afgerond"

SPEAKERS = {"zelf": "person", "partner": "partner"}
"""Who speaks in the talk -> the speaker of an answer; everybody else is ``other``."""

PRESENT = (
    ("partner", "partner"), ("kind", "kinderen"), ("familie", "familie"),
    ("begeleider", "anders"), ("jeugdbeschermer", "anders"), ("ander", "anders"),
)  # fmt: skip
"""Who is there -> who was in the room at an answer (options of ``welkom.aanwezig``). The first that fits: whoever could keep
the person from speaking freely comes first. A colleague of the municipality is part of the talk itself."""

AN_ACQUAINTANCE = "bekende"
"""An interpreter whom the person knows counts as family or a friend in the room."""


class TalkGoesOn(BadEntry):
    """A talk of today was not ended yet."""

    def __init__(self) -> None:
        super().__init__("Er loopt al een gesprek. Rond het eerst af, of verander wie erbij is.")


class NoTalkToEnd(BadEntry):
    """There is no talk that could be ended or changed."""

    def __init__(self) -> None:
        super().__init__("Er loopt geen gesprek (meer). Kijk eerst wat er nu staat.")


@dataclass(frozen=True)
class Talk:
    """A talk that was not ended.

    Attributes:
        entry: who is there now. first: the entry it began with; its id names the talk.
    """

    entry: Entry
    first: Entry

    @property
    def id(self) -> int:
        """What answers and marks of this talk refer to."""
        return self.first.id

    @property
    def began(self) -> datetime:
        """When it was begun."""
        return datetime.fromisoformat(self.first.at)

    @property
    def speaker(self) -> str:
        """``person``, ``partner`` or ``other``, as an answer keeps it."""
        return SPEAKERS.get(str(self.entry.get("spreekt")), "other")

    @property
    def present(self) -> str:
        """Who was in the room, as an answer keeps it."""
        there = set(self.entry.get("aanwezig") or ())
        for name, found in PRESENT:
            if name in there:
                return found
        interpreter = self.entry.get("tolk")
        if interpreter == AN_ACQUAINTANCE:
            return "familie"
        return "tolk" if interpreter not in (None, "geen") else ALONE

    def is_of(self, moment: datetime) -> bool:
        """Whether it was begun on this day: yesterday's talk that nobody ended is over all the same."""
        return self.began.astimezone(NETHERLANDS).date() == moment.astimezone(NETHERLANDS).date()


def unended(dossier: Dossier) -> Talk | None:
    """The newest talk when nobody ended it, of whatever day; else None."""
    latest = dossier.latest(KIND)
    if latest is None or latest.get(ENDED):
        return None
    first = latest
    while isinstance(before := first.get(REPLACES), int) and (found := dossier.entry(before)) is not None:
        first = found
    return Talk(latest, first)


def going_on(dossier: Dossier, now: datetime) -> Talk | None:
    """The talk that answers belong to now; None when there is none today."""
    talk = unended(dossier)
    return talk if talk is not None and talk.is_of(now) else None


def begin(store: Store, case_id: str, data: Mapping[str, Any], *, by: str, at: datetime) -> Entry:
    """Begin a talk. Raises TalkGoesOn, BadEntry, UnknownCase, StoreBusy, StoreFull.

    ``data`` are the fields of the form ``gesprek``; a talk of an earlier day that nobody ended is left as it is.
    """

    def none_today(dossier: Dossier) -> None:
        if going_on(dossier, at) is not None:
            raise TalkGoesOn()

    return keep(store, case_id, KIND, _without(data, ENDED, REPLACES), by=by, at=at, check=none_today)


def change(store: Store, case_id: str, data: Mapping[str, Any], *, by: str, at: datetime, ends: bool = False) -> Entry:
    """Note that somebody came, left or speaks now (or, with ``ends``, that the talk is over): a new version of the entry.

    Fields that ``data`` does not hold stay as they were. Raises NoTalkToEnd, BadEntry, UnknownCase, StoreBusy, StoreFull.
    """
    talk = unended(Dossier.of(store.dossier.entries(case_id)))
    if talk is None:
        raise NoTalkToEnd()
    seen = talk.entry.id

    def still_there(dossier: Dossier) -> None:
        now = unended(dossier)
        if now is None or now.entry.id != seen:
            raise NoTalkToEnd()

    merged = {**_without(talk.entry.data, ENDED, REPLACES), **_without(data, ENDED, REPLACES), REPLACES: seen}
    if ends:
        merged[ENDED] = True
    return keep(store, case_id, KIND, merged, by=by, at=at, check=still_there)


def _without(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in names}
