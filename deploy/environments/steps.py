"""What set-up makes, in order: the tool uv, the app environment, the dialogue environment, the dialogue model."""

from __future__ import annotations

import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from environments.installer import Installer, environment_for_uv, pip_settings
from environments.interpreters import executable_of, find_on_machine, find_or_fetch
from environments.problems import SetupProblem
from environments.stamps import fingerprint, is_made, mark, unmark, was_made_here

#: Raised by hand when the way of making an environment changes, so that old ones are made again.
SCHEME = "1"
#: Free disk space, in bytes, that a whole set-up needs: 3.6 GB of packages, and room for fetching and training.
SPACE_NEEDED = 5_000_000_000


@dataclass(frozen=True)
class Environment:
    """One Python environment: where it stands, what it is made from and which programs prove that it is there."""

    title: str
    folder: Path
    python: str
    requirements: tuple[Path, ...]
    further_inputs: tuple[Path, ...]
    programs: tuple[str, ...]
    minutes: str

    def wanted(self) -> str:
        """Fingerprint of what this environment must be made from."""
        return fingerprint(self.folder, (*self.requirements, *self.further_inputs), SCHEME, self.python)

    def made(self) -> bool:
        """True when it is whole and made from today's inputs."""
        return is_made(self.folder, self.wanted(), self.programs)


@dataclass(frozen=True)
class Places:
    """Where everything stands below the project's folder `root`; `data` is the folder of the running product."""

    root: Path
    data: Path

    @property
    def tools(self) -> Path:
        """Folder of what set-up itself needs."""
        return self.root / ".tools"

    @property
    def uv_environment(self) -> Environment:
        """The small environment that holds uv."""
        lock = self.root / "requirements" / "tools.txt"
        return Environment("the installer uv", self.tools / "uv", "any", (lock,), (), ("uv",), "seconds")

    @property
    def uv(self) -> Path:
        """The uv program."""
        return self.tools / "uv" / "bin" / "uv"

    @property
    def app(self) -> Environment:
        """Environment of everything but Rasa, with what the tests need."""
        locks = self.root / "requirements"
        return Environment(
            title="the app environment (Python 3.12, about 1.1 GB)",
            folder=self.root / ".venv",
            python="3.12",
            requirements=(locks / "app.txt", locks / "dev.txt"),
            further_inputs=(locks / "build.txt", self.root / "pyproject.toml"),
            programs=("python", "intake"),
            minutes="a minute or two",
        )

    @property
    def dialogue(self) -> Environment:
        """Environment of Rasa alone."""
        locks = self.root / "requirements"
        return Environment(
            title="the dialogue environment (Python 3.10, about 2.4 GB)",
            folder=self.root / "assistant" / "dialogue" / ".venv",
            python="3.10",
            requirements=(locks / "dialogue.txt",),
            further_inputs=(locks / "build.txt",),
            programs=("python",),
            minutes="some minutes",
        )


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def check_space(folder: Path, needed: int, free: Callable[[Path], int] = _free) -> None:
    """Refuse to start what cannot end.

    Args:
        folder: a folder on the disk that will be filled.
        needed: bytes.
        free: how many bytes are free where a path stands.

    Raises:
        SetupProblem: when there is too little space.
    """
    available = free(folder)
    if available < needed:
        raise SetupProblem(
            f"too little disk space: {available / 1e9:.1f} GB free, {needed / 1e9:.0f} GB needed.",
            "free some space on the disk that holds this folder, or put the project on a larger disk.",
        )


def _has_ensurepip(python: str) -> bool:
    if python == sys.executable:
        return importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None
    answer = subprocess.run([python, "-c", "import ensurepip, venv"], capture_output=True, check=False)
    return answer.returncode == 0


def python_that_makes_environments(environ: Mapping[str, str]) -> str:
    """A Python on this machine that can make an environment with pip in it.

    Debian ships Python without that part, so another Python is looked for before giving up.

    Raises:
        SetupProblem: when none can.
    """
    if _has_ensurepip(sys.executable):
        return sys.executable
    for version in ("3.12", "3.10"):
        other = find_on_machine(version, environ)
        if other is not None and _has_ensurepip(other):
            return other
    system = executable_of("/usr/bin/python3", "{}.{}".format(*sys.version_info[:2])) is not None
    package = "python3-venv" if system else "the package of your Python that holds venv and ensurepip"
    raise SetupProblem(
        f"this Python ({sys.executable}) cannot make environments: its parts venv and ensurepip are missing.",
        f"install them and run `make setup` again. On Debian, as root:\n    apt-get install {package}",
    )


def _new_folder(folder: Path) -> None:
    """Remove what stands there: a half-made environment is never built upon."""
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        pass
    except OSError as fault:
        raise SetupProblem(f"the old folder {folder} cannot be removed: {fault}.", "remove it by hand.") from fault


