"""What is not known yet, in as few sentences as possible: one for each reason within a part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.pip.drafting import dutch
from assistant.pip.drafting.facts import AnswerFacts, Fact, Why
from assistant.pip.drafting.wordings import subjects
from assistant.pip.model import Ref, Sentence

OPENINGS: dict[Why, tuple[str, str]] = {
    "niet_gevraagd": ("open", "Nog te bespreken: {}."),
    "weet_niet": ("weet_niet", "Nog te bespreken, want u weet dit nog niet: {}."),
    "later": ("later", "Nog te bespreken, want u wilde hier later over vertellen: {}."),
    "in_gesprek": ("in_gesprek", "Nog te bespreken, want u wilde dit in het gesprek vertellen: {}."),
    "liever_met_een_persoon": ("persoon", "Nog te bespreken, want u vertelt dit liever aan een medewerker: {}."),
    "onzeker": ("onzeker", "Nog te bespreken, want dit is nog niet zeker: {}."),
    "met_u_zelf": ("met_u_zelf", "Nog te bespreken met u zelf: {}."),
    "niet_vertaald": ("niet_vertaald", "Wat u hierover zei, is nog niet vertaald: {}."),
    "wil_niet_zeggen": ("niet_zeggen", "Hierover wilt u niets zeggen: {}."),
    "besproken": ("besproken", "Dit is met u besproken en blijft open: {}."),
}
"""Why something is not stated -> the end of the id of its sentence, and how the sentence begins."""

SETTLED: frozenset[Why] = frozenset({"besproken"})
"""Not known, and not to be discussed again either."""


def open_sentences(
    section: str, part: str, heading: str, facts: Iterable[tuple[str, Fact]]
) -> Iterator[Sentence]:  # fmt: skip
    """One sentence for each reason.

    Args:
        section, part, heading: where the sentences stand.
        facts: what is open, each with its name in the sentence ("uw droombaan", "of u een rijbewijs hebt").
    """
    by_why: dict[Why, list[tuple[str, Fact]]] = {}
    for subject, fact in facts:
        if fact.why in OPENINGS:
            by_why.setdefault(fact.why, []).append((subject, fact))
    for why, (name, opening) in OPENINGS.items():
        found = by_why.get(why)
        if not found:
            continue
        named = dict.fromkeys(_named(subject, fact) for subject, fact in found)
        yield Sentence(
            f"{section}.{part}.{name}", opening.format(_joined(list(named))),
            tuple(dict.fromkeys(ref for _, fact in found for ref in _marked(fact))),
            to_discuss=why not in SETTLED,
            trust="niet_nagekeken" if why == "niet_vertaald" else "vast", part=heading,
        )  # fmt: skip


def open_questions(facts: AnswerFacts, asks: Iterable[str], needed: Iterable[str], said: set[str]) -> Iterator[tuple[str, Fact]]:
    """Which of these questions are open, each with its subject.

    Args:
        facts: of the record.
        asks: ids of questions (short names within a group). needed: those that count when nobody asked them yet.
        said: what a sentence already says.
    """
    wanted = set(needed)
    for name in asks:
        if name in said:
            continue
        fact = facts.fact(name)
        if fact is None or fact.certain or fact.why in {"niet_van_toepassing", "achterhouden"}:
            continue
        if fact.why == "niet_gevraagd" and name not in wanted:
            continue
        if fact.why in {"in_gesprek", "later"} and fact.refs[0].row is None and name not in wanted:
            # a topic that was put off: only what a plan needs is named
            continue
        yield subjects().get(fact.name, fact.name), fact


def _marked(fact: Fact) -> tuple[Ref, ...]:
    """The references of something open: who said it and among whom, and the value only where the sentence names it."""
    if _names_value(fact):
        return fact.refs
    return tuple(replace(ref, shown=ref.shown.removeprefix(fact.shown).strip()) for ref in fact.refs)


def _names_value(fact: Fact) -> bool:
    return fact.why == "onzeker" and bool(fact.shown) and not fact.words and fact.kind != "text"


def _named(subject: str, fact: Fact) -> str:
    """What is open; what was understood of an unsure answer stands beside it, so that the talk can settle it."""
    return f"{subject} ({fact.shown})" if _names_value(fact) else subject


def _joined(subjects_: list[str]) -> str:
    """Clauses ("of u …") are kept apart by semicolons when there are more than two: they hold commas of their own."""
    return dutch.listed(subjects_) if len(subjects_) < 3 or not any("," in one for one in subjects_) else "; ".join(subjects_)
