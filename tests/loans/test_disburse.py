"""The money leaves, whole and once."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from harmonie.refusals import Refusal, WrongState
from loans import actions
from loans.enums import LoanState

from .builders import NOW, a_clerk, a_loan_to_sign, a_signed_loan, once

pytestmark = pytest.mark.django_db
VALID = {"amount": "620", "voucher": "2026-1184", "value_on": "20/11/2026", "expected_sequence": 0}


def address(loan):
    return reverse("loans:disburse", args=[loan.reference])


def test_the_whole_principal_is_owed_from_then_on(finance):
    loan = a_signed_loan()
    finance.post(address(loan), VALID | once())
    loan.refresh_from_db()
    entry = loan.entries.get()
    assert loan.state == LoanState.ACTIVE
    assert (entry.amount, entry.effect, entry.voucher) == (Decimal(620), Decimal(620), "2026-1184")
    assert actions.outstanding(loan) == 620


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"voucher": "  "}, "Complétez"),
        ({"value_on": "24/11/2026"}, "dans le futur"),
        ({"value_on": "01/11/2026"}, "précède la signature, le 2\u00a0nov.\u00a02026"),
        ({"value_on": "31/11/2026"}, "Écrivez une date qui existe"),
    ],
)
def test_what_cannot_be_is_kept_and_explained(finance, change, sentence):
    loan = a_signed_loan()
    typed = VALID | change
    page = finance.post(address(loan), typed | once())
    assert page.status_code == 422
    assert sentence in page.text
    assert f'value="{typed["value_on"]}"' in page.text
    assert not loan.entries.exists()


def test_an_unsigned_loan_is_not_paid_out(finance):
    loan = a_loan_to_sign()
    page = finance.post(address(loan), VALID | once())
    assert page.status_code == 409
    assert not loan.entries.exists()


def test_it_is_paid_out_once(finance):
    loan = a_signed_loan()
    finance.post(address(loan), VALID | once())
    assert finance.post(address(loan), VALID | once()).status_code == 409
    with pytest.raises(WrongState):
        actions.disburse(loan=loan, value_on=date(2026, 11, 20), voucher="X", by=a_clerk(), now=NOW)
    assert loan.entries.count() == 1


def test_a_mandate_number_is_required_under_the_lock():
    with pytest.raises(Refusal, match="mandat"):
        actions.disburse(loan=a_signed_loan(), value_on=date(2026, 11, 20), voucher=" ", by=a_clerk(), now=NOW)
