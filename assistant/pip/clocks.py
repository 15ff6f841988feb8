"""The clocks of a case: until when something has to be done, and what that rests on.

Pure functions of the case: the start dates that staff entered, the decisions in the dossier, and the rules of the
municipality. Days are counted in the Netherlands (``CaseFile.today``). A clock whose start nobody knows says which date to
fill in; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from assistant.case_file import ASYLUM, NETHERLANDS, CaseFile
from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.forms import day_nl, form
from assistant.municipality import Municipality, Rule
from assistant.pip.days import ONE_DAY, extended, last_day_of, months_after, weeks_after
from assistant.pip.model import Ref

Tone = Literal["rustig", "let_op", "te_laat", "gehaald", "wacht", "onbekend", "loopt_niet"]
"""``rustig``: time enough. ``let_op``: soon. ``te_laat``: passed and still to do. ``gehaald``: done in time. ``wacht``: somebody
else has to do something first. ``onbekend``: a date is missing. ``loopt_niet``: it does not run for this case, or no more."""

CLOCKS = (
    "pip", "eerste_gesprek", "lbt", "warme_overdracht", "ontzorgen", "ontzorgen_review", "wissel", "inburgeringstermijn",
    "bezwaar", "participatie",
)  # fmt: skip
"""Ids of all clocks, in the order pages show them."""

LABELS = {
    "pip": "PIP vaststellen", "eerste_gesprek": "Eerste gesprek", "lbt": "LBT", "warme_overdracht": "Warme overdracht",
    "ontzorgen": "Financieel ontzorgen", "ontzorgen_review": "Evaluatie ontzorgen", "wissel": "Andere leerroute kiezen",
    "inburgeringstermijn": "Inburgeringstermijn", "bezwaar": "Bezwaar", "participatie": "Participatie in de Z-route",
}  # fmt: skip

LEAVES = {"pip", "eerste_gesprek", "lbt", "warme_overdracht", "ontzorgen", "ontzorgen_review"}
"""Clocks that are no longer this municipality's once the person moved away."""


@dataclass(frozen=True)
class Clock:
    """One clock of a case.

    Attributes:
        id: one of ``CLOCKS``. label: in Dutch.
        start: the first day of the term, None when it is not known. due: its last day.
        days_left: days from today to ``due``, below zero when it passed; None when there is none or nothing is to be done.
        tone: see ``Tone``; a page shows it in words too.
        words: what it says now, in a few Dutch words: "nog 12 dagen".
        rests_on: Dutch: from which date (entered by whom and when), and which rule with its source.
        refs: the entries and rules under it.
        done_on: the day it was done. reason: what was recorded about a term that was missed or deliberately waited for.
    """

    id: str
    label: str
    start: date | None = None
    due: date | None = None
    days_left: int | None = None
    tone: Tone = "onbekend"
    words: str = ""
    rests_on: str = ""
    refs: tuple[Ref, ...] = ()
    done_on: date | None = None
    reason: str = ""


def clocks(file: CaseFile) -> tuple[Clock, ...]:
    """Every clock of a case as it stands today, in the order of ``CLOCKS``."""
    return tuple(clock(file, clock_id) for clock_id in CLOCKS)


def clock(file: CaseFile, clock_id: str) -> Clock:
    """One clock; raises KeyError for an unknown id."""
    return _with_reason(file, _stopped(file, MADE[clock_id](file)))


# --- what every clock is made from ------------------------------------------------------------------------------------


def day_of(entry: Entry | None) -> date | None:
    """The day that an entry is about (its field ``datum``)."""
    found = entry.get("datum") if entry else None
    return date.fromisoformat(str(found)[:10]) if found else None


def days_nl(days: int) -> str:
    """A number of days in Dutch."""
    return "1 dag" if days == 1 else f"{days} dagen"


def _entered(file: CaseFile, entry: Entry) -> str:
    at = datetime.fromisoformat(entry.at).astimezone(NETHERLANDS).date()
    return f"ingevuld door {file.name_of(entry.by)} op {day_nl(at)}"


