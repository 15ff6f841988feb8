"""How well somebody speaks, reads or feels, on four steps."""

from __future__ import annotations

import pytest

from tests.understanding.saying import said
from tests.understanding.tables import rows

# Taken as it is.
CERTAIN = {
    "nl": [
        ("helemaal niet", 0, None),
        ("een beetje", 1, None),
        ("gaat wel", 2, None),
        ("heel goed", 3, None),
        ("goed", 3, None),
        ("niet zo goed", 1, None),
        ("3", 3, None),
        ("0", 0, None),
        ("ik kan het niet lezen", 0, None),
        ("ik kan niet goed lezen", 1, None),
        ("nee", 0, None),
        ("ik spreek het vloeiend", 3, None),
        ("een klein beetje, niet veel", 1, None),
        ("niet slecht", 2, None),
        ("ik lees en schrijf het goed", 3, None),
        ("redelijk goed", 2, None),
        ("ja goed", 3, None),
        ("ja een beetje", 1, None),
        ("not at all", 0, None),
        ("very good", 3, None),
        ("ik ben gezond", 3, None),
        ("niet goed en niet slecht", 2, None),
        ("ik begrijp er niks van", 0, None),
        ("Best goed eigenlijk", 2, None),
        ("een paar woordjes maar", 1, None),
        ("ik kan het lezen maar niet zo goed", 1, None),
        ("uitstekend", 3, None),
        ("nul", 0, None),
        ("valt wel mee", 2, None),
        ("ik versta het redelijk", 2, None),
        ("ik spreek geen Nederlands", 0, None),
        ("ik praat goed", 3, None),
        ("2", 2, None),
        ("ik leer het nog", 1, None),
        ("moedertaal", 3, None),
        ("goed hoor", 3, "gezondheid.algemeen"),
        ("gaat wel", 2, "gezondheid.algemeen"),
        ("niet zo best", 1, "gezondheid.algemeen"),
        ("prima, dank u", 3, "gezondheid.algemeen"),
        ("spreken goed, schrijven een beetje", 1, "taal.talen.schrijven"),
        ("spreken goed, schrijven een beetje", 3, "taal.talen.spreken"),
        ("Ik spreek het een klein beetje", 1, None),
        ("heel erg goed", 3, None),
        ("niet zo goed als Arabisch", 1, None),
        ("ik versta er weinig van", 1, None),
        ("kan ik niet", 0, None),
        ("prima", 3, None),
        ("niet goed, ik heb pijn", 1, None),
        ("voldoende", 2, None),
        ("Heel heel goed", 3, None),
        ("beetje wel", 1, None),
        ("niet veel", 1, None),
        ("ik ben analfabeet", 0, None),
        ("gaat heel goed", 3, None),
        ("ik kan wel wat zeggen", 1, None),
        ("redelijk, gaat steeds beter", 2, None),
        ("super goed", 3, None),
    ],
    "ar": [
        ("شوي", 1, None),
        ("نص نص", 2, None),
        ("منيح", 3, None),
        ("كتير منيح", 3, None),
        ("أبدا", 0, None),
        ("لا", 0, None),
        ("مو كتير", 1, None),
        ("مو منيح", 1, None),
        ("بحكي منيح", 3, None),
        ("جيد جدا", 3, None),
        ("متوسط", 2, None),
        ("لا بأس", 2, None),
        ("٢", 2, None),
        ("شوية", 1, None),
        ("قليلاً", 1, None),
        ("ولا كلمة", 0, None),
        ("ممتاز", 3, None),
        ("mni7", 3, None),
        ("shway", 1, None),
        ("لا أتكلم جيدا", 1, None),
        ("الحمد لله بخير", 3, None),
        ("ما بحكي منيح", 1, None),
        ("لا أستطيع القراءة", 0, None),
        ("بحكي شوي شوي", 1, None),
        ("ما بحكي هولندي أبدا", 0, None),
        ("كويس", 3, None),
        ("زين", 3, None),
        ("وسط", 2, None),
        ("جيدة جدا", 3, None),
        ("ليس جيداً", 1, None),
        ("بطلاقة", 3, None),
        ("صفر", 0, None),
        ("قليل جداً", 1, None),
        ("لا أقرأ ولا أكتب", 0, None),
        ("بفهم منيح", 3, None),
        ("ما بفهم شي", 0, None),
        ("يعني نص نص", 2, None),
        ("الحمد لله منيحة", 3, "gezondheid.algemeen"),
        ("مش بطال", 2, None),
        ("لغتي الأم", 3, None),
        ("٣", 3, None),
        ("بحكي هولندي شوي", 1, None),
        ("نص ونص يعني", 2, None),
        ("اقرأ وأكتب بشكل جيد", 3, None),
        ("مبتدئ", 1, None),
        ("كتير منيح الحمد لله", 3, None),
        ("صحتي مو منيحة", 1, None),
        ("صحتي جيدة والحمد لله", 3, None),
        ("لا أجيدها", 0, None),
        ("ممتازة", 3, None),
        ("مقبول", 2, None),
        ("شوي شوي عم اتعلم", 1, None),
        ("احجي زين", 3, None),
        ("ما احجي زين", 1, None),
        ("كويس شديد", 3, None),
        ("ما كويس", 1, None),
        ("شويّة", 1, None),
        ("متوسط المستوى", 2, None),
    ],
    "ti": [
        ("ብዙሕ ኣይኮነን", 1, None),
        ("ቁሩብ", 1, None),
        ("ጽቡቕ", 3, None),
        ("ብጣዕሚ ጽቡቕ", 3, None),
        ("ኣይክእልን", 0, None),
        ("ብፍጹም ኣይክእልን", 0, None),
        ("ማእከላይ", 2, None),
        ("ደሓን", 2, None),
        ("ጽቡቅ", 3, None),
        ("ጽቡቕ ጌረ ይዛረብ", 3, None),
        ("ጽቡቕ ኣይኮነን", 1, None),
        ("ሕማቕ ኣይኮነን", 2, None),
        ("tsbuk", 3, None),
        ("ከንብብ ኣይክእልን እየ", 0, None),
        ("3", 3, None),
        ("ቁሩብ ቁሩብ", 1, None),
        ("ንእሽቶ", 1, None),
        ("ቁሩብ ቁሩብ ይርድኣኒ", 1, None),
        ("ጽቡቕ ገይረ እዛረብ", 3, None),
        ("ኣዝዩ ጽቡቕ", 3, None),
        ("ማእከላይ እየ", 2, None),
        ("ብዙሕ ኣይፈልጥን", 1, None),
        ("ምጽሓፍ ኣይክእልን", 0, None),
        ("ጥዑይ እየ", 3, "gezondheid.algemeen"),
        ("ዋላ ሓንቲ", 0, None),
        ("ንእሽተይ", 1, None),
        ("ጽቡቕ ጌረ ኣይዛረብን", 1, None),
        ("ቁሩብ ጥራይ እፈልጥ", 1, None),
        ("ኣጸቢቐ ይኽእል", 3, None),
        ("ምዝራብ ኣይክእልን", 0, None),
        ("ጽቡቕ ጌረ ኣንብብ", 3, None),
        ("ጥዕናይ ጽቡቕ እዩ", 3, None),
        ("ብዙሕ ኣይርደኣንን", 1, None),
        ("ማእከላይ ደረጃ", 2, None),
        ("እኹል", 2, None),
        ("ቋንቋ ኣደይ እዩ", 3, None),
        ("ኣይክእልንየ", 0, None),
        ("ብጭራሽ", 0, None),
        ("0", 0, None),
        ("ሓደ ክልተ ቃል", 1, None),
        ("ደሓን እየ", 2, "gezondheid.algemeen"),
        ("ጽቡቕ ኣይኮንኩን", 1, "gezondheid.algemeen"),
        ("ብጣዕሚ ንእሽቶ", 1, None),
        ("ጸቡቕ", 3, None),
        ("ጽቡቅ እየ", 3, None),
        ("ፅቡቕ", 3, None),
        ("ቁሩብ ይዛረብ", 1, None),
        ("ኣይዛረብን እየ", 0, None),
    ],
    "prs": [
        ("کم کم", 1, None),
        ("خوب", 3, None),
        ("بسیار خوب", 3, None),
        ("هیچ", 0, None),
        ("متوسط", 2, None),
        ("خوب نیست", 1, None),
        ("بد نیست", 2, None),
        ("یاد ندارم", 0, None),
        ("خوب گپ زده نمی‌توانم", 1, None),
        ("خواندن نمی‌توانم", 0, None),
        ("یک کمی", 1, None),
        ("اصلا", 0, None),
        ("۳", 3, None),
        ("۱", 1, None),
        ("khob", 3, None),
        ("نه", 0, None),
        ("بلی خوب", 3, None),
        ("زیاد نی", 1, None),
        ("شکر خوب هستم", 3, None),
        ("کم کم گپ میزنم", 1, None),
        ("خیلی خوب", 3, None),
        ("هیچ یاد ندارم", 0, None),
        ("نوشته کرده نمی‌توانم", 0, None),
        ("خوب نوشته نمی‌توانم", 1, None),
        ("متوسط است", 2, None),
        ("زیاد خوب نیست", 1, None),
        ("مکمل بلد هستم", 3, None),
        ("یک کم میفهمم", 1, None),
        ("شکر جور هستم", 3, "gezondheid.algemeen"),
        ("بد نیست", 2, "gezondheid.algemeen"),
        ("kam kam", 1, None),
        ("عالی", 3, None),
        ("خوب گپ میزنم", 3, None),
        ("کم کم یاد دارم", 1, None),
        ("بسیار کم", 1, None),
        ("صحت من خوب است", 3, None),
        ("صحتم خوب نیست", 1, None),
        ("هیچ نمیفهمم", 0, None),
        ("کمی میفهمم", 1, None),
        ("روان گپ می‌زنم", 3, None),
        ("کم‌کم", 1, None),
        ("خوب خوب", 3, None),
        ("بسيار خوب", 3, None),
        ("لگ لگ یاد دروم", 1, None),
        ("خوب نمیدانم", 1, None),
        ("نورمال", 2, None),
        ("اصلا یاد ندارم", 0, None),
    ],
}

