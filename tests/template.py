"""The database that the tests' databases are copies of: migrated once, kept while the migrations stay as they are."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from tests.sweeping import keep

ROOT = Path(__file__).resolve().parents[1]
LOCK = 7_405_900  # whoever comes second waits for the first one's template


def template_of(database: dict[str, object]) -> str:
    """The name of the template beside `database`, Django's entry for the tests' own; made if there is none yet."""
    name = f"test_{database['NAME']}_template"
    with psycopg.connect(address(database, "postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [LOCK, name])
        if _is_current(connection, name):
            return name
        copy(connection, name)
        _migrate(address(database, name))
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), _digest()))
    return name


def address(database: dict[str, object], name: str) -> str:
    """How to reach the database `name` on the server of `database`."""
    given = {"user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return make_conninfo(
        dbname=name, **{key: database[theirs] for key, theirs in given.items() if database.get(theirs)}
    )


def copy(connection: psycopg.Connection, name: str, *, of: str = "template1") -> None:
    """Makes the database `name`, a copy of another one, instead of the one there may be."""
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(of)))


def _migrate(url: str) -> None:
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=ROOT, env=environment, check=True)
    with psycopg.connect(url) as connection:
        keep(connection)


def _is_current(connection: psycopg.Connection, name: str) -> bool:
    found = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
    ).fetchone()
    return found is not None and found[0] == _digest()


def _digest() -> str:
    """What a migrated database depends on: our migrations, and the versions of everybody else's."""
    written = hashlib.sha256()
    for pattern in ("requirements-dev.txt", "tests/sweeping.py", "*/migrations/*.py", "harmonie/*/migrations/*.py"):
        for file in sorted(ROOT.glob(pattern)):
            written.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return written.hexdigest()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from django.conf import settings

    template_of(settings.DATABASES["default"])
