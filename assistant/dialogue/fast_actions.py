"""The call of the action server: one small request a turn over a kept connection, checked by a schema compiled once.

Measured on Rasa 3.6.21 with a turn that calls one action: about 20 of 24 ms go into compiling the same JSON Schema anew
for every reply. Besides, Rasa opens a connection per call, waits five minutes for an answer, and sends the whole domain
and all events along, of which the action reads the latest message only.
"""

from __future__ import annotations

import json
from typing import Any

import aiohttp
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from .model_files import RASA_VERSION
from .rasa_pin import expect_source

#: Seconds the action server may take for one turn; the person waits meanwhile.
PATIENCE = 20

_RUN = "ccabf6f1160d527a"
_CALL_FORMAT = "428795b944f22edb"
_VALIDATE = "f8cdb4be68123961"

_SCHEMA = RemoteAction.action_response_format_spec()
_VALIDATOR = validator_for(_SCHEMA)(_SCHEMA)

#: What the action may know of the message; everything else that Rasa computed stays here.
_PASSED_ON = ("text", "intent", "intent_ranking", "entities", "metadata")


class ActionServerFailed(RasaException):
    """The action server answered, but not with a reply."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the action server answered with status {status}")


class ActionServer(EndpointConfig):
    """The action server's webhook, over connections that stay open between turns.

    Args:
        url: address of the webhook.
        secret: sent as `Authorization: Bearer …`.
    """

    def __init__(self, url: str, secret: str) -> None:
        super().__init__(url, headers={"Authorization": f"Bearer {secret}"})
        self._open: aiohttp.ClientSession | None = None

    def session(self) -> aiohttp.ClientSession:
        """The one session of this server; made at the first turn, because it belongs to the running loop."""
        if self._open is None or self._open.closed:
            self._open = aiohttp.ClientSession(
                headers={**self.headers, "Content-Type": "application/json"},
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=PATIENCE, connect=5),
            )
        return self._open

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Send one action call.

        A kept connection may have been closed by the other side just before; then the call is made once more. That is
        harmless, because the action server does every message id once.

        Raises:
            ActionServerFailed: when the answer is not 200.
            aiohttp.ClientError, asyncio.TimeoutError, ValueError: when there is no answer, or none in JSON.
        """
        body = json.dumps(kwargs["json"]).encode()
        try:
            return await self._post(body)
        except aiohttp.ClientConnectorError:
            raise
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
            return await self._post(body)

    async def _post(self, body: bytes) -> Any:
        async with self.session().post(str(self.url), data=body, allow_redirects=False) as response:
            if response.status != 200:
                raise ActionServerFailed(response.status)
            return json.loads(await response.read())

    async def close(self) -> None:
        """Close the kept connections."""
        if self._open is not None:
            await self._open.close()


def _small_call(self: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """The latest message in the form rasa-sdk reads. The empty domain keeps rasa-sdk from asking for one."""
    heard = tracker.latest_message.parse_data if tracker.latest_message else {}
    return {
        "next_action": self.name(),
        "sender_id": tracker.sender_id,
        "tracker": {
            "sender_id": tracker.sender_id,
            "slots": {},
            "latest_message": {part: heard.get(part) for part in _PASSED_ON},
            "latest_action_name": tracker.latest_action_name,
            "latest_input_channel": tracker.get_latest_input_channel(),
            "events": [],
            "paused": False,
            "followup_action": None,
            "active_loop": {},
        },
        "domain": {},
        "version": RASA_VERSION,
    }


def _validate_with_compiled_schema(self: RemoteAction, result: Any) -> bool:
    _VALIDATOR.validate(result)
    return True


def make_actions_fast() -> None:
    """Replace the two costly methods of Rasa's remote action.

    Raises:
        RasaChanged: when Rasa's methods are others than expected.
    """
    if RemoteAction._validate_action_result is _validate_with_compiled_schema:
        return
    expect_source(RemoteAction.run, _RUN)
    expect_source(RemoteAction._action_call_format, _CALL_FORMAT)
    expect_source(RemoteAction._validate_action_result, _VALIDATE)
    RemoteAction._action_call_format = _small_call
    RemoteAction._validate_action_result = _validate_with_compiled_schema
