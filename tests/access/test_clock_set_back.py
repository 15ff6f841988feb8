"""The clock of the server is set back: nobody is kept out for ever, and what was used is not taken again.

One-time codes rest on the time, so a clock that is wrong refuses the codes of a telephone that is right; that passes when the
clock is right again. What must not happen is that a moment that has yet to come keeps somebody out until it comes.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from assistant.access import COMMAND_LINE, Policy, TooManyTries, WrongOneTimeCode, WrongPassword
from assistant.access.limits import SECOND_FACT, SIGN_IN_PER_ACCOUNT, Limit
from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from tests.access.test_staff_door import LOGIN, PASSWORD, code, set_up
from tests.conftest import Clock

WRONG_BY = [pytest.param(timedelta(hours=1), id="an hour"), pytest.param(timedelta(days=3650), id="ten years")]


@pytest.fixture
def strict(tmp_path: Path, clock: Clock) -> House:
    """A house that asks a one-time code, and an account whose app was set up."""
    house = open_house(tmp_path / "data", wording_of, clock, policy=Policy(second_factor=True))
    house.access.add_staff(LOGIN, "J. de Vries (verzonnen)", "consulent", PASSWORD)
    set_up(house, clock)
    return house


def give(house: House, seen: str) -> bool:
    """Sign in with the password and this code."""
    half = house.access.sign_in(LOGIN, PASSWORD, remote="bureau")
    try:
        return house.access.staff(house.access.give_code(half, seen, remote="bureau")) is not None
    except WrongOneTimeCode:
        return False


def forget_tries(house: House) -> None:
    """Waits are another matter than codes."""
    house.access._forget_failures(LOGIN)


def test_a_telephone_that_is_right_waits_until_the_clock_is_right(strict: House, clock: Clock) -> None:
    clock.forward(minutes=5)
    on_the_telephone = code(strict, clock)
    clock.forward(hours=-1)
    assert not give(strict, on_the_telephone), "a code of later than now"
    clock.forward(hours=1)
    assert give(strict, on_the_telephone)


@pytest.mark.parametrize("ahead", WRONG_BY)
def test_a_clock_that_was_ahead_and_is_put_right_keeps_nobody_out(
    strict: House, clock: Clock, ahead: timedelta
) -> None:
    clock.time += ahead
    assert give(strict, code(strict, clock)), "the app goes by the same wrong clock"
    clock.time -= ahead
    clock.forward(minutes=2)
    assert give(strict, code(strict, clock))
    clock.forward(minutes=2)
    assert give(strict, code(strict, clock)), "and again"


def test_what_was_used_is_not_taken_again_when_its_minute_comes_again(strict: House, clock: Clock) -> None:
    clock.forward(minutes=5)
    first = code(strict, clock)
    assert give(strict, first)
    clock.forward(hours=1)
    later = code(strict, clock)
    assert give(strict, later)
    clock.forward(hours=-1)
    assert not give(strict, first), "used before the clock was ahead"
    after = code(strict, clock, 1)
    assert give(strict, after) and not give(strict, after), "used after it was set back"
    clock.forward(hours=1)
    assert not give(strict, later), "used while it was ahead"


def test_a_code_before_the_last_one_is_refused_while_the_clock_is_right(strict: House, clock: Clock) -> None:
    clock.forward(minutes=5)
    assert give(strict, code(strict, clock)) and not give(strict, code(strict, clock, -1))


def test_all_the_codes_of_an_hour_that_comes_twice_are_taken_once(strict: House, clock: Clock) -> None:
    taken: list[str] = []
    for _ in range(2):
        for _ in range(12):
            clock.forward(minutes=5)
            forget_tries(strict)
            seen = code(strict, clock)
            if give(strict, seen):
                assert seen not in taken
                taken.append(seen)
        clock.forward(hours=-1)
    assert len(taken) == 12, "each once: the second time around every one of them is refused"


def test_a_new_app_after_a_clock_that_was_ahead(strict: House, clock: Clock) -> None:
    clock.forward(days=3650)
    assert give(strict, code(strict, clock))
    clock.forward(days=-3650)
    strict.access.reset_code(LOGIN, by=COMMAND_LINE)
    half = strict.access.sign_in(LOGIN, PASSWORD, remote="bureau")
    assert strict.access.staff(strict.access.give_code(half, code(strict, clock), remote="bureau"))


# waits -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ahead", WRONG_BY)
def test_wrong_tries_of_a_clock_that_was_ahead_end(house: House, clock: Clock, ahead: timedelta) -> None:
    house.access.add_staff(LOGIN, "J. (verzonnen)", "consulent", PASSWORD)
    clock.time += ahead
    for _ in range(SIGN_IN_PER_ACCOUNT.free):
        with pytest.raises(WrongPassword):
            house.access.sign_in(LOGIN, "verkeerd", remote="bureau")
    with pytest.raises(TooManyTries):
        house.access.sign_in(LOGIN, PASSWORD, remote="bureau")
    clock.time -= ahead
    assert house.access.sign_in(LOGIN, PASSWORD, remote="bureau")


@pytest.mark.parametrize("limit", [SIGN_IN_PER_ACCOUNT, SECOND_FACT], ids=["staff", "second fact"])
@pytest.mark.parametrize("back", [timedelta(seconds=1), timedelta(minutes=5), timedelta(hours=1), timedelta(days=400)])
def test_nobody_waits_longer_than_twice_the_longest_wait(clock: Clock, limit: Limit, back: timedelta) -> None:
    failures = [clock.time] * 40
    assert limit.wait(failures, clock.time - back) <= 2 * limit.longest


def test_a_clock_that_is_put_right_by_a_second_gives_no_fresh_tries(house: House, clock: Clock) -> None:
    house.access.add_staff(LOGIN, "J. (verzonnen)", "consulent", PASSWORD)
    for _ in range(SIGN_IN_PER_ACCOUNT.free):
        with pytest.raises(WrongPassword):
            house.access.sign_in(LOGIN, "verkeerd", remote="bureau")
    clock.forward(seconds=-1)
    with pytest.raises(TooManyTries):
        house.access.sign_in(LOGIN, PASSWORD, remote="bureau")
