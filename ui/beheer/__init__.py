"""The page of the beheerder: accounts, and how the house stands. Plain pages of our own, without a script and without answers."""

from ui.beheer.pages import beheer_router

__all__ = ["beheer_router"]
