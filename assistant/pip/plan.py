"""The plan of a case as it stands: the drafts, over them what the consulent wrote, and what is still to be done.

A change in the record never changes a text that somebody wrote: it marks the section with the sentences it touches.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.case_file import CaseFile
from assistant.dossier.entry import Entry
from assistant.pip.blocking import blocking, statutory_gaps
from assistant.pip.drafting import draft
from assistant.pip.model import Edit, Plan, SectionDraft, SectionView

EDIT, CHECKED = "sectie", "sectie_af"


def plan_of(file: CaseFile) -> Plan:
    """The plan as it stands now, with what stands in the way of setting it."""
    gaps = {gap.section for gap in statutory_gaps(file)}
    views = tuple(view_of(file, one, gap=one.section.id in gaps) for one in draft(file))
    return Plan(views, blocking(file, views))


def view_of(file: CaseFile, drafted: SectionDraft, *, gap: bool) -> SectionView:
    """One section: its draft, the consulent's text over it, what moved since, and its mark.

    Args:
        file: the case. drafted: the section as software drafts it now.
        gap: whether a decision that the law asks is missing here.
    """
    edit = edit_of(file, drafted.section.id)
    looked = file.dossier.latest(CHECKED, sectie=drafted.section.id)
    touched = _moved(edit.basis, drafted.digests) if edit is not None else ()
    checked = _is_checked(looked, edit, drafted)
    if not touched and edit is None and looked is not None and looked.get("af") and not checked:
        touched = _moved(_basis(looked), drafted.digests)
    return SectionView(drafted, edit, touched, checked, _mark(drafted, edit, touched, checked, gap))


def edit_of(file: CaseFile, section_id: str) -> Edit | None:
    """The text the consulent gave a section; None when there is none or they went back to the draft."""
    entry = file.dossier.latest(EDIT, sectie=section_id)
    if entry is None or entry.get("concept"):
        return None
    return Edit(str(entry.get("tekst") or ""), entry.by, entry.at, entry.id, _basis(entry))


def _basis(entry: Entry) -> Mapping[str, str]:
    found = entry.get("basis")
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, Mapping) else {}


def _moved(basis: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of sentences that changed, came or went; those of now first, in their order."""
    changed = [name for name, digest in now.items() if basis.get(name) != digest]
    return (*changed, *(name for name in basis if name not in now))


def _is_checked(looked: Entry | None, edit: Edit | None, drafted: SectionDraft) -> bool:
    """Whether somebody looked at this very draft, and after the text was last written."""
    if looked is None or not looked.get("af") or _basis(looked) != dict(drafted.digests):
        return False
    return edit is None or looked.id > edit.entry


def _mark(drafted: SectionDraft, edit: Edit | None, touched: tuple[str, ...], checked: bool, gap: bool) -> str:
    if gap or (drafted.section.decides == "consulent" and edit is None and _nothing_entered(drafted)):
        return "beslis"
    if checked and not touched:
        return "klaar"
    if drafted.section.decides in {"standard", "computed"} and edit is None:
        return "klaar"
    return "kijk_na"


def _nothing_entered(drafted: SectionDraft) -> bool:
    """Whether what the consulent enters here is missing: an open sentence rests on an entry that is not there."""
    kinds = set(drafted.section.forms) | {"leerroute"}
    return any(
        sentence.to_discuss and any(ref.kind == "state" and ref.id in kinds for ref in sentence.refs)
        for sentence in drafted.sentences
    )
