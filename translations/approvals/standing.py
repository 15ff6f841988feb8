"""How far every text of a language is: approved, changed since its approval, never approved, or not translated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.store.translation import LocalText, TextApproval
from translations.approvals.item import Approved, Earlier
from translations.texts import Texts, text_hash

Stands = Literal["approved", "changed", "unapproved", "missing"]


@dataclass(frozen=True)
class Standing:
    """How far one text is.

    Attributes:
        stands: the state itself.
        approved: the approval that counts, for ``approved``.
        earlier: what was approved, or translated from, before; for ``changed``.
    """

    stands: Stands
    approved: Approved | None = None
    earlier: Earlier | None = None


def standings(
    texts: Texts, language: str, approvals: Iterable[TextApproval], known: Mapping[str, Iterable[LocalText]]
) -> dict[str, Standing]:
    """Text id -> how far it is, for every text, in reading order.

    Args:
        texts: the texts as they are now.
        language: project code.
        approvals: of this language, oldest first.
        known: text id -> the corrections there have been, to find the words of an approval that kept only their hash.
    """
    by_text: dict[str, list[TextApproval]] = {}
    for approval in approvals:
        if approval.withdrawn_at is None:
            by_text.setdefault(approval.text_id, []).append(approval)
    return {
        text_id: _standing(texts, language, text_id, by_text.get(text_id, ()), known.get(text_id, ()))
        for text_id in texts.dutch
    }


def _standing(
    texts: Texts, language: str, text_id: str, approvals: Iterable[TextApproval], known: Iterable[LocalText]
) -> Standing:
    dutch = texts.dutch[text_id].text
    text = texts.translated.get(language, {}).get(text_id, "")
    if not text:
        return Standing("missing")
    made_from = texts.made_from.get(language, {}).get(text_id, dutch)
    earlier: Earlier | None = None
    for approval in reversed(list(approvals)):
        other_dutch, other_text = approval.dutch_hash != text_hash(dutch), approval.text_hash != text_hash(text)
        if not other_dutch and not other_text:
            return Standing("approved", approved=Approved(approval.who, approval.at))
        if earlier is None:
            earlier = Earlier(
                (approval.dutch or _named(approval.dutch_hash, [made_from])) if other_dutch else None,
                (approval.text or _named(approval.text_hash, [one.text for one in known])) if other_text else None,
                approval.who,
                approval.at,
            )
    if earlier is None and made_from != dutch:
        earlier = Earlier(made_from, None)
    return Standing("changed" if earlier else "unapproved", earlier=earlier)


def _named(wanted: str, candidates: Iterable[str]) -> str | None:
    """The text with this hash, when it is still known somewhere."""
    return next((text for text in candidates if text_hash(text) == wanted), None)
