"""Mass requests, huge bodies and bodies that drip: refused with a sentence, and nobody else notices."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from assistant.supervisor import settings
from ui.app import create_app
from ui.chat.words import PageWords
from ui.limits import BODIES, MOST_KNOWN, Buckets, LimitedRequests, Limits, Rate, largest_body

AWAY = "http://127.0.0.1:9"


class Seconds:
    """A clock in seconds that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


async def read_it(scope: Any, receive: Any, send: Any) -> None:
    """Stands for the pages: reads the body and answers."""
    while (message := await receive())["type"] == "http.request" and message.get("more_body"):
        pass
    if message["type"] == "http.request":
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The texts of the product, as a house has them."""
    opened = open_house(tmp_path_factory.mktemp("limits") / "data", wording_of)
    yield opened.wording
    opened.store.close()


def app_with(texts: Any, limits: Limits) -> Any:
    return LimitedRequests(read_it, PageWords(texts), limits)


@pytest.fixture
def few(texts: Any) -> TestClient:
    """Room for five requests of an address and two of a session."""
    limits = Limits(session=Rate(2, 0.001), address=Rate(5, 0.001), sign_in=Rate(3, 0.001))
    return TestClient(app_with(texts, limits), client=("203.0.113.7", 999))


def test_a_bucket_fills_again_and_forgets_the_quietest() -> None:
    clock = Seconds()
    buckets = Buckets(Rate(2, 1), clock, most=3)
    assert [buckets.take(b"a") for _ in range(2)] == [0, 0]
    assert buckets.take(b"a") == pytest.approx(1)
    clock.now += 1
    assert buckets.take(b"a") == 0
    for other in (b"b", b"c", b"d"):
        assert buckets.take(other) == 0
    assert len(buckets) == 3
    assert buckets.take(b"a") == 0, "it was forgotten, so it starts again"


def test_memory_stays_bounded_under_a_million_addresses() -> None:
    buckets = Buckets(Rate(2, 1), Seconds())
    for number in range(3 * MOST_KNOWN):
        buckets.take(number.to_bytes(4))
    assert len(buckets) == MOST_KNOWN


@pytest.mark.parametrize("language", ["ar", "ti", "prs", "nl"])
def test_too_many_requests_are_refused_in_the_language_of_the_person(
    few: TestClient, texts: Any, language: str
) -> None:
    answers = [few.get(f"/gesprek/scherm?taal={language}") for _ in range(7)]
    assert [answer.status_code for answer in answers] == [204] * 5 + [429] * 2
    refused = answers[-1]
    assert refused.json() == {"problem": "page.problem_busy", "text": texts.text(language, "page.problem_busy")}
    assert int(refused.headers["retry-after"]) >= 1


def test_the_pages_stand_behind_it(house: House) -> None:
    app = create_app(house, dialogue_url=AWAY, dialogue_secret="x" * 16, limits=Limits(address=Rate(1, 0.001)))
    client = TestClient(app, client=("203.0.113.7", 999))
    assert client.get("/gezond").json() == {"ok": True}
    refused = client.get("/gezond")
    assert refused.status_code == 429
    assert "content-security-policy" in refused.headers


def test_a_session_has_its_own_room(few: TestClient) -> None:
    few.cookies.set("intake_person", "a" * 43)
    assert [few.get("/gesprek/scherm").status_code for _ in range(4)] == [204, 204, 429, 429]
    few.cookies.clear()
    assert few.get("/gesprek/scherm").status_code == 204, "somebody else behind the same address goes on"


def test_guessing_at_the_door_is_slowed_down_before_a_password_is_hashed(few: TestClient) -> None:
    tried = [few.post("/inloggen", data={"naam": "a", "wachtwoord": "b"}).status_code for _ in range(5)]
    assert tried[:3] == [204] * 3
    assert tried[3:] == [429] * 2


def test_staff_read_it_in_dutch(few: TestClient) -> None:
    for _ in range(5):
        few.get("/consulent/")
    refused = few.get("/consulent/", follow_redirects=False)
    assert refused.status_code == 429
    assert "Wacht een minuut" in refused.text


def test_who_comes_to_the_first_page_reads_it_in_every_language(few: TestClient, texts: Any) -> None:
    for _ in range(5):
        few.get("/gesprek/scherm")
    refused = few.get("/")
    assert refused.status_code == 429
    for language in ("ar", "ti", "prs", "nl"):
        assert texts.text(language, "page.problem_busy") in refused.text


def test_a_whole_centre_behind_one_address_is_not_held_up(texts: Any) -> None:
    client = TestClient(app_with(texts, Limits()), client=("203.0.113.8", 1))
    statuses = {client.get("/gesprek/woorden?taal=ti").status_code for _ in range(300)}
    assert statuses == {204}


def test_programs_on_this_machine_are_not_counted(texts: Any) -> None:
    client = TestClient(app_with(texts, Limits(address=Rate(1, 0.001))), client=("127.0.0.1", 1))
    assert {client.get("/gezond").status_code for _ in range(20)} == {204}


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/gesprek/beurt", "page.problem_too_long"),
        ("/opnamen/antwoord?bericht=a", "page.voice_too_long"),
        ("/inloggen", None),
        ("/consulent/gradio_api/component_server/", None),
        ("/vertaler/gradio_api/queue/join", None),
        ("/opnamen/tekst", "page.voice_too_long"),
    ],
)
@pytest.mark.parametrize("declared", [True, False])
def test_a_body_that_is_too_large_is_not_read_to_its_end(
    texts: Any, path: str, problem: str | None, declared: bool
) -> None:
    most = largest_body(path.split("?")[0])
    taken = 0

    def pieces() -> Iterator[bytes]:
        nonlocal taken
        while taken < 4 * most:
            taken += 1 << 20
            yield b"x" * (1 << 20)

    sent, replies = asyncio.run(_send(app_with(texts, Limits()), path, pieces(), 4 * most if declared else None))
    assert replies[0]["status"] == 413
    assert sent <= most + 2 * (1 << 20)
    if problem:
        assert problem.encode() in replies[1]["body"]


@pytest.mark.parametrize("length", ["-1", "1e9", "٣", "9" * 30, "+5"])
def test_a_length_that_is_no_number_is_not_believed(texts: Any, length: str) -> None:
    sent, replies = asyncio.run(_send(app_with(texts, Limits()), "/gesprek/beurt", iter([b"{}"]), length))
    assert replies[0]["status"] == 413
    assert sent == 0


def test_a_body_that_drips_is_ended(texts: Any) -> None:
    limits = Limits(quiet=0.05)
    words = PageWords(texts)

    async def drip() -> tuple[list[dict[str, Any]], bool]:
        finished = False

        async def reads_everything(scope: Any, receive: Any, send: Any) -> None:
            nonlocal finished
            while (message := await receive())["type"] == "http.request":
                if not message.get("more_body"):
                    finished = True
                    break
            await send({"type": "http.response.start", "status": 500, "headers": []})
            await send({"type": "http.response.body", "body": b"half"})

        told: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            if told or received:
                await asyncio.sleep(60)
            received.append(1)
            return {"type": "http.request", "body": b"{", "more_body": True}

        received: list[int] = []

        async def send(message: Any) -> None:
            told.append(message)

        app = LimitedRequests(reads_everything, words, limits)
        await asyncio.wait_for(app(_scope("/gesprek/beurt", []), receive, send), 10)
        return told, finished

    told, finished = asyncio.run(drip())
    assert told[0]["status"] == 408
    assert b"page.problem_busy" in told[1]["body"]
    assert not finished


def test_an_answer_that_waits_for_the_visitor_to_leave_is_not_ended(texts: Any) -> None:
    """A page of the staff listens to a stream of events: after its body nothing comes for hours, and that is right."""
    words = PageWords(texts)

    async def listen() -> list[dict[str, Any]]:
        async def streams(scope: Any, receive: Any, send: Any) -> None:
            await receive()
            await send({"type": "http.response.start", "status": 200, "headers": []})
            assert (await receive())["type"] == "http.disconnect"
            await send({"type": "http.response.body", "body": b"end"})

        messages: AsyncIterator[dict[str, Any]] = _later()

        async def receive() -> dict[str, Any]:
            return await anext(messages)

        told: list[dict[str, Any]] = []

        async def send(message: Any) -> None:
            told.append(message)

        await LimitedRequests(streams, words, Limits(quiet=0.05))(_scope("/consulent/x", []), receive, send)
        return told

    assert [one.get("status") for one in asyncio.run(listen())] == [200, None]


async def _later() -> AsyncIterator[dict[str, Any]]:
    yield {"type": "http.request", "body": b"", "more_body": False}
    await asyncio.sleep(0.3)
    yield {"type": "http.disconnect"}


def test_only_so_many_requests_of_one_address_are_answered_at_a_time(texts: Any) -> None:
    words = PageWords(texts)

    async def crowd() -> list[int]:
        go_on = asyncio.Event()

        async def slow(scope: Any, receive: Any, send: Any) -> None:
            await go_on.wait()
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})

        app = LimitedRequests(slow, words, Limits(at_once=3))
        statuses: list[int] = []

        async def one() -> None:
            async def send(message: Any) -> None:
                if message["type"] == "http.response.start":
                    statuses.append(message["status"])

            async def receive() -> dict[str, Any]:
                return {"type": "http.request", "body": b"", "more_body": False}

            await app(_scope("/gesprek/scherm", []), receive, send)

        waiting = [asyncio.create_task(one()) for _ in range(5)]
        await asyncio.sleep(0.05)
        go_on.set()
        await asyncio.gather(*waiting)
        await one()
        return statuses

    assert sorted(asyncio.run(crowd())) == [200, 200, 200, 200, 429, 429]


def test_every_address_has_a_largest_body() -> None:
    assert BODIES[-1][0].match("/whatever/else")
    assert all(largest_body(path) <= 64 * 1024 for path in ("/", "/inloggen", "/documenten/a/b.pdf", "/uitloggen"))


def test_an_import_of_five_million_characters_fits() -> None:
    assert largest_body("/consulent/gradio_api/component_server/") >= 5_000_000 * 6


def test_the_setting_is_read_and_a_broken_one_refused() -> None:
    read = Limits.of(settings.request_limits({}))
    assert read == Limits()
    own = Limits.of(settings.request_limits({"INTAKE_LIMITS": "address=0/0 session=10/1"}))
    assert (own.address, own.session, own.sign_in) == (Rate(0, 0), Rate(10, 1), Limits().sign_in)
    for broken in ("address=10", "street=1/1", "address=-1/1", "address=10/0", "address=1/1;"):
        with pytest.raises(settings.BadSetting):
            settings.request_limits({"INTAKE_LIMITS": broken})


def _scope(path: str, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    bare, _, query = path.partition("?")
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "path": bare,
        "raw_path": bare.encode(),
        "query_string": query.encode(),
        "headers": headers,
        "client": ("203.0.113.9", 5),
        "server": ("test", 80),
        "scheme": "http",
        "root_path": "",
    }


async def _send(
    app: Any, path: str, pieces: Iterator[bytes], length: int | str | None
) -> tuple[int, list[dict[str, Any]]]:
    """Post a body in pieces; how many bytes were taken of it, and the answer."""
    headers = [(b"host", b"test"), (b"content-type", b"application/json")]
    if length is not None:
        headers.append((b"content-length", str(length).encode()))
    sent = 0
    replies: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        nonlocal sent
        piece = next(pieces, None)
        sent += len(piece or b"")
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    async def send(message: Any) -> None:
        replies.append(message)

    await asyncio.wait_for(app(_scope(path, headers), receive, send), 30)
    return sent, replies
