"""The preparation sheet: one page before a talk. What is known and what is not, what to ask after, what not to forget.

Nothing is scored or weighed. What nobody approved the translation of is marked; what is not known says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant import not_asked
from assistant.case_file import CaseFile
from assistant.catalogue import Question
from assistant.documents.tree import Block, Bullets, Document, Grid, Heading, Note, Paragraph, Run, paragraph
from assistant.dossier.forms import day_nl
from assistant.interview import is_held, lines_of
from assistant.interviewing.contradictions import SAID, Contradiction, contradictions
from assistant.interviewing.mentions import Mention, mentions
from assistant.interviewing.said import Said, label_of, said, shortened
from assistant.interviewing.steps import discussed
from assistant.pip.model import WORST, Ref, Trust
from assistant.record import Answer, Key
from assistant.renditions.reading import rendition_of_event
from assistant.store import Event
from assistant.value_labels import language_name

STATE_NL = {
    "weet_niet": "weet de persoon niet",
    "wil_niet_zeggen": "wil de persoon niet zeggen",
    "later": "wilde de persoon later vertellen",
}
NOT_UNDERSTOOD = "niet begrepen in de chat; de woorden staan bij het antwoord"
SAID_BESIDE = {
    "question": "Vraag",
    "remark": "Opmerking",
    "words_aside": "Opmerking",
    "told_back": "Antwoord op een vraag over de vertaling",
    "said_by_other": "Iemand anders zei",
}
"""Kind of event -> what it is called on the sheet."""
MARKS: dict[Trust, str] = {"vast": "", "niet_nagekeken": "niet_nagekeken", "verouderd": "verouderd"}
MARKS_NL: dict[Trust, str] = {
    "vast": "",
    "niet_nagekeken": "vertaling niet nagekeken",
    "verouderd": "vertaling verouderd",
}
AMBIGUOUS = frozenset({"Ja", "Nee", "Helemaal niet", "Een beetje", "Redelijk goed", "Goed"})
"""Answers that say nothing without what was asked, in a list of the fields of an entry."""
ASKED_IN = ("wensen.vragen",)
"""Questions whose answer is itself a question to the municipality."""


@dataclass(frozen=True)
class Known:
    """What is known within one topic."""

    topic: str
    title: str
    items: tuple[Said, ...]


@dataclass(frozen=True)
class Unknown:
    """What is not known for one reason: ``labels`` of the questions, ``keys`` to go to."""

    reason: str
    labels: tuple[str, ...]
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class FromThePerson:
    """A question or remark of the person.

    Attributes:
        what: "Vraag", "Opmerking" …
        text: in Dutch when there is a translation, else the words as they were said. language: of ``text``.
        trust: how far the translation can be trusted. about: label of the question it was said at, or empty.
    """

    what: str
    text: str
    language: str
    trust: Trust
    about: str = ""


@dataclass(frozen=True)
class MessageSent:
    """A message of a consulent to the person: when, by whom, and whether it was read."""

    day: str
    by: str
    words: str
    read: bool


@dataclass(frozen=True)
class Preparation:
    """Everything on the sheet."""

    known: tuple[Known, ...]
    unknown: tuple[Unknown, ...]
    to_a_person: tuple[tuple[str, Key | None], ...]
    to_confirm: tuple[Said, ...]
    contradictions: tuple[Contradiction, ...]
    said: tuple[FromThePerson, ...]
    messages: tuple[MessageSent, ...]
    mentions: tuple[Mention, ...]
    warnings: tuple[str, ...] = field(default=())


def preparation(file: CaseFile) -> Preparation:
    """The sheet of a case as it is now."""
    return Preparation(
        known=tuple(_known(file)),
        unknown=tuple(_unknown(file)),
        to_a_person=tuple(_to_a_person(file)),
        to_confirm=tuple(_to_confirm(file)),
        contradictions=contradictions(file),
        said=tuple(_said_beside(file)),
        messages=tuple(_messages(file)),
        mentions=mentions(file),
        warnings=tuple(_warnings(file)),
    )


def _lines(file: CaseFile) -> Iterator[tuple[Question, int | None]]:
    for topic in file.catalogue.topics:
        yield from lines_of(file.catalogue, file.record, topic.id)


def _known(file: CaseFile) -> Iterator[Known]:
    for topic in file.catalogue.topics:
        items = [item for question in topic.questions for item in _items(file, question)]
        if items:
            yield Known(topic.id, topic.title, tuple(items))


def _items(file: CaseFile, question: Question) -> Iterator[Said]:
    """What is known of a question; of a group one item for each entry, and its gate only when there are none."""
    if question.type == "notice":
        return
    numbers = file.record.entry_numbers(question, file.catalogue) if question.is_group else []
    if not numbers and not question.follows and file.record.state(file.catalogue, question) == "beantwoord":
        found = said(file, question)
        if found is not None:
            yield found
    for number in numbers:
        values = file.record.entry_values(question, number)
        wanted = [part for part in question.fields if part.wants_entry(values)]
        parts = [found for part in wanted if (found := said(file, part, number)) is not None]
        if parts:
            label = question.entry_label(file.catalogue, number)
            text = ", ".join(f"{_field(part)} {part.text}" if part.text in AMBIGUOUS else part.text for part in parts)
            trust = max((part.trust for part in parts), key=WORST.index)
            ref = Ref(parts[0].ref.kind, question.id, None, parts[0].ref.row, f"{label}: {text}")
            yield Said(ref, label, text, trust, any(part.to_confirm for part in parts))


def _field(part: Said) -> str:
    return part.label.split(": ", 1)[-1].lower() + ":"


def _unknown(file: CaseFile) -> Iterator[Unknown]:
    marks = discussed(file)
    by_reason: dict[str, list[tuple[str, Key]]] = {}
    for question, entry in _lines(file):
        key = (question.id, entry)
        reason = None if key in marks or question.follows else _reason(file, question, entry)
        if reason is not None:
            by_reason.setdefault(reason, []).append((label_of(file, question, entry), key))
    for reason, found in by_reason.items():
        # what other systems and the law rely on stands first
        found.sort(key=lambda one: not file.catalogue.question(one[1][0]).core)
        yield Unknown(reason, tuple(label for label, _ in found), tuple(key for _, key in found))


def _reason(file: CaseFile, question: Question, entry: int | None) -> str | None:
    """Why something is not known that a consulent could ask; None when it is known, or not asked in this case."""
    whole = file.catalogue.question(question.group) if question.group else question
    state = file.record.state(file.catalogue, question, entry)
    answer = file.record.answer(question.id, entry)
    if state in STATE_NL:
        return NOT_UNDERSTOOD if answer is not None and answer.flag else STATE_NL[state]
    if state != "niet_gevraagd" or whole.path == "off" or not whole.applies(file.known):
        return None
    if question.group and entry is not None and not question.wants_entry(file.record.entry_values(whole, entry)):
        return None
    return not_asked.reason(file.catalogue, file.record, file.course, file.wording, question, entry)


def _to_a_person(file: CaseFile) -> Iterator[tuple[str, Key | None]]:
    for answer in file.record.current.values():
        if answer.state == "liever_met_een_persoon" and answer.question in file.catalogue:
            question = file.catalogue.question(answer.question)
            yield label_of(file, question, answer.entry), answer.key
    left = {answer.at for answer in file.record.current.values() if answer.state == "liever_met_een_persoon"}
    for event in file.events:
        if event.kind == "handover" and event.at not in left:
            about = event.data.get("question")
            at = f" (bij: {file.catalogue.question(str(about)).label})" if about in file.catalogue else ""
            yield f"Wil een persoon spreken{at}", None
    for topic, until in file.course.put_off.items():
        if until == "talk":
            yield f"Vertelt in het gesprek over: {file.catalogue.topic(topic).title}", None


def _to_confirm(file: CaseFile) -> Iterator[Said]:
    for question, entry in _lines(file):
        found = said(file, question, entry)
        if found is not None and found.to_confirm:
            yield found


def _said_beside(file: CaseFile) -> Iterator[FromThePerson]:
    for name in ASKED_IN:
        if name in file.catalogue and (found := said(file, file.catalogue.question(name))) is not None:
            yield FromThePerson("Vraag", found.text, "nl", found.trust)
    for event in file.events:
        words = str(event.data.get("words") or "").strip()
        if event.kind not in SAID_BESIDE or not words:
            continue
        text, language, trust = _event_in_dutch(file, event, words)
        about = event.data.get("question")
        label = file.catalogue.question(str(about)).label if about in file.catalogue else ""
        yield FromThePerson(SAID_BESIDE[event.kind], text, language, trust, label)


def _event_in_dutch(file: CaseFile, event: Event, words: str) -> tuple[str, str, Trust]:
    language = str(event.data.get("language") or file.language)
    rendition = rendition_of_event(file.catalogue, file.renditions, event, file.language)
    if rendition is None or rendition.text is None:
        return words, language, "vast" if language == "nl" else "niet_nagekeken"
    if rendition.standing.outdated:
        return rendition.text, "nl", "verouderd"
    return rendition.text, "nl", "vast" if rendition.standing.reviewed else "niet_nagekeken"


def _messages(file: CaseFile) -> Iterator[MessageSent]:
    read = {event.data.get("message") for event in file.events if event.kind == "message_read"}
    for event in file.events:
        if event.kind == "message":
            by = file.name_of(str(event.data.get("by") or ""))
            yield MessageSent(day_nl(event.at), by, str(event.data.get("words") or ""), event.id in read)


def _warnings(file: CaseFile) -> Iterator[str]:
    if is_held(file.record, file.course):
        yield "Misschien jonger dan 18: u beslist of de chat verder mag."
    if not file.record.current:
        yield "De chat is nog niet begonnen. Alles is nog te vragen."
    waiting = sum(
        1 for answer in file.record.current.values() if _unreviewed(file, answer)
    )  # fmt: skip
    if waiting:
        many = "1 antwoord is" if waiting == 1 else f"{waiting} antwoorden zijn"
        yield f"{many} nog niet nagekeken door een cultuurvertaler. Lees ze met de persoon na."


def _unreviewed(file: CaseFile, answer: Answer) -> bool:
    rendition = file.rendition(answer)
    return rendition is not None and not rendition.standing.reviewed


# --- as a document ----------------------------------------------------------------------------------------------------


def preparation_document(file: CaseFile) -> Document:
    """The preparation sheet as a document: the same content as the page, kept short so that it prints on one sheet."""
    sheet, blocks = preparation(file), list[Block]()
    language = language_name(file.language, "nl") if file.case.language else "nog niet gekozen"
    blocks.append(paragraph(f"Zaak {file.case.number}. Taal: {language}. Gemaakt op {day_nl(file.today)}."))
    if sheet.warnings:
        blocks.append(Note(tuple(Run(text + " ") for text in sheet.warnings), "warning"))
    blocks += _list_block("Noemen", [(Run(one.text), *_shown(one.refs)) for one in sheet.mentions])
    both = [(Run(f"{one.ask} "), *_shown(one.refs)) for one in sheet.contradictions]
    if both:
        blocks += [Heading("Vraag na", 2), paragraph(SAID), Bullets(tuple(both))]
    blocks += _list_block("Liever aan een persoon", [(Run(label),) for label, _ in sheet.to_a_person])
    blocks += _list_block("Nog te bevestigen", [(_run(one),) for one in sheet.to_confirm])
    asked = [
        (Run(f"{one.what}{f' (bij: {one.about})' if one.about else ''}: "), _words(file, one)) for one in sheet.said
    ]
    blocks += _list_block("Vragen en opmerkingen van de persoon", asked)
    sent = [
        (Run(f"{one.day}, {one.by}{'' if one.read else ' (nog niet gelezen)'}: {shortened(one.words)}"),)
        for one in sheet.messages
    ]
    blocks += _list_block("Berichten aan de persoon", sent)
    blocks.append(Heading("Bekend", 2))
    if sheet.known:
        blocks += [
            Paragraph((Run(f"{topic.title}. ", strong=True), *(_run(item, "; ") for item in topic.items)))
            for topic in sheet.known
        ]
    else:
        blocks.append(paragraph("Nog niets."))
    if sheet.unknown:
        blocks.append(Heading("Niet bekend", 2))
        rows = tuple((one.reason, ", ".join(one.labels)) for one in sheet.unknown)
        blocks.append(Grid("Wat niet bekend is, en waarom", ("Waarom", "Wat"), rows, (0.3, 0.7)))
    return Document(
        "voorbereiding", f"Voorbereiding gesprek: {file.case.label or f'zaak {file.case.number}'}", tuple(blocks),
        meta={"zaak": str(file.case.number), "datum": file.today.isoformat()}, constructed=file.case.constructed,
    )  # fmt: skip


def _list_block(title: str, items: Sequence[tuple[Run, ...]]) -> list[Block]:
    return [Heading(title, 2), Bullets(tuple(items))] if items else []


def _run(item: Said, end: str = "") -> Run:
    sure = " (nog te bevestigen)" if item.to_confirm else ""
    return Run(f"{item.label}: {shortened(item.text)}{sure}{end}", mark=MARKS[item.trust])


def _words(file: CaseFile, one: FromThePerson) -> Run:
    known = one.language in file.wording.languages()
    direction = file.wording.direction(one.language) if known else None
    return Run(shortened(one.text, 160), language=one.language, direction=direction, mark=MARKS[one.trust])


def _shown(refs: Sequence[Ref]) -> tuple[Run, ...]:
    shown = [shortened(ref.shown) for ref in refs if ref.kind != "state" and ref.shown]
    return (Run(f" ({'; '.join(shown)})"),) if shown else ()
