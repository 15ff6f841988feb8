"""What a file of a translator changes here, and taking it over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.messages import placeholders
from assistant.store import Store
from assistant.store.translation import LocalText
from translations.approvals.checks import is_name, wrong_placeholders
from translations.approvals.standing import standings
from translations.exchange.faults import BadExchangeFile
from translations.exchange.texts import ExchangeText
from translations.texts import LiveTexts, text_hash


@dataclass
class Imported:
    """The ids of a file by what becomes of them. Only ``new`` and ``changed`` are kept, and wait for an approval.

    Attributes:
        new: there was no translation here.
        changed: the translation is another one.
        same: nothing changes.
        earlier: a wording that was here before; the file is older than the work done here, so that work stays.
        approved: another wording than one that is approved here; an approval is only given up at the desk.
        unfinished: changed, but the tool says it is not finished (fuzzy, needs-translation).
        copied: the Dutch itself, put there by the tool.
        empty: no translation in the file.
        other_dutch: made from other Dutch than that of today: export again.
        unknown: no text of ours.
    """

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)
    approved: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    other_dutch: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def compare(found: Iterable[ExchangeText], file: str, language: str, texts: LiveTexts, store: Store) -> Imported:
    """What would become of every text of a file; changes nothing.

    Raises:
        BadExchangeFile: a changed text lost a placeholder; the message names it with its line.
    """
    now, shipped = texts.refresh(), texts.shipped.translated.get(language, {})
    translation = store.translation
    stands = standings(now, language, translation.text_approvals(language), {})
    result = Imported()
    for one in found:
        message = now.dutch.get(one.text_id)
        if message is None:
            result.unknown.append(one.text_id)
            continue
        current = now.translated.get(language, {}).get(one.text_id, "")
        if not one.text.strip():
            result.empty.append(one.text_id)
        elif one.dutch != message.text:
            result.other_dutch.append(one.text_id)
        elif one.text == current:
            result.same.append(one.text_id)
        elif one.unfinished:
            result.unfinished.append(one.text_id)
        elif one.text == message.text and not is_name(message.text):
            result.copied.append(one.text_id)
        elif wrong := wrong_placeholders(message.text, one.text):
            wanted = ", ".join("{" + name + "}" for name in sorted(placeholders(message.text))) or "none"
            raise BadExchangeFile(
                file,
                one.line,
                f"{one.text_id} has other placeholders than the Dutch ({wanted}): look at {', '.join(wrong)}",
            )
        elif one.text in {
            shipped.get(one.text_id),
            *(past.text for past in translation.local_text_history(language, one.text_id)),
        }:
            result.earlier.append(one.text_id)
        elif stands[one.text_id].stands == "approved":
            result.approved.append(one.text_id)
        else:
            (result.changed if current else result.new).append(one.text_id)
    return result


def keep_texts(
    found: Iterable[ExchangeText], file: str, language: str, texts: LiveTexts, store: Store, by: str, at: str
) -> Imported:
    """Take over what is new or changed, all of it in one write; raises BadExchangeFile, and then nothing is kept.

    Args:
        found: the texts of the file.
        file: its name, for messages.
        language: project code.
        texts: the texts of the house.
        store: where corrections are kept.
        by: login of whoever takes it over.
        at: UTC time, ISO 8601.
    """
    offered = list(found)
    with store.translation.writing() as writer:
        # compared within the write, so that a correction made at the desk this very moment is not passed over
        result = compare(offered, file, language, texts, store)
        wanted = {*result.new, *result.changed}
        for one in offered:
            if one.text_id in wanted:
                made_from = text_hash(texts.dutch[one.text_id].text)
                writer.local_text(LocalText(language, one.text_id, one.text, made_from, by, at))
    texts.refresh()
    return result
