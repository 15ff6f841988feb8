"""The drafts of the constructed cases, sentence by sentence, as somebody read and approved them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from assistant.pip.drafting import draft
from tests.pip.cases import CASES
from tests.pip.golden_drafts import GOLDEN, NOW, as_text

RENEW = "Read every difference; renew with: python -m tests.pip.golden_drafts"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = open_house(Path(tmp_path_factory.mktemp("golden")) / "data", wording_of, lambda: NOW)
    yield house
    house.store.close()


@pytest.mark.parametrize(("name", "build"), CASES.items(), ids=CASES)
def test_a_draft_reads_as_it_was_approved(shared: House, name: str, build: Callable[[House], str]) -> None:
    now = as_text(shared.case_file(build(shared)))
    approved = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert now == approved, "\n".join([RENEW, *difflib.unified_diff(approved.splitlines(), now.splitlines(), lineterm="")])


@pytest.mark.parametrize(("name", "build"), CASES.items(), ids=CASES)
def test_no_foreign_letter_stands_in_the_dutch_plan(shared: House, name: str, build: Callable[[House], str]) -> None:
    for one in draft(shared.case_file(build(shared))):
        for sentence in one.sentences:
            letters = [letter for letter in sentence.text if letter.isalpha() and not "A" <= letter.upper() <= "Z"]
            assert all(ord(letter) < 0x250 for letter in letters), sentence.text


def test_there_are_at_least_twelve_cases_and_no_golden_draft_without_one() -> None:
    assert len(CASES) >= 12
    assert {file.stem for file in GOLDEN.glob("*.txt")} == set(CASES)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("moeder_eritrea", ("slaap", "schulden", "Ik slaap")),
        ("niet_gealfabetiseerd", ("rug", "pijn", "hoofdpijn", "Merkwoord")),
        ("partner_schulden", ("schuld", "ongeopend")),
        ("zwanger", ("zwanger", "baby", "behandeling")),
        ("doof_zonder_lbt", ("Merkwoord", "gehoorverlies", "Ik hoor niet")),
    ],
)
def test_what_was_told_about_health_and_money_is_not_in_the_draft(shared: House, name: str, told: tuple[str, ...]) -> None:
    drafted = draft(shared.case_file(CASES[name](shared)))
    text = " ".join(one.text for part in drafted for one in part.sentences if ".tekst." not in one.id)
    shown = " ".join(ref.shown for part in drafted for one in part.sentences for ref in one.refs)
    assert not [word for word in told if word in text or word in shown]
