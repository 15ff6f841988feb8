"""For any record and any dossier: no drafted sentence without a source, and none that says what its sources do not.

Every text that anybody could say or enter holds a word of its own (a marker), so that it is known where it comes out. Every
number, name and word of a sentence must stand in what it rests on, or in the fixed words of the drafts.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.access import Access
from assistant.case_file import CaseFile
from assistant.catalogue import Question
from assistant.commands.opening import wording_of
from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.forms import MONTHS, BadEntry, Field, day_nl, form, forms
from assistant.house import House, open_house
from assistant.interview import AMONG_OTHERS
from assistant.pip import drafting
from assistant.pip.clocks import clock
from assistant.pip.drafting import draft, dutch
from assistant.pip.drafting.wordings import Place, labels, parts, subjects, withheld_questions
from assistant.pip.model import Ref, Section, Sentence, Table
from assistant.pip.sections import sections
from assistant.record import OPEN_STATES, Answer, State, fold
from assistant.renditions.model import Rendition, Review, Source
from assistant.renditions.view import CaseRenditions
from assistant.value_labels import value_label

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
AT = NOW.isoformat()
COUNTRIES = ("ER", "SY", "AF", "BR", "US", "PH", "GB", "SO")
LANGUAGES = ("ti", "ar", "prs", "so", "fr", "uz", "pt")
LEVELS = {0: "niet", 1: "een beetje", 2: "redelijk goed", 3: "goed"}
SHOWN_KINDS = {kind for one in sections() for kind in one.forms} | {"verwijzing"}
NUMBER = re.compile(r"\d+(?:,\d+)?")
WORD = re.compile(r"[^\W\d_][\w’'-]*")
NUMBER_WORDS = {dutch.number(half / 2) for half in range(2, 41) if dutch.number(half / 2).isalpha()} - {"een"}
FIXED_NUMBERS = (
    "de komende drie jaar", "over drie jaar", "één voortgangsgesprek", "één kind", "eén kind", "nog geen jaar oud",
    "één of meer",
)  # fmt: skip
"""Fixed words of the drafts that hold a number, and counts of entries that the references themselves give."""


# --- the fixed words of the drafts, read from their data and their source ---------------------------------------------


@cache
def fixed_words() -> frozenset[str]:
    """Every word that stands in a wording, a subject or a string of the modules; not the labels of values."""
    texts = list(subjects().values())
    for file in (Path(drafting.__file__).parent / "sentences").glob("*.yml"):
        for part in parts(file.stem):
            texts.append(part.title)
            texts += [piece for wording in part.wordings for piece in wording.say if not isinstance(piece, Place)]
    for file in Path(drafting.__file__).parent.glob("*.py"):
        if file.stem != "dutch":
            texts += strings_of(ast.parse(file.read_text(encoding="utf-8")))
    return frozenset(word.lower() for text in texts for word in WORD.findall(text)) - NUMBER_WORDS


def strings_of(tree: ast.AST) -> Iterator[str]:
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.value


# --- what a sentence rests on, in words --------------------------------------------------------------------------------


def grounds(file: CaseFile, refs: tuple[Ref, ...]) -> Iterator[str]:
    """Everything the references stand for, as text: what a sentence over them may say."""
    for ref in refs:
        if ref.kind in {"answer", "state"}:
            answer = next((one for one in file.answers if one.id == ref.row), None) or file.record.answer(ref.id, ref.entry)
            if answer is not None:
                yield from of_answer(file, answer)
            if ref.kind == "answer" and answer is not None and file.catalogue.question(answer.question).is_group:
                yield count_of(file, answer.question)
            if ref.entry is not None:
                yield str(ref.entry)
        elif ref.kind == "entry":
            entry = file.dossier.entry(ref.row or 0)
            assert entry is not None, f"{ref} names no entry"
            yield from of_data(entry.kind, form(entry.kind).fields, entry.data)
        elif ref.kind == "rule":
            value = file.municipality.rule(ref.id).value
            yield from (dutch.digits(value), dutch.number(value))
        elif ref.kind == "clock":
            found = clock(file, ref.id)
            yield from (day_nl(day) for day in (found.start, found.due) if day is not None)
        elif ref.kind == "contact":
            yield " ".join(vars(file.municipality.contact).values())


def count_of(file: CaseFile, group: str) -> str:
    return dutch.number(len(file.record.entries(file.catalogue.question(group), file.catalogue)))


def of_answer(file: CaseFile, answer: Answer) -> Iterator[str]:
    question = file.catalogue.question(answer.question)
    yield from of_value(file, question, answer.value)
    view = file.rendition(answer)
    if view is not None and view.text:
        yield view.text
    elif answer.language == "nl" or not question.translated:
        yield dutch.latin_digits(answer.words)


def of_value(file: CaseFile, question: Question, value: Any) -> Iterator[str]:
    if value is None:
        return
    yield value_label(question, value, "nl", file.wording)
    for name in (question.id, question.type, f"tabel.{question.name}"):
        found = labels().get(name, {})
        yield str(found.get(str(value), found.get(str(value).lower(), "")))
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield from (dutch.number(value), dutch.digits(value))
        yield {0.0: "geen niet", 0.5: "een half jaar"}.get(float(value), "")
        yield LEVELS.get(int(value), "") if question.type == "scale4" else ""


def of_data(kind: str, fields: tuple[Field, ...], data: Mapping[str, Any]) -> Iterator[str]:
    for one in fields:
        value = data.get(one.name)
        if value is None:
            continue
        if one.type == "rows":
            for row in value:
                yield from of_data(kind, one.fields, row)
            hours = [minutes(row["tot"]) - minutes(row["van"]) for row in value]
            yield from (f"{round(sum(some) / 60, 2):g}".replace(".", ",") for some in every_sum(value, hours))
            continue
        yield one.shown(value)
        for name in (f"{kind}.{one.name}", f"tabel.{one.name}"):
            found = labels().get(name, {})
            yield " ".join(str(found.get(str(item), "")) for item in (value if isinstance(value, list) else [value]))
        if one.type == "number":
            yield from (dutch.number(value), dutch.digits(value))
    if kind == "participatie" and data.get("uren_week") and data.get("weken"):
        yield dutch.digits(data["uren_week"] * data["weken"])


def every_sum(rows: list[Mapping[str, Any]], hours: list[int]) -> Iterator[list[int]]:
    yield hours
    for kind in {row["wat"] for row in rows}:
        yield [found for row, found in zip(rows, hours, strict=True) if row["wat"] == kind]


def minutes(written: str) -> int:
    hour, minute = written.split(":")
    return int(hour) * 60 + int(minute)


def not_in_its_sources(file: CaseFile, sentence: Sentence | str, refs: tuple[Ref, ...]) -> set[str]:
    """Words and numbers of a text that stand neither in what it rests on nor in the fixed words."""
    text = sentence if isinstance(sentence, str) else sentence.text
    for phrase in FIXED_NUMBERS:
        text = re.sub(re.escape(phrase), " ", text, flags=re.IGNORECASE)
    under = " ".join(grounds(file, refs))
    told = {word.lower() for word in WORD.findall(under)}
    numbers = set(NUMBER.findall(under))
    strange = {word for word in WORD.findall(text) if word.lower() not in told and word.lower() not in fixed_words()}
    # "B1" and "A2" are words of which the figure is a part
    bare = re.sub(r"\b[AB][12]\b", " ", text)
    return strange | {one for one in NUMBER.findall(bare) if one not in numbers}


# --- any record, any dossier --------------------------------------------------------------------------------------------


@dataclass
class Making:
    """Makes the rows of one random case, with a marker in every text and what may never come out."""

    file: CaseFile
    random: Random
    answers: list[Answer] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    renditions: list[Rendition] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    forbidden: set[str] = field(default_factory=set)
    count: int = 0

    def marker(self) -> str:
        self.count += 1
        return "merk" + "".join("abcdefghij"[int(one)] for one in str(self.count)) + "teken"

    def pick(self, *options: Any) -> Any:
        return self.random.choice(options)

    def record(self) -> None:
        for question in self.file.catalogue.questions():
            if self.pick(True, True, False):
                if not question.is_group:
                    self.one(question, None)
                elif question.follows:
                    for number in (1, 2):
                        self.fields(question, number)
                else:
                    many = self.pick(0, 1, 2, 3)
                    self.one(question, None, bool(many))
                    for number in range(1, many + 1):
                        self.fields(question, number)
                        self.one(question, number, number < many)

    def fields(self, group: Question, number: int) -> None:
        for part in group.fields:
            if self.pick(True, True, True, False):
                self.one(part, number)

    def one(self, question: Question, entry: int | None, gate: bool | None = None) -> None:
        states = ["beantwoord"] if gate is not None else ["beantwoord"] * 3 + sorted(OPEN_STATES)
        state: State = self.pick(*states)
        language = self.pick("nl", "ti")
        value = gate if gate is not None else self.value(question) if state == "beantwoord" else None
        words = str(value.get("text") if isinstance(value, dict) else value) if value is not None else self.marker()
        doubt = gate is None and self.pick(False, False, False, True)
        present = self.pick("alleen", "alleen", "partner")
        speaker = self.pick("person", "person", "person", "partner") if gate is None else "person"
        answer = Answer(
            question.id, entry, state, value, words, language, "Latn", "words", "", 1.0, doubt, speaker, present, "own_chat",
            "person", AT, "q", "1", len(self.answers) + 1, flag=None if value is not None else "not_understood",
            id=len(self.answers) + 1,
        )  # fmt: skip
        self.answers.append(answer)
        self.rendition(question, answer)

    def rendition(self, question: Question, answer: Answer) -> None:
        own_words = question.type in {"text", "occupation"}
        unsure = answer.to_confirm or answer.speaker != "person" or (question.alone and answer.present in AMONG_OTHERS)
        hidden = unsure or answer.state != "beantwoord" or question.id in withheld_questions(self.file.catalogue)
        translated = question.translated and answer.language != "nl"
        if own_words and (hidden or translated) and question.id not in {"persoon.naam", "persoon.naam_latijns"}:
            self.forbidden |= set(WORD.findall(answer.words))
        if not (own_words and translated and answer.state == "beantwoord" and self.pick(True, False)):
            return
        number, text = len(self.sources) + 1, self.marker()
        self.forbidden |= {text} if hidden else set()
        self.sources.append(Source(
            "", "answer", answer.id or 0, "answer", question.id, answer.entry, 1, question.topic, False, answer.language, "nl",
            AT, answer.words, number,
        ))  # fmt: skip
        self.renditions.append(Rendition(number, text, "nl", self.pick("machine", "person"), "x", AT, id=number))
        if self.pick(True, False):
            self.reviews.append(Review(number, number, "goedgekeurd", "v", "cultuurvertaler", AT, id=number))

    def value(self, question: Question) -> Any:
        kind = question.type
        if kind in {"text", "occupation"}:
            return {"text": self.marker(), "isco": None} if kind == "occupation" else self.marker()
        simple: dict[str, tuple[Any, ...]] = {
            "yesno": (True, False), "notice": (True,), "country": COUNTRIES, "language": LANGUAGES, "scale4": (0, 1, 2, 3),
            "isced": tuple(range(9)), "school_years": (0, 1, 5, 6.5, 12, 23), "number": (0, 0.5, 1, 1.5, 3, 4, 7, 19, 24, 38.5),
            "date": ("1987", "1991-04", "2003-12-31", "2024-02-29"), "choice": tuple(question.options),
        }  # fmt: skip
        return self.pick(*simple[kind])

    def dossier(self) -> None:
        for kind, found in forms().items():
            if kind in {"ingetrokken", "sectie", "sectie_af", "erkend"}:
                continue
            for _ in range(self.pick(0, 0, 1, 2)):
                data, markers = self.data(kind, found.fields)
                try:
                    kept = found.read(data)
                except BadEntry:
                    continue
                self.entries.append(Entry(kind, kept, "c", AT, len(self.entries) + 1))
                self.forbidden |= self.hidden(kind, kept, markers)

    def hidden(self, kind: str, data: Mapping[str, Any], markers: Mapping[str, str]) -> set[str]:
        """Markers of an entry that may not come out: of what is no part of a plan, and of what was not agreed to."""
        private = {
            "gezondheid": not data.get("besproken"), "verwijzing": not data.get("akkoord"),
            "geen_lbt": data.get("grond") in {"zien", "horen"}, "lbt": True,
        }  # fmt: skip
        if kind not in SHOWN_KINDS or private.get(kind) and kind != "lbt":
            return set(markers.values())
        return {markers["omstandigheden"]} if kind == "lbt" and "omstandigheden" in markers else set()

    def data(self, kind: str, fields: tuple[Field, ...]) -> tuple[dict[str, Any], dict[str, str]]:
        found: dict[str, Any] = {}
        markers: dict[str, str] = {}
        for one in fields:
            if not one.required and not self.pick(True, False):
                continue
            if one.type in {"text", "long"}:
                if one.name in {"van", "tot"} and one.maximum == 5:
                    found[one.name] = "9:00" if one.name == "van" else self.pick("11:30", "13:00")
                else:
                    found[one.name] = markers[one.name] = self.marker()
            elif one.type == "rows":
                found[one.name] = [self.data(kind, one.fields)[0] for _ in range(2)]
                found[one.name] = [{**row, "van": "9:00", "tot": self.pick("11:30", "13:00")} for row in found[one.name]]
            elif one.type == "date":
                found[one.name] = self.pick("2026-03-01", "2027-10-31")
            elif one.type == "number":
                found[one.name] = self.pick(1, 2, 3) if one.name in {"kind", "dagen"} else self.pick(1, 4, 12, 26)
            elif one.type == "yesno":
                found[one.name] = self.pick(True, False)
            elif one.type == "choice":
                found[one.name] = self.pick(*(one.options or {}))
            elif one.type == "choices":
                found[one.name] = [self.pick(*(one.options or {}))]
        return found, markers

    def made(self) -> CaseFile:
        renditions = CaseRenditions(self.sources, self.renditions, self.reviews, (), frozenset())
        return replace(
            self.file, answers=tuple(self.answers), record=fold(self.file.catalogue, self.answers), renditions=renditions,
            dossier=Dossier.of(self.entries),
        )  # fmt: skip


@dataclass(repr=False)
class Start:
    """An empty case; without a repr of its own, which would fill a report."""

    file: CaseFile


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    house: House = open_house(tmp_path_factory.mktemp("any") / "data", wording_of, lambda: NOW)
    access: Access = house.access
    case = access.new_case(language="ti", label="verzonnen", created_by="test", constructed=True)
    yield Start(house.case_file(case.case_id))
    house.store.close()


def any_case(empty: Start, seed: int) -> tuple[CaseFile, set[str]]:
    made = Making(empty.file, Random(seed))
    made.record()
    made.dossier()
    return made.made(), made.forbidden


def said(file: CaseFile) -> Iterator[tuple[Section, Sentence]]:
    return ((one.section, sentence) for one in draft(file) for sentence in one.sentences)


def tables(file: CaseFile) -> Iterator[Table]:
    return (table for one in draft(file) for table in one.tables)


MANY = settings(max_examples=80, deadline=None, derandomize=True)
SEEDS = st.integers(0, 2**48)
"""A case has hundreds of values: one number makes them all, which is many times faster than drawing each."""


@MANY
@given(seed=SEEDS)
def test_no_sentence_states_what_its_sources_do_not(empty: Start, seed: int) -> None:
    file, forbidden = any_case(empty, seed)
    for section, sentence in said(file):
        assert sentence.refs
        shown = " ".join([sentence.text, *(ref.shown for ref in sentence.refs)])
        assert not set(WORD.findall(shown)) & forbidden, f"{section.id}: {sentence.text}"
        if ".tekst." in sentence.id:
            standard = file.municipality.text(sentence.refs[0].id).text
            assert sentence.text in standard
            continue
        strange = not_in_its_sources(file, sentence, sentence.refs)
        assert not strange, f"{section.id}: {sentence.id}: {sentence.text}: {strange}: {sentence.refs}"


@MANY
@given(seed=SEEDS)
def test_no_table_states_what_its_sources_do_not(empty: Start, seed: int) -> None:
    file, forbidden = any_case(empty, seed)
    for table in tables(file):
        assert table.refs
        text = " ".join(cell for row in table.rows for cell in row)
        assert not set(WORD.findall(text)) & forbidden, table
        times = re.compile(r"\d+:\d\d")
        assert not not_in_its_sources(file, times.sub(" ", text), table.refs), table


@MANY
@given(seed=SEEDS)
def test_a_draft_is_the_same_every_time_and_every_sentence_has_its_own_id(empty: Start, seed: int) -> None:
    file, _ = any_case(empty, seed)
    assert draft(file) == draft(file)
    ids = [sentence.id for _, sentence in said(file)]
    assert len(ids) == len(set(ids))
    assert len(draft(file)) == 24


@MANY
@given(seed=SEEDS)
def test_what_is_not_certain_is_to_be_discussed_or_not_said(empty: Start, seed: int) -> None:
    """No plain sentence rests on an answer that nobody is sure of, or that somebody else gave."""
    file, _ = any_case(empty, seed)
    not_a_question = all(one.get("vraag") not in file.catalogue for one in file.dossier.all("besproken"))
    assert not_a_question
    unsure = {one.id for one in file.answers if one.to_confirm or one.speaker != "person" or one.flag}
    for _, sentence in said(file):
        if not sentence.to_discuss:
            stated = {ref.row for ref in sentence.refs if ref.kind == "answer"}
            assert not stated & unsure, sentence


def test_the_fixed_words_hold_no_value_that_only_an_answer_can_give() -> None:
    fixed = fixed_words()
    assert not {day_nl("2026-03-01").split()[1], *MONTHS} & fixed
    assert not {"eritrea", "syrië", "tigrinya", "dari"} & fixed
