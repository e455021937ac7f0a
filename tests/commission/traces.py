"""What the whole database holds, as text, so that two ways of voting can be held side by side."""

import re

from django.db import connection

ROW_ID = re.compile(r"^\(\d+")
MOMENT = re.compile(r'"?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*[+-]\d\d"?')
CONTEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SEALED = re.compile(r'"\\\\x[0-9a-f]*"')


def tables() -> list[str]:
    return [name for name in connection.introspection.table_names() if name != "django_migrations"]


def everything() -> dict[str, list[str]]:
    """Each table's rows in the order in which they lie on the disk; what any vote changes is masked."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY ctid')
            found[table] = [masked(table, row) for (row,) in cursor.fetchall()]
    return found


def masked(table: str, row: str) -> str:
    for pattern in (ROW_ID, MOMENT, CONTEXT, *([SEALED] if table == "commission_ballotbox" else [])):
        row = pattern.sub("…", row)
    return row


def differences(one: dict[str, list[str]], other: dict[str, list[str]]) -> dict[str, tuple[set[str], set[str]]]:
    """The tables that differ, with the rows that only one of them has."""
    return {
        table: (set(one[table]) - set(other[table]), set(other[table]) - set(one[table]))
        for table in one
        if one[table] != other[table]
    }
