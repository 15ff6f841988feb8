"""What the glossary is made of, and what it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from translations.glossary.matching import Matcher, Writing

SOURCE_LANGUAGE = "nl"


class BrokenGlossary(ValueError):
    """A file of terms is not right; the message names the file, the term and what to do."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"The glossary file {file} is not right: {problem}")


@dataclass(frozen=True)
class Wording:
    """A term in one language.

    Attributes:
        term: what it is called. variants: other ways to say or write it.
        explanation: what it is, in one or two plain sentences.
    """

    term: str
    variants: tuple[str, ...]
    explanation: str

    @property
    def forms(self) -> tuple[str, ...]:
        """The term and its variants."""
        return (self.term, *self.variants)


@dataclass(frozen=True)
class Term:
    """One term.

    Attributes:
        id: the same in every language.
        nl: the Dutch wording, which is the source.
        words: code -> wording in the other languages.
        everyday: an everyday word too (a letter, a hospital): explained, but a translation may put it otherwise.
    """

    id: str
    nl: Wording
    words: Mapping[str, Wording] = field(default_factory=dict)
    everyday: bool = False

    def wording(self, code: str) -> Wording | None:
        """The wording in a language, Dutch included; None when there is none yet."""
        return self.nl if code == SOURCE_LANGUAGE else self.words.get(code)


@dataclass(frozen=True)
class TermHit:
    """A term that stands in a text, from ``start`` up to ``end`` (with what the language writes onto it)."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True)
class CheckTerm:
    """What the check on terms needs: one of ``target_words`` must stand in the translation.

    Attributes:
        source_words: how the term stands in the source.
        target_words: the term and its variants in the language of the translation, the usual one first.
    """

    source_words: tuple[str, ...]
    target_words: tuple[str, ...]


@dataclass(frozen=True)
class Glossary:
    """All terms.

    Attributes:
        terms: in the order of the Dutch file.
        writing: code -> how that language writes onto a term.
        drafts: languages whose wordings nobody approved yet.
    """

    terms: Sequence[Term]
    writing: Mapping[str, Writing]
    drafts: frozenset[str] = frozenset()

    def term(self, term_id: str) -> Term | None:
        """The term with this id, or None."""
        return self._by_id.get(term_id)

    def missing(self, code: str) -> list[str]:
        """Ids of the terms that have no wording in this language."""
        return [term.id for term in self.terms if term.wording(code) is None]

    def in_text(self, text: str, language: str) -> list[TermHit]:
        """The terms that stand in ``text``, in order; hits never overlap, the longest counts.

        Dutch words are recognised in every language: people say ``azc`` and ``gemeente`` in the middle of a sentence. A
        language without a file of terms has only these.
        """
        return [TermHit(self._by_id[found.id], found.start, found.end) for found in self._matcher(language).find(text)]

    def checks_for(self, source_text: str, from_language: str, to_language: str) -> list[CheckTerm]:
        """The terms of ``source_text`` whose wording should stand in a translation into ``to_language``.

        In a translation into another language than Dutch the Dutch word itself is right too. Everyday words are left out.
        """
        found: dict[str, CheckTerm] = {}
        for hit in self.in_text(source_text, from_language):
            wording = hit.term.wording(to_language)
            if wording is None or hit.term.everyday or hit.term.id in found:
                continue
            wanted = dict.fromkeys((*wording.forms, *(hit.term.nl.forms if to_language != SOURCE_LANGUAGE else ())))
            found[hit.term.id] = CheckTerm((source_text[hit.start : hit.end],), tuple(wanted))
        return list(found.values())

    @cached_property
    def _by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}

    @cached_property
    def _matchers(self) -> dict[str, Matcher]:
        return {}

    def _matcher(self, code: str) -> Matcher:
        if code not in self._matchers:
            languages = dict.fromkeys((code, SOURCE_LANGUAGE))
            self._matchers[code] = Matcher(
                (self.writing[one], ((term.id, wording.forms) for term in self.terms if (wording := term.wording(one))))
                for one in languages
                if one in self.writing
            )
        return self._matchers[code]
