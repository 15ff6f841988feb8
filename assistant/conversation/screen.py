"""What the person sees: the reply to a turn, built from the cursor and the record in the person's own language."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from assistant.answers import load_answers
from assistant.catalogue import Catalogue, Question
from assistant.conversation import imported
from assistant.conversation.beside import Beside
from assistant.conversation.buttons import button
from assistant.conversation.cursor import SIDE_SCREENS, Cursor
from assistant.conversation.staff_screens import asked_back_prompt, message_prompt, readers_prompt
from assistant.conversation.voice import can_be_spoken
from assistant.interview import AMONG_OTHERS, PRESENT, Ask, Course, lines_of, offers, progress, was_among_others
from assistant.record import Answer, Record
from assistant.renditions.sources import DUTCH
from assistant.understanding import countries
from assistant.value_labels import country_name, language_codes, language_name, value_label
from assistant.wording import Wording

# shown as buttons above the long lists; everything else is found by typing
NEAR_AT_HAND = {"country": ("SY", "ER", "AF", "IQ", "SD", "NL"), "language": ("ar", "ti", "prs", "nl", "en", "ku")}
ISCED_NEAR_AT_HAND = (0, 1, 2, 3, 6)
MOVES = ("why", "repeat", "skip", "person", "pause", "dont_know", "refuse", "back")
AT_A_MESSAGE = ("why", "person", "pause")
"""There is nothing to answer to a message, and so nothing to skip."""
# numbers that are free to call day and night in the Netherlands, and 112 (checked 2026-11-22)
CALLS = (("112", "112"), ("113", "0800-0113"), ("veilig_thuis", "0800-2000"))
STATE_BUTTONS = {"weet_niet": "talk.dont_know", "liever_met_een_persoon": "talk.tell_person", "later": "talk.skip"}


@dataclass
class Speech:
    """Says texts in one language and remembers whether all of them were approved by a cultuurvertaler."""

    wording: Wording
    language: str
    unapproved: bool = False
    said: dict[str, str] = field(default_factory=dict)

    def say(self, text_id: str, **params: object) -> str:
        """The text in the person's language; what was said without anything filled in can have been recorded."""
        if not self.wording.approved(self.language, text_id):
            self.unapproved = True
        text = self.wording.text(self.language, text_id, **params)
        if not params:
            self.said[text] = text_id
        return text

    def value(self, question: Question, value: Any) -> str:
        """A value of an answer in the person's language."""
        return value_label(question, value, self.language, self.wording)


