"""The screens between the person and staff: a question back, a message with its translation, who reads along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.conversation import readers
from assistant.conversation.buttons import button
from assistant.interview import asked_back_now
from assistant.renditions.sources import DUTCH
from assistant.renditions.view import RenditionView
from assistant.understanding.countries import BIRTH_QUESTION

if TYPE_CHECKING:
    from assistant.conversation.screen import Screen, Speech
    from assistant.wording import Wording

Prompt = dict[str, Any]


def in_language(wording: Wording, text: str, language: str) -> dict[str, Any]:
    """A text with the language it stands in and the direction it is read in, whatever the page speaks."""
    known = language in wording.languages()
    return {"text": text, "language": language, "dir": wording.direction(language) if known else "auto"}


def message_texts(speech: Speech, words: str, view: RenditionView | None) -> dict[str, Any]:
    """A message as the person reads it.

    Args:
        speech: the person's language.
        words: the message in Dutch.
        view: its translation; None when it needs none (the person speaks Dutch).

    Returns:
        ``shown``: the translation, or the Dutch as long as there is none. ``original``: the Dutch under a translation,
        with its label; else None. ``state``: how far the translation can be trusted (``name`` and ``text``), or None.
    """
    dutch = in_language(speech.wording, words, DUTCH)
    if speech.language == DUTCH:
        return {"shown": dutch, "original": None, "state": None}
    name = view.standing.state.name if view is not None else "ontbreekt"
    state = {"name": name, "text": speech.say(f"talk.message_state.{name}")}
    if view is None or view.rendition is None:
        return {"shown": dutch, "original": None, "state": state}
    shown = in_language(speech.wording, view.rendition.text, view.rendition.language)
    return {"shown": shown, "original": {**dutch, "label": speech.say("talk.message_in_dutch")}, "state": state}


def asked_back_prompt(screen: Screen, prompt: Prompt) -> Prompt:
    """A question of a cultuurvertaler about what the person said, with what they said."""
    say, course = screen.speech.say, screen.course()
    asked = asked_back_now(screen.catalogue, screen.record, course, screen.cursor.ask.event)
    assert asked is not None, "a question that no longer waits is not on the screen"
    buttons = [
        button("asked_back:person", say("talk.tell_person")),
        button("asked_back:skip", say("talk.skip"), "quiet"),
    ]
    if asked.question:
        change = f"change:{asked.question}" + (f":{asked.entry}" if asked.entry else "")
        buttons.insert(0, button(change, say("talk.asked_back_change")))
    answer = screen.record.answer(*asked.about) if asked.about else None
    if answer is not None:
        question = screen.catalogue.question(answer.question)
        words, language = answer.words, answer.language
        sensitive = question.sensitive or answer.turn in course.attention
        covered = sensitive and not screen.may_see(answer)
    else:
        # words that answer no question can be about anything, and it is not kept where they were written
        words, language, sensitive = screen.beside.words(asked.source), asked.language, True
        covered = not screen.trusted
    quote = in_language(screen.speech.wording, "" if covered else words, language)
    said = {**quote, "label": say("talk.asked_back_said"), "sensitive": sensitive, "covered": covered}
    return {
        **prompt, "kind": "asked_back", "title": say("talk.asked_back_title"), "text": asked.words,
        "shown": in_language(screen.speech.wording, asked.words, asked.language),
        "said": said if words.strip() else None, "sensitive": sensitive, "input": "text", "buttons": buttons,
    }  # fmt: skip


def message_prompt(screen: Screen, prompt: Prompt) -> Prompt:
    """A message of the consulent: the translation, the Dutch under it, and how far the translation can be trusted."""
    say, event = screen.speech.say, screen.cursor.ask.event or 0
    message = screen.course().from_staff.messages[event]
    view = None if screen.speech.language == DUTCH else screen.beside.message(event)
    texts = message_texts(screen.speech, message.words, view)
    return {
        **prompt, "kind": "message", "title": say("talk.message_title"), "text": texts["shown"]["text"], **texts,
        "buttons": [button("message:read", say("talk.read"), "main")],
    }  # fmt: skip


def readers_prompt(screen: Screen, prompt: Prompt) -> Prompt:
    """Who reads the person's words, with a button for everybody who can be shut out; each says how it stands now."""
    say, excluded = screen.speech.say, screen.course().excluded
    named = screen.beside.reviewers(screen.speech.language)
    buttons = []
    for what, value, name in readers.choices(named):
        may = (what, value) not in excluded
        label = name if name is not None else say(f"talk.readers.{what}.{value}")
        state = say("talk.readers_may" if may else "talk.readers_may_not")
        payload = f"readers:{'exclude' if may else 'allow'}:{what}:{value}"
        buttons.append(button(payload, label, state=state, on=may))
    born = screen.record.answer(BIRTH_QUESTION)
    country = str(born.value) if born is not None and born.state == "beantwoord" and born.value else None
    left_alone = readers.nobody_left([one.reviewer for one in named], excluded, country)
    return {
        **prompt, "kind": "readers", "text": say("talk.readers_title"), "help": say("talk.readers_help"),
        "gentle": say("talk.readers_nobody_left") if left_alone else None,
        "buttons": [*buttons, button("go_on", say("talk.go_on"), "main")],
    }  # fmt: skip
