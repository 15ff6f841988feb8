"""Runs cases against parsers with a clock over each: what was tried, what crashed, what hung."""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from types import FrameType
from typing import Any

from fuzzing.files import FILE_PARSERS, FileParser
from fuzzing.kept import KEPT_PARSERS
from fuzzing.pages import PAGE_PARSERS
from fuzzing.requests import REQUEST_PARSERS
from fuzzing.texts import text
from fuzzing.words import WORD_PARSERS

PATIENCE = 5.0
"""Seconds for one case. The longest texts of a run take some 0.2 s on an idle core; a busy machine gets room."""


SHARES = {"code": 2, "fold": 2, "words_said": 2, "clauses": 2, "latin": 2, "mentions": 2, "answers": 0.3}
"""Cases of a parser of words beside one of a cheap parser; the others read for a value, which takes longer."""


class Hangs(BaseException):
    """One case took longer than ``PATIENCE``. No ``Exception``: no parser may catch it."""


@contextmanager
def watched(seconds: float = PATIENCE) -> Iterator[Callable[[], None]]:
    """Raises Hangs inside when a case takes too long; what is given starts the clock again for the next one."""

    def over(number: int, frame: FrameType | None) -> None:
        raise Hangs

    before = signal.signal(signal.SIGVTALRM, over)

    def start() -> None:
        # time of this process, not of the clock on the wall: others may use the machine
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)

    try:
        yield start
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@dataclass
class Tried:
    """What became of the cases of one parser. ``faults``: the first few crashes and hangs, with the case."""

    name: str
    cases: int = 0
    refused: int = 0
    crashes: int = 0
    hangs: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


def everything() -> list[FileParser]:
    """Every parser with how its cases are made: those of words, a language each, and all others."""
    found: list[FileParser] = []
    for name, run in WORD_PARSERS().items():
        language = name.rsplit(".", 1)[1]
        share = SHARES.get(name.split(".")[0], 0.12)
        found.append(FileParser(name, _words(language), run, (), share))
    return [*found, *parsers()]


def parsers() -> tuple[FileParser, ...]:
    """Every parser of something else than words: files, what is kept, parts of requests, and whole requests."""
    return (*FILE_PARSERS(), *KEPT_PARSERS(), *REQUEST_PARSERS(), *PAGE_PARSERS())


def _words(language: str) -> Callable[[Random], str]:
    return lambda random: text(random, language)


def attack(parser: FileParser, cases: int, seed: int = 1) -> Tried:
    """Run so many cases of one parser; the same seed gives the same cases."""
    random, tried = Random(f"{parser.name} {seed}"), Tried(parser.name)
    parser.begin()
    began = time.process_time()
    with watched() as start:
        for _ in range(cases):
            case: Any = parser.make(random)
            tried.cases += 1
            start()
            try:
                parser.run(case)
            except parser.faults:
                tried.refused += 1
            except Hangs:
                tried.hangs += 1
                _note(tried, "hangs", case)
            except Exception:
                tried.crashes += 1
                _note(tried, traceback.format_exc(limit=-3), case)
    tried.seconds = time.process_time() - began
    return tried


def _note(tried: Tried, what: str, case: Any) -> None:
    if len(tried.faults) < 4:
        tried.faults.append(f"{what}\n    case: {ascii(case)[:400]}")
