"""The translation memory as TMX 1.4: out for a translator's tool, and in from one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from lxml import etree
from translate.storage import tmx

from assistant.store import Store
from assistant.store.translation import MemorySegment
from assistant.understanding.languages import Language
from translations.exchange.faults import BadExchangeFile, NotApprovedHere
from translations.exchange.opened import NOT_READABLE, fit_to_keep, safe_xml
from translations.exchange.tags import is_named, tag_of
from translations.memory.masking import MARK, filled
from translations.memory.pairing import pair
from translations.texts import SOURCE_LANGUAGE

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_KEPT_TAGS = {"ph", "it", "bpt", "ept", "ut"}


@dataclass(frozen=True)
class Segment:
    """One pair of a memory file. ``line`` is where it stands."""

    from_language: str
    to_language: str
    source: str
    target: str
    line: int | None = None


@dataclass(frozen=True)
class Remembered:
    """What became of the pairs of a file: how many were kept, were there already, or are personal in part."""

    kept: int
    same: int
    personal: int


def memory_file(store: Store, language: Language) -> bytes:
    """All pairs between Dutch and ``language`` that count, both ways. Who approved them stays here."""
    file = tmx.tmxfile(sourcelanguage="*all*")
    header = file.document.getroot().find("header")
    for name, value in {
        "creationtool": "intake", "creationtoolversion": "1", "segtype": "block", "o-tmf": "intake",
        "adminlang": "en", "srclang": "*all*", "datatype": "plaintext",
    }.items():  # fmt: skip
        header.set(name, value)
    for here, there in ((language.code, SOURCE_LANGUAGE), (SOURCE_LANGUAGE, language.code)):
        for segment in store.translation.memory(here, there):
            unit = tmx.tmxunit(None)
            unit.xmlelement.set("srclang", here)
            unit.xmlelement.set("tuid", f"{here}-{there}-{segment.id}")
            unit.xmlelement.set("creationdate", re.sub(r"[-:]|\.\d+|\+00:00", "", segment.at).rstrip("Z") + "Z")
            for code, text in ((here, segment.source), (there, segment.target)):
                tag = tag_of(language) if code == language.code else code
                unit.xmlelement.append(unit.createlanguageNode(tag, text, "source"))
            file.addunit(unit)
    out = BytesIO()
    file.serialize(out)
    return out.getvalue()


def read_memory(data: bytes, file: str, language: Language) -> list[Segment]:
    """The pairs of a TMX file between Dutch and ``language``; raises BadExchangeFile.

    The direction is that of ``srclang`` of the unit, else of the head; where it says ``*all*`` the first text is the source.
    """
    checked = safe_xml(data, file)
    try:
        read = tmx.tmxfile.parsestring(checked)
    except NOT_READABLE:
        raise BadExchangeFile(file, 1, "this is no TMX file") from None
    header = read.document.getroot().find("header")
    general = header.get("srclang", "") if header is not None else ""
    found = []
    for unit in read.units:
        element = unit.xmlelement
        texts: list[tuple[str, str]] = []
        for variant in element.findall("tuv"):
            tag = variant.get(_LANG) or variant.get("lang") or ""
            code = language.code if is_named(language, tag) else tag.replace("_", "-").split("-")[0].lower()
            segment = variant.find("seg")
            if segment is None:
                raise BadExchangeFile(file, variant.sourceline, "this language of the unit has no seg")
            if code in {language.code, SOURCE_LANGUAGE}:
                texts.append((code, _words(segment, file)))
        codes = [code for code, _ in texts]
        if len(set(codes)) != len(codes):
            raise BadExchangeFile(file, element.sourceline, "this unit has a language twice: keep one of them")
        if len(texts) != 2:
            continue
        source_tag = element.get("srclang") or general
        if source_tag.split("-")[0].lower() == SOURCE_LANGUAGE:
            texts.sort(key=lambda one: one[0] != SOURCE_LANGUAGE)
        elif is_named(language, source_tag):
            texts.sort(key=lambda one: one[0] != language.code)
        (here, source), (there, target) = texts
        for text in (source, target):
            fit_to_keep(text, file, element.sourceline, "a text of this unit")
        found.append(Segment(here, there, source, target, element.sourceline))
    if not found:
        raise BadExchangeFile(file, None, f"there is no pair of {SOURCE_LANGUAGE} and {language.code} in this file")
    return found


def keep_memory(found: Iterable[Segment], store: Store, by: str, at: str, *, as_approved: bool) -> Remembered:
    """Put pairs into the memory, all in one write. What is personal in part stays out, as with our own approvals.

    Args:
        found: the pairs.
        store: where the memory is.
        by: login of whoever takes them over; shown as ``import: <login>`` with every suggestion.
        at: UTC time, ISO 8601.
        as_approved: that login vouches for them: the memory holds approved texts only.

    Raises:
        NotApprovedHere: nobody vouches for them; nothing was kept.
    """
    if not as_approved:
        raise NotApprovedHere(
            "a memory holds approved translations: add --as-approved when a cultuurvertaler of yours vouches for this file"
        )
    masked = [_segment(one, by, at) for one in found]
    segments = [segment for segment in masked if segment is not None]
    kept = 0
    with store.translation.writing() as writer:
        directions = {(one.from_language, one.to_language) for one in segments}
        there = {_words_of(one) for direction in directions for one in store.translation.memory(*direction)}
        for segment in segments:
            if _words_of(segment) not in there:
                writer.remember(segment)
                there.add(_words_of(segment))
                kept += 1
    return Remembered(kept, len(segments) - kept, len(masked) - len(segments))


def _words_of(segment: MemorySegment) -> tuple[str, str, str, str]:
    return segment.from_language, segment.to_language, segment.source, segment.target


def _segment(one: Segment, by: str, at: str) -> MemorySegment | None:
    """The pair without names and numbers, or None when something personal would be left.

    Marks of a memory like ours become numbers and a constructed name first, so that they are found again as such.
    """
    marks = sorted(set(MARK.findall(one.source)) | set(MARK.findall(one.target)))
    values = {f"⟦{mark}⟧": _stand_in(place, mark) for place, mark in enumerate(marks)}
    source, target = filled(one.source, values), filled(one.target, values)
    if source is None or target is None:
        return None
    names: Sequence[str] = [value for value in values.values() if not value.isdecimal()]
    masked = pair(source, target, one.from_language, one.to_language, names)
    if masked is None:
        return None
    here, there = masked
    return MemorySegment(
        from_language=one.from_language, to_language=one.to_language, source=here.text, target=there.text, key=here.key,
        rendition_id=None, approved_by=f"import: {by}", at=at,
    )  # fmt: skip


def _stand_in(place: int, mark: str) -> str:
    return str(7_001 + place) if mark.isdecimal() else "Zyx" + chr(ord("a") + place % 26) * 3


def _words(segment: etree._Element, file: str) -> str:
    for inner in segment.iter():
        if isinstance(inner.tag, str) and etree.QName(inner).localname in _NOT_KEPT_TAGS:
            raise BadExchangeFile(
                file, inner.sourceline, "a text holds tags of the tool: export the memory without tags"
            )
    return "".join(str(piece) for piece in segment.itertext())
