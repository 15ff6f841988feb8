"""Drafts the 24 sections of the plan from what is known of a case: pure functions, the same every time.

The words stand in ``sentences/*.yml``, ``labels.yml`` and ``subjects.yml``; the modules here only choose and join. Every
sentence keeps what it rests on; what nobody knows is said to be open, never filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from assistant.case_file import CaseFile
from assistant.pip.drafting import closing, family, lessons, people, route, support
from assistant.pip.drafting.making import Making
from assistant.pip.drafting.wordings import BrokenSentences
from assistant.pip.model import SectionDraft, Sentence, Table
from assistant.pip.sections import sections

Made = Callable[[Making], Iterator[Sentence]]

SENTENCES: Mapping[str, Made] = {
    "persoonsgegevens": people.personal, "startpositie": people.start, "einddoel": people.goals,
    "leerroute": route.leerroute, "lbt": route.lbt, "taalschooladvies": route.school_advice,
    "alfabetisering": route.literacy, "taalschool": lessons.language_school, "knm_pvt_map": lessons.parts_of_course,
    "participatie": lessons.taking_part, "kinderen": family.family, "maatschappelijk": support.guidance,
    "zorg": support.referrals, "omstandigheden": support.circumstances, "weekrooster": closing.week,
    "begeleiding": support.statutory_support, "termijn": closing.term, "wisselen": closing.standard,
    "wijzigen": closing.standard, "participatiewet": closing.benefit, "gevolgen": closing.standard,
    "bezwaar": closing.standard, "vragen": closing.contact, "ondertekening": closing.signing,
}  # fmt: skip
"""Section -> what makes its sentences."""

TABLES: Mapping[str, Callable[[Making], Iterator[Table]]] = {"kinderen": family.table, "weekrooster": closing.week_table}
"""Section -> what makes its tables."""


def draft(file: CaseFile) -> tuple[SectionDraft, ...]:
    """The draft of every section, in the order of ``sections.yml``; raises BrokenSentences when the language data are broken."""
    return tuple(draft_section(file, one.id) for one in sections())


def draft_section(file: CaseFile, section_id: str) -> SectionDraft:
    """The draft of one section; raises KeyError for an unknown one."""
    section = next(one for one in sections() if one.id == section_id)
    making = Making(file, section)
    made_tables = TABLES.get(section_id)
    return SectionDraft(
        section, tuple(SENTENCES[section_id](making)), tuple(made_tables(making)) if made_tables else ()
    )  # fmt: skip


__all__ = ["BrokenSentences", "draft", "draft_section"]
