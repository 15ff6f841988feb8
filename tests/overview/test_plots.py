from __future__ import annotations

import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from assistant.overview.figures import Bar, Figure
from assistant.overview.plots import ACCENT, plot

SVG = "{http://www.w3.org/2000/svg}"
BARS = (Bar("10 Geregistreerd", 6.0, "6 dagen (90 %: 12)", 12.0), Bar("31 Wachten & <meer>", 20.0, "20 dagen"))
FIGURE = Figure("wachttijd", "Hoe lang", "De helft duurt 6 dagen.", ("Fase", "Dagen"), (), BARS)


def texts(svg: str) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_text_is_text_in_the_letters_of_the_page() -> None:
    svg = plot(FIGURE)
    assert texts(svg) == ["10 Geregistreerd", "6 dagen (90 %: 12)", "31 Wachten & <meer>", "20 dagen"]
    assert "DejaVu" not in svg
    assert set(re.findall(r"font-family: ([^;\"]+)", svg)) == {"inherit"}


def test_nothing_of_it_reaches_the_page_around_it() -> None:
    svg = plot(FIGURE)
    assert svg.startswith("<svg ") and svg.endswith("</svg>")
    assert "<style" not in svg and "<script" not in svg and "<metadata" not in svg and "<?xml" not in svg
    assert not re.findall(r"(?:href|src)=\"(?!#)[^\"]*\"", svg)


def test_it_has_a_name_for_who_cannot_see_it() -> None:
    root = ElementTree.fromstring(plot(FIGURE))
    title = root.find(f"{SVG}title")
    assert root.get("role") == "img" and title is not None
    assert root.get("aria-labelledby") == title.get("id")
    assert title.text == "Hoe lang. De helft duurt 6 dagen."


def test_two_plots_on_a_page_share_no_ids() -> None:
    ids = [set(re.findall(r'id="([^"]+)"', plot(Figure(name, "a", "b", (), (), BARS)))) for name in ("een", "twee")]
    assert ids[0] and ids[1] and not ids[0] & ids[1]


def test_the_same_figures_give_the_same_drawing() -> None:
    first = plot(FIGURE)
    plot.cache_clear()
    assert plot(FIGURE) == first


def widths(svg: str) -> list[float]:
    """How wide the bars are: they are the closed shapes in our colour."""
    found = []
    for shape in ElementTree.fromstring(svg).iter(f"{SVG}path"):
        if f"fill: {ACCENT}" in (shape.get("style") or ""):
            across = [float(x) for x in re.findall(r"[ML] ([\d.]+) ", shape.get("d") or "")]
            found.append(max(across) - min(across))
    return found


def test_bars_are_as_long_as_their_numbers() -> None:
    short, long = widths(plot(FIGURE))
    assert long / short == pytest.approx(20 / 6, rel=0.01)


def test_what_is_hidden_is_not_drawn() -> None:
    bars = (Bar("Ziek", 8.0, "8"), Bar("Tolk", None, "minder dan 5"))
    assert texts(plot(Figure("a", "a", "b", (), (), bars))) == ["Ziek", "8"]
    in_time = plot(Figure("a", "a", "b", (), (), bars, in_time=True))  # a week that is left out would close the gap
    assert texts(in_time) == ["Ziek", "8", "Tolk", "minder dan 5"]
    assert len(widths(in_time)) == 1


def test_with_everything_hidden_there_is_no_drawing() -> None:
    assert plot(Figure("a", "a", "b", (), (), (Bar("Tolk", None, "minder dan 5"),))) == ""


def test_starting_the_pages_does_not_load_matplotlib() -> None:
    code = "import sys, ui.consulent.rooms.team, assistant.overview; print('matplotlib' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert said.stdout.strip() == "False"
