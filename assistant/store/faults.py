"""What can go wrong when something is kept."""


class StoreFault(RuntimeError):
    """Something could not be kept or read. ``message_id`` is the text the person sees."""

    message_id = "page.problem_busy"


class StoreFull(StoreFault):
    """The disk is full or read-only: nothing of this turn was kept. Free some space and send it again."""

    message_id = "page.problem_full"


class StoreBusy(StoreFault):
    """Another process held the database for too long: nothing of this turn was kept. Send it again."""


class UnknownCase(KeyError):
    """There is no case with this id."""


class ErasedCase(UnknownCase):
    """Everything of this case was erased: nothing is added to it any more."""