def _entry_ref(entry: Entry) -> Ref:
    found = day_of(entry)
    return Ref("entry", entry.kind, row=entry.id, shown=day_nl(found) if found else "")


def _rule_ref(rule: Rule) -> Ref:
    return Ref("rule", rule.id, shown=rule.amount)


def _source(rule: Rule) -> str:
    return f"{rule.source} (eigen termijn van de gemeente)" if rule.local else rule.source


def _number(file: CaseFile, rule_id: str, on: date | None = None) -> int:
    return int(file.municipality.rule(rule_id, on).value)


def _what(name: str) -> str:
    """The Dutch label of a start date."""
    return str((form("datum").field("wat").options or {})[name])


def _missing(clock_id: str, words: str, rests_on: str, *rules: Rule) -> Clock:
    return Clock(
        clock_id, LABELS[clock_id], words=words, rests_on=rests_on, refs=tuple(_rule_ref(one) for one in rules)
    )


def _not_running(clock_id: str, words: str, rests_on: str, *refs: Ref) -> Clock:
    return Clock(clock_id, LABELS[clock_id], tone="loopt_niet", words=words, rests_on=rests_on, refs=refs)


def _running(
    file: CaseFile, clock_id: str, start: date, due: date, rests_on: str, refs: tuple[Ref, ...], *, long: bool = False
) -> Clock:
    """A clock that somebody still has to do something about before ``due``."""
    left = (due - file.today).days
    soon = _number(file, "let_op_dagen_lang" if long else "let_op_dagen")
    tone: Tone = "te_laat" if left < 0 else "let_op" if left <= soon else "rustig"
    words = (
        f"{days_nl(-left)} te laat" if left < 0 else "vandaag de laatste dag" if left == 0 else f"nog {days_nl(left)}"
    )
    return Clock(clock_id, LABELS[clock_id], start, due, left, tone, words, rests_on, refs)


def _done(running: Clock, done_on: date, what: str, *refs: Ref) -> Clock:
    """The same clock, done on a day: in time, or so many days after its end."""
    late = (done_on - running.due).days if running.due else 0
    words = f"{what} op {day_nl(done_on)}" + (f", {days_nl(late)} na de termijn" if late > 0 else "")
    return replace(
        running, days_left=None, done_on=done_on, tone="loopt_niet" if late > 0 else "gehaald", words=words,
        refs=(*running.refs, *refs),
    )  # fmt: skip


def _with_reason(file: CaseFile, made: Clock) -> Clock:
    entry = file.dossier.latest("termijn_reden", klok=made.id)
    if entry is None:
        return made
    kind = form("termijn_reden").field("soort").shown(entry.get("soort"))
    reason = f"{kind}: {entry.get('reden')}"
    return replace(made, reason=reason, refs=(*made.refs, _entry_ref(entry)))


def _stopped(file: CaseFile, made: Clock) -> Clock:
    """Nothing runs in an archived case, and what was this municipality's to do stops when the person moved away."""
    if made.done_on is not None or made.tone == "loopt_niet":
        return made
    archived, moved = file.dossier.latest("gearchiveerd"), file.dossier.latest("verhuisd")
    entry = archived or (moved if made.id in LEAVES else None)
    if entry is None or (day_of(entry) or file.today) > file.today:
        return made
    words = "gearchiveerd" if entry is archived else "de persoon is verhuisd"
    return replace(made, days_left=None, tone="loopt_niet", words=words, refs=(*made.refs, _entry_ref(entry)))


# --- the plan ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PlanTerm:
    """Until when the first plan has to be set.

    Attributes:
        later: the entry of the date it counts from, the later of the two. start: that day.
        plain: the last day of the ordinary term. end: the last day when what was awaited of somebody else came later.
    """

    later: Entry
    start: date
    plain: date
    end: date


