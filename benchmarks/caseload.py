"""What the consulent's desk costs with many cases: the list, every room of a case, the documents, and a browser.

    PYTHONPATH=. .venv/bin/python benchmarks/caseload.py             100, 1,000, 2,000 and 5,000 cases; about ten minutes
    PYTHONPATH=. .venv/bin/python benchmarks/caseload.py --quick     100 and 500 cases, fewer samples
    PYTHONPATH=. .venv/bin/python benchmarks/caseload.py --no-browser --json

All cases are constructed (``benchmarks/many_cases.py``): copies of the people of ``tests/pip`` with other dates, numbers and
words, some not begun, some halfway, some with a set plan, spread over twenty consulenten. One house grows; at every size it
is opened anew, as after a start, and asked over HTTP through the real application, with the sign-in. Milliseconds are those of
the clock; what the processor spent (in this process, the asking included) stands beside them, because it says more on a machine
that others use too. What is measured per size:

- the list: the first answer after a start (a part of the cases, while the rest is read), how long until all are read, and then
  the whole list anew, a search, a poll when nothing moved, and a poll after one case moved (both of its requests). Each poll is
  preceded by the pause after which the desk looks at its store again, so that none is answered from what another one found;
- every room of a case, each time of another case that was not opened before; a poll of a room in which nothing moved;
- the overview of the team: the first time, again, and after one case moved;
- the draft of the whole plan;
- in Chromium: from opening the page to a list with rows, and from a chosen filter or a typed word to the list that fits. A typed
  word waits 180 ms for the next letter: that pause is part of the figure, as the reader feels it.

At the largest size every document of one case is made three times. How a room grows is measured apart: the smallest and the
largest house are served at the same time and asked in turn, so that whatever else the machine does weighs on both. There the
rooms are those of a case that is open; the first room of any case stands beside them (with few cases all of them are in memory,
with many they come from the disk).
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import shutil
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from assistant.commands.opening import wording_of
from assistant.documents.outgoing import NotAvailable, made
from assistant.documents.registry import all_outgoing
from assistant.dossier.keeping import keep
from assistant.house import STORE_FILE, House, open_house
from assistant.pip.plan import plan_of
from benchmarks.many_cases import OWNERS, ManyCases
from tests.pip.cases import CONSULENT_LOGIN
from ui.app import create_app
from ui.consulent.caseload_cache import FRESH_FOR
from ui.sign_in import COOKIE

PASSWORD = "wachtwoord-van-de-meting"
TEAMLEIDER_LOGIN = "teamleider"
ROOMS = ("stand", "antwoorden", "voorbereiding", "gesprek", "leerroute", "plan", "besluit", "documenten")

PAGE_LIMIT_MS, GROWTH_LIMIT, USABLE_LIMIT_MS, FILTER_LIMIT_MS = 300.0, 1.3, 2_000.0, 100.0
"""Targets: p95 of a warm page with the most cases; growth of a room of one case; list usable, and narrowed, with 2,000 cases."""

USABLE_AT = 2_000
"""Number of cases at which the targets of the browser hold."""

Figures = dict[str, dict[str, float]]
"""What was measured -> its numbers: ``p50`` and ``p95`` in ms, ``cpu`` (median ms of both cores together), ``bytes``."""


@dataclass(frozen=True)
class Taken:
    """What one question cost: milliseconds on the clock, milliseconds of the processor (asking included), bytes of the answer."""

    ms: float
    cpu: float
    size: int = 0

    def __add__(self, other: Taken) -> Taken:
        return Taken(self.ms + other.ms, self.cpu + other.cpu, self.size + other.size)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def summed(taken: Sequence[Taken]) -> dict[str, float]:
    """Median and p95 of milliseconds, median of the processor's, median of bytes (left out where nothing was sent)."""
    times = [one.ms for one in taken]
    found = {
        "p50": statistics.median(times), "p95": percentile(times, 0.95), "cpu": statistics.median(one.cpu for one in taken),
    }  # fmt: skip
    size = statistics.median(one.size for one in taken)
    return found | ({"bytes": size} if size else {})


@contextmanager
def timing(taken: list[Taken], size: Callable[[], int] = lambda: 0) -> Iterator[None]:
    """Adds what the block costs."""
    start, spent = time.perf_counter(), time.process_time()
    yield
    taken.append(Taken(1000 * (time.perf_counter() - start), 1000 * (time.process_time() - spent), size()))


