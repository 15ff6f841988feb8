"""Not understood twice: choices. Three times: the words are kept, flagged, and the talk goes on."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import Person

People = Callable[..., Person]


def test_three_times(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.fiets")
    someone.say("de blauwe lucht", "answer", 0.5)
    assert "Kunt u het anders zeggen" in someone.notes
    assert len(someone.reply["prompt"]["buttons"]) == 2
    someone.say("appels en peren", "answer", 0.5)
    payloads = [button["payload"] for button in someone.reply["prompt"]["buttons"]]
    assert payloads == ["answer:true", "answer:false", "state:weet_niet", "state:liever_met_een_persoon", "state:later"]
    someone.say("de groene tafel", "answer", 0.5)
    (answer,) = someone.answers("werk.fiets")
    assert (answer.state, answer.words, answer.flag) == ("later", "de groene tafel", "niet_begrepen")
    assert answer.detail == {"tried": ["de blauwe lucht", "appels en peren", "de groene tafel"]}
    assert someone.question != "werk.fiets", "never a loop"
    view = someone.house.record_view(someone.case.case_id)
    (line,) = [line for topic in view.topics for line in topic.lines if line.question == "werk.fiets"]
    assert line.flag == "drie keer niet begrepen: bespreek dit"


def test_an_unsure_date_is_read_back_with_buttons_and_already_kept_as_unsure(person: People) -> None:
    someone = person("ti")
    someone.go_to("persoon.geboortedatum")
    # the month names are the same words in the Gregorian and the Ge'ez calendar
    someone.say("12 መስከረም 1985")
    assert someone.reply["prompt"]["kind"] == "confirm"
    (kept,) = someone.answers("persoon.geboortedatum")
    assert kept.to_confirm
    someone.press("confirm:0")
    confirmed = someone.answers("persoon.geboortedatum")[-1]
    assert (confirmed.to_confirm, confirmed.words, confirmed.value) == (False, "12 መስከረም 1985", kept.value)
    assert someone.question == "persoon.status"


def test_another_reading_can_be_chosen_or_typed(person: People) -> None:
    someone = person("ti")
    someone.go_to("persoon.geboortedatum")
    someone.say("12 መስከረም 1985")
    payloads = [button["payload"] for button in someone.reply["prompt"]["buttons"]]
    assert "confirm:1" in payloads
    someone.press("confirm:1")
    first, chosen = someone.answers("persoon.geboortedatum")
    assert chosen.value != first.value
    someone.press("change:persoon.geboortedatum")
    someone.say("12 መስከረም 1985")
    someone.press("confirm:no")
    assert (someone.question, someone.reply["prompt"]["kind"]) == ("persoon.geboortedatum", "question")
    someone.say("1990")
    assert someone.answers("persoon.geboortedatum")[-1].value == "1990"
