"""A grant that never becomes a loan gives its money back."""

from datetime import date

import pytest
from django.urls import reverse

from harmonie.refusals import Refusal, WrongState
from harmonie.schemes.models import BudgetEnvelope
from loans import actions, queries
from loans.enums import CancelReason

from .builders import FIRST_DUE, NOW, a_clerk, a_granted_decision, once

pytestmark = pytest.mark.django_db


def engaged():
    return BudgetEnvelope.objects.get(year=2026, scheme__code="credit-0.01").engaged


def address(decision):
    return reverse("loans:lapse", args=[decision.number])


def test_a_grant_not_signed_in_time_refills_the_envelope(finance):
    decision = a_granted_decision(on=date(2026, 6, 2))
    assert engaged() == 620
    answer = finance.post(address(decision), {"reason": "not_signed"} | once())
    assert answer.url == reverse("loans:list")
    assert engaged() == 0
    assert decision.application.milestones.filter(is_stop=True, sentence__startswith="Accord caduc").exists()
    assert decision not in queries.grants_to_contract(finance.user)


def test_a_lapsed_grant_opens_no_loan(finance):
    decision = a_granted_decision()
    actions.lapse_grant(decision=decision, reason=CancelReason.RENOUNCED, by=finance.user, now=NOW)
    with pytest.raises(WrongState, match="caduc"):
        actions.open_loan(decision=decision, first_due_on=FIRST_DUE, by=finance.user, now=NOW)
    assert finance.get(reverse("loans:open", args=[decision.number])).status_code == 404


def test_the_delay_is_respected(finance):
    decision = a_granted_decision()
    page = finance.post(address(decision), {"reason": "not_signed"} | once())
    assert page.status_code == 409
    assert "jusqu’au 2\u00a0févr.\u00a02027" in page.text
    assert engaged() == 620


def test_a_reason_is_asked(finance):
    page = finance.post(address(a_granted_decision()), once())
    assert page.status_code == 422
    assert "error-summary" in page.text


def test_it_lapses_once():
    decision, clerk = a_granted_decision(), a_clerk()
    actions.lapse_grant(decision=decision, reason=CancelReason.RENOUNCED, by=clerk, now=NOW)
    with pytest.raises(Refusal):
        actions.lapse_grant(decision=decision, reason=CancelReason.RENOUNCED, by=clerk, now=NOW)
    assert engaged() == 0
