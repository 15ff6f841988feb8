"""What the choice of a leerroute can rest on, laid side by side with source and date. Nothing here proposes or weighs.

The topics stand in the order of the alphabet, so that their order says nothing. What somebody is (status, age, origin, group)
is no indication. Health shows only as the consequences a consulent confirmed (entry ``gezondheid``), debts not at all, and
answers in which people tell of either (sensitive questions, "what makes it hard") are left to the record itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from assistant.case_file import NETHERLANDS, CaseFile
from assistant.caseload import CHANNEL_NL, SPEAKER_NL, STATE_NL
from assistant.catalogue import Question
from assistant.dossier.entry import Entry
from assistant.dossier.forms import Form, day_nl, form
from assistant.municipality import Rule
from assistant.pip.model import WORST, Ref, Trust
from assistant.record import OPEN_STATES, Answer
from assistant.renditions.sources import DUTCH
from assistant.value_labels import value_label

TOPICS: Mapping[str, str] = {
    "gesprek": "Het gesprek",
    "lbt": "LBT",
    "omstandigheden": "Omstandigheden",
    "onderwijs": "Onderwijs",
    "taalschool": "Taalschool",
    "talen": "Talen",
    "wens": "Wens en motivatie",
    "werk": "Werk",
}
"""Topic -> its Dutch title, in the order they are shown: of the alphabet, the article left out."""

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "lbt": ("digitaal.oefentoets", "digitaal.scherm_of_muis"),
    "omstandigheden": (
        "inburgering.dagen", "werk.avondles", "gezin.mantelzorg", "kinderen_vve.oplossing", "wonen.rustige_plek",
        "wonen.afstand", "digitaal.laptop", "digitaal.internet", "netwerk.hulp",
    ),
    "onderwijs": (
        "onderwijs.jaren", "onderwijs.hoogste", "onderwijs.diploma", "onderwijs.papieren", "onderwijs.gewaardeerd",
        "onderwijs.scholen", "onderwijs.waarom_gestopt", "onderwijs.vakken", "onderwijs.isk", "onderwijs.isk_advies",
        "inburgering.gehaald",
    ),
    "talen": (
        "taal.moedertaal", "taal.leest_moedertaal", "taal.latijns_schrift", "taal.nederlands", "taal.engels", "taal.talen",
        "taal.cursus", "taal.durft", "taal.oefenen",
    ),
    "wens": (
        "wensen.drie_jaar", "wensen.dit_jaar", "wensen.waarom", "wensen.goed_in", "wensen.helpt", "werk.droombaan",
        "werk.broodbaan", "werk.eigen_beroep", "onderwijs.verder_leren", "inburgering.verwachting", "inburgering.tempo",
    ),
    "werk": ("werk.nu", "werk.uren", "werk.diensten", "werk.banen", "werk.vaardigheden"),
}  # fmt: skip
"""Topic -> the questions whose answers are shown under it. Countries are left out: origin is no indication."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "onderwijs.scholen": ("soort", "jaren", "afgemaakt"),
    "taal.talen": ("taal", "spreken", "verstaan", "lezen", "schrijven"),
    "werk.banen": ("beroep", "jaren"),
}
"""Repeating group -> the fields of an entry that are shown; the first one names it."""

LBT_NATURE = "De LBT zegt alleen iets over leerbaarheid, en is een moment. De uitslag hangt ook af van hoe de toets is afgenomen."
TO_DISCUSS = "nog te bespreken"
IMPORTED = "import:"
"""What the source of an answer starts with when it came from another system."""


