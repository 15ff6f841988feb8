"""The languages a person can answer in. A language is a folder of data; a fifth language is a fifth folder.

Every folder has the same files. ``language.yml`` names the language; the other files (``numbers.yml``,
``calendar.yml``, ``school.yml``, ...) hold the words one reader needs. The folder ``_shared`` holds words that people
of every language type: English, and what Latin letters are used for on every phone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from assistant.plain_yaml import BrokenYaml, read_yaml

FOLDER = Path(__file__).parent
SHARED = "_shared"
"""The folder of words that people of every language type; it is no language itself."""


class UnknownLanguage(LookupError):
    """No folder for this language code."""

    def __init__(self, code: str, folder: Path = FOLDER) -> None:
        super().__init__(
            f"There is no language {code!r}. Known languages: {', '.join(available(folder)) or 'none'}. "
            f"A new language is a new folder with a language.yml beside these."
        )


class MissingLanguageData(LookupError):
    """A language folder lacks one of its files."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(
            f"The language {code!r} has no file {name}.yml. Copy the file of another language and fill it."
        )


class BrokenLanguageData(ValueError):
    """A file of a language folder cannot be read or lacks something."""

    def __init__(self, code: str, name: str, problem: str) -> None:
        super().__init__(f"The file {name}.yml of language {code!r} is not right: {problem}")


@dataclass(frozen=True)
class Language:
    """One language of the conversation.

    Attributes:
        code: the code used everywhere in the product (``nl``, ``ar``, ``ti``, ``prs``).
        direction: ``ltr`` or ``rtl``.
        script: ISO 15924 code of the script (``Latn``, ``Arab``, ``Ethi``).
        native_name: the name of the language in the language itself.
        spacy_code: the code of spaCy's blank pipeline for it (Dari has ``fa``).
        also_reads: other folders whose words people of this language type too, nearest first.
        folder: where its files are.
    """

    code: str
    direction: Literal["ltr", "rtl"]
    script: str
    native_name: str
    spacy_code: str
    also_reads: tuple[str, ...] = ()
    folder: Path = field(default=FOLDER, compare=False, repr=False)

    def data(self, name: str) -> Any:
        """The parsed content of ``<name>.yml`` of this language.

        Raises:
            MissingLanguageData: there is no such file.
            BrokenLanguageData: the file is no YAML.
        """
        return _parsed(self.folder / self.code, name)

    def layers(self, name: str) -> Iterator[Any]:
        """``data(name)`` of this language, then that of the folders it also reads, where they have such a file.

        Raises:
            MissingLanguageData: this language itself has no such file.
            BrokenLanguageData: one of the files is no YAML.
        """
        yield self.data(name)
        for code in self.also_reads:
            if (self.folder / code / f"{name}.yml").is_file():
                yield _parsed(self.folder / code, name)

    @cached_property
    def tokenizer(self) -> Any:
        """spaCy's blank tokeniser for this language (loaded at first use)."""
        import spacy

        return spacy.blank(self.spacy_code)


@cache
def _parsed(folder: Path, name: str) -> Any:
    path = folder / f"{name}.yml"
    try:
        return read_yaml(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise MissingLanguageData(folder.name, name) from None
    except (BrokenYaml, UnicodeDecodeError) as problem:
        raise BrokenLanguageData(folder.name, name, str(problem)) from problem


def available(folder: Path = FOLDER) -> list[str]:
    """The codes of the languages that have a folder with a ``language.yml``, in alphabetical order."""
    return sorted(path.parent.name for path in folder.glob("*/language.yml") if not path.parent.name.startswith("_"))


@cache
def language(code: str, folder: Path = FOLDER) -> Language:
    """The language with this code.

    Raises:
        UnknownLanguage: no folder with this name, or no ``language.yml`` in it.
        BrokenLanguageData: ``language.yml`` is no YAML or lacks a field.
    """
    if code.startswith("_") or not (folder / code / "language.yml").is_file():
        raise UnknownLanguage(code, folder)
    facts = _parsed(folder / code, "language")
    if not isinstance(facts, dict):
        raise BrokenLanguageData(code, "language", "it must be a mapping of the fields of Language")
    missing = [name for name in ("direction", "script", "native_name", "spacy_code") if not facts.get(name)]
    if missing:
        raise BrokenLanguageData(code, "language", f"these fields are missing: {', '.join(missing)}")
    if facts["direction"] not in ("ltr", "rtl"):
        raise BrokenLanguageData(code, "language", f"direction is {facts['direction']!r}, must be ltr or rtl")
    also = facts.get("also_reads") or []
    if not isinstance(also, list) or not all(isinstance(one, str) for one in also):
        raise BrokenLanguageData(code, "language", "also_reads must be a list of languages")
    return Language(
        code=code,
        direction=facts["direction"],
        script=facts["script"],
        native_name=facts["native_name"],
        spacy_code=facts["spacy_code"],
        also_reads=tuple(also),
        folder=folder,
    )
