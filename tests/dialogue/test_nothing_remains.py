"""After a turn no word of the person is left: not in memory, not in the log, not on disk."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.dialogue.server import DialogueServer, TinyActionServer, custom

# Made-up words that nothing else in the process can contain.
WORDS = ["zwaluwstaartvlechter", "ዝተፈልየትቃለይ", "كلمةلايعرفهااحد", "کلمه‌ییکه‌هیچکسنمیداند"]


def written_forms(word: str) -> set[bytes]:
    """Every way in which a process may hold a word: UTF-8, Python's two-byte form, and escaped in JSON."""
    return {word.encode(), word.encode("utf-16-le"), json.dumps(word)[1:-1].encode()}


def found_in_memory(pid: int, words: list[str]) -> set[str]:
    """Which of the words stand anywhere in the writable memory of a process."""
    found = set()
    with open(f"/proc/{pid}/maps") as places, open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for place in places:
            span, rights, *_ = place.split()
            if not rights.startswith("rw"):
                continue
            begin, end = (int(address, 16) for address in span.split("-"))
            try:
                memory.seek(begin)
                content = memory.read(end - begin)
            except (OSError, ValueError):
                continue  # a page of the kernel
            found |= {word for word in words if any(form in content for form in written_forms(word))}
    return found


@pytest.mark.parametrize("word", WORDS, ids=["nl", "ti", "ar", "prs"])
def test_the_words_are_gone_from_memory_right_after_the_turn(
    dialogue_server: DialogueServer, actions: TinyActionServer, word: str
) -> None:
    actions.answer = lambda call: custom({"ok": True})
    dialogue_server.say("eerst iets anders")
    for words in (word, f"{word} {word}", f"/{word}"):
        assert dialogue_server.say(words).status_code == 200
    time.sleep(0.3)
    assert found_in_memory(dialogue_server.process.pid, [word]) == set()


def test_the_search_would_find_what_is_there(dialogue_server: DialogueServer) -> None:
    assert found_in_memory(dialogue_server.process.pid, [dialogue_server.secret]) == {dialogue_server.secret}


def test_also_the_reply_is_gone(dialogue_server: DialogueServer, actions: TinyActionServer) -> None:
    reply = {"lines": [{"words": word} for word in WORDS]}
    actions.answer = lambda call: custom(reply)
    assert dialogue_server.say("lees voor").json() == reply
    dialogue_server.say("ja", case="een ander")
    actions.answer = lambda call: custom({"ok": True})
    dialogue_server.say("ja")
    time.sleep(0.3)
    assert found_in_memory(dialogue_server.process.pid, WORDS) == set()


def test_nor_do_the_words_of_a_turn_that_failed_remain_or_reach_the_log(
    dialogue_server: DialogueServer, actions: TinyActionServer
) -> None:
    def fail(call: dict[str, object]) -> tuple[int, bytes]:
        return 500, json.dumps({"error": "boom", "request_body": call}).encode()

    for answer in (fail, lambda call: (200, json.dumps({"events": [{"event": str(call)}]}).encode())):
        actions.answer = answer
        for word in WORDS:
            assert dialogue_server.say(word).status_code == 503
    actions.down()
    for word in WORDS:
        assert dialogue_server.say(word).status_code == 503
    for word in WORDS:
        dialogue_server.post(f'{{"sender": "s", "message": "{word}", "metadata": '.encode())
        dialogue_server.post({"sender": "s", "message": word, "metadata": {}}, secret="wrong")
        dialogue_server.post({"sender": word, "message": [word], "metadata": word})
        dialogue_server.get(f"/{word}")
    actions.up()
    actions.answer = lambda call: custom({"ok": True})
    dialogue_server.say("iets anders")
    time.sleep(0.3)
    log = "".join(dialogue_server.printed)
    assert "text withheld" in log, "the failures must be in the log"
    assert [word for word in WORDS for form in written_forms(word) if form in log.encode()] == []
    assert found_in_memory(dialogue_server.process.pid, WORDS) == set()


def test_the_log_tells_where_a_turn_failed(dialogue_server: DialogueServer, actions: TinyActionServer) -> None:
    begin = len(dialogue_server.printed)
    actions.answer = lambda call: (500, b"{}")
    dialogue_server.say("hallo")
    time.sleep(0.2)
    log = "".join(dialogue_server.printed[begin:])
    assert "ActionServerFailed" in log
    assert "rasa/core/processor.py" in log
    assert "no reply from the action server" in log


def test_no_file_is_written_by_the_turns(dialogue_server: DialogueServer, actions: TinyActionServer) -> None:
    dialogue_server.say("hallo")
    open_files = [Path(f"/proc/{dialogue_server.process.pid}/fd/{fd.name}") for fd in
                  Path(f"/proc/{dialogue_server.process.pid}/fd").iterdir()]  # fmt: skip
    regular = [path.resolve() for path in open_files if path.resolve().is_file()]
    assert regular == []
