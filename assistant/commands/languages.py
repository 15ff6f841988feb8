"""``intake languages``: the packages that draft translations on this machine."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from assistant.commands.opening import BadInput
from assistant.supervisor import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translations.machine.installed import Installed, InstalledPackage

HELP = "Translation packages: list what is installed, install files, check that they work, pack a model of your own."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, meaning in (
        ("list", "what is installed, what it can translate, and what it did so far"),
        ("install", "install a .argosmodel file, or every such file in a folder"),
        ("check", "load every package for real and translate a word with it"),
        ("pack", "make a .argosmodel file of a converted model"),
    ):
        action = actions.add_parser(name, help=meaning, description=meaning)
        action.add_argument("--data", type=Path, help="data folder (setting INTAKE_DATA)")
        if name == "install":
            action.add_argument(
                "path", type=Path, metavar="PATH", help="a .argosmodel file, or a folder with such files"
            )
        if name == "pack":
            _add_pack_arguments(action)


def _add_pack_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help="what the converter made: model.bin and its vocabulary"
    )
    parser.add_argument("out", type=Path, metavar="OUT", help="the .argosmodel file to make")
    parser.add_argument("--from", dest="from_code", required=True, help="language it translates from, as ti")
    parser.add_argument("--to", dest="to_code", required=True, help="language it translates to, as en")
    parser.add_argument("--version", required=True, help="version of the package, as 1.0")
    parser.add_argument("--licence", help="licence of the model, shown by list")
    parser.add_argument(
        "--tokeniser", type=Path, help="SentencePiece model of the source language, when it is elsewhere"
    )
    parser.add_argument("--source-prefix", default="", help="token before each sentence, as tir_Ethi or >>tir<<")
    parser.add_argument("--source-suffix", default="", help="token after each sentence, as </s>")
    parser.add_argument("--target-prefix", default="", help="token each translation begins with, as nld_Latn")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; 0 when all is well, 1 when a package is not."""
    actions: Mapping[str, Callable[[argparse.Namespace], int]] = {
        "list": run_list, "install": run_install, "check": run_check, "pack": run_pack,
    }  # fmt: skip
    with _told_in_one_line():
        return actions[arguments.action](arguments)


@contextmanager
def _told_in_one_line() -> Iterator[None]:
    from translations.machine.faults import PackageFault

    try:
        yield
    except PackageFault as fault:
        raise BadInput(str(fault)) from fault


def _folder(arguments: argparse.Namespace) -> Path:
    return settings.language_packages((arguments.data or settings.data_folder()).absolute())


def run_list(arguments: argparse.Namespace) -> int:
    """Print packages, ways, and what was made so far."""
    from translations.machine.installed import look

    folder = _folder(arguments)
    installed = look(folder)
    print(f"Packages in {folder}:")
    for package in installed.packages:
        print(f"  {_line(package)}")
    if not installed.packages:
        print("  none. Copy .argosmodel files to this machine and run: intake languages install PATH")
    _print_not_used(installed)
    _print_ways(installed.packages)
    _print_made((arguments.data or settings.data_folder()).absolute())
    return 0


def run_install(arguments: argparse.Namespace) -> int:
    """Install and say what became of each file."""
    from translations.machine.installed import look
    from translations.machine.installing import install

    folder = _folder(arguments)
    outcomes = install(arguments.path, folder)
    for outcome in outcomes:
        if outcome.package is None:
            print(f"not installed: {outcome.file.name}: {outcome.fault}")
            continue
        print(f"installed: {_line(outcome.package)}")
        if outcome.replaced:
            print(f"  in the place of {', '.join(outcome.replaced)}")
        if outcome.left_out:
            print(f"  left out: {', '.join(outcome.left_out)} (sentences are split by the assistant itself)")
    if any(outcome.package for outcome in outcomes):
        _print_ways(look(folder).packages)
        print("A running worker notices the new packages by itself.")
    return 1 if any(outcome.package is None for outcome in outcomes) else 0


