"""Occupations in the words of the person, with their ISCO-08 unit group."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.understanding.languages import available
from assistant.understanding.languages import language as language_of
from assistant.understanding.occupations import UnknownOccupation, occupations, read
from tests.understanding.saying import TODAY, said
from tests.understanding.tables import rows

# Taken as it is.
CERTAIN = {
    "nl": [
        ("kleermaker", "7531"),
        ("ik was kleermaker", "7531"),
        ("huisvrouw", None),
        ("taxichauffeur", "8322"),
        ("vrachtwagenchauffeur", "8332"),
        ("verpleegkundige", "2221"),
        ("scheepskok", "5120"),
        ("bakker in een bakkerij", "7512"),
        ("ik werkte als schoonmaakster in een hotel", "9112"),
        ("metselaar", "7112"),
        ("kapper", "5141"),
        ("loodgieter", "7126"),
        ("elektricien", "7411"),
        ("lasser", "7212"),
        ("advocaat", "2611"),
        ("timmerman", "7115"),
        ("tailor", "7531"),
        ("soldaat", "0310"),
        ("accountant", "2411"),
        ("auto's repareren", "7231"),
        ("Ik heb als kok gewerkt", "5120"),
        ("fietsenmaker", "7234"),
        ("schoonmaakster", "9112"),
        ("ik had een eigen winkel", "5221"),
        ("docent Engels", "2330"),
        ("verkoopster in een kledingwinkel", "5223"),
        ("automonteur", "7231"),
        ("magazijnmedewerker", "9333"),
        ("apotheker", "2262"),
        ("IT support", "3512"),
        ("softwareontwikkelaar", "2512"),
        ("juf", "2341"),
        ("tegelzetter", "7122"),
        ("stukadoor", "7123"),
        ("goudsmid", "7313"),
        ("visser", "6222"),
        ("politieagent", "5412"),
        ("architect", "2161"),
        ("bediening in een restaurant", "5131"),
        ("beveiliger", "5414"),
        ("lassser", "7212"),
        ("Ik werkte in de bouw als metselaar", "7112"),
        ("leraar wiskunde", "2330"),
        ("verzorgende", "5321"),
        ("hulp in de huishouding", "9111"),
        ("inpakker", "9321"),
        ("postbode", "4412"),
        ("huisarts", "2211"),
        ("tandarts", "2261"),
        ("kapster", "5141"),
        ("bakker in Aleppo", "7512"),
        ("kokkin", "5120"),
        ("journalist", "2642"),
        ("rechter", "2612"),
        ("ik maakte meubels", "7522"),
        ("schoolmeester", "2341"),
        ("ik heb nooit gewerkt", None),
        ("huis schilder", "7131"),
        ("electricien", "7411"),
        ("koerier", "8322"),
        ("chauffeur vrachtwagen", "8332"),
        ("lerares op een basisschool", "2341"),
        ("chauffeur op een bus", "8331"),
    ],
    "ar": [
        ("اشتغلت خياط", "7531"),
        ("خياطة", "7531"),
        ("سائق تكسي", "8322"),
        ("مدرس رياضيات", "2330"),
        ("نجار", "7115"),
        ("ربة منزل", None),
        ("طباخ بمطعم", "5120"),
        ("ممرضة", "2221"),
        ("مهندس مدني", "2142"),
        ("محاسب", "2411"),
        ("فلاح", "6111"),
        ("كهربائي", "7411"),
        ("عامل بناء", "9313"),
        ("حلاق", "5141"),
        ("صاحب محل", "5221"),
        ("كنت اشتغل بالخياطة", "7531"),
        ("khayat", "7531"),
        ("صيدلانية", "2262"),
        ("محامي", "2611"),
        ("معلم شاورما", "5120"),
        ("دهان", "7131"),
        ("سباك", "7126"),
        ("ميكانيكي سيارات", "7231"),
        ("طالب", None),
        ("كنت حلاق", "5141"),
        ("شوفير شاحنة", "8332"),
        ("دكتور أسنان", "2261"),
        ("صاحب سوبرماركت", "5221"),
        ("بناء", "7112"),
        ("كوافيرة", "5141"),
        ("شرطي", "5412"),
        ("مزارع", "6111"),
        ("بياع خضرة", "5211"),
        ("سائق باص", "8331"),
        ("عاملة نظافة", "9112"),
        ("خباز", "7512"),
        ("مبلط", "7122"),
        ("جزار", "7511"),
        ("مترجم", "2643"),
        ("صحفي", "2642"),
        ("ست بيت", None),
        ("مبرمج", "2512"),
        ("عسكري", "0310"),
        ("فني تكييف", "7127"),
        ("سكرتيرة", "4120"),
        ("سائق شاحنة", "8332"),
        ("بلاط", "7122"),
        ("كهربجي", "7411"),
        ("طبيب", "2211"),
        ("مدرسة لغة عربية", "2330"),
        ("صايغ", "7313"),
        ("حلونجي", "7512"),
        ("خياط نسائي", "7531"),
        ("عتال", "9333"),
        ("قابلة", "2222"),
        ("نادل", "5131"),
        ("محامية", "2611"),
        ("خياطه", "7531"),
        ("اشتغل بالبناء", "7112"),
        ("ترزي", "7531"),
        ("ست الشاي", "5212"),
        ("سواق ركشة", "8321"),
        ("سواق تكسي ببغداد", "8322"),
        ("مهندسة معمارية", "2161"),
    ],
    "ti": [
        ("ሰፋይ ነይረ", "7531"),
        ("ሰፋዪ ክዳን", "7531"),
        ("ሓረስታይ", "6111"),
        ("ወተሃደር", "0310"),
        ("መራሒ መኪና", "8322"),
        ("ነርስ", "2221"),
        ("ከሻኒ", "5120"),
        ("ነዳቓይ", "7112"),
        ("ጸራቢ", "7115"),
        ("በዓልቲ ገዛ", None),
        ("ኤለክትሪሻን", "7411"),
        ("መካኒክ", "7231"),
        ("ሸያጢ", "5223"),
        ("ሰራሕተኛ ገዛ", "9111"),
        ("ጽሬት", "9112"),
        ("ቀምቃሚ", "5141"),
        ("ሓኪም", "2211"),
        ("ፖሊስ", "5412"),
        ("ተርጓሚ", "2643"),
        ("ኣካውንታንት", "2411"),
        ("ሰፋዪት ነይረ", "7531"),
        ("መራሒ ታክሲ", "8322"),
        ("ሓላዊ", "5414"),
        ("ሰራሕተኛ ህንጻ", "9313"),
        ("ኣሳሳዪት", "5131"),
        ("ሓራዲ ስጋ", "7511"),
        ("ጸሓፊት", "4120"),
        ("ኣላዪት ሕሙማት", "2221"),
        ("ሰራሕ ወርቂ", "7313"),
        ("ገፋፍ ዓሳ", "6222"),
        ("ጋዜጠኛ", "2642"),
        ("ጠበቓ", "2611"),
        ("ቀሺ", "2636"),
        ("ኣብ ሕርሻ ይሰርሕ ነይረ", "6111"),
        ("ፋርማሲስት", "2262"),
        ("ሰልዳቶረ", "7212"),
        ("ነርስ እየ ነይረ", "2221"),
        ("መምህር መባእታ", "2341"),
        ("ሓረስታይ እየ", "6111"),
        ("ባርቤሪ", "5141"),
        ("ሰራሒት መግቢ", "5120"),
        ("መራሒ ኣውቶቡስ", "8331"),
        ("ሓላዊ መኽዘን", "4321"),
        ("ሕርሻ", "6111"),
        ("ተማሃራይ", None),
        ("ሓረስታይ ነይረ", "6111"),
        ("ዋርድያ", "5414"),
        ("ወትሃደር ነይረ", "0310"),
        ("ህናጻይ", "7111"),
        ("ሓጋዚ ሓኪም", "3256"),
    ],
    "prs": [
        ("خیاط بودم", "7531"),
        ("خیاطی", "7531"),
        ("خیاطی می‌کردم", "7531"),
        ("دهقان", "6111"),
        ("راننده لاری", "8332"),
        ("دکاندار", "5221"),
        ("نجار", "7115"),
        ("گلکار", "7112"),
        ("آشپز", "5120"),
        ("نانوا", "7512"),
        ("داکتر", "2211"),
        ("نرس", "2221"),
        ("عسکر بودم", "0310"),
        ("خانم خانه", None),
        ("قالین بافی", "7318"),
        ("برقی", "7411"),
        ("مستری موتر", "7231"),
        ("ترجمان", "2643"),
        ("khayat", "7531"),
        ("سلمان", "5141"),
        ("ولدنگ کار", "7212"),
        ("رنگمال", "7131"),
        ("پولیس", "5412"),
        ("قصاب", "7511"),
        ("زرگر", "7313"),
        ("آهنگر", "7221"),
        ("نلدوان", "7126"),
        ("استاد پوهنتون", "2310"),
        ("قابله", "2222"),
        ("کارگر ساختمان", "9313"),
        ("آرایشگر", "5141"),
        ("خبرنگار", "2642"),
        ("باغبان", "6113"),
        ("چوکیدار", "5414"),
        ("خانه‌دار", None),
        ("محاسب", "2411"),
        ("حسابدار", "2411"),
        ("پیشخدمت", "5131"),
        ("موتر شویی", "9122"),
        ("درایور تکسی", "8322"),
        ("معلم لیسه", "2330"),
        ("سرباز بودم", "0310"),
        ("لوله کش", "7126"),
        ("کفاش", "7536"),
        ("قالینباف", "7318"),
        ("دوافروش", "3213"),
        ("کارگر فابریکه", "9329"),
        ("داکتر دندان", "2261"),
        ("عکاس", "3431"),
        ("درزی", "7531"),
        ("گل کار", "7112"),
        ("مستری", "7231"),
        ("دکان داشتم", "5221"),
        ("آشپزی می‌کردم", "5120"),
    ],
}

# Read back before it counts.
READ_BACK = {
    "nl": [
        ("Ik heb in een bakkerij gewerkt", "7512"),
        ("chauffeur", "8322"),
        ("leraar", "2330"),
        ("boer", "6130"),
        ("assistent van de timmerman", "7115"),
        ("kleermaaker", "7531"),
        ("kok en afwasser", "5120"),
        ("mijn vader was boer", "6130"),
        ("ik werkte voor een advocaat", "2611"),
        ("monteur", "7231"),
        ("schaapherder", "6121"),
        ("winkel", "5223"),
        ("driver", "8322"),
        ("ik verkocht groente op de markt", "5211"),
        ("eigen kapperszaak", "5141"),
    ],
    "ar": [
        ("سواق", "8322"),
        ("معلمة", "2330"),
        ("حداد", "7221"),
        ("مهندس", "2142"),
        ("عامل", "9329"),
        ("تاجر", "5221"),
        ("لحام", "7511"),
        ("بمخبز", "7512"),
        ("راعي غنم", "6121"),
        ("مساعد نجار", "7115"),
        ("معلم مدرسة", "2330"),
        ("اشتغلت حداد", "7221"),
        ("موظف بالبلدية", "4110"),
        ("كنت راعي", "6121"),
        ("استاذ لغة انكليزية", "2330"),
    ],
    "ti": [
        ("መምህር", "2330"),
        ("ጓሳ", "6121"),
        ("ኣብ ሆቴል", "9112"),
        ("ኣብ እንዳ ባኒ ሰሪሐ", "7512"),
        ("ነጋዳይ", "5221"),
        ("መሃንድስ", "2142"),
        ("ኣብ ዕደና", "8111"),
    ],
    "prs": [
        ("معلم", "2330"),
        ("راننده", "8322"),
        ("چوپان", "6121"),
        ("انجنیر", "2142"),
        ("کارمند دولت", "4110"),
        ("در نانوایی کار می‌کردم", "7512"),
        ("تاجر", "5221"),
        ("نانوایی می‌کردم", "7512"),
        ("معلم مکتب بودم", "2330"),
        ("موتروان", "8322"),
        ("چوپانی میکدم", "6121"),
        ("سلمانی داشتم", "5141"),
        ("مزدورکار", "9622"),
    ],
}


def unit_groups(words: str, language: str) -> tuple[str | None, bool]:
    reading = said(words, "occupation", language)
    assert reading.state == "beantwoord"
    assert reading.value["text"] == words.strip()
    return reading.value["isco"], reading.confirm


@pytest.mark.parametrize(("language", "words", "unit_group"), rows(CERTAIN))
def test_a_known_occupation_gets_its_unit_group(language: str, words: str, unit_group: str | None) -> None:
    assert unit_groups(words, language) == (unit_group, False)


@pytest.mark.parametrize(("language", "words", "unit_group"), rows(READ_BACK))
def test_a_suggested_unit_group_is_read_back(language: str, words: str, unit_group: str) -> None:
    assert unit_groups(words, language) == (unit_group, True)
    suggested = said(words, "occupation", language).alternatives
    assert unit_group not in [other["isco"] for other in suggested]


def test_the_words_are_kept_exactly() -> None:
    assert said("  Ik was KLEERMAKER,  in Aleppo ", "occupation", "nl").value["text"] == "Ik was KLEERMAKER,  in Aleppo"


def test_an_unknown_occupation_is_kept_without_a_unit_group_and_read_back() -> None:
    reading = said("astronaut", "occupation", "nl")
    assert (reading.value, reading.confirm) == ({"text": "astronaut", "isco": None}, True)
    assert reading.confidence < 0.5


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "huisvrouw"), ("ar", "ربة منزل"), ("ti", "በዓልቲ ገዛ"), ("prs", "خانم خانه")]
)
def test_housework_at_home_is_kept_as_such(language: str, words: str) -> None:
    assert said(words, "occupation", language).detail == {"unpaid": "huishouden"}


@pytest.mark.parametrize("language", ["nl", "ar", "ti", "prs"])
def test_every_language_knows_two_hundred_occupations(language: str) -> None:
    data = language_of(language).data("occupations")
    assert len(data["occupations"]) >= 200
    assert set(data["occupations"]) | set(data["workplaces"]) <= set(occupations())


def test_unit_groups_are_four_digits_of_isco_08() -> None:
    groups = [group for one in occupations().values() for group in (one.isco, *one.others) if group is not None]
    assert all(len(group) == 4 and group.isdecimal() for group in groups)


def test_a_language_file_with_an_unknown_occupation_says_what_to_do(tmp_path: Path) -> None:
    shutil.copytree(language_of("nl").folder / "nl", tmp_path / "zz")
    (tmp_path / "zz" / "occupations.yml").write_text("occupations:\n  tovenaar: [tovenaar]\n", encoding="utf-8")
    with pytest.raises(UnknownOccupation, match="tovenaar.*isco/occupations.yml"):
        read("tovenaar", language_of("zz", tmp_path), None, TODAY)


@pytest.mark.parametrize("language", available())
def test_every_language_names_at_least_two_hundred_unit_groups(language: str) -> None:
    known = occupations()
    named = {name for name, phrases in language_of(language).data("occupations")["occupations"].items() if phrases}
    groups = {known[name].isco for name in named if known[name].isco}
    assert len(groups) >= 200
