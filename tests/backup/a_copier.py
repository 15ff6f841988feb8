"""A copier with a quick rhythm, as a process to be killed."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from assistant.backup.copying import Copier
from assistant.keys import FileKey, read_keyring
from assistant.keys.keyring import FILE


def copy(data: Path, to: Path, every: float) -> None:
    keyring = read_keyring(data / FILE, FileKey(data / "keys" / "outer.key"))
    Copier(data, keyring, to).run(threading.Event(), every=every)


if __name__ == "__main__":
    copy(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]))
