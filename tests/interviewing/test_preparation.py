"""The preparation sheet: what is known and not known and why, with marks, and the same as a document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from assistant.case_file import CaseFile
from assistant.house import House
from assistant.interviewing.preparation import preparation, preparation_document
from assistant.renditions.model import Rendition, Review
from assistant.store import Event
from assistant.writing_to_person import write_message
from tests.conftest import Person
from tests.interviewing.cases import new_case, tell, told
from tests.interviewing.folded import known

DREAM = "ነርስ ክኸውን ይደሊ"


def items(file: CaseFile) -> dict[str, str]:
    return {item.label: item.text for topic in preparation(file).known for item in topic.items}


def test_what_is_known_stands_in_short_with_children_as_one_line_each(base: CaseFile) -> None:
    file = known(
        base,
        {
            "persoon.naam": "Verzonnen Naam", "gezin.kinderen": True, "gezin.kinderen.leeftijd#1": 4,
            "gezin.kinderen.school#1": "vve", "gezin.kinderen#1": False, "onderwijs.jaren": 0,
        },
    )  # fmt: skip
    assert items(file) == {
        "Naam": "Verzonnen Naam", "Kind 1": "4, Voorschool (VVE)", "Jaren school": "0",
        "Hoogste opleiding": "Geen school afgemaakt",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("verdict", "trust"), [(None, "niet_nagekeken"), ("aan_te_passen", "niet_nagekeken"), ("goedgekeurd", "vast")]
)
def test_what_nobody_approved_is_marked(house: House, verdict: Any, trust: str) -> None:
    file = told(house, {"werk.droombaan": DREAM}, language="ti", understood_by="words")
    kept = house.store.translation
    (source,) = kept.sources(file.id)
    at = house.now().isoformat()
    with kept.writing() as writer:
        made = writer.rendition(Rendition(source.id or 0, "verpleegkundige worden", "nl", "machine", "x", at))
        if verdict:
            writer.review(Review(source.id or 0, made.id, verdict, "vera", "cultuurvertaler", at))
    (item,) = [one for topic in preparation(house.case_file(file.id)).known for one in topic.items]
    assert (item.label, item.text, item.trust) == ("Droombaan", "verpleegkundige worden", trust)
    warned = bool(preparation(house.case_file(file.id)).warnings)
    assert warned is (trust != "vast")


def test_words_without_a_translation_say_so_and_are_not_shown_as_dutch(base: CaseFile) -> None:
    file = known(base, {"werk.droombaan": DREAM}, language="ti")
    assert items(file) == {"Droombaan": "gezegd in het Tigrinya, nog niet vertaald"}
    assert DREAM not in "\n".join(preparation_document(file).texts())


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("weet_niet", "weet de persoon niet"),
        ("wil_niet_zeggen", "wil de persoon niet zeggen"),
        ("later", "wilde de persoon later vertellen"),
    ],
)
def test_what_is_not_known_says_why(base: CaseFile, state: str, reason: str) -> None:
    unknown = {one.reason: one.labels for one in preparation(known(base, {"werk.uren": (state,)})).unknown}
    assert unknown[reason] == ("Uren per week",)
    assert "Droombaan" in unknown["nog niet aan de beurt geweest"]
    assert "Scholen" in unknown["hoort bij het gesprek met de consulent"]
    everything = [label for labels in unknown.values() for label in labels]
    assert "Wat u graag doet" not in everything, "what this municipality does not ask is not missing"


def test_what_does_not_apply_is_not_missing(base: CaseFile) -> None:
    sheet = preparation(known(base, {"gezin.kinderen": False, "onderwijs.jaren": 0}))
    labels = [label for one in sheet.unknown for label in one.labels]
    assert not {"Diploma", "Jonge kinderen", "Wie past op"} & set(labels)


def test_what_was_rather_told_to_a_person_stands_apart(base: CaseFile) -> None:
    sheet = preparation(known(base, {"financien.schulden": ("liever_met_een_persoon",)}))
    assert sheet.to_a_person == (("Schulden", ("financien.schulden", None)),)
    assert "Schulden" not in [label for one in sheet.unknown for label in one.labels]


def test_questions_and_remarks_and_messages(house: House) -> None:
    case_id = new_case(house, "ti")
    tell(house, case_id, {"persoon.naam": "Verzonnen"}, language="ti")
    at = datetime.fromisoformat(house.now().isoformat())
    with house.store.writing(case_id) as writer:
        writer.event(
            Event(
                "question",
                at.isoformat(),
                1,
                {"words": "ንቖልዑ መን ይሕልዎም?", "language": "ti", "question": "gezin.kinderen"},
            )
        )
        writer.event(Event("remark", at.isoformat(), 1, {"words": "Ik wil snel beginnen", "language": "nl"}))
    write_message(house.store, house.catalogue, case_id, "Neem uw brieven mee.", by="anna", at=at)
    sheet = preparation(house.case_file(case_id))
    assert [(one.what, one.text, one.language, one.trust, one.about) for one in sheet.said] == [
        ("Vraag", "ንቖልዑ መን ይሕልዎም?", "ti", "niet_nagekeken", "Kinderen"),
        ("Opmerking", "Ik wil snel beginnen", "nl", "vast", ""),
    ]
    assert [(one.words, one.read) for one in sheet.messages] == [("Neem uw brieven mee.", False)]


def test_a_case_without_a_chat_says_so(base: CaseFile) -> None:
    sheet = preparation(known(base, {}))
    assert sheet.known == ()
    assert "De chat is nog niet begonnen. Alles is nog te vragen." in sheet.warnings


def test_the_document_holds_what_the_page_holds(base: CaseFile) -> None:
    file = known(
        base,
        {
            "gezin.partner": "buitenland", "welkom.aanwezig": "partner", "financien.brieven": True, "financien.hulp": False,
            "financien.schulden": ("liever_met_een_persoon",), "werk.uren": ("weet_niet",),
        },
    )  # fmt: skip
    sheet, document = preparation(file), preparation_document(file)
    text = "\n".join(document.texts())
    for one in (*sheet.contradictions, *sheet.mentions):
        assert one.ask in text if hasattr(one, "ask") else one.text in text
        assert all(ref.shown in text for ref in one.refs if ref.kind != "state")
    for label, _ in sheet.to_a_person:
        assert label in text
    for unknown in sheet.unknown:
        assert all(label in text for label in unknown.labels)
    assert (document.kind, document.language, document.constructed) == ("voorbereiding", "nl", True)
    assert "score" not in text.lower()


def test_a_whole_talk_fits_the_sheet(person: Callable[..., Person]) -> None:
    someone = person("nl")
    someone.go_to("afsluiting.teach_back")
    text = "\n".join(preparation_document(someone.house.case_file(someone.case.case_id)).texts())
    assert len(text) < 6000, "more does not fit on one page"
