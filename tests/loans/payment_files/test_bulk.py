"""Many receipts at once give the same books as one after the other."""

from datetime import date
from decimal import Decimal

import pytest

from loans import actions
from loans.actions import Receipt, SomeRefused
from loans.enums import Channel
from loans.models import LedgerEntry, Loan
from loans.queries import account_of
from tests.loans.builders import NOW, TODAY, a_clerk, an_active_loan

pytestmark = pytest.mark.django_db
FIELDS = (
    "loan__principal", "sequence", "kind", "amount", "effect",
    "surplus", "lost", "channel", "voucher", "note", "value_on", "posted_at", "checked_by",
)  # fmt: skip
# Loan, amount, day: plain ones, a last euro, a surplus kept, one after the end, back-dated ones.
PLAN = [(0, 50, 20), (0, 25, 10), (1, 60, 12), (0, 25, 10), (1, 40, 11), (1, 10, 15), (2, 130, 21), (2, 5, 22)]


def loans():
    return [an_active_loan(amount, 2, last_name=name) for amount, name in ((300, "Un"), (100, "Deux"), (120, "Trois"))]


def receipts(of):
    return [
        Receipt(key, of[loan].pk, Decimal(amount), date(2026, 11, day), f"R{key}", keeps_surplus=loan > 0)
        for key, (loan, amount, day) in enumerate(PLAN)
    ]


def books(of):
    rows = LedgerEntry.objects.filter(loan__in=of).order_by("loan__principal", "sequence").values_list(*FIELDS)
    states = (
        Loan.objects.filter(pk__in=[loan.pk for loan in of]).order_by("principal").values_list("state", "settled_on")
    )
    told = [
        list(
            loan.decision.application.milestones.filter(step="repayment").order_by("pk").values_list("sentence", "note")
        )
        for loan in of
    ]
    return list(rows), list(states), told, [account_of(loan, TODAY).outstanding for loan in of]


def test_together_or_one_by_one_the_books_are_the_same(django_assert_max_num_queries):
    slow, quick, by = loans(), loans(), a_clerk()
    for one in sorted(receipts(slow), key=lambda receipt: (receipt.value_on, receipt.key)):
        loan = next(loan for loan in slow if loan.pk == one.loan)
        actions.record_repayment(
            loan=loan, amount=one.amount, channel=Channel.TRANSFER, value_on=one.value_on, by=by, now=NOW,
            voucher=one.voucher, keeps_surplus=one.keeps_surplus,
        )  # fmt: skip
    heard: list[int] = []
    made = actions.record_repayments(
        receipts=receipts(quick), channel=Channel.TRANSFER, by=by, now=NOW, tell=heard.append
    )
    assert books(slow) == books(quick)
    assert sorted(made) == list(range(len(PLAN)))
    assert heard[-1] == len(PLAN)
    many = [Receipt(key, quick[0].pk, Decimal(1), TODAY) for key in range(100)]
    with django_assert_max_num_queries(12):
        actions.record_repayments(receipts=many, channel=Channel.TRANSFER, by=by, now=NOW)


def test_refusals_come_together_and_nothing_is_written():
    loan = an_active_loan(100, 2)
    some = [
        Receipt(1, loan.pk, Decimal(10), TODAY),
        Receipt(2, loan.pk, Decimal(95), TODAY),
        Receipt(3, loan.pk, Decimal(5), date(2026, 11, 24)),
        Receipt(4, loan.pk, Decimal(0), TODAY),
    ]
    with pytest.raises(SomeRefused) as refused:
        actions.record_repayments(receipts=some, channel=Channel.TRANSFER, by=a_clerk(), now=NOW)
    assert sorted(refused.value.sentences) == [2, 3, 4]
    assert loan.entries.count() == 1
    with pytest.raises(SomeRefused, match="n’existe plus"):
        actions.record_repayments(
            receipts=[Receipt(1, 0, Decimal(10), TODAY)], channel=Channel.TRANSFER, by=a_clerk(), now=NOW
        )
