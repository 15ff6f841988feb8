"""The two ways a scripted person reaches the assistant."""

from __future__ import annotations

import time
import uuid
from typing import Any

import httpx

from assistant.conversation import Conversation

PATIENCE_S = 180.0
RETRY_S = 0.5
AGAIN = frozenset({500, 502, 503})
"""Answers after which the same message is sent again."""


class OverHTTP:
    """The same requests as the chat page: code to cookie, buttons and words to ``/gesprek/beurt``."""

    def __init__(self, url: str, code: str, language: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=30, trust_env=False)
        self._language = language
        self._first: dict[str, Any] = self._post("/gesprek/code", {"code": code, "language": language})

    def screen(self) -> dict[str, Any]:
        """See ``Channel``."""
        return self._ask("GET", "/gesprek/scherm", params={"taal": self._language})

    def press(self, prompt_id: str, payload: str) -> dict[str, Any]:
        """See ``Channel``."""
        return self._turn({"prompt_id": prompt_id, "button": payload})

    def write(self, prompt_id: str, text: str) -> dict[str, Any]:
        """See ``Channel``."""
        return self._turn({"prompt_id": prompt_id, "text": text})

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def _turn(self, message: dict[str, Any]) -> dict[str, Any]:
        # one id for every try, as the page does it: whatever happens on the way, the turn is taken once
        return self._post("/gesprek/beurt", {"message_id": str(uuid.uuid4()), "language": self._language, **message})

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return self._ask("POST", path, json=body)

    def _ask(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        """Ask until there is an answer: the server may be starting again; raises what it was when patience is over."""
        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                response = self._client.request(method, path, **more)
            except httpx.TransportError:
                if time.monotonic() > until:
                    raise
                time.sleep(RETRY_S)
                continue
            if response.status_code == 202 or (response.status_code in AGAIN and time.monotonic() < until):
                if time.monotonic() > until:
                    raise TimeoutError("the dialogue server did not come up")
                time.sleep(RETRY_S)
                continue
            response.raise_for_status()
            reply: dict[str, Any] = response.json()
            return reply


class InProcess:
    """Straight into the core, every word taken as an answer: makes the demo's cases without a dialogue server."""

    def __init__(self, conversation: Conversation, case_id: str) -> None:
        self._conversation, self._case_id = conversation, case_id

    def screen(self) -> dict[str, Any]:
        """See ``Channel``."""
        return self._conversation.screen(self._case_id)

    def press(self, prompt_id: str, payload: str) -> dict[str, Any]:
        """See ``Channel``."""
        return self._conversation.take_turn(self._case_id, str(uuid.uuid4()), prompt_id=prompt_id, button=payload)

    def write(self, prompt_id: str, text: str) -> dict[str, Any]:
        """See ``Channel``."""
        message_id = str(uuid.uuid4())
        refused = self._conversation.receive(self._case_id, message_id, prompt_id, text)
        if refused is not None:
            return refused
        return self._conversation.take_turn(self._case_id, message_id, prompt_id=prompt_id, text=text, intent="answer")
