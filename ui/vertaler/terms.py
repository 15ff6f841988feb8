"""The tab with fixed words: every term of the glossary in two languages, with its explanation in both."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.store.translation import Reviewer
from assistant.wording import Wording
from ui.consulent.rows import searchable
from ui.vertaler.chrome import DUTCH, Chrome
from ui.vertaler.templating import render

if TYPE_CHECKING:
    from translations.glossary import Glossary


class Terms:
    """The glossary as a list to search. Loaded when somebody first looks, because a broken file must not stop the page."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    @cached_property
    def _glossary(self) -> Glossary:
        from translations.glossary import load_glossary

        return load_glossary()

    def listed(self, who: Reviewer, chrome: Chrome, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The terms in Dutch and in ``language`` (the reviewer's first when it is none of theirs), as ``html``."""
        languages = [code for code in who.languages if code != DUTCH] or [DUTCH]
        language = str(asked.get("language")) if asked.get("language") in languages else languages[0]
        rows = []
        for term in self._glossary.terms:
            own = term.nl if language == DUTCH else term.words.get(language)
            if own is not None:
                said = " ".join((term.nl.term, *term.nl.variants, own.term, *own.variants))
                rows.append({"nl": term.nl, "own": own, "search": searchable(said)})
        html = render(
            "words.html", t=chrome, rows=rows, language=language, direction=self._wording.direction(language),
            two=language != DUTCH, languages=[{"code": code, "name": chrome.name_of(code)} for code in languages],
        )  # fmt: skip
        return {"html": html, "language": language}


__all__ = ["Terms"]
