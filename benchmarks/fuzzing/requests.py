"""The parts of a request: cookies, headers, forms, the JSON of the person's page, and what a sign-on sends back."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from starlette.datastructures import Headers, QueryParams
from starlette.requests import Request, cookie_parser

from assistant.plain_text import without_lone_surrogates
from assistant.supervisor.settings import BadSetting
from fuzzing.files import FileParser, json_bytes, json_like, odd_value
from fuzzing.texts import HOSTILE, mutated_bytes, text
from ui.chat.endpoints import BadRequest, read_json, short_text
from ui.limits import _declared, _session, largest_body
from ui.oidc import OidcSettings, SignOn, SignOnFault, _part, oidc_settings
from ui.protection import from_elsewhere
from ui.recordings import _in_part
from ui.session_cookies import _plain
from ui.sign_in import read_form

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ISSUER = "https://aanmelden.gemeente.invalid"
COOKIES = (
    b"intake_person=abc; intake_staff=def", b"__Host-intake_staff=x.y-z; __Host-intake_person=\"a\\073b\"",
    b"intake_oidc=1.a; a",
    b"intake_device=" + b"d" * 50, b"a=b;; ;=;intake_staff", b"$Version=1; intake_person=\"\\377\"",
    b"intake_person=" + b"x" * 9_000,
)  # fmt: skip
ORIGINS = (
    b"https://intake.gemeente.invalid", b"http://[::1]:8000", b"http://[x", b"null", b"https://a@b:99999/", b"//",
    b"http://[::1",
    b"https://xn--a", b"http://\xe0", b"data:,", b"https://intake.gemeente.invalid:", b"http://\xb2/",
)  # fmt: skip
RANGES = (
    b"bytes=0-", b"bytes=0-99", b"bytes=5-2", b"bytes=-5", b"bytes=0-1,4-9", b"bytes=\xb2-", b"bytes=0-\xb3", b"bytes=99999-",
    b"bytes=" + b"9" * 5_000 + b"-", b"bytes=0-" + b"9" * 5_000, b"bytes", b"chunks=0-1",
)  # fmt: skip
LENGTHS = (b"0", b"12", b"-1", b"\xb2", b"1e9", b"9" * 40, b" 7 ", b"+5", b"0x10", b"")
FIELDS = (
    "naam", "wachtwoord", "code", "nieuw", "nogmaals", "wat", "woorden", "vraag", "nummer", "wie", "formulier", "login", "rol",
    "gemeente", "gevoelig", "taal-ti",
)  # fmt: skip
MESSAGE = {
    "message_id": "m-1", "prompt_id": "p-1", "button": None, "text": "hallo", "language": "ti", "code": "ABCD-EFGH",
    "fact": "123456",
}  # fmt: skip
CLAIMS = {
    "iss": ISSUER, "aud": "intake", "sub": "medewerker-1 (verzonnen)", "exp": int(NOW.timestamp()) + 300,
    "iat": int(NOW.timestamp()), "nonce": "n", "email": "iemand@gemeente.invalid", "email_verified": True,
    "groups": ["groep-a"],
    "azp": "intake",
}  # fmt: skip


def finished(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine gives that never has to wait."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value
    coroutine.close()
    raise AssertionError("it waited for something")


def request_of(headers: list[tuple[bytes, bytes]], body: bytes = b"", pieces: int = 1, query: bytes = b"") -> Request:
    """A request as the server hands it on, its body in so many pieces."""
    size = max(1, -(-len(body) // pieces))
    left = [body[start : start + size] for start in range(0, len(body), size)] or [b""]

    async def receive() -> dict[str, Any]:
        piece = left.pop(0) if left else b""
        return {"type": "http.request", "body": piece, "more_body": bool(left)}

    scope = {"type": "http", "method": "POST", "path": "/", "headers": headers, "query_string": query, "scheme": "http"}
    return Request(scope, receive)


def header(*seeds: bytes) -> Callable[[Random], bytes]:
    """A value of a header: what a server lets through has no line ends and no NUL."""

    def make(random: Random) -> bytes:
        value = random.choice(seeds)
        if random.random() < 0.7:
            value = mutated_bytes(value, random)
        return value.translate(None, b"\r\n\x00")[:70_000]

    return make


def _cookies(value: bytes) -> None:
    for headers in ([(b"cookie", value)], _plain([(b"cookie", value)])):
        _session(Headers(raw=headers))
        cookie_parser(Headers(raw=headers).get("cookie", ""))


def _headers_case(random: Random) -> list[tuple[bytes, bytes]]:
    seeds: Mapping[bytes, tuple[bytes, ...]] = {
        b"origin": ORIGINS, b"host": ORIGINS, b"content-length": LENGTHS, b"sec-fetch-site": (b"same-origin", b"cross-site"),
        b"range": RANGES, b"accept-language": (b"ti,nl;q=0.8", b"*", b"x" * 5_000), b"authorization": (b"Bearer x",
        b"Bearer \xff"),
    }  # fmt: skip
    return [(name, header(*values)(random)) for name, values in seeds.items() if random.random() < 0.7]


def _headers(raw: list[tuple[bytes, bytes]]) -> None:
    headers = Headers(raw=raw)
    from_elsewhere(headers, headers.get("host", ""))
    assert _declared(headers) >= 0
    largest_body(headers.get("host", ""))


def _range(value: bytes) -> None:
    sound = b"OggS" + bytes(96)
    answer = _in_part(request_of([(b"range", value)]), sound, "audio/ogg", "no-store")
    assert len(bytes(answer.body)) <= len(sound)


def form_bytes(random: Random) -> bytes:
    """The body of a form: fields of ours, odd ones, one twice, cut off, with halves of escapes."""
    given = [
        (random.choice(FIELDS), random.choice((*HOSTILE, "ja", "x", "", text(random, "ti"), "\ud800", "9" * 300)))
        for _ in range(random.randrange(7))
    ]
    made = urlencode(given, errors="surrogatepass", encoding="utf-8").encode()
    odd = (b"%", b"%zz", b"%ed%a0%80", b"&&&", b"=", b"+", b"%00", b";", b"a" * 70_000, b"&a" * 2_000, b"\xff\xfe")
    if random.random() < 0.3:
        made += random.choice(odd)
    return mutated_bytes(made, random) if random.random() < 0.4 else made


def _form(case: tuple[bytes, int]) -> None:
    finished(read_form(request_of([], case[0], case[1])))


def _message(case: tuple[bytes, bytes, int]) -> None:
    kind, body, pieces = case
    message = finished(read_json(request_of([(b"content-type", kind)], body, pieces)))
    for name in ("code", "fact", "message_id", "prompt_id"):
        with suppress(BadRequest):
            short_text(message, name)
    if isinstance(message.get("text"), str):
        without_lone_surrogates(message["text"]).encode("utf-8")


def _message_case(random: Random) -> tuple[bytes, bytes, int]:
    kinds = (
        b"application/json",
        b"application/json; charset=utf-8",
        b"APPLICATION/JSON;x",
        b"text/plain",
        b"",
        b"\xff",
    )
    kind = kinds[0] if random.random() < 0.9 else random.choice(kinds)
    return kind, json_bytes(MESSAGE)(random), random.randrange(1, 5)


@cache
def _key() -> ECKey:
    # a fixed key, so that the same seed gives the same cases; it signs nothing but these
    numbers = {"crv": "P-256", "kty": "EC", "kid": "een", "d": "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE",
               "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
               "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}  # fmt: skip
    return ECKey.import_key(numbers)


class _Offline(SignOn):
    """The sign-on with an answer that is given: nothing is asked of anybody."""

    given: Any = None

    def _provider(self, again: bool = False) -> tuple[dict[str, Any], KeySet]:
        return {"issuer": ISSUER, "token_endpoint": ISSUER, "authorization_endpoint": ISSUER}, KeySet([_key()])

    def _client(self, back: str) -> Any:
        return self

    def __enter__(self) -> _Offline:
        return self

    def __exit__(self, *about: object) -> None:
        return None

    def fetch_token(self, *about: object, **more: object) -> Any:
        """What the sign-on would send back."""
        return self.given


def _sign_on_case(random: Random) -> tuple[bytes, bytes, dict[str, Any], dict[str, Any], bool]:
    """What the browser brings back, its cookie, the claims, the head of the token, and whether the rest is as it should be."""
    right = random.random() < 0.7
    answer = {"state": "STATE", "code": "c", "iss": ISSUER}
    query = urlencode({name: value for name, value in answer.items() if right or random.random() > 0.2}).encode()
    if not right:
        query = mutated_bytes(query, random)
    secret = f"{int(NOW.timestamp())}.geheim".encode()
    claims = json_like(CLAIMS)(random) if random.random() < 0.9 else CLAIMS
    head = (
        json_like({"alg": "ES256", "kid": "een"})(random) if random.random() < 0.2 else {"alg": "ES256", "kid": "een"}
    )
    return query, secret if right else header(secret)(random), claims, head, right


def _sign_on(case: tuple[bytes, bytes, Any, Any, bool]) -> None:
    query, cookie, claims, head, right = case
    groups = OidcSettings(ISSUER, "intake", "geheim", "groups", {"groep-a": "consulent", "groep-b": "toetser"})
    sign_on = _Offline(groups, now=lambda: NOW, use_once=lambda digest, seconds: True)
    secret = cookie_parser(f"intake_oidc={cookie.decode('latin-1')}").get("intake_oidc", "")
    state, nonce = (quote(_part(what, secret)) for what in ("state", "nonce"))
    brought = QueryParams(query.replace(b"STATE", state.encode()))
    if right and isinstance(claims, dict) and claims.get("nonce") == "n":
        claims = {**claims, "nonce": nonce}
    token: Any = "geen"
    with suppress(Exception):  # what cannot even be signed stays "geen": the library that signs is not what is tried
        token = jwt.encode(head, claims, _key())
    sign_on.given = {"id_token": token, "access_token": "t"} if right else {"id_token": claims, "access_token": head}
    sign_on.finish(
        secret, {name: brought[name] for name in ("state", "code", "iss") if name in brought}, "https://x.invalid/"
    )


def _token(token: bytes) -> None:
    sign_on = _Offline(OidcSettings(ISSUER, "intake", "geheim"), now=lambda: NOW, use_once=lambda digest, seconds: True)
    sign_on._claims({"id_token": token.decode("latin-1"), "access_token": "t"}, "n")


@cache
def _good_token() -> bytes:
    return str(jwt.encode({"alg": "ES256", "kid": "een"}, CLAIMS, _key())).encode()


def _token_case(random: Random) -> bytes:
    odd = (b"eyJhbGciOiJub25lIn0.e30.", b"..", b"a.b.c", b"." * 2_000, _good_token().rsplit(b".", 1)[0] + b".")
    return mutated_bytes(random.choice((_good_token(), _good_token(), *odd)), random)


def _sign_on_settings(environ: dict[str, str]) -> None:
    oidc_settings(environ)


def _sign_on_settings_case(random: Random) -> dict[str, str]:
    names = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET_FILE", "ROLE_CLAIM", "ROLES")
    values = (
        ISSUER,
        "intake",
        "groep-a=consulent",
        "a=b=toetser,",
        "http://[",
        "https://",
        "x\x00y",
        "",
        "groups",
        "/dev/null",
        "=",
    )
    return {
        f"INTAKE_OIDC_{name}": random.choice((*values, *HOSTILE, text(random, "nl", 5)))
        for name in names
        if random.random() < 0.9
    }


@cache
def REQUEST_PARSERS() -> tuple[FileParser, ...]:
    """Every parser of a part of a request."""
    return (
        FileParser("cookies", header(*COOKIES), _cookies, (), 6),
        FileParser("headers", _headers_case, _headers, (), 6),
        FileParser("range of a recording", header(*RANGES), _range, (), 4),
        FileParser("form", lambda random: (form_bytes(random), random.randrange(1, 5)), _form, (), 4),
        FileParser("message of the page", _message_case, _message, (BadRequest,), 6),
        FileParser("sign-on, what comes back", _sign_on_case, _sign_on, (SignOnFault,), 0.5),
        FileParser("sign-on, token", _token_case, _token, (SignOnFault,), 1),
        FileParser("sign-on, settings", _sign_on_settings_case, _sign_on_settings, (BadSetting,), 1),
    )


__all__ = ["REQUEST_PARSERS", "form_bytes", "header", "odd_value", "request_of"]
