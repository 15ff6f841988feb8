"""One line of the caseload: a case in short, its phase, its clocks, whose it is, and what of it needs somebody today.

Pure functions over a case as it was read; nothing here judges a person. A reason to look today is one of work that waits:
words to read, a term that runs out, a question without a reply, a plan that came back.

A line is made whole, once for everybody. ``seen_by`` gives each member of staff what they may see of it, before anything is
searched, sorted or counted: what somebody may not see cannot be found by narrowing either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.case_file import CaseFile
from assistant.caseload import ATTENTION_NL, UNDER_AGE_NL, CaseSummary
from assistant.catalogue import Catalogue
from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.forms import day_nl, form
from assistant.interview import course_of
from assistant.municipality import Municipality
from assistant.permissions import View, view_of
from assistant.pip.clocks import Clock, clocks, days_nl
from assistant.pip.phases import PhaseNow, phase_of
from assistant.pip.workflow.facts import running_objections
from assistant.record import fold
from assistant.renditions.view import CaseRenditions
from assistant.rights.requests import RIGHTS, requests_of
from assistant.roles import BEZWAARBEHANDELAAR, CONSULENT, TEAMLEIDER, TOETSER
from assistant.store import Case, Event, Store
from assistant.wording import Wording

if TYPE_CHECKING:
    from assistant.access import Staff

SOON = 14
"""A clock with this many days left or fewer is something for today."""

STATUTORY = "pip"
"""The clock that the law sets for the municipality."""

PLANNED = {"eerste_gesprek": "intakegesprek", "lbt": "lbt"}
"""Clock -> the appointment that settles it when it is planned in time."""

NOBODYS = frozenset({"bezwaar"})
"""Clocks that run out without anybody at this desk having to do something."""

APPOINTMENT_SOON = 2
"""So many days before an appointment it stands in the list of today."""

ASKS: Mapping[str, str] = {
    "handover": "persoon", "question": "vraag", "remark": "vraag", "words_aside": "vraag", "said_by_other": "vraag",
}  # fmt: skip
"""Kind of event -> what the person asks with it."""

CALLS_NL = {"persoon": "Wil een persoon spreken", "vraag": "Heeft een vraag of opmerking", "antwoord": "Antwoordde op uw bericht"}
FLAG_OF_CALL = {"persoon": "wil een persoon spreken", "vraag": "heeft een vraag of opmerking"}
"""What somebody asks -> the flag of ``CaseSummary`` that stays for ever; a line drops it when it was dealt with."""

RANKS = (
    "lezen", "leeftijd", "reden", "te_laat", "persoon", "recht", "toets_terug", "toetsen", "binnenkort", "overdracht", "afspraak",
    "niet_verschenen", "antwoord", "vraag", "invoer", "akkoord", "klaar", "geen_consulent", "datum",
)  # fmt: skip
"""Reasons to look at a case today, the most pressing first."""

FOR: Mapping[str, frozenset[str]] = {
    "lezen": frozenset({CONSULENT, TEAMLEIDER}),
    "te_laat": frozenset({CONSULENT, TEAMLEIDER}),
    "reden": frozenset({CONSULENT, TEAMLEIDER}),
    "toetsen": frozenset({TOETSER}),
    "geen_consulent": frozenset({TEAMLEIDER}),
}
"""Reason -> the roles it is shown to; every other reason is the consulent's. A teamleider sees nothing of answers."""

_CONSULENTS = frozenset({CONSULENT})


@dataclass(frozen=True)
class Call:
    """Something the person asked that nobody dealt with yet: ``persoon``, ``vraag`` or ``antwoord`` (a reply to a message).

    ``event`` is the id of the event, ``at`` its moment.
    """

    kind: str
    event: int
    at: str


@dataclass(frozen=True)
class Need:
    """One reason to look at a case today.

    Attributes:
        kind: one of ``RANKS``. text: in Dutch, a few words.
        days_left: until it is too late; negative when it is; None when no term runs.
        words: the same in words ("nog 3 dagen"), or empty.
        room: where it is done. clock: which term it is about, or empty.
    """

    kind: str
    text: str
    days_left: int | None = None
    words: str = ""
    room: str = "stand"
    clock: str = ""

    @property
    def rank(self) -> tuple[int, int, int]:
        """Sorts: the most pressing kind first; then, of terms, the term of the law before local ones; then the fewest days."""
        local = self.clock != STATUTORY if self.clock else 0
        return RANKS.index(self.kind), int(local), self.days_left if self.days_left is not None else 10_000


