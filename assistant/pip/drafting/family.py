"""Section 11: opvang, voorschool and school of the children, per child, with a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.case_file import CaseFile
from assistant.dossier.entry import Entry
from assistant.municipality.model import UnknownSetting
from assistant.pip.drafting import dutch
from assistant.pip.drafting.composing import Composer
from assistant.pip.drafting.facts import AnswerFacts, EntryFacts, Fact, Several, entry_ref
from assistant.pip.drafting.making import Making, Named
from assistant.pip.drafting.open_points import open_questions, open_sentences
from assistant.pip.drafting.people import age_nl
from assistant.pip.drafting.wordings import labels, part
from assistant.pip.model import Ref, Sentence, Table

AGE_RULE = "vve_leeftijd"
ADULT = 18
"""From this age a child is no child of the plan any more (Burgerlijk Wetboek, Boek 1, art. 233)."""

OPEN, NONE = "nog te bespreken", "–"

AT_SCHOOL = frozenset({"basisschool", "isk"})


@dataclass(frozen=True)
class Child:
    """One child of the record.

    Attributes:
        number: entry of ``gezin.kinderen``. age: in years, None when it is not certain.
        young: whether opvang or voorschool has to be agreed for it: under the age of the municipality's rule (or of unknown
            age), at home, and not at school yet.
        agreed: the newest entry ``vve`` about it.
    """

    number: int
    age: float | None
    young: bool
    agreed: Entry | None

    @property
    def name(self) -> str:
        """How the plan calls it."""
        return f"kind {self.number}"


def children_of(file: CaseFile) -> tuple[Child, ...]:
    """The children of a case as far as the record knows them."""
    answers = AnswerFacts(file)
    gate = answers.fact("gezin.kinderen")
    if gate is None or gate.value == 0 and gate.certain:
        return ()
    try:
        limit = float(file.municipality.rule(AGE_RULE, file.today).value or 0)
    except UnknownSetting:
        limit = 0.0
    found = []
    for number in answers.numbers("gezin.kinderen"):
        facts = answers.of_entry("gezin.kinderen", number)
        age, lives, school = facts.fact("leeftijd"), facts.fact("woont"), facts.fact("school")
        known = float(age.value) if age and age.certain else None
        if known is not None and known >= ADULT:
            continue
        away = bool(lives and lives.certain and lives.value == "elders")
        at_school = bool(school and school.certain and school.value in AT_SCHOOL)
        young = (known is None or known < limit) and not away and not at_school
        found.append(Child(number, known, young, _agreed(file, number)))
    return tuple(found)


def _agreed(file: CaseFile, number: int) -> Entry | None:
    found = [entry for entry in file.dossier.all("vve") if entry.get("kind") == number]
    return found[-1] if found else None


def family(making: Making) -> Iterator[Sentence]:
    """The sentences of the section."""
    gate = making.answers.fact("gezin.kinderen")
    if gate is not None and gate.certain and not gate.value:
        yield making.say("geen", "U hebt geen kinderen. Hier zijn daarom geen afspraken nodig.", *gate.refs)
        return
    found = children_of(making.file)
    if not found and gate is not None and gate.certain:
        ages = [ref for number in making.answers.numbers("gezin.kinderen")
                if (age := making.answers.of_entry("gezin.kinderen", number).fact("leeftijd")) for ref in age.refs]  # fmt: skip
        yield making.say("volwassen", "Uw kinderen zijn volwassen. Hier zijn daarom geen afspraken nodig.", *gate.refs, *ages)
        return
    if not found:
        yield from open_sentences(making.id, "kinderen", "", open_questions(making.answers, ["gezin.kinderen"],
                                                                             ["gezin.kinderen"], set()))  # fmt: skip
        return
    yield from _children(making, found)
    yield from _wishes(making, found)
    for child in found:
        named = {"kind": _named(making, child)}
        if child.agreed is not None:
            yield from making.entry("vve", child.agreed, part_id="#afspraak", suffix=f"#{child.number}", named=named)
    open_ones = [child for child in found if child.young and child.agreed is None]
    if open_ones:
        refs = [ref for child in open_ones for ref in _refs_of(making, child)]
        named_ones = [f"{child.name} ({age_nl(child.age)})" if child.age is not None else child.name for child in open_ones]
        yield making.to_discuss("vve.open", f"de afspraak over opvang of voorschool voor {dutch.listed(named_ones)}", *refs,
                                heading=part("kinderen", "wens").title)  # fmt: skip
    yield from making.part("opvang")
    if any(child.young for child in found):
        yield from making.text("kinderopvang_kosten")


def _children(making: Making, found: tuple[Child, ...]) -> Iterator[Sentence]:
    wanted = part("kinderen", "kind")
    opened: list[tuple[str, Fact]] = []
    for child in found:
        facts = making.answers.of_entry("gezin.kinderen", child.number)
        known = {name: fact for name in wanted.asks if (fact := facts.fact(name)) is not None and fact.certain}
        opened += open_questions(facts, wanted.asks, wanted.asks, set(known))
        phrases = []
        if "leeftijd" in known:
            phrases.append(f"is {age_nl(float(known['leeftijd'].value))}")
        if "woont" in known:
            phrases.append(f"woont {known['woont'].shown}")
        if "school" in known:
            phrases.append(known["school"].shown)
        refs = [ref for fact in known.values() for ref in fact.refs]
        if phrases:
            text = f"{dutch.capital(child.name)} {dutch.listed(phrases)}."
            yield making.say(f"kind#{child.number}", text, *refs, heading=wanted.title)
    yield from open_sentences(making.id, "kind", wanted.title, opened)


def _wishes(making: Making, found: tuple[Child, ...]) -> Iterator[Sentence]:
    wanted = part("kinderen", "wens")
    opened: list[tuple[str, Fact]] = []
    following = set(making.answers.numbers("kinderen_vve.kind"))
    for child in found:
        if child.number not in following:
            continue
        facts = making.answers.of_entry("kinderen_vve.kind", child.number)
        places = Several((Named({"kind": _named(making, child)}), facts))
        composer = Composer(making.id, places, wanted.title, f"#{child.number}")
        yield from composer.sentences(wanted.wordings)
        opened += open_questions(facts, wanted.asks, (), composer.said)
    yield from open_sentences(making.id, "wens", wanted.title, opened)


def _named(making: Making, child: Child) -> Fact:
    return Fact("kind", child.number, child.name, _refs_of(making, child))


def _refs_of(making: Making, child: Child) -> tuple[Ref, ...]:
    """What the child itself rests on: that it was told of, and its age where that is known."""
    age = making.answers.of_entry("gezin.kinderen", child.number).fact("leeftijd")
    return age.refs if age and age.certain else (Ref("state", "gezin.kinderen", child.number),)


def table(making: Making) -> Iterator[Table]:
    """A row for each child: age, where it goes now, the wish of the parent, and the agreement."""
    rows, refs = [], list[Ref]()
    for child in children_of(making.file):
        facts = making.answers.of_entry("gezin.kinderen", child.number)
        school = facts.fact("school")
        following = making.answers.of_entry("kinderen_vve.kind", child.number).fact("wens")
        agreed = EntryFacts(child.agreed).fact("besluit") if child.agreed else None
        wish = "" if following is None or not following.certain else "ja" if following.value else "nee"
        rows.append((
            dutch.capital(child.name), age_nl(child.age) if child.age is not None else OPEN,
            labels()["tabel.school"][str(school.value)] if school and school.certain else OPEN,
            wish or (OPEN if child.young and child.agreed is None else NONE),
            labels()["tabel.besluit"][str(agreed.value)] if agreed else OPEN if child.young else NONE,
        ))  # fmt: skip
        refs += [*_refs_of(making, child), *(school.refs if school else ()), *(following.refs if following and wish else ())]
        refs += [entry_ref(child.agreed)] if child.agreed else []
    if rows:
        yield Table(
            "kinderen.tabel", "Afspraken per kind",
            ("Kind", "Leeftijd", "Nu", "Wens opvang of voorschool", "Afspraak"), tuple(rows), tuple(dict.fromkeys(refs)),
        )  # fmt: skip
