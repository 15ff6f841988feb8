"""How number words add up to one number, and how Ge'ez numerals do.

Languages differ in few places only, which their ``numbers.yml`` states under ``rules``: see :class:`NumberRules`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

_GEEZ_DIGITS = {chr(0x1369 + step): step + 1 for step in range(9)} | {
    chr(0x1372 + step): 10 * (step + 1) for step in range(9)
}
_GEEZ_HUNDRED, _GEEZ_TEN_THOUSAND = "፻", "፼"
GEEZ_SIGNS = "".join(_GEEZ_DIGITS) + _GEEZ_HUNDRED + _GEEZ_TEN_THOUSAND

HUNDRED, THOUSAND, MILLION = 100, 1000, 1_000_000


def geez_number(signs: str) -> int | None:
    """The number a run of Ge'ez numerals stands for (፲፭ = 15, ፻ = 100, ፲፱፻፹፭ = 1985).

    ``None`` when the signs do not form one number (፭፲: five, ten).
    """
    myriads, hundreds, below = 0, 0, 0
    for sign in signs:
        if sign == _GEEZ_TEN_THOUSAND:
            myriads, hundreds, below = (myriads + hundreds + below or 1) * 10_000, 0, 0
        elif sign == _GEEZ_HUNDRED:
            if hundreds:
                return None
            hundreds, below = (below or 1) * 100, 0
        else:
            digit = _GEEZ_DIGITS[sign]
            if below and not (below % 10 == 0 and below <= 90 and digit < 10):
                return None
            below += digit
    return myriads + hundreds + below


@dataclass(frozen=True)
class NumberRules:
    """In what order a language says the parts of a number.

    Attributes:
        unit_then_tens: vijf en twintig.
        tens_then_unit: twenty five.
        ten_then_unit: ዓሰርተ ሓሙሽተ.
        half_without_and: دو نیم, beside دو و نیم.
    """

    unit_then_tens: bool = False
    tens_then_unit: bool = False
    ten_then_unit: bool = False
    half_without_and: bool = False


@dataclass(frozen=True)
class Part:
    """One word of a number: a value, a multiplier (hundred, thousand), "and", or a half or quarter to add."""

    kind: Literal["value", "times", "and", "fraction"]
    value: float = 0
    digits: bool = False
    rules: NumberRules = NumberRules()


def accumulate(parts: Sequence[Part], start: int = 0) -> tuple[float, int] | None:
    """The number that begins at ``parts[start]`` and the index of the first part that does not belong to it.

    Takes as many parts as belong together. ``None`` when no number begins there.
    """
    if start >= len(parts) or parts[start].kind == "and":
        return None
    value, at = parts[start].value, start + 1
    if parts[start].kind == "fraction":
        return value, at
    while at < len(parts):
        following = at
        while following < len(parts) and parts[following].kind == "and":
            following += 1
        if following == len(parts):
            break
        grown = _add(value, parts[following - 1 if following > at else at - 1], parts[following], following > at)
        if grown is None:
            break
        value, at = grown, following + 1
        if value % 1:
            break
    return value, at


def _add(value: float, before: Part, part: Part, with_and: bool) -> float | None:
    """``value`` with ``part`` taken into it, or ``None`` when the part begins something else."""
    if value % 1:
        return None
    if part.kind == "fraction":
        return value + part.value if with_and or part.rules.half_without_and else None
    if part.kind == "times":
        return _multiply(int(value), int(part.value), with_and)
    if part.digits or (before.digits and before.kind == "value"):
        return None
    return _append(int(value), part, with_and)


def _multiply(value: int, factor: int, with_and: bool) -> int | None:
    below = value % THOUSAND
    if factor >= THOUSAND:
        return value * factor if 1 <= value < factor and not with_and else None
    if below == 0 and value >= THOUSAND:
        return value + factor
    if not with_and and (1 <= below <= 9 or 1 <= value < HUNDRED):
        return value + below * (factor - 1)
    return None


def _append(value: int, part: Part, with_and: bool) -> float | None:
    added, below = part.value, value % HUNDRED
    if added % 1:
        return None
    if added >= HUNDRED:
        return value + added if added < THOUSAND and value >= THOUSAND and value % THOUSAND == 0 else None
    if below == 0:
        return value + added if value >= HUNDRED else None
    if below >= 20 and below % 10 == 0 and 1 <= added <= 9:
        return value + added if part.rules.tens_then_unit else None
    if below == 10 and 1 <= added <= 9:
        return value + added if part.rules.ten_then_unit else None
    if below <= 9 and added >= 20 and added % 10 == 0:
        return value + added if with_and and part.rules.unit_then_tens else None
    return None
