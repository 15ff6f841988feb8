"""A full disk or a locked database refuses the whole turn: nothing is half stored, and the next try works."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from assistant.house import House
from assistant.store import StoreBusy, StoreFault, StoreFull
from assistant.store import sqlite as sqlite_store
from assistant.store.sqlite import SQLiteStore, open_store
from tests.conftest import Person


def rows(store: SQLiteStore) -> dict[str, int]:
    return {table: store.db[table].count for table in ("answers", "turns", "events")}


def test_disk_full(house: House, person: Callable[..., Person]) -> None:
    someone = person("nl")
    someone.go_to("werk.droombaan")
    store = house.store
    assert isinstance(store, SQLiteStore)
    before, prompt = rows(store), someone.reply["prompt_id"]
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    # SQLite's own way to have no room left: the file may not grow any more
    store.db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreFull):
        for _ in range(200):
            someone.say("Kok in een groot restaurant. " * 100, prompt_id=prompt)
            prompt = someone.reply["prompt_id"]
            someone.press("change:werk.droombaan")
            prompt = someone.reply["prompt_id"]
    after = rows(store)
    store.db.execute("PRAGMA max_page_count = 1000000")
    turns = store.turns(someone.case.case_id)
    assert after["turns"] == len(turns) >= before["turns"]
    assert store.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    kept = len(someone.answers("werk.droombaan"))
    someone.reply = house.conversation.screen(someone.case.case_id)
    someone.press("change:werk.droombaan")
    someone.say("Kok")
    assert someone.answers("werk.droombaan")[-1].words == "Kok"
    assert len(someone.answers("werk.droombaan")) == kept + 1


def test_database_held_by_another_process(
    house: House, person: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    someone = person("nl")
    someone.go_to("werk.rijbewijs")
    store = house.store
    assert isinstance(store, SQLiteStore)
    store.db.execute("PRAGMA busy_timeout = 50")
    other = store.connect()
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        someone.press("answer:true")
    other.execute("ROLLBACK")
    other.close()
    assert not someone.answers("werk.rijbewijs")
    someone.press("answer:true")
    assert someone.answers("werk.rijbewijs")[0].value is True


def test_a_file_that_is_no_database_is_named(tmp_path: object) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "intake.sqlite"
    file.write_text("this is a letter and not a database at all, and it is long enough to be looked at\n" * 20)
    with pytest.raises(StoreFault, match="intake.sqlite was encrypted with another key, or is not a database of this assistant"):
        open_store(file, bytes(32))
    assert file.read_text().startswith("this is a letter"), "the file is left as it was"


def test_many_threads_write_and_nothing_is_lost(house: House, person: Callable[..., Person]) -> None:
    people = [person("nl") for _ in range(6)]
    for someone in people:
        someone.go_to("werk.nu")

    def talk(someone: Person) -> None:
        # droombaan, three years, somebody to help, a form, and the opening of health
        for button in ("answer:true", "state:later", "state:later", "answer:true", "answer:false", "opening:go"):
            someone.press(button)
        someone.press("answer:2")

    threads = [threading.Thread(target=talk, args=(someone,)) for someone in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for someone in people:
        given = ("werk.nu", "netwerk.hulp", "digitaal.formulier_zelf", "gezondheid.algemeen")
        assert [someone.answers(name)[0].value for name in given] == [True, True, False, 2]


def test_every_answer_is_synced_to_disk(house: House) -> None:
    store = house.store
    assert isinstance(store, SQLiteStore)
    assert store.db.execute("PRAGMA synchronous").fetchone()[0] == 2, "FULL"
    assert store.db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert sqlite_store.BUSY_TIMEOUT_MS >= 1000
    assert store.file.stat().st_mode & 0o077 == 0, "only the owner may read the file"
