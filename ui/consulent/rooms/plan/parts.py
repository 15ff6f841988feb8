"""What is entered in a section of the plan: goals, lessons, hours, children, guidance, the week."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.case_file import CaseFile
from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.forms import BadEntry, Form, Overtaken, form
from assistant.dossier.keeping import ChangedMeanwhile, Check, keep, not_changed_since
from assistant.pip.model import Ref, Section
from assistant.pip.week import Week, clock, day_labels, kind_labels, read_week, week_of
from assistant.value_labels import value_label
from ui.consulent.rooms.entering import entering
from ui.consulent.rooms.plan.sources import DUTCH, Sources
from ui.consulent.rooms.room import Action, Refused, Visit

MANY = frozenset({"doel", "taalles", "participatie", "verwijzing", "begeleiding", "maatschappelijk"})
"""Kinds of which several count side by side; a change names the one it replaces."""

PER = {"onderdeel": "wat", "vve": "kind"}
"""Kinds of which one counts for each value of a field."""

ELSEWHERE = {
    "leerroute": ("leerroute", "Leerroute"), "lbt": ("leerroute", "Leerroute"), "geen_lbt": ("leerroute", "Leerroute"),
    "taalschool": ("leerroute", "Leerroute"), "pip_gesprek": ("besluit", "Besluit"),
}  # fmt: skip
"""Kinds that are entered in another room: its id and its name."""

KINDS = frozenset(
    {
        "doelgroep", "gemachtigde", "einddoel", "doel", "taalles", "onderdeel", "participatie", "vve", "maatschappelijk",
        "ontzorgen", "verwijzing", "gezondheid", "begeleiding", "voortgang", "participatiewet", "contactpersoon",
    }
)  # fmt: skip
"""Kinds that are entered in this room with a form of the dossier; the week has an editor of its own."""

GOAL_TOPICS = ("wensen", "werk", "onderwijs", "inburgering")
"""Topics whose answers a goal may rest on."""

HEALTH = "gezondheid"
CHILDREN = "gezin.kinderen"
CHILD_WISHES = "kinderen_vve.kind"
SPARE_ROWS = 1
MEANWHILE = "Een collega heeft dit intussen veranderd. Kijk hierboven wat er nu staat, en kies dan."


@dataclass(frozen=True)
class Entered:
    """One entry that counts, with who entered it and when."""

    entry: Entry
    by: str
    when: str
    said: str | None = None
    """Key of the source with the person's own words it rests on."""


