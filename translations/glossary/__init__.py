"""The terms of inburgering in every language of the conversation: what they are called and what they mean, in plain words.

The data stands in ``terms/<code>.yml``; ``docs/glossary.md`` tells how to add and correct a term.
"""

from __future__ import annotations

from translations.glossary.loading import load_glossary
from translations.glossary.model import BrokenGlossary, CheckTerm, Glossary, Term, TermHit, Wording

__all__ = ["BrokenGlossary", "CheckTerm", "Glossary", "Term", "TermHit", "Wording", "load_glossary"]
