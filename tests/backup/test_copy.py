"""The copy at the second place: seconds behind, killed at any moment, away for a while, and every point can be restored."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.backup.copying import Copier, standing
from assistant.backup.proving import NotProven
from assistant.backup.segments import build_point, generations
from assistant.commands.opening import wording_of
from assistant.house import STORE_FILE, House, open_house
from assistant.keys import FileKey
from assistant.store.connecting import connect
from tests.backup.helping import (
    SOUND,
    WORDS,
    digests,
    environment,
    fill,
    intake,
    one_line,
    plain_text_in,
    ring,
    sounds_kept,
    talk,
    words_kept,
)
from tests.conftest import PROJECT, Clock

KILLS = 5


@pytest.fixture
def data(tmp_path: Path, clock: Clock) -> Path:
    fill(tmp_path / "data", clock)
    (tmp_path / "share").mkdir()
    return tmp_path / "data"


@pytest.fixture
def copier(data: Path, clock: Clock) -> Iterator[Copier]:
    told: list[str] = []
    with closing(Copier(data, ring(data), data.parent / "share", clock, told.append, days=30)) as one:
        one.told = told  # type: ignore[attr-defined]
        yield one


def process(module: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"tests.backup.{module}", *map(str, arguments)]
    return subprocess.Popen(command, cwd=PROJECT, env=environment(), stdout=subprocess.PIPE, text=True)


def rows_at(folder: Path, key: bytes) -> list[int]:
    with closing(connect(folder / STORE_FILE, key)) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM proof ORDER BY id")]


def test_killed_again_and_again_while_others_write_every_point_is_whole_and_of_its_moment(data: Path, tmp_path: Path) -> None:
    share, key, chance = tmp_path / "share", ring(data).current.derived("database"), random.Random(7)
    told: list[tuple[int, float]] = []
    writer = process("a_writer", data, 0.002)

    def listen() -> None:
        assert writer.stdout is not None
        for line in writer.stdout:
            number, moment = line.split()
            told.append((int(number), float(moment)))

    threading.Thread(target=listen, daemon=True).start()
    try:
        for number in range(KILLS):
            begun = time.time()
            copier = process("a_copier", data, share, 0.05)
            until = begun + 60
            sign = share / "standing.json"
            while not (sign.exists() and sign.stat().st_mtime > begun) and time.time() < until:
                time.sleep(0.02)
            time.sleep(chance.random())
            copier.kill()
            copier.wait()
            into = tmp_path / f"point-{number}"
            into.mkdir()
            _, moment = build_point(share, into, FileKey(data / "keys" / "outer.key"))
            found = rows_at(into, key)
            confirmed = max((one for one, at in told if at < moment.timestamp()), default=0)
            assert found == list(range(1, len(found) + 1)), "a row is missing in between"
            assert len(found) >= confirmed > 0 or number == 0
    finally:
        writer.kill()
        writer.wait()
    assert len(told) > 50, "so little was written that nothing was shown"


def test_each_point_can_be_restored_by_the_command(data: Path, copier: Copier, clock: Clock, tmp_path: Path) -> None:
    moments = []
    for _ in range(3):
        assert copier.round() is True
        moments.append((clock(), words_kept(data)))
        assert copier.round() is False, "nothing changed, so nothing is shipped"
        clock.forward(seconds=30)
        house = open_house(data, wording_of, clock)
        talk(house)
        house.store.close()  # type: ignore[attr-defined]
    share = tmp_path / "share"
    assert plain_text_in(share) == []
    for number, (moment, said) in enumerate(moments):
        to = tmp_path / f"back-{number}"
        at = (moment + timedelta(seconds=1)).isoformat()
        done = intake("restore", "--copy", share, "--at", at, "--to", to, INTAKE_KEY_FILE=data / "keys" / "outer.key")
        assert done.returncode == 0, done.stderr
        assert words_kept(to, ring(to, data / "keys" / "outer.key")) == said
        assert sounds_kept(to, ring(to, data / "keys" / "outer.key")) == [SOUND] * (number + 1)
    never = intake("restore", "--copy", share, "--at", "2020-01-01T00:00+00:00", "--to", tmp_path / "never",
                   INTAKE_KEY_FILE=data / "keys" / "outer.key")  # fmt: skip
    assert "holds no point" in one_line(never)


def test_a_turn_ships_its_pages_and_not_the_whole_database(data: Path, copier: Copier, clock: Clock) -> None:
    copier.round()
    base = copier.standing.last_bytes
    house = open_house(data, wording_of, clock)
    house.audit.note("gezien", who="test", role="beheerder")
    copier.round()
    house.store.close()  # type: ignore[attr-defined]
    assert 0 < copier.standing.last_bytes < base / 4


def test_a_second_place_that_is_away_is_said_once_and_caught_up_with(
    data: Path, copier: Copier, clock: Clock, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    assert copier.round_told()
    share.rename(tmp_path / "unplugged")
    for _ in range(3):
        clock.forward(seconds=10)
        assert not copier.round_told()
    told: list[str] = copier.told  # type: ignore[attr-defined]
    assert len(told) == 1 and "is not there" in told[0]
    share.mkdir()  # an empty folder where a share should be mounted
    clock.forward(seconds=40)
    assert not copier.round_told() and not any(share.iterdir()), "nothing is written into the wrong place"
    assert "70 s behind" in told[-1]
    here = standing(data)
    assert here is not None and here.away_since is not None and here.behind(clock()) == 70
    house = open_house(data, wording_of, clock)
    talk(house)
    house.store.close()  # type: ignore[attr-defined]
    share.rmdir()
    (tmp_path / "unplugged").rename(share)
    assert copier.round_told() and "up to date again" in told[-1]
    (tmp_path / "into").mkdir()
    build_point(share, tmp_path / "into", FileKey(data / "keys" / "outer.key"))
    assert words_kept(tmp_path / "into", ring(data)) == words_kept(data)


def test_what_is_destroyed_here_is_destroyed_there(data: Path, copier: Copier, tmp_path: Path) -> None:
    copier.round()
    (sound,) = (data / "recordings").glob("*.bin")
    assert (tmp_path / "share" / "recordings" / sound.name).exists()
    sound.unlink()
    assert copier.round() is True
    assert not list((tmp_path / "share" / "recordings").glob("*.bin"))


def test_a_day_later_it_begins_anew_and_the_day_before_that_goes(
    data: Path, copier: Copier, clock: Clock, tmp_path: Path
) -> None:
    kept = []
    for _ in range(4):
        copier.round()
        kept.append([one.name for one in generations(tmp_path / "share")])
        clock.forward(hours=25)
    assert [len(one) for one in kept] == [1, 2, 2, 2]
    assert kept[0][0] not in kept[2] and kept[3][0] == kept[2][1]


def test_under_a_new_key_nothing_there_needs_the_old_one(data: Path, copier: Copier, tmp_path: Path) -> None:
    copier.round()
    copier.close()
    share, first = tmp_path / "share", ring(data).current.id
    done = intake("key", "renew", INTAKE_DATA=data, INTAKE_COPY_TO=share)
    assert done.returncode == 0 and "begun anew" in done.stdout, done.stderr
    assert intake("key", "destroy", first, INTAKE_DATA=data).returncode == 0
    to = tmp_path / "back"
    restored = intake("restore", "--copy", share, "--to", to, INTAKE_KEY_FILE=data / "keys" / "outer.key")
    assert restored.returncode == 0, restored.stderr
    assert WORDS[0] in words_kept(to, ring(to, data / "keys" / "outer.key"))
    assert len(generations(share)) == 1


@pytest.mark.parametrize("where", ["page", "index", "missing", "cut"])
def test_a_damaged_segment_is_never_restored(where: str, data: Path, copier: Copier, clock: Clock, tmp_path: Path) -> None:
    for _ in range(3):
        copier.round()
        clock.forward(seconds=10)
        with closing(connect(data / STORE_FILE, ring(data).current.derived("database"))) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS proof (id INTEGER PRIMARY KEY, text TEXT)")
            connection.execute("INSERT INTO proof (text) VALUES ('x')")
    (folder,) = generations(tmp_path / "share")
    file = folder / "00000002.segment"
    content = bytearray(file.read_bytes())
    if where == "missing":
        file.unlink()
    elif where == "cut":
        file.write_bytes(content[: len(content) // 2])
    else:
        content[50 if where == "page" else -100] ^= 1
        file.write_bytes(bytes(content))
    (tmp_path / "into").mkdir()
    with pytest.raises(NotProven):
        build_point(tmp_path / "share", tmp_path / "into", FileKey(data / "keys" / "outer.key"))


def test_serve_runs_the_copy_when_a_place_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.supervisor.serve import plan

    assert "copy" not in [part.name for part in plan(tmp_path, "127.0.0.1", 7860).supervisor.parts]
    monkeypatch.setenv("INTAKE_COPY_TO", str(tmp_path / "share"))
    assert [part.name for part in plan(tmp_path, "127.0.0.1", 7860).supervisor.parts][-1] == "copy"


def test_the_part_itself_copies_and_ends_when_it_is_told_to(house: House, tmp_path: Path) -> None:
    talk(house)
    (tmp_path / "share").mkdir()
    from tests.backup.helping import MAIN

    part = subprocess.Popen(
        [sys.executable, "-c", MAIN, "run", "copy"], cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=environment(INTAKE_DATA=house.data, INTAKE_COPY_TO=tmp_path / "share"),
    )  # fmt: skip
    until = time.monotonic() + 60
    while not (tmp_path / "share" / "standing.json").exists() and time.monotonic() < until and part.poll() is None:
        time.sleep(0.1)
    part.terminate()
    said = part.communicate(timeout=30)[0]
    assert part.returncode == 0, said
    (tmp_path / "into").mkdir()
    _, moment = build_point(tmp_path / "share", tmp_path / "into", FileKey(house.data / "keys" / "outer.key"))
    assert datetime.now(UTC) - moment < timedelta(seconds=60)
    assert words_kept(tmp_path / "into", house.keyring) == words_kept(house.data)
    assert digests(tmp_path / "share")
