"""Rules over the answers of one case, written as data: which answers lie beside each other when they all hold.

A rule is ``{id, text, all: […], any: […], for_each: <group>}``. A condition names a question and one comparison: ``is``,
``is_not``, ``in``, ``above``, ``below`` (with a value), ``same_as`` (another question), ``above_question`` (another question,
with an optional ``plus``), ``earlier_than`` (another date) or ``answered`` (true or false); or it names a ``fact``. Fields of
the group in ``for_each``, and of groups that follow it, are those of the same entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.case_file import CaseFile
from assistant.catalogue import Catalogue, Question
from assistant.interviewing.facts import FACTS
from assistant.interviewing.faults import BrokenRules
from assistant.interviewing.said import label_of, said
from assistant.pip.model import Ref
from assistant.value_labels import country_name, language_name

WITH_VALUE = ("is", "is_not", "in", "above", "below")
WITH_QUESTION = ("same_as", "above_question", "earlier_than")
NUMBERS = frozenset({"number", "school_years", "scale4", "isced"})
CODES: Mapping[str, range] = {"scale4": range(4), "isced": range(9)}


@dataclass(frozen=True)
class Clause:
    """One condition: a question (or a fact) and what it is compared with."""

    name: str
    operator: str
    wanted: Any
    plus: float = 0


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        id: names it. text: the Dutch sentence that goes with it.
        every, some: conditions that all hold, and of which at least one holds (no conditions: nothing is asked of them).
        for_each: the group whose entries are looked at one by one, or None.
    """

    id: str
    text: str
    every: tuple[Clause, ...]
    some: tuple[Clause, ...] = ()
    for_each: str | None = None


def read_rules(file: Path, catalogue: Catalogue, *, at_least: int) -> tuple[Rule, ...]:
    """The rules of a file, checked against the question set.

    Args:
        file: YAML, a list of rules.
        catalogue: where questions, options and types are looked up.
        at_least: how many answers a rule names at the least.

    Raises:
        BrokenRules: with the rule and what is wrong with it.
    """
    rules: list[Rule] = []
    for item in yaml.safe_load(file.read_text(encoding="utf-8")):
        try:
            rule = Rule(
                str(item["id"]), str(item["text"]), tuple(_clause(one) for one in item.get("all") or ()),
                tuple(_clause(one) for one in item.get("any") or ()), item.get("for_each"),
            )  # fmt: skip
            _check(rule, catalogue, at_least)
        except (KeyError, TypeError, ValueError) as fault:
            raise BrokenRules(f"{file.name}, {item.get('id', '?')}: {fault}") from fault
        if any(rule.id == earlier.id for earlier in rules):
            raise BrokenRules(f"{file.name}: the id {rule.id} stands there twice")
        rules.append(rule)
    return tuple(rules)


def holds(rule: Rule, file: CaseFile) -> list[tuple[Ref, ...]]:
    """What a rule finds in a case: the answers it rests on, once for every entry it holds for; empty when it does not hold."""
    if rule.for_each is None:
        found = _evaluate(rule, file, None)
        return [found] if found is not None else []
    group = file.catalogue.question(rule.for_each)
    numbers = file.record.entry_numbers(group, file.catalogue)
    return [found for number in numbers if (found := _evaluate(rule, file, number)) is not None]


def _evaluate(rule: Rule, file: CaseFile, entry: int | None) -> tuple[Ref, ...] | None:
    refs: list[Ref] = []
    for clause in rule.every:
        found = _refs(clause, file, entry)
        if found is None:
            return None
        refs += found
    if rule.some:
        matched = [found for clause in rule.some if (found := _refs(clause, file, entry)) is not None]
        if not matched:
            return None
        refs += [ref for found in matched for ref in found]
    return tuple(dict.fromkeys(refs))


def _refs(clause: Clause, file: CaseFile, entry: int | None) -> list[Ref] | None:
    """The answers a condition rests on when it holds; None when it does not."""
    if clause.operator == "fact":
        ref = FACTS[clause.name](file)
        return [ref] if ref is not None else None
    question = file.catalogue.question(_source(file.catalogue, clause.name))
    number = entry if question.group else None
    value = _value(file, clause.name, number)
    if clause.operator == "answered":
        if (value is not None) is not bool(clause.wanted):
            return None
        return _shown(file, question, number) if clause.wanted else [_unknown(file, question, number)]
    if value is None:
        return None
    if clause.operator in WITH_QUESTION:
        other = file.catalogue.question(_source(file.catalogue, str(clause.wanted)))
        beside = _value(file, str(clause.wanted), entry if other.group else None)
        if beside is None or not _compare(clause, value, beside):
            return None
        return [*_shown(file, question, number), *_shown(file, other, entry if other.group else None)]
    if not _matches(clause, value):
        return None
    if clause.name in file.catalogue:
        return _shown(file, question, number)
    # a derived value says more than what it follows from: "jongste kind: 3" and not "kinderen: 2"
    name = clause.name.rsplit(".", 1)[-1].replace("_", " ").capitalize()
    answer = file.record.answer(question.id)
    amount = f"{value:g}" if isinstance(value, int | float) else str(value)
    return [Ref("answer", question.id, None, answer.id if answer else None, f"{name}: {amount.replace('.', ',')}")]


