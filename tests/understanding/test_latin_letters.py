"""Arabic, Tigrinya and Dari typed in Latin letters."""

from __future__ import annotations

import pytest

from assistant.understanding.languages import language
from assistant.understanding.latin_letters import in_own_letters
from tests.understanding.saying import said
from tests.understanding.tables import rows

HEARD = {
    "ar": [
        ("ma 3andi diyoun", "ما عندي ديون"),
        ("bshteghel", "بشتغل"),
        ("sneten", "سنتين"),
        ("ma bade e7ki", "ما بدي احكي"),
    ],
    "ti": [("beyney eye", "በይነይ እየ"), ("seb yelen", "ሰብ የለን")],
    "prs": [("qarz nadaram", "قرض ندارم"), ("metanom", "ميتانم")],
}

LEFT_ALONE = {
    "nl": ["ik heb een laptop"],
    "ar": ["ik heb werk", "عندي شغل", "xyz"],
    "ti": ["ik heb werk", "ስራሕ ኣለኒ"],
    "prs": ["ik heb een laptop", "کار دارم"],
}

ANSWERS = {
    "ar": [
        ("financien.schulden", "yesno", "ma bade e7ki", "wil_niet_zeggen", None),
        ("gezin.partner", "choice", "la2 ma 3andi", "beantwoord", "geen"),
        ("persoon.status", "choice", "akhadt lujou2", "beantwoord", "asielstatushouder"),
        ("financien.inkomen", "choice", "mn el belediye", "beantwoord", "bijstand"),
    ],
    "ti": [("financien.schulden", "yesno", "kibl aydelyn", "wil_niet_zeggen", None)],
    "prs": [("financien.schulden", "yesno", "namekhaham begoyam", "wil_niet_zeggen", None)],
}


@pytest.mark.parametrize(("code", "typed", "written"), rows(HEARD))
def test_words_are_heard_in_the_letters_of_the_language(code: str, typed: str, written: str) -> None:
    assert in_own_letters(typed, language(code)) == written


@pytest.mark.parametrize(("code", "typed"), rows(LEFT_ALONE))
def test_other_words_stay_as_they_are(code: str, typed: str) -> None:
    assert in_own_letters(typed, language(code)) is None


@pytest.mark.parametrize(("code", "question", "value_type", "typed", "state", "value"), rows(ANSWERS))
def test_an_answer_in_latin_letters(
    code: str, question: str, value_type: str, typed: str, state: str, value: str | None
) -> None:
    reading = said(typed, value_type, code, question)
    assert (reading.state, reading.value) == (state, value)


def test_free_words_are_kept_as_typed() -> None:
    assert said("bade eshteghel tabbakh", "text", "ar", "werk.droombaan").value == "bade eshteghel tabbakh"
