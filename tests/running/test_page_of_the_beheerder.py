"""``docs/running.md`` says what is: policies word for word, every figure, every field of the log, every command."""

from __future__ import annotations

import asyncio
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from assistant.commands.opening import wording_of
from assistant.house import open_house
from assistant.structured_log import FIELDS
from assistant.supervisor.settings import PROJECT
from tests.running.test_deploy import accepted
from ui.app import STAFF_MOUNTS, create_app
from ui.serving import FINISH_WITHIN

NAMES = ("running.md", "beyond-one-machine.md", "sizing.md")
PAGES = {name: (PROJECT / "docs" / name).read_text(encoding="utf-8") for name in NAMES}
RUNNING = PAGES["running.md"]
POLICIES = re.findall(r"^    (default-src .+)$", RUNNING, flags=re.MULTILINE)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ASGIApp]:
    house = open_house(tmp_path_factory.mktemp("said") / "data", wording_of)
    yield create_app(house, dialogue_url="http://127.0.0.1:9", dialogue_secret="s" * 20)
    house.store.close()


def answer(app: ASGIApp, path: str) -> httpx.Response:
    async def one() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 40000))
        async with httpx.AsyncClient(transport=transport, base_url="http://intake.test") as browser:
            return await browser.get(path, headers={"accept": "text/html"})

    return asyncio.run(one())


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/inloggen", 0), ("/gesprek/scherm", 0), ("/nowhere", 0), ("/healthz", 0), ("/beheer/", 0),
        *((f"{mount}/", 1) for mount in STAFF_MOUNTS),
    ],
)
def test_the_policy_of_every_kind_of_page_is_the_one_that_is_documented(app: ASGIApp, path: str, kind: int) -> None:
    assert len(POLICIES) == 2
    sent = answer(app, path).headers["content-security-policy"]
    print(f"{path}: {sent}")
    assert re.sub(r"'nonce-[^']+'", "'nonce-…'", sent) == POLICIES[kind]


def test_the_mounts_that_are_named_are_the_staffs() -> None:
    told = re.search(r"Staff pages made with Gradio \((.+?)\)", RUNNING)
    assert told and set(re.findall(r"`(/\w+)/`", told[1])) == set(STAFF_MOUNTS)


def test_a_nonce_is_never_used_twice(app: ASGIApp) -> None:
    policies = {answer(app, "/consulent/").headers["content-security-policy"] for _ in range(3)}
    assert len(policies) == 3


def test_every_figure_that_is_given_is_explained_and_no_other(app: ASGIApp) -> None:
    code = (PROJECT / "ui" / "health.py").read_text(encoding="utf-8")
    given = set(re.findall(r"\"(intake_[a-z_]+)\"", code))
    assert len(given) > 12
    assert set(re.findall(r"`(intake_[a-z_]+)`", RUNNING)) == given


def test_every_field_of_the_log_is_explained() -> None:
    assert {name for name in FIELDS if f"`{name}`" not in RUNNING} == set()


def test_how_long_a_turn_may_take_at_the_end_is_told() -> None:
    assert FINISH_WITHIN == 9 and "within nine seconds" in RUNNING


@pytest.mark.parametrize("name", PAGES)
def test_every_command_exists(name: str) -> None:
    said = re.findall(r"`(?:sudo [^`]*? )?intake ([a-z][^`]*)`|\bintake (admin [^\n`]+|key new)\b", PAGES[name])
    commands = {first or second for first, second in said}
    for command in commands:
        words = [word for word in shlex.split(command.replace(" > INTAKE_KEY", "")) if word not in {"…"}]
        assert accepted(words) or words == ["exec"], command
    assert len(commands) >= {"running.md": 12, "sizing.md": 2}.get(name, 0)


@pytest.mark.parametrize("name", PAGES)
def test_every_file_of_the_project_that_is_named_exists(name: str) -> None:
    named = re.findall(r"\b((?:assistant|ui|deploy|benchmarks|tests)/[\w./-]+)", PAGES[name])
    assert named
    assert [one for one in named if not (PROJECT / one).exists()] == []


def test_every_method_of_a_store_that_is_named_exists() -> None:
    code = "".join(
        file.read_text(encoding="utf-8") for file in Path(PROJECT / "assistant" / "store").glob("*.py")
    )
    table = PAGES["beyond-one-machine.md"].partition("## What each method")[2].partition("## What must")[0]
    named = set(re.findall(r"`([a-z_]+)`", table))
    assert len(named) > 15
    assert {name for name in named if f"def {name}(" not in code} == set()
