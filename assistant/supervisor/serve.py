"""The whole product under one supervisor: ``serve()`` for people, ``running()`` for tests and replay."""

from __future__ import annotations

import os
import secrets
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Literal

from assistant.supervisor import settings
from assistant.supervisor.faults import CannotServe
from assistant.supervisor.parts import Part, actions_part, copy_part, dialogue_part, reachable, ui_part, worker_part
from assistant.supervisor.ports import check_free, free_ports
from assistant.supervisor.supervisor import Supervisor
from assistant.version import version

#: The pages whose addresses are printed, by what they are called.
PAGES: Mapping[str, str] = {
    "Gesprek (inburgeraar)": "/", "Consulent": "/consulent", "Cultuurvertaler": "/vertaler", "Beheerder": "/beheer/",
}  # fmt: skip
ALL_PARTS = ("ui", "actions", "dialogue", "worker")
_SHOWN_ELSEWHERE = ("INTAKE_DATA", "INTAKE_HOST", "INTAKE_PORT", "INTAKE_KEY_FILE", "INTAKE_KEY", "INTAKE_KEY_COMMAND")


@dataclass(frozen=True)
class RunningHouse:
    """The running product: where its parts are and what they demand of each other."""

    supervisor: Supervisor
    data: Path
    ui_url: str
    dialogue_url: str
    dialogue_secret: str
    actions_url: str
    actions_secret: str

    def pid(self, part: str) -> int | None:
        """Process id of a part (ui, actions, dialogue, worker), or None while it does not run."""
        return self.supervisor.pid(part)

    def wait_ready(self, *parts: str, within: float = 180.0) -> None:
        """Wait for the named parts, or for all; raises ``NotReady``."""
        self.supervisor.wait_ready(parts or None, within=within)


def plan(data: Path, host: str, port: int, *, names: Sequence[str] = ALL_PARTS) -> RunningHouse:
    """Choose inner ports, make fresh secrets, and put the parts together; nothing is started.

    Args:
        data: the data folder.
        host: where the pages answer.
        port: where the pages answer.
        names: which parts.
    """
    dialogue_port, actions_port, worker_port = free_ports(3)
    dialogue_secret, actions_secret = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    dialogue_url = f"http://127.0.0.1:{dialogue_port}"
    actions_url = f"http://127.0.0.1:{actions_port}/webhook"
    https = settings.certificate() is not None
    ui_url = f"{'https' if https else 'http'}://{reachable(host)}:{port}"
    parts: dict[str, Part] = {
        # The pages first, so that they answer while the dialogue server still loads.
        "ui": ui_part(
            data=data,
            host=host,
            port=port,
            dialogue_url=dialogue_url,
            dialogue_secret=dialogue_secret,
            actions_url=actions_url,
            worker_url=f"http://127.0.0.1:{worker_port}/",
            https=https,
        ),
        "actions": actions_part(data=data, port=actions_port, secret=actions_secret),
        "dialogue": dialogue_part(
            models=_folder_with_model(data),
            port=dialogue_port,
            secret=dialogue_secret,
            actions_url=actions_url,
            actions_secret=actions_secret,
        ),
        # Last: nobody waits for it.
        "worker": worker_part(data=data, port=worker_port),
    }
    if settings.copy_folder() is not None and tuple(names) == ALL_PARTS:
        parts["copy"] = copy_part(data=data, port=free_ports(1)[0])
        names = (*names, "copy")
    supervisor = Supervisor(
        [part for name, part in parts.items() if name in names],
        data,
        address=ui_url,
        addresses={"ui": ui_url, "dialogue": dialogue_url, "actions": actions_url},
        check=lambda: check_free(host, port),
    )
    return RunningHouse(supervisor, data, ui_url, dialogue_url, dialogue_secret, actions_url, actions_secret)


def _folder_with_model(data: Path) -> Path:
    """The data folder whose trained model is used: ``data``, or else the one that set-up trained for."""
    if any((data / "models").glob("*.tar.gz")):
        return data
    return settings.PROJECT / (settings.value("INTAKE_DATA") or "")


