"""Sentences in four scripts, and sentences that are too long for a model: nothing is ever lost."""

from __future__ import annotations

import re

import pytest

from translations.machine.sentences import fitting, sentences

TABLE = [
    ("nl", "Ik woon in Utrecht. Ik ben getrouwd, bijv. met dhr. Ali. Waarom? Dat weet ik niet!",
     ["Ik woon in Utrecht.", "Ik ben getrouwd, bijv. met dhr. Ali.", "Waarom?", "Dat weet ik niet!"]),
    ("nl", "Mijn zoon is 3.5 jaar. Geboren op 12.3.1990", ["Mijn zoon is 3.5 jaar.", "Geboren op 12.3.1990"]),
    ("nl", "mail naar jan.ali@voorbeeld.nl of www.voorbeeld.nl", ["mail naar jan.ali@voorbeeld.nl of www.voorbeeld.nl"]),
    ("ti", "ኣብ ኤርትራ ተወሊደ። ናብ ሱዳን ከይደ፧ ሕጂ ኣብ ሆላንድ ኣለኹ።",
     ["ኣብ ኤርትራ ተወሊደ።", "ናብ ሱዳን ከይደ፧", "ሕጂ ኣብ ሆላንድ ኣለኹ።"]),
    ("ti", "ሕጂ ኣብ ሆላንድ ኣለኹ።ሓው ኣለኒ፨እወ!", ["ሕጂ ኣብ ሆላንድ ኣለኹ።", "ሓው ኣለኒ፨", "እወ!"]),
    ("ti", "ስመይ ሰላም እዩ:: ክልተ ደቂ ኣለዉኒ ::ቤት የብለይን፡፡", ["ስመይ ሰላም እዩ።", "ክልተ ደቂ ኣለዉኒ።", "ቤት የብለይን።"]),
    ("ti", "ሓደ ነገር ጥራይ", ["ሓደ ነገር ጥራይ"]),
    ("ar", "أنا من سوريا. عندي ولدان؟ نعم! شكرا", ["أنا من سوريا.", "عندي ولدان؟", "نعم!", "شكرا"]),
    ("ar", "كيف الحال؟بخير.الحمد لله", ["كيف الحال؟", "بخير.", "الحمد لله"]),
    ("ar", "عمري ٣.٥ سنة، وعندي بيت", ["عمري ٣.٥ سنة، وعندي بيت"]),
    ("ti", "ብ 1990 ዓ.ም ተወሊደ.ኣብ ኣስመራ", ["ብ 1990 ዓ.ም ተወሊደ.", "ኣብ ኣስመራ"]),
    ("fa", "من از کابل هستم۔ دو طفل دارم؟ بلی! کار می‌کنم.خانه دارم.",
     ["من از کابل هستم۔", "دو طفل دارم؟", "بلی!", "کار می‌کنم.", "خانه دارم."]),
    ("en", "I am here. Dr. Smith is not.", ["I am here.", "Dr. Smith is not."]),
    ("zz", "Geen taal die spaCy kent. Toch gesplitst.", ["Geen taal die spaCy kent.", "Toch gesplitst."]),
    ("nl", "   ", []),
    ("nl", "...", ["..."]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "line", "expected"), TABLE)
def test_a_line_is_split_into_its_sentences(code: str, line: str, expected: list[str]) -> None:
    assert sentences(line, code) == expected


LONG = {
    "nl": "Eerst woonde ik in Aleppo, daarna in Turkije, en nu woon ik in Utrecht met mijn gezin",
    "ar": "سكنت في حلب، ثم في تركيا، والآن أسكن في أوترخت مع عائلتي",
    "ti": "ቀዳም ኣብ ኣስመራ እነብር ነይረ፣ ድሕሪኡ ኣብ ሱዳን፣ ሕጂ ድማ ኣብ ኡትረኽት ምስ ስድራይ",
    "prs": "اول در کابل بودم، بعد در ایران، و حالا در اوترخت با فامیلم زندگی می‌کنم",
}


@pytest.mark.parametrize("code", LONG)
@pytest.mark.parametrize("most", [3, 8, 20, 40])
def test_a_long_sentence_is_cut_into_parts_that_fit_and_nothing_is_lost(code: str, most: int) -> None:
    parts = fitting(LONG[code], most, len)
    assert max(map(len, parts)) <= most
    assert re.sub(r"\s", "", "".join(parts)) == re.sub(r"\s", "", LONG[code])


@pytest.mark.parametrize(("code", "mark"), [("nl", ","), ("ar", "،"), ("ti", "፣"), ("prs", "،")])
def test_it_is_cut_at_clause_marks_where_that_is_possible(code: str, mark: str) -> None:
    parts = fitting(LONG[code], 40, len)
    assert len(parts) > 1
    assert all(part.endswith(mark) for part in parts[:-1])


def test_a_sentence_that_fits_stays_whole() -> None:
    assert fitting("een, twee, drie", 100, len) == ["een, twee, drie"]


def test_a_word_without_end_is_cut_too() -> None:
    assert "".join(fitting("ሀ" * 1000, 64, len)) == "ሀ" * 1000
