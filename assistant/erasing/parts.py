"""What of a case is dossier, and what is working material. Nothing here reads or writes a store.

The dossier is what a decision rests on, as it was used: the set plans, the answers and translations that stand in them, and
the steps of the decision (AVG art. 17 lid 3 onder b; Archiefwet). Without a set plan there is no dossier, only what shows
that the municipality did its duty: that the person was informed, agreed, asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from assistant.case_file import CaseFile
from assistant.dossier.entry import WITHDRAWN
from assistant.renditions.model import Note, Rendition, Review, Source
from assistant.store.erasing import Staying

DOSSIER = frozenset({
    "bekendgemaakt", "bezwaar", "contactpersoon", "dagtekening", "datum", "doelgroep", "einde_plicht", "gearchiveerd",
    "gemachtigde", "herziening", "termijn_reden", "toegewezen", "toestemming", "uitgevoerd", "vastgesteld", "verhuisd",
})  # fmt: skip
"""Kinds of entries that belong to the dossier whenever a plan was set: whose case, which dates, which steps, what left.
Every other kind stays only as far as a set plan used the entry (``plan["entries"]`` of the version)."""

WITHOUT: Mapping[str, frozenset[str]] = {"toegewezen": frozenset({"samenvatting"})}
"""Fields of kinds in ``DOSSIER`` that are working material: what one colleague wrote for the next."""

FACTS: Mapping[str, frozenset[str]] = {
    "informed": frozenset({"texts", "language", "approved", "sound"}),
    "consent": frozenset({"what", "text", "text_hash", "language"}),
    "consent_withdrawn": frozenset({"what", "text", "text_hash", "language", "destroyed"}),
    "right_asked": frozenset({"request", "right", "due", "language"}),
    "right_decided": frozenset({"request", "right", "decision", "due", "by"}),
}
"""Kinds of events that stay, without anybody's words: kind -> fields that stay."""


def staying(
    file: CaseFile, sources: Sequence[Source], renditions: Sequence[Rendition], reviews: Sequence[Review],
    notes: Sequence[Note],
) -> Staying:  # fmt: skip
    """What of a case stays when its working material goes.

    Args:
        file: the case. sources, renditions, reviews, notes: all that is kept for it.
    """
    if not file.versions:
        return Staying()
    used = [answer for version in file.versions for answer in version.plan.get("answers", ())]
    rows = {int(one["row"]) for one in used if one.get("row") is not None}
    texts = _texts_used(used)
    stays = [
        one for one in renditions
        if (text := (one.text, one.at)) in texts or (one.purpose == "transcription" and text[0] in _heard(used))
    ]  # fmt: skip
    of_sources = {one.source_id for one in stays}
    kept = {one.id or 0 for one in sources if one.id in of_sources and _of_kept_answer(one, file, rows)}
    kept_renditions = {one.id or 0 for one in stays if one.source_id in kept}
    return Staying(
        answers=frozenset(rows),
        sources=frozenset(kept),
        renditions=frozenset(kept_renditions),
        reviews=frozenset(one.id or 0 for one in reviews if one.rendition_id in kept_renditions),
        notes=frozenset(one.id or 0 for one in notes if one.source_id in kept and one.text in _noted(used)),
        entries=_entries(file),
        versions=True,
        without={
            one.id: gone for one in file.dossier.entries
            if one.kind in WITHOUT and (gone := WITHOUT[one.kind] & frozenset(name for name in one.data if one.get(name)))
        },
    )  # fmt: skip


def _texts_used(used: Sequence[Mapping[str, Any]]) -> frozenset[tuple[str, str]]:
    made = [one["rendition"] for one in used if one.get("rendition")]
    return frozenset((str(one["text"]), str(one["made_at"])) for one in made if one.get("text") and one.get("made_at"))


def _heard(used: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(str(one["rendition"]["transcription"]) for one in used if (one.get("rendition") or {}).get("transcription"))


def _noted(used: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(str(one["rendition"]["note"]) for one in used if (one.get("rendition") or {}).get("note"))


def _of_kept_answer(source: Source, file: CaseFile, rows: Collection[int]) -> bool:
    """Whether the words of a source are those of an answer that stays: an answer that was only confirmed shares its source."""
    if source.kind == "event":
        return False
    of_rows = [answer for answer in file.answers if answer.id in rows]
    if source.kind == "recording":
        return any((answer.detail or {}).get("recording") == source.ref for answer in of_rows)
    # the row that holds the words must stay too, or the source would be empty
    return source.ref in rows


def _entries(file: CaseFile) -> frozenset[int]:
    used = {int(one["id"]) for version in file.versions for one in version.plan.get("entries", ())}
    stays = {one.id for one in file.dossier.entries if one.id in used or one.kind in DOSSIER}
    # what took an entry back, or was replaced by one, is part of how it came to be
    stays |= {one.id for one in file.dossier.entries if one.kind == WITHDRAWN and one.get("entry") in stays}
    return frozenset(stays)


def what_goes(file: CaseFile, stays: Staying) -> dict[str, int]:
    """In numbers, for a page that asks whether to go on: answers, entries and events that would go."""
    return {
        "antwoorden": sum(one.id not in stays.answers for one in file.answers),
        "aantekeningen": sum(one.id not in stays.entries for one in file.dossier.entries),
        "gebeurtenissen": sum(one.kind not in FACTS for one in file.events),
    }




__all__ = ["DOSSIER", "FACTS", "WITHOUT", "staying", "what_goes"]
