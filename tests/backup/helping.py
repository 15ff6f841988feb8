"""What the tests of keys and backups share: a house with something in it, commands as processes, and looking at files."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.commands.opening import wording_of
from assistant.house import STORE_FILE, House, open_house
from assistant.keys import FileKey, Keyring, read_keyring
from assistant.keys.keyring import FILE
from assistant.recordings import Recordings, Vault
from assistant.store.connecting import connect
from tests.conftest import PROJECT, Clock, Person

SOUND = b"\x1a\x45\xdf\xa3" + b"constructed speech " * 40
WORDS = ("Kok in een restaurant", "Een eigen winkel")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MAIN = "import sys; from assistant.commands import main; sys.exit(main())"


def fill(data: Path, clock: Callable[[], datetime] | None = None) -> str:
    """A closed house with a person who said something, aloud too; returns the id of the case."""
    house = open_house(data, wording_of, clock or Clock())
    try:
        return talk(house)
    finally:
        house.store.close()


def talk(house: House) -> str:
    """Somebody says something, aloud too."""
    someone = Person(house, "nl")
    someone.go_to("werk.droombaan")
    someone.say(WORDS[0])
    someone.say(WORDS[1])
    vault = Vault(house.data, house.keyring)
    Recordings(house.store.translation, vault).keep_answer(
        SOUND, 1000, case_id=someone.case.case_id, message_id="m1", language="nl"
    )
    house.audit.note("gezien", who="test", role="beheerder", case_id=someone.case.case_id)
    return someone.case.case_id


def intake(*arguments: object, timeout: float = 400.0, **environ: object) -> subprocess.CompletedProcess[str]:
    """One real command."""
    return subprocess.run(
        [sys.executable, "-c", MAIN, *map(str, arguments)], capture_output=True, text=True, timeout=timeout, check=False,
        cwd=PROJECT, env=environment(**environ), stdin=subprocess.DEVNULL,
    )  # fmt: skip


def environment(**more: object) -> dict[str, str]:
    """The environment without any setting of the product, but ``more``."""
    bare = {name: text for name, text in os.environ.items() if not name.startswith("INTAKE_")}
    return {**bare, **{name: str(text) for name, text in more.items()}}


def digests(folder: Path, *, but: tuple[str, ...] = ("run", "logs")) -> dict[str, str]:
    """Every file of a folder by its SHA-256, but those of the supervisor."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.relative_to(folder).parts[0] not in but
    }


def ring(data: Path, outer: Path | None = None) -> Keyring:
    """The keyring of a data folder."""
    return read_keyring(data / FILE, FileKey(outer or data / "keys" / "outer.key"))


def words_kept(data: Path, keyring: Keyring | None = None) -> list[str]:
    """The words of all answers, read with the key and nothing of the program around it."""
    key = (keyring or ring(data)).current.derived("database")
    with closing(connect(data / STORE_FILE, key)) as connection:
        return [row[0] for row in connection.execute("SELECT words FROM answers WHERE words <> '' ORDER BY id")]


def sounds_kept(data: Path, keyring: Keyring | None = None) -> list[bytes]:
    """Every recording, opened."""
    vault = Vault(data, keyring or ring(data))
    return [vault.get(name) for name in vault.names()]


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """What a refused command said; it must be one line and no traceback."""
    assert done.returncode == 2, (done.returncode, done.stdout, done.stderr)
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


def plain_text_in(folder: Path, words: tuple[str, ...] = (*WORDS, "constructed speech")) -> list[tuple[str, str]]:
    """Files of a folder in which words can be read."""
    return [
        (str(file.relative_to(folder)), word)
        for file in folder.rglob("*")
        if file.is_file()
        for word in words
        if any(word.encode(coding) in file.read_bytes() for coding in ("utf-8", "utf-16-le"))
    ]


def make_plain(data: Path) -> Mapping[str, Any]:
    """Turn an encrypted folder into one of an earlier version: plain database, recordings under a key of their own."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    keyring = ring(data)
    with closing(connect(data / STORE_FILE, keyring.current.derived("database"))) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        former = bytes(range(32))
        vault = Vault(data, keyring)
        for name in vault.names():
            nonce = os.urandom(12)
            sealed = AESGCM(former).encrypt(nonce, vault.get(name), name.encode())
            (data / "recordings" / f"{name}.bin").write_bytes(sealed)
            connection.execute("UPDATE recordings SET nonce = ? WHERE file = ?", [nonce.hex(), name])
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", [str(data / "plain.db")])
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute("DETACH DATABASE plain")
    (data / STORE_FILE).unlink()
    (data / "plain.db").rename(data / STORE_FILE)
    (data / "keys" / "recordings.key").write_text(former.hex())
    (data / FILE).unlink()
    (data / "keys" / "outer.key").unlink()
    return {"former": former}
