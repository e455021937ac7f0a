"""The lists of the finance desk."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from loans import actions
from loans.enums import CancelReason, Tab
from loans.models import Loan
from loans.queries import account_of, loans_in, tab_of

from .builders import (
    NOW,
    TODAY,
    a_granted_decision,
    a_late_loan,
    a_loan_to_sign,
    a_repayment,
    a_signed_loan,
    an_active_loan,
    once,
)

pytestmark = pytest.mark.django_db


def shown(browser, tab, **words):
    return browser.get(reverse("loans:list"), {"liste": tab.value} | words)


def a_cancelled_loan():
    loan = a_loan_to_sign()
    actions.cancel_loan(loan=loan, reason=CancelReason.RENOUNCED, by=loan.decision.decided_by, now=NOW)
    return loan


def a_settled_loan():
    loan = an_active_loan()
    a_repayment(loan, 620)
    return loan


@pytest.mark.parametrize(
    ("build", "tabs"),
    [
        (a_loan_to_sign, {Tab.TO_SIGN}),
        (a_signed_loan, {Tab.TO_DISBURSE}),
        (an_active_loan, {Tab.RUNNING}),
        (a_late_loan, {Tab.RUNNING, Tab.LATE}),
        (a_settled_loan, {Tab.SETTLED}),
        (a_cancelled_loan, {Tab.CANCELLED}),
    ],
)
def test_a_loan_stands_in_the_list_of_its_state(finance, build, tabs):
    loan = build()
    assert {tab for tab in Tab if loan.reference in shown(finance, tab).text} == tabs


def test_a_grant_waits_for_its_contract(finance):
    decision = a_granted_decision()
    page = shown(finance, Tab.TO_CONTRACT)
    assert reverse("loans:open", args=[decision.number]) in page.text
    assert "1 accord, 620,00\u202f€ à prêter" in page.text
    finance.post(reverse("loans:open", args=[decision.number]), {"premiere": "05/01/2027"} | once())
    assert decision.number not in shown(finance, Tab.TO_CONTRACT).text


def test_what_is_late_is_summed_by_the_database_as_by_the_rules(finance):
    late, current = a_late_loan(), an_active_loan()
    a_repayment(late, "20.50")
    found = {loan.pk: loan for loan in Loan.objects.with_overdue(TODAY).with_balance()}
    for loan in (late, current):
        account = account_of(loan, TODAY)
        assert found[loan.pk].overdue == account.overdue
        assert found[loan.pk].outstanding == account.outstanding
    assert found[late.pk].overdue == Decimal("129.50")
    assert "1 prêt, 129,50\u202f€ en retard" in shown(finance, Tab.LATE).text


def test_paying_what_is_late_leaves_the_list(finance):
    loan = a_late_loan()
    a_repayment(loan, 150)
    assert loan.reference not in shown(finance, Tab.LATE).text


@pytest.mark.parametrize("text", ["benali", "BENÂLI nadia", "{reference}", "{dossier}"])
def test_a_loan_is_found_whatever_the_accents(finance, text):
    loan, other = a_loan_to_sign(), a_loan_to_sign(last_name="Ouali", first_name="Karim")
    words = text.format(reference=loan.reference, dossier=loan.decision.application.reference)
    page = shown(finance, Tab.TO_SIGN, q=words)
    assert loan.reference in page.text
    assert other.reference not in page.text


@pytest.mark.parametrize("text", ["%", "'; --", "\0", "x" * 500, "()"])
def test_odd_searches_find_nothing_and_break_nothing(finance, text):
    a_loan_to_sign()
    assert shown(finance, Tab.TO_SIGN, q=text).status_code == 200


def test_pages_follow_each_other_by_key(finance, monkeypatch):
    monkeypatch.setattr("harmonie.paging.SIZE", 2)
    references = [a_loan_to_sign().reference for _ in range(3)]
    first = shown(finance, Tab.TO_SIGN)
    assert [reference in first.text for reference in references] == [True, True, False]
    last = Loan.objects.get(reference=references[1])
    assert f"apres={last.pk}" in first.text
    second = shown(finance, Tab.TO_SIGN, apres=last.pk)
    assert [reference in second.text for reference in references] == [False, False, True]
    assert f"avant={Loan.objects.get(reference=references[2]).pk}" in second.text


@pytest.mark.parametrize("after", ["abc", "-1", "9" * 30, "²"])
def test_a_page_that_does_not_exist_is_the_first(finance, after):
    loan = a_loan_to_sign()
    assert loan.reference in shown(finance, Tab.TO_SIGN, apres=after).text


def test_a_list_that_does_not_exist(finance):
    assert tab_of("toutes") is None
    assert finance.get(reverse("loans:list"), {"liste": "toutes"}).status_code == 404


def test_three_rows_cost_what_one_costs(finance):
    def queries_of(tab):
        with CaptureQueriesContext(connection) as captured:
            assert shown(finance, tab).status_code == 200
        return len(captured)

    def grow():
        a_granted_decision()
        a_loan_to_sign()
        an_active_loan(on=date(2026, 6, 2), first_due_on=date(2026, 7, 5))

    grow()
    one = {tab: queries_of(tab) for tab in Tab}
    grow()
    grow()
    assert {tab: queries_of(tab) for tab in Tab} == one


def test_nobody_else_lists_loans(finance, sign_in):
    loan = a_loan_to_sign()
    worker = loan.decision.application.worker
    assert not Loan.objects.visible_to(worker).exists()
    assert not loans_in(Tab.TO_SIGN, worker, TODAY).exists()
    assert sign_in(worker).get(reverse("loans:list")).status_code == 404
