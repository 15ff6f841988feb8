"""The templates of these pages: Jinja2 with every value escaped."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ui.consulent.harmless import harmless

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined,
    trim_blocks=True, lstrip_blocks=True, auto_reload=False,
)  # fmt: skip
_environment.filters["harmless"] = harmless


def render(template: str, **values: object) -> str:
    """One template filled in; raises ``jinja2.UndefinedError`` when a value it names is missing."""
    return _environment.get_template(template).render(**values)
