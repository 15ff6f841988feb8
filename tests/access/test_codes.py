"""The code on the invitation: forgiving to type, hard to guess, and not enough for earlier sensitive answers."""

from __future__ import annotations

import pytest

from assistant.access import (
    ALPHABET,
    CODE_LENGTH,
    ExpiredCode,
    TooManyTries,
    WrongCode,
    WrongPassword,
    plain_code,
)
from assistant.access.limits import CODE_AT_ALL
from assistant.house import House
from tests.conftest import Clock


def test_a_code_has_sixty_bits() -> None:
    assert len(ALPHABET) ** CODE_LENGTH == 2**60


TYPED = [
    ("0123-ABCD-WXYZ", "0123ABCDWXYZ"),
    ("0123abcdwxyz", "0123ABCDWXYZ"),
    (" o1 23 – abcd wxyz ", "0123ABCDWXYZ"),
    ("OI23-ABCD-WXYZ", "0123ABCDWXYZ"),
    ("0l23-ABCD-WXYZ", "0123ABCDWXYZ"),
    ("٠١٢٣-ABCD-WXYZ", "0123ABCDWXYZ"),
    ("۰۱۲۳-ABCD-WXYZ", "0123ABCDWXYZ"),
]


@pytest.mark.parametrize(("typed", "code"), TYPED)
def test_a_code_typed_by_hand_is_forgiven(typed: str, code: str) -> None:
    assert plain_code(typed) == code


def test_the_code_opens_its_own_case_only(house: House) -> None:
    one = house.access.new_case(language="ti", label="een", created_by="test", constructed=True)
    two = house.access.new_case(language="ar", label="twee", created_by="test", constructed=True)
    session = house.access.person(house.access.enter_code(one.code, remote="phone"))
    assert session is not None
    assert session.case_id == one.case_id != two.case_id


def test_no_code_no_token_and_no_fact_is_kept_as_it_is(house: House) -> None:
    case = house.access.new_case(language="ti", label="een", created_by="test", constructed=True)
    token = house.access.enter_code(case.code, remote="phone")
    kept = b"".join(file.read_bytes() for file in house.data.rglob("*") if file.is_file())
    for secret in (case.code, plain_code(case.code), case.second_fact, token):
        assert secret.encode() not in kept


def test_a_wrong_code(house: House) -> None:
    with pytest.raises(WrongCode):
        house.access.enter_code("0000-0000-0000", remote="phone")


def test_guessing_is_stopped_and_allowed_again_later(house: House, clock: Clock) -> None:
    case = house.access.new_case(language="ti", label="een", created_by="test", constructed=True)
    for _ in range(10):
        with pytest.raises(WrongCode):
            house.access.enter_code("0000-0000-0000", remote="phone")
    with pytest.raises(TooManyTries):
        house.access.enter_code(case.code, remote="phone")
    assert house.access.enter_code(case.code, remote="another phone")
    clock.forward(minutes=16)
    assert house.access.enter_code(case.code, remote="phone")


def test_an_old_code(house: House, clock: Clock) -> None:
    case = house.access.new_case(language="ti", label="een", created_by="test", constructed=True)
    clock.forward(days=366)
    with pytest.raises(ExpiredCode):
        house.access.enter_code(case.code, remote="phone")


def test_a_session_ends(house: House, clock: Clock) -> None:
    case = house.access.new_case(language="ti", label="een", created_by="test", constructed=True)
    token = house.access.enter_code(case.code, remote="phone")
    clock.forward(days=31)
    assert house.access.person(token) is None
    assert house.access.person("made up") is None
    assert house.access.person(None) is None


def test_the_second_browser_is_not_trusted_until_the_fact_is_given(house: House) -> None:
    case = house.access.new_case(language="ti", label="een", created_by="test", constructed=True)
    first = house.access.enter_code(case.code, remote="phone")
    second = house.access.enter_code(case.code, remote="tablet")
    sessions = [house.access.person(first), house.access.person(second)]
    assert [session.trusted for session in sessions if session] == [True, False]
    wrong = f"{(int(case.second_fact) + 1) % 1_000_000:06d}"
    assert not house.access.give_second_fact(second, wrong)
    assert house.access.give_second_fact(second, case.second_fact)
    trusted = house.access.person(second)
    assert trusted is not None and trusted.trusted


def test_six_digits_cannot_be_tried_out(house: House) -> None:
    case = house.access.new_case(language="ti", label="een", created_by="test", constructed=True)
    token = house.access.enter_code(case.code, remote="phone")
    wrong = f"{(int(case.second_fact) + 1) % 1_000_000:06d}"
    for _ in range(10):
        assert not house.access.give_second_fact(token, wrong)
    with pytest.raises(TooManyTries):
        house.access.give_second_fact(token, case.second_fact)


def test_staff_sign_in(house: House, clock: Clock) -> None:
    house.access.add_staff("jansen", "J. Jansen (verzonnen)", "consulent", "a long password")
    token = house.access.sign_in("Jansen ", "a long password", remote="desk")
    staff = house.access.staff(token)
    assert staff is not None and (staff.login, staff.role) == ("jansen", "consulent")
    for login, password in (("jansen", "wrong"), ("nobody", "a long password")):
        with pytest.raises(WrongPassword):
            house.access.sign_in(login, password, remote="desk")
    house.access.sign_out(token)
    assert house.access.staff(token) is None


