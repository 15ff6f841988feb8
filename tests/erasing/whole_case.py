"""A constructed case with something in every place that can hold words, and a look into every place for those words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.conversation.voice import agree
from assistant.dossier.keeping import keep
from assistant.house import House
from assistant.recordings import Recordings, Vault
from assistant.renditions.model import Note, Rendition, Review
from assistant.rights.requests import ask
from assistant.store.translation import MemorySegment, Passed
from assistant.writing_to_person import write_message
from tests.conftest import Person

ONLY_HERE = ("klompendroom", "zandkasteelwens", "maanlichtschool", "regenboogzorg", "sterrenstofbaan", "vlinderhuis")
"""Words that stand nowhere in the program."""
SOUND = b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 4


@dataclass
class Told:
    person: Person
    words: set[str] = field(default_factory=set)

    @property
    def case_id(self) -> str:
        return self.person.case.case_id


def tell(house: House, *, answers: int = 14) -> Told:
    """A person in Tigrinya tells something; colleagues translate, note, ask, draft, pass on, write and record."""
    person = Person(house, "ti")
    told = Told(person)
    for number in range(answers):
        if person.reply["finished"]:
            break
        kind = person.reply["prompt"]["kind"]
        if kind == "question":
            word = f"{ONLY_HERE[number % len(ONLY_HERE)]}{number}"
            told.words.add(word)
            person.say(f"ኣነ {word} እየ")
        else:
            person.step()
    person.go_to("wensen.drie_jaar")
    told.words |= {"langewensgrootplan", "verbeterdewens"}
    person.say("ናተይ langewensgrootplan እዩ")
    person.press("change:wensen.drie_jaar")
    person.say("ናተይ verbeterdewens እዩ")
    person.press("change:gezondheid.algemeen")
    person.press(next(one for one in person.payloads if one.startswith("answer:")))
    case_id, store, at = told.case_id, house.store, house.now().isoformat()
    house.conversation.receive(case_id, "nog-niet-gelezen", None, "inboxwoorden wachten")
    told.words.add("inboxwoorden")
    for source in store.translation.sources(case_id):
        with store.translation.writing() as writer:
            told.words |= {f"vertaalwoord{source.id:03}", f"notitiewoord{source.id:03}", f"geheugenwoord{source.id:03}"}
            made = writer.rendition(Rendition(
                source_id=source.id or 0, purpose="translation", text=f"vertaalwoord{source.id:03}", language="nl",
                origin="person", made_by="vertaler", at=at,
            ))
            writer.review(Review(source.id or 0, made.id, "goedgekeurd", "vertaler", "cultuurvertaler", at))
            writer.note(Note(source.id or 0, f"notitiewoord{source.id:03}", "vertaler", at))
            word = f"geheugenwoord{source.id:03}"
            writer.remember(MemorySegment(
                    from_language="ti", to_language="nl", source=word, target=word, key=word, approved_by="vertaler", at=at,
                    rendition_id=made.id or 0,
                ))
        store.translation.take(source.id or 0, "vertaler", at, "2030-01-01")
        store.translation.save_draft(source.id or 0, "vertaler", {"text": "deskconceptwoord"}, at)
        store.translation.pass_over(Passed("vertaler2", source.id, case_id, "not_for_me", at))
    told.words.add("deskconceptwoord")
    agree(store, house.wording, case_id, "ti", True, house.now())
    Recordings(store.translation, Vault(house.data, house.keyring), house.now).keep_answer(
        SOUND, 1000, case_id=case_id, message_id="opname", language="ti"
    )
    write_message(store, house.catalogue, case_id, "berichtwoordvanons", by="anna", at=house.now())
    keep(store, case_id, "warme_overdracht", {"datum": at[:10], "met": "overdrachtwoord"}, by="anna", at=house.now())
    keep(
        store, case_id, "toegewezen", {"login": "anna", "samenvatting": "samenvattingwoord"}, by="anna", at=house.now()
    )
    ask(store, house.catalogue, case_id, "wissen", words="verzoekwoord", language="ti", at=house.now())
    told.words |= {"berichtwoordvanons", "overdrachtwoord", "samenvattingwoord", "verzoekwoord"}
    return told


def tables(house: House) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, decrypted."""
    db = house.store.connect()  # type: ignore[attr-defined]
    try:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: db.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    finally:
        db.close()


def found_in_tables(house: House, words: Iterable[str]) -> dict[str, set[str]]:
    """Table -> which of the words stand in it."""
    found = {}
    for name, rows in tables(house).items():
        text = json.dumps(rows, ensure_ascii=False, default=str)
        if here := {word for word in words if word in text}:
            found[name] = here
    return found


def found_in_files(folder: Path, words: Iterable[str]) -> set[str]:
    """Which of the words stand in a file as they are."""
    text = b"\0".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    return {word for word in words if word.encode() in text}
