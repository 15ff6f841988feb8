"""A power cut at any moment: what a process wrote is recorded, and the disk is rebuilt as the cut may have left it.

What was synced is there. Of what was not, a disk keeps what it likes: nothing, everything, some of it, or some sectors of
512 bytes of it, in any order. A name in a folder is there for certain only once that folder was synced.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from sqlcipher3 import dbapi2 as sqlcipher

from assistant.audit import Audit
from assistant.house import open_store_of
from assistant.keys import BadOuterKey, BrokenKeyring, WrongKey, key_beside, open_keyring
from assistant.store import StoreFault
from tests.faults.rows import rows

HERE = Path(__file__).resolve().parent
SECTOR = 512
HEADER = struct.Struct("<cIIqq")
Kept = Literal["nothing", "everything", "some", "sectors"]
KEPT: tuple[Kept, ...] = ("nothing", "everything", "some", "sectors")


class NoCompiler(RuntimeError):
    """There is no gcc to compile the recorder with: install Debian's package gcc and libc6-dev."""


def compiled(folder: Path) -> Path:
    """The recorder as a library in ``folder``; raises NoCompiler."""
    library, compiler = folder / "recorder.so", shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        raise NoCompiler("the recorder of writes cannot be compiled: install Debian's packages gcc and libc6-dev")
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(HERE / "recorder.c"), "-ldl", "-lpthread"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise NoCompiler(f"the recorder of writes cannot be compiled (install gcc and libc6-dev): {done.stderr[-500:]}")
    return library


@dataclass(frozen=True)
class Record:
    """One thing that the process did; see ``recorder.c``."""

    number: int
    kind: str
    inode: int
    offset: int
    path: str
    rest: bytes


@dataclass(frozen=True)
class Recording:
    """A whole run: what was done, in order, and the rows that were there at the end."""

    folder: Path
    records: Sequence[Record]
    rows: dict[str, list[str]]

    @property
    def syncs(self) -> list[int]:
        """Numbers of all records that say a sync is done."""
        return [one.number for one in self.records if one.kind == "E"]

    @property
    def confirmed(self) -> int:
        """How many times something was confirmed."""
        return sum(one.kind == "!" for one in self.records)


def recorded(folder: Path, turns: int, *planted: str) -> Recording:
    """Run the house with four people of ``turns`` turns and both desks, and read what it did to ``folder``."""
    inside, log, result = folder / "disk", folder / "recording", folder / "rows.json"
    inside.mkdir()
    environ = {
        **os.environ,
        "LD_PRELOAD": str(compiled(folder)),
        "RECORD_FOLDER": str(inside),
        "RECORD_TO": str(log),
    }
    command = [sys.executable, "-m", "tests.faults.power_child", str(inside / "data"), str(result), str(turns), *planted]
    done = subprocess.run(command, cwd=HERE.parents[1], env=environ, capture_output=True, text=True, timeout=600)
    if done.returncode or not result.exists():
        raise RuntimeError(f"the recorded process failed: {done.stderr[-2000:]}")
    return Recording(inside, list(_read(log.read_bytes())), json.loads(result.read_text()))


def _read(log: bytes) -> Iterator[Record]:
    at = number = 0
    while at < len(log):
        kind, first, second, inode, offset = HEADER.unpack_from(log, at)
        at += HEADER.size
        path, at = log[at : at + first].decode(), at + first
        rest, at = log[at : at + second], at + second
        yield Record(number, kind.decode(), inode, offset, path, rest)
        number += 1


@dataclass
class File:
    """A file: what is on the disk for certain, and what was done to it since."""

    certain: bytearray = field(default_factory=bytearray)
    since: list[Record] = field(default_factory=list)


@dataclass
class Disk:
    """The disk as the process sees it, with what of that is certain. Play records in order, then rebuild."""

    files: dict[int, File] = field(default_factory=dict)
    names: dict[str, int | None] = field(default_factory=dict)
    """Path -> inode, of the names that are certain; None is a folder."""
    names_since: list[Record] = field(default_factory=list)
    begun: dict[int, str] = field(default_factory=dict)

    def play(self, one: Record) -> None:
        """Let one record happen."""
        if one.kind in "CMLRU":
            if one.kind == "C":
                self.files[one.inode] = File()
            self.names_since.append(one)
        elif one.kind in "WT":
            self.files.setdefault(one.inode, File()).since.append(one)
        elif one.kind == "E" and one.inode in self.files:
            file = self.files[one.inode]
            for done in [old for old in file.since if old.number < one.offset]:
                _do(file.certain, done)
            file.since = [new for new in file.since if new.number >= one.offset]
        elif one.kind == "E":
            certain = [old for old in self.names_since if old.number < one.offset and _parent(old) == one.path.rstrip("/")]
            for done in certain:
                _name(self.names, done)
            self.names_since = [old for old in self.names_since if old not in certain]

    def rebuild(self, frm: Path, to: Path, kept: Kept, chance: random.Random) -> None:
        """Write the files as a power cut at this moment may leave them."""
        names = dict(self.names)
        lasting = {"nothing": 0, "everything": len(self.names_since)}.get(kept, chance.randint(0, len(self.names_since)))
        for one in self.names_since[:lasting]:
            _name(names, one)
        shutil.rmtree(to, ignore_errors=True)
        to.mkdir(parents=True)
        for path, inode in sorted(names.items()):
            place = to / Path(path).relative_to(frm)
            if not place.parent.is_dir() or path.endswith("-shm"):
                continue  # its folder is gone with the cut; what is shared in memory is gone anyway
            if inode is None:
                place.mkdir(exist_ok=True)
            else:
                place.write_bytes(_content(self.files.get(inode, File()), kept, chance))


