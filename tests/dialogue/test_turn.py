"""One request is one turn: the words arrive unharmed, one action is called, and its reply comes back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.dialogue.server import DialogueServer, TinyActionServer, custom

INTENTS = {
    "answer", "affirm", "deny", "dont_know", "refuse", "ask_why", "repeat", "skip", "pause", "ask_human",
    "correct_previous", "change_language", "ask_info", "greet", "thank", "out_of_scope",
}  # fmt: skip

WORDS = [
    ("nl", "Ik heb negen jaar op school gezeten."),
    ("ti", "ክሳብ ሻሙናይ ክፍሊ ተማሂረ፣ ድሕሪኡ ሰሪሐ።"),
    ("ar", "درستُ للصفّ السادس، وبعدين اشتغلت خيّاطة؟"),
    ("prs", "تا صنف نهم خواندم، نمی‌دانم چند سال شد"),
    ("ar", "ma b3rif, 3endi 3 wled"),
    ("prs", "namifahmam chi migoyen"),
    ("ti", "ayfelten"),
    ("nl", 'zij zei "nee" \\ en {toen} [niets](x) <b>'),
    ("nl", "regel een\nregel twee\ttab"),
    ("nl", "👩🏽‍🍳 kok"),
    ("nl", "?!"),
    ("nl", "x" * 500),
]


@pytest.mark.parametrize(("language", "words"), WORDS)
def test_the_words_reach_the_action_and_its_reply_comes_back_unharmed(
    dialogue_server: DialogueServer, actions: TinyActionServer, language: str, words: str
) -> None:
    answer = dialogue_server.say(words, language=language)
    assert answer.status_code == 200
    assert answer.json() == {"heard": words}
    assert len(actions.heard) == 1


def test_the_action_is_told_the_intent_and_the_metadata_and_little_else(
    dialogue_server: DialogueServer, actions: TinyActionServer
) -> None:
    about = {"case": "c-1", "message_id": "m-1", "prompt_id": "17", "language": "ti"}
    dialogue_server.say("ኣይፈልጥን", **about)
    (heard,) = actions.heard
    assert heard.call["next_action"] == "action_intake_turn"
    message = heard.call["tracker"]["latest_message"]
    assert message["metadata"] == about
    assert message["intent"]["name"] in INTENTS
    assert 0.0 <= message["intent"]["confidence"] <= 1.0
    ranking = [(place["name"], place["confidence"]) for place in message["intent_ranking"]]
    assert ranking[0] == (message["intent"]["name"], message["intent"]["confidence"])
    assert ranking == sorted(ranking, key=lambda place: -place[1])
    assert heard.size < 1500


COMMANDS = ["/restart", "/answer", '/answer{"a": "b"}', "/back", "/session_start", "/deny@1.0", "  /restart", "/ ja"]


@pytest.mark.parametrize("words", COMMANDS)
def test_a_slash_is_a_word_like_any_other(
    dialogue_server: DialogueServer, actions: TinyActionServer, words: str
) -> None:
    answer = dialogue_server.say(words)
    assert answer.json() == {"heard": words.strip()}
    message = actions.heard[0].call["tracker"]["latest_message"]
    assert message["intent"]["name"] in INTENTS
    assert message["entities"] == []
    assert len(message["intent_ranking"]) > 1, "the classifier read it, not Rasa's command reader"


def test_every_reply_belongs_to_its_own_turn(dialogue_server: DialogueServer, actions: TinyActionServer) -> None:
    words = [f"beurt nummer {number}" for number in range(40)]
    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(dialogue_server.say, words))
    assert [answer.json()["heard"] for answer in answers] == words
    assert len(actions.heard) == len(words)


def test_a_turn_knows_nothing_of_the_turn_before(dialogue_server: DialogueServer, actions: TinyActionServer) -> None:
    for words in ("ik ben kok", "nee"):
        dialogue_server.post({"sender": "same-sender", "message": words, "metadata": {}})
    assert [heard.call["tracker"]["events"] for heard in actions.heard] == [[], []]
    assert "kok" not in str(actions.heard[1].call)


def test_falsy_values_and_an_empty_reply_object_stay_what_they_are(
    dialogue_server: DialogueServer, actions: TinyActionServer
) -> None:
    reply = {"finished": False, "entry": None, "lines": [], "progress": {"done": 0}, "text": ""}
    actions.answer = lambda call: custom(reply)
    assert dialogue_server.say("ja").json() == reply


def test_the_connection_to_the_action_server_is_kept(
    dialogue_server: DialogueServer, actions: TinyActionServer
) -> None:
    for _ in range(5):
        dialogue_server.say("ja")
    assert len({heard.connection for heard in actions.heard}) == 1


def test_it_says_when_it_is_ready(dialogue_server: DialogueServer) -> None:
    answer = dialogue_server.get("/webhooks/gesprek/ready")
    assert (answer.status_code, answer.json()) == (200, {"ready": True})
