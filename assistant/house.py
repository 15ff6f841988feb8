"""Opens what the pages, the action server and the commands work with: here the core is put together."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assistant import caseload as caseload_module
from assistant.access import Access, Policy, _now
from assistant.audit import Audit
from assistant.backup import unfinished
from assistant.backup.making import make_backup
from assistant.backup.places import DAYS
from assistant.case_file import CaseFile, read_case_file
from assistant.catalogue import Catalogue, load
from assistant.catalogue.earlier import questions_kept
from assistant.conversation import Conversation
from assistant.duty import Alarm
from assistant.keys import Keyring, OuterKey, key_beside, open_keyring
from assistant.municipality import Municipality, load_municipality
from assistant.store import Store
from assistant.store.connecting import STORE_FILE, refuse_plain
from assistant.store.sqlite import SQLiteStore, open_store
from assistant.wording import Wording


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
    backup_days: int = DAYS

    def caseload(self) -> list[caseload_module.CaseSummary]:
        """All cases with their progress, newest activity first."""
        return caseload_module.caseload(self.store, self.catalogue)

    def record_view(self, case_id: str) -> caseload_module.RecordView:
        """One case as the consulent reads it; raises UnknownCase."""
        return caseload_module.record_view(self.store, self.catalogue, self.wording, case_id)

    def case_file(self, case_id: str) -> CaseFile:
        """Everything about one case as it is now; raises UnknownCase."""
        return read_case_file(self.store, self.catalogue, self.wording, self.municipality, case_id, self.now())


def _to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def open_store_of(
    data: Path, keyring: Keyring, now: Callable[[], datetime] = _now, tell: Callable[[str], None] = _to_stderr
) -> SQLiteStore:
    """The store of a data folder under its current key; with a backup first when its tables are of an earlier version.

    Raises:
        StoreFault: with a message that says what to do. NotProven: that backup could not be made, so nothing was changed.
    """
    unfinished.refuse(data)

    def keep_as_it_was(pending: list[str]) -> None:
        made = make_backup(data, keyring, now(), reason=f"before {pending[0]}")
        tell(f"The database is of an earlier version ({len(pending)} steps to {pending[-1]}); as it was it lies in {made.folder}")

    return open_store(data / STORE_FILE, keyring.current.derived("database"), keep_as_it_was)


def open_keyring_of(data: Path, outer: OuterKey, now: datetime) -> Keyring:
    """The keyring of a data folder, unless something there must be mended first; raises as ``open_house`` does."""
    unfinished.refuse(data)
    refuse_plain(data / STORE_FILE)
    return open_keyring(data, outer, now)


def open_house(
    data: Path,
    wording: Callable[[Catalogue, Store], Wording],
    now: Callable[[], datetime] = _now,
    *,
    questions: Path | None = None,
    alarm: Alarm | None = None,
    municipality: Path | None = None,
    outer: OuterKey | None = None,
    policy: Policy = Policy(),  # noqa: B008 - frozen
    backup_days: int = DAYS,
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
        policy: what is asked of staff who sign in, and how long sessions last.
        backup_days: days after which a backup is removed, so until when it holds what was erased.

    Raises:
        CatalogueFault, BrokenMunicipality, StoreFault, BadOuterKey, WrongKey, BrokenKeyring,
            NotProven: with a message that says what to do.
    """
    catalogue = load(local=questions)
    settings = load_municipality(municipality)
    keyring = open_keyring_of(data, outer or key_beside(data), now())
    store = open_store_of(data, keyring, now)
    store.keep_catalogue(catalogue.name, catalogue.version, questions_kept(catalogue), now().isoformat())
    words, audit = wording(catalogue, store), Audit(store.audit, now)
    return House(
        data,
        store,
        catalogue,
        words,
        Conversation(store, catalogue, words, now, alarm),
        Access(store, now, trail=audit, policy=policy),
        settings,
        keyring,
        audit,
        now,
        backup_days,
    )


__all__ = ["STORE_FILE", "House", "open_house", "open_keyring_of", "open_store_of"]
