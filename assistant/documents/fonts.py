"""The fonts of the pages as fonts for a PDF: unpacked once by each process, into a folder that only it uses."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

WEB_FONTS = Path(__file__).parents[2] / "ui" / "assets" / "fonts"
PATTERN = "noto-sans-*.woff2"
EXTENDED = "-ext-"
"""In the name of a file with the rarer Latin letters. It has the family name of the common ones, and of two fonts with one
name only one is found: so it gets a family of its own."""

FAMILIES = ("Noto Sans", "Noto Sans Ext", "Noto Sans Ethiopic", "Noto Sans Arabic")
_NAMES_OF_FAMILY = (1, 4, 16)


class NoFonts(RuntimeError):
    """The fonts of the project are not where they should be; without them no PDF can be made."""


@dataclass(frozen=True)
class Fonts:
    """Fonts ready for typesetting, and the code points they hold between them."""

    loaded: typst.Fonts
    covered: frozenset[int]
    families: tuple[str, ...] = FAMILIES


@cache
def fonts() -> Fonts:
    """The fonts, unpacked on the first call (about half a second); raises NoFonts."""
    files = sorted(WEB_FONTS.glob(PATTERN))
    if not files:
        raise NoFonts(f"There are no fonts in {WEB_FONTS}: the installation is not complete.")
    # a folder with a name nobody can foresee: another user must not be able to put fonts there
    folder = Path(tempfile.mkdtemp(prefix="intake-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    covered: set[int] = set()
    for file in files:
        font = TTFont(file)
        font.flavor = None
        if EXTENDED in file.name:
            _rename(font)
        covered.update(font.getBestCmap())
        font.save(folder / f"{file.stem}.ttf")
    loaded = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    return Fonts(loaded, frozenset(covered))


def _rename(font: TTFont) -> None:
    for record in font["name"].names:
        text = str(record)
        if record.nameID in _NAMES_OF_FAMILY:
            record.string = text.replace("Noto Sans", "Noto Sans Ext", 1)
        elif record.nameID == 6:
            record.string = text.replace("NotoSans", "NotoSansExt", 1)
