"""Names of countries and languages from CLDR, in the languages of the product and in English.

``countries.yml`` of a language says under ``cldr`` which locales of CLDR are its own (Dari has ``fa_AF`` and ``fa``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from babel import Locale

from assistant.understanding.languages import Language, available
from assistant.understanding.languages import language as language_of

Kind = Literal["territories", "languages"]

_ENGLISH = "en"


def languages_nearest_first(language: Language) -> list[Language]:
    """This language, the languages it also reads, then all others: people mix them."""
    known = available(language.folder)
    nearest = [language.code, *(code for code in language.also_reads if code in known)]
    others = [code for code in known if code not in nearest]
    return [language_of(code, language.folder) for code in (*nearest, *others)]


def names(language: Language, kind: Kind) -> Iterator[dict[str, str]]:
    """CLDR's names by code, one mapping per locale: those of ``language`` first, English last."""
    for one in languages_nearest_first(language):
        for locale in one.data("countries").get("cldr") or ():
            yield dict(getattr(Locale.parse(locale), kind))
    yield dict(getattr(Locale.parse(_ENGLISH), kind))
