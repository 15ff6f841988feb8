"""An approval is of this very Dutch and this very wording; a correction is kept with its approval or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.house import House
from assistant.messages import Message
from assistant.store.faults import StoreFull
from tests.conftest import Clock
from tests.translations.approvals.conftest import COLLEAGUE, REVIEWER
from translations.approvals import (
    EmptyText,
    NotApproved,
    NotYourLanguage,
    PlaceholdersLost,
    TextChanged,
    TextDesk,
    TooLate,
    UnknownText,
    open_text_desk,
)
from translations.texts import LiveTexts, load_texts

NAME = "persoon.naam.text"
NEW = {"ti": "መን ትበሃሉ?", "ar": "ما هو اسمكم؟"}


@pytest.mark.parametrize("code", ["ti", "ar"])
def test_a_text_is_approved_as_it_stands(desk: TextDesk, house: House, code: str) -> None:
    item = desk.item(REVIEWER, code, NAME)
    assert (item.dutch, item.standing, item.approved) == ("Hoe heet u?", "unapproved", None)
    decided = desk.approve(REVIEWER, code, NAME, item.text, seen=item.seen)
    assert (decided.what, decided.item.standing) == ("approved", "approved")
    assert decided.item.approved is not None and decided.item.approved.who == REVIEWER
    assert house.wording.approved(code, NAME), "what people see follows at once"
    assert house.store.translation.local_texts() == {}, "nothing was corrected, so no correction is kept"


@pytest.mark.parametrize("code", ["ti", "ar"])
def test_a_correction_is_kept_with_its_approval(desk: TextDesk, house: House, code: str) -> None:
    item = desk.item(REVIEWER, code, NAME)
    now = desk.approve(REVIEWER, code, NAME, f"  {NEW[code]}\r\n", seen=item.seen).item
    assert (now.text, now.shipped, now.corrected_by, now.standing) == (NEW[code], item.text, REVIEWER, "approved")
    assert house.wording.text(code, NAME) == NEW[code]
    assert house.wording.approved(code, NAME)


def test_a_correction_without_approval_is_shown_and_waits(desk: TextDesk, house: House) -> None:
    item = desk.item(REVIEWER, "ti", NAME)
    desk.approve(REVIEWER, "ti", NAME, item.text, seen=item.seen)
    now = desk.correct(REVIEWER, "ti", NAME, NEW["ti"], seen=item.seen).item
    assert house.wording.text("ti", NAME) == NEW["ti"]
    assert not house.wording.approved("ti", NAME)
    assert now.standing == "changed" and now.earlier is not None
    assert (now.earlier.dutch, now.earlier.text, now.earlier.who) == (None, item.text, REVIEWER)


def test_typing_the_shipped_text_again_goes_back_to_it(desk: TextDesk, house: House) -> None:
    first = desk.item(REVIEWER, "ti", NAME)
    changed = desk.correct(REVIEWER, "ti", NAME, NEW["ti"], seen=first.seen).item
    back = desk.correct(REVIEWER, "ti", NAME, first.text, seen=changed.seen).item
    assert (back.text, back.corrected_by, back.shipped) == (first.text, None, None)
    assert house.store.translation.local_texts().get("ti", {}) == {}


def test_nothing_is_kept_when_the_disk_is_full(desk: TextDesk, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.store.translation_sqlite import SQLiteTranslationWriter

    item = desk.item(REVIEWER, "ti", NAME)

    def full(*_: object) -> None:
        raise StoreFull("no space")

    monkeypatch.setattr(SQLiteTranslationWriter, "approve_text", full)
    with pytest.raises(StoreFull):
        desk.approve(REVIEWER, "ti", NAME, NEW["ti"], seen=item.seen)
    assert desk.item(REVIEWER, "ti", NAME) == item, "the correction is not kept without its approval"


@pytest.mark.parametrize(
    ("text_id", "text", "wanted"),
    [
        ("talk.understood", "ተረዲእና", "{value}"),
        ("talk.understood", "ተረዲእና: {ዋጋ}", "{value}"),
        ("talk.understood", "ተረዲእና: {value} {name}", "{value}"),
        ("talk.understood", "ተረዲእና: {value", "{value}"),
        ("persoon.naam.text", "ስምኩም {መን} እዩ?", "-"),
    ],
)
def test_a_text_that_the_program_cannot_fill_is_refused(
    desk: TextDesk, house: House, text_id: str, text: str, wanted: str
) -> None:
    item = desk.item(REVIEWER, "ti", text_id)
    for decide in (desk.approve, desk.correct):
        with pytest.raises(PlaceholdersLost) as refused:
            decide(REVIEWER, "ti", text_id, text, seen=item.seen)
        said = house.wording.text("nl", refused.value.message_id, **refused.value.params)
        assert wanted in said
    assert desk.item(REVIEWER, "ti", text_id) == item


def test_what_is_refused(desk: TextDesk) -> None:
    item = desk.item(REVIEWER, "ti", NAME)
    with pytest.raises(EmptyText):
        desk.approve(REVIEWER, "ti", NAME, " \n ", seen=item.seen)
    with pytest.raises(UnknownText):
        desk.approve(REVIEWER, "ti", "persoon.schoenmaat.text", "x", seen=item.seen)
    for code in ("prs", "nl", "xx"):
        with pytest.raises(NotYourLanguage):
            desk.approve(REVIEWER, code, NAME, "x", seen=item.seen)
    with pytest.raises(NotYourLanguage):
        desk.queue("nobody", "ti")
    with pytest.raises(NotApproved):
        desk.withdraw(REVIEWER, "ti", NAME, seen=item.seen)


def test_two_reviewers_do_not_overwrite_each_other(desk: TextDesk, house: House) -> None:
    mine, theirs = desk.item(REVIEWER, "ti", NAME), desk.item(COLLEAGUE, "ti", NAME)
    desk.correct(COLLEAGUE, "ti", NAME, NEW["ti"], seen=theirs.seen)
    with pytest.raises(TextChanged) as refused:
        desk.approve(REVIEWER, "ti", NAME, "ስም?", seen=mine.seen)
    assert refused.value.item.text == NEW["ti"], "the page can show what the colleague wrote"
    assert house.wording.text("ti", NAME) == NEW["ti"]
    assert desk.approve(REVIEWER, "ti", NAME, NEW["ti"], seen=refused.value.item.seen).item.standing == "approved"


def test_pressing_twice_is_one_approval(desk: TextDesk, house: House) -> None:
    item = desk.item(REVIEWER, "ti", NAME)
    first = desk.approve(REVIEWER, "ti", NAME, item.text, seen=item.seen)
    assert desk.approve(REVIEWER, "ti", NAME, item.text, seen=item.seen).id == first.id
    assert len(house.store.translation.text_approvals("ti")) == 1


def test_an_approval_is_taken_back_and_given_again(desk: TextDesk, house: House) -> None:
    item = desk.item(REVIEWER, "ti", NAME)
    desk.approve(REVIEWER, "ti", NAME, item.text, seen=item.seen)
    desk.approve(COLLEAGUE, "ti", NAME, item.text, seen=item.seen)
    taken = desk.withdraw(REVIEWER, "ti", NAME, seen=item.seen)
    assert (taken.what, taken.item.standing, taken.item.earlier) == ("withdrawn", "unapproved", None)
    assert not house.wording.approved("ti", NAME), "no approval of a colleague is left behind either"
    assert desk.undo(REVIEWER, taken.id).standing == "approved"
    assert len([one for one in house.store.translation.text_approvals("ti") if one.withdrawn_at is None]) == 2
    with pytest.raises(TooLate):
        desk.undo(REVIEWER, taken.id)


@pytest.mark.parametrize("how", ["approve", "correct"])
def test_undo_brings_the_text_back(desk: TextDesk, how: str) -> None:
    before = desk.item(REVIEWER, "ti", NAME)
    decided = getattr(desk, how)(REVIEWER, "ti", NAME, NEW["ti"], seen=before.seen)
    with pytest.raises(TooLate):
        desk.undo(COLLEAGUE, decided.id)
    assert desk.undo(REVIEWER, decided.id) == before
    with pytest.raises(TooLate):
        desk.undo(REVIEWER, decided.id)


def test_undo_brings_an_earlier_correction_back(desk: TextDesk) -> None:
    first = desk.item(REVIEWER, "ti", NAME)
    approved = desk.approve(COLLEAGUE, "ti", NAME, NEW["ti"], seen=first.seen).item
    decided = desk.correct(REVIEWER, "ti", NAME, "ስም?", seen=approved.seen)
    back = desk.undo(REVIEWER, decided.id)
    assert (back.text, back.standing) == (NEW["ti"], "approved"), "its approval counts again by itself"


def test_undo_is_too_late_after_a_colleague(desk: TextDesk) -> None:
    first = desk.item(REVIEWER, "ti", NAME)
    decided = desk.correct(REVIEWER, "ti", NAME, "ስም?", seen=first.seen)
    desk.correct(COLLEAGUE, "ti", NAME, NEW["ti"], seen=decided.item.seen)
    with pytest.raises(TooLate):
        desk.undo(REVIEWER, decided.id)
    assert desk.item(REVIEWER, "ti", NAME).text == NEW["ti"]


@pytest.mark.parametrize("decided_id", ["", "approved:ti", "approved:ti:persoon.naam.text:99:99", "x" * 10_000])
def test_undo_of_what_never_was(desk: TextDesk, decided_id: str) -> None:
    with pytest.raises(TooLate):
        desk.undo(REVIEWER, decided_id)


class NewVersion:
    """The next version of the product over the same store: other Dutch, and perhaps another shipped translation."""

    def __init__(self, house: House, clock: Clock) -> None:
        self.house, self.clock = house, clock

    def desk(self, dutch: str, shipped: str | None = None) -> TextDesk:
        now = load_texts(self.house.catalogue)
        messages = {**now.dutch, NAME: Message(NAME, dutch, now.dutch[NAME].context)}
        translated, made_from = dict(now.translated["ti"]), dict(now.made_from["ti"])
        if shipped is not None:
            translated[NAME], made_from[NAME] = shipped, dutch
        texts = replace(
            now, dutch=messages, translated={**now.translated, "ti": translated},
            made_from={**now.made_from, "ti": made_from},
        )  # fmt: skip
        return open_text_desk(replace(self.house, wording=LiveTexts(texts, self.house.store)), self.clock)


def test_other_dutch_takes_the_approval_away_and_shows_what_changed(desk: TextDesk, house: House, clock: Clock) -> None:
    item = desk.item(REVIEWER, "ti", NAME)
    desk.approve(REVIEWER, "ti", NAME, NEW["ti"], seen=item.seen)
    later = NewVersion(house, clock).desk("Wat is uw naam?")
    now = later.item(REVIEWER, "ti", NAME)
    assert (now.text, now.standing) == (NEW["ti"], "changed"), "the correction stays the newest wording there is"
    assert now.earlier is not None
    assert (now.earlier.dutch, now.earlier.text, now.earlier.who) == ("Hoe heet u?", None, REVIEWER)
    again = later.approve(REVIEWER, "ti", NAME, NEW["ti"], seen=now.seen).item
    assert (again.standing, again.text) == ("approved", NEW["ti"])


def test_a_translation_of_the_new_dutch_wins_from_an_older_correction(
    desk: TextDesk, house: House, clock: Clock
) -> None:
    item = desk.item(REVIEWER, "ti", NAME)
    desk.approve(REVIEWER, "ti", NAME, NEW["ti"], seen=item.seen)
    now = NewVersion(house, clock).desk("Wat is uw naam?", shipped="ስምኩም እንታይ እዩ?").item(REVIEWER, "ti", NAME)
    assert (now.text, now.corrected_by, now.standing) == ("ስምኩም እንታይ እዩ?", None, "changed")
    assert now.earlier is not None
    assert (now.earlier.dutch, now.earlier.text) == ("Hoe heet u?", NEW["ti"])
