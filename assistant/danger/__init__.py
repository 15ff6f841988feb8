"""Do these words signal danger? The one question this package answers, with yes or no.

It is asked of everything a person types, so that a calm message with 112, 113 and Veilig Thuis can be shown at once. It gives
no label, no kind and no score, and keeps nothing: see ``docs/danger-words.md``.
"""

from __future__ import annotations

from assistant.danger.cues import BrokenCue
from assistant.danger.signals import FiredCue, explain_danger, signals_danger

__all__ = ["BrokenCue", "FiredCue", "explain_danger", "signals_danger"]
