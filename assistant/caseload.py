"""Cases as a consulent sees them: who is how far, what waits, and the record with the words that were said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from assistant import not_asked
from assistant.catalogue import Catalogue, Question
from assistant.catalogue.earlier import earlier_question
from assistant.interview import Course, course_of, is_held, lines_of, next_ask
from assistant.record import OPEN_STATES, Answer, Record, fold, open_points
from assistant.renditions.readers import Exclusion, excluded_readers
from assistant.renditions.reading import read_renditions, rendition_of_answer, rendition_of_event
from assistant.renditions.sources import DUTCH
from assistant.renditions.view import CaseRenditions, RenditionView
from assistant.store import Case, Event, Store
from assistant.value_labels import value_label
from assistant.wording import Wording

STATE_NL = {
    "niet_gevraagd": "niet gevraagd",
    "beantwoord": "beantwoord",
    "weet_niet": "weet het niet",
    "wil_niet_zeggen": "wil het niet zeggen",
    "later": "later",
    "liever_met_een_persoon": "liever met een persoon",
    "niet_van_toepassing": "niet van toepassing",
}
UNDERSTOOD_NL = {
    "button": "knop",
    "rule": "gelezen uit de woorden",
    "words": "eigen woorden",
    "person": "ingevuld door een medewerker",
    "recording": "ingesproken",
}
CHANNEL_NL = {"own_chat": "eigen chat", "interview": "gesprek", "phone": "telefoon", "letter": "brief"}
SPEAKER_NL = {"person": "de inburgeraar zelf", "partner": "de partner", "other": "iemand anders"}
FREE_WORDS = {"text", "occupation"}
READ_AS_IT_IS = frozenset({"Latn", "Zyyy"})
"""Scripts (ISO 15924) in which a name or a number can be read by whoever reads Dutch."""


@dataclass(frozen=True)
class CaseSummary:
    """One line of the caseload. ``to_review`` counts the texts that nobody has approved a translation of yet."""

    case_id: str
    number: int
    label: str
    language: str | None
    constructed: bool
    answered: int
    applicable: int
    open_points: int
    waiting: str
    last_activity: datetime | None
    finished: bool
    flags: list[str]
    to_review: int = 0


@dataclass(frozen=True)
class EventView:
    """Something that happened in the case, in Dutch.

    ``words`` are the person's own, or what a consulent wrote to them; ``rendition`` is their translation, None when there
    is nothing to translate. ``asked`` holds what a cultuurvertaler asked about the words, ``recording`` the id of what was
    said aloud.
    """

    at: datetime
    kind: str
    text_nl: str
    words: str | None = None
    language: str | None = None
    id: int | None = None
    rendition: RenditionView | None = None
    asked: list[QuestionBack] = field(default_factory=list)
    recording: int | None = None


@dataclass(frozen=True)
class QuestionBack:
    """A question that a cultuurvertaler put to the person about their words.

    Attributes:
        id: of the event. source: of the words it is about.
        words, language: as the person reads it. words_nl: the same in Dutch.
        by: login of who asked.
        withdrawn: it was taken back before it was answered.
        passed: the person did not reply: a state of an answer, or ``veranderd`` (changed the answer instead); else None.
        reply: what the person said to it, or None.
    """

    id: int | None
    at: datetime
    source: int | None
    question: str | None
    entry: int | None
    words: str
    language: str | None
    words_nl: str
    by: str
    withdrawn: bool = False
    passed: str | None = None
    reply: EventView | None = None


@dataclass(frozen=True)
class MessageView:
    """What a consulent wrote to the person, and what became of it.

    Attributes:
        by: login of the consulent.
        words: in Dutch. rendition: in the person's language; None when the person reads Dutch.
        read_at: when the person had it on the screen, or None.
        replies: what the person wrote back.
    """

    id: int | None
    at: datetime
    by: str
    words: str
    rendition: RenditionView | None
    read_at: datetime | None = None
    replies: list[EventView] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """One question of the record, with the value in Dutch and the words as they were said.

    Attributes:
        rendition: the Dutch of words in another language, with how far to trust it; None when there is nothing to
            translate: Dutch words, closed answers, names.
        kept_as_said: a name or number in a script of its own, which nobody translates.
        asked: what a cultuurvertaler asked the person about the words.
    """

    question: str
    entry: int | None
    question_text_nl: str
    question_text_own: str
    state: str
    state_nl: str
    value_nl: str
    words: str
    words_language: str | None
    dir: str
    understood: str
    speaker: str
    channel: str
    at: datetime | None
    to_confirm: bool
    sensitive: bool
    rendition: RenditionView | None = None
    history: list[Line] = field(default_factory=list)
    flag: str | None = None
    kept_as_said: bool = False
    asked: list[QuestionBack] = field(default_factory=list)

    @property
    def rendition_state(self) -> str | None:
        """The name of the state of the rendition; None when there is nothing to translate."""
        return self.rendition.standing.state.name if self.rendition else None


@dataclass(frozen=True)
class TopicView:
    """One topic of the record. ``open`` counts what is to discuss."""

    id: str
    title: str
    done: int
    total: int
    open: int
    lines: list[Line]


@dataclass(frozen=True)
class RecordView:
    """One case as the consulent reads it."""

    summary: CaseSummary
    topics: list[TopicView]
    events: list[EventView]
    transcript: list[dict[str, Any]]
    messages: list[MessageView] = field(default_factory=list)
    excluded: list[Exclusion] = field(default_factory=list)


def caseload(store: Store, catalogue: Catalogue) -> list[CaseSummary]:
    """All cases, those with the newest activity first."""
    activity, to_review = store.activity(), store.translation.unreviewed_counts()
    cases = [
        summary(
            catalogue, case, fold(catalogue, store.answers(case.id)), store.events(case.id), activity.get(case.id),
            to_review=to_review.get(case.id, 0),
        )
        for case in store.cases()
    ]  # fmt: skip
    return sorted(
        cases, key=lambda case: (case.last_activity is not None, case.last_activity, case.number), reverse=True
    )


def summary(
    catalogue: Catalogue, case: Case, record: Record, events: Sequence[Event], last_activity: str | None, *,
    to_review: int = 0,
) -> CaseSummary:  # fmt: skip
    """One case in short."""
    known, course = record.known(catalogue), course_of(events)
    states = {
        question.id: record.state(catalogue, question)
        for question in catalogue.questions()
        if question.type != "notice" and question.applies(known)
    }
    answered = [name for name, state in states.items() if state not in {"niet_gevraagd", "niet_van_toepassing"}]
    asked = [
        name
        for name, state in states.items()
        if name in answered or (state == "niet_gevraagd" and course.asks(catalogue.question(name)))
    ]
    points = sum(1 for _ in open_points(catalogue, record))
    finished = bool(record.current) and next_ask(catalogue, record, course).kind in {"offer", "finished"}
    flags = _flags(catalogue, record, course, events)
    return CaseSummary(
        case_id=case.id, number=case.number, label=case.label, language=case.language, constructed=case.constructed,
        answered=len(answered), applicable=len(asked), open_points=points,
        waiting=_waiting(flags, finished, last_activity, points), finished=finished, flags=flags,
        last_activity=datetime.fromisoformat(last_activity) if last_activity else None, to_review=to_review,
    )  # fmt: skip


def _flags(catalogue: Catalogue, record: Record, course: Course, events: Sequence[Event]) -> list[str]:
    flags = []
    if open_attention(events):
        flags.append(ATTENTION_NL)
    age, limit = record.known(catalogue).get("persoon.leeftijd"), catalogue.age_limit_onderwijsroute
    if limit is not None and isinstance(age, int) and limit - 1 <= age < limit:
        flags.append(f"bijna {limit}: leeftijdsgrens van de onderwijsroute in uw gemeente")
    if is_held(record, course):
        flags.append(UNDER_AGE_NL)
    if any(event.kind == "handover" for event in events):
        flags.append("wil een persoon spreken")
    if any(event.kind in {"question", "remark", "words_aside", "said_by_other"} for event in events):
        flags.append("heeft een vraag of opmerking")
    pauses = [event for event in events if event.kind in {"paused", "language", "readback"}]
    if pauses and pauses[-1].kind == "paused":
        flags.append("gepauzeerd")
    return flags


ATTENTION_NL = "graag vandaag lezen"
UNDER_AGE_NL = "misschien jonger dan 18: u beslist of dit verder mag"


def open_attention(events: Sequence[Event]) -> list[Event]:
    """The moments that wait for the duty role: help was shown on the screen, and nobody of staff has looked yet."""
    seen = max((event.turn for event in events if event.kind == "attention_seen"), default=-1)
    return [event for event in events if event.kind == "attention" and event.turn > seen]


def _waiting(flags: Sequence[str], finished: bool, last_activity: str | None, points: int) -> str:
    if last_activity is None:
        return "nog niet begonnen"
    if ATTENTION_NL in flags:
        return ATTENTION_NL
    if "wil een persoon spreken" in flags:
        return "wil een persoon spreken"
    if finished:
        return f"klaar, {points} te bespreken" if points else "klaar"
    return "bezig"


def record_view(store: Store, catalogue: Catalogue, wording: Wording, case_id: str) -> RecordView:
    """The whole record of one case; raises UnknownCase."""
    case = store.case(case_id)
    answers, events, turns = store.answers(case_id), store.events(case_id), store.turns(case_id)
    record, course = fold(catalogue, answers), course_of(events)
    own = case.language or DUTCH
    renditions = read_renditions(store, case_id, events)
    seen = {event.id: _event(catalogue, renditions, event, own) for event in events}
    asked = _asked_back(events, seen)
    page = _Page(catalogue, record, course, own, wording, renditions, asked)
    topics = []
    gone = _lines_of_gone_questions(store, page)
    for topic in catalogue.topics:
        lines = [_line(page, question, entry) for question, entry in lines_of(catalogue, record, topic.id)]
        counted = [line for line in lines if line.state != "niet_van_toepassing"]
        topics.append(
            TopicView(
                topic.id, topic.title,
                done=sum(line.state != "niet_gevraagd" for line in counted), total=len(counted),
                open=sum(line.state in OPEN_STATES or line.to_confirm or bool(line.flag) for line in counted),
                lines=lines,
            )
        )  # fmt: skip
    if gone:
        topics.append(TopicView("eerder", "Vragen die er niet meer zijn", len(gone), len(gone), 0, gone))
    shown = [_with_questions(view, asked) for view in seen.values() if view is not None]
    return RecordView(
        summary=summary(
            catalogue, case, record, events, turns[-1].at if turns else None,
            to_review=store.translation.unreviewed_counts(case_id).get(case_id, 0),
        ),
        topics=topics,
        events=shown,
        transcript=[
            {
                "number": turn.number,
                "at": turn.at,
                "kind": turn.kind,
                "words": turn.words,
                "shown": turn.reply["prompt"]["text"],
            }
            for turn in turns
        ],
        messages=_messages(events, shown),
        excluded=excluded_readers(events),
    )  # fmt: skip


@dataclass(frozen=True)
class _Page:
    """What every line of one record is made from."""

    catalogue: Catalogue
    record: Record
    course: Course
    own: str
    wording: Wording
    renditions: CaseRenditions
    asked: Sequence[QuestionBack]


def _asked_back(events: Sequence[Event], seen: Mapping[int | None, EventView | None]) -> list[QuestionBack]:
    """The questions that were put to the person, oldest first, each with its reply."""
    withdrawn = {event.data.get("asked") for event in events if event.kind == "asked_back_withdrawn"}
    passed = {
        event.data.get("asked"): str(event.data.get("state")) for event in events if event.kind == "asked_back_passed"
    }
    replies = {event.data.get("asked"): seen[event.id] for event in events if event.kind == "told_back"}
    return [
        QuestionBack(
            id=event.id, at=datetime.fromisoformat(event.at), source=event.data.get("source"),
            question=event.data.get("question"), entry=event.data.get("entry"), words=str(event.data.get("words") or ""),
            language=event.data.get("language"), words_nl=str(event.data.get("words_nl") or ""),
            by=str(event.data.get("by") or ""), withdrawn=event.id in withdrawn,
            passed=passed.get(event.id), reply=replies.get(event.id),
        )
        for event in events
        if event.kind == "asked_back"
    ]  # fmt: skip


def _with_questions(view: EventView, asked: Sequence[QuestionBack]) -> EventView:
    source = view.rendition.source.id if view.rendition else None
    about = [one for one in asked if source is not None and one.source == source]
    return replace(view, asked=about) if about else view


def _messages(events: Sequence[Event], seen: Sequence[EventView]) -> list[MessageView]:
    """What consulenten wrote to the person, oldest first."""
    read = {event.data.get("message"): event.at for event in reversed(events) if event.kind == "message_read"}
    answered = {
        event.id: event.data["message"] for event in events if event.data.get("message") and event.data.get("words")
    }
    views = {view.id: view for view in seen}
    return [
        MessageView(
            id=event.id, at=datetime.fromisoformat(event.at), by=str(event.data.get("by") or ""),
            words=str(event.data.get("words") or ""), rendition=views[event.id].rendition,
            read_at=datetime.fromisoformat(read[event.id]) if event.id in read else None,
            replies=[view for view in seen if event.id is not None and answered.get(view.id) == event.id],
        )
        for event in events
        if event.kind == "message" and event.id in views
    ]  # fmt: skip


def _lines_of_gone_questions(store: Store, page: _Page) -> list[Line]:
    """Answers to questions of an earlier question set: they keep reading as they were asked."""
    lines = []
    for answer in page.record.current.values():
        if answer.question not in page.catalogue:
            kept = store.kept_questions(answer.catalogue, answer.catalogue_version)
            question = earlier_question(answer.question, kept)
            versions = [old for old in page.record.history[answer.key] if old is not answer]
            lines.append(
                _line_of(
                    page, question, question.label, answer.state, answer, answer.value,
                    settled=False, history=versions, entry=answer.entry,
                )
            )  # fmt: skip
    return lines


def _line(page: _Page, question: Question, entry: int | None) -> Line:
    catalogue, record = page.catalogue, page.record
    state = record.state(catalogue, question, entry)
    answer = record.answer(question.id, entry)
    settled, value = question.settled_value(record.values(catalogue))
    versions = record.history.get((question.id, entry), [])
    label = question.label if entry is None else f"{question.entry_label(catalogue, entry)}: {question.label}"
    return _line_of(
        page, question, label, state, answer, value if settled else answer.value if answer else None,
        settled=settled, history=[version for version in versions if version is not answer], entry=entry,
        because=not_asked.reason(catalogue, record, page.course, page.wording, question, entry),
    )  # fmt: skip


def _line_of(
    page: _Page, question: Question, label: str, state: str, answer: Answer | None, value: Any, *, settled: bool,
    history: Sequence[Answer], entry: int | None, because: str | None = None, counts: bool = True,
) -> Line:  # fmt: skip
    wording = page.wording
    language = answer.language if answer else page.own
    text_id = f"{question.id}.text"
    own_text = wording.text(language, text_id) if wording.has(text_id) else question.text
    said = answer if answer is not None and not settled else None
    kept_as_said = said is not None and _kept_as_said(question, said)
    return Line(
        question=question.id, entry=entry, question_text_nl=label, question_text_own=own_text, state=state,
        state_nl=STATE_NL[state] + (" (volgt uit een eerder antwoord)" if settled else f": {because}" if because else ""),
        # never the person's own words in the place of the Dutch
        value_nl="" if kept_as_said or _in_another_language(question, said) else _value_nl(question, value, state, wording),
        words=said.words if said else "", words_language=answer.language if answer else None,
        dir=wording.direction(language), understood=UNDERSTOOD_NL.get(answer.understood_by, "") if answer else "",
        speaker=SPEAKER_NL.get(answer.speaker, answer.speaker) if answer else "",
        channel=CHANNEL_NL.get(answer.channel, answer.channel) if answer else "",
        at=datetime.fromisoformat(answer.at) if answer else None,
        to_confirm=bool(answer and answer.to_confirm), sensitive=question.sensitive,
        rendition=rendition_of_answer(page.catalogue, page.renditions, said, counts=counts) if said else None,
        kept_as_said=kept_as_said,
        flag=FLAG_NL.get(answer.flag, answer.flag) if answer and answer.flag else None,
        history=[
            _line_of(
                page, question, label, old.state, old, old.value, settled=False, history=(), entry=entry, counts=False
            )
            for old in reversed(history)
        ],
        asked=[one for one in page.asked if counts and (one.question, one.entry) == (question.id, entry)],
    )  # fmt: skip


def _in_another_language(question: Question, answer: Answer | None) -> bool:
    """Whether the value is nothing but the person's words in another language."""
    return (
        answer is not None
        and answer.state == "beantwoord"
        and question.in_own_words
        and answer.language != DUTCH
        and answer.understood_by != "button"
    )


