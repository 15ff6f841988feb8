"""What can be wrong with an import. Every message is Dutch, because it is shown to whoever imports."""

from __future__ import annotations


class ImportFault(ValueError):
    """Something cannot be imported; the message says what to do."""


class BrokenMapping(ImportFault):
    """A mapping file is not what it should be; nothing was read."""


class BrokenFile(ImportFault):
    """A file with data cannot be read at all: wrong format, too large, no rows."""


class BadValue(ImportFault):
    """One value does not fit what it should become; the row it stands in is not taken."""
