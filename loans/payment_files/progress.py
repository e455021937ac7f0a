"""How far a task is, told on a connection of its own: its transaction is all or nothing, and others see this move."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta

from django.db import connection, connections
from django.utils import timezone

from ..enums import FileState
from ..models import FileWork, PaymentFile

EVERY = 0.5  # seconds between two signs
# A sign comes several times a second while a task is at work: this long without one, nobody is.
PATIENCE = timedelta(minutes=2)
SAY = "UPDATE loans_filework SET done = %s, total = %s, beat_at = %s WHERE file_id = %s"
WORKING = (FileState.READING, FileState.POSTING)
TASK_LOCK, READING_LOCK = 7_405_010, 7_405_011


class Beat:
    """Says now and then how much is done; `file_id` names the row that keeps it."""

    def __init__(self, file_id: int, cursor: object) -> None:
        self.file_id, self.cursor, self.said_at = file_id, cursor, 0.0

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self.said_at >= EVERY or done == total:
            self.said_at = time.monotonic()
            self.cursor.execute(SAY, [done, total, timezone.now(), self.file_id])


@contextmanager
def beating(file: PaymentFile) -> Iterator[Beat]:
    """A connection beside the task's own. Never write this file's `FileWork` inside the task's transaction."""
    with closing(connections[connection.alias].copy()) as beside, beside.cursor() as cursor:
        yield Beat(file.pk, cursor)


def take_time() -> None:
    """Inside a task's transaction: no page waits for it, so it may take longer than a page may."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL lock_timeout = '120s'")


def is_mine(file: PaymentFile) -> bool:
    """Whether no other task works on this file; then none will until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [TASK_LOCK, file.pk])
        return bool(cursor.fetchone()[0])


def in_turn() -> None:
    """One file is read after the other: two that overlap do not take the same payment for new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [READING_LOCK])


def has_stopped(file: PaymentFile, now: datetime) -> bool:
    """Whether a task should be at work and has given no sign for a while: its process was killed, or it was lost."""
    if file.state not in WORKING:
        return False
    work = FileWork.objects.filter(file=file).first()
    return work is None or now - work.beat_at > PATIENCE
