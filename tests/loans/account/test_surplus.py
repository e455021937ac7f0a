"""More than was owed: refused to the cent, or owed back."""

import pytest

from harmonie.refusals import Refusal

from ..builders import an_active_loan
from .builders import YESTERDAY, a_receipt, a_refund, a_relief, a_reversal, stands

pytestmark = pytest.mark.django_db


def test_a_surplus_is_kept_by_choice_and_given_back():
    loan = an_active_loan()
    with pytest.raises(Refusal, match="Il reste 620,00"):
        a_receipt(loan, "620.01")
    receipt = a_receipt(loan, 650, keeps_surplus=True)
    assert stands(loan) == ("settled", 0, 620, 30, 0)
    with pytest.raises(Refusal, match="Il y a 30,00"):
        a_refund(loan, "30.01")
    with pytest.raises(Refusal, match="ne peut pas précéder le trop-perçu"):
        a_refund(loan, 10, value_on=YESTERDAY)
    refund = a_refund(loan, 20)
    with pytest.raises(Refusal, match="contre-passez d’abord la restitution"):
        a_reversal(receipt)
    a_reversal(refund)
    a_reversal(receipt)
    assert stands(loan) == ("active", 620, 620, 0, 0)


@pytest.mark.parametrize("ends", [lambda loan: a_receipt(loan, 620), lambda loan: a_relief(loan, 620)])
def test_money_for_a_loan_that_ended_is_owed_back_and_leaves_its_state(ends):
    loan = an_active_loan()
    ends(loan)
    state = stands(loan)[0]
    receipt = a_receipt(loan, 51, keeps_surplus=True)
    assert stands(loan) == (state, 0, 620, 51, 0)
    a_reversal(receipt)
    assert stands(loan) == (state, 0, 620, 0, 0)


def test_a_refund_names_its_mandat():
    loan = an_active_loan()
    a_receipt(loan, 650, keeps_surplus=True)
    with pytest.raises(Refusal, match="mandat"):
        a_refund(loan, 30, voucher=" ")
