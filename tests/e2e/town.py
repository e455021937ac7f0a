"""The product as it runs: a server process of its own on a database of its own, with the demonstration loaded."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
from psycopg import sql

from tests.template import address, copy

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "harmonie-demo"
PATIENCE = 60  # seconds to wait for the first answer


@contextmanager
def a_town(database: dict[str, object]) -> Iterator[str]:
    """The address of a running Harmonie. `database` is Django's entry for the tests' own."""
    name = f"{database['NAME']}_town"
    with _database(database, name), _server(_environment(database, name)) as address:
        yield address


@contextmanager
def _database(database: dict[str, object], name: str) -> Iterator[None]:
    with psycopg.connect(address(database, "postgres"), autocommit=True) as connection:
        copy(connection, name, of=database["TEST"]["TEMPLATE"])
        yield
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _environment(database: dict[str, object], name: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": address(database, name),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONWARNINGS": "ignore",
    }


@contextmanager
def _server(environment: dict[str, str]) -> Iterator[str]:
    load = [sys.executable, "manage.py", "load_demonstration", "--without-pdf", "--verbosity=0"]
    subprocess.run(load, cwd=ROOT, env=environment, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "manage.py", "runserver", "--noreload", "--insecure", f"127.0.0.1:{port}"]
    log = ROOT / "var" / "e2e.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
        try:
            yield _answering(f"http://127.0.0.1:{port}", server, log)
        finally:
            server.terminate()
            server.wait(10)


def _answering(address: str, server: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            with urlopen(f"{address}/sante/") as answer:
                if answer.status == 200:
                    return address
        except URLError:
            time.sleep(0.2)
    raise RuntimeError(f"the server does not answer: {log.read_text()[-2000:]}")
