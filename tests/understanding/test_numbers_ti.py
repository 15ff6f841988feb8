"""Numbers as people say them in Tigrinya."""

from __future__ import annotations

import pytest

from tests.understanding.saying import AGE, HOURS, YEARS, said

# Taken as it is.
CERTAIN = [
    ("5", 5, None),
    ("ሓሙሽተ", 5, None),
    ("ሓሙሽተ ዓመት", 5, YEARS),
    ("5 ዓመት", 5, YEARS),
    ("5ዓመት", 5, YEARS),
    ("ን5 ዓመት", 5, YEARS),
    ("ንሓሙሽተ ዓመት", 5, YEARS),
    ("ሓደ", 1, None),
    ("ሓንቲ", 1, None),
    ("ክልተ", 2, None),
    ("ክልተ ዓመት", 2, YEARS),
    ("ክልተ ዓመትን ፈረቓን", 2.5, YEARS),
    ("ክልተ ዓመትን ፈረቓ", 2.5, YEARS),
    ("ክልተን ፈረቓን", 2.5, YEARS),
    ("ዓመትን ፈረቓን", 1.5, YEARS),
    ("ሓደ ዓመትን ፈረቓን", 1.5, YEARS),
    ("ፍርቂ ዓመት", 0.5, YEARS),
    ("ሰለስተ", 3, None),
    ("ኣርባዕተ", 4, None),
    ("አርባዕተ", 4, None),
    ("ሽዱሽተ", 6, None),
    ("ሹዱሽተ", 6, None),
    ("ሸውዓተ", 7, None),
    ("ሾውዓተ", 7, None),
    ("ሾብዓተ ዓመት", 7, AGE),
    ("ሸሞንተ", 8, None),
    ("ሾሞንተ", 8, None),
    ("ትሽዓተ", 9, None),
    ("ዓሰርተ", 10, None),
    ("ዓሰርተ ሓደ", 11, None),
    ("ዓሰርተ ክልተ", 12, None),
    ("ዓሰርተው ሓሙሽተ", 15, None),
    ("ዓሰርተ ሓሙሽተ", 15, None),
    ("ዓሰርተ ሸሞንተ", 18, None),
    ("ዕስራ", 20, None),
    ("ዕስራ ሰዓት", 20, HOURS),
    ("ዕስራን ሓሙሽተን", 25, None),
    ("ዕስራን ሓሙሽተ", 25, None),
    ("ሠላሳ", 30, None),
    ("ሰላሳን ክልተን", 32, None),
    ("ኣርብዓ", 40, None),
    ("ኣርብዓ ሰዓት ኣብ ሰሙን", 40, HOURS),
    ("ሓምሳ", 50, None),
    ("ሱሳ", 60, None),
    ("ሰብዓ", 70, None),
    ("ሰማንያ", 80, None),
    ("ተስዓ", 90, None),
    ("ሚእቲ", 100, None),
    ("ሚእትን ዕስራን", 120, None),
    ("፭", 5, None),
    ("፲፭", 15, None),
    ("፳፭", 25, None),
    ("፻", 100, None),
    ("2.5", 2.5, YEARS),
    ("ኣስታት 5 ዓመት", 5, YEARS),
    ("ምናልባት ሓሙሽተ", 5, YEARS),
    ("ሓሙሽተ ዓመት ኣቢሉ", 5, YEARS),
    ("የብለይን", 0, None),
    ("ባዶ", 0, None),
    ("ዜሮ", 0, None),
    ("ሰሪሐ ኣይፈልጥን", 0, YEARS),
    ("ሽዱሽተ ወርሒ", 0.5, AGE),
    ("6 ኣዋርሕ", 0.5, AGE),
    ("ዓመትን ሰለስተ ወርሕን", 1.25, AGE),
    ("ክልተ ዓመትን ሽዱሽተ ወርሕን", 2.5, AGE),
    ("ወዲ 7 ዓመት እዩ", 7, AGE),
    ("ጓል ሓሙሽተ ዓመት እያ", 5, AGE),
    ("ዓመት", 1, AGE),
    ("hamushte", 5, None),
    ("kilte amet", 2, YEARS),
    ("vijf", 5, None),
    ("five years", 5, YEARS),
    ("16 ሰዓት ኣብ ሰሙን", 16, HOURS),
    ("ዓሰርተክልተ", 12, None),
    ("ኣርባዕተ ዓመት ሰሪሐ", 4, YEARS),
    ("ን ሓሙሽተ ዓመት ኣቢሉ ሰሪሐ", 5, YEARS),
    ("ዓሰርተው ሸውዓተ", 17, None),
    ("ሓሙሽተን ፈረቓን", 5.5, None),
    ("ክልተ ቆልዑ", 2, None),
    ("ሓደ ዓመት", 1, AGE),
    ("7 ዓመት ሰሪሐ", 7, YEARS),
    ("ሸውዓተ ዓመትን ፈረቓን", 7.5, YEARS),
    ("ሸውዓተን ፈረቓን ዓመት", 7.5, YEARS),
    ("7.5 ዓመት", 7.5, YEARS),
    ("7ን ፈረቓን", 7.5, YEARS),
    ("12 ወርሒ", 1, YEARS),
    ("24 ኣዋርሕ", 2, YEARS),
    ("36 ሰዓት ኣብ ሰሙን", 36, HOURS),
    ("ዕስራን ሽዱሽተን", 26, None),
    ("ሰላሳን ትሽዓተን", 39, None),
    ("ኣርብዓን ሸሞንተን", 48, None),
    ("ሚእትን ሓሙሽተን", 105, None),
    ("ክልተ ሚእቲ", 200, None),
    ("ሽሕ", 1000, None),
    ("ወዲ ክልተ ዓመትን ሰለስተ ወርሕን", 2.25, AGE),
    ("ጓል ኣርባዕተ ዓመትን ፈረቓን", 4.5, AGE),
    ("ጓል 9 እያ", 9, AGE),
    ("ዓሰርተ ኣርባዕተ", 14, None),
    ("ዓሰርተ ሽዱሽተ", 16, None),
    ("ዓሰርተ ትሽዓተ", 19, None),
    ("ዓስርተ ሰለስተ", 13, None),
    ("ሓሙሽተ ዓመት ኣስታት", 5, YEARS),
    ("ብገምጋም 5 ዓመት", 5, YEARS),
    ("ምንም", 0, None),
    ("ኣይሰራሕኩን", 0, YEARS),
    ("፯", 7, None),
    ("፲፪ ዓመት", 12, AGE),
    ("፵", 40, HOURS),
    ("shewate", 7, None),
    ("seleste amet", 3, YEARS),
    ("zeven", 7, None),
    ("ten", 10, None),
    ("ሓደ ሓሙሽተ ዓመት", 5, YEARS),
    ("ፍርቂ", 0.5, None),
    ("ሓደን ፍርቅን", 1.5, None),
    ("ክልተ ዓመትን ፍርቅን", 2.5, YEARS),
    ("ሓሙሽተ ቆልዑ ኣለዉኒ", 5, None),
    ("ኣርብዓ ሰዓታት", 40, HOURS),
]