@dataclass(frozen=True)
class Part:
    """One form of a section, with what was entered in it.

    Attributes:
        id: on the page. form: its description. many: several count side by side.
        entered: what counts now, oldest first. newest: id of the last of them, or 0.
        seen: id of the newest one the reader saw before typing, or 0.
        values: what the form shows at first. hidden: fields that go along unseen. title: of the form, where it has its own.
        lines: what the person said that belongs with it.
    """

    id: str
    form: Form
    many: bool = False
    entered: tuple[Entered, ...] = ()
    seen: int = 0
    newest: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)
    hidden: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    lines: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its heading."""
        return self.title or self.form.title


@dataclass(frozen=True)
class Choice:
    """An answer of the person that a goal can rest on."""

    row: int
    label: str


@dataclass(frozen=True)
class DayRows:
    """One day of the week editor."""

    day: str
    label: str
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class WeekPart:
    """The week editor: the rows as they stand (or as they are being typed), and what they come to."""

    seen: int
    newest: int
    days: tuple[DayRows, ...]
    kinds: Mapping[str, str]
    week: Week
    entered: Entered | None
    wishes: tuple[str, ...]


def parts_of(file: CaseFile, section: Section, sources: Sources, held: Mapping[str, Any]) -> list[Part]:
    """The forms of a section, in order; ``held`` has the ids the reader saw before typing, by part."""
    found: list[Part] = []
    for kind in section.forms:
        if kind not in KINDS:
            continue
        if kind == "vve":
            found += _children(file, sources, held)
        elif kind == "onderdeel":
            found += _exams(file, sources, held)
        else:
            found.append(_part(file, kind, sources, held))
    return found


def _entered(sources: Sources, entry: Entry) -> Entered:
    said = None
    row = entry.get("woorden")
    if isinstance(row, int):
        answer = next((one for one in sources.file.answers if one.id == row), None)
        if answer is not None:
            (said,) = sources.keys((Ref("answer", answer.question, answer.entry, row),))
    return Entered(entry, sources.reader.name(entry.by), sources.when(entry.at), said)


def _part(
    file: CaseFile, kind: str, sources: Sources, held: Mapping[str, Any], part_id: str = "",
    per: tuple[str, Any] | None = None,
) -> Part:  # fmt: skip
    part_id = part_id or kind
    entries = tuple(one for one in file.dossier.all(kind) if per is None or one.get(per[0]) == per[1])
    many = kind in MANY
    shown = entries if many else entries[-1:]
    newest = entries[-1].id if entries else 0
    seen = held.get(part_id, newest)
    values = {} if many or not entries else dict(entries[-1].data)
    return Part(
        part_id, form(kind), many, tuple(_entered(sources, entry) for entry in shown),
        seen if isinstance(seen, int) else newest, newest, values, dict([per]) if per else {},
    )  # fmt: skip


def _exams(file: CaseFile, sources: Sources, held: Mapping[str, Any]) -> list[Part]:
    made = []
    for name, label in (form("onderdeel").field("wat").options or {}).items():
        part = _part(file, "onderdeel", sources, held, f"onderdeel-{name}", ("wat", name))
        made.append(Part(**{**part.__dict__, "title": f"{name}: {label}"}))
    return made


def _children(file: CaseFile, sources: Sources, held: Mapping[str, Any]) -> list[Part]:
    """One part for each child of the record, with what the parent wants beside it."""
    catalogue = file.catalogue
    if CHILDREN not in catalogue:
        return []
    group = catalogue.question(CHILDREN)
    made = []
    for number in file.record.entry_numbers(group, catalogue):
        part = _part(file, "vve", sources, held, f"vve-{number}", ("kind", number))
        lines = [*_fields(file, CHILDREN, number), *_fields(file, CHILD_WISHES, number)]
        title = group.entry_label(catalogue, number)
        made.append(Part(**{**part.__dict__, "title": title, "lines": tuple(lines)}))
    return made


def _fields(file: CaseFile, group_id: str, number: int) -> list[str]:
    if group_id not in file.catalogue:
        return []
    lines = []
    for question in file.catalogue.question(group_id).fields:
        answer = file.record.answer(question.id, number)
        if answer is None or answer.state != "beantwoord" or answer.value is None:
            continue
        text = _dutch(file, answer) or "in eigen woorden verteld, zie het dossier"
        lines.append(f"{question.label}: {text}")
    return lines


def _dutch(file: CaseFile, answer: Any) -> str:
    question = file.catalogue.question(answer.question)
    view = file.rendition(answer)
    if view is not None:
        return f"{view.text} ({view.standing.text_nl})" if view.text else ""
    return value_label(question, answer.value, DUTCH, file.wording)


def goal_choices(file: CaseFile) -> list[Choice]:
    """The answers a goal can rest on: what the person said about wishes, work and learning."""
    found = []
    for answer in file.record.current.values():
        if answer.id is None or answer.state != "beantwoord" or answer.value is None:
            continue
        if answer.question not in file.catalogue:
            continue
        question = file.catalogue.question(answer.question)
        if question.topic not in GOAL_TOPICS or question.is_group or isinstance(answer.value, bool):
            continue
        text = _dutch(file, answer) or answer.words
        found.append(Choice(answer.id, f"{question.label}: {text[:80]}"))
    return found


def health_refs(file: CaseFile) -> tuple[Ref, ...]:
    """What the person said about health: shown beside the consequences, to whoever may see it."""
    return tuple(
        Ref("answer", question.id, None, answer.id)
        for topic in file.catalogue.topics
        if topic.id == HEALTH
        for question in topic.questions
        if (answer := file.record.answer(question.id)) is not None
    )


# --- the week ------------------------------------------------------------------------------------------------------------


def week_part(file: CaseFile, sources: Sources, typed: Any, held: Mapping[str, Any]) -> WeekPart:
    """The week editor; ``typed`` are the rows on the reader's screen when they were changed and not kept yet."""
    entry = file.dossier.latest("weekrooster")
    week = week_of(entry)
    rows = [slot.as_data() for slot in week.slots]
    if isinstance(typed, list) and all(isinstance(row, Mapping) for row in typed):
        rows = [
            {name: str(row.get(name) or "") for name in ("dag", "van", "tot", "wat", "waar")} for row in typed[:200]
        ]
    newest = entry.id if entry else 0
    seen = held.get("weekrooster", newest)
    days = []
    for day, label in day_labels().items():
        mine = tuple(row for row in rows if row.get("dag") == day)
        spare = SPARE_ROWS if not mine else 0
        days.append(DayRows(day, label, mine + ({},) * spare))
    return WeekPart(
        seen if isinstance(seen, int) else newest, newest, tuple(days), kind_labels(), week,
        _entered(sources, entry) if entry else None, tuple(_week_wishes(file)),
    )  # fmt: skip


def _week_wishes(file: CaseFile) -> list[str]:
    """What the person said that the week must fit with: questions whose place in the plan is the timetable."""
    lines = []
    for question in file.catalogue.questions():
        if 15 not in question.pip or question.sensitive or question.is_group:
            continue
        answer = file.record.answer(question.id)
        if answer is not None and answer.state == "beantwoord" and answer.value is not None:
            lines.append(f"{question.label}: {_dutch(file, answer) or 'in eigen woorden verteld, zie het dossier'}")
    return lines


