"""A denial that is lost or made changes an answer into its opposite."""

from __future__ import annotations

import pytest

from tests.translations.checks.asking import Row, severities

WRONG: list[Row] = [
    ("ar", "nl", "ما عندي شهادة", "Ik heb een diploma"),
    ("ar", "nl", "لم أدرس في سوريا", "Ik heb in Syrië gestudeerd"),
    ("ar", "nl", "مو متزوج", "Ik ben getrouwd"),
    ("ar", "nl", "مش موافق", "Ik ben het ermee eens"),
    ("ar", "nl", "ما بعرف أقرأ", "Ik kan lezen"),
    ("ar", "nl", "عندي رخصة قيادة", "Ik heb geen rijbewijs"),
    ("ar", "nl", "ليس لدي أطفال", "Ik heb kinderen"),
    ("ar", "nl", "ماكو شغل", "Er is werk"),
    ("ti", "nl", "ኣይሰራሕኩን", "Ik heb gewerkt"),
    ("ti", "nl", "ዲፕሎማ የብለይን", "Ik heb een diploma"),
    ("ti", "nl", "ኣይተመርዓኹን", "Ik ben getrouwd"),
    ("ti", "nl", "ስራሕ የለን", "Er is werk"),
    ("ti", "nl", "ሆላንድኛ ይዛረብ እየ", "Ik spreek geen Nederlands"),
    ("prs", "nl", "شوهر ندارم", "Ik heb een man"),
    ("prs", "nl", "من سواد ندارم و نوشته نمی توانم", "Ik kan lezen en schrijven"),
    ("prs", "nl", "کار نمی‌کنم", "Ik werk"),
    ("prs", "nl", "مکتب نرفتیم", "Wij gingen naar school"),
    ("prs", "nl", "متأهل هستم", "Ik ben niet getrouwd"),
    ("nl", "ar", "U hoeft niet te betalen.", "عليك أن تدفع."),
    ("nl", "ar", "U kunt morgen komen.", "لا يمكنك أن تأتي غدا."),
    ("nl", "ti", "U hoeft niet te betalen.", "ክትከፍሉ ኣለኩም።"),
    ("nl", "ti", "U kunt morgen komen.", "ጽባሕ ክትመጹ ኣይትኽእሉን።"),
    ("nl", "prs", "U hoeft niet te betalen.", "شما باید پول بدهید."),
    ("nl", "prs", "Dat is goed.", "این خوب نیست."),
]
UNSURE: list[Row] = [
    ("ar", "nl", "ما سكنت هناك", "Ik heb daar gewoond"),
    ("prs", "nl", "نه، خانم خانه هستم", "Ik ben huisvrouw"),
    ("ar", "nl", "ana ba3ref e2ra", "Ik kan niet lezen"),
    ("ti", "nl", "ዘይተማህረ ሰብ እየ", "Ik ben geschoold"),
    ("nl", "nl", "Ik heb geen werk en ook geen huis.", "Ik heb werk en ook geen huis."),
]
RIGHT: list[Row] = [
    ("ar", "nl", "ما عندي شهادة", "Ik heb geen diploma"),
    ("ar", "nl", "ما اسم المدرسة؟", "Hoe heet de school?"),
    ("ar", "nl", "ما زلت أتعلم", "Ik ben nog aan het leren"),
    ("ar", "nl", "بعد ما خلصت المدرسة اشتغلت", "Na school ging ik werken"),
    ("ar", "nl", "أنا بدون عمل", "Ik ben werkloos"),
    ("ar", "nl", "لا أقرأ ولا أكتب", "Ik ben analfabeet"),
    ("ar", "nl", "لا بأس", "Het is goed"),
    ("ar", "nl", "ليس فقط في حلب بل في دمشق", "Niet alleen in Aleppo, ook in Damascus"),
    ("ar", "nl", "لا بد من العمل", "Werken moet"),
    ("ar", "nl", "لا، عندي ولدين", "Nee, ik heb twee kinderen"),
    ("ti", "nl", "ኣይሰራሕኩን", "Ik heb niet gewerkt"),
    ("ti", "nl", "ብዘይ ስራሕ እየ", "Ik zit zonder werk"),
    ("ti", "nl", "ናብ ቤት ትምህርቲ ከይደ", "Ik ging naar school"),
    ("ti", "nl", "ኣይፋል", "Nee"),
    ("ti", "nl", "ሓደ ሓው ጥራይ ኣለኒ", "Ik heb maar één broer"),
    ("ti", "nl", "ኣየናይ ቤት ትምህርቲ?", "Welke school?"),
    ("prs", "nl", "نه سال مکتب خواندم", "Ik ging negen jaar naar school"),
    ("prs", "nl", "بیست و نه ساله هستم", "Ik ben 29 jaar"),
    ("prs", "nl", "بیکار استم", "Ik heb geen werk"),
    ("prs", "nl", "بی‌سواد هستم", "Ik kan niet lezen en schrijven"),
    ("prs", "nl", "نامم نادیه است", "Ik heet Nadia"),
    ("prs", "nl", "نان پختم و نقاشی کردم", "Ik bakte brood en schilderde"),
    ("prs", "nl", "نه تنها خیاطی بلکه آشپزی", "Niet alleen naaien, ook koken"),
    ("prs", "nl", "هیچ وقت کار نکردم", "Ik heb nooit gewerkt"),
    ("nl", "ar", "U hoeft niet te betalen.", "لا تحتاج إلى الدفع."),
    ("nl", "ti", "U hoeft niet te betalen.", "ክትከፍሉ ኣየድልየኩምን።"),
    ("nl", "prs", "U hoeft niet te betalen.", "ضرورت نیست که پول بدهید."),
    ("ar", "nl", "ma 3andi shahade", "Ik heb geen diploma"),
    ("ti", "nl", "ik heb geen kinderen", "Ik heb geen kinderen"),
    ("nl", "prs", "Kom vooral, niet waar?", "حتما بیایید."),
]


@pytest.mark.parametrize("row", WRONG)
def test_a_lost_or_made_denial_is_an_error(row: Row) -> None:
    assert severities(row, "negation") == {"error"}


@pytest.mark.parametrize("row", UNSURE)
def test_words_that_may_deny_are_a_warning(row: Row) -> None:
    assert severities(row, "negation") == {"warning"}


@pytest.mark.parametrize("row", RIGHT)
def test_a_denial_in_other_words_is_right(row: Row) -> None:
    assert severities(row, "negation") == set()
