"""The glossary as TBX: out for a translator's tool; in as a report of what differs.

The glossary is part of the product (``translations/glossary/terms``) and reviewed as such, so a file of somebody else is
compared with it and never taken over by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from lxml import etree
from translate.storage import tbx

from assistant.understanding.languages import Language
from translations.exchange.faults import BadExchangeFile
from translations.exchange.opened import NOT_READABLE, fit_to_keep, safe_xml
from translations.exchange.tags import is_named, tag_of
from translations.glossary import Glossary, Wording
from translations.texts import SOURCE_LANGUAGE

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class TermEntry:
    """One term of a file: its id (as the file has it, may be empty), the Dutch words and those of the language."""

    id: str
    dutch: tuple[str, ...]
    words: tuple[str, ...]
    line: int | None = None


@dataclass(frozen=True)
class Difference:
    """One term that is other than in our glossary.

    Attributes:
        dutch: the Dutch term.
        ours: our words for it; empty when our glossary does not have the term (in this language).
        theirs: the words of the file.
        line: where it stands in the file.
    """

    dutch: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    line: int | None


def glossary_file(glossary: Glossary, language: Language) -> bytes:
    """All terms in Dutch and ``language``, with variants and the explanation in both."""
    file = tbx.tbxfile(sourcelanguage=SOURCE_LANGUAGE, targetlanguage=tag_of(language))
    file.addheader()
    for term in glossary.terms:
        unit = file.addsourceunit(term.nl.term)
        unit.setid(term.id)
        unit.set_source_terms([term.nl.term, *term.nl.variants], SOURCE_LANGUAGE)
        wording = term.words.get(language.code)
        if wording is not None:
            unit.set_target_terms([wording.term, *wording.variants], tag_of(language))
        for code, explained in ((SOURCE_LANGUAGE, term.nl), (tag_of(language), wording)):
            if explained is not None and explained.explanation:
                _explain(unit, code, explained)
    out = BytesIO()
    file.serialize(out)
    return out.getvalue()


def _explain(unit: tbx.tbxunit, code: str, wording: Wording) -> None:
    """Put the explanation at its language: a definition of the concept would have to be in one language for all."""
    for language_set in unit.xmlelement.findall(unit.namespaced("langSet")):
        if language_set.get(_LANG) == code:
            definition = etree.Element(unit.namespaced("descrip"))
            definition.set("type", "definition")
            definition.text = wording.explanation
            language_set.insert(0, definition)


def read_glossary(data: bytes, file: str, language: Language) -> list[TermEntry]:
    """The terms of a TBX file (TBX-Basic, ``martif``) that have Dutch and ``language``; raises BadExchangeFile."""
    checked = safe_xml(data, file)
    try:
        read = tbx.tbxfile.parsestring(checked)
    except NOT_READABLE:
        raise BadExchangeFile(file, 1, "this is no TBX file with the root martif (TBX-Basic)") from None
    found = []
    for unit in read.units:
        by_code: dict[str, tuple[str, ...]] = {}
        for language_set in unit.xmlelement.findall(unit.namespaced("langSet")):
            tag = language_set.get(_LANG) or ""
            code = language.code if is_named(language, tag) else tag.replace("_", "-").split("-")[0].lower()
            terms = tuple(
                "".join(str(piece) for piece in term.itertext()).strip()
                for term in language_set.iter(unit.namespaced("term"))
            )
            for term in terms:
                fit_to_keep(term, file, language_set.sourceline, "a term")
            by_code[code] = by_code.get(code, ()) + tuple(term for term in terms if term)
        if by_code.get(SOURCE_LANGUAGE) and by_code.get(language.code):
            line = unit.xmlelement.sourceline
            found.append(
                TermEntry(unit.xmlelement.get("id") or "", by_code[SOURCE_LANGUAGE], by_code[language.code], line)
            )
    if not found:
        raise BadExchangeFile(file, None, f"there is no term in {SOURCE_LANGUAGE} and {language.code} in this file")
    return found


def differences(found: Iterable[TermEntry], glossary: Glossary, language: str) -> list[Difference]:
    """What the file says otherwise than our glossary: terms we do not have, and other words for terms we have."""
    by_id = {term.id: term for term in glossary.terms}
    by_dutch = {word.casefold(): term for term in glossary.terms for word in (term.nl.term, *term.nl.variants)}
    differing = []
    for entry in found:
        term = by_id.get(entry.id) or next(
            (by_dutch[word.casefold()] for word in entry.dutch if word.casefold() in by_dutch), None
        )
        wording = term.words.get(language) if term is not None else None
        ours = (wording.term, *wording.variants) if wording is not None else ()
        if set(entry.words) != set(ours):
            differing.append(Difference(entry.dutch[0], ours, entry.words, entry.line))
    return differing
