"""The store loads without the libraries that sqlite-utils would take along, and leaves them to whoever needs them."""

from __future__ import annotations

import subprocess
import sys


def test_the_store_loads_without_pandas_and_leaves_it_importable() -> None:
    code = (
        "import sys, assistant.commands.opening; from assistant.store.sqlite import open_store;"
        "assert not {'pandas', 'numpy'} & set(sys.modules); import numpy, pandas; print(pandas.DataFrame({'a': [1]}).shape)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.strip() == "(1, 1)", done.stderr
