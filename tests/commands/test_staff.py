"""``intake staff add``: an account whose password is printed once and kept as a hash."""

from __future__ import annotations

import pytest

from assistant.commands import main
from assistant.house import House
from assistant.store.translation import Passed, Reviewer
from translations.desk import NotAReviewer, open_desk


def test_an_account_can_sign_in(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["staff", "add", "Jansen", "--name", "J. Jansen (verzonnen)", "--data", str(house.data)]) == 0
    printed = dict(line.split(": ") for line in capsys.readouterr().out.splitlines())
    assert printed["login"] == "jansen"
    token = house.access.sign_in("jansen", printed["password"], remote="desk")
    assert house.access.staff(token) is None, "somebody else saw this password: it opens nothing before it is replaced"
    staff = house.access.staff(house.access.choose_password(token, "fiets regent zeven bergen"))
    assert staff is not None and staff.role == "consulent"
    stored = house.store.staff("jansen")
    assert stored is not None and stored.password_hash.startswith("$argon2id$")


def test_a_cultuurvertaler_gets_a_desk(house: House) -> None:
    arguments = ["--role", "cultuurvertaler", "--languages", "ti, AR,ti", "--gender", "vrouw", "--countries", "er,et"]
    added = ["staff", "add", "Hiwet", "--name", "H. (verzonnen)", *arguments, "--data", str(house.data)]
    assert main(added) == 0
    assert open_desk(house).reviewer("hiwet") == Reviewer("hiwet", ("ti", "ar"), False, "vrouw", ("ER", "ET"))
    assert main([*added, "--sensitive"]) == 0
    assert open_desk(house).reviewer("hiwet").sensitive, "adding again replaces what they may see"


def test_another_role_loses_the_desk(house: House) -> None:
    added = ["staff", "add", "hiwet", "--name", "H. (verzonnen)", "--data", str(house.data)]
    assert main([*added, "--role", "cultuurvertaler", "--languages", "ti"]) == 0
    assert main([*added, "--role", "consulent"]) == 0
    with pytest.raises(NotAReviewer):
        open_desk(house).reviewer("hiwet")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--role", "cultuurvertaler"], "--languages with one or more of ar, prs, ti"),
        (["--role", "cultuurvertaler", "--languages", "ti,xx"], "xx is not there"),
        (["--role", "cultuurvertaler", "--languages", "nl"], "nl is not there"),
        (["--role", "cultuurvertaler", "--languages", "ti", "--countries", "ER,QQ"], "QQ is no country"),
        (["--role", "consulent", "--languages", "ti"], "belong to --role cultuurvertaler"),
        (["--role", "consulent", "--sensitive"], "belong to --role cultuurvertaler"),
        (["--name", " "], "--name NAME"),
    ],
)
def test_what_is_not_right_is_told_and_nothing_is_kept(
    house: House, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert main(["staff", "add", "hiwet", "--name", "H. (verzonnen)", "--data", str(house.data), *arguments]) == 2
    assert told in capsys.readouterr().err
    assert house.store.staff("hiwet") is None and house.store.translation.reviewer("hiwet") is None


def test_only_what_was_closed_can_be_opened_again(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    case = house.access.new_case(language="ti", label="verzonnen", created_by="test", constructed=True)
    house.store.translation.pass_over(
        Passed("hiwet", None, case.case_id, "knows_the_person", "2026-11-22T09:00:00+00:00")
    )
    reopen = ["staff", "reopen", "hiwet", "--data", str(house.data)]
    assert main([*reopen, "--case", "99"]) == 2
    assert main(reopen) == 2
    assert main([*reopen, "--case", str(case.number)]) == 0
    assert house.store.translation.passed("hiwet") == []
    assert main([*reopen, "--case", str(case.number)]) == 2
    assert "nothing to reopen" in capsys.readouterr().err
