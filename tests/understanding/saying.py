"""What somebody said, read on a fixed day."""

from __future__ import annotations

import datetime

from assistant.understanding import Question, Reading, understand

TODAY = datetime.date(2026, 11, 22)

AGE = "gezin.kinderen.leeftijd"
YEARS = "werk.banen.jaren"
HOURS = "werk.uren"


def said(words: str, value_type: str, language: str, question: str | None = None) -> Reading:
    """The reading of ``words`` as the answer to ``question``."""
    asked = Question(question) if question else None
    return understand(words, value_type, language, question=asked, today=TODAY)
