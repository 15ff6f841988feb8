"""Countries by name, demonym, code and city."""

from __future__ import annotations

import pytest
from babel import Locale

from assistant.understanding.countries import codes
from tests.understanding.saying import said
from tests.understanding.tables import rows

# Taken as it is.
CERTAIN = {
    "nl": [
        ("Syrië", "SY"),
        ("uit Syrië", "SY"),
        ("Eritrese", "ER"),
        ("Aleppo, Syrië", "SY"),
        ("Holland", "NL"),
        ("UK", "GB"),
        ("england", "GB"),
        ("ik kom uit Afghanistan", "AF"),
        ("Afganistan", "AF"),
        ("SY", "SY"),
        ("sy", "SY"),
        ("Zuid-Soedan", "SS"),
        ("Nederland", "NL"),
        ("Iran", "IR"),
        ("irak", "IQ"),
        ("Palestina", "PS"),
        ("Verenigde Arabische Emiraten", "AE"),
        ("Turkije", "TR"),
        ("سوريا", "SY"),
        ("Ik ben een Syriër", "SY"),
        ("in Soedan", "SD"),
        ("Noord-Irak", "IQ"),
        ("Eritrea, Asmara", "ER"),
        ("Ethiopie", "ET"),
        ("vluchtelingenkamp in Libanon", "LB"),
        ("Saudi Arabië", "SA"),
        ("de Verenigde Staten", "US"),
        ("Tsjaad", "TD"),
        ("uit het noorden van Afghanistan", "AF"),
        ("NL", "NL"),
        ("Oekraine", "UA"),
        ("Marokko", "MA"),
        ("Suriye", "SY"),
        ("Zuid Afrika", "ZA"),
        ("Syrië, de stad Homs", "SY"),
        ("Iraaks Koerdistan", "IQ"),
        ("Noord Korea", "KP"),
        ("Saoedi-Arabië", "SA"),
        ("United Kingdom", "GB"),
        ("IRQ", "IQ"),
        ("van Eritrea", "ER"),
        ("mijn land is Soedan", "SD"),
        ("saudi", "SA"),
        ("Zuid-Sudan", "SS"),
        ("Tsjechie", "CZ"),
    ],
    "ar": [
        ("سوريا", "SY"),
        ("من السودان", "SD"),
        ("بالسودان", "SD"),
        ("انا سوري", "SY"),
        ("هولندا", "NL"),
        ("أمريكا", "US"),
        ("جنوب السودان", "SS"),
        ("العراق", "IQ"),
        ("بالعراق", "IQ"),
        ("للعراق", "IQ"),
        ("souria", "SY"),
        ("المانيا", "DE"),
        ("الإمارات", "AE"),
        ("لبنان", "LB"),
        ("بلبنان", "LB"),
        ("إريتريا", "ER"),
        ("مصر", "EG"),
        ("سورية", "SY"),
        ("Syria", "SY"),
        ("تركيا", "TR"),
        ("سوريا، درعا", "SY"),
        ("في ليبيا", "LY"),
        ("من العراق الموصل", "IQ"),
        ("بالأردن", "JO"),
        ("اليمن", "YE"),
        ("السعوديه", "SA"),
        ("لبنان بيروت", "LB"),
        ("سوريه", "SY"),
        ("Sudan", "SD"),
        ("suriya", "SY"),
        ("في مصر القاهرة", "EG"),
        ("تشاد", "TD"),
        ("أثيوبيا", "ET"),
        ("بريطانيا", "GB"),
        ("اسطنبول تركيا", "TR"),
        ("ارتريا", "ER"),
        ("مواليد الكويت", "KW"),
        ("حلب سوريا", "SY"),
        ("السودان دارفور", "SD"),
        ("اثيوبيا", "ET"),
        ("فلسطين", "PS"),
        ("امريكا", "US"),
        ("بسوريا بالشام", "SY"),
        ("Irak", "IQ"),
        ("من سوريا محافظة ادلب", "SY"),
        ("ﺳﻮﺭﻳﺎ", "SY"),
        ("العراق - بغداد", "IQ"),
        ("الجزائر", "DZ"),
        ("لیبیا", "LY"),
        ("جيبوتي", "DJ"),
        ("الامارات دبي", "AE"),
    ],
    "ti": [
        ("ካብ ኤርትራ", "ER"),
        ("ኤርትራዊ እየ", "ER"),
        ("ኤርትራ", "ER"),
        ("ሱዳን", "SD"),
        ("ኢትዮጵያ", "ET"),
        ("ኣብ ሱዳን ተወሊደ", "SD"),
        ("ertra", "ER"),
        ("ሆላንድ", "NL"),
        ("ናይ ኤርትራ", "ER"),
        ("ብሱዳን", "SD"),
        ("ኣብ ኣስመራ፡ ኤርትራ", "ER"),
        ("ደቡብ ሱዳን", "SS"),
        ("እስራኤል", "IL"),
        ("eritrea", "ER"),
        ("ሃገረይ ኤርትራ እያ", "ER"),
        ("ኢትዮጵያ ትግራይ", "ET"),
        ("ኣብ ሊብያ", "LY"),
        ("ስዑዲ ዓረብ", "SA"),
        ("ኣነ ኤርትራዊት እየ", "ER"),
        ("ኡጋንዳ", "UG"),
        ("ኤሪትሪያ", "ER"),
        ("ጀርመን", "DE"),
        ("ኬንያ", "KE"),
        ("ኣብ ዓሰብ ኤርትራ", "ER"),
        ("ካብ ሶማል", "SO"),
        ("ኣብ ስዑድያ", "SA"),
        ("ግብጺ", "EG"),
        ("ኣነ ካብ ኤርትራ እየ መጺአ", "ER"),
        ("ኢጣልያ", "IT"),
        ("ኤርትራ እየ", "ER"),
        ("Sudan", "SD"),
        ("ሶርያ", "SY"),
        ("ንሱዳን", "SD"),
        ("ኣፍጋኒስታን", "AF"),
        ("ዒራቕ", "IQ"),
        ("UK", "GB"),
        ("ሱዳን ካርቱም", "SD"),
        ("እስራኤል ተል ኣቪቭ", "IL"),
        ("ሆላንዳ", "NL"),
        ("ካብ ሶርያ", "SY"),
    ],
    "prs": [
        ("افغانستان", "AF"),
        ("از افغانستان", "AF"),
        ("افغان هستم", "AF"),
        ("ایران", "IR"),
        ("در ایران تولد شدم", "IR"),
        ("پاکستان", "PK"),
        ("afghanestan", "AF"),
        ("هالند", "NL"),
        ("در کابل افغانستان", "AF"),
        ("آلمان", "DE"),
        ("جرمنی", "DE"),
        ("ترکیه", "TR"),
        ("افغانستانم", "AF"),
        ("af", "AF"),
        ("ازبکستان", "UZ"),
        ("ولایت هرات افغانستان", "AF"),
        ("من در پاکستان تولد شده ام", "PK"),
        ("ایران هستم", "IR"),
        ("از ایرانم", "IR"),
        ("افغانستانی", "AF"),
        ("ترکیه استانبول", "TR"),
        ("یونان", "GR"),
        ("تاجکستان", "TJ"),
        ("iran", "IR"),
        ("هندوستان", "IN"),
        ("روسیه", "RU"),
        ("کشور من افغانستان است", "AF"),
        ("امارات", "AE"),
        ("از ایران", "IR"),
        ("سوریه", "SY"),
        ("در هند کار کردم", "IN"),
        ("کار کردم در پاکستان", "PK"),
        ("افغانستان ولایت بدخشان", "AF"),
        ("ايران", "IR"),
        ("در مشهد ایران تولد شدم", "IR"),
        ("المان", "DE"),
    ],
}

