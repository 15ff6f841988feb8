"""Which option of a choice question was meant."""

from __future__ import annotations

import pytest

from assistant.understanding import Question, Reading, understand
from tests.understanding.saying import TODAY
from tests.understanding.tables import rows

OPTIONS = {
    "persoon.status": {
        "asielstatushouder": ["Ik heb asiel gekregen"],
        "nareiziger": ["Ik kwam na mijn familie, die asiel heeft gekregen"],
        "gezinsmigrant": ["Ik kwam voor mijn partner of familie"],
        "anders": ["Iets anders"],
    },
    "persoon.woonplek": {
        "azc": ["In een azc"],
        "gemeente": ["In een huis of kamer in de gemeente"],
        "anders": ["Ergens anders"],
    },
    "gezin.partner": {
        "geen": ["Nee"],
        "in_nl": ["Ja, in Nederland"],
        "buitenland": ["Ja, in een ander land"],
    },
    "gezin.kinderen.woont": {
        "bij_mij": ["Bij mij"],
        "elders": ["Ergens anders"],
    },
    "gezin.kinderen.school": {
        "basisschool": ["Basisschool"],
        "isk": ["Taalschool voor jongeren (ISK)"],
        "vve": ["Voorschool (VVE)"],
        "opvang": ["Kinderopvang"],
        "thuis": ["Het kind is thuis"],
        "anders": ["Iets anders"],
    },
    "financien.inkomen": {
        "bijstand": ["Bijstand of uitkering"],
        "loon": ["Loon uit werk"],
        "partner": ["Inkomen van mijn partner"],
        "geen": ["Geen inkomen"],
        "anders": ["Iets anders"],
    },
    "welkom.aanwezig": {
        "alleen": ["Ik ben alleen"],
        "partner": ["Mijn partner"],
        "kinderen": ["Mijn kinderen"],
        "familie": ["Familie of een vriend"],
        "tolk": ["Een tolk of iemand die helpt"],
        "anders": ["Iemand anders"],
    },
    "welkom.lezen": {
        "goed": ["Ja, goed"],
        "beetje": ["Een beetje"],
        "niet": ["Nee, iemand leest voor mij"],
    },
}

