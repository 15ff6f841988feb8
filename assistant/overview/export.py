"""The figures of the overview as a file for a spreadsheet."""

from __future__ import annotations

import csv
from datetime import datetime
from io import StringIO

from assistant.house import House
from assistant.overview.figures import overview

HEADER = ("overzicht", "onderdeel", "maat", "waarde", "van", "tot_en_met")


def overview_csv(house: House, now: datetime) -> str:
    """The overview as CSV, parted by semicolons as Dutch spreadsheets expect: one line for each figure.

    What is hidden on the page is hidden here, in the same words. Raises StoreBusy.
    """
    found = overview(house, now)
    text = StringIO()
    written = csv.writer(text, delimiter=";", lineterminator="\r\n")
    written.writerow(HEADER)
    days = (found.since.isoformat(), found.until.isoformat())
    for figure in found.figures:
        for name, *values in figure.rows:
            for measure, value in zip(figure.header[1:], values, strict=True):
                written.writerow([_safe(one) for one in (figure.title, name, measure, value)] + list(days))
    return text.getvalue()


def _safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


__all__ = ["HEADER", "overview_csv"]
