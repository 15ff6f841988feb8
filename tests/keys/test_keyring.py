"""The keyring and the outer key: what fits, what does not, and that a fresh key never comes over what is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.keys import (
    BadOuterKey,
    BrokenKeyring,
    CommandKey,
    FileKey,
    ValueKey,
    WrongKey,
    key_beside,
    new_outer_key,
    open_keyring,
)
from assistant.keys.keyring import FILE, PURPOSES, read_keyring
from assistant.keys.sealed import NotSealed, new_passphrase, seal, unseal
from tests.backup.helping import NOW


def test_a_new_folder_gets_a_key_and_keeps_it(tmp_path: Path) -> None:
    first, again = (open_keyring(tmp_path, key_beside(tmp_path), NOW) for _ in range(2))
    assert first.current.secret == again.current.secret
    for file in (tmp_path / FILE, tmp_path / "keys" / "outer.key"):
        assert file.stat().st_mode & 0o077 == 0
        assert first.current.secret.hex() not in file.read_text()


def test_every_purpose_has_a_key_of_its_own(tmp_path: Path) -> None:
    key = open_keyring(tmp_path, key_beside(tmp_path), NOW).current
    assert len({key.derived(purpose) for purpose in PURPOSES} | {key.secret}) == len(PURPOSES) + 1
    with pytest.raises(KeyError):
        key.derived("something else")


def test_no_key_shows_in_what_a_traceback_or_a_log_would_print(tmp_path: Path) -> None:
    ring = open_keyring(tmp_path, key_beside(tmp_path), NOW)
    text = new_outer_key()
    shown = repr(ring) + repr(ring.current) + repr(ValueKey(text)) + str(ring.current)
    assert text not in shown and ring.current.secret.hex() not in shown and repr(ring.current.secret) not in shown


def test_another_outer_key_wraps_the_same_data_key(tmp_path: Path) -> None:
    ring = open_keyring(tmp_path, key_beside(tmp_path), NOW)
    other = ValueKey(new_outer_key())
    ring.rewrapped(other)
    assert read_keyring(tmp_path / FILE, other).current == ring.current
    with pytest.raises(WrongKey, match="nothing was touched"):
        read_keyring(tmp_path / FILE, key_beside(tmp_path))


def test_an_earlier_key_stays_until_it_is_destroyed_and_the_current_one_cannot_be(tmp_path: Path) -> None:
    first = open_keyring(tmp_path, key_beside(tmp_path), NOW)
    second = first.with_new_key(NOW)
    assert read_keyring(tmp_path / FILE, key_beside(tmp_path)).keys == (first.current, second.current)
    with pytest.raises(ValueError, match="renew"):
        second.without(second.current.id)
    second.without(first.current.id)
    assert read_keyring(tmp_path / FILE, key_beside(tmp_path)).keys == (second.current,)
    assert [one["id"] for one in json.loads(first.wrapped(only=first.current.id))["keys"]] == [first.current.id]


@pytest.mark.parametrize(
    "broken",
    [b"", b"{", b"[]", b"null", b'{"format": 1, "keys": []}',
     b'{"format": 2, "keys": [{"id": "k", "made_at": "", "wrapped": ""}]}',
     b'{"format": 1, "keys": [{"id": "k", "made_at": "x", "wrapped": "zz"}]}',
     b'{"format": 1, "keys": [{"id": "k", "made_at": "x", "wrapped": "00"}]}', b"\xff\xfe\x00"],
)  # fmt: skip
def test_a_damaged_keyring_is_said_and_stays_as_it_is(broken: bytes, tmp_path: Path) -> None:
    open_keyring(tmp_path, key_beside(tmp_path), NOW)
    (tmp_path / FILE).write_bytes(broken)
    with pytest.raises(BrokenKeyring, match="keyring"):
        open_keyring(tmp_path, key_beside(tmp_path), NOW)
    assert (tmp_path / FILE).read_bytes() == broken


@pytest.mark.parametrize("kept", ["intake.sqlite", "recordings/aabbccddeeff00112233.bin"])
def test_no_fresh_key_is_made_over_what_is_kept(kept: str, tmp_path: Path) -> None:
    (tmp_path / kept).parent.mkdir(exist_ok=True)
    (tmp_path / kept).write_bytes(b"something")
    with pytest.raises(BrokenKeyring, match="missing while"):
        open_keyring(tmp_path, key_beside(tmp_path), NOW)
    assert not (tmp_path / "keys").exists()


def test_a_lost_outer_key_is_not_made_again_over_a_keyring(tmp_path: Path) -> None:
    open_keyring(tmp_path, key_beside(tmp_path), NOW)
    (tmp_path / "keys" / "outer.key").unlink()
    with pytest.raises(BadOuterKey, match=r"outer\.key"):
        open_keyring(tmp_path, key_beside(tmp_path), NOW)
    assert not (tmp_path / "keys" / "outer.key").exists()


@pytest.mark.parametrize(
    ("text", "good"),
    [("ab" * 32, True), (" " + "AB" * 32 + "\n", True), ("", False), ("ab" * 31, False), ("ab" * 33, False), ("zz" * 32, False)],
)
def test_what_an_outer_key_looks_like(text: str, good: bool, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(text)
    for outer in (FileKey(tmp_path / "key"), ValueKey(text), CommandKey(f"cat {tmp_path / 'key'}")):
        if good:
            assert outer.read() == bytes.fromhex("ab" * 32)
        else:
            with pytest.raises(BadOuterKey) as fault:
                outer.read()
            assert not text.strip() or text.strip() not in str(fault.value)


@pytest.mark.parametrize("command", ["false", "no-such-program", "printf 'unclosed", "cat /nowhere/at/all"])
def test_a_command_that_fails_is_said(command: str) -> None:
    with pytest.raises(BadOuterKey, match="INTAKE_KEY_COMMAND"):
        CommandKey(command).read()


def test_a_sealed_file_opens_with_its_passphrase_alone() -> None:
    passphrase = new_passphrase()
    sealed = seal("ሰላም سلام".encode(), passphrase)
    assert unseal(sealed, f" {passphrase}\n").decode() == "ሰላም سلام"
    assert len(set(new_passphrase() for _ in range(50))) == 50
    assert b"\xe1\x88\xb0" not in sealed
    for place in (0, 20, 40, len(sealed) - 1):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(NotSealed):
            unseal(bytes(changed), passphrase)
    for other in (new_passphrase(), "", passphrase.lower()):
        with pytest.raises(NotSealed, match="passphrase"):
            unseal(sealed, other)
    for length in (0, 10, 30):
        with pytest.raises(NotSealed, match="no file"):
            unseal(sealed[:length], passphrase)
