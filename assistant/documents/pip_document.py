"""The plan as a document: from the plan as it stands now, or from the tree that was kept when it was set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.case_file import CaseFile
from assistant.documents.pdf import MADE_AT
from assistant.documents.tree import (
    Block,
    Bullets,
    Document,
    FieldList,
    Grid,
    Heading,
    Note,
    Paragraph,
    Run,
    Signatures,
    from_json,
)
from assistant.dossier.forms import day_nl
from assistant.pip.model import WORST, Plan, SectionView, Sentence
from assistant.pip.plan import plan_of
from assistant.store import PlanVersion

TITLE = "Persoonlijk plan inburgering en participatie (PIP)"
DRAFT = "Concept – nog niet vastgesteld"
OPEN = "nog te bespreken"
ITEM = re.compile(r"^\s*[-•*]\s+")


class NoSuchVersion(LookupError):
    """No plan with this number was set in this case."""


def pip_document(file: CaseFile, plan: Plan | None = None, version: int | PlanVersion | None = None) -> Document:
    """The plan of a case as a document.

    Args:
        file: the case.
        plan: as it stands; None to look it up.
        version: None for the concept, which says on every page that it is one. With ``plan``: the number under which that
            plan is being set. Without ``plan``: a version that was set, by itself or by its number; its document comes from
            the tree that was kept and from nothing else.

    Raises:
        NoSuchVersion: this version was never set. BrokenTree: what was kept is no document.
    """
    if isinstance(version, PlanVersion):
        return from_json(version.document)
    if version is not None and plan is None:
        found = next((one for one in file.versions if one.number == version), None)
        if found is None:
            raise NoSuchVersion(f"Versie {version} van het plan bestaat niet.")
        return from_json(found.document)
    return _document(file, plan or plan_of(file), version)


def _document(file: CaseFile, plan: Plan, set_as: int | None) -> Document:
    number = set_as or len(file.versions) + 1
    name = str(file.known.get("persoon.naam") or "")
    blocks: list[Block] = [_about(file, name, number, set_as is not None)]
    for view in plan.sections:
        blocks += _section(view, draft=set_as is None)
    blocks.append(Signatures(_signers(file, name)))
    return Document(
        kind="pip", title=TITLE, blocks=tuple(blocks), constructed=file.case.constructed,
        draft=DRAFT if set_as is None else "",
        meta={
            "zaak": str(file.case.number), "versie": str(number), "gemeente": file.municipality.name,
            "stand": "concept" if set_as is None else "vastgesteld", MADE_AT: file.now.isoformat(timespec="seconds"),
        },
        footer=f"PIP, zaak {file.case.number}, " + (f"versie {number}" if set_as else f"concept voor versie {number}"),
    )  # fmt: skip


def _about(file: CaseFile, name: str, number: int, is_set: bool) -> FieldList:
    entry = file.dossier.latest("vastgesteld", versie=number) if is_set else None
    pairs = [("Gemeente", file.municipality.name), ("Zaaknummer", str(file.case.number))]
    pairs.append(("Naam", name or OPEN))
    if is_set:
        pairs.append(("Vastgesteld op", day_nl(str(entry.get("datum"))) if entry else day_nl(file.today)))
        pairs.append(("Versie", str(number)))
    else:
        pairs.append(("Concept van", day_nl(file.today)))
        pairs.append(("Wordt versie", str(number)))
    return FieldList(tuple(pairs))


def _section(view: SectionView, *, draft: bool) -> Iterator[Block]:
    section = view.section
    yield Heading(section.title, 2, section.id, str(section.number))
    if view.edit is not None:
        yield from flowing(view.edit.text)
        yield from _under_the_edit(view, draft)
    else:
        yield from _sentences(view.draft.sentences)
    for table in view.draft.tables:
        yield Grid(table.caption, table.header, table.rows)


def _under_the_edit(view: SectionView, draft: bool) -> Iterator[Block]:
    """What a reader must know of a text that a consulent wrote: whether what it rests on was reviewed, and is still so."""
    worst = max((one.trust for one in view.draft.sentences if one.id in view.edit.basis), key=WORST.index, default="vast") if (
        view.edit
    ) else "vast"  # fmt: skip
    if worst != "vast":
        yield Paragraph((Run("Dit onderdeel rust voor een deel op een vertaling.", mark=worst),))
    if draft and view.touched:
        text = "Let op: er is iets veranderd in de gegevens nadat deze tekst is geschreven. Kijk de tekst na."
        yield Note((Run(text),), "warning")


def _sentences(sentences: Sequence[Sentence]) -> Iterator[Block]:
    for part, found in groupby(sentences, key=lambda one: one.part):
        if part:
            yield Heading(part, 3)
        for (kind, _), together in groupby(enumerate(found), key=_kind):
            many = [one for _, one in together]
            if kind == "item":
                yield Bullets(tuple(tuple(_runs(one, ITEM.sub("", one.text.strip()))) for one in many))
            elif kind == "lines":
                for one in many:
                    yield from flowing(one.text, _mark(one))
            else:
                yield Paragraph(tuple(_line(many)))


def _kind(numbered: tuple[int, Sentence]) -> tuple[str, int]:
    """How a sentence stands on the page, and with which others: an item of a list, lines of its own, a paragraph of the
    municipality's text, or with the sentences around it in one paragraph."""
    number, sentence = numbered
    if "\n" in sentence.text.strip():
        return "lines", number
    if ITEM.match(sentence.text):
        return "item", 0
    standard = all(ref.kind == "text" for ref in sentence.refs)
    return ("standard", number) if standard else ("drafted", 0)


