"""A data folder made before question sets were kept opens, keeps every answer, and the talk goes on."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database

from assistant.commands.opening import wording_of
from assistant.house import STORE_FILE, House, open_house
from assistant.store.connecting import connect
from assistant.store.migrations import migrations
from assistant.store.sqlite import SQLiteStore
from tests.conftest import Clock, Person


@pytest.fixture
def old(tmp_path: Path, clock: Clock) -> House:
    """A house whose file ``age`` makes as it was before: with the first tables only."""
    return open_house(tmp_path / "data", wording_of, clock)


def age(house: House) -> None:
    """Close the house and leave of its file what the first version kept, in the tables of the first version."""
    house.store.close()
    file, new = house.data / STORE_FILE, house.data / "newer.sqlite"
    file.rename(new)
    key = house.keyring.current.derived("database")
    database = Database(connect(file, key))
    migrations.apply(database, stop_before="m002_question_sets")
    first = {table.name: list(table.columns_dict) for table in database.tables if not table.name.startswith("_")}
    database.execute("ATTACH DATABASE ? AS newer KEY ?", [str(new), f"x'{key.hex()}'"])
    for table, columns in first.items():
        names = ", ".join(f'"{name}"' for name in columns)
        database.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM newer.{table}")
    database.conn.commit()
    database.close()
    new.unlink()


def test_an_old_folder_opens_and_nothing_is_lost(old: House, clock: Clock) -> None:
    assert isinstance(old.store, SQLiteStore)
    someone = Person(old, "nl")
    someone.go_to("werk.droombaan")
    someone.say("Kok")
    case = someone.case.case_id
    before = (old.store.answers(case), old.store.events(case), old.store.turns(case), old.store.cases())
    age(old)
    with closing(old.store.connect()) as file:
        assert file.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('catalogues', 'sources')").fetchone() == (0,)

    house = open_house(old.data, wording_of, clock)
    try:
        store = house.store
        assert isinstance(store, SQLiteStore)
        assert (store.answers(case), store.events(case), store.turns(case), store.cases()) == before
        assert "werk.droombaan" in store.kept_questions(house.catalogue.name, house.catalogue.version)
        someone.house = house
        someone.reply = house.conversation.screen(case)
        assert someone.question == "wensen.drie_jaar"
        someone.say("Een eigen winkel")
        assert someone.answers("wensen.drie_jaar")[0].words == "Een eigen winkel"
        assert house.record_view(case).summary.answered > 0
    finally:
        house.store.close()


def test_what_could_not_be_changed_still_cannot(old: House, clock: Clock) -> None:
    someone = Person(old, "nl")
    age(old)
    house = open_house(old.data, wording_of, clock)
    try:
        assert isinstance(house.store, SQLiteStore)
        with pytest.raises(sqlcipher.IntegrityError, match="append-only"):
            house.store.db.execute("UPDATE turns SET at = 'x'")
        assert house.store.turns(someone.case.case_id)
    finally:
        house.store.close()


def test_an_answer_from_before_is_named_by_its_id_when_its_question_is_gone(old: House, clock: Clock) -> None:
    """Nobody kept what that question was called then, so the id says what it was about."""
    someone = Person(old, "nl")
    someone.go_to("persoon.naam")
    someone.say("Sara Haile")
    (answer,) = someone.answers("persoon.naam")
    with old.store.writing(someone.case.case_id) as writer:
        writer.answer(replace(answer, question="persoon.schoenmaat", value="38", words="38", catalogue_version="1.0"))
    age(old)
    house = open_house(old.data, wording_of, clock)
    try:
        view = house.record_view(someone.case.case_id)
        (line,) = [line for topic in view.topics if topic.id == "eerder" for line in topic.lines]
        assert (line.question_text_nl, line.value_nl, line.words) == ("persoon.schoenmaat", "38", "38")
    finally:
        house.store.close()
