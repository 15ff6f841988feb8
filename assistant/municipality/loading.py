"""Reads the settings of a municipality: what ships, and over it what the municipality's own folder says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.municipality.model import Contact, Municipality, Partner, Phase, Rule, StandardText
from assistant.plain_yaml import BrokenYaml, read_yaml

DEFAULTS = Path(__file__).parent / "defaults"
FILES = ("municipality.yml", "rules.yml", "texts.yml", "phases.yml", "partners.yml")
"""Each is a mapping by id, so that one entry can be overridden without repeating the others."""

WAITS_FOR = ("persoon", "consulent", "toetser", "ander", "niemand")
"""Whose turn it can be in a phase."""


class BrokenMunicipality(ValueError):
    """A file with settings of the municipality is not what it should be; the message names the file and what is wrong."""


def load_municipality(folder: Path | None = None) -> Municipality:
    """The settings that ship, overridden id by id with the files of ``folder``; raises BrokenMunicipality."""
    read = {name: _read(DEFAULTS / name) for name in FILES}
    if folder is not None:
        for file in sorted(folder.glob("*.yml")):
            if file.name not in FILES:
                raise BrokenMunicipality(f"{file.name}: no settings have this name; there are {', '.join(FILES)}")
            read[file.name] = _over(read[file.name], _read(file))
    try:
        return replace(_made(read), folder=folder)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise BrokenMunicipality(f"the settings of the municipality cannot be read: {fault!r}") from fault


def _read(file: Path) -> dict[str, Any]:
    try:
        found = read_yaml(file.read_text(encoding="utf-8")) or {}
    except (OSError, BrokenYaml, UnicodeDecodeError) as fault:
        raise BrokenMunicipality(f"{file.name} cannot be read: {fault}") from fault
    if not isinstance(found, dict):
        raise BrokenMunicipality(f"{file.name}: this must be a mapping of names to settings")
    return {str(name): item for name, item in found.items()}


def _over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for name, item in own.items():
        below = merged.get(name)
        merged[name] = {**below, **item} if isinstance(below, Mapping) and isinstance(item, Mapping) else item
    return merged


def _made(read: Mapping[str, Mapping[str, Any]]) -> Municipality:
    own = read["municipality.yml"]
    rules = {name: _rules(name, item) for name, item in read["rules.yml"].items()}
    names = {"gemeente": str(own["name"])} | {key: value for key, value in own.items() if isinstance(value, str)}
    return Municipality(
        name=str(own["name"]),
        contact=Contact(**{key: str(value or "") for key, value in (own.get("contact") or {}).items()}),
        rules=rules,
        texts={
            name: StandardText(name, str(item["title"]), _text(name, str(item["text"]), rules, names), str(item["source"]))
            for name, item in read["texts.yml"].items()
        },
        phases=tuple(
            Phase(
                name, str(item["label"]), _waits_for(item["waits_for"]), bool(item.get("skipped")),
                str(item.get("what", "")),
            )
            for name, item in sorted(read["phases.yml"].items(), key=lambda one: one[1].get("order", 0))
        ),
        partners=tuple(
            Partner(
                name, str(item["name"]), str(item["task"]), str(item["basis"]), tuple(item["fields"]),
                bool(item.get("consent")),
            )
            for name, item in read["partners.yml"].items()
        ),
        mandated=tuple(own.get("mandated") or ()),
        more={key: value for key, value in own.items() if key not in {"name", "contact", "mandated"}},
    )  # fmt: skip


def _text(name: str, text: str, rules: Mapping[str, tuple[Rule, ...]], names: Mapping[str, str]) -> str:
    """A standard text with its rules and names filled in, each paragraph and each item of a list on one line."""

    def filled(found: re.Match[str]) -> str:
        word = found.group(1)
        if word.startswith("regel.") and word.removeprefix("regel.") in rules:
            return rules[word.removeprefix("regel.")][-1].amount
        if word in names:
            return names[word]
        raise ValueError(f"the text {name} has {{{word}}}, which is no rule and no name in municipality.yml")

    whole = re.sub(r"\{([^{}]*)\}", filled, text.strip())
    return "\n\n".join(re.sub(r"\n(?!- )\s*", " ", paragraph) for paragraph in re.split(r"\n\s*\n", whole))


def _waits_for(said: Any) -> str:
    if said not in WAITS_FOR:
        raise ValueError(f"a phase waits for {said}; it must be one of {', '.join(WAITS_FOR)}")
    return str(said)


def _rules(name: str, item: Mapping[str, Any]) -> tuple[Rule, ...]:
    """One rule, or its versions through time under ``versions``, each with ``valid_from``."""
    versions = item.get("versions") or [{}]
    made = []
    for version in versions:
        whole = {**item, **version}
        since = whole.get("valid_from")
        made.append(
            Rule(
                name, str(whole["label"]), whole.get("value"), str(whole.get("unit", "")), str(whole["source"]),
                since if isinstance(since, date) or since is None else date.fromisoformat(str(since)),
                bool(whole.get("local")),
            )
        )  # fmt: skip
    return tuple(sorted(made, key=lambda one: one.valid_from or date.min))