def run_check(arguments: argparse.Namespace) -> int:
    """Load everything for real and say how it did."""
    from translations.machine.faults import BadPackage
    from translations.machine.installed import look
    from translations.machine.probing import probe

    folder = _folder(arguments)
    installed = look(folder)
    working, bad = [], 0
    print(f"Packages in {folder}:")
    for package in installed.packages:
        try:
            done = probe(package.folder)
        except BadPackage as fault:
            bad += 1
            print(f"  FAULT  {package.facts.name}: {fault}. Install it again: intake languages install PATH")
            continue
        working.append(package)
        print(
            f"  ok     {package.facts.name}: loaded in {done.load_ms:.0f} ms, a word in {done.word_ms:.0f} ms, "
            f"{done.memory / 1024**2:.0f} MB of memory"
        )
    if not installed.packages:
        print("  none. Copy .argosmodel files to this machine and run: intake languages install PATH")
    _print_not_used(installed)
    _print_ways(working)
    _print_made((arguments.data or settings.data_folder()).absolute())
    return 1 if bad or any("replaced by" not in thing.why for thing in installed.not_used) else 0


def run_pack(arguments: argparse.Namespace) -> int:
    """Make a package file."""
    from translations.machine.packing import Recipe, pack

    recipe = Recipe(
        arguments.from_code, arguments.to_code, arguments.version, arguments.licence, arguments.source_prefix,
        arguments.source_suffix, arguments.target_prefix,
    )  # fmt: skip
    made = pack(arguments.folder, arguments.out, recipe, tokeniser=arguments.tokeniser)
    print(f"{made}: {made.stat().st_size / 1024**2:.1f} MB, and it works. Now: intake languages install {made}")
    return 0


def _line(package: InstalledPackage) -> str:
    facts = package.facts
    licence = f", licence: {facts.licence}" if facts.licence else ""
    return f"{facts.name}  {facts.from_code} → {facts.to_code}  {package.size / 1024**2:.1f} MB{licence}"


def _print_not_used(installed: Installed) -> None:
    if installed.not_used:
        print("Not used:")
    for thing in installed.not_used:
        print(f"  {thing.name}: {thing.why}")


def _print_ways(packages: Iterable[InstalledPackage]) -> None:
    from translations.machine.routes import find_route, lacking, pairs

    packages = list(packages)
    print("What can be translated:")
    for start, end in pairs():
        route = find_route(packages, start, end)
        if route is None:
            needed = " and ".join(lacking(packages, start, end))
            print(f"  {start} → {end}  no: a person translates. To change that, install {needed}")
        else:
            kind = "direct" if len(route.hops) == 1 else "two hops, the English is kept"
            near = f", via {route.via}: only near to {start if start != 'nl' else end}" if route.via else ""
            print(f"  {start} → {end}  yes: {route.path} ({kind}{near})")


def _print_made(data: Path) -> None:
    from assistant.commands.opening import store_here
    from assistant.house import STORE_FILE

    if not (data / STORE_FILE).exists():
        return
    store = store_here(data)
    try:
        details, jobs = store.translation.machine_details(), store.translation.jobs()
    finally:
        store.close()
    times = _times(details)
    if times:
        print(f"Made so far (the newest {len(details)} drafts):")
    for name, each in sorted(times.items()):
        print(f"  {name}: {len(each)} texts, median {median(each):.1f} ms")
    states: dict[str, int] = {}
    for (_, _, state), count in jobs.items():
        states[state] = states.get(state, 0) + count
    if states:
        told = {"queued": "in the queue", "waiting": "waiting for a person", "failed": "failed", "done": "done"}
        print("Texts: " + ", ".join(f"{states[state]} {words}" for state, words in told.items() if state in states))


def _times(details: Iterable[Mapping[str, Any]]) -> dict[str, list[float]]:
    """Package -> milliseconds for each text it worked on."""
    found: dict[str, list[float]] = {}
    for detail in details:
        for hop in detail.get("hops", ()):
            found.setdefault(hop["package"], []).append(float(hop["ms"]))
    return found
