"""Languages by their names, in the words of the people who speak them."""

from __future__ import annotations

import pytest
from babel import Locale

from tests.understanding.saying import said
from tests.understanding.tables import rows

# Taken as it is.
CERTAIN = {
    "nl": [
        ("Tigrinya", "ti"),
        ("Arabisch", "ar"),
        ("Koerdisch (Sorani)", "ku"),
        ("Farsi", "fa"),
        ("Dari", "prs"),
        ("Perzisch", "fa"),
        ("Amhaars", "am"),
        ("Tigrinya, geen Amhaars", "ti"),
        ("Engels", "en"),
        ("Pashto", "ps"),
        ("Somalisch", "so"),
        ("nl", "nl"),
        ("Hazaragi", "haz"),
        ("Kurmanji", "ku"),
        ("Turks", "tr"),
        ("Tigrinja", "ti"),
        ("Swahili", "sw"),
        ("Koerdisch", "ku"),
        ("mijn moedertaal is Tigrinya", "ti"),
        ("Oerdoe", "ur"),
        ("Bileens", "byn"),
        ("Nederlands", "nl"),
        ("Tigre", "tig"),
        ("Kurdî", "ku"),
        ("Italiaans", "it"),
        ("english", "en"),
        ("Koerdisch Kurmanji", "ku"),
        ("thuis spreken wij Somalisch", "so"),
        ("Engels een beetje", "en"),
        ("Pasjtoe", "ps"),
        ("Fur", "fvr"),
        ("Armeens", "hy"),
        ("Aramees", "syr"),
        ("gebarentaal", "sgn"),
    ],
    "ar": [
        ("عربي", "ar"),
        ("كردي", "ku"),
        ("العربية", "ar"),
        ("إنكليزي", "en"),
        ("سرياني", "syr"),
        ("أرمني", "hy"),
        ("الفور", "fvr"),
        ("زغاوة", "zag"),
        ("بحكي عربي", "ar"),
        ("تركي", "tr"),
        ("سوراني", "ku"),
        ("kurdi", "ku"),
        ("هولندي شوي", "nl"),
        ("مساليت", "mls"),
        ("3arabi", "ar"),
        ("فارسي", "fa"),
        ("بالعربي", "ar"),
        ("اللغة العربية", "ar"),
        ("كرمانجي", "ku"),
        ("التركية", "tr"),
        ("النوبية", "fia"),
        ("انقليزي", "en"),
        ("امازيغي", "zgh"),
        ("لغتي عربي", "ar"),
        ("هوسا", "ha"),
        ("شركسي", "ady"),
        ("هولندية", "nl"),
        ("كوردي كرمانجي", "ku"),
        ("اللغة الانجليزية", "en"),
        ("عربي لهجة سورية", "ar"),
        ("آشوري", "syr"),
        ("التغرينية", "ti"),
        ("صومالي", "so"),
        ("بداويت", "bej"),
        ("Arabisch", "ar"),
        ("فرنساوي", "fr"),
        ("المساليت", "mls"),
        ("لغة الزغاوة", "zag"),
        ("دينكا", "din"),
    ],
    "ti": [
        ("ትግርኛ", "ti"),
        ("ትግረ", "tig"),
        ("ዓረብ", "ar"),
        ("ኣምሓርኛ", "am"),
        ("እንግሊዝኛ", "en"),
        ("ብሌን", "byn"),
        ("ሳሆ", "ssy"),
        ("tigrinya", "ti"),
        ("ትግርኛ እዛረብ", "ti"),
        ("አማርኛ", "am"),
        ("ዓረብኛ", "ar"),
        ("ዳች", "nl"),
        ("ኩናማ", "kun"),
        ("ቋንቋ ኣደይ ትግርኛ እዩ", "ti"),
        ("ኣማርኛ", "am"),
        ("እንግሊሽ", "en"),
        ("ትግራይት", "tig"),
        ("ዓፋር", "aa"),
        ("ሆላንድኛ", "nl"),
        ("arabic", "ar"),
        ("ጣልያንኛ", "it"),
        ("ቋንቋ ትግርኛ", "ti"),
        ("ኦሮሞ", "om"),
        ("Engels", "en"),
        ("ኣምሓርኛ ቁሩብ", "am"),
        ("ትግሪኛ", "ti"),
        ("ዓረብኛ ይኽእል እየ", "ar"),
        ("tigre", "tig"),
        ("ትግሬ", "tig"),
        ("ቋንቋ ብሌን", "byn"),
        ("ሶማልኛ", "so"),
        ("ፈረንሳ", "fr"),
        ("ቱርክኛ", "tr"),
        ("ጀርመንኛ", "de"),
        ("ናራ", "nrb"),
        ("ሕዳረብ", "bej"),
        ("ሒንዲ", "hi"),
        ("ስዋሂሊ", "sw"),
        ("amharic", "am"),
    ],
    "prs": [
        ("دری", "prs"),
        ("فارسی دری", "prs"),
        ("پشتو", "ps"),
        ("ازبکی", "uz"),
        ("هزارگی", "haz"),
        ("اردو", "ur"),
        ("dari", "prs"),
        ("انگلیسی", "en"),
        ("ترکمنی", "tk"),
        ("من دری گپ می‌زنم", "prs"),
        ("هالندی", "nl"),
        ("پښتو", "ps"),
        ("بلوچی", "bal"),
        ("زبان مادری من پشتو است", "ps"),
        ("درى", "prs"),
        ("اوزبیکی", "uz"),
        ("ترکی", "tr"),
        ("pashto", "ps"),
        ("روسی", "ru"),
        ("انگلیسی کم کم", "en"),
        ("زبان من دری است", "prs"),
        ("به پشتو گپ می‌زنم", "ps"),
        ("ازبیکی", "uz"),
        ("هزاره گی", "haz"),
        ("Engels", "en"),
        ("ایماقی", "aiq"),
        ("فارسی ایرانی", "fa"),
        ("عربی", "ar"),
        ("پشتون", "ps"),
        ("کردی", "ku"),
        ("آلمانی", "de"),
        ("فرانسوی", "fr"),
        ("هندی", "hi"),
        ("پنجابی", "pa"),
        ("uzbeki", "uz"),
        ("زبان مادریم دری", "prs"),
        ("دري", "prs"),
    ],
}

