"""Relief, write-off, recovery, and each of them taken back."""

import pytest

from harmonie.refusals import Refusal

from ..builders import an_active_loan
from .builders import a_receipt, a_recovery, a_relief, a_reversal, a_write_off, stands

pytestmark = pytest.mark.django_db


def test_a_part_is_given_up_and_the_rest_repaid():
    loan = an_active_loan()
    relief = a_relief(loan, 100)
    assert stands(loan) == ("active", 520, 620, 0, 0)
    a_receipt(loan, 520)
    assert stands(loan) == ("settled", 0, 620, 0, 0)
    a_reversal(relief)
    assert stands(loan) == ("active", 100, 620, 0, 0)


def test_all_that_is_left_is_given_up():
    loan = an_active_loan()
    receipt = a_receipt(loan, 20)
    with pytest.raises(Refusal, match="Il reste 600,00"):
        a_relief(loan, "600.01")
    with pytest.raises(Refusal, match="délibération"):
        a_relief(loan, 600, deliberation=" ")
    a_relief(loan, 600)
    assert stands(loan) == ("waived", 0, 620, 0, 0)
    a_reversal(receipt, "chèque sans provision")
    assert stands(loan) == ("active", 20, 620, 0, 0)


def test_a_write_off_ends_the_loan_and_what_comes_in_is_recovered():
    loan = an_active_loan()
    write_off = a_write_off(loan)
    assert stands(loan) == ("written_off", 0, 620, 0, 620)
    with pytest.raises(Refusal, match=r"620,00.*non-valeur"):
        a_recovery(loan, "620.01")
    recovery = a_recovery(loan, 50)
    assert stands(loan) == ("written_off", 0, 620, 0, 570)
    with pytest.raises(Refusal, match="contre-passez d’abord ce recouvrement"):
        a_reversal(write_off)
    a_reversal(recovery)
    assert stands(loan) == ("written_off", 0, 620, 0, 620)
    a_reversal(write_off)
    assert stands(loan) == ("active", 620, 620, 0, 0)


def test_a_payment_that_bounces_after_the_write_off_is_written_off_too():
    loan = an_active_loan()
    receipt = a_receipt(loan, 100)
    a_write_off(loan)
    a_reversal(receipt)
    assert stands(loan) == ("active", 100, 620, 0, 520)
    a_receipt(loan, 100)
    assert stands(loan) == ("written_off", 0, 620, 0, 520)


def test_nothing_is_given_up_before_it_is_lent():
    loan = an_active_loan()
    early = loan.signed_on.replace(day=1)
    for act in (lambda: a_relief(loan, 10, value_on=early), lambda: a_write_off(loan, value_on=early)):
        with pytest.raises(Refusal, match="ne peut pas précéder le versement"):
            act()


def test_reversals_are_said_once():
    loan = an_active_loan()
    reversal = a_reversal(a_receipt(loan, 20))
    with pytest.raises(Refusal, match="ne se contre-passe pas"):
        a_reversal(reversal, "encore")
