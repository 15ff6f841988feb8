"""What can go wrong in an interview; every message is Dutch and says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.record import Answer


class InterviewFault(ValueError):
    """Something was not kept; the message is shown to the consulent."""


class NoTalk(InterviewFault):
    """There is no talk going on, so nobody knows who was there and who spoke."""

    def __init__(self) -> None:
        super().__init__("Begin eerst een gesprek: dan staat bij elk antwoord wie erbij was en wie sprak.")


class NotAsked(InterviewFault):
    """This question is not asked in this case (any more)."""

    def __init__(self) -> None:
        super().__init__("Deze vraag geldt niet (meer) voor deze persoon. Kies een andere vraag.")


class BadValue(InterviewFault):
    """What was entered cannot be an answer to this question."""


class NotUnderstood(InterviewFault):
    """The words could not be read as a value of this question."""


class Unsure(InterviewFault):
    """The words can mean several values; ``values`` holds them, the likeliest first. Somebody chooses one."""

    def __init__(self, values: Sequence[Any]) -> None:
        super().__init__("Dit kan op meer manieren worden gelezen. Kies wat de persoon bedoelt.")
        self.values = tuple(values)


class EntriesWouldFall(InterviewFault):
    """ "No" at a group that has entries: they would no longer count."""

    def __init__(self, count: int) -> None:
        there = "Er staat hier al 1 ingevuld." if count == 1 else f"Er staan hier al {count} ingevuld."
        super().__init__(f"{there} Met Nee telt dat niet meer mee; in de geschiedenis blijft het staan.")


class AnswerChanged(InterviewFault):
    """Somebody else answered this question since the consulent saw it; ``now`` is what counts now. Nothing was kept."""

    def __init__(self, now: Answer | None) -> None:
        super().__init__("Dit antwoord is intussen veranderd. Vergelijk eerst; wat u invulde is nog niet bewaard.")
        self.now = now


class BrokenRules(ValueError):
    """A file of rules or hints names something that does not exist; the message says which rule and what."""
