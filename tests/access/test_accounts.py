"""What a beheerder does to accounts, and the first one of all."""

from __future__ import annotations

import pytest

from assistant.access import COMMAND_LINE, BadAccount, NotAllowedTo, Staff
from assistant.commands import main
from assistant.house import House
from assistant.roles import ROLES

BEHEER = Staff("bea", "Bea (verzonnen)", "beheerder")


@pytest.mark.parametrize("role", [role for role in ROLES if role != "beheerder"])
def test_nobody_but_a_beheerder_changes_accounts(house: House, role: str) -> None:
    by, access = Staff("x", "X", role), house.access
    access.add_staff("y", "Y", "consulent", "een lang wachtwoord")
    for do in (
        lambda: access.accounts(by), lambda: access.make_account("z", "Z", "consulent", by=by),
        lambda: access.disable("y", by=by),
        lambda: access.enable("y", by=by), lambda: access.change_role("y", "beheerder", by=by),
        lambda: access.reset_password("y", by=by), lambda: access.reset_code("y", by=by), lambda: access.end_sessions("y", by=by),
    ):  # fmt: skip
        with pytest.raises(NotAllowedTo):
            do()


def test_every_change_is_a_line_in_the_audit(house: House) -> None:
    access = house.access
    access.make_account("y", "Y (verzonnen)", "consulent", by=BEHEER)
    access.change_role("y", "toetser", by=BEHEER)
    access.reset_password("y", by=BEHEER)
    access.reset_code("y", by=BEHEER)
    access.end_sessions("y", by=BEHEER)
    access.disable("y", by=BEHEER)
    access.enable("y", by=BEHEER)
    lines = [(line.who, line.what, line.about["wie"], line.about["wat"]) for line in house.audit.lines()]
    done = ["gemaakt", "rol", "wachtwoord hersteld", "code hersteld", "overal uitgelogd", "gesloten", "geopend"]
    assert lines == [("bea", "account", "y", what) for what in done]


def test_the_last_beheerder_stays(house: House) -> None:
    house.access.first_beheerder("bea", "Bea (verzonnen)", None)
    with pytest.raises(BadAccount, match="enige beheerder"):
        house.access.disable("bea", by=COMMAND_LINE)
    with pytest.raises(BadAccount, match="enige beheerder"):
        house.access.change_role("bea", "toetser", by=BEHEER)
    house.access.first_beheerder("bob", "Bob (verzonnen)", None)
    house.access.disable("bea", by=COMMAND_LINE)
    with pytest.raises(BadAccount, match="enige beheerder"):
        house.access.disable("bob", by=COMMAND_LINE)


@pytest.mark.parametrize("login", ["", "a b", "<script>", "../x", "a" * 90, "é"])
def test_a_login_is_plain(house: House, login: str) -> None:
    with pytest.raises(BadAccount):
        house.access.make_account(login, "Y", "consulent", by=BEHEER)


def test_an_account_is_not_made_twice(house: House) -> None:
    house.access.make_account("y", "Y", "consulent", by=BEHEER)
    with pytest.raises(BadAccount, match="al een account"):
        house.access.make_account(" Y ", "Z", "toetser", by=BEHEER)


# the first one ------------------------------------------------------------------------------------


def test_the_first_beheerder_gets_a_made_password_that_has_to_be_replaced(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    create = ["admin", "create", "Bea", "--name", "Bea Heer (verzonnen)", "--random", "--data", str(house.data)]
    assert main(create) == 0
    printed = dict(line.split(": ") for line in capsys.readouterr().out.splitlines() if ": " in line)
    token = house.access.sign_in("bea", printed["password"], remote="bureau")
    half = house.access.half_way(token)
    assert half is not None and half.step == "wachtwoord"
    assert main(create) == 2 and "already is a beheerder" in capsys.readouterr().err
    assert main([*create[:2], "Bob", *create[3:], "--also"]) == 0


def test_no_password_is_taken_where_nobody_can_type(
    house: House, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    create = ["admin", "create", "bea", "--name", "Bea", "--data", str(house.data)]
    assert main(create) == 2 and "--random" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    for first, second in (("kort", "kort"), ("vier woorden zonder zin", "vier woorden met zin")):
        answers = iter([first, second])
        monkeypatch.setattr("assistant.commands.admin.getpass", lambda asked, answers=answers: next(answers))
        assert main(create) == 2
    assert house.store.staff("bea") is None
    monkeypatch.setattr("assistant.commands.admin.getpass", lambda asked: "vier woorden zonder zin")
    assert main(create) == 0
    assert house.access.staff(house.access.sign_in("bea", "vier woorden zonder zin", remote="bureau"))


def test_staff_from_the_command_line(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(house.data)]
    assert main(["staff", "add", "jan", "--name", "Jan (verzonnen)", *data]) == 0
    for action in (["disable"], ["enable"], ["reset-code"], ["reset-password"]):
        assert main(["staff", action[0], "jan", *data]) == 0
    assert main(["staff", "role", "jan", "--role", "toetser", *data]) == 0
    assert main(["staff", "role", "jan", *data]) == 2
    assert main(["staff", "disable", "niemand", *data]) == 2
    capsys.readouterr()
    assert main(["staff", "list", *data]) == 0
    assert capsys.readouterr().out.split("\t")[:2] == ["jan", "toetser"]
