"""A person's words are words, also when they begin with a slash.

Rasa reads "/restart" or "/answer{...}" as a command of the developer: it would skip the classifier, run its own restart
action, or write the words into the log. Nothing in this product sends commands that way.
"""

from __future__ import annotations

from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.core.domain import Domain
from rasa.shared.nlu.training_data.message import Message

from .rasa_pin import expect_source

_PROCESS = "c0b15285ba78223d"


def _leave_as_they_are(
    self: RegexMessageHandler, messages: list[Message], domain: Domain | None = None
) -> list[Message]:
    return messages


def read_commands_as_words() -> None:
    """Make Rasa leave a message that starts with a slash alone.

    Raises:
        RasaChanged: when Rasa's function is another one than expected.
    """
    if RegexMessageHandler.process is _leave_as_they_are:
        return
    expect_source(RegexMessageHandler.process, _PROCESS)
    RegexMessageHandler.process = _leave_as_they_are
