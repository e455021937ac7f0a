"""The borrower signed the agreement."""

from datetime import date

import pytest
from django.urls import reverse

from harmonie.refusals import Refusal, WrongState
from loans import actions
from loans.enums import LoanState

from .builders import NOW, a_clerk, a_loan_to_sign, a_signed_loan, at, once

pytestmark = pytest.mark.django_db


def address(loan):
    return reverse("loans:sign", args=[loan.reference])


def test_signing_makes_the_loan_payable(finance):
    loan = a_loan_to_sign()
    answer = finance.post(address(loan), {"signed_on": "16/11/2026"} | once())
    loan.refresh_from_db()
    assert answer.status_code == 302
    assert (loan.state, loan.signed_on) == (LoanState.SIGNED, date(2026, 11, 16))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("24/11/2026", "dans le futur"),
        ("01/11/2026", "précède la décision, le 2\u00a0nov.\u00a02026"),
        ("30/02/2026", "Écrivez une date qui existe"),
        ("", "Complétez"),
    ],
)
def test_a_date_that_cannot_be(finance, typed, sentence):
    loan = a_loan_to_sign()
    page = finance.post(address(loan), {"signed_on": typed} | once())
    loan.refresh_from_db()
    assert page.status_code == 422
    assert sentence in page.text
    assert f'value="{typed}"' in page.text or not typed
    assert loan.state == LoanState.TO_SIGN


def test_after_the_delay_the_grant_is_void(finance):
    loan = a_loan_to_sign(on=date(2026, 6, 2))
    page = finance.post(address(loan), {"signed_on": "03/09/2026"} | once())
    assert page.status_code == 422
    assert "annulez ce prêt" in page.text
    with pytest.raises(Refusal, match="2\u00a0sept"):
        actions.sign_loan(loan=loan, signed_on=date(2026, 9, 3), by=a_clerk(), now=NOW)


def test_a_signature_before_the_decision_is_refused_under_the_lock():
    loan = a_loan_to_sign()
    with pytest.raises(Refusal, match="entre la décision et aujourd’hui"):
        actions.sign_loan(loan=loan, signed_on=date(2026, 11, 1), by=a_clerk(), now=NOW)


def test_a_decision_near_midnight_keeps_its_own_day():
    loan = a_loan_to_sign()
    actions.sign_loan(loan=loan, signed_on=date(2026, 11, 2), by=a_clerk(), now=at(date(2026, 11, 3), 0))
    loan.refresh_from_db()
    assert loan.signed_on == date(2026, 11, 2)


def test_it_is_signed_once(finance):
    loan = a_signed_loan()
    page = finance.post(address(loan), {"signed_on": "16/11/2026"} | once())
    assert page.status_code == 409
    assert "rechargez sa page" in page.text
    with pytest.raises(WrongState):
        actions.sign_loan(loan=loan, signed_on=date(2026, 11, 16), by=a_clerk(), now=NOW)
