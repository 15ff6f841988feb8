"""One scripted conversation from the language screen to the end, over any channel to the assistant."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any, Protocol

from assistant.replay.persona import Persona

MAXIMUM_TURNS = 600
ALONE = 'answer:"alleen"'


class Channel(Protocol):
    """A way to the assistant: over HTTP as the page does it, or straight into the core for the demo's examples."""

    def screen(self) -> dict[str, Any]:
        """The reply that is on the screen."""

    def press(self, prompt_id: str, payload: str) -> dict[str, Any]:
        """Press a button and return the reply."""

    def write(self, prompt_id: str, text: str) -> dict[str, Any]:
        """Send typed words and return the reply."""


class StuckTalk(RuntimeError):
    """The conversation did not come to an end."""


@dataclass
class Talk:
    """What happened in one conversation."""

    persona: str
    asked: list[str] = field(default_factory=list)
    transcript: list[dict[str, Any]] = field(default_factory=list)
    turn_ms: list[float] = field(default_factory=list)
    finished: bool = False

    @property
    def turns(self) -> int:
        """How many messages the person sent."""
        return len(self.turn_ms)


def hold(persona: Persona, channel: Channel, *, maximum_turns: int = MAXIMUM_TURNS) -> Talk:
    """Hold the whole conversation; stops at the end or after ``maximum_turns``."""
    return _Speaker(persona, channel).hold(maximum_turns)


class _Speaker:
    def __init__(self, persona: Persona, channel: Channel) -> None:
        self._persona, self._channel = persona, channel
        self._talk = Talk(persona.id)
        self._times_asked: dict[tuple[str, int | None], int] = {}
        self._said_before: set[str] = set()
        self._said_after: set[str] = set()
        self._explained: set[str] = set()
        self._aside = False
        self._last_asked: tuple[str, int | None] | None = None
        self._answering: tuple[str, int | None] | None = None

    def hold(self, maximum_turns: int) -> Talk:
        reply = self._channel.screen()
        while self._talk.turns < maximum_turns:
            if reply["finished"]:
                self._talk.finished = True
                break
            reply = self._turn(reply)
        return self._talk

    def _turn(self, reply: dict[str, Any]) -> dict[str, Any]:
        prompt = reply["prompt"]
        key = (prompt["question"], prompt["entry"]) if prompt["question"] else None
        self._remember_asked(prompt, key)
        if after := self._after(prompt, key):
            self._aside = True
            return self._send(reply, text=after)
        kind, question = prompt["kind"], prompt["question"]
        if kind == "language":
            return self._send(reply, button=f"language:{self._persona.language}")
        if kind == "message":
            return self._send(reply, button="message:read")
        if kind == "asked_back":
            return self._explain(reply)
        if kind == "move":
            return self._send(reply, button="this:move" if self._aside else "this:answer")
        if kind in {"gate", "more"}:
            wanted = len(self._persona.entries(question)) > (prompt["entry"] or 0)
            self._answering = key
            return self._send(reply, button=f"answer:{'true' if wanted else 'false'}")
        if question == "welkom.aanwezig" and kind == "question":
            return self._send(reply, button=ALONE)
        if kind != "question":
            # notice, confirmation, read-back, pause: the person goes on
            return self._send(reply, button=prompt["buttons"][0]["payload"])
        assert key is not None
        if question in self._persona.before and question not in self._said_before:
            self._said_before.add(question)
            self._aside = True
            return self._send(reply, text=self._persona.before[question])
        self._aside = False
        self._answering = key
        return self._send(reply, text=self._text(key))

    def _explain(self, reply: dict[str, Any]) -> dict[str, Any]:
        """A question about an earlier answer: said once in the persona's own words, and passed over when that was no reply."""
        said = reply["prompt_id"] in self._explained
        self._explained.add(reply["prompt_id"])
        return self._send(reply, button="asked_back:skip") if said else self._send(reply, text=self._persona.otherwise)

    def _text(self, key: tuple[str, int | None]) -> str:
        question, entry = key
        if question in self._said_after:
            # asked again after a correction: the correction is the answer now
            return self._persona.after[question]
        texts = self._persona.texts(question, entry)
        times = self._times_asked.get(key, 0)
        self._times_asked[key] = times + 1
        return texts[min(times, len(texts) - 1)]

    def _after(self, prompt: dict[str, Any], key: tuple[str, int | None] | None) -> str | None:
        """What the person says right after the question they just answered, once another thing is asked."""
        if self._answering is None or key == self._answering or prompt["kind"] in {"confirm", "move"}:
            return None
        question, self._answering = self._answering[0], None
        if question not in self._persona.after or question in self._said_after:
            return None
        self._said_after.add(question)
        return self._persona.after[question]

    def _remember_asked(self, prompt: dict[str, Any], key: tuple[str, int | None] | None) -> None:
        if key is not None and key != self._last_asked and prompt["kind"] in {"question", "gate", "more"}:
            self._talk.asked.append(key[0])
        if prompt["kind"] in {"question", "gate", "more"}:
            self._last_asked = key

    def _send(self, reply: dict[str, Any], *, text: str | None = None, button: str | None = None) -> dict[str, Any]:
        prompt = reply["prompt"]
        start = time.perf_counter()
        if button is not None:
            answer = self._channel.press(reply["prompt_id"], button)
        else:
            answer = self._channel.write(reply["prompt_id"], text or "")
        self._talk.turn_ms.append((time.perf_counter() - start) * 1000)
        self._talk.transcript.append(
            {
                "kind": prompt["kind"], "question": prompt["question"], "entry": prompt["entry"],
                "shown": prompt["text"], "said": text if text is not None else button,
                "notes": [note["text"] for note in answer["notes"]],
            }
        )  # fmt: skip
        return answer
