"""Finding a Python of a given version on this machine, or letting uv find or fetch one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from environments.problems import SetupProblem

#: The environment variables with which a person names the Python of a version.
NAMED_BY_PERSON = {"3.12": "INTAKE_PYTHON312", "3.10": "INTAKE_PYTHON310"}
_ASK = (
    "import sys, struct; print(sys.implementation.name, '%d.%d' % sys.version_info[:2], struct.calcsize('P') * 8);"
    "print(getattr(sys, '_base_executable', None) or sys.executable)"
)


def executable_of(candidate: str, version: str) -> str | None:
    """The real path of `candidate` when it is a 64-bit CPython of `version` that starts, else None."""
    try:
        answer = subprocess.run(
            [candidate, "-I", "-c", _ASK],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = answer.stdout.splitlines()
    if answer.returncode != 0 or len(lines) != 2 or lines[0] != f"cpython {version} 64":
        return None
    return lines[1]


def _candidates(version: str, environ: Mapping[str, str]) -> Iterator[str]:
    if "{}.{}".format(*sys.version_info[:2]) == version and sys.prefix == sys.base_prefix:
        yield sys.executable
    on_path = shutil.which("python" + version, path=environ.get("PATH"))
    if on_path:
        yield on_path
    pyenv = Path(environ.get("PYENV_ROOT") or Path(environ.get("HOME", "~")).expanduser() / ".pyenv")
    made_by_pyenv = pyenv.glob(f"versions/{version}.*/bin/python{version}")
    yield from (str(path) for path in sorted(made_by_pyenv, key=_newest_last, reverse=True))
    for folder in ("/usr/local/bin", "/usr/bin"):
        yield f"{folder}/python{version}"


def _newest_last(path: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in path.parts[-3].split(".") if part.isdigit())


def find_on_machine(version: str, environ: Mapping[str, str]) -> str | None:
    """Path of a Python of `version` ("3.10") already on this machine, or None.

    Looks at the person's own choice, at PATH, at pyenv's versions and at the usual folders.

    Raises:
        SetupProblem: when the person named one that is not a 64-bit CPython of that version.
    """
    variable = NAMED_BY_PERSON[version]
    chosen = environ.get(variable)
    if chosen:
        found = executable_of(chosen, version)
        if found is None:
            raise SetupProblem(
                f"{variable} names {chosen}, which is not a 64-bit CPython {version} that starts.",
                f"name another one, or unset {variable} to let set-up find or fetch one.",
            )
        return found
    for candidate in _candidates(version, environ):
        found = executable_of(candidate, version)
        if found is not None:
            return found
    return None


def find_or_fetch(version: str, uv: Path, environ: Mapping[str, str], tools: Path) -> str:
    """Path of a Python of `version`; when this machine has none, uv looks and then fetches one into `tools`/python.

    Raises:
        SetupProblem: when there is none and none can be fetched.
    """
    found = find_on_machine(version, environ)
    if found is not None:
        return found
    known = _ask_uv([str(uv), "python", "find", "--system", "--no-python-downloads", version], environ)
    if known is not None and executable_of(known[0], version):
        return known[0]
    print(f"  Python {version} is not on this machine; fetching one (about 30 MB) ...", flush=True)
    own_place = {**environ, "UV_PYTHON_INSTALL_DIR": environ.get("UV_PYTHON_INSTALL_DIR") or str(tools / "python")}
    if _ask_uv([str(uv), "python", "install", "--no-bin", version], own_place) is not None:
        fetched = _ask_uv([str(uv), "python", "find", "--managed-python", "--no-python-downloads", version], own_place)
        if fetched is not None and executable_of(fetched[0], version):
            return fetched[0]
    raise SetupProblem(
        f"Python {version} is not on this machine and could not be fetched.",
        f"do one of these and run `make setup` again:\n"
        f"    connect this machine to the network, so that it can be fetched (behind a proxy: set HTTPS_PROXY)\n"
        f"    install it from your own system's packages as python{version}, or with pyenv: pyenv install {version}\n"
        f"    name one that you have: make setup {NAMED_BY_PERSON[version]}=/path/to/python{version}",
    )


def _ask_uv(command: list[str], environ: Mapping[str, str]) -> list[str] | None:
    """Lines that uv prints, or None when it says no."""
    try:
        answer = subprocess.run(
            command,
            capture_output=True,
            text=True,
            env=dict(environ),
            check=False,
            stdin=subprocess.DEVNULL,
            cwd=os.sep,
        )
    except OSError:
        return None
    if answer.returncode != 0:
        return None
    return answer.stdout.splitlines() or [""]
