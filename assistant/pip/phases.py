"""In which phase a case is, since when, and what it waits for.

The phase follows from the dossier: what staff said it is (entry ``fase``), and what the work itself shows (a talk that was
held, a concept that was laid before the toetser, a plan that was set). Nothing is stored about it, so it cannot disagree
with the dossier. A municipality can rename, reorder and skip phases (``phases.yml``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.case_file import CaseFile
from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.forms import day_nl, form
from assistant.interview import next_ask
from assistant.municipality import Municipality, Phase
from assistant.pip.moving import handed_over

REGISTERED, INVITED, PREPARING, TALKING, WEIGHING, WAITING, CONCEPT = "10", "15", "17", "20", "30", "31", "40"
RETURNED, CHECKED_AGAIN, CHECKED, EXPLAINING, SET = "41", "43", "42", "50", "60"
OBJECTION, REVISION, MOVED, ARCHIVED = "70", "80", "90", "99"

PHASE_KINDS = (
    "fase", "datum", "gesprek", "lbt", "geen_lbt", "taalschool", "leerroute", "voorgelegd", "toets", "pip_gesprek",
    "vastgesteld", "bezwaar", "herziening", "verhuisd", "gearchiveerd", "ingetrokken",
)  # fmt: skip
"""Kinds of entries that phases follow from: what a list over all cases has to read."""

BEFORE_PLAN = {REGISTERED, INVITED, PREPARING, TALKING, WEIGHING, WAITING, CONCEPT}


@dataclass(frozen=True)
class Step:
    """A phase a case came into: its id, the moment (UTC, ISO 8601), by whom (login), and the entry that brought it there.

    ``entry`` is None for the beginning and for what the person did in the chat.
    """

    phase: str
    at: str
    by: str | None = None
    entry: Entry | None = None


@dataclass(frozen=True)
class PhaseNow:
    """The phase of a case now.

    Attributes:
        phase: as the municipality describes it.
        since: UTC moment (ISO 8601) the case came into it; by: login of who brought it there, None for the person.
        waits_for: ``persoon``, ``consulent``, ``toetser``, ``ander`` or ``niemand``.
        what: Dutch sentence that says what has to happen, or why it waits.
    """

    phase: Phase
    since: str | None
    by: str | None
    waits_for: str
    what: str


def steps(
    dossier: Dossier, municipality: Municipality, created_at: str, created_by: str | None = None,
    chat_began: str | None = None,
) -> tuple[Step, ...]:  # fmt: skip
    """The phases a case went through, oldest first; consecutive ones differ, and skipped ones are not among them.

    Args:
        dossier: of the case; entries of other kinds than ``PHASE_KINDS`` play no part.
        municipality: whose phases these are.
        created_at, created_by: moment and author of the case.
        chat_began: moment of the person's first answer, when there is one.
    """
    order = {one.id: number for number, one in enumerate(municipality.phases)}
    found = [Step(REGISTERED, created_at, created_by)]
    for event in _events(dossier, chat_began):
        now = found[-1].phase
        there = _follows(now, event)
        if there is None or there not in order:
            continue
        # work that goes on beside a phase that comes later brings nothing back: a second LBT under the concept stays concept
        if not _decides(event) and order[there] <= order.get(now, 0):
            continue
        if there == now and not (isinstance(event, Entry) and event.kind == "fase"):
            continue
        entry = event if isinstance(event, Entry) else None
        found.append(Step(there, entry.at if entry else str(event), entry.by if entry else None, entry))
    return _shown(found, municipality.phases)


def phase_of(file: CaseFile) -> PhaseNow:
    """The phase of a case as it stands."""
    began = next((one.at for one in file.answers if one.channel == "own_chat"), None)
    last = steps(file.dossier, file.municipality, file.case.created_at, file.case.created_by, began)[-1]
    phase = file.municipality.phase(last.phase) or Phase(last.phase, f"Fase {last.phase}", "niemand")
    waits_for, what = phase.waits_for, phase.what
    if phase.id == PREPARING and _chat_is_done(file):
        waits_for, what = "consulent", "De persoon is klaar met de vragen. Plan het gesprek."
    elif phase.id == TALKING and (planned := _planned(file)):
        what = planned
    elif phase.id == WAITING:
        what = _awaited(file, last) or what
    elif phase.id == CHECKED and last.entry is not None and last.entry.get("aan"):
        what = f"Voorgelegd aan {file.name_of(str(last.entry.get('aan')))}. {what}"
    elif phase.id == MOVED and last.entry is not None and handed_over(file.dossier):
        what = f"Het dossier is overgedragen aan {last.entry.get('gemeente')}."
    return PhaseNow(phase, last.at, last.by, waits_for, what)


def _events(dossier: Dossier, chat_began: str | None) -> list[Entry | str]:
    """Entries that count (oldest first) and the beginning of the chat, in the order they happened."""
    counting = [one for one in dossier.entries if one.kind in PHASE_KINDS and one.id not in dossier.withdrawn]
    found: list[Entry | str] = [*counting, *([chat_began] if chat_began else [])]
    return sorted(found, key=lambda one: datetime.fromisoformat(one.at if isinstance(one, Entry) else one))


def _decides(event: Entry | str) -> bool:
    """Whether an event sets the phase whatever it was; other work only brings a case further."""
    return isinstance(event, Entry) and event.kind in {
        "fase", "datum", "voorgelegd", "toets", "pip_gesprek", "vastgesteld", "bezwaar", "herziening", "verhuisd",
        "gearchiveerd",
    }  # fmt: skip


def _follows(now: str, event: Entry | str) -> str | None:
    """The phase that an event brings a case into when it is in ``now``; None when it brings it nowhere."""
    if isinstance(event, str):
        return PREPARING
    kind = event.kind
    if kind == "fase":
        return str(event.get("fase"))
    if kind == "datum":
        return _waiting(now, event)
    if kind in {"gesprek", "lbt", "geen_lbt", "taalschool"}:
        return WEIGHING if kind == "gesprek" and event.get("afgerond") else TALKING
    if kind == "leerroute":
        return CONCEPT
    if kind == "voorgelegd":
        return CHECKED_AGAIN if now == RETURNED else CHECKED
    if kind == "toets":
        return EXPLAINING if event.get("besluit") == "akkoord" else RETURNED
    if kind == "pip_gesprek":
        return EXPLAINING if now in BEFORE_PLAN | {EXPLAINING} else None
    if kind == "bezwaar":
        return OBJECTION if event.get("stand") == "ingediend" else SET if now == OBJECTION else None
    return {"vastgesteld": SET, "herziening": REVISION, "verhuisd": MOVED, "gearchiveerd": ARCHIVED}.get(kind)


def _waiting(now: str, event: Entry) -> str | None:
    """Waiting for somebody's information is a phase of its own until it came, as long as there is no concept."""
    if not event.get("datum"):
        return None
    if event.get("wat") == "wacht_op_derde":
        return WAITING if now in BEFORE_PLAN - {CONCEPT} else None
    if event.get("wat") == "derde_ontvangen":
        return WEIGHING if now == WAITING else None
    return None


