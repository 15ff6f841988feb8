"""What lies at the second place: segments with changed pages, each a point that can be restored.

A segment is one file: the pages, then their numbers and digests, then a head in JSON, then a footer with the lengths and a
signature (HMAC-SHA256) over everything but the pages, which their digests hold. Each names the signature of the one before
it, so a missing or exchanged segment shows. A segment is there whole or not at all.

``<copy>/generation-<time>-<mark>/00000001.segment …``: the first of a generation has every page. Recordings lie beside, under
their own names; the segments say which belong to the point.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import shutil
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.backup.making import sha256_of
from assistant.backup.proving import Facts, NotProven, prove
from assistant.durable_file import copy_whole, sync_file
from assistant.keys import DataKey, OuterKey, read_keyring
from assistant.plain_json import read_json
from assistant.recordings.vault import FOLDER as RECORDINGS
from assistant.store.connecting import STORE_FILE

KEYRING = "keyring.json"
GENERATION = "generation-"
SUFFIX = ".segment"
_MARK = b"IC1\n"
_DIGEST = 16
_ROW = struct.Struct(f">I{_DIGEST}s")
_FOOT = struct.Struct(">QQ32s4s")
_LONGEST_HEAD = 1 << 28


@dataclass(frozen=True)
class Segment:
    """One segment as its head tells it. ``pages``: number → digest, in the order in which they lie in the file."""

    path: Path
    number: int
    at: datetime
    key: str
    page_size: int
    count: int
    recordings: Mapping[str, str]
    gone: tuple[str, ...]
    previous: str
    pages: Mapping[int, bytes]
    mac: str


def digest_of(page: bytes) -> bytes:
    """What a page is known by."""
    return hashlib.blake2b(page, digest_size=_DIGEST).digest()


def write_segment(
    path: Path, head: Mapping[str, Any], pages: Iterable[tuple[int, bytes]], key: DataKey
) -> tuple[str, dict[int, bytes]]:
    """Write a segment under a name of its own; returns its signature and the digests of its pages. Raises OSError.

    Args:
        path: where; what stands there is replaced. head: ``number``, ``at``, ``count`` and so on. pages: number and content.
        key: the data key; signs with what it derives for backups.
    """
    digests: dict[int, bytes] = {}
    with path.open("wb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(_MARK)
        for number, page in pages:
            file.write(page)
            digests[number] = digest_of(page)
        index = b"".join(_ROW.pack(number, digest) for number, digest in digests.items())
        told = json.dumps({**head, "key": key.id}, sort_keys=True).encode()
        mac = _mac(key, index, told)
        file.write(index + told + _FOOT.pack(len(index), len(told), mac, _MARK))
        file.flush()
        os.fsync(file.fileno())
    return mac.hex(), digests


def read_segment(path: Path, keys: Mapping[str, DataKey]) -> Segment:
    """The head of a segment; its pages stay where they are.

    Raises:
        NotProven: it is damaged, was changed, or no key that is here signed it.
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _FOOT.size))
            index_length, head_length, mac, mark = _FOOT.unpack(file.read(_FOOT.size))
            begin = size - _FOOT.size - index_length - head_length
            if mark != _MARK or begin < len(_MARK) or index_length % _ROW.size or head_length > _LONGEST_HEAD:
                raise ValueError("no segment")
            file.seek(begin)
            index, told = file.read(index_length), file.read(head_length)
        head = read_json(told)
        key = keys[str(head["key"])]
        if not hmac.compare_digest(mac, _mac(key, index, told)):
            raise ValueError("another signature")
        pages = dict(_ROW.iter_unpack(index))
        if begin != len(_MARK) + len(pages) * head["page_size"]:
            raise ValueError("another length")
        return Segment(
            path, head["number"], datetime.fromisoformat(head["at"]), key.id, head["page_size"], head["count"],
            head["recordings"], tuple(head["gone"]), head["previous"], pages, mac.hex(),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, struct.error) as fault:
        where = f"{path.parent.name}/{path.name}"
        raise NotProven(f"{where} is damaged, or is not what was written ({type(fault).__name__})") from None