# the desk over HTTP -----------------------------------------------------------------------------------


@dataclass
class Asking:
    """Somebody of staff whose page asks the server."""

    client: httpx.Client
    component: int

    @classmethod
    def of(cls, address: str, cookie: str) -> Asking:
        """Signed in with this cookie."""
        client = httpx.Client(base_url=address, cookies={COOKIE: cookie}, timeout=300)
        parts = client.get("/consulent/config").raise_for_status().json()["components"]
        return cls(client, next(part["id"] for part in parts if part["type"] == "html"))

    def ask(self, name: str, data: Mapping[str, Any]) -> tuple[dict[str, Any], Taken]:
        """What the server answers, and what it cost."""
        body = {"data": data, "component_id": self.component, "fn_name": name, "session_hash": "meting"}
        taken: list[Taken] = []
        with timing(taken, lambda: len(answer.content)):
            answer = self.client.post("/consulent/gradio_api/component_server/", json=body)
        answer.raise_for_status()
        found = answer.json()
        assert not {"fault", "closed", "missing"} & set(found), found
        return found, taken[0]

    def look(self, **asked: Any) -> tuple[dict[str, Any], Taken]:
        """The list and the record, as the page asks for them."""
        return self.ask("look", {"query": {"scope": "alle"}, "rows": {}, **asked})


