"""Fixtures: genuine tiny packages, made once; folders with some of them in it; a queue with words of constructed people."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.access import NewCase
from assistant.house import House
from assistant.renditions.model import Check, Rendition, Source
from assistant.renditions.sources import source_of_event
from assistant.store import Event
from tests.translations.machine.packages import build_package
from translations.machine.installing import install
from translations.machine.machine import Machine
from translations.machine.worker import Worker

PAIRS: list[tuple[str, ...]] = [
    tuple(pair.split("-"))
    for pair in ("ar-en", "en-nl", "fa-en", "ti-en", "nl-en", "en-ar", "en-fa", "ar-nl", "prs-nl")
]
WORDS = {
    "ar": "عندي ولدان. أسكن في أوترخت!",
    "ti": "ክልተ ደቂ ኣለዉኒ። ኣብ ኡትረኽት እነብር።",
    "prs": "من دو طفل دارم. در اوترخت زندگی می‌کنم.",
    "nl": "Goedemiddag. Kunt u maandag komen?",
}


@pytest.fixture(scope="session")
def package_files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], Path]:
    """One genuine ``.argosmodel`` for each direction."""
    folder = tmp_path_factory.mktemp("packages")
    return {pair: build_package(folder, *pair) for pair in PAIRS}


@pytest.fixture
def languages(tmp_path: Path, package_files: dict[tuple[str, ...], Path]) -> Callable[..., Path]:
    """Installs packages by their direction, as ``languages("ar-en", "en-nl")``; gives the folder. Not tried one by one."""

    def put(*wanted: str) -> Path:
        folder = tmp_path / "data" / "languages"
        for name in wanted:
            (done,) = install(package_files[tuple(name.split("-"))], folder, loads=lambda place: None)
            assert done.fault is None
        return folder

    return put


@pytest.fixture
def machine(languages: Callable[..., Path]) -> Callable[..., Machine]:
    """A machine with some packages, loaded in this very process."""
    return lambda *wanted: Machine(languages(*wanted), tries=lambda folder: None)


class NoAids:
    """A memory that remembers nothing and checks that find nothing, where a test is about the queue."""

    def exact(self, source: Source) -> None:
        return None

    def checks(self, source: Source, text: str) -> Sequence[Check]:
        return ()


class Queue:
    """The queue of a house: what people said goes in, renditions come out."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.kept = house.store.translation
        self.said: list[str] = []

    def case(self, language: str) -> NewCase:
        return self.house.access.new_case(language=language, label="verzonnen", created_by="test", constructed=True)

    def says(self, language: str, *lines: str, to_person: bool = False) -> list[int]:
        """A constructed person says these lines (or a consulent writes them to that person); the ids of the sources."""
        case = self.case(language)
        made = []
        for line in lines:
            self.said.append(line)
            data = {"words": line, "language": "nl" if to_person else language}
            with self.house.store.writing(case.case_id) as writer:
                event = writer.event(Event("message" if to_person else "remark", "2026-11-22T09:00:00+00:00", 1, data))
                source = source_of_event(self.house.catalogue, event, language)
                assert source is not None
                writer.source(source)
            kept = self.kept.source_of("event", event.id or 0)
            assert kept is not None and kept.id is not None
            made.append(kept.id)
        return made

    def rendition(self, source_id: int) -> Rendition | None:
        found = self.renditions(source_id)
        assert len(found) < 2, "made twice"
        return found[0] if found else None

    def renditions(self, source_id: int) -> list[Rendition]:
        case = self.kept.source(source_id).case_id
        return [one for one in self.kept.renditions(case) if one.source_id == source_id]

    def state(self, source_id: int) -> str:
        job = self.kept.job(source_id)
        assert job is not None
        return job.state

    def worker(self, machine: Machine, *, aids: object | None = None) -> Worker:
        routes = self.house.data / "run" / "translation-routes.json"
        self.told: list[str] = []
        return Worker(
            self.house.store, self.house.catalogue, machine, routes, aids=aids or NoAids(), say=self.told.append,  # type: ignore[arg-type]
        )  # fmt: skip

    def empty(self, worker: Worker) -> None:
        """Let the worker go on until there is nothing left to do."""
        for _ in range(200):
            if not worker.work_once():
                return
        raise AssertionError("the queue does not become empty")


@pytest.fixture
def queue(house: House) -> Queue:
    return Queue(house)


@pytest.fixture
def copied(package_files: dict[tuple[str, ...], Path], tmp_path: Path) -> Path:
    """A folder as a beheerder gets it: two package files on a stick."""
    stick = tmp_path / "stick"
    stick.mkdir()
    for pair in (("ar", "en"), ("en", "nl")):
        shutil.copy(package_files[pair], stick)
    return stick
