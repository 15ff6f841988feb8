"""What one answer was understood to mean."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

State = Literal[
    "beantwoord",
    "weet_niet",
    "wil_niet_zeggen",
    "later",
    "liever_met_een_persoon",
    "niet_begrepen",
]


@dataclass(frozen=True)
class Reading:
    """One way to read the words a person said, as the value of one question type.

    Attributes:
        state: an answer state of the brede intake, or ``niet_begrepen``.
        value: the typed value (``docs/contract`` value types), ``None`` unless ``state`` is ``beantwoord``.
        confirm: ``True`` when the value must be read back to the person before it counts.
        alternatives: other values the same words can mean, most likely first; ``value`` itself is not repeated.
        confidence: 0 to 1, how sure the reading is.
        rule: the name of the rule that read it, kept with the answer ("how it was understood").
        detail: what else the record keeps, for example ``{"calendar": "solar_hijri", "as_said": "1375-02-02"}``.
    """

    state: State
    value: Any = None
    confirm: bool = False
    alternatives: tuple[Any, ...] = ()
    confidence: float = 1.0
    rule: str = ""
    detail: dict[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """The reading as a JSON-ready mapping, as ``intake understand`` prints it."""
        data = asdict(self)
        data["alternatives"] = list(self.alternatives)
        return data


NOT_UNDERSTOOD = Reading(state="niet_begrepen", confidence=0.0, rule="none")
