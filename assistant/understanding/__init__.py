"""Words to values: what one answer means for a question of one type.

The chosen language decides how words are read; the language is never guessed from the text. People of every language
also type digits, Dutch, English and their own language in Latin letters, so every language reads those too.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from types import ModuleType

from assistant.understanding.bounded import read_part
from assistant.understanding.languages import Language
from assistant.understanding.languages import language as _language
from assistant.understanding.latin_letters import in_own_letters, surest
from assistant.understanding.normalise import words
from assistant.understanding.passing_over import read_passing_over
from assistant.understanding.reading import NOT_UNDERSTOOD, Reading
from assistant.understanding.whose import concerned_words

__all__ = ["Question", "Reader", "Reading", "UnknownType", "understand", "value_types"]


@dataclass(frozen=True)
class Question:
    """What a reader may know of the question that was asked.

    Attributes:
        id: the question id (``persoon.geboortedatum``; a field of a group: ``werk.banen.jaren``).
        options: for a choice, option id -> its labels in all languages.
    """

    id: str
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)


Reader = Callable[[str, Language, Question | None, datetime.date], Reading]
"""A reader of one value type: (text, language, question, today) -> Reading. Every reader module has one, ``read``."""

# One module per value type, loaded when the first answer of that type comes.
_READERS: dict[str, str] = {
    "text": "free_text",
    "yesno": "yesno",
    "number": "numbers",
    "date": "dates",
    "country": "countries",
    "language": "language_names",
    "school_years": "school_years",
    "isced": "isced",
    "occupation": "occupations",
    "scale4": "scale",
    "choice": "choice",
}

STRONG = 0.8
"""From this confidence on a value outweighs a state phrase that is only part of what was said."""

WORTH_ASKING = 0.55
"""So does, from this confidence on, a value that is read back ("I do not know exactly, about 1985")."""


COUNTED = ("date", "number", "school_years")
"""Types of which a figure among the words is the answer, whatever is said around it ("I do not know exactly, about 1985")."""

_DENIABLE = ("date", "country")
"""Types whose readers leave it to :mod:`assistant.understanding.denied` to know what was denied."""


class UnknownType(LookupError):
    """A value type without a reader."""

    def __init__(self, value_type: str) -> None:
        super().__init__(f"There is no value type {value_type!r}. Known types: {', '.join(value_types())}.")


def value_types() -> list[str]:
    """The value types that can be read, in alphabetical order."""
    return sorted(_READERS)


def understand(
    text: str,
    value_type: str,
    language: str,
    *,
    question: Question | None = None,
    today: datetime.date | None = None,
) -> Reading:
    """What ``text`` means as the answer to a question of ``value_type``, said in ``language``.

    Besides a value, the words can say that the person does not know, does not want to say, wants to do it later or
    rather tells a person. Such a phrase counts when it is all that was said, or when no strong value was found.

    Args:
        text: the words as said.
        value_type: one of :func:`value_types`.
        language: the language the person chose.
        question: the question that was asked, when known.
        today: the day of the answer; the present day when left out.

    Raises:
        UnknownType: ``value_type`` has no reader.
        assistant.understanding.languages.UnknownLanguage: ``language`` has no folder.
    """
    if value_type not in _READERS:
        raise UnknownType(value_type)
    spoken = _language(language)
    if not words(read_part(text)):
        return NOT_UNDERSTOOD
    day = today or datetime.date.today()
    looked_at = read_part(text)
    as_said = _understand(looked_at, value_type, spoken, question, day)
    own = in_own_letters(looked_at, spoken)
    if own is not None:
        as_said = surest(as_said, _understand(own, value_type, spoken, question, day), value_type)
    return as_said if looked_at == text else _with_all_words(as_said, text.strip())


def _with_all_words(reading: Reading, said: str) -> Reading:
    """A reading of a part, with all words where the words are (part of) the value."""

    def whole(value: object) -> object:
        return {**value, "text": said} if isinstance(value, dict) and "text" in value else value

    if reading.state == "beantwoord" and isinstance(reading.value, str) and reading.rule == "text":
        return replace(reading, value=said)
    return replace(reading, value=whole(reading.value), alternatives=tuple(map(whole, reading.alternatives)))


def _understand(text: str, value_type: str, spoken: Language, question: Question | None, day: datetime.date) -> Reading:
    """:func:`understand`, of words in the letters they were said in."""
    state: Reading | None = _module("states").read_state(text, spoken, question.id if question else "")
    if state is not None and state.confidence >= 1.0:
        return state
    asked = question.id if question else ""
    made_of = read_passing_over(text, spoken, free=value_type in ("text", "scale4"), question_id=asked)
    if made_of is not None and value_type != "occupation" and (value_type not in COUNTED or not _has_digit(text)):
        return made_of
    read: Reader = _module(_READERS[value_type]).read
    value = read(text, spoken, question, day)
    if value_type in _DENIABLE:
        value = _meant(value, text, spoken, lambda said: read(said, spoken, question, day))
    if made_of is not None and value_type == "occupation" and value.confirm:
        return made_of
    own = concerned_words(text, value_type, question.id if question else None, spoken)
    if own is not None:
        value = _of_whom(value, read(own, spoken, question, day))
    enough = WORTH_ASKING if value.confirm else STRONG
    return value if state is None or (value.state == "beantwoord" and value.confidence >= enough) else state


def _has_digit(text: str) -> bool:
    return any(letter.isnumeric() for letter in text)


def _of_whom(whole: Reading, concerned: Reading) -> Reading:
    """What is said of the right person ("my brother has 12 years, I five"), always to be read back."""
    if concerned.state != "beantwoord" or concerned.value == whole.value:
        return whole
    if isinstance(concerned.value, dict) and isinstance(whole.value, dict) and "text" in whole.value:
        # the words of an occupation are all that was said, whatever part told which occupation it was
        if concerned.value.get("isco") in (None, whole.value.get("isco")):
            return whole
        concerned = replace(concerned, value={**concerned.value, "text": whole.value["text"]})
    others = (*concerned.alternatives, whole.value, *whole.alternatives)
    alternatives = tuple(other for other in others if other is not None and other != concerned.value)
    return replace(concerned, confirm=True, alternatives=alternatives[:3])


def _meant(whole: Reading, text: str, spoken: Language, read: Callable[[str], Reading]) -> Reading:
    """``whole``, or what is said after a denial ("niet 1985 maar 1986"), always to be read back."""
    rest = _module("denied").without_denied(text, spoken)
    meant = read(rest) if rest else NOT_UNDERSTOOD
    if meant.state != "beantwoord":
        return whole
    others = (*meant.alternatives, *((whole.value, *whole.alternatives) if whole.state == "beantwoord" else ()))
    alternatives = tuple(dict.fromkeys(other for other in others if other != meant.value))
    return replace(meant, confirm=True, alternatives=alternatives, confidence=min(meant.confidence, WORTH_ASKING))


def _module(name: str) -> ModuleType:
    return import_module(f"{__name__}.{name}")
