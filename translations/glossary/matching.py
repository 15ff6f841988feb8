"""Finds terms in a text, however the language bends them. One pass over the words; the longest term counts.

Words are compared folded (``assistant.understanding.normalise``). A word is also tried without what its language writes onto it:
the article and prepositions of Arabic and Tigrinya, possessives and plurals. Dutch makes compounds; a long term is also found as
their first or last part. Nothing is ever found in the middle of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.understanding.normalise import fold, words

# a run of letters of one script: people write an ending right behind a Dutch word (PIPን)
_LATIN = "A-Za-z0-9\u00c0-\u024f"
_SIGNS = "\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d"
_TOKEN = re.compile(
    rf"[{_LATIN}]+(?:['’][{_LATIN}]+)?"
    rf"|[^\W_{_LATIN}](?:[^\W_{_LATIN}]|[{_SIGNS}])*"
)
_JOINS = re.compile(r"[\s\u200c'’\"“”«»()/-]*\Z")
_ZWNJ = "\u200c"
_SHORTEST = 2
"""Letters of what is left when something is taken off a word."""
_ENDINGS = 2
_GEEZ = range(0x1200, 0x1380)
_PLAIN_VOWEL = 5
"""Place of the form without a vowel among the eight forms of a Ge'ez consonant."""
_END = ""


@dataclass(frozen=True)
class Writing:
    """How a language writes onto a term.

    Attributes:
        prefixes, suffixes: what is written onto a word, folded.
        compounds_from: from so many letters a term is also found in a compound; 0 when the language makes none.
        no_compound: rests that make another word of it.
        exact_case: words that must stand in the text just so.
    """

    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    compounds_from: int = 0
    no_compound: frozenset[str] = frozenset()
    exact_case: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Found:
    """The term with this id stands from ``start`` up to ``end``."""

    id: str
    start: int
    end: int


@dataclass(frozen=True)
class _Word:
    folded: str
    written: str
    start: int
    end: int


@dataclass
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)


class Matcher:
    """The terms of a text in one language, with the Dutch ones.

    Args:
        languages: per language, the nearest first: how it writes, and (id, forms) of its terms.
    """

    def __init__(self, languages: Iterable[tuple[Writing, Iterable[tuple[str, Sequence[str]]]]]) -> None:
        self._languages: list[tuple[Writing, _Node]] = []
        self._exact: dict[str, str] = {}
        for writing, terms in languages:
            root = _Node()
            for term_id, forms in terms:
                for form in forms:
                    for written in {form, form.replace(_ZWNJ, " ")}:
                        _add(root, [word.folded for word in _words_of(written)], term_id)
            self._languages.append((writing, root))
            self._exact |= {fold(word): word for word in writing.exact_case}

    def find(self, text: str) -> list[Found]:
        """The terms that stand in ``text``, in order and without overlap."""
        found: list[Found] = []
        spoken = _words_of(text)
        at = 0
        while at < len(spoken):
            length, term_id = max(
                (self._longest(text, spoken, at, writing, root) for writing, root in self._languages),
                key=lambda hit: hit[0],
            )
            if length:
                found.append(Found(term_id, spoken[at].start, spoken[at + length - 1].end))
            at += max(length, 1)
        return found

    def _longest(self, text: str, spoken: Sequence[_Word], at: int, writing: Writing, root: _Node) -> tuple[int, str]:
        best = (0, "")
        nodes = [root]
        for place in range(at, len(spoken)):
            word = spoken[place]
            if place > at and not _JOINS.match(text[spoken[place - 1].end : word.start]):
                break
            if word.folded in self._exact and word.written != self._exact[word.folded]:
                break
            nodes = [node.next[form] for node in nodes for form in _forms(word.folded, writing) if form in node.next]
            if not nodes:
                break
            if ended := next((node.ids[0] for node in nodes if node.ids), None):
                best = (place - at + 1, ended)
        if not best[0] and writing.compounds_from:
            best = self._in_compound(spoken[at].folded, writing, root)
        return best

    def _in_compound(self, word: str, writing: Writing, root: _Node) -> tuple[int, str]:
        for length in range(len(word) - 2, writing.compounds_from - 1, -1):
            for part, rest in ((word[:length], word[length:]), (word[-length:], word[:-length])):
                node = root.next.get(part)
                if node is not None and node.ids and rest not in writing.no_compound:
                    return 1, node.ids[0]
        return 0, ""


def _words_of(text: str) -> list[_Word]:
    found = []
    for match in _TOKEN.finditer(text):
        folded = "".join(words(match.group()))
        if folded:
            found.append(_Word(folded, match.group(), match.start(), match.end()))
    return found


def _add(root: _Node, path: Sequence[str], term_id: str) -> None:
    node = root
    for word in path:
        node = node.next.setdefault(word, _Node())
    if term_id not in node.ids:
        node.ids.append(term_id)


def _forms(word: str, writing: Writing) -> Iterator[str]:
    """The word as it stands, then without what can be written onto it: a prefix and up to two endings (ደሞዘ-ይ-ን)."""
    seen = {word}
    yield word
    found = [word, *(word[len(one) :] for one in writing.prefixes if word.startswith(one))]
    for _ in range(_ENDINGS + 1):
        for form in found:
            if len(form) >= _SHORTEST and form not in seen:
                seen.add(form)
                yield form
        found = [
            plain
            for form in found
            for one in writing.suffixes
            if form.endswith(one)
            for plain in _ends(form[: -len(one)])
        ]


def _ends(stem: str) -> tuple[str, ...]:
    """A stem, and with its last Ge'ez letter without the vowel that joined the ending to it (ደሞዘ-ይ, ደሞዝ)."""
    if stem and ord(stem[-1]) in _GEEZ:
        return stem, stem[:-1] + chr(ord(stem[-1]) // 8 * 8 + _PLAIN_VOWEL)
    return (stem,)
