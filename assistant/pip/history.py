"""How the text of a section came about: who wrote what when, and what differs from the draft and from the text before.

Pure functions over the entries ``sectie`` of a dossier. Nothing here writes, and nothing ever takes a changed draft over by
itself: ``taken_over`` only says what the text would become.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from typing import Literal

from assistant.dossier.entry import Entry
from assistant.pip.model import SectionDraft, Sentence

KIND = "sectie"
"""Kind of the entries that hold the text of a section."""

SITTING = timedelta(minutes=30)
"""The text is kept while it is typed: what one person keeps with shorter pauses than this is one version."""

ALIKE = 0.6
"""From this likeness (0 to 1, ``difflib``) two sentences are the same one in other words."""

Change = Literal["gelijk", "weg", "erbij"]

_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"'”’)\]]))\s+(?=[\"'“‘(\[]?[^\W\d_a-z])")
"""Between two sentences: an end mark, and a capital after it; "t/m 3 sept. 2026" and "o.a. taal" stay whole."""

_WORDS = re.compile(r"\s+|[\w'’-]+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    change: Change
    text: str


@dataclass(frozen=True)
class Version:
    """A text that a section had: what somebody wrote in one sitting, or that they went back to the draft.

    Attributes:
        number: from 1, oldest first. entry: id of the last entry of the sitting.
        text: as it was left; the draft's as it is now for a return to the draft.
        by: login. begun, at: the first and the last moment it was kept, UTC, ISO 8601.
        concept: they went back to the draft. kept: how often it was kept in the sitting.
        to_draft: what differs from the draft as it is now. to_earlier: what differs from the version before, for the first
            one from the draft as it was when it was written (as far as that was kept, else from the draft as it is now).
    """

    number: int
    entry: int
    text: str
    by: str
    begun: str
    at: str
    concept: bool
    kept: int
    to_draft: tuple[Piece, ...]
    to_earlier: tuple[Piece, ...]


@dataclass(frozen=True)
class Traced:
    """One sentence of an edited text, and the drafted sentence it came from.

    Attributes:
        text: as it was written. drafted: id of the sentence of the draft; None when it was written anew.
        same: it stands there letter for letter.
    """

    text: str
    drafted: str | None = None
    same: bool = False


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order; a line end also ends a sentence."""
    return [one.strip() for line in text.splitlines() for one in _END.split(line) if one.strip()]


def text_of(draft: SectionDraft) -> str:
    """The drafted sentences as one text to edit: a line per heading within the section, a paragraph under it."""
    return _composed((one.part, one.text) for one in draft.sentences)


def _composed(drafted: Iterable[tuple[str, str]]) -> str:
    paragraphs: list[tuple[str, list[str]]] = []
    for part, text in drafted:
        if not paragraphs or paragraphs[-1][0] != part:
            paragraphs.append((part, []))
        paragraphs[-1][1].append(text)
    return "\n\n".join("\n".join([part, " ".join(texts)] if part else [" ".join(texts)]) for part, texts in paragraphs)


def parts(drafted: Iterable[Sentence]) -> Iterator[tuple[str, list[Sentence]]]:
    """The sentences by the heading they stand under, in order."""
    part, under = "", list[Sentence]()
    for one in drafted:
        if one.part != part and under:
            yield part, under
            under = []
        part = one.part
        under.append(one)
    if under:
        yield part, under


def difference(earlier: str, later: str) -> tuple[Piece, ...]:
    """What went and what came between two texts: by sentence, and by word within a sentence that changed."""
    before, after = _pieces(earlier), _pieces(later)
    found: list[Piece] = []
    for tag, start, end, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("gelijk", "".join(after[begin:stop])))
        else:
            found.extend(_replaced(before[start:end], after[begin:stop]))
    return tuple(_joined(found))


def _pieces(text: str) -> list[str]:
    """Sentences, and the spaces and line ends between them: together the text again."""
    pieces: list[str] = []
    for line in text.strip().splitlines(keepends=True):
        words = [one.strip() for one in _END.split(line.strip()) if one.strip()]
        pieces.extend(piece for one in words for piece in (one, " "))
        if words:
            pieces.pop()
        if line.endswith("\n"):
            pieces.append("\n")
    return pieces


def _replaced(before: list[str], after: list[str]) -> Iterator[Piece]:
    """The pieces of a stretch that changed: sentences that are alike by word, the others whole."""
    left = list(after)
    for old in before:
        likely = max(left, key=lambda new: _likeness(old, new), default=None) if old.strip() else None
        if likely is None or _likeness(old, likely) < ALIKE:
            yield Piece("weg", old)
            continue
        for new in left[: left.index(likely)]:
            yield Piece("erbij", new)
        del left[: left.index(likely) + 1]
        yield from _by_word(old, likely)
    for new in left:
        yield Piece("erbij", new)


