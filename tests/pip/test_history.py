"""The history of a section: who wrote what when, and what differs, in words that can be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from assistant.dossier.entry import Entry
from assistant.pip.history import difference, history, sentences, taken_over, text_of, traced
from assistant.pip.model import Ref, SectionDraft, Sentence
from assistant.pip.sections import section

JAREN = "U hebt 8 jaar onderwijs gevolgd in Eritrea."
WERK = "U werkte drie jaar als naaister."
WENS = "U wilt graag verpleegkundige worden."


def drafted(*texts: str, parts: tuple[str, ...] = ()) -> SectionDraft:
    made = tuple(
        Sentence(
            f"startpositie.{number}", text, (Ref("answer", "onderwijs.jaren"),), part=parts[number] if parts else ""
        )
        for number, text in enumerate(texts)
    )
    return SectionDraft(section("startpositie"), made)


def kept(text: str, at: str, by: str = "consulent", number: int = 1, **more: Any) -> Entry:
    data: Mapping[str, Any] = {"sectie": "startpositie", "tekst": text, **more}
    return Entry("sectie", data, by, f"2026-11-22T{at}:00+00:00", number)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{JAREN} {WERK}", [JAREN, WERK]),
        ("Regel een\nRegel twee", ["Regel een", "Regel twee"]),
        ("U volgt o.a. taalles. Dat is op 3 sept. 2026.", ["U volgt o.a. taalles.", "Dat is op 3 sept. 2026."]),
        ("U zei: “Ik wil werken.” Dat kan.", ["U zei: “Ik wil werken.”", "Dat kan."]),
        ("ነርስ ክኸውን እደሊ። U wilt werken!", ["ነርስ ክኸውን እደሊ። U wilt werken!"]),
        ("", []),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert sentences(text) == found


def shown(pieces: Any) -> str:
    marks = {"gelijk": "{}", "weg": "[-{}-]", "erbij": "{{+{}+}}"}
    return "".join(marks[piece.change].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("earlier", "later", "found"),
    [
        (JAREN, JAREN, JAREN),
        (JAREN, JAREN.replace("8", "9"), "U hebt [-8-]{+9+} jaar onderwijs gevolgd in Eritrea."),
        (f"{JAREN} {WERK}", WERK, f"[-{JAREN} -]{WERK}"),
        (WERK, f"{WERK} {WENS}", f"{WERK}{{+ {WENS}+}}"),
        ("", WENS, f"{{+{WENS}+}}"),
        (f"{JAREN}\n\n{WERK}", f"{JAREN}\n\n{WENS}", f"{JAREN}\n\n[-{WERK}-]{{+{WENS}+}}"),
    ],
)
def test_difference_by_sentence_and_by_word(earlier: str, later: str, found: str) -> None:
    assert shown(difference(earlier, later)) == found


@pytest.mark.parametrize(
    ("earlier", "later"),
    [(f"{JAREN} {WERK}\n{WENS}", f"{WERK} {JAREN}\n\n{WENS} Nu."), ("a b c", "c b a"), ("", ""), ("x", "")],
)
def test_the_pieces_are_both_texts_again(earlier: str, later: str) -> None:
    pieces = difference(earlier, later)
    assert "".join(piece.text for piece in pieces if piece.change != "erbij").split() == earlier.split()
    assert "".join(piece.text for piece in pieces if piece.change != "weg").split() == later.split()


def test_what_is_typed_in_one_sitting_is_one_version() -> None:
    entries = [
        kept(WERK, "10:00", number=1),
        kept(f"{WERK} U", "10:00", number=2),
        kept(f"{WERK} {WENS}", "10:02", number=3),
        kept(f"{WERK} {WENS} Nu.", "10:03", by="collega", number=4),
        kept(f"{WERK} {WENS} Later.", "15:00", by="collega", number=5),
    ]
    found = history(entries, "startpositie", drafted(WERK))
    assert [(one.number, one.by, one.kept, one.text) for one in found] == [
        (1, "consulent", 3, f"{WERK} {WENS}"),
        (2, "collega", 1, f"{WERK} {WENS} Nu."),
        (3, "collega", 1, f"{WERK} {WENS} Later."),
    ]
    assert found[0].begun[11:16] == "10:00"
    assert found[0].at[11:16] == "10:02"
    assert [piece.text for piece in found[2].to_earlier if piece.change == "erbij"] == ["Later."]


def test_going_back_to_the_draft_is_a_version_of_its_own() -> None:
    entries = [kept(WENS, "10:00", number=1), kept("", "10:01", number=2, concept=True), kept(JAREN, "10:02", number=3)]
    found = history(entries, "startpositie", drafted(WERK))
    assert [(one.concept, one.text) for one in found] == [(False, WENS), (True, WERK), (False, JAREN)]
    assert {piece.change for piece in found[1].to_draft} == {"gelijk"}


def test_the_first_version_is_held_against_the_draft_it_was_written_from() -> None:
    entries = [kept(f"{WERK} {WENS}", "10:00", zinnen={"startpositie.0": WERK})]
    (found,) = history(entries, "startpositie", drafted(WERK.replace("drie", "vier")))
    assert "drie" not in "".join(piece.text for piece in found.to_earlier if piece.change == "weg")
    assert "vier" in "".join(piece.text for piece in found.to_draft if piece.change == "weg")


def test_the_draft_of_then_is_read_in_order_however_it_was_kept() -> None:
    entry = kept(
        f"{JAREN} {WERK} {WENS}", "10:00", zinnen={"startpositie.2": WENS, "startpositie.0": JAREN, "weg": WERK}
    )
    (found,) = history([entry], "startpositie", drafted(JAREN, WENS.replace("graag", "later"), WENS))
    assert found.to_earlier[0].text.startswith(JAREN)


def test_another_section_is_another_history() -> None:
    other = Entry("sectie", {"sectie": "einddoel", "tekst": "x"}, "consulent", "2026-11-22T10:00:00+00:00", 9)
    assert history([other], "startpositie", drafted(WERK)) == ()


def test_the_draft_as_text_has_its_headings() -> None:
    assert text_of(drafted(JAREN, WERK, WENS, parts=("Onderwijs", "Werk", "Werk"))) == (
        f"Onderwijs\n{JAREN}\n\nWerk\n{WERK} {WENS}"
    )


def test_a_sentence_that_stayed_keeps_its_source_and_a_new_one_has_none() -> None:
    text = f"{WERK} U wilt in Nederland graag verpleegkundige worden.\nU begint in maart."
    ((first, second), (third,)) = traced(text, drafted(JAREN, WERK, WENS))
    assert (first.drafted, first.same) == ("startpositie.1", True)
    assert (second.drafted, second.same) == ("startpositie.2", False)
    assert third.drafted is None


@pytest.mark.parametrize(
    ("text", "old", "new", "becomes"),
    [
        (f"{JAREN} {WENS}", JAREN, JAREN.replace("8", "9"), f"{JAREN.replace('8', '9')} {WENS}"),
        (f"{JAREN} {WENS}", JAREN, "", WENS),
        (WENS, "", WERK, f"{WENS}\n{WERK}"),
        ("", "", WERK, WERK),
        ("U hebt 8 jaar onderwijs gehad in Eritrea. Nu.", JAREN, "Negen jaar.", "Negen jaar. Nu."),
        (WENS, JAREN, WERK, f"{WENS}\n{WERK}"),
        (f"{WENS} {WERK}", JAREN, WERK, f"{WENS} {WERK}"),
        (f"{WENS}\n\n{WERK}", JAREN, "", f"{WENS}\n\n{WERK}"),
    ],
)
def test_taking_a_sentence_over(text: str, old: str, new: str, becomes: str) -> None:
    assert taken_over(text, old, new) == becomes
