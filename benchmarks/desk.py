"""What an item costs at the cultuurvertaler's desk: time in the core, and keystrokes, measured with scripted reviewers.

    .venv/bin/python benchmarks/desk.py                200 items, reviewers as threads of one page server
    .venv/bin/python benchmarks/desk.py --processes    every reviewer in a process of their own

Constructed people said and were told things in four languages (Arabic, Tigrinya and Dari to Dutch, and Dutch to each of
them). Reviewers work at it at the same time; they type, take suggestions, correct, ask the person, pass items on, know
somebody, leave, undo, and sometimes fall away in the middle of a sentence. Meanwhile people reply, change their words and
shut a reviewer out, and a consulent sends texts back. Afterwards the store is read and everything must be accounted for.
Keystrokes are characters typed plus keys pressed (Ctrl+Enter approves: one).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import re
import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.commands.opening import open_here
from assistant.house import House
from assistant.record import Answer, fold
from assistant.renditions.model import Rendition
from assistant.renditions.sending_back import send_back
from assistant.renditions.sources import source_of_answer, source_of_event
from assistant.script import script_of
from assistant.store import Event, StoreBusy
from assistant.store.translation import Reviewer
from translations.desk import (
    Desk,
    DeskDraft,
    DeskItem,
    NotForYou,
    NotYours,
    TooLate,
    Unacknowledged,
    open_desk,
)
from translations.desk.admission import is_excluded
from translations.desk.questions_back import questions_back
from translations.desk.waiting import fold_case

FASTER = 600
"""An hour of the people here lasts six seconds: an item that somebody dropped comes free after 1.5 seconds."""
QUESTIONS = ("werk.droombaan", "wensen.drie_jaar", "taal.oefenen", "wensen.helpt")
SENSITIVE = "gezondheid.lichaam"

# what constructed people say, and what a good cultuurvertaler makes of it; {n} is a number
SAID: Mapping[str, Sequence[tuple[str, str]]] = {
    "ar": (
        ("عملت نجاراً {n} سنوات في حلب", "Ik heb {n} jaar als timmerman gewerkt in Aleppo"),
        ("أحب أن أعمل في مطبخ مطعم", "Ik wil graag in de keuken van een restaurant werken"),
        ("أولادي في المدرسة وأنا أتعلم في البيت", "Mijn kinderen zijn op school en ik leer thuis"),
        ("لا أستطيع أن أعمل في الليل", "Ik kan niet in de nacht werken"),
        ("أسكن مع أختي منذ {n} أشهر", "Ik woon sinds {n} maanden bij mijn zus"),
    ),
    "ti": (
        ("ን{n} ዓመት ሓረስታይ ኮይነ ሰሪሐ", "Ik heb {n} jaar als boer gewerkt"),
        ("ኣብ ቤት ብልዒ ክሰርሕ እደሊ", "Ik wil in een restaurant werken"),
        ("ቋንቋ ሆላንድ ክመሃር እደሊ", "Ik wil de Nederlandse taal leren"),
        ("ለይቲ ክሰርሕ ኣይክእልን", "Ik kan niet in de nacht werken"),
        ("{n} ደቂ ኣለዉኒ", "Ik heb {n} kinderen"),
    ),
    "prs": (
        ("من {n} سال خیاطی کردم", "Ik heb {n} jaar kleren genaaid"),
        ("می‌خواهم در رستورانت کار کنم", "Ik wil in een restaurant werken"),
        ("می‌خواهم زبان هالندی یاد بگیرم", "Ik wil de Nederlandse taal leren"),
        ("شب کار کرده نمی‌توانم", "Ik kan niet in de nacht werken"),
        ("{n} طفل دارم", "Ik heb {n} kinderen"),
    ),
}
WRITTEN: Mapping[str, Sequence[tuple[str, str]]] = {
    "ar": (
        ("Wij bellen u in week {n}", "سنتصل بك في الأسبوع {n}"),
        ("Neem uw diploma mee naar het gesprek", "أحضر شهادتك معك إلى المقابلة"),
    ),
    "ti": (
        ("Wij bellen u in week {n}", "ኣብ ሰሙን {n} ክንድውለልኩም ኢና"),
        ("Neem uw diploma mee naar het gesprek", "ዲፕሎማኹም ናብቲ ዝርርብ ሒዝኩም ምጹ"),
    ),
    "prs": (
        ("Wij bellen u in week {n}", "ما در هفته {n} به شما زنگ می‌زنیم"),
        ("Neem uw diploma mee naar het gesprek", "دیپلوم تان را به گفتگو با خود بیاورید"),
    ),
}
BORN = {"ar": "SY", "ti": "ER", "prs": "AF"}
OWN_QUESTION = {"ar": "ماذا تقصد؟", "ti": "እንታይ ማለትኩም እዩ?", "prs": "منظور تان چیست؟"}
REVIEWERS = (
    Reviewer("ar-1", ("ar",), sensitive=True, gender="vrouw", countries=("MA",)),
    Reviewer("ar-2", ("ar",), sensitive=False, gender="man", countries=("SY",)),
    Reviewer("ti-1", ("ti",), sensitive=True, gender="man", countries=("ET",)),
    Reviewer("ti-2", ("ti", "ar"), sensitive=True, gender="vrouw", countries=("ER",)),
    Reviewer("prs-1", ("prs",), sensitive=True, gender="vrouw", countries=("IR",)),
    Reviewer("prs-2", ("prs",), sensitive=False, gender=None, countries=()),
)


# the people, and what they said --------------------------------------------------------------------


class ConstructedCase:
    """A constructed person whose words go straight into the store, as the conversation keeps them."""

    def __init__(
        self, house: House, language: str, label: str = "verzonnen", now: Callable[[], datetime] | None = None
    ) -> None:
        self.house, self.language = house, language
        self._now = now or (lambda: datetime.now(UTC))
        self.case_id = house.access.new_case(
            language=language, label=label, created_by="test", constructed=True
        ).case_id

    @classmethod
    def known(cls, house: House, case_id: str, now: Callable[[], datetime]) -> ConstructedCase:
        """The person of a case that is there already."""
        found = cls.__new__(cls)
        found.house, found.case_id, found._now = house, case_id, now
        found.language = house.store.case(case_id).language or "nl"
        return found

    def says(
        self,
        question: str,
        words: str,
        entry: int | None = None,
        *,
        value: Any = None,
        language: str | None = None,
        **more: Any,
    ) -> int:
        """Keep an answer; returns the id of its source (0 when nothing of it is translated)."""
        catalogue, language = self.house.catalogue, language or self.language
        answer = Answer(
            question=question, entry=entry, state=more.pop("state", "beantwoord"), value=words if value is None else value,
            words=words, language=language, script=script_of(words), understood_by="words", rule="", confidence=1.0,
            to_confirm=False, speaker="person", present="alleen", channel="own_chat", typed_by="person",
            at=self._now().isoformat(), catalogue=catalogue.name, catalogue_version=catalogue.version, turn=0, **more,
        )  # fmt: skip
        with self.house.store.writing(self.case_id) as writer:
            kept = writer.answer(answer)
            source = source_of_answer(catalogue, kept)
            return writer.source(source).id or 0 if source else 0

    def happens(self, kind: str, **data: Any) -> int:
        """Keep an event; returns the id of its source (0 when nothing of it is translated)."""
        with self.house.store.writing(self.case_id) as writer:
            kept = writer.event(Event(kind, self._now().isoformat(), 0, data))
            source = source_of_event(self.house.catalogue, kept, self.language)
            return writer.source(source).id or 0 if source else 0

    def is_told(self, words: str) -> int:
        """A consulent writes to the person, in Dutch."""
        return self.happens("message", words=words, language="nl", by="consulent")

    def replies(self, source_id: int, words: str) -> int:
        """The person replies to the open question about a source; returns the id of the reply's own source."""
        events = self.house.store.events(self.case_id)
        asked = [one for one in questions_back(events).values() if one.source_id == source_id and one.open][-1]
        put = next(event for event in events if event.id == asked.event_id)
        return self.happens(
            "told_back", asked=asked.event_id, source=source_id, question=put.data["question"], entry=put.data["entry"],
            words=words, language=self.language,
        )  # fmt: skip

    def machine_makes(self, source_id: int, text: str, **more: Any) -> Rendition:
        """A machine's translation, as the worker keeps it."""
        with self.house.store.translation.writing() as writer:
            made = writer.rendition(
                Rendition(
                    source_id, text, self.house.store.translation.source(source_id).to_language, "machine",
                    more.pop("made_by", "translate-ar_en 1.0, translate-en_nl 1.8"), self._now().isoformat(), **more,
                )
            )  # fmt: skip
            writer.job(source_id, "done", self._now().isoformat())
            return made


