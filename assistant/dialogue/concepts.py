"""What words mean for telling a move from an answer: "tolk", "مترجم" and "ተርጓሚ" are one concept, "interpreter".

The classifier sees concepts beside the words themselves, alone and two together. So what is learnt in one language holds in
the others ("interpreter" beside "work" and "past" is an answer, beside "want" it is a wish for an interpreter), and a rare
word counts as its common neighbour does. The words are data: one file per language in `concepts/`, all with the same
concepts. Nothing of a line is kept: words of people must not remain in memory.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

from .spelling import one_spelling

FOLDER = Path(__file__).resolve().parent / "concepts"

#: Of a long text only the beginning is looked at; the features grow with the square of the concepts.
MOST_WORDS = 25

#: "and", the article and what is written in one word with it; a word that is unknown with them may be known without.
_ARABIC_FRONT = re.compile(r"^[وف]?(?:ال|لل|بال|عال|هال)(?=\w\w)")

#: What `one_spelling` makes of every number and question mark.
_ALWAYS = {"0": ("number",), "?": ("question_mark",)}


class UnreadableConcepts(ValueError):
    """A file of concepts does not hold lists of words; the message names the file and the concept."""


class Lexicon:
    """The concepts of words, looked up by whole word, beginning, end and part.

    Args:
        words: per concept its words, written as in the files of `concepts/`.
    """

    def __init__(self, words: dict[str, list[str]]) -> None:
        kinds: dict[tuple[bool, bool], dict[str, list[str]]] = {
            (open_front, open_end): defaultdict(list) for open_front in (False, True) for open_end in (False, True)
        }
        for concept, written in words.items():
            for word in written:
                part = one_spelling(word.strip("*")).replace(" ", "")
                if part:
                    kinds[word.startswith("*"), word.endswith("*")][part].append(concept)
        self._whole, self._beginning = kinds[False, False], kinds[False, True]
        self._end, self._part = kinds[True, False], kinds[True, True]
        self._longest = max((len(part) for kind in kinds.values() for part in kind), default=0)

    def concepts(self, word: str) -> tuple[str, ...]:
        """The concepts of one word in its one spelling, sorted; empty when the word is unknown."""
        if word in _ALWAYS:
            return _ALWAYS[word]
        found = set(self._of(word))
        if not found and (bare := _ARABIC_FRONT.sub("", word)) != word:
            found = set(self._of(bare))
        return tuple(sorted(found))

    def _of(self, word: str) -> Iterator[str]:
        yield from self._whole.get(word, ())
        for begin in range(len(word)):
            for end in range(begin + 1, min(len(word), begin + self._longest) + 1):
                part = word[begin:end]
                yield from self._part.get(part, ())
                if begin == 0:
                    yield from self._beginning.get(part, ())
                if end == len(word):
                    yield from self._end.get(part, ())


def read_concepts(folder: Path = FOLDER) -> dict[str, list[str]]:
    """The words of every concept in all languages.

    Raises:
        UnreadableConcepts: a file is not a mapping of concepts to lists of texts.
    """
    from ruamel.yaml import YAML

    words: dict[str, list[str]] = defaultdict(list)
    for file in sorted(folder.glob("*.yml")):
        content = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
        if not isinstance(content, dict):
            raise UnreadableConcepts(f"{file} must hold concepts, each with a list of words")
        for concept, written in content.items():
            if not isinstance(written, list) or not all(isinstance(word, str) for word in written):
                raise UnreadableConcepts(f'{file}, {concept}: write a list of words between quotes, as ["ja", "nee"]')
            words[concept] += written
    return dict(words)


@cache
def lexicon() -> Lexicon:
    """The lexicon of all languages together: script and spelling tell them apart well enough."""
    return Lexicon(read_concepts())


def concept_features(text: str) -> Counter[str]:
    """Which concepts a text holds, which of them together, which after each other, and how many words have none."""
    known = [lexicon().concepts(word) for word in one_spelling(text).split()[:MOST_WORDS]]
    present = sorted({concept for concepts in known for concept in concepts})
    features = Counter({f"c {concept}": 1 for concept in present})
    features.update(f"cc {first} {second}" for first, second in combinations(present, 2))
    line = [("^",), *(concepts for concepts in known if concepts), ("$",)]
    features.update(f"cb {first} {second}" for one, next_one in pairwise(line) for first in one for second in next_one)
    without = sum(not concepts for concepts in known)
    features[f"cu {min(without, 6)}"] = 1
    features[f"cr {4 * without // max(1, len(known))}"] = 1
    return features
