"""A loan that is not signed, or renounced, gives its money back."""

import pytest
from django.urls import reverse

from harmonie.refusals import WrongState
from harmonie.schemes.models import BudgetEnvelope
from loans import actions
from loans.enums import CancelReason, LoanState

from .builders import NOW, a_clerk, a_loan_to_sign, a_signed_loan, an_active_loan, once

pytestmark = pytest.mark.django_db


def address(loan):
    return reverse("loans:cancel", args=[loan.reference])


def engaged():
    return BudgetEnvelope.objects.get(year=2026).engaged


@pytest.mark.parametrize("build", [a_loan_to_sign, a_signed_loan])
def test_cancelling_releases_the_envelope(finance, build):
    loan = build()
    assert engaged() == 620
    finance.post(address(loan), {"reason": "renounced"} | once())
    loan.refresh_from_db()
    assert (loan.state, loan.cancel_reason) == (LoanState.CANCELLED, "renounced")
    assert engaged() == 0
    loan.decision.application.refresh_from_db()
    assert loan.decision.application.live_loan == ""


def test_a_loan_that_was_paid_out_is_not_cancelled(finance):
    loan = an_active_loan()
    page = finance.post(address(loan), {"reason": "renounced"} | once())
    assert page.status_code == 409
    assert engaged() == 620
    with pytest.raises(WrongState):
        actions.cancel_loan(loan=loan, reason=CancelReason.RENOUNCED, by=a_clerk(), now=NOW)


def test_it_is_cancelled_once(finance):
    loan = a_loan_to_sign()
    finance.post(address(loan), {"reason": "renounced"} | once())
    assert finance.post(address(loan), {"reason": "renounced"} | once()).status_code == 409
    assert engaged() == 0


def test_a_reason_is_asked(finance):
    loan = a_loan_to_sign()
    assert finance.post(address(loan), once()).status_code == 422
    assert finance.post(address(loan), {"reason": "whim"} | once()).status_code == 422
    assert engaged() == 620


def test_asking_changes_nothing(finance):
    loan = a_loan_to_sign()
    assert "Annuler le prêt" in finance.get(address(loan)).text
    loan.refresh_from_db()
    assert loan.state == LoanState.TO_SIGN
