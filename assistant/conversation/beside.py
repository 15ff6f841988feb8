"""What a turn seldom needs and the store holds: translations of messages, words asked about, names of reviewers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from assistant.renditions.reading import read_renditions
from assistant.renditions.view import CaseRenditions, RenditionView
from assistant.store import Store
from assistant.store.translation import Reviewer, UnknownSource


@dataclass(frozen=True)
class NamedReviewer:
    """A cultuurvertaler with the name that the person may know them by."""

    reviewer: Reviewer
    name: str


@dataclass
class Beside:
    """Reads of one case that happen only when a screen asks for them, so that every other turn stays cheap."""

    store: Store
    case_id: str
    _named: dict[str, list[NamedReviewer]] = field(default_factory=dict)

    @cached_property
    def _renditions(self) -> CaseRenditions:
        return read_renditions(self.store, self.case_id, self.store.events(self.case_id))

    def message(self, event: int) -> RenditionView | None:
        """What became of the message with this event id in the person's language; None when it needs no translation."""
        return self._renditions.of_event(event)

    def words(self, source: int | None) -> str:
        """The words of a source of this case; empty when there is no such source."""
        try:
            found = self.store.translation.source(source or 0)
        except UnknownSource:
            return ""
        return found.words if found.case_id == self.case_id else ""

    def reviewers(self, language: str) -> list[NamedReviewer]:
        """Who translates this language, by name."""
        if language not in self._named:
            accounts = [
                (one, self.store.staff(one.login))
                for one in self.store.translation.reviewers()
                if language in one.languages
            ]
            named = [NamedReviewer(one, account.name) for one, account in accounts if account is not None]
            self._named[language] = sorted(named, key=lambda one: one.name)
        return self._named[language]
