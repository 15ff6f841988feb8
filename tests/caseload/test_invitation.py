"""The invitation: three lengths, no name, the code never in a part of an address that is logged, and honest about its state."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.house import House
from assistant.invitation import LENGTHS, invitation
from assistant.municipality.model import Contact

CODE, ADDRESS = "12AB-34CD-56EF", "https://intake.example.nl/"


@pytest.mark.parametrize("length", list(LENGTHS))
def test_the_dutch_text_holds_what_is_needed_and_no_more(opened: House, length: str) -> None:
    made = invitation(opened.wording, opened.municipality, code=CODE, address=ADDRESS, language="nl")
    (dutch,) = made.texts[length]
    assert (dutch.language, dutch.dir, dutch.approved, dutch.translated) == ("nl", "ltr", True, True)
    assert CODE in dutch.text.splitlines()
    address = ADDRESS if length == "brief" else f"{ADDRESS}#{CODE}"
    assert address in dutch.text.splitlines()
    assert "{" not in dutch.text and "(vul in)" not in dutch.text
    assert bool(dutch.subject) is (length == "email")


def test_the_lengths_grow_shorter(opened: House) -> None:
    made = invitation(opened.wording, opened.municipality, code=CODE, address=ADDRESS, language="nl")
    sizes = [len(made.texts[length][0].text) for length in LENGTHS]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("language", ["ti", "ar", "prs"])
def test_the_person_s_language_stands_beside_the_dutch(opened: House, language: str) -> None:
    made = invitation(opened.wording, opened.municipality, code=CODE, address=ADDRESS, language=language)
    for texts in made.texts.values():
        assert [one.language for one in texts] == [language, "nl"]
        assert texts[0].approved is False, "nobody approved it in an empty store"
        assert f"{chr(0x200E) if texts[0].dir == 'rtl' else ''}{CODE}" in texts[0].text.splitlines()


def test_every_language_when_the_person_s_is_not_known(opened: House) -> None:
    made = invitation(opened.wording, opened.municipality, code=CODE, address=ADDRESS, language=None)
    assert [one.language for one in made.texts["brief"]] == opened.wording.languages()


def test_the_municipality_s_name_and_number_when_they_are_filled_in(opened: House) -> None:
    own = replace(opened.municipality, name="Gemeente Voorbeeldstad", contact=Contact(phone="14 0000"))
    (dutch,) = invitation(opened.wording, own, code=CODE, address=ADDRESS, language="nl").texts["brief"]
    assert "Dit bericht komt van Gemeente Voorbeeldstad." in dutch.text
    assert "Bel 14 0000." in dutch.text
    assert dutch.text.endswith("Gemeente Voorbeeldstad")
