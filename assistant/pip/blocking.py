"""What stands in the way of setting the plan. What the law asks cannot be acknowledged away; the rest can, with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.case_file import CaseFile
from assistant.municipality.model import UnknownSetting
from assistant.pip.clocks import clock
from assistant.pip.concept import concept_digest
from assistant.pip.departure import reason_is_missing
from assistant.pip.drafting.dutch import listed
from assistant.pip.drafting.family import children_of
from assistant.pip.duo import duo_faults
from assistant.pip.history import sentences, traced
from assistant.pip.model import Blocking, Plan, SectionView, Sentence

PVT_RULE = "pvt_uren"
LATE = "te_laat"
OPEN = "nog te bespreken"
"""How a point that is open stands in a text."""
QUOTE = re.compile("“[^”]+”")


def blocking(file: CaseFile, sections: tuple[SectionView, ...]) -> tuple[Blocking, ...]:
    """Everything that stands in the way of setting these sections, what the law asks first.

    Args:
        file: the case. sections: of the plan as it stands (``plan_of``).
    """
    given = {str(entry.get("punt")): str(entry.get("reden")) for entry in file.dossier.all("erkend")}
    others = tuple(
        Blocking(one.id, one.text, one.section, False, given.get(one.id))
        for one in (*_of_sections(sections), *_of_the_case(file, sections))
    )
    return (*statutory_gaps(file), *others)


def statutory_gaps(file: CaseFile) -> tuple[Blocking, ...]:
    """What the law asks of a plan and is not there yet (Wi2021 art. 15; Besluit inburgering 2021; Awb 3:46)."""
    return tuple(Blocking(name, text, section, True) for name, text, section in _gaps(file))


def _gaps(file: CaseFile) -> Iterator[tuple[str, str, str]]:
    dossier = file.dossier
    route = dossier.latest("leerroute")
    if route is None:
        yield "leerroute", "Kies de leerroute en schrijf op waarom deze route past.", "leerroute"
    elif not str(route.get("motivatie") or "").strip():
        yield "leerroute.motivatie", "Schrijf op waarom deze leerroute past.", "leerroute"
    if reason_is_missing(dossier):
        yield "leerroute.afwijking", "Schrijf op waarom de leerroute afwijkt van de uitslag van de LBT.", "leerroute"
    if not dossier.all("begeleiding"):
        yield "begeleiding", "Vul in wie de persoon begeleidt en wat die begeleider doet.", "begeleiding"
    yield from _parts_of_course(file)
    yield from _young_children(file)
    for fault in duo_faults(file) if route is not None else ():
        yield f"duo.{fault.code}", fault.text_nl, "leerroute"


def _parts_of_course(file: CaseFile) -> Iterator[tuple[str, str, str]]:
    route = file.dossier.latest("leerroute")
    for what in ("PVT", "MAP"):
        entry = file.dossier.latest("onderdeel", wat=what)
        if what == "MAP" and route is not None and route.get("route") == "O":
            continue
        name = f"het {what}" if what == "PVT" else f"de {what}"
        if entry is None:
            yield f"onderdeel.{what.lower()}", f"Vul {name} in, of waarom {name} niet hoeft.", "knm_pvt_map"
        elif entry.get("vrijstelling") and not entry.get("reden"):
            yield f"onderdeel.{what.lower()}.reden", f"Schrijf op waarom {name} niet hoeft.", "knm_pvt_map"
        elif what == "PVT" and not entry.get("vrijstelling"):
            yield from _pvt_hours(file, entry.get("uren"))


def _pvt_hours(file: CaseFile, hours: float | None) -> Iterator[tuple[str, str, str]]:
    try:
        least = file.municipality.rule(PVT_RULE, file.today).value
    except UnknownSetting:
        return
    if least is None:
        return
    if hours is None:
        yield "onderdeel.pvt.uren", f"Vul in hoeveel uur het PVT is: minstens {least:g} uur.", "knm_pvt_map"
    elif hours < least:
        yield "onderdeel.pvt.uren", f"Maak het PVT minstens {least:g} uur: er staat nu {hours:g} uur.", "knm_pvt_map"


def _young_children(file: CaseFile) -> Iterator[tuple[str, str, str]]:
    open_ones = [child for child in children_of(file) if child.young and child.agreed is None]
    if open_ones:
        names = listed([child.name for child in open_ones])
        yield "vve", f"Leg vast wat is afgesproken over opvang of voorschool voor {names}.", "kinderen"


def _of_sections(sections: tuple[SectionView, ...]) -> Iterator[Blocking]:
    for view in sections:
        section = view.section
        title = section.title.rstrip("?")
        if view.touched:
            count = len(view.touched)
            what = "is één zin" if count == 1 else f"zijn {count} zinnen"
            text = f"Kijk “{title}” opnieuw na: in het concept {what} anders dan toen u de tekst schreef of nakeek."
            yield Blocking(f"geraakt.{section.id}", text, section.id, False)
        elif not view.checked and section.decides not in {"standard", "computed"}:
            yield Blocking(f"nakijken.{section.id}", f"Kijk “{title}” na en zet een vinkje.", section.id, False)
        standing = _standing(view)
        if count := _open_points(view, standing):
            what = "één punt" if count == 1 else f"{count} punten"
            text = f"Bespreek of vul in wat bij “{title}” nog open staat ({what})."
            yield Blocking(f"bespreken.{section.id}", text, section.id, False)
        yield from _translations(view, title, standing)


def _standing(view: SectionView) -> list[Sentence]:
    """The drafted sentences that stand in the section: all of them, or those of which an edit kept what is unsure.

    An edit is the consulent's own text, but what was quoted from a translation stays a translation in it.
    """
    if view.edit is None:
        return list(view.draft.sentences)
    drafted = {one.id: one for one in view.draft.sentences}
    kept = []
    for one in (one for line in traced(view.edit.text, view.draft) for one in line if one.drafted):
        sentence = drafted[str(one.drafted)]
        quoted = any(quote in one.text for quote in QUOTE.findall(sentence.text))
        if one.same or quoted or (sentence.to_discuss and OPEN in one.text.lower()):
            kept.append(sentence)
    return kept


def _open_points(view: SectionView, standing: list[Sentence]) -> int:
    """How many points the section still leaves open, in the draft or in the words of the consulent."""
    if view.edit is None:
        return sum(one.to_discuss for one in standing)
    return max(
        sum(one.to_discuss for one in standing), sum(OPEN in one.lower() for one in sentences(view.edit.text))
    )  # fmt: skip


def _translations(view: SectionView, title: str, standing: list[Sentence]) -> Iterator[Blocking]:
    for trust, name, text in (
        ("niet_nagekeken", "vertaling", "Laat de vertaling nakijken die in “{}” staat, of bespreek die woorden met de persoon."),
        ("verouderd", "verouderd", "Laat de vertaling in “{}” vernieuwen: de persoon heeft het antwoord daarna veranderd."),
    ):
        if any(one.trust == trust for one in standing):
            yield Blocking(f"{name}.{view.section.id}", text.format(title), view.section.id, False)


def _of_the_case(file: CaseFile, sections: tuple[SectionView, ...]) -> Iterator[Blocking]:
    talk = file.dossier.latest("pip_gesprek")
    if talk is None:
        text = "Bespreek het plan met de persoon en laat de persoon in eigen woorden navertellen wat erin staat."
        yield Blocking("pip_gesprek", text, "ondertekening", False)
    elif not str(talk.get("teach_back") or "").strip():
        yield Blocking("teach_back", "Schrijf op wat de persoon in eigen woorden over het plan vertelde.", "ondertekening", False)
    digest = concept_digest(Plan(sections))
    verdict = file.dossier.latest("toets")
    if verdict is None:
        yield Blocking("toets", "Leg het plan voor aan een toetser.", "ondertekening", False)
    elif verdict.get("besluit") != "akkoord":
        yield Blocking("toets", "De toetser gaf het plan terug. Verwerk de opmerkingen en leg het opnieuw voor.",
                       "ondertekening", False)  # fmt: skip
    elif verdict.get("concept") != digest:
        yield Blocking("toets", "De tekst is veranderd na het akkoord van de toetser. Leg het plan opnieuw voor.",
                       "ondertekening", False)  # fmt: skip
    term = clock(file, "pip")
    if term.tone == LATE and not term.reason:
        yield Blocking("termijn.pip", "De termijn voor het PIP is voorbij. Schrijf op waarom.", "termijn", False)


__all__ = ["blocking", "statutory_gaps"]
