"""Cases as a consulent sees them: who is how far, what waits, and the record with the words that were said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assistant import not_asked
from assistant.catalogue import Catalogue, Question
from assistant.catalogue.earlier import earlier_question
from assistant.interview import Course, course_of, is_held, lines_of, next_ask
from assistant.record import OPEN_STATES, Answer, Record, fold, open_points
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
}
CHANNEL_NL = {"own_chat": "eigen chat", "interview": "gesprek", "phone": "telefoon", "letter": "brief"}
SPEAKER_NL = {"person": "de inburgeraar zelf", "partner": "de partner", "other": "iemand anders"}
FREE_WORDS = {"text", "occupation"}


@dataclass(frozen=True)
class CaseSummary:
    """One line of the caseload."""

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


@dataclass(frozen=True)
class Line:
    """One question of the record, with the value in Dutch and the words as they were said."""

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
    rendition: str | None
    rendition_state: str | None
    history: list[Line] = field(default_factory=list)
    flag: str | None = None


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
class EventView:
    """Something that happened in the case, in Dutch; ``words`` are the person's own."""

    at: datetime
    kind: str
    text_nl: str
    words: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class RecordView:
    """One case as the consulent reads it."""

    summary: CaseSummary
    topics: list[TopicView]
    events: list[EventView]
    transcript: list[dict[str, Any]]


def caseload(store: Store, catalogue: Catalogue) -> list[CaseSummary]:
    """All cases, those with the newest activity first."""
    activity = store.activity()
    cases = [
        summary(catalogue, case, fold(catalogue, store.answers(case.id)), store.events(case.id), activity.get(case.id))
        for case in store.cases()
    ]
    return sorted(
        cases, key=lambda case: (case.last_activity is not None, case.last_activity, case.number), reverse=True
    )


def summary(
    catalogue: Catalogue, case: Case, record: Record, events: Sequence[Event], last_activity: str | None
) -> CaseSummary:
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
        last_activity=datetime.fromisoformat(last_activity) if last_activity else None,
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
    own = case.language or "nl"
    topics = []
    gone = _lines_of_gone_questions(store, catalogue, record, own, wording)
    for topic in catalogue.topics:
        lines = [
            _line(catalogue, record, course, question, entry, own, wording)
            for question, entry in lines_of(catalogue, record, topic.id)
        ]
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
    return RecordView(
        summary=summary(catalogue, case, record, events, turns[-1].at if turns else None),
        topics=topics,
        events=[view for event in events if (view := _event(catalogue, event))],
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
    )


def _lines_of_gone_questions(
    store: Store, catalogue: Catalogue, record: Record, own: str, wording: Wording
) -> list[Line]:
    """Answers to questions of an earlier question set: they keep reading as they were asked."""
    lines = []
    for answer in record.current.values():
        if answer.question not in catalogue:
            kept = store.kept_questions(answer.catalogue, answer.catalogue_version)
            question = earlier_question(answer.question, kept)
            versions = [old for old in record.history[answer.key] if old is not answer]
            lines.append(
                _line_of(
                    question,
                    question.label,
                    answer.state,
                    answer,
                    answer.value,
                    own,
                    wording,
                    settled=False,
                    history=versions,
                    entry=answer.entry,
                )  # fmt: skip
            )
    return lines


def _line(
    catalogue: Catalogue, record: Record, course: Course, question: Question, entry: int | None, own: str,
    wording: Wording,
) -> Line:  # fmt: skip
    state = record.state(catalogue, question, entry)
    answer = record.answer(question.id, entry)
    settled, value = question.settled_value(record.values(catalogue))
    versions = record.history.get((question.id, entry), [])
    label = question.label if entry is None else f"{question.entry_label(catalogue, entry)}: {question.label}"
    return _line_of(
        question, label, state, answer, value if settled else answer.value if answer else None, own, wording,
        settled=settled, history=[version for version in versions if version is not answer], entry=entry,
        because=not_asked.reason(catalogue, record, course, wording, question, entry),
    )  # fmt: skip


def _line_of(
    question: Question, label: str, state: str, answer: Answer | None, value: Any, own: str, wording: Wording, *,
    settled: bool, history: Sequence[Answer], entry: int | None, because: str | None = None,
) -> Line:  # fmt: skip
    language = answer.language if answer else own
    text_id = f"{question.id}.text"
    own_text = wording.text(language, text_id) if wording.has(text_id) else question.text
    rendition, rendition_state = _rendition(question, answer)
    return Line(
        question=question.id, entry=entry, question_text_nl=label, question_text_own=own_text, state=state,
        state_nl=STATE_NL[state] + (" (volgt uit een eerder antwoord)" if settled else f": {because}" if because else ""),
        value_nl=_value_nl(question, value, state, wording),
        words=answer.words if answer and not settled else "", words_language=answer.language if answer else None,
        dir=wording.direction(language), understood=UNDERSTOOD_NL.get(answer.understood_by, "") if answer else "",
        speaker=SPEAKER_NL.get(answer.speaker, answer.speaker) if answer else "",
        channel=CHANNEL_NL.get(answer.channel, answer.channel) if answer else "",
        at=datetime.fromisoformat(answer.at) if answer else None,
        to_confirm=bool(answer and answer.to_confirm), sensitive=question.sensitive,
        rendition=rendition, rendition_state=rendition_state,
        flag=FLAG_NL.get(answer.flag, answer.flag) if answer and answer.flag else None,
        history=[
            _line_of(question, label, old.state, old, old.value, own, wording, settled=False, history=(), entry=entry)
            for old in reversed(history)
        ],
    )  # fmt: skip


FLAG_NL = {"niet_begrepen": "drie keer niet begrepen: bespreek dit"}


def _value_nl(question: Question, value: Any, state: str, wording: Wording) -> str:
    if state != "beantwoord" or value is None:
        return ""
    return value_label(question, value, "nl", wording)


def _rendition(question: Question, answer: Answer | None) -> tuple[str | None, str | None]:
    """Free words in another language have no Dutch yet: say so, and never show anything in its place."""
    if answer is None or answer.state != "beantwoord" or question.type not in FREE_WORDS:
        return None, None
    if answer.language == "nl":
        return answer.words, None
    return None, "ontbreekt"


EVENT_NL = {
    "handover": "Wil een persoon spreken",
    "paused": "Is gestopt; gaat later verder",
    "question": "Vraag aan de gemeente",
    "remark": "Opmerking bij het teruglezen",
    "words_aside": "Schreef dit op een scherm met een eerdere vraag",
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
}


def _event(catalogue: Catalogue, event: Event) -> EventView | None:
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
    if event.kind in {"attention_seen", "may_go_alone"} and event.data.get("by"):
        text += f" ({event.data['by']}{': ' + event.data['reason'] if event.data.get('reason') else ''})"
    if (question := event.data.get("question")) and question in catalogue:
        text += f" (bij: {catalogue.question(question).label})"
    if event.kind == "language":
        text += f": {event.data.get('language')}"
    return EventView(
        datetime.fromisoformat(event.at), event.kind, text, event.data.get("words"), event.data.get("language")
    )
