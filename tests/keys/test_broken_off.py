"""Renewing the key, encrypting an earlier version and restoring, killed at every step on the disk: nothing is ever lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.keys import key_beside
from tests.backup.helping import environment, fill, make_plain, ring, words_kept
from tests.conftest import PROJECT, Clock


@pytest.mark.parametrize(("what", "steps"), [("renew", 10), ("encrypt", 10), ("restore", 10)])
def test_killed_at_every_step_it_can_be_run_again_and_nothing_is_lost(
    what: str, steps: int, tmp_path: Path, clock: Clock
) -> None:
    template = tmp_path / "template"
    fill(template, clock)
    (tmp_path / "words.json").write_text(json.dumps(words_kept(template)))
    if what == "encrypt":
        make_plain(template)
    if what == "restore":
        from assistant.backup.making import make_backup

        make_backup(template, ring(template), clock())
    (tmp_path / "place").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.backup.broken_off", what, str(template), str(tmp_path / "place")], cwd=PROJECT,
        env=environment(), capture_output=True, text=True, timeout=500, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (done.stdout[-2000:], done.stderr[-2000:])
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) > steps, "it was killed at fewer places than there are"
    assert [one for one in found if not (one["words"] and one["sounds"] and one["open"])] == []
    assert [one["plain"] for one in found if one["plain"]] == []
    assert [one["ended"] for one in found] == [False] * (len(found) - 1) + [True]
    assert any(one["begun"] for one in found)


def test_what_was_broken_off_is_refused_by_name_until_it_is_ended(tmp_path: Path, clock: Clock) -> None:
    from assistant.backup import Unfinished, unfinished
    from assistant.house import open_keyring_of, open_store_of

    data = tmp_path / "data"
    fill(data, clock)
    unfinished.begin(data, "renew", **{"from": ring(data).current.id})
    with pytest.raises(Unfinished, match="intake key renew again"):
        open_keyring_of(data, key_beside(data), clock())
    with pytest.raises(Unfinished):
        open_store_of(data, ring(data))
    unfinished.end(data)
    open_store_of(data, ring(data)).close()
