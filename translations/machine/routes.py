"""Which packages lead from one language to another: one package, or two over English.

What a language is called in packages is data: ``machine_codes`` in its ``language.yml``, best first. Dari has
``[prs, fa]``: a package for Dari itself goes before one for Farsi, and what came through Farsi says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.understanding.languages import FOLDER, available, language
from translations.machine.installed import InstalledPackage

PIVOT = "en"
"""The language between two hops: every public package goes to or from it."""


@dataclass(frozen=True)
class Route:
    """The way from one project language to another.

    Attributes:
        from_language, to_language: project codes.
        hops: one or two packages.
        via: the language the packages are really for, when that is a near one (``fa`` for Dari), else None.
    """

    from_language: str
    to_language: str
    hops: tuple[InstalledPackage, ...]
    via: str | None = None

    @property
    def made_by(self) -> str:
        """The packages with their versions, as a rendition names them."""
        return " + ".join(hop.facts.name for hop in self.hops)

    @property
    def mark(self) -> str:
        """Changes when any package of the way is replaced."""
        return " + ".join(f"{hop.folder.name}:{hop.mark[0]}:{hop.mark[1]}" for hop in self.hops)

    @property
    def path(self) -> str:
        """The way in words, as ``ar → en → nl``."""
        return " → ".join((self.hops[0].facts.from_code, *(hop.facts.to_code for hop in self.hops)))


def pairs() -> list[tuple[str, str]]:
    """Every direction in which words are translated here: each language to Dutch, and Dutch to each language."""
    others = [code for code in available(FOLDER) if code != "nl"]
    return [(code, "nl") for code in others] + [("nl", code) for code in others]


def machine_codes(code: str) -> tuple[str, ...]:
    """What packages call this language, best first; its own code when its ``language.yml`` says nothing."""
    facts = language(code).data("language")
    return tuple(facts.get("machine_codes") or (code,))


def splitting_code(machine_code: str) -> str:
    """The code of spaCy's pipeline that splits text which a package calls so."""
    for code in available(FOLDER):
        if machine_code in machine_codes(code):
            return language(code).spacy_code
    return machine_code.split("-")[0].split("_")[0]


def find_route(packages: Iterable[InstalledPackage], from_language: str, to_language: str) -> Route | None:
    """The best way that the packages allow, or None: the language itself before a near one, direct before two hops."""
    by_pair = {(one.facts.from_code, one.facts.to_code): one for one in packages}
    from_codes, to_codes = machine_codes(from_language), machine_codes(to_language)
    for from_code in from_codes:
        for to_code in to_codes:
            direct = by_pair.get((from_code, to_code))
            first, second = by_pair.get((from_code, PIVOT)), by_pair.get((PIVOT, to_code))
            hops = (direct,) if direct else (first, second) if first and second else ()
            if hops:
                near = [
                    code
                    for code, codes in ((from_code, from_codes), (to_code, to_codes))
                    if code != codes[0]
                ]  # fmt: skip
                return Route(from_language, to_language, hops, near[0] if near else None)
    return None


def lacking(packages: Iterable[InstalledPackage], from_language: str, to_language: str) -> list[str]:
    """What would have to be installed for a way over English, as ``ti → en``; a near language is named behind "or"."""
    known = {(one.facts.from_code, one.facts.to_code) for one in packages}
    from_codes, to_codes = machine_codes(from_language), machine_codes(to_language)
    first = not any((code, PIVOT) in known for code in from_codes)
    second = not any((PIVOT, code) in known for code in to_codes)
    found = []
    if first:
        found.append(" or ".join(f"{code} → {PIVOT}" for code in from_codes))
    if second:
        found.append(" or ".join(f"{PIVOT} → {code}" for code in to_codes))
    return found
