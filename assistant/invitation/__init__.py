"""The invitation that a person gets before the chat: the same in three lengths, in the own language and in Dutch.

It names nobody. The code stands in it, and in the link only behind the ``#``, which no browser sends and no log holds. The
six digits of the second fact are never part of it: they are given in person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.municipality import Municipality
from assistant.wording import Wording

DUTCH = "nl"
SUBJECT = "letter.subject"
TO_FILL_IN = "("
"""Stands in the name of a municipality that has not filled in its own yet."""

LENGTHS: Mapping[str, str] = {"brief": "Brief", "email": "E-mail", "whatsapp": "WhatsApp of sms"}
"""Length -> its Dutch name, the longest first."""

_ADDRESS, _LINK, _CODE, _FROM, _HELP, _SIGNED = "@adres", "@link", "@code", "letter.from", "letter.help", "@gemeente"
_PARTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "brief": (
        ("letter.subject",), ("letter.hello",), (_FROM, "letter.talk"), ("letter.questions", "letter.why"), ("letter.scan",),
        ("letter.type", _ADDRESS, _CODE), ("letter.stop",), ("letter.keep",), ("letter.voluntary",), (_HELP,),
        ("letter.regards", _SIGNED),
    ),
    "email": (
        ("letter.hello",), (_FROM, "letter.talk"), ("letter.questions", "letter.why"), ("letter.open", _LINK),
        ("letter.code", _CODE), ("letter.stop",), ("letter.keep",), ("letter.voluntary",), (_HELP,),
        ("letter.regards", _SIGNED),
    ),
    "whatsapp": (
        ("letter.hello", _FROM, "letter.talk"), ("letter.questions", "letter.voluntary_short"), ("letter.open", _LINK),
        ("letter.code", _CODE), ("letter.stop", "letter.keep_short"), (_HELP,),
    ),
}  # fmt: skip
"""Length -> paragraphs, each of texts and of what stands on a line of its own."""

LEFT_TO_RIGHT_MARK = "\u200e"
"""Stands before a code or an address in a text that runs from right to left, so that its parts keep their order."""


@dataclass(frozen=True)
class InvitationText:
    """One length of the invitation in one language.

    Attributes:
        language, dir: of the text. subject: of an e-mail, else empty.
        text: ready to copy, paragraphs apart by an empty line.
        approved: whether a cultuurvertaler approved every sentence of it.
        translated: whether every sentence stands in this language; the rest is Dutch.
        untranslated: whether no sentence does.
    """

    language: str
    dir: str
    subject: str
    text: str
    approved: bool
    translated: bool
    untranslated: bool = False


@dataclass(frozen=True)
class Invitation:
    """The invitation to one conversation: length -> its text in every language that was asked for."""

    texts: Mapping[str, Sequence[InvitationText]]


def door(address: str, code: str) -> str:
    """The address that opens the conversation; the code is in the fragment, which no browser sends and no log holds."""
    return f"{address}#{code}"


def invitation(
    wording: Wording, municipality: Municipality, *, code: str, address: str, language: str | None
) -> Invitation:
    """The invitation in the person's language and in Dutch; in every language when the person's is not known.

    Args:
        wording: the texts. municipality: whose name and telephone number stand in it, when they are filled in.
        code: of the conversation. address: of the person's page.
        language: of the person, or None.
    """
    languages = wording.languages() if language is None else list(dict.fromkeys([language, DUTCH]))
    return Invitation(
        {
            length: tuple(_text(wording, municipality, length, one, code, address) for one in languages)
            for length in LENGTHS
        }
    )


def _text(
    wording: Wording, municipality: Municipality, length: str, language: str, code: str, address: str
) -> InvitationText:
    direction = wording.direction(language)
    before = LEFT_TO_RIGHT_MARK if direction == "rtl" else ""
    name = "" if TO_FILL_IN in municipality.name else municipality.name
    phone = municipality.contact.phone
    lines = {
        _ADDRESS: before + address, _LINK: door(address, code), _CODE: before + code, _SIGNED: name,
        _FROM: wording.text(language, _FROM, municipality=name) if name else "",
        _HELP: wording.text(language, _HELP, phone=before + phone) if phone else "",
    }  # fmt: skip
    said: list[str] = [SUBJECT] if length == "email" else []
    paragraphs = []
    for part in _PARTS[length]:
        pieces = []
        for one in part:
            piece = lines[one] if one in lines else wording.text(language, one)
            if piece and not one.startswith("@"):
                said.append(one)
            if piece:
                pieces.append(piece)
        paragraphs.append(_joined(part, pieces))
    dutch = [language != DUTCH and wording.text(language, one) == wording.text(DUTCH, one) for one in said]
    return InvitationText(
        language, direction, wording.text(language, SUBJECT) if length == "email" else "",
        "\n\n".join(paragraph for paragraph in paragraphs if paragraph),
        all(wording.approved(language, one) for one in said),
        not any(dutch), all(dutch),
    )  # fmt: skip


def _joined(part: Sequence[str], pieces: Sequence[str]) -> str:
    """The pieces of a paragraph: what must be copied or typed stands on a line of its own, the rest after each other."""
    return ("\n" if any(one.startswith("@") for one in part) else " ").join(pieces)


__all__ = ["LENGTHS", "Invitation", "InvitationText", "door", "invitation"]
