"""Short answers to questions that a person asks in the middle of the intake ("what is LBT?", "can I stop?").

The Dutch answers stand in ``answers.yml``, each with its source, its date and who checked it; the other languages in the
catalogues of ``translations``. :mod:`assistant.answers.finding` finds the answer to what a person asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.answers.faults import AnswerFault, UnknownAnswer
from assistant.answers.loading import FILE, LONGEST, InfoAnswer, read_answers

__all__ = ["LONGEST", "AnswerFault", "InfoAnswer", "UnknownAnswer", "load_answers", "texts"]


_read = cache(read_answers)


def load_answers(file: Path = FILE) -> dict[str, InfoAnswer]:
    """All answers by id, in the order of the file; those that may not be shown too. The file is read once.

    Raises:
        AnswerFault: the file cannot be used.
    """
    return dict(_read(file))


def texts(file: Path = FILE) -> Iterator[tuple[str, str, str]]:
    """What translators translate: text id, Dutch text, and what a translator should know about it.

    Raises:
        AnswerFault: the file cannot be used.
    """
    for answer in load_answers(file).values():
        yield (
            answer.title_id,
            answer.title,
            "Een vraag die een inburgeraar stelt: kop boven het antwoord, en een knop. Houd het kort.",
        )
        yield (
            answer.text_id,
            answer.text,
            f"Antwoord op '{answer.title}', op een telefoon. Gewone woorden, beleefde vorm. Laat Nederlandse namen en "
            "afkortingen (LBT, PIP, DUO) in Latijnse letters staan. Leg ze uit zoals de Nederlandse tekst dat doet.",
        )
