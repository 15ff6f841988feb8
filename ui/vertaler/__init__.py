"""The cultuurvertaler's page: answers that wait for a translation, the assistant's own texts, and the fixed words."""

from ui.vertaler.page import build

__all__ = ["build"]