# Taken as it is.
CERTAIN = {
    "nl": [
        ("persoon.status", "verblijfsvergunning asiel", "asielstatushouder"),
        ("persoon.status", "vluchteling", "asielstatushouder"),
        ("persoon.status", "getrouwd met een Nederlander", "gezinsmigrant"),
        ("persoon.status", "iets anders", "anders"),
        ("persoon.status", "2", "nareiziger"),
        ("persoon.status", "de tweede", "nareiziger"),
        ("persoon.status", "Ik heb asiel gekregen", "asielstatushouder"),
        ("persoon.status", "ik ben gevlucht uit Syrië", "asielstatushouder"),
        ("persoon.woonplek", "in het kamp", "azc"),
        ("persoon.woonplek", "opvang", "azc"),
        ("persoon.woonplek", "eigen huis", "gemeente"),
        ("persoon.woonplek", "woning", "gemeente"),
        ("persoon.woonplek", "ik woon in een azc", "azc"),
        ("persoon.woonplek", "bij een vriend", "anders"),
        ("persoon.woonplek", "in een huis", "gemeente"),
        ("gezin.partner", "nee", "geen"),
        ("gezin.partner", "ik ben alleen", "geen"),
        ("gezin.partner", "gescheiden", "geen"),
        ("gezin.partner", "weduwe", "geen"),
        ("gezin.partner", "ongetrouwd", "geen"),
        ("gezin.partner", "mijn vrouw is in Turkije", "buitenland"),
        ("gezin.partner", "ja mijn man is hier", "in_nl"),
        ("gezin.partner", "ik ben niet getrouwd", "geen"),
        ("gezin.partner", "mijn man woont in Syrië", "buitenland"),
        ("gezin.partner", "ja in Nederland", "in_nl"),
        ("gezin.partner", "mijn man is overleden", "geen"),
        ("gezin.kinderen.woont", "bij mij", "bij_mij"),
        ("gezin.kinderen.woont", "bij zijn vader", "elders"),
        ("gezin.kinderen.woont", "in Syrië bij mijn moeder", "elders"),
        ("gezin.kinderen.woont", "niet bij mij", "elders"),
        ("gezin.kinderen.woont", "hij woont bij mij", "bij_mij"),
        ("gezin.kinderen.school", "hij zit op de basisschool", "basisschool"),
        ("gezin.kinderen.school", "groep 5", "basisschool"),
        ("gezin.kinderen.school", "isk", "isk"),
        ("gezin.kinderen.school", "kinderopvang", "opvang"),
        ("gezin.kinderen.school", "thuis", "thuis"),
        ("gezin.kinderen.school", "middelbare school", "anders"),
        ("gezin.kinderen.school", "hij gaat nog niet naar school", "thuis"),
        ("gezin.kinderen.school", "3", "vve"),
        ("gezin.kinderen.school", "baby", "thuis"),
        ("gezin.kinderen.school", "peuterspeelzaal", "vve"),
        ("financien.inkomen", "uitkering", "bijstand"),
        ("financien.inkomen", "ik werk", "loon"),
        ("financien.inkomen", "mijn man werkt", "partner"),
        ("financien.inkomen", "geen", "geen"),
        ("financien.inkomen", "studiefinanciering", "anders"),
        ("financien.inkomen", "geld van de gemeente", "bijstand"),
        ("financien.inkomen", "ik heb geen inkomen", "geen"),
        ("welkom.aanwezig", "ik ben alleen", "alleen"),
        ("welkom.aanwezig", "mijn man", "partner"),
        ("welkom.aanwezig", "mijn zoon", "kinderen"),
        ("welkom.aanwezig", "een vriend", "familie"),
        ("welkom.aanwezig", "vrijwilliger", "tolk"),
        ("welkom.lezen", "ja goed", "goed"),
        ("welkom.lezen", "een beetje", "beetje"),
        ("welkom.lezen", "nee", "niet"),
        ("welkom.lezen", "ik kan niet lezen", "niet"),
        ("persoon.status", "ik kreeg een verblijfsvergunning als vluchteling", "asielstatushouder"),
        ("persoon.status", "ik ben getrouwd met een Nederlandse vrouw", "gezinsmigrant"),
        ("persoon.status", "voor studie", "anders"),
        ("persoon.woonplek", "asielzoekerscentrum", "azc"),
        ("persoon.woonplek", "ik huur een kamer", "gemeente"),
        ("gezin.partner", "ja, hij woont bij mij", "in_nl"),
        ("gezin.partner", "mijn vrouw zit nog in Eritrea", "buitenland"),
        ("gezin.partner", "ik heb geen man", "geen"),
        ("gezin.kinderen.woont", "ze wonen bij mij thuis", "bij_mij"),
        ("gezin.kinderen.woont", "bij haar oma in Syrië", "elders"),
        ("gezin.kinderen.school", "zit in groep 4", "basisschool"),
        ("gezin.kinderen.school", "op de wachtlijst", "anders"),
        ("gezin.kinderen.school", "gaat naar het kinderdagverblijf", "opvang"),
        ("financien.inkomen", "ik krijg bijstand", "bijstand"),
        ("financien.inkomen", "van mijn werk in de fabriek", "loon"),
        ("financien.inkomen", "niets", "geen"),
        ("financien.inkomen", "mijn partner betaalt alles", "partner"),
        ("welkom.aanwezig", "niemand", "alleen"),
        ("welkom.aanwezig", "ik zit hier met mijn begeleider", "tolk"),
        ("welkom.lezen", "niet zo goed", "beetje"),
        ("persoon.status", "ik ben hier via nareis", "nareiziger"),
        ("persoon.status", "huwelijk", "gezinsmigrant"),
        ("persoon.status", "kennismigrant", "anders"),
        ("persoon.woonplek", "ik woon bij mijn broer", "anders"),
        ("persoon.woonplek", "coa locatie", "azc"),
        ("gezin.partner", "ik ben weduwnaar", "geen"),
        ("financien.inkomen", "loon", "loon"),
        ("financien.inkomen", "mijn man", "partner"),
        ("gezin.kinderen.school", "zij is nog een baby", "thuis"),
        ("gezin.kinderen.school", "havo", "anders"),
        ("welkom.aanwezig", "mijn zus", "familie"),
        ("financien.inkomen", "ww", "bijstand"),
    ],
    "ar": [
        ("persoon.status", "لجوء", "asielstatushouder"),
        ("persoon.status", "لاجئ", "asielstatushouder"),
        ("persoon.status", "لم شمل عن طريق زوجي", "nareiziger"),
        ("persoon.status", "متزوجة من هولندي", "gezinsmigrant"),
        ("persoon.status", "دراسة", "anders"),
        ("persoon.woonplek", "الكامب", "azc"),
        ("persoon.woonplek", "بيت", "gemeente"),
        ("persoon.woonplek", "انا ساكن بالكامب", "azc"),
        ("persoon.woonplek", "عند رفيقي", "anders"),
        ("gezin.partner", "لا", "geen"),
        ("gezin.partner", "مطلقة", "geen"),
        ("gezin.partner", "أرملة", "geen"),
        ("gezin.partner", "زوجي بسوريا", "buitenland"),
        ("gezin.partner", "زوجتي معي", "in_nl"),
        ("gezin.partner", "اعزب", "geen"),
        ("gezin.kinderen.woont", "معي", "bij_mij"),
        ("gezin.kinderen.woont", "عند أبوه", "elders"),
        ("gezin.kinderen.school", "الصف الثالث", "basisschool"),
        ("gezin.kinderen.school", "روضة", "opvang"),
        ("gezin.kinderen.school", "بالبيت", "thuis"),
        ("financien.inkomen", "مساعدة من البلدية", "bijstand"),
        ("financien.inkomen", "راتب", "loon"),
        ("financien.inkomen", "زوجي بيشتغل", "partner"),
        ("financien.inkomen", "ما عندي دخل", "geen"),
        ("welkom.aanwezig", "لحالي", "alleen"),
        ("welkom.aanwezig", "زوجتي", "partner"),
        ("welkom.lezen", "شوي", "beetje"),
        ("welkom.lezen", "ما بعرف اقرا", "niet"),
        ("persoon.status", "الثاني", "nareiziger"),
        ("persoon.status", "٢", "nareiziger"),
        ("persoon.status", "أخدت إقامة لجوء", "asielstatushouder"),
        ("persoon.status", "جيت لم شمل", "nareiziger"),
        ("persoon.status", "زوجتي هولندية", "gezinsmigrant"),
        ("persoon.woonplek", "بالكامب", "azc"),
        ("persoon.woonplek", "بيت لحالي", "gemeente"),
        ("gezin.partner", "زوجي بتركيا", "buitenland"),
        ("gezin.partner", "أنا أرمل", "geen"),
        ("gezin.partner", "اي زوجتي هون معي", "in_nl"),
        ("gezin.kinderen.woont", "مع أمه بسوريا", "elders"),
        ("gezin.kinderen.school", "بالروضة", "opvang"),
        ("gezin.kinderen.school", "صف تاني ابتدائي", "basisschool"),
        ("financien.inkomen", "من البلدية", "bijstand"),
        ("welkom.aanwezig", "أنا وحدي", "alleen"),
        ("welkom.aanwezig", "أختي", "familie"),
        ("welkom.lezen", "ما بعرف أقرأ", "niet"),
        ("persoon.woonplek", "kamp", "azc"),
        ("persoon.status", "انا لاجئة", "asielstatushouder"),
        ("persoon.woonplek", "ببيت", "gemeente"),
        ("persoon.woonplek", "مركز اللجوء", "azc"),
        ("gezin.partner", "عزباء", "geen"),
        ("gezin.partner", "زوجي بالعراق", "buitenland"),
        ("financien.inkomen", "مساعدات", "bijstand"),
        ("financien.inkomen", "ما في", "geen"),
        ("gezin.kinderen.school", "عم يدرس بالابتدائي", "basisschool"),
        ("gezin.kinderen.woont", "عايش معي", "bij_mij"),
    ],
    "ti": [
        ("persoon.status", "ዑቕባ", "asielstatushouder"),
        ("persoon.status", "ስደተኛ", "asielstatushouder"),
        ("persoon.status", "ምርኻብ ስድራ", "nareiziger"),
        ("persoon.status", "ምስ ሆላንዳዊ ተመርዒየ", "gezinsmigrant"),
        ("persoon.woonplek", "ካምፕ", "azc"),
        ("persoon.woonplek", "ኣብ ካምፕ", "azc"),
        ("persoon.woonplek", "ገዛ", "gemeente"),
        ("gezin.partner", "የብለይን", "geen"),
        ("gezin.partner", "በይነይ", "geen"),
        ("gezin.partner", "ሰብኣየይ ኣብ ኤርትራ እዩ", "buitenland"),
        ("gezin.partner", "ኣብዚ ኣሎ", "in_nl"),
        ("gezin.kinderen.woont", "ምሳይ", "bij_mij"),
        ("gezin.kinderen.woont", "ምስ ኣቦኡ", "elders"),
        ("gezin.kinderen.school", "መባእታ", "basisschool"),
        ("gezin.kinderen.school", "መዋእለ ህጻናት", "opvang"),
        ("gezin.kinderen.school", "ኣብ ገዛ", "thuis"),
        ("financien.inkomen", "ደገፍ", "bijstand"),
        ("financien.inkomen", "ደሞዝ", "loon"),
        ("financien.inkomen", "ሰብኣየይ ይሰርሕ", "partner"),
        ("financien.inkomen", "የብለይን", "geen"),
        ("welkom.aanwezig", "በይነይ", "alleen"),
        ("welkom.lezen", "ቁሩብ", "beetje"),
        ("persoon.status", "ካልኣይ", "nareiziger"),
        ("welkom.lezen", "ከንብብ ኣይክእልን እየ", "niet"),
        ("persoon.status", "ዑቕባ ተዋሂቡኒ", "asielstatushouder"),
        ("persoon.status", "ብምርኻብ ስድራ መጺአ", "nareiziger"),
        ("persoon.woonplek", "ኣብ ካምፕ ይነብር", "azc"),
        ("persoon.woonplek", "ገዛ ተዋሂቡኒ", "gemeente"),
        ("gezin.partner", "ሰብኣየይ ኣብ ሱዳን ኣሎ", "buitenland"),
        ("gezin.partner", "ኣይተመርዓኹን", "geen"),
        ("gezin.partner", "እወ ምሳይ ኣላ", "in_nl"),
        ("gezin.kinderen.woont", "ምሳይ ይነብር", "bij_mij"),
        ("gezin.kinderen.school", "ገና ንእሽቶ እዩ", "thuis"),
        ("financien.inkomen", "ካብ ምምሕዳር ከተማ", "bijstand"),
        ("financien.inkomen", "ይሰርሕ እየ", "loon"),
        ("welkom.aanwezig", "ምስ ወደይ", "kinderen"),
        ("welkom.lezen", "ጽቡቕ", "goed"),
        ("persoon.woonplek", "ኣብ ገዛይ", "gemeente"),
        ("gezin.partner", "ተፋቲሐ", "geen"),
        ("financien.inkomen", "ዋላ ሓንቲ", "geen"),
        ("gezin.kinderen.school", "ሳልሳይ ክፍሊ", "basisschool"),
        ("persoon.status", "መርዓ", "gezinsmigrant"),
        ("financien.inkomen", "ስራሕ", "loon"),
        ("gezin.kinderen.woont", "ምሳና", "bij_mij"),
        ("persoon.woonplek", "2", "gemeente"),
    ],
    "prs": [
        ("persoon.status", "پناهندگی", "asielstatushouder"),
        ("persoon.status", "الحاق فامیل", "nareiziger"),
        ("persoon.status", "شوهرم هالندی است", "gezinsmigrant"),
        ("persoon.woonplek", "کمپ", "azc"),
        ("persoon.woonplek", "در کمپ", "azc"),
        ("persoon.woonplek", "خانه", "gemeente"),
        ("gezin.partner", "مجرد هستم", "geen"),
        ("gezin.partner", "نه", "geen"),
        ("gezin.partner", "خانمم در افغانستان است", "buitenland"),
        ("gezin.partner", "شوهرم اینجاست", "in_nl"),
        ("gezin.kinderen.woont", "با من", "bij_mij"),
        ("gezin.kinderen.woont", "پیش پدرش", "elders"),
        ("gezin.kinderen.school", "کودکستان", "opvang"),
        ("gezin.kinderen.school", "صنف سوم", "basisschool"),
        ("gezin.kinderen.school", "خانه", "thuis"),
        ("financien.inkomen", "از شاروالی", "bijstand"),
        ("financien.inkomen", "معاش", "loon"),
        ("financien.inkomen", "شوهرم کار میکند", "partner"),
        ("financien.inkomen", "عاید ندارم", "geen"),
        ("welkom.aanwezig", "تنها هستم", "alleen"),
        ("welkom.lezen", "کمی", "beetje"),
        ("welkom.lezen", "نمیتوانم", "niet"),
        ("persoon.status", "دوم", "nareiziger"),
        ("persoon.status", "۲", "nareiziger"),
        ("persoon.status", "قبولی گرفتم", "asielstatushouder"),
        ("persoon.status", "از طریق الحاق فامیل آمدم", "nareiziger"),
        ("persoon.woonplek", "در کمپ هستم", "azc"),
        ("persoon.woonplek", "خانه گرفتیم", "gemeente"),
        ("gezin.partner", "شوهرم در ایران است", "buitenland"),
        ("gezin.partner", "طلاق گرفته ام", "geen"),
        ("gezin.partner", "بلی همرایم است", "in_nl"),
        ("gezin.kinderen.woont", "پیش مادرکلانش در کابل", "elders"),
        ("gezin.kinderen.school", "صنف دوم مکتب", "basisschool"),
        ("financien.inkomen", "شاروالی پول میدهد", "bijstand"),
        ("financien.inkomen", "کار میکنم", "loon"),
        ("welkom.aanwezig", "دخترم", "kinderen"),
        ("welkom.lezen", "بیسواد هستم", "niet"),
        ("persoon.woonplek", "در خانه شخصی", "gemeente"),
        ("gezin.partner", "بیوه هستم", "geen"),
        ("financien.inkomen", "هیچ", "geen"),
        ("gezin.kinderen.school", "مکتب ابتداییه", "basisschool"),
        ("persoon.status", "ازدواج", "gezinsmigrant"),
        ("financien.inkomen", "از کار", "loon"),
        ("gezin.kinderen.woont", "همراه ما", "bij_mij"),
        ("persoon.woonplek", "۱", "azc"),
    ],
}

