"""Who has a dossier open: one row a person, refreshed while their page stays open."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from harmonie.accounts.models import User

from ..models import LoanApplication

# Three heartbeats of twenty seconds: a page that missed them all is closed.
GONE_AFTER = timedelta(seconds=60)
UPSERT = """
    INSERT INTO applications_reader (application_id, user_id, opened_at, seen_at)
    VALUES (%(a)s, %(u)s, %(now)s, %(now)s)
    ON CONFLICT (application_id, user_id) DO UPDATE SET
        seen_at = GREATEST(applications_reader.seen_at, EXCLUDED.seen_at),
        opened_at = CASE
            WHEN applications_reader.seen_at < %(gone)s THEN EXCLUDED.opened_at ELSE applications_reader.opened_at
        END
"""


@transaction.atomic
def note_reading(*, application: LoanApplication, by: User, now: datetime) -> None:
    """`by` has the dossier open. Whoever was gone for a minute begins anew; saying it twice changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, {"a": application.pk, "u": by.pk, "now": now, "gone": now - GONE_AFTER})