def generations(copy: Path) -> list[Path]:
    """The generations of a copy that have a first segment, oldest first."""
    return sorted(one for one in copy.glob(f"{GENERATION}*") if (one / name_of(1)).is_file())


def name_of(number: int) -> str:
    """The name of a segment."""
    return f"{number:08d}{SUFFIX}"


def read_generation(folder: Path, keys: Mapping[str, DataKey]) -> Iterator[Segment]:
    """The segments of a generation, oldest first; raises NotProven when one is damaged or does not follow."""
    previous, number = "", 1
    while (folder / name_of(number)).is_file():
        segment = read_segment(folder / name_of(number), keys)
        if segment.number != number or segment.previous != previous:
            raise NotProven(f"{folder.name}/{segment.path.name} does not follow the one before it")
        yield segment
        previous, number = segment.mac, number + 1
    if any(int(one.stem) > number for one in folder.glob(f"*{SUFFIX}") if one.stem.isdigit()):
        raise NotProven(f"{folder.name}: {name_of(number)} is missing")


def build_point(copy: Path, into: Path, outer: OuterKey, until: datetime | None = None) -> tuple[Facts, datetime]:
    """Put the newest point (up to ``until``) where a data folder has its files, and prove it there.

    Raises:
        NotProven: there is no such point, or it is not whole. BadOuterKey, WrongKey, BrokenKeyring: as of its keyring. OSError.
    """
    (into / "keys").mkdir(mode=0o700)
    (into / RECORDINGS).mkdir(mode=0o700)
    copy_whole(copy / KEYRING, into / "keys" / KEYRING)
    keyring = read_keyring(into / "keys" / KEYRING, outer)
    keys = {one.id: one for one in keyring.keys}
    for folder in reversed(generations(copy)):
        first = read_segment(folder / name_of(1), keys)
        if until is None or first.at <= until:
            break
    else:
        raise NotProven(f"{copy} holds no point{f' up to {until:%Y-%m-%d %H:%M:%S}' if until else ''}")
    recordings: dict[str, str] = {}
    last = first
    database = into / STORE_FILE
    with database.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)
        for segment in read_generation(folder, keys):
            if until is not None and segment.at > until:
                break
            last = segment
            recordings.update(segment.recordings)
            for name in segment.gone:
                recordings.pop(name, None)
            for number, page in _pages(segment):
                file.seek((number - 1) * segment.page_size)
                file.write(page)
            file.truncate(segment.count * segment.page_size)
    sync_file(database)
    for name, digest in recordings.items():
        here = copy / RECORDINGS / f"{name}.bin"
        if here.is_file():  # what was destroyed since stays destroyed, also at an earlier point
            shutil.copyfile(here, into / RECORDINGS / f"{name}.bin")
            if sha256_of(into / RECORDINGS / f"{name}.bin") != digest:
                raise NotProven(f"the recording {name} is not what was written")
            (into / RECORDINGS / f"{name}.bin").chmod(0o600)
            sync_file(into / RECORDINGS / f"{name}.bin")
    return prove(database, keys[last.key].derived("database")), last.at


def _pages(segment: Segment) -> Iterator[tuple[int, bytes]]:
    with segment.path.open("rb") as file:
        file.seek(len(_MARK))
        for number, digest in segment.pages.items():
            page = file.read(segment.page_size)
            if digest_of(page) != digest:
                raise NotProven(f"{segment.path.parent.name}/{segment.path.name}: page {number} is not what was written")
            yield number, page


def _mac(key: DataKey, index: bytes, head: bytes) -> bytes:
    return hmac.new(key.derived("backup"), struct.pack(">Q", len(index)) + index + head, hashlib.sha256).digest()


__all__ = [
    "GENERATION", "KEYRING", "SUFFIX", "Segment", "build_point", "digest_of", "generations", "name_of", "read_generation",
    "read_segment", "write_segment",
]  # fmt: skip
