"""Words that signal danger, and ordinary answers that only look like it."""

from __future__ import annotations

import inspect

import pytest

from assistant.danger import explain_danger, signals_danger
from assistant.understanding.languages import UnknownLanguage, available
from tests.danger.tables import Lines, rows

# Not wanting to live, or wanting to hurt oneself, also said in a roundabout way.
TO_ONESELF: Lines = {
    "nl": [
        "ik zou liever dood zijn",
        "ik heb geen zin meer in dit leven",
        "Soms wil ik gewoon verdwijnen",
        "ik wil niet meer wakker worden",
        "ik denk steeds over doodgaan",
    ],
    "ar": ["تعبت من هالحياة", "ما بدي أعيش", "عم فكر انتحر", "بتمنى الموت", "يا رب خذني"],
    "ti": ["ህይወት ሰልቺያትኒ", "ክነብር ኣይደልን", "ነብሰይ ከጥፍእ ደልየ", "ሞት ይሓይሸኒ"],
    "prs": ["از زندگی سیر شدم", "میخواهم خود را بکشم", "کاش نمی بودم", "زنده ماندن نمیخایم"],
}
# Violence, control and force by those one lives with.
AT_HOME: Lines = {
    "nl": [
        "mijn vriend slaat mij",
        "hij heeft mijn paspoort afgepakt en ik mag niet naar buiten",
        "ik word gedwongen te trouwen",
        "mijn broers willen mij vermoorden voor de eer",
        "ik ben bang voor mijn echtgenoot",
        "ik durf niet naar huis",
    ],
    "ar": ["زوجي عم يضربني", "حابسني بالبيت", "بدهم يزوجوني بالغصب", "أخوي بدو يقتلني", "خايفة من جوزي"],
    "ti": ["ሰብኣየይ ወቒዑኒ", "ኣብ ገዛ ዓጽዩኒ", "ብግዲ ከመርዕዉኒ ይደልዩ", "ሰብኣየይ የፈራርሃኒ"],
    "prs": ["شوهرم مره میزنه", "مره در خانه بندی کرده", "به زور مرا عروسی میکنند", "برادرم میگوید میکشمت"],
}
A_CHILD: Lines = {
    "nl": ["mijn man slaat onze kinderen", "mijn zoon is verdwenen", "ze willen mijn dochter besnijden"],
    "ar": ["ابوهم بيضرب الأولاد", "بنتي مفقودة", "بدهم ختان لبنتي", "تحرش بابني"],
    "ti": ["ኣቦኡ ንወደይ ይሃርሞ", "ጓለይ ጠፊኣ", "ንጓለይ ከኽንሽቡዋ ይደልዩ"],
    "prs": ["پدرش طفلم را لت میکند", "دخترم گم شده", "دخترم را ختنه میکنند"],
}
SOMEBODY_THREATENS: Lines = {
    "nl": ["een man met een mes bedreigt mij", "ze sturen dreigberichten", "bel de politie", "ze achtervolgen mij"],
    "ar": ["واحد هددني بالسكين", "حياتي بخطر", "في ناس بيلاحقوني"],
    "ti": ["ሓደ ሰብ የፈራርሃኒ ኣሎ", "ክቐትሉኒ እዮም", "ኣብ ሓደጋ ኣለኹ"],
    "prs": ["یک نفر مرا تهدید میکند", "جانم در خطر است", "میخواهند مرا بکشند"],
}
EXPLOITED: Lines = {
    "nl": [
        "mijn baas pakt mijn paspoort af en ik mag niet weg",
        "ik werk zonder loon en hij dreigt",
        "ze willen dat ik mijn lichaam verkoop",
    ],
    "ar": ["صاحب الشغل ماخذ جوازي وما بيخليني اترك", "بشتغل متل العبد", "أجبروني على الدعارة"],
    "ti": ["ኣስራሒየይ ፓስፖርተይ ሒዝዎ", "ከም ባርያ የስርሑኒ", "ብግዲ ነብሰይ ክሸይጥ ይደልዩ"],
    "prs": ["صاحب کار پاسپورتم را گرفته", "مثل غلام کار میکنم و پیسه نمیته", "به تن فروشی مجبورم میکنند"],
}
# The person's own language, but in other letters, or another language than that of the conversation.
IN_OTHER_WORDS: Lines = {
    "nl": ["I want to kill myself", "my husband beats me"],
    "ar": ["jozi byodrobni", "bedi moot", "mijn man slaat mij", "he threatens me"],
    "ti": ["sebayey yweqani", "kimewit delye", "mijn man slaat mij", "I am tired of living"],
    "prs": ["shawharam mara mezana", "az zendagi khasta shudim", "ik wil niet meer leven", "my boss took my passport"],
}
# Ordinary answers of an intake.
ORDINARY: Lines = {
    "nl": [
        "mijn vader is overleden",
        "Mijn vader is dood",
        "ik heb mijn hoofd gestoten op het werk",
        "Ik was soldaat",
        "er was oorlog",
        "er werd geschoten in mijn stad",
        "I am dying to learn Dutch",
        "ik schrik me dood van die prijzen",
        "my back kills me",
        "ik werkte als slager en in een slachthuis",
        "ik ben gestopt met de cursus",
        "mijn kinderen slaan elkaar soms",
        "ik ben bang voor het examen",
        "de IND heeft mijn paspoort",
        "ik neem elke dag pillen voor mijn hart",
    ],
    "ar": [
        "أبي مات",
        "كنت عسكري",
        "صار حرب ببلدنا",
        "راسي انضرب بالشغل",
        "بموت على القهوة",
        "ظهري قتلني",
        "كنت جزار",
        "تركت الدورة",
        "الأولاد بيضربوا بعض",
        "خايف من الامتحان",
        "تعبت من الدوام",
    ],
    "ti": [
        "ኣቦይ ሞይቱ",
        "ወትሃደር ነይረ",
        "ኲናት ነይሩ",
        "ርእሰይ ኣብ ስራሕ ተሃሪመ",
        "ብድኻም ሞይተ",
        "ሕቖይ ቀቲሉኒ",
        "ሓራድ ስጋ ነይረ",
        "ኮርስ ኣቋሪጸ",
        "ደቀይ ንሓድሕዶም ይሃራረሙ",
        "ፈተና እፈርሕ",
    ],
    "prs": [
        "پدرم مرده",
        "عسکر بودم",
        "در وطن ما جنگ بود",
        "سرم در کار به دیوار خورد",
        "از خستگی مردم",
        "قصاب بودم",
        "کورس را ایلا کردم",
        "اولادهایم همرای یکدیگر جنگ میکنند",
        "از امتحان میترسم",
        "به مادرم زنگ میزنم",
        "از مادرم پیسه قرض گرفتم",
    ],
}


