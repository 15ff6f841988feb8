"""The copy at a second place, seconds behind: ``intake run copy``.

Every round takes the pages that changed since the last, puts them into a segment in the data folder, and ships that whole
or not at all. Killed at any moment, the last finished segment is what counts; while the second place is away everything
goes on, and the next round that reaches it ships all that changed since.
"""

from __future__ import annotations

import json
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from assistant.backup.making import sha256_of
from assistant.backup.pages import Mark, Moment, Reader
from assistant.backup.places import GENERATION_HOURS, expire, remember_place, remove
from assistant.backup.proving import NotProven
from assistant.backup.segments import (
    GENERATION,
    KEYRING,
    SUFFIX,
    digest_of,
    generations,
    name_of,
    read_generation,
    write_segment,
)
from assistant.durable_file import copy_whole, write_whole
from assistant.keys import DataKey, Keyring
from assistant.keys.keyring import FILE as KEYRING_FILE
from assistant.plain_json import read_json
from assistant.recordings.vault import FOLDER as RECORDINGS
from assistant.store.connecting import STORE_FILE
from assistant.store.faults import StoreFault

EVERY = 10.0
"""Seconds between two rounds."""
BEHIND = 60.0
"""Seconds behind after which it is said."""
_PLACE, _STANDING, _STAGE = "place.json", "standing.json", ".segment-under-way"
_AT_LEAST = 64 << 20


class PlaceAway(OSError):
    """The second place is not there, or is another than before."""


@dataclass
class Standing:
    """How the copy is, as ``run/copy.json`` tells it; no personal data.

    ``point``: of what moment the copy is (ISO 8601), None before the first. ``away_since``: since when the second place
    cannot be reached. ``segments``, ``shipped``: number and bytes since this process began. ``last_bytes``: of the newest.
    """

    point: str | None = None
    away_since: str | None = None
    fault: str | None = None
    segments: int = 0
    shipped: int = 0
    last_bytes: int = 0
    last_seconds: float = 0.0
    worst_behind: float = 0.0

    def behind(self, now: datetime) -> float | None:
        """Seconds since the moment the copy is of; None without one."""
        return (now - datetime.fromisoformat(self.point)).total_seconds() if self.point else None


@dataclass
class _Generation:
    """What the newest generation at the second place holds."""

    folder: Path
    key: str
    begun: datetime
    number: int = 0
    mac: str = ""
    count: int = 0
    size: int = 0
    base: int = 0
    digests: dict[int, bytes] = field(default_factory=dict)
    recordings: dict[str, str] = field(default_factory=dict)


