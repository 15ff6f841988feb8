"""One item of the desk as the template shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup

from assistant.renditions.model import Check
from assistant.wording import Wording
from translations.desk import DeskItem
from ui.consulent.harmless import harmless
from ui.vertaler.chrome import DUTCH, Chrome

SUGGESTIONS = 5
"""How many earlier translations are shown: as many as have a key (1 to 5)."""


def item_page(
    item: DeskItem,
    proposals: Sequence[Mapping[str, str]],
    chrome: Chrome,
    now: datetime,
    name_of: Callable[[str], str],
) -> dict[str, Any]:
    """Everything ``item.html`` needs, in the language of ``chrome``.

    Args:
        item: as the desk gives it.
        proposals: ready-made questions to the person (``own``, ``nl``).
        chrome: the words of the page.
        now: the clock.
        name_of: the name of the account with a login.
    """
    wording = chrome.wording
    return {
        "t": chrome,
        "item": item,
        "ago": lambda at: chrome.ago(at, now),
        "topic": chrome.topic(item.topic) if item.topic else "",
        "about": chrome(f"about.{item.about}"),
        "direction": chrome(
            "item.direction",
            **{
                "from": chrome.name_of(item.from_language),
                "to": chrome.name_of(item.to_language),
                "arrow": "←" if chrome.direction == "rtl" else "→",
            },
        ),
        "own_dir": wording.direction(item.language),
        "dir_of": lambda language: wording.direction(language) if language in wording.languages() else "auto",
        "original": marked(item),
        "terms": _terms(item, chrome),
        "matches": [
            {"text": match.text, "source": match.source, "percentage": round(match.percentage),
             "by": chrome("memory.by", name=name_of(match.approved_by)), "when": chrome.ago(match.at, now)}
            for match in item.matches[:SUGGESTIONS]
        ],
        "drafted": _drafted(item, chrome),
        "proposals": proposals,
        **checks_page(item.checks, item.draft.acknowledged, chrome),
    }  # fmt: skip


def checks_page(checks: Sequence[Check], acknowledged: Mapping[str, str], chrome: Chrome) -> dict[str, Any]:
    """What ``checks.html`` needs: the findings, errors first, with the reasons that were given."""
    order = sorted(checks, key=lambda check: check.severity != "error")
    return {
        "t": chrome,
        "checks": [
            {"code": check.code, "error": check.severity == "error", "text": chrome.check(check),
             "reason": acknowledged.get(check.code, "")}
            for check in order
        ],
    }  # fmt: skip


def marked(item: DeskItem) -> Markup:
    """The original with the glossary's terms marked; overlapping hits are marked once, the first of them."""
    words = item.original or ""
    parts: list[Markup] = []
    at = 0
    for hit in sorted(item.terms, key=lambda hit: (hit.start, -hit.end)):
        if hit.start < at:
            continue
        parts.append(harmless(words[at : hit.start]))
        parts.append(Markup("<mark>{}</mark>").format(harmless(words[hit.start : hit.end])))
        at = hit.end
    parts.append(harmless(words[at:]))
    return Markup("").join(parts)


def _terms(item: DeskItem, chrome: Chrome) -> list[dict[str, Any]]:
    """The terms of the original once each: the word, how we translate it, and an explanation."""
    found: dict[str, dict[str, Any]] = {}
    for hit in item.terms:
        term = hit.term
        sides = {DUTCH: term.nl, **term.words}
        here, there = sides.get(item.from_language), sides.get(item.to_language)
        if here is None or there is None:
            continue
        explained = chrome.language if chrome.language in sides else DUTCH
        found.setdefault(
            term.id,
            {
                "here": here.term,
                "there": there.term,
                "explanation": sides[explained].explanation,
                "language": explained,
            },
        )
    return list(found.values())


def _drafted(item: DeskItem, chrome: Chrome) -> str:
    """Where the text in the field came from, in words."""
    if item.drafted_from is None:
        return chrome("item.from_nothing")
    said = chrome(f"item.from_{item.drafted_from}")
    if item.drafted_from == "machine" and item.machine and item.machine.via:
        said += " · " + chrome.via(item.machine.via)
    return said


def language_names(wording: Wording) -> list[dict[str, str]]:
    """The languages that the page itself can be shown in, each by its own name."""
    return [{"code": code, "name": wording.language_name(code)} for code in wording.languages()]


__all__ = ["checks_page", "item_page", "language_names", "marked"]
