"""The render tree: what every document is before it becomes HTML, DOCX or PDF. Text only; no markup is ever read from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

DUTCH_WORDS: Mapping[str, str] = {
    "niet_nagekeken": "vertaling nog niet nagekeken",
    "verouderd": "gegevens zijn daarna veranderd",
    "te_bespreken": "nog te bespreken",
    "niet_goedgekeurd": "tekst nog niet goedgekeurd",
    "voorbeeld": "Voorbeeld, verzonnen persoon",
    "pagina": "pagina",
    "van": "van",
    "handtekening": "Handtekening",
    "datum": "Datum",
}
"""What every form adds itself: the marks of runs in words, and what stands on every page. A document in another language
brings its own under the same names."""


class BrokenTree(ValueError):
    """JSON that should hold a document does not."""


@dataclass(frozen=True)
class Run:
    """A piece of text in one language.

    Attributes:
        text: as it is. language: project code, None for that of the document. direction: ``ltr``, ``rtl`` or None.
        strong: emphasised. mark: says how far to trust it (``niet_nagekeken``, ``verouderd``, ``te_bespreken``,
            ``niet_goedgekeurd``) and is shown in words, never in colour alone; empty for ordinary text.
    """

    text: str
    language: str | None = None
    direction: str | None = None
    strong: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3; the highest level a document uses comes right under its title. ``anchor`` names it."""

    text: str
    level: int = 1
    anchor: str = ""
    number: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of runs."""

    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Bullets:
    """A list; every item is runs. ``numbered``: with numbers."""

    items: tuple[tuple[Run, ...], ...]
    numbered: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with a caption, a header row and rows of text. ``widths`` are shares of the line, or empty."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class FieldList:
    """Pairs of a label and a text, as in a form."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Note:
    """A box that must not be missed. ``tone``: ``info`` or ``warning``."""

    runs: tuple[Run, ...]
    tone: str = "info"


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on, one for each role; the second text is the name where it is known."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Picture:
    """A picture as SVG text drawn by this program, with its description."""

    svg: str
    description: str


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Bullets | Grid | FieldList | Note | Signatures | Picture | PageBreak
BLOCKS: dict[str, type[Block]] = {
    one.__name__: one
    for one in (Heading, Paragraph, Bullets, Grid, FieldList, Note, Signatures, Picture, PageBreak)
}  # fmt: skip


@dataclass(frozen=True)
class Document:
    """A whole document.

    Attributes:
        kind: ``pip``, ``samenvatting``, ``overdracht``, ``partner``, ``voorbereiding`` …
        title: of the document. language, direction: of its text unless a run says otherwise.
        blocks: in order.
        meta: archive metadata by name, as text: case number, version, dates, author.
        draft: shown on every page as a draft, for example "Concept": empty for a set plan.
        constructed: of a constructed person; every page says so.
        words: what the forms add in the language of the document, by the names of ``DUTCH_WORDS``; what is missing is Dutch.
        footer: at the foot of every page, before its number; the title when empty.
    """

    kind: str
    title: str
    blocks: tuple[Block, ...]
    language: str = "nl"
    direction: str = "ltr"
    meta: Mapping[str, str] = field(default_factory=dict)
    draft: str = ""
    constructed: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    footer: str = ""

    def word(self, name: str) -> str:
        """A word that the forms add themselves (``DUTCH_WORDS``); raises KeyError."""
        return self.words.get(name) or DUTCH_WORDS[name]

    @property
    def on_every_page(self) -> tuple[str, ...]:
        """What must be read on every page: that it is a draft, that the person does not exist."""
        return tuple(text for text in (self.draft, self.word("voorbeeld") if self.constructed else "") if text)

    def depth(self, heading: Heading) -> int:
        """How deep a heading stands under the title: 1 for the highest level that the document uses."""
        highest = min((block.level for block in self.blocks if isinstance(block, Heading)), default=1)
        return heading.level - highest + 1

    def texts(self) -> Iterator[str]:
        """Every piece of text in reading order, with the marks of runs: what all forms of the document hold."""
        yield self.title
        for block in self.blocks:
            yield from self._texts(block)

    def _texts(self, block: Block) -> Iterator[str]:
        if isinstance(block, Heading):
            if block.number:
                yield block.number
            yield block.text
        elif isinstance(block, Paragraph | Note):
            yield from self._runs(block.runs)
        elif isinstance(block, Bullets):
            for item in block.items:
                yield from self._runs(item)
        elif isinstance(block, Grid):
            yield block.caption
            yield from block.header
            yield from (cell for row in block.rows for cell in row)
        elif isinstance(block, FieldList | Signatures):
            for first, second in block.pairs if isinstance(block, FieldList) else block.lines:
                yield first
                yield second
        elif isinstance(block, Picture):
            yield block.description

    def _runs(self, runs: tuple[Run, ...]) -> Iterator[str]:
        for run in runs:
            yield run.text
            if run.mark:
                yield self.word(run.mark)


def paragraph(text: str, **run: Any) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(text, **run),))


def with_texts(document: Document, change: Callable[[str], str]) -> Document:
    """The document with every text changed; names, numbers, marks, pictures and metadata stay."""

    def runs(many: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(replace(run, text=change(run.text)) for run in many)

    def pairs(many: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((change(first), change(second)) for first, second in many)

    def block(one: Block) -> Block:
        if isinstance(one, Heading):
            return replace(one, text=change(one.text), number=change(one.number))
        if isinstance(one, Paragraph | Note):
            return replace(one, runs=runs(one.runs))
        if isinstance(one, Bullets):
            return replace(one, items=tuple(runs(item) for item in one.items))
        if isinstance(one, Grid):
            rows = tuple(tuple(change(cell) for cell in row) for row in one.rows)
            return replace(one, caption=change(one.caption), header=tuple(map(change, one.header)), rows=rows)
        if isinstance(one, FieldList):
            return replace(one, pairs=pairs(one.pairs))
        if isinstance(one, Signatures):
            return replace(one, lines=pairs(one.lines))
        return replace(one, description=change(one.description)) if isinstance(one, Picture) else one

    return replace(
        document, title=change(document.title), blocks=tuple(block(one) for one in document.blocks),
        draft=change(document.draft), footer=change(document.footer),
        words={name: change(text) for name, text in document.words.items()},
    )  # fmt: skip


def direction_of(runs: tuple[Run, ...], document: Document) -> str:
    """Direction of a paragraph: that of its runs when they agree, else that of the document."""
    found = {run.direction or document.direction for run in runs if run.text.strip()}
    return found.pop() if len(found) == 1 else document.direction


def as_json(document: Document) -> dict[str, Any]:
    """The document as JSON: how a set plan is kept."""
    found: dict[str, Any] = _plain(document)
    return found


def from_json(kept: Mapping[str, Any]) -> Document:
    """The document that ``as_json`` gave; raises BrokenTree."""
    try:
        blocks = tuple(_block(item) for item in kept["blocks"])
        rest = {key: value for key, value in kept.items() if key not in {"blocks", "type"}}
        return Document(blocks=blocks, **rest)
    except (KeyError, TypeError) as fault:
        raise BrokenTree(f"this is no document: {fault!r}") from fault


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {"type": type(value).__name__, **{one.name: _plain(getattr(value, one.name)) for one in fields(value)}}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value


def _block(item: Mapping[str, Any]) -> Block:
    made = BLOCKS[item["type"]]
    return made(**{key: _frozen(value) for key, value in item.items() if key != "type"})


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping) and value.get("type") == "Run":
        return Run(**{key: part for key, part in value.items() if key != "type"})
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
