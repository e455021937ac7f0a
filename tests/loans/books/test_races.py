"""Two clerks at once over the books, on real connections: the second waits, then finds nothing left."""

from decimal import Decimal

import pytest

from harmonie.refusals import Refusal, Stale, WrongState
from loans import actions
from loans.books.cash.actions import close_month
from loans.books.debits.actions import record_outcomes
from loans.books.slips.actions import draw_up_slip
from loans.books.slips.queries import waiting
from loans.models import DebitLine, DebitMandate, DebitRun, SlipLine
from tests.guarantees.race import overtaken

from ..builders import NOW, TODAY, a_clerk, an_active_loan, at

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_books_let_one_go_first():
    """One test for three races: each needs a database of its own, which costs more than they do."""
    loan, clerk = an_active_loan(), a_clerk()
    seen = [entry.pk for entry in waiting("payment_orders", clerk)]

    def draw_up():
        draw_up_slip(kind="payment_orders", seen=seen, by=clerk, now=NOW)

    assert isinstance(overtaken(draw_up, draw_up), Stale | WrongState)
    assert SlipLine.objects.count() == 1

    run = DebitRun.objects.create(collect_on=TODAY, content=b"<Document/>", total=50, made_at=NOW, made_by=clerk)
    mandate = DebitMandate.objects.create(
        loan=loan, reference="RUM-1", iban="FR7630006000011234567890189", holder="Nadia Benali", signed_on=TODAY
    )
    line = DebitLine.objects.create(run=run, mandate=mandate, amount=50, is_first=True)

    def post():
        record_outcomes(run=run, collected=[line.pk], by=clerk, now=NOW)

    assert isinstance(overtaken(post, post), WrongState)
    assert actions.outstanding(loan) == 570

    def repay():
        actions.record_repayment(
            loan=loan, amount=Decimal(20), channel="card", value_on=TODAY, by=clerk, now=at(TODAY, 11)
        )

    def close():
        close_month(month=TODAY.replace(day=1), cash_total=Decimal(0), by=clerk, now=at(TODAY.replace(month=12)))

    # The month is read, then somebody posts in it before it is closed: the statement would not tell of it.
    assert isinstance(overtaken(repay, close), Stale | Refusal)
    assert actions.outstanding(loan) == 550