def make_work(house: House, items: int, seed: int, now: Callable[[], datetime]) -> list[int]:
    """Constructed cases with together this many items; returns their source ids."""
    dice, made = random.Random(seed), list[int]()
    languages = sorted(SAID)
    while len(made) < items:
        language = languages[len(made) // 5 % len(languages)]
        person = ConstructedCase(house, language, now=now)
        # one in four does not say where they were born
        if dice.random() < 0.75:
            person.says("persoon.geboorteland", BORN[language], value=BORN[language])
        for exclusion in dice.choices(
            ({}, {"what": "gender", "value": "man"}, {"what": "community", "value": "own"}), (8, 1, 1)
        ):
            if exclusion:
                person.happens("reader_excluded", **exclusion, by="person")
        for number in range(min(5, items - len(made))):
            words, text = dice.choice((WRITTEN if number == 4 else SAID)[language])
            n = dice.randint(2, 29)
            words, text = words.format(n=n), text.format(n=n)
            if number == 4:
                source_id = person.is_told(words)
            elif number == 3:
                source_id = person.happens("remark", words=words, language=language, question=QUESTIONS[0])
            else:
                source_id = person.says(SENSITIVE if number == 2 and dice.random() < 0.3 else QUESTIONS[number], words)
            # a machine translates Arabic and Dari, not always well; of Tigrinya it knows nothing
            if language != "ti" and dice.random() < 0.8:
                flaw = dice.random()
                machine = text if flaw < 0.6 else text.replace(str(n), str(n + 1)) if flaw < 0.8 else text + " ."
                person.machine_makes(source_id, machine, pivot="I said this")
            made.append(source_id)
    return made


def good_translation(item: DeskItem) -> str:
    """What a good cultuurvertaler makes of these constructed words."""
    table = WRITTEN if item.about == "message" else SAID
    for words, text in table[item.language]:
        pattern = re.escape(words).replace(re.escape("{n}"), r"(?P<n>\d+)")
        if (found := re.fullmatch(pattern, item.original or "")) is not None:
            return text.format(**found.groupdict())
    return "Dat bedoel ik zo"


# the reviewers ---------------------------------------------------------------------------------------


class FellAway(BaseException):
    """The reviewer's browser or the server under it is gone in the middle of a sentence."""


def fast_clock(start: float) -> Callable[[], datetime]:
    """A clock that runs ``FASTER`` since ``start`` (seconds since the epoch), the same in every process."""
    begin = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    return lambda: begin + timedelta(seconds=(time.time() - start) * FASTER)


@dataclass
class Work:
    """What one scripted reviewer did.

    Attributes:
        milliseconds: per finished item, in the core only. keystrokes: per finished item.
        held: (source id, from, until) of every time an item was in hand, on the fast clock, ISO 8601.
        lost: texts that were typed and not there any more: must stay empty.
    """

    login: str
    milliseconds: list[float] = field(default_factory=list)
    keystrokes: list[int] = field(default_factory=list)
    calls: list[float] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    held: list[tuple[int, str, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


class ScriptedReviewer:
    """A reviewer who works until nothing is left, now and then doing everything that can be done at the desk."""

    def __init__(
        self, desk: Desk, login: str, seed: int, now: Callable[[], datetime], fall: Callable[[], None]
    ) -> None:
        self.desk, self.reviewer, self.now, self.fall = desk, desk.reviewer(login), now, fall
        self.dice = random.Random(f"{login} {seed}")
        self.work = Work(login)
        self.typed: dict[int, str] = {}
        self._spent, self._keys, self._falls = 0.0, 0, 0
        self._holds: tuple[int, str] | None = None
        self._last_call = ""

    def shift(self, stop: Callable[[], bool]) -> None:
        """Take items until told to stop."""
        while not stop():
            item = self._call(self.desk.next, self.reviewer)
            if item is None:
                time.sleep(0.05)
                continue
            self._in_hand(item)
            try:
                self._handle(item)
            except (NotYours, NotForYou, TooLate) as fault:
                # too slow, or the person changed something: that is part of the work
                self.work.done[type(fault).__name__] += 1
                self._spent, self._keys = 0.0, 0
            finally:
                self._out_of_hand()

    def _in_hand(self, item: DeskItem) -> None:
        self._holds = (item.source_id, self.now().isoformat())

    def _out_of_hand(self) -> None:
        """Until the last call began: within that call the item may have been given back."""
        if self._holds is not None:
            self.work.held.append((*self._holds, self._last_call))
        self._holds = None

    def _handle(self, item: DeskItem) -> None:
        before = self.typed.get(item.source_id)
        if before is not None and item.drafted_from == "person" and not item.draft.text.startswith(before):
            self.work.lost.append(before)
        luck = self.dice.random()
        if luck < 0.02:
            self._press(2)
            return self._finish("passed", self._call(self.desk.not_for_me, self.reviewer, item.source_id).id)
        if luck < 0.025:
            self._press(2)
            self._call(self.desk.knows_person, self.reviewer, item.source_id)
            return self._finish("knows_person")
        if luck < 0.06 and item.can_ask and item.asked is None:
            self._press(3)
            question = OWN_QUESTION[item.language]
            asked = self._call(
                self.desk.ask_again, self.reviewer, item.source_id, item.draft, question, "Wat bedoelt u?"
            )
            return self._finish("asked", asked.id)
        draft = self._type(item)
        if luck < 0.11:
            # typed, left, and on to the next: their own drafts come first when they are back
            self._press(1)
            self._call(self.desk.leave, self.reviewer, item.source_id)
            return self._finish("left")
        if luck < 0.16 and item.standing.state.name != "gecorrigeerd":
            self._press(2)
            return self._finish("corrected", self._call(self.desk.correct, self.reviewer, item.source_id, draft).id)
        return self._finish("approved", self._approve(item, draft))

    def _type(self, item: DeskItem) -> DeskDraft:
        wanted = good_translation(item)
        if item.asked is not None and item.asked.reply:
            wanted = f"{wanted} (aangevuld)"
        text = item.draft.text
        if text != wanted:
            if any(match.text == wanted for match in item.matches):
                self._press(1)
            else:
                common = len(os.path.commonprefix([text, wanted]))
                # delete the rest (one key with the word-delete of the browser per word) and type on
                self._press(len(text[common:].split()))
                for end in range(common + 8, len(wanted), 8):
                    self._keep(item, replace(item.draft, text=wanted[:end]))
                    if self._falls < 2 and self.dice.random() < 0.02:
                        self._falls += 1
                        self.work.done["fell_away"] += 1
                        self.fall()
                self._press(len(wanted) - common)
        draft = replace(item.draft, text=wanted)
        if self.dice.random() < 0.1:
            note = "Dit zegt men uit beleefdheid."
            self._press(1 + len(note))
            draft = replace(draft, note=note)
        self._keep(item, draft)
        return draft

    def _keep(self, item: DeskItem, draft: DeskDraft) -> None:
        self._call(self.desk.keep_draft, self.reviewer, item.source_id, draft)
        self.typed[item.source_id] = draft.text

    def _approve(self, item: DeskItem, draft: DeskDraft) -> str:
        self._press(1)
        try:
            return self._call(self.desk.approve, self.reviewer, item.source_id, draft).id
        except Unacknowledged as open_errors:
            reason = "klopt zo"
            self._press((2 + len(reason)) * len(open_errors.checks) + 1)
            known = {check.code: reason for check in open_errors.checks}
            return self._call(self.desk.approve, self.reviewer, item.source_id, replace(draft, acknowledged=known)).id

    def _finish(self, what: str, decided_id: str | None = None) -> None:
        self.work.done[what] += 1
        self._out_of_hand()
        if decided_id is not None and self.dice.random() < 0.05:
            self._press(1)
            item = self._call(self.desk.undo, self.reviewer, decided_id)
            self._in_hand(item)
            self.work.done["undone"] += 1
            if what in {"approved", "corrected"}:
                self._approve(item, item.draft)
                self.work.done["approved"] += 1
            else:
                self._call(self.desk.leave, self.reviewer, item.source_id)
        self.work.milliseconds.append(self._spent * 1000)
        self.work.keystrokes.append(self._keys)
        self._spent, self._keys = 0.0, 0

    def _press(self, keys: int) -> None:
        self._keys += keys

    def _call(self, what: Callable[..., Any], *arguments: Any) -> Any:
        for _ in range(20):
            self._last_call = self.now().isoformat()
            begin = time.perf_counter()
            try:
                return what(*arguments)
            except StoreBusy:
                self.work.done["store_busy"] += 1
            finally:
                spent = time.perf_counter() - begin
                self._spent += spent
                self.work.calls.append(spent * 1000)
        raise RuntimeError("the store stayed busy")


# everybody at once -----------------------------------------------------------------------------------


def _fall() -> None:
    raise FellAway


def _as_process(data: str, login: str, seed: int, start: float, stop_file: str, out: str) -> None:
    """One reviewer in a process of their own; a fall ends the process without a goodbye."""
    now = fast_clock(start)
    house = open_here(Path(data))
    desk = open_desk(house, now)
    scripted = ScriptedReviewer(desk, login, seed, now, _fall)

    def write() -> None:
        told = {**scripted.work.__dict__, "typed": {str(key): text for key, text in scripted.typed.items()}}
        Path(out).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")

    try:
        scripted.shift(lambda: Path(stop_file).exists())
    except FellAway:
        write()
        os._exit(3)
    write()


@dataclass
class Outcome:
    """What came of it, read from the store. ``ends``: where every item ended; ``faults`` must stay empty."""

    works: list[Work]
    ends: Counter[str]
    faults: list[str]
    seconds: float
    sources: int


def simulate(
    data: Path, items: int = 200, seed: int = 4, *, processes: bool = False, longest: float = 400.0
) -> Outcome:
    """Let everybody work at ``items`` items in a new data folder until nothing is left to do; read what came of it."""
    start = time.time()
    now = fast_clock(start)
    house = open_here(data)
    for reviewer in REVIEWERS:
        house.store.translation.set_reviewer(reviewer)
    made = make_work(house, items, seed, now)
    desk, begin = open_desk(house, now), time.perf_counter()
    run = _in_processes if processes else _in_threads
    works = run(house, data, seed, start, lambda: _nothing_left(desk, house, begin, longest))
    seconds = time.perf_counter() - begin
    outcome = Outcome(works, Counter(), [], seconds, len(made))
    _account(house, desk, made, outcome)
    house.store.close()
    return outcome


def _nothing_left(desk: Desk, house: House, begin: float, longest: float) -> bool:
    if time.perf_counter() - begin > longest:
        return True
    held = house.store.translation.held(datetime.min.replace(tzinfo=UTC).isoformat())
    return not held and all(desk.queue(desk.reviewer(one.login)).total == 0 for one in REVIEWERS)


def _in_threads(house: House, data: Path, seed: int, start: float, finished: Callable[[], bool]) -> list[Work]:
    now, stop = fast_clock(start), threading.Event()
    desk = open_desk(house, now)
    works: list[Work] = []

    def sit(login: str) -> None:
        typed: dict[int, str] = {}
        for again in range(10):
            scripted = ScriptedReviewer(desk, login, seed + again, now, _fall)
            scripted.typed, scripted._falls = typed, again
            works.append(scripted.work)
            try:
                scripted.shift(stop.is_set)
                return
            except FellAway:
                # comes back after a while, with nothing but what the desk kept
                time.sleep(0.1)

    threads = [threading.Thread(target=sit, args=(one.login,)) for one in REVIEWERS]
    for thread in threads:
        thread.start()
    _meanwhile(house, now, seed, finished)
    stop.set()
    for thread in threads:
        thread.join()
    return works


def _in_processes(house: House, data: Path, seed: int, start: float, finished: Callable[[], bool]) -> list[Work]:
    context = multiprocessing.get_context("spawn")
    works: list[Work] = []
    with tempfile.TemporaryDirectory() as told:
        stop = Path(told) / "stop"
        running: dict[str, tuple[Any, int]] = {}

        def sit_down(login: str, again: int) -> None:
            out = str(Path(told) / f"{login}-{again}.json")
            process = context.Process(target=_as_process, args=(str(data), login, seed + again, start, str(stop), out))
            process.start()
            running[login] = process, again

        def come_back() -> bool:
            for login, (process, again) in list(running.items()):
                if process.exitcode is not None and not stop.exists():
                    sit_down(login, again + 1)
            return finished()

        for one in REVIEWERS:
            sit_down(one.login, 0)
        _meanwhile(house, fast_clock(start), seed, come_back)
        stop.touch()
        for process, _ in running.values():
            process.join()
        for file in sorted(Path(told).glob("*.json")):
            data_told = json.loads(file.read_text(encoding="utf-8"))
            data_told.pop("typed")
            data_told["done"] = Counter(data_told["done"])
            data_told["held"] = [tuple(one) for one in data_told["held"]]
            works.append(Work(**data_told))
    return works


def _meanwhile(house: House, now: Callable[[], datetime], seed: int, finished: Callable[[], bool]) -> None:
    """The people and the consulent go on: they reply, change their words, shut a reviewer out and send texts back."""
    dice, replied, sent_back = random.Random(seed), set[int](), set[int]()
    changed = 0
    quiet = 0
    while True:
        busy = False
        for case in house.store.cases():
            person = ConstructedCase.known(house, case.id, now)
            for asked in questions_back(house.store.events(case.id)).values():
                # two in three reply; the others never do, and their items go on waiting
                if asked.open and asked.event_id not in replied:
                    replied.add(asked.event_id)
                    if dice.random() < 0.67:
                        person.replies(asked.source_id, SAID[person.language][0][0].format(n=3))
                        busy = True
            for review in house.store.translation.reviews(case.id):
                if review.verdict == "goedgekeurd" and review.source_id not in sent_back:
                    sent_back.add(review.source_id)
                    if dice.random() < 0.05:
                        send_back(
                            house.store,
                            review.source_id,
                            "consulent",
                            "Wat bedoelt deze persoon?",
                            at=now().isoformat(),
                        )
                        busy = True
            if changed < 8 and dice.random() < 0.02:
                changed += 1
                busy = True
                person.says(QUESTIONS[0], SAID[person.language][1][0])
                if changed == 4:
                    person.happens("reader_excluded", what="login", value=f"{person.language}-2", by="person")
        quiet = 0 if busy or not finished() else quiet + 1
        if quiet >= 3:
            return
        time.sleep(0.1)


# the account -----------------------------------------------------------------------------------------


def _account(house: House, desk: Desk, made: Sequence[int], outcome: Outcome) -> None:
    """Where every item ended, and whatever should not have happened."""
    kept = house.store.translation
    reviewers = {one.login: one for one in REVIEWERS}
    seen: set[int] = set()
    nobody = 0
    for case in house.store.cases():
        folded = fold_case(house.store, house.catalogue, case.id)
        waiting = {item.source_id for item in folded.waiting.items}
        asked = {one.source_id for one in folded.questions.values() if one.open}
        answers = fold(house.catalogue, house.store.answers(case.id)).current.values()
        counting = {
            view.source.id for answer in answers if (view := folded.renditions.of_answer(answer)) is not None
        } | {source.id for source in folded.renditions.sources if source.kind == "event"}
        for source in folded.renditions.sources:
            seen.add(source.id or 0)
            reviews = [one for one in folded.renditions.reviews if one.source_id == source.id]
            _no_double_approval(reviews, outcome)
            for review in reviews:
                if review.by in reviewers and source.sensitive and not reviewers[review.by].sensitive:
                    outcome.faults.append(f"{review.by} decided on sensitive item {source.id}")
                if review.by in reviewers and is_excluded(reviewers[review.by], folded.waiting.person):
                    # only if the exclusion came before
                    excluded_at = max(one.at for one in folded.waiting.person.exclusions)
                    if review.at > excluded_at:
                        outcome.faults.append(f"{review.by} decided on {source.id} and is excluded")
            approved = folded.renditions.of_source(source).standing.reviewed
            if approved:
                outcome.ends["approved"] += 1
            elif source.id not in counting:
                outcome.ends["the person changed the words"] += 1
            elif source.id in asked:
                outcome.ends["waits for the person's reply"] += 1
            elif source.id in waiting:
                nobody += 1
                outcome.ends["an outside translator is needed"] += 1
            else:
                outcome.faults.append(f"item {source.id} is nowhere")
    if missing := set(made) - seen:
        outcome.faults.append(f"lost: {sorted(missing)}")
    if nobody != sum(desk.without_reviewer().values()):
        outcome.faults.append(f"{nobody} items wait although somebody may review them")
    outcome.faults += [f"{work.login} typed and lost: {text}" for work in outcome.works for text in work.lost]
    outcome.faults += list(_held_by_two(outcome.works))
    if left := kept.held(datetime.min.replace(tzinfo=UTC).isoformat()):
        outcome.faults.append(f"still held: {left}")
    outcome.sources = len(seen)


def _no_double_approval(reviews: Sequence[Any], outcome: Outcome) -> None:
    approved_by: str | None = None
    for review in reviews:
        if review.verdict == "goedgekeurd":
            if approved_by is not None:
                outcome.faults.append(f"item {review.source_id} approved by {approved_by} and again by {review.by}")
            approved_by = review.by
        elif review.verdict in {"ingetrokken", "aan_te_passen"}:
            approved_by = None


def _held_by_two(works: Sequence[Work]) -> Iterator[str]:
    """Items that two reviewers had in hand at the same time (a lease that lapsed in between is no such thing)."""
    by_item: dict[int, list[tuple[str, str, str]]] = {}
    for work in works:
        for source_id, begin, end in work.held:
            by_item.setdefault(source_id, []).append((begin, end, work.login))
    lease = timedelta(minutes=15)
    for source_id, spans in by_item.items():
        spans.sort()
        for (begin, end, login), (later, _, other) in zip(spans, spans[1:], strict=False):
            lapsed = datetime.fromisoformat(later) - datetime.fromisoformat(begin) > lease
            if login != other and later < end and not lapsed:
                yield f"item {source_id} was with {login} and {other} at the same time"


@contextmanager
def _new_folder(data: Path | None) -> Iterator[Path]:
    if data is not None:
        yield data
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "data"


def _print(outcome: Outcome) -> None:
    works = outcome.works
    spent = sorted(ms for work in works for ms in work.milliseconds)
    keys = sorted(count for work in works for count in work.keystrokes)
    calls = sorted(ms for work in works for ms in work.calls)
    print(
        f"items: {outcome.sources}; seconds: {outcome.seconds:.1f}; finished: {len(spent)} times by {len(REVIEWERS)} reviewers"
    )
    print("ended:", ", ".join(f"{name} {count}" for name, count in outcome.ends.most_common()))
    done: Counter[str] = sum((work.done for work in works), Counter())
    print("done:", ", ".join(f"{name} {count}" for name, count in done.most_common()))
    for name, numbers in (("ms in the core per item", spent), ("ms per call", calls), ("keystrokes per item", keys)):
        p95 = numbers[int(len(numbers) * 0.95)]
        print(f"{name}: median {statistics.median(numbers):.1f}, p95 {p95:.1f}, highest {numbers[-1]:.1f}")
    print("faults:", outcome.faults or "none")


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--items", type=int, default=200)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--processes", action="store_true", help="every reviewer in a process of their own")
    parser.add_argument("--data", type=Path, help="a new data folder to keep; otherwise a temporary one")
    arguments = parser.parse_args()
    with _new_folder(arguments.data) as data:
        outcome = simulate(data, arguments.items, arguments.seed, processes=arguments.processes)
        _print(outcome)
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
