"""Dates, numbers and school years told with a story around them: which fact is meant, and what is only nearly said."""

from __future__ import annotations

import pytest

from tests.understanding.saying import AGE, HOURS, YEARS, said

BIRTH, ARRIVAL, LETTER = "persoon.geboortedatum", "persoon.in_nl_sinds", "inburgering.brief_duo"


@pytest.mark.parametrize(
    ("words", "code", "question", "value"),
    [
        ("2016 in Italië en in 2018 in Nederland", "nl", ARRIVAL, "2018"),
        ("getrouwd in 2017, gekomen in 2019", "nl", ARRIVAL, "2019"),
        ("كنت بلبنان من 2013 ووصلت هولندا 2018", "ar", ARRIVAL, "2018"),
        ("ሱዳን 2015 ነይረ ሆላንድ ኣብ 2017", "ti", ARRIVAL, "2017"),
        ("ایران ۲۰۱۶ بودم، هالند ۲۰۱۹ رسیدم", "prs", ARRIVAL, "2019"),
        ("op papier 01-01-1984, in werkelijkheid geboren op 6 mei 1983", "nl", BIRTH, "1983-05-06"),
        ("1991, sorry 1992", "nl", BIRTH, "1992"),
        ("1985 لا عفوا 1986", "ar", BIRTH, "1986"),
        ("1986 ይቕሬታ 1987", "ti", BIRTH, "1987"),
        ("۱۳۶۴ ببخشید ۱۳۶۵", "prs", BIRTH, "1986"),
        ("mijn zus is van 1985 en ik ben drie jaar jonger", "nl", BIRTH, "1988"),
        ("اخي مواليد 1985 وانا اكبر منو بسنتين", "ar", BIRTH, "1983"),
        ("ሓወይ ብ1986 ተወሊዱ ኣነ ሰለስተ ዓመት እንእሶ", "ti", BIRTH, "1989"),
        ("خواهرم ۱۳۶۸ تولد شده مه دو سال کلانتر استم", "prs", BIRTH, "1987"),
        ("de brief is van 1 september 2026, twee weken later kreeg ik hem", "nl", LETTER, "2026-09-15"),
        ("vorige maand op de 6e", "nl", LETTER, "2026-10-06"),
        ("afgelopen dinsdag", "nl", LETTER, "2026-11-17"),
        ("الشهر الماضي يوم 6", "ar", LETTER, "2026-10-06"),
        ("ዝሓለፈ ረቡዕ", "ti", LETTER, "2026-11-18"),
        ("سه شنبه گذشته", "prs", LETTER, "2026-11-17"),
    ],
)
def test_the_date_that_was_asked_is_chosen_and_read_back(words: str, code: str, question: str, value: str) -> None:
    reading = said(words, "date", code, question)
    assert (reading.value, reading.confirm) == (value, True)


@pytest.mark.parametrize(
    ("words", "code", "value"),
    [
        ("31 juni 1985", "nl", "1985-06"),
        ("30-2-1992", "nl", "1992-02"),
        ("٣١ ايلول ١٩٨٨", "ar", "1988-09"),
        ("31 ሕዳር 1989", "ti", "1989-11"),
        ("۳۱ عقرب ۱۳۷۲", "prs", "1993-11"),
        ("11/23/1986", "nl", "1986-11-23"),
        ("begin 1984", "nl", "1984"),
        ("صيف ١٩٨٨", "ar", "1988"),
        ("مواليد كانون ١٩٨٨", "ar", "1988-01"),
        ("met kerst 2001", "nl", "2001-12"),
        ("نوروز ۱۳۶۶", "prs", "1987-03"),
        ("eind jaren zeventig", "nl", "1978"),
        ("1406 hijri", "nl", "1986"),
        ("hidar 1980 ethiopische kalender", "nl", "1987-11"),
        ("1408 ሂጅራ", "ti", "1988"),
    ],
)
def test_a_date_that_was_nearly_said_keeps_what_is_sure(words: str, code: str, value: str) -> None:
    reading = said(words, "date", code, BIRTH)
    assert reading.value == value or value in reading.alternatives
    assert reading.value.startswith(value[:4])


@pytest.mark.parametrize(
    ("words", "code", "question"),
    [
        ("9 september", "nl", BIRTH),
        ("٣ آذار", "ar", BIRTH),
        ("12 ሰነ", "ti", BIRTH),
        ("دهم جوزا", "prs", BIRTH),
        ("ik was 24 toen ik kwam", "nl", ARRIVAL),
        ("كان عمري 30 لما جيت", "ar", ARRIVAL),
        ("ወዲ 19 ከለኹ መጺአ", "ti", ARRIVAL),
        ("شانزده ساله بودم که آمدم", "prs", ARRIVAL),
        ("ده وقت جنگ پیدا شدیم", "prs", BIRTH),
    ],
)
def test_no_date_is_made_of_half_a_fact(words: str, code: str, question: str) -> None:
    assert said(words, "date", code, question).state == "niet_begrepen"


@pytest.mark.parametrize(
    ("words", "code", "question", "value"),
    [
        ("vroeger 38 uur, nu 20", "nl", HOURS, 20),
        ("كنت اشتغل 45 ساعة، هلأ 25", "ar", HOURS, 25),
        ("ቅድም 36 ሰዓት ሕጂ ግን 18", "ti", HOURS, 18),
        ("پیشتر ۳۸ ساعت حالا ۲۴", "prs", HOURS, 24),
        ("van mijn 17e tot mijn 23e", "nl", YEARS, 6),
        ("من عمر 16 لعمر 20", "ar", YEARS, 4),
        ("ካብ ዕድመ 17 ክሳብ 22", "ti", YEARS, 5),
        ("از ۱۶ سالگی تا ۲۱ سالگی", "prs", YEARS, 5),
        ("رح يصير ٨ بعد شهر", "ar", AGE, 7),
        ("zeven, ik bedoel acht", "nl", AGE, 8),
        ("hij is nog geen jaar, 9 maanden", "nl", AGE, 0.75),
    ],
)
def test_the_number_that_was_asked_is_chosen_and_read_back(words: str, code: str, question: str, value: float) -> None:
    reading = said(words, "number", code, question)
    assert (reading.value, reading.confirm) == (value, True)


@pytest.mark.parametrize(
    ("words", "code", "value"),
    [
        ("negen jaar, één keer blijven zitten", "nl", 8),
        ("12 jaar school + 3 jaar universiteit", "nl", 15),
        ("gestopt in klas 7, die wel afgemaakt", "nl", 7),
        ("خلصت الصف الثامن وبعدها طلعت", "ar", 8),
        ("ቅድሚ 4 ዓመት ኣቋሪጸ፣ ክሳብ 10 ክፍሊ", "ti", 10),
        ("از صنف یک تا پنج ده قریه، بعد تا هشت ده شهر", "prs", 8),
        ("ده صنف شش بودم که جنگ شد", "prs", 6),
    ],
)
def test_school_years_in_a_story_are_read_back(words: str, code: str, value: int) -> None:
    reading = said(words, "school_years", code, "onderwijs.jaren")
    assert reading.confirm
    assert value in (reading.value, *reading.alternatives)


def test_the_spoken_in_is_no_ten() -> None:
    assert said("ده ماه عقرب ۱۴۰۰", "date", "prs", ARRIVAL).value == "2021-11"
    assert said("ده سال پیش", "date", "prs", ARRIVAL).value == "2016"
    assert said("ده ایران هفت سال", "number", "prs", YEARS).value == 7
    assert said("ده سال", "number", "prs", YEARS).value == 10
