"""The municipality's own sign-on of the settings, over a house."""

from __future__ import annotations

from datetime import timedelta

from assistant.house import House
from ui.oidc import SignOn, oidc_settings


def sign_on_of(house: House) -> SignOn | None:
    """The sign-on, or None when the settings name none; raises BadSetting."""
    settings = oidc_settings()
    if settings is None:
        return None

    def use_once(digest: str, seconds: int) -> bool:
        now = house.now()
        return house.store.use_once(digest, now.isoformat(), (now + timedelta(seconds=seconds)).isoformat())

    return SignOn(settings, now=house.now, use_once=use_once)
