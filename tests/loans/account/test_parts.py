"""Money that leaves in parts, and comes back."""

from datetime import timedelta

import pytest

from harmonie.refusals import Refusal, WrongState
from loans.models import Loan
from loans.queries import account_of

from ..builders import TODAY, a_signed_loan
from .builders import YESTERDAY, a_part, a_receipt, a_relief, a_reversal, stands

pytestmark = pytest.mark.django_db


def test_two_parts_make_the_whole_and_no_more():
    loan = a_signed_loan()
    a_part(loan, 400, value_on=YESTERDAY)
    assert stands(loan) == ("active", 400, 400, 0, 0)
    with pytest.raises(Refusal, match="Il reste 220,00"):
        a_part(loan, "220.01")
    a_part(loan)
    assert stands(loan) == ("active", 620, 620, 0, 0)
    assert account_of(loan, TODAY).disbursed_on == YESTERDAY
    with pytest.raises(WrongState, match="en entier"):
        a_part(loan)


def test_the_last_part_reopens_a_loan_that_was_already_repaid():
    loan = a_signed_loan()
    a_part(loan, 300)
    a_receipt(loan, 300)
    assert stands(loan) == ("settled", 0, 300, 0, 0)
    second = a_part(loan)
    assert stands(loan) == ("active", 320, 620, 0, 0)
    steps = list(loan.decision.application.milestones.values_list("sentence", flat=True))
    assert not [sentence for sentence in steps if "contre-passée" in sentence]
    a_reversal(second)
    assert stands(loan) == ("settled", 0, 300, 0, 0)


def test_a_part_taken_back_may_leave_a_relief_as_what_ended_the_loan():
    loan = a_signed_loan()
    a_part(loan, 300)
    second = a_part(loan)
    a_relief(loan, 300)
    a_reversal(second)
    assert stands(loan) == ("waived", 0, 300, 0, 0)


def test_a_disbursement_goes_back_whole_and_leaves_again():
    loan = a_signed_loan()
    first = a_part(loan)
    a_reversal(first, "virement revenu")
    assert stands(loan) == ("signed", 0, 0, 0, 0)
    assert account_of(loan, TODAY).disbursed_on is None
    a_part(loan, 620)
    assert stands(loan) == ("active", 620, 620, 0, 0)


def test_what_was_repaid_keeps_the_disbursement():
    loan = a_signed_loan()
    first = a_part(loan)
    receipt = a_receipt(loan, 10)
    with pytest.raises(Refusal, match="contre-passez-les d’abord"):
        a_reversal(first)
    a_reversal(receipt)
    a_reversal(first)
    assert stands(loan) == ("signed", 0, 0, 0, 0)


def test_money_leaves_on_a_day_that_allows_it():
    loan = a_signed_loan()
    Loan.objects.filter(pk=loan.pk).update(funds_not_before=TODAY)
    for day, sentence in (
        (TODAY + timedelta(1), "futur"),
        (TODAY - timedelta(60), "la signature"),
        (YESTERDAY, "avant le 23"),
    ):
        with pytest.raises(Refusal, match=sentence):
            a_part(loan, value_on=day)
    for amount in (0, -5):
        with pytest.raises(Refusal, match="Il reste 620"):
            a_part(loan, amount)
    assert stands(loan) == ("signed", 0, 0, 0, 0)
