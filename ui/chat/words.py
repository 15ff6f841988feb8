"""The texts of the person's page itself, per language, ready to send to the browser."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import assistant

PAGE_MESSAGES = Path(assistant.__file__).parent / "messages" / "page.yml"


def letters_of(name: str) -> str:
    """How the letters of a language whose own name is ``name`` are set, as class names of the page.

    ``groot`` (large): scripts beyond Latin, Greek and Cyrillic carry more detail than those at the same size.
    ``licht`` (light): Ethiopic, which the package has in one weight only. The name in its own script decides, so that
    no list of languages is needed.
    """
    large = any(letter > "\u052f" for letter in name)
    light = any("\u1200" <= letter <= "\u139f" for letter in name)
    return " ".join(kind for kind, fits in (("groot", large), ("licht", light)) if fits)


@dataclass(frozen=True)
class _Read:
    """The page texts as they were at one ``mark``: language -> id without ``page.`` -> text."""

    mark: object
    words: dict[str, dict[str, str]]
    version: str


class PageWords:
    """All page texts in all languages of ``wording``, read again when one of them was corrected at the desk.

    A ``wording`` whose texts can change has a ``mark`` that changes with them (``translations.texts.LiveTexts``).

    Raises whatever ``wording.text`` raises when a text is missing in a language, so that a page never starts half
    translated.
    """

    def __init__(self, wording: Any) -> None:
        """Read the ids of ``page.yml`` and ask ``wording`` for each of them in each language."""
        self._wording = wording
        self._ids = list(yaml.safe_load(PAGE_MESSAGES.read_text(encoding="utf-8")))
        self.languages: list[dict[str, Any]] = [
            {
                "code": code,
                "name": wording.language_name(code),
                "dir": wording.direction(code),
                "letters": letters_of(wording.language_name(code)),
            }
            for code in wording.languages()
        ]
        self._read = self._read_all(getattr(wording, "mark", None))

    def _read_all(self, mark: object) -> _Read:
        words = {
            entry["code"]: {name.removeprefix("page."): self._wording.text(entry["code"], name) for name in self._ids}
            for entry in self.languages
        }
        everything = json.dumps([self.languages, words], ensure_ascii=False, sort_keys=True)
        return _Read(mark, words, hashlib.sha256(everything.encode()).hexdigest()[:12])

    def _now(self) -> dict[str, dict[str, str]]:
        mark = getattr(self._wording, "mark", None)
        if mark != self._read.mark:
            # two threads may both read: they read the same, and the last one stays
            self._read = self._read_all(mark)
        return self._read.words

    @property
    def version(self) -> str:
        """Fingerprint of all page texts: part of the address under which a browser keeps them."""
        self._now()
        return self._read.version

    def knows(self, language: object) -> bool:
        """Whether this page speaks ``language`` (a language code)."""
        return isinstance(language, str) and language in self._read.words

    def of(self, language: str) -> dict[str, str]:
        """Every text of the page in ``language``, by its id without ``page.``; raises KeyError for another language."""
        return self._now()[language]

    def text(self, language: object, text_id: str, **params: object) -> str:
        """One text (``text_id`` with or without ``page.``); Dutch when ``language`` is not one of ours.

        ``params`` fill the {placeholders}.
        """
        now = self._now()
        words = now[language if isinstance(language, str) and language in now else "nl"]
        return words[text_id.removeprefix("page.")].format(**params)

    def about(self, language: str) -> dict[str, Any]:
        """Code, own name, direction and size of the script of ``language``."""
        return next(entry for entry in self.languages if entry["code"] == language)
