"""YAML that somebody else wrote: data only, no larger and no deeper than a person writes, and every fault of one kind.

``yaml.safe_load`` runs nothing, but three things of it are not fit for files from outside: it raises faults of many kinds
(``RecursionError`` for deep brackets, ``ValueError`` for a month 13), a few lines with aliases of aliases become millions of
values when somebody walks through them, and there is no limit to size. Here they are ``BrokenYaml``, with the line.
"""

from __future__ import annotations

from typing import Any

import yaml

LARGEST = 2_000_000
"""Characters of a file; the largest of ours has some 200,000."""
DEEPEST = 40
"""Lists and mappings within one another; ours have fewer than ten."""
MOST_ALIASES = 100
"""Uses of ``*name``; ours have none."""

MOST_VALUES = 200_000
"""Values that a walk through it meets, those behind references counted each time."""

_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BrokenYaml(ValueError):
    """A text is no YAML that can be used; ``line`` where that is known, ``problem`` without it, the message with both."""

    def __init__(self, problem: str, line: int | None = None) -> None:
        super().__init__(f"line {line}: {problem}" if line else problem)
        self.problem, self.line = problem, line


def _look_over(text: str) -> None:
    """Raises BrokenYaml for what is too deep or too entangled, before anything is built from it."""
    deep = aliases = 0
    for event in yaml.parse(text, Loader=_SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            deep += 1
            if deep > DEEPEST:
                raise BrokenYaml(f"more than {DEEPEST} levels within one another", _line(event))
        elif isinstance(event, yaml.CollectionEndEvent):
            deep -= 1
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
            if aliases > MOST_ALIASES:
                raise BrokenYaml(f"more than {MOST_ALIASES} references to other parts", _line(event))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def read_yaml(text: str) -> Any:
    """What a YAML text holds: mappings, lists, texts, numbers, days, nothing else.

    Raises:
        BrokenYaml: it is no YAML, or larger, deeper or more entangled than any file of ours.
    """
    if len(text) > LARGEST:
        raise BrokenYaml(f"more than {LARGEST} characters")
    try:
        _look_over(text)
        found = yaml.load(text, Loader=_SafeLoader)
    except BrokenYaml:
        raise
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        raise BrokenYaml(str(getattr(fault, "problem", None) or fault), mark.line + 1 if mark else None) from fault
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError) as fault:
        # a day that does not exist, a number out of range, halves of characters: each library its own fault
        raise BrokenYaml(f"a value cannot be read ({fault})") from fault
    if _values(found, set()) > MOST_VALUES:
        raise BrokenYaml("far more values than a file of people holds")
    return found


def _values(part: Any, within: set[int]) -> int:
    """How many values a walk through ``part`` meets, aliases counted each time; a part within itself counts as too many."""
    if not isinstance(part, dict | list):
        return 1
    if id(part) in within:
        return MOST_VALUES + 1
    within.add(id(part))
    total = 1
    for inner in part.values() if isinstance(part, dict) else part:
        total += _values(inner, within)
        if total > MOST_VALUES:
            break
    within.discard(id(part))
    return total


__all__ = ["BrokenYaml", "read_yaml"]