# Read back before it counts.
READ_BACK = {
    "nl": [
        ("slecht", 1, None),
        ("ja", 3, None),
        ("goed maar schrijven is moeilijk", 3, None),
        ("zeer slecht", 0, None),
        ("ik begrijp bijna alles", 2, None),
        ("ik ben vaak ziek", 1, None),
        ("gmiddeld", 2, None),
    ],
    "ar": [
        ("ما بعرف اقرا", 0, None),
        ("ضعيف", 1, None),
        ("سيء", 1, None),
        ("نعم", 3, None),
        ("مو كلش زين", 1, None),
        ("تعبان", 1, "gezondheid.algemeen"),
        ("بفهم اكتر ما بحكي", 0, None),
    ],
    "ti": [
        ("ሕማቕ", 1, None),
        ("እኽእል እየ", 3, None),
        ("ፈጺመ ኣይርድኣንን", 0, None),
        ("ሕሙም እየ", 1, "gezondheid.algemeen"),
        ("ይሓምም እየ", 1, None),
    ],
    "prs": [
        ("گپ زده میتوانم", 3, None),
        ("ضعیف", 1, None),
        ("خراب", 1, None),
        ("مریض هستم", 1, "gezondheid.algemeen"),
        ("خوب می‌فهمم ولی گپ زده نمی‌توانم", 3, None),
        ("نوشته و خوانده می‌توانم", 3, None),
        ("تا اندازه خوب", 2, None),
    ],
}

