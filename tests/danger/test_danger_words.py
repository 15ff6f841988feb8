"""The word lists of danger: every language has them, and mistakes in them are told in words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.danger import BrokenCue, explain_danger
from assistant.danger.cues import danger_words
from assistant.understanding.languages import FOLDER, Language, available, language
from assistant.understanding.phrases import NotAPhrase

OWN_WORDS = ("says_enough", "wish", "die", "live", "not_want", "tired", "life", "partner", "kin", "boss", "child", "girl", "hit",
             "kill_me", "threaten", "fear", "not_allowed", "go_out", "take", "document", "marry", "gone", "circumcise", "touch",
             "no_pay", "past")  # fmt: skip


@pytest.mark.parametrize("code", available())
def test_every_language_has_its_own_words_for_the_main_groups(code: str) -> None:
    words = language(code).data("danger")["words"]
    assert [group for group in OWN_WORDS if not words.get(group)] == []


@pytest.mark.parametrize("code", available())
def test_every_group_has_a_name_that_the_shared_file_explains(code: str) -> None:
    explained = (FOLDER / "_shared" / "danger.yml").read_text(encoding="utf-8").split("words:")[0]
    groups = language(code).data("danger")["words"]
    assert [group for group in groups if group not in explained] == []


@pytest.mark.parametrize("code", available())
def test_every_word_of_a_language_belongs_to_a_cue(code: str) -> None:
    known = danger_words(language(code))
    used = {group for cue in known.cues for alternatives in cue.groups for group in alternatives}
    used |= {group for cue in known.cues for group in cue.unless} | {"now"}
    assert [group for group in language(code).data("danger")["words"] if group not in used] == []


def a_language(folder: Path, danger: str) -> Language:
    """A constructed language with a word list of its own and the phrasing of Dutch."""
    (folder / "qq").mkdir()
    shutil.copy(FOLDER / "nl" / "phrasing.yml", folder / "qq" / "phrasing.yml")
    (folder / "qq" / "language.yml").write_text(
        "direction: ltr\nscript: Latn\nnative_name: Q\nspacy_code: nl\n", encoding="utf-8"
    )
    (folder / "qq" / "danger.yml").write_text(danger, encoding="utf-8")
    danger_words.cache_clear()  # every test has another language of this name
    return language("qq", folder)


def found(known: Language, *spoken: str) -> list[tuple[str, int]]:
    return sorted((one.group, one.start) for one in danger_words(known).find(spoken))


def test_a_star_stands_for_any_letters_and_frees_the_vowel_of_a_geez_sign(tmp_path: Path) -> None:
    known = a_language(tmp_path, 'words: {hit: ["ይሃርም*", "sla*"]}\ncues: [{all: [hit]}]\n')
    assert found(known, "ይሃርም", "ይሃርሞ", "ይሃርመኒ", "slaat", "ይሃብ", "islam") == [("hit", place) for place in range(4)]


def test_a_cue_counts_only_when_its_words_stand_near_each_other(tmp_path: Path) -> None:
    known = a_language(tmp_path, "words: {a: [appel], b: [boom]}\ncues: [{all: [a, b], within: 3}]\n")
    cue = danger_words(known).cues[0]
    assert (cue.groups, cue.within, cue.across) == ((("a",), ("b",)), 3, False)


@pytest.mark.parametrize(
    ("danger", "problem"),
    [
        ("words: {a: [appel]}\ncues: [{all: [a, boom]}]\n", "boom"),
        ("words: {a: [appel]}\ncues: [{all: [a], wihtin: 3}]\n", "wihtin"),
        ("words: {a: [appel]}\ncues: [{unless: [a]}]\n", "all"),
    ],
)
def test_a_mistake_in_a_cue_is_named(tmp_path: Path, danger: str, problem: str) -> None:
    with pytest.raises(BrokenCue, match=problem):
        danger_words(a_language(tmp_path, danger))


def test_a_word_that_yaml_reads_as_something_else_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotAPhrase, match="quotes"):
        danger_words(a_language(tmp_path, "words: {a: [no]}\ncues: [{all: [a]}]\n"))


def test_the_past_is_no_danger_unless_something_says_that_it_goes_on() -> None:
    assert explain_danger("de taliban bedreigden mij", "nl") is None
    assert explain_danger("de taliban bedreigen mij nu", "nl") is not None
