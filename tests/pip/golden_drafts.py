"""Drafts as text, to be read by people and compared by a test.

Renew them after a change of language or rules, and read every difference as a consulent and as a jurist would:

    python -m tests.pip.golden_drafts
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from assistant.case_file import CaseFile
from assistant.commands.opening import wording_of
from assistant.house import open_house
from assistant.pip.plan import plan_of
from tests.pip.cases import CASES

GOLDEN = Path(__file__).parent / "golden"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STANDARD = ".tekst."


def as_text(file: CaseFile) -> str:
    """The plan of a case as text: marks before a sentence say what is open or not reviewed; standard texts only by name."""
    lines = []
    plan = plan_of(file)
    for view in plan.sections:
        lines.append(f"## {view.section.number}. {view.section.title}  [{view.mark}]")
        part, shown = "", set[str]()
        for sentence in view.draft.sentences:
            if STANDARD in sentence.id:
                text_id = sentence.id.split(STANDARD)[1].rsplit(".", 1)[0]
                if text_id not in shown:
                    lines.append(f"    (standaardtekst {text_id})")
                shown.add(text_id)
                continue
            if sentence.part != part:
                part = sentence.part
                lines.append(f"  {part}")
            mark = "?" if sentence.to_discuss else "~" if sentence.trust != "vast" else " "
            refs = ", ".join(f"{ref.id}{f'#{ref.entry}' if ref.entry else ''}" for ref in sentence.refs)
            lines.append(f"  {mark} {sentence.text}   <{refs}>")
        for table in view.draft.tables:
            lines += [f"    | {' | '.join(row)} |" for row in (table.header, *table.rows)]
    lines.append("## Wat nog in de weg staat")
    lines += [f"  {'!' if item.statutory else '-'} {item.text}   <{item.id}, {item.section}>" for item in plan.blocking]
    return "\n".join(lines) + "\n"


def renew() -> None:
    """Write the drafts of all constructed cases anew."""
    GOLDEN.mkdir(exist_ok=True)
    for name, build in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            house = open_house(Path(folder), wording_of, lambda: NOW)
            text = as_text(house.case_file(build(house)))
            house.store.close()
        (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    renew()
