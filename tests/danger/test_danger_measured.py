"""The numbers that docs/danger-words.md promises, on texts that were written before the cues."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.danger import TEXTS, TextsChanged, labelled_texts, languages, later_texts, scored

RECALL = 0.95
FALSE_ALARMS = 0.05


@pytest.mark.parametrize("code", languages())
def test_there_are_enough_texts(code: str) -> None:
    texts = labelled_texts(code)
    assert sum(text.danger for text in texts) >= 80
    assert sum(not text.danger and text.note != "denial" for text in texts) >= 150
    assert {text.half for text in texts} == {"dev", "test"}


@pytest.mark.parametrize("half", ["dev", "test"])
@pytest.mark.parametrize("code", languages())
def test_danger_is_recognised_and_ordinary_words_are_left_alone(code: str, half: str) -> None:
    scores = scored([text for text in labelled_texts(code) if text.half == half])
    # Only numbers in the message: who reads a missed text of the test half cannot tune blindly any more.
    assert scores["danger"].rate >= RECALL
    assert scores["ordinary"].rate <= FALSE_ALARMS


@pytest.mark.parametrize("code", languages())
def test_what_later_rounds_found_stays_found(code: str) -> None:
    scores = scored(later_texts(code))
    assert scores["danger"].rate >= RECALL, scores["danger"].listed
    assert scores["ordinary"].rate <= 0.1, scores["ordinary"].listed


def test_texts_that_were_edited_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nl.tsv").write_bytes((TEXTS / "nl.tsv").read_bytes() + b"nl-999\tnl\tmooi weer\tno\ttest\t\n")
    (tmp_path / "SHA256SUMS").write_bytes((TEXTS / "SHA256SUMS").read_bytes())
    monkeypatch.setattr("benchmarks.danger.TEXTS", tmp_path)
    with pytest.raises(TextsChanged, match="nl.tsv"):
        labelled_texts("nl")
