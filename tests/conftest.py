"""Fixtures that every folder of tests uses: a real house over a real SQLite file, and a clock that can be set."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from assistant.access import NewCase
from assistant.access.passwords import Passwords
from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from assistant.record import fold
from assistant.supervisor.serve import RunningHouse, running

PROJECT = Path(__file__).resolve().parents[1]

# A sign-in of staff costs 50 ms and 64 MB on purpose. The tests sign in thousands of times, so here it costs next to nothing;
# ``access/test_staff_door.py`` asks a fresh process what it really costs, and whatever is started as a program has the real one.
Passwords.hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    time: datetime = field(default_factory=lambda: datetime(2026, 11, 22, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **time: float) -> None:
        self.time += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(tmp_path: Path, clock: Clock) -> Iterator[House]:
    opened = open_house(tmp_path / "data", wording_of, clock)
    yield opened
    opened.store.close()


@pytest.fixture(scope="session")
def running_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningHouse, House]]:
    """Everything that `intake serve` runs, on free ports over a temporary data folder, and the house over that folder."""
    data = tmp_path_factory.mktemp("running") / "data"
    opened = open_house(data, wording_of)
    with running(data) as servers:
        yield servers, opened
    opened.store.close()


class Person:
    """A constructed person at the conversation, without page and dialogue server: the intent is given by the test."""

    def __init__(self, house: House, language: str, *, begin: bool = True) -> None:
        self.house = house
        self.case: NewCase = house.access.new_case(
            language=None, label="verzonnen", created_by="test", constructed=True
        )
        self.reply: dict[str, Any] = house.conversation.screen(self.case.case_id)
        if begin:
            self.press(f"language:{language}")

    def press(self, button: str, **more: Any) -> dict[str, Any]:
        more.setdefault("prompt_id", self.reply["prompt_id"])
        message_id = more.pop("message_id", str(uuid.uuid4()))
        self.reply = self.house.conversation.take_turn(self.case.case_id, message_id, button=button, **more)
        return self.reply

    def say(self, text: str, intent: str = "answer", confidence: float = 0.9, **more: Any) -> dict[str, Any]:
        more.setdefault("prompt_id", self.reply["prompt_id"])
        message_id = more.pop("message_id", str(uuid.uuid4()))
        where = {key: more[key] for key in ("trusted", "device") if key in more}
        refused = self.house.conversation.receive(self.case.case_id, message_id, more["prompt_id"], text, **where)
        self.reply = refused or self.house.conversation.take_turn(
            self.case.case_id, message_id, text=text, intent=intent, intent_confidence=confidence, **more
        )
        return self.reply

    def go_to(self, question: str, entry: int | None = None) -> dict[str, Any]:
        """Answer whatever comes, in the shortest way, until this question is asked."""
        for _ in range(150):
            prompt = self.reply["prompt"]
            here = (prompt["question"], prompt["entry"]) == (question, entry)
            told = any(one["payload"] == "imported:right" for one in prompt["buttons"])
            if here and (told or prompt["kind"] in {"question", "gate", "more", "notice"}):
                return self.reply
            assert not self.reply["finished"], f"{question} was never asked"
            self.step(question, entry)
        raise AssertionError(f"{question} was never asked")

    def go_to_kind(self, kind: str, topic: str | None = None) -> dict[str, Any]:
        """Answer whatever comes, in the shortest way, until this kind of screen (of this topic) is there."""
        for _ in range(150):
            prompt = self.reply["prompt"]
            if prompt["kind"] == kind and topic in {None, prompt["topic"]}:
                return self.reply
            assert not self.reply["finished"], f"there was never a {kind} screen of {topic}"
            self.step()
        raise AssertionError(f"there was never a {kind} screen of {topic}")

    def step(self, towards: str = "", entry: int | None = None) -> dict[str, Any]:
        """Answer what is on the screen in the shortest way that leads to a question."""
        prompt = self.reply["prompt"]
        if prompt["kind"] in {"gate", "more"}:
            wanted = towards.startswith(f"{prompt['question']}.") and (prompt["entry"] or 0) < (entry or 1)
            return self.press(f"answer:{'true' if wanted else 'false'}")
        if prompt["kind"] == "offer":
            return self.press("offer:now" if towards.startswith(f"{prompt['topic']}.") else "offer:later")
        shortest = {"readback": "readback:right", "opening": "opening:go", "rest": "go_on", "notice": "answer:true"}
        return self.press(shortest.get(prompt["kind"], "state:later"))

    @property
    def question(self) -> str | None:
        question: str | None = self.reply["prompt"]["question"]
        return question

    @property
    def notes(self) -> str:
        return "\n".join(note["text"] for note in self.reply["notes"])

    @property
    def kind(self) -> str:
        kind: str = self.reply["prompt"]["kind"]
        return kind

    @property
    def payloads(self) -> list[str]:
        return [button["payload"] for button in self.reply["prompt"]["buttons"]]

    def moves(self) -> list[str]:
        return [button["payload"] for button in self.reply["prompt"]["moves"]]

    def events(self, kind: str) -> list[dict[str, Any]]:
        """What was kept with every event of this kind, oldest first."""
        return [event.data for event in self.house.store.events(self.case.case_id) if event.kind == kind]

    def state(self, question: str, entry: int | None = None) -> str:
        """Which of the seven states a question is in now."""
        record = fold(self.house.catalogue, self.house.store.answers(self.case.case_id))
        return record.state(self.house.catalogue, self.house.catalogue.question(question), entry)

    def values(self) -> dict[str, Any]:
        """The values of the record as they are now."""
        record = fold(self.house.catalogue, self.house.store.answers(self.case.case_id))
        return record.values(self.house.catalogue)

    def answers(self, question: str) -> list[Any]:
        return [answer for answer in self.house.store.answers(self.case.case_id) if answer.question == question]


@pytest.fixture
def person(house: House) -> Callable[..., Person]:
    """Makes a constructed person who has chosen a language."""
    return lambda language="nl", **more: Person(house, language, **more)
