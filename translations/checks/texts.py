"""The two texts of a rendition as the checks read them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Protocol

from assistant.understanding.languages import Language, language
from assistant.understanding.normalise import fold, words
from assistant.understanding.tagging import Lexicon, lexicon
from translations.checks.letters import script_of
from translations.checks.words import CheckWords, check_words

# A stop after a digit ends no sentence ("12. maart"); Ge'ez texts write ። or two colons.
_SENTENCE_ENDS = re.compile(r"(?<=[^\d\s][.!?؟።፧])\s+|(?<=[!?؟።፧])\s*(?=\S)|\s*\n\s*")

_FILES = ("numbers", "calendar")
_SIGNS = " .,;:!?؟،؛።፣፤፥፦፧()[]«»\"'“”"


class TermWords(Protocol):
    """A term of the glossary that stands in the source, as the checks need it."""

    @property
    def source_words(self) -> tuple[str, ...]:
        """The term and its variants in the language of the source."""

    @property
    def target_words(self) -> tuple[str, ...]:
        """The term and its variants in the language of the translation."""


@dataclass(frozen=True)
class Text:
    """One of the two texts.

    Attributes:
        text: as it stands.
        language: its language.
    """

    text: str
    language: Language

    @property
    def check_words(self) -> CheckWords:
        """What the checks know of its language."""
        return check_words(self.language.code)

    @cached_property
    def in_own_script(self) -> bool:
        """Whether it has a letter of the script of its language; people also type their language, or Dutch, in Latin."""
        own = self.language.script
        return any(script_of(letter) == own for letter in self.text) or not any(map(str.isalpha, self.text))

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words for numbers and dates that may stand in it."""
        return own_lexicon(self.language) if self.in_own_script else lexicon(self.language, _FILES)

    @cached_property
    def words(self) -> list[str]:
        """Its folded words."""
        return words(self.text)

    @cached_property
    def sentences(self) -> list[str]:
        """Its sentences as they stand; an empty text has none."""
        return [part for part in _SENTENCE_ENDS.split(self.text.strip()) if part.strip()]

    def as_written(self, folded: str) -> str:
        """The words of the text that are ``folded`` when folded, so that a reviewer finds them; else ``folded``."""
        return self._runs(len(folded.split())).get(folded, folded)

    def _runs(self, length: int) -> dict[str, str]:
        """Every run of so many words, folded -> as it stands."""
        found = self._known_runs.get(length)
        if found is None:
            tokens, parts = self._tokens
            found = {}
            for at in range(len(tokens) - length + 1):
                run = " ".join(parts[at : at + length])
                found.setdefault(run, " ".join(tokens[at : at + length]).strip(_SIGNS))
            self._known_runs[length] = found
        return found

    @cached_property
    def _known_runs(self) -> dict[int, dict[str, str]]:
        return {}

    @cached_property
    def _tokens(self) -> tuple[list[str], list[str]]:
        tokens = self.text.split()
        return tokens, [" ".join(words(token)) for token in tokens]


@dataclass(frozen=True)
class Pair:
    """A text, its translation, and what is known besides.

    Attributes:
        source, translation: the two texts.
        names: names of people and places that the caller knows.
        terms: terms of the glossary.
    """

    source: Text
    translation: Text
    names: tuple[str, ...] = ()
    terms: tuple[TermWords, ...] = ()


def pair_of(
    source_text: str,
    translation: str,
    *,
    from_language: str,
    to_language: str,
    names: Sequence[str] = (),
    terms: Sequence[TermWords] = (),
) -> Pair:
    """The :class:`Pair` of two texts.

    Raises:
        assistant.understanding.languages.UnknownLanguage: one of the codes is no language of the product.
        translations.checks.words.MissingCheckWords: one of the languages has no words for the checks.
    """
    source = Text(source_text, language(from_language))
    target = Text(translation, language(to_language))
    check_words(from_language), check_words(to_language)
    return Pair(source, target, tuple(names), tuple(terms))


@cache
def own_lexicon(of: Language) -> Lexicon:
    """The number and date words of this language alone: in a translation "ten" is no English number."""
    return Lexicon(replace(of, also_reads=()), _FILES)


__all__ = ["Pair", "TermWords", "Text", "fold", "own_lexicon", "pair_of"]
