"""The memory follows the approvals, also those that another process wrote."""

from __future__ import annotations

import subprocess
import sys

from assistant.store.sqlite import SQLiteStore, open_store
from tests.translations.memory.conftest import AT, Approve
from translations.memory import Memory

NURSE = "ኣነ ነርስ ክኸውን እደሊ"


def test_a_withdrawn_approval_takes_its_text_out(approve: Approve, memory: Memory, store: SQLiteStore) -> None:
    segment = approve(NURSE, "Ik wil verpleegkundige worden")
    other = approve("ነርስ ክኸውን እደሊ", "Ik wil in de zorg werken")
    assert segment is not None and other is not None and memory.exact(NURSE, "ti", "nl") is not None
    assert segment.rendition_id is not None
    with store.translation.writing() as writer:
        writer.forget(segment.rendition_id, AT)
    assert memory.exact(NURSE, "ti", "nl") is None
    assert [match.text for match in memory.suggest(NURSE, "ti", "nl")] == ["Ik wil in de zorg werken"]


def test_an_earlier_approval_counts_again_when_the_newer_is_withdrawn(
    approve: Approve, memory: Memory, store: SQLiteStore
) -> None:
    approve(NURSE, "Ik wil verpleegkundige worden")
    newer = approve(NURSE, "Ik word graag verpleegkundige")
    assert newer is not None and newer.rendition_id is not None
    with store.translation.writing() as writer:
        writer.forget(newer.rendition_id, AT)
    match = memory.exact(NURSE, "ti", "nl")
    assert match is not None and match.text == "Ik wil verpleegkundige worden"


def test_what_another_process_approved_and_withdrew_counts_at_once(
    approve: Approve, memory: Memory, store: SQLiteStore
) -> None:
    approve("ነርስ ክኸውን እደሊ", "Ik wil in de zorg werken")
    assert len(memory.suggest(NURSE, "ti", "nl")) == 1
    writing = (
        "import sys; from pathlib import Path; from assistant.store.sqlite import open_store\n"
        "from assistant.store.translation import MemorySegment; from translations.memory.masking import mask\n"
        "words = sys.argv[2]; store = open_store(Path(sys.argv[1]), bytes(32))\n"
        "with store.translation.writing() as writer:\n"
        "    key = mask(words, 'ti').key\n"
        "    writer.remember(MemorySegment('ti', 'nl', words, 'Ik wil verpleegkundige worden', key, 77, 'x', '2'))\n"
    )
    subprocess.run([sys.executable, "-c", writing, str(store.file), NURSE], check=True, timeout=60)
    match = memory.suggest(NURSE, "ti", "nl")[0]
    assert (match.text, match.percentage) == ("Ik wil verpleegkundige worden", 100)
    elsewhere = open_store(store.file, bytes(32))
    with elsewhere.translation.writing() as writer:
        writer.forget(77, AT)
    elsewhere.close()
    assert [match.text for match in memory.suggest(NURSE, "ti", "nl")] == ["Ik wil in de zorg werken"]


def test_many_small_additions_are_all_found(approve: Approve, memory: Memory) -> None:
    words = ["ነርስ", "ጸሓፊ", "መምህር", "ሓረስታይ", "ነጋዳይ", "ሰራሕተኛ", "ወተሃደር", "ተርጓማይ", "ተመሃራይ", "ሓኪም", "ሰፋይ", "መራሕ መኪና"]
    kept: list[str] = []
    for word in words:
        if approve(f"ኣነ {word} ክኸውን እደሊ", f"Ik wil werken, keuze {'a' * len(kept)}") or approve(
            f"ኣነ {word} ክኸውን እደሊ", "Ik wil werken"
        ):
            kept.append(word)
            assert memory.suggest(f"ኣነ {word} ክኸውን እደሊ", "ti", "nl")[0].percentage == 100
    assert len(kept) > 9
