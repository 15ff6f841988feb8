"""How often somebody may try before they have to wait, and for how long: the wait doubles with every further failure.

What is guessed, and what the limits leave of it:

- **The person's code** has 12 letters of an alphabet of 32: 60 random bits, 2**60 = 1.15e18. A whole azc has one address, so
  a browser is limited tightly (10 wrong codes, then a quarter of an hour, doubling) and an address loosely (200 in a quarter
  of an hour); a browser is known by a random cookie, and whoever throws it away is still held by the address. Together all
  addresses have 2,000 in a quarter of an hour: 192,000 a day, 7.0e7 a year. With 5,000 codes that open something, one guess
  is right with 5,000 / 2**60 = 4.3e-15; a year of guessing at the ceiling finds a code with 7.0e7 * 4.3e-15 = 3.0e-7, one
  chance in three million. The ceiling is not what makes that small: the 60 bits are.
- **The second fact** has six digits, for somebody who already has the code: 10 failures, then a quarter of an hour that doubles
  up to a day. In the year that a code is valid that is at most 10 + 7 + 365 tries of a million: less than 0.04 %.
- **A password** of staff: 5 failures, then half a minute that doubles up to a quarter of an hour: at most about 110 a day, for
  passwords of 12 characters or more; per address 30 in an hour before the same waits begin. A one-time code counts as the
  same tries, and only whoever knows the password gets to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Limit:
    """``free`` failures within ``window``, then a wait of ``first`` that doubles with each failure up to ``longest``."""

    free: int
    first: timedelta
    longest: timedelta
    window: timedelta

    def wait(self, failures: Sequence[datetime], now: datetime) -> timedelta:
        """How long still to wait after these failures; zero: try.

        A failure further ahead than the longest wait was noted by a clock that was wrong and has been set back since: it
        counts nowhere, or somebody would wait until the clock is there again.
        """
        counted = sorted(at for at in failures if now - self.window < at <= now + self.longest)
        if len(counted) < self.free:
            return timedelta(0)
        factor: int = 2 ** min(len(counted) - self.free, 30)
        return max(counted[-1] + min(self.first * factor, self.longest) - now, timedelta(0))


QUARTER = timedelta(minutes=15)
CODE_PER_DEVICE = Limit(10, QUARTER, timedelta(hours=4), timedelta(days=1))
CODE_PER_ADDRESS = Limit(200, QUARTER, QUARTER, QUARTER)
CODE_AT_ALL = Limit(2_000, QUARTER, QUARTER, QUARTER)
SECOND_FACT = Limit(10, QUARTER, timedelta(days=1), timedelta(days=30))
SIGN_IN_PER_ACCOUNT = Limit(5, timedelta(seconds=30), QUARTER, timedelta(days=1))
SIGN_IN_PER_ADDRESS = Limit(30, timedelta(seconds=30), QUARTER, timedelta(hours=1))
LONGEST_WINDOW = timedelta(days=30)
"""A failure older than this counts nowhere and is forgotten."""

__all__ = [
    "CODE_AT_ALL", "CODE_PER_ADDRESS", "CODE_PER_DEVICE", "LONGEST_WINDOW", "SECOND_FACT", "SIGN_IN_PER_ACCOUNT",
    "SIGN_IN_PER_ADDRESS", "Limit",
]  # fmt: skip
