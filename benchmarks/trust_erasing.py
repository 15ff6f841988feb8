"""Erasing, proven: words of erased cases that are still anywhere, dossiers that still hold, and retention with a clock.

Prints one JSON object per line. ``--full`` erases more cases. Run: ``python -m benchmarks.trust_erasing``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from assistant.commands.opening import wording_of
from assistant.erasing import erase
from assistant.house import House, open_house
from assistant.pip.versions import VersionChanged, verify
from assistant.recordings import Vault
from assistant.retention import retain
from tests.conftest import Clock
from tests.documents.conftest import set_as_it_is
from tests.erasing.whole_case import found_in_files, found_in_tables, tell
from tests.pip.cases import CASES


def line(name: str, what: str, value: Any, unit: str, wanted: str, ok: bool, about: str) -> dict[str, Any]:
    """One figure."""
    return {"trust": name, "what": what, "value": value, "unit": unit, "wanted": wanted, "ok": ok, "about": about}


def erased_everywhere(folder: Path, cases: int) -> Iterator[dict[str, Any]]:
    """Tell ``cases`` whole cases, erase them, and look for every word."""
    house = open_house(folder / "weg", wording_of, Clock())
    told = [tell(house, answers=12) for _ in range(cases)]
    words = {word for one in told for word in one.words}
    held = {name for one in found_in_tables(house, words).values() for name in one}
    begun = time.perf_counter()
    for one in told:
        erase(house, one.case_id, by="anna", role="consulent", ground="Op verzoek van de persoon")
    spent = (time.perf_counter() - begun) / cases
    left = found_in_tables(house, words)
    in_files, sounds = found_in_files(house.data, words), len(Vault(house.data, house.keyring).names())
    house.store.close()
    number = sum(map(len, left.values())) + len(in_files) + sounds
    about = f"{len(held)} verschillende woorden in {cases} zaken, in alle tabellen (ontsleuteld), bestanden en opnamen gezocht"
    gone = not number and bool(held)
    yield line("wissen.resten", "woorden of opnamen die na wissen nog gevonden worden", number, "woorden", "0", gone, about)
    yield line(
        "wissen.duur", "tijd om een zaak te wissen, met bewijs", round(spent * 1000), "ms", "geen eis", True,
        f"gemiddeld over {cases} zaken",
    )  # fmt: skip


def dossiers_that_hold(folder: Path) -> Iterator[dict[str, Any]]:
    """Erase the working material of constructed cases with a set plan, and check the plans."""
    house = open_house(folder / "dossier", wording_of, Clock())
    for make in CASES.values():
        make(house)
    whole = 0
    cases = house.store.cases()
    for case in cases:
        set_as_it_is(house, case.id)
        erase(house, case.id, by="anna", role="consulent", ground="Op verzoek van de persoon")
        whole += _holds(house, case.id)
    house.store.close()
    yield line(
        "wissen.dossier", "vastgestelde plannen die na wissen nog kloppen", f"{whole} van {len(cases)}", "plannen", "alle",
        whole == len(cases), "de digest van plan en document opnieuw berekend; alle gebruikte antwoorden zijn er nog",
    )  # fmt: skip


def _holds(house: House, case_id: str) -> bool:
    file = house.case_file(case_id)
    try:
        used = {one["row"] for version in file.versions for one in verify(version).plan["answers"]}
    except VersionChanged:
        return False
    return {one.id for one in file.answers} == used


def on_the_day(folder: Path) -> Iterator[dict[str, Any]]:
    """A case that was never started, on the last day of its term and the day after."""
    clock = Clock()
    house = open_house(folder / "termijn", wording_of, clock)
    made = house.access.new_case(language=None, label="verzonnen", created_by="anna", constructed=True)
    clock.time += timedelta(days=365 + 90)
    retain(house, dry_run=False)
    early = house.store.case(made.case_id).erased is not None
    clock.time += timedelta(days=1)
    retain(house, dry_run=False)
    late = house.store.case(made.case_id).erased is None
    house.store.close()
    yield line(
        "bewaren.dag", "zaken die te vroeg of te laat weggingen", int(early) + int(late), "zaken", "0", not early and not late,
        "nooit begonnen: op de laatste dag van de termijn en de dag erna",
    )  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Print every figure; 1 when one is not what is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="more cases")
    chosen = parser.parse_args(arguments)
    ok = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in (erased_everywhere(folder, 20 if chosen.full else 3), dossiers_that_hold(folder), on_the_day(folder)):
            for found in part:
                print(json.dumps(found, ensure_ascii=False), flush=True)
                ok &= bool(found["ok"])
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