@dataclass(frozen=True)
class Block:
    """One row of the timetable in the drawing of the week: where it stands, in percent of the day that is shown."""

    kind: str
    top: float
    height: float
    label: str
    times: str
    lane: int
    lanes: int


@dataclass(frozen=True)
class Drawing:
    """The week as blocks, from the first to the last hour that is used, and what is at the same time."""

    hours: tuple[str, ...]
    days: tuple[tuple[str, tuple[Block, ...]], ...]
    overlaps: tuple[str, ...]


def _breakable(label: str) -> str:
    """A label that may be broken where a Dutch reader would: "Vrijwilligers-werk"."""
    return re.sub(r"(?<=s)werk$", "\u00adwerk", label)


def drawing(week: Week) -> Drawing | None:
    """The drawing of a week; None for an empty one."""
    if not week.slots:
        return None
    labels = kind_labels()
    first = min(slot.start for slot in week.slots) // 60
    last = -(-max(slot.end for slot in week.slots) // 60)
    span = (last - first) * 60

    def blocks(day: str) -> tuple[Block, ...]:
        slots = week.of_day(day)
        made = []
        for slot in slots:
            beside = [one for one in slots if one is slot or (one.start < slot.end and slot.start < one.end)]
            made.append(
                Block(
                    slot.kind, (slot.start - first * 60) / span * 100, slot.minutes / span * 100, _breakable(labels[slot.kind]),
                    f"{clock(slot.start)}–{clock(slot.end)}", next(n for n, one in enumerate(beside) if one is slot),
                    len(beside),
                )
            )  # fmt: skip
        return tuple(made)

    return Drawing(
        tuple(f"{hour}:00" for hour in range(first, last)), tuple((day, blocks(day)) for day in day_labels()),
        tuple(one.words for one in week.overlaps),
    )  # fmt: skip


# --- keeping -------------------------------------------------------------------------------------------------------------


def enter(visit: Visit) -> Mapping[str, Any]:
    """Keep an entry of one of ``KINDS``; refused when a colleague changed the same thing after the page showed it."""
    return _enter(visit, str(visit.asked.get("kind") or ""))


def enter_child(visit: Visit) -> Mapping[str, Any]:
    """Keep what was agreed for one child; its field ``kind`` is the number of the child."""
    return _enter(visit, "vve")


def _enter(visit: Visit, kind: str) -> Mapping[str, Any]:
    if kind not in KINDS or visit.case_id is None:
        raise Refused("Dit kan hier niet worden ingevuld.")
    data = {one.name: visit.asked[one.name] for one in form(kind).fields if one.name in visit.asked}
    check: Check | None = None
    if kind not in MANY:
        per = PER.get(kind)
        kept = form(kind).read(data)
        check = _not_changed(kind, visit.asked.get("seen") or None, (per, kept[per]) if per else None)
    elif replaced := data.get("vervangt"):
        check = _still_counts(kind, replaced)
    try:
        made = keep(visit.house.store, visit.case_id, kind, data, by=visit.staff.login, at=visit.now, check=check)
    except ChangedMeanwhile as fault:
        raise Refused(MEANWHILE) from fault
    return {"entry": made.id}


def _not_changed(kind: str, seen: int | None, per: tuple[str, Any] | None) -> Check:
    """``not_changed_since`` for one value of a field, whatever the field is called."""

    def check(dossier: Dossier) -> None:
        counting = [one for one in dossier.all(kind) if per is None or one.get(per[0]) == per[1]]
        newest = counting[-1] if counting else None
        if (newest.id if newest else None) != seen:
            raise ChangedMeanwhile(newest)

    return check


def _still_counts(kind: str, replaced: Any) -> Check:
    """Refuses to replace an entry that a colleague replaced or withdrew meanwhile."""

    def check(dossier: Dossier) -> None:
        if replaced not in {one.id for one in dossier.all(kind)}:
            raise Overtaken("Een collega heeft dit intussen veranderd of ingetrokken. Kijk eerst wat er nu staat.")

    return check


def keep_week(visit: Visit) -> Mapping[str, Any]:
    """Keep the timetable of the page; a bad row is refused with its place, overlaps are shown and not refused."""
    week = read_week(visit.asked.get("rijen") or [])
    seen = visit.asked.get("seen") or None
    if not week.slots and seen is None:
        raise BadEntry("Vul eerst een regel in.")
    try:
        made = keep(
            visit.house.store, visit.case_id or "", "weekrooster", week.as_data(), by=visit.staff.login, at=visit.now,
            check=not_changed_since("weekrooster", seen),
        )  # fmt: skip
    except ChangedMeanwhile as fault:
        raise Refused(MEANWHILE) from fault
    return {"entry": made.id}


ACTIONS = {
    **entering({*KINDS, "weekrooster"}),
    "enter": Action(enter, "write_plan"),
    "enter_child": Action(enter_child, "write_plan"),
    "keep_week": Action(keep_week, "write_plan"),
}
