"""Openings of sensitive topics, offers to tell more, and the person's own order of the topics."""

from __future__ import annotations

from assistant.conversation.turn import TurnInProgress
from assistant.interview import offers, open_in_topic
from assistant.record import State

SKIPPED: dict[str, State] = {"skip": "later", "person": "liever_met_een_persoon"}
SKIPPED_WITH = {"skip": "talk.opening_skip", "person": "talk.opening_person"}


def open_topic(turn: TurnInProgress, choice: str) -> bool:
    """Answer to the gentle opening: ``go``, ``skip`` (all of it, later) or ``person`` (all of it, to a person)."""
    topic = str(turn.cursor.ask.topic)
    if choice == "go":
        turn.event("opened", topic=topic)
    elif choice in SKIPPED:
        skip(turn, topic, choice)
    else:
        return False
    turn.go_on()
    return True


def skip(turn: TurnInProgress, topic: str, choice: str) -> None:
    """Leave every open question of a topic: each gets its own state, so that "not told" is never "nothing there"."""
    while open_asks := open_in_topic(turn.catalogue, turn.record, turn.course(), topic):
        for ask in open_asks:
            words = turn.say(SKIPPED_WITH[choice])
            turn.add_answer(SKIPPED[choice], words, understood_by="button", key=ask.key)
    turn.event("put_off", topic=topic, until="later" if choice == "skip" else "talk", skipped=True)
    turn.note("kept", f"talk.noted.{'topic_later' if choice == 'skip' else 'liever_met_een_persoon'}")
    if choice == "person":
        turn.event("handover", question=None, topic=topic)


def take_offer(turn: TurnInProgress, choice: str) -> bool:
    """Answer to "do you want to tell more about this?": ``now``, ``later``, ``talk`` or ``enough`` (nothing more today)."""
    topic = str(turn.cursor.ask.topic)
    if choice == "now":
        turn.event("tells_more", topic=topic)
    elif choice in {"later", "talk"}:
        turn.event("put_off", topic=topic, until=choice)
        turn.note("kept", "talk.noted.topic_later" if choice == "later" else "talk.noted.topic_talk")
    elif choice == "enough":
        course = turn.course()
        for other in turn.catalogue.topics[:-1]:
            if other.id not in course.put_off and offers(turn.catalogue, other, turn.record):
                turn.event("put_off", topic=other.id, until="later")
    else:
        return False
    turn.go_on()
    return True


def choose(turn: TurnInProgress, topic: str) -> bool:
    """The person picks what to talk about: that topic comes first, all of it."""
    if topic not in {other.id for other in turn.catalogue.topics[1:-1]}:
        return False
    turn.back()
    turn.event("chose_topic", topic=topic)
    if not open_in_topic(turn.catalogue, turn.record, turn.course(), topic):
        turn.event("tells_more", topic=topic)
    turn.go_on()
    return True
