"""``intake staff add``: an account whose password is printed once and kept as a hash."""

from __future__ import annotations

import pytest

from assistant.commands import main
from assistant.house import House


def test_an_account_can_sign_in(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["staff", "add", "Jansen", "--name", "J. Jansen (verzonnen)", "--data", str(house.data)]) == 0
    printed = dict(line.split(": ") for line in capsys.readouterr().out.splitlines())
    assert printed["login"] == "jansen"
    token = house.access.sign_in("jansen", printed["password"], remote="desk")
    staff = house.access.staff(token)
    assert staff is not None and staff.role == "consulent"
    stored = house.store.staff("jansen")
    assert stored is not None and stored.password_hash.startswith("$argon2id$")
