"""Set plans: freezing one with everything it rests on, showing that nothing of it changed, and what differs between two."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any

from assistant.case_file import CaseFile
from assistant.documents import tree
from assistant.documents.pip_document import pip_document
from assistant.documents.tree import Block, Bullets, Document, Heading, Paragraph, Run
from assistant.dossier.forms import day_nl, form
from assistant.pip.history import sentences
from assistant.pip.model import Plan, Ref, Table
from assistant.pip.sections import sections
from assistant.record import Answer
from assistant.renditions.view import as_json as rendition_json
from assistant.store import PlanVersion
from assistant.value_labels import value_label

FORM = "pip-1"
"""Names the shape of a frozen plan."""

RESTS = ("answer", "state")
"""Kinds of references that point to an answer of the record."""

ALIKE = 0.5
"""From this likeness (0 to 1, ``difflib``) two sentences that stand in the same place are one that changed."""


class VersionChanged(AssertionError):
    """A set plan is not what was set: its digest does not fit. Tell the beheerder; do not use it."""


@dataclass(frozen=True)
class SectionChange:
    """What differs in one section between two plans.

    Attributes:
        section, number, title: of the section.
        added, removed: sentences and rows of tables. changed: pairs of before and after.
        entries: in Dutch, what staff entered or withdrew for it since.
    """

    section: str
    number: int
    title: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    entries: tuple[str, ...] = ()


# --- freezing -----------------------------------------------------------------------------------------------------


def freeze(file: CaseFile, plan: Plan) -> tuple[dict[str, Any], dict[str, Any], str]:
    """The document of a plan, the plan with everything it rests on, and the digest of both.

    A plan after the first one says in its document what changed and why.

    Args:
        file: the case at this moment. plan: as it stands.

    Returns:
        The render tree as JSON, the plan as JSON (readable without the record), SHA-256 in hex.
    """
    number = len(file.versions) + 1
    kept = plan_json(file, plan)
    document = pip_document(file, plan=plan, version=number)
    if file.versions:
        document = _with_changes(document, file, changes(file.versions[-1].plan, kept))
    made = _plain(tree.as_json(document))
    return made, kept, digest_of(made, kept)


def digest_of(document: Mapping[str, Any], plan: Mapping[str, Any]) -> str:
    """SHA-256 in hex of a frozen plan, over its JSON with sorted keys."""
    whole = json.dumps({"document": document, "plan": plan}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(whole.encode()).hexdigest()


def verify(version: PlanVersion) -> PlanVersion:
    """The same version, after its digest was computed again; raises VersionChanged."""
    if digest_of(version.document, version.plan) != version.digest:
        raise VersionChanged(
            f"Versie {version.number} van dit plan is niet meer wat is vastgesteld. "
            "Gebruik haar niet en meld dit bij de beheerder."
        )
    return version


def plan_json(file: CaseFile, plan: Plan) -> dict[str, Any]:
    """A plan with its sentences, what they rest on, and who edited what, so that it can be read without the record."""
    refs = [ref for view in plan.sections for sentence in view.draft.sentences for ref in sentence.refs]
    refs += [ref for view in plan.sections for table in view.draft.tables for ref in table.refs]
    made: dict[str, Any] = _plain(
        {
            "form": FORM,
            "case": {"number": file.case.number, "language": file.case.language, "constructed": file.case.constructed},
            "catalogue": {"name": file.catalogue.name, "version": file.catalogue.version},
            "municipality": file.municipality.name,
            "made_at": file.now.isoformat(),
            "digest": plan.digest,
            "sections": [
                {
                    "number": view.section.number,
                    "id": view.section.id,
                    "title": view.section.title,
                    "edited": None
                    if view.edit is None
                    else {"text": view.edit.text, "by": view.edit.by, "at": view.edit.at, "entry": view.edit.entry},
                    "checked": view.checked,
                    "sentences": [sentence.as_json() for sentence in view.draft.sentences],
                    "tables": [_table(table) for table in view.draft.tables],
                }
                for view in plan.sections
            ],
            "blocking": [
                {"id": one.id, "text": one.text, "section": one.section, "acknowledged": one.acknowledged}
                for one in plan.blocking
            ],
            "entries": _entries(file),
            "answers": _answers(file, refs),
            "rules": _rules(file, refs),
            "texts": _texts(file, plan, refs),
        }
    )
    return made


def _plain(value: Any) -> Any:
    """The value as it comes back from the store, so that a digest made now fits one made then."""
    return json.loads(json.dumps(value, ensure_ascii=False))


def _table(table: Table) -> dict[str, Any]:
    return {
        "id": table.id, "caption": table.caption, "header": table.header, "rows": table.rows,
        "refs": [ref.as_json() for ref in table.refs],
    }  # fmt: skip


def _entries(file: CaseFile) -> list[dict[str, Any]]:
    """What staff entered for the plan and on the way to it, as it counts now."""
    kinds = {kind for one in sections() for kind in one.forms}
    kinds |= {"datum", "gezondheid", "indicatie", "sectie", "erkend", "herziening"}
    kinds |= {"voorgelegd", "toets", "toets_opmerking", "toets_antwoord", "pip_gesprek"}
    return [
        {"id": entry.id, "kind": entry.kind, "data": dict(entry.data), "by": entry.by, "at": entry.at}
        for entry in file.dossier.entries
        if entry.kind in kinds and entry.id not in file.dossier.withdrawn
    ]


def _answers(file: CaseFile, refs: Iterable[Ref]) -> list[dict[str, Any]]:
    wanted = {ref.row for ref in refs if ref.kind in RESTS and ref.row is not None}
    return [_answer(file, answer) for answer in file.answers if answer.id in wanted]


def _answer(file: CaseFile, answer: Answer) -> dict[str, Any]:
    asked = answer.question in file.catalogue
    question = file.catalogue.question(answer.question) if asked else None
    answered = answer.state == "beantwoord" and answer.value is not None
    shown = value_label(question, answer.value, "nl", file.wording) if question and answered else ""
    return {
        "row": answer.id, "question": answer.question, "entry": answer.entry, "version": answer.version,
        "asked_nl": question.text if question else answer.question, "state": answer.state, "value": answer.value,
        "value_nl": shown, "words": answer.words, "language": answer.language, "speaker": answer.speaker,
        "present": answer.present, "channel": answer.channel, "at": answer.at,
        "rendition": rendition_json(file.rendition(answer)),
    }  # fmt: skip


def _rules(file: CaseFile, refs: Iterable[Ref]) -> list[dict[str, Any]]:
    names = sorted({ref.id for ref in refs if ref.kind == "rule" and ref.id in file.municipality.rules})
    return [
        {
            "id": rule.id, "label": rule.label, "value": json.loads(json.dumps(rule.value, default=str)), "unit": rule.unit,
            "source": rule.source, "valid_from": rule.valid_from.isoformat() if rule.valid_from else None,
        }
        for rule in (file.municipality.rule(name) for name in names)
    ]  # fmt: skip


def _texts(file: CaseFile, plan: Plan, refs: Iterable[Ref]) -> list[dict[str, Any]]:
    named = {ref.id for ref in refs if ref.kind == "text"} | {
        name for view in plan.sections for name in view.section.texts
    }
    found = [file.municipality.texts[name] for name in sorted(named) if name in file.municipality.texts]
    return [{"id": one.id, "title": one.title, "text": one.text, "source": one.source} for one in found]


# --- what changed -------------------------------------------------------------------------------------------------


def changes(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> tuple[SectionChange, ...]:
    """What differs between two plans (``PlanVersion.plan`` or ``plan_json``), by section, in order.

    Sentences are compared as the person reads them: a new translation under the same words is no change.
    """
    before = {section["id"]: section for section in earlier["sections"]}
    found = [_change(before.get(section["id"]), section, earlier, later) for section in later["sections"]]
    return tuple(one for one in found if one.added or one.removed or one.changed or one.entries)


def _change(
    before: Mapping[str, Any] | None, after: Mapping[str, Any], earlier: Mapping[str, Any], later: Mapping[str, Any]
) -> SectionChange:
    old, new = _lines(before) if before else [], _lines(after)
    added: list[str] = []
    removed: list[str] = []
    changed: list[tuple[str, str]] = []
    texts = [text for _, text in old], [text for _, text in new]
    for tag, start, end, begin, stop in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if tag != "equal":
            _pair(old[start:end], new[begin:stop], added, removed, changed)
    return SectionChange(
        after["id"], after["number"], after["title"], tuple(added), tuple(removed), tuple(changed),
        _entered(after["id"], earlier, later),
    )  # fmt: skip


Line = tuple[str, str]
"""A line as the person reads it: the id of its sentence, empty in edited text, and its words."""


def _pair(
    old: list[Line], new: list[Line], added: list[str], removed: list[str], changed: list[tuple[str, str]]
) -> None:
    """Sort a stretch that differs into sentences that changed, came and went."""
    left = list(new)
    for name, text in old:
        same = next((one for one in left if name and one[0] == name), None)
        same = same or max(left, key=lambda one: _likeness(text, one[1]), default=None)
        if same is None or (same[0] != name or not name) and _likeness(text, same[1]) < ALIKE:
            removed.append(text)
        else:
            left.remove(same)
            changed.append((text, same[1]))
    added.extend(text for _, text in left)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _lines(section: Mapping[str, Any]) -> list[Line]:
    edited = section.get("edited")
    if edited:
        found = [("", text) for text in sentences(edited["text"])]
    else:
        found = [(str(one["id"]), str(one["text"])) for one in section["sentences"]]
    return found + [
        (f"{table['id']}#{number}", " · ".join(cell for cell in row if cell))
        for table in section["tables"]
        for number, row in enumerate(table["rows"])
    ]


def _entered(section_id: str, earlier: Mapping[str, Any], later: Mapping[str, Any]) -> tuple[str, ...]:
    kinds = next((one.forms for one in sections() if one.id == section_id), ())
    before = {one["id"]: one for one in earlier["entries"] if one["kind"] in kinds}
    after = {one["id"]: one for one in later["entries"] if one["kind"] in kinds}
    came = [
        f"{form(one['kind']).title}: ingevuld op {day_nl(one['at'])}."
        for key, one in after.items()
        if key not in before
    ]
    gone = [
        f"{form(one['kind']).title} van {day_nl(one['at'])}: geldt niet meer."
        for key, one in before.items()
        if key not in after
    ]
    return tuple(came + gone)


def _with_changes(document: Document, file: CaseFile, found: tuple[SectionChange, ...]) -> Document:
    """The document with a part before its first section that says what changed since the plan before, and why."""
    blocks = list(document.blocks)
    at = next((n for n, one in enumerate(blocks) if isinstance(one, Heading) and one.level == 2), len(blocks))
    return replace(document, blocks=(*blocks[:at], *_changes_shown(file, found), *blocks[at:]))


def _changes_shown(file: CaseFile, found: tuple[SectionChange, ...]) -> list[Block]:
    number = file.versions[-1].number
    blocks: list[Block] = [Heading("Wat er is veranderd", 2, "wijzigingen")]
    reason = file.dossier.latest("herziening")
    why = (
        f" Reden: {form('herziening').field('reden').shown(reason.get('reden'))}. {reason.get('toelichting')}"
        if reason
        else ""
    )
    blocks.append(Paragraph((Run(f"Dit plan komt in de plaats van versie {number}.{why}"),)))
    blocks.append(Paragraph((Run("Uw inburgeringstermijn verandert niet door dit nieuwe plan."),)))
    if not found:
        blocks.append(Paragraph((Run("De tekst van het plan is hetzelfde gebleven."),)))
    for one in found:
        items = [f"Nieuw: {text}" for text in one.added]
        items += [f"Anders: {after} Eerst stond er: {before}" for before, after in one.changed]
        items += [f"Vervallen: {text}" for text in one.removed]
        if items:
            blocks.append(Heading(one.title, 3, number=str(one.number)))
            blocks.append(Bullets(tuple((Run(text),) for text in items)))
    return blocks


__all__ = ["SectionChange", "VersionChanged", "changes", "digest_of", "freeze", "plan_json", "verify"]
