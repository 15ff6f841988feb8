"""When a question applies: small conditions over earlier answers, written as data in the topic files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]
"""Question id -> value, holding only questions whose state is ``beantwoord``."""

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "is": lambda value, wanted: bool(value == wanted),
    "is_not": lambda value, wanted: bool(value != wanted),
    "in": lambda value, wanted: value in wanted,
    "above": lambda value, wanted: isinstance(value, int | float) and value > wanted,
    "below": lambda value, wanted: isinstance(value, int | float) and value < wanted,
}


class UnreadableCondition(ValueError):
    """A condition in a topic file is not written as the catalogue guide says."""


@dataclass(frozen=True)
class Condition:
    """One condition: a question compared with a value, or ``all`` / ``any`` of several.

    A comparison with a question that has no known value is never true. So ``unless`` (the opposite) keeps asking
    when the earlier answer was "I do not know", which is what a careful interviewer does.
    """

    question: str | None = None
    operator: str | None = None
    wanted: Any = None
    parts: tuple[Condition, ...] = ()
    need_all: bool = True

    def holds(self, values: Values) -> bool:
        """Whether the condition is true for these answered values."""
        if self.parts:
            outcomes = [part.holds(values) for part in self.parts]
            return all(outcomes) if self.need_all else any(outcomes)
        if self.question is None or self.question not in values:
            return False
        return OPERATORS[self.operator or "is"](values[self.question], self.wanted)

    def questions(self) -> set[str]:
        """Ids of all questions this condition looks at."""
        if self.parts:
            return set().union(*(part.questions() for part in self.parts))
        return {self.question} if self.question else set()


def read_condition(data: Any) -> Condition:
    """Read ``{question: id, is: value}`` or ``{all: [...]}`` / ``{any: [...]}``; raises UnreadableCondition."""
    if not isinstance(data, dict):
        raise UnreadableCondition("a condition is a mapping such as {question: onderwijs.jaren, is: 0}")
    for word, need_all in (("all", True), ("any", False)):
        if word in data:
            if set(data) != {word} or not isinstance(data[word], list) or not data[word]:
                raise UnreadableCondition(f"'{word}' stands alone and holds a list of conditions")
            return Condition(parts=tuple(read_condition(part) for part in data[word]), need_all=need_all)
    operators = [key for key in data if key != "question"]
    if "question" not in data or len(operators) != 1 or operators[0] not in OPERATORS:
        known = ", ".join(OPERATORS)
        raise UnreadableCondition(f"a condition names a question and exactly one of: {known}")
    operator = operators[0]
    if operator == "in" and not isinstance(data["in"], list):
        raise UnreadableCondition("'in' wants a list of values")
    return Condition(question=str(data["question"]), operator=operator, wanted=data[operator])