# Read back before it counts.
READ_BACK = {
    "nl": [
        ("persoon.status", "gezinshereniging via mijn man die asiel kreeg", "nareiziger"),
        ("persoon.woonplek", "niet in het azc", "gemeente"),
        ("gezin.partner", "ja", "in_nl"),
        ("gezin.partner", "getrouwd", "in_nl"),
        ("gezin.kinderen.school", "school", "basisschool"),
        ("financien.inkomen", "bijstnad", "bijstand"),
        ("welkom.aanwezig", "mijn man en kinderen", "partner"),
        ("gezin.partner", "verloofd", "in_nl"),
    ],
    "ar": [
        ("gezin.partner", "متزوج", "in_nl"),
        ("gezin.kinderen.school", "مدرسة", "basisschool"),
        ("financien.inkomen", "عم اشتغل", "loon"),
    ],
    "ti": [
        ("gezin.partner", "ተመርዒየ", "in_nl"),
    ],
    "prs": [
        ("gezin.partner", "متاهل", "in_nl"),
        ("gezin.kinderen.school", "مکتب", "basisschool"),
    ],
}

# No answer to the question.
NOT_UNDERSTOOD = {
    "nl": [
        ("persoon.status", "tafel"),
        ("persoon.status", "9"),
        ("persoon.woonplek", "kammp"),
    ],
}


