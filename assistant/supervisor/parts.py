"""What each part of the product is: its command, its environment and the address that says it is ready."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from assistant.supervisor import settings

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Part:
    """One process to be watched.

    Args:
        name: short name, also of its log file.
        command: program and arguments.
        ready: address that answers 200 when the part can work.
        port: the port it listens on.
        environ: settings for this part alone, beside the supervisor's own environment without any secret.
        folder: working directory.
        start_within: seconds after which a part that is not ready counts as stuck and is started again.
    """

    name: str
    command: Sequence[str]
    ready: str
    port: int
    environ: Mapping[str, str] = field(default=_NOTHING, repr=False)  # not in messages: it holds secrets
    folder: Path = settings.PROJECT
    start_within: float = 120.0


def ui_part(
    *,
    data: Path,
    host: str,
    port: int,
    dialogue_url: str,
    dialogue_secret: str,
    actions_url: str,
    worker_url: str,
    https: bool = False,
) -> Part:
    """The pages.

    Args:
        data: the data folder.
        host, port: where they answer.
        dialogue_url: where typed words go, as ``http://127.0.0.1:5005``.
        dialogue_secret: what the pages show there.
        actions_url, worker_url: where those two say that they are well.
        https: they answer with a certificate of their own.
    """
    return Part(
        name="ui",
        command=_intake("run", "ui", "--port", str(port)),
        ready=f"{'https' if https else 'http'}://{reachable(host)}:{port}/gezond",
        port=port,
        environ={
            "INTAKE_DATA": str(data),
            "INTAKE_HOST": host,
            "INTAKE_PORT": str(port),
            "INTAKE_DIALOGUE_URL": dialogue_url,
            "INTAKE_DIALOGUE_SECRET": dialogue_secret,
            "INTAKE_ACTIONS_URL": actions_url,
            "INTAKE_WORKER_URL": worker_url,
        },
    )


def actions_part(*, data: Path, port: int, secret: str) -> Part:
    """The action server, on loopback."""
    return Part(
        name="actions",
        command=_intake("run", "actions", "--port", str(port)),
        ready=f"http://127.0.0.1:{port}/health",
        port=port,
        environ={"INTAKE_DATA": str(data), "INTAKE_ACTIONS_SECRET": secret},
    )


def dialogue_part(
    *, models: Path, port: int, secret: str, actions_url: str, actions_secret: str, python: Path | None = None
) -> Part:
    """The dialogue server (Rasa), on loopback, in its own environment.

    Args:
        models: data folder that holds ``models/``; the only thing of it that the dialogue server reads.
        port: where it listens.
        secret: what it demands of the pages.
        actions_url: the action server's webhook, as ``http://127.0.0.1:5055/webhook``.
        actions_secret: what it shows the action server.
        python: the Python of its environment; by default the one that set-up made.
    """
    return Part(
        name="dialogue",
        command=(
            str(python or settings.dialogue_python()),
            "-m",
            "assistant.dialogue.serve",
            "--data",
            str(models),
            "--port",
            str(port),
        ),
        ready=f"http://127.0.0.1:{port}/webhooks/gesprek/ready",
        port=port,
        environ={
            "INTAKE_DATA": str(models),
            "INTAKE_DIALOGUE_SECRET": secret,
            "INTAKE_ACTIONS_URL": actions_url,
            "INTAKE_ACTIONS_SECRET": actions_secret,
        },
        # Importing TensorFlow takes 7 to 30 seconds on a quick machine, and much longer from a cold disk.
        start_within=600.0,
    )


def worker_part(*, data: Path, port: int) -> Part:
    """The translation worker. It only works through a queue; the port, on loopback, is where it says that it is well."""
    return Part(
        name="worker",
        command=_intake("run", "worker", "--port", str(port)),
        ready=f"http://127.0.0.1:{port}/",
        port=port,
        environ={
            "INTAKE_DATA": str(data),
            "INTAKE_LANGUAGE_PACKAGES": str(settings.language_packages(data)),
            # one thread, so that a turn of the chat never waits for a translation
            **dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"),
        },
    )


def copy_part(*, data: Path, port: int) -> Part:
    """The copy at the second place; the port, on loopback, is where it says that it is well."""
    return Part(
        name="copy",
        command=_intake("run", "copy", "--port", str(port)),
        ready=f"http://127.0.0.1:{port}/",
        port=port,
        environ={"INTAKE_DATA": str(data)},
    )


def reachable(host: str) -> str:
    """The host as it stands in an address for this machine: "all addresses" is reached on loopback."""
    if host in {"0.0.0.0", ""}:
        return "127.0.0.1"
    if host == "::":
        return "[::1]"
    return f"[{host}]" if ":" in host else host


def _intake(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-c", "import sys; from assistant.commands import main; sys.exit(main())", *arguments)
