"""Where backups lie, how long they are kept, and that their keyrings follow the keyring of the house."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.durable_file import sync_folder, write_whole
from assistant.keys import Keyring, OuterKey, WrongKey, read_keyring
from assistant.plain_json import read_json

FOLDER, KEYRING = "backups", "keyring.json"
DAYS = 30
"""Days after which a backup goes, when nothing else is set."""
GENERATION_HOURS = 24
"""After this long the copy at the second place begins anew, and what was erased leaves it one such time later."""
_KNOWN = Path("keys") / "backup-places.json"
_NAME = re.compile(r"backup-(\d{8}T\d{6}Z)-[0-9a-f]{4}")


def default_place(data: Path) -> Path:
    """Where backups go when nothing is said."""
    return data / FOLDER


def name_of(now: datetime, mark: str) -> str:
    """The name of a backup: when it was made, and four hexadecimal digits; nobody's name."""
    return f"backup-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{mark}"


def made_at(backup: Path) -> datetime | None:
    """When a backup was made, by its name; None when it is no backup."""
    found = _NAME.fullmatch(backup.name)
    try:
        return datetime.strptime(found[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) if found else None
    except ValueError:
        return None  # no such moment: somebody else's folder


def backups_in(place: Path) -> list[Path]:
    """The finished backups of a place, oldest first."""
    if not place.is_dir():
        return []
    return sorted(one for one in place.iterdir() if one.is_dir() and made_at(one))


def known_places(data: Path) -> list[Path]:
    """Every place where backups of this data folder were ever put, and the copies; whether or not they are there now."""
    try:
        found = read_json((data / _KNOWN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = []
    rest = [Path(one) for one in found if isinstance(one, str)] if isinstance(found, list) else []
    return list(dict.fromkeys([default_place(data), *rest]))


def remember_place(data: Path, place: Path) -> None:
    """Keep in mind that backups lie there, so that they follow the key and expire; raises OSError."""
    known = known_places(data)
    if place not in known:
        write_whole(data / _KNOWN, json.dumps([str(one) for one in [*known, place]]).encode())


def backups_gone_by(now: datetime, days: int = DAYS) -> datetime:
    """When what is erased now is gone from every backup and from the copy, provided that ``expire`` runs daily."""
    return now + max(timedelta(days=days + 1), timedelta(hours=2 * GENERATION_HOURS))


def expire(data: Path, now: datetime, days: int = DAYS) -> list[Path]:
    """Remove the backups of all places that are older than ``days`` days; returns which. Raises OSError."""
    gone = []
    for place in known_places(data):
        for backup in backups_in(place):
            made = made_at(backup)
            if made is not None and now - made >= timedelta(days=days):
                remove(backup)
                gone.append(backup)
    return gone


def remove(folder: Path) -> None:
    """Remove a folder; under a name that counts for nothing first, so that half of it is never taken for the whole."""
    dying = folder.with_name(f".going-{folder.name}")
    folder.rename(dying)
    sync_folder(folder.parent)
    shutil.rmtree(dying)
    sync_folder(folder.parent)


def sweep(place: Path) -> None:
    """Clear away what a command that was killed left behind."""
    if place.is_dir():
        for one in place.iterdir():
            if one.is_dir() and one.name.startswith((".going-", ".making-", ".proving-")):
                shutil.rmtree(one)


def keyrings_elsewhere(data: Path) -> Iterator[Path]:
    """The keyrings beside every backup and copy that can be reached now."""
    for place in known_places(data):
        if (place / KEYRING).is_file():
            yield place / KEYRING
        for backup in backups_in(place):
            if (backup / KEYRING).is_file():
                yield backup / KEYRING


def away(data: Path) -> list[Path]:
    """Places where backups were put and that cannot be reached now."""
    return [place for place in known_places(data) if place != default_place(data) and not place.is_dir()]


def follow_outer_key(data: Path, old: OuterKey, new: OuterKey) -> tuple[int, list[Path]]:
    """Rewrap the keyrings of all backups and copies; returns how many, and those that fit neither key.

    A keyring that is under the new key already (of a run that was broken off) counts as done.
    """
    done, strange = 0, []
    for path in keyrings_elsewhere(data):
        try:
            read_keyring(path, old).rewrapped(new)
        except WrongKey:
            try:
                read_keyring(path, new)
            except WrongKey:
                strange.append(path)
                continue
        done += 1
    return done, strange


def forget_key(data: Path, key_id: str, outer: OuterKey) -> list[Path]:
    """Destroy the backups that only ``key_id`` opens, and take it out of the keyrings of the others.

    Returns:
        The backups that are gone.
    """
    gone = []
    for path in list(keyrings_elsewhere(data)):
        ring: Keyring = read_keyring(path, outer)
        if key_id not in {one.id for one in ring.keys}:
            continue
        if len(ring.keys) == 1 and made_at(path.parent):
            remove(path.parent)
            gone.append(path.parent)
        elif ring.current.id != key_id:
            ring.without(key_id)
    return gone


def backups_of_key(data: Path, key_id: str) -> list[Path]:
    """The backups that were made with this data key, as their manifests say."""
    found = []
    for place in known_places(data):
        for backup in backups_in(place):
            try:
                told = read_json((backup / "manifest.json").read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
            if isinstance(told, dict) and told.get("key") == key_id:
                found.append(backup)
    return found


__all__ = [
    "DAYS", "FOLDER", "GENERATION_HOURS", "KEYRING", "away", "backups_gone_by", "backups_in", "backups_of_key",
    "default_place", "expire", "follow_outer_key", "forget_key", "keyrings_elsewhere", "known_places", "made_at", "name_of",
    "remember_place", "remove", "sweep",
]  # fmt: skip
