"""Every check there is, in the order of what fails fastest; started by `script/test`.

All of them run even if one fails. The tests come last, so that their closing line is the end of it.
"""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from harmonie.postgres import ServerError, cluster, embedded_url, running
from harmonie.processes import die_with_parent
from script.install import BASE_DIR, apt

PYTHON = sys.executable
MANAGE = [PYTHON, "manage.py"]
MODULE = [PYTHON, "-m"]
# One process a core, each with a database of its own.
AT_ONCE = ["--numprocesses", "auto", "--maxprocesses", "4", "--dist", "loadscope", "--no-loadscope-reorder"]
STEPS = {
    "ruff check": [*MODULE, "ruff", "check", "--output-format", "concise", "."],
    "ruff format": [*MODULE, "ruff", "format", "--check", "--output-format", "concise", "."],
    "mypy": [*MODULE, "mypy", "."],
    "djlint": [*MODULE, "djlint", "templates", "--lint", "--quiet"],
    "makemigrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "check --deploy": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
}


def main(arguments: list[str]) -> None:
    """Runs everything; the exit code is that of the tests, or 1 if anything else failed."""
    # Dozens of processes read our modules, and each would compile them again, the tests' assertions too.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    provide_browser()
    with contextlib.nullcontext() if os.environ.get("DATABASE_URL") else running(cluster(BASE_DIR)):
        follow = die_with_parent(signal.SIGINT)
        # The tests' processes wait for it, and say so if it fails.
        subprocess.Popen([*MODULE, "tests.template"], cwd=BASE_DIR, preexec_fn=follow)
        failures = [name for name, command in STEPS.items() if not passes(name, command)]
        code = subprocess.run([*MODULE, "pytest", *AT_ONCE, *arguments], cwd=BASE_DIR, preexec_fn=follow).returncode
    if failures:
        print(f"Failed before the tests: {', '.join(failures)}.", flush=True)
    sys.exit(code or bool(failures))


def provide_browser() -> None:
    """Chromium from Debian; Ubuntu has it as a snap only, so there Playwright's own."""
    if any(map(shutil.which, ("chromium", "chromium-browser"))):
        return
    if "ubuntu" in Path("/etc/os-release").read_text().lower():
        subprocess.run([*MODULE, "playwright", "install", "--with-deps", "chromium"], check=True)
    else:
        apt("chromium")


def passes(name: str, command: list[str]) -> bool:
    """Runs one check; what it says is shown only if it fails."""
    start = time.monotonic()
    environment = {**os.environ, **(production() if name == "check --deploy" else {})}
    done = subprocess.run(command, cwd=BASE_DIR, env=environment, text=True, capture_output=True)
    verdict = "FAILED" if done.returncode else "passed"
    print(f"{name:<16}{verdict}  {time.monotonic() - start:5.1f} s", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return not done.returncode


def production() -> dict[str, str]:
    """The environment of a real installation, with a secret of the moment."""
    return {
        "HARMONIE_MODE": "production",
        "HARMONIE_SECRET_KEY": secrets.token_urlsafe(64),
        "HARMONIE_HOSTS": "harmonie.example",
        "DATABASE_URL": os.environ.get("DATABASE_URL") or embedded_url(BASE_DIR),
    }


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
    except ServerError as error:
        sys.exit(str(error))
