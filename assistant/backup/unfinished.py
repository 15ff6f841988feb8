"""A note beside the data that something was begun that must be ended before anybody opens it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.durable_file import sync_folder, write_whole
from assistant.plain_json import read_json
from assistant.store.faults import StoreFault

FILE = "unfinished.json"
_AGAIN = {
    "renew": "renewing the data key was broken off: run intake key renew again, it goes on where it was",
    "encrypt": "encrypting the database was broken off: run intake key encrypt again, it goes on where it was",
    "restore": "restoring was broken off: run the same intake restore again, with --replace",
}


class Unfinished(StoreFault):
    """Something was broken off halfway; nothing is lost, and the message names the command to run again."""


def begin(data: Path, what: str, **about: Any) -> None:
    """Note, durably, that ``what`` (renew, encrypt, restore) has begun; raises OSError."""
    write_whole(data / FILE, json.dumps({"what": what, **about}).encode())


def end(data: Path) -> None:
    """It is done."""
    (data / FILE).unlink(missing_ok=True)
    sync_folder(data)


def standing(data: Path) -> dict[str, Any] | None:
    """What was begun and not ended, or None."""
    try:
        found = read_json((data / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {"what": "restore"}  # it is written whole, so somebody damaged it: restoring is what always helps
    return found if isinstance(found, dict) else {"what": "restore"}


def refuse(data: Path, *, but: str | None = None) -> None:
    """Raise Unfinished when something stands there, unless it is ``but``."""
    found = standing(data)
    if found is not None and found.get("what") != but:
        raise Unfinished(_AGAIN.get(str(found.get("what")), _AGAIN["restore"]))


__all__ = ["FILE", "Unfinished", "begin", "end", "refuse", "standing"]
