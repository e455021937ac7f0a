"""The process that posts is killed, or its connection is cut: afterwards a row is there whole, or not at all."""

import os
import random
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction

from loans import actions
from loans.models import Loan
from loans.queries import account_of

from .builders import NOW, TODAY, a_clerk, an_active_loan
from .test_loan_machine import chain_of

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = int(os.environ.get("KILLS", "1"))  # each costs the start of an interpreter
ROOT = Path(__file__).resolve().parents[2]
# Posts a cent, and takes it back, for ever; says so before the first.
POSTS = """
import sys
from decimal import Decimal
import django
django.setup()
from datetime import datetime, date
from django.utils import timezone
from harmonie.accounts.models import User
from loans import actions
from loans.models import Loan
loan, clerk = Loan.objects.get(pk=int(sys.argv[1])), User.objects.get(pk=int(sys.argv[2]))
print("ready", flush=True)
while True:
    told = {"by": clerk, "now": timezone.now()}
    entry = actions.record_repayment(
        loan=loan, amount=loan.principal, channel="cash", value_on=date(2026, 11, 20), **told
    )
    actions.reverse_entry(entry=entry, why="essai", **told)
"""


def posting(loan, clerk):
    """A process of its own that posts until it is killed."""
    url = connection.get_connection_params()
    address = f"postgresql://{url.get('user', '')}@/{url['dbname']}?host={url.get('host', '')}"
    environment = os.environ | {
        "DATABASE_URL": address, "HARMONIE_MODE": "test", "DJANGO_SETTINGS_MODULE": "harmonie.settings",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-c", POSTS, str(loan.pk), str(clerk.pk)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout.readline() == "ready\n", process.stderr.read()
    return process


def wait_until(found):
    for _ in range(600):
        if found():
            return
        time.sleep(0.05)
    raise AssertionError("waited for half a minute")


def nobody_else():
    """PostgreSQL notices the death of a client when it next speaks to it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0] == 0


def verified(loan):
    """Every row whole and chained, the state what the ledger says; how many rows there are."""
    loan.refresh_from_db()
    entries = list(loan.entries.order_by("sequence"))
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.chain for entry in entries] == chain_of(entries)
    account = account_of(loan, TODAY)
    assert account.outstanding in (0, loan.principal)
    assert loan.state == ("active" if account.outstanding else "settled")
    loan.decision.application.refresh_from_db()
    assert loan.decision.application.live_loan == (loan.reference if account.outstanding else "")
    return len(entries)


def test_a_killed_process_leaves_whole_rows():
    loan, clerk = an_active_loan(), a_clerk()
    rows = [verified(loan)]
    for _ in range(KILLS):
        process = posting(loan, clerk)
        wait_until(lambda: loan.entries.count() > rows[-1])
        time.sleep(random.uniform(0, 0.2))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        wait_until(nobody_else)
        rows.append(verified(Loan.objects.select_related("decision__application").get(pk=loan.pk)))
    if rows[-1] % 2 == 0:  # the last thing it did was to settle the loan
        actions.reverse_entry(entry=loan.entries.order_by("sequence").last(), why="essai", by=clerk, now=NOW)
    actions.record_repayment(
        loan=loan, amount=Decimal(20), channel="cash", value_on=TODAY, by=clerk, now=NOW
    )  # and the next clerk goes on


def test_a_connection_cut_between_the_row_and_its_commit_leaves_nothing():
    loan, clerk = an_active_loan(), a_clerk()
    with pytest.raises(OperationalError), transaction.atomic():  # noqa: PT012
        actions.record_repayment(loan=loan, amount=Decimal(620), channel="cash", value_on=TODAY, by=clerk, now=NOW)
        assert loan.entries.count() == 2
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    connection.close()
    assert verified(Loan.objects.select_related("decision__application").get(pk=loan.pk)) == 1
