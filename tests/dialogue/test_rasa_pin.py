"""Our replacements of Rasa's functions are only put in place over the functions they were written for."""

from __future__ import annotations

from tests.dialogue.server import run_in_rasa

BEGIN = """
from assistant.dialogue.quiet_start import prepare_for_rasa
prepare_for_rasa()
import warnings
warnings.simplefilter("ignore")
from assistant.dialogue import fast_actions, plain_words
from assistant.dialogue.rasa_pin import RasaChanged
from rasa.core.actions.action import RemoteAction
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
"""


def test_the_pinned_release_is_the_one_we_know() -> None:
    said = run_in_rasa(
        BEGIN + "fast_actions.make_actions_fast(); fast_actions.make_actions_fast()\n"
        "plain_words.read_commands_as_words(); plain_words.read_commands_as_words()\n"
        "import rasa; print(rasa.__version__)"
    )
    assert said.split() == ["3.6.21"]


def test_changed_code_of_rasa_is_refused_with_a_clear_message() -> None:
    program = """
for owner, name, patch in [
    (RemoteAction, "run", fast_actions.make_actions_fast),
    (RemoteAction, "_validate_action_result", fast_actions.make_actions_fast),
    (RemoteAction, "_action_call_format", fast_actions.make_actions_fast),
    (RegexMessageHandler, "process", plain_words.read_commands_as_words),
]:
    original = getattr(owner, name)
    setattr(owner, name, RemoteAction.name)  # as if another release had other code here
    try:
        patch()
    except RasaChanged as problem:
        print(problem)
    setattr(owner, name, original)
"""
    said = run_in_rasa(BEGIN + program).splitlines()
    assert len(said) == 4
    for line in said:
        assert "is not the one this server was tested with (rasa 3.6.21)" in line
        assert "Install rasa==3.6.21" in line
