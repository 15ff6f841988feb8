"""``intake serve``: the whole product under one supervisor."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

HELP = "Start everything: pages, action server, dialogue server and translation worker, under one supervisor."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--demo", action="store_true", help="constructed example cases in a data folder of their own")
    parser.add_argument("--data", type=Path, help="data folder (setting INTAKE_DATA)")
    parser.add_argument("--host", help="address of the pages (setting INTAKE_HOST)")
    parser.add_argument("--port", type=int, help="port of the pages (setting INTAKE_PORT)")


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    from assistant.catalogue import load
    from assistant.commands.opening import open_here
    from assistant.supervisor import settings
    from assistant.supervisor.serve import serve
    from translations.texts import load_texts

    # a broken question or text file is told here, in one line, and not by a part that dies again and again
    load_texts(load())
    if not arguments.demo:
        data = (arguments.data or settings.data_folder()).absolute()
        if not open_here(data).store.staff_logins():
            print("There is no staff account yet. Make a beheerder with: .venv/bin/intake admin create LOGIN --name NAME")
        return serve(data, host=arguments.host, port=arguments.port)

    from assistant.examples import prepare_demo

    # nobody has an app for codes at hand to try the demo; its passwords are random at every start
    os.environ.setdefault("INTAKE_SECOND_FACTOR", "optional")
    host = arguments.host or settings.host()
    port = arguments.port or settings.port()
    data = (arguments.data or settings.data_folder() / "demo").absolute()
    return serve(data, host=host, port=port, greeting=lambda: prepare_demo(open_here(data), f"http://{host}:{port}"))
