"""Sections 4 to 7: the leerroute and why, the LBT, the advice of the taalschool, and learning to read and write.

Everything here was entered by a consulent. Nothing is proposed: what is not there is to be discussed.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.pip.departure import departure_of, lbt_that_counts
from assistant.pip.drafting.making import Making
from assistant.pip.model import Sentence


def leerroute(making: Making) -> Iterator[Sentence]:
    """Section 4: the choice, the routes considered, the wish, the motivation, and why it departs from the LBT."""
    entry = making.file.dossier.latest("leerroute")
    if entry is None:
        yield making.to_discuss("open", "uw leerroute, en waarom die route bij u past", "leerroute")
        return
    for part_id in ("leerroute", "wens", "motivatie"):
        yield from making.entry("leerroute", entry, part_id=part_id)
    if departure_of(making.file.dossier) is None and not entry.get("afwijking_lbt"):
        return
    if entry.get("afwijking_lbt"):
        yield from making.entry("leerroute", entry, part_id="afwijking")
    else:
        yield making.to_discuss("afwijking.open", "waarom uw leerroute anders is dan de uitslag van de LBT", "leerroute")


def lbt(making: Making) -> Iterator[Sentence]:
    """Section 5: the result as DUO gives it and how it was taken, or the ground for no LBT."""
    result, ground = lbt_that_counts(making.file.dossier), making.file.dossier.latest("geen_lbt")
    if result is not None:
        yield from making.entry("lbt", result)
    elif ground is not None:
        yield from making.entry("geen_lbt", ground)
    else:
        yield making.to_discuss("open", "de uitslag van de LBT, of waarom u de LBT niet doet", "lbt", "geen_lbt")
    if result is None and ground is None:
        yield from making.part("oefenen")
    yield from making.text("lbt")


def school_advice(making: Making) -> Iterator[Sentence]:
    """Section 6: what the taalschool advised or tested."""
    if making.file.dossier.latest("taalschool"):
        yield from making.entries("taalschool")
    else:
        yield making.to_discuss("open", "het advies van de taalschool", "taalschool")


def literacy(making: Making) -> Iterator[Sentence]:
    """Section 7: reading and writing now, and whether that comes first."""
    yield from making.part("lezen")
    if making.file.dossier.latest("leerroute"):
        yield from making.latest("leerroute", part_id="alfabetisering")
    else:
        yield making.to_discuss("open", "of u eerst leert lezen en schrijven", "leerroute", heading="Afspraak")