@contextmanager
def running(
    data: Path,
    *,
    ports: Literal["free", "settings"] = "free",
    names: Sequence[str] = ALL_PARTS,
    wait_for: Sequence[str] | None = None,
    within: float = 180.0,
) -> Iterator[RunningHouse]:
    """Run the product for as long as the block lasts.

    Args:
        data: the data folder, for example a temporary one. Without a trained model in it, that of the folder
            INTAKE_DATA (by default ``var`` of the project) is used.
        ports: ``free`` for any free port on loopback, ``settings`` for INTAKE_HOST and INTAKE_PORT.
        names: which parts to run.
        wait_for: which parts must be ready before the block begins; all that run by default, none with ``()``.
        within: seconds that may take.

    Raises:
        CannotServe, BadSetting: with a message for a person.
    """
    data = data.absolute()
    host, port = ("127.0.0.1", free_ports(1)[0]) if ports == "free" else (settings.host(), settings.port())
    house = plan(data, host, port, names=names)
    with house.supervisor:
        house.supervisor.wait_ready(wait_for if wait_for is not None else names, within=within)
        yield house


def serve(
    data: Path | None = None,
    *,
    host: str | None = None,
    port: int | None = None,
    greeting: Callable[[], Sequence[str]] = tuple,
) -> int:
    """Run everything until Ctrl-C or SIGTERM; what is left out comes from the settings.

    Args:
        data: the data folder.
        host: address on which the pages answer.
        port: port on which the pages answer.
        greeting: called when the data folder is taken; gives lines to print under the addresses, as the demo's codes.

    Returns:
        The exit code: 0 when stopped by a person, 2 when it could not start (the reason is printed).
    """
    try:
        host = host or settings.host()
        port = port or settings.port()
        house = plan(data.absolute() if data else settings.data_folder(), host, port)
        with _told_to_stop() as stop, house.supervisor:
            _print_addresses(house)
            for line in greeting():
                print(f"  {line}", flush=True)
            _wait(house, stop)
            print("\nStopping ...", flush=True)
        print("Stopped.", flush=True)
    except (CannotServe, settings.BadSetting) as problem:
        print(f"intake serve: {problem}", file=sys.stderr)
        return 2
    return 0


@contextmanager
def _told_to_stop() -> Iterator[threading.Event]:
    """An event that Ctrl-C, SIGTERM or a closed terminal sets, for as long as the block lasts."""
    stop = threading.Event()

    def remember(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {sign: signal.signal(sign, remember) for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield stop
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def _print_addresses(house: RunningHouse) -> None:
    width = max(len(title) for title in PAGES)
    print(f"The intake assistant {version()} is starting; the pages answer at once, the dialogue server takes up to a minute.")
    for title, path in PAGES.items():
        print(f"  {title:<{width}}  {house.ui_url}{path}")
    for title, what in started_with(house.data):
        print(f"  {title:<{width}}  {what}")
    print(f"  Logs: {house.data / 'logs'}. Ctrl-C stops everything.", flush=True)


def started_with(data: Path) -> list[tuple[str, str]]:
    """What a beheerder wants to see at the start: where the data and the key are, and what differs from the defaults."""
    told = [("Data", str(data)), ("Outer key", settings.outer_key(data).source)]
    changed = [
        f"{name}={'(set)' if settings.HIDDEN.search(name) else os.environ[name]}"
        for name in settings.SETTINGS
        if os.environ.get(name) and name not in _SHOWN_ELSEWHERE
    ]
    return [*told, ("Settings", ", ".join(changed) or "all as by default")]


def _wait(house: RunningHouse, stop: threading.Event) -> None:
    """Say once when everything is ready, then wait for the end."""
    waiting_for = [part.name for part in house.supervisor.parts]
    while waiting_for and not stop.wait(0.25):
        waiting_for = [name for name in waiting_for if house.supervisor.state(name) != "ready"]
        if not waiting_for:
            print("Everything is ready.", flush=True)
    stop.wait()
