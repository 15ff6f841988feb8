"""The reviewer's list of texts, and the decisions that are kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from assistant.catalogue import Catalogue, Question
from assistant.house import House
from assistant.plain_number import whole_number
from assistant.plain_text import without_lone_surrogates
from assistant.renditions.model import Check
from assistant.store import Store
from assistant.store.translation import LocalText, TextApproval
from translations.approvals.checks import CODES, check_text, placeholders_of, wrong_placeholders
from translations.approvals.faults import (
    EmptyText,
    NotApproved,
    NotYourLanguage,
    PlaceholdersLost,
    TextChanged,
    TooLate,
    UnknownText,
)
from translations.approvals.item import SHOWS, AreaCount, Show, TextDecided, TextItem, TextQueue
from translations.approvals.standing import Standing, standings
from translations.glossary import Glossary, TermHit, load_glossary
from translations.texts import SOURCE_LANGUAGE, LiveTexts, Texts, counts, text_hash

PARTS = ("label", "text", "help", "why", "more", "entry")


@dataclass(frozen=True)
class _Place:
    """Where a text stands: its area, and the question it is a part of."""

    area: str
    title: str
    is_topic: bool
    part: str | None = None
    question: Question | None = None


def _now() -> datetime:
    return datetime.now(UTC)


def open_text_desk(house: House, now: Callable[[], datetime] = _now) -> TextDesk:
    """The desk over the texts of a house; raises TypeError when its texts do not follow the store.

    ``now`` can be replaced to test what happens with time.
    """
    if not isinstance(house.wording, LiveTexts):
        raise TypeError("the desk needs a house whose texts follow the store (translations.texts.LiveTexts)")
    return TextDesk(house.store, house.wording, now, house.catalogue)


class TextDesk:
    """What reviewers see and decide of the texts of the product. See the package for what a page calls.

    Safe to use from several threads: it keeps nothing but what never changes.
    """

    def __init__(self, store: Store, texts: LiveTexts, now: Callable[[], datetime], catalogue: Catalogue) -> None:
        self._store, self._texts, self._now, self._catalogue = store, texts, now, catalogue

    # what a reviewer sees --------------------------------------------------------------------------

    def languages(self, login: str) -> tuple[str, ...]:
        """The languages whose texts this reviewer may approve, in the order of the first screen; none for others."""
        reviewer = self._store.translation.reviewer(login)
        own = reviewer.languages if reviewer is not None else ()
        return tuple(code for code in self._texts.languages() if code in own and code != SOURCE_LANGUAGE)

    def queue(
        self, login: str, language: str, show: Show = "unapproved", area: str | None = None, search: str = "",
        after: int = 0, limit: int = 50,
    ) -> TextQueue:  # fmt: skip
        """A page of the texts of ``language``; raises NotYourLanguage.

        Args:
            login: the reviewer.
            language: project code.
            show: which standing.
            area: only this area, or text ids that begin with this (``persoon.woonplek``).
            search: words that must stand in the Dutch, the translation or the id; empty for all.
            after: how many to pass over (``TextQueue.following`` of the page before).
            limit: how many at most.
        """
        self._admit(login, language)
        view = self._view(language)
        chosen = view.chosen(show, area, search)
        items = [
            replace(view.item(text_id), number=after + place, count=len(chosen))
            for place, text_id in enumerate(chosen[after : after + limit], start=1)
        ]
        following = after + len(items)
        return TextQueue(
            language, tuple(items), len(chosen), view.show_counts(), view.areas(),
            following if following < len(chosen) else None,
        )  # fmt: skip

    def item(self, login: str, language: str, text_id: str) -> TextItem:
        """One text; raises NotYourLanguage or UnknownText."""
        self._admit(login, language)
        return self._view(language).item(text_id)

    def next(
        self, login: str, language: str, after: str | None = None, show: Show = "unapproved", area: str | None = None
    ) -> TextItem | None:
        """The first text after the one with id ``after`` (the very first when that is None), or None at the end."""
        self._admit(login, language)
        view = self._view(language)
        chosen = view.chosen(show, area, "")
        order = {text_id: place for place, text_id in enumerate(view.texts.dutch)}
        begin = order.get(after, -1) if after is not None else -1
        for place, text_id in enumerate(chosen, start=1):
            if order[text_id] > begin:
                return replace(view.item(text_id), number=place, count=len(chosen))
        return None

    def checks(self, login: str, language: str, text_id: str, text: str) -> tuple[Check, ...]:
        """What to look at in a text as it is being typed; changes nothing. Raises NotYourLanguage or UnknownText."""
        self._admit(login, language)
        return self._view(language).checks(text_id, tidy(text))

    def says(self, check: Check, language: str) -> str:
        """The sentence of a check in the language of the page."""
        return self._texts.text(language, f"texts.check_{check.code}", found=", ".join(check.found))

    # what a reviewer decides -----------------------------------------------------------------------

    def approve(self, login: str, language: str, text_id: str, text: str, *, seen: str) -> TextDecided:
        """Approve a text as it stands in the field; when it was changed there, the correction is kept with it.

        Correction and approval are kept together or not at all.

        Raises:
            NotYourLanguage, UnknownText, EmptyText, PlaceholdersLost, TextChanged: nothing was kept.
        """
        return self._keep(login, language, text_id, text, seen, approve=True)

    def correct(self, login: str, language: str, text_id: str, text: str, *, seen: str) -> TextDecided:
        """Keep a text without approving it: people see it, a colleague still has to approve it. Raises as ``approve``."""
        return self._keep(login, language, text_id, text, seen, approve=False)

    def _keep(self, login: str, language: str, text_id: str, text: str, seen: str, *, approve: bool) -> TextDecided:
        self._admit(login, language)
        text = tidy(text)
        dutch = self._dutch(text_id)
        if not text:
            raise EmptyText(f"{language} {text_id}: there is no text")
        if wrong := wrong_placeholders(dutch, text):
            named = "".join(f" {{{name}}}" for name in placeholders_of(dutch)) or " -"
            raise PlaceholdersLost(f"{language} {text_id}: {', '.join(wrong)}", placeholders=named.strip())
        at, correction, approval = self._now().isoformat(), 0, 0
        with self._store.translation.writing() as writer:
            view = self._unchanged(language, text_id, seen)
            if text != view.text(text_id):
                # the shipped text itself needs no row of its own: then nothing stands over it any more
                back = text == self._texts.shipped.translated.get(language, {}).get(text_id)
                kept = "" if back else text
                row = writer.local_text(LocalText(language, text_id, kept, text_hash(dutch), login, at))
                correction = row.id or 0
            elif view.needs_new_dutch(text_id):
                # the same words, looked at again with the Dutch of today: they count as made from it
                row = writer.local_text(LocalText(language, text_id, text, text_hash(dutch), login, at))
                correction = row.id or 0
            if approve:
                approval = self._own_approval(login, language, text_id, dutch, text)
                if not approval:
                    approval = (
                        writer.approve_text(
                            TextApproval(
                                language, text_id, text_hash(dutch), text_hash(text), login, at, dutch=dutch, text=text
                            )
                        ).id
                        or 0
                    )
        self._texts.refresh()
        what = "approved" if approve else "corrected"
        decided = _Decision(what, language, text_id, (approval,) if approval else (), correction)
        return TextDecided(str(decided), "approved" if approve else "corrected", self._view(language).item(text_id))

    def withdraw(self, login: str, language: str, text_id: str, *, seen: str) -> TextDecided:
        """Take the approval of a text back, whoever gave it.

        Raises:
            NotYourLanguage, UnknownText, TextChanged, NotApproved: nothing was kept.
        """
        self._admit(login, language)
        dutch = self._dutch(text_id)
        with self._store.translation.writing() as writer:
            view = self._unchanged(language, text_id, seen)
            wording = (text_hash(dutch), text_hash(view.text(text_id)))
            given = [
                one.id or 0
                for one in self._approvals(language, text_id)
                if one.withdrawn_at is None and (one.dutch_hash, one.text_hash) == wording
            ]
            if not given:
                raise NotApproved(f"{language} {text_id} is not approved")
            for approval in given:
                writer.withdraw_text_approval(approval, login, self._now().isoformat())
        self._texts.refresh()
        decided = _Decision("withdrawn", language, text_id, tuple(given), 0)
        return TextDecided(str(decided), "withdrawn", self._view(language).item(text_id))

    def undo(self, login: str, decided_id: str) -> TextItem:
        """Take one's own decision back, as long as nothing else was decided on that text since.

        Raises:
            NotYourLanguage: the reviewer lost the language meanwhile.
            TooLate: it is somebody else's decision, it was undone already, or something came after it.
        """
        decision = _Decision.read(decided_id)
        language, text_id = decision.language, decision.text_id
        self._admit(login, language)
        self._dutch(text_id)
        at = self._now().isoformat()
        with self._store.translation.writing() as writer:
            approvals = {one.id: one for one in self._approvals(language, text_id)}
            history = self._store.translation.local_text_history(language, text_id)
            own = [approvals.get(approval) for approval in decision.approvals]
            if not decision.approvals and not decision.correction:
                raise TooLate("there was nothing to undo")
            if decision.correction and (
                not history or history[-1].id != decision.correction or history[-1].by != login
            ):
                raise TooLate("the text was changed again")
            if decision.what == "withdrawn":
                if any(one is None or one.withdrawn_by != login for one in own):
                    raise TooLate("the approval was given or taken back again")
                for approval in decision.approvals:
                    writer.restore_text_approval(approval, login, at)
            else:
                if any(one is None or one.withdrawn_at is not None or one.who != login for one in own):
                    raise TooLate("the approval was taken back already")
                for approval in decision.approvals:
                    writer.withdraw_text_approval(approval, login, at)
            if decision.correction:
                before = history[-2] if len(history) > 1 else None
                text, made_from = (before.text, before.dutch_hash) if before else ("", history[-1].dutch_hash)
                writer.local_text(LocalText(language, text_id, text, made_from, login, at))
        self._texts.refresh()
        return self._view(language).item(text_id)

    # ----------------------------------------------------------------------------------------------

    def _admit(self, login: str, language: str) -> None:
        if language not in self.languages(login):
            raise NotYourLanguage(f"{login} does not review texts in {language}")

    def _dutch(self, text_id: str) -> str:
        message = self._texts.dutch.get(text_id)
        if message is None:
            raise UnknownText(f"there is no text {text_id}")
        return message.text

    def _approvals(self, language: str, text_id: str) -> list[TextApproval]:
        return [one for one in self._store.translation.text_approvals(language) if one.text_id == text_id]

    def _own_approval(self, login: str, language: str, text_id: str, dutch: str, text: str) -> int:
        """The approval of this very wording that this reviewer gave already (a second press of the key), or 0."""
        return next(
            (
                one.id or 0
                for one in self._approvals(language, text_id)
                if one.withdrawn_at is None
                and (one.who, one.dutch_hash, one.text_hash) == (login, text_hash(dutch), text_hash(text))
            ),
            0,
        )

    def _unchanged(self, language: str, text_id: str, seen: str) -> _View:
        """The texts as they are now, read within the write; raises TextChanged when it is not what was seen."""
        self._texts.refresh()
        view = self._view(language)
        item = view.item(text_id)
        if item.seen != seen:
            raise TextChanged(f"{language} {text_id} was changed since it was opened", item)
        return view

    def _view(self, language: str) -> _View:
        translation = self._store.translation
        texts = self._texts.refresh()
        history: dict[str, list[LocalText]] = {}
        approvals = translation.text_approvals(language)
        for text_id in {one.text_id for one in approvals if one.text is None}:
            history[text_id] = translation.local_text_history(language, text_id)
        return _View(
            language,
            texts,
            self._texts.shipped,
            standings(texts, language, approvals, history),
            translation.local_texts().get(language, {}),
            self._places,
            self._glossary,
        )

    @cached_property
    def _glossary(self) -> Glossary:
        return load_glossary()

    @cached_property
    def _places(self) -> Mapping[str, _Place]:
        """Text id -> where it stands."""
        found: dict[str, _Place] = {}
        for topic in self._catalogue.topics:
            found[f"topic.{topic.id}.title"] = _Place(topic.id, topic.title, True, "title")
            found[f"topic.{topic.id}.intro"] = _Place(topic.id, topic.title, True, "intro")
            for question in topic.questions:
                for one in (question, *question.fields):
                    for text_id, _ in one.texts():
                        part = text_id.removeprefix(f"{one.id}.")
                        found[text_id] = _Place(topic.id, topic.title, True, part, one)
        for text_id in self._texts.dutch:
            if text_id not in found:
                area = text_id.split(".", 1)[0]
                title = self._texts.dutch.get(f"texts.area_{area}")
                found[text_id] = _Place(area, title.text if title else area, False)
        return found


@dataclass(frozen=True)
class _View:
    """The texts of one language as they are at one moment."""

    language: str
    texts: Texts
    shipped: Texts
    standings: Mapping[str, Standing]
    corrections: Mapping[str, LocalText]
    places: Mapping[str, _Place]
    glossary: Glossary

    def text(self, text_id: str) -> str:
        """What people see, or nothing when there is no translation."""
        return self.texts.translated.get(self.language, {}).get(text_id, "")

    def needs_new_dutch(self, text_id: str) -> bool:
        """Whether the text was made from an earlier Dutch text."""
        dutch = self.texts.dutch[text_id].text
        return self.texts.made_from.get(self.language, {}).get(text_id, dutch) != dutch

    def chosen(self, show: Show, area: str | None, search: str) -> list[str]:
        """The ids of the texts of a list, in reading order."""
        wanted = _searchable(search).split()
        return [
            text_id for text_id in self._shown(show) if self._within(text_id, area) and self._holds(text_id, wanted)
        ]

    def _shown(self, show: Show) -> Iterator[str]:
        for text_id, standing in self.standings.items():
            approved, changed = standing.stands == "approved", standing.stands == "changed"
            if {"all": True, "approved": approved, "changed": changed, "unapproved": not approved}[show]:
                yield text_id

    def _within(self, text_id: str, area: str | None) -> bool:
        return not area or self.places[text_id].area == area or f"{text_id}.".startswith(f"{area}.")

    def _holds(self, text_id: str, wanted: list[str]) -> bool:
        if not wanted:
            return True
        all_of_it = _searchable(f"{text_id} {self.texts.dutch[text_id].text} {self.text(text_id)}")
        return all(word in all_of_it for word in wanted)

    def show_counts(self) -> dict[Show, int]:
        """How many texts of the whole language each list holds."""
        return {show: sum(1 for _ in self._shown(show)) for show in SHOWS}

    def areas(self) -> tuple[AreaCount, ...]:
        """All areas with their counts, in reading order."""
        found: dict[str, list[str]] = {}
        for text_id in self.standings:
            found.setdefault(self.places[text_id].area, []).append(text_id)
        return tuple(
            AreaCount(
                area, (place := self.places[ids[0]]).title, place.is_topic, len(ids),
                sum(self.standings[text_id].stands == "approved" for text_id in ids),
                sum(self.standings[text_id].stands == "changed" for text_id in ids),
            )
            for area, ids in found.items()
        )  # fmt: skip

    def item(self, text_id: str) -> TextItem:
        """One text with everything around it; raises UnknownText."""
        message = self.texts.dutch.get(text_id)
        if message is None:
            raise UnknownText(f"there is no text {text_id}")
        place, standing, text = self.places[text_id], self.standings[text_id], self.text(text_id)
        correction = self.corrections.get(text_id)
        if correction is not None and not counts(correction, self.shipped):
            correction = None
        shipped = self.shipped.translated.get(self.language, {}).get(text_id)
        return TextItem(
            language=self.language,
            direction=self.texts.direction(self.language),
            text_id=text_id,
            dutch=message.text,
            text=text,
            shipped=shipped if correction and shipped != text else None,
            corrected_by=correction.by if correction else None,
            corrected_at=correction.at if correction else None,
            context=message.context,
            area=place.area,
            area_title=place.title,
            part=place.part,
            question=place.question.text if place.question else None,
            question_type=place.question.type if place.question else None,
            why=place.question.why if place.question else None,
            placeholders=placeholders_of(message.text),
            standing=standing.stands,
            approved=standing.approved,
            earlier=standing.earlier,
            checks=self.checks(text_id, text),
            terms=tuple(self._terms(message.text)),
            seen=text_hash(f"{message.text}\0{text}"),
        )

    def _terms(self, dutch: str) -> list[TermHit]:
        return list(self.glossary.in_text(dutch, SOURCE_LANGUAGE))

    def checks(self, text_id: str, text: str) -> tuple[Check, ...]:
        """What a reviewer should look at in this text; raises UnknownText."""
        if text_id not in self.texts.dutch:
            raise UnknownText(f"there is no text {text_id}")
        dutch = self.texts.dutch[text_id].text
        there = {hit.term.id for hit in self.glossary.in_text(text, self.language)}
        # an everyday word is explained by the glossary, but a translation may put it otherwise
        terms = {hit.term.id: hit.term for hit in self._terms(dutch) if not hit.term.everyday}
        return check_text(
            dutch,
            text,
            script=str(self.texts.table[self.language].data("language")["script"]),
            dutch_script=str(self.texts.table[SOURCE_LANGUAGE].data("language")["script"]),
            terms=[
                (wording.term, term_id in there or any(form in text for form in wording.forms))
                for term_id, term in terms.items()
                if (wording := term.wording(self.language)) is not None
            ],
            says={code: self.texts.dutch[f"texts.check_{code}"].text for code in CODES},
        )


@dataclass(frozen=True)
class _Decision:
    """What a decision wrote, as its id says it: the rows it is undone by."""

    what: str
    language: str
    text_id: str
    approvals: tuple[int, ...]
    correction: int

    def __str__(self) -> str:
        approvals = ".".join(str(one) for one in self.approvals)
        return f"{self.what}:{self.language}:{self.text_id}:{approvals}:{self.correction}"

    @classmethod
    def read(cls, decided_id: str) -> _Decision:
        """The decision with this id; raises TooLate for what is no such id."""
        found = re.fullmatch(r"(approved|corrected|withdrawn):(\w+):([\w.-]+):([0-9.]{0,200}):([0-9]{1,15})", decided_id)
        if found is None:
            raise TooLate("this is no decision on a text")
        what, language, text_id, approvals, correction = found.groups()
        numbers = [whole_number(one) for one in approvals.split(".") if one]
        if None in numbers:
            raise TooLate("this is no decision on a text")
        return cls(what, language, text_id, tuple(one for one in numbers if one is not None), int(correction))


def tidy(text: str) -> str:
    """A text as it is kept: line ends of one kind, nothing around it, no half characters. Letters stay as they were typed."""
    whole = without_lone_surrogates(text)
    return whole.replace("\r\n", "\n").replace("\r", "\n").strip()


def _searchable(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