@dataclass(frozen=True)
class Indication:
    """One thing that is known and can count for the choice.

    Attributes:
        topic: one of ``TOPICS``.
        label, value: what it is about, and what is known, in Dutch (or untranslated: see ``language``). more: the rest of
            an entry of a group, always in Dutch; empty without one.
        source: who said or found it, in Dutch. date: when, or None.
        refs: the very answers or entries it rests on.
        trust: how far the translation under it can be relied on; ``standing`` says that in Dutch, empty without one.
        language: of ``value``. words, words_language: as the person said it, when that is not Dutch; else empty.
        to_discuss: the person was asked and there is no value. to_confirm: it was read from words and is not certain.
        note: what to know about it, or empty.
    """

    topic: str
    label: str
    value: str
    source: str
    date: date | None
    refs: tuple[Ref, ...]
    trust: Trust = "vast"
    standing: str = ""
    language: str = DUTCH
    words: str = ""
    words_language: str = ""
    to_discuss: bool = False
    to_confirm: bool = False
    note: str = ""
    more: str = ""

    @property
    def text(self) -> str:
        """Label and value as one line."""
        return f"{self.label}: {self.value}" + (f"; {self.more}" if self.more else "")

    @property
    def entry(self) -> int | None:
        """Id of the entry of the dossier it shows, or None for an answer."""
        return next((ref.row for ref in self.refs if ref.kind == "entry"), None)


@dataclass(frozen=True)
class Information:
    """Something a consulent should know beside the indications, with its source; never a reason for or against a route."""

    id: str
    text: str
    source: str


def indications(file: CaseFile) -> tuple[Indication, ...]:
    """Everything known that can count for the choice of a leerroute, topic by topic in the order of ``TOPICS``."""
    return tuple(found for topic in TOPICS for found in _of_topic(file, topic))


def _of_topic(file: CaseFile, topic: str) -> Iterator[Indication]:
    if topic == "lbt":
        yield from _lbt(file)
    if topic == "taalschool":
        yield from _school(file)
    for question_id in QUESTIONS.get(topic, ()):
        if question_id in file.catalogue:
            yield from _answered(file, topic, file.catalogue.question(question_id))
    if topic == "omstandigheden":
        yield from _health(file)
    for entry in file.dossier.all("indicatie", onderwerp=topic):
        source = f"{entry.get('bron')}; ingevuld door {file.name_of(entry.by)}"
        yield _of_entry(topic, "Gezien of gehoord", str(entry.get("tekst")), source, entry)


# --- what staff entered -------------------------------------------------------------------------------------------------


def _lbt(file: CaseFile) -> Iterator[Indication]:
    shape = form("lbt")
    for entry in sorted(file.dossier.all("lbt"), key=lambda one: (str(one.get("datum")), one.id)):
        source = f"uitslag van DUO; ingevuld door {file.name_of(entry.by)}"
        result = shape.field("resultaat").shown(entry.get("resultaat"))
        yield _of_entry("lbt", "Uitslag", result, source, entry, note=" ".join(lbt_notes(file, entry)))
        yield _of_entry("lbt", "Score", scores_nl(entry), source, entry)
        for name in ("apparaat", "geoefend", "omstandigheden", "afnemer"):
            if shown := shape.field(name).shown(entry.get(name)):
                yield _of_entry("lbt", shape.field(name).label, shown, f"ingevuld door {file.name_of(entry.by)}", entry)
    for entry in file.dossier.all("geen_lbt"):
        ground = form("geen_lbt").field("grond").shown(entry.get("grond"))
        source = f"ingevuld door {file.name_of(entry.by)}"
        yield _of_entry("lbt", "Geen LBT", f"{ground}. {entry.get('toelichting')}", source, entry)


def score_nl(score: float) -> str:
    """A score as DUO writes it: ``28,00``."""
    return f"{score:.2f}".replace(".", ",")


def scores_nl(lbt: Entry) -> str:
    """The score beside the needed score of that very result, as DUO gave both; what was not entered is said to be unknown."""
    got, needed = (
        score_nl(lbt.data[name]) if lbt.get(name) is not None else "niet ingevuld" for name in ("behaald", "benodigd")
    )
    return f"behaald {got}; nodig bij deze uitslag {needed}"


def lbt_notes(file: CaseFile, lbt: Entry) -> list[str]:
    """What to look at again in an entered result: it cannot stand at DUO yet, or scores and result do not agree."""
    notes = []
    taken = date.fromisoformat(str(lbt.data["datum"]))
    hours = _rule(file, "lbt_uitslag")
    # only the day of taking is known: counted from its first hour, so this is said when it is certain
    if hours is not None and (file.today - taken).days * 24 < hours.value:
        notes.append(
            f"De uitslag staat pas {hours.value} uur na de afname bij DUO. De afname was op {day_nl(taken)}. "
            "Kijk na of dit de uitslag van DUO is."
        )
    got, needed, result = lbt.get("behaald"), lbt.get("benodigd"), lbt.get("resultaat")
    if got is not None and needed is not None and result in {"haalbaar", "niet_haalbaar"}:
        agrees = (got >= needed) is (result == "haalbaar")
        if not agrees:
            notes.append("De scores en het resultaat passen niet bij elkaar. Kijk na wat DUO geeft.")
    return notes


