"""A municipality's own question set: a folder with ``local.yml`` and topic files, laid over ours without touching it.

``local.yml`` names the set and its version and may hold ``questions`` (id -> what changes: when it is asked, how it is
worded), ``order`` (topic -> ids that come first) and ``topics`` (the order of the topics). Files in its folder ``topics/``
add questions to our topics, or whole topics, in the same form as ours. Everything is checked with the same messages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.catalogue.faults import CatalogueFault

LOCAL_FILE = "local.yml"
TOPICS_FOLDER = "topics"
KEYS = {"name", "version", "questions", "order", "topics", "age_limit_onderwijsroute"}
CHANGEABLE = {"path", "label", "text", "help", "why", "sensitive", "alone", "readback"}
"""What a municipality may change of our questions; what an answer means (id, type, options) stays, so that records compare."""


@dataclass
class RawTopic:
    """A topic file as it was read, not yet checked."""

    file: Path
    data: dict[str, Any]


@dataclass(frozen=True)
class LocalSet:
    """What a municipality's folder says."""

    file: Path
    name: str
    version: str
    questions: dict[str, dict[str, Any]] = field(default_factory=dict)
    order: dict[str, list[str]] = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    age_limit_onderwijsroute: int | None = None
    added: tuple[RawTopic, ...] = ()


def read_local(folder: Path, read_yaml: Callable[[Path], dict[str, Any]]) -> LocalSet:
    """Read the folder of a municipality; raises CatalogueFault with file, question and fault."""
    file = folder / LOCAL_FILE
    data = read_yaml(file)
    if unknown := sorted(set(data) - KEYS):
        raise CatalogueFault(file, None, f"unknown key '{unknown[0]}'; known are {', '.join(sorted(KEYS))}")
    for key in ("name", "version"):
        if not data.get(key):
            raise CatalogueFault(
                file, None, f"'{key}' is missing: every answer records which question set it came from"
            )
    for key, kind in (("questions", dict), ("order", dict), ("topics", list)):
        if not isinstance(data.get(key) or kind(), kind):
            raise CatalogueFault(file, None, f"'{key}' must be a {'list' if kind is list else 'mapping'}")
    limit = data.get("age_limit_onderwijsroute")
    if limit is not None and type(limit) is not int:
        raise CatalogueFault(file, None, "'age_limit_onderwijsroute' is an age in whole years")
    added = tuple(RawTopic(path, read_yaml(path)) for path in sorted((folder / TOPICS_FOLDER).glob("*.yml")))
    return LocalSet(
        file, str(data["name"]), str(data["version"]), data.get("questions") or {}, data.get("order") or {},
        data.get("topics") or [], limit, added,
    )  # fmt: skip


def lay_over(local: LocalSet, topics: dict[str, RawTopic]) -> list[str]:
    """Change the raw topics in place as the municipality wants; returns the order of the topics.

    Raises:
        CatalogueFault: it names a question or topic that does not exist, or changes what may not change.
    """
    names = list(topics)
    for raw in local.added:
        _add(raw, topics, names)
    for question_id, change in local.questions.items():
        question = next((found for found in _every(topics) if found[0] == question_id), None)
        if question is None:
            raise CatalogueFault(local.file, question_id, "there is no question with this id")
        if not isinstance(change, dict):
            raise CatalogueFault(local.file, question_id, "what changes is a mapping, for example {path: more}")
        if forbidden := sorted(set(map(str, change)) - CHANGEABLE):
            raise CatalogueFault(
                local.file,
                question_id,
                f"'{forbidden[0]}' cannot be changed; you may change {', '.join(sorted(CHANGEABLE))}",
            )
        question[1].update(change)
    for topic, first in local.order.items():
        _reorder(local, topics, str(topic), first)
    return _topic_order(local, names)


def _add(raw: RawTopic, topics: dict[str, RawTopic], names: list[str]) -> None:
    name, questions = raw.file.stem, raw.data.get("questions")
    if name not in topics:
        topics[name] = raw
        names.insert(-1, name)
        return
    if raw.data.get("topic") != name or not isinstance(questions, list):
        raise CatalogueFault(raw.file, None, f"a file that adds to a topic has 'topic: {name}' and a list 'questions'")
    known = {question_id for question_id, _ in _every(topics)}
    for question in questions:
        if isinstance(question, dict) and question.get("id") in known:
            raise CatalogueFault(
                raw.file, str(question["id"]), "this id is ours already: change it in local.yml under 'questions'"
            )
    topics[name] = RawTopic(
        topics[name].file, {**topics[name].data, "questions": [*topics[name].data["questions"], *questions]}
    )


def _every(topics: dict[str, RawTopic]) -> Iterator[tuple[str, dict[str, Any]]]:
    for raw in topics.values():
        for question in raw.data.get("questions") or ():
            if isinstance(question, dict):
                yield str(question.get("id")), question
                for part in question.get("fields") or ():
                    yield f"{question.get('id')}.{part.get('id')}", part


def _reorder(local: LocalSet, topics: dict[str, RawTopic], topic: str, first: Any) -> None:
    if topic not in topics:
        raise CatalogueFault(local.file, None, f"'order' names the topic '{topic}', which does not exist")
    if not isinstance(first, list):
        raise CatalogueFault(local.file, None, f"'order' of '{topic}' must be a list of question ids")
    raw = topics[topic].data.get("questions")
    questions = {question.get("id"): question for question in raw or () if isinstance(question, dict)}
    for question_id in first:
        if question_id not in questions:
            raise CatalogueFault(
                local.file, str(question_id), f"'order' names it, but it is not a question of '{topic}'"
            )
    ordered = [*(questions[name] for name in first), *(q for name, q in questions.items() if name not in first)]
    topics[topic] = RawTopic(topics[topic].file, {**topics[topic].data, "questions": ordered})


def _topic_order(local: LocalSet, names: list[str]) -> list[str]:
    for topic in local.topics:
        if topic not in names:
            raise CatalogueFault(local.file, None, f"'topics' names '{topic}', which does not exist")
    welcome, *between, closing = names
    wanted = [topic for topic in local.topics if topic in between]
    return [welcome, *wanted, *(topic for topic in between if topic not in wanted), closing]
