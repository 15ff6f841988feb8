"""A supervisor with tiny parts as a process of its own, so that the tests can kill it."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from assistant.supervisor.parts import Part
from assistant.supervisor.supervisor import Supervisor

if __name__ == "__main__":
    parts = [Part(**described) for described in json.loads(sys.argv[2])]
    with Supervisor(parts, Path(sys.argv[1]), address="http://127.0.0.1:7860") as house:
        house.wait_ready(within=20)
        print("ready", flush=True)
        time.sleep(600)
