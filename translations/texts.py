"""Every text of the assistant in every language, read from ``catalogs/<code>.po`` (msgctxt = text id, msgid = Dutch).

Dutch itself stands in the question catalogue and in ``assistant/messages``; the .po files are read-only at run time.
Approval is not in the .po file: it is a row in the store that names the very Dutch and the very translation approved.
A correction that was made at the desk is a row as well, over the .po file: ``LiveTexts`` follows both while it runs.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import polib

from assistant.answers import texts as answer_texts
from assistant.catalogue import Catalogue
from assistant.messages import Message, load_messages
from assistant.store import Store
from assistant.store.translation import LocalText
from assistant.understanding.languages import Language, available, language
from assistant.wording import MissingText
from translations.contexts import contexts

CATALOGS = Path(__file__).parent / "catalogs"
SOURCE_LANGUAGE = "nl"
LOCAL_TEXTS = "texts"
"""Folder within a municipality's question set that holds its own ``<code>.po`` files."""
# the order of the first screen; a language that is not named here comes after these
FIRST_SCREEN = ("ti", "prs", "ar", "nl")

log = logging.getLogger(__name__)


class BrokenCatalog(ValueError):
    """A .po file cannot be read; the message names the file and the line."""


@lru_cache(maxsize=16_384)
def text_hash(text: str) -> str:
    """A short stable hash of a text, as approvals keep it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def dutch_texts(catalogue: Catalogue) -> dict[str, Message]:
    """Every Dutch text with its id and context: the questions, what the assistant itself says, and the answers."""
    where = contexts(catalogue)
    questions = {text_id: Message(text_id, text, where[text_id]) for text_id, text in catalogue.texts()}
    answers = {text_id: Message(text_id, text, context) for text_id, text, context in answer_texts()}
    return {**questions, **load_messages(), **answers}


@dataclass(frozen=True)
class Translated:
    """One translation of a .po file. ``dutch`` is the text it was made from, also when the Dutch has changed since."""

    text: str
    dutch: str


def read_catalog(file: Path) -> dict[str, str]:
    """Text id -> translation of one .po file; raises BrokenCatalog with the file and the line."""
    return {text_id: entry.text for text_id, entry in read_entries(file).items()}


def read_entries(file: Path) -> dict[str, Translated]:
    """Text id -> translation with its Dutch; raises BrokenCatalog with the file and the line."""
    try:
        return dict(_entries_of(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as fault:
        raise BrokenCatalog(f"{file.name}: {fault}. Correct the file or put the earlier version back.") from None


@lru_cache(maxsize=16)
def _entries_of(content: str) -> Mapping[str, Translated]:
    """What a .po file with this content holds: kept, because a command opens the same files more than once.

    Raises:
        ValueError: it is no .po file (OSError where polib says so), or a text stands in it twice.
    """
    found: dict[str, Translated] = {}
    seen: set[tuple[str | None, str]] = set()
    for entry in polib.pofile(content):
        if entry.obsolete:
            continue
        # polib can look for this too, but compares every entry with every other
        if (key := (entry.msgctxt, entry.msgid)) in seen:
            raise ValueError(f"{entry.msgctxt or entry.msgid} stands in it twice (line {entry.linenum})")
        seen.add(key)
        if entry.msgctxt and entry.msgstr:
            found[entry.msgctxt] = Translated(entry.msgstr, entry.previous_msgid or entry.msgid)
    return found


@dataclass(frozen=True)
class Texts:
    """``assistant.wording.Wording`` over the .po files. ``made_from`` is the Dutch of every translation, where known."""

    dutch: Mapping[str, Message]
    translated: Mapping[str, Mapping[str, str]]
    table: Mapping[str, Language]
    approvals: Mapping[str, set[tuple[str, str, str]]] = field(default_factory=dict)
    made_from: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

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
    entries: dict[str, dict[str, Translated]] = {}
    for code in table:
        file = folder / f"{code}.po"
        if code != SOURCE_LANGUAGE and file.exists():
            entries[code] = read_entries(file)
        if local is not None and (own := local / f"{code}.po").exists():
            entries[code] = {**entries.get(code, {}), **read_entries(own)}
    return Texts(
        dutch_texts(catalogue),
        {code: {text_id: entry.text for text_id, entry in found.items()} for code, found in entries.items()},
        table,
        approvals or {},
        {code: {text_id: entry.dutch for text_id, entry in found.items()} for code, found in entries.items()},
    )


def counts(correction: LocalText, texts: Texts) -> bool:
    """Whether a correction of the desk is what people see.

    It always is while it was made from the Dutch of today. When the Dutch changed since, it gives way to a translation of
    the .po files that was made from the Dutch of today; without one it stays, as the newest wording there is. Either way
    nobody approved the text for this Dutch, so it is shown as unapproved.
    """
    message = texts.dutch.get(correction.text_id)
    if message is None:
        return False
    if correction.dutch_hash == text_hash(message.text):
        return True
    return texts.made_from.get(correction.language, {}).get(correction.text_id) != message.text


def corrected(texts: Texts, corrections: Mapping[str, Mapping[str, LocalText]]) -> Texts:
    """``texts`` with the corrections of the desk over them, as far as they count."""
    layers = {
        code: {text_id: one.text for text_id, one in found.items() if counts(one, texts)}
        for code, found in corrections.items()
        if code in texts.table and code != SOURCE_LANGUAGE
    }
    made_from = {
        code: {
            text_id: message.text
            for text_id in layer
            if text_hash((message := texts.dutch[text_id]).text) == corrections[code][text_id].dutch_hash
        }
        for code, layer in layers.items()
    }
    codes = {*texts.translated, *layers}
    return replace(
        texts,
        translated={code: {**texts.translated.get(code, {}), **layers.get(code, {})} for code in codes},
        made_from={code: {**texts.made_from.get(code, {}), **made_from.get(code, {})} for code in codes},
    )


LOOK_EVERY = 1.0
"""Seconds between two looks at the store: a turn asks for some fifty texts, and an approval may show a second later."""


class LiveTexts:
    """``assistant.wording.Wording`` that follows what is corrected and approved at the desk, without a restart.

    Safe to use from several threads. A look at the store costs one small query, at most once in ``look_every`` seconds;
    everything is read anew only when something changed. When the store cannot be read, the texts of before stay.
    """

    def __init__(
        self,
        shipped: Texts,
        store: Store,
        look_every: float = LOOK_EVERY,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.shipped = shipped
        self._store, self._look_every, self._clock = store, look_every, clock
        self._lock = threading.Lock()
        self._mark: int | None = None
        self._now = shipped
        self._looked = clock()
        self.refresh()

    @property
    def mark(self) -> int:
        """Changes whenever a text or an approval may have changed: for whoever keeps something made of the texts."""
        self._look()
        return -1 if self._mark is None else self._mark

    def refresh(self) -> Texts:
        """Look at the store now: what this very process just wrote is seen at once. Returns the texts as they are now."""
        with self._lock:
            self._read()
        return self._now

    def _look(self) -> Texts:
        # one thread looks, the others go on with what there is: nobody waits for the store
        if self._clock() - self._looked >= self._look_every and self._lock.acquire(blocking=False):
            try:
                self._read()
            finally:
                self._lock.release()
        return self._now

    def _read(self) -> None:
        self._looked = self._clock()
        try:
            mark = self._store.translation.texts_mark()
            if mark == self._mark:
                return
            corrections, approvals = self._store.translation.local_texts(), self._store.approvals()
        except Exception as fault:  # whatever the store cannot do, a person must be able to read on
            log.warning("texts: the store could not be read, the texts of before stay (%s)", type(fault).__name__)
            return
        self._now = replace(corrected(self.shipped, corrections), approvals=approvals)
        self._mark = mark

    @property
    def dutch(self) -> Mapping[str, Message]:
        """Every Dutch text with its id and context."""
        return self.shipped.dutch

    def text(self, language: str, text_id: str, **params: object) -> str:
        """See ``Wording``."""
        return self._look().text(language, text_id, **params)

    def has(self, text_id: str) -> bool:
        """See ``Wording``."""
        return self.shipped.has(text_id)

    def approved(self, language: str, text_id: str) -> bool:
        """See ``Wording``."""
        return self._look().approved(language, text_id)

    def direction(self, language: str) -> str:
        """See ``Wording``."""
        return self.shipped.direction(language)

    def languages(self) -> list[str]:
        """See ``Wording``."""
        return self.shipped.languages()

    def language_name(self, language: str) -> str:
        """See ``Wording``."""
        return self.shipped.language_name(language)

    def locale(self, language: str) -> str:
        """See ``Wording``."""
        return self.shipped.locale(language)
