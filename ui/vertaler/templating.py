"""The templates of this page: Jinja2 with every value escaped, and the words of people made harmless."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ui.consulent.harmless import harmless
from ui.consulent.templating import FOLDER as CONSULENT
from ui.consulent.templating import PRESENT

FOLDER = Path(__file__).parent
SCRIPTS = (
    CONSULENT / "patch.js",
    *(FOLDER / name for name in ("desk.js", "answers.js", "texts.js", "recording.js", "words.js", "hands.js")),
    PRESENT,
)
_environment = Environment(
    # the consulent's folder for marks.html, which both pages draw their signs from
    loader=FileSystemLoader([FOLDER / "templates", CONSULENT / "templates"]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_environment.filters["harmless"] = harmless


def render(template: str, **values: object) -> str:
    """One template filled in; raises ``jinja2.UndefinedError`` when a value it names is missing."""
    return _environment.get_template(template).render(**values)


def script() -> str:
    """The page's own script, in the order its parts build on each other."""
    return "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
