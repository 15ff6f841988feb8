"""The few true consents: being recorded, and sharing where consent is the basis. Taken back at any time, at once.

Being recorded is asked in the conversation (``conversation.voice``); sharing is kept by a consulent (entry ``toestemming``).
The person takes either back on their own page. Nothing else rests on consent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.conversation.voice import GIVEN, VOICE, WITHDRAWN, agree, agreed
from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.keeping import keep
from assistant.house import House
from assistant.recordings import Recordings, Vault
from assistant.store import Event

PERSON = "inburgeraar"
"""Who entered it, when the person did on their own page."""
ON_OWN_PAGE = "Door de persoon zelf, op de pagina Mijn gegevens"


@dataclass(frozen=True)
class Consent:
    """One consent as it stands.

    Attributes:
        what: ``voice``, or the id of a partner that may get data. given: whether it counts now.
        at: of the last change, UTC, ISO 8601. text, text_hash, language: what was agreed to; empty for one kept by staff.
    """

    what: str
    given: bool
    at: str
    text: str = ""
    text_hash: str = ""
    language: str = ""


def voice_consent(events: Iterable[Event]) -> Consent | None:
    """Whether the person agreed to be recorded; None when it was never asked."""
    said = [event for event in events if event.kind in {GIVEN, WITHDRAWN} and event.data.get("what") == VOICE]
    if not said:
        return None
    data = said[-1].data
    return Consent(
        VOICE, said[-1].kind == GIVEN, said[-1].at, str(data.get("text") or ""), str(data.get("text_hash") or ""),
        str(data.get("language") or ""),
    )  # fmt: skip


def sharing(dossier: Dossier) -> tuple[Consent, ...]:
    """Every consent to share, as it stands now, by receiver."""
    latest = {str(entry.get("ontvanger")): entry for entry in dossier.all("toestemming")}
    return tuple(Consent(name, bool(entry.get("gegeven")), entry.at) for name, entry in sorted(latest.items()))


def withdraw_voice(house: House, case_id: str, language: str) -> int:
    """No longer be recorded: what was recorded is destroyed at once. Returns how many recordings that were.

    Raises UnknownCase, StoreFull, StoreBusy.
    """
    if agreed(house.store, case_id):
        agree(house.store, house.wording, case_id, language, False, house.now())
    return Recordings(house.store.translation, Vault(house.data, house.keyring), house.now).destroy_of_case(case_id)


def withdraw_sharing(house: House, case_id: str, receiver: str) -> Entry | None:
    """No longer share with this receiver; None when that was not agreed (any more). Raises UnknownCase, StoreFull, StoreBusy."""
    now = {one.what: one for one in sharing(Dossier.of(house.store.dossier.entries(case_id)))}
    if receiver not in now or not now[receiver].given:
        return None
    data = {"ontvanger": receiver, "gegeven": False, "hoe": ON_OWN_PAGE}
    return keep(house.store, case_id, "toestemming", data, by=PERSON, at=house.now())


__all__ = ["PERSON", "Consent", "sharing", "voice_consent", "withdraw_sharing", "withdraw_voice"]
