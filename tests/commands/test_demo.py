"""The demo opens with constructed people, each labelled so, and makes them once only."""

from __future__ import annotations

import re

import pytest

from assistant.access import Staff
from assistant.examples import CONSULENT_LOGIN, make_examples, make_reviewers, prepare_demo
from assistant.house import House
from assistant.pip import workflow
from assistant.pip.plan import plan_of
from translations.desk import open_desk


def test_the_examples_show_every_stage(house: House) -> None:
    make_examples(house)
    cases = house.caseload()
    assert {case.language for case in cases} == {"nl", "ar", "ti", "prs"}
    assert all(case.constructed and "verzonnen" in case.label for case in cases)
    assert {case.finished for case in cases} == {True, False}
    finished = next(case for case in cases if case.language == "ti")
    values = {line.question: line for topic in house.record_view(finished.case_id).topics for line in topic.lines}
    assert values["persoon.geboorteland"].value_nl == "Eritrea"
    assert values["werk.droombaan"].rendition_state == "ontbreekt", (
        "words that nobody translated are not shown as Dutch"
    )
    assert values["onderwijs.hoogste"].state == "beantwoord"


def test_a_plan_of_a_constructed_person_waits_for_the_toetser(house: House) -> None:
    make_examples(house)
    file = house.case_file(next(case.id for case in house.store.cases() if "Selam" in case.label))
    toetser = Staff("toetser", "Toetser (demo)", "toetser")
    assert workflow.stage(file).name == "voorgelegd"
    assert workflow.hindrance(file, toetser, "akkoord") is None
    assert not [one for one in workflow.open_points(file, plan_of(file)) if one.statutory]


def test_there_is_a_cultuurvertaler_for_every_language_with_work_to_do(house: House) -> None:
    prepare_demo(house, "http://127.0.0.1:7860")
    desk = open_desk(house)
    for code in ("ar", "prs", "ti"):
        queue = desk.queue(desk.reviewer(f"vertaler-{code}"))
        assert queue.total and {language for language, _ in queue.waiting} == {code}


@pytest.mark.parametrize(("code", "name"), [("ar", "Arabisch (العربية)"), ("prs", "Dari (دری)"), ("ti", "Tigrinya (ትግርኛ)")])
def test_a_language_is_named_in_dutch_and_by_itself(house: House, code: str, name: str) -> None:
    assert any(line.startswith(f"Cultuurvertaler {name}: login vertaler-{code},") for line in make_reviewers(house))


def test_a_second_start_keeps_the_cases_and_gives_fresh_secrets(house: House) -> None:
    first = "\n".join(prepare_demo(house, "http://127.0.0.1:7860"))
    count = len(house.store.cases())
    second = "\n".join(prepare_demo(house, "http://127.0.0.1:7860"))
    assert len(house.store.cases()) == count + 1, "only the case to try is new"
    makers = {case.created_by for case in house.store.cases() if case.label == "Zelf proberen"}
    assert makers == {CONSULENT_LOGIN}, "who tries it as consulent finds it among their own cases"
    accounts = dict(re.findall(r"login (\S+), password (\S+)", second))
    assert set(accounts) == {"consulent", "toetser", "teamleider", "beheer", "vertaler-ar", "vertaler-prs", "vertaler-ti"}
    for login, password in accounts.items():
        assert password not in first
        assert house.access.sign_in(login, password, remote="desk")
    (code,) = re.findall(r"/#(\w{12})", second)
    assert house.access.enter_code(code, remote="phone")
