"""A Word template of a municipality, looked through before anything opens it.

A DOCX is a zip file with XML. It can be made to fill the memory when unpacked, to read other files through entities, to hold
programs (macros, embedded objects), or to make the Word of whoever opens the finished letter fetch something from elsewhere.
None of that belongs in a letterhead.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

LARGEST_UNPACKED = 50_000_000
MOST_PARTS = 2_000
_DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_PROGRAM = re.compile(r"(vbaproject|vbadata|activex|oleobject|/embeddings/|\.bin$|\.exe$|\.dll$)", re.IGNORECASE)
_RELATION = re.compile(rb"<Relationship\b[^>]*>", re.IGNORECASE)
_OUTSIDE = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
_LINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)
_TEXT = re.compile(rb"<w:(?:instrText|fldSimple)\b[^>]*>?[^<]*", re.IGNORECASE)
_FETCHES = re.compile(
    rb"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|MACROBUTTON)\b", re.IGNORECASE
)
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def faults_of(template: Path) -> str | None:
    """What does not belong in a template, in Dutch and without the name of the file; None when nothing was found.

    Raises whatever ``zipfile`` raises for a file that is no DOCX, and OSError.
    """
    with zipfile.ZipFile(template) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            return f"wordt uitgepakt te groot: hoogstens {LARGEST_UNPACKED // 1_000_000} MB"
        for part in parts:
            if _PROGRAM.search(part.filename) or b"macroEnabled" in part.filename.encode():
                return "bevat een macro of een ingesloten bestand. Sla het op als gewoon Word-document (.docx)"
            if not part.filename.lower().endswith((".xml", ".rels")):
                continue
            with packed.open(part) as opened:
                # the head of a part may lie about its size
                text = opened.read(LARGEST_UNPACKED + 1)
            if len(text) > LARGEST_UNPACKED:
                return f"wordt uitgepakt te groot: hoogstens {LARGEST_UNPACKED // 1_000_000} MB"
            if text[:2] in _WIDE or _DECLARED.search(text):
                return "bevat verklaringen die niet in een Word-document horen. Sla het in Word opnieuw op als .docx"
            for relation in _RELATION.findall(text) if part.filename.lower().endswith(".rels") else ():
                if _OUTSIDE.search(relation) and not _LINK.search(relation):
                    return "verwijst naar een bestand buiten het document. Haal die koppeling weg en sla het opnieuw op"
            if any(_FETCHES.search(field) for field in _TEXT.findall(text)):
                return "bevat een veld dat iets van elders ophaalt of start. Haal dat veld weg"
    return None


__all__ = ["faults_of"]
