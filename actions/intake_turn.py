"""The one action: hand the turn to the core and give its reply back."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from assistant.house import House


class IntakeTurn(Action):
    """``action_intake_turn``: what the dialogue server heard becomes one turn of the conversation."""

    def __init__(self, house: House) -> None:
        self._house = house

    def name(self) -> str:
        """The name in ``domain.yml``."""
        return "action_intake_turn"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Take the turn; faults of the store go up, so that the page sends the same message again."""
        heard = tracker.latest_message
        about = heard.get("metadata") or {}
        intent = heard.get("intent") or {}
        reply = self._house.conversation.take_turn(
            str(about["case"]),
            str(about["message_id"]),
            prompt_id=about.get("prompt_id"),
            text=heard.get("text"),
            intent=intent.get("name"),
            intent_confidence=float(intent.get("confidence") or 0.0),
            intent_ranking=heard.get("intent_ranking") or (),
        )
        dispatcher.utter_message(json_message=reply)
        return []
