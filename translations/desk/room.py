"""What every decision at the desk needs: the store, the words, the clock, and an item in hand that is still to be decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.catalogue import Catalogue
from assistant.renditions.model import Source
from assistant.store import Store
from assistant.store.translation import NotYours, Reviewer, TranslationWriter, UnknownSource
from assistant.wording import Wording
from translations.desk.admission import PassedOver, language_of, may_see, passed_over
from translations.desk.faults import NoLongerCounts, NotForYou
from translations.desk.reading_aids import ReadingAids
from translations.desk.waiting import CaseFolded, fold_case

HELD_FOR = timedelta(minutes=15)
"""How long an item stays with a reviewer who does nothing."""
UNDO_WITHIN = timedelta(minutes=10)
"""How long a decision can be taken back: after that a consulent may have built on it."""


@dataclass(frozen=True)
class Room:
    """Where reviewers work: one store with its questions, texts, reading aids and clock."""

    store: Store
    catalogue: Catalogue
    wording: Wording
    aids: ReadingAids
    now: Callable[[], datetime]

    def source(self, source_id: int) -> Source:
        """The source with its words; raises NotForYou when there is none, as for one that may not be seen."""
        try:
            return self.store.translation.source(source_id)
        except UnknownSource:
            raise NotForYou("there is no such item for you") from None

    def fold(self, source: Source) -> CaseFolded:
        """The case of a source, read afresh."""
        return fold_case(self.store, self.catalogue, source.case_id)

    def passed(self, login: str) -> PassedOver:
        """What this reviewer passed over."""
        return passed_over(self.store.translation.passed(login))

    def admit(self, reviewer: Reviewer, source: Source, case: CaseFolded) -> None:
        """Raises NotForYou unless this reviewer may see this source."""
        if not may_see(
            reviewer, source.id or 0, source.case_id, language_of(source), source.sensitive, case.waiting.person,
            self.passed(reviewer.login),
        ):  # fmt: skip
            raise NotForYou("there is no such item for you")

    def take(self, reviewer: Reviewer, source_id: int) -> bool:
        """Take the item, or hold it longer; False when a colleague holds it."""
        moment = self.now()
        return self.store.translation.take(
            source_id, reviewer.login, moment.isoformat(), (moment + HELD_FOR).isoformat()
        )

    def give_back(self, reviewer: Reviewer, source_id: int) -> None:
        """Let a colleague have the item; what was typed stays."""
        self.store.translation.give_back(source_id, reviewer.login)

    @contextmanager
    def deciding(self, reviewer: Reviewer, source: Source) -> Iterator[tuple[TranslationWriter, CaseFolded, str]]:
        """One durable write about an item that still waits, by who may see and holds it (or takes it now, when it is free).

        Gives what to write with, the case as it is within this write, and the moment. Raises NotYours, NoLongerCounts or
        NotForYou; then nothing was written.
        """
        source_id, at = source.id or 0, self.now().isoformat()
        if not self.take(reviewer, source_id):
            raise NotYours("a colleague has this item now")
        try:
            with self.store.translation.deciding(source_id, reviewer.login, at) as writer:
                # read within the write: the person may have changed the words, or shut this reviewer out, just now
                case = self.fold(source)
                self.admit(reviewer, source, case)
                if case.waiting.item(source_id) is None:
                    raise NoLongerCounts("there is nothing to decide about these words any more")
                yield writer, case, at
        except (NoLongerCounts, NotForYou):
            self.give_back(reviewer, source_id)
            raise
