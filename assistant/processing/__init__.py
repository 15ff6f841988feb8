"""Why everything is processed: for each question, form field and table its purpose, ground, readers and term.

The processing register (``docs/verwerkingsregister.md``) is made from this. What a question is for stands with the question, the
rest in ``purposes.yml``; what nobody gave a purpose is a fault, so that nothing is kept without a reason.
"""

from assistant.processing.lines import Line, form_lines, question_lines, table_lines
from assistant.processing.purposes import BrokenPurposes, Purposes, load_purposes

__all__ = [
    "BrokenPurposes", "Line", "Purposes", "form_lines", "load_purposes", "question_lines", "table_lines",
]  # fmt: skip