def _school(file: CaseFile) -> Iterator[Indication]:
    shape = form("taalschool")
    for entry in file.dossier.all("taalschool"):
        said = [name for name in ("advies", "toets", "uitslag", "alfabetisering", "toelichting") if entry.get(name)]
        # an entry that is an advice is named so: its first words need not say it again
        parts = [_pair(shape, entry, name, named=name != entry.get("soort")) for name in said]
        source = f"{entry.get('school')}; ingevuld door {file.name_of(entry.by)}"
        label = shape.field("soort").shown(entry.get("soort"))
        yield _of_entry("taalschool", label, " ".join(parts) or "zonder uitslag of advies", source, entry)


def _pair(shape: Form, entry: Entry, name: str, *, named: bool) -> str:
    label, value = shape.field(name).label, shape.field(name).shown(entry.get(name))
    return f"{f'{label}: ' if named else ''}{value}{'' if value.endswith(('.', '!', '?')) else '.'}"


def _health(file: CaseFile) -> Iterator[Indication]:
    """Health as its consequences for the plan, which a consulent wrote down; never an answer about health."""
    entry = file.dossier.latest("gezondheid")
    if entry is None:
        return
    shape = form("gezondheid")
    value = "geen gevolgen voor het plan" if entry.get("geen") else shape.field("gevolgen").shown(entry.get("gevolgen"))
    if not value:
        return
    talked = "besproken met de persoon" if entry.get("besproken") else "nog niet besproken met de persoon"
    source = f"bevestigd door {file.name_of(entry.by)}; {talked}"
    yield _of_entry("omstandigheden", "Belastbaarheid", value, source, entry)


def _of_entry(topic: str, label: str, value: str, source: str, entry: Entry, note: str = "") -> Indication:
    day = str(entry.get("datum") or _day(entry.at).isoformat())
    ref = Ref("entry", entry.kind, row=entry.id, shown=value)
    return Indication(topic, label, value, source, date.fromisoformat(day), (ref,), note=note)


# --- what the person said -----------------------------------------------------------------------------------------------


def _answered(file: CaseFile, topic: str, question: Question) -> Iterator[Indication]:
    if question.sensitive or file.catalogue.topic(question.topic).sensitive:
        return
    if question.is_group:
        for number in file.record.entry_numbers(question, file.catalogue):
            found = [
                _of_answer(file, topic, part, answer)
                for part in question.fields
                if part.name in FIELDS.get(question.id, ())
                and not part.sensitive
                and (answer := file.record.answer(part.id, number)) is not None
            ]
            if found:
                yield _as_one(question.entry_label(file.catalogue, number), found)
        return
    answer = file.record.answer(question.id)
    if answer is not None:
        yield _of_answer(file, topic, question, answer)


def _of_answer(file: CaseFile, topic: str, question: Question, answer: Answer) -> Indication:
    said, day = _who_said(answer), _day(answer.at)
    if answer.state in OPEN_STATES:
        value = f"{TO_DISCUSS} ({STATE_NL[answer.state]})"
        ref = Ref("state", question.id, answer.entry, answer.id, value)
        return Indication(topic, question.label, value, said, day, (ref,), to_discuss=True)
    value, language, trust, standing = value_label(question, answer.value, DUTCH, file.wording), DUTCH, WORST[0], ""
    view = file.rendition(answer)
    if question.in_own_words and answer.language != DUTCH:
        language = answer.language
    if view is not None:
        if view.text is not None:
            value, language = view.text, view.source.to_language
        if not view.standing.reviewed:
            trust = "verouderd" if view.standing.outdated else "niet_nagekeken"
        standing = view.standing.text_nl
    ref = Ref("answer", question.id, answer.entry, answer.id, value)
    other = view is not None and view.text is not None
    return Indication(
        topic, question.label, value, said, day, (ref,), trust, standing, language,
        answer.words if other else "", answer.language if other else "", to_confirm=answer.to_confirm,
    )  # fmt: skip


