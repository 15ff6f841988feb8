"""The consulent's page: the caseload, and beside it the record of one case, live while the person talks."""

from ui.consulent.page import build

__all__ = ["build"]
