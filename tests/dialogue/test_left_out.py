"""TensorFlow and matplotlib are not loaded, and who needs them is told."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.dialogue.server import PROJECT, DialogueServer, rasa_python


def test_the_server_holds_no_tensorflow_and_stays_small(dialogue_server: DialogueServer) -> None:
    dialogue_server.say("hallo")
    folder = Path(f"/proc/{dialogue_server.process.pid}")
    loaded = (folder / "maps").read_text()
    assert "tensorflow" not in loaded
    assert "matplotlib" not in loaded
    assert "numpy" in loaded, "the list of loaded libraries can be read"
    resident = next(line for line in (folder / "status").read_text().splitlines() if line.startswith("VmRSS"))
    assert int(resident.split()[1]) < 400_000, "kB"


@pytest.mark.parametrize(
    "wish",
    [
        "import tensorflow; tensorflow.constant(1)",
        "from tensorflow.keras.layers import Dense; Dense(3)",
        "class Layer(__import__('keras').Model): pass\nLayer()",
        "import matplotlib.pyplot as plot; plot.figure()",
    ],
)
def test_who_computes_with_them_is_told_what_to_do(wish: str) -> None:
    program = f"from assistant.dialogue.quiet_start import prepare_for_rasa\nprepare_for_rasa()\n{wish}"
    done = subprocess.run([str(rasa_python()), "-c", program], cwd=PROJECT, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "LibraryLeftOut: A component of the pipeline needs TensorFlow or matplotlib" in done.stderr
