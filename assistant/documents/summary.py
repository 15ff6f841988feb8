"""The plain summary of the plan in the person's own language: two pages beside the Dutch plan, which decides.

Only texts that people translated stand in it: the assistant's own sentences with the facts of the plan filled in, the
person's own words as they were said, and, marked as Dutch, what exists in Dutch only. Nothing is machine translated here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from babel import Locale

from assistant.case_file import ASYLUM, CaseFile
from assistant.documents.tree import Block, Bullets, Document, FieldList, Grid, Heading, Note, Paragraph, Run, paragraph
from assistant.dossier.entry import Entry
from assistant.pip.clocks import clock
from assistant.renditions.sources import DUTCH
from assistant.value_labels import date_label

OWN_WORDS = ("wensen.drie_jaar", "werk.droombaan", "werk.broodbaan", "wensen.dit_jaar")
"""Answers that stand in the summary in the person's own words, in this order."""
DAYS = {"ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4, "za": 5, "zo": 6}
LTR = "\u200e"
"""Left-to-right mark: a time or a phone number reads from left to right in every language."""
WORDS = ("niet_goedgekeurd", "voorbeeld", "pagina", "van")


def summary_document(file: CaseFile, language: str | None = None) -> Document:
    """The summary of the plan as it stands.

    Args:
        file: the case.
        language: project code; by default the language the person chose.
    """
    return _Summary(file, language or file.language).document()


class _Summary:
    """One summary in the making; remembers whether a text in it was not approved."""

    def __init__(self, file: CaseFile, language: str) -> None:
        self.file, self.language = file, language
        self.wording, self.dossier = file.wording, file.dossier
        self.direction = self.wording.direction(language)
        self.unapproved = False

    def document(self) -> Document:
        parts: list[Block] = [
            *self.own_words(), *self.goals(), *self.learning(), *self.taking_part(), *self.children(), *self.week(),
            *self.term(), *self.next_steps(), *self.help(), *self.rules(), *self.teach_back(), *self.contact(),
        ]  # fmt: skip
        draft = "" if self.dossier.latest("vastgesteld") else self.say("draft")
        words = {name: self.say(f"word.{name}") for name in WORDS}
        title = self.say("title")
        head: list[Block] = [Note((Run(self.say("dutch_decides")),)), paragraph(self._heading_line())]
        if self.unapproved:
            head.insert(1, Note((Run(self.say("not_approved")),), "warning"))
        return Document(
            kind="samenvatting", title=title, blocks=(*head, *parts), language=self.language, direction=self.direction,
            meta={
                "zaak": str(self.file.case.number), "taal": self.language, "datum": self.file.today.isoformat(),
                "goedgekeurd": "nee" if self.unapproved else "ja",
            },
            draft=draft, constructed=self.file.case.constructed, words=words,
        )  # fmt: skip

    # texts ---------------------------------------------------------------------------------------

    def say(self, text_id: str, **params: object) -> str:
        name = f"summary.{text_id}"
        if not self.wording.approved(self.language, name):
            self.unapproved = True
        return self.wording.text(self.language, name, **params)

    def day(self, day: str | date) -> str:
        return date_label(day if isinstance(day, str) else day.isoformat(), self.language, self.wording)

    def heading(self, text_id: str) -> Heading:
        return Heading(self.say(text_id), 2)

    def dutch(self, text: str) -> Run:
        """A text that exists in Dutch only, marked as Dutch so that it is read and spoken as such."""
        return Run(text, DUTCH, "ltr")

    def _heading_line(self) -> str:
        name = self.file.record.answer("persoon.naam")
        parts = [self.say("date", date=self.day(self.file.today))]
        if name is not None and name.state == "beantwoord":
            parts.insert(0, self.say("for", name=name.words))
        return " · ".join(parts)

    # parts ---------------------------------------------------------------------------------------

    def own_words(self) -> Iterator[Block]:
        said = [self.file.record.answer(name) for name in OWN_WORDS if name in self.file.catalogue]
        kept = [one for one in said if one is not None and one.state == "beantwoord" and one.words.strip()]
        if not kept:
            return
        yield self.heading("words_title")
        yield Bullets(
            tuple(
                (
                    Run(self.wording.text(self.language, f"{one.question}.text") + " ", strong=True),
                    Run(f"“{one.words}”", one.language, self.wording.direction(one.language)),
                )
                for one in kept
            )
        )

    def goals(self) -> Iterator[Block]:
        goals = self.dossier.all("doel")
        if not goals:
            return
        yield self.heading("goals_title")
        if self.language != DUTCH:
            yield paragraph(self.say("in_dutch"))
        items: list[tuple[Run, ...]] = []
        for term in ("nu", "dit_jaar", "drie_jaar"):
            items += [
                (Run(f"{self.say(f'goal.{term}')}: ", strong=True), self.dutch(str(goal.get("tekst"))))
                for goal in goals
                if goal.get("termijn") == term
            ]
        yield Bullets(tuple(items))

    def learning(self) -> Iterator[Block]:
        yield self.heading("route_title")
        chosen = self.dossier.latest("leerroute")
        items: list[str] = []
        if chosen is None:
            yield paragraph(self.say("route_none"))
        else:
            lower = chosen.get("route") == "B1" and chosen.get("niveau") == "A2"
            items.append(self.say("route.A2" if lower else f"route.{chosen.get('route')}"))
            if chosen.get("alfabetisering") in {"A", "AA"}:
                items.append(self.say("alfabetisering"))
        for lesson in self.dossier.all("taalles"):
            items += self._lesson(lesson)
        items += self._parts_of_the_programme()
        if items:
            yield Bullets(tuple((Run(item),) for item in items))

    def _lesson(self, lesson: Entry) -> Iterator[str]:
        yield self.say("school", school=lesson.get("school"))
        if lesson.get("start"):
            yield self.say("school_start", date=self.day(lesson.data["start"]))
        for field, text in (("uren_week", "school_hours"), ("maanden", "school_months")):
            if lesson.get(field):
                yield self.say(text, **{"hours" if field == "uren_week" else "months": _number(lesson.data[field])})
        yield self.say(f"pays.{lesson.get('betaalt')}")

    def _parts_of_the_programme(self) -> Iterator[str]:
        parts = {str(one.get("wat")): one for one in self.dossier.all("onderdeel")}
        for name in ("KNM", "PVT", "MAP"):
            entry = parts.get(name)
            if entry is None or entry.get("vrijstelling"):
                continue
            hours = entry.get("uren") or self.file.municipality.rule("pvt_uren").value
            yield self.say(name.lower(), **({"hours": _number(hours)} if name == "PVT" else {}))

    def taking_part(self) -> Iterator[Block]:
        entries, chosen = self.dossier.all("participatie"), self.dossier.latest("leerroute")
        due = chosen is not None and chosen.get("route") == "Z" and self.file.group == ASYLUM
        if not entries and not due:
            return
        yield self.heading("participation_title")
        if due:
            hours = self.file.municipality.rule("participatie_uren").value
            yield paragraph(self.say("participation_hours", hours=_number(hours)))
        items: list[tuple[Run, ...]] = []
        for entry in entries:
            kind = self.say(f"participation.{entry.get('soort')}")
            runs = [Run(f"{kind}: ", strong=True), self.dutch(str(entry.get("wat")))]
            if entry.get("uren_week"):
                runs.append(Run(f" ({self.say('hours_week', hours=_number(entry.data['uren_week']))})"))
            items.append(tuple(runs))
        if items:
            yield Bullets(tuple(items))

    def children(self) -> Iterator[Block]:
        newest = {int(entry.get("kind")): entry for entry in self.dossier.all("vve")}
        if not newest:
            return
        yield self.heading("children_title")
        items: list[tuple[Run, ...]] = []
        for number, entry in sorted(newest.items()):
            runs = [
                Run(f"{self.say('child', number=number)}: ", strong=True), Run(self.say(f"child.{entry.get('besluit')}")),
            ]  # fmt: skip
            if entry.get("waar"):
                runs += [Run(" ("), self.dutch(str(entry.get("waar"))), Run(")")]
            items.append(tuple(runs))
        yield Bullets(tuple(items))

    def week(self) -> Iterator[Block]:
        entry = self.dossier.latest("weekrooster")
        rows = list(entry.get("rijen") or ()) if entry else []
        if not rows:
            return
        names = Locale.parse(self.wording.locale(self.language)).days["stand-alone"]["wide"]
        rows.sort(key=lambda row: (DAYS[row["dag"]], row["van"]))
        yield self.heading("week_title")
        yield Grid(
            "", (self.say("week_day"), self.say("week_time"), self.say("week_what")),
            tuple(
                (
                    str(names[DAYS[row["dag"]]]), f"{row['van']}{LTR}\u2013{LTR}{row['tot']}", self.say(f"week.{row['wat']}"),
                )
                for row in rows
            ),
        )  # fmt: skip

    def term(self) -> Iterator[Block]:
        yield self.heading("term_title")
        found = clock(self.file, "inburgeringstermijn")
        if found.start and found.due:
            yield paragraph(self.say("term", start=self.day(found.start), end=self.day(found.due)))
        else:
            years = self.file.municipality.rule("inburgeringstermijn").value
            yield paragraph(self.say("term_unknown", years=_number(years)))

    def next_steps(self) -> Iterator[Block]:
        yield self.heading("next_title")
        set_already = self.dossier.latest("vastgesteld") is not None
        steps = ("receive", "start") if set_already else ("finish", "talk")
        items: list[tuple[Run, ...]] = [(Run(self.say(f"next.{name}")),) for name in steps]
        coming = [one for one in self.dossier.all("afspraak") if str(one.get("datum")) >= self.file.today.isoformat()]
        for entry in sorted(coming, key=lambda one: str(one.get("datum"))):
            when = [self.day(str(entry.get("datum")))]
            if entry.get("tijd"):
                when.append(f"{LTR}{entry.get('tijd')}{LTR}")
            kind = self.say(f"appointment.{entry.get('soort')}")
            runs = [Run(f"{kind}: ", strong=True), Run(" · ".join(when))]
            if entry.get("plaats"):
                runs += [Run(" · "), self.dutch(str(entry.get("plaats")))]
            items.append(tuple(runs))
        yield Bullets(tuple(items))

    def help(self) -> Iterator[Block]:
        entries, talks = self.dossier.all("begeleiding"), self.dossier.latest("voortgang")
        if not entries and talks is None:
            return
        yield self.heading("help_title")
        if talks is not None:
            yield paragraph(self.say("talks", number=_number(talks.get("aantal"))))
        if entries:
            if self.language != DUTCH:
                yield paragraph(self.say("in_dutch"))
            yield Bullets(tuple((self.dutch(f"{one.get('wie')}: {one.get('wat')}"),) for one in entries))

    def rules(self) -> Iterator[Block]:
        yield self.heading("rules_title")
        objection = clock(self.file, "bezwaar")
        until = (
            self.say("disagree_until", date=self.day(objection.due))
            if objection.due
            else self.say("disagree_weeks", weeks=_number(self.file.municipality.rule("bezwaar_termijn").value))
        )
        texts = (self.say("change"), self.say("absent"), f"{self.say('disagree')} {until}")
        yield Bullets(tuple((Run(text),) for text in texts))

    def teach_back(self) -> Iterator[Block]:
        talk = self.dossier.latest("pip_gesprek")
        if talk is None:
            return
        yield self.heading("teach_back_title")
        # typed by the consulent as the person or the interpreter said it; its language is a free text
        yield Paragraph((Run(f"“{talk.get('teach_back')}”"),))

    def contact(self) -> Iterator[Block]:
        entry, own = self.dossier.latest("contactpersoon"), self.file.municipality.contact
        given: Mapping[str, str] = (
            {
                "name": str(entry.get("naam") or ""), "phone": str(entry.get("telefoon") or ""),
                "email": str(entry.get("email") or ""), "hours": str(entry.get("bereikbaar") or ""),
            }
            if entry
            else {"name": own.name or self.file.municipality.name, "phone": own.phone, "email": own.email, "hours": own.hours}
        )  # fmt: skip
        yield self.heading("contact_title")
        yield FieldList(
            tuple(
                (self.say(f"contact_{name}"), f"{LTR}{value}" if name == "phone" else value)
                for name, value in given.items()
                if value
            )
        )


def _number(value: object) -> str:
    """A number as it is read: no trailing zero."""
    return f"{value:g}" if isinstance(value, int | float) else str(value)


__all__ = ["OWN_WORDS", "summary_document"]
