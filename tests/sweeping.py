"""After a test that commits for real: its rows are swept away, and what the migrations wrote is put back.

Our tables refuse TRUNCATE, and Django would write the migrations' rows one by one: here the database does it, from
copies in a schema beside the tables, which every copy of the template has (`tests/template.py`).
"""

from collections.abc import Sequence
from typing import LiteralString

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import Connection, sql

KEPT = "kept"
TABLES = """
    SELECT tablename FROM pg_tables WHERE schemaname = %s AND tablename <> 'django_migrations' ORDER BY tablename
"""
COLUMNS = """
    SELECT column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position
"""


def keep(database: Connection) -> None:
    """Copies what the migrations wrote."""
    database.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(KEPT)))
    for (table,) in database.execute(TABLES, ["public"]).fetchall():
        if database.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(_public(table))).fetchone() == (True,):
            database.execute(sql.SQL("CREATE TABLE {} AS TABLE {}").format(_kept(table), _public(table)))


def sweep(_case: object) -> None:
    """In the place of Django's flush; no trigger of ours refuses it, or writes it into the history."""
    with transaction.atomic(), connection.cursor() as cursor:
        kept = _names(cursor, TABLES, KEPT)
        tables = sorted({*_filled(cursor), *kept})
        _each(cursor, "ALTER TABLE {} DISABLE TRIGGER USER", tables)
        _each(cursor, "DELETE FROM {}", tables)
        for table in kept:
            columns = sql.SQL(", ").join(map(sql.Identifier, _names(cursor, COLUMNS, table)))
            put_back = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}")
            cursor.execute(put_back.format(_public(table), columns, columns, _kept(table)))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _each(cursor, "ALTER TABLE {} ENABLE TRIGGER USER", tables)


def _each(cursor: CursorWrapper, statement: LiteralString, tables: Sequence[str]) -> None:
    for table in tables:
        cursor.execute(sql.SQL(statement).format(_public(table)))


def _filled(cursor: CursorWrapper) -> Sequence[str]:
    asked = sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(table), _public(table))
        for table in _names(cursor, TABLES, "public")
    )
    cursor.execute(asked)
    return [table for (table,) in cursor.fetchall()]


def _names(cursor: CursorWrapper, question: str, about: str) -> Sequence[str]:
    cursor.execute(question, [about])
    return [name for (name,) in cursor.fetchall()]


def _public(table: str) -> sql.Identifier:
    return sql.Identifier("public", table)


def _kept(table: str) -> sql.Identifier:
    return sql.Identifier(KEPT, table)