class Copier:
    """Keeps one copy. In a process of its own: see ``Reader``."""

    def __init__(
        self, data: Path, keyring: Keyring, to: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC),
        tell: Callable[[str], None] = lambda line: print(line, flush=True), days: int | None = None,
    ) -> None:  # fmt: skip
        self.standing = Standing()
        self._data, self._to, self._now, self._tell, self._days = data.absolute(), to.absolute(), now, tell, days
        self._key: DataKey = keyring.current
        self._reader = Reader(self._data / STORE_FILE, self._key.derived("database"))
        self._generation: _Generation | None = None
        self._mark: Mark | None = None
        self._told = False
        self._expired: datetime | None = None
        self._began = self._now()

    def close(self) -> None:
        """Give the database back."""
        self._reader.close()

    def run(self, stop: threading.Event, beat: Callable[[], None] = lambda: None, every: float = EVERY) -> None:
        """Copy round after round until told to stop; a fault is told once, and the next round tries again."""
        while not stop.is_set():
            self.round_told()
            beat()
            stop.wait(every)

    def round_told(self) -> bool:
        """One round; a fault of the second place or the disk is kept in ``standing``. True when the copy is of now."""
        began = self._now()
        try:
            self.round()
        except (OSError, StoreFault, NotProven, sqlcipher.Error) as fault:
            self._generation = self._mark = None  # what is there is looked at again before anything is added
            self.standing.away_since = self.standing.away_since or began.isoformat()
            self.standing.fault = str(fault) or type(fault).__name__
        else:
            if self._told:
                self._tell(f"the copy at {self._to} is up to date again, after {self._behind_words(began)}")
            self.standing.away_since = self.standing.fault = None
            self._told = False
        behind = self.standing.behind(self._now())
        since = behind if behind is not None else (self._now() - self._began).total_seconds()
        self.standing.worst_behind = max(self.standing.worst_behind, behind or 0.0)
        if self.standing.fault and not self._told:
            self._told = True
            self._tell(f"nothing can be copied to {self._to} ({self.standing.fault}); trying again")
        if since > BEHIND:
            self._tell(f"the copy at {self._to} is {since:.0f} s behind")
        with suppress(OSError):
            (self._data / "run").mkdir(exist_ok=True, mode=0o700)
            write_whole(self._data / "run" / "copy.json", json.dumps(vars(self.standing)).encode())
        return self.standing.fault is None

    def round(self) -> bool:
        """Bring the copy up to now; True when there was something to ship.

        Raises:
            OSError: the second place, or our own disk, cannot be written. StoreFault: the database cannot be read.
            NotProven: what lies there is damaged and could not be put aside.
        """
        began, clock = self._now(), time.monotonic()
        self._check_place()
        self._follow_keyring()
        generation, self._generation = self._generation or self._found(), None
        fresh = generation is None or self._is_over(generation, began)
        if generation is None or fresh:
            generation = _Generation(self._to / f"{GENERATION}{began:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}", self._key.id, began)
        stage = self._data / _STAGE
        with self._reader.moment() as moment:
            told = self._staged(stage, generation, moment, None if fresh else self._mark, began)
        if told is None:
            stage.unlink(missing_ok=True)
        else:
            self._ship(stage, generation)
            self.standing.segments += 1
        self._generation, self._mark = generation, moment.mark
        self.standing.point = began.isoformat()
        if told is not None:
            self.standing.last_seconds = time.monotonic() - clock
        write_whole(self._to / _STANDING, json.dumps({"point": self.standing.point, "segment": generation.number}).encode())
        if fresh:
            self._forget(generation)
        self._expire(began)
        return told is not None

    # the second place ----------------------------------------------------------------------------

    def _check_place(self) -> None:
        """Make sure that this is the place it was: an empty folder where a share should be mounted is not."""
        mine, theirs = self._data / "keys" / "copy-place.json", self._to / _PLACE
        if not self._to.is_dir():
            raise PlaceAway(2, f"{self._to} is not there")
        known = _json(mine)
        if known.get("to") == str(self._to):
            if _json(theirs).get("id") != known.get("id"):
                raise PlaceAway(2, f"{self._to} is empty or another than before: is the share mounted?")
            return
        found = _json(theirs).get("id")
        if found is None:
            found = secrets.token_hex(8)
            write_whole(theirs, json.dumps({"id": found, "what": "copy of an intake assistant; see keys-and-backups"}).encode())
        remember_place(self._data, self._to)
        write_whole(mine, json.dumps({"to": str(self._to), "id": found}).encode())

    def _follow_keyring(self) -> None:
        """The keyring there is the keyring here, as it is wrapped now."""
        mine = (self._data / KEYRING_FILE).read_bytes()
        theirs = self._to / KEYRING
        if not theirs.is_file() or theirs.read_bytes() != mine:
            write_whole(theirs, mine)

    def _found(self) -> _Generation | None:
        """The newest generation there, as its segments tell it; None when a new one must begin."""
        (self._to / RECORDINGS).mkdir(exist_ok=True, mode=0o700)
        for left in [*self._to.glob(f".{GENERATION}*"), *self._to.glob(".going-*")]:
            shutil.rmtree(left)
        for left in [*self._to.glob(f"{GENERATION}*/.*"), *(self._to / RECORDINGS).glob(".*")]:
            left.unlink()
        for folder in self._to.glob(f"{GENERATION}*"):
            if not (folder / name_of(1)).is_file():
                shutil.rmtree(folder)
        known = generations(self._to)
        if not known:
            return None
        found: _Generation | None = None
        try:
            for segment in read_generation(known[-1], {self._key.id: self._key}):
                if found is None:
                    found = _Generation(known[-1], segment.key, segment.at, base=segment.path.stat().st_size)
                found.number, found.mac, found.count = segment.number, segment.mac, segment.count
                found.size += segment.path.stat().st_size
                found.digests.update(segment.pages)
                found.recordings.update(segment.recordings)
                for name in segment.gone:
                    found.recordings.pop(name, None)
        except NotProven:
            return None  # of another key, or damaged: a new generation begins, and this one goes when that is there
        return found

    def _is_over(self, generation: _Generation, now: datetime) -> bool:
        old = now - generation.begun >= timedelta(hours=GENERATION_HOURS)
        return generation.key != self._key.id or old or generation.size - generation.base > max(_AT_LEAST, 2 * generation.base)

    def _staged(
        self, stage: Path, generation: _Generation, moment: Moment, mark: Mark | None, began: datetime
    ) -> dict[str, object] | None:
        """Write the segment on our own disk, while the moment lasts; None when nothing changed."""
        if generation.number and mark == moment.mark and not self._recordings_changed(generation):
            return None
        numbers = sorted(moment.changed_since(mark if generation.number else None))
        here = self._recordings_here(generation)
        gone = sorted(set(generation.recordings) - set(here))
        added = {name: digest for name, digest in here.items() if generation.recordings.get(name) != digest}
        for name, digest in added.items():
            self._ship_recording(name, digest)

        def changed() -> Iterator[tuple[int, bytes]]:
            for number in numbers:
                page = moment.page(number)
                if generation.digests.get(number) != digest_of(page):
                    yield number, page

        head: dict[str, object] = {
            "number": generation.number + 1, "at": began.isoformat(), "page_size": moment.page_size, "count": moment.count,
            "recordings": added, "gone": gone, "previous": generation.mac,
        }  # fmt: skip
        mac, pages = write_segment(stage, head, changed(), self._key)
        if generation.number and not (pages or added or gone) and moment.count == generation.count:
            return None
        generation.digests.update(pages)
        for number in [one for one in generation.digests if one > moment.count]:
            del generation.digests[number]
        generation.mac, generation.count, generation.recordings = mac, moment.count, here
        return head

    def _ship(self, stage: Path, generation: _Generation) -> None:
        size = stage.stat().st_size
        generation.folder.mkdir(exist_ok=True, mode=0o700)
        copy_whole(stage, generation.folder / name_of(generation.number + 1))
        stage.unlink()
        generation.number += 1
        generation.size += size
        generation.base = generation.base or size
        self.standing.shipped += size
        self.standing.last_bytes = size
        for file in (self._to / RECORDINGS).glob("*.bin"):
            if file.stem not in generation.recordings:
                file.unlink()  # destroyed here: destroyed there

    def _forget(self, newest: _Generation) -> None:
        """Keep the generation before this one, unless another key sealed it; remove the others."""
        older = [one for one in generations(self._to) if one != newest.folder]
        keep = older[-1:] if older and self._same_key(older[-1]) else []
        for folder in older:
            if folder not in keep:
                remove(folder)

    def _same_key(self, folder: Path) -> bool:
        try:
            first = next(read_generation(folder, {self._key.id: self._key}))
        except (NotProven, StopIteration):
            return False
        return first.key == self._key.id

    # recordings ----------------------------------------------------------------------------------

    def _recordings_changed(self, generation: _Generation) -> bool:
        return {one.stem for one in self._sounds()} != set(generation.recordings)

    def _recordings_here(self, generation: _Generation) -> dict[str, str]:
        found = {}
        for file in self._sounds():
            known = generation.recordings.get(file.stem)
            with suppress(FileNotFoundError):  # destroyed at this very moment
                found[file.stem] = known or sha256_of(file)
        return found

    def _sounds(self) -> list[Path]:
        return [one for one in (self._data / RECORDINGS).glob("*.bin") if not one.name.startswith(".")]

    def _ship_recording(self, name: str, digest: str) -> None:
        source, target = self._data / RECORDINGS / f"{name}.bin", self._to / RECORDINGS / f"{name}.bin"
        if target.is_file() and sha256_of(target) == digest:
            return
        with suppress(FileNotFoundError):
            copy_whole(source, target)
            self.standing.shipped += source.stat().st_size

    # beside --------------------------------------------------------------------------------------

    def _expire(self, now: datetime) -> None:
        """Once a day the backups that are too old go."""
        if self._days is not None and (self._expired is None or now - self._expired >= timedelta(hours=24)):
            self._expired = now
            for backup in expire(self._data, now, self._days):
                self._tell(f"{backup.name} is older than {self._days} days and was removed")

    def _behind_words(self, now: datetime) -> str:
        since = self.standing.away_since
        return f"{(now - datetime.fromisoformat(since)).total_seconds():.0f} s" if since else "a while"


def standing(data: Path) -> Standing | None:
    """How the copy of a data folder is, as its process last told; None when there is none."""
    found = _json(data / "run" / "copy.json")
    known = {name: found[name] for name, usual in vars(Standing()).items() if name in found and _fits(found[name], name, usual)}
    return Standing(**known) if known else None


def _fits(value: object, name: str, usual: object) -> bool:
    """Whether what a file holds can be this part of a standing: a moment with its zone, a word, or a number."""
    if name in {"point", "away_since"} and isinstance(value, str):
        try:
            return datetime.fromisoformat(value).tzinfo is not None
        except ValueError:
            return False
    return value is None or isinstance(value, str) if usual is None else isinstance(value, int | float)


def _json(file: Path) -> dict[str, Any]:
    try:
        found = read_json(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


__all__ = ["BEHIND", "EVERY", "SUFFIX", "Copier", "PlaceAway", "Standing", "standing"]
