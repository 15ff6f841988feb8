"""What a consulent entered means: a value that was chosen, words that were typed, or that there is no answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.catalogue import Question
from assistant.conversation.value_checks import fits, problem_of
from assistant.conversation.words_said import MAXIMUM_LENGTH, problem_with
from assistant.interviewing.faults import BadValue, NotUnderstood, Unsure
from assistant.record import State
from assistant.renditions.sources import DUTCH
from assistant.understanding import Question as Asked
from assistant.understanding import understand
from assistant.understanding.reading import Reading
from assistant.value_labels import value_label
from assistant.wording import Wording

STATES: dict[State, str] = {
    "weet_niet": "Weet het niet",
    "wil_niet_zeggen": "Wil het niet zeggen",
    "later": "Later",
}
"""How a question can be passed in an interview, and what the consulent presses. (Rather with a person: this is a person.)"""

PROBLEMS = {
    "talk.problem.date_impossible": "Deze datum bestaat niet.",
    "talk.problem.date_too_early": "Dit jaartal ligt te ver terug. Kijk de datum na.",
    "talk.problem.date_in_future": "Deze datum moet nog komen. Kijk de datum na.",
    "talk.problem.number_too_high": "Dit getal is te hoog: hoogstens {maximum}.",
    "talk.problem.number_too_low": "Dit getal is te laag: minstens {minimum}.",
}
WORDS_PROBLEMS = {
    "talk.problem.empty": "Vul eerst een antwoord in.",
    "talk.problem.too_long": f"Dit is te lang: hoogstens {MAXIMUM_LENGTH} tekens.",
    "talk.problem.only_symbols": "Schrijf het antwoord in woorden.",
}
NOT_UNDERSTOOD = {
    "number": "Vul een getal in.",
    "school_years": "Vul het aantal jaren in, of tot welke klas.",
    "date": "Vul een jaar in, of een maand en een jaar.",
    "country": "Kies een land uit de lijst.",
    "language": "Kies een taal uit de lijst.",
}


@dataclass(frozen=True)
class Given:
    """One answer as it will be kept.

    Attributes:
        question, entry: what it answers.
        state: ``beantwoord``, or why there is no answer. value: of the type of the question.
        words: as they were typed, or the Dutch label of what was pressed. language: of the words, a project code.
        reading: how the words were read; None for what was chosen.
    """

    question: str
    entry: int | None
    state: State
    value: Any
    words: str
    language: str
    reading: Reading | None = None


def ask_kind(question: Question, entry: int | None) -> str:
    """``gate`` or ``more`` for a group, ``notice`` for an explanation, else ``question``."""
    if question.is_group:
        return "gate" if entry is None else "more"
    return "notice" if question.type == "notice" else "question"


def chosen(
    question: Question,
    entry: int | None,
    value: Any,
    wording: Wording,
    today: date,
    *,
    words: str = "",
    language: str = DUTCH,
) -> Given:
    """A value that was chosen from buttons, a list or fields; raises BadValue.

    Args:
        question, entry: what it answers.
        value: as JSON of the contract.
        wording: gives the Dutch label, which becomes the words.
        today: the day of the answer.
        words, language: what the person said, when the value was chosen among what these words can mean.
    """
    kind = ask_kind(question, entry)
    if question.type in {"text", "occupation"} or not fits(question, kind, value):
        raise BadValue("Dit kan geen antwoord zijn op deze vraag. Kies opnieuw.")
    _check(question, kind, value, today)
    label = "Uitgelegd" if kind == "notice" else value_label(question, value, DUTCH, wording)
    return Given(question.id, entry, "beantwoord", value, words.strip() or label, language if words.strip() else DUTCH)


def dated(
    question: Question, entry: int | None, day: str, month: str, year: str, wording: Wording, today: date
) -> Given:
    """A date by its parts; a year alone, or a year and a month, is enough. Raises BadValue."""
    parts = [part.strip() for part in (year, month, day)]
    if not parts[0]:
        raise BadValue("Vul in ieder geval het jaar in.")
    if parts[2] and not parts[1]:
        raise BadValue("Vul ook de maand in, of laat de dag leeg.")
    given = [part for part in parts if part]
    if not all(part.isascii() and part.isdigit() for part in given) or len(parts[0]) != 4:
        raise BadValue("Schrijf de datum in cijfers, het jaar met vier cijfers.")
    value = "-".join(part.zfill(2) for part in given)
    return chosen(question, entry, value, wording, today)


def passed(question: Question, entry: int | None, state: str) -> Given:
    """That the person does not answer; raises BadValue for a state that is none of ``STATES``."""
    if state not in STATES or question.type == "notice":
        raise BadValue("Dit kan hier niet worden gekozen.")
    return Given(question.id, entry, state, None, STATES[state], DUTCH)


def typed(question: Question, entry: int | None, words: str, language: str, wording: Wording, today: date) -> Given:
    """Words that were typed, in Dutch or in the person's own language.

    Raises:
        BadValue: they cannot be an answer. NotUnderstood: no value is found in them.
        Unsure: they can mean several values; somebody chooses.
    """
    if problem := problem_with(words):
        raise BadValue(WORDS_PROBLEMS[problem])
    said, kind = words.strip(), ask_kind(question, entry)
    if question.type == "text":
        return Given(question.id, entry, "beantwoord", said, said, language)
    labels = {
        option: [wording.text(code, f"{question.id}.option.{option}") for code in wording.languages()]
        for option in question.options
    }
    value_type = "yesno" if question.is_group else question.type
    reading = understand(said, value_type, language, question=Asked(question.id, labels), today=today)
    if question.type == "occupation":
        # the words are the answer, whatever occupation they name
        named = reading.value if reading.state == "beantwoord" else {"text": said, "isco": None}
        return Given(question.id, entry, "beantwoord", named, said, language, reading)
    if reading.state == "niet_begrepen":
        raise NotUnderstood(NOT_UNDERSTOOD.get(question.type, "Dit is niet begrepen. Kies een van de antwoorden."))
    if reading.state != "beantwoord":
        return Given(question.id, entry, reading.state, None, said, language, reading)
    if reading.confirm:
        possible = [
            value
            for value in (reading.value, *reading.alternatives)
            if fits(question, kind, value) and problem_of(question, kind, value, today) is None
        ]
        if possible:
            raise Unsure(possible)
    _check(question, kind, reading.value, today)
    return Given(question.id, entry, "beantwoord", reading.value, said, language, reading)


def _check(question: Question, kind: str, value: Any, today: date) -> None:
    if problem := problem_of(question, kind, value, today):
        text_id, params = problem
        raise BadValue(PROBLEMS[text_id].format(**params))
