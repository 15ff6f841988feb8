"""What lies in ``deploy/`` fits the product: its commands, its settings, its files; and what systemd and a parser make of it."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.commands import make_parser
from assistant.supervisor.settings import PROJECT, SETTINGS

DEPLOY = PROJECT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.*"))
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "container" / "compose.yml").read_text(encoding="utf-8"))
CONTAINERFILE = (DEPLOY / "container" / "Containerfile").read_text(encoding="utf-8")
FILES = [*UNITS, *(DEPLOY / "container").glob("*.*"), *(DEPLOY / "container").glob("Container*"), *(DEPLOY / "proxy").iterdir()]
HARDENED = {
    "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes", "PrivateDevices": "yes",
    "MemoryDenyWriteExecute": "yes", "RestrictSUIDSGID": "yes", "LockPersonality": "yes", "CapabilityBoundingSet": "",
    "UMask": "0077", "LimitCORE": "0", "IPAddressDeny": "any", "IPAddressAllow": "localhost", "User": "intake",
}  # fmt: skip


def accepted(arguments: list[str]) -> bool:
    """Whether the command line knows these arguments."""
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            make_parser().parse_args(arguments)
    except SystemExit:
        return False
    return True


def keys_of(unit: Path) -> dict[str, str]:
    return {
        name: value
        for name, _, value in (
            line.partition("=") for line in unit.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
        )
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_setting_named_exists(file: Path) -> None:
    named = set(re.findall(r"INTAKE_[A-Z0-9]+(?:_[A-Z0-9]+)*", file.read_text(encoding="utf-8")))
    assert named <= set(SETTINGS)


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_every_command_of_a_unit_exists(unit: Path) -> None:
    program, *arguments = shlex.split(keys_of(unit)["ExecStart"])
    assert program == "/opt/intake/.venv/bin/intake"
    assert accepted(arguments), arguments


def test_the_check_would_refuse_another_command() -> None:
    assert not accepted(["run", "nothing"])
    assert not accepted(["backup", "--nowhere"])


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_every_unit_is_hardened(unit: Path) -> None:
    found = keys_of(unit)
    assert {name: found.get(name) for name in HARDENED} == HARDENED


def test_the_dialogue_server_sees_no_data_and_no_key() -> None:
    text = (DEPLOY / "systemd" / "intake-dialogue.service").read_text(encoding="utf-8")
    assert "InaccessiblePaths=-/var/lib/intake" in text
    assert "INTAKE_KEY" not in text


def test_the_pages_stop_first() -> None:
    after = keys_of(DEPLOY / "systemd" / "intake-ui.service")["After"].split()
    assert {"intake-actions.service", "intake-dialogue.service"} <= set(after)


def test_every_unit_that_is_named_is_there() -> None:
    named = {name for unit in UNITS for name in re.findall(r"\bintake-[a-z]+\.(?:service|timer)", unit.read_text("utf-8"))}
    assert named <= {unit.name for unit in UNITS}
    for timer in (unit for unit in UNITS if unit.suffix == ".timer"):
        assert timer.with_suffix(".service").exists()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this machine has no systemd")
def test_systemd_finds_no_fault(tmp_path: Path) -> None:
    """With a program that exists in the place of ours, which is not installed under /opt here."""
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("/opt/intake/.venv/bin/intake", "/bin/true")
        (tmp_path / unit.name).write_text(text.replace("WorkingDirectory=/opt/intake", "WorkingDirectory=/"), "utf-8")
    checked = [str(tmp_path / unit.name) for unit in UNITS if unit.suffix in {".service", ".target", ".timer"}]
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *checked], capture_output=True, text=True, timeout=120)
    ours = [line for line in (done.stdout + done.stderr).splitlines() if "intake" in line]
    assert ours == []


def test_only_the_proxy_can_be_reached_from_outside() -> None:
    services = COMPOSE["services"]
    assert [name for name, one in services.items() if "ports" in one] == ["proxy"]
    assert [name for name, one in services.items() if "outside" in one.get("networks", ())] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    for inner in ("actions", "dialogue", "worker"):
        assert services[inner]["network_mode"] == "service:ui", "so that loopback is all they need"
        assert "INTAKE_HOST" not in (services[inner].get("command") or [])


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_every_container_has_as_little_as_it_can(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    if name != "proxy":
        assert service["user"] == "10001:10001"


def test_the_proxy_that_is_trusted_is_the_proxy() -> None:
    address = COMPOSE["services"]["proxy"]["networks"]["inside"]["ipv4_address"]
    assert COMPOSE["services"]["ui"]["environment"]["INTAKE_TRUSTED_PROXY"] == address


@pytest.mark.parametrize("name", [name for name, one in COMPOSE["services"].items() if one["image"] == "intake-app"])
def test_every_command_of_a_container_exists(name: str) -> None:
    assert accepted([str(word) for word in COMPOSE["services"][name]["command"]])


def test_secrets_are_files_and_every_one_used_is_declared() -> None:
    used = {secret for one in COMPOSE["services"].values() for secret in one.get("secrets", ())}
    assert used == set(COMPOSE["secrets"])
    assert all(list(about) == ["file"] for about in COMPOSE["secrets"].values())
    given = {name for one in COMPOSE["services"].values() for name in one.get("environment", {})}
    assert not {name for name in given if re.search(r"(SECRET|KEY|TOKEN)$", name)}
    dialogue = set(COMPOSE["services"]["dialogue"]["secrets"])
    assert "INTAKE_KEY" not in dialogue


def test_compose_names_only_what_it_declares() -> None:
    for one in COMPOSE["services"].values():
        assert set(one.get("networks", ())) <= set(COMPOSE["networks"])
        assert set(one.get("depends_on", ())) <= set(COMPOSE["services"])
        for volume in one.get("volumes", ()):
            source = volume.split(":")[0]
            assert source in COMPOSE["volumes"] or (DEPLOY / "container" / source).exists(), volume


def compose_plugin() -> bool:
    if shutil.which("docker") is None:
        return False
    return subprocess.run(["docker", "compose", "version"], capture_output=True, timeout=60).returncode == 0


def test_docker_compose_reads_it() -> None:
    if not compose_plugin():
        pytest.skip("this machine has no docker compose")
    asked = ["docker", "compose", "-f", str(DEPLOY / "container" / "compose.yml"), "config", "--quiet"]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=60, env={"SITE_NAME": "x.example", "PATH": "/usr/bin"})
    assert done.returncode == 0, done.stderr


def test_every_file_that_is_copied_into_an_image_exists() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+)$", CONTAINERFILE, flags=re.MULTILINE)
    assert len(copied) >= 8
    for line in copied:
        *sources, _ = line.split()
        assert [source for source in sources if not (PROJECT / source).exists()] == []


def test_images_run_as_nobody_in_particular_and_name_no_registry() -> None:
    last_stages = CONTAINERFILE.split("FROM ")[3:]
    assert len(last_stages) == 2
    for stage in last_stages:
        assert "USER 10001:10001" in stage
        assert "HEALTHCHECK" in stage
    froms = re.findall(r"^FROM (\S+)", CONTAINERFILE, flags=re.MULTILINE)
    assert set(froms) == {"${APP_BASE}", "${DIALOGUE_BASE}"}
    assert not re.search(r"https?://(?!127\.0\.0\.1)", CONTAINERFILE)
    assert "--require-hashes" in CONTAINERFILE


@pytest.mark.parametrize("name", ["Caddyfile", "nginx.conf"])
def test_a_proxy_keeps_its_promises(name: str) -> None:
    text = (DEPLOY / "proxy" / name).read_text(encoding="utf-8")
    told = "\n".join(line for line in text.splitlines() if not line.strip().startswith("#"))
    assert "Strict-Transport-Security" in told
    assert re.search(r"(?i)tls ?v?1\.2 tls ?v?1\.3", told)
    assert "32m" in told.lower()
    assert "/metrics" in told and "/readyz" in told
    assert not re.search(r"^\s*log\b", told, flags=re.MULTILINE)
    if name == "nginx.conf":
        assert told.count("access_log off;") == told.count("server {")
        assert "X-Forwarded-For   $remote_addr" in told
        assert "$proxy_add_x_forwarded_for" not in told
