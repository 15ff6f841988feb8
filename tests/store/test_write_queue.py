"""Writers take turns: first come, first served, and none of them waits for another that waits for it."""

from __future__ import annotations

import threading
import time

import pytest

from assistant.house import House
from assistant.store import StoreBusy
from assistant.store.sqlite import SQLiteStore


@pytest.fixture
def store(house: House) -> SQLiteStore:
    assert isinstance(house.store, SQLiteStore)
    return house.store


def test_the_writer_may_free_a_cursor_of_somebody_who_waits(store: SQLiteStore) -> None:
    """The garbage collector does, in whichever thread it runs: it needs the connection that waits."""
    cursors, waits, kept = [], threading.Event(), []

    def other() -> None:
        db = store.db
        db.execute("PRAGMA busy_timeout = 3000")
        # a question that was not read to its end, left behind as a generator in a cycle would leave it
        cursors.append(db.conn.execute("SELECT 1 UNION SELECT 2"))
        cursors[0].fetchone()
        waits.set()
        with store._transaction():
            kept.append("other")

    with store._transaction():
        waiting = threading.Thread(target=other)
        waiting.start()
        waits.wait(5)
        time.sleep(0.2)
        cursors.clear()
        kept.append("writer")
    waiting.join(10)
    assert kept == ["writer", "other"]


def test_first_come_first_served(store: SQLiteStore) -> None:
    order, threads = [], []

    def write(number: int) -> None:
        with store._transaction():
            order.append(number)

    with store._transaction():
        for number in range(8):
            threads.append(threading.Thread(target=write, args=(number,)))
            threads[-1].start()
            until = time.monotonic() + 5
            while len(store._queue._waiting) < number + 2 and time.monotonic() < until:
                time.sleep(0.005)
    for thread in threads:
        thread.join(10)
    assert order == list(range(8))


def test_who_waited_too_long_gives_way_and_the_next_one_writes(store: SQLiteStore) -> None:
    faults, kept = [], []

    def hurried() -> None:
        store.db.execute("PRAGMA busy_timeout = 50")
        try:
            with store._transaction():
                kept.append("hurried")
        except StoreBusy as fault:
            faults.append(str(fault))

    with store._transaction():
        thread = threading.Thread(target=hurried)
        thread.start()
        thread.join(10)
    with store._transaction():
        kept.append("next")
    assert kept == ["next"] and "try again" in faults[0]


def test_another_process_is_waited_for(store: SQLiteStore) -> None:
    other = store.connect()
    other.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.3, lambda: other.execute("COMMIT"))
    timer.start()
    with store._transaction() as db:
        assert db.conn.in_transaction
    timer.join()
    other.close()


def test_another_process_that_keeps_on_writing_is_told_and_waited_for_no_longer(store: SQLiteStore) -> None:
    store.db.execute("PRAGMA busy_timeout = 50")
    other = store.connect()
    other.execute("BEGIN IMMEDIATE")
    for _ in range(2):
        with pytest.raises(StoreBusy), store._transaction():
            pass
    other.execute("ROLLBACK")
    other.close()
    with store._transaction():
        pass
    assert store.db.execute("PRAGMA busy_timeout").fetchone()[0] == 50, "as it was"
