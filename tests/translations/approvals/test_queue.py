"""What the list of texts holds, how it is counted, and what stands with every text."""

from __future__ import annotations

import pytest

from tests.translations.approvals.conftest import REVIEWER
from translations.approvals import TextDesk


def test_every_text_stands_in_the_list_once_in_the_order_people_meet_it(desk: TextDesk) -> None:
    ids: list[str] = []
    following: int | None = 0
    while following is not None:
        queue = desk.queue(REVIEWER, "ti", show="all", after=following, limit=200)
        ids += [item.text_id for item in queue.items]
        following = queue.following
    assert len(ids) == len(set(ids)) == queue.total == queue.counts["all"]
    assert ids[:3] == ["topic.welkom.title", "welkom.uitleg.label", "welkom.uitleg.text"]
    assert sum(area.total for area in queue.areas) == queue.total


def test_the_counts_follow_the_work(desk: TextDesk) -> None:
    before = desk.queue(REVIEWER, "ti")
    for text_id in ("persoon.naam.text", "persoon.naam.why"):
        item = desk.item(REVIEWER, "ti", text_id)
        desk.approve(REVIEWER, "ti", text_id, item.text, seen=item.seen)
    item = desk.item(REVIEWER, "ti", "persoon.naam.why")
    desk.correct(REVIEWER, "ti", "persoon.naam.why", item.text + " ", seen=item.seen)
    desk.correct(REVIEWER, "ti", "persoon.naam.why", item.text + "!", seen=item.seen)
    queue = desk.queue(REVIEWER, "ti")
    assert queue.counts["approved"] == 1 and queue.counts["changed"] == 1
    assert queue.counts["unapproved"] == before.counts["unapproved"] - 1 == queue.total
    (persoon,) = [area for area in queue.areas if area.area == "persoon"]
    assert (persoon.approved, persoon.changed, persoon.unapproved) == (1, 1, persoon.total - 1)
    assert [item.text_id for item in desk.queue(REVIEWER, "ti", show="changed").items] == ["persoon.naam.why"]
    assert [item.text_id for item in desk.queue(REVIEWER, "ti", show="approved").items] == ["persoon.naam.text"]
    assert desk.queue(REVIEWER, "ar").counts["approved"] == 0, "every language has its own approvals"


@pytest.mark.parametrize(
    ("area", "search", "first"),
    [
        ("werk", "", "topic.werk.title"),
        ("persoon.woonplek", "", "persoon.woonplek.label"),
        (None, "hoe heet", "persoon.naam.text"),
        (None, "ስምኩም መን", "persoon.naam.text"),
        (None, "PERSOON.NAAM.TEXT", "persoon.naam.text"),
        ("page", "code", "page.code_title"),
    ],
)
def test_filters(desk: TextDesk, area: str | None, search: str, first: str) -> None:
    queue = desk.queue(REVIEWER, "ti", area=area, search=search)
    assert first in [item.text_id for item in queue.items]
    if area:
        assert all(item.area == area or item.text_id.startswith(area) for item in queue.items)
    assert [(item.number, item.count) for item in queue.items][0] == (1, queue.total)


def test_an_empty_list(desk: TextDesk) -> None:
    queue = desk.queue(REVIEWER, "ti", search="dit staat nergens")
    assert (queue.items, queue.total, queue.following) == ((), 0, None)


def test_a_question_stands_with_its_topic_its_reason_and_its_type(desk: TextDesk) -> None:
    item = desk.item(REVIEWER, "ar", "persoon.naam.help")
    assert (item.area, item.part, item.question, item.question_type) == ("persoon", "help", "Hoe heet u?", "text")
    assert item.why == "Dan weten wij hoe wij u moeten aanspreken."
    assert (item.direction, item.placeholders) == ("rtl", ())
    field = desk.item(REVIEWER, "ti", "kinderen_vve.kind.dagen.label")
    assert (field.area, field.part) == ("kinderen_vve", "label")


def test_a_message_stands_with_its_context(desk: TextDesk) -> None:
    item = desk.item(REVIEWER, "ti", "talk.understood")
    assert (item.area, item.area_title, item.question, item.placeholders) == ("talk", "Het gesprek", None, ("value",))
    assert item.context


def test_one_after_the_other(desk: TextDesk) -> None:
    first = desk.next(REVIEWER, "ti", area="persoon.naam")
    assert first is not None and first.text_id == "persoon.naam.label"
    desk.approve(REVIEWER, "ti", first.text_id, first.text, seen=first.seen)
    second = desk.next(REVIEWER, "ti", after=first.text_id, area="persoon.naam")
    assert second is not None and second.text_id == "persoon.naam.text"
    again = desk.next(REVIEWER, "ti", area="persoon.naam")
    assert again is not None and again.text_id == "persoon.naam.text", "what is approved does not come back"
    assert desk.next(REVIEWER, "ti", after="persoon.naam.readback.value", area="persoon.naam") is None


def test_the_languages_of_a_reviewer(desk: TextDesk) -> None:
    assert desk.languages(REVIEWER) == ("ti", "ar")
    assert desk.languages("nobody") == ()
