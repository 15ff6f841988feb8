"""A part of the house in small, run as a real process by the tests: a web server that can misbehave when told to."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        well = self.path != "/never"
        self.send_response(200 if well else 503)
        self.end_headers()
        self.wfile.write(b"well" if well else b"ill")

    def log_message(self, format: str, *args: object) -> None:
        pass


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--without-lifeline", action="store_true")
    parser.add_argument("--deaf", action="store_true", help="does not listen to SIGTERM")
    parser.add_argument("--ends-at-once", action="store_true")
    parser.add_argument("--counts-starts", action="store_true", help="prints when it started, and ends")
    parser.add_argument("--prints", type=int, default=0, help="lines to print")
    parser.add_argument("--helper", type=Path, help="start a process of its own and write its id there")
    parser.add_argument("--environ", type=Path, help="write the environment there")
    options = parser.parse_args()
    if not options.without_lifeline:
        from assistant.supervisor import lifeline

        lifeline.watch(grace=0.5)
    if options.ends_at_once:
        print("I lost my dictionary")
        sys.exit(3)
    if options.counts_starts:
        print(time.time())
        sys.exit(4)
    if options.deaf:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if options.helper:
        helper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        options.helper.write_text(str(helper.pid))
    if options.environ:
        import json
        import os

        options.environ.write_text(json.dumps(dict(os.environ)))
    for number in range(options.prints):
        print(f"line {number} of a talkative part")
        time.sleep(0.001)
    ThreadingHTTPServer(("127.0.0.1", options.port), Answer).serve_forever()


if __name__ == "__main__":
    main()
