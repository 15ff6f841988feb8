"""The same words are found however they are spelled, nearly the same words are offered with how near they are."""

from __future__ import annotations

import pytest

from tests.translations.memory.conftest import AT, Approve
from translations.memory import Memory


@pytest.mark.parametrize(
    ("language", "approved", "said"),
    [
        ("ti", "ኣነ ነርስ ክኸውን እደሊ", "አነ ነርስ ክከውን እደሊ።"),
        ("ti", "ጸሓፊ ክኸውን እደሊ", "ፀሓፊ ክኸውን እደሊ"),
        ("ar", "أريد أن أعمل في المطبخ", "اريد ان اعمل في المطبخ."),
        ("ar", "بدي شغل بمدرسة", "بدي شغل بمدرسه"),
        ("ar", "أريد كتابة رسالة", "أُرِيدُ كتابة رســالة"),
        ("ar", "كتاب كبير في البيت", "کتاب کبير في البيت"),
        ("prs", "من می‌خواهم کار کنم", "من میخواهم كار كنم"),
        ("prs", "من می‌خواهم کار کنم", "من می خواهم کار کنم!"),
        ("nl", "Ik wil graag koken", "ik  wil graag koken."),
    ],
)
def test_the_same_words_in_another_spelling_are_a_hundred_percent(
    language: str, approved: str, said: str, approve: Approve, memory: Memory
) -> None:
    to = "ti" if language == "nl" else "nl"
    translation = "ክሰርሕ ደስ ይብለኒ" if language == "nl" else "Ik wil graag werken"
    assert approve(approved, translation, language, to) is not None
    match = memory.exact(said, language, to)
    assert match is not None and (match.text, match.percentage) == (translation, 100)
    assert memory.suggest(said, language, to) == [match]


@pytest.mark.parametrize(
    ("language", "approved", "translation", "said", "offered"),
    [
        ("ti", "ክልተ ቆልዑ ኣለዉኒ", "Ik heb twee kinderen", "ሰለስተ ቆልዑ ኣለዉኒ", "Ik heb 3 kinderen"),
        ("ti", "4 ቆልዑ ኣለዉኒ", "Ik heb 4 kinderen", "፭ ቆልዑ ኣለዉኒ", "Ik heb 5 kinderen"),
        ("ar", "اشتغلت خمسة وعشرين سنة", "Ik heb 25 jaar gewerkt", "اشتغلت ٧ سنة", "Ik heb 7 jaar gewerkt"),
        ("prs", "ما سه طفل داریم", "Wij hebben drie kinderen", "ما ۱۲ طفل داریم", "Wij hebben 12 kinderen"),
        ("prs", "من بیست و پنج سال کار کردم", "Ik heb 25 jaar gewerkt", "من ۸ سال کار کردم", "Ik heb 8 jaar gewerkt"),
    ],
)
def test_numbers_are_those_of_the_new_words(
    language: str, approved: str, translation: str, said: str, offered: str, approve: Approve, memory: Memory
) -> None:
    segment = approve(approved, translation, language)
    assert segment is not None and "⟦1⟧" in segment.source and "⟦1⟧" in segment.target
    match = memory.exact(said, language, "nl")
    assert match is not None and match.text == offered


@pytest.mark.parametrize(
    ("language", "approved", "said"),
    [
        ("ti", "ኣነ ነርስ ክኸውን እደሊ", "ነርስ ክኸውን እደሊ"),
        ("ar", "أريد أن أعمل في المطبخ", "أريد العمل في المطبخ"),
        ("prs", "من می‌خواهم در شفاخانه کار کنم", "می‌خواهم در شفاخانه کار کنم"),
    ],
)
def test_nearly_the_same_words_are_offered_with_how_near(
    language: str, approved: str, said: str, approve: Approve, memory: Memory
) -> None:
    assert approve(approved, "Ik wil graag werken", language) is not None
    assert memory.exact(said, language, "nl") is None
    [match] = memory.suggest(said, language, "nl")
    assert 70 <= match.percentage < 100 and match.text == "Ik wil graag werken"


def test_other_words_another_direction_and_a_question_are_not_the_same(approve: Approve, memory: Memory) -> None:
    approve("من می‌خواهم کار کنم", "Ik wil werken", "prs")
    assert memory.suggest("هوا امروز خوب است", "prs", "nl") == []
    assert memory.suggest("من می‌خواهم کار کنم", "ar", "nl") == []
    assert memory.suggest("من می‌خواهم کار کنم", "prs", "ar") == []
    assert memory.exact("من می‌خواهم کار کنم؟", "prs", "nl") is None


def test_only_a_number_says_nothing(approve: Approve, memory: Memory) -> None:
    assert approve("25", "25", "ti") is None
    assert memory.suggest("25", "ti", "nl") == []


def test_numbers_that_do_not_fit_are_no_match(approve: Approve, memory: Memory) -> None:
    approve("ክልተ ቆልዑ ኣለዉኒ", "Ik heb twee kinderen")
    assert memory.suggest("ቆልዑ ኣለዉኒ", "ti", "nl") == []
    assert memory.suggest("2 3 ቆልዑ ኣለዉኒ", "ti", "nl") == []


def test_the_newest_approval_comes_first_and_one_text_comes_once(approve: Approve, memory: Memory) -> None:
    approve("ኣነ ነርስ ክኸውን እደሊ", "Ik wil verpleegkundige worden", by="samira")
    approve("ኣነ ነርስ ክኸውን እደሊ", "Ik wil graag in de zorg werken", by="yonatan")
    approve("ኣነ ነርስ ክኸውን እደሊ", "Ik wil verpleegkundige worden", by="yonatan")
    assert [match.text for match in memory.suggest("ኣነ ነርስ ክኸውን እደሊ", "ti", "nl")] == [
        "Ik wil verpleegkundige worden",
        "Ik wil graag in de zorg werken",
    ]
    assert len(memory.suggest("ኣነ ነርስ ክኸውን እደሊ", "ti", "nl", limit=1)) == 1


def test_a_match_says_who_approved_it_and_when(approve: Approve, memory: Memory) -> None:
    approve("ኣነ ነርስ ክኸውን እደሊ", "Ik wil verpleegkundige worden", by="yonatan")
    match = memory.exact("ኣነ ነርስ ክኸውን እደሊ", "ti", "nl")
    assert match is not None
    assert (match.approved_by, match.at, match.percentage, match.source) == ("yonatan", AT, 100, "ኣነ ነርስ ክኸውን እደሊ")
    assert match.segment_id > 0
