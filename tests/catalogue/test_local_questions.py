"""A municipality's own question set: hides, rewords, reorders and adds without touching ours, checked with the same care."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from assistant.catalogue import Catalogue, CatalogueFault, load

NAMED = "name: voorbeeldstad\nversion: '2026.1'\n"
BUURTHUIS = """\
  - id: wonen.buurthuis
    type: yesno
    path: more
    label: Buurthuis
    text: Kent u het buurthuis?
    why: Daar kunt u Nederlands oefenen.
    readback: {yes: U kent het buurthuis., no: U kent het buurthuis nog niet.}
    legal_basis: lokaal
    pip: [13]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "vragen"
    (folder / "topics").mkdir(parents=True)
    return folder


def local(folder: Path, text: str = "", **topics: str) -> Catalogue:
    (folder / "local.yml").write_text(NAMED + dedent(text), encoding="utf-8")
    for name, content in topics.items():
        (folder / "topics" / f"{name}.yml").write_text(content, encoding="utf-8")
    return load(local=folder)


def ids(catalogue: Catalogue, topic: str) -> list[str]:
    return [question.id for question in catalogue.topic(topic).questions]


def test_an_empty_set_changes_nothing_but_the_name(folder: Path) -> None:
    ours, theirs = load(), local(folder)
    assert theirs.topics == ours.topics
    assert (theirs.name, theirs.version) == (f"{ours.name}+voorbeeldstad", f"{ours.version}+2026.1")


def test_hide_and_switch_on(folder: Path) -> None:
    theirs = local(
        folder,
        """
        questions:
          financien.brieven: {path: off}
          vrije_tijd.graag: {path: short}
          gezin.kinderen.school: {path: interview}
        """,
    )
    paths = [theirs.question(name).path for name in ("financien.brieven", "vrije_tijd.graag", "gezin.kinderen.school")]
    assert paths == ["off", "short", "interview"]


def test_reword(folder: Path) -> None:
    theirs = local(
        folder,
        """
        questions:
          persoon.naam: {text: 'Wat is uw naam?', help: Schrijf hem zoals u wilt., sensitive: true}
        """,
    )
    changed, was = theirs.question("persoon.naam"), load().question("persoon.naam")
    assert (changed.text, changed.help, changed.sensitive) == ("Wat is uw naam?", "Schrijf hem zoals u wilt.", True)
    assert (changed.type, changed.why, changed.readback) == (was.type, was.why, was.readback)


def test_ours_are_not_touched(folder: Path) -> None:
    local(folder, "questions: {persoon.naam: {text: 'Wat is uw naam?'}}")
    assert load().question("persoon.naam").text == "Hoe heet u?"


def test_reorder_questions_and_topics(folder: Path) -> None:
    theirs = local(
        folder,
        """
        order: {werk: [werk.nu, werk.droombaan]}
        topics: [persoon, taal]
        """,
    )
    assert ids(theirs, "werk")[:3] == ["werk.nu", "werk.droombaan", "werk.banen"]
    assert sorted(ids(theirs, "werk")) == sorted(ids(load(), "werk"))
    order = [topic.id for topic in theirs.topics]
    assert order[:4] == ["welkom", "persoon", "taal", "gezin"]
    assert order[-1] == "afsluiting"


def test_add_a_question_to_our_topic(folder: Path) -> None:
    theirs = local(folder, wonen=f"topic: wonen\nquestions:\n{BUURTHUIS}")
    assert ids(theirs, "wonen") == [*ids(load(), "wonen"), "wonen.buurthuis"]
    assert theirs.question("wonen.buurthuis").path == "more"


def test_add_a_topic(folder: Path) -> None:
    questions = BUURTHUIS.replace("wonen.", "buurt.")
    theirs = local(folder, buurt=f"topic: buurt\ntitle: De buurt\nquestions:\n{questions}")
    assert [topic.id for topic in theirs.topics][-2:] == ["buurt", "afsluiting"]
    assert ids(theirs, "buurt") == ["buurt.buurthuis"]


def test_an_added_question_can_come_first(folder: Path) -> None:
    theirs = local(folder, "order: {wonen: [wonen.buurthuis]}", wonen=f"topic: wonen\nquestions:\n{BUURTHUIS}")
    assert ids(theirs, "wonen")[0] == "wonen.buurthuis"


