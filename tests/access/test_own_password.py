"""Replacing the own password while signed in, knowing the old one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.access import (
    COMMAND_LINE,
    NoPassword,
    NotSignedIn,
    Policy,
    TooManyTries,
    WeakPassword,
    WrongPassword,
)
from assistant.access.limits import SIGN_IN_PER_ACCOUNT
from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from tests.access.test_staff_door import LOGIN, PASSWORD, code, set_up
from tests.conftest import Clock

NEW = "vier andere woorden lamp"


@pytest.fixture
def token(house: House) -> str:
    house.access.add_staff(LOGIN, "J. de Vries (verzonnen)", "consulent", PASSWORD)
    return house.access.sign_in(LOGIN, PASSWORD, remote="bureau")


def test_the_new_one_opens_the_door_and_the_old_one_does_not(house: House, token: str) -> None:
    house.access.change_password(token, PASSWORD, NEW, remote="bureau")
    assert house.access.staff(house.access.sign_in(LOGIN, NEW, remote="bureau"))
    with pytest.raises(WrongPassword):
        house.access.sign_in(LOGIN, PASSWORD, remote="bureau")
    account = house.store.staff(LOGIN)
    assert account is not None and account.password_hash.startswith("$argon2id$") and not account.must_change


def test_every_other_session_ends_and_this_one_goes_on_with_a_fresh_token(house: House, token: str) -> None:
    other = house.access.sign_in(LOGIN, PASSWORD, remote="thuis")
    house.access.add_staff("anna", "Anna (verzonnen)", "consulent", PASSWORD)
    of_a_colleague = house.access.sign_in("anna", PASSWORD, remote="bureau")
    fresh = house.access.change_password(token, PASSWORD, NEW, remote="bureau")
    assert [house.access.staff(one) is not None for one in (token, other, fresh, of_a_colleague)] == [
        False,
        False,
        True,
        True,
    ]


def test_half_a_sign_in_of_somebody_who_knows_the_old_one_ends(tmp_path: Path, clock: Clock) -> None:
    house = open_house(tmp_path / "data", wording_of, clock, policy=Policy(second_factor=True))
    house.access.add_staff(LOGIN, "J. de Vries (verzonnen)", "consulent", PASSWORD)
    token = set_up(house, clock)
    clock.forward(minutes=5)
    half = house.access.sign_in(LOGIN, PASSWORD, remote="elders")
    fresh = house.access.change_password(token, PASSWORD, NEW, remote="bureau")
    with pytest.raises(NotSignedIn):
        house.access.give_code(half, code(house, clock), remote="elders")
    assert house.access.staff(fresh)


def test_it_makes_no_session_longer(house: House, clock: Clock, token: str) -> None:
    for _ in range(28):
        clock.forward(minutes=20)
        assert house.access.keep_awake(token)
    token = house.access.change_password(token, PASSWORD, NEW, remote="bureau")
    clock.forward(minutes=20)
    assert house.access.keep_awake(token)
    clock.forward(minutes=21)
    assert house.access.staff(token) is None, "ten hours after signing in"


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("kort", "te kort"),
        ("wachtwoord123", "makkelijk te raden"),
        ("jansenjansen12x", "Uw naam"),
        (PASSWORD, "al hebt"),
    ],
)
def test_a_weak_one_or_the_same_one_changes_nothing(house: House, token: str, new: str, told: str) -> None:
    before = house.store.staff(LOGIN)
    with pytest.raises(WeakPassword, match=told):
        house.access.change_password(token, PASSWORD, new, remote="bureau")
    assert house.store.staff(LOGIN) == before and house.access.staff(token)


def test_whoever_holds_the_session_cannot_guess_the_old_one(house: House, clock: Clock, token: str) -> None:
    for _ in range(SIGN_IN_PER_ACCOUNT.free):
        with pytest.raises(WrongPassword):
            house.access.change_password(token, "verkeerd", NEW, remote="elders")
    with pytest.raises(TooManyTries):
        house.access.change_password(token, PASSWORD, NEW, remote="elders")
    with pytest.raises(TooManyTries):
        house.access.sign_in(LOGIN, PASSWORD, remote="elders")
    clock.forward(seconds=31)
    assert house.access.change_password(token, PASSWORD, NEW, remote="elders")


def test_tries_to_sign_in_count_as_well(house: House, token: str) -> None:
    for _ in range(SIGN_IN_PER_ACCOUNT.free):
        with pytest.raises(WrongPassword):
            house.access.sign_in(LOGIN, "verkeerd", remote="elders")
    with pytest.raises(TooManyTries):
        house.access.change_password(token, PASSWORD, NEW, remote="bureau")


def test_without_a_whole_session_nothing_is_changed(house: House, clock: Clock, token: str) -> None:
    first = house.access.make_account("sanne", "Sanne (verzonnen)", "toetser", by=COMMAND_LINE)
    half = house.access.sign_in("sanne", first, remote="bureau")
    case = house.access.new_case(language="nl", label="verzonnen", created_by="test", constructed=True)
    person = house.access.enter_code(case.code, remote="phone")
    for nobody in (None, "", "iets", half, person):
        with pytest.raises(NotSignedIn):
            house.access.change_password(nobody, first, NEW, remote="bureau")
    clock.forward(minutes=31)
    with pytest.raises(NotSignedIn):
        house.access.change_password(token, PASSWORD, NEW, remote="bureau")


def test_an_account_of_the_municipality_has_no_password_here(house: House) -> None:
    house.access.make_account("s@voorbeeld.nl", "Sanne (verzonnen)", "toetser", by=COMMAND_LINE, municipal=True)
    account = house.access.signed_on("https://aanmelden.invalid", "17", "s@voorbeeld.nl")
    assert account is not None
    token = house.access.sign_on(account)
    with pytest.raises(NoPassword):
        house.access.change_password(token, "", NEW, remote="bureau")
    kept = house.store.staff("s@voorbeeld.nl")
    assert kept is not None and kept.password_hash == "" and house.access.staff(token)


@pytest.mark.parametrize("meanwhile", ["disable", "reset_password"])
def test_what_a_beheerder_does_meanwhile_is_not_undone(
    house: House, token: str, meanwhile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    passwords, really = house.access._passwords, house.access._passwords.hash
    done: list[str] = []

    def hash_slowly(secret: str) -> str:
        if secret == NEW and not done:
            done.append(meanwhile)
            getattr(house.access, meanwhile)(LOGIN, by=COMMAND_LINE)
        return really(secret)

    monkeypatch.setattr(passwords, "hash", hash_slowly)
    with pytest.raises(NotSignedIn):
        house.access.change_password(token, PASSWORD, NEW, remote="bureau")
    account = house.store.staff(LOGIN)
    assert done and account is not None and (account.disabled_at is not None) is (meanwhile == "disable")
    assert not passwords.matches(account.password_hash, NEW)


def test_the_audit_has_a_line_of_it_and_no_password(house: House, token: str) -> None:
    with pytest.raises(WrongPassword):
        house.access.change_password(token, "geheime poging een", NEW, remote="bureau")
    house.access.change_password(token, PASSWORD, NEW, remote="bureau")
    lines = [(line.what, line.who, dict(line.about)) for line in house.audit.lines()][1:]
    assert lines == [
        ("geweigerd", LOGIN, {"hoe": "eigen wachtwoord"}),
        ("account", LOGIN, {"wie": LOGIN, "wat": "wachtwoord veranderd"}),
    ]
    tables = ("audit", "failures", "sessions")
    kept = str([house.store.connect().execute(f"SELECT * FROM {table}").fetchall() for table in tables])
    assert NEW not in kept and PASSWORD not in kept and "geheime poging" not in kept
