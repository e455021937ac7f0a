"""Filters narrow the rows, the sums and the exports alike."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from loans import actions
from loans.enums import Tab
from tests.builders import a_partner
from tests.loans.builders import (
    NOW,
    a_granted_decision,
    a_late_loan,
    a_loan_to_sign,
    a_repayment,
    a_signed_loan,
    an_active_loan,
)

pytestmark = pytest.mark.django_db


def shown(browser, tab, **words):
    answer = browser.get(reverse("loans:list"), {"liste": tab.value} | words)
    assert answer.status_code == 200
    return answer.text


def test_every_filter_narrows_the_rows_and_their_sum(finance):
    small, large = a_signed_loan(300, last_name="Petit"), a_signed_loan(900, last_name="Grand")
    application = large.decision.application
    application.partner = a_partner()
    application.save(update_fields=["partner"])
    for words in (
        {"min": "500"},
        {"partenaire": application.partner_id},
        {"suivi": application.worker_id},
        {"q": "GRAND"},
        {"du": "2026-11-01", "min": "301,50 €"},
    ):
        page = shown(finance, Tab.TO_DISBURSE, **words)
        assert large.reference in page, words
        assert small.reference not in page, words
        assert "1 prêt, 900,00" in page
    for words in ({"max": "300"}, {"q": "petit", "objet": "appliances", "dispositif": small.scheme_id}):
        page = shown(finance, Tab.TO_DISBURSE, **words)
        assert small.reference in page
        assert large.reference not in page
    assert "Aucune ligne avec ces filtres" in shown(finance, Tab.TO_DISBURSE, au="01/11/2026")
    assert "Retirer le filtre" in shown(finance, Tab.TO_DISBURSE, objet="mobility")


def test_late_since_at_least_so_many_days(finance):
    loan = a_late_loan()  # its oldest unpaid instalment was due on 10 September
    days = (NOW.date() - date(2026, 9, 10)).days
    assert f"depuis {days}\u00a0jours" in shown(finance, Tab.LATE, retard=days)
    assert loan.reference not in shown(finance, Tab.LATE, retard=days + 1)
    assert "En retard depuis au moins" in shown(finance, Tab.LATE, retard=days)


def test_a_limit_to_sign_that_is_near_or_past_is_marked(finance):
    past = a_loan_to_sign(on=date(2026, 8, 3), first_due_on=date(2026, 10, 5))
    near = a_loan_to_sign(on=date(2026, 8, 30), first_due_on=date(2026, 10, 5))
    far = a_loan_to_sign()
    page = shown(finance, Tab.TO_SIGN)
    assert "délai passé" in page
    assert "bientôt" in page
    for limit, loan in (("passe", past), ("proche", near)):
        page = shown(finance, Tab.TO_SIGN, delai=limit)
        assert [each.reference in page for each in (past, near, far)] == [each == loan for each in (past, near, far)]


def test_what_came_in_twice_is_to_be_given_back(finance):
    loan = an_active_loan(100, 2)
    a_repayment(loan, 100)
    assert loan.reference not in shown(finance, Tab.TO_REFUND)
    actions.record_repayment(
        loan=loan, amount=Decimal(30), channel="card", value_on=NOW.date(), by=finance.user, now=NOW, keeps_surplus=True
    )
    page = shown(finance, Tab.TO_REFUND)
    assert loan.reference in page
    assert "1 prêt, 30,00\u202f€ à rendre" in page


@pytest.mark.parametrize(
    "words",
    [
        {"min": "1e400", "max": "-3", "du": "0000-00-00", "au": "9999-12-31"},
        {"dispositif": "9" * 30, "partenaire": "²", "suivi": "-1", "objet": "rien", "retard": "99999"},
        {"q": "\0" + "🏠" * 300, "delai": "jamais", "du": "0001-01-01"},
    ],
)
def test_odd_filters_break_nothing(finance, words):
    a_late_loan()
    for tab in (Tab.LATE, Tab.TO_CONTRACT):
        shown(finance, tab, **words)


def test_filters_cost_the_same_for_three_rows(finance):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            shown(finance, Tab.RUNNING, min="1", q="a")
            shown(finance, Tab.TO_CONTRACT, max="1000")
        return len(captured)

    def grow():
        an_active_loan(last_name="Abadi")
        a_granted_decision()

    grow()
    one = cost()
    grow()
    grow()
    assert cost() == one
