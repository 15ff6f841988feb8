"""Texts that became much shorter or longer, and terms that have a fixed rendering."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.translations.checks.asking import Row, severities

LONG_AR = "كنت أشتغل في مطعم كبير في حلب مع أخي وبعدها فتحنا محل صغير لبيع الخضار قرب بيتنا في الحارة"
LONG_NL = (
    "Ik werkte met mijn broer in een groot restaurant in Aleppo en daarna openden wij een groentewinkel in onze buurt."
)
LONG_TI = "ኣብ ኣስመራ ኣብ ዓቢ ቤት መግቢ ምስ ሓወይ ይሰርሕ ነይረ ደሓር ከኣ ኣብ ጥቓ ገዛና ንእሽቶ ድኳን ኣሕምልቲ ከፊትና"
LONG_PRS = "من با برادرم در یک رستورانت کلان در کابل کار میکردم و بعد از آن یک دکان خورد سبزی در نزدیک خانه باز کردیم"

FAR: list[Row] = [
    ("ar", "nl", LONG_AR, "Ik werkte."),
    ("ti", "nl", LONG_TI, "Ik werkte."),
    ("prs", "nl", LONG_PRS, "Ik werkte in Kabul."),
    ("nl", "ar", LONG_NL, "كنت أعمل."),
    ("nl", "ti", LONG_NL, "ሰሪሐ።"),
    ("nl", "prs", LONG_NL, "کار کردم."),
    ("ar", "nl", "كنت خباز", LONG_NL),
    ("ti", "nl", "እንጀራ", LONG_NL),
    ("prs", "nl", "نانوا", LONG_NL),
    ("nl", "ar", "Bakker", LONG_AR),
]
NEAR: list[Row] = [
    ("ar", "nl", LONG_AR, LONG_NL),
    ("ti", "nl", LONG_TI, LONG_NL),
    ("prs", "nl", LONG_PRS, LONG_NL),
    ("nl", "ar", LONG_NL, LONG_AR),
    ("nl", "ti", LONG_NL, LONG_TI),
    ("nl", "prs", LONG_NL, LONG_PRS),
    ("ar", "nl", "لا", "Nee, dat niet."),
    ("ti", "nl", "ሓረስታይ", "Ik was boer"),
    ("prs", "nl", "معلم", "Ik was onderwijzer"),
    ("nl", "ti", "Goedemorgen", "ደሓንዶ ሓዲርኩም"),
    ("ti", "nl", "ጽቡቕ", "Het gaat goed met me"),
]


@pytest.mark.parametrize("row", FAR)
def test_a_text_that_is_far_too_short_or_long_is_an_error(row: Row) -> None:
    assert severities(row, "length") == {"error"}


def test_a_text_that_is_rather_short_is_a_warning() -> None:
    row = ("ar", "nl", LONG_AR, "Ik werkte met mijn broer in een restaurant in Aleppo.")
    assert severities(row, "length") == {"warning"}


@pytest.mark.parametrize("row", NEAR)
def test_a_usual_length_and_short_answers_are_right(row: Row) -> None:
    assert severities(row, "length") == set()


@dataclass(frozen=True)
class Term:
    source_words: tuple[str, ...]
    target_words: tuple[str, ...]


AR = Term(("بلدية", "البلدية"), ("gemeente",))
TI = Term(("ምምሕዳር ከተማ",), ("gemeente",))
PRS = Term(("شاروالی", "ښاروالی"), ("gemeente",))
EXAM = Term(("امتحان", "فحص"), ("examen", "toets"))
TO_AR = Term(("gemeente",), ("بلدية", "البلدية"))
TO_TI = Term(("inburgering",), ("ምውህሃድ",))
TO_PRS = Term(("leerroute",), ("مسیر آموزش", "مسیر آموزشی"))

MISSING: list[tuple[Row, Term]] = [
    (("ar", "nl", "رحت على البلدية", "Ik ging naar het stadhuis"), AR),
    (("ar", "nl", "موعد مع البلدية", "Een afspraak met de stad"), AR),
    (("ti", "nl", "ናብ ምምሕዳር ከተማ ከይደ", "Ik ging naar het stadhuis"), TI),
    (("prs", "nl", "به شاروالی رفتم", "Ik ging naar het stadhuis"), PRS),
    (("ar", "nl", "عندي امتحان", "Ik heb een test"), EXAM),
    (("ar", "nl", "نجحت بالامتحان", "Ik ben geslaagd voor de proef"), EXAM),
    (("nl", "ar", "Ga naar de gemeente.", "اذهب إلى المدينة."), TO_AR),
    (("nl", "ar", "Uw gemeentebrief is er.", "وصلت رسالتك."), TO_AR),
    (("nl", "ti", "Uw inburgering begint.", "ትምህርትኹም ይጅምር።"), TO_TI),
    (("nl", "prs", "Uw leerroute is bekend.", "راه شما معلوم است."), TO_PRS),
]
THERE: list[tuple[Row, Term]] = [
    (("ar", "nl", "رحت على البلدية", "Ik ging naar de gemeente"), AR),
    (("ar", "nl", "رحت على البلدية", "Ik ging naar het gemeentehuis"), AR),
    (("ar", "nl", "رحت على السوق", "Ik ging naar de markt"), AR),
    (("ti", "nl", "ናብ ምምሕዳር ከተማ ከይደ", "Ik ging naar de gemeente"), TI),
    (("prs", "nl", "به شاروالی رفتم", "Ik ging naar de gemeente"), PRS),
    (("ar", "nl", "عندي امتحان", "Ik heb een inburgeringsexamen"), EXAM),
    (("ar", "nl", "عندي امتحان", "Ik heb toetsen"), EXAM),
    (("nl", "ar", "Ga naar de gemeente.", "اذهب إلى البلدية."), TO_AR),
    (("nl", "ar", "Ga naar de gemeente.", "اذهب لبلدية مدينتك."), TO_AR),
    (("nl", "ti", "Uw inburgering begint.", "ምውህሃድኩም ይጅምር።"), TO_TI),
    (("nl", "prs", "Uw leerroute is bekend.", "مسیر آموزشی شما معلوم است."), TO_PRS),
]


@pytest.mark.parametrize(("row", "term"), MISSING)
def test_a_term_in_other_words_is_a_warning(row: Row, term: Term) -> None:
    assert severities(row, "glossary", terms=(term,)) == {"warning"}


@pytest.mark.parametrize(("row", "term"), THERE)
def test_a_term_may_be_inflected_or_part_of_a_longer_word(row: Row, term: Term) -> None:
    assert severities(row, "glossary", terms=(term,)) == set()
