"""A correction keeps both entries."""

from decimal import Decimal

import pytest
from django.urls import reverse

from harmonie.refusals import Refusal, WrongState
from loans import actions
from loans.enums import LoanState

from .builders import NOW, a_clerk, a_repayment, an_active_loan, once

pytestmark = pytest.mark.django_db


@pytest.fixture
def loan():
    return an_active_loan()


def address(entry):
    return reverse("loans:reverse", args=[entry.loan.reference, entry.sequence])


def test_a_reversal_answers_its_entry(finance, loan):
    entry = a_repayment(loan)
    answer = finance.post(address(entry), {"why": "chèque rejeté"} | once())
    reversal = entry.reversed_by
    assert answer.url == reverse("loans:detail", args=[loan.reference])
    assert (reversal.effect, reversal.note) == (Decimal(50), "chèque rejeté")
    assert actions.outstanding(loan) == 620
    page = finance.get(answer.url)
    assert "contre-passée le" in page.text
    assert "−50,00" in page.text


def test_reversing_the_payment_that_settled_reopens(finance, loan):
    entry = a_repayment(loan, 620)
    finance.post(address(entry), {"why": "virement rappelé"} | once())
    loan.refresh_from_db()
    assert (loan.state, loan.settled_on) == (LoanState.ACTIVE, None)
    loan.decision.application.refresh_from_db()
    assert loan.decision.application.live_loan == loan.reference


def test_a_reason_is_asked(finance, loan):
    entry = a_repayment(loan)
    page = finance.post(address(entry), {"why": "  "} | once())
    assert page.status_code == 422
    assert actions.outstanding(loan) == 570
    with pytest.raises(Refusal, match="pourquoi"):
        actions.reverse_entry(entry=entry, why=" ", by=a_clerk(), now=NOW)


def test_an_entry_is_reversed_once(finance, loan):
    entry = a_repayment(loan)
    actions.reverse_entry(entry=entry, why="essai", by=finance.user, now=NOW)
    page = finance.post(address(entry), {"why": "encore"} | once())
    assert page.status_code == 409
    assert "déjà contre-passée" in page.text
    with pytest.raises(WrongState):
        actions.reverse_entry(entry=entry, why="encore", by=finance.user, now=NOW)
    assert loan.entries.count() == 3


def test_neither_a_reversal_nor_a_disbursement_that_was_repaid_is_reversed(finance, loan):
    reversal = actions.reverse_entry(entry=a_repayment(loan), why="essai", by=finance.user, now=NOW)
    a_repayment(loan)
    for other in (loan.entries.get(sequence=1), reversal):
        assert finance.post(address(other), {"why": "essai"} | once()).status_code == 409
    assert loan.entries.count() == 4


def test_the_same_form_posted_twice_reverses_once(finance, loan):
    entry, form = a_repayment(loan), {"why": "essai"} | once()
    first, second = (finance.post(address(entry), form) for _ in range(2))
    assert first.url == second.url
    assert loan.entries.count() == 3


def test_the_confirmation_page_says_what_it_will_do(finance, loan):
    page = finance.get(address(a_repayment(loan)))
    assert "Contre-passer 50,00\u202f€" in page.text
    assert loan.entries.count() == 2
