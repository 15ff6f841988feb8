"""A tracker store that keeps nothing.

The record in the assistant's own store is the truth. Rasa starts every turn empty, so no person's words stay here and
turn 200 costs what turn 1 costs.
"""

from __future__ import annotations

from collections.abc import Iterable

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker


class ForgetfulTrackerStore(TrackerStore):
    """Accepts every tracker and keeps none."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep nothing."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Nothing was kept: every turn starts with an empty tracker."""
        return None

    async def keys(self) -> Iterable[str]:
        """No conversation is ever stored."""
        return ()
