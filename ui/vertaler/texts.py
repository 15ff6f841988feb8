"""The tab with the assistant's own texts and questions: a list, one text beside its Dutch, and what is decided about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from assistant.access import Staff
from assistant.audit.noting import Undone, doing
from assistant.house import House
from assistant.recordings import LONGEST_MS
from assistant.roles import CULTUURVERTALER
from assistant.store.translation import Reviewer
from translations.approvals import Show, TextChanged, TextDecided, TextDesk, TextFault, TextItem
from translations.approvals.item import SHOWS
from ui.recordings.text_sounds import TextSounds
from ui.vertaler.chrome import Chrome
from ui.vertaler.templating import render

PAGE = 60
"""How many texts of the list are sent at once."""

SENT_BY_THE_PAGE = 4000
NOTED_AS = {"approve": "goedgekeurd", "correct": "gewijzigd", "withdraw": "gewijzigd"}
"""What can be decided about a text, and how the audit calls it."""

DONE = {"approved": "texts.done.approve", "corrected": "texts.done.correct", "withdrawn": "texts.done.withdraw"}

Answer = dict[str, Any]
Asked = Mapping[str, Any]


@dataclass(frozen=True)
class TextsTab:
    """What the page asks for, after it is known who asks. ``asked`` is what the browser sent."""

    house: House
    desk: TextDesk
    now: Callable[[], datetime]
    sounds: TextSounds

    def listed(self, who: Reviewer, chrome: Chrome, asked: Asked) -> Answer:
        """The list with this language, filter, area and search; ``rows`` alone when the list goes on ``after`` others."""
        languages = self.desk.languages(who.login)
        if not languages:
            return {"html": render("no_texts.html", t=chrome)}
        language = str(asked.get("language")) if asked.get("language") in languages else languages[0]
        show, area = _show(asked), _area(asked)
        after = asked.get("after")
        try:
            queue = self.desk.queue(
                who.login, language, show, area, str(asked.get("search") or "")[:200],
                after if isinstance(after, int) else 0, PAGE,
            )  # fmt: skip
        except TextFault as fault:
            return {"fault": self._says(chrome, fault)}
        rows = render(
            "text_rows.html", t=chrome, items=queue.items, language=language,
            direction=self.house.wording.direction(language),
        )  # fmt: skip
        answer: Answer = {
            "rows": rows, "total": queue.total, "following": queue.following,
            "count": chrome("texts.count", number=queue.total),
            "counts": {show: queue.counts.get(show, 0) for show in SHOWS}, "language": language,
        }  # fmt: skip
        if asked.get("frame"):
            answer["html"] = render(
                "texts.html", t=chrome, language=language, show=show, area=area, search=str(asked.get("search") or ""),
                shows=SHOWS, areas=queue.areas, title_of=lambda found: self._area_title(chrome, found.area, found.title),
                languages=[{"code": code, "name": chrome.name_of(code)} for code in languages],
            )  # fmt: skip
        return answer

    def opened(self, who: Reviewer, chrome: Chrome, asked: Asked) -> Answer:
        """One text: ``text_id``, or the one that follows ``after`` in this list; ``none`` at the end of it."""
        language = str(asked.get("language") or "")
        try:
            if asked.get("text_id"):
                item: TextItem | None = self.desk.item(who.login, language, str(asked["text_id"]))
            else:
                after = str(asked["after"]) if asked.get("after") else None
                item = self.desk.next(who.login, language, after, _show(asked), _area(asked))
        except TextFault as fault:
            return {"fault": self._says(chrome, fault)}
        return self._shown(chrome, item) if item else {"none": chrome("texts.all_done")}

    def checked(self, who: Reviewer, chrome: Chrome, asked: Asked) -> Answer:
        """What the checks say of the text as it is typed; changes nothing."""
        language = str(asked.get("language") or "")
        try:
            checks = self.desk.checks(who.login, language, str(asked.get("text_id") or ""), _typed(asked))
        except TextFault as fault:
            return {"fault": self._says(chrome, fault)}
        return {"checks": render("text_checks.html", t=chrome, checks=self._checks(chrome, checks))}

    def decided(self, who: Reviewer, chrome: Chrome, asked: Asked) -> Answer:
        """Approve, keep or withdraw; ``changed`` holds the text as a colleague left it meanwhile."""
        language, text_id = str(asked.get("language") or ""), str(asked.get("text_id") or "")
        seen, what = str(asked.get("seen") or ""), asked.get("what")
        if not isinstance(what, str) or what not in NOTED_AS:
            return {"fault": chrome("fault")}
        try:
            with self._noted(who, str(what), language, text_id):
                if what == "approve":
                    done: TextDecided = self.desk.approve(who.login, language, text_id, _typed(asked), seen=seen)
                elif what == "correct":
                    done = self.desk.correct(who.login, language, text_id, _typed(asked), seen=seen)
                else:
                    done = self.desk.withdraw(who.login, language, text_id, seen=seen)
        except TextChanged as fault:
            return {"fault": self._says(chrome, fault), "changed": self._shown(chrome, fault.item)}
        except TextFault as fault:
            return {"fault": self._says(chrome, fault)}
        return {"undo": done.id, "said": chrome(DONE[done.what])}

    def undone(self, who: Reviewer, chrome: Chrome, asked: Asked) -> Answer:
        """Take one's own last decision on a text back, and show that text."""
        try:
            with self._noted(who, "undo", "", ""):
                item = self.desk.undo(who.login, str(asked.get("id") or ""))
        except TextFault as fault:
            return {"fault": self._says(chrome, fault)}
        return {**self._shown(chrome, item), "said": chrome("undone")}

    def _noted(self, who: Reviewer, what: str, language: str, text_id: str) -> AbstractContextManager[Undone]:
        """A line of the audit around a decision; the page sends the ids, so only those that exist are noted."""
        wording = self.house.wording
        about = {"ruimte": "teksten", "daad": what}
        if language in wording.languages():
            about["taal"] = language
        if wording.has(text_id):
            about["tekst"] = text_id
        staff = Staff(who.login, "", CULTUURVERTALER)
        return doing(self.house.audit, NOTED_AS.get(what, "gewijzigd"), staff, None, about)

    def _shown(self, chrome: Chrome, item: TextItem) -> Answer:
        now = self.now()
        html = render(
            "text.html", t=chrome, item=item, ago=lambda at: chrome.ago(at, now), name_of=self._name_of,
            area=self._area_title(chrome, item.area, item.area_title), checks=self._checks(chrome, item.checks),
            sound=self.sounds.address(item.language, item.text_id), longest=LONGEST_MS,
        )  # fmt: skip
        return {"html": html, "text_id": item.text_id, "seen": item.seen, "language": item.language}

    def _checks(self, chrome: Chrome, checks: Any) -> list[dict[str, Any]]:
        return [
            {"error": check.severity == "error", "text": self.desk.says(check, chrome.language)}
            for check in sorted(checks, key=lambda check: check.severity != "error")
        ]

    def _area_title(self, chrome: Chrome, area: str, title: str) -> str:
        topic = f"topic.{area}.title"
        return chrome.text(topic) if chrome.wording.has(topic) else title

    def _says(self, chrome: Chrome, fault: TextFault) -> str:
        return chrome.text(fault.message_id, **fault.params)

    def _name_of(self, login: str) -> str:
        account = self.house.store.staff(login)
        return account.name if account else login


def _show(asked: Asked) -> Show:
    show = asked.get("show")
    return cast(Show, show) if show in SHOWS else "unapproved"


def _area(asked: Asked) -> str | None:
    return str(asked["area"]) if asked.get("area") else None


def _typed(asked: Asked) -> str:
    return str(asked.get("text") or "")[:SENT_BY_THE_PAGE]


__all__ = ["TextsTab"]
