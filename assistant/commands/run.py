"""``intake run PART``: one part alone, for systemd or compose."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING, TextIO

from assistant.commands.opening import MENDABLE, BadInput, open_here
from assistant.supervisor import settings
from assistant.supervisor.ports import check_free

if TYPE_CHECKING:
    from assistant.structured_log import StructuredLog
    from ui.traffic import Traffic

HELP = "Run one part: ui (the pages), actions (the action server), dialogue (Rasa), worker (translation), copy (second place)."
PARTS = ("ui", "actions", "dialogue", "worker", "copy")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--port", type=int, help="port to listen on")


def run(arguments: argparse.Namespace) -> int:
    """Run the part until it is stopped; 2 when it cannot start, with a line of the log that says why."""
    from assistant.supervisor.lifeline import watch

    parts = {"ui": run_ui, "actions": run_actions, "dialogue": run_dialogue, "worker": run_worker, "copy": run_copy}
    stderr = sys.__stderr__  # a part that listens to its prints has put something else in the place of sys.stderr
    try:
        watch()
        parts[arguments.part](arguments.port)
    except Exception as fault:
        if stderr is None or stderr.isatty():
            raise  # somebody in a terminal is told in plain words
        return _cannot_go_on(arguments.part, fault, stderr)
    return 0


def _cannot_go_on(part: str, fault: Exception, stream: TextIO) -> int:
    """Say in the log why a part ends; returns its exit code."""
    from assistant.structured_log import StructuredLog, describe

    log = StructuredLog(part, stream)
    if isinstance(fault, MENDABLE):
        log.event("cannot_start", level="critical", text=str(fault))
        return 2
    log.event("program_stops", level="critical", fault=describe(fault))
    return 1


def _secret(name: str) -> str:
    secret = settings.value(name) or ""
    if len(secret) < 16:
        raise BadInput(f"set {name} to a secret of at least 16 characters (intake serve makes one itself)")
    return secret


def run_ui(port: int | None) -> None:
    """The pages."""
    from assistant.retention.daily import begin
    from assistant.structured_log import StructuredLog
    from assistant.version import version
    from ui.app import create_app
    from ui.beheer.sign_on import sign_on_of
    from ui.limits import Limits
    from ui.serving import server_of
    from ui.traffic import Traffic

    log, traffic = StructuredLog("ui"), Traffic()
    log.event("starting", version=version())
    actions = (settings.value("INTAKE_ACTIONS_URL") or "").removesuffix("/webhook")
    neighbours = {"actions": f"{actions}/health", "worker": settings.value("INTAKE_WORKER_URL") or ""}
    certificate, trusted = settings.certificate(), settings.trusted_proxy()
    house = open_here()
    app = create_app(
        house,
        dialogue_url=settings.value("INTAKE_DIALOGUE_URL") or "",
        dialogue_secret=_secret("INTAKE_DIALOGUE_SECRET"),
        neighbours={name: address for name, address in neighbours.items() if address},
        metrics_token=settings.value("INTAKE_METRICS_TOKEN"),
        traffic=traffic,
        sign_on=sign_on_of(house),
        address=settings.value("INTAKE_PUBLIC_ADDRESS"),
        limits=Limits.of(settings.request_limits()),
    )
    listening_on = port or settings.port()
    check_free(settings.host(), listening_on)
    log.listen()
    server = server_of(
        app,
        traffic,
        host=settings.host(),
        port=listening_on,
        trusted=trusted,
        certificate=certificate,
        finished=lambda seconds: log.event("finished_turns", ms=round(seconds * 1000)),
    )
    tell = threading.Thread(target=_tell_traffic, args=(log, traffic), name="tell-traffic", daemon=True)
    tell.start()
    log.event("serving", port=listening_on, version=version())
    begin(house)
    server.run()
    _tell_once(log, traffic)
    log.event("stopped")


def _tell_traffic(log: StructuredLog, traffic: Traffic) -> None:
    """Once a minute, what went through; a minute holds several people's visits or nobody's."""
    while True:
        time.sleep(60)
        _tell_once(log, traffic)


def _tell_once(log: StructuredLog, traffic: Traffic) -> None:
    if counts := traffic.since_last_asked():
        log.event("requests", counts=counts)


def run_actions(port: int | None) -> None:
    """The action server."""
    from actions.server import serve
    from assistant.erasing.noticing import notice
    from assistant.structured_log import StructuredLog
    from assistant.version import version

    log, listening_on = StructuredLog("actions"), port or 5055
    log.event("starting", version=version())
    house, secret = open_here(), _secret("INTAKE_ACTIONS_SECRET")
    check_free("127.0.0.1", listening_on)
    log.listen()
    notice(house.store)
    serve(house, secret, listening_on, begun=lambda: log.event("serving", port=listening_on, version=version()))
    log.event("stopped")


def run_dialogue(port: int | None) -> None:
    """The dialogue server, in its own environment; this process becomes it."""
    python = settings.dialogue_python()
    if not python.exists():
        raise BadInput(f"{python} does not exist: run make setup first")
    os.chdir(settings.PROJECT)
    for name in ("INTAKE_DIALOGUE_SECRET", "INTAKE_ACTIONS_SECRET"):
        os.environ[name] = _secret(name)  # the dialogue server reads its environment only
    os.environ.setdefault("INTAKE_ACTIONS_URL", settings.value("INTAKE_ACTIONS_URL") or "")
    os.execv(str(python), [str(python), "-m", "assistant.dialogue.serve", "--port", str(port or 5005)])


def run_worker(port: int | None) -> None:
    """The translation worker: niced and on one thread, so that nobody who is talking notices it."""
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
    from assistant.catalogue import load
    from assistant.commands.opening import store_here
    from assistant.erasing.noticing import notice
    from assistant.structured_log import StructuredLog
    from assistant.version import version
    from translations.machine.closed_outside import close_the_outside
    from translations.machine.faults import PackageFault
    from translations.machine.health import Heartbeat, answer_on
    from translations.machine.machine import Machine
    from translations.machine.worker import Worker, the_only_worker

    log, stop = StructuredLog("worker"), threading.Event()
    signal.signal(signal.SIGTERM, lambda number, frame: stop.set())
    log.event("starting", version=version())
    close_the_outside()
    data, heartbeat = settings.data_folder(), Heartbeat()
    machine = Machine(settings.language_packages(data), beat=heartbeat.beat)
    catalogue = load(local=settings.questions_folder())
    try:
        with the_only_worker(data):
            os.nice(15)  # only now, so that it is soon there, also on a busy machine
            if port is not None:
                answer_on(port, heartbeat)
            store = store_here(data)
            notice(store)
            routes = data / "run" / "translation-routes.json"
            log.listen()
            log.event("serving", version=version())
            Worker(store, catalogue, machine, routes, heartbeat=heartbeat, say=log.say).run(stop)
            log.event("stopped")
    except PackageFault as fault:
        raise BadInput(str(fault)) from fault


def run_copy(port: int | None) -> None:
    """The copy at the second place, seconds behind."""
    from contextlib import closing
    from datetime import UTC, datetime

    from assistant.backup.copying import EVERY, Copier
    from assistant.commands.opening import store_here
    from assistant.house import open_keyring_of
    from assistant.structured_log import StructuredLog
    from assistant.version import version
    from translations.machine.health import Heartbeat, answer_on

    data, to = settings.data_folder(), settings.copy_folder()
    if to is None:
        raise BadInput("set INTAKE_COPY_TO to the folder of the copy")
    log, heartbeat, stop = StructuredLog("copy"), Heartbeat(), threading.Event()
    log.event("starting", version=version())
    signal.signal(signal.SIGTERM, lambda number, frame: stop.set())
    signal.signal(signal.SIGINT, lambda number, frame: stop.set())
    if port is not None:
        answer_on(port, heartbeat)
    store_here(data).close()  # made and of this version
    keyring = open_keyring_of(data, settings.outer_key(data), datetime.now(UTC))
    log.listen()
    log.event("serving", version=version())
    with closing(Copier(data, keyring, to, tell=log.say, days=settings.backup_days())) as copier:
        copier.run(stop, heartbeat.beat, EVERY)
    log.event("stopped")
