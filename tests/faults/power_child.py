"""The process whose power is cut: a real house that four people and the two desks work with, under the recorder.

After each thing that a person would see as confirmed, it says in the recording how many rows of every kind were there then.

    python -m tests.faults.power_child DATA RESULT TURNS [PRAGMA ...]
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import threading
import time
import traceback
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from assistant.commands.opening import wording_of
from assistant.dossier.keeping import keep
from assistant.house import House, open_house
from assistant.replay import hold, read_personas
from assistant.replay.channels import InProcess
from assistant.store import StoreBusy, connecting, sqlite
from assistant.store.translation import Reviewer
from assistant.writing_to_person import write_message
from tests.faults.rows import counts, rows
from translations.desk import DeskDraft
from translations.desk.desk import open_desk

PERSONAS = ("nl", "ar", "prs", "ti")
PROJECT = Path(__file__).resolve().parents[2]
PATIENCE_S = 120.0


def with_pragma(*pragmas: str) -> None:
    """Give every connection that writes these settings too."""
    original = connecting.connect_to_write

    def connect(file: Path, key: bytes, *, timeout: float = 5.0) -> Any:
        connection = original(file, key, timeout=timeout)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    sqlite.connect_to_write = connect  # type: ignore[attr-defined]


def stop_at_a_fault(told: threading.ExceptHookArgs) -> None:
    """A thread that failed would leave a recording that proves less than it says."""
    traceback.print_exception(told.exc_type, told.exc_value, told.exc_traceback)
    os._exit(3)


def main() -> None:
    threading.excepthook = stop_at_a_fault
    data, result, turns = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    with_pragma(*sys.argv[4:])
    say = ctypes.CDLL(os.environ["LD_PRELOAD"]).recorder_say
    say.argtypes = [ctypes.c_char_p]
    confirming = threading.Lock()
    house = open_house(data, wording_of)

    def confirmed(message: str) -> None:
        """What stands in the store now was shown to somebody, or could have been."""
        with confirming:
            say(json.dumps({"message": message, "counts": counts(house.store.db)}).encode())

    cases = [house.access.new_case(language=None, label="verzonnen", created_by="c", constructed=True) for _ in PERSONAS]
    house.store.translation.set_reviewer(Reviewer("vera", ("ti", "ar", "prs"), sensitive=True))
    confirmed("the cases")

    talks = [
        threading.Thread(target=talk, args=(house, language, case.case_id, turns, confirmed))
        for language, case in zip(PERSONAS, cases, strict=True)
    ]
    desks = [
        threading.Thread(target=desk, args=(house, cases[0].case_id, confirmed, turns)) for desk in (notes, verdicts)
    ]
    for thread in [*talks, *desks]:
        thread.start()
    for thread in [*talks, *desks]:
        thread.join()
    confirmed("the end")
    result.write_text(json.dumps(rows(house.store.db)))
    os._exit(0)  # as a machine that stops: nothing is closed in an orderly way


def patiently[Kept](do: Callable[[], Kept]) -> Kept:
    """Do it again while the database is busy, as every page does: nothing was kept then, and nothing was confirmed."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return do()
        except StoreBusy:
            if time.monotonic() > until:
                raise


class Confirmed(InProcess):
    """As ``InProcess``, with one id for a message that is sent again; every reply is said in the recording."""

    def __init__(self, house: House, case_id: str, confirmed: Any) -> None:
        super().__init__(house.conversation, case_id)
        self._house, self._case, self._confirmed = house, case_id, confirmed

    def press(self, prompt_id: str, payload: str) -> dict[str, Any]:
        talk, mark = self._house.conversation, str(uuid.uuid4())
        reply = patiently(lambda: talk.take_turn(self._case, mark, prompt_id=prompt_id, button=payload))
        self._confirmed("button")
        return reply

    def write(self, prompt_id: str, text: str) -> dict[str, Any]:
        talk, mark = self._house.conversation, str(uuid.uuid4())
        reply = patiently(lambda: talk.receive(self._case, mark, prompt_id, text)) or patiently(
            lambda: talk.take_turn(self._case, mark, prompt_id=prompt_id, text=text, intent="answer")
        )
        self._confirmed("words")
        return reply


def talk(house: House, language: str, case_id: str, turns: int, confirmed: Any) -> None:
    (persona, *_) = read_personas([PROJECT / "tests" / "personas" / f"{language}.yml"])
    hold(persona, Confirmed(house, case_id, confirmed), maximum_turns=turns)


def notes(house: House, case_id: str, confirmed: Any, times: int) -> None:
    """The consulent: an entry in the dossier, with its line in the audit trail."""
    for number in range(times):
        at, data = datetime.now(UTC), {"fase": "brede_intake", "reden": f"Reden {number}"}
        patiently(partial(keep, house.store, case_id, "fase", data, by="c", at=at))
        patiently(
            lambda: house.audit.note("gewijzigd", who="c", role="consulent", case_id=case_id, about={"room": "stand"})
        )
        confirmed("dossier")


def verdicts(house: House, case_id: str, confirmed: Any, times: int) -> None:
    """The cultuurvertaler: the next item that waits, translated; and a message of the consulent, so that something waits."""
    desk = open_desk(house)
    reviewer = desk.reviewer("vera")
    other = house.access.new_case(language="ti", label="verzonnen", created_by="c", constructed=True).case_id
    for _ in range(times):
        told = partial(write_message, house.store, house.catalogue, other, "Wij bellen u.", by="c", at=datetime.now(UTC))
        patiently(told)
        confirmed("message")
        item = patiently(lambda: desk.next(reviewer, None, None, set()))
        if item is not None:
            draft = DeskDraft(text=f"ትርጉም {item.source_id}")
            patiently(partial(desk.keep_draft, reviewer, item.source_id, draft))
            patiently(partial(desk.correct, reviewer, item.source_id, draft))
            confirmed("verdict")


if __name__ == "__main__":
    main()
