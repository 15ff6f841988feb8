"""The parsers of what lies on the disk between two starts, and of what a beheerder gives along: keys, backups, settings."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from random import Random

from assistant.backup import copying, making, places, restoring, unfinished
from assistant.backup.proving import NotProven
from assistant.backup.segments import read_segment, write_segment
from assistant.commands import audit as audit_command
from assistant.commands import restore as restore_command
from assistant.commands.opening import BadInput
from assistant.keys import BadOuterKey, BrokenKeyring, DataKey, ValueKey, WrongKey, read_keyring
from assistant.keys.keyring import Keyring
from assistant.keys.sealed import NotSealed, seal, unseal
from assistant.municipality.model import Rule
from assistant.recordings.vault import KeyFault, RecordingUnreadable, Vault
from assistant.retention.policy import BrokenRules, last_day
from assistant.supervisor import settings
from assistant.supervisor.watch import _readable
from fuzzing.files import FileParser, json_like, of, scratch
from fuzzing.texts import HOSTILE, digits, mutated_bytes, text
from fuzzing.words import TODAY
from translations.machine.tried import TriedPackages

OUTER = ValueKey("00" * 32)
KEY = DataKey("k-000000000000", "2026-11-22T09:00:00+00:00", bytes(range(32)))
NAME = "ab" * 16
MANIFEST = {
    "format": 1, "version": "0.1.0", "at": "2026-11-22T09:00:00+00:00", "key": KEY.id, "schema": [1], "tables": {"cases": 3},
    "audit": [1, "ab"], "files": {"intake.sqlite": "00", "keyring.json": "", "recordings/ab.bin": "00"},
}  # fmt: skip


def _standing(data: Path) -> None:
    found = copying.standing(data)
    if found is not None:
        found.behind(datetime(2026, 11, 22, 9, 0, tzinfo=UTC))


STATES: dict[str, tuple[Callable[[Path], object], str, bytes]] = {
    "begun work": (unfinished.standing, str(unfinished.FILE), b'{"what": "renew", "key": "k-1"}'),
    "places of backups": (places.known_places, "keys/backup-places.json", b'["/mnt/backups", "x"]'),
    "standing of the copy": (_standing, "run/copy.json", b'{"point": "2026-11-22T09:00:00+00:00", "away_since": null}'),
    "packages that were tried": (
        lambda folder: TriedPackages(folder / "tried")._read(),
        "tried/.tried.json",
        b'{"ti_en": [1, 2]}',
    ),
}
SETTINGS: dict[str, tuple[Callable[[dict[str, str]], object], tuple[str, ...]]] = {
    "INTAKE_PORT": (settings.port, ("8000", "0", "70000", "\u0668", "9" * 5_000)),
    "INTAKE_LIMITS": (settings.request_limits, ("session=600/10", "sign_in=0/0", "address=1/0")),
    "INTAKE_TRUSTED_PROXY": (settings.trusted_proxy, ("10.0.0.2", "10.0.0.0/24, ::1", "0.0.0.0/0", "fe80::1%eth0")),
    "INTAKE_SECOND_FACTOR": (settings.second_factor_required, ("required", "optional")),
    "INTAKE_IDLE_MINUTES": (settings.idle_minutes, ("30", "4", "\u00b2", "9" * 5_000)),
    "INTAKE_BACKUP_DAYS": (settings.backup_days, ("30", "366", "9" * 5_000)),
    "INTAKE_PUBLIC_ADDRESS": (settings.public_https, ("https://intake.gemeente.invalid",)),
    "INTAKE_BACKUP_TO": (lambda environ: settings.backup_folder(Path("data"), environ), ("backups", "../x")),
    "INTAKE_COPY_TO": (settings.copy_folder, ("copy",)),
    "INTAKE_QUESTIONS": (settings.questions_folder, ("questions", ".", "x/" * 5_000)),
    "INTAKE_MUNICIPALITY": (settings.municipality_folder, ("gemeente", ".")),
    "INTAKE_TLS_CERT": (settings.certificate, ("cert.pem", "x/" * 5_000)),
    "INTAKE_SECRETS": (settings.host, ("secrets", ".")),
    "INTAKE_KEY": (
        lambda environ: settings.outer_key(Path("data"), environ).read(),
        ("00" * 32, "00" * 31, " " + "aF" * 32 + "\n"),
    ),
}


def _line(seeds: tuple[str, ...], random: Random) -> str:
    """A value on one line: a good one, a damaged one, or words; what an environment cannot hold is left out."""
    choice = random.random()
    if choice < 0.5:
        made = mutated_bytes(random.choice(seeds).encode(), random).decode("utf-8", "surrogateescape")
    elif choice < 0.7:
        made = "".join(random.choices(digits(), k=random.randrange(1, 9)))
    else:
        made = random.choice((*seeds, *HOSTILE, text(random, "nl", 5)))
    return (
        made.replace("\x00", "")
        .encode("utf-8", "surrogateescape" if choice < 0.5 else "replace")
        .decode("utf-8", "surrogateescape")
    )


def _setting_case(random: Random) -> tuple[str, str]:
    name = random.choice(sorted(SETTINGS))
    return name, _line(SETTINGS[name][1], random)


def _setting(case: tuple[str, str]) -> None:
    name, given = case
    SETTINGS[name][0]({name: given})


def _argument(case: tuple[str, str]) -> None:
    {"head": audit_command._known, "moment": restore_command._moment}[case[0]](case[1])


def _argument_case(random: Random) -> tuple[str, str]:
    seeds = {
        "head": ("12:" + "ab" * 32, "1:x", "9" * 5_000 + ":" + "ab" * 32),
        "moment": ("2026-11-22T14:00", "2026-11-22T13:00+00:00", "0001-01-01", "9999-12-31T23:59-23:59", "2026-W47-7",
        "20261122"),
    }  # fmt: skip
    name = random.choice(sorted(seeds))
    return name, _line(seeds[name], random)


@cache
def _keyring() -> Keyring:
    path = scratch() / "good" / "keyring.json"
    path.parent.mkdir(exist_ok=True)
    ring = Keyring(path, (DataKey("k-111111111111", KEY.made_at, bytes(32)), KEY), OUTER)
    path.write_bytes(ring.wrapped())
    return ring


def _read_keyring(data: bytes) -> None:
    file = scratch() / "keyring.json"
    file.write_bytes(data)
    read_keyring(file, OUTER)


def _backup(data: bytes) -> None:
    folder = scratch() / "backup-20261122T090000Z-abcd"
    folder.mkdir(exist_ok=True)
    (folder / "keyring.json").write_bytes(_keyring().wrapped())
    (folder / making.MANIFEST).write_bytes(data)
    restoring.is_backup(folder)
    making.read_manifest(folder, OUTER)


def _backup_case(random: Random) -> bytes:
    good = {**MANIFEST, "mac": making.signature(MANIFEST, KEY)}
    if random.random() < 0.5:
        return mutated_bytes(json.dumps(good).encode(), random)
    if random.random() < 0.02:
        return b"[" * 100_000
    return json.dumps(json_like(good)(random)).encode()


def _names_of_backups(name: str) -> None:
    places.made_at(Path(name))


def _name_case(random: Random) -> str:
    return _line(
        ("backup-20261122T090000Z-abcd", "backup-99999999T999999Z-0000", "backup-00000000T000000Z-ffff"), random
    )


@cache
def _segment() -> bytes:
    path = scratch() / "good.segment"
    head = {
        "number": 1, "at": "2026-11-22T09:00:00+00:00", "page_size": 64, "count": 3, "recordings": {}, "gone": [],
        "previous": "",
    }  # fmt: skip
    write_segment(path, head, [(number, bytes([number]) * 64) for number in (1, 2, 3)], KEY)
    return path.read_bytes()


def _read_segment(data: bytes) -> None:
    file = scratch() / "00000001.segment"
    file.write_bytes(data)
    read_segment(file, {KEY.id: KEY})


def _segment_case(random: Random) -> bytes:
    if random.random() < 0.03:  # a head that nobody can read, with lengths that fit
        body = b"[" * 100_000
        return b"IC1\n" + body + (0).to_bytes(8, "big") + len(body).to_bytes(8, "big") + bytes(32) + b"IC1\n"
    return mutated_bytes(_segment(), random)


def _recording(data: bytes) -> None:
    folder = scratch() / "vault"
    (folder / "recordings").mkdir(parents=True, exist_ok=True)
    (folder / "recordings" / f"{NAME}.bin").write_bytes(data)
    vault = Vault(folder, _keyring())
    for name in (NAME, data[:40].decode("latin-1")):
        vault.get(name)


@cache
def _sealed_sound() -> bytes:
    return Vault(scratch(), _keyring())._sealed(NAME, b"OggS" + bytes(64))[1]


@cache
def _sealed_export() -> bytes:
    return seal(b"alles", "een zin van vijf woorden")


def _state(name: str, data: bytes) -> None:
    read, where, _ = STATES[name]
    folder = scratch() / "state"
    (folder / where).parent.mkdir(parents=True, exist_ok=True)
    (folder / where).write_bytes(data)
    read(folder)


def _term_case(random: Random) -> Rule:
    values = (30, 0, -1, 10**9, 10**30, True, "30", 2.5, None, float("nan"), 120_000, random.randrange(10**7))
    units = ("dagen", "weken", "maanden", "jaar", "uur", "", "DAGEN")
    return Rule("bewaren_dossier", "x", random.choice(values), random.choice(units), "verzonnen", None, False)


def _log_line_case(random: Random) -> str:
    line = {
        "at": "2026-11-22T09:00:00.000Z",
        "level": "error",
        "part": "ui",
        "event": "noted",
        "text": "x",
        "fault": ["a", "b"],
    }
    if random.random() < 0.02:
        return "[" * 100_000
    return json.dumps(json_like(line)(random)) if random.random() < 0.6 else text(random, "nl", 8)


@cache
def KEPT_PARSERS() -> tuple[FileParser, ...]:
    """Every parser of what is kept on the disk or given by a beheerder."""
    deep = (b"[" * 100_000, b"1", b"null", b"\xff", b'{"a": ' * 40_000)
    return (
        FileParser("keyring", lambda random: of(_keyring().wrapped(), _keyring().wrapped(), *deep)(random), _read_keyring,
                   (BrokenKeyring, WrongKey, BadOuterKey), 1),
        FileParser("backup, manifest", _backup_case, _backup, (NotProven, BrokenKeyring), 0.6),
        FileParser("backup, name of a folder", _name_case, _names_of_backups, (), 4),
        FileParser("copy, segment", _segment_case, _read_segment, (NotProven,), 1),
        FileParser("recording, sealed", lambda random: mutated_bytes(_sealed_sound(), random), _recording,
                   (RecordingUnreadable, KeyFault), 1),
        FileParser("export, sealed", lambda random: mutated_bytes(_sealed_export(), random),
                   lambda data: unseal(data, "een zin van vijf woorden"), (NotSealed,), 0.01),
        *(FileParser(name, of(seed, *deep), partial(_state, name), (), 0.5) for name, (_, _, seed) in STATES.items()),
        FileParser("settings", _setting_case, _setting, (settings.BadSetting, BadOuterKey), 5),
        FileParser("arguments of commands", _argument_case, _argument, (BadInput,), 4),
        FileParser("terms of retention", _term_case, lambda rule: last_day(TODAY, rule), (BrokenRules,), 2),
        FileParser("line of a part's log", _log_line_case, _readable, (), 2),
    )  # fmt: skip


__all__ = ["KEPT_PARSERS"]
