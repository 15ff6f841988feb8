"""Everything that is kept of a person, as they read it themselves (AVG art. 15 and 20): in their language, with their words.

One dictionary in the form of ``my_data.schema.json``: the page, the file to read and the file for a computer are made from it.
What staff wrote for the plan is not in it but the set plan and its summary are; the rest is given on a request, by a person.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.case_file import CaseFile
from assistant.house import House
from assistant.record import Answer
from assistant.renditions.reading import rendition_of_answer, rendition_of_event
from assistant.renditions.sources import SAID_BY_THE_PERSON
from assistant.renditions.view import RenditionView
from assistant.rights.consents import sharing, voice_consent
from assistant.rights.informed import fingerprint, told_of
from assistant.rights.requests import requests_of
from assistant.store import Event, Turn
from assistant.value_labels import value_label

FORM = "mijn-gegevens/1"
SCHEMA_FILE = Path(__file__).parent / "my_data.schema.json"
SAID = (*(kind for kind in SAID_BY_THE_PERSON if kind != "right_asked"), "handover", "info_given")
"""Events that hold words of the person besides their answers and requests; those that need no translation as well."""
TYPED = "typed"
"""Words of a turn that no answer and no event holds: what was typed to stop, to go on, or at a screen that had changed."""


def schema() -> dict[str, Any]:
    """The published JSON Schema of the file for a computer."""
    found: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return found


def everything(house: House, case_id: str, *, trusted: bool, device: str | None) -> dict[str, Any]:
    """All that is kept of this person.

    Args:
        house, case_id: the case. trusted: the second fact was given in this browser, or it was the first one.
        device: of this browser; what was said in it may always be seen in it.

    Returns:
        Sensitive things that may not be seen in this browser have ``covered`` true and no words.

    Raises:
        UnknownCase.
    """
    file = house.case_file(case_id)
    made = _Overview(file, trusted, device)
    return {
        "form": FORM,
        "made_at": file.now.isoformat(),
        "language": file.language,
        "case": {
            "number": file.case.number, "language": file.case.language, "created_at": file.case.created_at,
            "code_expires_at": file.case.code_expires_at,
        },
        "answers": list(made.answers()),
        "other_words": sorted(
            [*made.other_words(), *made.only_typed(house.store.turns(case_id))], key=lambda one: str(one["at"])
        ),
        "messages": list(made.messages()),
        "plans": [
            {"number": one.number, "set_at": one.at, "document": one.document if trusted else None} for one in file.versions
        ],
        "informed": list(made.informed()),
        "consents": made.consents(len(house.store.translation.case_recordings(case_id))),
        "requests": [{**asdict(one), "due": one.due.isoformat(), "open": one.open} for one in requests_of(file.events)],
        "looked": looked(house, file),
        "covered": made.covered,
    }  # fmt: skip


def looked(house: House, file: CaseFile) -> list[dict[str, str]]:
    """Who looked at the file, by role and by day, in the person's language; empty while nobody did."""
    try:
        who_looked = importlib.import_module("assistant.audit.looked").who_looked
    except ImportError:
        return []
    return [
        {
            "at": one.at, "who": file.wording.text(file.language, one.role_message_id),
            "what": file.wording.text(file.language, one.what_message_id), "detail": one.detail,
        }
        for one in who_looked(house, file.id)
    ]  # fmt: skip