def _line(sentences: Sequence[Sentence]) -> Iterator[Run]:
    for number, sentence in enumerate(sentences):
        if number:
            yield Run(" ")
        yield from _runs(sentence, sentence.text.strip())


def _runs(sentence: Sentence, text: str) -> list[Run]:
    """The sentence; where it says that something is still to be discussed, those words are emphasised."""
    mark = _mark(sentence)
    at = text.lower().find(OPEN) if sentence.to_discuss else -1
    if at < 0:
        return [Run(text, mark=mark)]
    parts = (Run(text[:at]), Run(text[at : at + len(OPEN)], strong=True), Run(text[at + len(OPEN) :], mark=mark))
    return [part for part in parts if part.text]


def _mark(sentence: Sentence) -> str:
    if sentence.to_discuss:
        return "" if OPEN in sentence.text.lower() else "te_bespreken"
    return "" if sentence.trust == "vast" else sentence.trust


def flowing(text: str, mark: str = "") -> Iterator[Block]:
    """Text as people type it as blocks: empty lines part paragraphs, lines that begin with "- " are items of a list.

    ``mark`` comes after the last words.
    """
    made: list[Block] = []
    for piece in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        for listed, lines in groupby(piece.split("\n"), key=lambda line: bool(ITEM.match(line))):
            if listed:
                made.append(Bullets(tuple((Run(ITEM.sub("", line).strip()),) for line in lines)))
            else:
                made.append(Paragraph((Run("\n".join(line.strip() for line in lines)),)))
    if mark and made:
        made[-1] = _with_mark(made[-1], mark)
    yield from made


def _with_mark(block: Block, mark: str) -> Block:
    if isinstance(block, Bullets):
        *first, last = block.items
        return Bullets((*first, (*last[:-1], Run(last[-1].text, mark=mark))), block.numbered)
    assert isinstance(block, Paragraph)
    return Paragraph((*block.runs[:-1], Run(block.runs[-1].text, mark=mark)))


def _signers(file: CaseFile, name: str) -> tuple[tuple[str, str], ...]:
    lines = [("Inburgeraar", name)]
    acts = file.dossier.latest("gemachtigde")
    today = file.today.isoformat()
    if acts is not None and str(acts.get("vanaf")) <= today <= str(acts.get("tot") or today):
        lines.append(("Gemachtigde", str(acts.get("naam"))))
    return (*lines, (f"Namens {file.municipality.name}", ""))


__all__ = ["DRAFT", "TITLE", "NoSuchVersion", "flowing", "pip_document"]
