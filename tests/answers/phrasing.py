"""Tables of real phrasings: the answer that is wanted (``-`` for none), a tab, and the words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
NONE = "-"


def phrasings(folder: str, language: str) -> Iterator[tuple[str, str]]:
    """Wanted answer and words of every line of a table."""
    for line in (HERE / folder / f"{language}.tsv").read_text(encoding="utf-8").splitlines():
        if line.strip():
            wanted, said = line.split("\t")
            yield wanted, said
