"""The templates of this page: Jinja2 with every value escaped, and the words of a person made harmless."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ui.consulent.harmless import harmless

FOLDER = Path(__file__).parent
_environment = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
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
    """The page's own script: bringing HTML up to date first, then the page that uses it."""
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in ("patch.js", "page.js"))
