"""Puts the house together for a command: the one place that knows both the core and where the words come from."""

from __future__ import annotations

from pathlib import Path

from assistant.access import AccessFault
from assistant.catalogue import Catalogue, CatalogueFault
from assistant.house import House, open_house
from assistant.messages import BrokenMessages
from assistant.store import Store, StoreFault
from assistant.supervisor import settings
from assistant.supervisor.faults import CannotServe
from assistant.understanding.languages import BrokenLanguageData, MissingLanguageData, UnknownLanguage
from assistant.wording import Wording
from translations.texts import BrokenCatalog, load_texts


class BadInput(ValueError):
    """A file or argument of a command is not what it should be; the message says what to do."""


#: Faults that a person can mend: told in one line, without a traceback.
MENDABLE = (
    AccessFault, BadInput, BrokenCatalog, BrokenLanguageData, BrokenMessages, CannotServe, CatalogueFault, MissingLanguageData,
    StoreFault, UnknownLanguage, settings.BadSetting,
)  # fmt: skip


def wording_of(catalogue: Catalogue, store: Store) -> Wording:
    """Texts from the .po files, with the approvals that the store keeps."""
    return load_texts(catalogue, approvals=store.approvals())


def open_here(data: Path | None = None) -> House:
    """The house over a data folder; by default the one of the settings."""
    return open_house((data or settings.data_folder()).absolute(), wording_of)
