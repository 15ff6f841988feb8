"""What a reviewer is pointed at in a text of the product."""

from __future__ import annotations

import pytest

from assistant.renditions.model import Check
from tests.translations.approvals.conftest import REVIEWER
from translations.approvals import TextDesk
from translations.approvals.checks import CODES, check_text, is_name

SCRIPT = {"ti": "Ethi", "ar": "Arab", "prs": "Arab"}


def codes(dutch: str, text: str, language: str) -> list[str]:
    found = check_text(dutch, text, script=SCRIPT[language], dutch_script="Latn", says=dict.fromkeys(CODES, "{found}"))
    return [check.code for check in found]


@pytest.mark.parametrize(
    ("language", "dutch", "text", "wanted"),
    [
        ("ti", "Hoe heet u?", "ስምኩም መን እዩ?", []),
        ("ti", "Hoe heet u?", "ስምኩም መን እዩ፧", []),
        ("ar", "Hoe heet u?", "ما اسمكم؟", []),
        ("prs", "Hoe heet u?", "نام شما چیست؟", []),
        ("prs", "Hoe heet u?", "نام شما.", ["question_mark"]),
        ("ti", "U heet {value}.", "ስምኩም {value} እዩ።", []),
        ("ti", "U heet {value}.", "ስምኩም እዩ።", ["placeholders"]),
        ("ar", "U heet {value}.", "اسمكم {القيمة}.", ["placeholders"]),
        ("ar", "Een uur is 60 minuten.", "الساعة ٦٠ دقيقة.", []),
        ("prs", "Een uur is 60 minuten.", "یک ساعت ۶۰ دقیقه است.", []),
        ("prs", "Een uur is 60 minuten.", "یک ساعت ۹۰ دقیقه است.", ["numbers"]),
        ("ti", "Bel 0800-2000.", "0800-2000 ደውሉ።", []),
        ("ti", "Bel 0800-2000.", "0800-2001 ደውሉ።", ["numbers"]),
        ("ar", "U krijgt 1.000 euro.", "تحصلون على 1000 يورو.", []),
        ("ti", "Welkom", "", ["empty"]),
        ("ti", "Welkom", "  ", ["empty"]),
        ("ti", "Goede dag", "Goede dag", ["same"]),
        ("ti", "DigiD", "DigiD", []),
        ("ar", "ISK", "ISK", []),
        ("ar", "Goede dag", "Good day", ["script"]),
        ("prs", "Goede dag", "ኣለኹ", ["script"]),
        ("ti", "Het plan heet PIP.", "እቲ መደብ PIP (Plan Inburgering en Participatie) ይበሃል።", []),
        ("ti", "Weet u het niet? Dat is niet erg.", "እንተዘይፈሊጥኩም ጸገም የለን።", []),
    ],
)
def test_what_is_pointed_at(language: str, dutch: str, text: str, wanted: list[str]) -> None:
    assert codes(dutch, text, language) == wanted


@pytest.mark.parametrize(
    ("dutch", "name"),
    [
        ("DigiD", True),
        ("ISK", True),
        ("WhatsApp", True),
        ("Inburgering", True),
        ("Welkom bij ons", False),
        ("ja", False),
    ],
)
def test_names_may_be_the_same(dutch: str, name: bool) -> None:
    assert is_name(dutch) is name


def test_the_checks_say_what_to_do_in_the_language_of_the_page(desk: TextDesk) -> None:
    (check,) = desk.checks(REVIEWER, "ti", "talk.understood", "ተረዲእና")
    assert (check.code, check.severity, check.found) == ("placeholders", "error", ("{value}",))
    assert "{value}" in desk.says(check, "nl") and "{found}" not in desk.says(check, "nl")


def test_a_term_of_the_glossary_that_is_missing() -> None:
    found = check_text(
        "U krijgt een tolk.", "ሰብ ክመጽእ እዩ።", script="Ethi", dutch_script="Latn", terms=[("ተርጓሚ", False), ("ገንዘብ", True)],
        says=dict.fromkeys(CODES, "{found}"),
    )  # fmt: skip
    assert found == (Check("term", "warning", "ተርጓሚ", ("ተርጓሚ",)),)
