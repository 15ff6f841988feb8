"""The templates of this page: Jinja2 with every value escaped, and the words of a person made harmless."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from ui.consulent.harmless import harmless

FOLDER = Path(__file__).parent
PRESENT = FOLDER.parent / "present.js"
"""Tells the server that somebody is there; every page of staff has it."""

_environment = Environment(
    loader=ChoiceLoader([FileSystemLoader(FOLDER / "templates"), FileSystemLoader(FOLDER / "rooms")]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_environment.filters["harmless"] = harmless


def render(template: str, **values: object) -> str:
    """One template filled in; raises ``jinja2.UndefinedError`` when a value it names is missing.

    A room's own template is named with its folder: ``plan/plan.html``.
    """
    return _environment.get_template(template).render(**values)


def script(folders: Sequence[Path] = ()) -> str:
    """The page's own script: bringing HTML up to date, the page, rooms, what is half typed, and what rooms in ``folders`` add."""
    files = [FOLDER / name for name in ("patch.js", "page.js", "rooms.js", "drafts.js")]
    own = [folder / "room.js" for folder in folders if (folder / "room.js").is_file()]
    # a room's script stands in a function of its own: functions in a bare block would replace the page's of the same name
    parts = [file.read_text(encoding="utf-8") for file in [*files, PRESENT]]
    parts += [f"(() => {{\n{file.read_text(encoding='utf-8')}\n}})();" for file in own]
    return "\n".join([*parts, "begin();"])
