"""All checks together: their order, a language that has no words, how long it takes, and false alarms on real translations."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.messages import load_messages, placeholders
from assistant.understanding.languages import available
from translations.checks import MissingCheckWords, run_checks
from translations.checks.words import check_words

PARALLEL = Path(__file__).parents[4] / "shared" / "data" / "sib200"
ANSWER = {
    "ar": "كنت أشتغل في مطعم كبير في حلب مع أخي سبع سنين. ما كان عندي شهادة. في ٢٠١٥ طلعنا على تركيا. ",
    "ti": "ኣብ ኣስመራ ኣብ ቤት መግቢ ን7 ዓመት ሰሪሐ። ዲፕሎማ ኣይነበረንን። ኣብ 2015 ናብ ሱዳን ከይድና። ",
    "prs": "من با برادرم هفت سال در رستورانت کار کردم. سند نداشتم. در سال ۱۳۹۴ به ترکیه رفتیم. ",
}
DUTCH = "Ik werkte zeven jaar met mijn broer in een restaurant. Ik had geen diploma. In 2015 gingen wij weg. "
MOST_ERRORS = {"ar": 0.07, "ti": 0.09, "prs": 0.06}
"""Part of the sentences (news and encyclopaedia, each translated from English by itself) with any error."""


def test_errors_come_first() -> None:
    found = run_checks("أشتغل في Albert Heijn ٣ أيام", "Ik werk 4 dagen", from_language="ar", to_language="nl")
    assert [check.severity for check in found] == ["error", "warning"]
    assert [check.code for check in found] == ["numbers", "names"]


def test_of_an_empty_text_nothing_else_is_said() -> None:
    found = run_checks("عندي ٣ أولاد", "", from_language="ar", to_language="nl")
    assert [check.code for check in found] == ["empty"]


def test_every_message_fills_in_what_was_found() -> None:
    messages = {key: one for key, one in load_messages().items() if key.startswith("check.")}
    assert len(messages) == 21
    assert all(placeholders(one.text) <= {"found"} for one in messages.values())
    for check in run_checks("عندي ٣ أولاد", "Ik heb geen أولاد", from_language="ar", to_language="nl"):
        assert "{" not in check.message and all(word in check.message for word in check.found)


@pytest.mark.parametrize("code", available())
def test_every_language_has_words_for_the_checks(code: str) -> None:
    assert check_words(code).common


def test_a_language_without_words_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingCheckWords, match="Copy the file of another language"):
        check_words("so", tmp_path)


@pytest.mark.parametrize("code", list(ANSWER))
def test_time_grows_with_the_text_and_no_faster(code: str) -> None:
    def cost(length: int) -> float:
        said, made = (ANSWER[code] * 200)[:length], (DUTCH * 200)[:length]
        taken = []
        for again in range(3):
            start = time.process_time()
            run_checks(said, f"{made} {again}", from_language=code, to_language="nl")
            taken.append(time.process_time() - start)
        return min(taken)

    run_checks(ANSWER[code], DUTCH, from_language=code, to_language="nl")
    assert cost(8000) < 8 * cost(2000)


@pytest.mark.parametrize(
    "stutter", ["3 ", "drie ", "12-3-1990 ", "mei ", "niet ", "Xa ", "(", "'a", "de ", "ا", "ما ", "ኣይ", "*"]
)
def test_no_text_makes_it_slow(stutter: str) -> None:
    text = stutter * (8000 // len(stutter))
    start = time.process_time()
    run_checks(text, f"ik {text} 7", from_language="ar", to_language="nl")
    run_checks(f"ik {text} 7", text, from_language="nl", to_language="ti")
    assert time.process_time() - start < 5.0  # a second when idle; what grows with the square takes fifteen


@pytest.mark.parametrize("code", list(MOST_ERRORS))
def test_translations_by_people_seldom_have_an_error(code: str) -> None:
    if not PARALLEL.is_dir():
        pytest.skip("The sentences translated by others are not here; they are for measurement only.")
    said = (PARALLEL / f"{code}.txt").read_text(encoding="utf-8").splitlines()[::4]
    made = (PARALLEL / "nl.txt").read_text(encoding="utf-8").splitlines()[::4]
    wrong = [
        one
        for one, other in zip(said, made, strict=True)
        if any(check.severity == "error" for check in run_checks(one, other, from_language=code, to_language="nl"))
    ]
    assert len(wrong) <= MOST_ERRORS[code] * len(said)
