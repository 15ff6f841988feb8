"""What the desk decides is what people see, in every process, without a restart."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from assistant.store.faults import StoreBusy
from assistant.store.translation import LocalText
from tests.conftest import Clock, Person
from tests.translations.approvals.conftest import REVIEWER
from translations.approvals import TextDesk
from translations.texts import LiveTexts, load_texts, text_hash
from ui.chat.words import PageWords

NAME = "persoon.naam.text"
NEW = "መን ትበሃሉ?"


def approve_screen(desk: TextDesk, person: Person, language: str) -> None:
    """Approve every text that the screen says, as the texts of the language are now."""
    said: set[str] = set()
    wording = person.house.wording

    class Listening:
        def __getattr__(self, name: str) -> Any:
            return getattr(wording, name)

        def approved(self, code: str, text_id: str) -> bool:
            said.add(text_id)
            return wording.approved(code, text_id)

    conversation = person.house.conversation
    conversation._wording = Listening()  # type: ignore[assignment]
    conversation.screen(person.case.case_id)
    conversation._wording = wording
    assert NAME in said
    for text_id in said:
        item = desk.item(REVIEWER, language, text_id)
        desk.approve(REVIEWER, language, text_id, item.text or item.dutch, seen=item.seen)


@pytest.mark.parametrize("language", ["ti", "ar"])
def test_the_page_stops_saying_that_a_text_is_unapproved(
    desk: TextDesk, house: House, person: Callable[..., Person], language: str
) -> None:
    someone = person(language)
    someone.go_to("persoon.naam")
    assert house.conversation.screen(someone.case.case_id)["prompt"]["unapproved"] is True
    approve_screen(desk, someone, language)
    assert house.conversation.screen(someone.case.case_id)["prompt"]["unapproved"] is False
    item = desk.item(REVIEWER, language, NAME)
    decided = desk.correct(REVIEWER, language, NAME, item.text + " ", seen=item.seen)
    assert house.conversation.screen(someone.case.case_id)["prompt"]["unapproved"] is False, "nothing was changed"
    decided = desk.correct(REVIEWER, language, NAME, item.text.rstrip("?؟") + ":", seen=decided.item.seen)
    screen = house.conversation.screen(someone.case.case_id)["prompt"]
    assert screen["unapproved"] is True and screen["text"].endswith(":")
    desk.undo(REVIEWER, decided.id)
    assert house.conversation.screen(someone.case.case_id)["prompt"]["unapproved"] is False


def test_another_process_sees_it_within_a_second(desk: TextDesk, house: House) -> None:
    """The action server has a house of its own over the same file."""
    other = open_house(house.data, wording_of)
    try:
        time = [100.0]
        texts = LiveTexts(load_texts(house.catalogue), other.store, clock=lambda: time[0])
        before = texts.text("ti", NAME)
        item = desk.item(REVIEWER, "ti", NAME)
        desk.approve(REVIEWER, "ti", NAME, NEW, seen=item.seen)
        assert texts.text("ti", NAME) == before, "the store is not asked for every word"
        time[0] += 1.0
        assert texts.text("ti", NAME) == NEW
        assert texts.approved("ti", NAME)
        desk.withdraw(REVIEWER, "ti", NAME, seen=desk.item(REVIEWER, "ti", NAME).seen)
        time[0] += 1.0
        assert not texts.approved("ti", NAME)
    finally:
        other.store.close()


def test_the_words_of_the_page_follow(desk: TextDesk, house: House) -> None:
    words = PageWords(house.wording)
    version = words.version
    item = desk.item(REVIEWER, "ti", "page.code_title")
    desk.approve(REVIEWER, "ti", "page.code_title", item.text, seen=item.seen)
    assert words.version == version, "an approval changes no word, so browsers may keep what they have"
    decided = desk.correct(REVIEWER, "ti", "page.code_title", "ኮድ", seen=item.seen)
    assert words.of("ti")["code_title"] == words.text("ti", "code_title") == "ኮድ"
    assert words.of("ar") == PageWords(house.wording).of("ar")
    assert words.version != version
    desk.undo(REVIEWER, decided.id)
    assert (words.of("ti")["code_title"], words.version) == (item.text, version)


def test_a_correction_stands_over_the_municipality_s_own_file(house: House, tmp_path: Path) -> None:
    (tmp_path / "ti.po").write_text(
        f'msgid ""\nmsgstr "Language: ti\\n"\n\nmsgctxt "{NAME}"\nmsgid "Hoe heet u?"\nmsgstr "ናይ ከተማ"\n',
        encoding="utf-8",
    )
    texts = LiveTexts(load_texts(house.catalogue, local=tmp_path), house.store)
    assert texts.text("ti", NAME) == "ናይ ከተማ"
    house.store.translation.add_local_text(LocalText("ti", NAME, NEW, text_hash("Hoe heet u?"), "amal", "2026-11-22"))
    assert texts.refresh().text("ti", NAME) == NEW
    house.store.translation.add_local_text(LocalText("ti", NAME, "", text_hash("Hoe heet u?"), "amal", "2026-11-22"))
    assert texts.refresh().text("ti", NAME) == "ናይ ከተማ"


def test_texts_that_are_not_ours_change_nothing(house: House) -> None:
    texts = LiveTexts(load_texts(house.catalogue), house.store)
    for language, text_id in (("nl", NAME), ("xx", NAME), ("ti", "persoon.schoenmaat.text")):
        house.store.translation.add_local_text(LocalText(language, text_id, "x", text_hash("y"), "amal", "2026-11-22"))
    assert texts.refresh().text("nl", NAME) == "Hoe heet u?"
    assert texts.languages() == load_texts(house.catalogue).languages()


def test_people_read_on_when_the_store_cannot_be_read(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = LiveTexts(load_texts(house.catalogue), house.store, look_every=0.0)
    before = texts.text("ti", NAME)

    def busy() -> int:
        raise StoreBusy("in use")

    monkeypatch.setattr(house.store.translation, "texts_mark", busy)
    assert texts.text("ti", NAME) == before
    monkeypatch.undo()
    house.store.translation.add_local_text(LocalText("ti", NAME, NEW, text_hash("Hoe heet u?"), "amal", "2026-11-22"))
    assert texts.text("ti", NAME) == NEW, "and they follow again afterwards"


def test_many_threads_read_while_somebody_writes(house: House) -> None:
    texts = LiveTexts(load_texts(house.catalogue), house.store, look_every=0.0)
    known, wrong = {texts.text("ti", NAME), *(f"ስም {number}" for number in range(20))}, []

    def read() -> None:
        wrong.extend(text for text in (texts.text("ti", NAME) for _ in range(300)) if text not in known)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(20):
        house.store.translation.add_local_text(
            LocalText("ti", NAME, f"ስም {number}", text_hash("Hoe heet u?"), "amal", "2026-11-22")
        )
    for reader in readers:
        reader.join()
    assert wrong == []
    assert texts.text("ti", NAME) == "ስም 19"


def test_an_approval_is_never_overwritten(desk: TextDesk, house: House, clock: Clock) -> None:
    item = desk.item(REVIEWER, "ti", NAME)
    desk.approve(REVIEWER, "ti", NAME, NEW, seen=item.seen)
    clock.forward(hours=1)
    desk.withdraw(REVIEWER, "ti", NAME, seen=desk.item(REVIEWER, "ti", NAME).seen)
    (kept,) = house.store.translation.text_approvals("ti")
    assert (kept.who, kept.at, kept.withdrawn_by, kept.withdrawn_at) == (
        REVIEWER, "2026-11-22T09:00:00+00:00", REVIEWER, "2026-11-22T10:00:00+00:00",
    )  # fmt: skip
    assert (kept.dutch, kept.text) == ("Hoe heet u?", NEW)
