"""``intake backup`` and ``intake restore``: made while everything runs, proven, never over what is there."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.backup import backups_gone_by, expire
from assistant.backup.making import MANIFEST, make_backup
from assistant.backup.places import backups_in, known_places
from assistant.backup.proving import NotProven, prove
from assistant.backup.restoring import restore_backup
from assistant.commands.opening import wording_of
from assistant.house import STORE_FILE, House, open_house
from assistant.keys import FileKey
from assistant.store.connecting import StoreDamaged, connect
from tests.backup.helping import (
    SOUND,
    WORDS,
    digests,
    fill,
    intake,
    one_line,
    plain_text_in,
    ring,
    sounds_kept,
    talk,
    words_kept,
)
from tests.conftest import Clock
from tests.store.test_migration import age


@pytest.fixture
def data(tmp_path: Path, clock: Clock) -> Path:
    fill(tmp_path / "data", clock)
    return tmp_path / "data"


def key_of(data: Path) -> Path:
    return data / "keys" / "outer.key"


def test_a_backup_made_while_the_house_is_open_comes_back_through_the_commands(house: House, tmp_path: Path) -> None:
    talk(house)
    data = house.data
    made = intake("backup", "--to", tmp_path / "disk", INTAKE_DATA=data)
    assert made.returncode == 0, made.stderr
    (backup,) = backups_in(tmp_path / "disk")
    assert str(backup) in made.stdout and "Restored and found whole" in made.stdout
    talk(house)  # what comes after is not in it

    done = intake("restore", backup, "--to", tmp_path / "back", INTAKE_KEY_FILE=key_of(data))
    assert done.returncode == 0, done.stderr
    back = ring(tmp_path / "back", key_of(data))
    assert [word for word in words_kept(tmp_path / "back", back) if word in WORDS] == list(WORDS)
    assert sounds_kept(tmp_path / "back", back) == [SOUND]
    shown = intake("export", "1", INTAKE_DATA=tmp_path / "back", INTAKE_KEY_FILE=key_of(data))
    assert WORDS[0] in shown.stdout
    checked = intake("audit", "verify", INTAKE_DATA=tmp_path / "back", INTAKE_KEY_FILE=key_of(data))
    assert checked.returncode == 0, checked.stderr


def test_a_backup_can_be_read_by_nobody_without_the_key_and_names_nobody(data: Path, clock: Clock) -> None:
    backup = make_backup(data, ring(data), clock()).folder
    assert plain_text_in(backup) == [] and "verzonnen" not in (backup / MANIFEST).read_text()
    assert not list(backup.rglob("outer.key"))
    manifest = json.loads((backup / MANIFEST).read_text())
    assert manifest["tables"]["answers"] > 5
    assert [one for one in backup.parent.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize("name", [STORE_FILE, MANIFEST, "keyring.json", "recordings"])
@pytest.mark.parametrize("how", ["changed", "missing"])
def test_a_damaged_backup_is_never_restored(name: str, how: str, data: Path, clock: Clock, tmp_path: Path) -> None:
    backup = make_backup(data, ring(data), clock()).folder
    file = next((backup / name).glob("*.bin")) if name == "recordings" else backup / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    if how == "changed":
        file.write_bytes(bytes(content))
    else:
        file.unlink()
    refused = intake("restore", backup, "--to", tmp_path / "back", INTAKE_KEY_FILE=key_of(data))
    one_line(refused)
    assert digests(tmp_path / "back") == {}


def test_a_manifest_that_somebody_wrote_anew_is_refused(data: Path, clock: Clock, tmp_path: Path) -> None:
    backup = make_backup(data, ring(data), clock()).folder
    manifest = json.loads((backup / MANIFEST).read_text())
    manifest["tables"]["audit"] = 0
    (backup / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(NotProven, match="manifest"):
        restore_backup(backup, tmp_path / "back", FileKey(key_of(data)))


def test_a_restore_puts_nothing_over_what_is_there_unless_told_and_then_aside(data: Path, clock: Clock) -> None:
    backup = make_backup(data, ring(data), clock()).folder
    house = open_house(data, wording_of, clock)
    talk(house)
    house.store.close()
    later, before = words_kept(data), digests(data)
    assert "--replace" in one_line(intake("restore", backup, "--to", data))
    assert digests(data) == before
    done = intake("restore", backup, "--to", data, "--replace")
    assert done.returncode == 0, done.stderr
    assert len(words_kept(data)) < len(later)
    (aside,) = data.glob("replaced-*")
    key = ring(data).current.derived("database")
    with closing(connect(aside / STORE_FILE, key)) as connection:
        assert connection.execute("SELECT count(*) FROM answers WHERE words <> ''").fetchone() == (len(later),)
    assert len(list((aside / "recordings").glob("*.bin"))) == 2


def test_a_damaged_page_is_said_and_the_backup_brings_everything_back(data: Path, clock: Clock) -> None:
    make_backup(data, ring(data), clock())
    said = words_kept(data)
    file = data / STORE_FILE
    content = bytearray(file.read_bytes())
    for page in range(8, len(content) // 4096):
        content[page * 4096 + 200] ^= 0xFF
    file.write_bytes(bytes(content))
    with pytest.raises(NotProven, match="damaged"):
        prove(file, ring(data).current.derived("database"))
    assert "intake restore --replace" in one_line(intake("export", "1", INTAKE_DATA=data))
    refused = intake("backup", INTAKE_DATA=data)
    assert refused.returncode == 2 and len(backups_in(data / "backups")) == 1, "a damaged one never becomes a backup"
    done = intake("restore", backups_in(data / "backups")[0], "--to", data, "--replace")
    assert done.returncode == 0, done.stderr
    assert words_kept(data) == said and sounds_kept(data) == [SOUND]


def test_one_flipped_byte_in_the_middle_is_met_as_a_fault_with_a_name(house: House) -> None:
    talk(house)
    house.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[attr-defined]
    house.store.close()  # type: ignore[attr-defined]
    file = house.data / STORE_FILE
    key = house.keyring.current.derived("database")
    with closing(connect(file, key)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'turns'").fetchone()[0]
    content = bytearray(file.read_bytes())
    content[(page - 1) * 4096 + 2000] ^= 1
    file.write_bytes(bytes(content))
    with pytest.raises(StoreDamaged, match="page of the database is damaged"):
        house.store.turns(house.store.cases()[0].id)


def test_backups_that_are_too_old_go_wherever_they_lie_and_the_day_is_told(data: Path, clock: Clock, tmp_path: Path) -> None:
    now = clock()
    for place in (None, tmp_path / "disk"):
        for days in (40, 31, 29, 0):
            make_backup(data, ring(data), now - timedelta(days=days), place)
    assert len(known_places(data)) == 2
    gone = expire(data, now, 30)
    assert len(gone) == 4 and all(not one.exists() for one in gone)
    assert [len(backups_in(place)) for place in known_places(data)] == [2, 2]
    assert backups_gone_by(now, 30) - now == timedelta(days=31)
    assert expire(data, backups_gone_by(now, 30), 30) and not any(backups_in(place) for place in known_places(data))


def test_no_half_backup_counts_and_what_a_killed_command_left_is_cleared(data: Path, clock: Clock) -> None:
    (data / "backups" / ".making-backup-20261122T090000Z-0000").mkdir(parents=True)
    make_backup(data, ring(data), clock())
    assert [one.name[0] for one in (data / "backups").iterdir()] == ["b"]


def test_a_place_that_cannot_be_written_is_said(data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert "could not be written" in one_line(intake("backup", "--to", tmp_path / "file" / "place", INTAKE_DATA=data))


def test_an_earlier_version_is_kept_as_it_was_before_it_is_changed(
    tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    old = open_house(tmp_path / "data", wording_of, clock)
    talk(old)
    age(old)
    opened = open_house(old.data, wording_of, clock)
    opened.store.close()  # type: ignore[attr-defined]
    (backup,) = backups_in(old.data / "backups")
    assert str(backup) in capsys.readouterr().err
    manifest = json.loads((backup / MANIFEST).read_text())
    assert manifest["reason"] == "before m002_question_sets" and manifest["schema"] == ["m001_first_tables"]
    assert manifest["tables"]["answers"] > 5
    open_house(old.data, wording_of, clock).store.close()  # type: ignore[attr-defined]
    assert len(backups_in(old.data / "backups")) == 1, "only when there is something to change"


def test_a_new_folder_needs_no_backup(tmp_path: Path, clock: Clock) -> None:
    open_house(tmp_path / "new", wording_of, clock).store.close()  # type: ignore[attr-defined]
    assert not (tmp_path / "new" / "backups").exists()
