"""One instalment on another date; the others do not move."""

from datetime import date

import pytest
from django.urls import reverse

from harmonie.refusals import Refusal, Stale, WrongState
from loans.changes.actions import move_instalment
from loans.enums import ScheduleReason
from loans.papers import issuing
from loans.queries import account_of

from ..builders import NOW, TODAY, a_clerk, a_late_loan, a_loan_to_sign, a_repayment, at, once

pytestmark = pytest.mark.django_db


def address(loan, number, version=1):
    return reverse("loans:move_instalment", args=[loan.reference, version, number])


def move(loan, number, day, version=1):
    return move_instalment(
        loan=loan, version=version, number=number, due_on=day, why="Paie le 28", by=a_clerk(), now=NOW
    )


def test_the_others_stay_and_the_old_version_too(finance):
    loan = a_late_loan()
    a_repayment(loan, 170)  # the three late ones, and 20 € of the next
    before = [line.due_on for line in account_of(loan, TODAY).lines if not line.is_paid]
    assert finance.get(address(loan, 8)).status_code == 200
    typed = {"due_on": "28/12/2026", "why": "Paie le 28"} | once()
    for _ in range(2):
        answer = finance.post(address(loan, 8), typed)
        assert answer.url == reverse("loans:detail", args=[loan.reference])
    schedule = loan.schedules.get(version=2)
    assert (schedule.reason, schedule.why) == (ScheduleReason.MOVED, "Paie le 28")
    rows = list(schedule.instalments.values_list("due_on", "amount"))
    assert [day for day, _ in rows] == [date(2026, 12, 28), *before[1:]]
    assert [amount for _, amount in rows] == [30, 50, 50, 50, 50]
    assert finance.post(address(loan, 8), typed | once()).status_code == 409  # no longer the latest
    page = finance.get(reverse("loans:schedules", args=[loan.reference])).text
    assert "Version 2, échéance déplacée" in page
    assert "7 échéances payées selon cette version" in page


BAD = [
    ({"due_on": "11/01/2027"}, 409),
    ({"due_on": "01/01/0001"}, 409),
    ({"due_on": "31/12/9999"}, 409),
    ({"due_on": "demain"}, 422),
    ({"why": ""}, 422),
    ({"why": "z" * 300}, 422),
    ({"why": "a\x00b"}, 422),
]


def test_an_order_that_does_not_hold_is_refused_with_what_was_typed(finance):
    loan = a_late_loan()
    for typed, status in BAD:
        page = finance.post(address(loan, 8), {"due_on": "28/12/2026", "why": "Paie"} | once() | typed)
        assert page.status_code == status, typed
        assert typed.get("due_on", "28/12/2026") in page.text
    assert loan.schedules.count() == 1


def test_a_stale_version_a_paid_instalment_and_the_longest_duration():
    loan = a_late_loan()
    with pytest.raises(Stale):
        move(loan, 8, date(2026, 12, 28), version=2)
    with pytest.raises(WrongState):
        move(loan, 4, date(2026, 12, 28))
    long = a_loan_to_sign(900, 18)
    with pytest.raises(Refusal, match="au mois 19"):
        move_instalment(
            loan=long, version=1, number=18, due_on=date(2028, 7, 5), why="x", by=a_clerk(), now=at(date(2028, 3, 1))
        )


def test_before_the_agreement_is_issued_only():
    loan = a_loan_to_sign()
    move(loan, 1, date(2027, 1, 20))
    issuing.issue_agreement(loan=loan, by=a_clerk(), now=NOW)
    with pytest.raises(Refusal, match="Le contrat est émis"):
        move(loan, 1, date(2027, 1, 25), version=2)