# No answer to the question.
NOT_UNDERSTOOD = {
    "nl": [
        "8",
        "tafel",
    ],
    "ar": [
        "قدر حالي",
    ],
    "ti": [
        "ቃላት ጥራይ",
    ],
}


@pytest.mark.parametrize(("language", "words", "step", "question"), rows(CERTAIN))
def test_a_word_for_a_step_counts(language: str, words: str, step: int, question: str | None) -> None:
    reading = said(words, "scale4", language, question)
    assert (reading.state, reading.value, reading.confirm) == ("beantwoord", step, False)


@pytest.mark.parametrize(("language", "words", "step", "question"), rows(READ_BACK))
def test_a_vague_word_is_read_back(language: str, words: str, step: int, question: str | None) -> None:
    reading = said(words, "scale4", language, question)
    assert (reading.state, reading.value, reading.confirm) == ("beantwoord", step, True)
    assert step not in reading.alternatives


@pytest.mark.parametrize(("language", "words"), rows(NOT_UNDERSTOOD))
def test_words_that_name_no_step_are_not_understood(language: str, words: str) -> None:
    assert said(words, "scale4", language).state == "niet_begrepen"


@pytest.mark.parametrize(("skill", "step"), [("spreken", 3), ("verstaan", 3), ("lezen", 1), ("schrijven", 0)])
def test_each_skill_gets_its_own_part_of_the_answer(skill: str, step: int) -> None:
    words = "spreken en verstaan goed, lezen een beetje, schrijven helemaal niet"
    assert said(words, "scale4", "nl", f"taal.talen.{skill}").value == step


