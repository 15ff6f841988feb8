"""What can be wrong with the file of answers."""

from __future__ import annotations

from pathlib import Path


class AnswerFault(ValueError):
    """An answer cannot be used; the message names the file, the answer and the fault."""

    def __init__(self, file: Path | str, answer: str | None, fault: str) -> None:
        name = Path(file).name
        self.file, self.answer, self.fault = name, answer, fault
        where = f"{name}, {answer}" if answer else name
        super().__init__(f"{where}: {fault}")


class UnknownAnswer(LookupError):
    """Nobody wrote an answer with this id."""

    def __init__(self, answer: str) -> None:
        super().__init__(f"There is no answer {answer!r}. All answers stand in assistant/answers/answers.yml.")