# Read back before it counts.
READ_BACK = {
    "nl": [
        ("Ik ben geboren in Aleppo", "SY"),
        ("Afghansitan", "AF"),
        ("ER", "ER"),
        ("Ik ben geboren in Libanon maar kom uit Syrië", "LB"),
        ("Koerdistan", "IQ"),
        ("Somaliland", "SO"),
        ("Congo", "CD"),
        ("niet Syrië maar Irak", "IQ"),
        ("Kosovo", "XK"),
        ("sirya", "SY"),
        ("Damascus", "SY"),
        ("Qamishli", "SY"),
        ("Erirtea", "ER"),
        ("in een dorp bij Kabul", "AF"),
        ("Eritrea maar ik ben opgegroeid in Soedan", "ER"),
        ("Turkye", "TR"),
        ("Tigray", "ET"),
        ("Ik ben in Aleppo geboren in Syrie", "SY"),
        ("Afghanistan/Iran", "AF"),
        ("Ethiopië niet Eritrea", "ET"),
        ("frankrjik", "FR"),
        ("DE", "DE"),
    ],
    "ar": [
        ("حلب", "SY"),
        ("عمان", "OM"),
        ("كردستان", "IQ"),
        ("ولدت في لبنان بس انا سوري", "LB"),
        ("دبي", "AE"),
        ("الخرطوم", "SD"),
        ("أنا فلسطيني سوري", "PS"),
        ("العراق مو سوريا", "IQ"),
        ("انا من الشام", "SY"),
        ("كردستان العراق", "IQ"),
        ("بنغلادش", "BD"),
        ("ولدت بالسعودية وانا سوداني", "SA"),
        ("افعانستان", "AF"),
    ],
    "ti": [
        ("ኣስመራ", "ER"),
        ("ኤርትራ እየ ተወሊደ ግን ኣብ ሱዳን ዓብየ", "ER"),
        ("ኤርትራን ሱዳንን", "ER"),
        ("ኣብ ከረን ተወሊደ", "ER"),
        ("ካርቱም", "SD"),
        ("asmara", "ER"),
        ("ኤርትራ ኣይኮነን፡ ኢትዮጵያ እየ", "ET"),
        ("ኣብ ኢትዮጵያ ተወሊደ ግን ኤርትራዊ እየ", "ET"),
    ],
    "prs": [
        ("کابل", "AF"),
        ("در ایران تولد شدم اما از افغانستان هستم", "IR"),
        ("مزار شریف", "AF"),
        ("بامیان", "AF"),
        ("افغانیستان", "AF"),
        ("در ولسوالی جاغوری غزنی", "AF"),
        ("كابل", "AF"),
        ("کویته پاکستان", "PK"),
        ("من افغان هستم ولی در ایران به دنیا آمدم", "IR"),
    ],
}

