"""What the audit costs: a room's first view with and without its line, a poll, and checking a long trail. JSON lines on stdout.

    .venv/bin/python benchmarks/trust_audit.py [--full]
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from assistant.access import Staff  # noqa: E402
from assistant.audit import Line  # noqa: E402
from assistant.commands.opening import wording_of  # noqa: E402
from assistant.dossier.keeping import keep  # noqa: E402
from assistant.house import House, open_house  # noqa: E402
from assistant.permissions import barrier  # noqa: E402
from tests.pip.cases import CASES  # noqa: E402
from ui.consulent.rooms.desk import RoomsDesk  # noqa: E402
from ui.consulent.rooms.registry import ROOMS  # noqa: E402

ANNA = Staff("anna", "Anna", "consulent")


class NoAudit:
    """An audit that keeps nothing: what a view would cost without it."""

    def __init__(self, audit: Any) -> None:
        self._audit = audit

    def note(self, what: str, **about: Any) -> Line:
        """Nothing."""
        return Line(0, "", "", "", what, None)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._audit, name)


def first_view(house: House, case_id: str, room: str) -> float:
    """Milliseconds of a view by somebody who did not look just now."""
    asked = {"room": room, "case": case_id, "mark": None, "options": {}}
    desk = RoomsDesk(house, ROOMS)
    begin = time.perf_counter()
    shown = desk.show(ANNA, "", asked, house.now())
    took = (time.perf_counter() - begin) * 1000
    assert "cs-stand-in" not in shown["html"], "this is her own case"
    return took


def say(what: str, value: float, unit: str, wanted: str, ok: bool, about: str) -> None:
    """One line of the report."""
    line = {"trust": "audit", "what": what, "value": round(value, 2), "unit": unit, "wanted": wanted, "ok": ok, "about": about}
    print(json.dumps(line, ensure_ascii=False), flush=True)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="more rounds and a longer trail")
    full = parser.parse_args().full
    rounds, length = (60, 20_000) if full else (15, 2_000)
    with tempfile.TemporaryDirectory() as folder:
        house = open_house(Path(folder) / "data", wording_of)
        house.access.add_staff("anna", "Anna", "consulent", "kachel Lantaarn 7 fiets")
        case_id = CASES["moeder_eritrea"](house)
        keep(house.store, case_id, "toegewezen", {"login": "anna"}, by="teamleider", at=house.now())
        without = replace(house, audit=NoAudit(house.audit))  # type: ignore[arg-type]
        for room in ("stand", "plan"):
            first_view(without, case_id, room)
            # by turns, so that whatever else the machine does falls on both
            pairs = [(first_view(without, case_id, room), first_view(house, case_id, room)) for _ in range(rounds)]
            before, after = (statistics.median(one) for one in zip(*pairs, strict=True))
            say(
                f"eerste blik op kamer {room}: met regel / zonder", after / before, "ratio", "< 2", after < 2 * before,
                f"mediaan {before:.1f} ms zonder en {after:.1f} ms met een regel in de audit, {rounds} keer om en om",
            )  # fmt: skip
        begin = time.perf_counter()
        for _ in range(200):
            barrier(house, ANNA, case_id)
        looked = (time.perf_counter() - begin) / 200 * 1000
        say("nakijken of iemand in een zaak mag", looked, "ms", "< 10", looked < 10, "bij elke vraag van een pagina")
        for number in range(length):
            house.audit.note("gezien", who="anna", role="consulent", case_id=case_id, about={"ruimte": "plan", "nr": number})
        begin = time.perf_counter()
        lines = house.audit.verify(house.audit.head())
        took = time.perf_counter() - begin
        rate = lines / took
        say("regels van de audit per seconde nagekeken", rate, "regels/s", "> 1000", rate > 1000, f"{lines} regels")
        house.store.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
