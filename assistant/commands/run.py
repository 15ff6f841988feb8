"""``intake run PART``: one part alone, for systemd or compose."""

from __future__ import annotations

import argparse
import os
import threading

from assistant.commands.opening import BadInput, open_here
from assistant.supervisor import settings

HELP = "Run one part: ui (the pages), actions (the action server), dialogue (Rasa), worker (translation)."
PARTS = ("ui", "actions", "dialogue", "worker")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--port", type=int, help="port to listen on")


def run(arguments: argparse.Namespace) -> int:
    """Run the part until it is stopped."""
    from assistant.supervisor.lifeline import watch

    watch()
    parts = {"ui": run_ui, "actions": run_actions, "dialogue": run_dialogue, "worker": run_worker}
    parts[arguments.part](arguments.port)
    return 0


def _secret(name: str) -> str:
    secret = settings.value(name) or ""
    if len(secret) < 16:
        raise BadInput(f"set {name} to a secret of at least 16 characters (intake serve makes one itself)")
    return secret


def run_ui(port: int | None) -> None:
    """The pages."""
    import uvicorn

    from ui.app import create_app

    app = create_app(
        open_here(),
        dialogue_url=settings.value("INTAKE_DIALOGUE_URL") or "",
        dialogue_secret=_secret("INTAKE_DIALOGUE_SECRET"),
    )
    # no access log: addresses and times of a person's visits are personal data
    uvicorn.run(
        app,
        host=settings.host(),
        port=port or settings.port(),
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=3,
        server_header=False,
    )


def run_actions(port: int | None) -> None:
    """The action server."""
    from actions.server import serve

    serve(open_here(), _secret("INTAKE_ACTIONS_SECRET"), port or 5055)


def run_dialogue(port: int | None) -> None:
    """The dialogue server, in its own environment; this process becomes it."""
    python = settings.dialogue_python()
    if not python.exists():
        raise BadInput(f"{python} does not exist: run make setup first")
    os.chdir(settings.PROJECT)
    os.execv(str(python), [str(python), "-m", "assistant.dialogue.serve", "--port", str(port or 5005)])


def run_worker(port: int | None) -> None:
    """The translation worker: niced and on one thread, so that nobody who is talking notices it."""
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
    from assistant.catalogue import load
    from assistant.commands.opening import store_here
    from translations.machine.closed_outside import close_the_outside
    from translations.machine.faults import PackageFault
    from translations.machine.health import Heartbeat, answer_on
    from translations.machine.machine import Machine
    from translations.machine.worker import Worker, the_only_worker

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
            routes = data / "run" / "translation-routes.json"
            Worker(store, catalogue, machine, routes, heartbeat=heartbeat).run(threading.Event())
    except PackageFault as fault:
        raise BadInput(str(fault)) from fault