@contextmanager
def served(house: House) -> Iterator[str]:
    """The real application on a free port; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(house, dialogue_url="http://127.0.0.1:9", dialogue_secret="geheim")
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
        assert thread.is_alive(), "the server did not start"
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def asking_at(data: Path) -> Iterator[tuple[Asking, list[str]]]:
    """A consulent at a server of its own over this data, when its caseload has been read; and the ids of the cases."""
    house = open_house(data, wording_of)
    cookie = house.access.sign_in(CONSULENT_LOGIN, PASSWORD, remote="meting")
    with served(house) as address:
        asking = Asking.of(address, cookie)
        while asking.look()[0]["list"]["waiting"]:
            time.sleep(0.5)
        yield asking, [case.id for case in house.store.cases()]
    house.store.close()


def measure_growth(small: Path, large: Path, samples: int) -> dict[str, dict[str, float]]:
    """Every room in the smallest and in the largest house, asked in turn: medians in ms, and their ratio."""
    figures: dict[str, dict[str, float]] = {}
    dice = random.Random(6)
    with asking_at(small) as few, asking_at(large) as many:
        for name in ("first room of a case", *ROOMS, "poll, nothing moved"):
            times: tuple[list[float], list[float]] = [], []
            for number in range(samples):
                for (asking, case_ids), found in zip((few, many), times, strict=True):
                    case_id = dice.choice(case_ids)
                    if name == "first room of a case":
                        taken = _room(asking, "stand", case_id)[1]
                    else:
                        shown = _room(asking, "stand", case_id)[0]
                        taken = (
                            asking.ask("room", {"room": "stand", "case": case_id, "mark": shown["mark"]})[1]
                            if name.startswith("poll") else _room(asking, name, case_id)[1]
                        )  # fmt: skip
                    if number:  # the first one reads templates
                        found.append(taken.ms)
            few_ms, many_ms = (statistics.median(found) for found in times)
            figures[name] = {"few": few_ms, "many": many_ms, "ratio": many_ms / few_ms}
    return figures


# what is measured at one size ---------------------------------------------------------------------------


def measure_list(house: House, asking: Asking, samples: int) -> Figures:
    """The list after a start, warm, quiet, and after something moved."""
    read: list[Taken] = []
    with timing(read):
        found, first = asking.look()
        while found["list"]["waiting"]:
            time.sleep(0.2)
            found, _ = asking.look()
    figures: Figures = {
        "list: first answer after a start": summed([first]),
        "list: all cases read after a start": summed(read),
    }

    def timed(name: str, once: Callable[[], Taken]) -> None:
        taken = []
        for _ in range(samples):
            time.sleep(FRESH_FOR + 0.05)
            taken.append(once())
        figures[name] = summed(taken)

    def anew(**query: Any) -> Taken:
        return asking.look(query={"scope": "alle", **query})[1]

    timed("list: warm, all cases", anew)
    timed("list: warm, own cases", lambda: anew(scope=""))
    timed("list: search", lambda: anew(search="verzonnen 99"))

    def quiet() -> Taken:
        answer, taken = asking.look(list_mark=found["list"]["mark"], rows=None)
        assert answer["list"] is None, "something moved"
        return taken

    found, _ = asking.look()
    timed("list: poll, nothing moved", quiet)
    dice, known = random.Random(1), _marks(found)
    ids = [case.id for case in house.store.cases()]

    def moved() -> Taken:
        nonlocal found
        keep(
            house.store, dice.choice(ids), "afspraak", {"soort": "intakegesprek", "datum": "2027-01-15"},
            by=CONSULENT_LOGIN, at=datetime.now(UTC),
        )  # fmt: skip
        told, first = asking.look(list_mark=found["list"]["mark"], rows=None)
        assert told["list"]["again"], "the list did not move"
        found, second = asking.look(rows=known)
        return first + second

    timed("list: poll, one case moved", moved)
    return figures


def _marks(found: Mapping[str, Any]) -> dict[str, str]:
    """Case id -> mark of its row, as the page reads them from the rows it shows."""
    rows: Mapping[str, str] = found["list"]["rows"]
    return {case_id: row.split('data-mark="')[1].split('"')[0] for case_id, row in rows.items()}


def measure_rooms(asking: Asking, case_ids: Sequence[str], samples: int) -> Figures:
    """Every room, each time of another case."""
    figures: Figures = {}
    dice = random.Random(2)
    for name in ROOMS:
        chosen = dice.sample(case_ids, min(samples, len(case_ids)))
        _room(asking, name, chosen[0])  # templates are read once after a start
        figures[f"room: {name}"] = summed([_room(asking, name, case_id)[1] for case_id in chosen])
    taken = []
    for case_id in dice.sample(case_ids, min(samples, len(case_ids))):
        mark = _room(asking, "stand", case_id)[0]["mark"]
        answer, cost = asking.ask("room", {"room": "stand", "case": case_id, "mark": mark})
        assert "html" not in answer
        taken.append(cost)
    figures["room: poll, nothing moved"] = summed(taken)
    return figures


def _room(asking: Asking, name: str, case_id: str) -> tuple[dict[str, Any], Taken]:
    if name == "antwoorden":
        # the record goes with a quiet poll of the list
        return asking.look(case=case_id, rows=None)
    found = asking.ask("room", {"room": name, "case": case_id})
    assert found[0]["html"], name
    return found


def measure_team(house: House, asking: Asking, samples: int) -> Figures:
    """The overview, the first time after a start, again, and after one case moved."""
    _, first = asking.ask("room", {"room": "team"})
    again = [asking.ask("room", {"room": "team"})[1] for _ in range(samples)]
    moved = []
    case_id = house.store.cases()[0].id
    for _ in range(samples):
        keep(
            house.store,
            case_id,
            "afspraak",
            {"soort": "lbt", "datum": "2027-01-15"},
            by=CONSULENT_LOGIN,
            at=datetime.now(UTC),
        )
        moved.append(asking.ask("room", {"room": "team"})[1])
    return {"team: first look": summed([first]), "team: again": summed(again), "team: one case moved": summed(moved)}


def measure_draft(house: House, case_ids: Sequence[str]) -> Figures:
    """The case read and its whole plan drafted, without a page."""
    taken: list[Taken] = []
    for case_id in case_ids:
        with timing(taken):
            plan_of(house.case_file(case_id))
    return {"draft of a plan": summed(taken)}


def measure_documents(house: House, case_id: str) -> Figures:
    """Every document of one case in every form, three times."""
    file = house.case_file(case_id)
    figures: Figures = {}
    for one in all_outgoing(file):
        version = None if one.versions == "never" else file.versions[-1]
        for extension in one.formats:
            taken: list[Taken] = []
            try:
                for _ in range(3):
                    data = b""
                    with timing(taken):
                        data = made(one, house.case_file(case_id), extension, version)
                    taken[-1] += Taken(0, 0, len(data))
            except NotAvailable:
                continue  # not for this case
            figures[f"{one.id}.{extension}"] = summed(taken)
    return figures


# in a browser -------------------------------------------------------------------------------------------

NARROWED = """async ([selector, value]) => {
  const root = document.querySelector('.cs'), field = root.querySelector(selector), note = root.querySelector('[data-list-note]');
  const fits = new Promise((done, never) => {
    const seen = new MutationObserver(() => { seen.disconnect(); requestAnimationFrame(() => done(performance.now())); });
    seen.observe(note, { childList: true, characterData: true, subtree: true });
    setTimeout(() => never(new Error('the list did not change')), 10000);
  });
  const start = performance.now();
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return await fits - start;
}"""
"""Fills a field as a reader does, and tells after how many milliseconds the list fits (what it says of itself has changed)."""


def measure_browser(address: str, cookie: str, samples: int) -> Figures:
    """Opening the page, and narrowing all cases, in a headless Chromium that is already running."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise SystemExit("there is no chromium: install Debian's package chromium, or measure with --no-browser")
    opened, filtered, searched = list[Taken](), list[float](), list[float]()
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="nl-NL")
        context.add_cookies([{"name": COOKIE, "value": cookie, "url": address}])
        for number in range(samples + 1):
            page = context.new_page()
            page.set_default_timeout(30_000)
            with timing(opened):
                page.goto(f"{address}/consulent/", wait_until="commit")
                page.wait_for_selector(".cs:not([hidden]) .cs-row")
            if number == samples:
                page.locator("[name=cs-scope][value=alle]").check()
                page.wait_for_timeout(1_500)
                for _ in range(samples):
                    for value in ("ti", "", "ar", ""):
                        filtered.append(page.evaluate(NARROWED, ["[data-narrow=language]", value]))
                        page.wait_for_timeout(300)
                    for value in ("verzonnen 9", "", "tigrinya", ""):
                        searched.append(page.evaluate(NARROWED, ["[data-search]", value]))
                        page.wait_for_timeout(300)
            page.close()
        chromium.close()
    return {
        # the first one fills the cache of the browser
        "browser: opened to rows": summed(opened[1:]),
        "browser: filter": summed([Taken(ms, 0) for ms in filtered]),
        "browser: search (180 ms of it waits)": summed([Taken(ms, 0) for ms in searched]),
    }


