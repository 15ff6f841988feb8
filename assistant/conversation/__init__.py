"""The conversation with the person: one turn in, one screen out, everything kept before anything is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from assistant.catalogue import Catalogue
from assistant.conversation import pressed, recorded, typed
from assistant.conversation.beside import Beside
from assistant.conversation.cursor import Cursor, read_cursor
from assistant.conversation.screen import with_options
from assistant.conversation.turn import TurnInProgress
from assistant.conversation.words_said import MAXIMUM_LENGTH, problem_with
from assistant.duty import Alarm
from assistant.interview import Ask, is_held
from assistant.record import Answer
from assistant.recordings.hearing import languages_listened_to
from assistant.renditions.sources import source_of_answer, source_of_event
from assistant.rights import informed
from assistant.store import Store, Turn, TurnWriter, Words
from assistant.store.translation import Recording
from assistant.wording import Wording

__all__ = ["MAXIMUM_LENGTH", "Conversation"]


def _now() -> datetime:
    return datetime.now(UTC)


class Conversation:
    """Conversations over a store. Holds nothing of any of them between two calls."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        wording: Wording,
        now: Callable[[], datetime] = _now,
        alarm: Alarm | None = None,
    ) -> None:
        self._store, self._catalogue, self._wording, self._now, self._alarm = store, catalogue, wording, now, alarm

    def screen(self, case_id: str, *, trusted: bool = True, device: str | None = None) -> dict[str, Any]:
        """What the person should see now; changes nothing (a page load, another device)."""
        last = self._store.last_turn(case_id)
        turn = self._turn(case_id, "", last, keep=lambda answer: answer, trusted=trusted, device=device)
        if turn.cursor.mode == "support":
            # somebody else may have picked up the phone: what was shown for the person alone is not shown again
            turn.back()
            turn.leave_taken_back()
            turn.let_staff_in(resting=True)
        waiting = self._store.unprocessed_words(case_id)
        reply = turn.screen.reply()
        if waiting is not None:
            if not trusted and waiting.device != device:
                # written on another device: its words are not shown here, they are read there
                return with_options(reply, self._wording)
            reply["unprocessed"] = {"message_id": waiting.message_id, "text": waiting.text}
        return with_options(reply, self._wording)

    def receive(
        self,
        case_id: str,
        message_id: str,
        prompt_id: str | None,
        text: str,
        *,
        trusted: bool = True,
        device: str | None = None,
    ) -> dict[str, Any] | None:
        """Put typed words on the disk before anything else happens with them.

        Returns:
            A reply when the turn is already decided (this message was taken before, or holds nothing that can be an
            answer); None when the words must now go to the dialogue server.

        Raises:
            UnknownCase, StoreFull, StoreBusy: nothing was kept; the page keeps the words in its field.
        """
        if done := self._store.turn_of_message(case_id, message_id):
            return with_options(done.reply, self._wording)
        if problem := problem_with(text):
            last = self._store.last_turn(case_id)
            turn = self._turn(
                case_id, message_id, last, keep=lambda answer: answer, trusted=trusted, device=device, shown=prompt_id
            )
            turn.note("problem", problem, maximum=MAXIMUM_LENGTH)
            return with_options(turn.screen.reply(), self._wording)
        self._store.put_words(Words(case_id, message_id, prompt_id, text, self._now().isoformat(), device, trusted))
        return None

    def take_turn(
        self,
        case_id: str,
        message_id: str,
        *,
        prompt_id: str | None = None,
        button: str | None = None,
        text: str | None = None,
        intent: str | None = None,
        intent_confidence: float = 0.0,
        intent_ranking: Sequence[dict[str, Any]] = (),
        trusted: bool = True,
        device: str | None = None,
    ) -> dict[str, Any]:
        """Take one message of the person and return what the person sees next.

        The same message id twice changes nothing and gives the same reply. Answers, events and the reply become
        durable together before this returns.

        Raises:
            UnknownCase, StoreFull, StoreBusy: nothing of the turn was kept.
        """
        with self._store.writing(case_id) as writer:
            if done := self._store.turn_of_message(case_id, message_id):
                return with_options(done.reply, self._wording)
            if button is None and (words := self._store.words(case_id, message_id)):
                # the inbox holds what was typed in full; the dialogue server saw the beginning of it
                text, prompt_id, trusted, device = words.text, words.prompt_id, words.trusted, words.device
            last = self._store.last_turn(case_id)
            keep = partial(self._keep_answer, writer)
            turn = self._turn(case_id, message_id, last, keep=keep, trusted=trusted, device=device, shown=prompt_id)
            if button is not None:
                pressed.press(turn, button, prompt_id)
            else:
                typed.say(turn, text or "", prompt_id, intent, intent_confidence, intent_ranking)
            turn.leave_taken_back()
            turn.let_staff_in(resting=False)
            reply = self._keep(writer, turn, "button" if button is not None else "typed", button or text or "")
        if self._alarm and any(event.kind == "attention" for event in turn.new_events):
            # only now: the turn is on the disk, whatever becomes of the alarm
            self._alarm(turn.case.number)
        return with_options(reply, self._wording)

    def take_recording(
        self,
        case_id: str,
        message_id: str,
        recording: Recording,
        *,
        prompt_id: str | None = None,
        trusted: bool = True,
        device: str | None = None,
    ) -> dict[str, Any]:
        """Take a recording that is already kept as the answer to the open question; like ``take_turn`` in all else."""
        with self._store.writing(case_id) as writer:
            if done := self._store.turn_of_message(case_id, message_id):
                return with_options(done.reply, self._wording)
            last = self._store.last_turn(case_id)
            keep = partial(self._keep_answer, writer)
            turn = self._turn(case_id, message_id, last, keep=keep, trusted=trusted, device=device, shown=prompt_id)
            recorded.speak(turn, recording, prompt_id)
            return with_options(self._keep(writer, turn, "recording", ""), self._wording)

    def _turn(
        self,
        case_id: str,
        message_id: str,
        last: Turn | None,
        *,
        keep: Callable[[Answer], Answer],
        trusted: bool,
        device: str | None,
        shown: str | None = None,
    ) -> TurnInProgress:
        """The turn over the case as it stands now. ``shown``: the prompt that a message answers; None for a page load."""
        turn = TurnInProgress(
            case=self._store.case(case_id),
            catalogue=self._catalogue,
            wording=self._wording,
            answers=self._store.answers(case_id),
            events=self._store.events(case_id),
            cursor=read_cursor(last.cursor) if last else Cursor(0, Ask("notice"), mode="language"),
            number=last.number + 1 if last else 1,
            previous_at=datetime.fromisoformat(last.at) if last else None,
            at=self._now(),
            message_id=message_id,
            device=device,
            trusted=trusted,
            keep=keep,
            beside=Beside(self._store, case_id),
            listened_to=lambda: languages_listened_to(self._store.translation),
        )
        question, topic = turn.cursor.ask.question, turn.cursor.ask.topic
        topics = {known.id for known in self._catalogue.topics}
        if (question and question not in self._catalogue) or (topic and topic not in topics):
            # the question set changed since: that question, or its whole topic, is gone
            turn.go_on()
        elif turn.cursor.ask.kind == "held" and not is_held(turn.record, turn.course()):
            # a consulent decided since that this person may go on
            turn.go_on()
        turn.leave_taken_back()
        if shown is None or shown != turn.cursor.prompt_id:
            # a page load, or an answer to the screen of one: what staff put to the person since comes first. Who still
            # looks at the screen before it is answered there
            turn.let_staff_in(resting=True)
        return turn

    def _keep_answer(self, writer: TurnWriter, answer: Answer) -> Answer:
        kept = writer.answer(answer)
        if source := source_of_answer(self._catalogue, kept):
            writer.source(source)
        return kept

    def _keep_informed(self, turn: TurnInProgress) -> None:
        """An explanation comes on the screen: keep which words those are, once for every wording."""
        if turn.cursor.ask.kind != "notice" or turn.cursor.mode != "ask":
            return
        shown = informed.told(self._catalogue, self._wording, str(turn.cursor.ask.question), turn.language)
        if shown is not None and informed.new([*turn.events, *turn.new_events], shown):
            read_aloud = self._store.translation.text_recordings()
            turn.event(informed.INFORMED, **shown, sound=(turn.language, f"{turn.cursor.ask.question}.text") in read_aloud)

    def _keep(self, writer: TurnWriter, turn: TurnInProgress, kind: str, words: str) -> dict[str, Any]:
        if turn.language != turn.case.language:
            writer.language(turn.language)
        self._keep_informed(turn)
        for event in turn.new_events:
            if source := source_of_event(self._catalogue, writer.event(event), turn.language):
                writer.source(source)
        reply = turn.screen.reply()
        writer.turn(
            Turn(
                case_id=turn.case.id, number=turn.number, message_id=turn.message_id, kind=kind, words=words,
                reply=reply, cursor=replace(turn.cursor).as_json(), at=turn.at.isoformat(),
            )
        )  # fmt: skip
        return reply
