"""Occupations told by what was done, by which of several was done, and remarks that name no work."""

from __future__ import annotations

import pytest

from assistant.understanding.activities import combined
from assistant.understanding.languages import available
from assistant.understanding.languages import language as language_of
from assistant.understanding.occupations import occupations
from tests.understanding.saying import said
from tests.understanding.tables import rows

# What somebody did, with the unit group that it makes.
DONE = {
    "nl": [
        ("ik naaide jurken in ons dorp", "7531"),
        ("tegels zetten in badkamers", "7122"),
        ("ik hoedde de geiten van mijn oom", "6121"),
        ("ik stond achter de kassa", "5230"),
        ("ik reed een stadsbus", "8331"),
        ("ik reed op een vrachtwagen", "8332"),
        ("borden wassen in een restaurant", "9412"),
        ("dagloner, ik droeg bakstenen en cement", "9313"),
        ("wij hadden een winkeltje met groente", "5221"),
        ("ik gaf les aan groep 4", "2341"),
        ("hotelkamers schoonmaken", "9112"),
    ],
    "ar": [
        ("كنت خيّط فساتين بالبيت", "7531"),
        ("جلي صحون بمطعم", "9412"),
        ("jali s7oun bi mat3am", "9412"),
        ("بصلح موبايلات", "7422"),
        ("برعى الغنم مع اخوي", "6121"),
        ("عم عبي رفوف بسوبرماركت", "9334"),
        ("كنت لَيّس حيطان", "7123"),
        ("ابيع شاي بالشارع", "5212"),
        ("في التنقيب عن الدهب", "8111"),
        ("جنت اسوق باص مدرسة", "8331"),
        ("ولّدت نسوان القرية", "2222"),
    ],
    "ti": [
        ("ክዳውንቲ እሰፊ", "7531"),
        ("ኣጣል እጓሲ ነይረ", "6121"),
        ("ዓሳ እገፍፍ", "6222"),
        ("ወርቂ እኹዕት", "8111"),
        ("እምኒ እስከም ኣብ ህንጻ", "9313"),
        ("ሓጺን እብይድ", "7212"),
        ("ሻሂ ኣብ ጎደና እሸይጥ", "5212"),
        ("ክፍልታት ሆቴል እጽርግ", "9112"),
        ("ኣብ ገዛ ሰብ እሰርሕ ነይረ", "9111"),
        ("ገዛ ዝቐብእ", "7131"),
        ("waridya", "5414"),
        ("hanatsi", "7112"),
    ],
    "prs": [
        ("قالین می‌بافتم", "7318"),
        ("ماهی می‌گرفتم", "6222"),
        ("da restaurant zarf meshostom", "9412"),
        ("دیوار پلستر می‌کردم", "7123"),
        ("لاری می‌راندم", "8332"),
        ("بزها ره می‌چراندم", "6121"),
        ("صنف سوم ره درس می‌دادم", "2341"),
        ("به صنف یازدهم ریاضی درس می‌دادم", "2330"),
        ("روزمزد بودم، خشت بالا میکدم", "9313"),
        ("پشت صندوق ده فروشگاه", "5230"),
        ("از پیرزن‌ها مراقبت می‌کردم", "5321"),
    ],
}

# Wished for, learned, denied or somebody else's, and what was really done: that counts, and it is read back.
INSTEAD = {
    "nl": [
        ("ik wilde dokter worden maar ik werd kapper", "5141"),
        ("ik ben geen verpleegkundige, ik was kok", "5120"),
        ("mijn vader was bakker maar ik reed taxi", "8322"),
        ("opgeleid als advocaat maar altijd schoonmaker geweest", "9112"),
    ],
    "ar": [
        ("كان حلمي صير دكتور بس اشتغلت نجار", "7115"),
        ("متخرج هندسة بس كل شغلي سايق باص", "8331"),
        ("مو طباخ، كنت اجلي الصحون", "9412"),
        ("ابوي حداد وانا كنت حلاق", "5141"),
    ],
    "ti": [
        ("ሓኪም ክኸውን ደልየ ነይረ ግን ጸራቢ ኮይነ", "7115"),
        ("ምህንድስና ተማሂረ ግን ብባጃጅ ሰሪሐ", "8321"),
        ("ነርስ ኣይኮንኩን፡ ኣጽራዪት እየ ነይረ", "9112"),
    ],
    "prs": [
        ("می‌خواستم داکتر شوم ولی دکاندار شدم", "5221"),
        ("حقوق خواندم اما همیشه گلکاری کردم", "7112"),
        ("معلم نبودم، ملازم مکتب بودم", "5153"),
    ],
}

REMARKS = {
    "nl": [("het was zwaar maar de collega's waren aardig",), ("heel zwaar en slecht betaald",)],
    "ar": [("اشتغلت كتير وتعبت كتير",), ("الشغل كان صعب والناس طيبين",)],
    "ti": [("ስራሕ ጽቡቕ እዩ",), ("ስራሕ ኣዝዩ ከቢድ ነይሩ",)],
    "prs": [("کار کار است دیگه",), ("کار سخت بود ولی همکارا خوب بودند",)],
}


@pytest.mark.parametrize(("language", "words", "unit_group"), rows(DONE))
def test_what_was_done_tells_the_occupation(language: str, words: str, unit_group: str) -> None:
    assert said(words, "occupation", language).value == {"text": words, "isco": unit_group}


@pytest.mark.parametrize(("language", "words", "unit_group"), rows(INSTEAD))
def test_what_was_really_done_counts_and_is_read_back(language: str, words: str, unit_group: str) -> None:
    reading = said(words, "occupation", language)
    assert (reading.value["isco"], reading.confirm) == (unit_group, True)


@pytest.mark.parametrize(("language", "words"), rows(REMARKS))
def test_remarks_that_name_no_work_are_not_understood(language: str, words: str) -> None:
    assert said(words, "occupation", language).state == "niet_begrepen"


@pytest.mark.parametrize("words", ["dagloner, ik droeg bakstenen", "verpleegkundige, schapen hoeden"])
def test_a_phrase_with_other_work_around_it_is_read_back(words: str) -> None:
    assert said(words, "occupation", "nl").confirm


@pytest.mark.parametrize("code", available())
def test_every_language_has_words_for_every_activity(code: str) -> None:
    known = language_of(code).data("occupations")["activities"]
    needed = {name for combinations in combined().values() for combination in combinations for name in combination}
    assert needed - set(known) == set()
    assert set(known) - needed - {"forms"} == set()


def test_every_activity_makes_a_known_occupation() -> None:
    assert set(combined()) - set(occupations()) == set()
