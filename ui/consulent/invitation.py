"""What a consulent hands to the person: the code with its QR code, the invitation to copy, and apart from it the six digits."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import segno
from markupsafe import Markup

from assistant.access import NewCase
from assistant.invitation import LENGTHS, InvitationText, door, invitation
from assistant.municipality import Municipality
from assistant.wording import Wording
from ui.consulent.rows import DUTCH, language_in_dutch

PERSON_TITLE = "page.title"


@dataclass(frozen=True)
class Title:
    """The name of the conversation in one language, for the head of the letter."""

    code: str
    dir: str
    text: str


@dataclass(frozen=True)
class Shown:
    """One text of the invitation as the card shows it, with the Dutch name of its language and how far to trust it."""

    text: InvitationText
    language: str
    own: str
    standing: str


@dataclass(frozen=True)
class Card:
    """What is shown once after a case was made. ``texts`` has the invitation by length."""

    case_id: str
    number: int
    code: str
    second_fact: str
    address: str
    qr: Markup
    titles: list[Title]
    lengths: Mapping[str, str]
    texts: Mapping[str, Sequence[Shown]]


def card_of(
    case: NewCase, *, address: str, language: str | None, wording: Wording, municipality: Municipality
) -> Card:
    """The card for a new case. ``address`` is the person's page, ``language`` the case's (None: the person chooses)."""
    languages = [language] if language else wording.languages()
    # a language that has no text of its own yet would only say the Dutch once more
    titles = {wording.text(code, PERSON_TITLE): code for code in languages}
    made = invitation(wording, municipality, code=case.code, address=address, language=language)
    return Card(
        case_id=case.case_id, number=case.number, code=case.code, second_fact=case.second_fact, address=address,
        qr=qr_code(door(address, case.code)), lengths=LENGTHS,
        titles=[Title(code, wording.direction(code), text) for text, code in titles.items()],
        texts={length: [_shown(one, wording) for one in texts] for length, texts in made.texts.items()},
    )  # fmt: skip


def _shown(text: InvitationText, wording: Wording) -> Shown:
    own = "" if text.language == DUTCH else wording.language_name(text.language)
    standing, name = "", language_in_dutch(text.language, wording)
    if text.untranslated:
        standing = f"Deze uitnodiging is nog niet vertaald in het {name}. Geef de Nederlandse tekst mee."
    elif not text.translated:
        standing = "Nog niet helemaal vertaald: wat ontbreekt, staat er in het Nederlands."
    elif not text.approved:
        standing = "Deze vertaling is nog niet goedgekeurd door een cultuurvertaler."
    return Shown(text, name, own, standing)


def qr_code(text: str) -> Markup:
    """A QR code as inline SVG, drawn here: nothing goes to another machine and nothing is written to disk."""
    drawn = io.BytesIO()
    segno.make(text, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=True, scale=4, border=4, omitsize=True, dark="#000", light="#fff"
    )
    return Markup(drawn.getvalue().decode())  # noqa: S704 - drawn by segno from dots; the text itself is not in it


__all__ = ["Card", "Shown", "Title", "card_of", "door", "qr_code"]