def plan_term(dossier: Dossier, municipality: Municipality) -> PlanTerm | None:
    """The term of the first plan; None while one of its two start dates is not known.

    The term is never shorter than it was. Waiting that began after it had ended does not open it again.
    """
    known, brp = dossier.dates.get("kennisgeving_duo"), dossier.dates.get("inschrijving_brp")
    if known is None or brp is None:
        return None
    later = brp if _day(brp) > _day(known) else known
    start = _day(later)
    plain = weeks_after(start, int(municipality.rule("pip_termijn", start).value))
    waits, came = dossier.dates.get("wacht_op_derde"), dossier.dates.get("derde_ontvangen")
    if waits is None or came is None or not _day(waits) <= min(plain, _day(came)):
        return PlanTerm(later, start, plain, plain)
    after = weeks_after(_day(came), int(municipality.rule("pip_na_gegevens", start).value))
    return PlanTerm(later, start, plain, max(plain, after))


def _pip(file: CaseFile) -> Clock:
    term = plan_term(file.dossier, file.municipality)
    made = _plan_unknown(file) if term is None else _plan_running(file, term)
    first = next(iter(file.dossier.all("vastgesteld")), None)
    return made if first is None else _done(made, _day(first), "vastgesteld", _entry_ref(first))


def _plan_unknown(file: CaseFile) -> Clock:
    missing = [_what(one) for one in ("kennisgeving_duo", "inschrijving_brp") if one not in file.dossier.dates]
    rule = file.municipality.rule("pip_termijn")
    return _missing(
        "pip", f"vul in: {' en '.join(missing)}",
        f"De termijn van {rule.amount} begint op de laatste van twee dagen: de kennisgeving van DUO en de inschrijving in de "
        f"BRP. {_source(rule)}.", rule,
    )  # fmt: skip


def _plan_running(file: CaseFile, term: PlanTerm) -> Clock:
    rule = file.municipality.rule("pip_termijn", term.start)
    text = (
        f"{rule.amount} vanaf {_in_sentence(term.later)} op {day_nl(term.start)} ({_entered(file, term.later)}); dat is de "
        f"laatste van de kennisgeving van DUO en de inschrijving in de BRP. {_source(rule)}."
    )
    dates = file.dossier.dates
    refs = (_entry_ref(dates["kennisgeving_duo"]), _entry_ref(dates["inschrijving_brp"]), _rule_ref(rule))
    return _awaiting(file, term, _running(file, "pip", term.start, term.end, text, refs))


def _awaiting(file: CaseFile, term: PlanTerm, made: Clock) -> Clock:
    """The same clock when information of somebody else is awaited, or came."""
    waits, came = file.dossier.dates.get("wacht_op_derde"), file.dossier.dates.get("derde_ontvangen")
    if waits is None:
        return made
    rule = file.municipality.rule("pip_na_gegevens", term.start)
    since, received = _day(waits), day_of(came)
    refs = (*made.refs, _entry_ref(waits), _rule_ref(rule))
    if since > term.plain:
        told = f"Het wachten op een ander begon op {day_nl(since)}, na het einde van de termijn: dat verlengt hem niet."
        return replace(made, refs=refs, rests_on=f"{made.rests_on} {told}")
    if came is None or received is None or received < since:
        awaited = str(waits.get("reden") or "gegevens van een ander")
        told = (
            f"Er wordt gewacht op: {awaited} (sinds {day_nl(since)}, {_entered(file, waits)}). Als dat er is, moet het plan er "
            f"binnen {rule.amount} zijn. {_source(rule)}."
        )
        runs = term.plain >= file.today
        return replace(
            made, refs=refs, tone="wacht", due=term.plain if runs else None, days_left=made.days_left if runs else None,
            words=f"wacht sinds {day_nl(since)} op: {awaited}", rests_on=f"{made.rests_on} {told}",
        )  # fmt: skip
    after = weeks_after(received, int(rule.value))
    which = (
        f"dat is later dan het einde van de gewone termijn ({day_nl(term.plain)}), en geldt dus" if after > term.plain
        else f"de gewone termijn tot en met {day_nl(term.plain)} is niet korter, en geldt dus"
    )  # fmt: skip
    told = (
        f"De gegevens van een ander kwamen op {day_nl(received)} ({_entered(file, came)}); {rule.amount} daarna is "
        f"{day_nl(after)}: {which}. {_source(rule)}."
    )
    return replace(made, refs=(*refs, _entry_ref(came)), rests_on=f"{made.rests_on} {told}")


