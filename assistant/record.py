"""The record: what was said, never overwritten, and the current view that follows from it.

An answer is one immutable row. A correction is a new row with a higher version. Everything shown anywhere (the
current value, the seven states, what still has to be asked) is computed here from those rows by pure functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from assistant.catalogue import Catalogue, Question

State = Literal[
    "niet_gevraagd",
    "beantwoord",
    "weet_niet",
    "wil_niet_zeggen",
    "later",
    "liever_met_een_persoon",
    "niet_van_toepassing",
]
STATES: tuple[State, ...] = (
    "niet_gevraagd", "beantwoord", "weet_niet", "wil_niet_zeggen", "later", "liever_met_een_persoon",
    "niet_van_toepassing",
)  # fmt: skip
OPEN_STATES: frozenset[State] = frozenset({"weet_niet", "wil_niet_zeggen", "later", "liever_met_een_persoon"})
"""States that a consulent sees as "to discuss": the question was asked, and there is no value."""

Key = tuple[str, int | None]
"""A question id and, within a repeating group, the number of the entry (from 1)."""


@dataclass(frozen=True)
class Answer:
    """One answer as it is kept: everything the brede intake says is kept with every answer.

    Attributes:
        question: question id; for a field of a group the whole path (``gezin.kinderen.leeftijd``).
        entry: number of the group entry, from 1; ``None`` outside groups. On the id of a group itself, ``None`` is
            the gate ("do you have children?") and ``n`` the question whether more follows entry n.
        state: ``beantwoord``, ``weet_niet``, ``wil_niet_zeggen``, ``later`` or ``liever_met_een_persoon``.
        value: the typed value of the contract, ``None`` unless ``beantwoord``.
        words: exactly what was said; for a button the label that was pressed.
        language, script: of the words (project language code; ISO 15924 script).
        understood_by: ``rule``, ``button``, ``person`` or ``words`` (kept as they are).
        rule, confidence, detail: how it was understood, and how sure (0 to 1).
        to_confirm: the value is not certain and must be read back or discussed.
        speaker, present: who said it, and who was in the room.
        channel, typed_by: ``own_chat``, ``interview``, ``phone`` or ``letter``, and who typed.
        source: where it came from when nobody said it here (``settled`` by an earlier answer, an import), else None.
        flag: why the consulent should look at it, for example ``not_understood``.
        at: UTC time, ISO 8601. turn: number of the turn within the case. device: session that gave it.
    """

    question: str
    entry: int | None
    state: State
    value: Any
    words: str
    language: str
    script: str
    understood_by: str
    rule: str
    confidence: float
    to_confirm: bool
    speaker: str
    present: str
    channel: str
    typed_by: str
    at: str
    catalogue: str
    catalogue_version: str
    turn: int
    version: int = 1
    detail: Mapping[str, Any] | None = None
    source: str | None = None
    flag: str | None = None
    device: str | None = None
    message_id: str | None = None
    id: int | None = None

    @property
    def key(self) -> Key:
        """What this answers: the question and the group entry."""
        return (self.question, self.entry)


@dataclass
class Record:
    """The current view of one case, folded from its answers in the order they were given."""

    current: dict[Key, Answer] = field(default_factory=dict)
    history: dict[Key, list[Answer]] = field(default_factory=dict)
    fallen: dict[Key, Answer] = field(default_factory=dict)
    _values: dict[str, Any] | None = None

    def answer(self, question: str, entry: int | None = None) -> Answer | None:
        """The answer that counts now, or None."""
        return self.current.get((question, entry))

    def values(self, catalogue: Catalogue) -> dict[str, Any]:
        """Question id -> value for everything answered or settled; groups as lists of entries."""
        return {key: value for key, value in self.known(catalogue).items() if key in catalogue}

    def known(self, catalogue: Catalogue) -> dict[str, Any]:
        """The values, and what the catalogue derives from them: what conditions look at."""
        if self._values is None:
            self._values = self._find_values(catalogue)
        return dict(self._values)

    def _find_values(self, catalogue: Catalogue) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for question in catalogue.questions():
            if not question.applies(found):
                continue
            settled, value = question.settled_value(found)
            answer = self.answer(question.id)
            if settled:
                found[question.id] = value
            elif question.follows:
                if entries := self.entries(question, catalogue):
                    found[question.id] = entries
            elif answer is None or answer.state != "beantwoord" or answer.value is None:
                # a recording has no value until somebody wrote down what was said
                continue
            else:
                found[question.id] = self.entries(question, catalogue) if question.is_group else answer.value
            for item in catalogue.derived_after.get(question.id, ()):
                asked_on = date.fromisoformat(answer.at[:10]) if answer else None
                if (derived := item.value(found, asked_on)) is not None:
                    found[item.id] = derived
        return found

    def entry_numbers(self, group: Question, catalogue: Catalogue) -> list[int]:
        """The numbers of the entries of a group that exist now (the last one may be half filled)."""
        if group.follows:
            followed = catalogue.question(group.follows)
            return [
                number
                for number in self.entry_numbers(followed, catalogue)
                if group.wants_entry(self.entry_values(followed, number))
            ]
        gate = self.answer(group.id)
        if gate is None or gate.state != "beantwoord" or not gate.value:
            return []
        numbers = [1]
        while (more := self.answer(group.id, numbers[-1])) is not None and more.value is True:
            numbers.append(numbers[-1] + 1)
        return numbers

    def entry_values(self, group: Question, number: int) -> dict[str, Any]:
        """Field name -> value of one entry; unanswered fields are absent."""
        return {
            part.name: answer.value
            for part in group.fields
            if (answer := self.answer(part.id, number)) is not None
            and answer.state == "beantwoord"
            and answer.value is not None
        }

    def entries(self, group: Question, catalogue: Catalogue) -> list[dict[str, Any]]:
        """The entries of a group as the contract writes them."""
        found = []
        for number in self.entry_numbers(group, catalogue):
            entry = self.entry_values(group, number)
            if entry or any(self.answer(part.id, number) for part in group.fields):
                found.append(entry)
        return found

    def state(self, catalogue: Catalogue, question: Question, entry: int | None = None) -> State:
        """Which of the seven states a question is in now."""
        values = self.known(catalogue)
        whole = catalogue.question(question.group) if question.group else question
        if not whole.applies(values):
            return "niet_gevraagd" if self._is_undecided(catalogue, whole, values) else "niet_van_toepassing"
        if whole.follows:
            return self._state_of_following(catalogue, whole, question, entry)
        if question.group and not self.entry_numbers(whole, catalogue):
            gate = self.answer(whole.id)
            return "niet_van_toepassing" if gate and gate.state == "beantwoord" else "niet_gevraagd"
        if question.group and entry is not None and not question.wants_entry(self.entry_values(whole, entry)):
            return "niet_van_toepassing"
        if question.settled_value(values)[0]:
            return "beantwoord"
        answer = self.answer(question.id, entry)
        return answer.state if answer is not None else "niet_gevraagd"

    def _is_undecided(self, catalogue: Catalogue, question: Question, known: Mapping[str, Any]) -> bool:
        """Whether it cannot be said yet that a question does not apply: what decides it was not asked itself."""
        if question.when is None or question.when.holds(known):
            return False
        sources = {catalogue.source_of(name) for name in question.when.questions()}
        return any(
            self.state(catalogue, catalogue.question(name)) == "niet_gevraagd" for name in sources if name not in known
        )

    def _state_of_following(
        self, catalogue: Catalogue, group: Question, question: Question, entry: int | None
    ) -> State:
        """The state of a group that follows another, or of one of its fields: it has no gate of its own."""
        numbers = self.entry_numbers(group, catalogue)
        if not numbers:
            followed = self.answer(group.follows or "")
            return "niet_van_toepassing" if followed and followed.state == "beantwoord" else "niet_gevraagd"
        if question.is_group:
            given = any(self.answer(part.id, number) for part in group.fields for number in numbers)
            return "beantwoord" if given else "niet_gevraagd"
        if entry is not None and not question.wants_entry(self.entry_values(group, entry)):
            return "niet_van_toepassing"
        answer = self.answer(question.id, entry)
        return answer.state if answer is not None else "niet_gevraagd"

    def take(self, catalogue: Catalogue, answer: Answer) -> None:
        """Take in the next answer.

        When an answer changes so that a later question no longer applies, is settled, or must be asked again, the
        answer to that later question falls: it stays in the history and stops counting.
        """
        earlier = self.current.get(answer.key)
        self.history.setdefault(answer.key, []).append(answer)
        self.current[answer.key] = answer
        self.fallen.pop(answer.key, None)
        self._values = None
        changed = earlier is not None and (earlier.state, earlier.value) != (answer.state, answer.value)
        if changed and answer.question in catalogue:
            _let_dependants_fall(catalogue, self, answer)
            self._values = None


def fold(catalogue: Catalogue, answers: Iterable[Answer]) -> Record:
    """Fold answers, oldest first, into the current view."""
    record = Record()
    for answer in answers:
        record.take(catalogue, answer)
    return record


def _let_dependants_fall(catalogue: Catalogue, record: Record, changed: Answer) -> None:
    question = catalogue.question(changed.question)
    if question.is_group and changed.entry is None:
        _fall(
            record, [key for key in record.current if key[0].startswith(f"{question.id}.") or _is_more(key, question)]
        )
    record._values = None
    values = record.known(catalogue)
    for name in catalogue.dependants.get(question.group or question.id, ()):
        dependant = catalogue.question(name)
        asked_again = question.id in dependant.asked_again_after
        if dependant.follows:
            numbers = set(record.entry_numbers(dependant, catalogue))
            _fall(record, [key for key in record.current if key[0].startswith(f"{name}.") and key[1] not in numbers])
        elif asked_again or not dependant.applies(values) or dependant.settled_value(values)[0]:
            keys = [key for key in record.current if key[0] == name or key[0].startswith(f"{name}.")]
            _fall(record, keys)


def _is_more(key: Key, group: Question) -> bool:
    return key[0] == group.id and key[1] is not None


def _fall(record: Record, keys: list[Key]) -> None:
    for key in keys:
        record.fallen[key] = record.current.pop(key)


def open_points(catalogue: Catalogue, record: Record) -> Iterator[Answer]:
    """Answers a consulent should discuss: no value yet, not certain, or flagged."""
    for answer in record.current.values():
        if answer.question in catalogue and (answer.state in OPEN_STATES or answer.to_confirm or answer.flag):
            yield answer
