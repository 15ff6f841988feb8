"""What languages are called in other people's files."""

from __future__ import annotations

from assistant.understanding.languages import Language


def tag_of(language: Language) -> str:
    """The language as our files name it: its project code, which is its ISO 639 code (``prs`` for Dari)."""
    return language.code


def is_named(language: Language, tag: str) -> bool:
    """Whether ``tag`` of a file (``ti``, ``ti_ER``, ``fa-AF``, ``AR``) means this language.

    Its own code counts with any country; the CLDR locale only whole, because ``fa`` alone is not Dari.
    """
    wanted = tag.strip().replace("_", "-").lower()
    code = language.code.lower()
    locale = str(language.data("language").get("cldr_locale", code)).replace("_", "-").lower()
    return wanted in {code, locale} or wanted.startswith(f"{code}-")
