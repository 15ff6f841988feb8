"""Recordings and what they are of: a text in a language, or an answer of a case."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

from assistant.recordings.media import LONGEST_MS, media_type_of
from assistant.recordings.vault import Vault
from assistant.store.translation import Recording, TranslationStore


def _now() -> datetime:
    return datetime.now(UTC)


class Recordings:
    """Keeps and gives recordings; who may hear which is decided by whoever asks."""

    def __init__(self, store: TranslationStore, vault: Vault, now: Callable[[], datetime] = _now) -> None:
        self._store, self._vault, self._now = store, vault, now

    def keep_answer(self, sound: bytes, milliseconds: int, *, case_id: str, message_id: str, language: str) -> Recording:
        """Keep a spoken answer; the same message twice is one recording.

        Raises:
            NotASound, TooLarge, StoreFull, StoreBusy, KeyFault: nothing was kept.
        """
        file = hashlib.sha256(f"{case_id} {message_id}".encode()).hexdigest()[:40]
        if known := self._store.recording_in_file(file):
            return known
        return self._keep(sound, milliseconds, file=file, kind="answer", language=language, case_id=case_id, by="person")

    def keep_text(
        self, sound: bytes, milliseconds: int, *, language: str, text_id: str, text_hash: str, by: str
    ) -> Recording:
        """Keep a text as ``by`` read it aloud. ``text_hash``: of the very wording, so that it falls when that changes."""
        stamp = f"{language} {text_id} {text_hash} {by} {self._now().isoformat()}"
        file = hashlib.sha256(stamp.encode()).hexdigest()[:40]
        return self._keep(
            sound, milliseconds, file=file, kind="text", language=language, by=by, text_id=text_id, text_hash=text_hash
        )

    def destroy_of_case(self, case_id: str) -> int:
        """Take back everything a person recorded; returns how many recordings that were."""
        found = self._store.case_recordings(case_id)
        for recording in found:
            self.destroy(recording)
        return len(found)

    def sound(self, recording: Recording) -> bytes:
        """The sound itself; raises RecordingUnreadable or KeyFault."""
        return self._vault.get(recording.file)

    def destroy(self, recording: Recording) -> None:
        """Take a recording back: its row stays as proof, its sound is gone."""
        assert recording.id is not None
        self._store.withdraw_recording(recording.id, self._now().isoformat())
        self._vault.remove(recording.file)

    def _keep(
        self, sound: bytes, milliseconds: int, *, file: str, kind: str, language: str, by: str,
        case_id: str | None = None, text_id: str | None = None, text_hash: str | None = None,
    ) -> Recording:  # fmt: skip
        media_type = media_type_of(sound)
        nonce = self._vault.put(file, sound)
        return self._store.add_recording(
            Recording(
                kind="answer" if kind == "answer" else "text", language=language, text_id=text_id, text_hash=text_hash,
                case_id=case_id, media_type=media_type, milliseconds=max(0, min(milliseconds, LONGEST_MS)), file=file,
                nonce=nonce, by=by, at=self._now().isoformat(),
            )
        )  # fmt: skip
