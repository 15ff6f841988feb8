"""The processing register says of everything that is asked, entered and kept: why, on which ground, who sees it, how long."""

from __future__ import annotations

import importlib.util
import inspect
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from assistant.catalogue import Question, load
from assistant.documents.partners import FIELDS
from assistant.dossier.forms import Field, Form, forms
from assistant.house import House
from assistant.municipality import load_municipality
from assistant.processing import (
    BrokenPurposes,
    Purposes,
    form_lines,
    load_purposes,
    question_lines,
    table_lines,
)
from assistant.processing.purposes import FILE

PROJECT = Path(__file__).resolve().parents[2]
CATALOGUE = load()
PARTNERS = load_municipality().partners
NOT_OURS = ("sqlite_", "_sqlite_migrations")


@pytest.fixture
def purposes() -> Purposes:
    return load_purposes()


def script() -> ModuleType:
    made = importlib.util.spec_from_file_location("make_register", PROJECT / "docs" / "make_register.py")
    assert made and made.loader
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    return module


def test_the_page_is_as_the_product_is_now(purposes: Purposes) -> None:
    written = (PROJECT / "docs" / "verwerkingsregister.md").read_text(encoding="utf-8")
    current = script().page(CATALOGUE, purposes, load_municipality())
    assert written == current, "run PYTHONPATH=. .venv/bin/python docs/make_register.py"


@pytest.mark.parametrize("topic", CATALOGUE.topics, ids=lambda topic: topic.id)
def test_every_question_has_a_purpose_a_ground_readers_and_a_term(topic: object, purposes: Purposes) -> None:
    lines = list(question_lines(CATALOGUE, topic, purposes, PARTNERS))  # type: ignore[arg-type]
    asked = [part.id for one in topic.questions for part in (one, *one.fields)]  # type: ignore[attr-defined]
    assert [line.id for line in lines] == asked
    for line in lines:
        assert line.purpose and line.basis in CATALOGUE.legal_basis and line.sees and line.keep in purposes.keeping


@pytest.mark.parametrize("kind", sorted(forms()))
def test_every_field_of_every_form_has_a_purpose_a_ground_readers_and_a_term(kind: str, purposes: Purposes) -> None:
    for line in form_lines(forms()[kind], purposes, PARTNERS):
        assert line.purpose and line.basis in purposes.bases and line.sees and line.keep in purposes.keeping


def test_every_table_of_the_store_stands_in_the_register(house: House, purposes: Purposes) -> None:
    rows = house.store.connect().execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()  # type: ignore[attr-defined]
    tables = {name for (name,) in rows if not name.startswith(NOT_OURS)}
    assert len(tables) > 20
    assert tables - set(purposes.tables) == set(), "say in assistant/processing/purposes.yml why it is kept"
    assert set(purposes.tables) - tables == set(), "there is no such table"
    for line in table_lines(purposes.tables.values()):
        assert line.text and line.purpose and line.sees


def test_a_new_question_without_a_ground_is_refused(purposes: Purposes) -> None:
    topic = CATALOGUE.topic("wonen")
    nameless = Question("wonen.nieuw", "wonen", "text", "Nieuw", "Iets nieuws?", legal_basis="", pip=(14,), why="Zomaar.")
    with pytest.raises(BrokenPurposes, match=r"wonen\.nieuw"):
        list(question_lines(CATALOGUE, replace(topic, questions=(*topic.questions, nameless)), purposes, PARTNERS))
    without_reason = replace(nameless, legal_basis="lokaal", why=None)
    with pytest.raises(BrokenPurposes, match=r"wonen\.nieuw"):
        list(question_lines(CATALOGUE, replace(topic, questions=(without_reason,)), purposes, PARTNERS))


def test_a_new_topic_without_a_purpose_is_refused(purposes: Purposes) -> None:
    topic = replace(CATALOGUE.topic("wonen"), id="reizen")
    with pytest.raises(BrokenPurposes, match="reizen"):
        list(question_lines(CATALOGUE, topic, purposes, PARTNERS))


def test_a_new_field_of_a_form_without_a_purpose_is_refused(purposes: Purposes) -> None:
    lbt = forms()["lbt"]
    with pytest.raises(BrokenPurposes, match="bloedgroep"):
        list(form_lines(replace(lbt, fields=(*lbt.fields, Field("bloedgroep", "Bloedgroep", "text"))), purposes, PARTNERS))
    with pytest.raises(BrokenPurposes, match="nieuw_formulier"):
        list(form_lines(Form("nieuw_formulier", "Nieuw", ()), purposes, PARTNERS))


