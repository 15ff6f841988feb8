"""Going through all cases: what the rules say, what is due, what is held; and doing it. Numbers of cases, never names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from assistant.audit import SYSTEM
from assistant.case_file import NETHERLANDS, CaseFile
from assistant.dossier.forms import day_nl
from assistant.erasing.doing import CannotErase, erase, sweep, what_stays
from assistant.erasing.parts import what_goes
from assistant.erasing.proof import declaration_document, declared
from assistant.house import House
from assistant.pip.workflow.faults import OnHold
from assistant.recordings import Recordings, Vault
from assistant.retention.due import Due, due_of
from assistant.retention.policy import NO_TERM, RetentionRule, before, rules
from assistant.store import UnknownCase

SOON = timedelta(days=30)
"""So long ahead the report names what is coming."""

KEPT = (
    "Logboek: wie wat zag of deed, zonder woorden van iemand, blijft bewaard; elke regel hangt aan de vorige, dus er kan niets "
    "tussenuit. Na het vernietigen van een dossier wijst een regel nog naar een zaaknummer en naar niemand."
)


@dataclass
class Report:
    """What a run found and did.

    Attributes:
        lines: the report in Dutch. done: how many things went, by rule. held: how many were due and are held.
        failed: case number -> what kept it from going, in Dutch.
    """

    lines: list[str] = field(default_factory=list)
    done: dict[str, int] = field(default_factory=dict)
    held: int = 0
    failed: dict[int, str] = field(default_factory=dict)


def retain(house: House, *, dry_run: bool, say: Callable[[str], None] | None = None) -> Report:
    """Apply the rules to everything there is.

    Args:
        house: the parts of the core. dry_run: only say what would go. say: gets every line as it is made.

    Raises:
        BrokenRules: a term cannot be used. StoreFull, StoreBusy: the rest is done at the next run.
    """
    report, today = Report(), house.now().astimezone(NETHERLANDS).date()

    def tell(line: str) -> None:
        report.lines.append(line)
        if say is not None:
            say(line)

    tell(f"Bewaren en wissen, {day_nl(today)}" + (" (proef: er gaat niets weg)" if dry_run else ""))
    found = [one for case in sorted(house.store.cases(), key=lambda one: one.number) for one in _due(house, case.id)]
    for rule in rules():
        tell("")
        tell(rule.sentence(house.municipality))
        if rule.tables:
            _tables(house, rule, report, tell, dry_run)
            continue
        of_rule = [one for one in found if one.rule == rule]
        spoken = False
        for one in of_rule:
            if one.held and today >= one.goes_on:
                report.held += 1
                spoken = True
                tell(f"  zaak {one.number}: blijft, want {one.held}. ({one.because}; termijn voorbij op {day_nl(one.goes_on)})")
            elif one.today(today):
                spoken = True
                fault = "" if dry_run else _apply(house, one)
                if fault:
                    report.failed[one.number] = fault
                    tell(f"  zaak {one.number}: niet gedaan. {fault}")
                else:
                    report.done[rule.id] = report.done.get(rule.id, 0) + 1
                    tell(f"  zaak {one.number}: {'gaat' if dry_run else 'is'} weg: {_what(one)}, want {one.because}")
            elif today + SOON >= one.goes_on and not one.held:
                spoken = True
                tell(f"  zaak {one.number}: gaat op {day_nl(one.goes_on)} weg ({one.because})")
        if not spoken:
            tell("  niets")
    tell("")
    tell(KEPT)
    tell(_backups(house))
    if not dry_run:
        sweep(house)
        about = {"gewist": sum(report.done.values()), "aangehouden": report.held, "niet_gelukt": len(report.failed)}
        house.audit.note("bewaartermijn", who=SYSTEM, role=SYSTEM, about=about)
    return report


def _due(house: House, case_id: str) -> Iterator[Due]:
    try:
        file = house.case_file(case_id)
    except UnknownCase:
        return
    yield from due_of(
        file, last_turn=house.store.activity().get(case_id) if not file.versions else None,
        recordings=house.store.translation.case_recordings(case_id), left=_left(house, file),
    )  # fmt: skip


def _left(house: House, file: CaseFile) -> bool:
    """Whether there is anything beside the dossier that would go."""
    if not file.versions:
        return True
    stays = what_stays(house, file)
    if stays.without or sum(what_goes(file, stays).values()):
        return True
    sources = house.store.translation.sources(file.id)
    return bool(house.store.last_turn(file.id)) or any(one.id not in stays.sources for one in sources)


def _apply(house: House, one: Due) -> str:
    """Do it; says in Dutch what kept it from being done, else empty."""
    ground = one.rule.sentence(house.municipality)
    try:
        if one.recording is not None:
            Recordings(house.store.translation, Vault(house.data, house.keyring), house.now).destroy(one.recording)
            about = {"wat": "opname", "regel_bewaren": one.rule.id}
            house.audit.note("verwijderd", who=SYSTEM, role=SYSTEM, case_id=one.case_id, about=about)
            return ""
        if one.rule.what != "dossier":
            erase(house, one.case_id, by=SYSTEM, role=SYSTEM, ground=ground)
            return ""
        file = house.case_file(one.case_id)
        term = house.municipality.rule(one.rule.term)
        document = declaration_document(
            file, ended=one.because, ground=term.source, term=term.amount, by=f"{SYSTEM} (dagelijkse taak)",
            last_day=(one.goes_on - timedelta(days=1)).isoformat(),
        )  # fmt: skip
        kept = declared(document, number=one.number, by=SYSTEM, at=house.now().isoformat())
        erase(house, one.case_id, by=SYSTEM, role=SYSTEM, ground=ground, whole=True, declare=kept)
    except OnHold:
        return "Er is intussen bezwaar of beroep ingesteld."
    except CannotErase as fault:
        return str(fault)
    return ""


def _what(one: Due) -> str:
    return {
        "alles": "alles", "werkmateriaal": "het werkmateriaal; het dossier blijft", "opnamen": "een opname",
        "dossier": "het hele dossier, met een verklaring van vernietiging",
    }[one.rule.what]  # fmt: skip


def _tables(house: House, rule: RetentionRule, report: Report, tell: Callable[[str], None], dry_run: bool) -> None:
    older = before(house.municipality.rule(rule.term), house.now())
    if older is None:
        tell(f"  niets {NO_TERM}")
        return
    act = house.store.erasing.count_old if dry_run else house.store.erasing.forget_old
    number = sum(act(table, older) for table in rule.tables)
    if number:
        report.done[rule.id] = number
    tell(f"  {number} {'gaan' if dry_run else 'zijn'} weg" if number else "  niets")


def _backups(house: House) -> str:
    from assistant.erasing.doing import backups_gone_by

    until = backups_gone_by(house, house.now())
    if until is None:
        return "Reservekopieën: dit programma weet van geen reservekopie waarin iets van vandaag langer blijft staan."
    day = until.astimezone(NETHERLANDS).date()
    return f"Reservekopieën: wat vandaag weggaat, staat uiterlijk {day_nl(day)} ook in geen reservekopie meer."


__all__ = ["Report", "retain"]
