"""The desk's work on the texts of the product: the questions, the buttons, the reasons, in the reviewer's own language.

What the page of the desk calls (``login`` is always the staff account of the reviewer)::

    desk = open_text_desk(house)
    desk.languages(login) -> tuple[str, ...]          # the languages whose texts this reviewer may approve (never nl)
    desk.queue(login, language, show="unapproved", area=None, search="", after=0, limit=50) -> TextQueue
    desk.item(login, language, text_id) -> TextItem
    desk.next(login, language, after=None, show="unapproved", area=None) -> TextItem | None   # the one after this text id
    desk.checks(login, language, text_id, text) -> tuple[Check, ...]      # while typing; changes nothing
    desk.approve(login, language, text_id, text, seen=item.seen) -> TextDecided
    desk.correct(login, language, text_id, text, seen=item.seen) -> TextDecided   # kept and shown, not approved
    desk.withdraw(login, language, text_id, seen=item.seen) -> TextDecided        # takes the approval back
    desk.undo(login, decided.id) -> TextItem          # takes one's own last decision on that text back
    desk.says(check, language) -> str                 # what a check says, in the language of the page

``seen`` is the mark of the text as the reviewer saw it: whoever decides on a text that somebody else changed meanwhile
gets ``TextChanged``, with the item as it is now in ``fault.item``, and nothing is written.

Every fault is a ``TextFault`` with ``message_id`` (a text of ``assistant/messages/texts.yml``) and ``params`` for its
placeholders, so that a page can show ``wording.text(language, fault.message_id, **fault.params)``:
``NotYourLanguage``, ``UnknownText``, ``EmptyText``, ``PlaceholdersLost``, ``TextChanged``, ``NotApproved``, ``TooLate``.

An approval is of this very Dutch and this very translation. Whatever is decided here is shown to people within a second
in all processes, without a restart (``translations.texts.LiveTexts``).
"""

from translations.approvals.desk import TextDesk, open_text_desk
from translations.approvals.faults import (
    EmptyText,
    NotApproved,
    NotYourLanguage,
    PlaceholdersLost,
    TextChanged,
    TextFault,
    TooLate,
    UnknownText,
)
from translations.approvals.item import Approved, AreaCount, Earlier, Show, TextDecided, TextItem, TextQueue

__all__ = [
    "Approved", "AreaCount", "Earlier", "EmptyText", "NotApproved", "NotYourLanguage", "PlaceholdersLost", "Show",
    "TextChanged", "TextDecided", "TextDesk", "TextFault", "TextItem", "TextQueue", "TooLate", "UnknownText",
    "open_text_desk",
]  # fmt: skip
