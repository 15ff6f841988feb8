"""Talking to pip and uv: with the person's own settings, everything they say in a log, and failures explained."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from environments.problems import explain

# What pip calls it -> what uv calls it. An extra index is left out on purpose: every package is public and pinned
# by hash, and uv would prefer the extra index for a name that stands in both. Who needs one sets UV_INDEX.
_SAME_SETTING = {
    "index-url": "UV_DEFAULT_INDEX",
    "cert": "SSL_CERT_FILE",
    "proxy": "HTTPS_PROXY",
    "timeout": "UV_HTTP_TIMEOUT",
    "trusted-host": "UV_INSECURE_HOST",
}
_YES = {"1", "true", "yes", "on"}


def pip_settings(listing: str) -> dict[str, str]:
    """Read the output of `pip config list`; later sources (environment over file, `install.` over `global.`) win."""
    found: dict[str, tuple[int, str]] = {}
    weight = {"global": 0, "install": 1, ":env:": 2}
    for line in listing.splitlines():
        match = re.fullmatch(r"(global|install|:env:)\.([a-z-]+)='(.*)'", line.strip())
        if not match:
            continue
        source, name, value = match.groups()
        name = {"default-timeout": "timeout"}.get(name, name)
        if name not in found or found[name][0] <= weight[source]:
            found[name] = (weight[source], value.replace("\\n", " ").strip())
    return {name: value for name, (_, value) in found.items()}


def environment_for_uv(environ: Mapping[str, str], settings: Mapping[str, str]) -> dict[str, str]:
    """The environment in which uv runs: what the person set for uv stays, what is set for pip only is handed on.

    Args:
        environ: the person's environment.
        settings: pip's settings as given by `pip_settings`.
    """
    handed_on = dict(environ)
    for pip_name, uv_name in _SAME_SETTING.items():
        if settings.get(pip_name):
            handed_on.setdefault(uv_name, settings[pip_name])
    if settings.get("no-index", "").lower() in _YES:
        handed_on.setdefault("UV_NO_INDEX", "1")
        if settings.get("find-links"):
            handed_on.setdefault("UV_FIND_LINKS", settings["find-links"].replace(" ", ","))
    # An organisation's own certificates stand in the system's store; uv looks there only when told.
    if "UV_NATIVE_TLS" not in environ and Path("/etc/ssl/certs/ca-certificates.crt").exists():
        handed_on.setdefault("UV_SYSTEM_CERTS", "1")
    # An environment that happens to be active, or a uv project around this folder, is none of our business.
    for foreign in ("VIRTUAL_ENV", "CONDA_PREFIX", "UV_PROJECT_ENVIRONMENT", "PYTHONHOME", "PYTHONPATH"):
        handed_on.pop(foreign, None)
    handed_on["UV_NO_PROGRESS"] = "1"
    return handed_on


class Installer:
    """Runs pip and uv from one folder and keeps what they say in one log.

    Args:
        root: the project's folder.
        log: file that is written anew.
    """

    def __init__(self, root: Path, log: Path) -> None:
        self.root = root
        self.log = log
        self._log = log.open("w", encoding="utf-8")

    def run(self, command: Sequence[str], environ: Mapping[str, str], doing: str) -> str:
        """Run one tool and return what it printed.

        Raises:
            SetupProblem: when it fails, with the cause read from its output.
        """
        self._log.write(f"--- {doing}\n$ {' '.join(command)}\n")
        self._log.flush()
        lines: list[str] = []
        try:
            process = subprocess.Popen(
                list(command),
                cwd=self.root,
                env=dict(environ),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
            )
        except OSError as fault:
            raise explain(str(fault), doing, self._name()) from fault
        assert process.stdout is not None
        with process:
            for line in process.stdout:
                lines.append(line)
                self._log.write(line)
        self._log.flush()
        output = "".join(lines)
        if process.returncode != 0:
            raise explain(output, doing, self._name())
        return output

    def _name(self) -> str:
        return os.path.relpath(self.log, self.root)
