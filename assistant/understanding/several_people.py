"""Children that are told of in one answer: how many, how old, where they live, which school.

The answer is read as a row of events: a child or children with or without a number, an age, "the eldest", "all of them". A
number before a word for children counts them, any other number in the right place is an age. What is said after a child or
its age, up to the next one, is read as where that child lives and which school it goes to. A total ("drie kinderen: twee
jongens en een meisje") is no extra child. When total and ages do not match, everything is read back.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.understanding import choice, numbers
from assistant.understanding.counted import NUMBER, ORDINAL, with_numbers
from assistant.understanding.languages import Language
from assistant.understanding.normalise import fold
from assistant.understanding.phrases import phrasing
from assistant.understanding.reading import Reading
from assistant.understanding.several_shape import AGE_FIELD, Entry, GroupShape
from assistant.understanding.tagging import Item, lexicon
from assistant.understanding.yesno import read as read_yesno

_HOME_FIELD, _SCHOOL_FIELD = "woont", "school"
_AT_HOME = "thuis"
_PRIMARY = "basisschool"
_PRIMARY_AGES = range(4, 12)
_OLDEST = 60
_MOST_CHILDREN = 15
_MANY = 4
"""A number above this between two children is the age of the first, not how many the second are."""
_SURE_RULES = ("choice:whole", "choice:phrase")
_DOUBTED_RULES = ("choice:whole", "choice:phrase", "choice:phrases")
_MEMBERS = ("eldest", "youngest", "member")
_COMMA_BETWEEN_DIGITS = re.compile(r"\d,\d")


@dataclass
class _Said:
    """What was said of one child."""

    age: Reading | None = None
    facts: list[Item] = field(default_factory=list)
    which: str = ""
    doubt: bool = False
    bare: bool = False


@dataclass
class _Mention:
    """One time that children were mentioned.

    Attributes:
        count: how many, ``None`` when not said ("mijn kinderen").
        generic: a word for child of any sex.
        word: the word for them.
        which: ``eldest``, ``youngest`` or ``member`` for one of those counted before.
        same: all have one age (twins, "allebei").
        ages: the ages said of them, each with what was said after it.
        facts: what was said before the first age.
        joined: "and" stands right before it.
        doubt: something about it is unsure.
    """

    count: int | None = None
    generic: bool = False
    word: str = ""
    which: str = ""
    same: bool = False
    ages: list[_Said] = field(default_factory=list)
    facts: list[Item] = field(default_factory=list)
    joined: bool = False
    doubt: bool = False

    @property
    def size(self) -> int:
        return max(self.count or 0, len(self.ages))


class _Unsure(Exception):
    """The answer cannot be taken apart with any confidence."""


def people(text: str, group: GroupShape, language: Language, today: datetime.date) -> tuple[Entry, ...]:
    """One entry per child that ``text`` tells of; empty when that is not sure."""
    tagged = lexicon(language, ("numbers", "several")).tag(text)
    decimal = _entries_or_none(with_numbers(tagged, decimals=True), group, language, today)
    if not _COMMA_BETWEEN_DIGITS.search(fold(text)):
        return decimal
    # "4,6 en 9" is two ages, "1,5" is one: what fits the number of children counts.
    separate = _entries_or_none(with_numbers(tagged, decimals=False), group, language, today)
    odd = any(reading.value % 0.5 for entry in decimal for name, reading in entry.items() if name == AGE_FIELD)
    if not decimal or odd or (_doubtful(decimal) and not _doubtful(separate)):
        return separate
    return decimal


def _entries_or_none(
    items: Sequence[Item], group: GroupShape, language: Language, today: datetime.date
) -> tuple[Entry, ...]:
    try:
        return _Family(items, group, language, today).entries()
    except _Unsure:
        return ()


def _doubtful(entries: Sequence[Entry]) -> bool:
    return not entries or any(reading.confirm for entry in entries for reading in entry.values())


def child_fields(
    text: str, group: GroupShape, language: Language, asked: str, today: datetime.date
) -> Mapping[str, Reading]:
    """The other fields of one child that ``text`` fills beside ``asked``."""
    items = with_numbers(lexicon(language, ("numbers", "several")).tag(text), decimals=True)
    family = _Family(items, group, language, today)
    if any(item.has(kind) for item in items for kind in ("died", "others", "own_age", "not_child")):
        return {}
    found = family.facts_of(items, None if asked != AGE_FIELD else _age_asked(text, group, language, today))
    if asked != AGE_FIELD:
        ages = [
            reading
            for amount, reading in family.amounts
            if amount.unit in ("year", "month") and not amount.weak and not family.no_age(amount)
        ]
        if len(ages) == 1 and ages[0].state == "beantwoord":
            found = {AGE_FIELD: ages[0], **found}
    # What the person says of a field that was asked is for its own reader.
    return {name: reading for name, reading in found.items() if name != asked}


def _age_asked(text: str, group: GroupShape, language: Language, today: datetime.date) -> float | None:
    reading = numbers.read(text, language, group.question(AGE_FIELD), today)
    return float(reading.value) if reading.state == "beantwoord" else None


class _Family:
    def __init__(self, items: Sequence[Item], group: GroupShape, language: Language, today: datetime.date) -> None:
        self.items = list(items)
        self.group = group
        self.language = language
        self.amounts = numbers.amounts_in(self.items, group.question(AGE_FIELD), language, today)
        # "Een" and «وحدة» are an age only with a unit.
        self.at = {
            amount.start: (amount, reading)
            for amount, reading in self.amounts
            if not amount.weak or (amount.end < len(self.items) and self._is_child(self.items[amount.end]))
        }
        self.today = today

    # -- reading the events -----------------------------------------------------------------------------------------

    def entries(self) -> tuple[Entry, ...]:
        """The entries, or :class:`_Unsure`."""
        if any(item.has("died") or item.has("not_child") for item in self.items):
            raise _Unsure
        mentions, everybody = self._mentions()
        children, doubt = self._children(mentions)
        if not 1 <= len(children) <= _MOST_CHILDREN:
            raise _Unsure
        found = []
        for child in children:
            entry: dict[str, Reading] = {}
            if child.age is not None:
                entry[AGE_FIELD] = child.age
            age = float(child.age.value) if child.age is not None else None
            entry.update({**self.facts_of(everybody, age), **self.facts_of(child.facts, age)})
            if doubt or child.doubt:
                entry = {name: replace(reading, confirm=True) for name, reading in entry.items()}
            found.append({name: entry[name] for name in self.group.fields if name in entry})
        return tuple(found)

    def _mentions(self) -> tuple[list[_Mention], list[Item]]:
        """The mentions in order, and what was said of all children."""
        mentions = [_Mention()]
        everybody: list[Item] = []
        for_all = False
        between: list[Item] = []  # items since the last event
        place = 0
        while place < len(self.items):
            item = self.items[place]
            mention = mentions[-1]
            if found := self._child_at(place):
                new, place = found
                if self._denied(place - 1) and not new.ages:
                    between = []
                    continue
                mentions.append(new)
                between, for_all = [], False
                continue
            if item.has("all"):
                if mention.size or len(mentions) > 1:
                    mention.same = mention.same or self._age_follows(place)
                    for_all = True
                    between = []
                    place += 1
                    continue
            elif place in self.at and not for_all | self.no_age(self.at[place][0]):
                amount, reading = self.at[place]
                if self._is_age(place, between, mentions):
                    self._add_age(mention, reading, between, bare=amount.unit is None)
                    between = []
                    place = amount.end
                    continue
                place = self._skip(amount.end, mention, between)
                continue
            elif place in self.at and for_all and mentions[-1].same:
                amount, reading = self.at[place]
                mention.ages.append(_Said(reading))
                for_all, between, place = False, [], amount.end
                continue
            between.append(item)
            if for_all:
                everybody.append(item)
            elif mention.ages:
                mention.ages[-1].facts.append(item)
            else:
                mention.facts.append(item)
            place += 1
        return mentions, everybody

    def _skip(self, end: int, mention: _Mention, between: list[Item]) -> int:
        mention.doubt = True
        between.append(self.items[end - 1])
        return end

    def _child_at(self, place: int) -> tuple[_Mention, int] | None:
        """A mention of children that begins at ``place``, and where it ends."""
        item = self.items[place]
        joined = self._joined(place)
        if item.has("two"):
            return _Mention(2, item.has("generic"), item.text, joined=joined), place + 1
        if place in self.at:
            return self._counted_at(place)
        if item.has("twins"):
            return _Mention(2, word=item.text, same=True, joined=joined), place + 1
        end = place + 1
        following = self.items[end] if end < len(self.items) and self._touches(end) else None
        if any(item.has(kind) for kind in _MEMBERS) and not self._touches_class(place):
            which = next(kind for kind in _MEMBERS if item.has(kind))
            if following is not None and following.has("child"):
                end += 1
            return _Mention(1, word=item.text, which=which), end
        if item.has(NUMBER) or not (item.has("child") or item.has("children")):
            return None
        if self._says_its_age(place):
            return None
        which = next((kind for kind in _MEMBERS if following is not None and following.has(kind)), "")
        end += 1 if which else 0
        # طفل, ولد: one and many are one word in some dialects, so a number must stand before to make it many
        plural = item.has("children") and not item.has("child")
        count = None if plural and not which else 1
        generic = item.has("generic") and not which
        return _Mention(count, generic, item.text, which=which, joined=joined), end

    def _counted_at(self, place: int) -> tuple[_Mention, int] | None:
        """ "Drie kinderen", or "7-jarige zoon": a number right before a word for children."""
        amount, reading = self.at[place]
        item = self.items[place]
        after = self.items[amount.end] if amount.end < len(self.items) else None
        if after is None or not self._is_child(after) or not self._touches(amount.end):
            return None
        if amount.unit in ("year", "month", "week"):
            return None if self._belongs_before(place) else (self._one(after, _Said(reading)), amount.end + 1)
        if amount.unit is not None or item.has(ORDINAL):
            return None
        value = item.value(NUMBER)
        if self._belongs_before(place) and not item.has("article"):
            if value > _MANY:
                return None
            raise _Unsure  # "zoon 2 dochter 4"
        before = self.items[place - 1] if place else None
        if value % 1 or not 1 <= value <= _MOST_CHILDREN or (before is not None and before.has("or")):
            raise _Unsure
        twins = after.has("twins")
        count = int(value) * (2 if twins else 1)
        joined = self._joined(place)
        return _Mention(count, after.has("generic"), after.text, same=twins, joined=joined), amount.end + 1

    def _says_its_age(self, place: int) -> bool:
        """ወዲ 7 ዓመት: a word for boy or girl that says the age of the child just mentioned."""
        item = self.items[place]
        if not item.has("age_word") or place + 1 not in self.at or self.at[place + 1][0].unit is None:
            return False
        for other in range(place - 1, -1, -1):
            if other in self.at and self.at[other][0].unit is not None:
                return False
            if self.items[other].has("child"):
                return self.items[other].text[:1] == item.text[:1]
        return False

    def _one(self, item: Item, said: _Said) -> _Mention:
        if item.has("twins"):
            return _Mention(2, same=True, ages=[said])
        if item.has("children") and not item.has("child"):
            return _Mention(None, item.has("generic"), ages=[said], doubt=True)
        return _Mention(1, ages=[said])

    def _is_child(self, item: Item) -> bool:
        return any(item.has(kind) for kind in ("child", "children", "twins", "generic"))

    def _touches(self, place: int) -> bool:
        return self.items[place].gap.strip(" -'") == ""

    def _touches_class(self, place: int) -> bool:
        near = [self.items[other] for other in (place - 1, place + 1) if 0 <= other < len(self.items)]
        return any(item.has("class") for item in near)

    def _belongs_before(self, place: int) -> bool:
        """ "zoon 7 jaar dochter 3 jaar": the age follows the child it is of."""
        return place > 0 and self._is_child(self.items[place - 1]) and self._touches(place)

    def _denied(self, place: int) -> bool:
        """Whether the child word at ``place`` is denied in its clause ("geen zoon", «دختر ندارم»)."""
        start, end = place, place + 1
        stop = phrasing(self.language).contrast
        while start > 0 and not self._breaks(start) and self.items[start - 1].text not in stop:
            start -= 1
        while end < len(self.items) and not self._breaks(end) and self.items[end].text not in stop:
            end += 1
        clause = self.items[start:end]
        if any(item.has(NUMBER) and not item.has("article") for item in clause):
            return False
        return any(
            item.has("none") or item.has("deny") or phrasing(self.language).denies(item.text.replace(" ", ""))
            for item in clause
        )

    def _breaks(self, place: int) -> bool:
        return any(sign in self.items[place].gap for sign in ",.;:!?\n")

    # -- ages -------------------------------------------------------------------------------------------------------

    def _age_follows(self, place: int) -> bool:
        following = place + 1
        while following < len(self.items) and following not in self.at and self.items[following].has("age_word"):
            following += 1
        return following in self.at and self._touches(following)

    def no_age(self, amount: numbers.Amount) -> bool:
        """Whether the number is no age of a child: a class, a time ago, the speaker's own age, another person's."""
        before = self.items[amount.start - 1] if amount.start else None
        after = self.items[amount.end] if amount.end < len(self.items) else None
        if self.items[amount.start].has(ORDINAL):
            return True
        beside = [item for item in (before, after) if item is not None]
        if any(item.has("not_age") or item.has("of_them") for item in beside):
            return True
        if amount.unit is None and any(item.has("class") for item in beside):
            return True
        if after is not None and after.has("things") and not self._breaks(amount.end):
            return True
        for place in range(amount.start - 1, -1, -1):
            item = self.items[place]
            if self._is_child(item) or place in self.at or any(item.has(kind) for kind in _MEMBERS):
                return False
            if item.has("others") or item.has("own_age"):
                return True
            if self._breaks(place):
                return False
        return False

    def _is_age(self, place: int, between: Sequence[Item], mentions: Sequence[_Mention]) -> bool:
        amount, reading = self.at[place]
        if reading.state != "beantwoord" or not 0 <= reading.value <= _OLDEST:
            raise _Unsure
        if amount.unit not in (None, "year", "month", "week", "day"):
            raise _Unsure
        unknown = [item for item in between if not item.tags and item.text not in phrasing(self.language).fillers]
        beside = self.items[place - 1] if place else None
        named = beside is not None and beside.has("age_word")
        if beside is not None and beside.has("age_is"):
            return True
        if len(mentions) == 1 and not mentions[0].ages and not self._only_numbers():
            if self._names_and_ages():
                return True
            if amount.unit is not None or any(self._is_child(item) for item in self.items[:place]):
                raise _Unsure
            # A bare number before the first child ("ja 3, twee jongens ...") can be the total.
            return True
        if any(item.has("not_age") or item.has("living") for item in between):
            return named and amount.unit is not None
        return len(unknown) <= 1 or (named and amount.unit is not None)

    def _add_age(self, mention: _Mention, reading: Reading, between: Sequence[Item], *, bare: bool) -> None:
        unknown = [item for item in between if not item.tags and item.text not in phrasing(self.language).fillers]
        listed = bool(mention.ages)
        strange = bool(unknown) and not listed and mention.count != 1
        mention.ages.append(_Said(reading, doubt=strange and not mention.which, bare=bare))

    def _only_numbers(self) -> bool:
        """Whether the answer says nothing but numbers, "and" and yes: at this question they are about children."""
        rest = [item for item in self.items if not item.tags and item.text not in phrasing(self.language).fillers]
        said = " ".join(item.text for item in rest)
        if not said:
            return True
        agreed = read_yesno(said, self.language, None, self.today)
        return len(rest) <= 2 and agreed.state == "beantwoord" and agreed.value is True and not agreed.confirm

    def _names_and_ages(self) -> bool:
        """Sara 5 jaar, Ali 3 jaar: nothing but names, each with an age."""
        if len(self.at) < 2 or any(amount.unit not in ("year", "month") for amount, _ in self.at.values()):
            return False
        rest = [item for item in self.items if not item.tags and item.text not in phrasing(self.language).fillers]
        strange = any(
            item.has(kind)
            for item in self.items
            for kind in ("not_age", "others", "own_age", "living", "class", "child", "children", "of_them")
        )
        return not strange and len(rest) == len(self.at)

    # -- from mentions to children ----------------------------------------------------------------------------------

    def _children(self, mentions: Sequence[_Mention]) -> tuple[list[_Said], bool]:
        """Every child with what was said of it, and whether numbers and ages do not match."""
        first, *rest = mentions
        total: int | None = None
        doubt = False
        if first.ages:
            numbers_said = [self._whole(said.age) for said in first.ages]
            if not rest:
                return (first.ages, True) if self._names_and_ages() else self._of_numbers(first)
            if len(first.ages) != 1 or numbers_said[0] is None or not first.ages[0].bare:
                raise _Unsure
            total = numbers_said[0]
        if not rest:
            raise _Unsure
        parts = self._without_repeats(rest)
        lead = parts[0]
        later = parts[1:]
        if total is None and later and not lead.ages and (lead.count or 0) >= 2 and not lead.same:
            told = sum(part.size or 1 for part in later)
            if lead.generic or any(part.which for part in later) or told == lead.count:
                on_top = not any(part.which for part in later) and told < (lead.count or 0)
                if on_top and not self._listed_after():
                    if not later[0].joined:
                        raise _Unsure
                    doubt = True  # ولدين وبنت: the girl comes on top of them
                else:
                    total, parts = lead.count, later
        elif total is None and later and lead.count is None and not lead.ages:
            parts = later
        children: list[_Said] = []
        references: list[_Mention] = []
        for part in parts:
            if part.which and not part.ages and len(children) >= (total or len(children) + 1):
                references.append(part)
                continue
            if part.which and not part.ages and any(len(other.ages) > 1 for other in parts):
                references.append(part)
                continue
            made, unsure = self._of_part(part)
            doubt = doubt or unsure
            children.extend(made)
        for part in references:
            self._refer(part, children)
        if total is not None and total != len(children):
            doubt = True
            if total < len(children) and total > 0 and len(children) > total + 1:
                raise _Unsure
            children.extend(_Said() for _ in range(total - len(children)))
        return children, doubt

    def _without_repeats(self, mentions: Sequence[_Mention]) -> list[_Mention]:
        """ "Een zoon en een dochter, mijn zoon is 5, mijn dochter 3": told first, then told with their ages."""
        for split in range(1, len(mentions)):
            before, after = mentions[:split], mentions[split:]
            if any(mention.ages for mention in before) or not all(mention.ages for mention in after):
                continue
            if sorted(mention.word for mention in before) == sorted(mention.word for mention in after):
                return list(after)
        return list(mentions)

    def _listed_after(self) -> bool:
        """Whether what follows the total is set apart as a list of who they are."""
        return any(sign in item.gap for item in self.items for sign in ":(.")

    def _joined(self, place: int) -> bool:
        return place > 0 and self.items[place - 1].has("and") and not self._breaks(place)

    def _of_numbers(self, mention: _Mention) -> tuple[list[_Said], bool]:
        """Only numbers: one bare number counts the children, with a unit or more than one they are ages."""
        if not self._only_numbers():
            raise _Unsure
        amounts = [amount for amount, _ in self.amounts]
        if len(mention.ages) == 1:
            if amounts[0].unit is not None:
                return mention.ages, False
            count = self._whole(mention.ages[0].age)
            if count is None or not 1 <= count <= _MOST_CHILDREN:
                raise _Unsure
            return [_Said() for _ in range(count)], False
        ages = mention.ages
        if self._whole(ages[0].age) == len(ages) - 1 and amounts[0].unit is None:
            if ":" not in "".join(item.gap for item in self.items):
                raise _Unsure  # "2, 4, 6": two children, or three
            ages = ages[1:]
        return ages, amounts[-1].unit is None and len(amounts) == 2 and self._is_range()

    def _is_range(self) -> bool:
        return any(item.has("or") or item.has("to") for item in self.items)

    def _whole(self, reading: Reading | None) -> int | None:
        return int(reading.value) if reading is not None and reading.value % 1 == 0 else None

    def _of_part(self, part: _Mention) -> tuple[list[_Said], bool]:
        count, ages = part.count, part.ages
        if count is None and len(ages) == 1 and ages[0].bare:
            count, ages = self._whole(ages[0].age), []  # ولادي تلاتة
            if count is None or count > _MOST_CHILDREN:
                raise _Unsure
        if count is None:
            if not ages or (ages[0].bare and self._whole(ages[0].age) == len(ages) - 1):
                raise _Unsure
            return self._with_facts(part, ages), part.doubt or len(ages) == 1
        if part.same and len(ages) == 1:
            return [_Said(ages[0].age, list(ages[0].facts)) for _ in range(count)], part.doubt
        children = self._with_facts(part, ages) if ages else []
        if not ages:
            children = [_Said(None, part.facts if count == 1 else [], part.which) for _ in range(count)]
            return children, part.doubt
        doubt = len(ages) != count or part.doubt
        if len(ages) > 1 and all(said.bare for said in ages) and len(ages) != count:
            told = sum(said.age.value for said in ages if said.age)
            if told == count:
                return [_Said() for _ in range(count)], True  # "vijf kinderen, twee hier en drie daar"
        children = [*children, *(_Said() for _ in range(count - len(children)))]
        if count == 1 and len(ages) > 1:
            raise _Unsure
        return children, doubt

    def _with_facts(self, part: _Mention, ages: Sequence[_Said]) -> list[_Said]:
        """The children of one mention. After a list of ages it is not clear whose the last words are."""
        if len(ages) == 1:
            own = [*part.facts, *ages[0].facts] if part.count == 1 else []
            return [replace(ages[0], facts=own, which=part.which)]
        told = sum(1 for said in ages if any(not item.tags for item in said.facts))
        return [said if told >= 2 else replace(said, facts=[]) for said in ages]

    def _refer(self, part: _Mention, children: Sequence[_Said]) -> None:
        """What is said of the eldest or youngest goes to the child with that age."""
        known = [child for child in children if child.age is not None]
        if len(known) != len(children) or part.which not in ("eldest", "youngest") or len(children) < 2:
            return
        ordered = sorted(known, key=lambda child: child.age.value if child.age else 0)
        child = ordered[-1] if part.which == "eldest" else ordered[0]
        if [other.age.value for other in known if other.age].count(child.age.value if child.age else 0) == 1:
            child.facts = [*child.facts, *part.facts]

    # -- where and which school --------------------------------------------------------------------------------------

    def facts_of(self, items: Sequence[Item], age: float | None) -> dict[str, Reading]:
        """Where a child lives and which school it goes to, as far as ``items`` say so plainly."""
        found: dict[str, Reading] = {}
        parts: list[list[Item]] = [[]]
        for item in items:
            if parts[-1] and (item.has("and") or any(sign in item.gap for sign in ",.;:!?\n")):
                parts.append([])
            parts[-1].append(item)
        for part in parts:
            for name, reading in self._facts_of_part(part, age).items():
                if name in found and found[name].value != reading.value:
                    return {}
                found.setdefault(name, reading)
        return found

    def _facts_of_part(self, items: Sequence[Item], age: float | None) -> dict[str, Reading]:
        kept = [item for item in items if not item.has(NUMBER) and not item.has("units") or item.has(ORDINAL)]
        kept = [item for item in kept if not self._is_child(item) and item.text]
        text = " ".join(item.text for item in kept)
        if not text:
            return {}
        read: dict[str, Reading] = {}
        lives = any(item.has("living") for item in kept)
        at_home = any(item.has("at_home") for item in kept)
        for name in (_HOME_FIELD, _SCHOOL_FIELD):
            if name in self.group.fields and self.group.fields[name].type == "choice":
                reading = choice.read(text, self.language, self.group.question(name), self.today)
                if reading.state == "beantwoord":
                    read[name] = reading
        found = read
        school, home = found.get(_SCHOOL_FIELD), found.get(_HOME_FIELD)
        if school is not None and not self._plain(school):
            found.pop(_SCHOOL_FIELD)
            can_be_primary = school.rule in _DOUBTED_RULES and _PRIMARY in (school.value, *school.alternatives)
            if can_be_primary and age is not None and int(age) in _PRIMARY_AGES and not at_home:
                found[_SCHOOL_FIELD] = replace(school, value=_PRIMARY, confirm=True, alternatives=())
        if home is not None and not self._plain(home) and not (home.rule == "choice:country" and lives):
            found.pop(_HOME_FIELD)
        if not at_home or lives:
            return self._told_apart(found)
        without = " ".join(item.text for item in kept if not item.has("at_home"))
        return self._at_home(found, without, age)

    def _told_apart(self, found: dict[str, Reading]) -> dict[str, Reading]:
        """ "Bij mij" and a verb of living say where the child lives, not where it is during the day."""
        school = found.get(_SCHOOL_FIELD)
        if school is not None and school.value == _AT_HOME and _HOME_FIELD in found:
            return {_HOME_FIELD: found[_HOME_FIELD]}
        return found

    def _at_home(self, found: dict[str, Reading], without: str, age: float | None) -> dict[str, Reading]:
        """ "Thuis" answers two questions: with "bij mij" it is where the child lives, else of a small child the day."""
        school = found.get(_SCHOOL_FIELD)
        if school is not None and school.value != _AT_HOME:
            return {_SCHOOL_FIELD: school}
        if without and _HOME_FIELD in self.group.fields:
            home = choice.read(without, self.language, self.group.question(_HOME_FIELD), self.today)
            if home.state == "beantwoord" and self._plain(home):
                return {_HOME_FIELD: home}
        if school is not None and age is not None and age < _PRIMARY_AGES.start + 1:
            return {_SCHOOL_FIELD: replace(school, confirm=True)}
        return {}

    def _plain(self, reading: Reading) -> bool:
        return not reading.confirm and reading.rule in _SURE_RULES
