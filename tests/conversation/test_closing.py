"""The end: the read-back explains itself, and the teach-back is kept word for word and judged by nobody but a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Person

People = Callable[..., Person]


def test_i_do_not_understand_explains_the_read_back_and_tells_the_consulent(person: People) -> None:
    someone = person("nl")
    someone.go_to_kind("readback", "gezin")
    lines = someone.reply["prompt"]["lines"]
    assert someone.payloads == ["readback:right", "readback:unclear"]
    someone.press("readback:unclear")
    assert "Hier staat wat ik van u heb begrepen" in someone.notes
    assert someone.reply["prompt"]["lines"] == lines, "the same list stays on the screen"
    view = someone.house.record_view(someone.case.case_id)
    assert [event.text_nl for event in view.events if event.kind == "readback_unclear"] == [
        "Begreep het teruglezen niet: Uw gezin"
    ]
    someone.press("readback:right")
    assert someone.events("readback")[-1] == {"topic": "gezin"}


def test_what_happens_next_is_explained_before_the_teach_back(person: People) -> None:
    someone = person("nl")
    someone.go_to("afsluiting.hoe_verder")
    assert someone.kind == "notice"
    assert "Neem mee: uw verblijfskaart" in someone.reply["prompt"]["text"]
    someone.press("answer:true")
    assert someone.question == "afsluiting.teach_back"


TEACH_BACK = [
    ("nl", "De gemeente belt mij. Ik neem mijn papieren mee. Dan maken we een plan."),
    ("nl", "ik snap er niks van"),
    ("nl", "weet ik eigenlijk niet precies maar iemand belt"),
    ("ar", "البلدية رح تتصل فيني وبعدين منعمل خطة سوا"),
    ("ti", "ምምሕዳር ከተማ ክድውሉለይ እዮም፡ ብድሕሪኡ ሓቢርና መደብ ክንሰርሕ ኢና"),
    ("prs", "شاروالی به من زنگ می‌زند و ما با هم پلان جور می‌کنیم"),
]


@pytest.mark.parametrize(("language", "words"), TEACH_BACK)
def test_the_teach_back_is_kept_word_for_word(person: People, language: str, words: str) -> None:
    someone = person(language)
    someone.go_to("afsluiting.teach_back")
    someone.say(words, "answer", 0.9)
    (answer,) = someone.answers("afsluiting.teach_back")
    assert (answer.words, answer.value, answer.language) == (words, words, language)
    assert (answer.state, answer.to_confirm, answer.flag, answer.detail) == ("beantwoord", False, None, None)
    assert someone.kind == "offer", "nothing is said about whether it was right"


def test_the_consulent_reads_it(person: People) -> None:
    someone = person("nl")
    someone.go_to("afsluiting.teach_back")
    someone.say("Iemand belt mij en dan praten wij")
    view = someone.house.record_view(someone.case.case_id)
    (line,) = [line for topic in view.topics for line in topic.lines if line.question == "afsluiting.teach_back"]
    assert (line.words, line.value_nl) == ("Iemand belt mij en dan praten wij", "Iemand belt mij en dan praten wij")


def test_what_is_told_after_the_end_is_read_back_again(person: People) -> None:
    someone = person("nl")
    someone.go_to_kind("offer", "wonen")
    someone.press("offer:now")
    while someone.kind in {"question", "rest"}:
        someone.step()
    assert (someone.kind, someone.reply["prompt"]["topic"]) == ("readback", "wonen")
    someone.press("readback:right")
    assert someone.kind == "offer", "the teach-back is not asked twice"
    assert len(someone.answers("afsluiting.teach_back")) == 1
