"""HTTPS by a certificate of our own, and what is believed of a proxy: a real server, real TLS, made in the test."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from starlette.types import ASGIApp

from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from assistant.supervisor import settings
from assistant.supervisor.parts import ui_part
from assistant.supervisor.ports import free_ports
from assistant.supervisor.watch import Rhythm, Watch
from ui.app import create_app
from ui.serving import server_of
from ui.traffic import Traffic

NAME = "intake.test"


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for ``intake.test`` and 127.0.0.1 that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME), x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    files = tmp_path / "cert.pem", tmp_path / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return files


@dataclass
class Pages:
    """The pages of one house; made once, because Gradio takes seconds."""

    house: House
    traffic: Traffic
    app: ASGIApp

    @contextmanager
    def serving(self, **how: Any) -> Iterator[int]:
        """On a free port, as ``intake run ui`` serves them."""
        port = free_ports(1)[0]
        self.traffic.stopping = False
        server = server_of(self.app, self.traffic, host="127.0.0.1", port=port, **how)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        until = time.monotonic() + 60
        while not server.started and time.monotonic() < until:
            time.sleep(0.05)
        try:
            yield port
        finally:
            server.should_exit = True
            thread.join(20)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    house, traffic = open_house(tmp_path_factory.mktemp("pages") / "data", wording_of), Traffic()
    yield Pages(
        house, traffic, create_app(house, dialogue_url="http://127.0.0.1:9", dialogue_secret="s" * 20, traffic=traffic)
    )
    house.store.close()


def enter(client: httpx.Client, pages: Pages, **headers: str) -> httpx.Response:
    case = pages.house.access.new_case(language=None, label="verzonnen", created_by="test", constructed=True)
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    answer = client.post("/gesprek/code", json={"code": case.code, "language": "nl"}, headers=named)
    assert answer.status_code == 200
    return answer


def test_own_certificate_real_tls_and_a_secure_cookie(pages: Pages, certificate: tuple[Path, Path]) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate[0]))
    with (
        pages.serving(certificate=certificate) as port,
        httpx.Client(base_url=f"https://localhost:{port}", verify=trusting, trust_env=False) as client,
    ):
        cookie = enter(client, pages).headers["set-cookie"]
        assert {"Secure", "HttpOnly", "SameSite=strict"} <= {part.strip() for part in cookie.split(";")}
        with pytest.raises(httpx.ConnectError):  # a client that does not know the certificate is not let through
            httpx.get(f"https://localhost:{port}/healthz", trust_env=False)
        with pytest.raises(httpx.HTTPError):
            httpx.get(f"http://localhost:{port}/healthz", trust_env=False)


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1")
@pytest.mark.parametrize(("version", "accepted"), [("TLSv1_1", False), ("TLSv1_2", True), ("TLSv1_3", True)])
def test_only_tls_1_2_and_newer(pages: Pages, certificate: tuple[Path, Path], version: str, accepted: bool) -> None:
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.load_verify_locations(str(certificate[0]))
    client.set_ciphers("ALL:@SECLEVEL=0")  # the client would speak the old one
    client.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    client.maximum_version = ssl.TLSVersion[version]
    with pages.serving(certificate=certificate) as port:
        try:
            with (
                socket.create_connection(("127.0.0.1", port), timeout=5) as plain,
                client.wrap_socket(plain, server_hostname="localhost") as secured,
            ):
                spoken = secured.version()
        except ssl.SSLError:
            spoken = None
    assert (spoken == version.replace("_", ".")) is accepted


def test_the_supervisor_asks_the_pages_over_their_own_certificate(
    pages: Pages, certificate: tuple[Path, Path], tmp_path: Path
) -> None:
    about: dict[str, Any] = {"dialogue_url": "", "dialogue_secret": "", "actions_url": "", "worker_url": ""}
    with pages.serving(certificate=certificate) as port:
        part = ui_part(data=tmp_path, host="127.0.0.1", port=port, https=True, **about)
        assert part.ready == f"https://127.0.0.1:{port}/gezond"
        watch = Watch(part, tmp_path / "log", 0, {}, print, lambda: None, Rhythm())
        assert watch._is_well()
        plain = ui_part(data=tmp_path, host="127.0.0.1", port=port, **about)
        assert not Watch(plain, tmp_path / "log", 0, {}, print, lambda: None, Rhythm())._is_well()


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        ({"INTAKE_TLS_CERT": "cert.pem"}, "INTAKE_TLS_KEY is not set"),
        ({"INTAKE_TLS_KEY": "key.pem"}, "INTAKE_TLS_CERT is not set"),
        ({"INTAKE_TLS_CERT": "/nowhere.pem", "INTAKE_TLS_KEY": "/nowhere.key"}, "no such file"),
    ],
)
def test_half_a_certificate_is_refused_by_name(environ: dict[str, str], told: str) -> None:
    with pytest.raises(settings.BadSetting, match=told):
        settings.certificate(environ)


def test_without_both_there_is_none() -> None:
    assert settings.certificate({}) is None


PROXIED = {"x_forwarded_for": "198.51.100.7", "x_forwarded_proto": "https"}


@pytest.mark.parametrize(
    ("trusted", "headers", "seen", "secure"),
    [
        ((), PROXIED, "127.0.0.1", False),
        (("10.0.0.2",), PROXIED, "127.0.0.1", False),
        (("127.0.0.1",), PROXIED, "198.51.100.7", True),
        (("127.0.0.0/8",), PROXIED, "198.51.100.7", True),
        (("127.0.0.1",), {"x_forwarded_proto": "http", "x_forwarded_for": "198.51.100.7"}, "198.51.100.7", False),
        (("127.0.0.1",), {}, "127.0.0.1", False),
        # what a visitor wrote before the proxy added the true address is not believed
        (("127.0.0.1",), PROXIED | {"x_forwarded_for": "192.0.2.1, 198.51.100.7"}, "198.51.100.7", True),
    ],
)  # fmt: skip
def test_only_the_named_proxy_is_believed(
    pages: Pages, monkeypatch: pytest.MonkeyPatch, trusted: tuple[str, ...], headers: dict[str, str], seen: str,
    secure: bool,
) -> None:  # fmt: skip
    remotes: list[str] = []
    real: Callable[..., str] = pages.house.access.enter_code

    def enter_code(code: str, *, remote: str, **more: Any) -> str:
        remotes.append(remote)
        return real(code, remote=remote, **more)

    monkeypatch.setattr(pages.house.access, "enter_code", enter_code)
    with (
        pages.serving(trusted=trusted) as port,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
    ):
        cookie = enter(client, pages, **headers).headers["set-cookie"]
    assert remotes == [seen]
    assert ("Secure" in cookie) is secure


@pytest.mark.parametrize("text", ["*", "0.0.0.0/0", "::/0", "proxy.example.nl", "127.0.0.1, ?"])
def test_everybody_and_names_are_no_proxy(text: str) -> None:
    with pytest.raises(settings.BadSetting, match="INTAKE_TRUSTED_PROXY"):
        settings.trusted_proxy({"INTAKE_TRUSTED_PROXY": text})


def test_several_proxies_can_be_named() -> None:
    given = {"INTAKE_TRUSTED_PROXY": "10.0.0.2, 10.1.0.0/16,::1"}
    assert settings.trusted_proxy(given) == ("10.0.0.2", "10.1.0.0/16", "::1")
    assert settings.trusted_proxy({}) == ()


def test_secrets_come_from_files_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "INTAKE_DIALOGUE_SECRET").write_text("from-a-file-of-the-test\n")
    there = {"INTAKE_SECRETS": str(tmp_path)}
    assert settings.value("INTAKE_DIALOGUE_SECRET", there) == "from-a-file-of-the-test"
    assert settings.value("INTAKE_ACTIONS_SECRET", there) is None
    assert settings.value("INTAKE_DIALOGUE_SECRET", there | {"INTAKE_DIALOGUE_SECRET": "given"}) == "given"
    (tmp_path / "INTAKE_KEY").mkdir()
    with pytest.raises(settings.BadSetting, match="INTAKE_SECRETS: the file INTAKE_KEY"):
        settings.value("INTAKE_KEY", there)
