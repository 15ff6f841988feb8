"""What each decision keeps: renditions, verdicts, notes, the memory, and the question to the person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.house import House
from assistant.renditions.model import Rendition, Source
from assistant.renditions.sending_back import LONGEST_REASON, NoReason, NothingToSendBack, send_back
from assistant.store.translation import NotYours, Recording, UnknownSource
from benchmarks.desk import ConstructedCase
from tests.conftest import Clock
from tests.translations.desk.conftest import AnyPerson, AnyReviewer, ids, take
from translations.desk import Desk, DeskDraft, NothingToApprove, NothingToAsk, Unacknowledged

WORDS, DUTCH = "ኣብ ቤት ብልዒ ክሰርሕ እደሊ", "Ik wil in een restaurant werken"
NUMBERED, NUMBERED_DUTCH = "ን12 ዓመት ሓረስታይ ኮይነ ሰሪሐ", "Ik heb 12 jaar als boer gewerkt"


def test_an_own_text_is_approved_in_one_write(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House, clock: Clock
) -> None:
    someone, person, kept = reviewer(), newcomer(), house.store.translation
    item = person.says("werk.droombaan", WORDS)
    machine = person.machine_makes(item, "Ik wil eten werken", pivot="I want to work in a restaurant", via="am")
    shown = take(desk, someone)
    assert shown.draft.text == "Ik wil eten werken" and shown.drafted_from == "machine"
    assert shown.machine is not None and shown.machine.pivot == "I want to work in a restaurant"
    assert shown.machine.via == "am" and shown.standing.state.name == "machine"
    decided = desk.approve(someone, item, DeskDraft(f" {DUTCH} ", "Een eigen restaurant is bedoeld"))
    assert decided.kind == "approved" and decided.undo_until > clock().isoformat()
    (_, mine), (review,), (note,) = (
        kept.renditions(person.case_id), kept.reviews(person.case_id), kept.notes(person.case_id)
    )  # fmt: skip
    assert (mine.text, mine.origin, mine.made_by, mine.based_on) == (DUTCH, "person", "hiwet", machine.id)
    assert (review.verdict, review.by, review.role, review.rendition_id) == (
        "goedgekeurd",
        "hiwet",
        "cultuurvertaler",
        mine.id,
    )
    assert (note.text, note.by) == ("Een eigen restaurant is bedoeld", "hiwet")
    assert kept.held("2026") == {} and kept.drafts("hiwet") == {}
    assert desk.next(someone) is None
    job = kept.job(item)
    assert job is not None and job.state == "done", "no machine makes a newer text over an approved one"


def test_a_text_that_is_right_is_approved_as_it_is(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House
) -> None:
    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", WORDS)
    machine = person.machine_makes(item, DUTCH)
    desk.approve(someone, item, take(desk, someone).draft)
    assert [one.id for one in house.store.translation.renditions(person.case_id)] == [machine.id]
    (review,) = house.store.translation.reviews(person.case_id)
    assert review.rendition_id == machine.id
    assert house.store.translation.notes(person.case_id) == []


def test_an_error_blocks_until_it_is_acknowledged_with_a_reason(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House
) -> None:
    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", NUMBERED)
    wrong = DeskDraft(text=NUMBERED_DUTCH.replace("12", "21"))
    desk.open(someone, item)
    checks = {check.code: check.severity for check in desk.keep_draft(someone, item, wrong)}
    assert checks.get("numbers") == "error"
    for reason in ({}, {"numbers": "  x "}, {"another": "dat klopt zo"}):
        with pytest.raises(Unacknowledged) as fault:
            desk.approve(someone, item, replace(wrong, acknowledged=reason))
        assert [check.code for check in fault.value.checks] == ["numbers"]
    assert house.store.translation.reviews(person.case_id) == []
    desk.approve(
        someone, item, replace(wrong, acknowledged={"numbers": "zij verbeterde zichzelf", "stale": "oude reden"})
    )
    (review,) = house.store.translation.reviews(person.case_id)
    assert review.acknowledged == {"numbers": "zij verbeterde zichzelf"}
    (rendition,) = house.store.translation.renditions(person.case_id)
    assert [check["code"] for check in rendition.checks] == ["numbers"], "what was found stays with the text"


def test_nothing_is_approved_or_corrected_without_a_text(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House
) -> None:
    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", WORDS)
    assert take(desk, someone).checks == ()
    assert desk.keep_draft(someone, item, DeskDraft()) == []
    for decide in (desk.approve, desk.correct):
        with pytest.raises(NothingToApprove):
            decide(someone, item, DeskDraft(text=" \n", note="een notitie"))
    assert house.store.translation.renditions(person.case_id) == []


def test_a_correction_is_no_approval(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House) -> None:
    one, other, person = reviewer("hiwet"), reviewer("yonas"), newcomer()
    item = person.says("werk.droombaan", WORDS)
    desk.open(one, item)
    desk.correct(one, item, DeskDraft(text=DUTCH))
    kept = house.store.translation
    assert [(made.text, made.origin) for made in kept.renditions(person.case_id)] == [(DUTCH, "person")]
    assert kept.reviews(person.case_id) == [] and kept.memory("ti", "nl") == []
    desk.approve(other, item, take(desk, other).draft)
    (made,), (review,) = kept.renditions(person.case_id), kept.reviews(person.case_id)
    assert (made.made_by, review.by) == ("hiwet", "yonas"), "who wrote it and who approved it are both known"


def test_a_note_changes_only_when_it_is_changed(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House
) -> None:
    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", WORDS)
    desk.open(someone, item)
    desk.correct(someone, item, DeskDraft(DUTCH, "Beleefd gezegd"))
    assert desk.open(someone, item).draft.note == "Beleefd gezegd"
    desk.correct(someone, item, DeskDraft(f"{DUTCH}.", "Beleefd gezegd"))
    desk.open(someone, item)
    desk.approve(someone, item, DeskDraft(DUTCH, ""))
    assert [note.text for note in house.store.translation.notes(person.case_id)] == ["Beleefd gezegd", ""]


# asking the person -------------------------------------------------------------------------------------


def test_a_question_goes_into_the_chat_and_the_item_comes_back_with_the_reply(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House
) -> None:
    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", WORDS)
    desk.open(someone, item)
    desk.ask_again(someone, item, DeskDraft(text="Ik wil in een ..."), " ኣበይ? ", "Waar?")
    asked = next(event for event in house.store.events(person.case_id) if event.kind == "asked_back")
    assert asked.data == {
        "source": item, "question": "werk.droombaan", "entry": None, "words": "ኣበይ?", "language": "ti",
        "words_nl": "Waar?", "by": "hiwet",
    }  # fmt: skip
    (review,) = house.store.translation.reviews(person.case_id)
    assert (review.verdict, review.reason) == ("opnieuw_vragen", "Waar?")
    assert [made.text for made in house.store.translation.renditions(person.case_id)] == ["Ik wil in een ..."]
    assert desk.next(someone) is None, "it waits for the person"
    reply = person.replies(item, "ኣብ ኣምስተርዳም")
    assert ids(desk, someone) == [item, reply]
    back = desk.open(someone, item)
    assert back.asked is not None
    assert (back.asked.question, back.asked.question_own) == ("Waar?", "ኣበይ?")
    assert (back.asked.reply, back.asked.reply_language) == ("ኣብ ኣምስተርዳም", "ti")
    assert not back.standing.asked_again
    desk.approve(someone, item, DeskDraft(text=DUTCH))
    told = desk.open(someone, reply)
    assert told.about == "told_back" and told.original == "ኣብ ኣምስተርዳም"
    assert told.asked is not None and told.asked.question == "Waar?" and told.asked.reply is None


def test_a_second_question_about_the_same_words_waits_again(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson
) -> None:
    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", WORDS)
    for words in ("ኣበይ?", "መዓስ?"):
        desk.open(someone, item)
        desk.ask_again(someone, item, DeskDraft(), words, "Vraag")
        assert item not in ids(desk, someone)
        person.replies(item, "ኣብ ኣምስተርዳም")
    shown = desk.open(someone, item)
    assert shown.asked is not None and shown.asked.question_own == "መዓስ?"


@pytest.mark.parametrize(("own", "dutch"), [("", "Waar?"), ("ኣበይ?", " "), ("ኣ" * 501, "Waar?")])
def test_a_question_needs_words_in_both_languages(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House, own: str, dutch: str
) -> None:
    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", WORDS)
    desk.open(someone, item)
    with pytest.raises(NothingToAsk):
        desk.ask_again(someone, item, DeskDraft(), own, dutch)
    assert house.store.events(person.case_id) == []


def test_nothing_is_asked_about_the_words_of_a_consulent(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson
) -> None:
    someone, item = reviewer(), newcomer().is_told("Wij bellen u in week 12")
    shown = desk.open(someone, item)
    assert desk.proposed_question(shown, "ti") == []
    with pytest.raises(NothingToAsk):
        desk.ask_again(someone, item, DeskDraft(), "ኣበይ?", "Waar?")


def test_questions_stand_ready_in_dutch_and_in_the_language_of_the_person(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House
) -> None:
    item = desk.open(reviewer(), newcomer().says("werk.droombaan", WORDS))
    proposed = desk.proposed_question(item, "ti")
    assert "Kunt u dit in andere woorden zeggen?" in [one["nl"] for one in proposed]
    assert len(proposed) >= 3
    # Dutch words are never proposed as words of another language
    assert all(one["own"] != one["nl"] for one in proposed)


# recordings --------------------------------------------------------------------------------------------


def _recorded(house: House, person: ConstructedCase) -> Source:
    recording = house.store.translation.add_recording(
        Recording(
            "answer",
            "ti",
            None,
            None,
            person.case_id,
            "audio/webm",
            4000,
            "x",
            "00",
            "person",
            "2026-11-22T09:00:00+00:00",
        )
    )
    with house.store.translation.writing() as writer:
        return writer.source(
            Source(
                case_id=person.case_id, kind="recording", ref=recording.id or 0, about="answer", question="werk.droombaan",
                entry=None, version=1, topic="werk", sensitive=False, from_language="ti", to_language="nl",
                at="2026-11-22T09:00:00+00:00",
            )
        )  # fmt: skip


def test_a_recording_that_was_destroyed_before_it_was_written_out_is_not_offered(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House
) -> None:
    someone, person = reviewer(), newcomer()
    item = _recorded(house, person)
    person.says("werk.droombaan", "", value={}, detail={"recording": item.ref})
    assert ids(desk, someone) == [item.id]
    house.store.translation.withdraw_recording(item.ref, "2026-11-22T09:00:00+00:00")
    assert desk.next(someone) is None


def test_a_recording_is_written_out_before_its_translation_is_approved(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House
) -> None:
    someone, person = reviewer(), newcomer()
    recorded = _recorded(house, person)
    item = recorded.id or 0
    person.says("werk.droombaan", "", value={}, detail={"recording": recorded.ref})
    shown = desk.open(someone, item)
    assert shown.original is None and shown.recording_id == recorded.ref and shown.terms == () == shown.matches
    with pytest.raises(NothingToApprove):
        desk.approve(someone, item, DeskDraft(text=DUTCH))
    desk.keep_draft(someone, item, DeskDraft(transcription=WORDS))
    desk.leave(someone, item)
    assert desk.open(someone, item).original == WORDS
    desk.approve(someone, item, DeskDraft(text=DUTCH, transcription=WORDS))
    heard, made = house.store.translation.renditions(person.case_id)
    assert (heard.purpose, heard.text, heard.language) == ("transcription", WORDS, "ti")
    assert (made.purpose, made.text, made.language) == ("translation", DUTCH, "nl")
    assert desk.next(someone) is None


# sending back ------------------------------------------------------------------------------------------


def test_only_a_translation_can_be_sent_back_and_only_with_a_reason(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House
) -> None:
    person = newcomer()
    item = person.says("werk.droombaan", WORDS)
    with pytest.raises(NothingToSendBack):
        send_back(house.store, item, "jansen", "Wat is bedoeld?")
    person.machine_makes(item, DUTCH)
    for reason in ("", "  ", "x" * (LONGEST_REASON + 1)):
        with pytest.raises(NoReason):
            send_back(house.store, item, "jansen", reason)
    with pytest.raises(UnknownSource):
        send_back(house.store, 4711, "jansen", "Wat is bedoeld?")
    assert house.store.translation.reviews(person.case_id) == []
    review = send_back(house.store, item, "jansen", " Wat is bedoeld? ", role="teamleider")
    assert (review.verdict, review.reason, review.role) == ("aan_te_passen", "Wat is bedoeld?", "teamleider")


# the memory --------------------------------------------------------------------------------------------


def _remembered(house: House) -> list[tuple[str, str]]:
    return [(segment.source, segment.target) for segment in house.store.translation.memory("ti", "nl")]


def test_the_memory_grows_on_approval_and_helps_with_the_same_words(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House
) -> None:
    one = reviewer("hiwet")
    first, second = newcomer(), newcomer()
    approved, same = first.says("werk.droombaan", WORDS), second.says("wensen.helpt", WORDS)
    desk.open(one, approved)
    desk.keep_draft(one, approved, DeskDraft(text=DUTCH))
    assert _remembered(house) == []
    desk.approve(one, approved, DeskDraft(text=DUTCH))
    assert _remembered(house) == [(WORDS, DUTCH)]
    shown = desk.open(reviewer("yonas"), same)
    (match,) = shown.matches
    assert (match.text, match.percentage, match.approved_by) == (DUTCH, 100, "hiwet")
    assert shown.draft.text == "" and shown.drafted_from is None, "a match is only a suggestion"


def test_the_memory_forgets_what_is_sent_back_or_replaced(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House
) -> None:
    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", WORDS)
    desk.open(someone, item)
    desk.approve(someone, item, DeskDraft(text=DUTCH))
    send_back(house.store, item, "jansen", "Wat is bedoeld?")
    assert _remembered(house) == []
    desk.open(someone, item)
    desk.approve(someone, item, DeskDraft(text="Ik wil in een eethuis werken"))
    assert _remembered(house) == [(WORDS, "Ik wil in een eethuis werken")]


def test_nothing_sensitive_and_no_name_enters_the_memory(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House
) -> None:
    someone, person = reviewer(), newcomer()
    person.says("persoon.naam", "ሰላም ተስፋይ")
    for question, words, dutch in (
        ("gezondheid.lichaam", "ርእሰይ የሕምመኒ", "Ik heb pijn in mijn hoofd"),
        ("werk.droombaan", "ስመይ ሰላም ተስፋይ እዩ ኣብ ድኳን ክሰርሕ እደሊ", "Ik heet Selam Tesfay en wil in een winkel werken"),
    ):
        item = person.says(question, words)
        desk.open(someone, item)
        draft = DeskDraft(text=dutch)
        errors = {
            check.code: "klopt zo" for check in desk.keep_draft(someone, item, draft) if check.severity == "error"
        }
        desk.approve(someone, item, replace(draft, acknowledged=errors))
    kept = " ".join(f"{source} {target}" for source, target in _remembered(house))
    for personal in ("ርእሰይ", "hoofd", "ሰላም", "ተስፋይ", "Selam", "Tesfay"):
        assert personal not in kept


# all or nothing ----------------------------------------------------------------------------------------


def test_a_decision_that_cannot_be_kept_whole_is_not_kept_at_all(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.store import translation_sqlite

    someone, person = reviewer(), newcomer()
    item = person.says("werk.droombaan", WORDS)
    desk.open(someone, item)
    desk.keep_draft(someone, item, DeskDraft(text=DUTCH))

    def breaks(self: object, segment: object) -> None:
        raise RuntimeError("the disk fell out")

    with monkeypatch.context() as patched:
        patched.setattr(translation_sqlite.SQLiteTranslationWriter, "remember", breaks)
        with pytest.raises(RuntimeError):
            desk.approve(someone, item, DeskDraft(text=DUTCH, note="notitie"))
    kept = house.store.translation
    assert kept.renditions(person.case_id) == kept.reviews(person.case_id) == kept.notes(person.case_id) == []
    assert desk.open(someone, item).draft.text == DUTCH
    assert desk.approve(someone, item, DeskDraft(text=DUTCH)).kind == "approved"


def test_a_rendition_that_a_machine_adds_later_does_not_hide_who_holds_the_item(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson
) -> None:
    one, other, person = reviewer("hiwet"), reviewer("yonas"), newcomer()
    item = person.says("werk.droombaan", WORDS)
    assert take(desk, one).draft.text == ""
    made: Rendition = person.machine_makes(item, DUTCH)
    with pytest.raises(NotYours):
        desk.open(other, item)
    assert desk.open(one, item).draft.text == made.text