def make_uv(places: Places, installer: Installer, environ: Mapping[str, str]) -> None:
    """Make the small environment with the pinned uv, by pip, with hashes."""
    wanted = places.uv_environment
    _new_folder(wanted.folder)
    python = python_that_makes_environments(environ)
    plain = {name: value for name, value in environ.items() if name not in {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}}
    installer.run([python, "-m", "venv", str(wanted.folder)], plain, "making a place for the installer uv")
    pip = [str(wanted.folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    installer.run(
        [*pip, "install", "--require-hashes", "--only-binary", ":all:", "-r", str(wanted.requirements[0])],
        plain,
        "fetching the installer uv",
    )
    mark(wanted.folder, wanted.wanted())


def settings_for_uv(places: Places, environ: Mapping[str, str]) -> dict[str, str]:
    """Environment for uv, with what the person set for pip handed on."""
    pip = [str(places.uv_environment.folder / "bin" / "python"), "-m", "pip", "config", "list"]
    listing = subprocess.run(pip, capture_output=True, text=True, env=dict(environ), check=False).stdout
    return environment_for_uv(environ, pip_settings(listing))


def make_environment(places: Places, wanted: Environment, installer: Installer, for_uv: Mapping[str, str]) -> None:
    """Make one environment exactly as its locks say, by hash; what has no wheel is built by pinned tools."""
    uv = str(places.uv)
    python = find_or_fetch(wanted.python, places.uv, for_uv, places.tools)
    inner = str(wanted.folder / "bin" / "python")
    usable = was_made_here(wanted.folder) and executable_of(inner, wanted.python) is not None
    unmark(wanted.folder)
    if not usable:
        _new_folder(wanted.folder)
        installer.run(
            [uv, "venv", "--no-project", "--python", python, str(wanted.folder)], for_uv, f"making {wanted.title}"
        )
    inside = [uv, "pip", "sync", "--python", inner, "--require-hashes"]
    pinned_build = ["--build-constraints", str(places.root / "requirements" / "build.txt"), "--require-build-hashes"]
    locks = [str(path) for path in wanted.requirements]
    installer.run([*inside, *pinned_build, *locks], for_uv, f"installing {wanted.title}")
    if wanted == places.app:
        # The project itself: editable, built by the pinned setuptools already there, so without network.
        installer.run(
            [uv, "pip", "install", "--python", inner, "--offline", "--no-deps"]
            + ["--no-build-isolation", "--no-index", "--editable", str(places.root)],
            for_uv,
            "installing the project itself",
        )
    mark(wanted.folder, wanted.wanted())


def train(places: Places, environ: Mapping[str, str]) -> bool:
    """Train the dialogue model; the trainer itself knows in a tenth of a second when today's model is already there.

    Returns:
        True when a model was trained, False when it was there.

    Raises:
        SetupProblem: when training fails.
    """
    python = places.dialogue.folder / "bin" / "python"
    before = _models(places.data)
    command = [str(python), "-m", "assistant.dialogue.train", "--data", str(places.data)]
    plain = {name: value for name, value in environ.items() if name not in {"PYTHONHOME", "PYTHONPATH"}}
    status = subprocess.run(command, cwd=places.root, env=plain, stdin=subprocess.DEVNULL, check=False).returncode
    if status != 0:
        raise SetupProblem(
            "the dialogue model could not be trained.",
            "read the lines above, mend what they name (training takes about 2 GB of memory), then run `make setup`.",
        )
    return _models(places.data) != before


def _models(data: Path) -> set[tuple[str, int]]:
    return {(model.name, model.stat().st_mtime_ns) for model in (data / "models").glob("*.tar.gz")}


def set_up(places: Places, environ: Mapping[str, str]) -> None:
    """Make what is missing, and say what was done.

    Raises:
        SetupProblem: when something cannot be made.
    """
    begun = time.monotonic()
    app, dialogue = places.app, places.dialogue
    missing = [wanted for wanted in (app, dialogue) if not wanted.made()]
    if missing:
        if not places.uv_environment.made():
            # Measured against the whole set-up: a second attempt finds most of it fetched and made.
            check_space(places.root, SPACE_NEEDED)
        installer = Installer(places.root, places.tools / "setup.log")
        if not places.uv_environment.made():
            print("Set-up: fetching the installer uv ...", flush=True)
            make_uv(places, installer, environ)
        for_uv = settings_for_uv(places, environ)
        for wanted in missing:
            if not was_made_here(wanted.folder):
                check_space(places.root, SPACE_NEEDED // 2)
            print(f"Set-up: making {wanted.title}; this takes {wanted.minutes} ...", flush=True)
            step = time.monotonic()
            make_environment(places, wanted, installer, for_uv)
            print(f"  made in {time.monotonic() - step:.0f} s", flush=True)
    trained = train(places, environ)
    if missing or trained:
        print(f"Set-up is complete ({time.monotonic() - begun:.0f} s).", flush=True)
    else:
        print("Set-up was complete already: nothing to do.", flush=True)


def places_of(root: Path, environ: Mapping[str, str]) -> Places:
    """The places of the project in `root`; the data folder is INTAKE_DATA, else var."""
    return Places(root=root, data=root / (environ.get("INTAKE_DATA") or "var"))


def only_one_at_a_time(places: Places) -> int:
    """Wait until no other set-up of this folder runs; the lock is held until this process ends.

    Returns:
        The open file that holds the lock.

    Raises:
        SetupProblem: when the project's folder cannot be written.
    """
    try:
        places.tools.mkdir(exist_ok=True)
        file = os.open(places.tools / "setup.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as fault:
        raise SetupProblem(
            f"this folder cannot be written: {fault}.", "put the project in a folder of your own, or mend its rights."
        ) from fault
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        print("Set-up: another one is running in this folder; waiting for it ...", flush=True)
        fcntl.flock(file, fcntl.LOCK_EX)
    return file
