"""What can be wrong with language packages; one base class, so that a command tells any of them in one line.

No message ever holds words of a person: they are kept with jobs and printed in logs.
"""

from __future__ import annotations


class PackageFault(Exception):
    """Something is wrong with a language package; the message names it and says what to do."""


class NoPackageFile(PackageFault):
    """There is nothing to install at this path."""


class BadPackage(PackageFault):
    """A package file or folder is broken, incomplete, or holds what a package does not hold; nothing of it was used."""


class NoRoom(PackageFault):
    """The disk has no room for a package."""


class CannotPack(PackageFault):
    """A folder does not hold what a package is made from."""


class NoRoute(PackageFault):
    """No installed package leads from one language to the other."""

    def __init__(self, from_language: str, to_language: str) -> None:
        super().__init__(f"no installed package translates {from_language} into {to_language}")


class CannotTranslate(PackageFault):
    """A package failed while it translated; the message names the package and the kind of fault, never the text."""

    def __init__(self, package: str, fault: BaseException) -> None:
        super().__init__(f"{package} failed ({type(fault).__name__})")


class AnotherWorker(PackageFault):
    """Another worker works through the queue of this data folder; the message says so."""
