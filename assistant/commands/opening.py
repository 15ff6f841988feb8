"""Puts the house together for a command: the one place that knows both the core and where the words come from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.access import AccessFault, Policy
from assistant.backup import NotProven
from assistant.catalogue import Catalogue, CatalogueFault
from assistant.dossier.forms import BrokenForms
from assistant.duty import DutyCommand
from assistant.house import House, open_house, open_keyring_of, open_store_of
from assistant.keys import BadOuterKey, BrokenKeyring, WrongKey
from assistant.messages import BrokenMessages
from assistant.municipality import BrokenMunicipality
from assistant.store import Store, StoreFault
from assistant.store.sqlite import SQLiteStore
from assistant.supervisor import settings
from assistant.supervisor.faults import CannotServe
from assistant.understanding.esco import NoEscoFiles, NoEscoFolder, NotEscoOccupations, load_esco
from assistant.understanding.languages import BrokenLanguageData, MissingLanguageData, UnknownLanguage
from assistant.understanding.occupations import add_labels
from assistant.wording import Wording
from translations.texts import LOCAL_TEXTS, BrokenCatalog, LiveTexts, load_texts


class BadInput(ValueError):
    """A file or argument of a command is not what it should be; the message says what to do."""


#: Faults that a person can mend: told in one line, without a traceback.
MENDABLE = (
    AccessFault, BadInput, BadOuterKey, BrokenCatalog, BrokenForms, BrokenKeyring, BrokenLanguageData, BrokenMessages,
    BrokenMunicipality, CannotServe,
    CatalogueFault, MissingLanguageData, NoEscoFiles, NoEscoFolder, NotEscoOccupations, NotProven, StoreFault, UnknownLanguage,
    WrongKey, settings.BadSetting,
)  # fmt: skip


def wording_of(catalogue: Catalogue, store: Store) -> Wording:
    """Texts from the .po files, those of the municipality over them, and over both what the desk corrects and approves."""
    questions = settings.questions_folder()
    return LiveTexts(load_texts(catalogue, local=questions / LOCAL_TEXTS if questions else None), store)


def open_here(data: Path | None = None) -> House:
    """The house over a data folder; by default the one of the settings, with the municipality's own questions and alarm."""
    folder = (data or settings.data_folder()).absolute()
    know_more_occupations()
    return open_house(
        folder, wording_of, questions=settings.questions_folder(), alarm=duty_alarm(),
        municipality=settings.municipality_folder(), outer=settings.outer_key(folder), policy=policy_here(),
        backup_days=settings.backup_days(),
    )


def policy_here() -> Policy:
    """What the settings ask of staff who sign in."""
    return Policy(settings.second_factor_required(), idle=timedelta(minutes=settings.idle_minutes()))


def store_here(data: Path) -> SQLiteStore:
    """The store of a data folder alone, for a part that needs no more."""
    return open_store_of(data, open_keyring_of(data, settings.outer_key(data), datetime.now(UTC)))


def know_more_occupations() -> None:
    """Read the ESCO download of the settings, if there is one; raises the faults of ``assistant.understanding.esco``."""
    folder = settings.value("INTAKE_ESCO")
    if folder:
        add_labels(load_esco(Path(folder)))


def duty_alarm() -> DutyCommand | None:
    """The alarm of the settings, or None: then the consulent's page alone shows it."""
    command = settings.value("INTAKE_DUTY_COMMAND")
    return DutyCommand(command, settings.value("INTAKE_DUTY_ROLE") or "") if command else None
