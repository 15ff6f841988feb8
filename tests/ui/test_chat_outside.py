"""Nothing goes outside, nothing of Gradio's own shows, and what is not ours to offer is closed."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
import yaml

from assistant.messages import HERE as MESSAGES
from tests.ui.conftest import LANGUAGES, Site
from ui.chat.words import PageWords, letters_of
from ui.gradio_frame import GradioChanged, own_page, parts_of
from ui.served_assets import FOLDER, Assets

CLOSED = [
    "/docs", "/redoc", "/openapi.json", "/manifest.json", "/pwa_icon", "/login", "/logout", "/monitoring", "/svelte/x.js",
    "/gradio_api/info", "/gradio_api/openapi.json", "/gradio_api/runs", "/gradio_api/upload", "/gradio_api/queue/join",
    "/gradio_api/queue/data", "/gradio_api/call/x", "/gradio_api/run/x", "/gradio_api/api/x", "/gradio_api/file=/etc/passwd",
    "/gradio_api/proxy=http://elsewhere.invalid", "/gradio_api/vibe-edit", "/gradio_api/process_recording",
    "/gradio_api/custom_component/1/client/component/index.js", "/gradio_api/deep_link", "/gradio_api/user",
    "/gradio_api/token", "/gradio_api/app_id", "/gradio_api/mcp/sse", "/config", "/gradio_api/heartbeat/x", "/anything",
]  # fmt: skip


@pytest.mark.parametrize("path", CLOSED)
def test_doors_of_gradio_are_closed_on_the_persons_page(site: Site, path: str) -> None:
    for method in ("GET", "POST"):
        assert httpx.request(method, site.address + path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/docs", "/openapi.json", "/gradio_api/info", "/gradio_api/vibe-edit", "/gradio_api/runs"]
)
def test_doors_of_gradio_are_closed_on_the_staff_page(site: Site, path: str) -> None:
    assert httpx.get(f"{site.address}/consulent{path}").status_code == 404


@pytest.mark.parametrize("path", ["/", "/inloggen", "/gesprek/scherm", "/middelen/x/chat.css", "/consulent/", "/docs"])
def test_every_answer_carries_the_protecting_headers(site: Site, path: str) -> None:
    headers = httpx.get(site.address + path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "camera=()" in headers["permissions-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "server" not in headers


def test_the_persons_page_allows_no_inline_and_no_compiled_script(site: Site) -> None:
    answer = httpx.get(site.address + "/")
    policy = answer.headers["content-security-policy"]
    assert re.search(r"script-src 'self'(;|$)", policy)
    assert "unsafe-eval" not in policy
    assert not re.search(r"<script(?![^>]*(src=|application/json))", answer.text)
    assert answer.headers["cache-control"] == "no-store"


def test_no_address_of_another_machine_stands_in_the_first_page(site: Site) -> None:
    text = httpx.get(site.address + "/").text
    assert re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", text) == []
    assert "gradio.app" not in text and "cdn" not in text.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_visit_is_light_enough_for_an_old_phone(open_page, site: Site, language: str) -> None:
    """On a slow connection Gradio itself stays away; what remains is small."""
    sizes: list[int] = []
    page = open_page(
        before=lambda page: page.on(
            "requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"])
        )
    )
    page.wait_for_load_state("networkidle")
    assert len(sizes) <= 8 and sum(sizes) < 60_000, (len(sizes), sum(sizes))
    page.click(f"[data-language={language}]")
    page.fill("#code", site.person(language).case.code)
    page.keyboard.press("Enter")
    page.wait_for_selector(".gesprek")
    page.wait_for_load_state("networkidle")
    assert page.locator("#gesprek-huis").count() == 0
    assert len(sizes) <= 16 and sum(sizes) < 200_000, (len(sizes), sum(sizes))


def test_files_are_kept_by_the_browser_and_small(site: Site) -> None:
    assets = Assets()
    for file in FOLDER.rglob("*.woff2"):
        assert file.stat().st_size < 250_000
        answer = httpx.get(site.address + assets.address(file.relative_to(FOLDER).as_posix()))
        assert answer.headers["content-type"] == "font/woff2"
        assert "immutable" in answer.headers["cache-control"]
    script = httpx.get(site.address + assets.address("chat.js"), headers={"Accept-Encoding": "br"})
    assert script.headers["content-encoding"] == "br"
    assert int(script.headers["content-length"]) < 20_000
    assert httpx.get(site.address + "/middelen/old/chat.js").headers["cache-control"] == "no-cache"
    for outside in ("../app.py", "..%2Fapp.py", "fonts/OFL.txt", ""):
        assert httpx.get(f"{site.address}/middelen/x/{outside}").status_code == 404


def test_the_licence_of_the_fonts_is_with_the_fonts() -> None:
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "fonts" / "OFL.txt").read_text(encoding="utf-8")


def test_the_look_uses_logical_sides_only() -> None:
    sheet = (FOLDER / "chat.css").read_text(encoding="utf-8")
    fixed = r"(?:margin|padding|border)-(?:left|right)\s*:|(?:^|[;{\s])(?:left|right)\s*:|text-align:\s*(?:left|right)|float:"
    sides = re.findall(fixed, sheet)
    assert sides == []


def test_the_script_never_parses_text_as_html() -> None:
    script = (FOLDER / "chat.js").read_text(encoding="utf-8")
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", script) == []


def test_every_text_of_the_page_exists_and_every_text_is_used() -> None:
    # the recorder is loaded by the page when somebody wants to speak
    script = "".join((FOLDER / name).read_text(encoding="utf-8") for name in ("chat.js", "voice.js"))
    ids = {name.removeprefix("page.") for name in yaml.safe_load((MESSAGES / "page.yml").read_text(encoding="utf-8"))}
    asked = set(re.findall(r'word\("(\w+)"', script)) | set(re.findall(r'\["\w+", "(\w+)"\]', script))
    asked -= {"month_"}
    assert asked <= ids
    elsewhere = "".join(file.read_text(encoding="utf-8") for file in Path(FOLDER.parent).rglob("*.py"))
    for folder in ("access", "recordings"):
        elsewhere += "".join(file.read_text(encoding="utf-8") for file in (MESSAGES.parent / folder).glob("*.py"))
    elsewhere += (MESSAGES.parent / "conversation" / "voice.py").read_text(encoding="utf-8")
    elsewhere += (MESSAGES.parent / "store" / "faults.py").read_text(encoding="utf-8")
    unused = {name for name in ids - asked if name not in elsewhere and not name.startswith("month_")}
    assert unused == set()


def test_every_page_text_is_there_in_every_language(site: Site) -> None:
    words = PageWords(site.house.wording)
    for language in LANGUAGES:
        texts = words.of(language)
        assert all(texts.values())
        assert httpx.get(f"{site.address}/gesprek/woorden", params={"taal": language}).json()["words"] == texts
    assert httpx.get(f"{site.address}/gesprek/woorden", params={"taal": "xx"}).status_code == 404


@pytest.mark.parametrize(
    ("name", "letters"),
    [("ትግርኛ", "groot licht"), ("دری", "groot"), ("Nederlands", ""), ("Türkçe", ""), ("Українська", "")],
)
def test_the_script_of_a_language_decides_how_its_letters_are_set(name: str, letters: str) -> None:
    assert letters_of(name) == letters


def test_a_gradio_page_of_another_shape_is_noticed() -> None:
    with pytest.raises(GradioChanged):
        parts_of("<html><body>something new</body></html>")


def test_a_staff_page_is_ours(site: Site) -> None:
    page = own_page(
        '<html\n\tlang="en"\n><head><meta property="og:title" content="Gradio" /><meta name="twitter:creator" content="@x" />'
        '<script>let a = 1</script><link rel="manifest" href="/manifest.json" /></head></html>',
        language="nl", direction="ltr", nonce="abc",
    )  # fmt: skip
    assert 'lang="nl" dir="ltr"' in page and '<script nonce="abc">' in page
    assert "og:" not in page and "twitter" not in page and "manifest" not in page
