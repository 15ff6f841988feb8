"""The caseload as rows to read: who is how far, in which language, and what waits."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.caseload import ATTENTION_NL, UNDER_AGE_NL, CaseSummary
from assistant.value_labels import language_name
from assistant.wording import Wording
from ui.consulent.moments import ago

RESTING = frozenset({"gepauzeerd"})
"""Flags that tell where somebody is and ask nothing of the consulent; every other flag does."""

NOT_BEGUN, FINISHED = "nog niet begonnen", "klaar met de vragen"
SHORT = {NOT_BEGUN: "", FINISHED: "klaar"}
"""What the list says of a stage where its full name would be said twice or not fit."""

DUTCH = "nl"


@dataclass(frozen=True)
class Tag:
    """A short mark under a case. ``tone`` is a CSS class and ``mark`` a shape, so that colour never stands alone."""

    text: str
    tone: str
    mark: str


@dataclass(frozen=True)
class Row:
    """One case as the list and the head of the record show it. ``mark`` changes when anything shown changes."""

    case_id: str
    number: int
    label: str
    language: str
    language_code: str | None
    language_own: str
    constructed: bool
    progress: str
    percent: int
    last_activity: str
    stage: str
    stage_short: str
    waits: tuple[Tag, ...]
    to_review: str
    group: str
    search: str
    mark: str


def language_in_dutch(code: str, wording: Wording) -> str:
    """The Dutch name of a language, with a capital as at the beginning of a line."""
    name = language_name(code, wording.locale(DUTCH))
    return name[:1].upper() + name[1:]


def row_of(case: CaseSummary, wording: Wording, now: datetime) -> Row:
    """One case in the words of the list, as true at ``now``."""
    language = language_in_dutch(case.language, wording) if case.language else "Taal nog niet gekozen"
    own = wording.language_name(case.language) if case.language and case.language != DUTCH else ""
    stage = _stage(case)
    tags = _tags(case)
    label = case.label or f"Zaak {case.number}"
    percent = round(100 * case.answered / case.applicable) if case.applicable else 0
    shown = (
        label, language, case.constructed, case.answered, case.applicable, ago(case.last_activity, now), stage,
        case.to_review, *(tag.text for tag in tags),
    )  # fmt: skip
    return Row(
        case_id=case.case_id, number=case.number, label=label, language=language, language_code=case.language,
        language_own=own, constructed=case.constructed,
        progress=f"{case.answered} van {case.applicable} beantwoord", percent=percent,
        last_activity=ago(case.last_activity, now), stage=stage, stage_short=SHORT.get(stage, stage),
        waits=tags, to_review=not_reviewed(case.to_review), group=" ".join(_groups(case)),
        search=searchable(f"{label} {case.number} {language} {own} {stage}{' voorbeeld' if case.constructed else ''}"),
        mark=hashlib.sha256(repr(shown).encode("utf-8", "replace")).hexdigest()[:10],
    )  # fmt: skip


def without_progress(row: Row) -> Row:
    """The row of a case of which somebody does not see how far it is: whose case, in which language, and what is said anyway."""
    example = " voorbeeld" if row.constructed else ""
    return replace(
        row, progress="", percent=0, last_activity="", stage="", stage_short="", to_review="", group="",
        search=searchable(f"{row.label} {row.number} {row.language} {row.language_own}{example}"),
    )  # fmt: skip


def not_reviewed(count: int) -> str:
    """How many texts nobody has reviewed a translation of, in words; empty when there are none."""
    return "" if not count else "1 vertaling niet nagekeken" if count == 1 else f"{count} vertalingen niet nagekeken"


def searchable(text: str) -> str:
    """Text as the search compares it: small letters without accents (the page folds what is typed the same way)."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in plain if not "\u0300" <= letter <= "\u036f").strip()


def _stage(case: CaseSummary) -> str:
    if case.last_activity is None:
        return NOT_BEGUN
    if case.finished:
        return FINISHED
    resting = sorted(RESTING.intersection(case.flags))
    return resting[0] if resting else "bezig"


def _groups(case: CaseSummary) -> list[str]:
    groups = []
    if _asks_for_somebody(case) or (case.finished and case.open_points):
        groups.append("attention")
    if case.last_activity is not None:
        groups.append("done" if case.finished else "busy")
    return groups


def _asks_for_somebody(case: CaseSummary) -> bool:
    return any(flag not in RESTING for flag in case.flags)


def _tags(case: CaseSummary) -> tuple[Tag, ...]:
    asking = [flag for flag in case.flags if flag not in RESTING]
    tags = [Tag(flag, "today" if flag == ATTENTION_NL else "wait", _mark(flag)) for flag in asking]
    if case.open_points:
        tags.append(Tag(f"{case.open_points} te bespreken", "wait" if case.finished else "", "flag"))
    return tuple(tags)


def _mark(flag: str) -> str:
    if flag == ATTENTION_NL:
        return "read"
    if flag == UNDER_AGE_NL:
        return "pause"
    return "person" if "persoon" in flag else "question"
