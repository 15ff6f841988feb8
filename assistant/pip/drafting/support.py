"""Sections 12, 13, 14 and 16: guidance, help, circumstances, and who supports somebody.

Health and money: only what a consulent entered as a consequence or an agreement. What the person told stays in the record,
and the draft does not show whether anything was told.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.case_file import ASYLUM
from assistant.pip.drafting.facts import entry_ref, missing
from assistant.pip.drafting.making import Making
from assistant.pip.drafting.wordings import part, withheld_questions
from assistant.pip.model import Sentence

CIRCUMSTANCES = "of er omstandigheden zijn waarmee het plan rekening moet houden"


def guidance(making: Making) -> Iterator[Sentence]:
    """Section 12."""
    group = making.file.dossier.latest("doelgroep")
    asylum = group is None or group.get("groep") == ASYLUM
    if making.file.dossier.latest("maatschappelijk"):
        yield from making.entries("maatschappelijk")
    elif asylum:
        yield making.to_discuss("maatschappelijk.open", "wie u maatschappelijke begeleiding geeft", "maatschappelijk",
                                heading=part("dossier", "maatschappelijk").title)  # fmt: skip
    elif group is not None:
        yield making.say("maatschappelijk.geen", "Er is geen maatschappelijke begeleiding afgesproken.",
                         missing("maatschappelijk"), heading=part("dossier", "maatschappelijk").title)  # fmt: skip
    entry = making.file.dossier.latest("ontzorgen")
    if entry is not None:
        yield from making.entry("ontzorgen", entry)
        if entry.get("van_toepassing"):
            yield from making.text("ontzorgen")
    elif asylum:
        yield making.to_discuss("ontzorgen.open", "of de gemeente een tijd uw vaste lasten betaalt", "ontzorgen",
                                heading=part("dossier", "ontzorgen").title)  # fmt: skip


def referrals(making: Making) -> Iterator[Sentence]:
    """Section 13: what the person agreed to; a proposal they did not agree to is talked about, not written down."""
    heading = part("dossier", "verwijzing").title
    entries = making.file.dossier.all("verwijzing")
    agreed = [entry for entry in entries if entry.get("akkoord")]
    for number, entry in enumerate(agreed, start=1):
        yield from making.entry("verwijzing", entry, suffix=f"#{number}" if number > 1 else "")
    if len(agreed) < len(entries):
        refs = [entry_ref(entry) for entry in entries if not entry.get("akkoord")]
        yield making.to_discuss("verwijzing.open", "of u de hulp wilt die wij hebben voorgesteld", *refs, heading=heading)
    if not entries:
        yield making.say("verwijzing.geen", "Er is geen verwijzing naar andere hulp afgesproken.", missing("verwijzing"),
                         heading=heading)  # fmt: skip
    yield from making.part("oefenen")


def circumstances(making: Making) -> Iterator[Sentence]:
    """Section 14."""
    yield from making.part("wonen")
    yield from making.part("zorg_voor")
    yield from making.part("digitaal")
    yield from making.part("zelf_doen")
    heading = part("dossier", "gezondheid").title
    entry = making.file.dossier.latest("gezondheid")
    if entry is None:
        yield making.to_discuss("gezondheid.open", CIRCUMSTANCES, "gezondheid", heading=heading)
        return
    told = list(making.entry("gezondheid", entry))
    yield from told
    if not told:
        yield making.to_discuss("gezondheid.open", CIRCUMSTANCES, entry_ref(entry), heading=heading)
    elif _told_since(making, entry.at):
        yield making.to_discuss("gezondheid.nog_eens", "of dit nog klopt", entry_ref(entry), heading=heading)


def _told_since(making: Making, at: str) -> bool:
    """Whether anything was told after the consulent wrote the consequences that could change them."""
    withheld = withheld_questions(making.file.catalogue)
    return any(answer.question in withheld and answer.at > at for answer in making.file.record.current.values())


def statutory_support(making: Making) -> Iterator[Sentence]:
    """Section 16."""
    if making.file.dossier.latest("begeleiding"):
        yield from making.entries("begeleiding")
    else:
        yield making.to_discuss("begeleiding.open", "wie u begeleidt en wat die persoon voor u doet", "begeleiding",
                                heading=part("dossier", "begeleiding").title)  # fmt: skip
    if making.file.dossier.latest("voortgang"):
        yield from making.latest("voortgang")
    else:
        yield making.to_discuss("voortgang.open", "hoe vaak wij met u over uw voortgang praten", "voortgang",
                                heading=part("dossier", "voortgang").title)  # fmt: skip
