"""Ways from one language to another: direct, over English with the English kept, over Farsi for Dari and saying so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.understanding.languages import available
from tests.translations.machine.conftest import WORDS
from tests.translations.machine.packages import build_package
from translations.machine.faults import BadPackage, CannotTranslate, NoRoute
from translations.machine.installing import install
from translations.machine.loading import CUT_OFF, LONGEST_OUTPUT
from translations.machine.machine import Machine
from translations.machine.routes import lacking, machine_codes, pairs

Machines = Callable[..., Machine]
AR = WORDS["ar"]


@pytest.mark.parametrize(
    ("packages", "pair", "path", "via"),
    [
        (["ar-en", "en-nl"], ("ar", "nl"), "ar → en → nl", None),
        (["ar-en", "en-nl", "ar-nl"], ("ar", "nl"), "ar → nl", None),
        (["nl-en", "en-ar"], ("nl", "ar"), "nl → en → ar", None),
        (["fa-en", "en-nl"], ("prs", "nl"), "fa → en → nl", "fa"),
        (["fa-en", "en-nl", "prs-nl"], ("prs", "nl"), "prs → nl", None),
        (["nl-en", "en-fa"], ("nl", "prs"), "nl → en → fa", "fa"),
        (["ti-en", "en-nl"], ("ti", "nl"), "ti → en → nl", None),
        (["ar-en", "en-nl"], ("ti", "nl"), None, None),
        (["ar-en"], ("ar", "nl"), None, None),
        ([], ("ar", "nl"), None, None),
    ],
)
def test_the_way_that_the_packages_allow(
    machine: Machines, packages: list[str], pair: tuple[str, str], path: str | None, via: str | None
) -> None:
    made = machine(*packages)
    route = made.route(*pair)
    assert (route.path if route else None, route.via if route else None) == (path, via)
    if route is None:
        with pytest.raises(NoRoute, match=f"{pair[0]} into {pair[1]}"):
            made.translate(["x"], *pair)
        return
    (draft,) = made.translate([WORDS[pair[0]]], *pair)
    assert draft.text.strip()
    assert draft.via == via
    assert draft.made_by == " + ".join(hop.facts.name for hop in route.hops)
    assert (draft.pivot is not None) == (len(route.hops) == 2)
    assert [hop["package"] for hop in draft.detail["hops"]] == draft.made_by.split(" + ")  # type: ignore[attr-defined]
    assert draft.milliseconds > 0


def test_the_pivot_is_what_the_second_hop_read(machine: Machines) -> None:
    made = machine("ar-en", "en-nl", "nl-en")
    (draft,) = made.translate([AR], "ar", "nl")
    assert draft.pivot == draft.hops[0].text
    loaded = made._load(made.route("ar", "nl").hops[1])  # type: ignore[union-attr]
    assert loaded is not None and draft.pivot is not None
    assert draft.text == made._hop(loaded, [draft.pivot])[0].text


def test_every_language_says_what_packages_call_it_or_has_its_own_code(monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine_codes("prs") == ("prs", "fa")
    assert all(machine_codes(code)[0] == code for code in available())
    assert sorted(pairs()) == [("ar", "nl"), ("nl", "ar"), ("nl", "prs"), ("nl", "ti"), ("prs", "nl"), ("ti", "nl")]


def test_what_is_lacking_is_named() -> None:
    assert lacking([], "ti", "nl") == ["ti → en", "en → nl"]
    assert lacking([], "nl", "prs") == ["nl → en", "en → prs or en → fa"]


def test_lines_stay_lines_and_what_says_nothing_stays_as_it_is(machine: Machines) -> None:
    (draft,) = machine("ar-en", "en-nl").translate([f"{AR}\r\n\n06-12345678\n{AR}\n:-)"], "ar", "nl")
    lines = draft.text.split("\n")
    assert len(lines) == 5
    assert lines[1:3] == ["", "06-12345678"] and lines[4] == ":-)"
    assert lines[0] and lines[0] == lines[3]


@pytest.mark.parametrize("text", ["", "   ", "12-3-1990", "🙂", "...", "\n\n"])
def test_a_text_without_words_is_no_work_for_a_model(machine: Machines, text: str) -> None:
    (draft,) = machine("ar-en", "en-nl").translate([text], "ar", "nl")
    assert draft.text.split() == text.split()


def test_many_texts_at_once_are_what_each_would_be_alone(machine: Machines) -> None:
    made = machine("ar-en", "en-nl")
    texts = [AR, "مرحبا", "", "كنت أعمل معلما في حلب. " * 9, "شكرا!\nشكرا"]
    together = [draft.text for draft in made.translate(texts, "ar", "nl")]
    assert together == [made.translate([text], "ar", "nl")[0].text for text in texts]
    assert len(set(together)) > 2


def test_a_very_long_sentence_is_cut_before_and_marked(machine: Machines) -> None:
    (draft,) = machine("ar-en", "en-nl").translate(["كنت أعمل معلما في حلب ثم " * 80], "ar", "nl")
    assert draft.detail["long_sentences"] == 1
    assert draft.hops[0].tokens > 500, "the model read all of it"


def test_a_model_that_comes_to_no_end_is_cut_off_where_everybody_sees_it(tmp_path: Path) -> None:
    install(build_package(tmp_path, "ar", "nl", ends=False), tmp_path / "languages", loads=lambda place: None)
    machine = Machine(tmp_path / "languages", tries=lambda place: None)
    (draft,) = machine.translate(["مرحبا"], "ar", "nl")
    assert draft.text.endswith(CUT_OFF)
    assert draft.detail["cut_off"] == 1
    assert len(draft.text) < LONGEST_OUTPUT * 20


def test_a_package_that_cannot_be_loaded_does_not_count_and_another_way_is_taken(
    languages: Callable[..., Path],
) -> None:
    folder = languages("ar-nl", "ar-en", "en-nl")
    (direct,) = folder.glob("translate-ar_nl*")
    (direct / "model/model.bin").write_bytes((direct / "model/model.bin").read_bytes()[:5_000])
    machine = Machine(folder, tries=lambda place: None)
    assert machine.route("ar", "nl").path == "ar → nl"  # type: ignore[union-attr]
    (draft,) = machine.translate([AR], "ar", "nl")
    assert draft.made_by == "translate-ar_en 1.0 + translate-en_nl 1.0"
    (bad,) = machine.not_used
    assert bad.name == direct.name and "cannot be loaded" in bad.why


def test_a_package_is_tried_once_before_it_is_loaded(languages: Callable[..., Path]) -> None:
    tried: list[str] = []

    def refuses(folder: Path) -> None:
        tried.append(folder.name.split("-")[1])
        if "en_nl" in folder.name:
            raise BadPackage("its model is broken")

    folder = languages("ar-en", "en-nl")
    (folder / ".tried.json").unlink()
    machine = Machine(folder, tries=refuses)
    with pytest.raises(NoRoute):
        machine.translate([AR], "ar", "nl")
    machine.rest()
    assert tried == ["ar_en", "en_nl"]
    with pytest.raises(NoRoute):
        Machine(folder, tries=refuses).translate([AR], "ar", "nl")
    assert tried == ["ar_en", "en_nl", "en_nl"], "what worked is not tried again at the next start"


def test_a_new_package_is_noticed_and_one_that_is_gone_too(languages: Callable[..., Path]) -> None:
    machine = Machine(languages("ar-en"), tries=lambda place: None)
    assert not machine.look_again() and machine.route("ar", "nl") is None
    folder = languages("en-nl")
    assert machine.look_again() and not machine.look_again()
    assert machine.translate([AR], "ar", "nl")[0].text
    shutil.rmtree(next(folder.glob("translate-en_nl*")))
    assert machine.look_again() and machine.route("ar", "nl") is None


def test_a_model_that_fails_is_told_without_the_words(machine: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    made = machine("ar-nl")
    made.translate([AR], "ar", "nl")
    (loaded,) = made._loaded.values()

    def fails(*arguments: object, **more: object) -> None:
        raise RuntimeError(f"cannot handle {AR}")

    monkeypatch.setattr(loaded, "_translate_batch", fails)
    with pytest.raises(CannotTranslate) as fault:
        made.translate([AR], "ar", "nl")
    assert str(fault.value) == "translate-ar_nl 1.0 failed (RuntimeError)"


def test_tokens_a_model_wants_around_a_sentence_are_given_to_it(tmp_path: Path) -> None:
    build_package(tmp_path, "ti", "nl", source_prefix="▁", source_suffix="</s>", target_prefix="▁ik")
    install(tmp_path, tmp_path / "languages", loads=lambda place: None)
    machine = Machine(tmp_path / "languages", tries=lambda place: None)
    machine.translate([WORDS["ti"]], "ti", "nl")
    (loaded,) = machine._loaded.values()
    seen: list[tuple[list[list[str]], object]] = []

    class Watched:
        def translate_batch(self, coded: list[list[str]], **options: object) -> object:
            seen.append((coded, options["target_prefix"]))
            return real.translate_batch(coded, **options)

    real, loaded._translator = loaded._translator, Watched()
    (draft,) = machine.translate([WORDS["ti"]], "ti", "nl")
    ((coded, prefix),) = seen
    assert all(tokens[0] == "▁" and tokens[-1] == "</s>" for tokens in coded)
    assert prefix == [["▁ik"]] * 2
    assert not draft.text.startswith("ik ")
