"""The steps that were taken in a case, with who and when: what happened, in the order it happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistant.case_file import CaseFile
from assistant.dossier.entry import Entry
from assistant.dossier.forms import day_nl, form
from ui.consulent.moments import on_the_clock


@dataclass(frozen=True)
class Taken:
    """One step that was taken.

    Attributes:
        id: of its entry. text: in Dutch. note: what somebody wrote with it. by: name. at: moment in Dutch.
        withdrawn: why it counts no more, or empty. important: a decision, and not a remark.
    """

    id: int
    text: str
    note: str
    by: str
    at: str
    withdrawn: str
    important: bool


def _submitted(entry: Entry) -> str:
    return f"Voorgelegd aan {entry.get('aan')}" if entry.get("aan") else "Voorgelegd aan de toetser"


def _checked(entry: Entry) -> str:
    return "Akkoord van de toetser" if entry.get("besluit") == "akkoord" else "Teruggestuurd door de toetser"


def _dated(what: str) -> Callable[[Entry], str]:
    return lambda entry: f"Versie {entry.get('versie')} {what} op {day_nl(entry.get('datum'))}"


def _objected(entry: Entry) -> str:
    described = form("bezwaar")
    kind = described.field("soort").shown(entry.get("soort"))
    standing = described.field("stand").shown(entry.get("stand")).lower()
    return f"{kind} {standing} op {day_nl(entry.get('datum'))}"


def _revised(entry: Entry) -> str:
    return f"Herziening begonnen: {form('herziening').field('reden').shown(entry.get('reden')).lower()}"


def _talked(entry: Entry) -> str:
    return f"PIP-gesprek op {day_nl(entry.get('datum'))}"


SAID: dict[str, tuple[Callable[[Entry], str], str, bool]] = {
    "voorgelegd": (_submitted, "opmerking", True),
    "toets": (_checked, "toelichting", True),
    "pip_gesprek": (_talked, "", True),
    "erkend": (lambda entry: "Open punt toch doorgelaten", "reden", False),
    "vastgesteld": (lambda entry: f"Versie {entry.get('versie')} vastgesteld", "mandaat", True),
    "dagtekening": (_dated("gedagtekend"), "", True),
    "bekendgemaakt": (_dated("bekendgemaakt"), "", True),
    "herziening": (_revised, "toelichting", True),
    "bezwaar": (_objected, "toelichting", True),
    "verhuisd": (lambda entry: f"Verhuisd naar {entry.get('gemeente')} op {day_nl(entry.get('datum'))}", "", True),
    "gearchiveerd": (lambda entry: "Gearchiveerd", "reden", True),
}
"""Kind of entry -> how a step reads, the field with what was written, and whether it is a decision."""


def timeline(file: CaseFile, *, content: bool = True) -> list[Taken]:
    """The steps of a case, newest first; without ``content`` nothing that somebody wrote with them."""
    found = []
    for entry, count in _together(file):
        said, note, important = SAID[entry.kind]
        gone = file.dossier.withdrawn.get(entry.id)
        why = str(gone.get("reden") or "vervangen") if gone else ""
        text = said(entry) if count == 1 else f"{count} open punten toch doorgelaten"
        written = str(entry.get(note) or "") if note and content else ""
        withdrawn = (why if content else "ingetrokken") if gone else ""
        at = moment(entry.at, file)
        found.append(Taken(entry.id, text, written, file.name_of(entry.by), at, withdrawn, important))
    return found[::-1]


def _together(file: CaseFile) -> list[tuple[Entry, int]]:
    """The entries of steps; points that were let through at once with one reason are one step, with how many they are."""
    found: list[tuple[Entry, int]] = []
    for entry in file.dossier.entries:
        if entry.kind not in SAID:
            continue
        last = found[-1][0] if found else None
        if (
            entry.kind == "erkend"
            and last is not None
            and _same(last, entry)
            and entry.id not in file.dossier.withdrawn
        ):
            found[-1] = (last, found[-1][1] + 1)
        else:
            found.append((entry, 1))
    return found


def _same(one: Entry, other: Entry) -> bool:
    return (one.kind, one.by, one.at, one.get("reden")) == (other.kind, other.by, other.at, other.get("reden"))


def moment(at: str, file: CaseFile) -> str:
    """A moment (UTC, ISO 8601) in Dutch, as the clock in the Netherlands had it."""
    return on_the_clock(datetime.fromisoformat(at), file.now)


__all__ = ["Taken", "moment", "timeline"]
