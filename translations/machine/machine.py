"""``Machine``: texts in, drafts out, with the English between two hops kept and every hop timed."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from translations.machine.faults import BadPackage, NoRoute
from translations.machine.installed import Installed, InstalledPackage, NotUsed, look, signature
from translations.machine.loading import LONGEST_SENTENCE, LoadedPackage
from translations.machine.probing import probe
from translations.machine.routes import PIVOT, Route, find_route, pairs, splitting_code
from translations.machine.sentences import fitting, sentences
from translations.machine.tried import TriedPackages

_MOST_IN_MEMORY = 4
"""Packages: two directions of two hops. One takes 100 to 1,000 MB; the one used longest ago makes room."""


@dataclass(frozen=True)
class Hop:
    """What one package did for one text.

    Attributes:
        package: with its version. text: what it made.
        milliseconds: its share of the batch, by tokens. sentences, tokens: what it read.
        long_sentences: sentences that were cut into parts the model can take. cut_off: sentences that came to no end.
    """

    package: str
    text: str
    milliseconds: float
    sentences: int
    tokens: int
    long_sentences: int
    cut_off: int


@dataclass(frozen=True)
class Draft:
    """One text as the machine translates it.

    Attributes:
        text: the draft. made_by: packages with versions.
        pivot: the English between two hops, or None. via: ``fa`` when Dari was read as Farsi, else None.
        hops: what each package did.
    """

    text: str
    made_by: str
    pivot: str | None
    via: str | None
    hops: tuple[Hop, ...]

    @property
    def milliseconds(self) -> float:
        """What it cost."""
        return sum(hop.milliseconds for hop in self.hops)

    @property
    def detail(self) -> Mapping[str, object]:
        """What is kept with the rendition: per package the time and the counts, and no text."""
        kept: dict[str, object] = {
            "hops": [
                {
                    "package": hop.package,
                    "ms": round(hop.milliseconds, 2),
                    "sentences": hop.sentences,
                    "tokens": hop.tokens,
                }
                for hop in self.hops
            ]
        }
        for name in ("long_sentences", "cut_off"):
            if count := sum(getattr(hop, name) for hop in self.hops):
                kept[name] = count
        return kept


class Machine:
    """Translates with the packages of a folder. Loads a package at its first use, after it was tried in a process of its own.

    Args:
        folder: of the packages; may be missing.
        beat: called often while it works, as a sign of life.
        tries: tries a package before it is loaded; raises BadPackage.
    """

    def __init__(
        self, folder: Path, *, beat: Callable[[], None] = lambda: None, tries: Callable[[Path], object] = probe
    ) -> None:
        self.folder = folder
        self._beat, self._tries = beat, tries
        self._signature = signature(folder)
        self._installed: Installed = look(folder)
        self._faulty: dict[Path, str] = {}
        self._tried = TriedPackages(folder)
        self._loaded: OrderedDict[tuple[Path, tuple[int, int]], LoadedPackage] = OrderedDict()

    def look_again(self) -> bool:
        """Notice what changed in the folder; whether anything did."""
        now = signature(self.folder)
        if now == self._signature:
            return False
        self._signature, self._installed, self._faulty = now, look(self.folder), {}
        known = {(package.folder, package.mark) for package in self._installed.packages}
        for key in [key for key in self._loaded if key not in known]:
            del self._loaded[key]
        return True

    def rest(self) -> None:
        """Let the models go from memory; the next text loads them again."""
        self._loaded.clear()

    @property
    def packages(self) -> tuple[InstalledPackage, ...]:
        """The packages that count, without those that could not be loaded."""
        return tuple(package for package in self._installed.packages if package.folder not in self._faulty)

    @property
    def not_used(self) -> tuple[NotUsed, ...]:
        """What stands in the folder and is not used, and why."""
        return (*self._installed.not_used, *(NotUsed(folder.name, why) for folder, why in self._faulty.items()))

    def route(self, from_language: str, to_language: str) -> Route | None:
        """The way from one project language to another, or None."""
        return find_route(self.packages, from_language, to_language)

    def routes(self) -> dict[tuple[str, str], Route]:
        """Every way there is now."""
        found = {pair: self.route(*pair) for pair in pairs()}
        return {pair: route for pair, route in found.items() if route}

    def translate(self, texts: Sequence[str], from_language: str, to_language: str) -> list[Draft]:
        """Draft translations of texts, all at once.

        Args:
            texts: each may have several lines and sentences.
            from_language: project code. to_language: project code.

        Raises:
            NoRoute: when no package leads there, also because the ones that would do cannot be loaded.
            CannotTranslate: when a package fails; the message holds no words.
        """
        while True:
            route = self.route(from_language, to_language)
            if route is None:
                raise NoRoute(from_language, to_language)
            loaded = [self._load(package) for package in route.hops]
            if all(loaded):
                break
        now = list(texts)
        hops: list[list[Hop]] = []
        for package in loaded:
            assert package is not None
            made = self._hop(package, now)
            hops.append(made)
            now = [hop.text for hop in made]
        return [
            Draft(
                text=done[-1].text,
                made_by=route.made_by,
                pivot=done[0].text if len(done) > 1 else None,
                via=route.via,
                hops=done,
            )
            for done in zip(*hops, strict=True)
        ]

    def _load(self, package: InstalledPackage) -> LoadedPackage | None:
        """The package in memory; None when it cannot be loaded, and then it does not count any more."""
        key = (package.folder, package.mark)
        if key not in self._loaded:
            try:
                self._beat()
                if not self._tried.knows(package):
                    self._tries(package.folder)
                    self._tried.add(package)
                self._beat()
                self._loaded[key] = LoadedPackage(package.folder)
            except (BadPackage, OSError) as fault:
                self._faulty[package.folder] = str(fault)
                return None
            while len(self._loaded) > _MOST_IN_MEMORY:
                self._loaded.popitem(last=False)
        self._loaded.move_to_end(key)
        return self._loaded[key]

    def _hop(self, package: LoadedPackage, texts: Sequence[str]) -> list[Hop]:
        code = splitting_code(package.facts.from_code)
        plans = [_plan(text, code, package) for text in texts]
        wanted = [part for plan in plans for line in plan.lines for part in line.parts]
        begun = time.perf_counter()
        done = iter(package.translate(wanted, self._beat))
        made = []
        for plan in plans:
            lines, tokens, cut_off = [], 0, 0
            for line in plan.lines:
                parts = [next(done) for _ in line.parts]
                tokens += sum(part.tokens for part in parts)
                cut_off += sum(part.cut_off for part in parts)
                lines.append(" ".join(part.text for part in parts if part.text) if parts else line.as_it_is)
            made.append(
                Hop(package.facts.name, "\n".join(lines), 0.0, plan.sentences, tokens, plan.long_sentences, cut_off)
            )
        spent = (time.perf_counter() - begun) * 1000
        total = sum(hop.tokens for hop in made) or 1
        return [replace(hop, milliseconds=spent * hop.tokens / total) for hop in made]


@dataclass(frozen=True)
class _Line:
    as_it_is: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class _Plan:
    lines: tuple[_Line, ...]
    sentences: int
    long_sentences: int


def _plan(text: str, code: str, package: LoadedPackage) -> _Plan:
    """What of a text goes through the model: every line with a letter in it, sentence by sentence."""
    lines, count, long_ones = [], 0, 0
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if not _to_translate(line):
            lines.append(_Line(line.strip(), ()))
            continue
        found = sentences(line, code)
        parts = [fitting(sentence, LONGEST_SENTENCE, package.tokens) for sentence in found]
        count += len(found)
        long_ones += sum(len(cut) > 1 for cut in parts)
        lines.append(_Line(line, tuple(part for cut in parts for part in cut)))
    return _Plan(tuple(lines), count, long_ones)


def _to_translate(line: str) -> bool:
    """Whether a line says anything; a telephone number, a date in figures and an emoji are the same in every language."""
    return any(letter.isalpha() or (letter.isnumeric() and not letter.isascii()) for letter in line)


__all__ = ["PIVOT", "Draft", "Hop", "Machine"]
