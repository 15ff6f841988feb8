"""Reads the terms: one file per language, all with the same ids."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.understanding.normalise import fold
from translations.glossary.matching import Writing
from translations.glossary.model import SOURCE_LANGUAGE, BrokenGlossary, Glossary, Term, Wording

FOLDER = Path(__file__).parent / "terms"
DRAFT = "draft"
_STATUSES = ("source", DRAFT, "approved")


@cache
def load_glossary(folder: Path = FOLDER) -> Glossary:
    """The glossary, read once.

    Raises:
        BrokenGlossary: a file cannot be read, or has a term that the Dutch file lacks.
    """
    files = {file.stem: _read(file) for file in sorted(folder.glob("*.yml"))}
    if SOURCE_LANGUAGE not in files:
        raise BrokenGlossary(
            f"{SOURCE_LANGUAGE}.yml", f"it is missing in {folder.name}. It holds the Dutch terms, the source."
        )
    dutch = files[SOURCE_LANGUAGE]["terms"]
    wordings = {code: _wordings(code, content["terms"], dutch) for code, content in files.items()}
    terms = [
        Term(
            id=term_id,
            nl=wordings[SOURCE_LANGUAGE][term_id],
            words={
                code: words[term_id] for code, words in wordings.items() if code != SOURCE_LANGUAGE and term_id in words
            },
            everyday=bool(dutch[term_id].get("everyday", False)),
        )
        for term_id in dutch
    ]
    return Glossary(
        terms=tuple(terms),
        writing={code: _writing(content) for code, content in files.items()},
        drafts=frozenset(code for code, content in files.items() if content["status"] == DRAFT),
    )


def _read(file: Path) -> Mapping[str, Any]:
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise BrokenGlossary(file.name, f"{fault}. Correct the file or put the earlier version back.") from None
    if not isinstance(content, dict) or not isinstance(content.get("terms"), dict) or not content["terms"]:
        raise BrokenGlossary(file.name, "it must have terms: a mapping of ids.")
    if content.get("status") not in _STATUSES:
        raise BrokenGlossary(file.name, f"status must be one of {', '.join(_STATUSES)}, not {content.get('status')!r}.")
    return content


def _wordings(code: str, terms: Mapping[str, Any], dutch: Mapping[str, Any]) -> dict[str, Wording]:
    file = f"{code}.yml"
    if unknown := [term_id for term_id in terms if term_id not in dutch]:
        raise BrokenGlossary(
            file, f"the Dutch file has no {', '.join(unknown)}. Add the term there first, or correct the id."
        )
    found = {}
    for term_id, entry in terms.items():
        texts = entry if isinstance(entry, dict) else {}
        for name in ("term", "explanation"):
            if not isinstance(texts.get(name), str) or not texts[name].strip():
                raise BrokenGlossary(file, f"{term_id} needs {name}: a text between quotes.")
        variants = texts.get("variants", [])
        if not isinstance(variants, list) or not all(isinstance(one, str) and one.strip() for one in variants):
            raise BrokenGlossary(file, f"the variants of {term_id} must be a list of texts between quotes.")
        found[term_id] = Wording(texts["term"], tuple(variants), texts["explanation"])
    return found


def _writing(content: Mapping[str, Any]) -> Writing:
    def folded(name: str) -> tuple[str, ...]:
        return tuple(sorted((fold(one) for one in content.get(name, ())), key=len, reverse=True))

    return Writing(
        prefixes=folded("prefixes"),
        suffixes=folded("suffixes"),
        compounds_from=int(content.get("compounds_from", 0)),
        no_compound=frozenset(folded("no_compound")),
        exact_case=frozenset(content.get("exact_case", ())),
    )
