from datetime import UTC, datetime, timedelta

import pytest

from ui.consulent.moments import ago, on_the_clock

# a Sunday in winter: the clock in the Netherlands is one hour ahead of UTC
NOW = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (None, "nog niet begonnen"),
        (NOW - timedelta(seconds=20), "zojuist"),
        (NOW + timedelta(seconds=20), "zojuist"),
        (NOW - timedelta(minutes=1), "1 minuut geleden"),
        (NOW - timedelta(minutes=59), "59 minuten geleden"),
        (NOW - timedelta(hours=3), "vandaag 10:30"),
        (NOW - timedelta(hours=14), "gisteren 23:30"),
        (NOW - timedelta(days=3), "donderdag 19 november"),
        (NOW - timedelta(days=20), "2 november"),
        (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "1 januari"),
        (datetime(2025, 3, 4, 8, 0, tzinfo=UTC), "4 maart 2025"),
    ],
)
def test_how_long_ago(moment: datetime | None, said: str) -> None:
    assert ago(moment, NOW) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW, "vandaag 13:30"),
        (NOW - timedelta(days=1), "gisteren 13:30"),
        (datetime(2026, 7, 1, 8, 5, tzinfo=UTC), "1 juli 10:05"),
        (datetime(2025, 1, 2, 8, 5), "2 januari 2025 09:05"),
    ],
)
def test_on_the_clock_in_the_netherlands(moment: datetime, said: str) -> None:
    assert on_the_clock(moment, NOW) == said