def _kept_as_said(question: Question, answer: Answer) -> bool:
    """Whether this is a name (or a number) that nobody translates, in a script that a reader of Dutch cannot read."""
    named = question.type in FREE_WORDS and not question.translated and answer.state == "beantwoord"
    return named and answer.language != DUTCH and answer.script not in READ_AS_IT_IS


FLAG_NL = {"niet_begrepen": "drie keer niet begrepen: bespreek dit"}


def _value_nl(question: Question, value: Any, state: str, wording: Wording) -> str:
    if state != "beantwoord" or value is None:
        return ""
    return value_label(question, value, "nl", wording)


EVENT_NL = {
    "handover": "Wil een persoon spreken",
    "paused": "Is gestopt; gaat later verder",
    "question": "Vraag aan de gemeente",
    "remark": "Opmerking",
    "words_aside": "Schreef dit op een scherm met een eerdere vraag",
    "not_understood": "Zei dit ook; de chat begreep het niet",
    "language": "Taal gekozen",
    "readback": "Teruggelezen en goed bevonden",
    "readback_unclear": "Begreep het teruglezen niet",
    "said_early": "Vertelde dit bij een andere vraag",
    "said_by_other": "Iemand anders zei dit (geen antwoord van de inburgeraar)",
    "info_given": "Vroeg iets en kreeg uitleg",
    "put_off": "Vertelt hier later meer over",
    "tells_more": "Wilde hier meer over vertellen",
    "chose_topic": "Koos zelf dit onderwerp",
    "presence_again": "Opnieuw gevraagd wie erbij is",
    "pause_offered": "Pauze aangeboden",
    "attention": "Kreeg telefoonnummers voor hulp te zien; lees wat er is geschreven",
    "attention_seen": "Gelezen door de dienst",
    "may_go_alone": "Mag zonder begeleiding verder met de chat",
    "message": "Bericht aan de persoon",
    "message_read": "Las het bericht",
    "asked_back": "Vraag over een antwoord, van een cultuurvertaler",
    "told_back": "Antwoord op een vraag van een cultuurvertaler",
    "asked_back_passed": "Ging niet in op een vraag van een cultuurvertaler",
    "asked_back_withdrawn": "Vraag over een antwoord ingetrokken",
    "consent": "Vond het goed om antwoorden in te spreken",
    "consent_withdrawn": "Wil geen antwoorden meer inspreken",
    "right_asked": "Vroeg iets over de eigen gegevens; zie het tabblad Rechten",
    "right_decided": "Antwoord op een vraag over de eigen gegevens",
    "recording_aside": "Sprak iets in op een scherm met een eerdere vraag",
    "imported": "Gegeven uit een ander systeem, wordt aan de persoon gevraagd",
    "imported_right": "Vond een gegeven uit een ander systeem goed",
    "imported_wrong": "Zei dat een gegeven uit een ander systeem niet klopt",
    "reader_excluded": "Mag niet nakijken",
    "reader_allowed": "Mag weer nakijken",
}
BY_STAFF = frozenset({"attention_seen", "may_go_alone", "message", "asked_back", "asked_back_withdrawn"})
READER_NL = {
    ("gender", "man"): "een man",
    ("gender", "vrouw"): "een vrouw",
    ("community", "own"): "iemand uit de eigen gemeenschap",
}