FAULTS = [
    # what is wrong in local.yml, what the message must say
    ("questions: {persoon.nam: {path: off}}", "local.yml, persoon.nam: there is no question with this id"),
    ("questions: {persoon.naam: off}", "local.yml, persoon.naam: what changes is a mapping, for example {path: more}"),
    ("questions: {persoon.naam: {type: yesno}}", "local.yml, persoon.naam: 'type' cannot be changed; you may change"),
    ("questions: {persoon.status: {options: {a: A, b: B}}}", "persoon.status: 'options' cannot be changed"),
    ("questions: {persoon.naam: {id: persoon.heet}}", "persoon.naam: 'id' cannot be changed"),
    ("questions: {persoon.naam: {legal_basis: lokaal}}", "persoon.naam: 'legal_basis' cannot be changed"),
    ("questions: {persoon.naam: {path: soms}}", "persoon.naam: 'path' is one of short, more, interview, off"),
    ("questions: {persoon.naam: {readback: U heet.}}", "persoon.naam: 'readback' must hold {value}"),
    ("questions: {persoon.naam: {why: ''}}", "persoon.naam: 'why'"),
    ("questions: [persoon.naam]", "local.yml: 'questions' must be a mapping"),
    ("order: {hobby: [hobby.wat]}", "local.yml: 'order' names the topic 'hobby', which does not exist"),
    ("order: {werk: [persoon.naam]}", "local.yml, persoon.naam: 'order' names it, but it is not a question of 'werk'"),
    ("order: {werk: werk.nu}", "local.yml: 'order' of 'werk' must be a list of question ids"),
    ("order: {onderwijs: [onderwijs.diploma]}", "onderwijs.diploma: it rests on 'onderwijs.jaren', which is not asked"),
    ("topics: [hobby]", "local.yml: 'topics' names 'hobby', which does not exist"),
    ("topics: [werk]", "werk.eigen_beroep: it rests on 'onderwijs.hoogste', which is not asked before it"),
    (
        "vragen: {}",
        "local.yml: unknown key 'vragen'; known are age_limit_onderwijsroute, name, order, questions, topics, version",
    ),
    ("questions: {persoon.naam: {path: off}", "local.yml: this is not valid YAML at line"),
]


@pytest.mark.parametrize(("text", "message"), FAULTS, ids=[fault[0][:60] for fault in FAULTS])
def test_a_fault_is_named(folder: Path, text: str, message: str) -> None:
    with pytest.raises(CatalogueFault) as fault:
        local(folder, text)
    assert message in str(fault.value)


GROUNDS = [
    ("wi2021_14_3_vve", "Wet inburgering 2021, art. 14 lid 3: voorschoolse educatie van de kinderen"),
    ("wi2021_14_3_omstandigheden", "fysieke en mentale gezondheid"),
    ("wi2021_14_3_onderwijs_werk", "gevolgd onderwijs en werkervaring in het land van herkomst"),
    ("nvt_2_3_2_netwerk", "sociaal netwerk in Nederland"),
    ("besluit_5_2_zelfredzaamheid", "Besluit inburgering 2021, art. 5.2: zelfredzaamheid"),
]


@pytest.mark.parametrize(("ground", "named"), GROUNDS)
def test_the_last_question_of_a_legal_ground_cannot_be_hidden(folder: Path, ground: str, named: str) -> None:
    hidden = [question.id for question in load().questions() if question.legal_basis == ground]
    changes = "".join(f"  {name}: {{path: off}}\n" for name in hidden)
    with pytest.raises(CatalogueFault) as fault:
        local(folder, f"questions:\n{changes}")
    assert str(fault.value).startswith("local.yml: nothing is asked any more for: ")
    assert named in str(fault.value)
    assert str(fault.value).endswith("Put one of its questions back.")
    kept = changes.replace(f"  {hidden[0]}: {{path: off}}\n", "")
    assert local(folder, f"questions:\n{kept}").question(hidden[0]).path != "off", (
        "all but one is the municipality's choice"
    )


def test_the_name_and_the_version_must_be_there(folder: Path) -> None:
    for text, missing in (("version: '1'\n", "name"), ("name: voorbeeldstad\n", "version")):
        (folder / "local.yml").write_text(text, encoding="utf-8")
        with pytest.raises(CatalogueFault, match=rf"local\.yml: '{missing}' is missing: every answer records"):
            load(local=folder)


def test_a_folder_without_local_yml(folder: Path) -> None:
    with pytest.raises(CatalogueFault, match=r"local\.yml: the file does not exist in vragen/"):
        load(local=folder)


ADDED = [
    ("topic: wonen\nquestions:\n" + BUURTHUIS.replace("buurthuis\n", "soort\n", 1), "wonen.soort: this id is ours already"),
    ("topic: huis\nquestions:\n" + BUURTHUIS, "wonen.yml: a file that adds to a topic has 'topic: wonen'"),
    ("topic: wonen\n", "wonen.yml: a file that adds to a topic has 'topic: wonen' and a list 'questions'"),
    ("topic: wonen\nquestions:\n" + BUURTHUIS.replace("type: yesno", "type: ja"), "wonen.buurthuis: type 'ja' does not"),
    ("topic: wonen\nquestions:\n" + BUURTHUIS.replace("wonen.", "thuis."), "the id must look like 'wonen.short_name'"),
    ("topic: wonen\nquestions:\n" + BUURTHUIS.replace("    why: Daar kunt u Nederlands oefenen.\n", ""), "'why' is missing"),
    ("topic: wonen\nquestions: [\n", "wonen.yml: this is not valid YAML at line"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "message"), ADDED, ids=[fault[1][:50] for fault in ADDED])
def test_a_fault_in_an_added_question_is_named(folder: Path, content: str, message: str) -> None:
    with pytest.raises(CatalogueFault) as fault:
        local(folder, wonen=content)
    assert message in str(fault.value)
