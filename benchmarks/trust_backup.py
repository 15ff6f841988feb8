"""Backup, restore, the copy at the second place, and what encryption costs: one JSON object per line.

``python benchmarks/trust_backup.py [--full]``. Seconds are of this machine and this run; what must hold is ``wanted``.
Everything happens in a temporary folder, with constructed people.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import secrets
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from assistant.audit import SYSTEM  # noqa: E402
from assistant.backup.making import make_backup  # noqa: E402
from assistant.backup.proving import NotProven, prove  # noqa: E402
from assistant.backup.restoring import restore_backup, restore_copy  # noqa: E402
from assistant.commands.opening import wording_of  # noqa: E402
from assistant.house import STORE_FILE, House, open_house  # noqa: E402
from assistant.keys import FileKey  # noqa: E402
from assistant.store.connecting import StoreDamaged, connect, connect_to_write  # noqa: E402
from tests.conftest import Person  # noqa: E402

COPIER = (
    "import sys, threading; from pathlib import Path; from assistant.backup.copying import Copier\n"
    "from assistant.keys import FileKey, read_keyring; from assistant.keys.keyring import FILE\n"
    "data, to = Path(sys.argv[1]), Path(sys.argv[2])\n"
    "ring = read_keyring(data / FILE, FileKey(data / 'keys' / 'outer.key'))\n"
    "Copier(data, ring, to).run(threading.Event())\n"
)


def say(trust: str, what: str, value: Any, unit: str, wanted: str, ok: bool, about: str = "") -> bool:
    """Print one line; returns ``ok``."""
    line = {"trust": trust, "what": what, "value": value, "unit": unit, "wanted": wanted, "ok": ok, "about": about}
    print(json.dumps(line, ensure_ascii=False), flush=True)
    return ok


def talk(house: House, turns: int) -> list[float]:
    """A constructed person gives ``turns`` short answers; returns the seconds of each turn."""
    someone, taken = Person(house, "nl"), []
    for _ in range(turns):
        if someone.reply["finished"]:
            break
        begun = time.perf_counter()
        someone.step()
        taken.append(time.perf_counter() - begun)
    return taken


def backups(house: House, place: Path, cases: int) -> bool:
    """A backup while the house is open, restored and compared; then with damaged pages."""
    for _ in range(cases):
        talk(house, 12)
    size = (house.data / STORE_FILE).stat().st_size
    begun = time.perf_counter()
    made = make_backup(house.data, house.keyring, datetime.now(UTC))
    took = time.perf_counter() - begun
    about = f"{cases} cases, {sum(made.facts.tables.values())} rows, {size / 1e6:.1f} MB; the time includes proving it"
    what = "backup made while the house is open, and proven by restoring it"
    good = say("backup", what, round(took, 2), "s", "proven", True, about)
    begun = time.perf_counter()
    found, _ = restore_backup(made.folder, place / "restored", FileKey(house.data / "keys" / "outer.key"))
    same = found == made.facts
    good &= say(
        "restore", "restored: every page, index, audit line and row count as in the manifest",
        round(time.perf_counter() - begun, 2), "s", "the same", same, f"{len(found.tables)} tables",
    )  # fmt: skip
    return good & damage(place / "restored" / STORE_FILE, house.keyring.current.derived("database"))


def damage(file: Path, key: bytes, pages: int = 40) -> bool:
    """One byte changed, in one page after another: it must be met every time."""
    whole = file.read_bytes()
    count, met = len(whole) // 4096, 0
    chosen = sorted({1 + number * (count - 1) // pages for number in range(pages)})
    for page in chosen:
        changed = bytearray(whole)
        changed[page * 4096 + 7 + page % 4000] ^= 1
        file.write_bytes(bytes(changed))
        with contextlib.suppress(OSError):
            file.with_name(f"{file.name}-wal").unlink(missing_ok=True)
        try:
            prove(file, key)
        except (NotProven, StoreDamaged):
            met += 1
    file.write_bytes(whole)
    return say("damage", "one changed byte in a page is detected", met, "pages", f"all {len(chosen)}", met == len(chosen))


def copy(house: House, place: Path, seconds: float) -> bool:
    """How far the copy is behind while people talk, what a turn ships, and that it restores after kill -9."""
    share = place / "share"
    share.mkdir()
    command = [sys.executable, "-c", COPIER, str(house.data), str(share)]
    copier = subprocess.Popen(command, cwd=PROJECT)
    worst = killed = turns = 0
    waits: list[float] = []
    known = {"point": ""}
    try:
        _until(lambda: (share / "standing.json").exists(), 120)
        begun, kill_at = time.time(), time.time() + seconds / 2
        shipped_before = _size(share)
        while time.time() - begun < seconds:
            turns += len(talk(house, 6))
            house.audit.note("gezien", who=SYSTEM, role=SYSTEM, about={"ruimte": "meting"})
            with contextlib.suppress(OSError, ValueError):
                known = json.loads((share / "standing.json").read_text())
            behind = (datetime.now(UTC) - datetime.fromisoformat(known["point"])).total_seconds()
            waits.append(behind)
            if not killed and time.time() > kill_at:
                copier.send_signal(signal.SIGKILL)
                copier.wait()
                killed, copier = 1, subprocess.Popen(command, cwd=PROJECT)
            time.sleep(0.3)
        last = datetime.now(UTC)
        _until(lambda: json.loads((share / "standing.json").read_text())["point"] > last.isoformat(), 120)
    finally:
        copier.kill()
        copier.wait()
    shipped, worst = _size(share) - shipped_before, max(waits)
    good = say(
        "copy-lag", "the copy at the second place: how old it was at worst, while people talked and it was killed once",
        round(worst, 1), "s", "at most 60", worst <= 60,
        f"{seconds:.0f} s, {turns} turns, one kill -9; median {statistics.median(waits):.1f} s; looks every 10 s",
    )  # fmt: skip
    each = round(shipped / max(1, turns) / 1024, 1)
    good &= say("copy-bytes", "shipped for one turn", each, "KiB", "told", True, "pages of 4 KiB")
    answers, lines = _counts(house)
    found, _, moment = restore_copy(share, place / "from-copy", FileKey(house.data / "keys" / "outer.key"))
    same = (found.tables["answers"], found.tables["audit"]) == (answers, lines) and moment > last
    return good & say(
        "copy-restore", "restored from the copy: answers and audit lines there, of those in the house", found.tables["answers"],
        "answers", f"{answers}, and {lines} audit lines", same,
    )  # fmt: skip


def cost(place: Path, rounds: int) -> bool:
    """What encryption costs a turn: the same durable writes with plain SQLite and with SQLCipher, by turns, in one run."""
    key = secrets.token_bytes(32)
    plain = sqlite3.connect(place / "plain.sqlite", isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY"):
        plain.execute(f"PRAGMA {pragma}")
    with closing(plain), closing(connect_to_write(place / "cipher.sqlite", key)) as cipher:
        taken: dict[str, list[float]] = {"plain": [], "cipher": []}
        for connection in (plain, cipher):
            connection.execute("CREATE TABLE turns (id INTEGER PRIMARY KEY, case_id TEXT, words TEXT, reply TEXT)")
            connection.execute("CREATE INDEX turns_case ON turns (case_id)")
        for number in range(rounds):
            for name, connection in (("plain", plain), ("cipher", cipher)):
                begun = time.perf_counter()
                connection.execute("BEGIN IMMEDIATE")
                case = f"case {number % 50}"
                connection.execute("SELECT count(*), max(id) FROM turns WHERE case_id = ?", [case]).fetchone()
                for text in ("x" * 200, "x" * 1600):
                    connection.execute("INSERT INTO turns (case_id, words, reply) VALUES (?, ?, ?)", [case, text[:200], text])
                connection.execute("COMMIT")
                taken[name].append(time.perf_counter() - begun)
    ratio = statistics.median(taken["cipher"]) / statistics.median(taken["plain"])
    what = "a durable turn in the encrypted database, of one in a plain one (median, in one run)"
    return say(
        "encryption-cost", what, round(ratio, 2),
        "times", "told", True, f"{rounds} turns each; encrypted {statistics.median(taken['cipher']) * 1000:.2f} ms",
    )  # fmt: skip


def _counts(house: House) -> tuple[int, int]:
    with closing(connect(house.data / STORE_FILE, house.keyring.current.derived("database"))) as connection:
        found = connection.execute("SELECT (SELECT count(*) FROM answers), (SELECT count(*) FROM audit)").fetchone()
    return int(found[0]), int(found[1])


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*.segment"))


def _until(what: Callable[[], object], within: float) -> None:
    until = time.monotonic() + within
    while time.monotonic() < until:
        with contextlib.suppress(OSError, ValueError):
            if what():
                return
        time.sleep(0.1)
    raise TimeoutError(f"it did not come within {within:g} s")


def main() -> int:
    """Run all; 1 when something did not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="more cases and ten minutes of talking, as make trust does")
    full = parser.parse_args().full
    for name in [one for one in os.environ if one.startswith("INTAKE_")]:
        del os.environ[name]
    with tempfile.TemporaryDirectory(prefix="intake-trust-") as folder:
        place = Path(folder)
        house = open_house(place / "data", wording_of)
        try:
            good = backups(house, place, 200 if full else 10)
            good &= copy(house, place, 600 if full else 40)
        finally:
            house.store.close()  # type: ignore[attr-defined]
        good &= cost(place, 2000 if full else 300)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
