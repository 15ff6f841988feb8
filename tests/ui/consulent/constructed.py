"""Constructed cases for the consulent's page, in a real store; nobody in them exists."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from assistant.access import NewCase
from assistant.house import House
from assistant.record import Answer
from assistant.renditions.sources import source_of_answer, source_of_event
from assistant.store import Event, Turn

LOGIN, PASSWORD, NAME = "consulent", "een lang wachtwoord", "Marijke de Boer"
BEHEERDER = "beheerder"

Given = tuple[str, int | None, str, Any, str, dict[str, Any]]
"""An answer to write: question, entry, state, value, words, and whatever differs from a plain typed answer."""


@dataclass
class Pen:
    """Writes turns of one case straight into the store, as a conversation that already was would have left them."""

    house: House
    case: NewCase
    language: str
    at: datetime
    number: int = 0

    def turn(self, *answers: Given, event: tuple[str, dict[str, Any]] | None = None) -> None:
        self.number += 1
        self.at += timedelta(seconds=40)
        at = self.at.isoformat()
        with self.house.store.writing(self.case.case_id) as writer:
            for question, entry, state, value, words, more in answers:
                kept = writer.answer(self._answer(question, entry, state, value, words, at, more))
                if source := source_of_answer(self.house.catalogue, kept):
                    writer.source(source)
            if event is not None:
                happened = writer.event(Event(event[0], at, self.number, event[1]))
                if source := source_of_event(self.house.catalogue, happened, self.language):
                    writer.source(source)
            if self.number == 1:
                writer.language(self.language)
            writer.turn(
                Turn(self.case.case_id, self.number, f"m{self.number}", "typed", "", {"prompt": {"text": ""}}, {}, at)
            )

    def say(
        self, question: str, value: Any, words: str, entry: int | None = None, state: str = "beantwoord", **more: Any
    ) -> None:
        self.turn((question, entry, state, value, words, more))

    def event(self, kind: str, **data: Any) -> None:
        self.turn(event=(kind, data))

    def _answer(
        self, question: str, entry: int | None, state: str, value: Any, words: str, at: str, more: dict[str, Any]
    ) -> Answer:
        kept = {
            "language": self.language, "script": "Zyyy", "understood_by": "rule", "rule": "", "confidence": 1.0,
            "to_confirm": False, "speaker": "person", "present": "alleen", "channel": "own_chat", "typed_by": "person",
        }  # fmt: skip
        return Answer(
            question=question, entry=entry, state=state, value=value, words=words, at=at, turn=self.number,  # type: ignore[arg-type]
            catalogue=self.house.catalogue.name, catalogue_version=self.house.catalogue.version, **{**kept, **more},
        )  # fmt: skip


def begin(
    house: House, label: str, language: str | None, *, ago: timedelta = timedelta(), constructed: bool = True
) -> Pen:
    made = house.access.new_case(language=None, label=label, created_by=LOGIN, constructed=constructed)
    return Pen(house, made, language or "nl", datetime.now(UTC) - ago)


def tigrinya_case(house: House) -> Pen:
    """Selam: two jobs, one of them not sure, a question of her own, and one answer changed."""
    pen = begin(house, "Selam T.", "ti", ago=timedelta(minutes=20))
    pen.event("language", language="ti")
    pen.say("persoon.naam", "ሰላም ተስፋይ", "ሰላም ተስፋይ", understood_by="words")
    pen.say("persoon.geboortedatum", "1996", "ብ1996 ተወሊደ")
    pen.say("persoon.geboorteland", "ER", "ኤርትራ")
    pen.say("persoon.in_nl_sinds", "2023-04", "ካብ ሚያዝያ 2023 ኣትሒዘ", to_confirm=True)
    pen.say("persoon.status", "asielstatushouder", "ዑቕባ ረኺበ", understood_by="button")
    pen.say("gezin.partner", "buitenland", "እወ፣ ኣብ ካልእ ሃገር", understood_by="button")
    pen.say("gezin.gezinshereniging", None, "ምስ ሰብ ክዛረብ ይደሊ", state="liever_met_een_persoon")
    pen.say("gezin.kinderen", True, "እወ", understood_by="button")
    pen.say("gezin.kinderen.leeftijd", 6, "ሽዱሽተ ዓመት", 1)
    pen.say("gezin.kinderen.woont", "bij_mij", "ምሳይ", 1, understood_by="button")
    pen.say("gezin.kinderen.school", "basisschool", "ናብ ቤት ትምህርቲ ትኸይድ", 1)
    pen.say("gezin.kinderen", True, "እወ", 1, understood_by="button")
    pen.say("gezin.kinderen.leeftijd", 2.5, "ክልተ ዓመትን ፈረቓን", 2)
    pen.event("question", words="ኣብ ግዜ ትምህርቲ ንቖልዑ መን ይሕልዎም?", language="ti", question="gezin.kinderen")
    pen.say("onderwijs.jaren", 7, "ክሳብ ሻብዓይ ክፍሊ")
    pen.say("onderwijs.jaren", 8, "ኣይኮነን፣ ክሳብ ሻሙናይ ክፍሊ")
    pen.say("werk.droombaan", "ነርስ ክኸውን ይደሊ", "ነርስ ክኸውን ይደሊ", understood_by="words")
    pen.say("werk.broodbaan", None, "መልሲ የብለይን", state="weet_niet")
    return pen


def arabic_case(house: House) -> Pen:
    """Omar: Latin letters and digits within Arabic, and words that three readings could not place."""
    pen = begin(house, "Omar H.", "ar", ago=timedelta(hours=5))
    pen.event("language", language="ar")
    pen.say("persoon.naam", "عمر الحسن", "عمر الحسن", understood_by="words")
    pen.say("persoon.geboortedatum", "1990-03-12", "12 آذار 1990")
    pen.say("persoon.geboorteland", "SY", "من سوريا، مدينة Homs")
    pen.say("onderwijs.jaren", 9, "للصف التاسع")
    pen.say(
        "werk.uren",
        None,
        "يعني حسب الشغل، أحياناً كتير وأحياناً شوي",
        state="later",
        understood_by="words",
        flag="niet_begrepen",
    )
    pen.event("paused")
    return pen


def dari_case(house: House) -> Pen:
    """Fatima: wants to speak to a person."""
    pen = begin(house, "Gezin Ahmadi, moeder", "prs", ago=timedelta(days=1, hours=2))
    pen.event("language", language="prs")
    pen.say("persoon.naam", "فاطمه احمدی", "فاطمه احمدی", understood_by="words")
    pen.say("persoon.geboortedatum", "1986-04-01", "۱۲ حمل ۱۳۶۵")
    pen.event("handover", question="persoon.geboorteland", words="می‌خواهم با یک نفر گپ بزنم")
    return pen


A_FEW_ANSWERS: tuple[tuple[str, Any, str], ...] = (
    ("persoon.geboortedatum", "1990", "1990"),
    ("persoon.geboorteland", "ER", "Eritrea"),
    ("gezin.partner", "geen", "Nee"),
    ("gezin.mantelzorg", False, "Nee"),
    ("onderwijs.jaren", 8, "acht jaar"),
    ("werk.nu", False, "Nee"),
    ("werk.uren", 20, "20 uur"),
    ("werk.droombaan", "kok", "kok"),
)
"""Answers enough for a case among many: question, value, words."""


def many_cases(house: House, count: int) -> None:
    """So many constructed cases, each with a few answers; made without the slow hash that every real case gets."""
    first = house.store.case(begin(house, "Bewoner", "nl").case.case_id)
    for number in range(1, count):
        name = f"bewoner{number:04d}"
        kept = house.store.add_case(replace(first, id=name, code_digest=name, label=f"Bewoner-{number}"))
        made = NewCase(kept.id, kept.number, "", "")
        pen = Pen(house, made, ("nl", "ti", "ar", "prs")[number % 4], datetime.now(UTC) - timedelta(hours=number))
        pen.turn(*[(question, None, "beantwoord", value, words, {}) for question, value, words in A_FEW_ANSWERS])
