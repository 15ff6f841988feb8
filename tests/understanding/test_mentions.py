"""An answer to a question that was not asked yet belongs to a topic."""

from __future__ import annotations

import pytest

from assistant.understanding.languages import available
from assistant.understanding.mentions import TOPICS, mentions
from tests.understanding.tables import rows

TALKS_OF = {
    "nl": [
        ("I have three children and my back hurts", ("gezin", "gezondheid")),
        ("Ik heb drie kinderen van 4, 6 en 9 en pijn in mijn rug", ("gezin", "gezondheid")),
        ("ik ben 35 maar ik heb schulden en ik slaap slecht", ("gezondheid", "financien")),
        ("geboren in 1990, ik heb gewerkt als kok", ("werk",)),
        ("weet ik niet, mijn droom is een eigen restaurant", ("wensen",)),
        ("wanneer krijg ik een brief van DUO over de inburgering", ("inburgering",)),
        ("ik heb geen laptop en geen internet thuis", ("digitaal",)),
    ],
    "ar": [
        ("عندي تلات ولاد وظهري بيوجعني", ("gezin", "gezondheid")),
        ("مواليد ١٩٨٥ واشتغلت خياط بسوريا", ("werk",)),
        ("ما بعرف اقرا وما دخلت مدرسة", ("onderwijs", "taal")),
        ("عليي ديون كتيرة وما عندي مصاري", ("financien",)),
        ("حلمي افتح مطعم بعدين", ("wensen",)),
    ],
    "ti": [
        ("ሰለስተ ቆልዑ ኣለዉኒ ሕቖይ ድማ የሕምመኒ", ("gezin", "gezondheid")),
        ("ኣብ ኤርትራ ክልተ ዓመት ይሰርሕ ነይረ", ("werk",)),
        ("ዕዳ ኣለኒ ገንዘብ የብለይን", ("financien",)),
        ("ርእሰይ ኣዝዩ የሕምመኒ", ("gezondheid",)),
        ("ላፕቶፕ የብለይን ኢንተርነት እውን የለን", ("digitaal",)),
    ],
    "prs": [
        ("سه طفل دارم و کمرم درد میکند", ("gezin", "gezondheid")),
        ("من در کابل مکتب خواندم و در ایران کار کردم", ("onderwijs", "werk")),
        ("قرضدار هستم و پول ندارم", ("financien",)),
        ("خانه ما بسیار سر و صدا دارد", ("wonen",)),
    ],
}

TALKS_OF_NOTHING_ELSE = {
    "nl": ["12 maart 1990", "ik ben geboren in Damascus", "nee dank u wel", "ik weet het niet precies", "school", "ja"],
    "ar": ["١٢ آذار ١٩٩٠", "من سوريا من مدينة حلب", "ما بعرف بالضبط", "اسمي أحمد المحمد من حمص", "شغل"],
    "ti": ["12 መጋቢት 1990", "ካብ ኤርትራ ካብ ኣስመራ", "ብልክዕ ኣይፈልጥን እየ", "ስመይ ሃይለ ተስፋይ እዩ", "ናይ ገዛእ ርእሰይ ድኳን"],
    "prs": ["۱۲ حمل ۱۳۷۰", "از افغانستان از شهر هرات", "دقیق نمی‌دانم چند", "نامم احمد احمدی است"],
}


@pytest.mark.parametrize(("language", "words", "topics"), rows(TALKS_OF))
def test_topics_that_were_not_asked(language: str, words: str, topics: tuple[str, ...]) -> None:
    assert mentions(words, language) == topics


@pytest.mark.parametrize(("language", "words"), rows(TALKS_OF_NOTHING_ELSE))
def test_a_plain_answer_mentions_nothing(language: str, words: str) -> None:
    assert mentions(words, language) == ()


@pytest.mark.parametrize("language", available())
def test_every_language_knows_every_topic(language: str) -> None:
    from assistant.understanding.languages import language as folder

    assert set(folder(language).data("topics")) == set(TOPICS)
