"""How much is caught: Dutch texts against themselves with one number changed, or one denial taken away.

The cases are generated from constructed answers; at least 95 in 100 must be caught, and none of the unchanged texts reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translations.checks import run_checks

ANSWERS = [
    "Ik heb drie kinderen van 4, 7 en 12 jaar.",
    "Ik ben niet getrouwd en heb geen kinderen.",
    "Ik heb 9 jaar op school gezeten, daarna twee jaar gewerkt.",
    "Op 12 maart 2016 kwam ik in Nederland. Ik had geen papieren.",
    "In 2015 ben ik gevlucht, in 2018 kwam mijn man.",
    "Ik werkte vijftien jaar als bakker en nooit in een winkel.",
    "Wij wonen met zes mensen in een huis met 3 kamers.",
    "Ik kan niet lezen. Ik kan wel tellen tot honderd.",
    "Mijn diploma is niet hier. Het ligt in Damascus.",
    "Ik werk 24 uur per week, van 8 tot 14 uur.",
    "Niemand van mijn familie woont in Nederland.",
    "Mijn moeder is 63 en kan niet goed lopen.",
    "Ik heb op 3-5-2019 mijn vergunning gekregen.",
    "Ik spreek vier talen, maar geen Engels.",
    "Wij hebben niets gehoord van de gemeente.",
    "Ik woon sinds 5 oktober 2020 in Zwolle, op nummer 18.",
    "Ik was achttien toen ik begon, nu ben ik 41.",
    "Ik heb nooit een computer gehad. Ik heb ook geen telefoon.",
    "Mijn zoon van 17 gaat niet naar school.",
    "Ik verdiende 350 euro, dat was niet genoeg voor vijf mensen.",
    "Ik heb 1.200 uur les gehad en twee toetsen gedaan.",
    "Het lukt niet met de bus, die gaat maar 2 keer per dag.",
    "Ik heb B1 gehaald voor lezen, maar niet voor schrijven.",
    "Mijn nummer is 06-12345678 en ik ben er niet op maandag.",
    "Tussen 1998 en 2004 zat ik op de basisschool.",
    "Ik wil niet in een fabriek werken, dat deed ik tien jaar.",
    "Ik heb tweeëntwintig maanden in een kamp gewoond.",
    "Daar was geen werk en er was ook geen school.",
    "Mijn man is 46, hij werkt niet.",
    "Ik heb dertig schapen gehad en anderhalve hectare land.",
]
WORDS = ["twee", "drie", "vier", "vijf", "zes", "tien", "vijftien", "achttien", "dertig", "honderd", "tweeëntwintig"]
DENIALS = {"niet": "", "geen": "", "nooit": "vaak", "niets": "iets", "niemand": "iemand"}


def _changed_numbers(text: str) -> Iterator[str]:
    for match in re.finditer(r"\d+", text):
        for step in (1, 10):
            yield f"{text[: match.start()]}{int(match.group()) + step}{text[match.end() :]}"
    for match in re.finditer(r"\w+", text):
        if match.group() in WORDS:
            other = WORDS[(WORDS.index(match.group()) + 4) % len(WORDS)]
            yield f"{text[: match.start()]}{other}{text[match.end() :]}"


def _lost_denials(text: str) -> Iterator[str]:
    for match in re.finditer(r"\w+", text):
        said = DENIALS.get(match.group().casefold())
        if said is not None:
            yield f"{text[: match.start()]}{said}{text[match.end() :]}"


def _codes(said: str, made: str) -> set[str]:
    return {check.code for check in run_checks(said, made, from_language="nl", to_language="nl")}


def test_nothing_is_said_of_a_text_against_itself() -> None:
    assert [text for text in ANSWERS if _codes(text, text)] == []


def test_a_changed_number_is_caught() -> None:
    cases = [(text, other) for text in ANSWERS for other in _changed_numbers(text)]
    missed = [case for case in cases if not _codes(*case) & {"numbers", "dates"}]
    assert len(cases) > 60
    assert len(missed) <= 0.05 * len(cases), missed


def test_a_lost_denial_is_caught() -> None:
    cases = [(text, other) for text in ANSWERS for other in _lost_denials(text)]
    missed = [case for case in cases if "negation" not in _codes(*case)]
    assert len(cases) > 20
    assert len(missed) <= 0.05 * len(cases), missed


def test_a_denial_that_was_made_is_caught() -> None:
    cases = [(other, text) for text in ANSWERS for other in _lost_denials(text)]
    missed = [case for case in cases if "negation" not in _codes(*case)]
    assert len(missed) <= 0.05 * len(cases), missed