def chosen(words: str, language: str, question: str) -> Reading:
    return understand(words, "choice", language, question=Question(question, OPTIONS[question]), today=TODAY)


@pytest.mark.parametrize(("language", "question", "words", "option"), rows(CERTAIN))
def test_what_fits_one_option_counts(language: str, question: str, words: str, option: str) -> None:
    reading = chosen(words, language, question)
    assert (reading.state, reading.value, reading.confirm) == ("beantwoord", option, False)


@pytest.mark.parametrize(("language", "question", "words", "option"), rows(READ_BACK))
def test_what_fits_several_options_is_read_back(language: str, question: str, words: str, option: str) -> None:
    reading = chosen(words, language, question)
    assert (reading.state, reading.value, reading.confirm) == ("beantwoord", option, True)
    assert reading.alternatives
    assert set(reading.alternatives) <= set(OPTIONS[question]) - {option}


@pytest.mark.parametrize(("language", "question", "words"), rows(NOT_UNDERSTOOD))
def test_what_fits_no_option_is_not_understood(language: str, question: str, words: str) -> None:
    assert chosen(words, language, question).state == "niet_begrepen"


def test_the_labels_of_any_language_are_known() -> None:
    question = Question("wonen.soort", {"huur": ["Huurwoning", "بيت إيجار"], "koop": ["Koopwoning", "بيت ملك"]})
    assert understand("بيت ملك", "choice", "nl", question=question, today=TODAY).value == "koop"


