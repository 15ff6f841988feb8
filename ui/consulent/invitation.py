"""What a consulent hands to the person: the code with its QR code, a letter, and apart from it the six digits."""

from __future__ import annotations

import io
from dataclasses import dataclass

import segno
from markupsafe import Markup

from assistant.access import NewCase
from assistant.wording import Wording

PERSON_TITLE = "page.title"


@dataclass(frozen=True)
class Title:
    """The name of the conversation in one language, for the head of the letter."""

    code: str
    dir: str
    text: str


@dataclass(frozen=True)
class Card:
    """What is shown once after a case was made."""

    case_id: str
    number: int
    code: str
    second_fact: str
    address: str
    qr: Markup
    titles: list[Title]
    letter: str


def card_of(case: NewCase, *, address: str, language: str | None, wording: Wording) -> Card:
    """The card for a new case. ``address`` is the person's page, ``language`` the case's (None: the person chooses)."""
    languages = [language] if language else wording.languages()
    # a language that has no text of its own yet would only say the Dutch once more
    titles = {wording.text(code, PERSON_TITLE): code for code in languages}
    return Card(
        case_id=case.case_id, number=case.number, code=case.code, second_fact=case.second_fact, address=address,
        qr=qr_code(door(address, case.code)), letter=letter(address, case.code),
        titles=[Title(code, wording.direction(code), text) for text, code in titles.items()],
    )  # fmt: skip


def door(address: str, code: str) -> str:
    """The address that opens the conversation; the code is in the fragment, which no browser sends and no log holds."""
    return f"{address}#{code}"


def qr_code(text: str) -> Markup:
    """A QR code as inline SVG, drawn here: nothing goes to another machine and nothing is written to disk."""
    drawn = io.BytesIO()
    segno.make(text, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=True, scale=4, border=4, omitsize=True, dark="#000", light="#fff"
    )
    return Markup(drawn.getvalue().decode())  # noqa: S704 - drawn by segno from dots; the text itself is not in it


def letter(address: str, code: str) -> str:
    """A short text for a letter or a message, in plain Dutch."""
    return (
        "U krijgt binnenkort een gesprek met de gemeente over uw inburgering. "
        "U kunt nu al een paar vragen beantwoorden, in uw eigen taal.\n"
        f"Ga op uw telefoon naar {address} en vul deze code in: {code}\n"
        "U kunt stoppen wanneer u wilt en later verdergaan met dezelfde code. Bewaar de code goed."
    )
