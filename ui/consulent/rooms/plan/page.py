"""The plan as a page: sections as a rail, the text as a document, the sources of every sentence beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.access import Staff
from assistant.case_file import CaseFile
from assistant.documents.html import as_fragment
from assistant.documents.tree import BrokenTree, from_json
from assistant.dossier.entry import Entry
from assistant.dossier.forms import day_nl
from assistant.pip.history import KIND, Version, difference, history, parts, text_of, traced
from assistant.pip.model import Plan, SectionView, Sentence, Table
from assistant.pip.plan import plan_of
from assistant.pip.week import participation, week_of
from assistant.pip.workflow import stage
from assistant.roles import BEZWAARBEHANDELAAR
from assistant.store import PlanVersion
from ui.consulent.rooms.plan import comments, editing
from ui.consulent.rooms.plan import parts as entered
from ui.consulent.rooms.plan.sources import Sources, reader_of
from ui.consulent.rooms.room import Visit
from ui.consulent.templating import render

MARKS = {
    "beslis": ("beslis", "hier ontbreekt een besluit of een invulling van u"),
    "kijk_na": ("kijk na", "nog niet nagekeken, of veranderd sinds u keek"),
    "klaar": ("klaar", "nagekeken"),
}
"""Mark of a section -> the word beside its shape, and what it means."""

TRUST = {
    "niet_nagekeken": "vertaling niet nagekeken",
    "verouderd": "vertaling verouderd",
}
NO_VERSION = "Er is nog geen vastgesteld plan. Zodra een plan is vastgesteld, kunt u het hier lezen."
NOT_TRANSLATED = ".niet_vertaald"
"""How the id of a drafted sentence ends that says there is no Dutch of the words yet."""


@dataclass(frozen=True)
class ShownSentence:
    """One sentence of the document.

    Attributes:
        id: unique on the page. text: of the sentence. sources: keys of what it rests on.
        marks: in words: how far its translation can be trusted. to_discuss: nothing is known.
        own: a consulent wrote it, or changed it.
        ask: the open question, to be put in the talk (``vraag`` and ``nummer``), or None. fill: it is for staff to enter.
    """

    id: str
    text: str
    sources: tuple[str, ...]
    marks: tuple[str, ...] = ()
    to_discuss: bool = False
    own: bool = False
    ask: Mapping[str, Any] | None = None
    fill: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Sentences that stand together, under a heading or none."""

    heading: str
    sentences: tuple[ShownSentence, ...]


@dataclass(frozen=True)
class Moved:
    """A sentence of the draft that changed, came or went since the text was written or looked at."""

    id: str
    old: str
    new: str
    digest: str
    pieces: tuple[Any, ...]
    sources: tuple[str, ...]


def show(visit: Visit) -> str:
    """The HTML of the room for whoever may see it: the concept, or a version that was set."""
    file, options = visit.file, visit.options
    chosen = _version(file, visit.staff, options)
    sources = Sources(file, reader_of(file, visit.now), whole=visit.may("read_record"))
    versions = [_version_label(file, one) for one in reversed(file.versions)]
    frame: dict[str, Any] = {
        "case": file.case, "case_id": file.id, "versions": versions, "concept": visit.staff.role != BEZWAARBEHANDELAAR,
        "chosen": chosen.number if chosen else 0,
    }  # fmt: skip
    if chosen is not None or visit.staff.role == BEZWAARBEHANDELAAR:
        return render("plan/frozen.html", **frame, **_frozen(file, chosen, visit.now))
    plan = plan_of(file)
    writing = visit.may("write_plan")
    place = Place(file, plan, sources, visit.staff, options, writing)
    shown = [place.section(view) for view in plan.sections]
    where = stage(file, plan)
    panel = _panel(options, shown)
    counts = {name: sum(view.mark == name for view in plan.sections) for name in MARKS}
    return render(
        "plan/plan.html", **frame, sections=shown, marks=MARKS, counts=counts, stage=where, writing=writing,
        blocking=[one for one in plan.blocking if one.blocks], acknowledged=[one for one in plan.blocking if not one.blocks],
        sources=sources.found, panel=panel, open_comments=place.open_comments,
        may_comment=any(one.act == "opmerking" and one.open for one in where.options) and visit.may("check_plan"),
        goal_words=entered.goal_choices(file) if writing else [],
    )  # fmt: skip


