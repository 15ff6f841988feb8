"""What rules can look at beside single answers; each fact names what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.case_file import CaseFile
from assistant.dossier.forms import day_nl
from assistant.interview import AMONG_OTHERS, PRESENT
from assistant.interviewing.said import label_of, said
from assistant.pip.model import Ref
from assistant.record import Answer

Fact = Callable[[CaseFile], Ref | None]


def partner_there(file: CaseFile) -> Ref | None:
    """The partner was there: at a talk, or at the person's own chat."""
    for entry in reversed(file.dossier.all("gesprek")):
        if "partner" in (entry.get("aanwezig") or ()) or entry.get("spreekt") == "partner":
            return Ref(
                "entry", "gesprek", None, entry.id, f"Gesprek van {day_nl(entry.data['datum'])}: de partner was erbij"
            )
    given = [answer for answer in file.answers if answer.question == PRESENT and answer.value == "partner"]
    if not given:
        return None
    when = day_nl(given[-1].at[:10])
    return Ref("answer", PRESENT, None, given[-1].id, f"Wie is erbij: mijn partner ({when})")


def decided_family_migrant(file: CaseFile) -> Ref | None:
    """DUO decided that the person is a family migrant; while nobody entered that, what the person says of the residence."""
    entry = file.dossier.latest("doelgroep")
    if entry is not None:
        if entry.get("groep") != "gezinsmigrant":
            return None
        return Ref("entry", "doelgroep", None, entry.id, "Doelgroep volgens DUO: gezinsmigrant")
    if file.known.get("persoon.status") != "gezinsmigrant":
        return None
    found = said(file, file.catalogue.question("persoon.status"))
    return found.ref if found else None


def answered_among_others(file: CaseFile) -> list[Answer]:
    """Answers to what is better asked alone, given (or passed) while somebody else was in the room."""
    return [
        answer
        for answer in file.record.current.values()
        if answer.question in file.catalogue
        and file.catalogue.question(answer.question).alone
        and answer.present in AMONG_OTHERS
    ]


def not_alone(file: CaseFile) -> Ref | None:
    """Something that is better asked alone was answered among others; names all of it."""
    found = answered_among_others(file)
    if not found:
        return None
    labels = [label_of(file, file.catalogue.question(one.question), one.entry) for one in found]
    return Ref("answer", found[0].question, found[0].entry, found[0].id, ", ".join(labels))


FACTS: Mapping[str, Fact] = {
    "partner_erbij": partner_there,
    "gezinsmigrant": decided_family_migrant,
    "niet_alleen": not_alone,
}
"""Name in a rule -> how it is found; None when it is not so."""