class _Overview:
    """One overview in the making; counts what is covered."""

    def __init__(self, file: CaseFile, trusted: bool, device: str | None) -> None:
        self.file, self.trusted, self.device = file, trusted, device
        self.language, self.wording, self.covered = file.language, file.wording, 0

    def answers(self) -> Iterator[dict[str, Any]]:
        """Every question with an answer, in the order of the questions, each with its earlier versions."""
        order = {question.id: number for number, question in enumerate(self.file.catalogue.questions())}
        record = self.file.record
        keys = sorted(record.history, key=lambda key: (order.get(key[0], len(order)), key[1] or 0))
        for key in keys:
            known = key[0] in self.file.catalogue
            if known and self.file.catalogue.question(key[0]).type == "notice":
                continue
            versions = [one for one in record.history[key] if one.source is None or one.source == "settled"]
            if versions:
                counts = record.current.get(key)
                yield self._answer(versions, counts)

    def _answer(self, versions: Sequence[Answer], counts: Answer | None) -> dict[str, Any]:
        last = counts or versions[-1]
        known = last.question in self.file.catalogue
        question = self.file.catalogue.question(last.question) if known else None
        sensitive = question is None or question.sensitive or last.turn in self.file.course.attention
        covered = self._covered(sensitive, [one.device for one in versions])
        found = {
            "question": last.question, "entry": last.entry, "asked": self._asked(last),
            "state": last.state, "counts": counts is not None, "sensitive": sensitive, "covered": covered, "at": last.at,
            "can_change": question is not None and counts is not None,
        }  # fmt: skip
        if covered:
            return found
        return found | {
            **self._said(last, counts is not None),
            "earlier": [self._said(one, False) | {"at": one.at, "state": one.state} for one in versions if one is not last],
        }

    def _said(self, answer: Answer, counts: bool) -> dict[str, Any]:
        known = answer.question in self.file.catalogue
        question = self.file.catalogue.question(answer.question) if known else None
        closed = question is not None and not question.in_own_words and answer.value is not None and not question.is_group
        shown = value_label(question, answer.value, self.language, self.wording) if closed and question else ""
        view = rendition_of_answer(self.file.catalogue, self.file.renditions, answer, counts=counts)
        return {
            "words": answer.words, "language": answer.language, "value": answer.value, "shown": shown,
            "speaker": answer.speaker, "channel": answer.channel, "version": answer.version,
            "spoken": (answer.detail or {}).get("recording") is not None, "rendition": _rendition(view),
        }  # fmt: skip

    def _asked(self, answer: Answer) -> str:
        if answer.question not in self.file.catalogue:
            return answer.question
        question = self.file.catalogue.question(answer.question)
        more = question.is_group and answer.entry is not None
        asked = self.wording.text(self.language, f"{question.id}.{'more' if more else 'text'}")
        if question.group and answer.entry is not None:
            asked = f"{self.wording.text(self.language, f'{question.group}.entry', number=answer.entry)}. {asked}"
        return asked

    def _covered(self, sensitive: bool, devices: Sequence[str | None]) -> bool:
        covered = sensitive and not self.trusted and any(one != self.device for one in devices)
        self.covered += covered
        return covered

    def other_words(self) -> Iterator[dict[str, Any]]:
        """Words that are no answer; they can be about anything, so they are sensitive."""
        for event in self.file.events:
            words = str(event.data.get("words") or "")
            if event.kind not in SAID or not words:
                continue
            covered = self._covered(True, [event.data.get("device")])
            about = {"kind": event.kind, "at": event.at, "sensitive": True, "covered": covered}
            if not covered:
                about |= {"words": words, "language": event.data.get("language"), "rendition": self._of_event(event)}
            yield about

    def only_typed(self, turns: Sequence[Turn]) -> Iterator[dict[str, Any]]:
        """What was typed and stands nowhere else."""
        devices: dict[int, set[str | None]] = {}
        held: dict[int, set[str]] = {}
        for answer in self.file.answers:
            held.setdefault(answer.turn, set()).add(answer.words.strip())
            devices.setdefault(answer.turn, set()).add(answer.device)
        for event in self.file.events:
            if event.kind in SAID:
                held.setdefault(event.turn, set()).add(str(event.data.get("words") or "").strip())
            if "device" in event.data:
                devices.setdefault(event.turn, set()).add(event.data["device"])
        for turn in turns:
            words = turn.words.strip()
            if turn.kind != TYPED or not words or words in held.get(turn.number, ()):
                continue
            covered = self._covered(True, [*devices.get(turn.number, {None})])
            about = {"kind": TYPED, "at": turn.at, "sensitive": True, "covered": covered}
            yield about if covered else about | {"words": words, "language": None, "rendition": None}

    def messages(self) -> Iterator[dict[str, Any]]:
        """What staff wrote to the person, and asked about their words."""
        for event in self.file.events:
            if event.kind not in {"message", "asked_back"} or not event.data.get("words"):
                continue
            yield {
                "at": event.at, "words": event.data["words"], "language": event.data.get("language") or "nl",
                "rendition": self._of_event(event),
            }

    def _of_event(self, event: Event) -> dict[str, Any] | None:
        return _rendition(rendition_of_event(self.file.catalogue, self.file.renditions, event, self.language))

    def informed(self) -> Iterator[dict[str, Any]]:
        """What was explained. The words stand with it while they are still the words of now."""
        for one in told_of(self.file.events):
            texts = [
                {"id": name, "hash": digest, "text": text if (text := self._text(one.language, name, digest)) else None}
                for name, digest in one.texts.items()
            ]
            yield {"at": one.at, "language": one.language, "approved": one.approved, "sound": one.sound, "texts": texts}

    def _text(self, language: str, name: str, digest: str) -> str:
        text = self.wording.text(language, name) if self.wording.has(name) else ""
        return text if text and fingerprint(text) == digest else ""

    def consents(self, recordings: int) -> dict[str, Any]:
        """The true consents as they stand."""
        voice = voice_consent(self.file.events)
        names = {one.id: one.name for one in self.file.municipality.partners}
        return {
            "voice": asdict(voice) | {"recordings": recordings} if voice else None,
            "sharing": [asdict(one) | {"receiver": names.get(one.what, one.what)} for one in sharing(self.file.dossier)],
        }


def _rendition(view: RenditionView | None) -> dict[str, Any] | None:
    if view is None:
        return None
    state = "verouderd" if view.standing.outdated else view.standing.state.name
    return {"text": view.text, "state": state}


__all__ = ["FORM", "everything", "looked", "schema"]
