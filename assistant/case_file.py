"""Everything about one case, read once: what every page, draft and document of the consulent's desk is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from assistant.catalogue import Catalogue
from assistant.dossier.entry import Dossier
from assistant.interview import Course, course_of
from assistant.municipality import Municipality
from assistant.record import Answer, Record, fold
from assistant.renditions.reading import read_renditions, rendition_of_answer
from assistant.renditions.sources import DUTCH
from assistant.renditions.view import CaseRenditions, RenditionView
from assistant.store import Case, Event, PlanVersion, Store
from assistant.wording import Wording

NETHERLANDS = ZoneInfo("Europe/Amsterdam")
"""Days are counted here: a plan set at half past midnight in summer is of that day, and not of the day before in UTC."""
ASYLUM = "asielstatushouder"
"""The group (entry ``doelgroep``) to which the Z-route's hours, the ontzorgen and DUO's estimated hours belong."""


@dataclass(frozen=True)
class CaseFile:
    """One case at one moment. Nothing here writes.

    Attributes:
        case: with its number, label and language.
        answers, events: as kept, oldest first. record, course: folded from them.
        renditions: of everything the person said in another language.
        dossier: what staff entered and decided. versions: the plans that were set.
        catalogue, wording, municipality: questions, texts and settings.
        now: the moment it was read, with its time zone.
    """

    case: Case
    answers: tuple[Answer, ...]
    events: tuple[Event, ...]
    record: Record
    course: Course
    renditions: CaseRenditions
    dossier: Dossier
    versions: tuple[PlanVersion, ...]
    catalogue: Catalogue
    wording: Wording
    municipality: Municipality
    now: datetime
    names: dict[str, str] = field(default_factory=dict)
    """Login -> name of staff, as pages show them."""

    @property
    def id(self) -> str:
        """Id of the case."""
        return self.case.id

    @property
    def today(self) -> date:
        """The day in the Netherlands."""
        return self.now.astimezone(NETHERLANDS).date()

    @property
    def language(self) -> str:
        """The language the person reads; Dutch while none was chosen."""
        return self.case.language or DUTCH

    @cached_property
    def known(self) -> dict[str, object]:
        """Question id -> value for all that is answered, settled or derived (``Record.known``)."""
        return self.record.known(self.catalogue)

    @property
    def group(self) -> str | None:
        """The group of the person as DUO decided it (entry ``doelgroep``), else None: what they call it decides nothing."""
        entry = self.dossier.latest("doelgroep")
        return str(entry.get("groep")) if entry else None

    @property
    def owner(self) -> str | None:
        """Login of the consulent whose case it is: who it was given to, else who made it."""
        entry = self.dossier.latest("toegewezen")
        return str(entry.get("login")) if entry else self.case.created_by

    def rendition(self, answer: Answer) -> RenditionView | None:
        """The Dutch of an answer that counts; None when nothing is to be translated."""
        return rendition_of_answer(self.catalogue, self.renditions, answer)

    def name_of(self, login: str) -> str:
        """What colleagues call somebody of staff; the login when the account is gone."""
        return self.names.get(login, login)


def read_case_file(
    store: Store, catalogue: Catalogue, wording: Wording, municipality: Municipality, case_id: str, now: datetime
) -> CaseFile:
    """Read one case; raises UnknownCase."""
    case = store.case(case_id)
    answers, events = store.answers(case_id), store.events(case_id)
    return CaseFile(
        case=case, answers=tuple(answers), events=tuple(events), record=fold(catalogue, answers),
        course=course_of(events), renditions=read_renditions(store, case_id, events),
        dossier=Dossier.of(store.dossier.entries(case_id)), versions=tuple(store.dossier.versions(case_id)),
        catalogue=catalogue, wording=wording, municipality=municipality, now=now,
        names={account.login: account.name for account in store.staff_accounts()},
    )  # fmt: skip


__all__ = ["NETHERLANDS", "CaseFile", "read_case_file"]
