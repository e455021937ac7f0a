"""Numbers without gaps."""

from django.db import connection, transaction

NEXT = """
    INSERT INTO registry_counter (name, last) VALUES (%s, 1)
    ON CONFLICT (name) DO UPDATE SET last = registry_counter.last + 1
    RETURNING last
"""


def next_number(series: str) -> int:
    """The next number of `series`, from 1.

    The series stays locked until the caller's transaction ends, and a rollback gives the number back.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(NEXT, [series])
        return int(cursor.fetchone()[0])


def year_reference(prefix: str, year: int, *, width: int = 4) -> str:
    """The next reference of a yearly series: `year_reference("D", 2026)` → « D2026-0001 »."""
    return f"{prefix}{year}-{next_number(f'{prefix or "A"}-{year}'):0{width}d}"
