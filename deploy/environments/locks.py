"""`make lock`: turn each `requirements/*.in` into a `.txt` with every package pinned by version and hash.

The locks hold names, versions and hashes, and no address of any package index: where packages come from is the
setting of the machine that installs them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from environments.installer import Installer
from environments.interpreters import find_or_fetch
from environments.problems import SetupProblem
from environments.steps import Places, make_uv, settings_for_uv


@dataclass(frozen=True)
class Lock:
    """One lock: its name, the Python it is for, and whether it must hold for every system (what set-up runs first)."""

    name: str
    python: str
    every_system: bool = False


#: dev after app: it is pinned to agree with it, as both go into one environment.
LOCKS = (
    Lock("tools", "3.9", every_system=True),
    Lock("build", "3.10", every_system=True),
    Lock("app", "3.12"),
    Lock("dev", "3.12"),
    Lock("dialogue", "3.10"),
)
_ADDRESS = re.compile(r"(https?|file|git\+\w+)://")


def write_locks(places: Places, environ: Mapping[str, str], *, upgrade: bool) -> None:
    """Write all locks.

    Args:
        places: where the project stands.
        environ: the person's environment.
        upgrade: take the newest versions the `.in` files allow, instead of keeping the pinned ones where possible.

    Raises:
        SetupProblem: when a lock cannot be made, or would hold an address.
    """
    installer = Installer(places.root, places.tools / "lock.log")
    if not places.uv_environment.made():
        print("Lock: fetching the installer uv ...", flush=True)
        make_uv(places, installer, environ)
    for_uv = settings_for_uv(places, environ)
    for lock in LOCKS:
        source, target = (f"requirements/{lock.name}.{ending}" for ending in ("in", "txt"))
        print(f"Lock: {target}", flush=True)
        command = [str(places.uv), "pip", "compile", "--quiet", "--generate-hashes", "--no-header"]
        command += ["--no-emit-index-url", "--no-emit-find-links", "--python-version", lock.python]
        if lock.every_system:
            command += ["--universal"]
        else:
            command += ["--python", find_or_fetch(lock.python, places.uv, for_uv, places.tools)]
        if upgrade:
            command += ["--upgrade"]
        installer.run([*command, "--output-file", target, source], for_uv, f"pinning {source}")
        written = places.root / target
        if _ADDRESS.search(written.read_text(encoding="utf-8")):
            raise SetupProblem(
                f"{target} holds an address.", f"take the address out of {source}: packages are named, not addressed."
            )
    print("Lock: done. Run `make test`, then commit requirements/.", flush=True)
