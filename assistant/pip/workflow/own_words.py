"""Whether a teach-back is in the person's own words: it tells something of the plan, and is not only a yes or an okay."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from assistant.understanding.languages import available, language
from assistant.understanding.normalise import words

FILE = Path(__file__).with_name("only_agrees.yml")
TELLING = 2
"""So many words beside yes, no and okay make it the person's own: "taalles volgen" does."""


def own_words(text: str) -> bool:
    """Whether a text tells something, in any language people bring."""
    return len([word for word in words(text) if word not in _only_agrees()]) >= TELLING


@cache
def _only_agrees() -> frozenset[str]:
    phrases = [phrase for given in yaml.safe_load(FILE.read_text(encoding="utf-8")).values() for phrase in given]
    for code in available():
        for layer in language(code).layers("yesno"):
            phrases += [phrase for kind in ("yes", "no") for phrase in layer.get(kind) or ()]
    return frozenset(word for phrase in phrases for word in words(str(phrase)))
