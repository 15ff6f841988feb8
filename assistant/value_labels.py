"""Values as people read them, in any language: countries, languages and dates from CLDR, the rest from our texts."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from babel import Locale

from assistant.catalogue import Question
from assistant.wording import Wording

# CLDR has no name for these in every locale
NATIVE_NAMES = {"ti": "ትግርኛ", "prs": "دری", "tig": "ትግረ"}


@lru_cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)


def value_label(question: Question, value: Any, language: str, wording: Wording) -> str:
    """The value of an answer to ``question`` in plain words of ``language``; None is an answer that was recorded."""
    kind = question.type
    if value is None:
        return wording.text(language, "talk.recorded")
    if kind == "yesno" or isinstance(value, bool):
        return wording.text(language, "talk.yes" if value else "talk.no")
    if kind == "choice":
        text_id = f"{question.id}.option.{value}"
        # an option of an earlier question set has no text any more: its Dutch label was kept
        return wording.text(language, text_id) if wording.has(text_id) else question.options.get(value, str(value))
    if kind in {"scale4", "isced"}:
        return wording.text(language, f"talk.{kind}.{value}")
    if kind == "country":
        return country_name(str(value), wording.locale(language))
    if kind == "language":
        return language_name(str(value), wording.locale(language))
    if kind == "date":
        return date_label(str(value), language, wording)
    if kind == "occupation" and isinstance(value, dict):
        return str(value.get("text", ""))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def country_name(code: str, locale: str) -> str:
    """Name of a country (ISO 3166-1 alpha-2) in a CLDR locale; the code when CLDR has no name."""
    return str(_locale(locale).territories.get(code, _locale("nl").territories.get(code, code)))


def language_name(code: str, locale: str) -> str:
    """Name of a language (BCP 47 primary subtag) in a CLDR locale."""
    cldr = {"prs": "fa_AF"}.get(code, code)
    return str(
        _locale(locale).languages.get(cldr) or NATIVE_NAMES.get(code) or _locale("nl").languages.get(cldr) or code
    )


def language_for_staff(code: str, own: str) -> str:
    """Name of a language for Dutch staff: "Tigrinya (ትግርኛ)", with ``own`` as the language itself writes it."""
    dutch = language_name(code, "nl")
    return dutch if dutch == own else f"{dutch} ({own})"


def date_label(value: str, language: str, wording: Wording) -> str:
    """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` in words of the Gregorian calendar, with the month names of the date field."""
    year, *rest = value.split("-")
    if not rest:
        return year
    month = wording.text(language, f"page.month_{int(rest[0])}")
    return f"{int(rest[1])} {month} {year}" if len(rest) == 2 else f"{month} {year}"


def language_codes() -> list[str]:
    """Codes of the languages a person can choose from a list: those with a name in CLDR, and Dari."""
    return [*(code for code in map(str, _locale("nl").languages) if "_" not in code), "prs"]
