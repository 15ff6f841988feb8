"""Who reads the person's words to translate them: the person may shut out whom they want, and let them in again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from assistant.conversation.beside import NamedReviewer
from assistant.renditions.readers import ALLOWED, EXCLUDED, GENDERS, OWN_COMMUNITY, keeps_out
from assistant.store.translation import Reviewer

if TYPE_CHECKING:
    from assistant.conversation.turn import TurnInProgress

GENERAL = (*(("gender", gender) for gender in GENDERS), ("community", OWN_COMMUNITY))
"""What everybody can exclude, whoever the reviewers are: (what, value)."""
Excluded = Collection[tuple[str, str]]


def choices(named: Sequence[NamedReviewer]) -> list[tuple[str, str, str | None]]:
    """What can be excluded: (what, value, name of the reviewer or None)."""
    return [
        *((what, value, None) for what, value in GENERAL),
        *(("login", one.reviewer.login, one.name) for one in named),
    ]


def nobody_left(reviewers: Sequence[Reviewer], excluded: Excluded, birth_country: str | None) -> bool:
    """Whether the person's wishes leave no reviewer of their language."""
    return bool(excluded) and all(
        any(keeps_out(what, value, one, birth_country) for what, value in excluded) for one in reviewers
    )


def choose(turn: TurnInProgress, choice: str) -> bool:
    """Take a button ``exclude:WHAT:VALUE`` or ``allow:WHAT:VALUE``; False when there is no such thing to choose.

    The same choice twice changes nothing. The screen stays, so that more can be chosen.
    """
    wish, _, pair = choice.partition(":")
    what, _, value = pair.partition(":")
    known = {(kind, name) for kind, name, _ in choices(turn.beside.reviewers(turn.language))}
    if turn.cursor.mode != "readers" or wish not in {"exclude", "allow"} or (what, value) not in known:
        return False
    if ((what, value) in turn.course().excluded) is not (wish == "exclude"):
        turn.event(EXCLUDED if wish == "exclude" else ALLOWED, what=what, value=value, by="person")
    return True
