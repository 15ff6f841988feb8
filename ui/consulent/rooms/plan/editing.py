"""Writing the text of a section: kept while it is typed, never over a colleague's, never over a changed record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from assistant.dossier.entry import Entry
from assistant.dossier.keeping import ChangedMeanwhile, keep, not_changed_since
from assistant.pip.history import KIND, difference, taken_over
from assistant.pip.model import SectionView
from assistant.pip.plan import plan_of
from ui.consulent.moments import on_the_clock
from ui.consulent.rooms.room import Action, Refused, Visit
from ui.consulent.templating import render

CHECKED = "sectie_af"
MOVED = "Dit onderdeel is intussen veranderd. Kijk eerst wat er nu staat."


def basis_of(view: SectionView) -> dict[str, dict[str, str]]:
    """What a text rests on, as its entry keeps it: digest and words of every drafted sentence."""
    return {
        "basis": dict(view.draft.digests),
        "zinnen": {one.id: one.text for one in view.draft.sentences},
    }


def shown_mark(view: SectionView) -> str:
    """Changes when anything of a section changes that somebody could have looked at."""
    seen = (sorted(view.draft.digests.items()), view.draft.tables, view.edit.entry if view.edit else None)
    return sha256(repr(seen).encode()).hexdigest()[:12]


def newest(visit: Visit, section: str) -> Entry | None:
    """The entry that says what the text of a section is now; None while nobody wrote one."""
    return visit.file.dossier.latest(KIND, sectie=section)


def _view(visit: Visit) -> SectionView:
    try:
        return plan_of(visit.file).section(str(visit.asked.get("sectie") or ""))
    except KeyError:
        raise Refused("Dit onderdeel bestaat niet.") from None


def _seen(visit: Visit) -> int | None:
    seen = visit.asked.get("seen")
    return seen if isinstance(seen, int) and not isinstance(seen, bool) else None


def _keep(visit: Visit, section: str, data: Mapping[str, Any], mine: str | None = None) -> Mapping[str, Any]:
    """Keep a text of a section; a colleague's that came in between is shown beside ``mine`` instead of lost."""
    try:
        made = keep(
            visit.house.store, visit.case_id or "", KIND, {"sectie": section, **data}, by=visit.staff.login, at=visit.now,
            check=not_changed_since(KIND, _seen(visit), sectie=section),
        )  # fmt: skip
    except ChangedMeanwhile as fault:
        raise _beside(visit, section, fault.newest, mine) from fault
    return {"with": {"seen": made.id}}


def _beside(visit: Visit, section: str, theirs: Entry | None, mine: str | None) -> Refused:
    if mine is None or theirs is None:
        return Refused("Een collega heeft deze tekst intussen veranderd. Kijk eerst wat er nu staat.")
    back = bool(theirs.get("concept"))
    text = "" if back else str(theirs.get("tekst") or "")
    who = visit.file.name_of(theirs.by)
    when = on_the_clock(datetime.fromisoformat(theirs.at), visit.now)
    html = render(
        "plan/beside.html", section=section, who=who, when=when, back=back, theirs=text,
        pieces=difference(text, mine), seen=theirs.id,
    )  # fmt: skip
    said = f"{who} heeft deze tekst intussen veranderd. Uw tekst is niet bewaard en blijft hier staan. Kies hieronder."
    return Refused(said, "tekst", again=True, beside=html, seen=theirs.id)


def _pairs(given: Any) -> dict[str, str]:
    """Sentence id -> text, as the page sends back what it showed; raises Refused for anything else."""
    if not isinstance(given, Mapping) or len(given) > 500:
        raise Refused(MOVED)
    if not all(isinstance(name, str) and isinstance(text, str) and len(text) < 8_000 for name, text in given.items()):
        raise Refused(MOVED)
    return dict(given)