def _by_word(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    for tag, start, end, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("gelijk", "".join(after[begin:stop]))
            continue
        if start < end:
            yield Piece("weg", "".join(before[start:end]))
        if begin < stop:
            yield Piece("erbij", "".join(after[begin:stop]))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    held: Piece | None = None
    for piece in pieces:
        if held is not None and held.change == piece.change:
            held = Piece(held.change, held.text + piece.text)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _likeness(old: str, new: str) -> float:
    matcher = SequenceMatcher(None, _WORDS.findall(old.casefold()), _WORDS.findall(new.casefold()), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0


def history(entries: Sequence[Entry], section: str, draft: SectionDraft) -> tuple[Version, ...]:
    """The versions of a section's text, oldest first.

    Args:
        entries: of the dossier, oldest first.
        section: id of the section.
        draft: what software drafts for it now.
    """
    drafted = text_of(draft)
    sittings: list[list[Entry]] = []
    for entry in entries:
        if entry.kind != KIND or entry.get("sectie") != section:
            continue
        if sittings and _same_sitting(sittings[-1][-1], entry):
            sittings[-1].append(entry)
        else:
            sittings.append([entry])
    found: list[Version] = []
    for number, sitting in enumerate(sittings, start=1):
        last = sitting[-1]
        text = drafted if last.get("concept") else str(last.get("tekst") or "")
        earlier = found[-1].text if found else _drafted_then(sitting[0], draft) or drafted
        found.append(
            Version(
                number, last.id, text, last.by, sitting[0].at, last.at, bool(last.get("concept")), len(sitting),
                difference(drafted, text), difference(earlier, text),
            )
        )  # fmt: skip
    return tuple(found)


def _same_sitting(before: Entry, after: Entry) -> bool:
    if before.by != after.by or before.get("concept") or after.get("concept"):
        return False
    return datetime.fromisoformat(after.at) - datetime.fromisoformat(before.at) < SITTING


def _drafted_then(entry: Entry, draft: SectionDraft) -> str:
    """The draft an edit began from, as its entry kept it (field ``zinnen``), in the order and under the headings of now."""
    kept = entry.get("zinnen")
    if not isinstance(kept, Mapping):
        return ""
    now = {one.id: (number, one.part) for number, one in enumerate(draft.sentences)}
    gone = (len(now), draft.sentences[-1].part if draft.sentences else "")
    placed = sorted((now.get(name, gone), str(text)) for name, text in kept.items())
    return _composed((part, text) for (_, part), text in placed)


def traced(text: str, draft: SectionDraft) -> list[list[Traced]]:
    """An edited text by line and sentence, each with the drafted sentence it stands for: so that it keeps its sources.

    A drafted sentence is given away once, first to the very same words, then to words that are alike.
    """
    left = {one.id: " ".join(one.text.split()) for one in draft.sentences}
    written = [sentences(line) for line in text.splitlines() if line.strip()]
    found: dict[tuple[int, int], Traced] = {}
    places = [(line, number) for line, made in enumerate(written) for number in range(len(made))]
    for line, number in places:
        words = " ".join(written[line][number].split())
        same = next((name for name, drafted in left.items() if drafted == words), None)
        if same is not None:
            del left[same]
            found[line, number] = Traced(written[line][number], same, True)
    for line, number in places:
        if (line, number) in found:
            continue
        words = written[line][number]
        likely = max(left, key=lambda name: _likeness(left[name], words), default=None)
        if likely is not None and _likeness(left[likely], words) >= ALIKE:
            del left[likely]
            found[line, number] = Traced(words, likely)
        else:
            found[line, number] = Traced(words)
    return [[found[line, number] for number in range(len(made))] for line, made in enumerate(written)]


def taken_over(text: str, old: str, new: str) -> str:
    """The text with a sentence of the draft taken over: in the place of the old one where that stands, else at the end.

    Args:
        text: as the consulent wrote it.
        old: the sentence of the draft as it was; empty when it is new.
        new: as it is now; empty when the draft no longer has it.
    """
    if old and old in text:
        changed = text.replace(old, new, 1)
    elif old and (likely := _closest(text, old)):
        changed = text.replace(likely, new, 1)
    elif new and new not in text:
        changed = f"{text.rstrip()}\n{new}" if text.strip() else new
    else:
        changed = text
    lines = (re.sub(r" {2,}", " ", line).strip() for line in changed.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _closest(text: str, old: str) -> str | None:
    written = sentences(text)
    likely = max(written, key=lambda one: _likeness(old, one), default=None)
    return likely if likely is not None and _likeness(old, likely) >= ALIKE else None


__all__ = [
    "Piece",
    "Traced",
    "Version",
    "difference",
    "history",
    "parts",
    "sentences",
    "taken_over",
    "text_of",
    "traced",
]
