"""Terms are found in what people really write, with what their language writes onto a word, and never inside another word."""

from __future__ import annotations

import time

import pytest

from translations.glossary import load_glossary

GLOSSARY = load_glossary()


def found(text: str, code: str) -> list[tuple[str, str]]:
    return [(hit.term.id, text[hit.start : hit.end]) for hit in GLOSSARY.in_text(text, code)]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("nl", "Ik heb een brief van DUO.", [("brief", "brief"), ("duo", "DUO")]),
        ("nl", "Mijn huisartsen en brieven", [("huisarts", "huisartsen"), ("brief", "brieven")]),
        ("nl", "De inburgeringscursus van school", [("inburgeren", "inburgeringscursus")]),
        ("nl", "de kinderopvangtoeslag", [("kinderopvangtoeslag", "kinderopvangtoeslag")]),
        ("nl", "Zij doet de B1-route, hij de z-route.", [("b1_route", "B1-route"), ("z_route", "z-route")]),
        ("nl", "Mijn zoon zit in groep 3", [("groep_school", "groep 3")]),
        ("nl", "het Eigen  Risico is hoog", [("eigen_risico", "Eigen  Risico")]),
        ("ar", "عندي موعد في البلدية", [("afspraak", "موعد"), ("gemeente", "البلدية")]),
        ("ar", "ذهبت للبلدية وبالمستشفى", [("gemeente", "للبلدية"), ("ziekenhuis", "وبالمستشفى")]),
        ("ar", "ما عندي رخصة قياده", [("rijbewijs", "رخصة قياده")]),
        ("ar", "اسكن في الكامب", [("azc", "الكامب")]),
        ("ar", "وصلتني رسالة من DUO", [("brief", "رسالة"), ("duo", "DUO")]),
        ("ti", "ናብ ምምሕዳር ከተማ ከይደ", [("gemeente", "ምምሕዳር ከተማ")]),
        ("ti", "ንቆጸራይ ክኸይድ እየ", [("afspraak", "ንቆጸራይ")]),
        ("ti", "ደሞዘይን ኢንሹራንስ ጥዕናን", [("loon", "ደሞዘይን"), ("zorgverzekering", "ኢንሹራንስ ጥዕናን")]),
        ("ti", "ናይ PIPን azcን ሕቶ", [("pip", "PIP"), ("azc", "azc")]),
        ("ti", "ኣብ ሓኪም ስድራቤተይ", [("huisarts", "ሓኪም ስድራቤተይ")]),
        ("ti", "ብዙሕ ዕዳ ኣለኒ", [("schulden", "ዕዳ")]),
        ("prs", "در شاروالی قرار ملاقات دارم", [("gemeente", "شاروالی"), ("afspraak", "قرار ملاقات")]),
        ("prs", "قراردادم را به داکتر خانوادگی‌ام دادم", [("arbeidscontract", "قراردادم"), ("huisarts", "داکتر خانوادگی‌ام")]),
        ("prs", "نامه هاي زياد از شاروالي", [("brief", "نامه هاي"), ("gemeente", "شاروالي")]),
        ("prs", "من تازه وارد هستم", [("inburgeraar", "تازه وارد")]),
        ("prs", "طفلم در کودکستان است", [("kinderopvang", "کودکستان")]),
    ],
)  # fmt: skip
def test_terms_in_real_sentences(code: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, code) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("nl", "Het bezwaarlijke is de map op tafel, zei hij"),
        ("nl", "Een briefing over de loonkosten en het podium"),
        ("nl", "ind. 5, map 3, de coach"),
        ("nl", "De woning. Huur. Contract? nee"),
        ("ar", "ذهبنا إلى الرسام وشاهدنا المعادن"),
        ("ar", "ديني وأنا في الطريق"),
        ("ti", "ኣነ ዕድመይ ኣይፈልጥን እየ"),
        ("ti", "ቆጽሪ ዘይብለይ ሰብ"),
        ("prs", "من قرار بود بیایم اما باران بود"),
        ("prs", "نامدار و مکتوم"),
    ],
)
def test_nothing_is_found_inside_another_word(code: str, text: str) -> None:
    assert [hit for hit in found(text, code) if hit[0] not in ("huurcontract", "arbeidscontract")] == []


def test_the_longest_term_counts() -> None:
    assert found("ik vraag huurtoeslag en kindgebonden budget", "nl") == [
        ("huurtoeslag", "huurtoeslag"),
        ("kindgebonden_budget", "kindgebonden budget"),
    ]
    assert [term for term, _ in found("دروس بيان المشاركة", "ar")] == ["pvt"]
    assert [term for term, _ in found("بيان المشاركة", "ar")] == ["participatieverklaring"]


def test_words_of_two_sentences_are_no_term() -> None:
    assert [term for term, _ in found("Dat is mijn eigen. Risico neem ik niet", "nl")] == []


def test_a_language_without_terms_still_knows_the_dutch_words() -> None:
    assert found("Waxaan ku noolahay azc", "so") == [("azc", "azc")]


@pytest.mark.parametrize("code", ["nl", "ar", "ti", "prs"])
def test_every_term_is_found_as_it_stands(code: str) -> None:
    for term in GLOSSARY.terms:
        wording = term.wording(code)
        assert wording is not None
        for form in wording.forms:
            assert [hit.term.id for hit in GLOSSARY.in_text(form, code)] == [term.id], form


def test_the_check_wants_one_of_the_words_of_the_other_language() -> None:
    [check] = GLOSSARY.checks_for("ካብ ምምሕዳር ከተማ uitkering", "ti", "nl")[:1]
    assert check.source_words == ("ምምሕዳር ከተማ",)
    assert check.target_words[0] == "gemeente"
    assert [check.source_words for check in GLOSSARY.checks_for("ካብ ምምሕዳር ከተማ uitkering", "ti", "nl")][1] == (
        "uitkering",
    )
    [check] = GLOSSARY.checks_for("Uw inburgeringstermijn loopt", "nl", "prs")
    assert "مدت ادغام" in check.target_words and "inburgeringstermijn" in check.target_words


def test_an_everyday_word_may_be_translated_in_another_way() -> None:
    assert [term for term, _ in found("Ik kreeg een brief over mijn loon", "nl")] == ["brief", "loon"]
    assert GLOSSARY.checks_for("Ik kreeg een brief over mijn loon", "nl", "ti") == []


def test_a_long_text_takes_no_longer_than_its_length() -> None:
    text = "Ik heb een afspraak bij de gemeente over mijn uitkering en de huurtoeslag. " * 40
    GLOSSARY.in_text(text, "nl")
    began = time.perf_counter()
    GLOSSARY.in_text(text, "nl")
    once = time.perf_counter() - began
    began = time.perf_counter()
    GLOSSARY.in_text(text * 4, "nl")
    assert time.perf_counter() - began < max(12 * once, 0.2)
