"""An independent calendar, that of Node (ICU), says the same days and is read back as the same days.

Node knows the four calendars and writes dates the way people of each language do. It is no part of the product: without
it these tests are skipped.
"""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
from functools import cache

import pytest

from assistant.understanding import understand
from assistant.understanding.calendars import Calendar, to_gregorian

TODAY = datetime.date(2026, 11, 22)
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed: the calendars have no oracle here")

PARTS = """
const [calendar, from, to, step] = JSON.parse(process.argv[1]);
const show = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`,
    {timeZone: "UTC", year: "numeric", month: "numeric", day: "numeric"});
const days = [];
for (let time = Date.parse(from); time < Date.parse(to); time += step * 86400000) {
    const parts = {};
    for (const part of show.formatToParts(new Date(time))) parts[part.type] = part.value;
    const iso = new Date(time).toISOString().slice(0, 10);
    days.push([iso, +(parts.year || parts.relatedYear), +parts.month, +parts.day]);
}
console.log(JSON.stringify(days));
"""

WRITTEN = """
const [locale, dateStyle, from, to, step] = JSON.parse(process.argv[1]);
const show = new Intl.DateTimeFormat(locale, {timeZone: "UTC", dateStyle});
const days = [];
for (let time = Date.parse(from); time < Date.parse(to); time += step * 86400000)
    days.push([new Date(time).toISOString().slice(0, 10), show.format(new Date(time))]);
console.log(JSON.stringify(days));
"""


@cache
def ask_node(script: str, *question: object) -> list[list[object]]:
    assert NODE is not None
    answer = subprocess.run(
        [NODE, "-e", script, json.dumps(question)], capture_output=True, text=True, check=True, timeout=60
    )
    return json.loads(answer.stdout)  # type: ignore[no-any-return]


@pytest.mark.parametrize(("calendar", "name"), [("solar_hijri", "persian"), ("ethiopian", "ethiopic")])
def test_every_seventh_day_since_1900_is_the_same(calendar: Calendar, name: str) -> None:
    days = ask_node(PARTS, name, "1900-01-01", "2027-01-01", 7)
    differ = [said for iso, *said in days if to_gregorian(calendar, *said).isoformat() != iso]  # type: ignore[arg-type]
    assert len(days) > 6000
    assert differ == []


def test_islamic_days_since_the_year_1420_are_the_same() -> None:
    days = ask_node(PARTS, "islamic-umalqura", "1999-04-17", "2027-01-01", 3)
    differ = [said for iso, *said in days if to_gregorian("islamic", *said).isoformat() != iso]  # type: ignore[arg-type]
    assert differ == []


def test_older_islamic_days_differ_by_two_days_at_most() -> None:
    # The tables of Umm al-Qura before 1420 and those of ICU are different reconstructions: such days are read back.
    days = ask_node(PARTS, "islamic-umalqura", "1924-08-01", "1999-04-17", 5)
    for iso, year, month, day in days:
        read = to_gregorian("islamic", int(str(year)), int(str(month)), int(str(day)))
        assert abs((read - datetime.date.fromisoformat(str(iso))).days) <= 2, (iso, year, month, day)


WRITTEN_DATES = [
    # locale of Node, style, language of the person, what is added, whether it may be taken without reading back
    ("fa-AF-u-ca-persian", "long", "prs", "", True),
    ("fa-AF-u-ca-persian", "full", "prs", "", True),
    ("fa-AF-u-ca-persian", "short", "prs", "", True),
    ("fa-AF-u-ca-gregory", "long", "prs", "", True),
    ("fa-IR-u-ca-persian", "long", "prs", "", True),
    ("fa-IR-u-ca-gregory", "long", "prs", "", True),
    ("ti-ER-u-ca-gregory", "long", "ti", "", False),
    ("ti-ER-u-ca-gregory", "long", "ti", " ብፈረንጂ", True),
    ("ti-u-ca-ethiopic", "long", "ti", " ብግእዝ", True),
    ("ar-SY", "long", "ar", "", True),
    ("ar-SY", "full", "ar", "", True),
    ("ar-SY", "short", "ar", "", True),
    ("ar-IQ", "long", "ar", "", True),
    ("ar-SD", "long", "ar", "", True),
    ("ar-EG", "medium", "ar", "", True),
    ("ar-MA", "long", "ar", "", True),
    ("nl-NL", "full", "nl", "", True),
    ("nl-NL", "medium", "nl", "", True),
    ("nl-NL", "short", "nl", "", True),
    ("en-GB", "long", "nl", "", True),
    ("en-US", "long", "ar", "", True),
]


@pytest.mark.parametrize(("locale", "style", "language", "added", "certain"), WRITTEN_DATES)
def test_dates_as_node_writes_them_are_read(locale: str, style: str, language: str, added: str, certain: bool) -> None:
    for iso, written in ask_node(WRITTEN, locale, style, "1950-01-05", "2026-11-20", 59):
        reading = understand(f"{written}{added}", "date", language, today=TODAY)
        assert (written, reading.value) == (written, iso)
        if certain:
            assert not reading.confirm, written


def test_an_islamic_date_is_read_back_with_the_day() -> None:
    for iso, written in ask_node(WRITTEN, "ar-SA-u-ca-islamic-umalqura", "long", "1999-05-01", "2026-11-20", 59):
        reading = understand(str(written), "date", "ar", today=TODAY)
        assert (written, reading.value, reading.confirm) == (written, iso, True)