def test_a_person_is_no_staff_and_staff_is_no_person(house: House) -> None:
    case = house.access.new_case(language="ti", label="een", created_by="test", constructed=True)
    person = house.access.enter_code(case.code, remote="phone")
    house.access.add_staff("jansen", "J. Jansen (verzonnen)", "consulent", "a long password")
    staff = house.access.sign_in("jansen", "a long password", remote="desk")
    assert house.access.staff(person) is None
    assert house.access.person(staff) is None


# another code, and none -----------------------------------------------------------------------------


def test_a_new_code_ends_the_old_one_and_everybody_in_it(house: House) -> None:
    case = house.access.new_case(language="ti", label="een", created_by="test", constructed=True)
    token = house.access.enter_code(case.code, remote="phone")
    fresh = house.access.new_code(case.case_id, who="jansen", role="consulent")
    assert fresh.number == case.number and fresh.code != case.code
    assert house.access.person(token) is None
    with pytest.raises(WrongCode):
        house.access.enter_code(case.code, remote="phone")
    again = house.access.enter_code(fresh.code, remote="phone")
    session = house.access.person(again)
    assert session is not None and not session.trusted, "whoever holds a new letter still shows that they are the person"
    assert not house.access.give_second_fact(again, case.second_fact) or case.second_fact == fresh.second_fact
    assert house.access.give_second_fact(again, fresh.second_fact)


def test_a_revoked_code_opens_nothing(house: House) -> None:
    case = house.access.new_case(language="ti", label="een", created_by="test", constructed=True)
    token = house.access.enter_code(case.code, remote="phone")
    assert house.access.code_works(case.case_id)
    house.access.revoke_code(case.case_id, who="jansen", role="consulent")
    assert house.access.person(token) is None and not house.access.code_works(case.case_id)
    with pytest.raises(WrongCode):
        house.access.enter_code(case.code, remote="phone")
    (line,) = house.audit.of_case(case.case_id)
    assert (line.who, line.what, line.about) == ("jansen", "gewijzigd", {"toegangscode": "ingetrokken"})


def test_leaving_a_browser_makes_no_other_browser_the_first(house: House) -> None:
    case = house.access.new_case(language="ti", label="een", created_by="test", constructed=True)
    house.access.sign_out(house.access.enter_code(case.code, remote="phone"))
    later = house.access.person(house.access.enter_code(case.code, remote="tablet"))
    assert later is not None and not later.trusted


def test_entering_again_in_the_same_browser_gives_a_fresh_token_and_keeps_its_trust(house: House) -> None:
    case = house.access.new_case(language="ti", label="een", created_by="test", constructed=True)
    first = house.access.enter_code(case.code, remote="phone")
    second = house.access.enter_code(case.code, remote="phone", token=first)
    assert second != first and house.access.person(first) is None
    session = house.access.person(second)
    assert session is not None and session.trusted


def test_the_trust_of_one_case_is_no_trust_in_another(house: House) -> None:
    one = house.access.new_case(language="ti", label="een", created_by="test", constructed=True)
    two = house.access.new_case(language="ar", label="twee", created_by="test", constructed=True)
    house.access.enter_code(two.code, remote="elsewhere")
    token = house.access.enter_code(one.code, remote="phone")
    session = house.access.person(house.access.enter_code(two.code, remote="phone", token=token))
    assert session is not None and session.case_id == two.case_id and not session.trusted


# limits -----------------------------------------------------------------------------------------------


def test_one_person_who_mistypes_does_not_lock_out_a_whole_azc(house: House) -> None:
    case = house.access.new_case(language="ti", label="een", created_by="test", constructed=True)
    for _ in range(10):
        with pytest.raises(WrongCode):
            house.access.enter_code("0000-0000-0000", remote="azc", device="one phone")
    with pytest.raises(TooManyTries):
        house.access.enter_code(case.code, remote="azc", device="one phone")
    assert house.access.enter_code(case.code, remote="azc", device="another phone")


def test_throwing_the_cookie_away_does_not_help_beyond_the_limit_of_the_address(house: House, clock: Clock) -> None:
    tried = 0
    with pytest.raises(TooManyTries):
        for number in range(300):
            with pytest.raises(WrongCode):
                house.access.enter_code("0000-0000-0000", remote="azc", device=f"fresh {number}")
            tried += 1
    assert tried == 200
    clock.forward(minutes=16)
    with pytest.raises(WrongCode):
        house.access.enter_code("0000-0000-0000", remote="azc", device="fresh")


def test_the_arithmetic_of_guessing_a_code_holds() -> None:
    """The figures of ``limits``: 2,000 a quarter of an hour, 5,000 codes that open something, 60 bits."""
    a_year = CODE_AT_ALL.free * 4 * 24 * 365
    chance = a_year * 5_000 / len(ALPHABET) ** CODE_LENGTH
    assert a_year < 7.1e7 and chance < 3.1e-7
