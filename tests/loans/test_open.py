"""From a granted decision to a loan to sign."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from harmonie.refusals import Refusal, WrongState
from loans import actions
from loans.models import Loan
from loans.schedule import ScheduleError

from .builders import FIRST_DUE, NOW, a_clerk, a_granted_decision, a_scheme, at, once

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision():
    return a_granted_decision()


def address(decision):
    return reverse("loans:open", args=[decision.number])


def test_the_usual_date_is_proposed_with_its_schedule(finance, decision):
    page = finance.get(address(decision))
    assert 'value="05/01/2027"' in page.text
    assert "5\u00a0déc.\u00a02027" in page.text
    assert not Loan.objects.exists()


def test_another_date_is_shown_before_anything_is_opened(finance, decision):
    page = finance.post(address(decision), {"premiere": "31/01/2027", "voir": "1"} | once())
    assert page.status_code == 200
    assert "28\u00a0févr.\u00a02027" in page.text
    assert not Loan.objects.exists()


def test_opening_repeats_the_decision_and_draws_up_the_schedule(finance, decision):
    answer = finance.post(address(decision), {"premiere": "31/01/2027"} | once())
    loan = Loan.objects.get()
    assert answer.url == reverse("loans:detail", args=[loan.reference])
    assert (loan.principal, loan.months, loan.payee_name) == (Decimal(620), 12, "Nadia Benali")
    instalments = list(loan.schedules.get().instalments.all())
    assert [row.amount for row in instalments] == [Decimal("51.67")] * 11 + [Decimal("51.63")]
    assert instalments[1].due_on == date(2027, 2, 28)


def test_the_supplier_is_paid_when_the_decision_says_so():
    decision = a_granted_decision(supplier="Électro Rivemont")
    loan = actions.open_loan(decision=decision, first_due_on=FIRST_DUE, by=a_clerk(), now=NOW)
    assert loan.payee_name == "Électro Rivemont"


def test_the_dossier_learns_that_a_loan_is_running(decision):
    loan = actions.open_loan(decision=decision, first_due_on=FIRST_DUE, by=a_clerk(), now=NOW)
    decision.application.refresh_from_db()
    assert decision.application.live_loan == loan.reference


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02/2027", "Écrivez une date qui existe"),
        ("demain", "Écrivez une date qui existe"),
        ("23/11/2026", "La première échéance doit être à venir"),
        ("05/01/2029", "au plus tard dans un an"),
    ],
)
def test_an_impossible_date_is_kept_and_explained(finance, decision, typed, sentence):
    page = finance.post(address(decision), {"premiere": typed} | once())
    assert page.status_code == 422
    assert sentence in page.text
    assert f'value="{typed}"' in page.text
    assert not Loan.objects.exists()


def test_a_rounding_that_leaves_an_empty_row_is_explained(finance):
    decision = a_granted_decision(140, 18, scheme=a_scheme(rounding="5.00"))
    page = finance.get(address(decision))
    assert "échéance serait vide" in page.text
    page = finance.post(address(decision), {"premiere": "05/01/2027"} | once())
    assert "échéance serait vide" in page.text
    assert not Loan.objects.exists()


def test_a_schedule_error_leaves_nothing_behind():
    decision = a_granted_decision(140, 18, scheme=a_scheme(rounding="5.00"))
    with pytest.raises(ScheduleError):
        actions.open_loan(decision=decision, first_due_on=FIRST_DUE, by=a_clerk(), now=NOW)
    assert not Loan.objects.exists()


def test_a_grant_that_is_too_old_is_not_opened(finance):
    decision = a_granted_decision(on=date(2026, 6, 2))
    page = finance.post(address(decision), {"premiere": "05/01/2027"} | once())
    assert page.status_code == 409
    assert "jusqu’au 2\u00a0sept.\u00a02026" in page.text
    with pytest.raises(Refusal):
        actions.open_loan(decision=decision, first_due_on=FIRST_DUE, by=a_clerk(), now=NOW)


def test_the_last_day_still_counts():
    decision = a_granted_decision(on=date(2026, 8, 23))
    assert actions.open_loan(decision=decision, first_due_on=FIRST_DUE, by=a_clerk(), now=at(date(2026, 11, 23), 23))


def test_one_decision_opens_one_loan(finance, decision):
    finance.post(address(decision), {"premiere": "05/01/2027"} | once())
    again = finance.post(address(decision), {"premiere": "05/01/2027"} | once())
    assert again.status_code == 404
    with pytest.raises(WrongState):
        actions.open_loan(decision=decision, first_due_on=FIRST_DUE, by=a_clerk(), now=NOW)
    assert Loan.objects.count() == 1


def test_the_same_form_posted_twice_leads_to_the_same_loan(finance, decision):
    form = {"premiere": "05/01/2027"} | once()
    first, second = (finance.post(address(decision), form) for _ in range(2))
    assert first.url == second.url
    assert Loan.objects.count() == 1


def test_a_small_instalment_is_said(finance):
    page = finance.get(address(a_granted_decision(100, 18)))
    assert "sous les 15\u202f€ recouvrables" in page.text
