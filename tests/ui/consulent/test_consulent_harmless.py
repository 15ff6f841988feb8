import pytest

from ui.consulent.harmless import harmless


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("<b>vet</b> & *ster*", "&lt;b&gt;vet&lt;/b&gt; &amp; *ster*"),
        ("نمی‌خواهم", "نمی‌خواهم"),  # the joiner is spelling
        ("ሰላም ተስፋይ", "ሰላም ተስፋይ"),
        ("twee\nregels", "twee\nregels"),
        ("", ""),
        (None, ""),
    ],
)
def test_words_stay_as_they_were_written(words: str | None, shown: str) -> None:
    assert str(harmless(words)) == shown


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\x00", "\x1b", "\x85", "\u200b", "\ufeff", "\r"])
def test_characters_that_act_unseen_are_shown(character: str) -> None:
    shown = str(harmless(f"a{character}b"))
    assert character not in shown
    assert f"U+{ord(character):04X}" in shown
