"""Looking often at the trail: cheap in between, the whole of it once a day and when asked, and meddling is found all the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.audit import Audit, AuditBroken, Found, Watch
from assistant.house import House
from assistant.store.audit import AuditRow
from tests.audit.test_trail import meddle
from tests.conftest import Clock

LINES = 50


class Counting:
    """The lines of a real house, and how many of them were read."""

    def __init__(self, house: House) -> None:
        self._real, self.read = house.store.audit, 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def rows(self, after: int = 0) -> Iterator[AuditRow]:
        for row in self._real.rows(after):
            self.read += 1
            yield row

    def in_this(self) -> int:
        """How many since it was asked last."""
        read, self.read = self.read, 0
        return read


@pytest.fixture
def lines(house: House) -> Counting:
    note(house, LINES)
    return Counting(house)


@pytest.fixture
def watch(lines: Counting, clock: Clock) -> Watch:
    return Watch(Audit(lines, clock), clock)  # type: ignore[arg-type]


def note(house: House, number: int) -> None:
    for one in range(number):
        house.audit.note("gezien", who="anna", role="consulent", about={"nr": one})


def test_only_what_is_new_is_read_until_a_day_has_passed(
    house: House, clock: Clock, watch: Watch, lines: Counting
) -> None:
    begun = clock.time
    assert watch.look() == Found(LINES, begun, 0) and lines.in_this() == LINES
    clock.forward(hours=12)
    assert watch.look() == Found(LINES, begun, 0) and lines.in_this() == 1, "the line that was the newest"
    note(house, 3)
    assert watch.look() == Found(LINES + 3, begun, 3) and lines.in_this() == 4
    note(house, 2)
    assert watch.look() == Found(LINES + 5, begun, 5) and lines.in_this() == 3
    clock.forward(hours=12)
    assert watch.look() == Found(LINES + 5, clock.time, 0) and lines.in_this() == LINES + 5


def test_everything_is_read_when_asked_and_after_the_clock_was_set_back(
    clock: Clock, watch: Watch, lines: Counting
) -> None:
    watch.look()
    lines.in_this()
    clock.forward(minutes=1)
    assert watch.look(whole=True).whole_at == clock.time and lines.in_this() == LINES
    clock.forward(hours=-1)
    assert watch.look().whole_at == clock.time and lines.in_this() == LINES


def test_an_empty_trail_is_whole(house: House, clock: Clock) -> None:
    watch = Watch(house.audit, clock)
    assert watch.look().lines == watch.look().lines == 0
    note(house, 1)
    assert watch.look() == Found(1, clock.time, 1)


MIDDLE = [
    pytest.param("UPDATE audit SET who = 'bert' WHERE id = 3", id="changed"),
    pytest.param("DELETE FROM audit WHERE id = 7", id="taken out"),
    pytest.param("UPDATE audit SET previous = '' WHERE id = 9", id="chained otherwise"),
]


@pytest.mark.parametrize("statement", MIDDLE)
def test_meddling_in_the_middle_is_found_by_a_whole_look_and_stays_found(
    house: House, clock: Clock, watch: Watch, statement: str
) -> None:
    watch.look()
    meddle(house, statement)
    assert watch.look().whole_at == clock.time, "a cheap look says since when it did not read those lines"
    with pytest.raises(AuditBroken):
        watch.look(whole=True)
    with pytest.raises(AuditBroken):
        watch.look()


@pytest.mark.parametrize("statement", MIDDLE)
def test_meddling_in_the_middle_is_found_within_a_day_by_itself(
    house: House, clock: Clock, watch: Watch, statement: str
) -> None:
    watch.look()
    meddle(house, statement)
    clock.forward(hours=24)
    with pytest.raises(AuditBroken):
        watch.look()


@pytest.mark.parametrize(
    ("statement", "line", "gone"),
    [
        pytest.param(f"DELETE FROM audit WHERE id = {LINES}", LINES, True, id="the end cut off"),
        pytest.param("DELETE FROM audit", LINES, True, id="everything gone"),
        pytest.param(f"UPDATE audit SET who = 'bert' WHERE id = {LINES}", LINES, False, id="the newest line changed"),
    ],
)
def test_meddling_at_the_end_is_found_at_the_next_look(
    house: House, watch: Watch, statement: str, line: int, gone: bool
) -> None:
    watch.look()
    meddle(house, statement)
    for whole in (False, True, False):
        with pytest.raises(AuditBroken) as found:
            watch.look(whole=whole)
        assert (found.value.line, found.value.gone) == (line, gone)


def test_a_line_put_in_the_place_of_the_newest_is_found(house: House, watch: Watch) -> None:
    watch.look()
    meddle(house, f"DELETE FROM audit WHERE id = {LINES}")
    note(house, 1)  # gets the number that is free
    with pytest.raises(AuditBroken):
        watch.look()


def test_meddling_with_what_is_new_is_found_at_once(house: House, watch: Watch) -> None:
    watch.look()
    note(house, 3)
    meddle(house, f"UPDATE audit SET who = 'bert' WHERE id = {LINES + 2}")
    with pytest.raises(AuditBroken) as found:
        watch.look()
    assert found.value.line == LINES + 2


def test_what_is_put_right_again_is_found_whole_by_reading_everything(
    house: House, watch: Watch, lines: Counting
) -> None:
    watch.look()
    meddle(house, "UPDATE audit SET who = 'bert' WHERE id = 3")
    with pytest.raises(AuditBroken):
        watch.look(whole=True)
    connection = house.store.connect()  # type: ignore[attr-defined]
    connection.execute("UPDATE audit SET who = 'anna' WHERE id = 3")
    connection.commit()
    connection.close()
    lines.in_this()
    assert watch.look().lines == LINES and lines.in_this() == LINES


def test_the_newest_line_of_a_kind_is_found(house: House) -> None:
    assert house.audit.last("bewaartermijn") is None
    for who in ("een", "twee"):
        house.audit.note("bewaartermijn", who=who, role="systeem")
    house.audit.note("gezien", who="anna", role="consulent")
    found = house.audit.last("bewaartermijn")
    assert found is not None and found.who == "twee"