def test_a_purpose_of_a_field_that_is_gone_is_refused(purposes: Purposes) -> None:
    lbt = forms()["lbt"]
    with pytest.raises(BrokenPurposes, match="datum"):
        list(form_lines(replace(lbt, fields=lbt.fields[1:]), purposes, PARTNERS))


@pytest.mark.parametrize(
    ("part", "name", "field", "value"),
    [("forms", "lbt", "basis", "gewoonte"), ("tables", "answers", "keep", "altijd"), ("tables", "cases", "basis", "")],
)
def test_a_ground_or_term_that_does_not_exist_is_refused(
    part: str, name: str, field: str, value: str, tmp_path: Path
) -> None:
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    read[part][name][field] = value
    file = tmp_path / "purposes.yml"
    file.write_text(yaml.safe_dump(read, allow_unicode=True), encoding="utf-8")
    with pytest.raises(BrokenPurposes, match=name):
        load_purposes(file)


@pytest.mark.parametrize(
    ("question", "special"),
    [
        ("gezondheid.lichaam", "ja: gezondheid"), ("gezin.zwanger", "ja: gezondheid"),
        ("zelfredzaamheid.gevoel", "ja: gezondheid"), ("financien.schulden", "nee, wel gevoelig"),
        ("wensen.drie_jaar", "kan (eigen woorden)"), ("persoon.nationaliteit", "kan wijzen op afkomst"),
        ("netwerk.groepen", "kan wijzen op geloof"), ("digitaal.laptop", "nee"),
    ],
)  # fmt: skip
def test_what_is_a_special_category_says_so(question: str, special: str, purposes: Purposes) -> None:
    topic = CATALOGUE.topic(question.split(".")[0])
    (line,) = [one for one in question_lines(CATALOGUE, topic, purposes, PARTNERS) if one.id == question]
    assert line.special == special


def test_every_question_about_health_counts_as_health(purposes: Purposes) -> None:
    lines = question_lines(CATALOGUE, CATALOGUE.topic("gezondheid"), purposes, PARTNERS)
    assert {line.special for line in lines} == {"ja: gezondheid"}


def test_what_is_named_special_or_given_exists(purposes: Purposes) -> None:
    questions = {part.id for one in CATALOGUE.questions() for part in (one, *one.fields)}
    topics = {topic.id for topic in CATALOGUE.topics}
    fields = {f"{kind}.{one.name}" for kind, form in forms().items() for one in _every(form.fields)}
    named = {one for item in purposes.special.values() for one in item["questions"]}
    named |= {one for ids in purposes.indirect.values() for one in ids}
    assert named <= questions | topics | fields
    assert {one for item in purposes.special.values() for one in item["fields"]} <= fields
    assert {one for ids in purposes.partner_fields.values() for one in ids} <= questions | fields
    assert set(purposes.duo_fields) <= fields


def test_every_retention_rule_stands_in_the_register_and_every_term_names_rules_that_exist(purposes: Purposes) -> None:
    rules = set(yaml.safe_load((PROJECT / "assistant" / "retention" / "rules.yml").read_text(encoding="utf-8")))
    named = {rule for term in purposes.keeping.values() for rule in term.rules}
    assert named == rules
    used = {one.keep for one in (*purposes.forms.values(), *purposes.tables.values(), *purposes.beside.values())}
    assert used == set(purposes.keeping), "a term that nothing has"


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_what_a_partner_can_get_is_what_the_register_says(name: str, purposes: Purposes) -> None:
    """The ids that the code of the export names are the ids of the register, no more and no fewer."""
    within = inspect.getclosurevars(FIELDS[name][1]).nonlocals
    listed = set(purposes.partner_fields[name])
    if "questions" in within:
        assert listed == set(within["questions"])
    elif "kind" in within:
        assert listed == {f"{within['kind']}.{field}" for field in within["names"]}
    else:
        source = inspect.getsource(FIELDS[name][1])
        assert all(one.split(".")[0] in source or one in source for one in listed)


def test_no_partner_is_said_to_get_health_or_debts(purposes: Purposes) -> None:
    for topic_id in ("gezondheid", "financien"):
        for line in question_lines(CATALOGUE, CATALOGUE.topic(topic_id), purposes, PARTNERS):
            assert [one for one in line.to if not one.startswith("PIP")] == []


def _every(fields: tuple[Field, ...]) -> list[Field]:
    return [found for one in fields for found in (one, *_every(one.fields))]
