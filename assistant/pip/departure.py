"""Whether a leerroute departs from the result of the LBT, and in which direction. Nothing here says that it should not.

Departing is allowed and needs its reason in the plan (Nota van toelichting Besluit inburgering 2021, par. 2.3.3; Awb 3:46).
"""

from __future__ import annotations

from typing import Literal

from assistant.dossier.entry import Dossier, Entry

Direction = Literal["hoger", "lager"]

SOURCE = "Nota van toelichting Besluit inburgering 2021, par. 2.3.3; Awb 3:46"
"""Where the duty to give the reason of a departure is written."""

_DEPARTS: dict[tuple[str, str], Direction] = {
    ("haalbaar", "Z"): "lager",
    ("niet_haalbaar", "B1"): "hoger",
    ("niet_haalbaar", "O"): "hoger",
}


def departure(route: str | None, result: str | None) -> Direction | None:
    """How a route departs from a result of the LBT; None when it follows it, and when the result is unknown or there is none.

    Args:
        route: ``B1``, ``O`` or ``Z``.
        result: ``haalbaar``, ``niet_haalbaar`` or ``onbekend``, as the entry ``lbt`` keeps it.
    """
    return _DEPARTS.get((str(result), str(route)))


def lbt_that_counts(dossier: Dossier) -> Entry | None:
    """The LBT that was taken last (of one day: entered last), or None: somebody may take it twice."""
    return max(dossier.all("lbt"), key=lambda entry: (str(entry.get("datum")), entry.id), default=None)


def departure_of(dossier: Dossier) -> Direction | None:
    """How the chosen leerroute departs from the LBT as both stand now; None when it does not, or one of them is missing."""
    chosen, lbt = dossier.latest("leerroute"), lbt_that_counts(dossier)
    return departure(chosen.get("route"), lbt.get("resultaat")) if chosen and lbt else None


def reason_is_missing(dossier: Dossier) -> bool:
    """Whether the chosen leerroute departs from the LBT without its reason, for example because the LBT came later."""
    chosen = dossier.latest("leerroute")
    return departure_of(dossier) is not None and not (chosen and chosen.get("afwijking_lbt"))
