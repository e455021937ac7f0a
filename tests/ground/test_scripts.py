"""The two commands, as far as they can be tried without a fresh machine."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from demonstration.people import ACCOUNTS, PASSWORD
from harmonie.postgres import BASE_DIR
from script import demo, install

TOOLS = ("ls", "dirname")


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A folder with the scripts and a PATH that holds nothing but what a test puts there."""
    folder = tmp_path / "dossier é à"
    shutil.copytree(BASE_DIR / "script", folder / "script")
    (folder / "bin").mkdir()
    for tool in TOOLS:
        (folder / "bin" / tool).symlink_to(str(shutil.which(tool)))
    return folder


def find_python(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [str(shutil.which("sh")), "-c", ". script/python.sh; echo $python"]
    given = {"PATH": str(checkout / "bin"), "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""), **environment}
    return subprocess.run(command, cwd=checkout, env=given, text=True, capture_output=True)


def executable(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def recent(path: Path) -> None:
    executable(path, f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')


def test_a_shim_that_runs_nothing_is_passed_over(checkout):
    executable(checkout / "bin" / "python3.14", "#!/bin/sh\nexit 127\n")
    recent(checkout / "bin" / "python3.13")
    assert find_python(checkout).stdout == "python3.13\n"


def test_a_python_of_pyenv_is_found(checkout):
    recent(checkout / "pyenv" / "versions" / "3.12.1" / "bin" / "python3")
    found = find_python(checkout, PYENV_ROOT=str(checkout / "pyenv")).stdout
    assert found.strip().endswith("pyenv/versions/3.12.1/bin/python3")


def test_an_unfinished_environment_is_not_asked(checkout):
    recent(checkout / ".venv" / "bin" / "python")
    assert find_python(checkout).stdout == ".venv/bin/python\n"
    (checkout / ".venv" / "unfinished").touch()
    assert find_python(checkout).returncode == 1


def test_without_a_python_one_clear_sentence(checkout):
    executable(checkout / "bin" / "python3", "#!/bin/sh\nexit 1\n")
    done = find_python(checkout)
    assert done.returncode == 1
    assert done.stderr.startswith("Harmonie a besoin de Python 3.12 ou plus récent")


def test_without_the_right_to_install_one_line_to_type(monkeypatch):
    monkeypatch.setattr(install, "privilege", lambda: None)
    with pytest.raises(SystemExit) as stop:
        install.apt("libpango-1.0-0", "libpangoft2-1.0-0")
    assert str(stop.value).endswith("apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0")


@pytest.fixture
def steps(monkeypatch, tmp_path) -> list[str]:
    """What installing would do, told instead of done."""
    venv, done = tmp_path / ".venv", []
    monkeypatch.setattr(install, "VENV", venv)
    monkeypatch.setattr(install, "UNFINISHED", venv / "unfinished")
    monkeypatch.setattr(install, "is_sound", venv.exists)
    monkeypatch.setattr(install, "make_environment", lambda: (venv.mkdir(), done.append("environment")))
    monkeypatch.setattr(install, "fill", lambda lock: done.append("packages"))
    return done


def test_packages_are_installed_once(steps):
    lock = BASE_DIR / "requirements.txt"
    install.install_packages(lock)
    install.install_packages(lock)
    assert steps == ["environment", "packages"]


def test_an_interrupted_installation_is_begun_again(steps, monkeypatch):
    lock = BASE_DIR / "requirements.txt"
    install.install_packages(lock)
    install.UNFINISHED.touch()
    monkeypatch.setattr(install, "make_environment", lambda: steps.append("environment"))
    install.install_packages(lock)
    assert steps == ["environment", "packages"] * 2
    assert not install.UNFINISHED.exists()


def test_a_taken_port_is_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(SystemExit, match="ne peut pas servir"):
        demo.free_port(str(taken.getsockname()[1]))


@pytest.mark.parametrize("port", ["", "huit", "0", "65536", "-1", "٣"])
def test_a_port_that_is_none_is_a_sentence(port):
    with pytest.raises(SystemExit, match="il faut un nombre de 1 à 65535"):
        demo.free_port(port)


@pytest.fixture
def data(monkeypatch, tmp_path) -> Path:
    """A demonstration's data to delete."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(demo, "CLUSTER", tmp_path / "postgres")
    monkeypatch.setattr(demo, "MAIL", tmp_path / "mail")
    (tmp_path / "postgres" / "data").mkdir(parents=True)
    return tmp_path / "postgres" / "data"


def test_reset_asks_and_silence_is_no(data, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: "")
    with pytest.raises(SystemExit, match=r"Rien n’a été effacé\."):
        demo.reset(confirmed=False)
    assert data.exists()


@pytest.mark.parametrize("answer", ["o", "O", " oui "])
def test_reset_after_a_yes(data, monkeypatch, answer):
    monkeypatch.setattr("builtins.input", lambda question: answer)
    demo.reset(confirmed=False)
    assert not data.exists()


def test_reset_never_under_a_running_one(data, monkeypatch):
    monkeypatch.setattr(demo, "take_patiently", lambda users: False)
    with pytest.raises(SystemExit, match="tourne encore"):
        demo.reset(confirmed=True)
    assert data.exists()


def test_reset_leaves_a_database_of_ones_own_alone(data, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql:///ailleurs")
    with pytest.raises(SystemExit, match="n’y touche pas"):
        demo.reset(confirmed=True)
    assert data.exists()


def test_the_accounts_it_announces_exist():
    assert set(demo.ACCOUNTS) <= set(ACCOUNTS)
    assert demo.PASSWORD == PASSWORD


def test_the_continuous_check_is_the_check():
    lines = (BASE_DIR / ".ci" / "run").read_text().splitlines()
    assert lines == ["#!/usr/bin/env bash", 'exec "$(dirname -- "$0")/../script/test" "$@"']
