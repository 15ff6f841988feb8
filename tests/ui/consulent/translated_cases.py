"""Constructed cases whose words were translated, reviewed, sent back and asked about; nobody in them exists."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from assistant.house import House
from assistant.renditions.model import Note, Rendition, Review, Source, Verdict
from assistant.store import Event
from assistant.store.translation import Reviewer
from assistant.writing_to_person import write_message
from tests.ui.consulent.constructed import LOGIN, PASSWORD, Pen, begin

REVIEWER, REVIEWER_NAME = "hanna", "Hanna Gebre"
MACHINE = "ti_en 1.9, en_nl 1.5"


def add_reviewer(house: House) -> None:
    """A cultuurvertaler with the desk's rights."""
    house.access.add_staff(REVIEWER, REVIEWER_NAME, "cultuurvertaler", PASSWORD)
    house.store.translation.set_reviewer(Reviewer(REVIEWER, ("ti", "ar", "prs"), True, "vrouw", ("NL",)))


class Reviewing:
    """What a machine and a cultuurvertaler do with the words of one case."""

    def __init__(self, pen: Pen) -> None:
        self.pen, self.store = pen, pen.house.store

    def source(self, question: str | None = None, *, about: str = "answer") -> Source:
        """The newest source of a question, or of a kind of event."""
        found = [
            one
            for one in self.store.translation.sources(self.pen.case.case_id)
            if one.about == about and (question is None or one.question == question)
        ]
        return found[-1]

    def drafted(self, source: Source, text: str, **more: Any) -> Rendition:
        """A machine made a draft."""
        plain = {"origin": "machine", "made_by": MACHINE, **more}
        return self.made(source, text, **plain)

    def written(self, source: Source, text: str, **more: Any) -> Rendition:
        """A cultuurvertaler wrote the translation, without approving it yet."""
        return self.made(source, text, origin="person", made_by=REVIEWER, **more)

    def decided(self, source: Source, verdict: Verdict, reason: str | None = None, *, by: str = REVIEWER) -> Review:
        """A verdict on the newest translation of the source, or on the words when there is none."""
        made = [one for one in self.store.translation.renditions(source.case_id) if one.source_id == source.id]
        role = "consulent" if by == LOGIN else "cultuurvertaler"
        with self.store.translation.writing() as writer:
            rendition = made[-1].id if made else None
            return writer.review(Review(int(source.id or 0), rendition, verdict, by, role, self._later(), reason))

    def approved(self, source: Source, text: str, note: str = "") -> None:
        """Written, approved, and with a note when there is one."""
        self.written(source, text)
        self.decided(source, "goedgekeurd")
        if note:
            with self.store.translation.writing() as writer:
                writer.note(Note(int(source.id or 0), note, REVIEWER, self._later()))

    def asked(self, source: Source, own: str, dutch: str) -> int:
        """The person is asked about the words; returns the id of the event."""
        self.decided(source, "opnieuw_vragen", dutch)
        data = {
            "source": source.id, "question": source.question, "entry": source.entry, "words": own,
            "language": source.from_language, "words_nl": dutch, "by": REVIEWER,
        }  # fmt: skip
        with self.store.translation.writing() as writer:
            return writer.event(source.case_id, "asked_back", self._later(), data)

    def replied(self, asked: int, source: Source, words: str) -> None:
        """The person tells more about the words."""
        self.pen.event(
            "told_back", asked=asked, source=source.id, question=source.question, entry=source.entry, words=words,
            language=source.from_language, present="alleen",
        )  # fmt: skip

    def message(self, words: str) -> Event:
        """A consulent writes to the person."""
        self.pen.at += timedelta(seconds=30)
        house = self.pen.house
        return write_message(house.store, house.catalogue, self.pen.case.case_id, words, by=LOGIN, at=self.pen.at)

    def made(self, source: Source, text: str, **more: Any) -> Rendition:
        with self.store.translation.writing() as writer:
            made = Rendition(int(source.id or 0), text, source.to_language, at=self._later(), **more)
            return writer.rendition(made)

    def _later(self) -> str:
        self.pen.at += timedelta(seconds=5)
        return self.pen.at.isoformat()


