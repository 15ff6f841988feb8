"""Looks at a file before any library reads it: size, encoding, and XML that would reach outside or blow up."""

from __future__ import annotations

from xml.parsers import expat

from lxml import etree

from translations.exchange.faults import BadExchangeFile

LARGEST = 20 * 1024 * 1024
"""Bytes. All texts of one language are 1 MB as XLIFF; a translation memory of 50,000 segments is some 15 MB."""
LONGEST_TEXT = 5_000
"""Characters of one text; the longest of ours has some 400."""
NOT_READABLE = (
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    StopIteration,
    TypeError,
    ValueError,
    etree.LxmlError,
)
"""What translate-toolkit raises for well-formed XML that is not of the form it expects."""
DEEPEST = 60
"""Elements within elements; the forms read here need fewer than twenty."""
_ALLOWED = "\n\t"


def plain_text(data: bytes, file: str) -> str:
    """The text of a UTF-8 file (a byte order mark is taken off); raises BadExchangeFile."""
    _within_size(data, file)
    if b"\0" in data:
        raise BadExchangeFile(file, _line(data, data.index(b"\0")), "this is not a text file: save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadExchangeFile(
            file, _line(data, fault.start), "these bytes are not UTF-8: save the file in the encoding UTF-8"
        ) from None


def safe_xml(data: bytes, file: str) -> bytes:
    """``data`` when it is well-formed XML without declarations of its own; raises BadExchangeFile.

    A reference to a DTD (tools write one above a TMX) is let through and never followed: libxml2 gets no network and no
    DTD. Declarations inside the file are refused, because an entity can be made to fill the memory or to read a file.
    """
    _within_size(data, file)
    parser = expat.ParserCreate()
    depth = 0

    def refuse(problem: str) -> BadExchangeFile:
        return BadExchangeFile(file, parser.CurrentLineNumber, problem)

    def doctype(name: str, system: str | None, public: str | None, internal: int) -> None:
        if internal:
            raise refuse("the file declares things of its own (<!DOCTYPE … [ … ]>); take these declarations out")

    def entity(*_: object) -> None:
        raise refuse("the file declares an entity; take the declaration out")

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise refuse("the elements lie too deep within each other for a file of this kind")

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def skipped(name: str, is_parameter: int) -> None:
        raise refuse(f"the entity &{name}; is not known: write the sign itself")

    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = entity
    parser.SkippedEntityHandler = skipped
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise BadExchangeFile(
            file, fault.lineno, f"this is not well-formed XML ({expat.ErrorString(fault.code)})"
        ) from None
    except (ValueError, LookupError) as fault:
        if isinstance(fault, BadExchangeFile):
            raise
        raise BadExchangeFile(file, 1, "the encoding of the file is not known: save it as UTF-8") from None
    return data


def fit_to_keep(text: str, file: str, line: int | None, what: str) -> str:
    """``text`` when it can be a text of ours; raises BadExchangeFile for one that is far too long or holds control codes."""
    if len(text) > LONGEST_TEXT:
        raise BadExchangeFile(file, line, f"{what} has {len(text)} characters, at most {LONGEST_TEXT} are taken")
    odd = [letter for letter in text if (ord(letter) < 32 and letter not in _ALLOWED) or 127 <= ord(letter) < 160]
    if odd:
        raise BadExchangeFile(file, line, f"{what} holds a control code (U+{ord(odd[0]):04X}): take it out")
    return text


def _within_size(data: bytes, file: str) -> None:
    if len(data) > LARGEST:
        raise BadExchangeFile(file, None, f"the file is larger than {LARGEST // 1024 // 1024} MB: split it")
    if not data.strip():
        raise BadExchangeFile(file, None, "the file is empty")


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1
