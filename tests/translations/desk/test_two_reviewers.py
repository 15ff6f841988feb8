"""Two reviewers never have the same item, in threads and in processes; leaving and falling away lose nothing."""

from __future__ import annotations

import json
import multiprocessing
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.commands.opening import open_here
from assistant.house import House
from benchmarks.desk import ConstructedCase
from tests.conftest import Clock
from tests.translations.desk.conftest import AnyPerson, AnyReviewer, ids, take
from translations.desk import Desk, DeskDraft, NoLongerCounts, NotYours, open_desk

WORDS = "ኣብ ቤት ብልዒ ክሰርሕ እደሊ"
DUTCH = "Ik wil in een restaurant werken"
QUESTIONS = ("werk.droombaan", "wensen.drie_jaar", "taal.oefenen", "wensen.helpt")
LOGINS = ("hiwet", "yonas", "abel", "saba")


def _many(house: House, people: int) -> set[int]:
    return {
        ConstructedCase(house, "ti").says(question, f"{WORDS} {number}")
        for number in range(people)
        for question in QUESTIONS
    }


def test_threads_at_the_same_time_get_different_items(house: House, reviewer: AnyReviewer) -> None:
    made, desk = _many(house, 5), open_desk(house)
    taken: dict[str, list[int]] = {login: [] for login in LOGINS}
    together = threading.Barrier(len(LOGINS))

    def sit(login: str) -> None:
        someone = reviewer(login)
        together.wait()
        while (item := desk.next(someone, skip=taken[login])) is not None:
            taken[login].append(item.source_id)

    threads = [threading.Thread(target=sit, args=(login,)) for login in LOGINS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    everything = [source_id for one in taken.values() for source_id in one]
    assert sorted(everything) == sorted(made), "each item once, and none left"
    assert sum(bool(one) for one in taken.values()) > 1, "they worked beside each other"


def _sit_in_a_process(data: str, login: str, out: str) -> None:
    desk = open_desk(open_here(Path(data)))
    someone = desk.reviewer(login)
    taken: list[int] = []
    while (item := desk.next(someone, skip=taken)) is not None:
        taken.append(item.source_id)
    Path(out).write_text(json.dumps(taken), encoding="utf-8")


def test_processes_at_the_same_time_get_different_items(house: House, reviewer: AnyReviewer, tmp_path: Path) -> None:
    made = _many(house, 8)
    context = multiprocessing.get_context("spawn")
    processes = []
    for login in LOGINS[:2]:
        reviewer(login)
        told = str(tmp_path / f"{login}.json")
        processes.append(context.Process(target=_sit_in_a_process, args=(str(house.data), login, told)))
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    taken = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(tmp_path.glob("*.json"))]
    assert len(taken) == 2
    assert sorted(taken[0] + taken[1]) == sorted(made)


def test_what_a_colleague_has_cannot_be_opened_kept_or_decided_on(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson
) -> None:
    one, other = reviewer("hiwet"), reviewer("yonas")
    item = newcomer().says("werk.droombaan", WORDS)
    desk.open(one, item)
    draft = DeskDraft(text=DUTCH)
    with pytest.raises(NotYours):
        desk.open(other, item)
    with pytest.raises(NotYours):
        desk.keep_draft(other, item, draft)
    with pytest.raises(NotYours):
        desk.approve(other, item, draft)
    desk.approve(one, item, draft)
    with pytest.raises(NoLongerCounts):
        desk.approve(other, item, draft)
    with pytest.raises(NoLongerCounts):
        desk.approve(one, item, draft)


def test_an_item_comes_free_after_a_quarter_of_an_hour_of_silence(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, clock: Clock
) -> None:
    one, other = reviewer("hiwet"), reviewer("yonas")
    item = newcomer().says("werk.droombaan", WORDS)
    desk.open(one, item)
    clock.forward(minutes=14)
    desk.keep_draft(one, item, DeskDraft(text="Ik wil"))
    clock.forward(minutes=14)
    assert desk.next(other) is None, "typing holds it longer"
    clock.forward(minutes=2)
    assert take(desk, other).source_id == item
    with pytest.raises(NotYours):
        desk.keep_draft(one, item, DeskDraft(text="Ik wil in een restaurant"))
    with pytest.raises(NotYours):
        desk.approve(one, item, DeskDraft(text=DUTCH))
    desk.leave(other, item)
    found = desk.open(one, item)
    assert found.draft.text == "Ik wil in een restaurant", "what was typed after the time was up is kept too"


def test_somebody_who_was_away_goes_on_when_nobody_took_the_item(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, clock: Clock
) -> None:
    someone = reviewer()
    item = newcomer().says("werk.droombaan", WORDS)
    desk.open(someone, item)
    clock.forward(hours=3)
    assert desk.approve(someone, item, DeskDraft(text=DUTCH)).kind == "approved"


def test_leaving_loses_nothing_and_coming_back_begins_with_it(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House, clock: Clock
) -> None:
    one, other, person = reviewer("hiwet"), reviewer("yonas"), newcomer()
    first, second = person.says("werk.droombaan", WORDS), person.says("wensen.helpt", WORDS)
    typed = DeskDraft("Ik wil in een rest", "Zij werkte daar vroeger ook", {"negation": "staat er wel"})
    desk.open(one, second)
    desk.keep_draft(one, second, typed)
    desk.leave(one, second)
    assert [source_id for source_id, _ in desk.queue(one).drafts] == [second]
    assert desk.queue(other).drafts == ()
    # a colleague sees nothing of what was typed, and begins afresh
    assert desk.open(other, second).draft == DeskDraft()
    desk.leave(other, second)
    # also in a new process, after the old one fell away
    again = open_desk(house, clock)
    item = again.next(one)
    assert item is not None and item.source_id == second
    assert item.draft == typed and item.drafted_from == "person"
    assert take(again, other).source_id == first
    assert ids(desk, one) == [second]


def test_what_is_finished_leaves_the_drafts(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson) -> None:
    one, other = reviewer("hiwet"), reviewer("yonas")
    item = newcomer().says("werk.droombaan", WORDS)
    for someone in (one, other):
        desk.open(someone, item)
        desk.keep_draft(someone, item, DeskDraft(text="Ik wil"))
        desk.leave(someone, item)
    draft = replace(desk.open(one, item).draft, text=DUTCH)
    desk.approve(one, item, draft)
    assert desk.queue(one).drafts == desk.queue(other).drafts == ()


def test_a_correction_leaves_the_draft_of_a_colleague_alone(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson
) -> None:
    one, other = reviewer("hiwet"), reviewer("yonas")
    item = newcomer().says("werk.droombaan", WORDS)
    desk.open(other, item)
    desk.keep_draft(other, item, DeskDraft(text="Mijn eigen woorden"))
    desk.leave(other, item)
    desk.open(one, item)
    desk.correct(one, item, DeskDraft(text=DUTCH))
    assert desk.open(other, item).draft.text == "Mijn eigen woorden"