def translated_tigrinya(house: House) -> Reviewing:
    """Selam: every state that a translation can be in, a question back with a reply, a message read and one not."""
    pen = begin(house, "Selam T.", "ti", ago=timedelta(minutes=40))
    case = Reviewing(pen)
    pen.event("language", language="ti")
    pen.say("persoon.naam", "ሰላም ተስፋይ", "ሰላም ተስፋይ", understood_by="words", script="Ethi")
    pen.say("persoon.geboorteland", "ER", "ኤርትራ")
    pen.say("werk.droombaan", "ነርስ ክኸውን ይደሊ", "ነርስ ክኸውን ይደሊ", understood_by="words")
    case.drafted(case.source("werk.droombaan"), "Ik wil verpleegster zijn.", pivot="I want to be a nurse.")
    case.approved(
        case.source("werk.droombaan"), "Ik wil graag verpleegkundige worden.",
        "In Eritrea is een ‘ners’ ook wie zonder diploma in een kliniek helpt. Vraag welk werk zij bedoelt.",
    )  # fmt: skip
    pen.say("werk.broodbaan", "ኣብ ክሽነ ወይ ጽሬት", "ኣብ ክሽነ ወይ ጽሬት", understood_by="words")
    case.drafted(case.source("werk.broodbaan"), "In de keuken of schoon.", pivot="In the kitchen or clean.")
    pen.say("wensen.drie_jaar", "ኣብ ከተማ ክነብር፣ ምስ ደቀይ", "ኣብ ከተማ ክነብር፣ ምስ ደቀይ", understood_by="words")
    case.drafted(
        case.source("wensen.drie_jaar"), "Ik woon in de stad met mijn kind.", pivot="I live in town with my child."
    )
    case.decided(case.source("wensen.drie_jaar"), "aan_te_passen", "Gaat dit over één kind, of over meer?", by=LOGIN)
    pen.say("wensen.helpt", "ሓፍተይ ትሕግዘኒ", "ሓፍተይ ትሕግዘኒ", understood_by="words")
    case.written(case.source("wensen.helpt"), "Mijn zus helpt mij.")
    pen.say("wensen.dit_jaar", "ስራሕ", "ስራሕ", understood_by="words")
    case.approved(case.source("wensen.dit_jaar"), "Werk.")
    pen.say("wensen.dit_jaar", "ሰላም ንደቀይ", "ሰላም ንደቀይ", understood_by="words")
    pen.say("wensen.waarom", "ጽቡቕ ኣደ", "ጽቡቕ ኣደ", understood_by="words")
    about = case.source("wensen.waarom")
    case.drafted(about, "Een goede moeder.", pivot="A good mother.")
    asked = case.asked(about, "ብኻልእ ቃላት ክትነግርና ትኽእል ዶ?", "Kunt u dit met andere woorden zeggen?")
    case.replied(asked, about, "ንደቀይ ግዜ ክህልወኒ ይደሊ")
    case.drafted(case.source(about="told_back"), "Ik wil tijd hebben voor mijn kinderen.")
    pen.say("inburgering.groep", "ምስ ደቂ ኣንስትዮ ጥራይ", "ምስ ደቂ ኣንስትዮ ጥራይ", understood_by="words")
    waiting = case.source("inburgering.groep")
    case.drafted(waiting, "Alleen met de vrouwen.", pivot="Only with the women.")
    case.asked(waiting, "ንምንታይ?", "Waarom is dat zo?")
    pen.event("question", words="ኣብ ግዜ ትምህርቲ ንቖልዑ መን ይሕልዎም?", language="ti", question="gezin.kinderen")
    case.drafted(case.source(about="question"), "Wie zorgt voor de kinderen tijdens de les?")
    read = case.message("Wij bellen u dinsdag om 10 uur. Kunt u dan?")
    case.approved(case.source(about="message"), "ሰሉስ ሰዓት 10 ክንድውለልኪ ኢና። ሽዑ ይጥዕመኪ ዶ?")
    pen.event("message_read", message=read.id)
    pen.event("question", words="እወ ይጥዕመኒ", language="ti", question=None, message=read.id)
    case.message("Neem uw verblijfspas mee naar het gesprek.")
    case.drafted(case.source(about="message"), "መንበሪ ፍቓድኪ ሒዝኪ ምጺ።")
    return case


def translated_dari(house: House) -> Reviewing:
    """Fatima: a machine that read Dari as Farsi, with English between; a draft from the memory; words with nothing yet."""
    pen = begin(house, "Gezin Ahmadi, moeder", "prs", ago=timedelta(hours=3))
    case = Reviewing(pen)
    pen.event("language", language="prs")
    pen.say("werk.droombaan", "می‌خواهم خیاط شوم", "می‌خواهم خیاط شوم", understood_by="words")
    case.drafted(
        case.source("werk.droombaan"), "Ik wil naaister worden.", made_by="fa_en 1.5, en_nl 1.5", via="fa",
        pivot="I want to become a tailor.",
    )  # fmt: skip
    pen.say("werk.broodbaan", "هر کاری باشد", "هر کاری باشد", understood_by="words")
    case.made(
        case.source("werk.broodbaan"), "Elk werk is goed.", origin="memory", made_by="12", detail={"percentage": 92}
    )
    pen.say("wensen.drie_jaar", "خانه‌ی خود ما", "خانه‌ی خود ما", understood_by="words")
    return case


def translated_arabic(house: House) -> Reviewing:
    """Omar: an approved answer that he changed afterwards, so that the translation is outdated."""
    pen = begin(house, "Omar H.", "ar", ago=timedelta(hours=5))
    case = Reviewing(pen)
    pen.event("language", language="ar")
    pen.say("werk.droombaan", "سائق شاحنة", "سائق شاحنة", understood_by="words")
    case.approved(case.source("werk.droombaan"), "Vrachtwagenchauffeur.", "Bedoelt internationaal vervoer.")
    pen.say("werk.droombaan", "ميكانيكي سيارات", "ميكانيكي سيارات", understood_by="words")
    pen.say("werk.broodbaan", "سائق توصيل", "سائق توصيل", understood_by="words")
    return case
