"""Why a decision on a text was not kept. Nothing was written when one of these is raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translations.approvals.item import TextItem


class TextFault(ValueError):
    """``message_id`` is the text that tells the reviewer what to do, ``params`` fill its placeholders."""

    message_id = ""

    def __init__(self, message: str, **params: str) -> None:
        super().__init__(message)
        self.params = params


class NotYourLanguage(TextFault):
    """The reviewer does not have this language, the account is no reviewer, or it is Dutch, which is the source."""

    message_id = "texts.not_your_language"


class UnknownText(TextFault):
    """There is no text with this id (any more): open the list again."""

    message_id = "texts.unknown"


class EmptyText(TextFault):
    """There is nothing to approve or to keep: type the translation."""

    message_id = "texts.empty"


class PlaceholdersLost(TextFault):
    """The translation has other placeholders than the Dutch: put every ``{name}`` in, each as often as in the Dutch."""

    message_id = "texts.placeholders_lost"


class TextChanged(TextFault):
    """Somebody else changed this text, or its Dutch, after this reviewer opened it. ``item`` is how it is now."""

    message_id = "texts.changed"

    def __init__(self, message: str, item: TextItem) -> None:
        super().__init__(message)
        self.item = item


class NotApproved(TextFault):
    """There is no approval to take back."""

    message_id = "texts.not_approved"


class TooLate(TextFault):
    """This decision cannot be undone any more: something else was decided on the text since, or it is not one's own."""

    message_id = "texts.too_late"
