"""Two clerks at once, on real connections."""

import threading
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from harmonie.refusals import Refusal, Stale
from loans import actions
from loans.models import LoanDocument
from loans.papers import issuing

from .builders import NOW, TODAY, a_clerk, a_granted_decision, a_loan_to_sign, an_active_loan, once

pytestmark = pytest.mark.django_db(transaction=True)


def both(*works):
    """What each of `works` did when all began together: its result, or what it raised."""
    results, start = [None] * len(works), threading.Barrier(len(works))

    def run(index, work):
        start.wait()
        try:
            results[index] = work()
        except Exception as error:
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def repayment(loan, clerk, amount, **seen):
    return lambda: actions.record_repayment(
        loan=loan, amount=Decimal(amount), channel="cash", value_on=TODAY, by=clerk, now=NOW, **seen
    )


def test_the_same_repayment_from_two_desks_is_posted_once():
    loan, clerks = an_active_loan(), [a_clerk(), a_clerk()]
    results = both(*(repayment(loan, clerk, 50, expected_sequence=1) for clerk in clerks))
    assert sum(isinstance(result, Stale) for result in results) == 1
    assert actions.outstanding(loan) == 570


def test_two_repayments_never_exceed_what_is_owed():
    loan, clerk = an_active_loan(), a_clerk()
    results = both(repayment(loan, clerk, 400), repayment(loan, clerk, 400))
    assert sum(isinstance(result, Refusal) for result in results) == 1
    assert actions.outstanding(loan) == 220


def test_one_form_clicked_twice_is_counted_once():
    loan, clerk = an_active_loan(), a_clerk()
    form = {"amount": "50", "channel": "cash", "value_on": "23/11/2026", "expected_sequence": 1} | once()

    def click():
        browser = Client()
        browser.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
        return browser.post(reverse("loans:repay", args=[loan.reference]), form)

    answers = both(click, click)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert actions.outstanding(loan) == 570


def test_one_decision_is_not_opened_and_lapsed():
    decision, clerk = a_granted_decision(), a_clerk()
    results = both(
        lambda: actions.open_loan(decision=decision, first_due_on=TODAY.replace(year=2027), by=clerk, now=NOW),
        lambda: actions.lapse_grant(decision=decision, reason="renounced", by=clerk, now=NOW),
    )
    assert sum(isinstance(result, Refusal) for result in results) == 1


def test_an_entry_is_reversed_once():
    loan, clerk = an_active_loan(), a_clerk()
    entry = repayment(loan, clerk, 50)()
    results = both(*[lambda: actions.reverse_entry(entry=entry, why="essai", by=clerk, now=NOW)] * 2)
    assert sum(isinstance(result, Refusal) for result in results) == 1
    assert loan.entries.count() == 3


def test_one_agreement_when_two_ask_for_it():
    loan, clerk = a_loan_to_sign(), a_clerk()
    first, second = both(*[lambda: issuing.issue_agreement(loan=loan, by=clerk, now=NOW)] * 2)
    assert first.pk == second.pk
    assert LoanDocument.objects.count() == 1
