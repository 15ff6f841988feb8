"""Which trained model belongs to the current texts and settings, and where it lies. Needs no Rasa."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

#: The release this server is written against; the patches in `plain_words` and `fast_actions` are checked with it.
RASA_VERSION = "3.6.21"

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
CONFIG = HERE / "config.yml"
DOMAIN = PROJECT / "domain.yml"
NLU_DATA = PROJECT / "nlu_data"

#: Source of our own parts of the pipeline: a change in them asks for a new model.
COMPONENTS = tuple(HERE / name for name in ("spelling.py", "ngrams.py", "concepts.py", "ngram_classifier.py"))

KEPT_MODELS = 2


def data_folder(given: str | None = None) -> Path:
    """The folder of runtime data: the one given, else `INTAKE_DATA`, else `var` in the current folder."""
    return Path(given or os.environ.get("INTAKE_DATA") or "var")


def inputs(project: Path = PROJECT) -> Iterator[Path]:
    """Every file that decides what the model says, in a fixed order."""
    yield from (project / path.relative_to(PROJECT) for path in (CONFIG, DOMAIN, *COMPONENTS))
    yield from sorted((project / HERE.relative_to(PROJECT) / "concepts").glob("*.yml"))
    yield from sorted((project / "nlu_data").rglob("*.yml"))


def inputs_hash(project: Path = PROJECT) -> str:
    """SHA-256 over the Rasa release and the names and contents of all inputs."""
    digest = hashlib.sha256(RASA_VERSION.encode())
    for path in inputs(project):
        content = path.read_bytes()
        digest.update(f"\0{path.relative_to(project).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def models_folder(data: Path) -> Path:
    """Where trained models are kept."""
    return data / "models"


def current_model(data: Path, project: Path = PROJECT) -> Path:
    """The path of the model that belongs to the inputs as they are now; the file may not be there yet."""
    return models_folder(data) / f"{inputs_hash(project)}.tar.gz"


def forget_old_models(data: Path, keep: int = KEPT_MODELS) -> list[Path]:
    """Delete all but the latest models, so that the one before can still be gone back to.

    Returns:
        The files that were deleted.
    """
    newest_first = sorted(models_folder(data).glob("*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in newest_first[keep:]:
        path.unlink(missing_ok=True)
    return newest_first[keep:]
