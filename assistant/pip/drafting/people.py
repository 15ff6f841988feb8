"""Sections 1 to 3: who somebody is, where they start from, and what they want."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.pip.drafting import dutch
from assistant.pip.drafting.composing import placed
from assistant.pip.drafting.facts import EntryFacts, Fact, entry_ref, worst
from assistant.pip.drafting.making import Making
from assistant.pip.drafting.open_points import open_questions, open_sentences
from assistant.pip.drafting.wordings import part, subjects
from assistant.pip.model import Ref, Sentence
from assistant.script import script_of

SKILLS = {"spreken": "spreekt", "verstaan": "verstaat", "lezen": "leest", "schrijven": "schrijft"}
LEVELS = {3: "goed", 2: "redelijk goed", 1: "een beetje", 0: "niet"}
NAME_OPENINGS = ("ik heet ", "mijn naam is ", "my name is ", "ik ben ", "naam: ")
LATIN = "Latn"
GOALS = {"drie_jaar": "Over drie jaar", "dit_jaar": "Dit jaar", "nu": "Wat u nu doet"}


def personal(making: Making) -> Iterator[Sentence]:
    """Section 1."""
    name, opened = _name(making)
    if name is not None:
        yield name
    said = ["persoon.naam", "persoon.naam_latijns"]
    yield from making.part("wie", said=said, extra=opened)
    yield from making.part("verblijf")
    if making.file.dossier.latest("doelgroep"):
        yield from making.latest("doelgroep")
    else:
        yield making.to_discuss("doelgroep.open", "uw doelgroep volgens DUO", "doelgroep", heading="In Nederland")
    yield from making.part("contact")
    yield from _representative(making)


def _name(making: Making) -> tuple[Sentence | None, list[tuple[str, Fact]]]:
    """The name in Latin letters; a name in another script does not stand in a Dutch text."""
    facts = [fact for name in ("persoon.naam_latijns", "persoon.naam") if (fact := making.answers.fact(name)) is not None]
    for fact in facts:
        shown = _only_name(fact.shown)
        if fact.certain and shown and script_of(shown) == LATIN:
            return making.say("naam", f"Uw naam is {shown}.", *fact.refs, heading="Wie u bent"), []
    for fact in facts:
        if fact.certain:
            # a name is there, in another script
            return None, [(subjects()["persoon.naam_latijns"], replace(fact, why="niet_gevraagd", shown=""))]
    open_ones = [fact for fact in facts if fact.name == "persoon.naam"]
    return None, [(subjects()[fact.name], fact) for fact in open_ones]


def _only_name(words: str) -> str:
    """The name in "Ik heet Sara Haile"."""
    clean = " ".join(words.split()).rstrip(".!")
    for opening in NAME_OPENINGS:
        if clean.lower().startswith(opening):
            return clean[len(opening) :]
    return clean


def _representative(making: Making) -> Iterator[Sentence]:
    entry = making.file.dossier.latest("gemachtigde")
    if entry is not None and str(entry.get("tot") or "9999") >= making.file.today.isoformat():
        yield from making.entry("gemachtigde", entry)


def start(making: Making) -> Iterator[Sentence]:
    """Section 2."""
    yield from _with_group(making, "gezin", children(making), "gezin.kinderen")
    yield from making.part("onderwijs")
    yield from _schools(making)
    yield from _languages(making)
    yield from _with_group(making, "werk", _jobs(making), "werk.banen")
    yield from making.part("netwerk")
    yield from making.part("gesprek")


def _with_group(making: Making, part_id: str, composed: list[Sentence], group: str) -> Iterator[Sentence]:
    """A part with the sentences about a group after the first sentence of the part."""
    count = making.answers.fact(group)
    told = bool(composed) or bool(count and count.certain and not count.value and part_id == "gezin")
    found = list(making.part(part_id, said=[group] if told else []))
    if part_id == "gezin" and count is not None and count.certain and not count.value:
        composed = [making.say("kinderen", "U hebt geen kinderen.", *count.refs, heading=part("startpositie", "gezin").title)]
    facts = [one for one in found if not one.to_discuss]
    at = 1 if part_id == "gezin" and facts and facts[0].id.endswith(".partner") else 0
    yield from found[:at]
    yield from composed
    yield from found[at:]


# --- children ---------------------------------------------------------------------------------------------------------


def children(making: Making) -> list[Sentence]:
    """How many children, how old, and where they live; nothing when that is not certain."""
    heading = part("startpositie", "gezin").title
    gate = making.answers.fact("gezin.kinderen")
    numbers = making.answers.numbers("gezin.kinderen")
    if gate is None or not gate.certain or not numbers:
        return []
    seen = [(making.answers.of_entry("gezin.kinderen", number)) for number in numbers]
    ages = [fact for one in seen if (fact := one.fact("leeftijd")) is not None]
    homes = [fact for one in seen if (fact := one.fact("woont")) is not None]
    many = len(numbers)
    refs = list(gate.refs)
    all_told = making.answers.complete("gezin.kinderen")
    text = f"U {'hebt' if all_told else 'noemde'} {'één kind' if many == 1 else f'{dutch.number(many)} kinderen'}"
    if len(ages) == many and all(fact.certain for fact in ages):
        text += _ages_clause([float(fact.value) for fact in ages])
        refs += [ref for fact in ages for ref in fact.refs]
    text += "."
    if len(homes) == many and all(fact.certain for fact in homes):
        text += _homes_clause(many, sum(1 for fact in homes if fact.value == "elders"))
        refs += [ref for fact in homes for ref in fact.refs]
    told = [making.say("kinderen", text, *refs, heading=heading)]
    if not all_told:
        told.append(making.to_discuss("kinderen.meer", "of u nog meer kinderen hebt", *gate.refs, heading=heading))
    return told


def _ages_clause(ages: list[float]) -> str:
    """What follows "U hebt drie kinderen": their ages, the youngest apart when it is not one year old yet."""
    babies, older = [age for age in ages if age < 1], [age for age in ages if age >= 1]
    words = [dutch.number(age) for age in older]
    if not babies:
        same = len(set(older)) == 1
        return f" van {words[0]} jaar" if same else f", van {dutch.listed(words)} jaar"
    if not older:
        return " van nog geen jaar oud"
    first = "Het jongste is" if len(babies) == 1 else f"{dutch.capital(dutch.number(len(babies)))} zijn"
    rest = f"het andere is {words[0]} jaar" if len(older) == 1 else f"de andere zijn {dutch.listed(words)} jaar"
    return f". {first} nog geen jaar oud; {rest}"


def _homes_clause(many: int, away: int) -> str:
    if many == 1:
        return " Uw kind woont ergens anders." if away else " Uw kind woont bij u."
    if not away:
        return " Uw kinderen wonen bij u."
    if away == many:
        return " Uw kinderen wonen ergens anders."
    if away == 1:
        return " Eén kind woont ergens anders."
    return f" {dutch.capital(dutch.number(away))} kinderen wonen ergens anders."


def age_nl(age: float) -> str:
    """One age: ``vier jaar``, ``nog geen jaar oud``."""
    return "nog geen jaar oud" if age < 1 else f"{dutch.number(age)} jaar"


# --- schools, languages and jobs ----------------------------------------------------------------------------------------


def _schools(making: Making) -> Iterator[Sentence]:
    wanted = part("startpositie", "school")
    opened: list[tuple[str, Fact]] = []
    for number in making.answers.numbers("onderwijs.scholen"):
        facts = making.answers.of_entry("onderwijs.scholen", number)
        composer = making.composer(wanted, facts, suffix=f"#{number}")
        yield from composer.sentences(wanted.wordings)
        opened += open_questions(facts, wanted.asks, (), composer.said)
    yield from open_sentences(making.id, "school", wanted.title, opened)


def _languages(making: Making) -> Iterator[Sentence]:
    heading = part("startpositie", "taal").title
    composed: list[Sentence] = []
    opened: list[tuple[str, Fact]] = []
    named: set[str] = set()
    for number in making.answers.numbers("taal.talen"):
        facts = making.answers.of_entry("taal.talen", number)
        language = facts.fact("taal")
        skills = {name: fact for name in SKILLS if (fact := facts.fact(name)) is not None}
        if language is None or not language.certain:
            opened += open_questions(facts, ["taal"], (), set())
            continue
        named.add(str(language.value))
        composed.append(_one_language(making, number, language, skills, heading))
        opened += open_questions(facts, SKILLS, (), set())
    english = making.answers.fact("taal.engels")
    said = ["taal.engels"] if "en" in named and english is not None and english.certain else []
    gate = making.answers.fact("taal.talen")
    if gate is not None and not gate.certain:
        opened += open_questions(making.answers, ["taal.talen"], (), set())
    found = list(making.part("taal", said=said, extra=opened))
    after = next((n for n, one in enumerate(found, start=1) if one.id.endswith(".moedertaal")), 0)
    yield from found[:after]
    yield from composed
    yield from found[after:]


def _one_language(making: Making, number: int, language: Fact, skills: dict[str, Fact], heading: str) -> Sentence:
    """What somebody can do in a language, the best first: "U spreekt en verstaat Engels goed en leest het een beetje"."""
    refs = list(language.refs)
    phrases: list[str] = []
    for level, word in LEVELS.items():
        can = [SKILLS[name] for name, fact in skills.items() if fact.certain and fact.value == level]
        refs += [ref for fact in skills.values() if fact.certain and fact.value == level for ref in fact.refs]
        if can:
            what = language.shown if not phrases else "het"
            phrases.append(f"{dutch.listed(can)} {what} {word}")
    text = f"U {_chained(phrases)}." if phrases else f"U kent {language.shown}."
    return making.say(f"talen#{number}", text, *refs, heading=heading)


def _chained(phrases: list[str]) -> str:
    """Phrases that hold "en" themselves are kept apart by commas."""
    if len(phrases) == 2 and any(" en " in one for one in phrases):
        return ", en ".join(phrases) if " en " in phrases[1] else " en ".join(phrases)
    return dutch.listed(phrases)


def _jobs(making: Making) -> list[Sentence]:
    """One sentence about all work somebody did before; what is not known of a job is left out and to be discussed."""
    heading = part("startpositie", "werk").title
    told: list[str] = []
    refs: list[Ref] = []
    facts_told: list[Fact] = []
    opened: list[tuple[str, Fact]] = []
    gate = making.answers.fact("werk.banen")
    for number in making.answers.numbers("werk.banen"):
        facts = making.answers.of_entry("werk.banen", number)
        job, years, land = facts.fact("beroep"), facts.fact("jaren"), facts.fact("land")
        opened += open_questions(facts, ["beroep", "jaren", "land"], (), set())
        if job is None or not job.certain:
            continue
        known = [one for one in (job, years, land) if one is not None and one.certain]
        more = []
        if years is not None and years.certain:
            more.append(job_years(float(years.value)))
        if land is not None and land.certain:
            more.append(f"in {land.shown}")
        told.append(placed(job, "woorden") + (f" ({', '.join(more)})" if more else ""))
        refs += [ref for one in known for ref in one.refs]
        facts_told += known
    sentences: list[Sentence] = []
    if told:
        text = f"U hebt eerder gewerkt. Over dat werk zei u: {dutch.listed(told)}."
        sentences.append(Sentence(
            f"{making.id}.banen", text, tuple(dict.fromkeys([*(gate.refs if gate else ()), *refs])),
            trust=worst(fact.trust for fact in facts_told), words=True, part=heading,
        ))  # fmt: skip
    elif gate is not None and gate.certain and gate.value:
        sentences.append(making.say("banen", "U hebt eerder gewerkt.", *gate.refs, heading=heading))
    sentences += open_sentences(making.id, "banen", heading, opened)
    return sentences


def job_years(years: float) -> str:
    """``vijf jaar``; less than a year as such."""
    return "een half jaar" if years == 0.5 else "korter dan een jaar" if years < 1 else f"{dutch.number(years)} jaar"


# --- goals --------------------------------------------------------------------------------------------------------------


def goals(making: Making) -> Iterator[Sentence]:
    """Section 3: the wishes in the person's words, the end goal, and the goals for three years, this year and now."""
    yield from making.part("wensen")
    yield from making.part("leren")
    if making.file.dossier.latest("einddoel"):
        yield from making.latest("einddoel")
    else:
        yield making.to_discuss("einddoel.open", "uw einddoel", "einddoel", heading="Uw einddoel")
    found = making.file.dossier.all("doel")
    for term, heading in GOALS.items():
        here = [entry for entry in found if entry.get("termijn") == term]
        for number, entry in enumerate(here, start=1):
            facts = EntryFacts(entry)
            text = dutch.sentence_end(str(entry.get("tekst")))
            if entry.get("wie"):
                text += f" Wie dit doet: {dutch.sentence_end(str(entry.get('wie')))}"
            if (until := facts.fact("voor")) is not None and until.certain:
                text += f" Dit is klaar voor {until.shown}."
            refs = [entry_ref(entry, str(entry.get("tekst")))]
            words = entry.get("woorden")
            answer = next((one for one in making.file.answers if one.id == words), None) if words else None
            if answer is not None:
                refs.append(Ref("answer", answer.question, answer.entry, answer.id))
            yield making.say(f"doel.{term}#{number}", dutch.capital(text), *refs, heading=heading)
    missing_terms = [heading.lower() for term, heading in GOALS.items() if not any(e.get("termijn") == term for e in found)]
    if missing_terms:
        named = {"over drie jaar": "over drie jaar", "dit jaar": "dit jaar", "wat u nu doet": "nu"}
        text = f"uw doelen voor {dutch.listed([named[one] for one in missing_terms])}"
        yield making.to_discuss("doel.open", text.replace("voor over drie jaar", "voor de komende drie jaar"), "doel",
                                heading="Uw doelen")  # fmt: skip