# the run ------------------------------------------------------------------------------------------------


def measure(data: Path, sizes: Sequence[int], samples: int, *, browser: bool) -> dict[str, Any]:
    """Everything, in one house that grows to these sizes."""
    rounds: dict[int, Figures] = {}
    small = data / "small"
    found: dict[str, Any] = {"sizes": rounds, "load": {}, "making_s": 0.0}
    os.environ["INTAKE_OWN_CASELOAD"] = "open"  # one consulent walks through the cases of everybody
    making = ManyCases(house := open_house(data, wording_of))
    house.access.add_staff(CONSULENT_LOGIN, "Consulent (verzonnen)", "consulent", PASSWORD)
    for login in OWNERS[1:]:
        house.store.add_staff(_account(house, login))
    house.access.add_staff(TEAMLEIDER_LOGIN, "Teamleider (verzonnen)", "teamleider", PASSWORD)
    for size in sizes:
        print(f"{size} cases ...", file=sys.stderr, flush=True)
        start = time.perf_counter()
        making.until(size)
        found["making_s"] += time.perf_counter() - start
        found["load"][size] = os.getloadavg()[0]
        rounds[size] = _one_size(data, samples, browser=browser)
        if size == sizes[0]:
            small.mkdir()
            house.store.db.execute("VACUUM INTO ?", [str(small / STORE_FILE)])  # type: ignore[attr-defined]
    found["growth"] = measure_growth(small, data, samples)
    found["megabytes"] = (data / STORE_FILE).stat().st_size / 1e6
    set_plan = next(one for one in reversed(house.store.cases()) if house.store.dossier.versions(one.id))
    found["documents"] = measure_documents(house, set_plan.id)
    house.store.close()
    return found


def _account(house: House, login: str) -> Any:
    """An account like the consulent's, so that its password is not hashed twenty times."""
    from dataclasses import replace

    kept = house.store.staff(CONSULENT_LOGIN)
    assert kept is not None
    return replace(kept, login=login, name=f"{login} (verzonnen)")