def _day(entry: Entry) -> date:
    """The day of an entry that surely has one."""
    return date.fromisoformat(str(entry.data["datum"])[:10])


def _in_sentence(entry: Entry) -> str:
    """A start date within a sentence: "de kennisgeving van DUO"."""
    label = _what(str(entry.get("wat")))
    return f"{'het' if label.startswith('Begin') else 'de'} {label[0].lower()}{label[1:]}"


def _from_housing(file: CaseFile, clock_id: str, rule_id: str, planned: str = "") -> Clock:
    """A local term in weeks after housing; ``planned`` is the kind of appointment that is its plan."""
    entry = file.dossier.dates.get("huisvesting")
    if entry is None:
        rule = file.municipality.rule(rule_id)
        return _missing(
            clock_id, f"vul in: {_what('huisvesting')}",
            f"De termijn van {rule.amount} begint op de dag van huisvesting. {_source(rule)}.", rule,
        )  # fmt: skip
    start = _day(entry)
    rule = file.municipality.rule(rule_id, start)
    text = f"{rule.amount} vanaf de huisvesting op {day_nl(start)} ({_entered(file, entry)}). {_source(rule)}."
    made = _running(
        file, clock_id, start, weeks_after(start, int(rule.value)), text, (_entry_ref(entry), _rule_ref(rule))
    )  # fmt: skip
    meeting = file.dossier.latest("afspraak", soort=planned) if planned else None
    if meeting is None or _day(meeting) < file.today:
        return made
    return replace(
        made, words=f"{made.words}; gepland op {day_nl(_day(meeting))}", refs=(*made.refs, _entry_ref(meeting))
    )  # fmt: skip


def _first_of(file: CaseFile, *entries: Entry) -> Entry | None:
    """The entry with the earliest day, of those that are not in the future."""
    past = [one for one in entries if (found := day_of(one)) is not None and found <= file.today]
    return min(past, key=_day) if past else None


def _first_talk(file: CaseFile) -> Clock:
    made = _from_housing(file, "eerste_gesprek", "eerste_gesprek_termijn", "intakegesprek")
    held = _first_of(file, *(one for one in file.dossier.all("gesprek") if one.get("soort") != "telefoon"))
    return made if held is None else _done(made, _day(held), "gesproken", _entry_ref(held))


def _lbt(file: CaseFile) -> Clock:
    made = _from_housing(file, "lbt", "lbt_termijn", "lbt")
    taken, none = _first_of(file, *file.dossier.all("lbt")), file.dossier.latest("geen_lbt")
    if taken is not None:
        return _done(made, _day(taken), "afgenomen", _entry_ref(taken))
    if none is not None:
        ground = form("geen_lbt").field("grond").shown(none.get("grond"))
        return _not_running("lbt", "geen LBT", f"Er is geen LBT. Grond: {ground}.", _entry_ref(none))
    return _result_awaited(file, made)


