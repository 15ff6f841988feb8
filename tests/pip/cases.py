"""Constructed cases of the case types that occur in practice: nobody in them exists.

Each file of ``people/`` holds what one person said and what the consulent entered. ``CASES`` puts them into a house, quickly,
as the conversation and the desk keep them: values as understanding gives them, words in the person's own language, renditions
with their standing, and entries checked by their forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from assistant.catalogue import Question
from assistant.dossier.keeping import keep
from assistant.house import House
from assistant.record import Answer
from assistant.renditions.model import Rendition, Review
from assistant.renditions.sources import source_of_answer
from assistant.roles import CONSULENT
from assistant.script import script_of
from assistant.store import TurnWriter
from assistant.value_labels import value_label

PEOPLE = Path(__file__).parent / "people"
CONSULENT_LOGIN = "consulent"
VERTALER = "vertaler"


@dataclass
class Telling:
    """Puts what one person said into the record of their case.

    A value of the file is the value itself, or a mapping with ``value`` or ``said`` (words) and, where wanted, ``nl`` (the
    Dutch rendition), ``standing`` (``goedgekeurd``, ``machine`` or ``ontbreekt``), ``state``, ``to_confirm``, ``flag``,
    ``speaker`` and ``present``.
    """

    house: House
    case_id: str
    language: str
    at: datetime
    turn: int = 0
    renditions: list[tuple[Answer, str, str]] = field(default_factory=list)

    def tell(self, answers: Mapping[str, Any]) -> None:
        """Keep these answers, in the order of the catalogue."""
        unknown = [name for name in answers if name not in self.house.catalogue]
        assert not unknown, f"no such question: {unknown}"
        with self.house.store.writing(self.case_id) as writer:
            for question in self.house.catalogue.questions():
                if question.id in answers:
                    self._question(writer, question, answers[question.id])
        self._render()

    def _question(self, writer: TurnWriter, question: Question, given: Any) -> None:
        if not question.is_group or (isinstance(given, Mapping) and "state" in given):
            self._one(writer, question, None, given)
        elif question.follows:
            for number, entry in given.items():
                self._fields(writer, question, int(number), entry)
        else:
            self._one(writer, question, None, bool(given))
            for number, entry in enumerate(given, start=1):
                self._fields(writer, question, number, entry)
                self._one(writer, question, number, number < len(given))

    def _fields(self, writer: TurnWriter, group: Question, number: int, entry: Mapping[str, Any]) -> None:
        for part in group.fields:
            if part.name in entry:
                self._one(writer, part, number, entry[part.name])

    def _one(self, writer: TurnWriter, question: Question, entry: int | None, given: Any) -> None:
        more = given if isinstance(given, Mapping) and "text" not in given else {"value": given}
        said = more.get("said")
        state = more.get("state", "beantwoord")
        value = more.get("value", said if question.type == "text" else None) if state == "beantwoord" else None
        if question.type in {"text", "occupation"} and said is None and isinstance(value, str):
            said = value
        if question.type == "occupation" and isinstance(said, str) and not isinstance(value, Mapping):
            value = {"text": said, "isco": more.get("isco")}
        if question.type == "date" and value is not None:
            value = str(value)
        own_words = question.type in {"text", "occupation"} and said is not None
        words = said if said is not None else self._label(question, value) if value is not None else str(more.get("words", ""))
        self.turn += 1
        answer = writer.answer(Answer(
            question=question.id, entry=entry, state=state, value=value, words=words, language=self.language,
            script=script_of(words), understood_by="words" if own_words else "button", rule="", confidence=1.0,
            to_confirm=bool(more.get("to_confirm", False)), speaker=more.get("speaker", "person"),
            present=more.get("present", "alleen"), channel="own_chat", typed_by="person", at=self.at.isoformat(),
            catalogue=self.house.catalogue.name, catalogue_version=self.house.catalogue.version, turn=self.turn,
            flag=more.get("flag"),
        ))  # fmt: skip
        if (source := source_of_answer(self.house.catalogue, answer)) is not None:
            writer.source(source)
            if more.get("nl") and more.get("standing") != "ontbreekt":
                self.renditions.append((answer, str(more["nl"]), str(more.get("standing", "goedgekeurd"))))

    def _label(self, question: Question, value: Any) -> str:
        if question.is_group:
            return self.house.wording.text(self.language, "talk.yes" if value else "talk.no")
        return value_label(question, value, self.language, self.house.wording)

    def _render(self) -> None:
        kept = self.house.store.translation
        for answer, text, standing in self.renditions:
            source = next(
                one for one in kept.sources(self.case_id)
                if (one.question, one.entry, one.words) == (answer.question, answer.entry, answer.words)
            )  # fmt: skip
            assert source.id is not None
            with kept.writing() as writer:
                machine = standing == "machine"
                made = writer.rendition(Rendition(
                    source.id, text, "nl", "machine" if machine else "person", "argos" if machine else VERTALER,
                    self.at.isoformat(),
                ))  # fmt: skip
                if standing == "goedgekeurd":
                    writer.review(Review(source.id, made.id, "goedgekeurd", VERTALER, "cultuurvertaler", self.at.isoformat()))
        self.renditions.clear()


def build(house: House, name: str) -> str:
    """Put the case of ``people/<name>.yml`` into a house; returns its id."""
    person = yaml.safe_load((PEOPLE / f"{name}.yml").read_text(encoding="utf-8"))
    if house.store.staff(CONSULENT_LOGIN) is None:
        house.access.add_staff(CONSULENT_LOGIN, "Consulent (verzonnen)", CONSULENT, "wachtwoord-van-de-test")
    case = house.access.new_case(
        language=person["language"], label=f"Verzonnen: {person['about']}", created_by=CONSULENT_LOGIN, constructed=True
    )  # fmt: skip
    at = house.now()
    Telling(house, case.case_id, person["language"], at).tell(person["answers"])
    for number, entry in enumerate(person.get("dossier") or (), start=1):
        # the number of the child in a `vve` entry is called kind too: there the kind of the entry is called `entry`
        name_of_kind = "entry" if "entry" in entry else "kind"
        data = {key: value for key, value in entry.items() if key != name_of_kind}
        keep(house.store, case.case_id, entry[name_of_kind], _plain(data), by=CONSULENT_LOGIN, at=at + timedelta(seconds=number))
    return case.case_id


def _plain(data: Any) -> Any:
    """YAML reads days as dates; an entry holds them as text."""
    if isinstance(data, Mapping):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    return data.isoformat() if hasattr(data, "isoformat") else data


def _names() -> Iterator[str]:
    return (file.stem for file in sorted(PEOPLE.glob("*.yml")))


CASES: dict[str, Callable[[House], str]] = {name: partial(build, name=name) for name in _names()}
"""Name of a constructed case -> puts it into a house and gives its case id."""
