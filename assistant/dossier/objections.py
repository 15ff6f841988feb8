"""Bezwaar and beroep as the dossier has them."""

from __future__ import annotations

from assistant.dossier.entry import Dossier, Entry


def running_in(dossier: Dossier) -> tuple[Entry, ...]:
    """Bezwaar and beroep that came in and have no outcome yet, oldest first."""
    running: list[Entry] = []
    for entry in dossier.all("bezwaar"):
        if entry.get("stand") == "ingediend":
            running.append(entry)
            continue
        about = entry.get("bij")
        same = [one for one in running if one.id == about or (about is None and one.get("soort") == entry.get("soort"))]
        if same:
            running.remove(same[-1])
    return tuple(running)


__all__ = ["running_in"]
