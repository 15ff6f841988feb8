"""The desk itself: everything a reviewer does, each in one call."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime

from assistant.house import House
from assistant.renditions.model import Check, Source
from assistant.store.translation import NotYours, Reviewer
from translations.desk import deciding, questions_back
from translations.desk import undo as undoing
from translations.desk.admission import ROLE
from translations.desk.faults import NoLongerCounts, NotAReviewer
from translations.desk.item import build_item, words_of
from translations.desk.model import Decided, DeskDraft, DeskItem, Queue
from translations.desk.queue import Colleagues, in_numbers, in_order, nobody_for, offered
from translations.desk.reading_aids import ReadingAids
from translations.desk.room import Room
from translations.desk.waiting import CaseFolded, Waiting, WaitingItem


def _now() -> datetime:
    return datetime.now(UTC)


def open_desk(house: House, now: Callable[[], datetime] = _now) -> Desk:
    """The desk over a house. ``now`` can be replaced to test what happens with time."""
    return Desk(house, now)


class Desk:
    """See the package. Every method may raise ``StoreFull`` or ``StoreBusy``: then nothing was kept.

    Keep one per process: it remembers what waits (ids and topics, nobody's words) and reads only what was added since.
    Any number of threads and processes may work at it.
    """

    def __init__(self, house: House, now: Callable[[], datetime] = _now) -> None:
        aids = ReadingAids(house.store.translation)
        self._room = Room(house.store, house.catalogue, house.wording, aids, now)
        self._waiting = Waiting(house.store, house.catalogue)

    # who, and what waits for them ------------------------------------------------------------------

    def reviewer(self, login: str) -> Reviewer:
        """What this account may see; raises NotAReviewer."""
        reviewer = self._room.store.translation.reviewer(login)
        if reviewer is None or not self._works_here(login):
            raise NotAReviewer(f"{login} is no cultuurvertaler")
        return reviewer

    def queue(self, reviewer: Reviewer, language: str | None = None, topic: str | None = None) -> Queue:
        """What waits for this reviewer, in one language or all of theirs, in one topic or all ("": words without one)."""
        drafts = self._room.store.translation.drafts(reviewer.login)
        return in_numbers(self._offered(reviewer, drafts, language, topic), drafts)

    def without_reviewer(self) -> dict[str, int]:
        """Language -> how many items no reviewer here may see: for those an outside translator is needed."""
        return nobody_for(self._waiting.now(), self._everybody())

    def _everybody(self) -> Colleagues:
        room = self._room
        return [
            (one, room.passed(one.login)) for one in room.store.translation.reviewers() if self._works_here(one.login)
        ]

    def _works_here(self, login: str) -> bool:
        """Whether this account still is a cultuurvertaler; one that cannot be found is not kept out by that."""
        account = self._room.store.staff(login)
        return account is None or account.role == ROLE

    def _offered(
        self, reviewer: Reviewer, drafts: Collection[int], language: str | None, topic: str | None
    ) -> list[WaitingItem]:
        room, everybody = self._room, self._everybody()
        held = room.store.translation.held(room.now().isoformat())
        colleagues = [(one, passed) for one, passed in everybody if one.login != reviewer.login]
        return offered(
            self._waiting.now(), reviewer, room.passed(reviewer.login), held, colleagues, drafts, language, topic
        )

    # taking an item, and giving it back ------------------------------------------------------------

    def next(
        self, reviewer: Reviewer, language: str | None = None, topic: str | None = None, skip: Collection[int] = ()
    ) -> DeskItem | None:
        """Take the next item: own drafts first, then what was sent back, then the oldest; None when nothing waits.

        Give in ``skip`` what the reviewer has just left: as their draft it would come first again.
        """
        drafts = self._room.store.translation.drafts(reviewer.login)
        for item in in_order(self._offered(reviewer, drafts, language, topic), reviewer.login, drafts):
            if item.source_id not in skip and (found := self._take(reviewer, item.source_id)) is not None:
                return found
        return None

    def _take(self, reviewer: Reviewer, source_id: int) -> DeskItem | None:
        """The item when it can still be taken: somebody may have been faster, or the person changed their mind."""
        try:
            return self.open(reviewer, source_id)
        except (NotYours, PermissionError):
            return None

    def open(self, reviewer: Reviewer, source_id: int) -> DeskItem:
        """Take this very item; raises NotForYou, NotYours (a colleague has it) or NoLongerCounts."""
        room = self._room
        source = room.source(source_id)
        if not room.take(reviewer, source_id):
            raise NotYours("a colleague has this item now")
        try:
            # looked at only now: until it was taken, a colleague could decide about it
            case = room.fold(source)
            room.admit(reviewer, source, case)
            self._still_waits(source, case)
        except (NoLongerCounts, PermissionError):
            room.give_back(reviewer, source_id)
            raise
        draft = room.store.translation.draft(source_id, reviewer.login)
        return build_item(source, case, room.catalogue, room.wording, room.aids, draft)

    def _still_waits(self, source: Source, case: CaseFolded) -> None:
        if case.waiting.item(source.id or 0) is None:
            raise NoLongerCounts("there is nothing to decide about these words any more")

    def keep_draft(self, reviewer: Reviewer, source_id: int, draft: DeskDraft) -> list[Check]:
        """Keep what was typed, hold the item a quarter of an hour longer, and give the checks of the text as it is.

        The draft is kept before anything else can go wrong, unless the person does not want this reviewer (any more).
        Raises NotForYou, NotYours or NoLongerCounts.
        """
        room = self._room
        source = room.source(source_id)
        room.admit(reviewer, source, room.fold(source))
        room.store.translation.save_draft(source_id, reviewer.login, draft.as_json(), room.now().isoformat())
        if not room.take(reviewer, source_id):
            raise NotYours("a colleague has this item now")
        try:
            case = room.fold(source)
            self._still_waits(source, case)
        except NoLongerCounts:
            room.give_back(reviewer, source_id)
            raise
        read = Source(**{**source.__dict__, "words": words_of(source, draft.transcription)})
        return list(room.aids.checks(read, draft.text, case.names(room.catalogue)))

    def leave(self, reviewer: Reviewer, source_id: int) -> None:
        """Give the item back; the draft stays."""
        self._room.give_back(reviewer, source_id)

    # deciding -----------------------------------------------------------------------------------------

    def approve(self, reviewer: Reviewer, source_id: int, draft: DeskDraft) -> Decided:
        """Approve the text; raises NothingToApprove, Unacknowledged, NotYours, NoLongerCounts or NotForYou."""
        return deciding.approve(self._room, reviewer, source_id, draft)

    def correct(self, reviewer: Reviewer, source_id: int, draft: DeskDraft) -> Decided:
        """Keep the text without approving it: a colleague looks again.

        Raises NothingToApprove, NotYours, NoLongerCounts or NotForYou.
        """
        return deciding.correct(self._room, reviewer, source_id, draft)

    def ask_again(
        self, reviewer: Reviewer, source_id: int, draft: DeskDraft, question_own: str, question_nl: str
    ) -> Decided:
        """Put a question about the words into the person's chat, in their language and (for the consulent) in Dutch.

        The item is not offered until the person replied. Raises NothingToAsk, NotYours, NoLongerCounts or NotForYou.
        """
        return deciding.ask_again(self._room, reviewer, source_id, draft, question_own, question_nl)

    def proposed_question(self, item: DeskItem, language: str) -> list[dict[str, str]]:
        """Ready-made questions back to the person: ``own`` in this language ("" when not translated), ``nl`` in Dutch.

        None for a consulent's own words.
        """
        return [*questions_back.ready_made(self._room.wording, language)] if item.can_ask else []

    def not_for_me(self, reviewer: Reviewer, source_id: int) -> Decided:
        """A colleague should do this one; the draft stays, for when this is undone. Raises NotForYou."""
        return deciding.not_for_me(self._room, reviewer, source_id)

    def knows_person(self, reviewer: Reviewer, source_id: int) -> None:
        """Close everything of this person to this reviewer and drop their drafts of it; raises NotForYou.

        The reviewer cannot undo this; a teamleider can (``intake staff reopen``).
        """
        deciding.knows_person(self._room, reviewer, source_id)

    def undo(self, reviewer: Reviewer, decided_id: str) -> DeskItem:
        """Take a decision of one's own back within ten minutes, and the item with its text in hand again.

        Raises TooLate (also when the person replied, or somebody went on with it), NotForYou, NotYours or NoLongerCounts.
        """
        return self.open(reviewer, undoing.undo(self._room, reviewer, decided_id))
