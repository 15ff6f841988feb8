"""The tab with answers: what waits, one item, saving as one types, and what is decided. Every call is about one reviewer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from assistant.access import Staff
from assistant.audit.looked import DESK
from assistant.audit.noting import Undone, Views, doing
from assistant.house import House
from assistant.roles import CULTUURVERTALER
from assistant.store.translation import Reviewer, UnknownSource
from translations.desk import (
    Decided,
    Desk,
    DeskDraft,
    DeskItem,
    NoLongerCounts,
    NotForYou,
    NothingToApprove,
    NothingToAsk,
    NotYours,
    TooLate,
    Unacknowledged,
    draft_from,
)
from ui.vertaler.chrome import DUTCH, Chrome
from ui.vertaler.item_page import checks_page, item_page
from ui.vertaler.templating import render

DECISIONS = frozenset({"approve", "correct", "ask", "not_for_me", "knows", "leave"})
"""What can be done with an item."""

Answer = dict[str, Any]
Asked = Mapping[str, Any]


@dataclass(frozen=True)
class Answers:
    """What the page asks for, after it is known who asks. ``asked`` is what the browser sent; nothing in it is trusted."""

    house: House
    desk: Desk
    now: Callable[[], datetime]

    def queue(self, who: Reviewer, chrome: Chrome, asked: Asked) -> Answer:
        """What waits, in numbers, as ``html``."""
        queue = self.desk.queue(who)
        now = self.now()
        languages = []
        for language in dict.fromkeys(language for language, _topic in queue.waiting):
            topics: list[dict[str, Any]] = [
                {"id": topic, "title": chrome.topic(topic), "count": count}
                for (code, topic), count in queue.waiting.items()
                if code == language
            ]
            languages.append(
                {"code": language, "name": chrome.name_of(language), "own": self.house.wording.language_name(language),
                 "count": sum(topic["count"] for topic in topics), "topics": topics}
            )  # fmt: skip
        html = render(
            "queue.html", t=chrome, queue=queue, languages=languages, sensitive=who.sensitive,
            oldest=chrome.ago(queue.oldest_at, now) if queue.oldest_at else "",
            drafts=[self._begun(chrome, source, at) for source, at in queue.drafts],
            yours=", ".join(chrome.name_of(code) for code in who.languages),
        )  # fmt: skip
        return {"html": html, "total": queue.total}

    def _begun(self, chrome: Chrome, source_id: int, at: str) -> Answer:
        """What a button says that leads back to something begun: about what, in which language, how long ago."""
        source = self.house.store.translation.source(source_id)
        language = source.to_language if source.from_language == DUTCH else source.from_language
        return {
            "source": source_id,
            "topic": chrome.topic(source.topic),
            "name": chrome.name_of(language),
            "when": chrome.ago(at, self.now()),
        }

    def take(self, who: Reviewer, chrome: Chrome, asked: Asked) -> Answer:
        """The item ``source`` when it is named, else the next of ``language`` and ``topic``; ``none`` when nothing waits."""
        source = asked.get("source")
        if source is None:
            return self._next(who, chrome, asked)
        try:
            return self._shown(who, chrome, self.desk.open(who, _number(source)))
        except NotForYou:
            return {"gone": chrome("not_for_you")}
        except NotYours:
            return {"gone": chrome("still_taken")}

    def keep(self, who: Reviewer, chrome: Chrome, asked: Asked) -> Answer:
        """Save what was typed. ``mark`` is the draft this window knows; another one means another window typed too."""
        source, draft = _number(asked.get("source")), draft_from(_mapping(asked.get("draft")))
        mark = self._mark(who, source)
        if asked.get("mark") != mark and not asked.get("force"):
            return {"elsewhere": True, "mark": mark}
        try:
            checks = self.desk.keep_draft(who, source, draft)
        except NotForYou:
            return {"gone": chrome("not_for_you")}
        except NotYours:
            return {"stolen": chrome("stolen"), "mark": self._mark(who, source)}
        html = render(
            "checks.html", **checks_page(checks, draft.acknowledged, chrome), written=bool(draft.text.strip())
        )
        return {"mark": self._mark(who, source), "checks": html}

    def decide(self, who: Reviewer, chrome: Chrome, asked: Asked) -> Answer:
        """Do ``what`` with the item, and give the next one with it: ``decided`` and ``next``."""
        source, draft, what = _number(asked.get("source")), draft_from(_mapping(asked.get("draft"))), asked.get("what")
        mark = self._mark(who, source)
        if what in ("approve", "correct", "ask") and asked.get("mark") != mark:
            return {"elsewhere": True, "mark": mark}
        decided = None
        if not isinstance(what, str) or what not in DECISIONS:
            return {"fault": chrome("fault")}
        try:
            if what == "leave":
                self.desk.leave(who, source)
            else:
                with self._noted(who, source, str(what)):
                    decided = self._decided(who, source, draft, str(what), asked)
        except Unacknowledged as fault:
            page = checks_page(fault.checks, draft.acknowledged, chrome)
            return {"must": chrome("checks.must"), "checks": render("checks.html", **page, written=True)}
        except NothingToApprove:
            return {"empty": chrome("nothing_to_approve")}
        except NothingToAsk:
            return {"ask": chrome("asking.empty")}
        except NotForYou:
            return {"gone": chrome("not_for_you")}
        except NoLongerCounts:
            return {"gone": chrome("stolen")}
        except NotYours:
            return {"stolen": chrome("stolen"), "mark": self._mark(who, source)}
        answer: Answer = {"said": chrome(f"done.{what}"), "undo": decided.id if decided else None}
        if what == "leave":
            return answer
        return {**answer, "next": self._next(who, chrome, asked)}

    def _decided(self, who: Reviewer, source: int, draft: DeskDraft, what: str, asked: Asked) -> Decided | None:
        if what == "approve":
            return self.desk.approve(who, source, draft)
        if what == "correct":
            return self.desk.correct(who, source, draft)
        if what == "ask":
            own, dutch = str(asked.get("own") or "").strip(), str(asked.get("dutch") or "").strip()
            return self.desk.ask_again(who, source, draft, own, dutch)
        if what == "not_for_me":
            return self.desk.not_for_me(who, source)
        self.desk.knows_person(who, source)
        return None

    @cached_property
    def _views(self) -> Views:
        return Views(self.house.audit)

    def _case_of(self, source: int) -> str | None:
        try:
            return self.house.store.translation.source(source).case_id
        except UnknownSource:
            return None

    def _noted(self, who: Reviewer, source: int | None, what: str) -> AbstractContextManager[Undone]:
        """A line of the audit around a decision; never a word of what is decided about."""
        about = {"ruimte": DESK, "daad": what, **({"bron": source} if source is not None else {})}
        case_id = self._case_of(source) if source is not None else None
        kind = "goedgekeurd" if what == "approve" else "gewijzigd"
        return doing(self.house.audit, kind, _staff(who), case_id, about)

    def undo(self, who: Reviewer, chrome: Chrome, asked: Asked) -> Answer:
        """Take the decision ``id`` back and show its item again; ``leaving`` is the item that stands open now."""
        leaving = asked.get("leaving")
        try:
            with self._noted(who, None, "undo"):
                item = self.desk.undo(who, str(asked.get("id") or ""))
        except (TooLate, NotForYou, NotYours):
            return {"fault": chrome("too_late")}
        if leaving is not None and _number(leaving) != item.source_id:
            self.desk.leave(who, _number(leaving))
        return {**self._shown(who, chrome, item), "said": chrome("undone")}

    def _next(self, who: Reviewer, chrome: Chrome, asked: Asked) -> Answer:
        language = str(asked["language"]) if asked.get("language") else None
        topic = asked.get("topic") if isinstance(asked.get("topic"), str) else None  # "": words without one
        passed = asked.get("skip")
        skip = {_number(source) for source in passed} if isinstance(passed, list) else set()
        item = self.desk.next(who, language, topic, skip)
        if item is None:
            return {"none": chrome("queue.empty_topic") if language or topic is not None else chrome("queue.empty")}
        return self._shown(who, chrome, item)

    def _shown(self, who: Reviewer, chrome: Chrome, item: DeskItem) -> Answer:
        self._views.seen(_staff(who), self._case_of(item.source_id), DESK, self.now(), bron=item.source_id)
        proposals = self.desk.proposed_question(item, item.language) if item.can_ask else []
        # a recording that nobody wrote out yet has no words to check against
        item = item if item.draft.text.strip() else replace(item, checks=())
        page = item_page(item, proposals, chrome, self.now(), self._name_of)
        what = " · ".join(part for part in (page["about"], page["topic"]) if part)
        return {
            "source": item.source_id,
            "mark": self._mark(who, item.source_id),
            "html": render("item.html", **page, written=bool(item.draft.text.strip())),
            "what": what,
        }

    def _mark(self, who: Reviewer, source: int) -> str:
        """Changes whenever the draft that is kept does."""
        kept = self.house.store.translation.draft(source, who.login)
        return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:16]

    def _name_of(self, login: str) -> str:
        account = self.house.store.staff(login)
        return account.name if account else login


def _staff(who: Reviewer) -> Staff:
    return Staff(who.login, "", CULTUURVERTALER)


def _number(source: object) -> int:
    """A source id as the browser sent it; 0, which no source has, for anything else."""
    return source if isinstance(source, int) and not isinstance(source, bool) and 0 < source < 1 << 63 else 0


def _mapping(draft: object) -> Mapping[str, Any]:
    return draft if isinstance(draft, Mapping) else {}


__all__ = ["Answers"]
