"""The plan over the drafts: what a consulent wrote stands, and a change in the record only marks what it touches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.commands.opening import wording_of
from assistant.dossier.keeping import keep
from assistant.house import House, open_house
from assistant.pip.model import SectionView
from assistant.pip.plan import plan_of
from tests.pip.cases import CASES, Telling
from tests.pip.golden_drafts import NOW

SECTION = "startpositie"
TEXT = "U werkte vijf jaar als naaister."


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    opened = open_house(Path(tmp_path_factory.mktemp("plan")) / "data", wording_of, lambda: NOW)
    yield opened
    opened.store.close()


@pytest.fixture
def case_id(house: House) -> str:
    return CASES["moeder_eritrea"](house)


def view(house: House, case_id: str, section: str = SECTION) -> SectionView:
    return plan_of(house.case_file(case_id)).section(section)


def write(house: House, case_id: str, kind: str, **data: object) -> None:
    at = NOW + timedelta(hours=1)
    keep(house.store, case_id, kind, {"sectie": SECTION, **data}, by="anna", at=at)


def tell(house: House, case_id: str, answers: dict[str, object]) -> None:
    Telling(house, case_id, "ti", NOW + timedelta(hours=2)).tell(answers)


def test_the_plan_has_24_sections_in_order(house: House, case_id: str) -> None:
    numbers = [one.section.number for one in plan_of(house.case_file(case_id)).sections]
    assert numbers == list(range(1, 25))


def test_a_text_of_the_consulent_stands_whatever_the_record_does(house: House, case_id: str) -> None:
    write(house, case_id, "sectie", tekst=TEXT, basis=dict(view(house, case_id).draft.digests))
    tell(house, case_id, {"werk.rijbewijs": True})
    now = view(house, case_id)
    assert now.edit is not None and now.edit.text == TEXT
    assert now.touched == ("startpositie.vervoer",)
    assert now.mark == "kijk_na"


@pytest.mark.parametrize(
    ("answers", "touched"),
    [
        ({"werk.rijbewijs": False}, ("startpositie.vervoer",)),  # the same value, said again: another version
        ({"taal.dialect": "ደቡባዊ"}, ("startpositie.taal.niet_vertaald",)),  # came
        ({"welkom.tolk": {"state": "weet_niet"}}, ("startpositie.gesprek.weet_niet", "startpositie.tolk")),  # came, gone
        ({"wonen.rustige_plek": False}, ()),  # another section
    ],
)
def test_exactly_the_sentences_that_moved_are_touched(
    house: House, case_id: str, answers: dict[str, object], touched: tuple[str, ...]
) -> None:
    write(house, case_id, "sectie", tekst=TEXT, basis=dict(view(house, case_id).draft.digests))
    tell(house, case_id, answers)
    assert view(house, case_id).touched == touched


def test_going_back_to_the_draft_takes_the_text_away(house: House, case_id: str) -> None:
    write(house, case_id, "sectie", tekst=TEXT, basis={})
    assert view(house, case_id).edit is not None
    write(house, case_id, "sectie", concept=True)
    assert view(house, case_id).edit is None
    assert view(house, case_id).touched == ()


def test_a_section_is_checked_for_the_draft_as_it_was(house: House, case_id: str) -> None:
    assert (view(house, case_id).checked, view(house, case_id).mark) == (False, "kijk_na")
    write(house, case_id, "sectie_af", af=True, basis=dict(view(house, case_id).draft.digests))
    assert (view(house, case_id).checked, view(house, case_id).mark) == (True, "klaar")
    tell(house, case_id, {"werk.fiets": False})
    now = view(house, case_id)
    assert (now.checked, now.mark, now.touched) == (False, "kijk_na", ("startpositie.vervoer",))


def test_a_text_written_after_the_check_is_to_be_checked_again(house: House, case_id: str) -> None:
    basis = dict(view(house, case_id).draft.digests)
    write(house, case_id, "sectie_af", af=True, basis=basis)
    write(house, case_id, "sectie", tekst=TEXT, basis=basis)
    assert not view(house, case_id).checked
    write(house, case_id, "sectie_af", af=True, basis=basis)
    assert view(house, case_id).checked
    write(house, case_id, "sectie_af", af=False, basis=basis)
    assert not view(house, case_id).checked


@pytest.mark.parametrize(
    ("name", "section", "mark"),
    [
        ("niet_gealfabetiseerd", "leerroute", "beslis"), ("niet_gealfabetiseerd", "begeleiding", "beslis"),
        ("niet_gealfabetiseerd", "kinderen", "beslis"), ("niet_gealfabetiseerd", "taalschool", "beslis"),
        ("niet_gealfabetiseerd", "startpositie", "kijk_na"), ("niet_gealfabetiseerd", "bezwaar", "klaar"),
        ("gezinsmigrant", "knm_pvt_map", "beslis"), ("moeder_eritrea", "leerroute", "kijk_na"),
        ("moeder_eritrea", "kinderen", "kijk_na"), ("moeder_eritrea", "termijn", "klaar"),
    ],
)  # fmt: skip
def test_the_rail_says_what_is_to_be_decided(house: House, name: str, section: str, mark: str) -> None:
    case_id = CASES[name](house)
    assert view(house, case_id, section).mark == mark


def test_what_a_toetser_agreed_to_is_known_by_its_text(house: House, case_id: str) -> None:
    before = plan_of(house.case_file(case_id)).digest
    write(house, case_id, "sectie_af", af=True, basis={})
    keep(house.store, case_id, "pip_gesprek", {
        "datum": "2026-11-22", "tolk": "geen", "teach_back": "Ik ga naar school", "eens": "eens", "ondertekend": "ja",
    }, by="anna", at=NOW)  # fmt: skip
    assert plan_of(house.case_file(case_id)).digest == before, "looking and talking change no text"
    write(house, case_id, "sectie", tekst=TEXT, basis={})
    assert plan_of(house.case_file(case_id)).digest != before
