"""`make setup` for real, with the real installer, on a project that needs one package."""

from __future__ import annotations

import os
import resource
import subprocess

import pytest

from tests.setup.a_small_project import make, make_small_project

STAMPS = (".venv/intake-setup.stamp", "assistant/dialogue/.venv/intake-setup.stamp")


def python_of(root, environment):
    answer = subprocess.run(
        [root / environment / "bin" / "python", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout.strip()


def test_set_up_makes_both_environments_trains_and_then_has_nothing_to_do(small_project):
    first = make(small_project)
    assert first.returncode == 0, first.stdout
    assert "Set-up is complete" in first.stdout
    assert "trained with 3.10" in first.stdout
    assert (small_project / "var" / "models" / "model.tar.gz").exists()
    assert python_of(small_project, ".venv") == "3.12"
    assert python_of(small_project, "assistant/dialogue/.venv") == "3.10"
    command = subprocess.run([small_project / ".venv/bin/intake"], capture_output=True, text=True, check=True)
    assert command.stdout == "the small intake\n"

    made = [(small_project / stamp).stat().st_mtime_ns for stamp in STAMPS]
    begun = resource.getrusage(resource.RUSAGE_CHILDREN)
    second = make(small_project)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Of the processor, not of the clock, so that a busy machine does not matter: on an idle one they are the same.
    took = ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime
    assert second.returncode == 0
    assert "nothing to do" in second.stdout
    assert took < 2, f"a second call took {took:.1f} s"
    assert [(small_project / stamp).stat().st_mtime_ns for stamp in STAMPS] == made


def test_a_changed_lock_is_installed_again_and_only_there(small_project):
    assert make(small_project).returncode == 0
    app, dialogue = ((small_project / stamp).read_text() for stamp in STAMPS)
    lock = small_project / "requirements" / "app.txt"
    lock.write_text(lock.read_text() + "# changed\n")
    again = make(small_project)
    assert again.returncode == 0
    assert "making the app environment" in again.stdout
    assert "making the dialogue environment" not in again.stdout
    assert (small_project / STAMPS[0]).read_text() != app
    assert (small_project / STAMPS[1]).read_text() == dialogue


@pytest.mark.parametrize("harm", ["interpreter gone", "command gone", "stamp of a torn write", "moved here"])
def test_a_damaged_environment_is_made_again(small_project, harm):
    assert make(small_project).returncode == 0
    environment = small_project / ".venv"
    (environment / "left from before").touch()
    if harm == "interpreter gone":
        (environment / "bin" / "python").unlink()
        (environment / "bin" / "python").symlink_to("/nowhere/python3.12")
    elif harm == "command gone":
        (environment / "bin" / "intake").unlink()
    elif harm == "stamp of a torn write":
        (small_project / STAMPS[0]).write_text("3f\n")
    else:
        small_project = small_project.rename(small_project.with_name("moved"))
    again = make(small_project)
    assert again.returncode == 0, again.stdout
    assert "making the app environment" in again.stdout
    assert (small_project / ".venv" / "left from before").exists() == (harm == "command gone")
    command = subprocess.run([small_project / ".venv/bin/intake"], capture_output=True, text=True, check=True)
    assert command.stdout == "the small intake\n"
    assert "nothing to do" in make(small_project).stdout


def test_a_half_made_environment_never_counts_as_made(small_project):
    wrong = small_project / "requirements" / "app.txt"
    right = wrong.read_text()
    wrong.write_text(right.replace("--hash=sha256:", "--hash=sha256:0000"))
    failed = make(small_project)
    assert failed.returncode != 0
    assert "Set-up stopped: " in failed.stdout
    assert "Traceback" not in failed.stdout
    assert (small_project / ".venv" / "bin" / "python").exists(), "it was half made"
    assert not (small_project / STAMPS[0]).exists()
    wrong.write_text(right)
    mended = make(small_project)
    assert mended.returncode == 0, mended.stdout
    assert "making the app environment" in mended.stdout


def test_a_missing_model_is_trained_and_told(small_project, tmp_path):
    data = tmp_path / "elsewhere"
    assert make(small_project, INTAKE_DATA=str(data)).returncode == 0
    (data / "models" / "model.tar.gz").unlink()
    again = make(small_project, INTAKE_DATA=str(data))
    assert "trained with 3.10" in again.stdout
    assert "Set-up is complete" in again.stdout
    assert "nothing to do" not in again.stdout


def test_when_training_fails_set_up_fails_and_tries_again_the_next_time(small_project):
    trainer = small_project / "assistant" / "dialogue" / "train.py"
    good = trainer.read_text()
    trainer.write_text("import sys\nprint('nlu_data/ti/move.yml: no phrases')\nsys.exit(1)\n")
    failed = make(small_project)
    assert failed.returncode != 0
    assert "nlu_data/ti/move.yml: no phrases" in failed.stdout
    assert "the dialogue model could not be trained" in failed.stdout
    trainer.write_text(good)
    assert make(small_project).returncode == 0


def test_demo_and_test_call_setup_first(small_project):
    # these tests are themselves started by make, which hands its own flags on
    environ = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}}
    for target, after in (("demo", "intake serve --demo"), ("test", "/pytest")):
        said = subprocess.run(
            ["make", "--dry-run", target],
            cwd=small_project, capture_output=True, text=True, check=True, env=environ,
        ).stdout  # fmt: skip
        assert said.index("deploy/setup.sh") < said.index(after)


def test_without_network_the_message_says_so(tmp_path):
    root = make_small_project(tmp_path, with_tools=False)
    failed = make(
        root,
        PIP_CONFIG_FILE=os.devnull,
        PIP_INDEX_URL="http://127.0.0.1:9/simple",
        PIP_FIND_LINKS="",
        PIP_RETRIES="0",
        PIP_NO_CACHE_DIR="1",
    )
    assert failed.returncode != 0
    assert "the network or the package index cannot be reached" in failed.stdout
    assert "PIP_INDEX_URL" in failed.stdout
    assert "Traceback" not in failed.stdout
    assert not list(root.rglob("*.stamp"))


def test_a_python_named_by_the_person_is_used_or_refused(small_project):
    failed = make(small_project, "setup", "INTAKE_PYTHON310=/usr/bin/env")
    assert failed.returncode != 0
    assert "INTAKE_PYTHON310 names /usr/bin/env, which is not a 64-bit CPython 3.10 that starts" in failed.stdout


def test_without_any_python_the_message_names_the_package(small_project, tmp_path):
    empty = tmp_path / "bin"
    empty.mkdir()
    for tool in ("dirname", "cat", "sh"):
        (empty / tool).symlink_to(f"/usr/bin/{tool}")
    script = (small_project / "deploy" / "setup.sh").read_text()
    for folder in ("/usr/bin/python3", "/usr/local/bin/python3"):
        assert folder in script
        script = script.replace(folder, "")
    (small_project / "deploy" / "setup.sh").write_text(script)
    failed = subprocess.run(
        ["/bin/sh", str(small_project / "deploy" / "setup.sh")],
        env={"PATH": str(empty)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert failed.returncode == 2
    assert "apt-get install python3 python3-venv" in failed.stderr


def test_a_python_that_is_too_old_is_passed_over(small_project, tmp_path):
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 97\n")
    old.chmod(0o755)
    done = make(small_project, "setup", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert done.returncode == 0, done.stdout