def _version(file: CaseFile, staff: Staff, options: Mapping[str, Any]) -> PlanVersion | None:
    asked = options.get("version")
    if staff.role == BEZWAARBEHANDELAAR and not asked:
        return file.versions[-1] if file.versions else None
    return next((one for one in file.versions if one.number == asked), None)


def _version_label(file: CaseFile, version: PlanVersion) -> tuple[int, str]:
    set_on = file.dossier.latest("vastgesteld", versie=version.number)
    day = day_nl(str(set_on.get("datum"))) if set_on else day_nl(version.at)
    return version.number, f"Versie {version.number}, vastgesteld {day}"


def _frozen(file: CaseFile, version: PlanVersion | None, now: datetime) -> dict[str, Any]:
    if version is None:
        return {"document": "", "said": NO_VERSION}
    try:
        document = as_fragment(from_json(version.document), top=3)
    except BrokenTree:
        return {"document": "", "said": "Deze versie kan niet worden getoond. Meld dit bij uw beheerder."}
    by, when = file.name_of(version.by), reader_of(file, now).when(version.at)
    return {"document": document, "said": f"Vastgesteld door {by}, {when}. Deze tekst verandert niet meer."}


def _panel(options: Mapping[str, Any], shown: Sequence[Mapping[str, Any]]) -> tuple[str, tuple[str, ...]]:
    """The sentence whose sources stand in the column, and their keys: what the page has there already stays there."""
    asked = options.get("sentence")
    for section in shown:
        for one in section["every"]:
            if one.id == asked:
                return one.id, one.sources
    return "", ()


