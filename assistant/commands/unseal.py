"""``intake unseal``: opens a file that ``intake export --sealed`` wrote; needs no data folder."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from assistant.commands.opening import BadInput

HELP = "Open a file that intake export --sealed wrote, with its passphrase (asked, or the first line of standard input)."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("file", type=Path, help="the sealed file")
    parser.add_argument("--out", type=Path, help="file to write instead of the screen; only its owner can read it")


def run(arguments: argparse.Namespace) -> int:
    """Open it."""
    from assistant.keys.sealed import NotSealed, unseal

    try:
        sealed = arguments.file.read_bytes()
    except OSError as fault:
        raise BadInput(f"{arguments.file} cannot be read ({fault.strerror})") from None
    passphrase = getpass.getpass("Passphrase: ") if sys.stdin.isatty() else sys.stdin.readline()
    try:
        content = unseal(sealed, passphrase)
    except NotSealed as fault:
        raise BadInput(f"{arguments.file}: {fault}") from None
    if arguments.out:
        write_private(arguments.out, content)
    else:
        sys.stdout.write(content.decode("utf-8"))
    return 0


def write_private(file: Path, content: bytes) -> None:
    """Write a file that only its owner can read, also when it was there already; raises BadInput."""
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
            os.fchmod(opened.fileno(), 0o600)
            opened.write(content)
    except OSError as fault:
        raise BadInput(f"{file} cannot be written ({fault.strerror})") from None