@dataclass
class Screen:
    """Everything a reply is built from."""

    catalogue: Catalogue
    record: Record
    cursor: Cursor
    speech: Speech
    may_see: Callable[[Answer], bool]
    course: Callable[[], Course]
    beside: Beside
    trusted: bool
    listened_to: Callable[[], Collection[str]] = frozenset
    notes: list[dict[str, Any]] = field(default_factory=list)

    def note(self, kind: str, text: str, change: str | None = None, button: dict[str, Any] | None = None) -> None:
        """Put a quiet line above the question, with a button when something can be done about it."""
        self.notes.append({"kind": kind, "text": text, "change": change, **({"button": button} if button else {})})

    def reply(self) -> dict[str, Any]:
        """The whole reply, ready for JSON; long option lists are named, see ``with_options``."""
        language = self.speech.language
        prompt = self._prompt()
        prompt["unapproved"] = self.speech.unapproved
        prompt["listen"] = self._listen(prompt)
        return {
            "prompt_id": self.cursor.prompt_id,
            "language": language,
            "dir": self.speech.wording.direction(language),
            "notes": self.notes,
            "prompt": prompt,
            "unprocessed": None,
            "finished": self.cursor.ask.kind == "finished" and self.cursor.mode == "ask",
        }

    def _listen(self, prompt: dict[str, Any]) -> list[list[str]]:
        """What can be read aloud, in the order of the screen: [where, text id]; ``where`` is a part or a button."""
        shown = [(f"note:{index}", note["text"]) for index, note in enumerate(self.notes)]
        shown += [("text", prompt["text"]), ("help", prompt["help"])]
        shown += [(one["payload"], one["label"]) for one in prompt["buttons"]]
        return [[where, self.speech.said[text]] for where, text in shown if text in self.speech.said]

    # the prompt ----------------------------------------------------------------------------------

    def _prompt(self) -> dict[str, Any]:
        cursor, ask = self.cursor, self.cursor.ask
        if cursor.mode == "language":
            return self._language_prompt()
        prompt = self._frame(ask)
        side = self._side_screen(prompt)
        if side is not None:
            return side
        if cursor.mode == "confirm" and ask.question:
            return self._confirm_prompt(prompt, self.catalogue.question(ask.question))
        if cursor.mode == "imported":
            return imported.prompt_of(self, prompt)
        if cursor.mode == "entries" and ask.question:
            return self._entries_prompt(prompt, self.catalogue.question(ask.question))
        if cursor.mode == "which_move":
            return self._which_move_prompt(prompt)
        if ask.kind == "finished":
            return self._finished_prompt(prompt)
        if ask.kind == "readback":
            return self._readback_prompt(prompt, str(ask.topic))
        if ask.kind in {"opening", "offer"}:
            return self._topic_prompt(prompt, ask)
        if ask.kind == "held":
            return self._held_prompt(prompt)
        if ask.kind == "asked_back":
            return asked_back_prompt(self, prompt)
        if ask.kind == "message":
            return message_prompt(self, prompt)
        return self._question_prompt(prompt, ask)

    def _side_screen(self, prompt: dict[str, Any]) -> dict[str, Any] | None:
        """What lies over the open prompt: a pause, the list of topics, somebody else who speaks, help in danger."""
        say, mode = self.speech.say, self.cursor.mode
        go_on = button("go_on", say("talk.go_on"), "main")
        if mode == "paused":
            return {**prompt, "kind": "pause", "text": say("talk.paused"), "buttons": [go_on]}
        if mode == "rest":
            buttons = [go_on, button("move:pause", say("talk.pause"))]
            return {**prompt, "kind": "rest", "text": say("talk.rest"), "buttons": buttons}
        if mode == "other":
            buttons = [button("go_on", say("talk.other_cancel"), "quiet")]
            text, help_text = say("talk.other_prompt"), say("talk.other_help")
            return {**prompt, "kind": "other", "text": text, "help": help_text, "input": "text", "buttons": buttons}
        if mode == "readers":
            return readers_prompt(self, prompt)
        if mode == "topics":
            buttons = [*self._topic_buttons(), {**go_on, "style": "quiet"}]
            return {**prompt, "kind": "topics", "text": say("talk.topics_title"), "buttons": buttons}
        if mode in {"support", "help"}:
            asked_for = mode == "help"
            calls = [{"number": number, "text": say(f"talk.support.{name}")} for name, number in CALLS]
            buttons = [
                go_on,
                button("support:person", say("talk.person")),
                button("leave:", say("talk.leave"), "quiet"),
            ]
            return {
                **prompt, "kind": "support", "text": say("talk.help" if asked_for else "talk.support"),
                "help": None if asked_for else say("talk.support.read"), "calls": calls, "buttons": buttons,
            }  # fmt: skip
        if mode == "which_info":
            titles = load_answers()
            buttons = [
                button(f"info:{name}", say(f"info.{name}.title")) for name in self.cursor.infos if name in titles
            ]
            buttons.append(button("info:", say("talk.info_other"), "quiet"))
            return {**prompt, "kind": "which_info", "text": say("talk.which_info"), "buttons": buttons}
        return None

    def _topic_buttons(self) -> list[dict[str, Any]]:
        """One button for every topic in which something can still be told."""
        say, course, buttons = self.speech.say, self.course(), []
        for topic in self.catalogue.topics[1:-1]:
            done, total = progress(self.catalogue, self.record, course, topic.id)
            if not offers(self.catalogue, topic, self.record) and done == total:
                continue
            title = say(f"topic.{topic.id}.title")
            label = say("talk.topic_line", topic=title, done=done, total=total) if done and total else title
            buttons.append(button(f"topic:{topic.id}", label))
        return buttons

    def _topic_prompt(self, prompt: dict[str, Any], ask: Ask) -> dict[str, Any]:
        """The opening of a sensitive topic, or the offer to tell more; the offer of a sensitive one opens it too."""
        say, topic = self.speech.say, self.catalogue.topic(str(ask.topic))
        if ask.kind == "opening":
            buttons = [
                button("opening:go", say("talk.opening_go"), "main"),
                button("opening:person", say("talk.opening_person")),
                button("opening:skip", say("talk.opening_skip")),
            ]
            text = say(f"topic.{topic.id}.intro")
            return {**prompt, "text": text, "sensitive": topic.sensitive, "buttons": buttons}
        buttons = [
            button("offer:now", say("talk.offer_now"), "main"),
            button("offer:later", say("talk.offer_later")),
            button("offer:talk", say("talk.offer_talk")),
            button("offer:enough", say("talk.offer_enough"), "quiet"),
        ]
        return {**prompt, "text": say("talk.offer", topic=say(f"topic.{topic.id}.title")), "buttons": buttons}

    def _held_prompt(self, prompt: dict[str, Any]) -> dict[str, Any]:
        say = self.speech.say
        buttons = [
            button("move:person", say("talk.person"), "main"),
            button("change:persoon.geboortedatum", say("talk.held_change")),
        ]
        return {**prompt, "kind": "held", "text": say("talk.held"), "help": say("talk.held_help"), "buttons": buttons}

    def _entries_prompt(self, prompt: dict[str, Any], question: Question) -> dict[str, Any]:
        """Several facts of one sentence, read back together."""
        say = self.speech.say
        group = self.catalogue.question(question.group) if question.group else question
        parts = {part.name: part for part in group.fields}
        first = self.cursor.ask.entry or 0
        first = first if question.group else first + 1
        lines = []
        for number, entry in enumerate(self.cursor.entries, start=first):
            facts = [
                say(
                    "talk.line",
                    label=say(f"{parts[name].id}.label"),
                    value=self.speech.value(parts[name], reading["value"]),
                )
                for name, reading in entry.items()
            ]
            text = ". ".join([say(f"{group.id}.entry", number=number), *facts])
            lines.append(
                {
                    "question": group.id,
                    "entry": number,
                    "text": text,
                    "words": None,
                    "sensitive": group.sensitive,
                    "covered": False,
                    "change": None,
                }  # fmt: skip
            )
        buttons = [
            button("entries:right", say("talk.confirm_yes"), "main"),
            button("entries:wrong", say("talk.confirm_other"), "quiet"),
        ]
        return {**prompt, "kind": "confirm", "text": say("talk.entries"), "lines": lines, "buttons": buttons}

    def _frame(self, ask: Ask) -> dict[str, Any]:
        topic = ask.topic or self.catalogue.topics[-1].id
        done, total = progress(self.catalogue, self.record, self.course())
        return {
            "kind": ask.kind,
            "question": ask.question,
            "entry": ask.entry,
            "topic": topic,
            "topic_title": self.speech.say(f"topic.{topic}.title"),
            "progress": {"done": done, "total": total},
            "text": "",
            "help": None,
            "why": None,
            "sensitive": False,
            "input": "buttons",
            "buttons": [],
            "options": [],
            "lines": [],
            "moves": [button(f"move:{name}", self.speech.say(f"talk.{name}")) for name in self._moves()],
        }

    def _moves(self) -> list[str]:
        """The moves that make sense now: somebody else can only speak when somebody is there."""
        present = self.record.answer(PRESENT)
        among_others = present is not None and present.value in AMONG_OTHERS
        started = bool(self.record.current)
        if self.cursor.mode in SIDE_SCREENS:
            # why, skip and the like would be about a question that is not on the screen
            return ["person"] if self.cursor.mode == "paused" else ["person", "pause"]
        usual = AT_A_MESSAGE if self.cursor.ask.kind == "message" else MOVES
        extra = {"help": True, "readers": self.speech.language != DUTCH, "topics": started, "other": among_others}
        return [*usual, *(name for name, fits in extra.items() if fits)]

    def _language_prompt(self) -> dict[str, Any]:
        wording = self.speech.wording
        buttons = [
            {**button(f"language:{code}", wording.language_name(code)), "lang": code, "dir": wording.direction(code)}
            for code in wording.languages()
        ]
        frame = self._frame(self.cursor.ask)
        return {
            **frame,
            "kind": "language",
            "text": self.speech.say("talk.choose_language"),
            "buttons": buttons,
            "moves": [],
        }

    def _question_prompt(self, prompt: dict[str, Any], ask: Ask) -> dict[str, Any]:
        question = self.catalogue.question(str(ask.question))
        text_id = f"{question.id}.more" if ask.kind == "more" else f"{question.id}.text"
        text = self.speech.say(text_id)
        if question.group and ask.entry is not None:
            group = self.catalogue.question(question.group)
            text = f"{self.speech.say(f'{group.id}.entry', number=ask.entry)}. {text}"
        help_text = self.speech.say(f"{question.id}.help") if question.help and ask.kind != "more" else None
        kind, buttons, options = self._ways_to_answer(question, ask)
        given = self.record.answer(question.id, ask.entry)
        if was_among_others(question, given, self.record):
            buttons = [*buttons, button("same:", self.speech.say("talk.same"), "quiet")]
        if self.cursor.attempts >= 2:
            help_text = self.speech.say("talk.choose_one")
            buttons = buttons + [
                button(f"state:{state}", self.speech.say(name)) for state, name in STATE_BUTTONS.items()
            ]
        return {
            **prompt,
            "text": text,
            "help": help_text,
            "why": self.speech.say(f"{question.id}.why") if question.why else None,
            "sensitive": question.sensitive,
            "voice": can_be_spoken(question, ask.kind, self.speech.language, self.listened_to()),
            "input": kind,
            "buttons": buttons,
            "options": options,
        }

    def _ways_to_answer(self, question: Question, ask: Ask) -> tuple[str, list[dict[str, Any]], Any]:
        say = self.speech.say
        if ask.kind == "notice":
            return "buttons", [button("answer:true", say("talk.read"), "main")], []
        if ask.kind in {"gate", "more"} or question.type == "yesno":
            return "buttons", [button("answer:true", say("talk.yes")), button("answer:false", say("talk.no"))], []
        if question.type == "choice":
            return (
                "buttons",
                [button(f'answer:"{name}"', say(f"{question.id}.option.{name}")) for name in question.options],
                [],
            )
        if question.type == "scale4":
            return "buttons", [button(f"answer:{step}", say(f"talk.scale4.{step}")) for step in range(4)], []
        if question.type == "isced":
            near = [button(f"answer:{level}", say(f"talk.isced.{level}")) for level in ISCED_NEAR_AT_HAND]
            return "search", near, [button(f"answer:{level}", say(f"talk.isced.{level}")) for level in range(9)]
        if question.type in NEAR_AT_HAND:
            near = [
                button(f'answer:"{code}"', self.speech.value(question, code)) for code in NEAR_AT_HAND[question.type]
            ]
            return "search", near, {"list": question.type}
        return {"number": "number", "date": "date", "school_years": "number"}.get(question.type, "text"), [], []

    def _confirm_prompt(self, prompt: dict[str, Any], question: Question) -> dict[str, Any]:
        best, *others = self.cursor.readings
        say = self.speech.say
        buttons = [button("confirm:0", say("talk.confirm_yes"), "main")]
        for index, other in enumerate(others[:4], start=1):
            buttons.append(button(f"confirm:{index}", self.speech.value(question, other["value"])))
        buttons.append(button("confirm:no", say("talk.confirm_other"), "quiet"))
        text = say("talk.confirm", value=self.speech.value(question, best["value"]))
        return {
            **prompt, "kind": "confirm", "text": text, "help": say(f"{question.id}.text"),
            "why": say(f"{question.id}.why"), "sensitive": question.sensitive, "buttons": buttons,
        }  # fmt: skip

    def _which_move_prompt(self, prompt: dict[str, Any]) -> dict[str, Any]:
        say = self.speech.say
        buttons = [
            button("this:answer", say("talk.is_answer")),
            button("this:move", say(f"talk.is_move.{self.cursor.move}")),
        ]
        text = say("talk.which_move", words=self.cursor.words or "")
        return {**prompt, "kind": "move", "text": text, "buttons": buttons}

    def _readback_prompt(self, prompt: dict[str, Any], topic: str) -> dict[str, Any]:
        say = self.speech.say
        lines = [
            line
            for question, entry in lines_of(self.catalogue, self.record, topic)
            if (line := self._line(question, entry))
        ]
        buttons = [
            button("readback:right", say("talk.readback_right"), "main"),
            button("readback:unclear", say("talk.readback_unclear")),
        ]
        return {**prompt, "kind": "readback", "text": say("talk.readback"), "lines": lines, "buttons": buttons}

    def _line(self, question: Question, entry: int | None) -> dict[str, Any] | None:
        state = self.record.state(self.catalogue, question, entry)
        answer = self.record.answer(question.id, entry)
        if state == "niet_van_toepassing" or (state == "niet_gevraagd" and not self.course().asks(question)):
            return None
        if question.follows:
            return None
        sensitive = question.sensitive or (answer is not None and answer.turn in self.course().attention)
        line: dict[str, Any] = {
            "question": question.id, "entry": entry, "sensitive": sensitive, "covered": False,
            "words": answer.words if answer and answer.understood_by != "button" else None,
            "change": f"change:{question.id}" + (f":{entry}" if entry else ""),
        }  # fmt: skip
        if answer is not None and sensitive and not self.may_see(answer):
            return {**line, "covered": True, "words": None, "text": self.speech.say("talk.covered")}
        return {**line, "text": self.sentence(question, entry)}

    def sentence(self, question: Question, entry: int | None) -> str:
        """One answer as a sentence of the read-back."""
        say = self.speech.say
        state = self.record.state(self.catalogue, question, entry)
        label = say(f"{question.id}.label")
        if question.group and entry is not None:
            label = f"{say(f'{question.group}.entry', number=entry)}, {label}"
        if state != "beantwoord":
            return say("talk.line", label=label, value=say(f"talk.state.{state}"))
        answer = self.record.answer(question.id, entry)
        settled, value = question.settled_value(self.record.values(self.catalogue))
        value = value if settled else answer.value if answer else None
        if question.group and question.type != "yesno":
            readback = say(f"{question.id}.readback.value", value=self.speech.value(question, value))
            return say("talk.line", label=label, value=readback)
        if question.group:
            readback = say(f"{question.id}.readback.{'yes' if value else 'no'}")
            entry_label = say(f"{question.group}.entry", number=entry)
            return say("talk.line", label=entry_label, value=readback)
        if question.is_group:
            return say("talk.line", label=label, value=say("talk.yes")) if value else say(f"{question.id}.readback.no")
        if question.type == "yesno":
            return say(f"{question.id}.readback.{'yes' if value else 'no'}")
        return say(f"{question.id}.readback.value", value=self.speech.value(question, value))

    def _finished_prompt(self, prompt: dict[str, Any]) -> dict[str, Any]:
        say = self.speech.say
        buttons = [button("see:answers", say("talk.see_answers"))]
        if self._topic_buttons():
            buttons.append(button("move:topics", say("talk.tell_more")))
        return {
            **prompt,
            "kind": "finished",
            "text": say("talk.finished"),
            "help": say("talk.finished_next"),
            "buttons": buttons,
        }


def with_options(reply: dict[str, Any], wording: Wording) -> dict[str, Any]:
    """The reply with its long list filled in: lists of countries and languages are not kept with every turn."""
    options = reply["prompt"]["options"]
    if isinstance(options, dict):
        filled = list(_long_list(options["list"], wording.locale(reply["language"])))
        return {**reply, "prompt": {**reply["prompt"], "options": filled}}
    return reply


@lru_cache(maxsize=32)
def _long_list(kind: str, locale: str) -> tuple[dict[str, Any], ...]:
    if kind == "country":
        named = {code: country_name(code, locale) for code in countries.codes()}
    else:
        named = {code: language_name(code, locale) for code in language_codes()}
    ordered = sorted(named.items(), key=lambda item: item[1])
    return tuple(button(f'answer:"{code}"', name) for code, name in ordered)
