"""Who has a dossier open: one row a person, refreshed while their page stays open; and who leaves it to others."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from harmonie.accounts.models import User
from harmonie.refusals import Refusal

from ..actions import exclude_reader, lock
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


@transaction.atomic
def step_aside(*, application: LoanApplication, by: User, now: datetime) -> None:
    """Somebody of the CCAS who knows the person leaves the dossier to others: it is out of their sight for good.

    Whoever follows it hands it over first, so that nobody's request is left without a worker.
    """
    if lock(application).worker_id == by.pk:
        raise Refusal(
            "Vous suivez ce dossier\u00a0: confiez-le d’abord à un collègue depuis la liste, puis déportez-vous."
        )
    exclude_reader(application=application, user=by, now=now)
