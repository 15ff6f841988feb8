"""The queue: every text gets its draft once, from memory or a package, or waits for a person; a person always goes first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.house import House
from assistant.renditions.model import Check, Rendition, Source
from assistant.store import Event
from tests.conftest import Person
from tests.translations.machine.conftest import WORDS, NoAids, Queue
from translations.machine.faults import CannotTranslate
from translations.machine.machine import Machine
from translations.machine.worker import MOST_CRASHES, MOST_FAULTS

Machines = Callable[..., Machine]
NOW = "2026-11-22T10:00:00+00:00"


def test_words_of_a_person_get_a_dutch_draft_with_everything_that_is_known_of_it(
    queue: Queue, machine: Machines
) -> None:
    (source,) = queue.says("ar", WORDS["ar"])
    queue.empty(queue.worker(machine("ar-en", "en-nl")))
    made = queue.rendition(source)
    assert made is not None
    assert (made.origin, made.language, made.purpose) == ("machine", "nl", "translation")
    assert made.made_by == "translate-ar_en 1.0 + translate-en_nl 1.0"
    assert made.text and made.pivot and made.via is None
    assert [hop["sentences"] for hop in made.detail["hops"]][0] == 2
    job = queue.kept.job(source)
    assert job is not None and (job.state, job.leased_by, job.fault) == ("done", None, None)
    assert job.milliseconds == pytest.approx(sum(hop["ms"] for hop in made.detail["hops"]), abs=0.02)


def test_what_a_consulent_writes_is_drafted_in_the_language_of_the_person(queue: Queue, machine: Machines) -> None:
    (arabic,) = queue.says("ar", WORDS["nl"], to_person=True)
    (dari,) = queue.says("prs", WORDS["nl"], to_person=True)
    (tigrinya,) = queue.says("ti", WORDS["nl"], to_person=True)
    queue.empty(queue.worker(machine("nl-en", "en-ar", "en-fa")))
    made = queue.rendition(arabic)
    assert made is not None and (made.language, made.via) == ("ar", None)
    made = queue.rendition(dari)
    assert made is not None and (made.language, made.via) == ("prs", "fa"), "and it says that it is Farsi"
    assert queue.state(tigrinya) == "waiting"


def test_an_answer_in_the_talk_reaches_the_queue(
    queue: Queue, machine: Machines, person: Callable[..., Person]
) -> None:
    someone = person("ar")
    someone.go_to("werk.droombaan")
    someone.say("أريد أن أعمل نجارا. وأحب الخشب")
    queue.empty(queue.worker(machine("ar-en", "en-nl")))
    (made,) = queue.kept.renditions(someone.case.case_id)
    assert queue.kept.source(made.source_id).question == "werk.droombaan"


def test_tigrinya_waits_for_a_person_until_a_package_is_installed(
    queue: Queue, machine: Machines, languages: Callable[..., Path]
) -> None:
    (source,) = queue.says("ti", WORDS["ti"])
    worker = queue.worker(machine("ar-en", "en-nl"))
    worker.prepare()
    queue.empty(worker)
    assert (queue.state(source), queue.rendition(source)) == ("waiting", None)
    languages("ti-en")
    queue.empty(worker)
    made = queue.rendition(source)
    assert made is not None and made.made_by == "translate-ti_en 1.0 + translate-en_nl 1.0"
    assert any("1 texts that waited" in line for line in queue.told)


def test_it_is_queued_again_also_when_the_package_came_while_no_worker_ran(
    queue: Queue, machine: Machines, languages: Callable[..., Path]
) -> None:
    (source,) = queue.says("ti", WORDS["ti"])
    worker = queue.worker(machine())
    worker.prepare()
    queue.empty(worker)
    languages("ti-en", "en-nl")
    worker = queue.worker(machine())
    worker.prepare()
    queue.empty(worker)
    assert queue.rendition(source) is not None


def test_a_restart_does_not_queue_again_what_failed(queue: Queue, machine: Machines) -> None:
    (source,) = queue.says("ar", WORDS["ar"])
    queue.worker(machine("ar-en", "en-nl")).prepare()
    with queue.kept.writing() as writer:
        writer.job(source, "failed", NOW, fault="translate-ar_en 1.0 failed (RuntimeError)")
    queue.worker(machine()).prepare()
    assert queue.state(source) == "failed"


def remembers(words: str) -> NoAids:
    class Remembers(NoAids):
        def exact(self, source: Source):  # type: ignore[no-untyped-def, override]
            from translations.memory import Match

            if source.words != words:
                return None
            return Match(
                text="Ik heb twee kinderen.", percentage=100, approved_by="selam", at=NOW, segment_id=7, source=words
            )

        def checks(self, source: Source, text: str) -> list[Check]:
            return [Check("names", "warning", "Een naam ontbreekt.", ("Ali",))]

    return Remembers()


def test_the_memory_goes_before_the_machine_also_where_no_package_is(queue: Queue, machine: Machines) -> None:
    known, other = queue.says("ti", WORDS["ti"], "ካልእ ነገር")
    queue.empty(queue.worker(machine(), aids=remembers(WORDS["ti"])))
    made = queue.rendition(known)
    assert made is not None
    assert (made.origin, made.text, made.made_by) == ("memory", "Ik heb twee kinderen.", "memory segment 7")
    assert made.detail == {"percentage": 100, "segment": 7, "approved_by": "selam"}
    assert made.checks[0]["code"] == "names"
    assert (queue.state(known), queue.state(other)) == ("done", "waiting")


def test_the_real_memory_and_the_real_checks(house: House, queue: Queue, machine: Machines) -> None:
    from translations.machine.drafting import StoredAids
    from translations.memory import Memory

    (first,) = queue.says("ar", "أريد أن أعمل في حديقة كبيرة مع الناس")
    source = queue.kept.source(first)
    with queue.kept.writing() as writer:
        approved = writer.rendition(
            Rendition(first, "Ik wil in een grote tuin met mensen werken", "nl", "person", "selam", NOW)
        )
        segment = Memory(queue.kept).segment(replace(source, sensitive=False), approved, approved_by="selam", at=NOW)
        assert segment is not None
        writer.remember(segment)
    again, number = queue.says("ar", source.words, "عندي 3 أولاد وعمري 41 سنة")
    queue.empty(queue.worker(machine("ar-en", "en-nl"), aids=StoredAids(queue.kept)))
    remembered = queue.rendition(again)
    assert remembered is not None and (remembered.origin, remembered.text) == ("memory", approved.text)
    drafted = queue.rendition(number)
    assert drafted is not None and "numbers" in {check["code"] for check in drafted.checks}


def test_what_a_person_translated_meanwhile_is_left_alone(queue: Queue, machine: Machines) -> None:
    (source,) = queue.says("ar", WORDS["ar"])
    with queue.kept.writing() as writer:
        writer.rendition(Rendition(source, "Ik heb twee kinderen.", "nl", "person", "selam", NOW))
    queue.empty(queue.worker(machine("ar-en", "en-nl")))
    assert [made.origin for made in queue.renditions(source)] == ["person"]
    assert queue.state(source) == "done"


def test_also_when_that_happens_while_the_machine_is_at_it(queue: Queue, machine: Machines) -> None:
    (source,) = queue.says("ar", WORDS["ar"])

    class Meanwhile(NoAids):
        def checks(self, source: Source, text: str) -> tuple[Check, ...]:
            with queue.kept.writing() as writer:
                writer.rendition(Rendition(source.id or 0, "Zelf vertaald.", "nl", "person", "selam", NOW))
            return ()

    queue.empty(queue.worker(machine("ar-en", "en-nl"), aids=Meanwhile()))
    assert [made.origin for made in queue.renditions(source)] == ["person"]
    assert queue.state(source) == "done"


def test_a_transcription_is_no_translation(queue: Queue, machine: Machines) -> None:
    (source,) = queue.says("ar", WORDS["ar"])
    with queue.kept.writing() as writer:
        writer.rendition(Rendition(source, WORDS["ar"], "ar", "person", "selam", NOW, purpose="transcription"))
    queue.empty(queue.worker(machine("ar-en", "en-nl")))
    assert [made.origin for made in queue.renditions(source)] == ["person", "machine"]


def test_one_text_that_fails_is_left_to_a_person_and_the_others_go_on(
    queue: Queue, machine: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad, other = queue.says("ar", WORDS["ar"], "كلمات تفشل", "مرحبا")
    made = machine("ar-en", "en-nl")
    translate = made.translate

    def fails(texts: list[str], *pair: str) -> object:
        if any("تفشل" in text for text in texts):
            raise CannotTranslate("translate-ar_en 1.0", RuntimeError("كلمات تفشل"))
        return translate(texts, *pair)

    monkeypatch.setattr(made, "translate", fails)
    queue.empty(queue.worker(made))
    assert queue.rendition(good) and queue.rendition(other)
    job = queue.kept.job(bad)
    assert job is not None
    assert (job.state, job.attempts, job.fault) == ("failed", MOST_FAULTS, "translate-ar_en 1.0 failed (RuntimeError)")
    assert not any("تفشل" in line for line in queue.told)


def test_a_package_that_breaks_leaves_its_texts_to_a_person(queue: Queue, languages: Callable[..., Path]) -> None:
    folder = languages("ar-en", "en-nl")
    (model,) = folder.glob("translate-en_nl*/model/model.bin")
    model.write_bytes(model.read_bytes()[:1000])
    (source,) = queue.says("ar", WORDS["ar"])
    queue.empty(queue.worker(Machine(folder, tries=lambda place: None)))
    assert queue.state(source) == "waiting"


def test_a_text_that_ends_the_process_every_time_is_given_up(queue: Queue, machine: Machines) -> None:
    source, other = queue.says("ar", WORDS["ar"], "مرحبا")
    for crash in range(MOST_CRASHES):
        left = queue.kept.lease_jobs(f"worker-{crash}", [("ar", "nl")], 1, NOW, "2026-11-22T10:10:00+00:00")
        assert [one.id for one in left] == [source]
        queue.kept.end_leases()
    worker = queue.worker(machine("ar-en", "en-nl"))
    worker.prepare()
    queue.empty(worker)
    job = queue.kept.job(source)
    assert job is not None and (job.state, job.fault) == ("failed", "the worker ended every time this was translated")
    assert queue.rendition(other) is not None


def test_what_a_worker_that_was_killed_held_is_taken_up_at_once(queue: Queue, machine: Machines) -> None:
    (source,) = queue.says("ar", WORDS["ar"])
    now = datetime.now(UTC).isoformat()
    assert queue.kept.lease_jobs("worker-gone", [("ar", "nl")], 8, now, "2999-01-01T00:00:00+00:00")
    worker = queue.worker(machine("ar-en", "en-nl"))
    assert worker.work_once() == 0, "as long as it may be alive, its jobs are its own"
    worker.prepare()
    queue.empty(worker)
    assert queue.rendition(source) is not None


def test_a_worker_that_lost_its_lease_writes_nothing(queue: Queue, machine: Machines) -> None:
    (source,) = queue.says("ar", WORDS["ar"])

    class Slow(NoAids):
        def checks(self, source: Source, text: str) -> tuple[Check, ...]:
            queue.kept.end_leases()
            queue.kept.lease_jobs("other", [("ar", "nl")], 8, NOW, "2999-01-01T00:00:00+00:00")
            return ()

    queue.worker(machine("ar-en", "en-nl"), aids=Slow()).work_once()
    assert queue.rendition(source) is None
    job = queue.kept.job(source)
    assert job is not None and (job.state, job.leased_by) == ("queued", "other")


def test_checks_or_memory_that_fail_do_not_stop_the_queue(queue: Queue, machine: Machines) -> None:
    class Broken(NoAids):
        def exact(self, source: Source) -> None:
            raise KeyError(source.words)

        def checks(self, source: Source, text: str) -> tuple[Check, ...]:
            raise ValueError(source.words)

    (source,) = queue.says("ar", WORDS["ar"])
    queue.empty(queue.worker(machine("ar-en", "en-nl"), aids=Broken()))
    made = queue.rendition(source)
    assert made is not None and made.detail["unchecked"] is True
    assert not any("ولدان" in line for line in queue.told)


def test_a_fault_nobody_foresaw_ends_the_worker_without_a_word(
    queue: Queue, machine: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    (source,) = queue.says("ar", WORDS["ar"])
    made = machine("ar-en", "en-nl")

    def fails(texts: list[str], *pair: str) -> object:
        raise KeyError(texts[0])

    monkeypatch.setattr(made, "translate", fails)
    with pytest.raises(SystemExit):
        queue.worker(made).run(threading.Event())
    assert queue.told[-1].startswith("worker: KeyError in test_worker.py, line ")
    assert not any("ولدان" in line for line in queue.told)
    assert queue.state(source) == "queued"


def test_a_recording_waits_for_somebody_who_listens(queue: Queue, machine: Machines) -> None:
    case = queue.case("ar")
    with queue.kept.writing() as writer:
        kept = writer.source(
            Source(case.case_id, "recording", 1, "answer", "werk.droombaan", None, 1, "werk", False, "ar", "nl", NOW)
        )
    assert kept.id is not None
    worker = queue.worker(machine("ar-en", "en-nl"))
    worker.prepare()  # the packages are new: everything that waited is queued once
    queue.empty(worker)
    assert (queue.state(kept.id), queue.renditions(kept.id)) == ("waiting", [])


def test_words_of_an_earlier_version_of_the_product_come_into_the_queue_once(
    queue: Queue, machine: Machines, person: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    someone = person("ar")
    with monkeypatch.context() as earlier:
        earlier.setattr("assistant.conversation.source_of_answer", lambda *anything: None)
        earlier.setattr("assistant.conversation.source_of_event", lambda *anything: None)
        someone.go_to("werk.droombaan")
        someone.say("نجار")
        someone.press("change:werk.droombaan")
        someone.say("أريد أن أعمل نجارا")
    case = someone.case.case_id
    with queue.house.store.writing(case) as writer:
        writer.event(Event("remark", NOW, 1, {"words": "شكرا", "language": "ar"}))
        writer.event(Event("remark", NOW, 1, {"words": "bedankt", "language": "nl"}))
    assert queue.kept.sources(case) == []
    for _ in range(2):
        worker = queue.worker(machine("ar-en", "en-nl"))
        worker.prepare()
        queue.empty(worker)
        assert sorted(source.words for source in queue.kept.sources(case)) == ["أريد أن أعمل نجارا", "شكرا"]
        assert len(queue.kept.renditions(case)) == 2
    someone.press("change:werk.droombaan")
    someone.say("خباز")
    queue.worker(machine()).prepare()
    assert len(queue.kept.sources(case)) == 3


def test_confirming_the_same_words_is_no_new_work_for_the_next_start(
    queue: Queue, machine: Machines, person: Callable[..., Person]
) -> None:
    someone = person("ar")
    someone.go_to("werk.droombaan")
    someone.say("نجار")
    for words in ("نجار", "خباز", "نجار"):
        someone.press("change:werk.droombaan")
        someone.say(words)
    count = len(queue.kept.sources(someone.case.case_id))
    queue.worker(machine()).prepare()
    assert len(queue.kept.sources(someone.case.case_id)) == count