def _as_one(label: str, parts: list[Indication]) -> Indication:
    """The fields of one entry of a group as one indication: as doubtful as its most doubtful part."""
    head, *rest = parts
    worst = max(parts, key=lambda part: WORST.index(part.trust))
    return replace(
        head,
        label=label,
        more="; ".join(f"{part.label.lower()}: {part.value}" for part in rest),
        date=max((part.date for part in parts if part.date), default=None),
        refs=tuple(ref for part in parts for ref in part.refs),
        trust=worst.trust,
        standing=worst.standing,
        to_discuss=all(part.to_discuss for part in parts),
        to_confirm=any(part.to_confirm for part in parts),
    )


def _who_said(answer: Answer) -> str:
    if answer.source:
        settled = answer.source == "settled"
        return "volgt uit een eerder antwoord" if settled else f"overgenomen uit {answer.source.removeprefix(IMPORTED)}"
    speaker = SPEAKER_NL.get(answer.speaker, answer.speaker)
    return f"{speaker}, {CHANNEL_NL.get(answer.channel, answer.channel)}"


def _day(at: str) -> date:
    return datetime.fromisoformat(at).astimezone(NETHERLANDS).date()


# --- what to know, and is no reason -------------------------------------------------------------------------------------


def information(file: CaseFile) -> tuple[Information, ...]:
    """What to know when choosing; none of it is a reason for or against a route, and none of it rules one out."""
    return tuple(_information(file))


def _information(file: CaseFile) -> Iterator[Information]:
    yield Information(
        "geen_uitsluiting",
        "Geen leerroute is uitgesloten door status, leeftijd of herkomst. Het gaat om deze persoon.",
        "Werkwijze van dit hulpmiddel",
    )
    if file.group in {"gezinsmigrant", "overig"}:
        yield Information(
            "betaalt_zelf",
            "Deze persoon betaalt de lessen zelf, als gezinsmigrant of overige migrant. Dat is informatie, geen reden "
            "voor of tegen een leerroute.",
            "Wet inburgering 2021",
        )
    limit = file.catalogue.age_limit_onderwijsroute
    if limit is not None:
        yield Information(
            "leeftijdsgrens",
            f"Deze gemeente noemt bij de onderwijsroute een leeftijd van {limit} jaar. Dat is informatie: het sluit niemand "
            "uit, en u beslist.",
            f"Vragenlijst van de gemeente ({file.catalogue.name}, {file.catalogue.version})",
        )
    if (own := _rule(file, "leeftijdsgrenzen")) is not None:
        for number, text in enumerate(own.value, 1):
            yield Information(
                f"leeftijdsgrens_{number}",
                f"Deze gemeente noemt een leeftijd: {text}. Dat is informatie: het sluit niemand uit, en u beslist.",
                own.source,
            )
    switch, hours = _rule(file, "wissel_termijn"), _rule(file, "afschalen_uren")
    if switch is not None:
        yield Information(
            "wisselen",
            f"Wisselen van leerroute kan in de eerste {switch.value} {switch.unit} van de termijn. Van de onderwijsroute naar "
            "de B1-route kan ook later.",
            switch.source,
        )
    if hours is not None:
        yield Information(
            "afschalen",
            f"Afschalen van B1 naar A2 kan niet in het eerste PIP. Later wel: na {hours.value} uur taalles en als de persoon "
            "zich aantoonbaar heeft ingespannen.",
            hours.source,
        )
    yield Information(
        "vrijstelling",
        "Een opleiding of een diploma kan vrijstelling geven, en soms is ontheffing mogelijk. Daarover beslist een mens, "
        "buiten dit hulpmiddel.",
        "Wet inburgering 2021",
    )


def _rule(file: CaseFile, rule_id: str) -> Rule | None:
    """A rule the municipality filled in, or None."""
    found = file.municipality.rule(rule_id) if rule_id in file.municipality.rules else None
    return found if found is not None and found.value is not None else None


__all__ = [
    "LBT_NATURE",
    "TOPICS",
    "Indication",
    "Information",
    "indications",
    "information",
    "lbt_notes",
    "score_nl",
    "scores_nl",
]
