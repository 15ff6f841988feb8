"""How the core asks for words: it knows ids, not languages. ``translations.texts`` gives the words."""

from __future__ import annotations

from typing import Protocol


class MissingText(KeyError):
    """There is no Dutch text with this id: add it to the catalogue or to ``assistant/messages``."""


class Wording(Protocol):
    """Texts in every language the assistant speaks."""

    def text(self, language: str, text_id: str, **params: object) -> str:
        """The text in this language with its placeholders filled; raises MissingText for an unknown id."""

    def has(self, text_id: str) -> bool:
        """Whether there is a text with this id."""

    def approved(self, language: str, text_id: str) -> bool:
        """Whether a cultuurvertaler approved this very wording (Dutch is the source and needs no approval)."""

    def direction(self, language: str) -> str:
        """``ltr`` or ``rtl``."""

    def languages(self) -> list[str]:
        """Language codes in the order the first screen shows them."""

    def language_name(self, language: str) -> str:
        """The name of a language in its own script."""

    def locale(self, language: str) -> str:
        """The CLDR locale for names of countries, languages and months (``fa_AF`` for Dari)."""