def write(visit: Visit) -> Mapping[str, Any] | None:
    """Keep the text of a section as it is typed; ``seen`` is the entry the page knew, or None for the draft."""
    view = _view(visit)
    section, text = view.section.id, str(visit.asked.get("tekst") or "").replace("\r\n", "\n").strip()
    if not text:
        raise Refused(
            "Een leeg onderdeel kan niet. Wilt u de tekst van het concept? Kies “Terug naar het concept”.", "tekst"
        )
    stands = newest(visit, section)
    if stands is not None and stands.id == _seen(visit) and stands.get("tekst") == text:
        return {"with": {"seen": stands.id}}
    if stands is None or stands.get("concept"):
        # the text rests on the draft that was on the screen when writing began, not on what it became meanwhile
        rests = {"basis": _pairs(visit.asked.get("basis")), "zinnen": _pairs(visit.asked.get("zinnen"))}
    else:
        rests = {"basis": stands.get("basis") or {}, "zinnen": stands.get("zinnen") or {}}
    return _keep(visit, section, {"tekst": text, **rests}, mine=text)


def back_to_draft(visit: Visit) -> Mapping[str, Any] | None:
    """Let the text of the draft stand again; what was written stays in the history."""
    view = _view(visit)
    if view.edit is None:
        raise Refused("Dit onderdeel heeft al de tekst van het concept.")
    return _keep(visit, view.section.id, {"concept": "ja"})


def restore(visit: Visit) -> Mapping[str, Any] | None:
    """Put an earlier text of the history back, as a new version."""
    view = _view(visit)
    asked = visit.asked.get("entry")
    earlier = visit.file.dossier.entry(asked) if isinstance(asked, int) else None
    if earlier is None or earlier.kind != KIND or earlier.get("sectie") != view.section.id or not earlier.get("tekst"):
        raise Refused("Deze tekst staat niet in de geschiedenis.")
    rests = {"basis": earlier.get("basis") or {}, "zinnen": earlier.get("zinnen") or {}}
    return _keep(visit, view.section.id, {"tekst": earlier.get("tekst"), **rests})


def settle(visit: Visit) -> Mapping[str, Any] | None:
    """Settle one sentence of the draft that changed since the text was written: take it over, or leave the text.

    ``zin`` names it, ``digest`` is the one on the screen (empty when the draft no longer has it), ``neem_over`` says which.
    """
    view = _view(visit)
    stands, name = newest(visit, view.section.id), str(visit.asked.get("zin") or "")
    if view.edit is None or stands is None:
        raise Refused("Dit onderdeel heeft de tekst van het concept: er is niets over te nemen.")
    drafted = next((one for one in view.draft.sentences if one.id == name), None)
    if (drafted.digest if drafted else "") != str(visit.asked.get("digest") or ""):
        raise Refused(MOVED)
    basis, texts = dict(stands.get("basis") or {}), dict(stands.get("zinnen") or {})
    text = view.edit.text
    if visit.asked.get("neem_over") is True:
        text = taken_over(text, str(texts.get(name) or ""), drafted.text if drafted else "")
        if not text:
            raise Refused(
                "Dan blijft er geen tekst over. Schrijf eerst een andere tekst, of ga terug naar het concept."
            )
    basis.pop(name, None)
    texts.pop(name, None)
    if drafted is not None:
        basis[name], texts[name] = drafted.digest, drafted.text
    return _keep(visit, view.section.id, {"tekst": text, "basis": basis, "zinnen": texts})


def check_off(visit: Visit) -> None:
    """Mark a section as looked at, or not (any more); refused when it is no longer what was on the screen."""
    view = _view(visit)
    done = visit.asked.get("af") is True
    if done and visit.asked.get("getoond") != shown_mark(view):
        raise Refused(MOVED)
    data = {"sectie": view.section.id, "af": "ja" if done else "nee", **basis_of(view)}
    keep(visit.house.store, visit.case_id or "", CHECKED, data, by=visit.staff.login, at=visit.now)


ACTIONS = {
    "write": Action(write, "write_plan"),
    "back_to_draft": Action(back_to_draft, "write_plan"),
    "restore": Action(restore, "write_plan"),
    "settle": Action(settle, "write_plan"),
    "check_off": Action(check_off, "write_plan"),
}
