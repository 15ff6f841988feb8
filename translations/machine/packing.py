"""A converted model of somebody else into a package file: the last step of the recipe in ``docs/machine-translation.md``.

What goes in is what CTranslate2's converters make of an OPUS-MT (Marian) or NLLB model: ``model.bin``, ``config.json`` and a
vocabulary, with the SentencePiece model of the source language beside it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from translations.machine.archive import MODEL_FILES, inspect
from translations.machine.faults import BadPackage, CannotPack
from translations.machine.installing import ENDING
from translations.machine.metadata import read_metadata
from translations.machine.probing import probe

TOKENISERS = ("sentencepiece.model", "source.spm", "sentencepiece.bpe.model", "spm.model")
"""What the SentencePiece model is called by Argos, Marian, NLLB and others, in that order."""


@dataclass(frozen=True)
class Recipe:
    """What the model is for; see ``PackageFacts``."""

    from_code: str
    to_code: str
    version: str
    licence: str | None = None
    source_prefix: str = ""
    source_suffix: str = ""
    target_prefix: str = ""

    def metadata(self) -> bytes:
        """``metadata.json`` of the package."""
        told = {
            "package_version": self.version,
            "argos_version": "1.9",
            "type": "translate",
            "from_code": self.from_code,
            "from_name": _english(self.from_code),
            "to_code": self.to_code,
            "to_name": _english(self.to_code),
            "licence": self.licence,
            "source_prefix": self.source_prefix,
            "source_suffix": self.source_suffix,
            "target_prefix": self.target_prefix,
        }
        return json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False, indent=1).encode()


def pack(folder: Path, out: Path, recipe: Recipe, *, tokeniser: Path | None = None) -> Path:
    """Make a package file and try it; it is written whole or not at all.

    Args:
        folder: with the converted model, and the tokeniser when ``tokeniser`` is None.
        out: the ``.argosmodel`` file to make; replaced when it exists.
        recipe: what the model is for.
        tokeniser: the SentencePiece model, when it stands elsewhere.

    Raises:
        CannotPack: when something is missing, or what was made does not work.
    """
    if out.suffix != ENDING:
        raise CannotPack(f"the file to make must end in {ENDING}")
    try:
        facts = read_metadata(recipe.metadata())
    except BadPackage as fault:
        raise CannotPack(str(fault)) from fault
    root = f"translate-{facts.from_code}_{facts.to_code}"
    try:
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".packing-") as place:
            package = Path(place) / root
            _lay_out(folder, package, recipe, tokeniser or _tokeniser(folder))
            probe(package)
            fresh = Path(place) / "package"
            with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                for file in sorted(package.rglob("*")):
                    if file.is_file():
                        archive.write(file, f"{root}/{file.relative_to(package).as_posix()}")
            with zipfile.ZipFile(fresh) as archive:
                inspect(archive)
            fresh.replace(out)
    except BadPackage as fault:
        raise CannotPack(f"the package would not work: {fault}") from fault
    except OSError as fault:
        raise CannotPack(f"{out} cannot be made ({fault.strerror or fault})") from fault
    return out


def _lay_out(folder: Path, package: Path, recipe: Recipe, tokeniser: Path) -> None:
    model = folder / "model" if (folder / "model").is_dir() else folder
    if not (model / "model.bin").is_file():
        raise CannotPack(f"there is no model.bin in {model}: convert the model first")
    if not tokeniser.is_file():
        raise CannotPack(f"{tokeniser} does not exist: give the SentencePiece model of the source language")
    (package / "model").mkdir(parents=True)
    for name in sorted(MODEL_FILES):
        file = model / name.removeprefix("model/")
        if file.is_file():
            shutil.copyfile(file, package / name)
    shutil.copyfile(tokeniser, package / "sentencepiece.model")
    (package / "metadata.json").write_bytes(recipe.metadata())
    for name in ("README.md", "LICENSE", "LICENSE.md", "LICENSE.txt"):
        if (folder / name).is_file():
            shutil.copyfile(folder / name, package / name)


def _tokeniser(folder: Path) -> Path:
    for name in TOKENISERS:
        if (folder / name).is_file():
            return folder / name
    raise CannotPack(f"there is no SentencePiece model in {folder} ({', '.join(TOKENISERS)}): name it with --tokeniser")


def _english(code: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code.replace("-", "_")).get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code
