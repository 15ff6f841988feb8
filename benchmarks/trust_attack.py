"""Attacks the parsers and prints what held: cases tried, crashes, hangs, and how time grows with the worst input.

``python benchmarks/trust_attack.py`` tries some thousand cases and times a few parsers; ``--full`` more than a million, in a
process per core, and all of them. One JSON object per line, as ``benchmarks/trust.py`` collects them. What crashed goes to
standard error with its case.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]

from fuzzing.growing import Growing, growing  # noqa: E402
from fuzzing.running import Tried, attack, everything  # noqa: E402

FULL, SHORT = 8_500, 30
"""Cases of a parser with share 1."""
FEW_SHAPES = ("one digit", "digits apart", "and between numbers", "months and days", "combining marks", "every known word")
FEW_PARSERS = (
    "understand.date.", "understand.number.", "understand.yesno.", "children.", "danger.", "mentions.", "cookies", "form", "yaml",
)  # fmt: skip
"""What the short run times."""
SIZES = (2_000, 4_000, 8_000, 16_000)
MOST_PER_DOUBLING = 2.6
TOO_QUICK = 0.004
"""Seconds of work below which a ratio is noise of the clock: such a text is left out (and is no danger)."""
LONG = 0.25
"""Seconds of the longest text above which two runs are enough: what others add is small beside it."""
WANTED_CASES = 1_000_000


def line(name: str, what: str, value: object, unit: str, wanted: str, ok: bool, about: str = "") -> None:
    """One figure, as a JSON object on a line."""
    print(
        json.dumps(
            {
                "trust": f"attack.{name}",
                "what": what,
                "value": value,
                "unit": unit,
                "wanted": wanted,
                "ok": ok,
                "about": about,
            },
            ensure_ascii=False,
        ),
        flush=True,
    )


def _attack(task: tuple[int, int, int]) -> Tried:
    number, cases, seed = task
    return attack(everything()[number], cases, seed)


def _tasks(per_share: int, seed: int, only: tuple[str, ...]) -> Iterator[tuple[int, int, int]]:
    for number, parser in enumerate(everything()):
        if not parser.name.startswith(only):
            continue
        left, part = max(3, int(per_share * parser.share)), 0
        while left > 0:  # in pieces, so that every core has something to do until the end
            piece = min(left, 20_000)
            yield number, piece, seed * 1_000 + part
            left, part = left - piece, part + 1


def fuzz(per_share: int, seed: int, cores: int, only: tuple[str, ...] = ("",)) -> None:
    """Try cases of every parser and print what became of them."""
    tried: dict[str, Tried] = {}
    with ProcessPoolExecutor(cores) as pool:
        for one in pool.map(_attack, list(_tasks(per_share, seed, only))):
            whole = tried.setdefault(one.name, Tried(one.name))
            for count in ("cases", "refused", "crashes", "hangs", "seconds"):
                setattr(whole, count, getattr(whole, count) + getattr(one, count))
            whole.faults += one.faults
            print(f"{one.name}: {one.cases} cases, {one.seconds:.0f} s", file=sys.stderr, flush=True)
    for one in tried.values():
        for fault in one.faults[:4]:
            print(f"{one.name}: {fault}", file=sys.stderr, flush=True)
        broken = one.crashes + one.hangs
        line(
            f"fuzz.{one.name}", "cases tried", one.cases, "cases", "0 crashes, 0 hangs", broken == 0,
            f"{one.refused} refused with the parser's own fault, {one.crashes} crashes, {one.hangs} hangs; "
            f"{one.seconds:.1f} s of a core",
        )  # fmt: skip
    total, crashes, hangs = (
        sum(getattr(one, name) for one in tried.values()) for name in ("cases", "crashes", "hangs")
    )
    full = per_share >= FULL and only == ("",)
    wanted = f"at least {WANTED_CASES:,}" if full else "a short run"
    line(
        "cases", f"cases tried against {len(tried)} parsers", total, "cases", wanted, total >= WANTED_CASES or not full
    )
    line("crashes", "cases that broke a parser", crashes, "cases", "0", crashes == 0)
    line("hangs", "cases that took over five seconds of a core", hangs, "cases", "0", hangs == 0)


def _timed(read: Callable[[Any], Any], cases: Sequence[Callable[[int], Any]], rounds: int) -> list[float]:
    """The least seconds of this process that each case took, of so many runs: what others do to the machine only adds."""
    read(cases[0](0))  # what is loaded at first use is no part of the time
    least = [math.inf] * len(cases)
    for turn in range(1, rounds + 1):
        for place, make in enumerate(cases):
            case = make(turn)  # no memory of an earlier text answers
            began = time.process_time()
            read(case)
            least[place] = min(least[place], time.process_time() - began)
        if turn > 1 and least[-1] > LONG:
            break
    return least


def _doubling(times: Sequence[float]) -> tuple[float, int]:
    """The worst ratio between a size and the one before it, and at which size; 0 when all is over at once."""
    found = [
        (large / small, size)
        for small, large, size in zip(times, times[1:], SIZES[1:], strict=False)
        if large >= TOO_QUICK and small > 0
    ]
    return max(found, default=(0.0, 0))


def _grows(parser: Growing, shapes: Sequence[str], rounds: int) -> tuple[float, str, float, str]:
    """The worst doubling of one parser with where, and the slowest text with its shape."""
    worst, where, slowest, slowest_shape = 0.0, "", 0.0, ""
    for shape in parser.shapes if not shapes else [one for one in parser.shapes if one in shapes]:
        cases = [partial(parser.make, shape, size) for size in SIZES]
        times = _timed(parser.read, cases, rounds)
        ratio, size = _doubling(times)
        if ratio > MOST_PER_DOUBLING:  # before it is believed: a burst of others can hit one size in all of a few runs
            again = _timed(parser.read, cases, 4 * rounds)
            times = [min(pair) for pair in zip(times, again, strict=True)]
            ratio, size = _doubling(times)
        if times[-1] > slowest:
            slowest, slowest_shape = times[-1], shape
        if ratio > worst:
            worst, where = ratio, f"{shape}, {size:,} characters"
    return worst, where, slowest, slowest_shape


def growth(languages: Sequence[str], rounds: int, shapes: Sequence[str], parsers: tuple[str, ...]) -> None:
    """Time parsers at 2, 4, 8 and 16 thousand characters of each worst shape; print the worst doubling of each."""
    worst_of_all, timed = 0.0, 0
    for parser in growing():
        if parser.language not in (*languages, None) or not parser.name.startswith(parsers):
            continue
        worst, where, slowest, slowest_shape = _grows(parser, shapes if parser.language else (), rounds)
        worst_of_all, timed = max(worst_of_all, worst), timed + 1
        line(
            f"growth.{parser.name}", "worst growth when the text is twice as long", round(worst, 2), "times",
            f"at most {MOST_PER_DOUBLING}", worst <= MOST_PER_DOUBLING,
            f"{where or 'never over 4 ms'}; slowest at 16,000: {slowest * 1000:.0f} ms ({slowest_shape})",
        )  # fmt: skip
    line(
        "growth", f"worst growth of any of {timed} parsers when the text is twice as long", round(worst_of_all, 2), "times",
        f"at most {MOST_PER_DOUBLING}", worst_of_all <= MOST_PER_DOUBLING, f"worst shapes of each, least of {rounds} runs",
    )  # fmt: skip


def main() -> None:
    """Run the attacks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="more than a million cases")
    parser.add_argument("--growth", action="store_true", help="only the time of worst inputs")
    parser.add_argument("--fuzz", action="store_true", help="only the cases")
    parser.add_argument("--only", nargs="+", default=[""], metavar="NAME", help="only parsers whose name begins so")
    parser.add_argument("--seed", type=int, default=1, help="other cases")
    parser.add_argument("--cases", type=int, help=f"cases of a parser with share 1; {FULL:,} in full, {SHORT} in short")
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1, help="processes that fuzz at the same time")
    options = parser.parse_args()
    if not options.growth:
        per_share = options.cases or (FULL if options.full else SHORT)
        fuzz(per_share, options.seed, options.cores, tuple(options.only))
    if not options.fuzz:
        if options.full or options.growth:
            growth(("nl", "ar", "ti", "prs"), 5, (), tuple(options.only))
        else:
            growth(("prs",), 3, FEW_SHAPES, FEW_PARSERS)


if __name__ == "__main__":
    main()
