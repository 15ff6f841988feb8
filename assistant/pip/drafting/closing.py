"""Sections 15, 17 to 24: the week, the terms, the standard texts, the contact person and the talk about the plan."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.dossier.forms import day_nl
from assistant.pip.clocks import clock
from assistant.pip.drafting import dutch
from assistant.pip.drafting.facts import entry_ref, missing
from assistant.pip.drafting.making import Making
from assistant.pip.model import Ref, Sentence, Table
from assistant.pip.week import clock as time_of
from assistant.pip.week import day_labels, hours_nl, kind_labels, week_of


def week(making: Making) -> Iterator[Sentence]:
    """Section 15: when somebody can, and the hours of the timetable."""
    yield from making.part("tijden")
    heading = "Uw week"
    entry = making.file.dossier.latest("weekrooster")
    planned = week_of(entry)
    if entry is None or not planned.slots:
        yield making.to_discuss("rooster.open", "hoe uw week eruitziet", "weekrooster", heading=heading)
        return
    labels = kind_labels()
    told = [f"{hours_nl(minutes)} {_what(labels[kind])}" for kind, minutes in planned.totals.items()]
    text = f"In een gewone week hebt u {dutch.listed(told)}. Samen is dat {hours_nl(planned.total)}."
    if len(told) == 1:
        text = f"In een gewone week hebt u {told[0]}."
    yield making.say("rooster", text, entry_ref(entry), heading=heading)


def _what(label: str) -> str:
    """A label of the timetable within a sentence: names of parts of the course keep their capitals."""
    return label if label.isupper() else label[:1].lower() + label[1:]


def week_table(making: Making) -> Iterator[Table]:
    """The timetable."""
    entry = making.file.dossier.latest("weekrooster")
    days, kinds = day_labels(), kind_labels()
    rows = tuple(
        (days[slot.day], f"{time_of(slot.start)} – {time_of(slot.end)}", kinds[slot.kind], slot.where)
        for slot in week_of(entry).slots
    )
    if entry is not None and rows:
        yield Table("weekrooster.tabel", "Uw weekrooster", ("Dag", "Tijd", "Wat", "Waar"), rows, (entry_ref(entry),))


def term(making: Making) -> Iterator[Sentence]:
    """Section 17: begin and end of the term, once the first plan has its date."""
    found = clock(making.file, "inburgeringstermijn")
    refs = (*found.refs, Ref("clock", found.id))
    if found.start and found.due:
        yield making.say("termijn", f"Uw inburgeringstermijn begint op {day_nl(found.start)} en eindigt op {day_nl(found.due)}.",
                         *refs)  # fmt: skip
    else:
        yield making.say("termijn", "De begindatum en de einddatum staan vast zodra dit plan een dagtekening heeft.", *refs)
    yield from making.text("termijn")


def standard(making: Making) -> Iterator[Sentence]:
    """Sections 18, 19, 21 and 22: the municipality's own texts."""
    for text_id in making.section.texts:
        yield from making.text(text_id)


def benefit(making: Making) -> Iterator[Sentence]:
    """Section 20: the link with the Participatiewet; its text only where there can be bijstand."""
    entry = making.file.dossier.latest("participatiewet")
    if entry is None:
        yield making.to_discuss("open", "of u bijstand van deze gemeente krijgt", "participatiewet")
    else:
        yield from making.entry("participatiewet", entry)
    if entry is None or entry.get("bijstand"):
        for text_id in making.section.texts:
            yield from making.text(text_id)


def contact(making: Making) -> Iterator[Sentence]:
    """Section 23: the contact person of the case, else the municipality's contact."""
    entry, general = making.file.dossier.latest("contactpersoon"), making.file.municipality.contact
    if entry is not None:
        yield from making.entry("contactpersoon", entry)
    elif general.name or general.phone or general.email:
        ref = Ref("contact", "municipality")
        if general.name:
            yield making.say("wie", f"Uw contactpersoon is {general.name}.", ref)
        ways = [f"bellen ({general.phone})"] * bool(general.phone) + [f"mailen ({general.email})"] * bool(general.email)
        if ways:
            yield making.say("bereiken", f"U kunt {dutch.listed(ways, 'of')}.", ref)
        if general.hours:
            yield making.say("wanneer", f"Uw contactpersoon is bereikbaar: {dutch.sentence_end(general.hours)}", ref)
    else:
        yield making.to_discuss("open", "wie uw contactpersoon is", "contactpersoon")
    yield from making.text("vragen")


def signing(making: Making) -> Iterator[Sentence]:
    """Section 24: what the person asked, and the talk about the plan with what they told back."""
    yield from making.part("vragen")
    if making.file.dossier.latest("pip_gesprek"):
        yield from making.latest("pip_gesprek")
    else:
        yield making.say("gesprek.open", "Wij bespreken dit plan nog met u.",
                         missing("pip_gesprek"), heading="Het gesprek over het plan")  # fmt: skip
