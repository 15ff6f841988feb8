"""Turn 100 costs what turn 1 costs. Counted in function calls of the server's own code, not in seconds."""

from __future__ import annotations

import json

from tests.dialogue.server import TinyActionServer, data_folder, make_model, run_in_rasa

# Holds one whole conversation inside a process and counts; the action server is the real one of these tests.
COUNT = """
import asyncio, cProfile, json, sys
from pathlib import Path
from assistant.dialogue.quiet_start import prepare_for_rasa
prepare_for_rasa()
from assistant.dialogue.wordless_log import write_wordless_log
write_wordless_log(sys.stderr)
import jsonschema
from rasa.core.channels.channel import UserMessage
from assistant.dialogue.channel import TurnOutput
from assistant.dialogue.fast_actions import ActionServer
from assistant.dialogue.serve import load_agent

compiled = []
for validator in set(jsonschema.validators._META_SCHEMAS.values()):
    original = validator.check_schema
    validator.check_schema = classmethod(lambda cls, *a, was=original, **k: (compiled.append(1), was(*a, **k)))

async def hold():
    actions = ActionServer({url!r}, "x" * 16)
    agent = load_agent(Path({model!r}), actions)
    calls = []
    for turn in range(110):
        output = TurnOutput()
        message = UserMessage("ik heb negen jaar school", output, "same-sender", input_channel="gesprek",
                              metadata={{"case": "c", "message_id": "m"}})
        profile = cProfile.Profile()
        profile.enable()
        await agent.handle_message(message)
        profile.disable()
        assert output.reply() is not None
        calls.append(sum(entry.callcount for entry in profile.getstats()))
    await actions.close()
    kept = await agent.tracker_store.keys()
    print(json.dumps({{"calls": calls, "kept": list(kept), "locks": len(agent.lock_store.conversation_locks),
                      "compiled": len(compiled)}}))

asyncio.run(hold())
"""


def test_the_same_work_in_turn_100_as_in_turn_10(actions: TinyActionServer) -> None:
    model = make_model(data_folder())
    counted = json.loads(run_in_rasa(COUNT.format(url=actions.url, model=str(model))))
    early, late = sorted(counted["calls"][5:25])[10], sorted(counted["calls"][90:110])[10]
    assert late <= early * 1.02, "the cost of a turn grows with the conversation"
    assert counted["kept"] == []
    assert counted["locks"] == 0
    assert counted["compiled"] == 0, "Rasa compiled its JSON Schema anew"
    assert len(actions.heard) == 110
    assert len({heard.size for heard in actions.heard}) == 1, "what is sent to the action server grows"
