"""``intake key``: what each action does to what is kept, and what it refuses without touching anything."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assistant.backup.making import make_backup
from assistant.commands.opening import wording_of
from assistant.commands.run import PARTS
from assistant.house import STORE_FILE, open_house
from assistant.keys import FileKey, new_outer_key
from assistant.keys.keyring import FILE
from assistant.store.connecting import connect
from tests.backup.helping import (
    WORDS,
    digests,
    fill,
    intake,
    make_plain,
    one_line,
    plain_text_in,
    ring,
    sounds_kept,
    words_kept,
)
from tests.conftest import Clock, Person


@pytest.fixture
def data(tmp_path: Path, clock: Clock) -> Path:
    fill(tmp_path / "data", clock)
    return tmp_path / "data"


def _newer(data: Path) -> None:
    with closing(connect(data / STORE_FILE, ring(data).current.derived("database"))) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        connection.execute("INSERT INTO _sqlite_migrations VALUES (900, 'intake', 'm900_later', '2030-01-01')")


def _other_database(data: Path) -> None:
    fill(data.parent / "other")
    (data / STORE_FILE).write_bytes((data.parent / "other" / STORE_FILE).read_bytes())


def _flipped(data: Path) -> None:
    file = data / STORE_FILE
    content = bytearray(file.read_bytes())
    for page in range(0, len(content), 4096):  # so that it is met, wherever the program looks first
        content[page + 100] ^= 0xFF
    file.write_bytes(bytes(content))


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda data: (data / "keys" / "outer.key").write_text("ab" * 32), "does not fit"),
        (lambda data: (data / "keys" / "outer.key").unlink(), "cannot be read"),
        (lambda data: (data / "keys" / "outer.key").write_text("not a key"), "gives no key"),
        (lambda data: (data / FILE).unlink(), "missing while intake.sqlite is there"),
        (lambda data: (data / FILE).write_text("{"), "put the one of the latest backup there"),
        (_other_database, "encrypted with another key"),
        (_flipped, "first page is damaged"),
        (_newer, "made by a later version"),
        (make_plain, "run intake key encrypt"),
    ],
    ids=["wrong", "no key", "no key in it", "no keyring", "damaged keyring", "other database", "damaged", "newer", "plain"],
)
def test_what_does_not_fit_is_told_in_one_line_and_nothing_is_touched(
    harm: Callable[[Path], object], said: str, data: Path
) -> None:
    harm(data)
    before = digests(data)
    assert said in one_line(intake("export", "1", INTAKE_DATA=data))
    assert digests(data) == before


def test_show_tells_everything_but_a_key(data: Path) -> None:
    keyring = ring(data)
    shown = intake("key", "show", INTAKE_DATA=data).stdout
    assert keyring.current.id in shown and "database, recordings" in shown and "outer.key" in shown
    assert keyring.current.secret.hex() not in shown
    assert (data / "keys" / "outer.key").read_text() not in shown


def test_rotate_works_while_everything_runs_and_backups_follow(data: Path, tmp_path: Path, clock: Clock) -> None:
    house = open_house(data, wording_of, clock)
    backup = make_backup(data, house.keyring, clock(), tmp_path / "elsewhere").folder
    someone = Person(house, "nl")
    old = (data / "keys" / "outer.key").read_text()
    (tmp_path / "new.key").write_text(intake("key", "new").stdout)

    done = intake("key", "rotate", "--to-file", tmp_path / "new.key", INTAKE_DATA=data)
    assert done.returncode == 0 and f"INTAKE_KEY_FILE={tmp_path / 'new.key'}" in done.stdout
    someone.go_to("werk.droombaan")
    someone.say("Bakker")
    house.store.close()

    assert "does not fit" in one_line(intake("export", "1", INTAKE_DATA=data))
    assert "Bakker" in intake("export", "2", INTAKE_DATA=data, INTAKE_KEY_FILE=tmp_path / "new.key").stdout
    restored = intake("restore", backup, "--to", tmp_path / "back", INTAKE_KEY_FILE=tmp_path / "new.key")
    assert restored.returncode == 0, restored.stderr
    assert WORDS[0] in words_kept(tmp_path / "back", ring(tmp_path / "back", tmp_path / "new.key"))
    (tmp_path / "old.key").write_text(old)
    refused = intake("restore", backup, "--to", tmp_path / "never", INTAKE_KEY_FILE=tmp_path / "old.key")
    assert "does not fit" in one_line(refused)


@pytest.mark.parametrize(
    ("how", "said"),
    [((), "say where"), (("--to-env", "NOT_SET"), "gives no key"), (("--to-file", "/nowhere/key"), "cannot be read"),
     (("--to-command", "false"), "ended with 1"), (("--to-env", "SAME"), "used already")],
)  # fmt: skip
def test_a_rotate_to_no_key_changes_nothing(how: tuple[str, ...], said: str, data: Path) -> None:
    before = digests(data)
    same = (data / "keys" / "outer.key").read_text()
    assert said in one_line(intake("key", "rotate", *how, INTAKE_DATA=data, SAME=same))
    assert digests(data) == before


def test_renew_gives_everything_a_new_key_and_destroy_ends_the_old_one(data: Path, clock: Clock) -> None:
    first = ring(data)
    backup = make_backup(data, first, clock()).folder
    said, heard = words_kept(data), sounds_kept(data)
    done = intake("key", "renew", INTAKE_DATA=data)
    assert done.returncode == 0, done.stderr
    second = ring(data)
    assert second.current != first.current and (words_kept(data), sounds_kept(data)) == (said, heard)
    earlier = first.current.derived("database")
    with closing(connect(data / STORE_FILE, earlier)) as connection, pytest.raises(Exception, match="not a database"):
        connection.execute("SELECT count(*) FROM answers")

    assert "renew first" in one_line(intake("key", "destroy", second.current.id, INTAKE_DATA=data))
    gone = intake("key", "destroy", first.current.id, INTAKE_DATA=data)
    assert gone.returncode == 0 and str(backup) in gone.stdout
    assert not backup.exists() and [one.id for one in ring(data).keys] == [second.current.id]
    assert (words_kept(data), sounds_kept(data)) == (said, heard)
    house = open_house(data, wording_of, clock)
    whats = [(line.what, line.about.get("handeling")) for line in house.audit.lines()]
    assert ("sleutel", "vernieuwd") in whats and ("sleutel", "vernietigd") in whats
    assert house.audit.verify() == len(whats)
    house.store.close()


@pytest.mark.parametrize("action", ["renew", "encrypt"])
def test_nothing_is_encrypted_anew_while_a_part_has_it_open(action: str, data: Path, clock: Clock) -> None:
    if action == "encrypt":
        make_plain(data)
        import sqlite3

        part = sqlite3.connect(data / STORE_FILE)
        part.execute("BEGIN")
        part.execute("SELECT count(*) FROM answers").fetchone()
        close = part.close
    else:
        close = open_house(data, wording_of, clock).store.close  # type: ignore[attr-defined]
    try:
        refused = intake("key", action, INTAKE_DATA=data)
        assert "stop all parts first" in one_line(refused)
    finally:
        close()
    assert intake("key", action, INTAKE_DATA=data).returncode == 0


def test_nothing_is_renewed_while_it_is_served(data: Path) -> None:
    import os

    from assistant.supervisor import notices

    notices.make_folders(data)
    lock = notices.take_lock(data)
    before = digests(data)
    refused = intake("key", "renew", INTAKE_DATA=data)
    os.close(lock)
    assert refused.returncode == 2 and "being served already" in refused.stderr
    assert digests(data) == before


def test_an_earlier_version_is_encrypted_and_no_plain_word_stays(data: Path) -> None:
    said, heard = words_kept(data), sounds_kept(data)
    make_plain(data)
    assert plain_text_in(data), "the plain file can be read: the search itself works"
    done = intake("key", "encrypt", INTAKE_DATA=data)
    assert done.returncode == 0, done.stderr
    assert plain_text_in(data) == [] and not (data / "keys" / "recordings.key").exists()
    assert (words_kept(data), sounds_kept(data)) == (said, heard)
    assert "no database of an earlier version" in one_line(intake("key", "encrypt", INTAKE_DATA=data))


def test_an_export_can_be_sealed_and_is_warned_about_when_it_is_not(data: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    from tests.backup.helping import MAIN, environment
    from tests.conftest import PROJECT

    plain = intake("export", "1", "--out", tmp_path / "plain.json", INTAKE_DATA=data)
    assert "not encrypted" in plain.stderr and WORDS[0] in (tmp_path / "plain.json").read_text()
    assert (tmp_path / "plain.json").stat().st_mode & 0o077 == 0
    sealed = intake("export", "1", "--sealed", tmp_path / "sealed", INTAKE_DATA=data)
    assert WORDS[0] not in sealed.stdout and WORDS[0].encode() not in (tmp_path / "sealed").read_bytes()
    passphrase = sealed.stdout.splitlines()[0].rsplit(" ", 1)[1]
    opened = subprocess.run(
        [sys.executable, "-c", MAIN, "unseal", str(tmp_path / "sealed")], input=passphrase + "\n", capture_output=True, text=True,
        cwd=PROJECT, env=environment(), check=True,
    )  # fmt: skip
    assert opened.stdout == (tmp_path / "plain.json").read_text()
    assert "passphrase is another" in one_line(intake("unseal", tmp_path / "sealed"))


def test_nothing_that_is_kept_can_be_read_without_the_key(data: Path, clock: Clock) -> None:
    make_backup(data, ring(data), clock())
    assert WORDS[0] in words_kept(data)
    assert plain_text_in(data) == []
    assert "copy" in PARTS


def test_a_new_outer_key_is_no_other_twice() -> None:
    assert len({new_outer_key() for _ in range(20)}) == 20
    assert FileKey(Path("x")).source == "the file x"
