"""When a message is tried, and tried again. Pure, but for the query that says the same to the database.

The first try is at once. Then come five more, each later than the one before; after the last, somebody must look.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from .models import OutgoingMail

# How long to wait after the first, second, … try. The last one lets a mail server be repaired overnight.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(days=1),
)
TRIES = len(WAITS) + 1


def next_try(attempts: int, tried_at: datetime | None, queued_at: datetime) -> datetime:
    """From when on a message that was tried `attempts` times may be taken up again.

    After the last try it is taken up once more, only to be given up if the process died while it was sending.
    """
    if tried_at is None or attempts == 0:
        return queued_at
    return tried_at + WAITS[min(attempts, len(WAITS)) - 1]


def is_due(mail: OutgoingMail, now: datetime) -> bool:
    """Whether a message waits, and may be taken up at `now`."""
    if mail.sent_at or mail.abandoned_at:
        return False
    return mail.tried_at is None or next_try(mail.attempts, mail.tried_at, mail.queued_at) <= now


def due(now: datetime) -> Q:
    """`is_due`, as the database asks it."""
    waiting = Q(sent_at=None, abandoned_at=None)
    late = Q(tried_at=None)
    for number, wait in enumerate(WAITS, start=1):
        late |= Q(attempts=number, tried_at__lte=now - wait)
    return waiting & (late | Q(attempts__gte=TRIES, tried_at__lte=now - WAITS[-1]))
