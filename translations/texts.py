"""Every text of the assistant in every language, read from ``catalogs/<code>.po`` (msgctxt = text id, msgid = Dutch).

Dutch itself stands in the question catalogue and in ``assistant/messages``; the .po files are read-only at run time.
Approval is not in the .po file: it is a row in the store that names the very Dutch and the very translation approved.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polib

from assistant.answers import texts as answer_texts
from assistant.catalogue import Catalogue
from assistant.messages import Message, load_messages
from assistant.understanding.languages import Language, available, language
from assistant.wording import MissingText

CATALOGS = Path(__file__).parent / "catalogs"
SOURCE_LANGUAGE = "nl"
LOCAL_TEXTS = "texts"
"""Folder within a municipality's question set that holds its own ``<code>.po`` files."""
# the order of the first screen; a language that is not named here comes after these
FIRST_SCREEN = ("ti", "prs", "ar", "nl")

log = logging.getLogger(__name__)


class BrokenCatalog(ValueError):
    """A .po file cannot be read; the message names the file and the line."""


def text_hash(text: str) -> str:
    """A short stable hash of a text, as approvals keep it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def dutch_texts(catalogue: Catalogue) -> dict[str, Message]:
    """Every Dutch text with its id and context: the questions, what the assistant itself says, and the answers."""
    questions = {
        text_id: Message(
            text_id, text, f"question catalogue, {text_id.rsplit('.', 1)[-1]} of {text_id.rsplit('.', 1)[0]}"
        )
        for text_id, text in catalogue.texts()
    }
    answers = {text_id: Message(text_id, text, context) for text_id, text, context in answer_texts()}
    return {**questions, **load_messages(), **answers}


def read_catalog(file: Path) -> dict[str, str]:
    """Text id -> translation of one .po file; raises BrokenCatalog with the file and the line."""
    try:
        entries = polib.pofile(str(file), encoding="utf-8", check_for_duplicates=True)
    except (OSError, ValueError, UnicodeDecodeError) as fault:
        raise BrokenCatalog(f"{file.name}: {fault}. Correct the file or put the earlier version back.") from None
    return {entry.msgctxt: entry.msgstr for entry in entries if entry.msgctxt and entry.msgstr and not entry.obsolete}


@dataclass(frozen=True)
class Texts:
    """``assistant.wording.Wording`` over the .po files."""

    dutch: Mapping[str, Message]
    translated: Mapping[str, Mapping[str, str]]
    table: Mapping[str, Language]
    approvals: Mapping[str, set[tuple[str, str, str]]] = field(default_factory=dict)

    def text(self, language: str, text_id: str, **params: object) -> str:
        """See ``Wording``. A text that is not translated is shown in Dutch rather than not at all."""
        if text_id not in self.dutch:
            raise MissingText(text_id)
        found = self.translated.get(language, {}).get(text_id) or self.dutch[text_id].text
        for name, value in params.items():
            found = found.replace("{" + name + "}", str(value))
        return found

    def has(self, text_id: str) -> bool:
        """See ``Wording``."""
        return text_id in self.dutch

    def approved(self, language: str, text_id: str) -> bool:
        """See ``Wording``."""
        if language == SOURCE_LANGUAGE:
            return True
        translated = self.translated.get(language, {}).get(text_id)
        if translated is None:
            return False
        key = (text_id, text_hash(self.dutch[text_id].text), text_hash(translated))
        return key in self.approvals.get(language, set())

    def direction(self, language: str) -> str:
        """See ``Wording``."""
        return self.table[language].direction

    def languages(self) -> list[str]:
        """See ``Wording``."""
        rest = sorted(set(self.table) - set(FIRST_SCREEN))
        return [code for code in FIRST_SCREEN if code in self.table] + rest

    def language_name(self, language: str) -> str:
        """See ``Wording``."""
        return self.table[language].native_name

    def locale(self, language: str) -> str:
        """See ``Wording``."""
        return str(self.table[language].data("language").get("cldr_locale", language))

    def missing(self) -> list[tuple[str, str]]:
        """Every (language, text id) without a translation."""
        codes = [code for code in self.languages() if code != SOURCE_LANGUAGE]
        return [
            (code, text_id) for code in codes for text_id in self.dutch if text_id not in self.translated.get(code, {})
        ]


def load_texts(
    catalogue: Catalogue,
    folder: Path = CATALOGS,
    approvals: Mapping[str, set[tuple[str, str, str]]] | None = None,
    local: Path | None = None,
) -> Texts:
    """Load all texts, a municipality's own (``local``) over ours; raises BrokenCatalog or ``messages.BrokenMessages``."""
    table = {code: language(code) for code in available()}
    translated = {}
    for code in table:
        file = folder / f"{code}.po"
        if code != SOURCE_LANGUAGE and file.exists():
            translated[code] = read_catalog(file)
        if local is not None and (own := local / f"{code}.po").exists():
            translated[code] = {**translated.get(code, {}), **read_catalog(own)}
    return Texts(dutch_texts(catalogue), translated, table, approvals or {})