@dataclass(frozen=True)
class CaseLine:
    """A case as the caseload shows it on one day.

    Attributes:
        summary: progress, open points, translations to review, flags.
        phase: where it stands, and whom it waits for. clocks: all of them.
        owner: login of the consulent, or None. day: the day the clocks were read.
        needs: every reason to look today, the most pressing first; ``for_whom`` narrows them.
        calls: what the person asked and nobody dealt with.
        submitted: it waits for a toetser. authors: logins that wrote in the plan or put it forward: none of them checks it.
        group: as DUO decided it, or None.
        objection: bezwaar or beroep runs.
        view: how much of the case this line holds; in a view ``fase`` a count of 0 and no last activity say nothing.
    """

    summary: CaseSummary
    phase: PhaseNow
    clocks: tuple[Clock, ...]
    owner: str | None
    day: date
    needs: tuple[Need, ...] = ()
    calls: tuple[Call, ...] = ()
    submitted: bool = False
    authors: frozenset[str] = field(default=frozenset())
    group: str | None = None
    objection: bool = False
    view: View = "alles"

    @property
    def id(self) -> str:
        """Id of the case."""
        return self.summary.case_id

    @cached_property
    def running(self) -> tuple[Clock, ...]:
        """The clocks that run, the nearest first."""
        found = [one for one in self.clocks if one.tone in {"te_laat", "let_op", "rustig"} and one.days_left is not None]
        return tuple(sorted(found, key=lambda one: one.days_left or 0))

    @cached_property
    def flags(self) -> tuple[str, ...]:
        """The flags of the summary, without what was asked and has been dealt with."""
        open_kinds = {call.kind for call in self.calls}
        settled = {flag for kind, flag in FLAG_OF_CALL.items() if kind not in open_kinds}
        return tuple(flag for flag in self.summary.flags if flag not in settled)

    def only(self, view: View) -> CaseLine:
        """The same case with no more than this view of it; that somebody must be looked at today is in every view.

        ``aantallen`` leaves out flags, what the person asked, and the reasons that are a consulent's. ``fase`` also leaves out
        counts, when the person was last there, the group, and every sentence that staff wrote about the case.
        """
        if view == "alles":
            return self
        return self._counts if view == "aantallen" else self._phase

    @cached_property
    def _counts(self) -> CaseLine:
        alarm = [flag for flag in self.summary.flags if flag == ATTENTION_NL]
        short = replace(self.summary, flags=alarm, waiting=ATTENTION_NL if alarm else "")
        others = tuple(need for need in self.needs if FOR.get(need.kind, _CONSULENTS) != _CONSULENTS)
        return replace(self, summary=short, needs=others, calls=(), view="aantallen")

    @cached_property
    def _phase(self) -> CaseLine:
        line, phase = self._counts, self.phase.phase
        short = replace(
            line.summary, answered=0, applicable=0, open_points=0, to_review=0, last_activity=None, finished=False,
        )  # fmt: skip
        return replace(
            line, summary=short, phase=replace(self.phase, waits_for=phase.waits_for, what=phase.what),
            clocks=tuple(replace(one, reason="") if one.reason else one for one in self.clocks), group=None,
            needs=tuple(need for need in line.needs if need.kind == "lezen"), view="fase",
        )  # fmt: skip

    def for_whom(self, role: str, login: str) -> tuple[Need, ...]:
        """The reasons that somebody sees: those of the role, and never one's own plan to check.

        A consulent sees the reasons of the cases that are theirs; words to read today are everybody's.
        """
        mine = self.owner == login
        return tuple(
            need
            for need in self.needs
            if role in FOR.get(need.kind, _CONSULENTS)
            and (role != CONSULENT or mine or need.kind == "lezen")
            and (need.kind != "toetsen" or login not in self.authors)
        )


def seen_by(lines: Iterable[CaseLine], staff: Staff, consulenten: frozenset[str]) -> list[CaseLine]:
    """The caseload as somebody may see it: which cases, and of each how much (``assistant.permissions.view_of``).

    A bezwaarbehandelaar sees only the cases in which bezwaar or beroep runs. ``consulenten``: logins of the consulenten of now.
    Raises BadSetting.
    """
    seen = [line for line in lines if line.objection or staff.role != BEZWAARBEHANDELAAR]
    views = {owner: view_of(staff, owner, consulenten.__contains__) for owner in {line.owner for line in seen}}
    return [line.only(views[line.owner]) for line in seen]


def line_of(file: CaseFile, summary: CaseSummary, consulenten: Iterable[str] = ()) -> CaseLine:
    """The line of a case. ``consulenten`` are the logins that can own one; empty means nobody is known."""
    phase, found, calls = phase_of(file), clocks(file), open_calls(file.events, file.dossier)
    return CaseLine(
        summary=summary, phase=phase, clocks=found, owner=file.owner, day=file.today,
        needs=needs(file, summary, phase, found, calls, frozenset(consulenten)), calls=calls,
        submitted=waits_for_check(file.dossier), authors=authors(file.dossier), group=file.group,
        objection=bool(running_objections(file)),
    )  # fmt: skip


