"""Numbers as people say them in Dutch."""

from __future__ import annotations

import pytest

from tests.understanding.saying import AGE, HOURS, YEARS, said

# Taken as it is.
CERTAIN = [
    ("5", 5, None),
    ("vijf", 5, None),
    ("vijf jaar", 5, YEARS),
    ("5jaar", 5, YEARS),
    ("zes", 6, AGE),
    ("hij is zes", 6, AGE),
    ("zij is 12 jaar oud", 12, AGE),
    ("anderhalf", 1.5, None),
    ("anderhalf jaar", 1.5, AGE),
    ("1,5", 1.5, None),
    ("1.5 jaar", 1.5, YEARS),
    ("1½", 1.5, YEARS),
    ("twee en een half jaar", 2.5, YEARS),
    ("tweeënhalf", 2.5, YEARS),
    ("tweeenhalf jaar", 2.5, AGE),
    ("drieëneenhalf", 3.5, YEARS),
    ("2 1/2 jaar", 2.5, YEARS),
    ("half jaar", 0.5, YEARS),
    ("een half jaar", 0.5, AGE),
    ("6 maanden", 0.5, AGE),
    ("18 maanden", 1.5, YEARS),
    ("3 maanden oud", 0.25, AGE),
    ("twee jaar en drie maanden", 2.25, YEARS),
    ("een jaar en zes maanden", 1.5, AGE),
    ("geen", 0, None),
    ("nul", 0, None),
    ("nooit gewerkt", 0, YEARS),
    ("ik heb nog nooit gewerkt", 0, YEARS),
    ("vijfentwintig", 25, None),
    ("vijf en twintig", 25, None),
    ("honderdtwintig", 120, None),
    ("honderd", 100, None),
    ("tweehonderdvijftig", 250, None),
    ("negenhonderdnegenennegentig", 999, None),
    ("16 uur per week", 16, HOURS),
    ("16 uur", 16, HOURS),
    ("zestien uren", 16, HOURS),
    ("32u", 32, HOURS),
    ("ongeveer 5 jaar", 5, YEARS),
    ("ik denk 5", 5, YEARS),
    ("zo'n drie jaar", 3, YEARS),
    ("een jaar", 1, YEARS),
    ("1 jaar", 1, YEARS),
    ("één", 1, None),
    ("een", 1, AGE),
    ("vyf jaar", 5, YEARS),
    ("ik heb 8 jaar als kok gewerkt", 8, YEARS),
    ("zeven!!", 7, None),
    ("40", 40, HOURS),
    ("fulltime 38 uur", 38, HOURS),
    ("5 years", 5, YEARS),
    ("half year", 0.5, YEARS),
    ("hij wordt 5", 5, AGE),
    ("1 jaar en een half", 1.5, YEARS),
    ("veertig uur in de week", 40, HOURS),
    ("9 maanden", 0.75, AGE),
    ("twaalf en een half uur", 12.5, HOURS),
    ("drie kwart jaar", 0.75, YEARS),
    ("Ik heb 7 jaar gewerkt.", 7, YEARS),
    ("zeven en half", 7.5, YEARS),
    ("7,5 jaar", 7.5, YEARS),
    ("zeveneneenhalf jaar", 7.5, YEARS),
    ("2 jr", 2, YEARS),
    ("2 jaartjes", 2, YEARS),
    ("nog maar 1 jaar", 1, YEARS),
    ("één jaar", 1, YEARS),
    ("12 maanden", 1, YEARS),
    ("24 mnd", 2, YEARS),
    ("36 uur p week", 36, HOURS),
    ("36 uur in de week", 36, HOURS),
    ("max 20 uur", 20, HOURS),
    ("parttime 20 uur", 20, HOURS),
    ("negentien", 19, None),
    ("eenentwintig", 21, None),
    ("drieëntwintig", 23, None),
    ("drieendertig", 33, None),
    ("achtenveertig", 48, None),
    ("tweeënvijftig", 52, None),
    ("honderdvijf", 105, None),
    ("driehonderd zestig", 360, None),
    ("hij is net 4 geworden", 4, AGE),
    ("ze is 4,5", 4.5, AGE),
    ("helemaal niets", 0, None),
    ("0", 0, None),
]

# Understood, and read back to the person before it counts.
READ_BACK = [
    ("8 uur per dag", 40, HOURS),
    ("5 dagen van 8 uur", 40, HOURS),
    ("3 dagen per week", 24, HOURS),
    ("twee dagen", 16, HOURS),
    ("fulltime", 40, HOURS),
    ("20 of 24 uur", 20, HOURS),
    ("tussen 16 en 20 uur", 16, HOURS),
    ("16-20 uur", 16, HOURS),
    ("maximaal 16 uur", 16, HOURS),
    ("een stuk of vijf", 5, None),
    ("een jaar of vijf", 5, YEARS),
    ("een jaar of tien denk ik", 10, YEARS),
    ("2 of 3 jaar", 2, YEARS),
    ("2 à 3 jaar", 2, YEARS),
    ("twee drie jaar", 2, YEARS),
    ("2 tot 3 jaar", 2, YEARS),
    ("meer dan 10 jaar", 10, YEARS),
    ("bijna 6", 6, AGE),
    ("van 2010 tot 2015", 5, YEARS),
    ("sinds 2015", 11, YEARS),
    ("twinitg", 20, None),
    ("10 maanden", 0.83, AGE),
    ("ik heb 3 kinderen en werk 8 jaar", 8, YEARS),
    ("ruim 4 jaar", 4, YEARS),
    ("2 weken", 0.04, AGE),
    ("ik werkte daar 2 jaar en daarna 3 jaar", 2, YEARS),
    ("minstens 24 uur", 24, HOURS),
    ("4 dagen", 32, HOURS),
    ("halve dagen", 20, HOURS),
    ("10 à 12 jaar", 10, YEARS),
    ("10/12 jaar", 10, YEARS),
    ("sinds 2020", 6, YEARS),
    ("van 2018 t/m 2020", 2, YEARS),
    ("vanaf mijn 18e", 18, YEARS),
    ("hij is bijna 4 jaar", 4, AGE),
    ("baby van 8 maanden", 0.67, AGE),
    ("anderhalve maand", 0.12, AGE),
    ("5 weken oud", 0.1, AGE),
    ("4 en 6", 4, AGE),
    ("hele dagen", 40, HOURS),
    ("twaalff jaar", 12, YEARS),
    ("tine jaar", 10, YEARS),
]

NOT_UNDERSTOOD = [
    ("een paar jaar", YEARS),
    ("heel lang", YEARS),
    ("-5", YEARS),
    ("min 3", None),
    ("400 jaar", AGE),
    ("hallo", None),
    ("niet", None),
    ("weinig", HOURS),
    ("150", AGE),
    ("200 uur", HOURS),
]


@pytest.mark.parametrize(("words", "value", "question"), CERTAIN)
def test_a_plain_number_is_taken(words: str, value: float, question: str | None) -> None:
    reading = said(words, "number", "nl", question)
    assert (reading.state, reading.value, reading.confirm) == ("beantwoord", value, False)


@pytest.mark.parametrize(("words", "value", "question"), READ_BACK)
def test_an_unsure_number_is_read_back(words: str, value: float, question: str | None) -> None:
    reading = said(words, "number", "nl", question)
    assert (reading.state, reading.value, reading.confirm) == ("beantwoord", value, True)


@pytest.mark.parametrize(("words", "question"), NOT_UNDERSTOOD)
def test_what_says_no_number_is_not_understood(words: str, question: str | None) -> None:
    assert said(words, "number", "nl", question).value is None
