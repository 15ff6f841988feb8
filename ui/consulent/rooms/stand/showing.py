"""What the room "Stand" shows. A teamleider sees phases, clocks and who did what; nothing that was said or entered of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from assistant.caseload import summary
from assistant.caseload_line import CALLS_NL, FOR, CaseLine, Need, line_of, unread_hand_over
from assistant.dossier.entry import WITHDRAWN, Entry
from assistant.dossier.forms import Form, day_nl, form, forms
from assistant.handing_over import handover_summary
from assistant.pip.clocks import Clock
from assistant.roles import CONSULENT
from ui.consulent.listing import CLOCK_TONES, WAITS
from ui.consulent.moments import on_the_clock
from ui.consulent.rooms.room import Visit
from ui.consulent.rows import language_in_dutch
from ui.consulent.templating import render

DATES = (
    "kennisgeving_duo", "inschrijving_brp", "start_plicht", "vestiging", "huisvesting", "start_bijstand", "wacht_op_derde",
    "derde_ontvangen",
)  # fmt: skip
LATEST = 12
"""Entries of the history that stand open; older ones are folded away."""

SHORT_VALUE = 160
NOT_IN_HISTORY = frozenset({"samenvatting"})


@dataclass(frozen=True)
class ClockCard:
    """A clock with its colour, its shape and the reason form that belongs to it."""

    clock: Clock
    tone: str
    mark: str
    due: str
    asks_reason: bool
    may_wait: bool


@dataclass(frozen=True)
class DateRow:
    """One start date: what it is called, what stands now, by whom, and what stood before."""

    name: str
    label: str
    shown: str
    value: str
    entered: str
    entry: int | None
    before: tuple[str, ...]


@dataclass(frozen=True)
class Happened:
    """One entry of the history: when, who, what it is called, and what stands in it."""

    id: int
    when: str
    who: str
    title: str
    what: str
    withdrawn: str


def show(visit: Visit) -> str:
    """The HTML of the room."""
    file, seen = visit.file, visit.may("read_record")
    line = _line(visit)
    owner = file.owner
    given = unread_hand_over(file.dossier)
    history = [_happened(visit, entry, seen) for entry in reversed(file.dossier.entries)]
    accounts = [one for one in visit.house.store.staff_accounts() if one.role == CONSULENT and one.login != owner]
    cards = [_card(one) for one in line.clocks]
    return render(
        "stand/stand.html",
        file=file,
        seen=seen,
        may_write=visit.may("write_plan"),
        may_hand_over=visit.may("hand_over"),
        code_works=visit.house.access.code_works(file.id),
        label=file.case.label or f"Zaak {file.case.number}",
        language=language_in_dutch(file.case.language, file.wording) if file.case.language else "Taal nog niet gekozen",
        owner=file.name_of(owner) if owner else "",
        mine=owner == visit.staff.login,
        phase=line.phase,
        since=on_the_clock(datetime.fromisoformat(line.phase.since), visit.now) if line.phase.since else "",
        phase_by=file.name_of(line.phase.by) if line.phase.by else "",
        waits=WAITS.get(line.phase.waits_for, ""),
        phases=[one for one in file.municipality.phases if not one.skipped],
        progress=line.summary,
        needs=_needs(line, visit),
        calls=[
            {"call": call, "text": CALLS_NL[call.kind], "when": _when(call.at, visit)} for call in line.calls if seen
        ],
        given=given if given is not None and (given.get("login") == visit.staff.login) else None,
        given_by=file.name_of(given.by) if given else "",
        given_when=_when(given.at, visit) if given else "",
        running=[one for one in cards if one.clock.tone != "loopt_niet"],
        still=[one for one in cards if one.clock.tone == "loopt_niet"],
        reason_form=form("termijn_reden"),
        dates=[_date_row(visit, name) for name in DATES],
        planned=_appointments(visit),
        no_shows=_no_shows(visit, seen),
        forms=forms(),
        group=file.dossier.latest("doelgroep"),
        acting=file.dossier.latest("gemachtigde"),
        contact=file.dossier.latest("contactpersoon"),
        handed_warm=file.dossier.latest("warme_overdracht"),
        reviews=file.dossier.all("ontzorgen_review"),
        colleagues=accounts,
        proposal="\n".join(handover_summary(file, answers=seen)),
        history=history[:LATEST],
        older=history[LATEST:],
    )  # fmt: skip


def _line(visit: Visit) -> CaseLine:
    file, store = visit.file, visit.house.store
    last = store.last_turn(file.id)
    short = summary(
        file.catalogue, file.case, file.record, file.events, last.at if last else None,
        to_review=store.translation.unreviewed_counts(file.id).get(file.id, 0),
    )  # fmt: skip
    return line_of(file, short)


def _needs(line: CaseLine, visit: Visit) -> list[Need]:
    """What asks for attention: all of it for a consulent, also in a colleague's case; else what the role sees."""
    if visit.may("read_record"):
        return [need for need in line.needs if CONSULENT in FOR.get(need.kind, {CONSULENT})]
    return list(line.for_whom(visit.staff.role, visit.staff.login))


