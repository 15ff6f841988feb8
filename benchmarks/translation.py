"""What translating costs, and that nobody waits for it: three measurements in one run, with constructed words only.

    PYTHONPATH=. .venv/bin/python benchmarks/translation.py            everything, about ten minutes
    PYTHONPATH=. .venv/bin/python benchmarks/translation.py --quick    a few minutes

The packages are built here with random weights (0.3 MB): their words mean nothing, their loader, queue and process are the
real ones. A real package is larger and slower; what must hold then too is the last measurement: turns of the chat with the
queue full beside turns with the queue empty, in turn, in one run, with the worker as a process of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.commands.opening import open_here
from assistant.store import Event
from assistant.store.translation import MemorySegment
from assistant.supervisor.serve import running
from benchmarks.turn_cost import OurChat
from tests.translations.machine.packages import build_package
from translations.machine.installing import install
from translations.memory import Memory
from translations.memory.masking import mask

OPENERS = (
    "Ik wil", "Ik kan", "Wij hebben", "Zij zoekt", "Hij heeft", "Mijn man wil", "Mijn zus kan", "Ik zoek", "Ik had", "Ik mis",
)  # fmt: skip
MIDDLES = (
    "graag werken in", "leren voor", "een plek bij", "elke dag oefenen voor", "hulp vragen bij", "met de fiets naar",
    "een cursus doen over", "vrijwilliger zijn bij", "de taal oefenen in", "een diploma halen voor",
)  # fmt: skip
PLACES = (
    "een bakkerij", "de zorg", "een garage", "de bouw", "een winkel", "een school", "de tuin", "een keuken", "een kantoor",
    "een naaiatelier", "de opvang", "een kapsalon", "de fabriek", "een boerderij", "het ziekenhuis", "een restaurant",
)  # fmt: skip
ENDS = (
    "later", "volgend jaar", "samen", "in de buurt", "als dat kan", "na de zomer", "in het weekend", "overdag", "", "met hulp",
)  # fmt: skip


def sentence(order: random.Random) -> str:
    """One constructed Dutch sentence."""
    parts = [order.choice(OPENERS), order.choice(MIDDLES), order.choice(PLACES), order.choice(ENDS)]
    return " ".join(part for part in [*parts, order.choice(PLACES), order.choice(ENDS)] if part)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def fill_queue(house: Any, case_id: str, count: int, order: random.Random, sentences: int) -> None:
    """Messages of a consulent to a person: words that wait for the machine, ``sentences`` long each."""
    from assistant.renditions.sources import source_of_event

    with house.store.writing(case_id) as writer:
        for _ in range(count):
            words = ". ".join(sentence(order) for _ in range(sentences))
            data = {"words": words, "language": "nl", "by": "b"}
            event = writer.event(Event("message", datetime.now(UTC).isoformat(), 0, data))
            source = source_of_event(house.catalogue, event, "ar")
            assert source is not None
            writer.source(source)


def waiting(house: Any) -> int:
    """How many texts wait for the machine."""
    return sum(count for (_, _, state), count in house.store.translation.jobs().items() if state == "queued")


def measure_memory(sizes: Sequence[int], lookups: int) -> list[dict[str, Any]]:
    """Lookups of words that are nearly the same as remembered ones, at several sizes: median and p95 in milliseconds."""
    rows, order = [], random.Random(4)
    with tempfile.TemporaryDirectory() as folder:
        house = open_here(Path(folder))
        store, kept = house.store.translation, 0
        known: list[str] = []
        for size in sizes:
            with store.writing() as writer:
                while kept < size:
                    words = sentence(order)
                    key = mask(words, "nl").key
                    writer.remember(MemorySegment("nl", "ar", words, words[::-1], key, kept + 1, "b", "2026-01-01T00:00:00"))
                    known.append(words)
                    kept += 1
            memory, took, exact, found = Memory(store), [], [], 0
            memory.suggest(known[0], "nl", "ar")  # reads the segments, once per process
            for _ in range(lookups):
                asked = order.choice(known).replace(order.choice("aeio"), "", 1)
                start = time.perf_counter()
                found += bool(memory.suggest(asked, "nl", "ar"))
                took.append(1000 * (time.perf_counter() - start))
                start = time.perf_counter()
                memory.exact(asked, "nl", "ar")
                exact.append(1000 * (time.perf_counter() - start))
            rows.append(
                {
                    "segments": size, "median_ms": statistics.median(took), "p95_ms": percentile(took, 0.95),
                    "exact_p95_ms": percentile(exact, 0.95), "found": found / lookups,
                }
            )  # fmt: skip
        house.store.close()
    return rows


def packages_in(data: Path) -> None:
    """Two packages with random weights, Dutch to Arabic through English, installed as a municipality would."""
    made = data.parent / "packages"
    for pair in (("nl", "en"), ("en", "ar")):
        install(build_package(made, *pair), data / "languages")


def measure_queue(count: int, pauses: int, turns: int) -> dict[str, Any]:
    """Throughput of the queue, then turns with it full and empty in turn, all parts running."""
    order = random.Random(5)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        packages_in(data)
        house = open_here(data)
        case = house.access.new_case(language="ar", label="benchmark", created_by="benchmark", constructed=True)
        with running(data, names=("ui", "actions", "dialogue", "worker")) as servers:
            fill_queue(house, case.case_id, 10, order, 1)  # the packages are tried and loaded
            while waiting(house):
                time.sleep(0.05)
            fill_queue(house, case.case_id, count, order, 3)
            start = time.perf_counter()
            while waiting(house):
                time.sleep(0.02)
            took = time.perf_counter() - start
            chat = OurChat(servers, house)
            for _ in range(5):
                chat.type_one()
            times: dict[str, list[float]] = {"empty": [], "full": []}
            emptied = 0
            for index in range(pauses):
                for state in ("empty", "full") if index % 2 else ("full", "empty"):
                    if state == "full":
                        fill_queue(house, case.case_id, 60 * turns, order, 6)
                    else:
                        while waiting(house):
                            time.sleep(0.05)
                    # a fresh talk each time, so that both states meet the same questions
                    chat = OurChat(servers, house)
                    for _ in range(turns):
                        start = time.perf_counter()
                        chat.type_one()
                        times[state].append(1000 * (time.perf_counter() - start))
                    emptied += state == "full" and not waiting(house)
            medians = {state: statistics.median(values) for state, values in times.items()}
            memory = _resident_megabytes(servers.pid("worker"))
        house.store.close()
    return {
        "texts": count, "texts_a_second": count / took, "sentences_a_second": 3 * count / took,
        "turns_each": len(times["full"]), "median_empty_ms": medians["empty"], "median_full_ms": medians["full"],
        "p95_empty_ms": percentile(times["empty"], 0.95), "p95_full_ms": percentile(times["full"], 0.95),
        "ratio": medians["full"] / medians["empty"], "blocks_that_ran_empty": emptied, "worker_mb": memory,
    }  # fmt: skip


def _resident_megabytes(pid: int | None) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def main() -> int:
    """Measure and print; 1 when a turn waits for the machine (ratio over 1.25)."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON too")
    arguments = parser.parse_args()
    memory = measure_memory((1_000, 10_000, 50_000), 100 if arguments.quick else 400)
    print("| segments | suggest median ms | suggest p95 ms | exact p95 ms | found |\n| --- | --- | --- | --- | --- |")
    for row in memory:
        times = f"{row['median_ms']:.1f} | {row['p95_ms']:.1f} | {row['exact_p95_ms']:.2f}"
        print(f"| {row['segments']:,} | {times} | {row['found']:.0%} |")
    queue = measure_queue(200 if arguments.quick else 600, 4 if arguments.quick else 10, 15)
    print(
        f"\nQueue: {queue['texts']} texts of 3 sentences, two hops: {queue['texts_a_second']:.1f} texts a second "
        f"({queue['sentences_a_second']:.0f} sentences), worker {queue['worker_mb']:.0f} MB.\n"
        f"Turns ({queue['turns_each']} of each, in turn): queue empty median {queue['median_empty_ms']:.1f} ms "
        f"(p95 {queue['p95_empty_ms']:.1f}), queue full {queue['median_full_ms']:.1f} ms (p95 {queue['p95_full_ms']:.1f}), "
        f"ratio {queue['ratio']:.2f} (at most 1.25); blocks in which the queue ran empty: {queue['blocks_that_ran_empty']}."
    )
    if arguments.json:
        print(json.dumps({"memory": memory, "queue": queue}))
    return 0 if queue["ratio"] <= 1.25 else 1


if __name__ == "__main__":
    sys.exit(main())
