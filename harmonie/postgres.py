"""The embedded PostgreSQL under `var/`, for whoever has no `DATABASE_URL`.

Every process that needs the server holds a shared lock on `users` for as long as it does. The first
one starts a keeper (`harmonie.postmaster`), which holds `keeper`, runs the server, and stops it as
soon as nobody holds `users` any more: a killed process lets go of its lock like any other.
"""

import contextlib
import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psycopg

DATABASE = "harmonie"
PATIENCE = 120.0  # seconds; a crash recovery may take its time
BASE_DIR = Path(__file__).resolve().parent.parent
WITHOUT_DATABASE = {"help", "version", "--help", "-h", "--version", "check", "collectstatic", "makemessages"}


class ServerError(RuntimeError):
    """The embedded server cannot be had; the sentence says why and where its log is."""


def cluster(base_dir: Path) -> Path:
    """The folder of the embedded server; the tests have one of their own."""
    tests = os.environ.get("HARMONIE_MODE") == "test"
    return base_dir / "var" / ("test-postgres" if tests else "postgres")


def socket_folder(cluster: Path) -> Path:
    """A short folder for the socket, whose path must stay below 107 bytes whatever the checkout's is."""
    return Path("/tmp") / f"harmonie-{hashlib.sha256(os.fsencode(cluster)).hexdigest()[:12]}"  # noqa: S108 - nobody else can enter


def embedded_url(base_dir: Path) -> str:
    """The address of the embedded server's database, whether or not it runs."""
    return _url(cluster(base_dir), DATABASE)


@contextlib.contextmanager
def database_for_command(argv: list[str]) -> Iterator[None]:
    """Holds the embedded server for the length of one `manage.py` command that needs it."""
    elsewhere = os.environ.get("DATABASE_URL") or os.environ.get("HARMONIE_MODE") == "production"
    if elsewhere or set(argv[1:2] or ["help"]) & WITHOUT_DATABASE:
        yield
        return
    with running(cluster(BASE_DIR)):
        yield


@contextlib.contextmanager
def running(cluster: Path) -> Iterator[None]:
    """Attaches to the embedded server of this folder, started if need be, until the block ends."""
    with contextlib.ExitStack() as stack:
        try:
            cluster.mkdir(parents=True, exist_ok=True)
            users = stack.enter_context(open(cluster / "users", "a"))
            gate = stack.enter_context(open(cluster / "gate", "a"))
        except PermissionError as error:
            raise ServerError(f"{error.filename} belongs to another account; run Harmonie as that one.") from error
        fcntl.flock(users, fcntl.LOCK_SH)  # waits for a server that is just being stopped
        keeper = _attach(cluster, gate)
        try:
            yield
        finally:
            if keeper and take(users):
                keeper.terminate()
                keeper.wait()
            elif keeper:
                keeper.returncode = 0  # it goes on for the others; nobody waits for it here


def take(file: IO[str]) -> bool:
    """Locks the file for this process alone, unless another one holds it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_kept(cluster: Path) -> bool:
    """Whether a keeper looks after the server of this folder."""
    with open(cluster / "keeper", "a") as file:
        return not take(file)


def _attach(cluster: Path, gate: IO[str]) -> subprocess.Popen[bytes] | None:
    """Waits until the server answers; returns the keeper if this process had to start it."""
    fcntl.flock(gate, fcntl.LOCK_EX)  # one process at a time decides who starts the server
    keeper = None if is_kept(cluster) else _start(cluster)
    try:
        _await(cluster, keeper)
        _create_database(cluster)
    except BaseException:
        if keeper:
            keeper.terminate()
            keeper.wait()
        raise
    finally:
        fcntl.flock(gate, fcntl.LOCK_UN)
    return keeper


def _start(cluster: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "harmonie.postmaster", str(cluster), str(socket_folder(cluster))]
    with open(cluster / "log", "ab") as log:
        # A session of its own: Ctrl-C in the terminal is for the command, which then lets the server go.
        return subprocess.Popen(
            command, cwd=BASE_DIR, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )


def _await(cluster: Path, keeper: subprocess.Popen[bytes] | None) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(_url(cluster, "postgres")):
            return
        if keeper and keeper.poll() is not None:
            break
        time.sleep(0.05)
    log = cluster / "log"
    last = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
    raise ServerError(f"The embedded PostgreSQL does not start; {log} says why:\n{last}")


def _create_database(cluster: Path) -> None:
    with psycopg.connect(_url(cluster, "postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE}")


def _url(cluster: Path, database: str) -> str:
    return f"postgresql://postgres@/{database}?host={socket_folder(cluster)}"
