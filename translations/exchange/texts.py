"""The texts of the product as ``.po`` and XLIFF 1.2: written for translators, and read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from lxml import etree
from translate.storage import pypo, xliff
from translate.storage.base import ParseError
from translate.storage.poparser import PoParseError

from assistant.understanding.languages import Language
from translations.approvals.standing import Standing
from translations.exchange.faults import BadExchangeFile
from translations.exchange.opened import NOT_READABLE, fit_to_keep, plain_text, safe_xml
from translations.exchange.tags import is_named, tag_of
from translations.texts import SOURCE_LANGUAGE, Texts

PROJECT = "brede-intake-assistent"
FINAL, TRANSLATED, TO_REVIEW, TO_DO = "final", "translated", "needs-review-translation", "needs-translation"
UNFINISHED = {"new", "needs-translation", "needs-adaptation", "needs-l10n"}
"""States of XLIFF 1.2 by which a tool says that nobody finished this translation."""
_XLIFF = ("urn:oasis:names:tc:xliff:document:1.1", "urn:oasis:names:tc:xliff:document:1.2")
_XLIFF_SKELETON = """<?xml version="1.0" encoding="utf-8"?>
<xliff xmlns="{namespace}" version="1.2"><file original="{project}" source-language="{source}" target-language="{target}" \
datatype="plaintext" date="{date}"><body></body></file></xliff>"""


@dataclass(frozen=True)
class ExchangeText:
    """One text in a file.

    Attributes:
        text_id, dutch: which text, and the Dutch it is made from.
        text: the translation; empty when there is none.
        context: where it is shown; for the translator.
        approved: a cultuurvertaler approved this very wording. Only written: an import approves nothing.
        earlier_dutch: the Dutch it was made from, when the Dutch changed since.
        unfinished: the tool says that nobody finished this one (fuzzy, needs-translation). Only read.
        line: where it stands in the file that was read.
    """

    text_id: str
    dutch: str
    text: str
    context: str = ""
    approved: bool = False
    earlier_dutch: str | None = None
    unfinished: bool = False
    line: int | None = None


def exchange_texts(
    texts: Texts, language: str, standings: Mapping[str, Standing], only: set[str] | None = None
) -> list[ExchangeText]:
    """All texts of a language as they go into a file, in reading order; ``only`` these ids when given."""
    translated, made_from = texts.translated.get(language, {}), texts.made_from.get(language, {})
    found = []
    for text_id, message in texts.dutch.items():
        if only is not None and text_id not in only:
            continue
        standing = standings[text_id]
        earlier = made_from.get(text_id, message.text)
        if earlier == message.text and standing.earlier is not None and standing.earlier.dutch:
            earlier = standing.earlier.dutch
        found.append(
            ExchangeText(
                text_id, message.text, translated.get(text_id, ""), message.context, standing.stands == "approved",
                earlier if earlier != message.text else None,
            )
        )  # fmt: skip
    return found


def texts_file(form: str, found: Sequence[ExchangeText], language: Language, written_at: str) -> bytes:
    """The file; ``form`` is ``po`` or ``xliff``, ``written_at`` the UTC time, ISO 8601."""
    return {"po": _po, "xliff": _xliff}[form](found, language, written_at)


def read_texts(form: str, data: bytes, file: str, language: Language) -> list[ExchangeText]:
    """The texts of a file; raises BadExchangeFile when anything in it is not as it should be."""
    read: Callable[[bytes, str, Language], list[ExchangeText]] = {"po": _read_po, "xliff": _read_xliff}[form]
    found = read(data, file, language)
    lines: dict[str, int | None] = {}
    for one in found:
        if one.text_id in lines:
            before = f" (first on line {lines[one.text_id]})" if lines[one.text_id] else ""
            raise BadExchangeFile(file, one.line, f"{one.text_id} stands in the file twice{before}: keep one of them")
        lines[one.text_id] = one.line
        fit_to_keep(one.text, file, one.line, one.text_id)
    return found


# .po --------------------------------------------------------------------------------------------


def _po(found: Sequence[ExchangeText], language: Language, written_at: str) -> bytes:
    file = pypo.pofile()
    moment = re.sub(r"T(\d\d:\d\d).*", r" \1+0000", written_at)
    file.updateheader(
        add=True,
        Project_Id_Version=PROJECT,
        POT_Creation_Date=moment,
        PO_Revision_Date=moment,
        Language=tag_of(language),
        MIME_Version="1.0",
        Content_Type="text/plain; charset=UTF-8",
        Content_Transfer_Encoding="8bit",
        Last_Translator="",
        Language_Team="",
        X_Generator="intake",
    )
    for one in found:
        unit = pypo.pounit(one.dutch)
        unit.setcontext(one.text_id)
        unit.target = one.text
        unit.addnote(one.context, origin="developer")
        if one.text and not one.approved:
            # gettext drops fuzzy texts: so it is said here, for the tool, and never in the files the product reads
            unit.markfuzzy()
        if one.earlier_dutch is not None:
            unit.prev_source = one.earlier_dutch
        file.addunit(unit)
    out = BytesIO()
    file.serialize(out)
    return out.getvalue()


def _read_po(data: bytes, file: str, language: Language) -> list[ExchangeText]:
    text = plain_text(data, file)
    try:
        read = pypo.pofile.parsestring(text.replace("\r\n", "\n").encode())
    except (PoParseError, ParseError, ValueError) as fault:
        line = re.search(r"line (\d+)", str(fault))
        raise BadExchangeFile(
            file, int(line[1]) if line else None, f"this is not a .po file ({_first(fault)})"
        ) from None
    header = read.parseheader() if read.header() is not None else {}
    if not header:
        raise BadExchangeFile(file, 1, "the head of the .po file is missing: export the texts again and use that file")
    charset = re.search(r"charset=([\w-]+)", header.get("Content-Type", ""))
    if charset is not None and charset[1].lower() not in {"utf-8", "utf8"}:
        raise BadExchangeFile(file, 1, f"the file says it is in {charset[1]}: save it as UTF-8")
    tag = header.get("Language", "")
    if not tag or not is_named(language, tag):
        said = f"is in {tag!r}" if tag else "does not say its language"
        raise BadExchangeFile(file, 1, f"the file {said}, not in {language.code}: take the file of this language")
    found = []
    for unit in read.units:
        if unit.isheader() or unit.isobsolete():
            continue
        text_id = unit.getcontext()
        if not text_id:
            raise BadExchangeFile(
                file, unit.line_number, "this entry has no msgctxt: that is the id of the text, leave it in"
            )
        if unit.hasplural():
            raise BadExchangeFile(file, unit.line_number, f"{text_id} has a plural; our texts have none")
        found.append(
            ExchangeText(
                text_id, str(unit.source), str(unit.target or ""), earlier_dutch=str(unit.prev_source) or None,
                unfinished=unit.isfuzzy(), line=unit.line_number,
            )
        )  # fmt: skip
    return found


# XLIFF 1.2 --------------------------------------------------------------------------------------


def _xliff(found: Sequence[ExchangeText], language: Language, written_at: str) -> bytes:
    # toolkit by itself begins an XLIFF 1.1
    file = xliff.xlifffile.parsestring(
        _XLIFF_SKELETON.format(
            namespace=_XLIFF[1], project=PROJECT, source=SOURCE_LANGUAGE, target=tag_of(language), date=written_at
        )
    )
    for one in found:
        unit = file.addsourceunit(one.dutch, PROJECT)
        unit.setid(one.text_id)
        unit.xmlelement.set("resname", one.text_id)
        etree.SubElement(unit.xmlelement, unit.namespaced("target")).text = one.text
        state = FINAL if one.approved else TO_REVIEW if one.text else TO_DO
        unit.xmlelement.find(unit.namespaced("target")).set("state", state)
        unit.xmlelement.set("approved", "yes" if one.approved else "no")
        unit.xmlelement.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        unit.addnote(one.context, origin="developer")
        if one.earlier_dutch is not None:
            unit.addnote(f"The Dutch was: {one.earlier_dutch}", origin="developer")
    etree.cleanup_namespaces(file.document.getroot())
    out = BytesIO()
    file.serialize(out)
    return out.getvalue()


def _read_xliff(data: bytes, file: str, language: Language) -> list[ExchangeText]:
    checked = safe_xml(data, file)
    try:
        read = xliff.xlifffile.parsestring(checked)
    except NOT_READABLE:
        raise BadExchangeFile(file, 1, "this is no XLIFF 1.2 file: export it as XLIFF 1.2") from None
    root = read.document.getroot()
    if root.tag not in {f"{{{namespace}}}xliff" for namespace in _XLIFF}:
        raise BadExchangeFile(file, root.sourceline, "this is no XLIFF 1.2 file: export it as XLIFF 1.2")
    for node in root.iterchildren("{*}file"):
        for attribute, wanted in (("source-language", None), ("target-language", language)):
            tag = node.get(attribute, "")
            right = tag.split("-")[0].lower() == SOURCE_LANGUAGE if wanted is None else is_named(wanted, tag)
            if not right:
                code = SOURCE_LANGUAGE if wanted is None else wanted.code
                raise BadExchangeFile(
                    file,
                    node.sourceline,
                    f"{attribute} is {tag or 'not given'}, not {code}: take the file of this language",
                )
    found = []
    for unit in read.units:
        element = unit.xmlelement
        line = element.sourceline
        text_id = element.get("resname") or element.get("id") or ""
        if not text_id:
            raise BadExchangeFile(file, line, "this trans-unit has no id: leave the ids in")
        source, target = element.find(unit.namespaced("source")), element.find(unit.namespaced("target"))
        if source is None:
            raise BadExchangeFile(file, line, f"{text_id} has no source")
        state = target.get("state", "") if target is not None else ""
        found.append(
            ExchangeText(
                text_id, _words(source, file, text_id), _words(target, file, text_id) if target is not None else "",
                unfinished=state in UNFINISHED, line=line,
            )
        )  # fmt: skip
    return found


def _words(element: etree._Element, file: str, text_id: str) -> str:
    """The text of a source or target; marks of a tool around pieces (``mrk``, ``g``) are passed over, their words stay."""
    for inner in element.iter():
        if isinstance(inner.tag, str) and etree.QName(inner).localname in {"x", "ph", "it", "bx", "ex", "bpt", "ept"}:
            raise BadExchangeFile(
                file, inner.sourceline, f"{text_id} holds a tag of the tool; our placeholders are written as {{name}}"
            )
    return "".join(str(piece) for piece in element.itertext(etree.Element, *_text_tags(element)))


def _text_tags(element: etree._Element) -> list[str]:
    return [inner.tag for inner in element.iter() if isinstance(inner.tag, str)]


def _first(fault: Exception) -> str:
    return str(fault).strip().splitlines()[0][:160]
