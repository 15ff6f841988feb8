"""School years as people say them in Dutch."""

from __future__ import annotations

import pytest

from tests.understanding.saying import said

# Taken as it is.
CERTAIN = [
    ("9", 9),
    ("negen", 9),
    ("negen jaar", 9),
    ("9 jaar", 9),
    ("9 jaar school", 9),
    ("ik heb 9 jaar op school gezeten", 9),
    ("zes jaar naar school geweest", 6),
    ("tot en met klas 9", 9),
    ("tot en met de negende klas", 9),
    ("t/m klas 9", 9),
    ("tot klas 7", 7),
    ("klas 12", 12),
    ("12e klas", 12),
    ("9 klassen", 9),
    ("groep 8", 8),
    ("tot en met groep 6", 6),
    ("groep acht", 8),
    ("basisschool", 8),
    ("lagere school", 8),
    ("alleen de lagere school", 8),
    ("ik heb de basisschool afgemaakt", 8),
    ("klas 1 middelbare school", 9),
    ("klas 3 van de middelbare", 11),
    ("tweede klas middelbare school", 10),
    ("derde klas vmbo", 11),
    ("3 havo", 11),
    ("havo 4", 12),
    ("5 vwo", 13),
    ("niet naar school geweest", 0),
    ("ik ben niet naar school geweest", 0),
    ("ik ben nooit naar school gegaan", 0),
    ("nooit", 0),
    ("geen", 0),
    ("nul", 0),
    ("geen school", 0),
    ("ongeveer 7 jaar", 7),
    ("misschien 8", 8),
    ("een jaar", 1),
    ("1 jaar", 1),
    ("grade 10", 10),
    ("12 years", 12),
    ("tot de vijfde klas lagere school", 5),
    ("klas acht gehaald", 8),
    ("ik heb 10 jaar school gehad", 10),
    ("tien jaar onderwijs", 10),
    ("ik heb tot klas 10 gestudeerd", 10),
    ("t/m groep 7", 7),
    ("tm klas 8", 8),
    ("ik heb klas 12 afgemaakt", 12),
    ("ik heb de twaalfde klas afgerond", 12),
    ("alleen basisschool", 8),
    ("5 havo", 13),
    ("vwo 6", 14),
    ("ik heb geen school gehad", 0),
    ("ik heb nooit op school gezeten", 0),
    ("ik kon niet naar school", 0),
    ("analfabeet", 0),
    ("11 jaar maar geen diploma", 11),
    ("6 klassen", 6),
    ("elfde", 11),
    ("ik weet het niet precies, 6 jaar", 6),
    ("4 jaar lagere school", 4),
    ("vijf jaar basisschool, toen gestopt", 5),
    ("14 jaar", 14),
]

# Understood, and read back to the person before it counts.
READ_BACK = [
    ("klas 6", 6),
    ("basisschool niet afgemaakt", 7),
    ("middelbare school", 12),
    ("middelbare school afgemaakt", 12),
    ("vmbo", 12),
    ("havo", 13),
    ("vwo", 14),
    ("mbo", 15),
    ("mbo 4", 16),
    ("mbo niveau 2", 14),
    ("hbo", 16),
    ("universiteit", 16),
    ("2 jaar universiteit", 14),
    ("12 jaar school en 4 jaar universiteit", 16),
    ("klas 12 en 2 jaar hbo", 14),
    ("6 jaar basisschool en 3 jaar middelbare school", 9),
    ("3 jaar mbo", 15),
    ("master", 18),
    ("ik zat in klas 9 maar niet afgemaakt", 8),
    ("klas 9 niet afgemaakt", 8),
    ("gestopt in klas 8", 7),
    ("gestopt na klas 8", 8),
    ("ik zat in klas 9", 9),
    ("5 jaar koranschool", 5),
    ("alleen koranschool, niet naar school", 0),
    ("5 of 6 jaar", 5),
    ("klas 8 of 9", 8),
    ("tot mijn 15e", 9),
    ("van 1990 tot 2002", 12),
    ("2,5 jaar", 2),
    ("matric", 12),
    ("lts", 12),
    ("groep 8 en 4 jaar vmbo", 12),
    ("8 jaar basisschool en 4 jaar mavo", 12),
    ("ik heb alleen groep 3 en 4 gedaan", 4),
    ("basisschool en 2 jaar middelbare school", 10),
    ("vmbo-t afgemaakt", 12),
    ("ik zit nu op mbo 2", 14),
    ("1 jaar mbo", 13),
    ("bachelor", 16),
    ("hbo 3 jaar", 15),
    ("nee", 0),
    ("zesde klas", 6),
    ("acht en half jaar", 8),
    ("madrassa 4 jaar", 4),
    ("tot ik 14 was", 8),
    ("8 of 9 jaar ongeveer", 8),
]

NOT_UNDERSTOOD = [
    "koranschool",
    "hallo",
    "200",
    "paar jaar",
    "een beetje",
    "isk",
]


@pytest.mark.parametrize(("words", "value"), CERTAIN)
def test_a_plain_number_of_school_years_is_taken(words: str, value: int) -> None:
    reading = said(words, "school_years", "nl")
    assert (reading.state, reading.value, reading.confirm) == ("beantwoord", value, False)


@pytest.mark.parametrize(("words", "value"), READ_BACK)
def test_an_unsure_number_of_school_years_is_read_back(words: str, value: int) -> None:
    reading = said(words, "school_years", "nl")
    assert (reading.state, reading.value, reading.confirm) == ("beantwoord", value, True)


@pytest.mark.parametrize("words", NOT_UNDERSTOOD)
def test_what_says_no_number_of_school_years_is_not_understood(words: str) -> None:
    assert said(words, "school_years", "nl").value is None