@dataclass
class Place:
    """Makes the sections of one page."""

    file: CaseFile
    plan: Plan
    sources: Sources
    staff: Staff
    options: Mapping[str, Any]
    writing: bool
    open_comments: int = 0

    def __post_init__(self) -> None:
        self.comments = comments.comments_of(self.file, self.sources)
        held = self.options.get("held")
        self.held: Mapping[str, Any] = held if isinstance(held, Mapping) else {}

    def section(self, view: SectionView) -> dict[str, Any]:
        """Everything the template needs of one section."""
        file, section = self.file, view.section
        drafted = {one.id: one for one in view.draft.sentences}
        paragraphs = self._edited(view, drafted) if view.edit else self._drafted(view)
        made = history(file.dossier.entries, section.id, view.draft)
        said = self.comments.get(section.id, [])
        self.open_comments += sum(one.open for one in said)
        stands = file.dossier.latest(KIND, sectie=section.id)
        here = [one for one in self.plan.blocking if one.section == section.id and one.blocks]
        tables = [(table, self.sources.keys(table.refs)) for table in view.draft.tables if table.rows]
        every = [one for paragraph in paragraphs for one in paragraph.sentences]
        return {
            "section": section, "view": view, "mark": view.mark, "blocking": here, "paragraphs": paragraphs,
            "every": [*every, *(_table_sentence(table, keys) for table, keys in tables)],
            "tables": [(table, _table_sentence(table, keys)) for table, keys in tables],
            "moved": self._moved(view, drafted), "history": made[::-1], "comments": said,
            "edit_by": f"{file.name_of(view.edit.by)}, {self.sources.when(view.edit.at)}" if view.edit else "",
            "seen": stands.id if stands else None, "shown_mark": editing.shown_mark(view),
            "draft_text": text_of(view.draft), "basis": editing.basis_of(view),
            "editing": self.writing and self.options.get("edit") == section.id, "round": self.options.get("round") or 0,
            "checked": self._checked(view), "versions": _versions(self, made),
            **(self._entered(view) if self.writing else {"parts": [], "elsewhere": [], "week": None, "health": ()}),
            "drawing": self._drawing(section.id), "participation": self._participation(section.id),
        }  # fmt: skip

    def _sentence(self, one: Sentence, text: str | None = None, extra: Sequence[str] = ()) -> ShownSentence:
        # without a translation there is nothing to review: the sentence itself says that there is none
        trust = TRUST.get(one.trust) if not one.id.endswith(NOT_TRANSLATED) else None
        open_ = one.to_discuss and text is None
        lacking = [ref for ref in one.refs if ref.kind == "state"] if open_ else []
        asked = next((ref for ref in lacking if ref.id in self.file.catalogue), None)
        ask = {"vraag": asked.id, "nummer": asked.entry} if asked else None
        return ShownSentence(
            f"zin-{one.id}", text if text is not None else one.text, (*extra, *self.sources.keys(one.refs)),
            (trust,) if trust else (), open_, text is not None, ask, bool(lacking) and ask is None,
        )  # fmt: skip

    def _drafted(self, view: SectionView) -> list[Paragraph]:
        return [
            Paragraph(part, tuple(self._sentence(one) for one in under)) for part, under in parts(view.draft.sentences)
        ]

    def _edited(self, view: SectionView, drafted: Mapping[str, Sentence]) -> list[Paragraph]:
        """The text of the consulent; a sentence that came from the draft keeps its sources beside who wrote it."""
        assert view.edit is not None
        section = view.section.id
        own = self.sources.written(section, view.edit.by, view.edit.at, view.edit.entry)
        headings = {one.part for one in view.draft.sentences if one.part}
        found: list[Paragraph] = []
        heading = ""
        for line, written in enumerate(traced(view.edit.text, view.draft)):
            if len(written) == 1 and written[0].text in headings:
                heading = written[0].text
                continue
            made = []
            for number, one in enumerate(written):
                if one.drafted and one.same:
                    made.append(self._sentence(drafted[one.drafted]))
                elif one.drafted:
                    made.append(self._sentence(drafted[one.drafted], one.text, (own,)))
                else:
                    made.append(ShownSentence(f"zin-{section}-eigen-{line}-{number}", one.text, (own,), own=True))
            found.append(Paragraph(heading, tuple(made)))
            heading = ""
        return found

    def _moved(self, view: SectionView, drafted: Mapping[str, Sentence]) -> list[Moved]:
        base = self._base(view)
        texts = base.get("zinnen") if base else None
        old_texts = texts if isinstance(texts, Mapping) else {}
        found = []
        for name in view.touched:
            now = drafted.get(name)
            old, new = str(old_texts.get(name) or ""), now.text if now else ""
            keys = self.sources.keys(now.refs) if now else []
            found.append(Moved(name, old, new, now.digest if now else "", difference(old, new), tuple(keys)))
        return found

    def _base(self, view: SectionView) -> Entry | None:
        """The entry that says what the text rested on: of the edit, else of the last time it was looked at."""
        if view.edit is not None:
            return self.file.dossier.entry(view.edit.entry)
        return self.file.dossier.latest(editing.CHECKED, sectie=view.section.id)

    def _checked(self, view: SectionView) -> str:
        """Who looked at a section and when; empty when nobody did, or it changed since."""
        last = self.file.dossier.latest(editing.CHECKED, sectie=view.section.id)
        if not view.checked or last is None:
            return ""
        return f"{self.file.name_of(last.by)}, {self.sources.when(last.at)}"

    def _entered(self, view: SectionView) -> dict[str, Any]:
        section = view.section
        elsewhere = {entered.ELSEWHERE[kind] for kind in section.forms if kind in entered.ELSEWHERE}
        typed = self.options.get("week")
        return {
            "parts": entered.parts_of(self.file, section, self.sources, self.held), "elsewhere": sorted(elsewhere),
            "week": entered.week_part(self.file, self.sources, typed, self.held)
            if "weekrooster" in section.forms else None,
            "health": tuple(self.sources.keys(entered.health_refs(self.file)))
            if "gezondheid" in section.forms and self.sources.whole else (),
        }  # fmt: skip

    def _drawing(self, section: str) -> Any:
        if section != "weekrooster":
            return None
        return entered.drawing(week_of(self.file.dossier.latest("weekrooster")))

    def _participation(self, section: str) -> Any:
        return participation(self.file) if section == "participatie" else None


def _table_sentence(table: Table, keys: Sequence[str]) -> ShownSentence:
    return ShownSentence(f"tabel-{table.id}", table.caption, tuple(keys))


def _versions(place: Place, made: Sequence[Version]) -> list[dict[str, Any]]:
    """The history of a section, newest first, in words."""
    return [
        {
            "version": one, "by": place.file.name_of(one.by), "when": place.sources.when(one.at),
            "newest": one is made[-1],
        }
        for one in reversed(made)
    ]  # fmt: skip