def _card(clock: Clock) -> ClockCard:
    tone, mark = CLOCK_TONES[clock.tone]
    return ClockCard(
        clock, tone, mark, day_nl(clock.due) if clock.due else "", clock.tone == "te_laat" and not clock.reason,
        clock.tone in {"te_laat", "let_op", "rustig", "wacht", "onbekend"},
    )  # fmt: skip


def _date_row(visit: Visit, name: str) -> DateRow:
    found = [entry for entry in visit.file.dossier.history("datum") if entry.get("wat") == name]
    counting = visit.file.dossier.latest("datum", wat=name)
    value = str(counting.get("datum") or "") if counting else ""
    before = []
    for old in found:
        if old is not counting:
            before.append(f"{_day_or_none(old)} ({_by(visit, old)})")
    reason = f"; {counting.get('reden')}" if counting and counting.get("reden") else ""
    return DateRow(
        name, form("datum").field("wat").shown(name), day_nl(value) if value else "", value,
        f"{_by(visit, counting)}{reason}" if counting else "", counting.id if counting else None, tuple(reversed(before)),
    )  # fmt: skip


def _day_or_none(entry: Entry) -> str:
    return day_nl(str(entry.get("datum"))) if entry.get("datum") else "niet bekend"


def _appointments(visit: Visit) -> list[dict[str, Any]]:
    """The appointments, the coming ones first; with each whether it did not take place."""
    file = visit.file
    missed = {(entry.get("soort"), entry.get("datum")) for entry in file.dossier.all("no_show")}
    kinds = form("afspraak").field("soort")
    rows = []
    for entry in file.dossier.all("afspraak"):
        day = date.fromisoformat(str(entry.get("datum")))
        rows.append(
            {
                "entry": entry, "what": kinds.shown(entry.get("soort")), "day": day_nl(day), "coming": day >= file.today,
                "missed": (entry.get("soort"), entry.get("datum")) in missed,
                "sort": (day < file.today, abs((day - file.today).days)),
            }
        )  # fmt: skip
    return sorted(rows, key=lambda row: row["sort"])


def _no_shows(visit: Visit, seen: bool) -> list[dict[str, Any]]:
    shape = form("no_show")
    return [
        {
            "entry": entry, "what": shape.field("soort").shown(entry.get("soort")), "day": day_nl(str(entry.get("datum"))),
            "why": shape.field("reden").shown(entry.get("reden")), "note": entry.get("toelichting", "") if seen else "",
        }
        for entry in reversed(visit.file.dossier.all("no_show"))
    ]  # fmt: skip


def _happened(visit: Visit, entry: Entry, seen: bool) -> Happened:
    known: Mapping[str, Form] = forms()
    shape = known.get(entry.kind)
    by = visit.file.dossier.withdrawn.get(entry.id)
    gone = ""
    if by is not None:
        gone = "ingetrokken" if by.kind == WITHDRAWN else "vervangen"
    return Happened(
        entry.id, _when(entry.at, visit), visit.file.name_of(entry.by), shape.title if shape else entry.kind,
        _in_short(shape, entry, visit) if shape and (seen or entry.kind in {"fase", "datum"}) else "", gone,
    )  # fmt: skip


def _in_short(shape: Form, entry: Entry, visit: Visit) -> str:
    if entry.kind == "fase":
        phase = visit.file.municipality.phase(str(entry.get("fase")))
        label = f"{phase.id} {phase.label}" if phase else str(entry.get("fase"))
        return f"{label}: {entry.get('reden')}" if entry.get("reden") else label
    if entry.kind == "toegewezen":
        return f"aan {visit.file.name_of(str(entry.get('login')))}"
    if entry.kind == WITHDRAWN:
        about = visit.file.dossier.entry(entry.get("entry", 0))
        title = forms()[about.kind].title if about and about.kind in forms() else "een regel"
        return f"{title}: {entry.get('reden')}"
    shown = [
        one.shown(entry.get(one.name))
        for one in shape.fields
        if one.type not in {"id", "data", "rows"} and one.name not in NOT_IN_HISTORY
    ]
    text = "; ".join(part for part in shown if part)
    return text if len(text) <= SHORT_VALUE else f"{text[:SHORT_VALUE].rsplit(' ', 1)[0]} …"


def _by(visit: Visit, entry: Entry) -> str:
    return f"{visit.file.name_of(entry.by)}, {_when(entry.at, visit)}"


def _when(at: str, visit: Visit) -> str:
    return on_the_clock(datetime.fromisoformat(at), visit.now)
