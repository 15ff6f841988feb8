"""Passwords, one-time codes, waits and sessions of staff."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest

from assistant.access import (
    COMMAND_LINE,
    AccessFault,
    NotSignedIn,
    Policy,
    TooManyTries,
    WeakPassword,
    WrongOneTimeCode,
    WrongPassword,
)
from assistant.access.limits import SECOND_FACT, SIGN_IN_PER_ACCOUNT, Limit
from assistant.access.passwords import check, made
from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from tests.conftest import PROJECT, Clock

LOGIN, PASSWORD = "jansen", "fiets regent zeven bergen"


@pytest.fixture
def strict(tmp_path: Path, clock: Clock) -> House:
    """A house that asks a one-time code of everybody, as a municipality has it."""
    house = open_house(tmp_path / "data", wording_of, clock, policy=Policy(second_factor=True))
    house.access.add_staff(LOGIN, "J. de Vries (verzonnen)", "consulent", PASSWORD)
    return house


def code(house: House, clock: Clock, steps: int = 0) -> str:
    account = house.store.staff(LOGIN)
    assert account is not None and account.totp_secret
    return pyotp.TOTP(account.totp_secret).generate_otp(int(clock.time.timestamp()) // 30 + steps)


def set_up(house: House, clock: Clock) -> str:
    """Sign in for the first time and set up the app; the token that opens pages."""
    return house.access.give_code(house.access.sign_in(LOGIN, PASSWORD, remote="bureau"), code(house, clock), remote="bureau")


# passwords ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "password",
    ["kort", "elf tekens.", "wachtwoord123", "Welkom2026!!!", "Gemeente2026!", "aaaaaaaaaaaaaa", "abcabcabcabcabc",
     "qwertyuiop12", "123456789012", "W@chtw00rd2026", "jansenjansen12x", "mijn jansen wacht op brood", "p" * 129],
)  # fmt: skip
def test_a_password_that_is_easily_guessed_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        check(password, login="jansen", name="J. de Vries")


@pytest.mark.parametrize("password", [PASSWORD, "alleen kleine letters zonder teken", "ኣብ ገዛ ሓሙሽተ ድሙ ኣለዋ", "7h-kX_09mmQ-lPz2"])
def test_a_long_password_needs_no_capitals_and_no_signs(password: str) -> None:
    check(password, login="jansen", name="J. de Vries")


def test_a_made_password_is_one_that_is_taken() -> None:
    check(made(), login="jansen", name="J. de Vries")


def test_a_password_is_kept_as_argon2id(strict: House) -> None:
    account = strict.store.staff(LOGIN)
    assert account is not None and account.password_hash.startswith("$argon2id$")


def test_outside_the_tests_a_hash_costs_what_the_standard_asks() -> None:
    """RFC 9106, second recommended option: 64 MiB, three passes, four lanes."""
    ask = "from assistant.access.passwords import Passwords; print(Passwords().hash('x' * 12))"
    made_there = subprocess.run([sys.executable, "-c", ask], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    assert made_there.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


# the second step ---------------------------------------------------------------------------------


def test_a_right_password_alone_opens_nothing(strict: House) -> None:
    token = strict.access.sign_in(LOGIN, PASSWORD, remote="bureau")
    assert strict.access.staff(token) is None and strict.access.person(token) is None
    half = strict.access.half_way(token)
    assert half is not None and half.step == "instellen" and len(half.secret) == 32


def test_the_first_code_proves_the_app_and_the_token_is_a_fresh_one(strict: House, clock: Clock) -> None:
    half = strict.access.sign_in(LOGIN, PASSWORD, remote="bureau")
    with pytest.raises(WrongOneTimeCode):
        strict.access.give_code(half, "000000" if code(strict, clock) != "000000" else "000001", remote="bureau")
    token = strict.access.give_code(half, code(strict, clock), remote="bureau")
    assert token != half and strict.access.half_way(half) is None
    staff = strict.access.staff(token)
    assert staff is not None and staff.login == LOGIN


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_of_one_step_beside_is_taken(strict: House, clock: Clock, steps: int, taken: bool) -> None:
    set_up(strict, clock)
    clock.forward(minutes=5)
    half = strict.access.sign_in(LOGIN, PASSWORD, remote="bureau")
    if taken:
        assert strict.access.staff(strict.access.give_code(half, code(strict, clock, steps), remote="bureau"))
    else:
        with pytest.raises(WrongOneTimeCode):
            strict.access.give_code(half, code(strict, clock, steps), remote="bureau")


def test_no_code_is_taken_twice_nor_one_before_it(strict: House, clock: Clock) -> None:
    set_up(strict, clock)
    half = strict.access.sign_in(LOGIN, PASSWORD, remote="bureau")
    for steps in (0, -1):
        with pytest.raises(WrongOneTimeCode):
            strict.access.give_code(half, code(strict, clock, steps), remote="bureau")
    assert strict.access.staff(strict.access.give_code(half, code(strict, clock, 1), remote="bureau"))


def test_one_code_used_by_many_at_once_lets_one_in(strict: House, clock: Clock) -> None:
    set_up(strict, clock)
    clock.forward(minutes=5)
    halves = [strict.access.sign_in(LOGIN, PASSWORD, remote="bureau") for _ in range(4)]
    seen = code(strict, clock)

    def give(half: str) -> bool:
        try:
            return strict.access.staff(strict.access.give_code(half, seen, remote="bureau")) is not None
        except AccessFault:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(give, halves)) == 1


def test_whoever_knows_the_password_cannot_try_codes_for_ever(strict: House, clock: Clock) -> None:
    set_up(strict, clock)
    tried = 0
    with pytest.raises(TooManyTries):
        for _ in range(50):
            half = strict.access.sign_in(LOGIN, PASSWORD, remote="elders")
            with pytest.raises(WrongOneTimeCode):
                strict.access.give_code(half, "abc", remote="elders")
            tried += 1
    assert tried <= SIGN_IN_PER_ACCOUNT.free


def test_a_half_session_ends_and_does_no_other_step(strict: House, clock: Clock) -> None:
    half = strict.access.sign_in(LOGIN, PASSWORD, remote="bureau")
    with pytest.raises(NotSignedIn):
        strict.access.choose_password(half, "een heel ander lang woord")
    clock.forward(minutes=16)
    assert strict.access.half_way(half) is None
    with pytest.raises(NotSignedIn):
        strict.access.give_code(half, code(strict, clock), remote="bureau")


def test_a_given_password_has_to_be_replaced_and_by_another(house: House) -> None:
    first = house.access.make_account("sanne", "Sanne (verzonnen)", "toetser", by=COMMAND_LINE)
    half = house.access.sign_in("sanne", first, remote="bureau")
    assert house.access.staff(half) is None
    for again in (first, "kort", "sanne is een mooie naam"):
        with pytest.raises(WeakPassword):
            house.access.choose_password(half, again)
    token = house.access.choose_password(half, PASSWORD)
    assert house.access.staff(token) is not None
    with pytest.raises(WrongPassword):
        house.access.sign_in("sanne", first, remote="bureau")


# waits -------------------------------------------------------------------------------------------


def test_the_wait_doubles_up_to_its_longest(clock: Clock) -> None:
    limit = Limit(3, timedelta(seconds=30), timedelta(minutes=5), timedelta(days=1))
    waits = [limit.wait([clock.time] * count, clock.time).total_seconds() for count in range(9)]
    assert waits == [0, 0, 0, 30, 60, 120, 240, 300, 300]
    assert limit.wait([clock.time - timedelta(days=2)] * 9, clock.time) == timedelta(0)


@pytest.mark.parametrize("login", [LOGIN, "niemand"])
def test_known_and_unknown_logins_wait_alike(strict: House, clock: Clock, login: str) -> None:
    def told() -> str:
        try:
            strict.access.sign_in(login, "verkeerd", remote="bureau")
        except TooManyTries as fault:
            return str(fault.minutes)
        except WrongPassword:
            return "wrong"
        return "in"

    assert [told() for _ in range(7)] == ["wrong"] * 5 + ["1", "1"]
    clock.forward(seconds=31)
    assert [told(), told()] == ["wrong", "1"]
    clock.forward(hours=25)
    assert told() == "wrong"


def test_the_right_password_does_not_help_while_waiting_and_counts_anew_after(house: House, clock: Clock) -> None:
    house.access.add_staff(LOGIN, "J.", "consulent", PASSWORD)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            house.access.sign_in(LOGIN, "verkeerd", remote="bureau")
    with pytest.raises(TooManyTries):
        house.access.sign_in(LOGIN, PASSWORD, remote="een ander adres")
    clock.forward(seconds=31)
    assert house.access.sign_in(LOGIN, PASSWORD, remote="bureau")
    with pytest.raises(WrongPassword):
        house.access.sign_in(LOGIN, "verkeerd", remote="bureau")
    assert house.access.sign_in(LOGIN, PASSWORD, remote="bureau")


def test_an_address_that_tries_many_logins_waits(house: House) -> None:
    refused = []
    for number in range(40):
        with pytest.raises(AccessFault) as told:
            house.access.sign_in(f"naam{number}", "verkeerd", remote="één adres")
        refused.append(isinstance(told.value, TooManyTries))
    assert refused.index(True) == 30 and all(refused[30:])


def test_many_tries_at_once_do_not_slip_past_the_limit(house: House) -> None:
    house.access.add_staff(LOGIN, "J.", "consulent", PASSWORD)

    def attempt(_: int) -> bool:
        try:
            house.access.sign_in(LOGIN, "verkeerd", remote="bureau")
        except TooManyTries:
            return False
        except WrongPassword:
            return True
        return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(16))) == SIGN_IN_PER_ACCOUNT.free


def test_a_year_of_guessing_six_digits_stays_small(clock: Clock) -> None:
    """Somebody who has the code and tries the second fact whenever the wait is over."""
    failures, now, end = [], clock.time, clock.time + timedelta(days=365)
    while now < end:
        wait = SECOND_FACT.wait(failures[-60:], now)
        now += wait
        failures.append(now)
    assert len(failures) <= 400


# sessions ----------------------------------------------------------------------------------------


@pytest.fixture
def signed_in(house: House) -> str:
    house.access.add_staff(LOGIN, "J. (verzonnen)", "consulent", PASSWORD)
    return house.access.sign_in(LOGIN, PASSWORD, remote="bureau")


def test_asking_for_news_keeps_nobody_signed_in(house: House, clock: Clock, signed_in: str) -> None:
    for _ in range(29):
        clock.forward(minutes=1)
        assert house.access.staff(signed_in), "a poll"
    clock.forward(minutes=2)
    assert house.access.staff(signed_in) is None


def test_doing_something_does_up_to_ten_hours(house: House, clock: Clock, signed_in: str) -> None:
    for _ in range(29):
        clock.forward(minutes=20)
        assert house.access.keep_awake(signed_in)
    clock.forward(minutes=21)
    assert house.access.staff(signed_in) is None and not house.access.keep_awake(signed_in)


def test_the_oldest_of_four_sessions_ends(house: House, signed_in: str) -> None:
    others = [house.access.sign_in(LOGIN, PASSWORD, remote="bureau") for _ in range(3)]
    assert house.access.staff(signed_in) is None
    assert all(house.access.staff(one) for one in others)


def test_a_clock_set_back_ends_the_oldest_and_not_the_newest(house: House, signed_in: str, clock: Clock) -> None:
    for _ in range(3):
        clock.forward(hours=-1)
        newest = house.access.sign_in(LOGIN, PASSWORD, remote="hier")
    assert house.access.staff(newest) is not None
    assert house.access.staff(signed_in) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda access: access.disable(LOGIN, by=COMMAND_LINE),
        lambda access: access.change_role(LOGIN, "toetser", by=COMMAND_LINE),
        lambda access: access.reset_password(LOGIN, by=COMMAND_LINE),
        lambda access: access.reset_code(LOGIN, by=COMMAND_LINE),
        lambda access: access.end_sessions(LOGIN, by=COMMAND_LINE),
        lambda access: access.add_staff(LOGIN, "J.", "consulent", "nog een ander wachtwoord"),
    ],
    ids=["disable", "role", "password", "code", "end", "add"],
)
def test_all_sessions_end_when_the_account_changes(house: House, signed_in: str, change: object) -> None:
    change(house.access)  # type: ignore[operator]
    assert house.access.staff(signed_in) is None


def test_a_closed_account_does_not_get_in_and_is_told_nothing_else(house: House, signed_in: str) -> None:
    house.access.disable(LOGIN, by=COMMAND_LINE)
    with pytest.raises(WrongPassword):
        house.access.sign_in(LOGIN, PASSWORD, remote="bureau")
    house.access.enable(LOGIN, by=COMMAND_LINE)
    assert house.access.staff(house.access.sign_in(LOGIN, PASSWORD, remote="bureau"))


def test_the_audit_names_known_logins_only_and_never_a_password(house: House, signed_in: str) -> None:
    for login, password in ((LOGIN, "geheime poging een"), ("mijn-wachtwoord-per-ongeluk", "x")):
        with pytest.raises(WrongPassword):
            house.access.sign_in(login, password, remote="bureau")
    house.access.sign_out(signed_in)
    lines = [(line.what, line.who) for line in house.audit.lines()]
    assert lines == [("aangemeld", LOGIN), ("geweigerd", LOGIN), ("afgemeld", LOGIN)]
    tables = ("failures", "audit", "sessions")
    kept = str([house.store.connect().execute(f"SELECT * FROM {table}").fetchall() for table in tables])
    assert "geheime poging" not in kept and "per-ongeluk" not in kept
