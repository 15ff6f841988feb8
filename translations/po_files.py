"""Keeps the .po files in step with the Dutch: every Dutch text has an entry, in reading order, with its context.

A translation whose Dutch has changed is kept, with the earlier Dutch beside it (``#| msgid``) for the translator;
nothing is ever filled in by machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polib

from assistant.messages import Message, placeholders
from translations.texts import CATALOGS, BrokenCatalog

NOT_APPROVED = "draft, not approved by a cultuurvertaler (approval is kept in the product)"


@dataclass(frozen=True)
class Fault:
    """Something wrong with one text in one language, as a sentence for a translator."""

    language: str
    text_id: str
    problem: str

    def __str__(self) -> str:
        return f"{self.language} {self.text_id}: {self.problem}"


def update(language: str, dutch: Mapping[str, Message], folder: Path = CATALOGS) -> int:
    """Write ``<language>.po`` anew with an entry for every Dutch text; returns how many have no translation yet."""
    file = folder / f"{language}.po"
    earlier = {entry.msgctxt: entry for entry in polib.pofile(str(file))} if file.exists() else {}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = {
        "Project-Id-Version": "brede-intake-assistent",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    fresh.header = f"Texts of the intake assistant. Status: {NOT_APPROVED}."
    for text_id, message in dutch.items():
        old = earlier.get(text_id)
        entry = polib.POEntry(
            msgctxt=text_id, msgid=message.text, msgstr=old.msgstr if old else "", comment=message.context
        )
        if old and old.msgid != message.text and old.msgstr:
            entry.previous_msgid = old.msgid
        fresh.append(entry)
    fresh.save(str(file))
    return sum(not entry.msgstr for entry in fresh)


def fill(language: str, translations: Mapping[str, str], folder: Path = CATALOGS) -> None:
    """Put translations (text id -> text) into ``<language>.po``; unknown ids raise KeyError."""
    file = folder / f"{language}.po"
    entries = polib.pofile(str(file), wrapwidth=110)
    by_id = {entry.msgctxt: entry for entry in entries}
    for text_id, text in translations.items():
        by_id[text_id].msgstr = text
        by_id[text_id].previous_msgid = None
    entries.save(str(file))


def faults(language: str, dutch: Mapping[str, Message], folder: Path = CATALOGS) -> list[Fault]:
    """Everything wrong with one language: missing, left over, placeholders lost, made from an earlier Dutch text."""
    file = folder / f"{language}.po"
    if not file.exists():
        return [Fault(language, text_id, "is not translated: there is no .po file") for text_id in dutch]
    try:
        entries = [entry for entry in polib.pofile(str(file), check_for_duplicates=True) if not entry.obsolete]
    except (OSError, ValueError) as problem:
        raise BrokenCatalog(f"{file.name}: {problem}") from None
    by_id = {entry.msgctxt: entry for entry in entries}
    found = [
        Fault(language, text_id, "is not translated")
        for text_id in dutch
        if text_id not in by_id or not by_id[text_id].msgstr.strip()
    ]
    for text_id, entry in by_id.items():
        if text_id not in dutch:
            found.append(
                Fault(language, str(text_id), "does not exist any more in Dutch: run check-translations --update")
            )
        elif entry.msgstr and placeholders(entry.msgstr) != placeholders(dutch[text_id].text):
            wanted = ", ".join("{" + name + "}" for name in sorted(placeholders(dutch[text_id].text))) or "none"
            found.append(Fault(language, text_id, f"has other placeholders than the Dutch ({wanted})"))
        elif entry.msgid != dutch[text_id].text:
            found.append(Fault(language, text_id, "was made from an earlier Dutch text: look at it again"))
    return found
