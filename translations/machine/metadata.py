"""What a package says about itself: ``metadata.json`` of the Argos format, with three keys of our own.

``source_prefix`` and ``source_suffix`` are tokens that some models want around a sentence (``tir_Ethi`` and ``</s>`` for
NLLB, ``>>tir<<`` for OPUS models with several targets); ``licence`` is shown to the beheerder. Argos itself ignores them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from translations.machine.faults import BadPackage

LARGEST = 65_536
"""Bytes a ``metadata.json`` may have; real ones have a few hundred."""
_CODE = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})?")
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+-]{0,19}")
_TOKEN = re.compile(r"[^\s\x00-\x1f\x7f]{0,60}")


@dataclass(frozen=True)
class PackageFacts:
    """What a package is for.

    Attributes:
        from_code, to_code: languages as the package calls them (``fa``, not ``prs``).
        version: of the package. licence: as its maker wrote it, or None.
        source_prefix, source_suffix, target_prefix: tokens the model wants, or empty.
    """

    from_code: str
    to_code: str
    version: str
    licence: str | None = None
    source_prefix: str = ""
    source_suffix: str = ""
    target_prefix: str = ""

    @property
    def name(self) -> str:
        """How the package is called wherever its work is shown, as ``translate-ar_en 1.0``."""
        return f"translate-{self.from_code}_{self.to_code} {self.version}"


def read_metadata(content: bytes) -> PackageFacts:
    """Read ``metadata.json``.

    Raises:
        BadPackage: when it is no sane description of a translation package; the message says what is wrong.
    """
    if len(content) > LARGEST:
        raise BadPackage("metadata.json is far too large")
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise BadPackage("metadata.json is no JSON") from fault
    if not isinstance(told, dict):
        raise BadPackage("metadata.json is no JSON object")
    kind = told.get("type", "translate")
    if kind != "translate":
        raise BadPackage("it is a package of another kind than translation (type in metadata.json)")
    facts = PackageFacts(
        from_code=_matching(told, "from_code", _CODE, "a language code such as ar"),
        to_code=_matching(told, "to_code", _CODE, "a language code such as en"),
        version=_matching(told, "package_version", _VERSION, "a version such as 1.0"),
        licence=_licence(told.get("licence", told.get("license"))),
        source_prefix=_matching(told, "source_prefix", _TOKEN, "one token", ""),
        source_suffix=_matching(told, "source_suffix", _TOKEN, "one token", ""),
        target_prefix=_matching(told, "target_prefix", _TOKEN, "one token", ""),
    )
    if facts.from_code == facts.to_code:
        raise BadPackage(f"metadata.json says that it translates {facts.from_code} into itself")
    for key in ("from_name", "to_name"):
        if not isinstance(told.get(key, ""), str):
            raise BadPackage(f"metadata.json: {key} must be a name")
    return facts


def _matching(
    told: Mapping[str, Any], key: str, pattern: re.Pattern[str], meaning: str, default: str | None = None
) -> str:
    value = told.get(key, default)
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise BadPackage(f"metadata.json: {key} must be {meaning}")
    return value


def _licence(value: object) -> str | None:
    return " ".join(value.split())[:80] if isinstance(value, str) and value.strip() else None