def file_for_line(
    store: Store, catalogue: Catalogue, wording: Wording, municipality: Municipality, case: Case, now: datetime,
    names: Mapping[str, str] | None = None,
) -> CaseFile:  # fmt: skip
    """The case with what its line needs, and no more: no renditions and no set plans."""
    answers, events = store.answers(case.id), store.events(case.id)
    return CaseFile(
        case=case, answers=tuple(answers), events=tuple(events), record=fold(catalogue, answers),
        course=course_of(events), renditions=CaseRenditions(), dossier=Dossier.of(store.dossier.entries(case.id)),
        versions=(), catalogue=catalogue, wording=wording, municipality=municipality, now=now, names=dict(names or {}),
    )  # fmt: skip


def open_calls(events: Sequence[Event], dossier: Dossier) -> tuple[Call, ...]:
    """What the person asked and nobody dealt with yet, oldest first.

    A talk, a message of a consulent and an entry ``afgehandeld`` deal with everything before them; an appointment deals
    with the wish to speak to a person.
    """
    dealt = max((entry.get("tot", 0) for entry in dossier.all("afgehandeld")), default=0)
    talked = _newest(entry.at for entry in dossier.all("gesprek"))
    planned = _newest(entry.at for entry in dossier.all("afspraak"))
    written = _newest(event.at for event in events if event.kind == "message")
    found = []
    for event in events:
        kind = "antwoord" if event.data.get("message") and event.data.get("words") else ASKS.get(event.kind)
        if kind is None or (event.id or 0) <= dealt:
            continue
        answers = (talked, written, planned) if kind == "persoon" else (talked, written)
        if all(one is None or one < _moment(event.at) for one in answers):
            found.append(Call(kind, event.id or 0, event.at))
    return tuple(found)


def waits_for_check(dossier: Dossier) -> bool:
    """Whether the plan was put forward and the toetser has not decided since."""
    asked, decided = dossier.latest("voorgelegd"), dossier.latest("toets")
    return asked is not None and (decided is None or decided.id < asked.id)


def authors(dossier: Dossier) -> frozenset[str]:
    """Logins that wrote in the plan or put it forward."""
    return frozenset(entry.by for entry in dossier.entries if entry.kind in {"voorgelegd", "sectie", "leerroute"})


def imported_to_confirm(dossier: Dossier) -> int:
    """How many imported values wait for the consulent."""
    decided = {entry.get("invoer") for entry in dossier.all("invoer_besluit")}
    return sum(entry.id not in decided for entry in dossier.all("ingevoerd", voor="consulent"))


def unread_hand_over(dossier: Dossier) -> Entry | None:
    """The hand-over that the new consulent has not yet read, or None."""
    given = dossier.latest("toegewezen")
    if given is None or not given.get("samenvatting") or given.by == given.get("login"):
        return None
    read = dossier.latest("overdracht_gelezen", overdracht=given.id)
    return None if read is not None else given


def needs(
    file: CaseFile, summary: CaseSummary, phase: PhaseNow, found: Sequence[Clock], calls: Sequence[Call],
    consulenten: frozenset[str] = frozenset(),
) -> tuple[Need, ...]:  # fmt: skip
    """Every reason to look at a case today, the most pressing first; of an archived or moved case what the person asked."""
    reasons = [*_from_person(summary, calls), *_from_rights(file)]
    if phase.phase.id not in {"90", "99"}:
        reasons += [*_from_clocks(file, found), *_from_check(file.dossier), *_from_work(file, summary)]
        if consulenten and file.owner not in consulenten:
            reasons.append(Need("geen_consulent", "Heeft geen consulent"))
    return tuple(sorted(reasons, key=lambda need: need.rank))


def _from_person(summary: CaseSummary, calls: Sequence[Call]) -> Iterable[Need]:
    if ATTENTION_NL in summary.flags:
        yield Need("lezen", "Graag vandaag lezen wat er is geschreven", room="antwoorden")
    if UNDER_AGE_NL in summary.flags:
        yield Need("leeftijd", "Misschien jonger dan 18: beslis of dit verder mag", room="antwoorden")
    for kind in dict.fromkeys(call.kind for call in calls):
        yield Need(kind, CALLS_NL[kind], room="antwoorden" if kind != "persoon" else "stand")


