"""Which texts can be listened to, and where: those whose present wording is the one that was read aloud."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.store.translation import Recording
from translations.texts import text_hash


class TextSounds:
    """The recordings of texts, read again when one is added or taken back."""

    def __init__(self, house: Any) -> None:
        """``house`` gives the store and the wording."""
        self._store, self._wording = house.store.translation, house.wording
        self._mark: tuple[int, int] | None = None
        self._known: Mapping[tuple[str, str], Recording] = {}

    def address(self, language: str, text_id: str) -> str | None:
        """Where the sound of this text is, or None."""
        mark = self._store.recordings_mark()
        if mark != self._mark:
            self._known, self._mark = self._store.text_recordings(), mark
        recording = self._known.get((language, text_id))
        if recording is None or not self._wording.has(text_id):
            return None
        same = text_hash(self._wording.text(language, text_id)) == recording.text_hash
        return f"/opnamen/{recording.id}" if same else None

    def in_reply(self, reply: dict[str, Any]) -> dict[str, Any]:
        """The reply with, in ``prompt.listen``, [what on the screen, address] in place of [what on the screen, text id]."""
        prompt = reply.get("prompt")
        if prompt is None:
            return reply
        found = [
            [where, address]
            for where, text_id in prompt.get("listen", ())
            if (address := self.address(reply["language"], text_id))
        ]
        return {**reply, "prompt": {**prompt, "listen": found}}
