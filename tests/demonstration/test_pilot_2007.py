"""The two public facts of 2007, and what stands behind each credit."""

import json
from decimal import Decimal
from hashlib import sha256
from io import StringIO

from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from commission.models import Decision
from demonstration.pilot_2007 import GRANTED, INVENTED
from loans.actions import outstanding
from loans.models import Loan

from .snapshot import snapshot

PILOT = "5f9cbd31413f8758a651a5ee7b1d0674a6917599ae1ae7526dd445973b7b59a1"
SQL = """
    SELECT count(*), sum(amount) FROM commission_decision
    WHERE amount IS NOT NULL
      AND decided_at >= '2007-01-01 00:00 Europe/Paris' AND decided_at < '2007-06-05 00:00 Europe/Paris'
"""


def bilan(**options):
    page = StringIO()
    call_command("bilan", du="2007-01-01", au="2007-06-04", format="json", stdout=page, **options)
    return json.loads(page.getvalue())


def test_the_bilan_gives_the_published_figures(told):
    found = bilan()
    assert (found["credits"], found["montant"], found["enveloppe"]) == (21, "13211.00", "30000.00")


def test_the_bilan_agrees_with_sql_written_by_hand(told):
    with connection.cursor() as cursor:
        cursor.execute(SQL)
        count, total = cursor.fetchone()
    assert (bilan()["credits"], bilan()["montant"]) == (count, str(total))


def test_every_invented_amount_is_within_the_terms():
    amounts = [credit.amount for day in GRANTED.values() for credit in day]
    assert len(amounts) == 21
    assert sum(amounts) == 13211
    assert min(amounts) >= 100
    assert max(amounts) <= 1000


def test_each_credit_has_its_loan_repaid_to_the_cent(told):
    loans = Loan.objects.filter(decision__decided_at__year=2007)
    assert loans.count() == 21
    for loan in loans:
        assert loan.state == "settled"
        assert outstanding(loan) == Decimal("0.00")


def test_the_data_says_what_is_invented(told):
    decisions = Decision.objects.filter(decided_at__year=2007)
    assert all(INVENTED in decision.explanation for decision in decisions)


def test_the_requests_that_stopped_are_counted_with_their_reasons(told):
    found = bilan()
    assert found["demandes"] == {
        "recues": 34,
        "completes": 26,
        "presentees": 26,
        "accordees": 21,
        "arretees": 13,
        "en_cours": 0,
    }
    assert sum(stop["demandes"] for stop in found["arrets"]) == 13


def test_the_pilot_is_told_the_same_every_time(told):
    """The digest changes with the story alone: write the new one down when the pilot is to be another."""
    pilot = snapshot(2007)
    assert len(pilot) > 21
    assert sha256(json.dumps(pilot, cls=DjangoJSONEncoder).encode()).hexdigest() == PILOT
