"""What a consulent does about translations: send one back, write to the person, and say who may not review.

Every function gives the page nothing when it is kept, else the ``fault`` in Dutch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.caseload import READER_NL, reader_nl
from assistant.catalogue import Catalogue
from assistant.renditions.readers import Exclusion, allow_reader, exclude_reader, excluded_readers
from assistant.renditions.sending_back import LONGEST_REASON, NoReason, NothingToSendBack, send_back
from assistant.store import Store
from assistant.store.translation import UnknownSource
from assistant.writing_to_person import (
    LONGEST_MESSAGE,
    LanguageUnknown,
    MessageTooLong,
    NothingWritten,
    write_message,
)
from ui.consulent.decisions import decided

NO_TEXT = "Deze vertaling is er niet (meer). Kijk eerst wat er nu staat."
NO_LANGUAGE = "De persoon heeft nog geen taal gekozen. U kunt schrijven zodra het gesprek is begonnen."


@dataclass(frozen=True)
class Shut:
    """Somebody who may not review, or could be shut out. ``since`` says who kept it and when; empty for a choice."""

    what: str
    value: str
    text: str
    since: str = ""


def send_one_back(store: Store, login: str, asked: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Send the translation of ``asked["source"]`` back to the desk with the question ``asked["reason"]``."""
    source_id, reason = asked.get("source"), str(asked.get("reason") or "")

    def decide() -> str | None:
        store.case(str(asked.get("case") or ""))
        try:
            if not isinstance(source_id, int) or not 0 < source_id < 1 << 63:  # what no row can be
                raise UnknownSource(source_id)
            if store.translation.source(source_id).case_id != asked.get("case"):
                return NO_TEXT
            send_back(store, source_id, login, reason, at=now.isoformat())
        except NoReason:
            return f"Schrijf uw vraag aan de cultuurvertaler, in hoogstens {LONGEST_REASON} tekens."
        except (UnknownSource, NothingToSendBack):
            return NO_TEXT
        return None

    return decided(decide)


def write_to_person(
    store: Store, catalogue: Catalogue, login: str, asked: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    """Keep the message ``asked["words"]`` to the person of ``asked["case"]``."""

    def decide() -> str | None:
        try:
            words = str(asked.get("words") or "")
            write_message(store, catalogue, str(asked.get("case") or ""), words, by=login, at=now)
        except NothingWritten:
            return "Schrijf eerst het bericht."
        except MessageTooLong:
            return f"Het bericht is te lang: hoogstens {LONGEST_MESSAGE} tekens."
        except LanguageUnknown:
            return NO_LANGUAGE
        return None

    return decided(decide)


def set_reader(store: Store, login: str, asked: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Shut reviewers out (or, with ``asked["allow"]``, let them in again) for the person of ``asked["case"]``."""
    case_id = str(asked.get("case") or "")
    what, value = str(asked.get("what") or ""), str(asked.get("value") or "")

    def decide() -> str | None:
        shut = {(one.what, one.value) for one in excluded_readers(store.events(store.case(case_id).id))}
        if asked.get("allow"):
            if (what, value) in shut:
                allow_reader(store, case_id, what, value, by=login, at=now)
            return None
        known = {*READER_NL, *(("login", one.login) for one in store.translation.reviewers())}
        if (what, value) not in known:
            return "Kies eerst wie niet mag nakijken."
        if (what, value) not in shut:
            exclude_reader(store, case_id, what, value, by=login, at=now)
        return None

    return decided(decide)


def shut_out(excluded: Sequence[Exclusion], names: Mapping[str, str], when: Mapping[str, str]) -> list[Shut]:
    """Who may not review now; ``when`` gives the moment of each in words, by its time."""
    return [
        Shut(
            one.what, one.value, _reader(one.what, one.value, names),
            f"{'gevraagd door de persoon' if one.by == 'person' else names.get(one.by, one.by)}, {when[one.at]}",
        )
        for one in excluded
    ]  # fmt: skip


def could_be_shut_out(store: Store, excluded: Sequence[Exclusion], names: Mapping[str, str]) -> list[Shut]:
    """Who else can be shut out: by gender, by community, and every reviewer by name."""
    shut = {(one.what, one.value) for one in excluded}
    choices = [*READER_NL, *(("login", one.login) for one in store.translation.reviewers())]
    return [Shut(what, value, _reader(what, value, names)) for what, value in choices if (what, value) not in shut]


def _reader(what: str, value: str, names: Mapping[str, str]) -> str:
    return names.get(value, value) if what == "login" else reader_nl(what, value)


__all__ = [
    "LONGEST_MESSAGE", "LONGEST_REASON", "Shut", "could_be_shut_out", "send_one_back", "set_reader", "shut_out",
    "write_to_person",
]  # fmt: skip
