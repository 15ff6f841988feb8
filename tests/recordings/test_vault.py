"""Recordings on the disk: encrypted, whole or not at all, and unreadable without the key."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.keys import Keyring, key_beside, open_keyring
from assistant.recordings import KeyFault, NotASound, RecordingUnreadable, TooLarge, Vault
from assistant.recordings.media import LARGEST, media_type_of
from assistant.store import StoreFull

SOUND = b"\x1a\x45\xdf\xa3" + b"constructed speech " * 40
NAME = "ab" * 20
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def ring(data: Path) -> Keyring:
    return open_keyring(data, key_beside(data), NOW)


def test_a_recording_comes_back_as_it_was_and_is_not_readable_on_the_disk(tmp_path: Path) -> None:
    Vault(tmp_path, ring(tmp_path)).put(NAME, SOUND)
    assert Vault(tmp_path, ring(tmp_path)).get(NAME) == SOUND
    kept = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert sorted(file.name for file in kept) == [f"{NAME}.bin", "keyring.json", "outer.key"]
    for file in kept:
        assert b"constructed" not in file.read_bytes()
        assert file.stat().st_mode & 0o077 == 0


def test_the_same_sound_twice_gives_different_files(tmp_path: Path) -> None:
    vault = Vault(tmp_path, ring(tmp_path))
    first = vault.put("aa" * 20, SOUND), (tmp_path / "recordings" / f"{'aa' * 20}.bin").read_bytes()
    second = vault.put("bb" * 20, SOUND), (tmp_path / "recordings" / f"{'bb' * 20}.bin").read_bytes()
    assert first[0] != second[0] and first[1] != second[1]


def test_a_changed_or_exchanged_file_is_refused(tmp_path: Path) -> None:
    vault = Vault(tmp_path, ring(tmp_path))
    vault.put(NAME, SOUND), vault.put("cd" * 20, SOUND + b"x")
    file = tmp_path / "recordings" / f"{NAME}.bin"
    right = file.read_bytes()
    file.write_bytes((tmp_path / "recordings" / f"{'cd' * 20}.bin").read_bytes())
    with pytest.raises(RecordingUnreadable):
        vault.get(NAME)
    for place in (0, 20, len(right) - 1):
        sealed = bytearray(right)
        sealed[place] ^= 1
        file.write_bytes(bytes(sealed))
        with pytest.raises(RecordingUnreadable):
            vault.get(NAME)
    for length in (0, 5, 20, len(right) - 1):
        file.write_bytes(right[:length])
        with pytest.raises(RecordingUnreadable):
            vault.get(NAME)
    file.write_bytes(right)
    assert vault.get(NAME) == SOUND


def test_another_key_changes_nothing_and_says_so(tmp_path: Path) -> None:
    Vault(tmp_path, ring(tmp_path)).put(NAME, SOUND)
    other = Vault(tmp_path, ring(tmp_path / "elsewhere"))
    with pytest.raises(KeyFault, match="keyring"):
        other.get(NAME)
    assert Vault(tmp_path, ring(tmp_path)).get(NAME) == SOUND


def test_under_a_new_key_a_recording_is_sealed_again_once(tmp_path: Path) -> None:
    before = ring(tmp_path)
    Vault(tmp_path, before).put(NAME, SOUND)
    after = before.with_new_key(NOW)
    vault = Vault(tmp_path, after)
    assert vault.get(NAME) == SOUND, "the earlier key still opens it"
    assert (vault.seal_again(NAME), vault.seal_again(NAME)) == (True, False)
    only = after.without(before.current.id)
    assert Vault(tmp_path, only).get(NAME) == SOUND


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a/b", "AB" * 20, "ab" * 40, "ab" * 20 + "\0"])
def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(RecordingUnreadable):
        Vault(tmp_path, ring(tmp_path)).get(name)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    vault = Vault(tmp_path, ring(tmp_path))
    vault.put(NAME, SOUND)
    (tmp_path / "recordings").rename(tmp_path / "away")
    (tmp_path / "recordings").write_text("a file where a folder should be")
    with pytest.raises(StoreFull):
        vault.put("cd" * 20, SOUND)


@pytest.mark.parametrize(
    ("start", "media_type"),
    [
        (b"\x1a\x45\xdf\xa3", "audio/webm"),
        (b"OggS", "audio/ogg"),
        (b"\x00\x00\x00\x20ftypmp42", "audio/mp4"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90", "audio/mpeg"),
        (b"RIFF\x00\x00\x00\x00WAVE", "audio/wav"),
    ],
)
def test_what_browsers_make_is_known_by_its_first_bytes(start: bytes, media_type: str) -> None:
    assert media_type_of(start + bytes(200)) == media_type


@pytest.mark.parametrize(
    "sound", [b"", b"OggS", b"<html>" + b" " * 200, b"MZ" + bytes(200), b"%PDF-1.7" + bytes(200), b"\xff\xff" + b"\xff" * 200]
)
def test_anything_else_is_refused(sound: bytes) -> None:
    with pytest.raises(NotASound):
        media_type_of(sound)


def test_too_much_is_refused() -> None:
    with pytest.raises(TooLarge):
        media_type_of(b"OggS" + bytes(LARGEST))
