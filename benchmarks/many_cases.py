"""Many constructed cases for a measurement: copies of the people of ``tests/pip`` with other dates, numbers and words.

Nobody in them exists. Each goes through the real interface of the store, one transaction for the record and one for the
dossier; only the wait for the disk is left out while they are made.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from assistant.dossier.entry import Entry
from assistant.dossier.forms import form
from assistant.house import House
from assistant.record import Answer
from assistant.renditions.model import Rendition, Review
from assistant.renditions.sources import source_of_answer
from assistant.store import Case, Event, PlanVersion, Turn
from tests.conftest import Clock
from tests.pip.cases import CASES, CONSULENT_LOGIN
from tests.pip.way import Way

OWNERS = (CONSULENT_LOGIN, *(f"consulent-{number}" for number in range(2, 21)))
"""Logins of twenty consulenten: each has a twentieth of the cases."""

TO_SET = ("arts_syrie", "moeder_eritrea", "zroute_55plus")
"""People whose plan is set in the mould, so that copies have a set plan too."""

REPLY, CURSOR = "x" * 1_600, "x" * 400
"""As long as the reply and the cursor that the conversation keeps of a turn in the constructed demo cases."""


@dataclass(frozen=True)
class Mould:
    """One constructed person as kept, to be copied."""

    case: Case
    answers: tuple[Answer, ...]
    entries: tuple[Entry, ...]
    versions: tuple[PlanVersion, ...]
    renditions: Mapping[tuple[str, int | None], tuple[Rendition, bool]]
    """Question and entry -> the rendition, and whether it was approved."""


class ManyCases:
    """Makes cases in a house until there are so many; the same seed makes the same cases."""

    def __init__(self, house: House, seed: int = 5) -> None:
        self._house, self._dice = house, random.Random(seed)
        self._house.store.db.execute("PRAGMA synchronous = OFF")  # type: ignore[attr-defined]
        self._moulds = [self._mould(name) for name in sorted(CASES)]
        self.made = len(self._moulds)

    def until(self, count: int) -> None:
        """Make cases until the house has ``count``."""
        while self.made < count:
            self._copy(self._dice.choice(self._moulds))
            self.made += 1

    def _mould(self, name: str) -> Mould:
        store = self._house.store
        case_id = CASES[name](self._house)
        if name in TO_SET:
            Way(self._house, Clock(), case_id).to("bekendgemaakt")
        reviews = {one.rendition_id for one in store.translation.reviews(case_id)}
        sources = {one.id: one for one in store.translation.sources(case_id)}
        made = {
            (sources[one.source_id].question or "", sources[one.source_id].entry): (one, one.id in reviews)
            for one in store.translation.renditions(case_id)
        }
        return Mould(
            store.case(case_id), tuple(store.answers(case_id)), tuple(store.dossier.entries(case_id)),
            tuple(store.dossier.versions(case_id)), made,
        )  # fmt: skip

    def _copy(self, mould: Mould) -> None:
        dice, store = self._dice, self._house.store
        owner = OWNERS[self.made % len(OWNERS)]
        began = self._house.now() - timedelta(days=dice.randint(2, 160), minutes=dice.randint(0, 600))
        case = store.add_case(replace(
            mould.case, id=uuid.UUID(int=dice.getrandbits(128)).hex, label=f"Verzonnen {self.made + 1}", created_by=owner,
            created_at=began.isoformat(), code_digest=f"{dice.getrandbits(128):x}",
        ))  # fmt: skip
        # one in ten has not begun; one in three is somewhere in the middle
        share = dice.choices((0.0, dice.uniform(0.2, 0.8), 1.0), (1, 3, 6))[0]
        self._say(case, mould, mould.answers[: round(share * len(mould.answers))], began)
        self._enter(case, mould, owner, began, complete=share == 1.0)

    def _say(self, case: Case, mould: Mould, answers: tuple[Answer, ...], began: datetime) -> None:
        if not answers:
            return
        store, renditions = self._house.store, list[tuple[int, Rendition, bool]]()
        with store.writing(case.id) as writer:
            for number, answer in enumerate(answers, start=1):
                at = (began + timedelta(seconds=40 * number)).isoformat()
                kept = writer.answer(replace(self._varied(answer), at=at, turn=number))
                source = source_of_answer(self._house.catalogue, kept)
                source = writer.source(source) if source is not None else None
                if source is not None and source.id and (made := mould.renditions.get((kept.question, kept.entry))):
                    renditions.append((source.id, *made))
                reply = {"prompt": {"text": "", "more": REPLY}}
                writer.turn(Turn(case.id, number, f"m{number}", "typed", kept.words, reply, {"at": CURSOR}, at))
            if self._dice.random() < 0.1:
                writer.event(Event("handover", at, number, {}))
        with store.translation.writing() as keeping:
            for source_id, rendition, approved in renditions:
                one = keeping.rendition(replace(rendition, source_id=source_id, at=at))
                if approved:
                    keeping.review(Review(source_id, one.id, "goedgekeurd", "vertaler", "cultuurvertaler", at))

    def _varied(self, answer: Answer) -> Answer:
        value = answer.value
        if answer.question == "persoon.geboortedatum" and isinstance(value, str):
            value = f"{self._dice.randint(1960, 2006)}{value[4:]}"
        elif answer.question == "onderwijs.jaren" and value is not None:
            value = self._dice.randint(0, 18)
        elif isinstance(value, str) and value == answer.words:
            number = self._dice.randint(1, 999)
            return replace(answer, value=f"{value} {number}", words=f"{answer.words} {number}")
        return answer if value == answer.value else replace(answer, value=value, words=str(value))

    def _enter(self, case: Case, mould: Mould, owner: str, began: datetime, *, complete: bool) -> None:
        dice, store = self._dice, self._house.store
        entries = [Entry(kind, form(kind).read(data), owner, began.isoformat()) for kind, data in self._dates(began)]
        if complete and dice.random() < 0.6:
            entries += [
                _moved(one, owner, began + timedelta(days=1, seconds=number))
                for number, one in enumerate(mould.entries)
            ]
            if not mould.versions and dice.random() < 0.15:
                entries.append(_entry("voorgelegd", owner, began + timedelta(days=2), aan="tom"))
        place = next((at for at, one in enumerate(entries) if one.kind == "vastgesteld"), len(entries))
        store.dossier.append_all(case.id, entries[:place])
        if place < len(entries):
            # a plan is set together with the entry that says so
            version = replace(mould.versions[0], case_id=case.id, by=owner, at=entries[place].at)
            store.dossier.set_plan(version, entries[place], lambda dossier, versions: None)
            store.dossier.append_all(case.id, entries[place + 1 :])

    def _dates(self, began: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
        dice = self._dice

        def day(after: int) -> str:
            return (began + timedelta(days=after)).date().isoformat()

        if dice.random() < 0.9:
            yield "datum", {"wat": "kennisgeving_duo", "datum": day(0)}
            yield "datum", {"wat": "inschrijving_brp", "datum": day(dice.randint(0, 3))}
        if dice.random() < 0.5:
            yield "fase", {"fase": "15", "reden": "Brief gegeven"}
        if dice.random() < 0.5:
            yield "afspraak", {"soort": "intakegesprek", "datum": day(dice.randint(5, 60))}
        if dice.random() < 0.15:
            yield "no_show", {"soort": "intakegesprek", "datum": day(dice.randint(1, 4)), "reden": "onbekend"}
        if dice.random() < 0.4:
            result, score = dice.choice((("haalbaar", 31), ("niet_haalbaar", 18)))
            yield "lbt", {"datum": day(dice.randint(5, 30)), "resultaat": result, "behaald": score, "benodigd": 28}
        if dice.random() < 0.1:
            yield "toegewezen", {"login": dice.choice(OWNERS)}


def _entry(kind: str, by: str, at: datetime, **data: Any) -> Entry:
    return Entry(kind, form(kind).read(data), by, at.isoformat())


def _moved(entry: Entry, owner: str, at: datetime) -> Entry:
    """The entry in another case: what points to entries and answers of its own case is left out."""
    pointing = {one.name for one in form(entry.kind).fields if one.type == "id"}
    data = {name: value for name, value in entry.data.items() if name not in pointing}
    return Entry(entry.kind, data, owner if entry.by == CONSULENT_LOGIN else entry.by, at.isoformat())


__all__ = ["OWNERS", "ManyCases", "Mould"]
