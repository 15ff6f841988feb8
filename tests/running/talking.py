"""Talks through the real house for these tests: words nobody else says, in four languages, typed and by button."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx

from assistant.house import House
from assistant.supervisor.serve import RunningHouse

# Made-up words and names that nothing else in any process can contain.
WORDS = {
    "nl": ("kantklosvlechtmeester", "Zwaantje Kwikstaartsma"),
    "ti": ("ሰራሕዘይተፈልጠ", "ተኽለማርያምመዓርዋ"),
    "ar": ("صانعمراياالسفن", "زعفرانةالياسمينية"),
    "prs": ("آیینه‌سازکشتی‌ها", "گلبدخشانی‌پروانه"),
}
ADDRESS = "203.0.113.77"


@dataclass
class Talk:
    """One person's talk over HTTP; ``said`` are the words that were typed, ``secret`` what else may stand nowhere."""

    servers: RunningHouse
    house: House
    language: str
    said: list[str] = field(default_factory=list)
    secret: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        case = self.house.access.new_case(language=None, label="verzonnen", created_by="test", constructed=True)
        self.case_id = case.case_id
        self.secret += [case.code, case.case_id]
        self._client = httpx.Client(base_url=self.servers.ui_url, timeout=60, trust_env=False)
        self._client.post("/gesprek/code", json={"code": case.code, "language": self.language}).raise_for_status()
        self.secret += [text for text in self._client.cookies.values() if len(text) > 8]
        self.reply: dict[str, Any] = self._client.get("/gesprek/scherm").json()
        self.send(button=f"language:{self.language}")

    def send(self, **what: str) -> dict[str, Any]:
        """One turn, sent again with the same id until it is answered."""
        message = {
            "message_id": str(uuid.uuid4()), "prompt_id": self.reply["prompt_id"], "language": self.language, **what
        }  # fmt: skip
        for _ in range(60):
            answer = self._client.post("/gesprek/beurt", json=message)
            if answer.status_code == 200:
                self.reply = answer.json()
                return self.reply
        raise AssertionError(f"the turn was never answered: {answer.status_code}")

    def hold(self, turns: int = 12) -> None:
        """A dozen turns: made-up words typed wherever words are asked, and buttons between them."""
        for number in range(turns):
            prompt = self.reply["prompt"]
            buttons = [one["payload"] for one in prompt["buttons"]]
            if number % 2 and buttons:
                self.send(button=buttons[0])
            else:
                word = WORDS[self.language][number // 2 % 2]
                self.said.append(word)
                self.send(text=f"{word} {word}")

    def close(self) -> None:
        """Hang up."""
        self._client.close()


def talk_in_every_language(servers: RunningHouse, house: House) -> list[Talk]:
    """A talk in each of the four languages, held to the end of its dozen turns."""
    talks = [Talk(servers, house, language) for language in WORDS]
    for talk in talks:
        talk.hold()
        talk.close()
    return talks
