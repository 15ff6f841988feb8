"""What can be done in the room "Stand"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.caseload_line import open_calls, unread_hand_over
from assistant.dossier.entry import Dossier
from assistant.dossier.forms import Overtaken, form
from assistant.dossier.keeping import ChangedMeanwhile, keep, not_changed_since
from assistant.pip.clocks import CLOCKS
from assistant.pip.phases import INVITED, phase_of
from assistant.roles import CONSULENT
from ui.consulent.invitation import card_of
from ui.consulent.rooms.entering import entering
from ui.consulent.rooms.room import Action, Refused, Visit
from ui.consulent.templating import render

ENTERED = (
    "afspraak", "no_show", "gemachtigde", "contactpersoon", "doelgroep", "warme_overdracht", "ontzorgen_review",
)  # fmt: skip
"""Kinds of entries that are entered here as their form says, and can be withdrawn here."""

WITHDRAWN_HERE = (*ENTERED, "termijn_reden", "fase", "afgehandeld")


def set_phase(visit: Visit) -> None:
    """Say in which phase the case is (``fase``), with the reason (``reden``)."""
    wanted = str(visit.asked.get("fase") or "")
    phase = visit.file.municipality.phase(wanted)
    if phase is None or phase.skipped:
        raise Refused("Kies een fase uit de lijst.", "fase")
    if not str(visit.asked.get("reden") or "").strip():
        raise Refused("Schrijf waarom de zaak in deze fase komt.", "reden")
    seen = visit.asked.get("gezien")
    _keep(visit, "fase", {"fase": wanted, "reden": visit.asked.get("reden")}, check=_phase_as_seen(visit, seen))


def invited(visit: Visit) -> None:
    """The invitation was given: the case goes to the phase of invited people, unless it is already there or further."""
    places = {one.id: at for at, one in enumerate(visit.file.municipality.phases)}
    if places.get(phase_of(visit.file).phase.id, 0) < places.get(INVITED, 0):
        _keep(visit, "fase", {"fase": INVITED, "reden": "De uitnodiging is gegeven."})


def set_date(visit: Visit) -> None:
    """Enter a start date (``wat``, ``datum``); changing or emptying one takes a reason."""
    what, seen = str(visit.asked.get("wat") or ""), visit.asked.get("gezien")
    before = visit.file.dossier.latest("datum", wat=what)
    data = {name: visit.asked.get(name) for name in ("wat", "datum", "reden")}
    if before is None and not data["datum"]:
        raise Refused("Vul een datum in.", "datum")
    if before is not None and str(before.get("datum") or "") == str(data["datum"] or ""):
        raise Refused("Deze datum staat er al.", "datum")
    if before is not None and not str(data["reden"] or "").strip():
        raise Refused("Schrijf waarom de datum verandert. De oude datum blijft in de geschiedenis staan.", "reden")
    try:
        _keep(visit, "datum", data, check=not_changed_since("datum", seen if isinstance(seen, int) else None, wat=what))
    except ChangedMeanwhile as fault:
        raise Refused("Een collega heeft deze datum intussen veranderd. Kijk eerst wat er nu staat.", "datum") from fault


def say_why(visit: Visit) -> None:
    """Record why a term (``klok``) is missed or deliberately waited for."""
    if visit.asked.get("klok") not in CLOCKS:
        raise Refused("Kies een termijn.")
    _keep(visit, "termijn_reden", {name: visit.asked.get(name) for name in ("klok", "soort", "reden")})


def deal_with(visit: Visit) -> None:
    """Everything the person asked up to the event ``tot`` was dealt with; ``hoe`` says how."""
    if not open_calls(visit.file.events, visit.file.dossier):
        raise Refused("Dit is al afgehandeld.")
    _keep(visit, "afgehandeld", {"tot": visit.asked.get("tot"), "hoe": visit.asked.get("hoe")})


def hand_over(visit: Visit) -> None:
    """Give the case to the consulent ``login``, with a reason and the summary as it was edited."""
    login = str(visit.asked.get("login") or "")
    account = visit.house.store.staff(login)
    if account is None or account.role != CONSULENT:
        raise Refused("Kies een consulent uit de lijst.", "login")
    if visit.file.owner == login:
        raise Refused("Deze zaak is al van deze consulent.", "login")
    if not str(visit.asked.get("samenvatting") or "").strip():
        raise Refused("Schrijf een korte samenvatting voor uw collega.", "samenvatting")
    before = visit.file.dossier.latest("toegewezen")
    _keep(
        visit, "toegewezen", {name: visit.asked.get(name) for name in ("login", "reden", "samenvatting")},
        check=not_changed_since("toegewezen", before.id if before else None),
    )  # fmt: skip


def take_over(visit: Visit) -> None:
    """The new consulent read the summary: it no longer stands on top."""
    given = unread_hand_over(visit.file.dossier)
    if given is None or given.get("login") != visit.staff.login:
        raise Refused("Er is geen overdracht die u moet lezen.")
    _keep(visit, "overdracht_gelezen", {"overdracht": given.id})


def new_code(visit: Visit) -> Mapping[str, Any]:
    """Another code and six digits for the person; the old ones open nothing any more. Gives the card, shown this once."""
    house, file = visit.house, visit.file
    made = house.access.new_code(file.id, who=visit.staff.login, role=visit.staff.role)
    card = card_of(
        made, address=visit.address, language=file.case.language, wording=house.wording, municipality=house.municipality
    )
    return {"html": render("card.html", card=card, kept=True, renewed=True)}


def revoke_code(visit: Visit) -> None:
    """The code of the person opens nothing any more, and every browser that is in the conversation is out."""
    if not visit.house.access.code_works(visit.file.id):
        raise Refused("De code werkt al niet meer.")
    visit.house.access.revoke_code(visit.file.id, who=visit.staff.login, role=visit.staff.role)


def _keep(visit: Visit, kind: str, data: Mapping[str, Any], check: Any = None) -> None:
    given = {name: value for name, value in data.items() if value not in (None, "")}
    if visit.case_id is None:
        raise Refused("Kies eerst een zaak.")
    keep(visit.house.store, visit.case_id, kind, given, by=visit.staff.login, at=visit.now, check=check)


def _phase_as_seen(visit: Visit, seen: Any) -> Any:
    """Refuses when the case came into another phase since the page showed it (``seen`` is the phase that stood there)."""
    file = visit.file

    def check(dossier: Dossier) -> None:
        if dossier.entries and file.dossier.entries and dossier.entries[-1].id != file.dossier.entries[-1].id:
            raise Overtaken("Een collega heeft deze zaak intussen veranderd. Kijk eerst wat er nu staat.")
        if isinstance(seen, str) and phase_of(file).phase.id != seen:
            raise Overtaken("De zaak is intussen in een andere fase. Kijk eerst wat er nu staat.", "fase")

    return check


_generic = entering(WITHDRAWN_HERE)


def _enter(visit: Visit) -> Mapping[str, Any] | None:
    if visit.asked.get("kind") not in ENTERED:
        raise Refused("Dit kan hier niet worden ingevuld.")
    if visit.asked.get("kind") == "gemachtigde" and _ends_before_it_begins(visit):
        raise Refused("De einddatum ligt vóór de begindatum.", "tot")
    return _generic["enter"].do(visit)


def _ends_before_it_begins(visit: Visit) -> bool:
    data = form("gemachtigde").read({name: visit.asked.get(name) for name in ("naam", "vanaf", "tot")})
    return bool(data.get("tot")) and str(data["tot"]) < str(data["vanaf"])


ACTIONS: Mapping[str, Action] = {
    "enter": Action(_enter, "write_plan"),
    "withdraw": _generic["withdraw"],
    "phase": Action(set_phase, "write_plan"),
    "invited": Action(invited, "write_plan"),
    "date": Action(set_date, "write_plan"),
    "reason": Action(say_why, "write_plan"),
    "dealt": Action(deal_with, "write_plan"),
    "hand_over": Action(hand_over, "hand_over"),
    "read": Action(take_over, "write_plan"),
    "new_code": Action(new_code, "write_plan"),
    "revoke_code": Action(revoke_code, "write_plan"),
}
"""Every action of the room by its name."""
