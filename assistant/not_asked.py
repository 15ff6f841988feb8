"""Why a question was not asked: every missing answer has its reason in the record, so that missing is never read as "none"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.catalogue import Catalogue, Condition, Question
from assistant.interview import Course
from assistant.record import Record
from assistant.value_labels import value_label
from assistant.wording import Wording

UNTIL_NL = {
    "later": "de inburgeraar wilde hier later over vertellen",
    "talk": "de inburgeraar vertelt dit in het gesprek",
}
PATH_NL = {
    "off": "staat uit in deze vragenlijst",
    "interview": "hoort bij het gesprek met de consulent",
    "more": "hoort niet bij de korte vragenlijst en is nog niet aangeboden",
    "short": "nog niet aan de beurt geweest",
}


def reason(
    catalogue: Catalogue, record: Record, course: Course, wording: Wording, question: Question, entry: int | None = None
) -> str | None:
    """Why this question (or field of an entry) has no answer, in Dutch for the consulent; None when it was asked."""
    state = record.state(catalogue, question, entry)
    whole = catalogue.question(question.group) if question.group else question
    known = record.known(catalogue)
    if state == "niet_van_toepassing":
        return "want " + " en ".join(_because(catalogue, wording, whole, question, known, record, entry))
    if state != "niet_gevraagd":
        return None
    if not whole.applies(known) and whole.path in {"short", "more"}:
        return "hangt af van: " + " en ".join(_because(catalogue, wording, whole, question, known, record, entry))
    if whole.path == "more" or question.path == "more":
        until = course.put_off.get(question.topic)
        return UNTIL_NL[until] if until else PATH_NL["more"]
    return PATH_NL[whole.path]


def _because(
    catalogue: Catalogue, wording: Wording, whole: Question, question: Question, known: Mapping[str, Any],
    record: Record, entry: int | None,
) -> Iterator[str]:  # fmt: skip
    for condition, wanted in ((whole.when, True), (whole.unless, False)):
        if condition is not None and condition.holds(known) is not wanted:
            yield from dict.fromkeys(_said(catalogue, wording, condition, known, wanted))
            return
    own = {**record.entry_values(whole, entry)} if entry is not None and question.group else {}
    for condition in (question.entry_when, question.entry_unless):
        if condition is not None and question.group:
            fields = {part.name: part for part in whole.fields}
            for name in sorted(condition.questions()):
                value = value_label(fields[name], own[name], "nl", wording) if name in own else "niet bekend"
                yield f"{fields[name].label}: {value}"
            return
    source = catalogue.question(whole.follows) if whole.follows else whole
    yield f"{source.label}: geen" if not whole.follows else f"{source.label}: geen die hieronder vallen"


def _said(
    catalogue: Catalogue, wording: Wording, condition: Condition, known: Mapping[str, Any], wanted: bool
) -> Iterator[str]:
    """The answers that decide a condition, as the consulent reads them."""
    for part in condition.parts:
        # of "all of these" only what fails counts, of "none of these" only what holds
        if part.holds(known) is not wanted:
            yield from _said(catalogue, wording, part, known, wanted)
    if condition.question is None:
        return
    source = catalogue.question(catalogue.source_of(condition.question))
    if condition.question not in known:
        yield f"{source.label}: niet bekend"
    elif condition.question in catalogue:
        yield f"{source.label}: {value_label(source, known[condition.question], 'nl', wording)}"
    else:
        name = condition.question.rsplit(".", 1)[-1].replace("_", " ")
        value = known[condition.question]
        yield f"{name}: {value:g}" if isinstance(value, int | float) else f"{name}: {value}"
