"""After the short core: more can be told now, later, in the talk with the consulent, or it is enough."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Person

People = Callable[..., Person]


@pytest.fixture
def someone(person: People) -> Person:
    """A person who comes to the first offer."""
    someone = person("nl")
    someone.go_to_kind("offer")
    return someone


def test_the_first_offer_comes_after_the_teach_back_and_says_that_the_short_part_is_done(someone: Person) -> None:
    assert someone.reply["prompt"]["topic"] == "persoon"
    assert "De belangrijkste vragen zijn klaar" in someone.notes
    assert someone.answers("afsluiting.teach_back")
    assert someone.payloads == ["offer:now", "offer:later", "offer:talk", "offer:enough"]


def test_now_asks_the_rest_of_that_topic_and_reads_it_back(someone: Person) -> None:
    someone.press("offer:now")
    assert someone.question == "persoon.geboorteland"
    while someone.kind in {"question", "rest"}:
        someone.press("go_on" if someone.kind == "rest" else "state:later")
    assert (someone.kind, someone.reply["prompt"]["topic"]) == ("readback", "persoon")
    someone.press("readback:right")
    assert (someone.kind, someone.reply["prompt"]["topic"]) == ("offer", "gezin")
    assert "De belangrijkste vragen zijn klaar" not in someone.notes, "said once"


PUT_OFF = [
    ("offer:later", "later", "de inburgeraar wilde hier later over vertellen"),
    ("offer:talk", "talk", "de inburgeraar vertelt dit in het gesprek"),
]


@pytest.mark.parametrize(("button", "until", "because"), PUT_OFF)
def test_later_and_in_the_talk_are_in_the_record(someone: Person, button: str, until: str, because: str) -> None:
    someone.press(button)
    assert someone.events("put_off") == [{"topic": "persoon", "until": until}]
    assert someone.reply["prompt"]["topic"] == "gezin"
    view = someone.house.record_view(someone.case.case_id)
    lines = {line.question: line for topic in view.topics for line in topic.lines}
    assert lines["persoon.geboorteland"].state == "niet_gevraagd"
    assert lines["persoon.geboorteland"].state_nl == f"niet gevraagd: {because}"


def test_enough_ends_the_offers_and_leaves_the_way_open(someone: Person) -> None:
    someone.press("offer:enough")
    assert someone.reply["finished"]
    assert someone.payloads == ["see:answers", "move:topics"]
    someone.press("move:topics")
    assert "topic:werk" in someone.payloads
    someone.press("topic:werk")
    assert someone.question == "werk.broodbaan"


TYPED = [
    ("ja graag", "affirm", "question", "persoon"),
    ("nee", "deny", "offer", "gezin"),
    ("overslaan", "skip", "offer", "gezin"),
]


@pytest.mark.parametrize(("words", "intent", "kind", "topic"), TYPED)
def test_an_offer_can_be_answered_in_words(someone: Person, words: str, intent: str, kind: str, topic: str) -> None:
    someone.say(words, intent, 0.95)
    assert (someone.kind, someone.reply["prompt"]["topic"]) == (kind, topic)


def test_nothing_is_offered_about_a_topic_that_has_nothing_more(someone: Person) -> None:
    offered = []
    while not someone.reply["finished"]:
        if someone.kind == "offer":
            offered.append(someone.reply["prompt"]["topic"])
        someone.press("offer:later")
    assert "welkom" not in offered, "all of the welcome was asked"
    assert "vrije_tijd" not in offered, "off in this question set"
    assert "kinderen_vve" not in offered, "there are no children"
    assert {"persoon", "gezin", "onderwijs", "taal", "werk", "financien", "inburgering"} <= set(offered)


def test_who_wants_to_tell_everything_is_asked_everything_that_is_offered(someone: Person) -> None:
    for _ in range(300):
        if someone.reply["finished"]:
            break
        someone.press("offer:now") if someone.kind == "offer" else someone.step()
    assert someone.reply["finished"]
    asked = {answer.question for answer in someone.house.store.answers(someone.case.case_id)}
    assert {"financien.schulden", "taal.talen", "inburgering.brief_duo", "wonen.met_wie", "werk.uren"} <= asked


def test_progress_is_honest_about_the_short_core_and_about_what_was_asked_beside_it(person: People) -> None:
    someone = person("nl")
    someone.go_to("persoon.naam")
    begun = someone.reply["prompt"]["progress"]
    someone.go_to_kind("offer")
    done = someone.reply["prompt"]["progress"]
    assert begun["done"] == 3 < done["done"] == done["total"]
    someone.press("offer:now")
    more = someone.reply["prompt"]["progress"]
    assert more["done"] == done["done"] and more["total"] > done["total"], (
        "what is asked beside it is added to the whole"
    )
