"""Every setting of the product: an environment variable, its default and what it means.

| name | default | meaning |
| --- | --- | --- |
| `INTAKE_DATA` | `var` | folder of everything that is kept: database, trained models, logs, `run/` |
| `INTAKE_HOST` | `127.0.0.1` | where the pages answer; reach it from other machines through a proxy with HTTPS |
| `INTAKE_PORT` | `7860` | port on which the pages answer |
| `INTAKE_PUBLIC_ADDRESS` | (none) | address people use when a proxy hides ours, as `https://intake.example.nl/` |
| `INTAKE_TRUSTED_PROXY` | (none) | addresses of the proxy whose word about visitors is believed ([proxy](running.md)) |
| `INTAKE_TLS_CERT` | (none) | certificate (PEM, with its chain) for HTTPS without a proxy; together with `INTAKE_TLS_KEY` |
| `INTAKE_TLS_KEY` | (none) | key of that certificate (PEM) |
| `INTAKE_SECRETS` | (none) | folder with one file per secret, named as the setting, as systemd and compose give them |
| `INTAKE_METRICS_TOKEN` | (none) | who shows it as `Bearer` token may read `/metrics` from another machine |
| `INTAKE_KEY_FILE` | (none) | file with the outer key ([keys](keys-and-backups.md)); without any of these it lies with the data |
| `INTAKE_KEY` | (none) | the outer key itself, 64 hexadecimal digits |
| `INTAKE_KEY_COMMAND` | (none) | command that prints the outer key, as of a key vault; run without a shell |
| `INTAKE_BACKUP_TO` | (none) | folder of the backups, as on another disk; without it `backups` in the data folder |
| `INTAKE_BACKUP_DAYS` | `30` | days after which a backup is removed, 1 to 365: until then it holds what was erased |
| `INTAKE_COPY_TO` | (none) | folder of the copy that is seconds behind ([copy](keys-and-backups.md)), as a mounted share |
| `INTAKE_QUESTIONS` | (none) | folder with the municipality's own question set ([local questions](local-questions.md)) |
| `INTAKE_MUNICIPALITY` | (none) | folder with own terms, texts and partners ([municipality](municipality.md)) |
| `INTAKE_OWN_CASELOAD` | `reason` | `reason`: a consulent says why before opening a colleague's case; `open`: none asked |
| `INTAKE_SECOND_FACTOR` | `required` | `required`: staff give a one-time code too; `optional`: only who set one up |
| `INTAKE_IDLE_MINUTES` | `30` | minutes without doing anything after which staff are signed out, 5 to 120 |
| `INTAKE_OIDC_ISSUER` | (none) | the municipality's own sign-on (OpenID Connect), as `https://login.example.nl` |
| `INTAKE_OIDC_CLIENT_ID` | (none) | what this assistant is called there |
| `INTAKE_OIDC_CLIENT_SECRET_FILE` | (none) | file with the secret that goes with it |
| `INTAKE_OIDC_ROLE_CLAIM` | (none) | claim of that sign-on that says the role; without it a beheerder decides on roles here |
| `INTAKE_OIDC_ROLES` | (none) | what the claim may say and which role that is here: `groep-a=consulent,groep-b=toetser` |
| `INTAKE_LIMITS` | `session=600/10 address=6000/100 sign_in=120/2` | requests at once and then a second; `0/0`: no limit |
| `INTAKE_DUTY_ROLE` | `dienstdoende consulent` | who looks the same day when a person may be in danger, as the pages call them |
| `INTAKE_DUTY_COMMAND` | (none) | command that tells them; it gets the case number as `CASE_NUMBER`, and never any words |
| `INTAKE_ESCO` | (none) | folder with an ESCO download (CSV), for more names of occupations |
| `INTAKE_LANGUAGE_PACKAGES` | (none) | folder of the translation packages, when it is not `languages` in the data folder |
| `INTAKE_RASA_PYTHON` | `assistant/dialogue/.venv/bin/python` | Python that runs the dialogue server |
| `INTAKE_DIALOGUE_URL` | `http://127.0.0.1:5005` | where the dialogue server is; set by `intake serve` |
| `INTAKE_DIALOGUE_SECRET` | (none) | what the pages show the dialogue server; set by `intake serve` |
| `INTAKE_ACTIONS_URL` | `http://127.0.0.1:5055/webhook` | where the action server is; set by `intake serve` |
| `INTAKE_ACTIONS_SECRET` | (none) | what the dialogue server shows the action server; set by `intake serve` |
| `INTAKE_WORKER_URL` | (none) | where the worker says that it is well; set by `intake serve` |
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
from ipaddress import ip_network
from pathlib import Path

from assistant.keys import CommandKey, FileKey, OuterKey, ValueKey, key_beside
from assistant.plain_number import whole_number

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

#: What the name of a setting says when its value must not be shown.
HIDDEN = re.compile(r"SECRET$|TOKEN$|KEY$|COMMAND$|PASSWORD$")


def value(name: str, environ: Mapping[str, str] = os.environ) -> str | None:
    """The value of a setting: what the environment says, else the file of INTAKE_SECRETS, else its default.

    An empty value counts as not set.

    Raises:
        BadSetting: when INTAKE_SECRETS is a folder that cannot be read.
    """
    return environ.get(name) or _from_file(name, environ) or SETTINGS[name].default


def _from_file(name: str, environ: Mapping[str, str]) -> str | None:
    folder = environ.get("INTAKE_SECRETS")
    if not folder:
        return None
    try:
        return (Path(folder) / name).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as fault:
        raise BadSetting(f"INTAKE_SECRETS: the file {name} cannot be read ({type(fault).__name__}).") from fault


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
    return _whole("INTAKE_PORT", 1, 65535, environ)


def request_limits(environ: Mapping[str, str] = os.environ) -> dict[str, tuple[float, float]]:
    """How many requests may come at once and then a second, of a ``session``, an ``address`` and for ``sign_in``.

    What is not named keeps its default.

    Raises:
        BadSetting: when it is not written as the default is.
    """
    default = SETTINGS["INTAKE_LIMITS"].default or ""
    found: dict[str, tuple[float, float]] = {}
    for part in f"{default} {value('INTAKE_LIMITS', environ)}".split():
        read = re.fullmatch(r"(session|address|sign_in)=([0-9]{1,7})/([0-9]{1,6})", part, flags=re.ASCII)
        if read is None or (read[2] != "0") != (read[3] != "0"):
            raise BadSetting(f"INTAKE_LIMITS has {part!r}: write it as {default!r}.")
        found[read[1]] = (float(read[2]), float(read[3]))
    return found


def certificate(environ: Mapping[str, str] = os.environ) -> tuple[Path, Path] | None:
    """The files of certificate and key for HTTPS without a proxy, or None.

    Raises:
        BadSetting: when only one of the two is set, or a file cannot be read.
    """
    names = ("INTAKE_TLS_CERT", "INTAKE_TLS_KEY")
    given = [value(name, environ) for name in names]
    if not any(given):
        return None
    for name, text in zip(names, given, strict=True):
        if not text:
            raise BadSetting(f"{name} is not set: HTTPS needs {names[0]} and {names[1]} together.")
    files = []
    for name, text in zip(names, given, strict=True):
        file = Path(text or "").absolute()
        if not os.access(file, os.R_OK) or not file.is_file():
            raise BadSetting(f"{name} is {text!r}: there is no such file, or it may not be read.")
        files.append(file)
    return files[0], files[1]


def trusted_proxy(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The addresses and networks whose word about visitors is believed; none by default.

    Raises:
        BadSetting: when one is no address. "Everybody" is none: then any visitor could say to be another one.
    """
    given = [part.strip() for part in (value("INTAKE_TRUSTED_PROXY", environ) or "").split(",") if part.strip()]
    for one in given:
        try:
            network = ip_network(one, strict=False)
        except ValueError as fault:
            raise BadSetting(f"INTAKE_TRUSTED_PROXY: {one!r} is no address or network, as 10.0.0.2 or 10.0.0.0/24.") from fault
        if network.prefixlen == 0:
            raise BadSetting("INTAKE_TRUSTED_PROXY: name the proxy, not everybody.")
    return tuple(given)


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


