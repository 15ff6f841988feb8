"""The language of the drafts, as data: sentences of every section, names of subjects, labels, and what is withheld."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from assistant.catalogue import Catalogue

HERE = Path(__file__).parent
SENTENCES = HERE / "sentences"


class BrokenSentences(ValueError):
    """A file with sentences of the plan is not what it should be; the message names it."""


@dataclass(frozen=True)
class Place:
    """One place in a sentence that a fact fills: its name, and how it is shown (``op``, ``aantal`` …; empty: as it is)."""

    name: str
    how: str = ""


@dataclass(frozen=True)
class Wording:
    """One way to say something.

    Attributes:
        id: of the sentence; several wordings of one sentence share it, and the first that fits is used.
        say: the text, as fixed words and places in turn.
        when: name -> what its value must be; these facts are used by the sentence and not said again.
        given: the same, but others may say them too.
        takes: names of facts that count as said by this sentence without standing in it.
    """

    id: str
    say: tuple[str | Place, ...]
    when: Mapping[str, Any]
    given: Mapping[str, Any]
    takes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every fact the sentence uses up, in the order of the text."""
        places = [part.name for part in self.say if isinstance(part, Place)]
        return tuple(dict.fromkeys([*places, *self.when, *self.takes]))


@dataclass(frozen=True)
class Part:
    """A part of a section: its heading, its sentences in order, and what is to be discussed when nobody asked it yet.

    Attributes:
        id, title: of the part. wordings: see ``Wording``.
        open: questions that belong in a plan: to be discussed while they were not asked.
        asks: every question this part is about.
    """

    id: str
    title: str
    wordings: tuple[Wording, ...]
    open: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


@cache
def subjects() -> Mapping[str, str]:
    """Question id -> what it is about, as it stands after "Nog te bespreken:"."""
    found: Mapping[str, str] = _read(HERE / "subjects.yml")["subjects"]
    return found


@cache
def labels() -> Mapping[str, Mapping[str, str]]:
    """Question id, type or ``kind.field`` -> value -> how the value stands within a sentence."""
    found: Mapping[str, Mapping[str, str]] = _read(HERE / "labels.yml")
    return found


_kept: dict[int, tuple[Catalogue, frozenset[str]]] = {}
"""Id of a question set -> the set itself, so that the id stays its own, and what is withheld of it."""


def withheld_questions(catalogue: Catalogue) -> frozenset[str]:
    """Questions whose answers never stand in a plan: the sensitive ones, and free words that easily tell of health."""
    key = id(catalogue)
    if key not in _kept:
        data = _read(HERE / "subjects.yml")
        found = set(data["withheld"])
        for topic in catalogue.topics:
            for question in topic.questions:
                if topic.sensitive or question.sensitive:
                    found.add(question.id)
                found |= {part.id for part in question.fields if topic.sensitive or question.sensitive or part.sensitive}
        _kept[key] = (catalogue, frozenset(found - set(data["shown_though_sensitive"])))
    return _kept[key][1]


@cache
def parts(section: str) -> tuple[Part, ...]:
    """The parts of a section; empty when it has no file of its own. Raises BrokenSentences."""
    file = SENTENCES / f"{section}.yml"
    if not file.exists():
        return ()
    return tuple(_part(file, item) for item in _read(file)["parts"])


def part(section: str, part_id: str) -> Part:
    """One part of a section; raises KeyError."""
    found = next((one for one in parts(section) if one.id == part_id), None)
    if found is None:
        raise KeyError(f"{section}.{part_id}")
    return found


def _part(file: Path, item: Mapping[str, Any]) -> Part:
    try:
        wordings = tuple(_wording(one) for one in item.get("sentences") or ())
        opened = tuple(item.get("open") or ())
        names = [name for one in wordings for name in one.names if "." in name and not name.startswith("regel.")]
        asks = tuple(dict.fromkeys([*opened, *(item.get("asks") or ()), *names]))
        return Part(item["id"], item.get("title", ""), wordings, opened, asks)
    except (KeyError, TypeError, ValueError) as fault:
        raise BrokenSentences(f"{file.name}, {item.get('id', '?')}: {fault!r}") from fault


def _wording(item: Mapping[str, Any]) -> Wording:
    say: list[str | Place] = []
    for fixed, name, how, _ in Formatter().parse(item["say"]):
        if fixed:
            say.append(fixed)
        if name is not None:
            say.append(Place(name, how or ""))
    return Wording(
        item["id"], tuple(say), item.get("when") or {}, item.get("given") or {}, tuple(item.get("takes") or ())
    )  # fmt: skip


@cache
def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))