# Read back before it counts.
READ_BACK = {
    "nl": [
        ("ik spreek Koerdisch en Arabisch", "ku"),
        ("Afghaans", "prs"),
        ("Engles", "en"),
        ("Arabisch (Syrisch)", "ar"),
        ("Russich", "ru"),
        ("Dari en een beetje Pashto", "prs"),
        ("Tigrienja", "ti"),
        ("Syrisch", "ar"),
    ],
    "ar": [
        ("عربي وكردي", "ar"),
        ("تقرينيا", "ti"),
        ("بحكي كردي وعربي", "ku"),
        ("تركماني", "tk"),
    ],
    "ti": [
        ("ትግርኛን ዓረብን", "ti"),
        ("ዓረብን ትግርኛን", "ar"),
        ("እንግሊዝኛን ዓረብን", "en"),
        ("ናይ ኤርትራ", "ti"),
    ],
    "prs": [
        ("فارسی", "fa"),
        ("دری و پشتو", "prs"),
        ("farsi", "fa"),
        ("دری، پشتو", "prs"),
        ("افغانی", "prs"),
    ],
}

# No answer to the question.
NOT_UNDERSTOOD = {
    "nl": [
        "ik ga naar school",
    ],
    "ar": [
        "بيت",
    ],
    "ti": [
        "ገዛ",
    ],
    "prs": [
        "خانه",
    ],
}


@pytest.mark.parametrize(("language", "words", "subtag"), rows(CERTAIN))
def test_a_language_counts(language: str, words: str, subtag: str) -> None:
    reading = said(words, "language", language)
    assert (reading.state, reading.value, reading.confirm) == ("beantwoord", subtag, False)


@pytest.mark.parametrize(("language", "words", "subtag"), rows(READ_BACK))
def test_a_name_of_several_languages_is_read_back(language: str, words: str, subtag: str) -> None:
    reading = said(words, "language", language)
    assert (reading.state, reading.value, reading.confirm) == ("beantwoord", subtag, True)
    assert subtag not in reading.alternatives


@pytest.mark.parametrize(("language", "words"), rows(NOT_UNDERSTOOD))
def test_words_that_name_no_language_are_not_understood(language: str, words: str) -> None:
    assert said(words, "language", language).state == "niet_begrepen"


def test_farsi_of_a_dari_speaker_may_be_dari() -> None:
    assert said("فارسی", "language", "prs").alternatives == ("prs",)


def test_the_variety_of_kurdish_is_kept() -> None:
    assert said("سوراني", "language", "ar").detail == {"variety": "ckb"}
    assert said("Kurmanji", "language", "nl").detail == {"variety": "kmr"}


def test_several_languages_give_the_first() -> None:
    reading = said("Koerdisch, Arabisch en een beetje Turks", "language", "nl")
    assert (reading.value, reading.confirm, reading.alternatives) == ("ku", True, ("ar", "tr"))


@pytest.mark.parametrize("locale", ["nl", "ar", "ti", "fa_AF", "en"])
def test_every_language_is_known_by_its_name(locale: str) -> None:
    # CLDR calls both written forms of Norwegian "Norwegian ..." in most languages.
    names = {
        code: name
        for code, name in Locale.parse(locale).languages.items()
        if len(code) == 2 and code not in ("nb", "nn")
    }
    wrong = {code: name for code, name in names.items() if said(name, "language", "nl").value != code}
    assert wrong == {}
