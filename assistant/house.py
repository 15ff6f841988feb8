"""Opens what the pages, the action server and the commands work with: here the core is put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assistant import caseload as caseload_module
from assistant.access import Access, _now
from assistant.audit import Audit
from assistant.case_file import CaseFile, read_case_file
from assistant.catalogue import Catalogue, load
from assistant.catalogue.earlier import questions_kept
from assistant.conversation import Conversation
from assistant.duty import Alarm
from assistant.keys import Keyring, OuterKey, key_beside, open_keyring
from assistant.municipality import Municipality, load_municipality
from assistant.store import Store
from assistant.store.sqlite import SQLiteStore, open_store
from assistant.wording import Wording

STORE_FILE = "intake.sqlite"


@dataclass(frozen=True)
class House:
    """The parts of the core over one data folder."""

    data: Path
    store: Store
    catalogue: Catalogue
    wording: Wording
    conversation: Conversation
    access: Access
    municipality: Municipality
    keyring: Keyring
    audit: Audit
    now: Callable[[], datetime] = _now

    def caseload(self) -> list[caseload_module.CaseSummary]:
        """All cases with their progress, newest activity first."""
        return caseload_module.caseload(self.store, self.catalogue)

    def record_view(self, case_id: str) -> caseload_module.RecordView:
        """One case as the consulent reads it; raises UnknownCase."""
        return caseload_module.record_view(self.store, self.catalogue, self.wording, case_id)

    def case_file(self, case_id: str) -> CaseFile:
        """Everything about one case as it is now; raises UnknownCase."""
        return read_case_file(self.store, self.catalogue, self.wording, self.municipality, case_id, self.now())


def open_store_of(data: Path, keyring: Keyring) -> SQLiteStore:
    """The store of a data folder under its current key; raises StoreFault."""
    return open_store(data / STORE_FILE, keyring.current.derived("database"))


def open_house(
    data: Path,
    wording: Callable[[Catalogue, Store], Wording],
    now: Callable[[], datetime] = _now,
    *,
    questions: Path | None = None,
    alarm: Alarm | None = None,
    municipality: Path | None = None,
    outer: OuterKey | None = None,
) -> House:
    """Open the data folder (making it when it is new).

    Args:
        data: folder with the store.
        wording: gives the texts; the core does not know where translations come from.
        now: the clock.
        questions: folder of the municipality's own question set, or None.
        municipality: folder with the municipality's own terms, texts and partners, or None.
        alarm: tells the duty role that a case should be looked at today.
        outer: where the outer key comes from; by default a file beside the data, made when there is none.

    Raises:
        CatalogueFault, BrokenMunicipality, StoreFault, BadOuterKey, WrongKey, BrokenKeyring: with a message that says what to do.
    """
    catalogue = load(local=questions)
    settings = load_municipality(municipality)
    keyring = open_keyring(data, outer or key_beside(data), now())
    store = open_store_of(data, keyring)
    store.keep_catalogue(catalogue.name, catalogue.version, questions_kept(catalogue), now().isoformat())
    words = wording(catalogue, store)
    return House(
        data,
        store,
        catalogue,
        words,
        Conversation(store, catalogue, words, now, alarm),
        Access(store, now),
        settings,
        keyring,
        Audit(store.audit, now),
        now,
    )


__all__ = ["House", "open_house", "open_store_of"]