@pytest.mark.parametrize(
    ("code", "line"),
    [
        row
        for lines in (TO_ONESELF, AT_HOME, A_CHILD, SOMEBODY_THREATENS, EXPLOITED, IN_OTHER_WORDS)
        for row in rows(lines)
    ],
)
def test_signals(code: str, line: str) -> None:
    assert signals_danger(line, code)


@pytest.mark.parametrize(("code", "line"), rows(ORDINARY))
def test_an_ordinary_answer_does_not_signal(code: str, line: str) -> None:
    assert explain_danger(line, code) is None


@pytest.mark.parametrize(
    ("code", "line"),
    rows({"nl": ["mijn man slaat mij nooit"], "ar": ["زوجي ما بيضربني"], "prs": ["به خودکشی فکر نمیکنم"]}),
)
def test_a_denial_may_signal_because_rather_too_often_than_too_little(code: str, line: str) -> None:
    assert signals_danger(line, code)


def test_in_a_story_danger_is_found_wherever_it_stands() -> None:
    story = (
        "Ik woon in Zwolle. Ik heb twee kinderen, ze gaan naar school. Mijn man slaat mij. Ik leer elke dag Nederlands."
    )
    assert signals_danger(story, "nl")
    assert not signals_danger(story.replace("Mijn man slaat mij. ", ""), "nl")


@pytest.mark.parametrize("code", available())
def test_no_words_signal_nothing(code: str) -> None:
    assert not signals_danger("", code)
    assert not signals_danger("   … 😀 12345", code)


def test_a_long_text_takes_no_noticeable_time() -> None:
    assert not signals_danger("ik ben 34 jaar en ik leer elke dag een uur met mijn vriendin " * 40, "nl")


def test_a_language_without_a_folder_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        signals_danger("ik wil dood", "xx")


def test_the_answer_is_yes_or_no_and_no_label() -> None:
    assert signals_danger("ik wil dood", "nl") is True
    assert inspect.signature(signals_danger, eval_str=True).return_annotation is bool
