"""An answer in a few Dutch words, with how far they can be trusted: for lists, sheets and comparisons."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.case_file import CaseFile
from assistant.catalogue import Question
from assistant.pip.model import Ref, Trust
from assistant.record import Answer
from assistant.renditions.sources import DUTCH
from assistant.value_labels import language_name, value_label

LONGEST = 90
"""Characters of an answer in own words that stand in a list; the rest is in the record."""


@dataclass(frozen=True)
class Said:
    """One answer in short.

    Attributes:
        ref: the answer; ``shown`` holds label and value.
        label: what was asked: "Kind 2: Leeftijd".
        text: the answer in Dutch; or, when nobody translated it, that it is there and in which language.
        trust: whether it rests on a translation that nobody approved, or on an outdated one.
        to_confirm: the value is not certain.
    """

    ref: Ref
    label: str
    text: str
    trust: Trust = "vast"
    to_confirm: bool = False


def label_of(file: CaseFile, question: Question, entry: int | None) -> str:
    """What was asked, in Dutch, with the entry it is about."""
    if entry is None or question.is_group:
        return question.label
    return f"{question.entry_label(file.catalogue, entry)}: {question.label}"


def said(file: CaseFile, question: Question, entry: int | None = None) -> Said | None:
    """The answer to a question; None when it is not answered. What an earlier answer settles counts as answered."""
    label = label_of(file, question, entry)
    settled, value = question.settled_value(file.known)
    if settled and entry is None:
        text = value_label(question, value, DUTCH, file.wording)
        return Said(Ref("answer", question.id, entry, None, f"{label}: {text}"), label, text)
    answer = file.record.answer(question.id, entry)
    if answer is None or answer.state != "beantwoord":
        return None
    text, trust = in_dutch(file, question, answer)
    ref = Ref("answer", question.id, entry, answer.id, f"{label}: {text}")
    return Said(ref, label, text, trust, answer.to_confirm)


def in_dutch(file: CaseFile, question: Question, answer: Answer) -> tuple[str, Trust]:
    """An answer in Dutch, whole, and how far to trust it."""
    rendition = file.rendition(answer)
    if rendition is None:
        if question.is_group and answer.entry is None and answer.value:
            return str(len(file.record.entry_numbers(question, file.catalogue))), "vast"
        return value_label(question, answer.value, DUTCH, file.wording), "vast"
    trust: Trust = "verouderd" if rendition.standing.outdated else "niet_nagekeken"
    if rendition.standing.reviewed:
        trust = "vast"
    if rendition.text:
        return rendition.text, trust
    return f"gezegd in het {language_name(answer.language, 'nl')}, nog niet vertaald", "niet_nagekeken"


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text that fits in a list, cut at a word."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    return flat[:longest].rsplit(" ", 1)[0].rstrip(",.;:") + " …"
