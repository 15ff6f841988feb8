"""A constructed case in which every field that somebody can write holds something hostile: questions, forms, words to staff.

The fields come from the catalogue and from ``assistant/dossier/forms``: a field that is added is attacked by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

from assistant.dossier.forms import LENGTH, BadEntry, Field, Form, forms
from assistant.dossier.keeping import keep
from assistant.house import House
from assistant.pip.sections import sections
from tests.pip.cases import CASES, Telling
from tests.ui.consulent.constructed import Pen

HOSTILE = (
    '=1+1"\'><x-hack onmouseover="window.broken=1">{{7*7}}${7*7}</x-hack></script><script>window.broken=2</script>'
    "<img src=x onerror=window.broken=3>**vet**[k](javascript:window.broken=4)\u202etxet\u202c\x07]]>&a;<!--#x--> DDEAUTO"
)
"""Breaks out of text, attributes, scripts, templates, markdown, XML, field codes, the order of letters; begins as a formula."""

OF_A_FORM = {
    ("weekrooster", "rijen.van"): "9:00",
    ("weekrooster", "rijen.tot"): "12:00",
    ("ingevoerd", "veld"): "persoon.naam",
    **{
        (form.kind, "sectie"): sections()[0].id
        for form in forms().values()
        if "sectie" in {one.name for one in form.fields}
    },
}
"""Fields of text that hold something agreed (a time, the name of a question): their own pages refuse everything else."""

CALLED = '"><x-hack>=cmd|x</x-hack>'
"""What a case is called by staff; short, as names are."""


@dataclass
class HostileCase:
    """The case, and which fields hold something hostile: ``forms`` as kind and field, ``questions`` by id."""

    house: House
    case_id: str
    forms: list[tuple[str, str]] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


def hostile_case(house: House) -> HostileCase:
    """A case of a constructed person whose every free text is hostile."""
    case_id = CASES[sorted(CASES)[0]](house)
    made = HostileCase(house, case_id)
    _answers(made)
    _entries(made)
    _said_to_staff(made)
    return made


def _answers(made: HostileCase) -> None:
    catalogue = made.house.catalogue
    free = [one for one in catalogue.questions() if one.type in {"text", "occupation"}]
    telling = Telling(made.house, made.case_id, "nl", made.house.now() + timedelta(minutes=5), turn=500)
    with made.house.store.writing(made.case_id) as writer:
        for one in free:
            telling._one(writer, one, 1 if one.group else None, {"said": HOSTILE, "value": HOSTILE, "nl": HOSTILE})
            made.questions.append(one.id)
    telling._render()


def _entries(made: HostileCase) -> None:
    at = made.house.now() + timedelta(hours=1)
    for number, form in enumerate(forms().values()):
        data = filled(form)
        try:
            keep(made.house.store, made.case_id, form.kind, data, by="consulent", at=at + timedelta(seconds=number))
        except BadEntry as fault:
            raise AssertionError(f"the form {form.kind} could not be filled: {fault}") from fault
        made.forms += [(form.kind, name) for name in free_fields(form.fields) if (form.kind, name) not in OF_A_FORM]


def free_fields(fields: tuple[Field, ...], above: str = "") -> Iterator[str]:
    """The names of the fields in which somebody writes text; those of rows with the name of the rows before them."""
    for one in fields:
        if one.type in LENGTH:
            yield above + one.name
        elif one.type == "rows":
            yield from free_fields(one.fields, f"{above}{one.name}.")


def filled(form: Form) -> dict[str, Any]:
    """Data for every field of a form, hostile wherever text goes."""
    return {one.name: _value(one, form.kind) for one in form.fields}


def _value(one: Field, kind: str, above: str = "") -> Any:
    if (kind, above + one.name) in OF_A_FORM:
        return OF_A_FORM[kind, above + one.name]
    if one.type in LENGTH:
        return HOSTILE[: int(one.maximum or LENGTH[one.type])]
    if one.type == "date":
        return "2026-11-20"
    if one.type in {"number", "id"}:
        return one.minimum if one.minimum is not None else 1
    if one.type == "yesno":
        return True
    if one.type == "choice":
        return next(iter(one.options or {}), "")
    if one.type == "choices":
        return list(one.options or {})[:1]
    if one.type == "rows":
        return [{inner.name: _value(inner, kind, f"{one.name}.") for inner in one.fields}]
    return None


def _said_to_staff(made: HostileCase) -> None:
    pen = Pen(made.house, _case(made), "nl", made.house.now() + timedelta(hours=2), number=900)
    pen.event("question", words=HOSTILE, language="nl", question="persoon.naam")
    pen.event("remark", words=HOSTILE, language="nl", topic="persoon")
    pen.event("words_aside", words=HOSTILE, language="nl", question="persoon.naam")
    pen.event("said_by_other", words=HOSTILE, language="nl", speaker="interpreter", question="persoon.naam", entry=None)


def _case(made: HostileCase) -> Any:
    @dataclass
    class Known:
        case_id: str

    return Known(made.case_id)


class Page(HTMLParser):
    """Every element and attribute of a page, as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.words: list[str] = []
        self._in_script = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._in_script = tag == "script"
        if tag == "x-hack" or (tag == "img" and ("src", "x") in attributes):
            self.wrong.append(f"<{tag}>")
        for name, value in attributes:
            if name.startswith("on") or name == "srcdoc":
                self.wrong.append(f"{tag} {name}")
            if name in {"href", "src", "action", "formaction"} and re.match(
                r"\s*(javascript|data:text|vbscript)", value or "", re.I
            ):
                self.wrong.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script and "window.broken" in data:
            self.wrong.append("script")
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        if "#x" in data:
            self.wrong.append("comment")

    @property
    def text(self) -> str:
        return "".join(self.words)