def reader_nl(what: str, value: str) -> str:
    """Who is shut out of reviewing, in Dutch."""
    return READER_NL.get((what, value), value)


def _event(catalogue: Catalogue, renditions: CaseRenditions, event: Event, own: str) -> EventView | None:
    if event.kind not in EVENT_NL:
        return None
    text = EVENT_NL[event.kind]
    titles = {topic.id: topic.title for topic in catalogue.topics}
    if (topic := event.data.get("topic")) in titles:
        text += f": {titles[topic]}"
    if event.kind == "put_off" and event.data.get("until") == "talk":
        text += " (in het gesprek)"
    if event.kind == "said_by_other":
        text += f", aanwezig: {event.data.get('speaker')}"
    if event.kind in {"reader_excluded", "reader_allowed"}:
        text += f": {reader_nl(str(event.data.get('what')), str(event.data.get('value')))}"
    by = event.data.get("by")
    if by and (event.kind in BY_STAFF or (event.kind in {"reader_excluded", "reader_allowed"} and by != "person")):
        text += f" ({by}{': ' + event.data['reason'] if event.data.get('reason') else ''})"
    if (question := event.data.get("question")) and question in catalogue:
        text += f" (bij: {catalogue.question(question).label})"
    if event.kind == "language":
        text += f": {event.data.get('language')}"
    return EventView(
        datetime.fromisoformat(event.at), event.kind, text, event.data.get("words"), event.data.get("language"), event.id,
        rendition_of_event(catalogue, renditions, event, own), recording=event.data.get("recording"),
    )  # fmt: skip