def _one_size(data: Path, samples: int, *, browser: bool) -> Figures:
    house = open_house(data, wording_of)
    cookies = {
        login: house.access.sign_in(login, PASSWORD, remote="meting") for login in (CONSULENT_LOGIN, TEAMLEIDER_LOGIN)
    }
    case_ids = [case.id for case in house.store.cases()]
    with served(house) as address:
        asking = Asking.of(address, cookies[CONSULENT_LOGIN])
        figures = measure_list(house, asking, max(5, samples // 5))
        figures |= measure_rooms(asking, case_ids, samples)
        figures |= measure_team(house, Asking.of(address, cookies[TEAMLEIDER_LOGIN]), max(3, samples // 10))
        figures |= measure_draft(house, random.Random(3).sample(case_ids, min(samples, len(case_ids))))
        if browser:
            figures |= measure_browser(address, cookies[CONSULENT_LOGIN], max(2, samples // 10))
    house.store.close()
    return figures


def missed(found: Mapping[str, Any]) -> list[str]:
    """The targets that do not hold, in words."""
    rounds: Mapping[int, Figures] = found["sizes"]
    large = max(rounds)
    faults = []
    for name, numbers in rounds[large].items():
        page = (
            name.startswith("room")
            or (name.startswith("list") and "after a start" not in name)
            or name == "team: again"
        )
        if page and numbers["p95"] > PAGE_LIMIT_MS:
            faults.append(f"{name}: p95 {numbers['p95']:.0f} ms with {large:,} cases (at most {PAGE_LIMIT_MS:.0f})")
    faults += [
        f"room {name}: grows {one['ratio']:.2f} times (at most {GROWTH_LIMIT})"
        for name, one in found["growth"].items()
        if name in ROOMS and one["ratio"] > GROWTH_LIMIT
    ]
    browser = rounds.get(USABLE_AT, {})
    for name, limit in (("browser: opened to rows", USABLE_LIMIT_MS), ("browser: filter", FILTER_LIMIT_MS)):
        if name in browser and browser[name]["p50"] > limit:
            faults.append(f"{name}: {browser[name]['p50']:.0f} ms with {USABLE_AT:,} cases (at most {limit:.0f})")
    return faults


def print_tables(found: Mapping[str, Any]) -> None:
    """The tables as the documentation shows them."""
    rounds: Mapping[int, Figures] = found["sizes"]
    sizes = list(rounds)
    print("| p50 / p95 in ms | " + " | ".join(f"{size:,} cases" for size in sizes) + " | CPU ms | KB |")
    print("| --- |" + " --- |" * (len(sizes) + 2))
    for name in rounds[sizes[-1]]:
        numbers = [rounds[size][name] for size in sizes]
        cells = " | ".join(f"{one['p50']:.0f} / {one['p95']:.0f}" for one in numbers)
        size = f"{numbers[-1]['bytes'] / 1000:.1f}" if "bytes" in numbers[-1] else ""
        cpu = f"{numbers[-1]['cpu']:.0f}" if numbers[-1]["cpu"] else ""
        print(f"| {name} | {cells} | {cpu} | {size} |")
    print(
        f"\n| a room, asked in turn, median ms | {sizes[0]:,} cases | {sizes[-1]:,} cases | ratio |\n| --- | --- | --- | --- |"
    )
    for name, one in found["growth"].items():
        print(f"| {name} | {one['few']:.1f} | {one['many']:.1f} | {one['ratio']:.2f} |")
    print("\n| document of one case | ms | KB |\n| --- | --- | --- |")
    for name, one in found["documents"].items():
        print(f"| {name} | {one['p50']:.0f} | {one['bytes'] / 1000:.0f} |")
    loads = ", ".join(f"{load:.1f}" for load in found["load"].values())
    print(
        f"\nLoad average on {os.cpu_count()} cores at the start of each size: {loads}. "
        f"Cases made in {found['making_s']:.0f} s; store {found['megabytes']:,.0f} MB."
    )
    print("Targets missed:", "; ".join(missed(found)) or "none")


def main() -> int:
    """Measure and print; 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 2_000, 5_000])
    parser.add_argument("--samples", type=int, default=40, help="cases opened per room")
    parser.add_argument("--quick", action="store_true", help="100 and 500 cases, 20 samples")
    parser.add_argument("--no-browser", action="store_true", help="without Chromium")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON too")
    arguments = parser.parse_args()
    sizes, samples = ((100, 500), 20) if arguments.quick else (sorted(arguments.sizes), arguments.samples)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), sizes, samples, browser=not arguments.no_browser)
    print_tables(found)
    if arguments.json:
        print(json.dumps(found, indent=1))
    return 1 if missed(found) else 0


if __name__ == "__main__":
    raise SystemExit(main())
