"""Plots of the overview as SVG that stands in a page: text stays text, in the letters of the page.

Colour never carries meaning alone: every bar says its number, and what is hidden says so in words. Matplotlib is imported
when the first plot is drawn, so that starting the pages does not wait for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from io import StringIO
from threading import Lock
from typing import Any

from assistant.overview.figures import Bar, Figure

ACCENT, INK, QUIET, LINE = "#0b6e6e", "#1c2024", "#5b6470", "#dcd9d1"
WIDTH, MARGIN = 380, 4
"""In the units of the drawing: its width, and what is left free around it."""

SHORT = 9
"""Labels of up to so many letters stand beside their bar, longer ones above it."""

LETTERS = 15


@dataclass(frozen=True)
class _Layout:
    """Where things stand: height of a row, middle of the bar and baseline of the label within it, begin and end of the bars."""

    row: float
    bar: float
    label: float
    begin: float
    end: float


BESIDE = _Layout(row=28, bar=14, label=19, begin=74, end=276)
ABOVE = _Layout(row=50, bar=32, label=15, begin=MARGIN, end=226)

_drawing = Lock()


@lru_cache(maxsize=64)
def plot(figure: Figure) -> str:
    """The bars of a figure as ``<svg>``; empty when there is nothing to draw.

    Two calls with the same figure give the same text, and two figures on one page share no ids.
    """
    if not drawn_bars(figure):
        return ""
    with _drawing:  # matplotlib's settings belong to the whole process
        return _tidied(_drawn(figure), figure)


def drawn_bars(figure: Figure) -> tuple[Bar, ...]:
    """The bars that are drawn: those with a value; of a row in time all of them, so that no gap closes."""
    if not any(bar.value is not None for bar in figure.bars):
        return ()
    return tuple(bar for bar in figure.bars if bar.value is not None or figure.in_time)


def _drawn(figure: Figure) -> str:
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure as Drawing

    bars = drawn_bars(figure)
    layout = BESIDE if all(len(bar.label) <= SHORT for bar in bars) else ABOVE
    height = layout.row * len(bars) + 2 * MARGIN
    text = StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": figure.id, "font.size": LETTERS}):
        drawing = Drawing(figsize=(WIDTH / 72, height / 72), dpi=72, facecolor="none")
        FigureCanvasSVG(drawing)
        axes = drawing.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(height, 0)
        axes.axis("off")
        longest = max(max(bar.value or 0, bar.further or 0) for bar in bars) or 1
        for number, bar in enumerate(bars):
            _bar(axes, bar, layout, MARGIN + layout.row * number, longest)
        drawing.savefig(text, format="svg", transparent=True, metadata={"Date": None})
    return text.getvalue()


def _bar(axes: Any, bar: Bar, layout: _Layout, top: float, longest: float) -> None:
    """One bar with its label, and its number at the end of its line."""
    room, middle = layout.end - layout.begin, top + layout.bar
    axes.text(MARGIN, top + layout.label, bar.label, color=INK, va="baseline")
    axes.text(layout.end + 10, middle + 5, bar.text, color=QUIET if bar.value is None else INK, va="baseline")
    axes.plot([layout.begin, layout.end], [middle, middle], color=LINE, linewidth=1, zorder=1)
    if bar.value is None:
        return
    if bar.further is not None:
        end = layout.begin + room * bar.further / longest
        axes.plot([layout.begin, end], [middle, middle], color=ACCENT, linewidth=2, zorder=2)
        axes.plot([end, end], [middle - 7, middle + 7], color=ACCENT, linewidth=2, zorder=2)
    axes.barh(middle, max(room * bar.value / longest, 2), height=14, left=layout.begin, color=ACCENT, zorder=3)


def _tidied(svg: str, figure: Figure) -> str:
    """Only the drawing: no file head, no style that would reach the page around it, no letters of its own, and a name."""
    svg = svg[svg.index("<svg") :].strip()
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;\"]*", "font-family: inherit", svg)
    box = re.search(r'viewBox="([^"]*)"', svg)
    name = f"plot-{figure.id}"
    head = (
        f'<svg class="cs-plot" viewBox="{box.group(1) if box else ""}" role="img" aria-labelledby="{name}" '
        f'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<title id="{name}">{escape(figure.title)}. {escape(figure.says)}</title>'
    )
    # ids of groups ("figure_1", "patch_2") name nothing and would be there once per plot
    body = re.sub(r'<g id="[^"]*">', "<g>", svg[svg.index(">") + 1 :])
    return head + re.sub(r"<!--.*?-->\s*", "", body, flags=re.DOTALL)


__all__ = ["drawn_bars", "plot"]