def _result_awaited(file: CaseFile, made: Clock) -> Clock:
    """The same clock when the day of the test has passed and no result was entered."""
    missed = {day_of(one) for one in file.dossier.all("no_show", soort="lbt")}
    tested = [one for one in file.dossier.all("afspraak", soort="lbt") if _day(one) < file.today]
    meeting = max(tested, key=_day) if tested else None
    if meeting is None or _day(meeting) in missed:
        return made
    rule = file.municipality.rule("lbt_uitslag", _day(meeting))
    days = -(-int(rule.value) // 24)
    there = (file.today - _day(meeting)).days >= days
    return replace(
        made, tone="let_op" if there and made.tone == "rustig" else made.tone,
        words=f"{made.words}; afspraak was op {day_nl(_day(meeting))}, "
        + ("de uitslag is nog niet ingevuld" if there else f"de uitslag komt na {rule.amount}"),
        refs=(*made.refs, _entry_ref(meeting), _rule_ref(rule)),
    )  # fmt: skip


def _handover(file: CaseFile) -> Clock:
    made = _from_housing(file, "warme_overdracht", "warme_overdracht_termijn")
    held = _first_of(file, *file.dossier.all("warme_overdracht"))
    return made if held is None else _done(made, _day(held), "overgedragen", _entry_ref(held))


# --- financieel ontzorgen ---------------------------------------------------------------------------------------------


def _relief(file: CaseFile, clock_id: str) -> Clock | tuple[Entry, date]:
    """The start of the bijstand from which ontzorgen counts; or the clock that says why it does not run."""
    rule = file.municipality.rule("ontzorgen_duur")
    whose = f"Ontzorgen is er voor een asielstatushouder met bijstand. {_source(rule)}."
    group, welfare = file.dossier.latest("doelgroep"), file.dossier.latest("participatiewet")
    decided = file.dossier.latest("ontzorgen")
    if group is None:
        return _missing(clock_id, "vul in: doelgroep volgens DUO", whose, rule)
    if file.group != ASYLUM:
        return _not_running(clock_id, "niet voor deze doelgroep", whose, _entry_ref(group), _rule_ref(rule))
    if decided is not None and decided.get("van_toepassing") is False:
        why = str(decided.get("reden") or "geen reden ingevuld")
        return _not_running(clock_id, "niet van toepassing", f"Vastgelegd: {why}. {whose}", _entry_ref(decided))
    if welfare is not None and welfare.get("bijstand") is False:
        return _not_running(clock_id, "geen bijstand", whose, _entry_ref(welfare), _rule_ref(rule))
    start = file.dossier.dates.get("start_bijstand")
    if start is None:
        return _missing(clock_id, f"vul in: {_what('start_bijstand')}", whose, rule)
    return start, _day(start)


def _ontzorgen(file: CaseFile) -> Clock:
    found = _relief(file, "ontzorgen")
    if isinstance(found, Clock):
        return found
    entry, start = found
    rule = file.municipality.rule("ontzorgen_duur", start)
    due = last_day_of(start, int(rule.value))
    text = (
        f"{rule.amount} vanaf het begin van de bijstand op {day_nl(start)} ({_entered(file, entry)}). {_source(rule)}."
    )
    refs = (_entry_ref(entry), _rule_ref(rule))
    if due < file.today:
        return replace(
            _not_running("ontzorgen", f"afgelopen op {day_nl(due)}", text, *refs), start=start, due=due, done_on=due
        )  # fmt: skip
    return _running(file, "ontzorgen", start, due, text, refs)


def _ontzorgen_review(file: CaseFile) -> Clock:
    found = _relief(file, "ontzorgen_review")
    if isinstance(found, Clock):
        return found
    entry, start = found
    rules = [
        file.municipality.rule(one, start)
        for one in ("ontzorgen_review_vanaf", "ontzorgen_review_eerste", "ontzorgen_review_tweede")
    ]
    after, first, second = (months_after(start, int(one.value)) for one in rules)
    held = [one for one in file.dossier.all("ontzorgen_review") if _day(one) <= file.today]
    text = (
        f"Evaluatie {rules[0].value} tot {rules[1].amount} en {rules[2].amount} na het begin van de bijstand op "
        f"{day_nl(start)} ({_entered(file, entry)}). {_source(rules[1])}."
    )
    refs = (_entry_ref(entry), *(_rule_ref(one) for one in rules), *(_entry_ref(one) for one in held))
    if len(held) >= 2:
        made = _running(file, "ontzorgen_review", start, second, text, refs)
        return _done(made, max(_day(one) for one in held), "tweede evaluatie")
    if last_day_of(start, _number(file, "ontzorgen_duur", start)) < file.today:
        words = f"ontzorgen is voorbij; {'één evaluatie' if held else 'geen evaluatie'} vastgelegd"
        return replace(_not_running("ontzorgen_review", words, text, *refs), start=start, due=second)
    which, begin, due = ("tweede", first, second) if held else ("eerste", after, first)
    made = _running(file, "ontzorgen_review", begin, due, text, refs)
    return replace(made, words=f"{which} evaluatie: {made.words}")


# --- what the set plan starts -----------------------------------------------------------------------------------------


def first_dating(file: CaseFile) -> Entry | None:
    """The dagtekening of the first plan: the one that starts the term, whatever later versions say."""
    return min(file.dossier.all("dagtekening"), key=lambda one: (one.get("versie", 0), -one.id), default=None)


def _from_dating(file: CaseFile, clock_id: str, rule_id: str) -> Clock | tuple[Entry, date, Rule]:
    entry = first_dating(file)
    if entry is None:
        rule = file.municipality.rule(rule_id)
        return _not_running(
            clock_id, "begint na de dagtekening van het eerste plan",
            f"{rule.amount} vanaf de dag na de dagtekening van het eerste PIP. {_source(rule)}.", _rule_ref(rule),
        )  # fmt: skip
    start = _day(entry) + ONE_DAY
    return entry, start, file.municipality.rule(rule_id, start)


def _inburgeringstermijn(file: CaseFile) -> Clock:
    found = _from_dating(file, "inburgeringstermijn", "inburgeringstermijn")
    if isinstance(found, Clock):
        return found
    entry, start, rule = found
    due = last_day_of(start, 12 * int(rule.value))
    text = (
        f"{rule.amount} vanaf {day_nl(start)}, de dag na de dagtekening van het eerste PIP op {day_nl(_day(entry))} "
        f"({_entered(file, entry)}). Een later plan verandert dit niet. {_source(rule)}."
    )
    made = _running(file, "inburgeringstermijn", start, due, text, (_entry_ref(entry), _rule_ref(rule)), long=True)
    if due >= file.today:
        return made
    return replace(made, tone="let_op", words=f"voorbij sinds {day_nl(due)}; kijk bij DUO of er verlenging is")


def _wissel(file: CaseFile) -> Clock:
    found = _from_dating(file, "wissel", "wissel_termijn")
    if isinstance(found, Clock):
        return found
    entry, start, rule = found
    due = last_day_of(start, int(rule.value))
    text = (
        f"De eerste {rule.amount} van de inburgeringstermijn, die begon op {day_nl(start)} (dagtekening "
        f"{day_nl(_day(entry))}, {_entered(file, entry)}). Van de onderwijsroute naar de B1-route kan ook later. {_source(rule)}."
    )
    refs = (_entry_ref(entry), _rule_ref(rule))
    if due < file.today:
        return replace(_not_running("wissel", f"voorbij sinds {day_nl(due)}", text, *refs), start=start, due=due)
    return _running(file, "wissel", start, due, text, refs, long=True)


def newest_announced(file: CaseFile) -> Entry | None:
    """The entry of the newest version that was announced (bekendgemaakt)."""
    return max(file.dossier.all("bekendgemaakt"), key=lambda one: (one.get("versie", 0), one.id), default=None)


def objection_ends(file: CaseFile, announced: date) -> date:
    """The last day to object against a plan that was announced on a day (Awb 6:7, 6:8; Algemene termijnenwet art. 1)."""
    weeks = _number(file, "bezwaar_termijn", announced)
    equated = {
        one if isinstance(one, date) else date.fromisoformat(str(one))
        for one in file.municipality.rule("gelijkgestelde_dagen").value or ()
    }
    return extended(weeks_after(announced, weeks), file.municipality.rule("feestdagen").value or (), equated)


def _bezwaar(file: CaseFile) -> Clock:
    entry = newest_announced(file)
    if entry is None:
        rule = file.municipality.rule("bezwaar_termijn")
        return _not_running(
            "bezwaar", "begint na de bekendmaking van het plan",
            f"{rule.amount} vanaf de dag na de bekendmaking. {_source(rule)}.", _rule_ref(rule),
        )  # fmt: skip
    announced = _day(entry)
    rule = file.municipality.rule("bezwaar_termijn", announced)
    plain, due = weeks_after(announced, int(rule.value)), objection_ends(file, announced)
    text = (
        f"{rule.amount} vanaf {day_nl(announced + ONE_DAY)}, de dag na de bekendmaking van versie {entry.get('versie')} op "
        f"{day_nl(announced)} ({_entered(file, entry)}). {_source(rule)}."
    )
    refs: tuple[Ref, ...] = (_entry_ref(entry), _rule_ref(rule))
    if due != plain:
        moved = file.municipality.rule("feestdagen")
        text += f" {day_nl(plain)} is een weekend- of feestdag: de termijn loopt door tot en met {day_nl(due)}. {moved.source}."
        refs = (*refs, _rule_ref(moved))
    objected = _first_of(
        file,
        *(one for one in file.dossier.all("bezwaar", soort="bezwaar", stand="ingediend") if _day(one) >= announced),
    )
    made = replace(_running(file, "bezwaar", announced + ONE_DAY, due, text, refs), tone="rustig")
    if objected is not None:
        return _done(made, _day(objected), "bezwaar ingediend", _entry_ref(objected))
    if due < file.today:
        return replace(made, days_left=None, tone="loopt_niet", words=f"voorbij sinds {day_nl(due)}")
    return made


def _participatie(file: CaseFile) -> Clock:
    rule = file.municipality.rule("participatie_uren")
    whose = f"{rule.amount} participatie voor een asielstatushouder in de Z-route. {_source(rule)}."
    group, route = file.dossier.latest("doelgroep"), file.dossier.latest("leerroute")
    if route is not None and route.get("route") != "Z":
        return _not_running("participatie", "niet in deze leerroute", whose, _entry_ref(route), _rule_ref(rule))
    if group is not None and file.group != ASYLUM:
        return _not_running("participatie", "niet voor deze doelgroep", whose, _entry_ref(group), _rule_ref(rule))
    if route is None:
        return _not_running("participatie", "de leerroute is nog niet gekozen", whose, _rule_ref(rule))
    if group is None:
        return _missing("participatie", "vul in: doelgroep volgens DUO", whose, rule)
    found = _from_dating(file, "participatie", "inburgeringstermijn")
    if isinstance(found, Clock):
        return replace(found, rests_on=f"{whose} {found.rests_on}")
    entry, start, term = found
    planned = [one for one in file.dossier.all("participatie") if one.get("uren_week") and one.get("weken")]
    hours = sum(one.data["uren_week"] * one.data["weken"] for one in planned)
    month = file.municipality.rule("participatie_uren_maand", start)
    said = f"in het plan {hours:g} uur".replace(".", ",") if planned else "nog geen uren in het plan"
    text = (
        f"{whose} Binnen de inburgeringstermijn, die begon op {day_nl(start)} (dagtekening {day_nl(_day(entry))}, "
        f"{_entered(file, entry)}); gelijk verdeeld ongeveer {month.value} uur per maand. Uren die zijn gemaakt, staan hier niet."
    )
    refs = (
        _entry_ref(entry), _entry_ref(route), _entry_ref(group), _rule_ref(rule), _rule_ref(term), _rule_ref(month),
        *(_entry_ref(one) for one in planned),
    )  # fmt: skip
    made = _running(
        file, "participatie", start, last_day_of(start, 12 * int(term.value)), text, refs, long=True
    )  # fmt: skip
    return replace(made, words=f"{rule.amount}, {said}; {made.words}")


MADE: dict[str, Callable[[CaseFile], Clock]] = {
    "pip": _pip, "eerste_gesprek": _first_talk, "lbt": _lbt, "warme_overdracht": _handover, "ontzorgen": _ontzorgen,
    "ontzorgen_review": _ontzorgen_review, "wissel": _wissel, "inburgeringstermijn": _inburgeringstermijn,
    "bezwaar": _bezwaar, "participatie": _participatie,
}  # fmt: skip

__all__ = [
    "CLOCKS", "Clock", "PlanTerm", "Tone", "clock", "clocks", "day_of", "days_nl", "first_dating", "newest_announced",
    "objection_ends", "plan_term",
]  # fmt: skip
