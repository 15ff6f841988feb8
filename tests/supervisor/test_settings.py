from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.supervisor import settings

CODE = ("assistant", "actions", "translations", "ui", "deploy")


def files_of_the_product():
    for folder in CODE:
        for file in sorted((settings.PROJECT / folder).rglob("*")):
            if file.suffix in {".py", ".sh", ".yml", ".service"} and not any(p.startswith(".") for p in file.parts):
                yield file


def test_every_setting_that_the_code_names_stands_in_the_table():
    named = {}
    for file in files_of_the_product():
        for name in re.findall(r"\bINTAKE_[A-Z0-9]+(?:_[A-Z0-9]+)*\b", file.read_text(encoding="utf-8")):
            named.setdefault(name, file.relative_to(settings.PROJECT))
    assert len(named) >= 9, "the search itself works"
    assert {name: file for name, file in named.items() if name not in settings.SETTINGS} == {}


def test_every_setting_has_a_meaning():
    assert len(settings.SETTINGS) >= 11
    assert all(len(setting.meaning) > 15 for setting in settings.SETTINGS.values())


@pytest.mark.parametrize(
    ("environ", "host", "port"),
    [
        ({}, "127.0.0.1", 7860),
        ({"INTAKE_HOST": "", "INTAKE_PORT": ""}, "127.0.0.1", 7860),
        ({"INTAKE_HOST": "0.0.0.0", "INTAKE_PORT": "80"}, "0.0.0.0", 80),
    ],
)
def test_where_the_pages_answer(environ, host, port):
    assert (settings.host(environ), settings.port(environ)) == (host, port)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "7860a", "٧٨٦٠", "seven"])
def test_a_port_that_is_none_is_refused_by_name(port):
    with pytest.raises(settings.BadSetting, match="INTAKE_PORT"):
        settings.port({"INTAKE_PORT": port})


def test_the_data_folder_is_absolute():
    assert settings.data_folder({}) == Path("var").absolute()
    assert settings.data_folder({"INTAKE_DATA": "/srv/intake"}) == Path("/srv/intake")
