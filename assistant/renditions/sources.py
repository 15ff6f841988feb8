"""Which words need a rendition: answers in a person's own words, what they said besides, and what a consulent writes to them.

A closed answer (a number, a date, a choice, a country) is a code with labels that people made; it is never translated.
"""

from __future__ import annotations

from assistant.catalogue import Catalogue, Question
from assistant.record import OPEN_STATES, Answer
from assistant.renditions.model import Source
from assistant.store import Event

DUTCH = "nl"
SAID_BY_THE_PERSON = ("question", "remark", "words_aside", "said_by_other", "told_back", "right_asked", "not_understood")
"""Events that hold words for the municipality. What was ``said_early`` stands in an answer or another event as well."""
SAID_TO_THE_PERSON = "message"
A_FEW_WORDS = 4
"""So many words say "I do not know" and no more; what is longer is translated."""


def source_of_answer(catalogue: Catalogue, answer: Answer) -> Source | None:
    """The source that this answer (as kept, with its id) is; None when there is nothing to translate."""
    if answer.id is None or answer.language == DUTCH or answer.question not in catalogue:
        return None
    question = catalogue.question(answer.question)
    recording = (answer.detail or {}).get("recording")
    if recording is None and not answer.words.strip():
        return None
    typed = answer.understood_by != "button"
    own_words = question.in_own_words and answer.state == "beantwoord" and typed
    # three times not understood: the words are all there is
    kept_for_a_person = answer.flag is not None and question.translated and answer.state == "later"
    # "I cannot tell that, my husband is here": more is said than the state holds
    said_why = answer.state in OPEN_STATES and question.translated and typed and len(answer.words.split()) > A_FEW_WORDS
    if not (own_words or kept_for_a_person or said_why):
        return None
    return Source(
        case_id="", kind="answer" if recording is None else "recording", ref=answer.id if recording is None else recording,
        about="answer", question=answer.question, entry=answer.entry,
        version=answer.version, topic=question.topic, sensitive=_sensitive(catalogue, question.topic, question.sensitive),
        from_language=answer.language, to_language=DUTCH, at=answer.at, words=answer.words,
    )  # fmt: skip


def source_of_event(catalogue: Catalogue, event: Event, person_language: str) -> Source | None:
    """The source that this event (as kept, with its id) is; None when there is nothing to translate.

    Args:
        catalogue: tells which topic and how sensitive.
        event: what happened.
        person_language: the language of the conversation now: what a message to the person is translated into.
    """
    words = str(event.data.get("words") or "").strip()
    language = str(event.data.get("language") or person_language)
    if event.id is None or not words:
        return None
    if event.kind == SAID_TO_THE_PERSON:
        if person_language == DUTCH:
            return None
        return _event_source(catalogue, event, words, DUTCH, person_language)
    if event.kind not in SAID_BY_THE_PERSON or language == DUTCH:
        return None
    question = _question_of(catalogue, event)
    if event.kind == "not_understood" and question is not None and not question.translated:
        return None  # a name or a number in own letters, as with answers
    return _event_source(catalogue, event, words, language, DUTCH)


def _question_of(catalogue: Catalogue, event: Event) -> Question | None:
    name = event.data.get("question")
    return catalogue.question(str(name)) if name in catalogue else None


def _event_source(catalogue: Catalogue, event: Event, words: str, from_language: str, to_language: str) -> Source:
    question = _question_of(catalogue, event)
    topics = {topic.id: topic for topic in catalogue.topics}
    topic = question.topic if question else event.data.get("topic") if event.data.get("topic") in topics else None
    return Source(
        case_id="", kind="event", ref=event.id or 0, about=event.kind, question=question.id if question else None,
        entry=event.data.get("entry"), version=1, topic=topic,
        # words that belong to no question can be about anything
        sensitive=question is None and topic is None or _sensitive(catalogue, topic, bool(question and question.sensitive)),
        from_language=from_language, to_language=to_language, at=event.at, words=words,
    )  # fmt: skip


def _sensitive(catalogue: Catalogue, topic: str | None, question: bool) -> bool:
    return question or (topic is not None and catalogue.topic(topic).sensitive)
