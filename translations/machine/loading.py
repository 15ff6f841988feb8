"""A package as Argos loads it, for many sentences at once.

The package, its tokeniser and its translator are Argos's own objects, made by Argos's own code. What Argos does around them
is not used: it looks for a sentence splitter on the network, translates line by line without batches, and logs texts.
"""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from translations.machine.faults import BadPackage, CannotTranslate
from translations.machine.metadata import PackageFacts, read_metadata

LONGEST_SENTENCE = 120
"""Tokens a model gets at once; most were trained on sentences up to 100 to 200 tokens and lose what is beyond."""
LONGEST_OUTPUT = 256
"""Tokens a model may give for one sentence; more is a model that goes round in circles."""
CUT_OFF = " […]"
"""Stands where a translation was cut off: somebody must see it."""
_BATCH_TOKENS = 1024
_BEAM = 4
# what Argos reads when it is imported: nothing of it may lead outside or write texts
_ENVIRON = {
    "ARGOS_DEBUG": "0",
    "ARGOS_DEV_MODE": "0",
    "ARGOS_PACKAGE_INDEX": "",
    "ARGOS_MODEL_PROVIDER": "OPENNMT",
    "ARGOS_CHUNK_TYPE": "MINISBD",  # the one kind that fetches nothing when it is made; it is replaced at once
    "ARGOS_DEVICE_TYPE": "cpu",
    "ARGOS_INTER_THREADS": "1",
    "ARGOS_INTRA_THREADS": "1",
    "ARGOS_EXPERIMENTAL_ENABLED": "0",
}


@dataclass(frozen=True)
class Sentence:
    """One translated sentence. ``tokens``: what the model read. ``cut_off``: it did not come to an end."""

    text: str
    tokens: int
    cut_off: bool


class LoadedPackage:
    """A package in memory.

    Args:
        folder: of the package, unpacked.

    Raises:
        BadPackage: when it cannot be loaded.
    """

    def __init__(self, folder: Path) -> None:
        self.facts: PackageFacts = read_metadata((folder / "metadata.json").read_bytes())
        argos = _argos()
        try:
            package = argos.package.Package(folder)
            languages = [argos.translate.Language(code, code) for code in (package.from_code, package.to_code)]
            translation = argos.translate.PackageTranslation(*languages, package)
            translation.sentencizer = _NoSplitter()
            translation.hypotheses("", 1)  # Argos makes its translator at first use
            package.tokenizer.encode("a")
            # one word through all of it: a model that does not fit its tokeniser fails here and not at somebody's words
            self._package, self._translator = package, translation.translator
            self.translate(["a"])
        except CannotTranslate as fault:
            raise BadPackage(f"it can be loaded, but fails at its first word: {fault}") from fault
        except Exception as fault:  # of C++ libraries as well: any of them means that it cannot be used
            raise BadPackage(f"its model or tokeniser cannot be loaded ({type(fault).__name__})") from fault

    def tokens(self, sentence: str) -> int:
        """How many tokens a sentence is for this model."""
        return len(self._package.tokenizer.encode(sentence))

    def translate(self, sentences: Sequence[str], beat: Callable[[], None] = lambda: None) -> list[Sentence]:
        """Translate sentences, each for itself, in batches.

        Args:
            sentences: each within ``LONGEST_SENTENCE``.
            beat: called between batches, as a sign of life.

        Raises:
            CannotTranslate: when the model fails.
        """
        try:
            coded = [self._package.tokenizer.encode(sentence) for sentence in sentences]
            done: list[Sentence] = []
            for batch in _batches(coded):
                beat()
                done += self._translate_batch(batch)
        except Exception as fault:
            raise CannotTranslate(self.facts.name, fault) from fault
        return done

    def _translate_batch(self, coded: Sequence[list[str]]) -> list[Sentence]:
        facts = self.facts
        before, after = ([token] if token else [] for token in (facts.source_prefix, facts.source_suffix))
        results = self._translator.translate_batch(
            [[*before, *tokens, *after] for tokens in coded],
            target_prefix=[[facts.target_prefix]] * len(coded) if facts.target_prefix else None,
            replace_unknowns=True,
            max_batch_size=_BATCH_TOKENS,
            batch_type="tokens",
            beam_size=_BEAM,
            num_hypotheses=1,
            length_penalty=0.2,
            max_input_length=0,
            max_decoding_length=LONGEST_OUTPUT,
        )
        return [
            self._sentence(tokens, result.hypotheses[0]) for tokens, result in zip(coded, results, strict=True)
        ]  # fmt: skip

    def _sentence(self, coded: Sequence[str], made: list[str]) -> Sentence:
        if made and self.facts.target_prefix and made[0] == self.facts.target_prefix:
            made = made[1:]
        cut_off = len(made) >= LONGEST_OUTPUT - 1
        text = " ".join(str(self._package.tokenizer.decode(made)).split())
        return Sentence(text + CUT_OFF if cut_off else text, len(coded), cut_off)


class _NoSplitter:
    """In the place of Argos's sentence splitter, which would be fetched: sentences are split before."""

    def split_sentences(self, text: str) -> list[str]:
        return [text] if text else []


def _batches(coded: list[list[str]]) -> Iterator[list[list[str]]]:
    """As many sentences at once as keep the memory and the time between two beats small."""
    batch: list[list[str]] = []
    longest = 0
    for tokens in coded:
        longest = max(longest, len(tokens))
        if batch and longest * (len(batch) + 1) > _BATCH_TOKENS * 4:
            yield batch
            batch, longest = [], len(tokens)
        batch.append(tokens)
    if batch:
        yield batch


@dataclass(frozen=True)
class _Argos:
    package: ModuleType
    translate: ModuleType


@cache
def _argos() -> _Argos:
    """Argos, imported so that it writes no folder into anybody's home, reads nobody's settings, and logs no text."""
    # Argos logs whole texts. A filter, because another library that sets up logging enables what was only disabled.
    logger = logging.getLogger("argostranslate.utils")
    logger.addFilter(lambda record: False)
    with tempfile.TemporaryDirectory(prefix="argos-") as home, _environ(home):
        from argostranslate import package, settings, translate
    settings.debug = False
    settings.device, settings.inter_threads, settings.intra_threads = "cpu", 1, 1
    settings.chunk_type = settings.ChunkType.MINISBD
    logger.handlers.clear()
    return _Argos(package, translate)


@contextmanager
def _environ(home: str) -> Iterator[None]:
    places: dict[str, str] = {name: home for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    wanted: dict[str, str] = {**_ENVIRON, **places, "ARGOS_PACKAGES_DIR": f"{home}/packages"}
    taken_away = ("SNAP", "ARGOS_TRANSLATE_PACKAGE_DIR", "ARGOS_COMPUTE_TYPE", "ARGOS_BEAM_SIZE", "ARGOS_BATCH_SIZE")
    before: dict[str, Any] = {name: os.environ.get(name) for name in (*wanted, *taken_away)}
    os.environ.update(wanted)
    for name in taken_away:
        os.environ.pop(name, None)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