def _shown(found: Sequence[Step], phases: Sequence[Phase]) -> tuple[Step, ...]:
    """The same steps without phases that the municipality skips (they count as the next one), and without repetition."""
    at_last: list[Step] = []
    for step in found:
        phase = _used(step.phase, phases)
        if at_last and at_last[-1].phase == phase and not (step.entry and step.entry.kind == "fase"):
            continue
        made = Step(phase, step.at, step.by, step.entry)
        if at_last and at_last[-1].phase == phase:
            at_last[-1] = Step(
                phase, at_last[-1].at, at_last[-1].by, step.entry
            )  # the same phase, said again with a reason
        else:
            at_last.append(made)
    return tuple(at_last)


def _used(phase_id: str, phases: Sequence[Phase]) -> str:
    """The phase itself, or the next one that this municipality does not skip; the last one when there is none after it."""
    ids = [one.id for one in phases]
    if phase_id not in ids:
        return phase_id
    after = phases[ids.index(phase_id) :]
    return next((one.id for one in after if not one.skipped), phase_id)


def _chat_is_done(file: CaseFile) -> bool:
    return next_ask(file.catalogue, file.record, file.course).kind in {"offer", "finished"}


def _planned(file: CaseFile) -> str:
    """The next appointment, as a sentence; empty when none is planned."""
    coming = [one for one in file.dossier.all("afspraak") if str(one.get("datum")) >= file.today.isoformat()]
    if not coming:
        return ""
    meeting = min(coming, key=lambda one: str(one.get("datum")))
    return (
        f"{form('afspraak').field('soort').shown(meeting.get('soort'))} gepland op {day_nl(str(meeting.get('datum')))}."
    )


def _awaited(file: CaseFile, last: Step) -> str:
    """What the case waits for, from the entry that says so."""
    given: Iterable[Entry | None] = (last.entry, file.dossier.dates.get("wacht_op_derde"))
    reason = next((str(one.get("reden")) for one in given if one is not None and one.get("reden")), "")
    return f"Wacht op: {reason}" if reason else ""


__all__ = ["PHASE_KINDS", "PhaseNow", "Step", "phase_of", "steps"]
