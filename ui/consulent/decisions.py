"""What waits for a decision of staff: words to read today, and a person who may be under 18.

Nothing here says why words must be read: software points at them, a person judges them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant import duty
from assistant.caseload import open_attention
from assistant.catalogue import Catalogue
from assistant.interview import course_of, is_held
from assistant.record import fold
from assistant.store import Event, Store, StoreBusy, StoreFull, Turn, UnknownCase
from assistant.supervisor import settings
from ui.consulent.moments import on_the_clock

REASON_LENGTH = 500
FULL, BUSY, GONE = (
    "Niet bewaard: de computer is vol. Meld dit bij uw beheerder.",
    "Niet bewaard: het is even druk. Probeer het opnieuw.",
    "Deze zaak is er niet (meer).",
)


@dataclass(frozen=True)
class Written:
    """Words to read today: when they were written, the words, their language, and the line they stand at, if any."""

    when: str
    words: str
    words_language: str | None
    anchor: str
    label: str
    translated: Any = None


def duty_role() -> str:
    """Who looks the same day, as the municipality calls them."""
    return settings.value("INTAKE_DUTY_ROLE") or "dienstdoende consulent"


def to_read_today(
    events: Sequence[Event], turns: Sequence[Turn], lines: Sequence[Mapping[str, Any]], now: datetime
) -> list[Written]:
    """What was written at the moments that wait for the duty role, with the line of the record it became."""
    words = {turn.number: turn for turn in turns if turn.kind == "typed"}
    language = {event.turn: event.data["language"] for event in events if event.data.get("language")}
    found = []
    for moment in open_attention(events):
        at = datetime.fromisoformat(moment.at)
        line = next((line for line in lines if line["at"] == at), None)
        turn = words.get(moment.turn)
        found.append(
            Written(
                when=on_the_clock(at, now), words=turn.words if turn else "",
                words_language=line["words_language"] if line else language.get(moment.turn),
                anchor=f"line-{line['key']}" if line else "", label=line["label"] if line else "",
                translated=line["translated"] if line and turn and line["words"] == turn.words else None,
            )
        )  # fmt: skip
    return found


def say_it_was_read(store: Store, login: str, asked: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Note that ``login`` read what waits; a ``fault`` when more was written since the page showed it."""
    case_id = str(asked.get("case") or "")

    def decide() -> str | None:
        waiting = open_attention(store.events(store.case(case_id).id))
        if waiting and asked.get("shown") != len(waiting):
            return "Er is net iets bij gekomen. Lees dat ook, en druk dan nog een keer."
        if waiting:
            duty.say_it_was_read(store, case_id, by=login, at=now)
        return None

    return decided(decide)


def let_go_alone(
    store: Store, catalogue: Catalogue, login: str, asked: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    """Decide that a person who may be under 18 goes on alone; a ``fault`` without a reason, or when nothing waits."""
    case_id, reason = str(asked.get("case") or ""), " ".join(str(asked.get("reason") or "").split())
    if not reason:
        return {"fault": "Schrijf eerst waarom dit mag. De reden komt in het dossier."}
    if len(reason) > REASON_LENGTH:
        return {"fault": f"De reden is te lang: hoogstens {REASON_LENGTH} tekens."}

    def decide() -> str | None:
        course = course_of(store.events(store.case(case_id).id))
        if not is_held(fold(catalogue, store.answers(case_id)), course):
            return "Deze zaak wacht niet (meer) op dit besluit."
        duty.let_go_alone(store, case_id, by=login, reason=reason, at=now)
        return None

    return decided(decide)


def decided(decide: Callable[[], str | None]) -> dict[str, Any]:
    """The outcome of a decision for the page: nothing when it is kept, else the ``fault`` that ``decide`` or the store has."""
    try:
        fault = decide()
    except UnknownCase:
        fault = GONE
    except StoreFull:
        fault = FULL
    except StoreBusy:
        fault = BUSY
    return {"fault": fault} if fault else {}
