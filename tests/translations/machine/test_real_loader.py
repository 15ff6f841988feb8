"""It is Argos's own loader that loads a package, and nothing of Argos goes outside, writes a text, or lives in a home folder."""

from __future__ import annotations

import logging
import logging.config
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.translations.machine.conftest import WORDS
from translations.machine.installed import look
from translations.machine.loading import LoadedPackage, _argos

ALONE = """
import sys
from pathlib import Path
from translations.machine.loading import LoadedPackage
package = LoadedPackage(Path(sys.argv[1]))
print(package.translate(sys.argv[2:])[0].text)
"""


def in_a_process(
    code: str, *arguments: str, before: tuple[str, ...] = (), **environ: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, sys.executable, "-c", code, *arguments], cwd=PROJECT, capture_output=True, text=True, timeout=120,
        env={**os.environ, **environ},
    )  # fmt: skip


def test_a_sentence_comes_out_as_argos_itself_translates_it(languages: Callable[..., Path]) -> None:
    folder = look(languages("ar-en")).packages[0].folder
    ours = LoadedPackage(folder)
    argos = _argos()
    package = argos.package.Package(folder)
    theirs = argos.translate.PackageTranslation(
        argos.translate.Language("ar", "Arabic"), argos.translate.Language("en", "English"), package
    )
    theirs.sentencizer = type("Whole", (), {"split_sentences": lambda self, text: [text]})()
    for sentence in ("أنا من سوريا.", "عندي ولدان؟", "مرحبا", "كنت أعمل معلما في حلب"):
        expected = " ".join(theirs.hypotheses(sentence, 1)[0].value.split())
        assert ours.translate([sentence])[0].text == expected


def test_no_text_is_logged_whatever_the_settings_of_this_machine_say(
    languages: Callable[..., Path], caplog: pytest.LogCaptureFixture
) -> None:
    folder = look(languages("ar-en")).packages[0].folder
    LoadedPackage(folder).translate([WORDS["ar"]])
    # as a web server does when it starts: everything that was disabled is enabled again
    logging.config.dictConfig({"version": 1, "disable_existing_loggers": False})
    with caplog.at_level(logging.DEBUG):
        LoadedPackage(folder).translate([WORDS["ar"]])
    assert "argos" not in caplog.text and "ولدان" not in caplog.text
    code = "import logging; logging.basicConfig(level=1)\n" + ALONE.replace("print(", "len(")
    done = in_a_process(code, str(folder), WORDS["ar"], ARGOS_DEBUG="1")
    assert done.returncode == 0, done.stderr
    assert "ولدان" not in done.stdout + done.stderr


def test_nothing_is_written_into_the_home_folder_and_no_settings_are_read_from_it(
    languages: Callable[..., Path], tmp_path: Path
) -> None:
    folder = look(languages("ar-en")).packages[0].folder
    home = tmp_path / "home"
    (home / ".config/argos-translate").mkdir(parents=True)
    (home / ".config/argos-translate/settings.json").write_text('{"ARGOS_DEBUG": "1", "ARGOS_DEVICE_TYPE": "cuda"}')
    before = sorted(home.rglob("*"))
    done = in_a_process(ALONE, str(folder), WORDS["ar"], HOME=str(home))
    assert done.returncode == 0, done.stderr
    assert sorted(home.rglob("*")) == before


def test_it_works_where_there_is_no_network_at_all(languages: Callable[..., Path]) -> None:
    folder = look(languages("ar-en")).packages[0].folder
    without = ("unshare", "--user", "--map-root-user", "--net")
    try:
        subprocess.run([*without, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this machine does not let a test make a network of its own")
    outside = in_a_process(ALONE, str(folder), WORDS["ar"])
    inside = in_a_process(ALONE, str(folder), WORDS["ar"], before=without)
    assert inside.returncode == 0, inside.stderr
    assert inside.stdout == outside.stdout != ""


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('192.0.2.1', 80), timeout=1)",
        "socket.create_connection(('voorbeeld.nl', 80), timeout=1)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "urllib.request.urlopen('http://voorbeeld.nl/')",
        "socket.gethostbyname('voorbeeld.nl')",
    ],
)
def test_the_way_outside_is_closed(attempt: str) -> None:
    code = f"""
import socket, urllib.request
from translations.machine.closed_outside import close_the_outside
close_the_outside()
with socket.create_server(('127.0.0.1', 0)) as here:
    socket.create_connection(here.getsockname()).close()
try:
    {attempt}
except OSError as fault:
    print(fault)
"""
    done = in_a_process(code)
    assert "connects to no other machine" in done.stdout, done.stderr
