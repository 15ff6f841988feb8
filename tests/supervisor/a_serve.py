"""`serve()` as a process of its own, with tiny parts in the place of the real ones."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.supervisor import serve as serving
from assistant.supervisor.parts import Part
from tests.supervisor.tiny_house import tiny


def tiny_ui(*, port: int, **rest: object) -> Part:
    part = tiny("ui")
    command = [word if word != str(part.port) else str(port) for word in part.command]
    return Part("ui", command, f"http://127.0.0.1:{port}/", port, part.environ)


def greeting() -> list[str]:
    print("(the demo is prepared)", flush=True)
    return ["Code: ABCD-EFGH-JKMN"]


if __name__ == "__main__":
    serving.ui_part = tiny_ui
    serving.actions_part = lambda **rest: tiny("actions")
    serving.dialogue_part = lambda **rest: tiny("dialogue")
    serving.worker_part = lambda **rest: tiny("worker")
    sys.exit(serving.serve(Path(sys.argv[1]), port=int(sys.argv[2]), greeting=greeting))