def _matches(clause: Clause, value: Any) -> bool:
    if clause.operator == "is":
        return bool(value == clause.wanted)
    if clause.operator == "is_not":
        return bool(value != clause.wanted)
    if clause.operator == "in":
        return value in clause.wanted
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return bool(value > clause.wanted) if clause.operator == "above" else bool(value < clause.wanted)


def _compare(clause: Clause, value: Any, other: Any) -> bool:
    if clause.operator == "same_as":
        return bool(value == other)
    if clause.operator == "above_question":
        return isinstance(value, int | float) and isinstance(other, int | float) and value > other + clause.plus
    # a date may be a year alone: only what is earlier on every day it can mean is earlier
    first, second = str(value), str(other)
    shortest = min(len(first), len(second))
    return first[:shortest] < second[:shortest]


def _value(file: CaseFile, name: str, entry: int | None) -> Any:
    if name not in file.catalogue:
        return file.known.get(name)
    question = file.catalogue.question(name)
    if not question.group:
        return file.known.get(name)
    answer = file.record.answer(name, entry)
    return answer.value if answer is not None and answer.state == "beantwoord" else None


def _shown(file: CaseFile, question: Question, entry: int | None) -> list[Ref]:
    if question.is_group and not question.follows and file.known.get(question.id) == []:
        answer = file.record.answer(question.id)
        return [Ref("answer", question.id, None, answer.id if answer else None, f"{question.label}: geen")]
    found = said(file, question, entry)
    return [found.ref] if found is not None else []


def _unknown(file: CaseFile, question: Question, entry: int | None) -> Ref:
    """That there is no answer: what a rule about something unknown rests on."""
    answer = file.record.answer(question.id, entry)
    return Ref(
        "state", question.id, entry, answer.id if answer else None, f"{label_of(file, question, entry)}: niet bekend"
    )


def _source(catalogue: Catalogue, name: str) -> str:
    return name if name in catalogue else catalogue.source_of(name)


def _clause(item: Mapping[str, Any]) -> Clause:
    if set(item) == {"fact"}:
        return Clause(str(item["fact"]), "fact", True)
    operators = set(item) - {"question", "plus"}
    if "question" not in item or len(operators) != 1:
        raise ValueError("a condition names a question and one comparison, or a fact")
    operator = operators.pop()
    if operator not in (*WITH_VALUE, *WITH_QUESTION, "answered"):
        raise ValueError(f"there is no comparison {operator}")
    return Clause(str(item["question"]), operator, item[operator], item.get("plus", 0))


def _check(rule: Rule, catalogue: Catalogue, at_least: int) -> None:
    group = None
    if rule.for_each is not None:
        group = _known(catalogue, rule.for_each)
        if not group.is_group:
            raise ValueError(f"{rule.for_each} is no group")
    names: set[str] = set()
    for clause in (*rule.every, *rule.some):
        names |= set(_names(clause))
        if clause.operator == "fact":
            if clause.name not in FACTS:
                raise ValueError(f"there is no fact {clause.name}")
            continue
        for name in _names(clause) if clause.operator in WITH_QUESTION else (clause.name,):
            part = _known(catalogue, name)
            if part.group and not _belongs(catalogue, part, rule.for_each):
                raise ValueError(f"{name} is a field: say 'for_each'")
        if clause.operator in WITH_VALUE:
            _check_value(catalogue, clause)
    if len(names) < at_least:
        raise ValueError(f"it names {len(names)} answers, at least {at_least} are needed")


def _names(clause: Clause) -> Iterator[str]:
    yield clause.name
    if clause.operator in WITH_QUESTION:
        yield str(clause.wanted)


def _belongs(catalogue: Catalogue, part: Question, group: str | None) -> bool:
    whole = catalogue.question(str(part.group))
    return group is not None and group in (whole.id, whole.follows)


def _known(catalogue: Catalogue, name: str) -> Question:
    source = _source(catalogue, name)
    if source not in catalogue:
        raise ValueError(f"there is no question {name}")
    return catalogue.question(source)


def _check_value(catalogue: Catalogue, clause: Clause) -> None:
    wanted: Sequence[Any] = clause.wanted if clause.operator == "in" else [clause.wanted]
    if clause.name not in catalogue:
        if not all(isinstance(value, int | float | str) for value in wanted):
            raise ValueError(f"{clause.name} is compared with {wanted}")
        return
    question = catalogue.question(clause.name)
    for value in wanted:
        if not _can_be(question, clause.operator, value):
            raise ValueError(f"{question.id} never is {value!r}")


def _can_be(question: Question, operator: str, value: Any) -> bool:
    if question.is_group:
        return operator == "is" and value == []
    if question.type == "yesno":
        return isinstance(value, bool)
    if question.type == "choice":
        return value in question.options
    if question.type in NUMBERS:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if operator in {"above", "below"}:
            return number
        return number and (question.type not in CODES or value in CODES[question.type])
    if question.type == "country":
        return isinstance(value, str) and country_name(value, "nl") != value
    if question.type == "language":
        return isinstance(value, str) and language_name(value, "nl") != value
    return False
