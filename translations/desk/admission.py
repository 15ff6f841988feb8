"""Who may see whose words at the desk. Who a person shut out is decided in ``assistant.renditions.readers``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.renditions.model import Source
from assistant.renditions.readers import Exclusion, keeps_out
from assistant.renditions.sources import DUTCH
from assistant.roles import CULTUURVERTALER
from assistant.store.translation import Passed, Reviewer

ROLE = CULTUURVERTALER
"""The role of the accounts that have a desk."""


@dataclass(frozen=True)
class Shielded:
    """Whom a person does not want to read along, and what is needed to tell.

    Attributes:
        exclusions: that count now.
        birth_country: ISO 3166-1 alpha-2, or None when the person did not say.
    """

    exclusions: tuple[Exclusion, ...] = ()
    birth_country: str | None = None


def is_excluded(reviewer: Reviewer, person: Shielded) -> bool:
    """Whether the person does not want this reviewer to read along."""
    return any(
        keeps_out(exclusion.what, exclusion.value, reviewer, person.birth_country) for exclusion in person.exclusions
    )


def language_of(source: Source) -> str:
    """The language of the person's side: whose desk it belongs on."""
    return source.to_language if source.from_language == DUTCH else source.from_language


@dataclass(frozen=True)
class PassedOver:
    """What one reviewer will not review: items, and everything of people they know (case ids)."""

    items: frozenset[int] = frozenset()
    cases: frozenset[str] = frozenset()

    def holds(self, source_id: int, case_id: str) -> bool:
        """Whether this item was passed over."""
        return source_id in self.items or case_id in self.cases


def passed_over(passed: Iterable[Passed]) -> PassedOver:
    """What a reviewer passed over, from what was kept of it."""
    rows = list(passed)
    return PassedOver(
        frozenset(row.source_id for row in rows if row.source_id is not None),
        frozenset(row.case_id for row in rows if row.case_id is not None),
    )


def may_see(
    reviewer: Reviewer, source_id: int, case_id: str, language: str, sensitive: bool, person: Shielded,
    passed: PassedOver,
) -> bool:  # fmt: skip
    """Whether this reviewer may see this item of this person."""
    return (
        language in reviewer.languages
        and language != DUTCH
        and (reviewer.sensitive or not sensitive)
        and not is_excluded(reviewer, person)
        and not passed.holds(source_id, case_id)
    )