# Understood, and read back to the person before it counts.
READ_BACK = [
    ("2 ወይ 3 ዓመት", 2, YEARS),
    ("ክልተ ወይ ሰለስተ", 2, YEARS),
    ("3-4 ዓመት", 3, YEARS),
    ("ካብ 2010 ክሳብ 2015", 5, YEARS),
    ("ልዕሊ 10 ዓመት", 10, YEARS),
    ("8 ሰዓት ኣብ መዓልቲ", 40, HOURS),
    ("ምሉእ ግዜ", 40, HOURS),
    ("ክልተ ሰለስተ ዓመት", 2, YEARS),
    ("እንተወሓደ 20 ሰዓት", 20, HOURS),
    ("ኣርባዕተ መዓልቲ", 32, HOURS),
    ("ዓሰርተ ወይ ዓሰርተ ክልተ", 10, YEARS),
    ("10-12 ዓመት", 10, YEARS),
    ("ካብ 2020", 6, YEARS),
    ("ካብ 2018 ክሳብ 2020", 2, YEARS),
    ("ወዲ ሸሞንተ ወርሒ", 0.67, AGE),
    ("ትሕቲ 5 ዓመት", 5, YEARS),
    ("ኣብ መንጎ 3ን 4ን", 3, None),
    ("ኣብ መንጎ ሰለስተን ኣርባዕተን", 3, None),
    ("5ን 6ን", 5, None),
    ("ሳልሳይ", 3, None),
    ("4 ሰዓት ኣብ መዓልቲ", 20, HOURS),
]

NOT_UNDERSTOOD = [
    ("ብዙሕ", YEARS),
    ("ሰላም", None),
    ("ቁሩብ ዓመታት", YEARS),
    ("200", AGE),
]


@pytest.mark.parametrize(("words", "value", "question"), CERTAIN)
def test_a_plain_number_is_taken(words: str, value: float, question: str | None) -> None:
    reading = said(words, "number", "ti", question)
    assert (reading.state, reading.value, reading.confirm) == ("beantwoord", value, False)


@pytest.mark.parametrize(("words", "value", "question"), READ_BACK)
def test_an_unsure_number_is_read_back(words: str, value: float, question: str | None) -> None:
    reading = said(words, "number", "ti", question)
    assert (reading.state, reading.value, reading.confirm) == ("beantwoord", value, True)


@pytest.mark.parametrize(("words", "question"), NOT_UNDERSTOOD)
def test_what_says_no_number_is_not_understood(words: str, question: str | None) -> None:
    assert said(words, "number", "ti", question).value is None
