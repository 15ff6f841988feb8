"""``docs/trust.md``: what was promised beside what was measured, and everything that is not proven first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.collecting.parts import Figure, Part
from benchmarks.collecting.proof import NO, NOT_RUN, YES, Point, Promise, TestFile, Verdict, verdict

MANY = 8
"""More figures than this on one line are counted; each of them stands in var/trust."""

HEAD = """\
# Trust: what was promised, and what a machine measured

**Goal.** One line for everything that was promised, with the figure that was measured, what was wanted, and whether it is so.
`make trust` runs the measurements and the tests and writes this page; nobody edits it by hand. *yes* means that every figure was
there and as wanted, and that every test that is named passed. What is missing, failed, garbled or not run is never *yes*.

Figures are of one machine and one run; speed on another differs. What no test or figure covers stands in the [threat
model](threats.md).
"""


def page(points: Sequence[Point], parts: Mapping[str, Part], tests: Mapping[str, TestFile], run: Mapping[str, Any]) -> str:
    """The whole page.

    Args:
        points: what was promised. parts: measurements by name. tests: test files by name.
        run: ``mode`` (full or quick), ``machine``, ``began``, ``ended``, ``version``, ``unfinished`` (what was not run yet).
    """
    quick = run["mode"] == "quick"
    judged = [(point, [verdict(one, parts.values(), tests, quick=quick) for one in point.lines]) for point in points]
    every = [one for _, verdicts in judged for one in verdicts]
    lines = [HEAD, *_about(run), *_sum(every), ""]
    for point, verdicts in judged:
        lines += [f"## {point.title}", "", *_table(verdicts), ""]
        open_ones = [one for one in verdicts if one.why]
        lines += [f"- **{one.promise.id}** {one.ok}: {'; '.join(map(_cell, one.why))}." for one in open_ones]
        lines += [""] if open_ones else []
    lines += _other_figures(parts.values(), every)
    lines += _how(parts.values(), tests.values())
    return "\n".join(lines).rstrip() + "\n"


def _about(run: Mapping[str, Any]) -> list[str]:
    unfinished = run.get("unfinished") or ()
    lines = [
        f"Machine: {run['machine']}. Begun {run['began']}, ended {run['ended']}. Code: {run['version']}.",
        f"Command: `make trust{' QUICK=1' if run['mode'] == 'quick' else ''}`."
        + (" **A quick run**: fewer repetitions, and slow tests left out." if run["mode"] == "quick" else ""),
        "",
    ]
    if unfinished:
        lines += [f"**This run is not finished.** Still to run: {', '.join(unfinished)}.", ""]
    return lines


def _sum(verdicts: Sequence[Verdict]) -> list[str]:
    count = {ok: sum(one.ok == ok for one in verdicts) for ok in (YES, NO, NOT_RUN)}
    return [f"Of {len(verdicts)} lines: **{count[YES]} yes, {count[NO]} no, {count[NOT_RUN]} not run**."]


def _table(verdicts: Iterable[Verdict]) -> list[str]:
    lines = ["| | promised | measured | wanted | ok | by |", "| --- | --- | --- | --- | --- | --- |"]
    for one in verdicts:
        measured = _measured(one.figures)
        tests = [f"{number} tests {word}" for number, word in _counts(one) if number]
        wanted = [figure.wanted for figure in one.figures] if len(one.figures) <= MANY else ["all as wanted"]
        wanted += ["all tests pass"] if one.promise.tests or one.promise.slow else []
        cells = (
            one.promise.id, one.promise.promised, "; ".join([*measured, *tests]) or "nothing",
            "; ".join(dict.fromkeys(filter(None, wanted))) or "–", one.ok if one.ok == YES else f"**{one.ok}**", _by(one.promise),
        )  # fmt: skip
        lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    return lines


def _measured(figures: Sequence[Figure]) -> list[str]:
    """Each figure in words; of very many only how many are as wanted, and each that is not."""
    said = {id(one): f"{one.what}: {value(one)}{'' if one.ok else ' **(not as wanted)**'}" for one in figures}
    if len(figures) <= MANY:
        return list(said.values())
    bad = [said[id(one)] for one in figures if not one.ok]
    return [f"{len(figures) - len(bad)} of {len(figures)} figures as wanted", *bad]


def _counts(one: Verdict) -> tuple[tuple[int, str], ...]:
    return ((one.passed, "passed"), (one.failed, "**failed**"), (one.skipped, "skipped"))


def _by(promise: Promise) -> str:
    tests = [f"`{name}`" for name in (*promise.tests, *promise.slow)]
    return ", ".join([*(f"figure `{name}`" for name in (*promise.figures, *promise.full)), *tests]) or "–"


def value(figure: Figure) -> str:
    """The value of a figure with its unit, as the page writes it."""
    found = figure.value
    if isinstance(found, bool):
        text = "yes" if found else "no"
    elif isinstance(found, int):
        text = f"{found:,}"
    elif isinstance(found, float):
        text = f"{found:,.3g}" if abs(found) < 1000 else f"{found:,.0f}"
    elif isinstance(found, dict):
        text = ", ".join(f"{key} {one}" for key, one in found.items())
    else:
        text = str(found)
    return f"{text} {figure.unit}".strip()


def _other_figures(parts: Iterable[Part], verdicts: Iterable[Verdict]) -> list[str]:
    used = {id(figure) for one in verdicts for figure in one.figures}
    rest = [(part, figure) for part in parts for figure in part.figures if id(figure) not in used]
    if not rest:
        return []
    lines = ["## Other figures", "", "Measured, and no line above asks for them.", ""]
    lines += ["| id | what | value | wanted | as wanted | by |", "| --- | --- | --- | --- | --- | --- |"]
    for part, figure in rest:
        about = f"{figure.what} ({figure.about})" if figure.about else figure.what
        cells = (f"`{figure.trust}`", about, value(figure), figure.wanted, YES if figure.ok else f"**{NO}**", part.name)
        lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    return [*lines, ""]


def _how(parts: Iterable[Part], tests: Iterable[TestFile]) -> list[str]:
    lines = ["## What was run", "", "| measurement | ended | of code | seconds | figures | ended well |"]
    lines += ["| --- | --- | --- | --- | --- | --- |"]
    for part in parts:
        ended = f"**{NO}**: {part.fault}" if part.failed else YES
        cells = (f"`{' '.join(part.command)}`", part.at, part.version, f"{part.seconds:,.0f}", str(len(part.figures)), ended)
        lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    ran = list(tests)
    ended_tests = [how for one in ran for how in one.ended.values()]
    lines += ["", f"Tests: {len(ran)} files, {len(ended_tests)} tests: {ended_tests.count('passed')} passed, "
              f"{ended_tests.count('failed')} failed, {ended_tests.count('skipped')} skipped."]  # fmt: skip
    of_code = sorted({one.version for one in ran if one.version})
    lines += [f"Run on code: {'; '.join(of_code)}.", ""] if of_code else [""]
    lines += [f"- {one.file}: {one.fault}" for one in ran if one.fault]
    lines += [f"- {one.file}: **failed** {name}" for one in ran for name, how in one.ended.items() if how == "failed"]
    lines += [f"- {one.file}: skipped {name}" for one in ran for name, how in one.ended.items() if how == "skipped"]
    return lines


def _cell(text: object) -> str:
    return " ".join(str(text).replace("|", "/").split())
