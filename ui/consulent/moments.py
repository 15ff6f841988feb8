"""Moments in the words of a Dutch desk: "zojuist", "5 minuten geleden", "gisteren 16:40", "vrijdag 20 november"."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Amsterdam")
"""The clock on the wall of a Dutch municipality; the store keeps UTC."""

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def local(moment: datetime) -> datetime:
    """The moment on the local clock; a moment without a zone is taken as UTC, which is what the store writes."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(HERE)


def on_the_clock(moment: datetime, now: datetime) -> str:
    """A moment in words that stay true on the screen: "vandaag 14:05", "gisteren 16:40", "12 november 09:10"."""
    at, today = local(moment), local(now)
    time = f"{at:%H:%M}"
    if at.date() == today.date():
        return f"vandaag {time}"
    if at.date() == today.date() - timedelta(days=1):
        return f"gisteren {time}"
    year = "" if at.year == today.year else f" {at.year}"
    return f"{at.day} {_MONTHS[at.month - 1]}{year} {time}"


def ago(moment: datetime | None, now: datetime) -> str:
    """How long ago something happened, as a colleague would say it; "nog niet begonnen" when it never did."""
    if moment is None:
        return "nog niet begonnen"
    at, today = local(moment), local(now)
    minutes = int((today - at).total_seconds() // 60)
    days = (today.date() - at.date()).days
    if minutes < 1:
        return "zojuist"
    if minutes < 60:
        return "1 minuut geleden" if minutes == 1 else f"{minutes} minuten geleden"
    if days == 0:
        return f"vandaag {at:%H:%M}"
    if days == 1:
        return f"gisteren {at:%H:%M}"
    if days < 7:
        return f"{_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]}"
    return f"{at.day} {_MONTHS[at.month - 1]}" + ("" if at.year == today.year else f" {at.year}")
