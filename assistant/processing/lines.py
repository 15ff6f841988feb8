"""The lines of the register: one for every question, every field of a form and every table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.catalogue import Catalogue, Question, Topic
from assistant.documents.transfer import GIVEN
from assistant.dossier.forms import Field, Form
from assistant.municipality import Partner
from assistant.processing.purposes import NOBODY, BrokenPurposes, Kept, Purposes
from assistant.roles import MAY, ROLES

PERSON = "de persoon zelf"
OWN_WORDS = "kan (eigen woorden)"
SENSITIVE = "nee, wel gevoelig"


@dataclass(frozen=True)
class Line:
    """One line of the register, in Dutch.

    Attributes:
        id: of the question, ``kind.field``, or the table. text: what is asked, or the label.
        purpose, basis: why, and on which ground. special: whether it is a special category (AVG art. 9).
        sees: who may read it. to: who else gets it. keep: a key of ``Purposes.keeping``.
    """

    id: str
    text: str
    purpose: str
    basis: str
    special: str
    sees: tuple[str, ...]
    to: tuple[str, ...]
    keep: str


def question_lines(
    catalogue: Catalogue, topic: Topic, purposes: Purposes, partners: Iterable[Partner]
) -> Iterator[Line]:
    """A line for each question and group field of a topic; raises BrokenPurposes for what has no purpose or ground."""
    if topic.id not in purposes.topics:
        raise BrokenPurposes(f"purposes.yml, topics: {topic.id} has no purpose")
    given = list(partners)
    for question in topic.questions:
        for part in (question, *question.fields):
            if not part.why or part.legal_basis not in catalogue.legal_basis:
                raise BrokenPurposes(f"{part.id} has no reason or no ground: fill in 'why' and 'legal_basis'")
            notice = part.type == "notice"
            yield Line(
                part.id, part.text, part.why, part.legal_basis, "nee" if notice else _special(topic, part, purposes),
                _readers(part), _recipients(part, purposes, given), "teksten" if notice else "antwoorden",
            )  # fmt: skip


def form_lines(form: Form, purposes: Purposes, partners: Iterable[Partner]) -> Iterator[Line]:
    """A line for each field of a form, rows included; raises BrokenPurposes for what has no purpose."""
    known = purposes.forms.get(form.kind)
    if known is None:
        raise BrokenPurposes(f"purposes.yml, forms: {form.kind} has no purpose")
    given, fields = list(partners), list(_every(form.fields))
    if unknown := set(known.why) - {one.name for one in fields}:
        raise BrokenPurposes(f"purposes.yml, {form.kind}: there is no field {', '.join(sorted(unknown))}")
    for one in fields:
        if one.name not in known.why:
            raise BrokenPurposes(f"purposes.yml, {form.kind}: {one.name} has no purpose")
        name = f"{form.kind}.{one.name}"
        category = purposes.special_of_field(form.kind, one.name)
        words = OWN_WORDS if one.type == "long" else "nee"
        special = f"ja: {category}" if category else purposes.indirect_of(name) or words
        yield Line(
            name, one.label, known.why[one.name], known.basis, special,
            roles_that(known.sees, form.kind), _given(name, form.kind, one.name, purposes, given), known.keep,
        )  # fmt: skip


def table_lines(kept: Iterable[Kept]) -> Iterator[Line]:
    """A line for each table or other place where something is kept."""
    for one in kept:
        sees = (NOBODY,) if one.sees == NOBODY else roles_that(one.sees, one.name)
        yield Line(one.name, one.holds, one.purpose, one.basis, one.whose, sees, (), one.keep)


def roles_that(what: str, name: str) -> tuple[str, ...]:
    """The Dutch names of the roles that may do this; raises BrokenPurposes when the permission table does not know it."""
    if what not in MAY:
        raise BrokenPurposes(f"purposes.yml, {name}: {what} is not in the permission table (assistant/roles.py)")
    return tuple(label.lower() for role, label in ROLES.items() if role in MAY[what])


def _every(fields: Iterable[Field]) -> Iterator[Field]:
    for one in fields:
        yield one
        yield from _every(one.fields)


def _special(topic: Topic, question: Question, purposes: Purposes) -> str:
    if category := purposes.special_of_question(topic.id, question.id):
        return f"ja: {category}"
    if indirect := purposes.indirect_of(question.id):
        return indirect
    if question.in_own_words:
        return OWN_WORDS
    return SENSITIVE if topic.sensitive or question.sensitive else "nee"


def _readers(question: Question) -> tuple[str, ...]:
    readers = (PERSON, *roles_that("read_record", question.id))
    if not question.in_own_words or question.type == "notice":
        return readers
    right = " (met het recht op gevoelige stukken)" if question.sensitive else ""
    return (*readers, *(f"{role}{right}" for role in roles_that("review", question.id)))


def _recipients(question: Question, purposes: Purposes, partners: Iterable[Partner]) -> tuple[str, ...]:
    found = [partner.name for partner in partners if question.id in _held(partner, purposes)]
    sections = ", ".join(map(str, question.pip))
    return (*found, f"PIP-onderdeel {sections}") if sections and question.type != "notice" else tuple(found)


def _held(partner: Partner, purposes: Purposes) -> set[str]:
    return {one for name in partner.fields for one in purposes.partner_fields.get(name, ())}


def _given(name: str, kind: str, field: str, purposes: Purposes, partners: Iterable[Partner]) -> tuple[str, ...]:
    found = [partner.name for partner in partners if name in _held(partner, purposes)]
    if name in purposes.duo_fields:
        found.append("DUO")
    if field in GIVEN.get(kind, ()):
        found.append("volgende gemeente")
    return tuple(found)


__all__ = ["Line", "form_lines", "question_lines", "roles_that", "table_lines"]
