"""Writes one durable row after another into a store, and tells number and moment of each; a process to be killed."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from assistant.audit import SYSTEM, Audit
from assistant.keys import FileKey, read_keyring
from assistant.keys.keyring import FILE
from assistant.store.connecting import STORE_FILE
from assistant.store.sqlite import SQLiteStore


def write(data: Path, pause: float) -> None:
    key = read_keyring(data / FILE, FileKey(data / "keys" / "outer.key")).current
    store = SQLiteStore(data / STORE_FILE, key.derived("database"))
    audit = Audit(store.audit, lambda: datetime.now(UTC))
    store.db.execute("CREATE TABLE IF NOT EXISTS proof (id INTEGER PRIMARY KEY, text TEXT)")
    number = store.db.execute("SELECT coalesce(max(id), 0) FROM proof").fetchone()[0]
    while True:
        number += 1
        # long, so that the log is taken into the file and begun anew every second or so
        store.db.execute("INSERT INTO proof VALUES (?, ?)", [number, f"{number} " + "x" * 6000])
        if number % 10 == 0:
            audit.note("gezien", who=SYSTEM, role=SYSTEM, about={"rij": number})
        print(number, time.time(), flush=True)
        time.sleep(pause)


if __name__ == "__main__":
    write(Path(sys.argv[1]), float(sys.argv[2]))