def test_part_of_a_label_is_read_back() -> None:
    question = Question(
        "wonen.soort", {"huur": ["Ik huur een woning van een woningbouwvereniging"], "koop": ["Gekocht"]}
    )
    reading = understand("een woningbouwvereniging, woning", "choice", "nl", question=question, today=TODAY)
    assert (reading.value, reading.confirm) == ("huur", True)


def test_the_options_of_a_known_question_need_not_be_given() -> None:
    assert (
        understand("uitkering", "choice", "nl", question=Question("financien.inkomen"), today=TODAY).value == "bijstand"
    )


def test_without_options_nothing_can_be_chosen() -> None:
    assert understand("de tweede", "choice", "nl", today=TODAY).state == "niet_begrepen"
    asked = Question("lokaal.nieuwe_vraag")
    assert understand("de tweede", "choice", "nl", question=asked, today=TODAY).state == "niet_begrepen"


# What an option is made of; the person is asked when the words leave room for another.
IN_OTHER_WORDS = {
    "nl": [
        ("persoon.status", "mijn man heeft een Nederlands paspoort, daarom ben ik hier", "gezinsmigrant"),
        ("persoon.status", "mijn vader kwam eerst en kreeg asiel", "nareiziger"),
        ("gezin.partner", "mijn man leeft niet meer", "geen"),
        ("gezin.kinderen.school", "hij staat op een wachtlijst, dus hij is de hele dag thuis", "thuis"),
        ("welkom.tolk", "een vrouwelijke tolk graag", "vrouw"),
        ("welkom.tolk", "ik wil een tolk", "maakt_niet_uit"),
        ("digitaal.berichten", "bel mij maar", "bellen"),
        ("zelfredzaamheid.regels", "ik heb hulp nodig", "hulp"),
    ],
    "ar": [
        ("persoon.status", "اجيت على زوجي، هو عنده جنسية هولندية", "gezinsmigrant"),
        ("persoon.status", "جايي بفيزا دراسة مو لاجئ", "anders"),
        ("welkom.tolk", "بدي مترجمة ست", "vrouw"),
    ],
    "ti": [
        ("persoon.status", "ናብ በዓል ቤተይ መጺአ፣ ንሱ ዜጋ ሆላንድ እዩ", "gezinsmigrant"),
        ("gezin.partner", "ሰበይተይ ካብ ሱዳን መጺኣ ኣብዚ ኣላ", "in_nl"),
        ("welkom.tolk", "ሰበይቲ ተርጓሚት እደሊ", "vrouw"),
    ],
    "prs": [
        ("persoon.status", "نی پناهنده نیستم، خاطر خانمم آمدم", "gezinsmigrant"),
        ("welkom.tolk", "ترجمان خانم باشه خوب است", "vrouw"),
    ],
}


@pytest.mark.parametrize(("language", "question", "words", "option"), rows(IN_OTHER_WORDS))
def test_an_option_is_told_in_many_ways(language: str, question: str, words: str, option: str) -> None:
    reading = understand(words, "choice", language, question=Question(question), today=TODAY)
    assert (reading.state, reading.value) == ("beantwoord", option)
