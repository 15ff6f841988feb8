"""Names of countries and languages from CLDR, in the languages of the product and in English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from babel import Locale

from assistant.understanding.languages import SHARED, Language, available

Kind = Literal["territories", "languages"]

# CLDR's locales for a language folder whose code is not itself a CLDR locale.
_LOCALES = {"prs": ("fa_AF", "fa")}
_ALWAYS = "en"


def folders(language: Language) -> list[str]:
    """The codes of all language folders: this language, those it also reads, then the others, which people mix in."""
    own = [language.code, *(code for code in language.also_reads if code != SHARED)]
    return [*own, *(code for code in available(language.folder) if code not in own)]


def names(language: Language, kind: Kind) -> Iterator[dict[str, str]]:
    """CLDR's names by code, one mapping per locale: those of ``language`` first, English last."""
    for code in folders(language):
        for locale in _LOCALES.get(code, (code,)):
            yield dict(getattr(Locale.parse(locale), kind))
    yield dict(getattr(Locale.parse(_ALWAYS), kind))
