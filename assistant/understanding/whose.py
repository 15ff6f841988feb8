"""Whose fact is it? "My husband is from 1980 and I am from 1984" tells two, and only one of them answers the question.

``persons.yml`` of a language lists the words for oneself (``self``) and for other people (``others``; in Dutch only after
a possessive). Words are cut where a clause ends or where one of these begins, and the parts that tell about the wrong person are
left out. What is left is read instead, and read back to the person, because the cutting is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.understanding.languages import Language
from assistant.understanding.normalise import fold

_ABOUT_CHILD = "gezin.kinderen."
_RELATIVES_ARE_THE_ANSWER = frozenset({"choice", "text"})
_ENDS = ".,;:!?…،؛؟።፣፤"


@dataclass(frozen=True)
class _Persons:
    own: frozenset[str]
    others: frozenset[str]
    possessives: frozenset[str]
    joins: tuple[str, ...]

    def is_own(self, word: str) -> bool:
        return word in self.own or any(
            word.startswith(join) and word[len(join) :] in self.own for join in self.joins if len(word) > len(join)
        )

    def is_other(self, word: str, before: str) -> bool:
        plain = next(
            (word[len(join) :] for join in self.joins if word.startswith(join) and word[len(join) :] in self.others),
            word,
        )
        return plain in self.others and (not self.possessives or before in self.possessives)


@cache
def _persons(language: Language) -> _Persons:
    data = language.data("persons")
    return _Persons(
        frozenset(fold(word) for word in data.get("self") or ()),
        frozenset(fold(word) for word in data.get("others") or ()),
        frozenset(fold(word) for word in data.get("possessives") or ()),
        tuple(fold(word) for word in data.get("joins") or ()),
    )


def concerned_words(text: str, value_type: str, question_id: str | None, language: Language) -> str | None:
    """The part of ``text`` that tells about the person the question is about; None when nothing is to be left out.

    Args:
        text: the words as said.
        value_type: type of the question; for a choice or free text, other people are often the answer itself.
        question_id: a question about one's children leaves out what is said about oneself instead.
        language: the language the person chose.
    """
    if value_type in _RELATIVES_ARE_THE_ANSWER:
        return None
    persons = _persons(language)
    parts = _parts(text, persons)
    about_child = bool(question_id and question_id.startswith(_ABOUT_CHILD))
    wrong = "own" if about_child else "other"
    if not any(who == wrong for who, _ in parts) or all(who == wrong for who, _ in parts):
        return None
    if about_child and not any(who == "other" for who, _ in parts):
        return None
    return " ".join(words for who, words in parts if who != wrong).strip() or None


def _parts(text: str, persons: _Persons) -> list[tuple[str, str]]:
    """The text in parts, each told of ``own``, ``other`` or (as far as its words say) ``nobody``."""
    parts: list[tuple[str, list[str]]] = [("nobody", [])]
    before = ""
    tokens: Sequence[str] = re.findall(r"\S+", text)
    for token in tokens:
        word = fold(token.strip(_ENDS + "()\"'«»"))
        who = "own" if persons.is_own(word) else "other" if persons.is_other(word, before) else None
        if who and who != parts[-1][0]:
            carried = [parts[-1][1].pop()] if who == "other" and persons.possessives and parts[-1][1] else []
            if parts[-1][0] == "nobody" and _first_in_clause(parts[-1][1]):
                parts[-1] = (who, [*parts[-1][1], *carried, token])
            else:
                parts.append((who, [*carried, token]))
        else:
            parts[-1][1].append(token)
        if token[-1] in _ENDS:
            parts.append(("nobody", []))
        before = word
    return _without_mere_names([(who, words) for who, words in parts if words], persons)


def _without_mere_names(parts: Sequence[tuple[str, list[str]]], persons: _Persons) -> list[tuple[str, str]]:
    """Joins "of my uncle" to what it belongs to: somebody of whom nothing is told is no subject of their own."""
    joined: list[tuple[str, list[str]]] = []
    for who, words in parts:
        bare = len(words) <= (2 if persons.possessives else 1)
        if who == "other" and bare and joined and joined[-1][1][-1][-1] not in _ENDS:
            joined[-1][1].extend(words)
        else:
            joined.append((who, list(words)))
    return [(who, " ".join(words)) for who, words in joined]


def _first_in_clause(words: Sequence[str]) -> bool:
    """Whether so few words came before in this clause that they belong to whoever is named now."""
    return len(words) <= 2 and not any(any(letter.isdigit() for letter in word) for word in words)