def _parent(one: Record) -> str:
    return os.path.dirname(one.path.rstrip("/"))


def _name(names: dict[str, int | None], one: Record) -> None:
    other = one.rest.decode()
    if one.kind == "C":
        names[one.path] = one.inode
    elif one.kind == "M":
        names[one.path] = None
    elif one.kind == "U":
        names.pop(one.path, None)
    elif one.kind == "L":
        names[other] = one.inode
    elif one.kind == "R":
        names.pop(one.path, None)
        names[other] = one.inode


def _do(content: bytearray, one: Record) -> None:
    if one.kind == "T":
        if one.offset < len(content):
            del content[one.offset :]
        else:
            content.extend(bytes(one.offset - len(content)))
        return
    if len(content) < one.offset:
        content.extend(bytes(one.offset - len(content)))
    content[one.offset : one.offset + len(one.rest)] = one.rest


def _content(file: File, kept: Kept, chance: random.Random) -> bytes:
    content = bytearray(file.certain)
    if kept == "nothing":
        return bytes(content)
    often = chance.choice((0.1, 0.5, 0.9))
    for one in file.since:
        if kept == "everything" or one.kind == "T":
            if kept == "everything" or chance.random() < often:
                _do(content, one)
        elif kept == "some":
            if chance.random() < often:
                _do(content, one)
        else:
            begin = 0
            while begin < len(one.rest):
                # sectors lie at multiples of 512 bytes of the file, wherever the write began
                end = min(len(one.rest), begin + SECTOR - (one.offset + begin) % SECTOR)
                if chance.random() < often:
                    _do(content, Record(one.number, "W", one.inode, one.offset + begin, "", one.rest[begin:end]))
                begin = end
    return bytes(content)


def fault_after_cut(data: Path, least: dict[str, int], final: dict[str, list[str]]) -> str:
    """What is wrong with the rebuilt data folder; empty when nothing is lost, changed or there twice.

    Args:
        data: the folder, opened here with its own key as after a cut.
        least: how many rows were confirmed before the cut, by table.
        final: the rows of the whole run, by table.
    """
    if not any(least.values()) and not (data / "intake.sqlite").exists():
        return ""
    try:
        store = open_store_of(data, open_keyring(data, key_beside(data), datetime.now(UTC)))
    except (StoreFault, BadOuterKey, BrokenKeyring, WrongKey, sqlcipher.DatabaseError, OSError) as fault:
        return f"it does not open: {type(fault).__name__}: {fault}"
    try:
        if (said := store.db.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            return f"integrity_check: {said}"
        if bad := store.db.execute("PRAGMA cipher_integrity_check").fetchall():
            return f"cipher_integrity_check: {bad[:3]}"
        Audit(store.audit, lambda: datetime.now(UTC)).verify()
        for table, found in rows(store.db).items():
            if len(found) < least.get(table, 0):
                return f"{table}: {least[table]} rows were confirmed, {len(found)} are there"
            if found != final[table][: len(found)]:
                return f"{table}: rows are there that were never kept, or twice"
        return ""
    except Exception as fault:  # whatever it is, it is what the cut did
        return f"{type(fault).__name__}: {fault}"
    finally:
        store.close()


@dataclass
class Tried:
    """How many cuts were tried and which went wrong, with the moment and what the disk kept."""

    prefixes: int = 0
    confirmed: int = 0
    syncs: int = 0
    faults: list[str] = field(default_factory=list)


def cuts(recording: Recording, folder: Path, *, seed: int, at_syncs: int | None, between: int) -> Tried:
    """Cut the power at the edges of syncs and in between, rebuild the disk and open what is there.

    Args:
        recording: of the run.
        folder: where the disk is rebuilt.
        seed: of the moments and of what the disk keeps.
        at_syncs: how many edges (just before and just after a sync), spread over the run; None for all, in all four ways.
        between: how many other moments, each in a way of its own.
    """
    chance, tried = random.Random(seed), Tried(confirmed=recording.confirmed, syncs=len(recording.syncs))
    edges = sorted({moment for number in recording.syncs for moment in (number, number + 1)})
    plan: dict[int, list[Kept]] = {}
    if at_syncs is None:
        plan = {moment: list(KEPT) for moment in edges}
    else:
        for turn, moment in enumerate(chance.sample(edges, min(at_syncs, len(edges)))):
            plan[moment] = [KEPT[turn % len(KEPT)]]
    for turn in range(between):
        plan.setdefault(chance.randrange(len(recording.records)), []).append(KEPT[turn % len(KEPT)])
    disk, least = Disk(), {}
    for one in recording.records:
        for kept in plan.get(one.number, ()):
            # the cut is just before this record
            disk.rebuild(recording.folder, folder, kept, chance)
            tried.prefixes += 1
            if fault := fault_after_cut(folder / "data", least, recording.rows):
                tried.faults.append(f"before record {one.number} ({one.kind}), kept {kept}: {fault}")
        disk.play(one)
        if one.kind == "!":
            least = json.loads(one.path)["counts"]
    return tried


def whole_disk_is_as_recorded(recording: Recording, folder: Path) -> bool:
    """Whether playing everything gives the very files that are there: else the recorder missed something."""
    disk = Disk()
    for one in recording.records:
        disk.play(one)
    disk.rebuild(recording.folder, folder, "everything", random.Random(0))
    return all(
        (folder / file.relative_to(recording.folder)).read_bytes() == file.read_bytes()
        for file in recording.folder.rglob("*")
        if file.is_file() and not file.name.endswith("-shm")
    )


def summary(tried: Tried) -> dict[str, Any]:
    """The figures of a run."""
    return {"prefixes": tried.prefixes, "confirmed": tried.confirmed, "syncs": tried.syncs, "lost": len(tried.faults)}
