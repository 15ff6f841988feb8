"""Working material is gone from everywhere, with proof; the dossier stays and still holds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.commands.opening import wording_of
from assistant.documents import tree
from assistant.documents.pdf import as_pdf
from assistant.documents.summary import summary_document
from assistant.erasing import CannotErase, Restricted, erase, proof_document, sweep
from assistant.erasing.parts import DOSSIER, FACTS
from assistant.house import House, open_house
from assistant.pip.versions import verify
from assistant.pip.workflow.faults import OnHold
from assistant.recordings import Vault
from assistant.rights.requests import ask, decide, requests_of
from assistant.store import ErasedCase, Event
from assistant.store.erasing_sqlite import _OF_A_CASE
from assistant.understanding.normalise import fold
from tests.conftest import Clock, Person
from tests.documents.conftest import set_as_it_is
from tests.erasing.whole_case import found_in_files, found_in_tables, tables, tell
from translations.desk.waiting import Waiting
from translations.memory.index import Index

BY: dict[str, Any] = {"by": "anna", "role": "consulent", "ground": "Op verzoek van de persoon (AVG art. 17)"}


def words_of(house: House, case_id: str) -> set[str]:
    """Everything said and written in a case, long enough to be found again."""
    store = house.store
    said = {answer.words for answer in store.answers(case_id)}
    said |= {one.text for one in store.translation.renditions(case_id)} | {one.text for one in store.translation.notes(case_id)}
    return {text for text in said if len(text) > 12}


def test_no_word_of_an_erased_case_is_anywhere(house: House) -> None:
    told = tell(house)
    other = tell(house, answers=3)
    before = found_in_tables(house, told.words)
    assert {"answers", "turns", "inbox", "events", "renditions", "notes", "memory", "desk_drafts", "dossier"} <= before.keys()
    assert words_of(house, told.case_id)
    proof = erase(house, told.case_id, **BY)
    only_here = told.words - other.words
    assert found_in_tables(house, only_here) == {}
    assert found_in_files(house.data, only_here) == set()
    assert house.store.answers(told.case_id) == [] and house.store.translation.sources(told.case_id) == []
    assert proof.what == "alles" and proof.counts["answers"] > 5 and proof.counts["recordings"] == 1
    assert Vault(house.data, house.keyring).names() == [
        one.file for one in house.store.erasing.recordings(other.case_id)
    ], "only the other person's recording is left"


def test_another_process_lets_go_of_what_it_held(house: House, clock: Clock) -> None:
    told = tell(house)
    second = open_house(house.data, wording_of, clock)
    try:
        assert second.store.answers(told.case_id) and second.store.dossier.entries(told.case_id)
        assert second.store.translation.unreviewed_counts() is not None
        erase(house, told.case_id, **BY)
        assert second.store.answers(told.case_id) == []
        kinds = {event.kind for event in second.store.events(told.case_id)}
        assert kinds <= FACTS.keys() and "consent" in kinds
        assert second.store.dossier.entries(told.case_id) == []
        assert told.case_id not in second.store.translation.unreviewed_counts()
        held = repr([vars(one) for one in (second.store._answers, second.store._events, second.store.dossier)])  # type: ignore[attr-defined]
        assert not [word for word in told.words if word in held]
    finally:
        second.store.close()


def test_functions_that_remember_let_go_too(house: House) -> None:
    told = tell(house, answers=4)
    fold("klompendroom0")
    waiting = Waiting(house.store, house.catalogue)
    assert fold.cache_info().currsize and told.case_id in {*waiting.now(), told.case_id}
    learnt = Index(house.store.translation)
    assert learnt.like("ti", "nl", "geheugenwoord", least=10)
    erase(house, told.case_id, **BY)
    assert fold.cache_info().currsize == 0
    assert not [word for word in told.words if word in repr((vars(waiting), vars(learnt)))]
    assert learnt.like("ti", "nl", "geheugenwoord", least=10) == [] and told.case_id not in waiting.now()


def test_what_the_person_was_told_and_asked_stays_without_words(house: House) -> None:
    told = tell(house)
    erase(house, told.case_id, **BY)
    events = house.store.events(told.case_id)
    assert [one.right for one in requests_of(events)] == ["wissen"]
    assert {"informed", "consent", "right_asked"} <= {event.kind for event in events}
    assert "verzoekwoord" not in json.dumps([event.data for event in events])


def test_a_table_with_a_case_is_emptied_or_named_here(house: House) -> None:
    db = house.store.connect()  # type: ignore[attr-defined]
    names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")}
    db.close()
    emptied = set(_OF_A_CASE) | {"cases", "recordings"}
    of_nobody = {
        "staff", "reviewers", "approvals", "approval_changes", "catalogues", "local_texts", "_sqlite_migrations",
        "sent_once",
    }  # fmt: skip
    proofs = {"audit", "erasing", "erasures", "declarations", "shut_doors"}
    left = names - emptied - of_nobody - proofs
    assert not left, f"say what happens with {left} when a case is erased"


def test_while_bezwaar_runs_nothing_goes(own_house: House) -> None:
    case_id = own_house.store.cases()[0].id
    set_as_it_is(own_house, case_id)
    from assistant.dossier.keeping import keep

    keep(
        own_house.store, case_id, "bezwaar", {"soort": "bezwaar", "stand": "ingediend", "datum": "2026-11-20"}, by="c",
        at=own_house.now(),
    )  # fmt: skip
    before = {name: len(rows) for name, rows in tables(own_house).items()}
    with pytest.raises(OnHold):
        erase(own_house, case_id, **BY)
    assert {name: len(rows) for name, rows in tables(own_house).items()} == before


def test_the_dossier_stays_and_still_holds(own_house: House) -> None:
    case_id = own_house.store.cases()[0].id
    version = set_as_it_is(own_house, case_id)
    used = {one["row"] for one in version.plan["answers"]}
    unused = [one for one in own_house.store.answers(case_id) if one.id not in used]
    assert used and unused, "the constructed plan uses some answers and not all"
    proof = erase(own_house, case_id, **BY)
    assert proof.what == "werkmateriaal"
    file = own_house.case_file(case_id)
    assert {one.id for one in file.answers} == used
    assert verify(file.versions[0]).digest == version.digest
    assert as_pdf(tree.from_json(file.versions[0].document))[:5] == b"%PDF-"
    assert as_pdf(summary_document(file))[:5] == b"%PDF-"
    assert {entry.kind for entry in file.dossier.entries if entry.kind in DOSSIER} >= {"vastgesteld", "doelgroep"}
    kept_texts = json.dumps(version.plan, ensure_ascii=False)
    for one in own_house.store.translation.renditions(case_id):
        assert one.text in kept_texts


def test_nothing_is_erased_when_it_breaks_halfway(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tell(house)
    before = tables(house)
    from assistant.store.erasing_sqlite import SQLiteErasingWriter

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("the power went out")

    monkeypatch.setattr(SQLiteErasingWriter, "prove", breaks)
    with pytest.raises(RuntimeError):
        erase(house, told.case_id, **BY)
    monkeypatch.undo()
    assert tables(house) == before and Vault(house.data, house.keyring).names()
    assert erase(house, told.case_id, **BY).what == "alles"


def test_a_crash_between_rows_and_files_is_mended(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tell(house)

    def dies(*_: object, **__: object) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr("assistant.erasing.doing._note", dies)
    with pytest.raises(RuntimeError):
        erase(house, told.case_id, **BY)
    monkeypatch.undo()
    assert Vault(house.data, house.keyring).names(), "the rows went, the sound is still there"
    assert sweep(house) == 1 and Vault(house.data, house.keyring).names() == []
    assert [line.what for line in house.audit.of_case(told.case_id) if line.what == "verwijderd"] == ["verwijderd"]
    assert sweep(house) == 0 and house.audit.verify()


def test_nothing_is_added_to_a_case_that_was_erased(house: House) -> None:
    told = tell(house)
    erase(house, told.case_id, **BY)
    with pytest.raises(ErasedCase):
        told.person.press("go_on")
    with pytest.raises(ErasedCase):
        house.conversation.receive(told.case_id, "m", None, "nog iets")
    with pytest.raises(ErasedCase), house.store.writing(told.case_id) as writer:
        writer.event(Event("paused", house.now().isoformat(), 0, {}))
    with pytest.raises(CannotErase):
        erase(house, told.case_id, **BY)


def test_kept_as_it_is_on_request(house: House) -> None:
    told = tell(house, answers=3)
    asked = ask(house.store, house.catalogue, told.case_id, "beperking", words="", language="ti", at=house.now())
    decide(house.store, told.case_id, asked.id, decision="toegewezen", reason="", by="anna", at=house.now())
    with pytest.raises(Restricted):
        erase(house, told.case_id, **BY)


def test_numbers_of_rows_that_went_may_come_again(house: House, person: object) -> None:
    first = Person(house, "ti")
    first.step()
    told = tell(house, answers=4)
    unreviewed, mark = house.store.translation.unreviewed_counts(), house.store.translation.change_mark()
    assert told.case_id in unreviewed or mark
    erase(house, told.case_id, **BY)
    first.go_to("wensen.drie_jaar")
    first.say("ናተይ ሕልሚ እዩ")
    assert house.store.translation.unreviewed_counts() == {first.case.case_id: 1}
    assert house.store.translation.change_mark()[-1] == 1


def test_the_proof_names_nothing_of_the_person(house: House) -> None:
    told = tell(house)
    proof = erase(house, told.case_id, **BY)
    document = proof_document(proof, municipality="Voorbeeldstad", backups_until=None)
    text = " ".join(document.texts())
    assert "Bewijs van wissen" in text and str(proof.counts["answers"]) in text
    assert not [word for word in told.words if word in text]
    assert as_pdf(document)[:5] == b"%PDF-"


def test_freed_pages_are_overwritten_and_the_log_is_empty(house: House) -> None:
    told = tell(house)
    erase(house, told.case_id, **BY)
    assert house.store.db.execute("PRAGMA secure_delete").fetchone()[0] == 1  # type: ignore[attr-defined]
    log = house.data / "intake.sqlite-wal"
    house.store.erasing.rewrite_log()
    assert not log.exists() or log.stat().st_size == 0
