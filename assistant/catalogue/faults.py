"""What can be wrong with a catalogue file."""

from __future__ import annotations

from pathlib import Path


class CatalogueFault(ValueError):
    """A topic file cannot be used; the message names the file, the question and the fault."""

    def __init__(self, file: Path | str, question: str | None, fault: str) -> None:
        name = Path(file).name
        self.file, self.question, self.fault = name, question, fault
        where = f"{name}, {question}" if question else name
        super().__init__(f"{where}: {fault}")