def _from_rights(file: CaseFile) -> Iterable[Need]:
    for one in requests_of(file.events):
        if one.open:
            left = (one.due - file.today).days
            words = f"nog {days_nl(left)}" if left >= 0 else f"{days_nl(-left)} te laat"
            yield Need("recht", f"Vraagt: {RIGHTS[one.right]}", left, words, room="rechten")


def _from_clocks(file: CaseFile, found: Sequence[Clock]) -> Iterable[Need]:
    for one in found:
        if one.id in NOBODYS or _is_planned(file, one):
            continue
        if one.tone == "te_laat":
            if one.reason:
                yield Need("te_laat", f"{one.label} is te laat; de reden staat erbij", one.days_left, one.words, clock=one.id)
            else:
                yield Need("reden", f"{one.label} is te laat: noteer de reden", one.days_left, one.words, clock=one.id)
        elif one.tone in {"let_op", "rustig"} and one.days_left is not None and 0 <= one.days_left <= SOON:
            yield Need("binnenkort", one.label, one.days_left, one.words, clock=one.id)
        elif one.id == "pip" and one.tone == "onbekend":
            yield Need("datum", f"{one.label}: begindatum onbekend")


def _is_planned(file: CaseFile, clock: Clock) -> bool:
    """Whether an appointment before the end of the term settles it."""
    wanted, due = PLANNED.get(clock.id), clock.due
    if wanted is None or due is None:
        return False
    missed = {entry.get("datum") for entry in file.dossier.all("no_show", soort=wanted)}
    first, last = file.today.isoformat(), due.isoformat()
    return any(
        first <= entry.get("datum") <= last and entry.get("datum") not in missed
        for entry in file.dossier.all("afspraak", soort=wanted)
    )


def _from_check(dossier: Dossier) -> Iterable[Need]:
    decided = dossier.latest("toets")
    if waits_for_check(dossier):
        yield Need("toetsen", "Voorgelegd om te toetsen", room="plan")
    elif decided is not None and decided.get("besluit") == "terug":
        yield Need("toets_terug", "Terug van de toetser", room="besluit")
    elif decided is not None and not (
        dossier.latest("pip_gesprek") or dossier.latest("vastgesteld") or dossier.latest("afspraak", soort="pip_gesprek")
    ):
        yield Need("akkoord", "De toetser is akkoord: plan het PIP-gesprek")


def _from_work(file: CaseFile, summary: CaseSummary) -> Iterable[Need]:
    if unread_hand_over(file.dossier):
        yield Need("overdracht", "Aan u overgedragen: lees de samenvatting")
    yield from _appointments(file.dossier, file.today)
    if waiting := imported_to_confirm(file.dossier):
        what = "1 ingevoerde waarde" if waiting == 1 else f"{waiting} ingevoerde waarden"
        yield Need("invoer", f"{what} te bevestigen", room="invoer")
    talked = any(file.dossier.latest(kind) for kind in ("gesprek", "afspraak", "voorgelegd", "vastgesteld"))
    if summary.finished and not talked:
        yield Need("klaar", "Klaar met de vragen: plan het gesprek")


def _appointments(dossier: Dossier, today: date) -> Iterable[Need]:
    kinds = form("afspraak").field("soort")
    planned = dossier.all("afspraak")
    for entry in planned:
        days = (date.fromisoformat(entry.get("datum")) - today).days
        if 0 <= days <= APPOINTMENT_SOON:
            when = ("vandaag", "morgen", "overmorgen")[days]
            at = f" om {entry.get('tijd')}" if entry.get("tijd") else ""
            yield Need("afspraak", f"{kinds.shown(entry.get('soort'))} {when}{at}", days)
    for missed in dossier.all("no_show"):
        later = any(
            entry.get("soort") == missed.get("soort") and entry.get("datum") > missed.get("datum")
            for entry in (*planned, *dossier.all("no_show"))
        )
        talked = any(entry.get("datum", "") >= missed.get("datum") for entry in dossier.all("gesprek"))
        if not later and not talked:
            what = kinds.shown(missed.get("soort"))
            yield Need("niet_verschenen", f"{what} van {day_nl(missed.get('datum'))} ging niet door: maak een nieuwe afspraak")


def _newest(moments: Iterable[str]) -> datetime | None:
    return max((_moment(at) for at in moments), default=None)


def _moment(at: str) -> datetime:
    found = datetime.fromisoformat(at)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


__all__ = [
    "CALLS_NL", "FOR", "RANKS", "SOON", "Call", "CaseLine", "Need", "authors", "file_for_line",
    "imported_to_confirm", "line_of", "needs", "open_calls", "seen_by", "unread_hand_over", "waits_for_check",
]  # fmt: skip