def second_factor_required(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether staff must have a one-time code; raises BadSetting."""
    text = value("INTAKE_SECOND_FACTOR", environ)
    if text not in ("required", "optional"):
        raise BadSetting(f"INTAKE_SECOND_FACTOR is {text!r}: it must be required or optional.")
    return text == "required"


def idle_minutes(environ: Mapping[str, str] = os.environ) -> int:
    """After how many minutes without doing anything staff are signed out; raises BadSetting."""
    return _whole("INTAKE_IDLE_MINUTES", 5, 120, environ)


def public_https(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether people reach the pages over HTTPS, also when a proxy hides that from us."""
    return (value("INTAKE_PUBLIC_ADDRESS", environ) or "").lower().startswith("https://")


def backup_days(environ: Mapping[str, str] = os.environ) -> int:
    """Days after which a backup is removed; raises BadSetting when it is no number from 1 to 365."""
    return _whole("INTAKE_BACKUP_DAYS", 1, 365, environ)


def backup_folder(data: Path, environ: Mapping[str, str] = os.environ) -> Path:
    """Where backups go, as an absolute path; it need not exist."""
    text = value("INTAKE_BACKUP_TO", environ)
    return Path(text).absolute() if text else data / "backups"


def copy_folder(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The second place of the copy, as an absolute path, or None; it need not be there now: shares come and go."""
    text = value("INTAKE_COPY_TO", environ)
    return Path(text).absolute() if text else None


def _whole(name: str, lowest: int, highest: int, environ: Mapping[str, str]) -> int:
    text = (value(name, environ) or "").strip()
    number = whole_number(text)
    if number is None or not lowest <= number <= highest:
        raise BadSetting(f"{name} is {text!r}: it must be a number from {lowest} to {highest}.")
    return number


def _existing_folder(name: str, environ: Mapping[str, str]) -> Path | None:
    text = value(name, environ)
    if text is None:
        return None
    folder = Path(text).absolute()
    try:
        there = folder.is_dir()
    except OSError:  # a name that no disk can have
        there = False
    if not there:
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
