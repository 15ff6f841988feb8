"""A document as HTML: one file that asks nothing of any other machine, or a part of a page of ours."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape
from pathlib import Path

from assistant.documents.characters import harmless
from assistant.documents.fonts import PATTERN, WEB_FONTS
from assistant.documents.pdf import even
from assistant.documents.tree import (
    Block,
    Bullets,
    Document,
    FieldList,
    Grid,
    Heading,
    Note,
    Paragraph,
    Picture,
    Run,
    Signatures,
    direction_of,
)

STYLE = Path(__file__).parent / "templates" / "document.css"
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
"""Nothing in a file that somebody opens later may run, send or fetch anything, whatever was typed into it."""

FAMILIES = {"latin": "Noto Sans", "ethiopic": "Noto Sans Ethiopic", "arabic": "Noto Sans Arabic"}


def as_html(document: Document, *, fonts: bool = False) -> str:
    """The document as one HTML file; ``fonts`` puts our letters in it (about 300 kB), for a machine that lacks a script."""
    faces = "".join(_faces()) if fonts else ""
    return (
        f'<!doctype html>\n<html lang="{_attribute(document.language)}" dir="{_attribute(document.direction)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_attribute(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"<title>{_text(harmless(document).title)}</title>\n"
        f"<style>{faces}body{{margin:0}}{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
        f"{as_fragment(document)}\n</body>\n</html>\n"
    )


def as_fragment(document: Document, *, top: int = 1) -> str:
    """The document as one ``<article class="dc">`` for a page; ``top`` is the level of heading that its title gets."""
    shown = harmless(document)
    every = "".join(f"<span>{_text(words)}</span>" for words in shown.on_every_page)
    parts = [
        f'<article class="dc" lang="{_attribute(shown.language)}" dir="{_attribute(shown.direction)}">',
        f'<div class="dc-every">{every}</div>' if every else "",
        f'<h{top} class="dc-title">{_text(shown.title)}</h{top}>',
        *(_block(block, shown, top) for block in shown.blocks),
        f'<div class="dc-foot">{_text(shown.footer)}</div>' if shown.footer else "",
        "</article>",
    ]
    return "\n".join(part for part in parts if part)


def _block(block: Block, document: Document, top: int) -> str:
    if isinstance(block, Heading):
        depth = document.depth(block)
        level = min(top + depth, 6)
        anchor = f' id="dc-{_attribute(block.anchor)}"' if block.anchor else ""
        number = f"{_text(block.number)} " if block.number else ""
        return f'<h{level} class="dc-{depth}"{anchor}>{number}{_text(block.text)}</h{level}>'
    if isinstance(block, Paragraph):
        return f"<p{_direction(block.runs, document)}>{_runs(block.runs, document)}</p>"
    if isinstance(block, Note):
        tone = "warning" if block.tone == "warning" else "info"
        inner = f"<p{_direction(block.runs, document)}>{_runs(block.runs, document)}</p>"
        return f'<div class="dc-note {tone}" role="note">{inner}</div>'
    if isinstance(block, Bullets):
        name = "ol" if block.numbered else "ul"
        items = "".join(f"<li{_direction(item, document)}>{_runs(item, document)}</li>" for item in block.items)
        return f"<{name}>{items}</{name}>"
    if isinstance(block, Grid):
        return _table(block)
    if isinstance(block, FieldList):
        pairs = (f'<dt>{_text(label)}</dt><dd dir="auto">{_text(words)}</dd>' for label, words in block.pairs)
        return f"<dl>{''.join(pairs)}</dl>"
    if isinstance(block, Signatures):
        return "".join(_signature(role, name, document) for role, name in block.lines)
    if isinstance(block, Picture):
        data = base64.b64encode(block.svg.encode("utf-8", "replace")).decode()
        words = _text(block.description)
        # as a picture and not as markup: then nothing in it can run
        return f'<figure><img src="data:image/svg+xml;base64,{data}" alt=""><figcaption>{words}</figcaption></figure>'
    return '<div class="dc-break"></div>'


def _table(grid: Grid) -> str:
    made = even(grid)
    total = sum(made["widths"]) or 1
    columns = "".join(f'<col style="inline-size: {share / total:.0%}">' for share in made["widths"])
    caption = f"<caption>{_text(grid.caption)}</caption>" if grid.caption else ""
    header = "".join(f'<th scope="col">{_text(words)}</th>' for words in made["header"])
    rows = "".join(f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in made["rows"])
    head = f"<thead><tr>{header}</tr></thead>" if header else ""
    return f"<table>{caption}<colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>"


def _signature(role: str, name: str, document: Document) -> str:
    who = f": {_text(name)}" if name else ""
    lines = "".join(f"<span>{_text(document.word(word))}</span>" for word in ("handtekening", "datum"))
    return f'<div class="dc-sign"><strong>{_text(role)}</strong>{who}<div class="dc-lines">{lines}</div></div>'


def _runs(runs: Iterable[Run], document: Document) -> str:
    parts = []
    for run in runs:
        words = f"<strong>{_text(run.text)}</strong>" if run.strong else _text(run.text)
        language = f' lang="{_attribute(run.language)}"' if run.language else ""
        if language or run.direction:
            words = f'<bdi{language} dir="{_attribute(run.direction or "auto")}">{words}</bdi>'
        mark = f' <span class="dc-mark">[{_text(document.word(run.mark))}]</span> ' if run.mark else ""
        parts.append(words + mark)
    return "".join(parts)


def _direction(runs: tuple[Run, ...], document: Document) -> str:
    found = direction_of(runs, document)
    return f' dir="{_attribute(found)}"' if found != document.direction else ""


def _text(words: str) -> str:
    return escape(words, quote=True)


def _attribute(words: str) -> str:
    return escape(words, quote=True)


def _faces() -> Iterable[str]:
    for file in sorted(WEB_FONTS.glob(PATTERN)):
        family = next(name for part, name in FAMILIES.items() if part in file.name)
        weight = 700 if "bold" in file.name else 400
        extended = " Ext" if "-ext-" in file.name else ""
        data = base64.b64encode(file.read_bytes()).decode()
        yield (
            f'@font-face{{font-family:"{family}{extended}";font-weight:{weight};'
            f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
        )


__all__ = ["POLICY", "as_fragment", "as_html"]
