"""Why a file of a translation tool was not taken over. Nothing was kept when one of these is raised."""

from __future__ import annotations


class BadExchangeFile(ValueError):
    """The file cannot be taken over; the message names the file, the line when there is one, and what to do."""

    def __init__(self, file: str, line: int | None, problem: str) -> None:
        where = f"{file}, line {line}" if line else file
        super().__init__(f"{where}: {problem}")
        self.line = line


class NotApprovedHere(ValueError):
    """A translation memory holds approvals of somebody else: say that they count here, or leave them out."""
