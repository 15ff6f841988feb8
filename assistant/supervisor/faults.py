"""What can keep the parts from being served; one base class, so that a command tells any of them in one line."""


class CannotServe(Exception):
    """The product cannot be started or did not get ready; the message says why and what to do."""


class AlreadyRunning(CannotServe):
    """Another supervisor serves this data folder; the message names its process and its address."""


class DataFolderUnusable(CannotServe):
    """The data folder cannot be made or written; the message says why."""


class PortTaken(CannotServe):
    """The pages cannot answer on the address that was asked for; the message says why and what to do."""


class NotReady(CannotServe):
    """A part was not ready in time; the message names it and its last words."""
