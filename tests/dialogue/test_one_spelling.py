"""What people write in many ways is one word for the classifier. The texts in nlu_data are not changed by it."""

from __future__ import annotations

import pytest

from assistant.dialogue.ngrams import MOST_WORDS, count_features, pieces
from assistant.dialogue.spelling import one_spelling


@pytest.mark.parametrize(
    ("written", "read"),
    [
        # keyboards: Persian and Kurdish letters in Arabic words and the other way round
        ("لا اعرف یعني", "لا اعرف یعنی"),
        ("كل يوم", "کل یوم"),
        ("مدرسة", "مدرسه"),
        ("ئێمە", "ییمه"),
        ("أنا إلى آخر", "انا الی اخر"),
        # vowel signs, stretched letters and words
        ("مَا بَعْرِفُ", "ما بعرف"),
        ("لاااا", "لا"),
        ("نعـــم", "نعم"),
        ("neeee", "ne"),
        # the invisible gap of Persian
        ("نمی\u200cدانم", "نمی دانم"),
        # Ge'ez letters of one sound, and its punctuation
        ("አይፈልጥን።", "ኣይፈልጥን"),
        ("ፀሓይ፣ ሠብ", "ጸሓይ ሰብ"),
        # numbers in every script say the same: here is a number
        ("٣٤ سنة", "0 سنه"),
        ("۱۳۸۰", "0"),
        ("፲፪ ዓመት", "0 ዓመት"),
        ("34 jaar", "0 jaar"),
        # digits that are letters of Latin-typed Arabic stay
        ("ma b3rif 3 wled", "ma b3rif 0 wled"),
        # Latin letters
        ("Café", "cafe"),
        ("k'enidi K´enidi k’enidi", "kenidi kenidi kenidi"),
        # question marks of three scripts are a word; other signs are none
        ("waarom?", "waarom ?"),
        ("ليش؟؟", "لیش ?"),
        ("ስለምንታይ፧", "ስለምንታይ ?"),
        ("/restart", "restart"),
        ("ok 👍🏽!", "ok"),
        ("...", ""),
    ],
)
def test_one_spelling(written: str, read: str) -> None:
    assert one_spelling(written) == read


def test_one_spelling_is_stable() -> None:
    for text in ("أنا إلى آخر ٣٤", "አይፈልጥን። ፲፪", "نمی\u200cدانم؟", "K´enidi 3endi", "İstanbul ẞ ﷺ"):
        assert one_spelling(one_spelling(text)) == one_spelling(text)


def test_pieces_of_a_word_know_where_it_begins_and_ends() -> None:
    assert pieces("ja") == [" j", "ja", "a ", " ja", "ja ", " ja "]


def test_features_of_a_line() -> None:
    features = count_features("Nee nee!")
    assert features["w nee"] == 2
    assert features["b ^ nee"] == features["b nee nee"] == features["b nee $"] == 1
    assert features["n 2"] == 1


def test_a_line_without_words_still_has_features() -> None:
    assert set(count_features("👍")) == {"b ^ $", "n 0"}


def test_a_very_long_text_costs_no_more_than_its_beginning() -> None:
    assert count_features("woord " * 5000) == count_features("woord " * MOST_WORDS)