# No answer to the question.
NOT_UNDERSTOOD = {
    "nl": [
        "er",
        "huis",
        "hier",
        "de DDR",
        "de",
    ],
    "ti": [
        "ገዛ",
    ],
    "prs": [
        "خانه",
    ],
}


@pytest.mark.parametrize(("language", "words", "code"), rows(CERTAIN))
def test_a_country_counts(language: str, words: str, code: str) -> None:
    reading = said(words, "country", language)
    assert (reading.state, reading.value, reading.confirm) == ("beantwoord", code, False)


@pytest.mark.parametrize(("language", "words", "code"), rows(READ_BACK))
def test_a_city_or_more_than_one_country_is_read_back(language: str, words: str, code: str) -> None:
    reading = said(words, "country", language)
    assert (reading.state, reading.value, reading.confirm) == ("beantwoord", code, True)
    assert code not in reading.alternatives


@pytest.mark.parametrize(("language", "words"), rows(NOT_UNDERSTOOD))
def test_words_that_name_no_country_are_not_understood(language: str, words: str) -> None:
    assert said(words, "country", language).state == "niet_begrepen"


@pytest.mark.parametrize("language", ["nl", "ar", "ti", "prs"])
@pytest.mark.parametrize("locale", ["nl", "ar", "ti", "fa_AF", "fa", "en"])
def test_every_country_is_known_by_its_name_in_every_language(language: str, locale: str) -> None:
    names = {code: name for code, name in Locale.parse(locale).territories.items() if code in codes()}
    wrong = {code: name for code, name in names.items() if said(name, "country", language).value != code}
    assert len(names) > 200
    # «ኮንጎ» and «کنگو» are two countries, and CLDR gives one of them this short name.
    assert set(wrong) <= {"CG", "CD"}


def test_the_other_country_is_an_alternative() -> None:
    assert said("ik kom uit Syrië maar ben geboren in Libanon", "country", "nl").alternatives == ("SY",)


def test_the_country_of_birth_decides_when_that_was_asked() -> None:
    reading = said("nu woon ik in Nederland, geboren in Eritrea", "country", "nl", "persoon.geboorteland")
    assert (reading.value, reading.confirm) == ("ER", True)
