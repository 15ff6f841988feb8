"""Sign-on through the municipality, against a real provider on this machine that can also be made to lie."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

from assistant.access import COMMAND_LINE
from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from assistant.supervisor.settings import BadSetting
from tests.ui.conftest import serve, stop
from ui.app import create_app
from ui.oidc import OidcSettings, SignOn, oidc_settings

CLIENT, CLIENT_SECRET, WHO = "intake", "een-geheim-van-de-test", "m.visser@gemeente.example"


@dataclass
class Provider:
    """Discovery, authorize, token and jwks; ``lie`` changes what it says. A code is taken once, with its PKCE verifier."""

    address: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "k1"}))
    claims: dict[str, Any] = field(default_factory=dict)
    lie: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.about), Route("/jwks", self.jwks),
                Route("/authorize", self.authorize), Route("/token", self.token, methods=["POST"]),
            ]
        )  # fmt: skip

    async def about(self, request: Request) -> JSONResponse:
        return JSONResponse(
            {
                "issuer": self.address, "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token", "jwks_uri": f"{self.address}/jwks",
                "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256"],
            }
        )  # fmt: skip

    async def jwks(self, request: Request) -> JSONResponse:
        return JSONResponse(KeySet([self.key]).as_dict(private=False))

    async def authorize(self, request: Request) -> RedirectResponse:
        asked = dict(request.query_params)
        assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        self.kept.append(code)
        return RedirectResponse(f"{asked['redirect_uri']}?code={code}&state={asked['state']}", status_code=302)

    async def token(self, request: Request) -> JSONResponse:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        given = base64.b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()
        asked = self.codes.get(form["code"]) if self.lie == "codes for ever" else self.codes.pop(form["code"], None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if asked is None or given != f"{CLIENT}:{CLIENT_SECRET}" or asked["code_challenge"] != challenge:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        return JSONResponse({"access_token": "niets", "token_type": "Bearer", "id_token": self.id_token(asked["nonce"])})

    def id_token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.address, "aud": CLIENT, "sub": "persoon-1", "iat": now, "exp": now + 300, "nonce": nonce,
            "email": WHO, "email_verified": True, **self.claims,
        }  # fmt: skip
        claims |= {
            "wrong nonce": {"nonce": "een andere"}, "expired": {"iat": now - 900, "exp": now - 600},
            "wrong audience": {"aud": "een ander programma"}, "wrong issuer": {"iss": "https://ergens.example"},
            "of two programs": {"aud": [CLIENT, "een ander"], "azp": "een ander"},
        }.get(self.lie, {})  # fmt: skip
        for gone in {"no nonce": ["nonce"], "no expiry": ["exp"]}.get(self.lie, []):
            del claims[gone]
        header = {"alg": "RS256", "kid": "k1"}
        if self.lie == "alg none":
            parts = [json.dumps(one).encode() for one in ({"alg": "none", "kid": "k1"}, claims)]
            return b".".join([*(base64.urlsafe_b64encode(one).rstrip(b"=") for one in parts), b""]).decode()
        if self.lie == "signed with our own secret":
            return jwt.encode({"alg": "HS256", "kid": "k1"}, claims, OctKey.import_key(CLIENT_SECRET))
        if self.lie == "signed with another key":
            return jwt.encode(header, claims, RSAKey.generate_key(2048, parameters={"kid": "k1"}))
        if self.lie == "another kind of key":
            return jwt.encode({"alg": "ES256", "kid": "k9"}, claims, ECKey.generate_key("P-256", parameters={"kid": "k9"}))
        return jwt.encode(header, claims, self.key)


@dataclass
class Municipality:
    address: str
    house: House
    provider: Provider

    def browser(self) -> httpx.Client:
        return httpx.Client(timeout=30, base_url=self.address, follow_redirects=False)

    def there_and_back(self, browser: httpx.Client) -> str:
        """Go to the sign-on and come back; the address the browser is sent to, before it is opened."""
        there = browser.get("/inloggen/gemeente")
        assert there.status_code == 303, there.text
        return str(httpx.get(there.headers["location"]).headers["location"])

    def sign_on(self, browser: httpx.Client) -> httpx.Response:
        return browser.get(self.there_and_back(browser))

    def who(self, browser: httpx.Client) -> str | None:
        staff = self.house.access.staff(browser.cookies.get("intake_staff"))
        return staff.role if staff else None


def make(tmp_path: Path, **settings: Any) -> Iterator[Municipality]:
    provider = Provider()
    behind, behind_thread, provider.address = serve(provider.app())
    house = open_house(tmp_path / "data", wording_of)
    about = OidcSettings(provider.address, CLIENT, CLIENT_SECRET, **settings)

    def use_once(digest: str, seconds: int) -> bool:
        now = house.now()
        return house.store.use_once(digest, now.isoformat(), (now + timedelta(seconds=seconds)).isoformat())

    sign_on = SignOn(about, now=house.now, use_once=use_once)
    app = create_app(house, dialogue_url="http://127.0.0.1:9", dialogue_secret="geheim", sign_on=sign_on)
    front, front_thread, address = serve(app)
    yield Municipality(address, house, provider)
    stop(front, front_thread)
    stop(behind, behind_thread)
    house.store.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Municipality]:
    yield from make(tmp_path_factory.mktemp("sso"))


@pytest.fixture
def gemeente(shared: Municipality) -> Municipality:
    """Nobody has an account yet, and the provider tells the truth."""
    with shared.house.store._transaction() as db:  # type: ignore[attr-defined]
        db.execute("DELETE FROM staff")
        db.execute("DELETE FROM sessions")
    shared.provider.claims, shared.provider.lie = {}, ""
    return shared


def with_account(gemeente: Municipality) -> None:
    gemeente.house.access.make_account(WHO, "M. Visser (verzonnen)", "consulent", by=COMMAND_LINE, municipal=True)


def test_an_account_that_a_beheerder_made_gets_in(gemeente: Municipality) -> None:
    with_account(gemeente)
    browser = gemeente.browser()
    assert "Inloggen met uw account van de gemeente" in browser.get("/inloggen").text
    answer = gemeente.sign_on(browser)
    assert answer.status_code == 200 and 'content="0; url=/consulent"' in answer.text
    assert gemeente.who(browser) == "consulent"
    account = gemeente.house.store.staff(WHO)
    assert account is not None and (account.issuer, account.subject) == (gemeente.provider.address, "persoon-1")


def test_later_the_subject_counts_and_not_the_address(gemeente: Municipality) -> None:
    with_account(gemeente)
    gemeente.sign_on(gemeente.browser())
    gemeente.provider.claims = {"email": "nieuwe.naam@gemeente.example"}
    browser = gemeente.browser()
    gemeente.sign_on(browser)
    assert gemeente.who(browser) == "consulent"
    gemeente.provider.claims = {"sub": "iemand anders"}
    other = gemeente.browser()
    assert gemeente.sign_on(other).status_code == 403, "an address that was given to somebody else lets nobody in"
    assert gemeente.who(other) is None


@pytest.mark.parametrize("claims", [{}, {"email": "ander@gemeente.example"}])
def test_without_an_account_nobody_gets_in(gemeente: Municipality, claims: dict[str, Any]) -> None:
    if claims:
        with_account(gemeente)
    gemeente.provider.claims = claims
    browser = gemeente.browser()
    answer = gemeente.sign_on(browser)
    assert answer.status_code == 403 and "nog geen account" in answer.text and gemeente.who(browser) is None


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email_verified": "true"}, {"email_verified": None}])
def test_an_address_that_is_not_verified_does_not_count(gemeente: Municipality, claims: dict[str, Any]) -> None:
    with_account(gemeente)
    gemeente.provider.claims = claims
    assert gemeente.sign_on(gemeente.browser()).status_code == 403


def test_a_closed_account_stays_out(gemeente: Municipality) -> None:
    with_account(gemeente)
    gemeente.house.access.disable(WHO, by=COMMAND_LINE)
    assert "gesloten" in gemeente.sign_on(gemeente.browser()).text


LIES = [
    "wrong nonce", "no nonce", "expired", "no expiry", "wrong audience", "wrong issuer", "of two programs", "alg none",
    "signed with our own secret", "signed with another key", "another kind of key",
]  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_right_lets_nobody_in(gemeente: Municipality, lie: str) -> None:
    with_account(gemeente)
    gemeente.provider.lie = lie
    browser = gemeente.browser()
    assert gemeente.sign_on(browser).status_code == 403
    assert gemeente.who(browser) is None


def test_the_answer_of_another_browser_is_refused(gemeente: Municipality) -> None:
    with_account(gemeente)
    theirs = gemeente.there_and_back(gemeente.browser())
    for mine in (gemeente.browser(), gemeente.browser()):
        mine.get("/inloggen/gemeente")
        assert mine.get(theirs).status_code == 403 and gemeente.who(mine) is None
    bare = gemeente.browser()
    assert bare.get(theirs).status_code == 403, "a browser that never began"


def test_a_state_that_was_changed_is_refused(gemeente: Municipality) -> None:
    with_account(gemeente)
    browser = gemeente.browser()
    back = urlsplit(gemeente.there_and_back(browser))
    code = parse_qs(back.query)["code"][0]
    for query in (f"code={code}", f"code={code}&state=", f"code={code}&state=geraden"):
        assert browser.get(f"{back.path}?{query}").status_code == 403
    assert gemeente.who(browser) is None


@pytest.mark.parametrize("lie", ["", "codes for ever"])
def test_an_answer_is_taken_once(gemeente: Municipality, lie: str) -> None:
    """Also when the provider would take its code twice."""
    with_account(gemeente)
    gemeente.provider.lie = lie
    browser = gemeente.browser()
    back = gemeente.there_and_back(browser)
    cookie = browser.cookies["intake_oidc"]
    assert browser.get(back).status_code == 200
    again = gemeente.browser()
    again.cookies.set("intake_oidc", cookie)
    assert again.get(back).status_code == 403 and gemeente.who(again) is None


def test_a_code_of_somebody_else_does_not_fit_this_browser(gemeente: Municipality) -> None:
    """PKCE: the code of another browser, under the own state."""
    with_account(gemeente)
    theirs = parse_qs(urlsplit(gemeente.there_and_back(gemeente.browser())).query)["code"][0]
    mine = gemeente.browser()
    back = urlsplit(gemeente.there_and_back(mine))
    state = parse_qs(back.query)["state"][0]
    assert mine.get(f"{back.path}?code={theirs}&state={state}").status_code == 403


def test_a_claim_gives_no_role_without_a_mapping(gemeente: Municipality) -> None:
    with_account(gemeente)
    gemeente.provider.claims = {"role": "beheerder", "groups": ["beheerder"]}
    browser = gemeente.browser()
    gemeente.sign_on(browser)
    assert gemeente.who(browser) == "consulent"


def test_a_mapping_decides_on_the_role(tmp_path: Path) -> None:
    rest = make(tmp_path, role_claim="groups", roles={"team-a": "consulent", "kwaliteit": "toetser"})
    gemeente = next(rest)
    with_account(gemeente)
    one, other, none = (["kwaliteit", "iets"], "toetser"), ("team-a", "consulent"), (["beheerder"], None)
    for groups, role in (one, other, none, (["team-a", "kwaliteit"], None)):
        gemeente.provider.claims = {"groups": groups}
        browser = gemeente.browser()
        gemeente.sign_on(browser)
        assert gemeente.who(browser) == role
    next(rest, None)


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        ({"INTAKE_OIDC_ISSUER": "http://login.example.nl"}, "https"),
        ({"INTAKE_OIDC_ISSUER": "https://login.example.nl"}, "INTAKE_OIDC_CLIENT_ID"),
        (
            {
                "INTAKE_OIDC_ISSUER": "https://login.example.nl", "INTAKE_OIDC_CLIENT_ID": "x",
                "INTAKE_OIDC_CLIENT_SECRET_FILE": "/niets",
            },
            "cannot be read",
        ),
    ],
)  # fmt: skip
def test_settings_that_are_not_right_are_told(environ: dict[str, str], told: str) -> None:
    with pytest.raises(BadSetting, match=told):
        oidc_settings(environ)


def test_a_role_that_does_not_exist_is_told(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("een geheim")
    environ = {
        "INTAKE_OIDC_ISSUER": "https://login.example.nl", "INTAKE_OIDC_CLIENT_ID": "x",
        "INTAKE_OIDC_CLIENT_SECRET_FILE": str(secret), "INTAKE_OIDC_ROLE_CLAIM": "groups", "INTAKE_OIDC_ROLES": "a=baas",
    }  # fmt: skip
    with pytest.raises(BadSetting, match="baas"):
        oidc_settings(environ)
    found = oidc_settings({**environ, "INTAKE_OIDC_ROLES": "a=consulent, cn=b=toetser"})
    assert found is not None and found.roles == {"a": "consulent", "cn=b": "toetser"}


