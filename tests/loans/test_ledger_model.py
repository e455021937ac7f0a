"""Any history of repayments and reversals, against a plain Python account."""

from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harmonie.refusals import Refusal
from loans import actions
from loans.enums import LoanState
from loans.queries import account_of

from .builders import NOW, TODAY, a_clerk, an_active_loan

pytestmark = pytest.mark.django_db
PRINCIPAL = 30000  # cents
steps = st.lists(
    st.one_of(
        st.tuples(st.just("repay"), st.integers(-100, PRINCIPAL + 100)),
        st.tuples(st.just("repay the rest"), st.just(0)),
        st.tuples(st.just("reverse"), st.integers(0, 8)),
    ),
    max_size=8,
)


class Book:
    """The model: cents received, and which of them were taken back."""

    def __init__(self):
        self.receipts = []  # [cents, reversed?, entry]

    @property
    def owed(self):
        return PRINCIPAL - sum(cents for cents, reversed_, _ in self.receipts if not reversed_)


@pytest.fixture
def desk():
    return an_active_loan(Decimal(PRINCIPAL) / 100, 10), a_clerk()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=steps)
def test_the_ledger_always_agrees_with_the_book(desk, history):
    loan, clerk = desk
    with transaction.atomic():
        book = Book()
        for step, number in history:
            play(book, loan, clerk, step, number)
            compare(book, loan)
        transaction.set_rollback(True)


def play(book, loan, clerk, step, number):
    if step == "reverse":
        if number < len(book.receipts):
            reverse(book, book.receipts[number], clerk)
        return
    repay(book, loan, clerk, book.owed if step == "repay the rest" else number)


def repay(book, loan, clerk, cents):
    allowed = 0 < cents <= book.owed
    try:
        with transaction.atomic():
            entry = actions.record_repayment(
                loan=loan, amount=Decimal(cents) / 100, channel="cash", value_on=TODAY, by=clerk, now=NOW
            )
    except Refusal:
        assert not allowed
    else:
        assert allowed
        book.receipts.append([cents, False, entry])


def reverse(book, receipt, clerk):
    try:
        with transaction.atomic():
            actions.reverse_entry(entry=receipt[2], why="essai", by=clerk, now=NOW)
    except Refusal:
        assert receipt[1]
    else:
        assert not receipt[1]
        receipt[1] = True


def compare(book, loan):
    loan.refresh_from_db()
    account = account_of(loan, TODAY)
    assert account.outstanding * 100 == book.owed
    assert 0 <= account.outstanding <= loan.principal
    assert actions.outstanding(loan) == account.outstanding
    assert account.entries[-1].balance == account.outstanding
    assert sum(line.paid for line in account.lines) == account.repaid
    assert loan.state == (LoanState.ACTIVE if book.owed else LoanState.SETTLED)
    assert (loan.settled_on is None) == bool(book.owed)
