"""Writes ``docs/questions.md``: every question of the catalogue with its ground, its path and when it is asked.

.venv/bin/python docs/make_questions.py
"""

from __future__ import annotations

from pathlib import Path

from assistant.catalogue import Catalogue, Condition, Question, load

PAGE = Path(__file__).parent / "questions.md"
HEAD = """\
# Every question

**Goal.** What is asked, on what ground, when, and which PIP sections it feeds. This page is made from
`assistant/catalogue/*.yml` by `docs/make_questions.py`; a test compares them.

*Path*: **short** is asked of everybody it applies to; **more** when the person wants to tell more about the topic
(offered topic by topic, or in their own order); **interview** by the consulent in the talk; **off** only where a
municipality switches it on. *S* marks sensitive questions, *alone* those asked again when somebody else was in the
room, *core* the ids other systems rely on.
"""
OPERATOR = {"is": "=", "is_not": "≠", "in": "in", "above": ">", "below": "<"}


def said(condition: Condition) -> str:
    """A condition in words."""
    if condition.parts:
        return (" and " if condition.need_all else " or ").join(said(part) for part in condition.parts)
    wanted = (
        {True: "yes", False: "no"}.get(condition.wanted, condition.wanted)
        if isinstance(condition.wanted, bool)
        else condition.wanted
    )
    return f"{condition.question} {OPERATOR[condition.operator or 'is']} {wanted}"


def asked_when(question: Question) -> str:
    """When a question applies, in words."""
    parts = []
    if question.follows:
        parts.append(f"for each of {question.follows}")
    for word, condition in (
        ("when", question.when), ("unless", question.unless), ("entry with", question.entry_when),
        ("entry without", question.entry_unless),
    ):  # fmt: skip
        if condition is not None:
            parts.append(f"{word} {said(condition)}")
    parts += [f"settled ({value}) if {said(condition)}" for condition, value in question.settled]
    return "; ".join(parts)


def marks(question: Question) -> str:
    """Short marks beside a question."""
    found = [name for name, on in (("core", question.core), ("S", question.sensitive), ("alone", question.alone)) if on]
    return ", ".join(found)


def page(catalogue: Catalogue) -> str:
    """The whole page."""
    lines = [
        HEAD,
        f"Catalogue `{catalogue.name}` version {catalogue.version}: {sum(1 for _ in catalogue.questions())} questions.\n",
    ]
    for topic in catalogue.topics:
        lines += [
            f"## {topic.id} – {topic.title}{' (sensitive: opens gently, can be skipped whole)' if topic.sensitive else ''}\n"
        ]
        lines += [
            "| id | question (Dutch) | type | path | marks | applies | ground | PIP |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
        ]
        for question in topic.questions:
            for part in (question, *question.fields):
                text = part.text.replace("|", "/").replace("\n", " ")
                sections = ", ".join(map(str, part.pip))
                lines.append(
                    f"| `{part.id}` | {text} | {part.type} | {part.path} | {marks(part)} | {asked_when(part)} "
                    f"| {part.legal_basis} | {sections} |"
                )
        lines.append("")
    lines += ["## Grounds\n", *(f"- `{code}`: {law}" for code, law in catalogue.legal_basis.items()), ""]
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(load()), encoding="utf-8")
    print(f"written: {PAGE}")
