"""The numbers within a tagged answer: words and digits put together to the numbers they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.understanding.numerals import Part, accumulate
from assistant.understanding.phrases import Phrasing
from assistant.understanding.tagging import Item, part_of

NUMBER = "number"
"""The kind of an item that is a whole number (or a half) as it was meant."""

ORDINAL = "ordinal"
"""The kind of a number that says a rank (the twelfth, 12e)."""

_FEW_PARTS = 8
"""So many words are gathered at first to see which number begins here; most numbers have fewer."""

_JOINING_GAP = re.compile(r"\s*-?\s*\Z")


def with_numbers(items: Sequence[Item], *, decimals: bool) -> list[Item]:
    """``items`` with every run of number words or digits as one item of kind :data:`NUMBER`.

    A rank (twelfth, 12e, دوازدهم) has the kind :data:`ORDINAL` besides. "And" words between other words stay.

    Args:
        items: the tagged answer.
        decimals: whether 2,5 and 1/2 are one number (they are two in a date).
    """
    items = _without_prepositions(items)
    parts = [part_of(item) for item in items]
    out: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        if decimals and (found := _decimal(items, at)):
            number, at = found
            out.append(number)
        elif item.has("ordinals") and not item.has("values"):
            value = item.value("ordinals")
            out.append(replace(item, tags={**item.tags, NUMBER: (value,), ORDINAL: (value,)}))
            at += 1
        else:
            number_item, at = _number(items, parts, at)
            out.append(number_item)
    return _ranked(out)


_COUNTED = ("units", "class_word", "month_label", "day_label", "weekday")
_GOES_ON = ("and", "times", "fractions", "per", "things", "or", "to", "ordinal_ending", "months", "pairs")
_LEADS_UP = ("and", "about", "more", "less", "to", "age", "class_word", "month_label", "day_label", "or", "times")


def _without_prepositions(items: Sequence[Item]) -> list[Item]:
    """``items`` in which a word that is a number or a preposition (ده: ten, or the spoken "in") is only what it is here."""
    return [
        replace(item, tags={kind: values for kind, values in item.tags.items() if kind != "values"})
        if item.has("preposition_too") and not _is_number_here(items, at)
        else item
        for at, item in enumerate(items)
    ]


def _is_number_here(items: Sequence[Item], at: int) -> bool:
    following = items[at + 1] if at + 1 < len(items) else None
    if following is None or _breaks(following) or following.gap.strip():
        return True
    if any(following.has(kind) for kind in _COUNTED):
        beyond = items[at + 2] if at + 2 < len(items) and not _breaks(items[at + 2]) else None
        smaller = (
            following.has("units")
            and following.value("units") == "year"
            and at + 3 < len(items)
            and items[at + 3].has("units")
            and items[at + 3].value("units") != "year"
        )
        return beyond is None or not (_tells_number(beyond) or beyond.has("months")) or smaller
    if any(following.has(kind) for kind in _GOES_ON):
        return True
    if at and not _breaks(items[at]) and any(items[at - 1].has(kind) for kind in _LEADS_UP):
        return not _tells_number(following)
    if _tells_number(following):  # «ده دوازده سال» is ten or twelve
        return following.has("values") and not following.digits and 10 < following.value("values") <= 15
    return False


def _tells_number(item: Item) -> bool:
    return any(item.has(kind) for kind in ("values", "times", "ordinals"))


def _number(items: Sequence[Item], parts: Sequence[Part | None], at: int) -> tuple[Item, int]:
    total = _total(items, parts, at)
    if total is None:
        return items[at], at + 1
    value, used = total
    run = items[at : at + used]
    kept = {kind: values for kind, values in run[0].tags.items() if used == 1 or kind == "units"}
    tags = {**kept, NUMBER: (int(value) if value % 1 == 0 else value,)}
    return (
        Item(
            text=" ".join(item.text for item in run if item.text),
            gap=run[0].gap,
            tags=tags,
            rules=run[0].rules,
            digits=used == 1 and run[0].digits,
            geez=run[0].geez,
            guessed=any(item.guessed for item in run),
        ),
        at + used,
    )


def _total(items: Sequence[Item], parts: Sequence[Part | None], at: int) -> tuple[float, int] | None:
    """The number that begins at ``items[at]`` and how many items it takes, from no more of them than it needs."""
    run: list[Part] = []
    enough = _FEW_PARTS
    for place in range(at, len(items)):
        part = parts[place]
        joined = place == at or _JOINING_GAP.match(items[place].gap)
        stroke = place > at and "-" in items[place].gap and (items[place].digits or items[place - 1].digits)
        if part is None or not joined or stroke:
            break
        run.append(part)
        if len(run) == enough:
            # a list of a thousand numbers must not be gathered again for each of them
            total = accumulate(run)
            if total is None or any(one.kind != "and" for one in run[total[1] :]):
                return total
            enough *= 2
    return accumulate(run)


def _decimal(items: Sequence[Item], at: int) -> tuple[Item, int] | None:
    """2,5 · 1.5 · 1.500 (a thousand and a half) · 1/2 · 2 1/2 at ``items[at]``."""
    first = items[at]
    if not first.digits or not first.has("values") or at + 1 >= len(items) or not items[at + 1].digits:
        return None
    second = items[at + 1]
    third = items[at + 2] if at + 2 < len(items) and items[at + 2].digits else None
    if second.gap in (",", ".") and not (third and third.gap == second.gap):
        if len(second.text) == 3 and first.text != "0":
            value: float = int(first.text + second.text)
        else:
            value = float(f"{first.text}.{second.text}")
        return _as_number(first, value), at + 2
    if second.gap == "/" and (first.text, second.text) in (("1", "2"), ("1", "4")):
        return _as_number(first, int(first.text) / int(second.text)), at + 2
    if third and second.spaced and third.gap == "/" and (second.text, third.text) == ("1", "2"):
        return _as_number(first, int(first.text) + 0.5), at + 3
    return None


def is_denied(items: Sequence[Item], start: int, end: int, phrases: Phrasing) -> bool:
    """Whether the number at ``items[start:end]`` is denied: niet 20 maar 16 · مو خمسة · ሓሙሽተ ዘይኮነ · پنج نی شش.

    Args:
        items: the tagged answer, its numbers put together.
        start: index of the first item of the number (with its unit).
        end: index after its last item.
        phrases: how the language denies.
    """

    def denies(item: Item) -> bool:
        return phrases.denies(item.text.replace(" ", ""))

    before = items[start - 1] if start else None
    if before is not None and not _breaks(items[start]) and (before.has("none") or denies(before)):
        other = any(before.has(kind) for kind in ("deny", "less", "more", "about", "and", NUMBER))
        # where denials stand behind, one between two numbers denies the first
        behind = phrases.denial_after and start > 1 and not _breaks(before) and _counts(items[start - 2])
        if not other and not behind:
            return True
    if not phrases.denial_after or end + 1 >= len(items) or _breaks(items[end]):
        return False
    after, following = items[end], items[end + 1]
    if denies(after) and not following.tags and not _breaks(following) and end + 2 < len(items):
        following = items[end + 2]  # a small word between: ሓደ ዓመት ኣይመልአን ናይ 9 ወርሒ
    if after.has("also_no"):  # «پنج نه» can be five and nine, «پنج نه، چهار» denies
        return _breaks(following) and following.has(NUMBER)
    return (after.has("deny") or denies(after)) and following.has(NUMBER)


def corrected(items: Sequence[Item], kind: str | None = None) -> int:
    """The index after the last word that takes back what was said before it ("five, sorry, six"); 0 when there is none.

    Args:
        items: the tagged answer, its numbers put together.
        kind: the kind of word that is taken back; a number when left out.
    """

    def told(item: Item) -> bool:
        return item.has(kind) if kind else _counts(item)

    places = [at for at, item in enumerate(items) if item.has("correction")]
    if not places:
        return 0
    telling = [at for at, item in enumerate(items) if told(item)]
    return next((at + 1 for at in reversed(places) if telling and telling[0] < at < telling[-1]), 0)


def _counts(item: Item) -> bool:
    return item.has(NUMBER) or item.has("units") or item.has("pairs")


def _breaks(item: Item) -> bool:
    return any(sign in item.gap for sign in ",.;:!?\n")


def _as_number(first: Item, value: float) -> Item:
    return replace(first, tags={NUMBER: (int(value) if value % 1 == 0 else value,)})


def _ranked(items: Sequence[Item]) -> list[Item]:
    """Takes what makes a rank of a number (12e, መበል 12) into the number."""
    out: list[Item] = []
    for at, item in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        attached = item.gap in ("", "-") or (item.gap == " " and following is not None and following.has("months"))
        if item.has("ordinal_ending") and attached and out and out[-1].digits and out[-1].has(NUMBER):
            out[-1] = replace(out[-1], tags={**out[-1].tags, ORDINAL: out[-1].tags[NUMBER]})
            continue
        if item.has(NUMBER) and out and out[-1].has("ordinal_before"):
            item = replace(item, gap=out[-1].gap, tags={**item.tags, ORDINAL: item.tags[NUMBER]})
            out.pop()
        out.append(item)
    return out
