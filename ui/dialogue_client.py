"""The way from the page to the dialogue server: one HTTP call per typed turn, on loopback, with a shared secret."""

from __future__ import annotations

import secrets
from typing import Any, cast

import httpx

# The dialogue server only needs enough words to see what kind of move they are; the whole text is already in the store.
WORDS_FOR_DIALOGUE = 500


class DialogueAway(Exception):
    """The dialogue server gave no usable reply (it is starting, restarting or stuck); the same message may be sent again."""


class DialogueClient:
    """Sends typed turns to the dialogue server.

    ``url`` is where it listens (``http://127.0.0.1:5005``), ``secret`` what it expects as bearer token, ``timeout`` the
    seconds one try may take. Connections are kept open between turns.
    """

    def __init__(self, url: str, secret: str, *, timeout: float = 8.0) -> None:
        """Nothing is connected yet: the dialogue server may still be starting."""
        self._url = url.rstrip("/") + "/webhooks/gesprek/beurt"
        self._client = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {secret}"},
            timeout=httpx.Timeout(timeout, connect=1.0),
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=32, keepalive_expiry=60),
            trust_env=False,  # a proxy of the machine must never see a person's words
        )

    async def turn(
        self, *, case_id: str, message_id: str, prompt_id: str | None, language: str | None, text: str
    ) -> dict[str, Any]:
        """Hand over one typed turn and return the reply the action made.

        A broken connection is tried once more: the kept-open one may just have gone stale. Raises DialogueAway when the
        server is not there, not ready, too slow, or answers with something that is no reply.
        """
        turn = {
            "sender": secrets.token_hex(12),  # new every turn: the dialogue server cannot tell two turns of one person
            "message": text[:WORDS_FOR_DIALOGUE],
            "metadata": {"case": case_id, "message_id": message_id, "prompt_id": prompt_id, "language": language},
        }
        try:
            response = await self._post(turn)
            if response.status_code != 200:
                raise DialogueAway(
                    f"The dialogue server answered {response.status_code}; send the message again later."
                )
            reply = response.json()
        except httpx.HTTPError as fault:
            raise DialogueAway(f"The dialogue server did not answer ({type(fault).__name__}).") from fault
        except ValueError as fault:
            raise DialogueAway("The dialogue server answered with something that is no reply.") from fault
        if not isinstance(reply, dict) or "prompt" not in reply:
            raise DialogueAway("The dialogue server answered without a prompt.")
        return cast(dict[str, Any], reply)

    async def _post(self, turn: dict[str, Any]) -> httpx.Response:
        try:
            return await self._client.post(self._url, json=turn)
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
            return await self._client.post(self._url, json=turn)

    async def close(self) -> None:
        """Let go of the open connections."""
        await self._client.aclose()
