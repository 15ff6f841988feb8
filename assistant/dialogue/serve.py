"""Start the dialogue server on this machine's loopback address. See README.md for settings and answers."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .lifeline import UnknownLifeline, hold_lifeline
from .model_files import current_model, data_folder
from .quiet_start import prepare_for_rasa
from .rasa_pin import RasaChanged
from .wiped_memory import TurnCleaning, start_again_with_wiped_memory

if TYPE_CHECKING:
    from rasa.core.agent import Agent
    from sanic import Sanic
    from sanic.request import Request
    from sanic.response import BaseHTTPResponse

    from .fast_actions import ActionServer
    from .wordless_log import WordlessFormatter

HOST = "127.0.0.1"
SHORTEST_SECRET = 16
LARGEST_BODY = 65_536  # bytes; a turn is at most 500 characters and a little metadata


class CannotStart(RuntimeError):
    """A setting is missing or wrong, there is no model, or the port is taken. The message says what to do."""


class Settings(NamedTuple):
    """What the server needs to know from its environment."""

    secret: str
    actions_url: str
    actions_secret: str


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read the environment.

    Raises:
        CannotStart: naming the setting that is missing or too short.
    """
    secrets = {name: _secret(environ, name) for name in ("INTAKE_DIALOGUE_SECRET", "INTAKE_ACTIONS_SECRET")}
    for name, secret in secrets.items():
        if len(secret) < SHORTEST_SECRET:
            raise CannotStart(f"set {name} to a random secret of at least {SHORTEST_SECRET} characters")
    url = environ.get("INTAKE_ACTIONS_URL", "")
    if not url.startswith(("http://", "https://")):
        raise CannotStart("set INTAKE_ACTIONS_URL to the action server's webhook, like http://127.0.0.1:5055/webhook")
    return Settings(secrets["INTAKE_DIALOGUE_SECRET"], url, secrets["INTAKE_ACTIONS_SECRET"])


def _secret(environ: Mapping[str, str], name: str) -> str:
    """A secret from the environment, or from the file of that name in the folder INTAKE_SECRETS."""
    given = environ.get(name, "")
    if given or not environ.get("INTAKE_SECRETS"):
        return given
    try:
        return (Path(environ["INTAKE_SECRETS"]) / name).read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def take_port(port: int) -> socket.socket:
    """Take the port now, so that a port in use is known before Rasa has been loaded. It answers only later.

    Args:
        port: 0 takes any free port.

    Raises:
        CannotStart: when the port is taken or not allowed.
    """
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((HOST, port))
    except OSError as fault:
        taken.close()
        raise CannotStart(f"port {port} on {HOST} cannot be used ({fault.strerror}); choose another --port") from fault
    return taken


def find_model(data: Path) -> Path:
    """The trained model of the current inputs.

    Raises:
        CannotStart: when it was not trained yet.
    """
    model = current_model(data)
    if not model.is_file():
        raise CannotStart(
            f"there is no model of the current training phrases in {model.parent}; make it with: "
            f"{sys.executable} -m assistant.dialogue.train --data {data}"
        )
    return model


def load_agent(model: Path, actions: ActionServer) -> Agent:
    """Rasa with the model, a store that forgets, and our faster action call.

    Raises:
        CannotStart: when the model cannot be read.
        RasaChanged: when Rasa is another one than our replacements were written for.
    """
    from rasa.core.agent import Agent
    from rasa.core.lock_store import InMemoryLockStore
    from rasa.shared.core.domain import Domain

    from .fast_actions import make_actions_fast
    from .forgetful_tracker_store import ForgetfulTrackerStore
    from .plain_words import read_commands_as_words

    make_actions_fast()
    read_commands_as_words()
    try:
        return Agent.load(
            model_path=model,
            tracker_store=ForgetfulTrackerStore(Domain.empty()),
            lock_store=InMemoryLockStore(),
            action_endpoint=actions,
        )
    except Exception as fault:  # a damaged archive fails in many ways, all of which are cured by training again
        raise CannotStart(
            f"the model {model} cannot be read ({type(fault).__name__}); delete it and train again"
        ) from fault


def make_app(agent: Agent, secret: str, actions: ActionServer, log: WordlessFormatter) -> Sanic:
    """The web application: our channel and nothing else of Rasa's server."""
    from rasa.core.channels.channel import register
    from sanic import Sanic

    from .channel import Gesprek
    from .wordless_log import let_people_speak, log_line

    app = Sanic("gesprek", configure_logging=False)
    app.config.ACCESS_LOG = False
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 2
    app.config.KEEP_ALIVE_TIMEOUT = 120
    app.config.MOTD = False
    app.config.REQUEST_MAX_SIZE = LARGEST_BODY
    # uvloop's sockets are not Python's, so `closed_outside` would not see them. Sanic's import has chosen it already.
    app.config.USE_UVLOOP = False
    asyncio.set_event_loop_policy(None)
    app.ctx.agent = agent
    register([Gesprek(secret)], app, route="/webhooks/")
    standard_output = sys.stdout

    cleaning = TurnCleaning()

    @app.before_server_start
    async def people_may_speak(_app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
        let_people_speak(log)
        cleaning.set_aside_what_is_there()

    async def clean_up_soon(_request: Request, _response: BaseHTTPResponse) -> None:
        cleaning.soon()

    app.register_middleware(clean_up_soon, "response")

    @app.after_server_start
    async def tell_that_it_is_ready(_app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
        # who starts this server waits for a line that begins with it
        told = {"ready": True, "port": app.ctx.port, **json.loads(log_line("info", "ready"))}
        print(json.dumps(told), file=standard_output, flush=True)

    @app.after_server_stop
    async def close_connections(_app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
        await actions.close()

    return app


def serve(port: int, data: Path) -> None:
    """Load everything and answer turns until the process is told to stop.

    Raises:
        CannotStart: when something is missing.
        UnknownLifeline: when `INTAKE_LIFELINE` is not known.
    """
    hold_lifeline()
    settings = read_settings(os.environ)
    model = find_model(data)
    with take_port(port) as taken:
        prepare_for_rasa()
        from .wordless_log import write_wordless_log

        log = write_wordless_log(sys.stderr)
        from .closed_outside import close_the_outside
        from .fast_actions import ActionServer

        close_the_outside(settings.actions_url)
        actions = ActionServer(settings.actions_url, settings.actions_secret)
        app = make_app(load_agent(model, actions), settings.secret, actions, log)
        app.ctx.port = taken.getsockname()[1]
        app.run(sock=taken, workers=1, access_log=False, debug=False, motd=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="assistant.dialogue.serve", description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--data", help="folder of runtime data; default INTAKE_DATA, else var")
    options = parser.parse_args(arguments)
    try:
        serve(options.port, data_folder(options.data))
    except (CannotStart, RasaChanged, UnknownLifeline) as problem:
        if sys.stderr.isatty():
            print(f"The dialogue server cannot start: {problem}", file=sys.stderr)
        else:
            from .wordless_log import log_line

            print(log_line("critical", "cannot_start", text=str(problem)), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    start_again_with_wiped_memory()
    sys.exit(main())
