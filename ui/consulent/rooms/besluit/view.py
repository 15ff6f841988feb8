"""What the room "Besluit" shows to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from markupsafe import Markup

from assistant.case_file import CaseFile
from assistant.documents.html import as_fragment
from assistant.documents.pip_document import pip_document
from assistant.documents.tree import from_json
from assistant.dossier.entry import Entry
from assistant.dossier.forms import Field, day_nl, form
from assistant.pip.model import Plan
from assistant.pip.plan import plan_of
from assistant.pip.sections import section, sections
from assistant.pip.versions import SectionChange, VersionChanged, changes, plan_json, verify
from assistant.pip.workflow import (
    Check,
    Effect,
    Stage,
    checklist,
    concept_digest,
    date_fault,
    effects,
    hindrance,
    mandated,
    may_read_dossier,
    stage,
    whole_digest,
)
from assistant.roles import CONSULENT, ROLES, TEAMLEIDER, TOETSER
from assistant.store import PlanVersion
from ui.consulent.rooms.besluit.timeline import moment, timeline
from ui.consulent.rooms.room import Visit

NEXT: dict[str, tuple[str, ...]] = {
    CONSULENT: ("voorleggen", "gesprek", "vaststellen", "dagtekenen", "bekendmaken"),
    TOETSER: ("akkoord",),
    TEAMLEIDER: ("vaststellen", "dagtekenen"),
}
"""Role -> the steps that lead on, in order: the first that can be taken is the large one."""

OTHERS: tuple[str, ...] = (
    "terughalen", "gesprek", "ontdagtekenen", "herzien", "bezwaar", "uitkomst", "verhuizen", "archiveren", "heropenen",
)  # fmt: skip
"""Steps that stand quietly below."""


@dataclass(frozen=True)
class Choice:
    """A step as this person sees it. ``why_not`` is empty when they can take it."""

    act: str
    label: str
    why_not: str


@dataclass(frozen=True)
class Remark:
    """A comment of the toetser with its answer, ready to show."""

    id: int
    section: str
    text: str
    by: str
    at: str
    answer: str
    answered_by: str
    answered_at: str


@dataclass(frozen=True)
class SetPlan:
    """A set plan, ready to show."""

    number: int
    by: str
    at: str
    set_on: str
    dated: str
    announced: str
    digest: str
    whole: bool
    changes: tuple[SectionChange, ...] = ()
    text: Markup = Markup("")


def decision_page(visit: Visit) -> dict[str, Any]:
    """The values of ``besluit.html``."""
    file = visit.file
    plan = plan_of(file)
    where = stage(file, plan)
    # a teamleider sees no content, unless the mandaatregister names them: who sets a plan has read it
    content = visit.may("read_plan") or visit.staff.login in file.municipality.mandated
    choices = {act: _choice(file, visit, act, where) for act in (option.act for option in where.options)}
    # a talk that was held is not asked for again; it can be kept once more among the other steps
    leading = [choices[act] for act in NEXT.get(visit.staff.role, ()) if act != "gesprek" or where.talk is None]
    following = next((one for one in leading if not one.why_not), None)
    return {
        "case_id": file.id, "stage": where, "since": moment(where.since, file) if where.since else "",
        "by": file.name_of(where.by) if where.by else "", "waits": _waits(where, visit.staff.role), "content": content,
        "role": visit.staff.role, "next": following, "blocked": _blocked(where, leading, following),
        "choices": choices, "others": _others(choices, following),
        "checks": _checks(file, plan, where) if content else (), "checks_title": _checks_title(where),
        "remarks": _remarks(file) if content else (), "sections": sections(), "forms": {kind: form(kind) for kind in FORMS},
        "toetser": _toetser_field(visit),
        "concept": concept_digest(plan), "digest": whole_digest(plan), "number": where.version + 1,
        "mandate": _mandate(file, visit), "hold": [_held(file, entry) for entry in where.hold],
        "gemachtigde": _gemachtigde(file) if content else None, "talk": where.talk if content else None,
        "talk_form": form("pip_gesprek"), "versions": _versions(file) if content else (),
        "pending": _pending(file, plan, where) if content else (), "revision": _revision(file, where),
        "drifted": _drifted(file, plan, where) if content else (),
        "dates": _dates(file, visit), "today": file.today.isoformat(),
        "text": _text(file, plan) if _reads_here(visit, content) else "",
        "timeline": timeline(file, content=content), "section": section, "day": day_nl,
    }  # fmt: skip


FORMS = ("voorgelegd", "toets", "toets_opmerking", "herziening", "bezwaar", "verhuisd", "bekendgemaakt", "pip_gesprek")


def _toetser_field(visit: Visit) -> Field | None:
    """Who can be asked to check, by name; None when nobody has that role: then any toetser who comes may."""
    accounts = visit.house.store.staff_accounts()
    names = {one.name: one.name for one in accounts if one.role == TOETSER and one.login != visit.staff.login}
    return replace(form("voorgelegd").field("aan"), type="choice", options=names) if names else None


def _reads_here(visit: Visit, content: bool) -> bool:
    # who sets without the room of the plan reads here what they set
    return content and not visit.may("read_plan")


def _text(file: CaseFile, plan: Plan) -> Markup:
    return Markup(as_fragment(pip_document(file, plan), top=3))


def _choice(file: CaseFile, visit: Visit, act: str, where: Stage) -> Choice:
    fault = hindrance(file, visit.staff, act, where)
    return Choice(act, where.option(act).label, str(fault) if fault else "")


def _others(choices: Mapping[str, Choice], following: Choice | None) -> list[Choice]:
    return [choices[act] for act in OTHERS if not choices[act].why_not and choices[act] != following]


def _blocked(where: Stage, leading: list[Choice], following: Choice | None) -> Choice | None:
    """The next step of this person that cannot be taken yet, when there is none that can."""
    if following is not None or where.name in {"bekendgemaakt", "in_bezwaar", "verhuisd", "gearchiveerd"}:
        return None
    wanted = {
        "akkoord": "gesprek",
        "gesprek_gehouden": "vaststellen",
        "vastgesteld": "dagtekenen",
        "gedagtekend": "bekendmaken",
    }
    step = wanted.get(where.step)
    return next((one for one in leading if one.act == step), leading[0] if leading else None)


def _waits(where: Stage, role: str) -> str:
    if not where.waits_for:
        return ""
    if where.waits_for == role:
        return "U bent aan de beurt."
    return (
        f"Wacht op: {ROLES[where.waits_for].lower()}"
        if where.waits_for in ROLES
        else "Wacht op de beslissing van een ander."
    )


def _checks_title(where: Stage) -> str:
    if where.step == "voorgelegd":
        return "Wat er nog open staat"
    return "Voor u het voorlegt" if where.step in BEFORE_CHECK else "Voor het vaststellen"


BEFORE_CHECK = ("concept", "teruggestuurd", "voorgelegd")


def _checks(file: CaseFile, plan: Plan, where: Stage) -> tuple[Check, ...]:
    if where.step in {"vastgesteld", "gedagtekend", "bekendgemaakt"} or where.name in {"verhuisd", "gearchiveerd"}:
        return ()
    without_toetser = where.step == "concept" and not where.option("vaststellen").why_not
    return checklist(
        file, plan, where, "voorleggen" if where.step in BEFORE_CHECK and not without_toetser else "vaststellen"
    )


def _remarks(file: CaseFile) -> list[Remark]:
    order = {one.id: one.number for one in sections()}
    answers = {entry.get("opmerking"): entry for entry in file.dossier.all("toets_antwoord")}
    found = []
    for entry in sorted(
        file.dossier.all("toets_opmerking"), key=lambda one: (order.get(str(one.get("sectie")), 0), one.id)
    ):
        answer = answers.get(entry.id)
        about = section(str(entry.get("sectie")))
        found.append(
            Remark(
                entry.id, f"{about.number}. {about.title}", str(entry.get("tekst")), file.name_of(entry.by),
                moment(entry.at, file), str(answer.get("tekst")) if answer else "",
                file.name_of(answer.by) if answer else "", moment(answer.at, file) if answer else "",
            )
        )  # fmt: skip
    return found


def _mandate(file: CaseFile, visit: Visit) -> str:
    if not file.municipality.mandated:
        return "In de instellingen staat niemand in het mandaatregister. Daarom mag elke consulent vaststellen."
    names = ", ".join(file.name_of(login) for login in file.municipality.mandated)
    return f"Vaststellen mag: {names}." + ("" if mandated(file, visit.staff) else " U staat daar niet bij.")


def _held(file: CaseFile, entry: Entry) -> dict[str, Any]:
    described = form("bezwaar")
    return {
        "id": entry.id, "kind": described.field("soort").shown(entry.get("soort")), "day": day_nl(entry.get("datum")),
        "reference": str(entry.get("kenmerk") or ""), "by": file.name_of(entry.by),
    }  # fmt: skip


def _gemachtigde(file: CaseFile) -> Entry | None:
    entry = file.dossier.latest("gemachtigde")
    if entry is None or str(entry.get("vanaf")) > file.today.isoformat():
        return None
    return None if entry.get("tot") and str(entry.get("tot")) < file.today.isoformat() else entry


def _versions(file: CaseFile, *, whole: bool = False) -> list[SetPlan]:
    """The set plans, newest first; ``whole`` with their text."""
    found = []
    for before, one in zip((None, *file.versions), file.versions, strict=False):
        dates = {
            kind: file.dossier.latest(kind, versie=one.number)
            for kind in ("vastgesteld", "dagtekening", "bekendgemaakt")
        }
        shown = {kind: day_nl(entry.get("datum")) if entry else "" for kind, entry in dates.items()}
        found.append(
            SetPlan(
                one.number, file.name_of(one.by), moment(one.at, file), shown["vastgesteld"], shown["dagtekening"],
                shown["bekendgemaakt"], one.digest, _is_whole(one), changes(before.plan, one.plan) if before else (),
                Markup(as_fragment(from_json(one.document), top=3)) if whole else Markup(""),
            )
        )  # fmt: skip
    return found[::-1]


def _is_whole(version: PlanVersion) -> bool:
    try:
        verify(version)
    except VersionChanged:
        return False
    return True


def _pending(file: CaseFile, plan: Plan, where: Stage) -> tuple[SectionChange, ...]:
    """What would change against the plan that stands."""
    return changes(file.versions[-1].plan, plan_json(file, plan)) if where.revising else ()


def _drifted(file: CaseFile, plan: Plan, where: Stage) -> tuple[SectionChange, ...]:
    """What is different now from the plan that stands, while nobody began a revision: it holds for nobody yet."""
    if where.revising or not file.versions or where.name in {"verhuisd", "gearchiveerd"}:
        return ()
    found = changes(file.versions[-1].plan, plan_json(file, plan))
    return tuple(one for one in found if section(one.section).decides not in {"computed", "standard", "both"})


def _revision(file: CaseFile, where: Stage) -> dict[str, str] | None:
    entry = file.dossier.latest("herziening") if where.revising else None
    if entry is None:
        return None
    return {
        "why": form("herziening").field("reden").shown(entry.get("reden")),
        "note": str(entry.get("toelichting") or ""),
    }


def _dates(file: CaseFile, visit: Visit) -> dict[str, dict[str, Any]]:
    """Per kind of date: the day the page is about to keep, why it cannot be, and what it will start."""
    found: dict[str, dict[str, Any]] = {}
    for kind in ("dagtekening", "bekendgemaakt"):
        given = str(visit.options.get(kind) or file.today.isoformat())
        try:
            day = date.fromisoformat(given)
        except ValueError:
            found[kind] = {"day": "", "fault": "Kies een datum.", "effects": ()}
            continue
        starts: tuple[Effect, ...] = effects(file, kind, day)
        found[kind] = {"day": given, "shown": day_nl(day), "fault": date_fault(file, kind, day), "effects": starts}
    return found


def frozen_page(visit: Visit) -> dict[str, Any]:
    """The values of ``frozen.html``: what a bezwaarbehandelaar may read while bezwaar or beroep runs, else nothing."""
    file = visit.file
    if not may_read_dossier(file, visit.staff.role):
        return {"open": False, "case_id": file.id}
    return {
        "open": True, "case_id": file.id, "hold": [_held(file, entry) for entry in stage(file).hold],
        "versions": _versions(file, whole=True), "timeline": timeline(file), "day": day_nl,
    }  # fmt: skip
