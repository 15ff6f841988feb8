"""Every setting of the product: an environment variable, its default and what it means.

| name | default | meaning |
| --- | --- | --- |
| `INTAKE_DATA` | `var` | folder of everything that is kept: database, trained models, logs, `run/` |
| `INTAKE_HOST` | `127.0.0.1` | where the pages answer; reach it from other machines through a proxy with HTTPS |
| `INTAKE_PORT` | `7860` | port on which the pages answer |
| `INTAKE_PUBLIC_ADDRESS` | (none) | address people use when a proxy hides ours, as `https://intake.example.nl/` |
| `INTAKE_KEY_FILE` | (none) | file with the outer key ([keys](running.md)); without any key setting it lies with the data |
| `INTAKE_KEY` | (none) | the outer key itself, 64 hexadecimal digits |
| `INTAKE_KEY_COMMAND` | (none) | command that prints the outer key, as of a key vault; run without a shell |
| `INTAKE_QUESTIONS` | (none) | folder with the municipality's own question set ([local questions](local-questions.md)) |
| `INTAKE_MUNICIPALITY` | (none) | folder with own terms, texts and partners ([municipality](municipality.md)) |
| `INTAKE_DUTY_ROLE` | `dienstdoende consulent` | who looks the same day when a person may be in danger, as the pages call them |
| `INTAKE_DUTY_COMMAND` | (none) | command that tells them; it gets the case number as `CASE_NUMBER`, and never any words |
| `INTAKE_ESCO` | (none) | folder with an ESCO download (CSV), for more names of occupations |
| `INTAKE_LANGUAGE_PACKAGES` | (none) | folder of the translation packages, when it is not `languages` in the data folder |
| `INTAKE_RASA_PYTHON` | `assistant/dialogue/.venv/bin/python` | Python that runs the dialogue server |
| `INTAKE_DIALOGUE_URL` | `http://127.0.0.1:5005` | where the dialogue server is; set by `intake serve` |
| `INTAKE_DIALOGUE_SECRET` | (none) | what the pages show the dialogue server; set by `intake serve` |
| `INTAKE_ACTIONS_URL` | `http://127.0.0.1:5055/webhook` | where the action server is; set by `intake serve` |
| `INTAKE_ACTIONS_SECRET` | (none) | what the dialogue server shows the action server; set by `intake serve` |
| `INTAKE_LIFELINE` | (none) | `stdin`: the process ends when its standard input closes; set by `intake serve` |
| `INTAKE_MEMORY_WIPED` | (none) | set by the dialogue server for itself: its memory is wiped when freed |
| `INTAKE_PYTHON312` | (none) | for `make setup`: the Python 3.12 to use, when it should not look for one itself |
| `INTAKE_PYTHON310` | (none) | for `make setup`: the Python 3.10 to use for the dialogue server |

Secrets have 16 characters or more; ``intake serve`` makes fresh ones at every start.

The table is the documentation and the source of the defaults: ``SETTINGS`` is read from it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.keys import CommandKey, FileKey, OuterKey, ValueKey, key_beside

#: The project's folder, from which the parts are started.
PROJECT = Path(__file__).resolve().parents[2]


class BadSetting(Exception):
    """A setting has a value that cannot be used; the message names the setting and what it should be."""


@dataclass(frozen=True)
class Setting:
    """One environment variable; ``default`` is None when there is none."""

    name: str
    default: str | None
    meaning: str


def _read_table(text: str) -> dict[str, Setting]:
    rows = re.findall(r"^\| `(INTAKE_\w+)` \| (?:`(.*?)`|\(none\)) \| (.*?) \|$", text, flags=re.MULTILINE)
    return {name: Setting(name, default or None, meaning) for name, default, meaning in rows}


#: Every setting by its name.
SETTINGS: dict[str, Setting] = _read_table(__doc__)


def value(name: str, environ: Mapping[str, str] = os.environ) -> str | None:
    """The value of a setting: what the environment says, else its default; an empty value counts as not set."""
    return environ.get(name) or SETTINGS[name].default


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The data folder as an absolute path; a relative one is taken from the folder the command is run in."""
    return Path(value("INTAKE_DATA", environ) or "").absolute()


def host(environ: Mapping[str, str] = os.environ) -> str:
    """The address on which the pages answer."""
    return value("INTAKE_HOST", environ) or ""


def port(environ: Mapping[str, str] = os.environ) -> int:
    """The port on which the pages answer.

    Raises:
        BadSetting: when it is no number from 1 to 65535.
    """
    text = (value("INTAKE_PORT", environ) or "").strip()
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise BadSetting(f"INTAKE_PORT is {text!r}: it must be a number from 1 to 65535.")
    return int(text)


def questions_folder(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The folder of the municipality's own question set, or None; raises BadSetting when there is no such folder."""
    return _existing_folder("INTAKE_QUESTIONS", environ)


def municipality_folder(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The folder with the municipality's own terms, texts and partners, or None; raises BadSetting when it is not there."""
    return _existing_folder("INTAKE_MUNICIPALITY", environ)


def outer_key(data: Path, environ: Mapping[str, str] = os.environ) -> OuterKey:
    """Where the outer key of a data folder comes from.

    Raises:
        BadSetting: when more than one of the three settings is there.
    """
    names = [name for name in ("INTAKE_KEY_FILE", "INTAKE_KEY", "INTAKE_KEY_COMMAND") if value(name, environ)]
    if len(names) > 1:
        raise BadSetting(f"{' and '.join(names)} are set: set one of them.")
    given = value(names[0], environ) or "" if names else ""
    match names:
        case ["INTAKE_KEY_FILE"]:
            return FileKey(Path(given).absolute())
        case ["INTAKE_KEY"]:
            return ValueKey(given)
        case ["INTAKE_KEY_COMMAND"]:
            return CommandKey(given)
        case _:
            return key_beside(data)


def _existing_folder(name: str, environ: Mapping[str, str]) -> Path | None:
    text = value(name, environ)
    if text is None:
        return None
    folder = Path(text).absolute()
    if not folder.is_dir():
        raise BadSetting(f"{name} is {text!r}: there is no such folder.")
    return folder


def language_packages(data: Path, environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of the translation packages, as an absolute path; it need not exist.

    Args:
        data: the data folder.
        environ: the environment.
    """
    text = value("INTAKE_LANGUAGE_PACKAGES", environ)
    return Path(text).absolute() if text else data / "languages"


def dialogue_python(environ: Mapping[str, str] = os.environ) -> Path:
    """The Python that runs the dialogue server; a relative path is taken from the project's folder."""
    return PROJECT / (value("INTAKE_RASA_PYTHON", environ) or "")
