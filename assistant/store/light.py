"""Loads sqlite-utils without pandas and NumPy.

It takes both along when they are installed (Gradio brings them) and we never use that: it would cost every process and every
command more than a second to start, and some 60 MB.
"""

from __future__ import annotations

import sys

_ABSENT = [name for name in ("pandas", "numpy") if name not in sys.modules]

for _name in _ABSENT:
    sys.modules[_name] = None  # type: ignore[assignment]  # importing it now says that it is not there
try:
    import sqlite_utils  # noqa: F401
finally:
    for _name in _ABSENT:
        del sys.modules[_name]
