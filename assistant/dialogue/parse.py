"""Name the intent of lines: JSON lines {"id", "language", "text"} in, {"id", "intent", "confidence"} out."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from .model_files import current_model, data_folder
from .quiet_start import prepare_for_rasa

if TYPE_CHECKING:
    from rasa.core.processor import MessageProcessor


class CannotParse(RuntimeError):
    """A line of the input is not right or there is no model. The message says which and what to do."""


class Line(NamedTuple):
    """One line of the input."""

    id: str
    language: str
    text: str


def read_lines(stream: Iterable[str]) -> Iterator[Line]:
    """Read JSON lines; empty lines are skipped.

    Raises:
        CannotParse: naming the number of a line that is not an object with the three texts.
    """
    for number, raw in enumerate(stream, start=1):
        if not raw.strip():
            continue
        try:
            content = json.loads(raw)
        except (ValueError, RecursionError) as fault:
            raise CannotParse(f"line {number} is not JSON") from fault
        if not isinstance(content, dict):
            raise CannotParse(f"line {number} is not a JSON object")
        for part in ("language", "text"):
            if not isinstance(content.get(part), str):
                raise CannotParse(f'line {number} needs a text "{part}"')
        if not isinstance(content.get("id"), (str, int)):
            raise CannotParse(f'line {number} needs an "id"')
        yield Line(content["id"], content["language"], content["text"])


async def parse(processor: MessageProcessor, lines: Iterable[Line], out: TextIO) -> None:
    """Write the intent of every line as the dialogue server would hear it."""
    from rasa.core.channels.channel import UserMessage

    for line in lines:
        intent: dict[str, object] = {"name": None, "confidence": 0.0}
        if line.text.strip():
            heard = await processor.parse_message(
                UserMessage(line.text, sender_id="parse", metadata={"language": line.language})
            )
            intent = heard["intent"]
        answer = {"id": line.id, "intent": intent["name"], "confidence": round(float(str(intent["confidence"])), 4)}
        print(json.dumps(answer, ensure_ascii=False), file=out, flush=True)


def load_processor(data: Path) -> MessageProcessor:
    """Load the trained model.

    Raises:
        CannotParse: when it was not trained yet.
    """
    model = current_model(data)
    if not model.is_file():
        raise CannotParse(
            f"there is no model of the current training phrases in {model.parent}; make it with: "
            f"{sys.executable} -m assistant.dialogue.train --data {data}"
        )
    prepare_for_rasa()
    from .closed_outside import close_the_outside
    from .wordless_log import write_wordless_log

    write_wordless_log(sys.stderr)
    close_the_outside(None)
    from rasa.core.agent import Agent

    from .plain_words import read_commands_as_words

    read_commands_as_words()
    processor = Agent.load(model).processor
    assert processor is not None
    return processor


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="assistant.dialogue.parse", description=__doc__)
    parser.add_argument("--data", help="folder of runtime data; default INTAKE_DATA, else var")
    options = parser.parse_args(arguments)
    try:
        processor = load_processor(data_folder(options.data))
        asyncio.run(parse(processor, read_lines(sys.stdin), sys.stdout))
    except CannotParse as problem:
        print(f"The lines cannot be parsed: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
