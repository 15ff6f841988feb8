"""Every answer is complete, short, sourced and dated, and says honestly whether a jurist saw it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from assistant.answers import LONGEST, AnswerFault, load_answers, texts
from assistant.answers.loading import FILE

ANSWERS = load_answers()

ENTRY = {
    "id": "lbt",
    "title": "Wat is de LBT?",
    "text": "Een toets.",
    "source": "Wet inburgering 2021, artikel 14",
    "date": date(2026, 11, 22),
    "checked_by": None,
    "legal": True,
    "shown": True,
}


def test_there_are_answers_to_the_questions_that_newcomers_ask():
    assert len(ANSWERS) >= 48
    asked = {
        "lbt",
        "lbt_oefenen",
        "lbt_beslist",
        "pip",
        "pip_wie_beslist",
        "pip_veranderen",
        "route_b1",
        "route_onderwijs",
    }
    asked |= {"route_z", "termijn", "verlenging", "bezwaar", "duo", "coa", "vluchtelingenwerk", "gemeente", "consulent"}
    asked |= {"taalschool", "knm", "map", "pvt", "examen", "vrijstelling", "ontheffing", "kinderopvang", "ontzorgen"}
    asked |= {
        "kinderopvang_kosten",
        "vve",
        "kinderopvangtoeslag",
        "bijstand",
        "privacy",
        "wie_ziet",
        "bewaren",
        "verplicht",
    }
    asked |= {"antwoorden_veranderen", "antwoorden_wissen", "niet_antwoorden", "computer_beslist", "kosten", "lening"}
    asked |= {"werken", "vrijwilligerswerk", "studeren", "stoppen", "hoe_lang", "tolk", "vrouwelijke_tolk", "partner"}
    asked |= {"iemand_meenemen", "diplomawaardering", "diplomawaardering_kosten", "rijbewijs", "fietsles", "wonen"}
    asked |= {
        "verhuizen",
        "huisarts",
        "zwanger",
        "ziek",
        "ouder",
        "gezinshereniging",
        "paspoort",
        "reiskosten",
        "laptop",
    }
    asked |= {"contactpersoon", "boete", "na_de_chat"}
    assert asked <= set(ANSWERS)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=lambda answer: answer.id)
class TestEveryAnswer:
    def test_is_short(self, answer):
        assert 8 <= len(answer.text.split()) <= LONGEST
        assert len(answer.title) <= 60

    def test_has_short_sentences(self, answer):
        sentences = answer.text.replace("?", ".").replace("!", ".").split(". ")
        assert max(len(sentence.split()) for sentence in sentences) <= 25

    def test_has_a_source_and_a_date(self, answer):
        assert answer.source
        assert date(2026, 1, 1) <= answer.date

    def test_is_marked_unchecked_while_it_is_legal_and_nobody_checked_it(self, answer):
        assert replace(answer, checked_by=None).unchecked == answer.legal
        assert not replace(answer, checked_by="jurist").unchecked

    def test_who_cites_a_law_says_that_it_is_legal(self, answer):
        cites = any(law in answer.source for law in ("Wet ", "wet,", "Besluit ", "verordening", "Participatiewet"))
        assert answer.legal or not cites


def test_the_answer_about_fines_stays_off_until_a_jurist_approved_it():
    assert ANSWERS["boete"].legal
    assert not ANSWERS["boete"].shown or ANSWERS["boete"].checked_by


def test_translators_get_a_title_and_a_text_of_every_answer():
    found = {text_id: (dutch, context) for text_id, dutch, context in texts()}
    assert set(found) == {f"info.{name}.{part}" for name in ANSWERS for part in ("title", "text")}
    assert all(dutch and context for dutch, context in found.values())
    assert found["info.lbt.title"][0] == "Wat is de LBT?"


def test_no_answer_shows_a_place_to_fill_in():
    assert not any({"{", "}"} & set(dutch) for _, dutch, _ in texts())


def written(folder: Path, *entries: object) -> Path:
    file = folder / "answers.yml"
    file.write_text(yaml.safe_dump({"answers": list(entries)}, allow_unicode=True), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"source": ""}, "answers.yml, lbt: source must be a text that is not empty"),
        ({"text": 12}, "answers.yml, lbt: text must be a text that is not empty"),
        ({"text": "woord " * 56}, "answers.yml, lbt: text has 56 words"),
        ({"text": "Beste {naam}"}, "answers.yml, lbt: text has a brace"),
        ({"date": "2026-11-22"}, "answers.yml, lbt: date must be a day"),
        ({"legal": "ja"}, "answers.yml, lbt: legal must be true or false"),
        ({"checked_by": 7}, "answers.yml, lbt: checked_by must be a name or null"),
        ({"id": "L B T"}, "an id has small letters"),
        ({"answer": "x"}, "answers.yml, lbt: these fields are unknown: answer"),
    ],
)
def test_a_fault_names_the_file_the_answer_and_what_is_wrong(tmp_path, change, fault):
    with pytest.raises(AnswerFault, match=fault.replace(".", r"\.")):
        load_answers(written(tmp_path, {**ENTRY, **change}))


def test_a_missing_field_is_named(tmp_path):
    entry = {field: value for field, value in ENTRY.items() if field != "legal"}
    with pytest.raises(AnswerFault, match="answers.yml, lbt: these fields are missing: legal"):
        load_answers(written(tmp_path, entry))


def test_an_id_is_used_once(tmp_path):
    with pytest.raises(AnswerFault, match="lbt: this id is used twice"):
        load_answers(written(tmp_path, ENTRY, ENTRY))


def test_a_broken_file_is_told(tmp_path):
    (tmp_path / "answers.yml").write_text("answers: [", encoding="utf-8")
    with pytest.raises(AnswerFault, match="not valid YAML"):
        load_answers(tmp_path / "answers.yml")


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(AnswerFault, match="this file is missing"):
        load_answers(tmp_path / "answers.yml")


def test_the_guide_lists_every_answer():
    guide = (Path(FILE).parents[2] / "docs" / "answers.md").read_text(encoding="utf-8")
    listed = {line.split("`")[1] for line in guide.splitlines() if line.startswith("| `")}
    assert listed == set(ANSWERS)