HEALTH = "gezondheid.algemeen"
DUTCH = "taal.nederlands"

# Kinds of answers in which the step is not simply named, read back unless the words leave no doubt.
IN_OTHER_WORDS = {
    "nl": [
        ("nee niet goed", 1, DUTCH),
        ("ik kan alleen mijn naam schrijven", 1, "taal.talen.schrijven"),
        ("ik kan alleen hallo en dank u wel zeggen", 1, DUTCH),
        ("gewoon slecht", 0, HEALTH),
        ("gewoon goed", 3, HEALTH),
        ("niet goed, maar ook niet slecht", 2, HEALTH),
        ("geen klachten", 3, HEALTH),
        ("mijn Arabisch is uitstekend maar mijn Nederlands is nog aan het begin", 1, DUTCH),
        ("verstaan gaat goed maar praten bijna niet", 1, DUTCH),
        ("7/10", 2, DUTCH),
        ("de ene dag goed, de andere dag slecht", 2, HEALTH),
    ],
    "ar": [
        ("ما بعرف ولا كلمة", 0, DUTCH),
        ("بعرف اكتب اسمي بس", 1, "taal.talen.schrijven"),
        ("تعبانة كلش", 0, HEALTH),
        ("لا منيحة ولا سيئة", 2, HEALTH),
        ("انكليزي ممتاز بس هولندي لسه في البداية", 1, DUTCH),
        ("mnee7", 3, HEALTH),
        ("ktir mnee7", 3, HEALTH),
        ("msh ktir", 1, DUTCH),
    ],
    "ti": [
        ("ሰላም ምባል ጥራይ", 1, DUTCH),
        ("ጽቡቕ ኣይኮነን ሕማቕ እውን ኣይኮነን", 2, HEALTH),
        ("እንግሊዝኛ ጽቡቕ እዛረብ ሆላንድ ግን ቁሩብ", 1, DUTCH),
        ("qurub tray yzareb", 1, DUTCH),
    ],
    "prs": [
        ("فقط سلام و تشکر", 1, DUTCH),
        ("خوب نیستم ولی بد هم نی", 2, HEALTH),
        ("هیچ مریضی ندارم", 3, HEALTH),
        ("انگلیسی خوب گپ میزنم ولی هالندی تازه شروع کدیم", 1, DUTCH),
    ],
}

ABOUT_SOMETHING_ELSE = {
    "nl": ["het is een mooie taal", "mijn dokter zit in het centrum", "het weer is goed"],
    "ar": ["اللغة حلوة"],
    "ti": ["ቋንቋ ሆላንድ ጽብቕቲ እያ"],
    "prs": ["زبان هالندی شیرین است"],
}


@pytest.mark.parametrize(("language", "words", "step", "question"), rows(IN_OTHER_WORDS))
def test_a_step_is_told_in_many_ways(language: str, words: str, step: int, question: str) -> None:
    reading = said(words, "scale4", language, question)
    assert (reading.state, reading.value) == ("beantwoord", step)


@pytest.mark.parametrize(("language", "words"), rows(ABOUT_SOMETHING_ELSE))
def test_a_remark_about_something_else_is_no_step(language: str, words: str) -> None:
    assert said(words, "scale4", language, DUTCH).state == "niet_begrepen"
