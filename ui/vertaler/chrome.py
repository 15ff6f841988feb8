"""The page's own words, in the language that the reviewer chose for buttons and labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from assistant.messages import load_messages
from assistant.renditions.model import Check
from assistant.value_labels import language_name
from assistant.wording import Wording

DUTCH = "nl"
PREFIX = "desk."


@dataclass(frozen=True)
class Chrome:
    """``wording`` in one language, with what every part of the page needs to say."""

    wording: Wording
    language: str

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return self.wording.direction(self.language)

    def __call__(self, name: str, /, **params: object) -> str:
        """The text ``desk.<name>``; raises MissingText."""
        return self.wording.text(self.language, PREFIX + name, **params)

    def text(self, text_id: str, /, **params: object) -> str:
        """Any text by its whole id; raises MissingText."""
        return self.wording.text(self.language, text_id, **params)

    def name_of(self, language: str) -> str:
        """What a language is called in the language of the page."""
        name = language_name(language, self.wording.locale(self.language))
        return name[:1].upper() + name[1:]

    def via(self, language: str) -> str:
        """Which language a machine's package was really made for; some are better known by another name than CLDR's."""
        known = f"{PREFIX}item.via_{language}"
        if self.wording.has(known):
            return self.text(known)
        return self("item.via", name=self.name_of(language))

    def topic(self, topic: str | None) -> str:
        """The title of a topic; raises MissingText when there is no such topic."""
        return self.text(f"topic.{topic}.title") if topic else self("queue.no_topic")

    def check(self, found: Check) -> str:
        """What a check says; its Dutch when it has no text of its own."""
        text_id = f"check.{found.code}"
        if self.language == DUTCH or not self.wording.has(text_id):
            return found.message
        return self.text(text_id, found=", ".join(found.found))

    def ago(self, at: str, now: datetime) -> str:
        """How long ago a moment (UTC, ISO 8601) was."""
        moment = datetime.fromisoformat(at)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        minutes = int((now - moment).total_seconds() // 60)
        if minutes < 1:
            return self("ago.now")
        if minutes < 60:
            return self("ago.minutes", number=minutes)
        if minutes < 48 * 60:
            return self("ago.hours", number=minutes // 60)
        return self("ago.days", number=minutes // (24 * 60))

    @cached_property
    def words(self) -> Mapping[str, str]:
        """What the script of the page says by itself: every text without its prefix."""
        ids = (text_id for text_id in load_messages() if text_id.startswith(PREFIX))
        return {text_id.removeprefix(PREFIX): self.text(text_id) for text_id in ids}


def chrome_of(wording: Wording, asked: object) -> Chrome:
    """The words in the language that was asked for; Dutch when that is none of ours."""
    known = isinstance(asked, str) and asked in wording.languages()
    return Chrome(wording, str(asked) if known else DUTCH)


__all__ = ["Chrome", "chrome_of"]
