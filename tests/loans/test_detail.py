"""One loan's page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from harmonie.registry.models import AccessEntry
from loans import actions

from .builders import NOW, a_late_loan, a_loan_to_sign, a_repayment, a_signed_loan, an_active_loan

pytestmark = pytest.mark.django_db


def shown(browser, loan):
    return browser.get(reverse("loans:detail", args=[loan.reference]))


def test_arrears_are_said_in_euros_days_and_words(finance):
    page = shown(finance, a_late_loan()).text
    assert "Trois échéances en retard" in page
    for words in (
        "200,00\u202f€",
        "400,00\u202f€",
        "150,00\u202f€",
        "74\u00a0jours de retard",
        "depuis le 10\u00a0sept.",
    ):
        assert words in page
    assert "4 échéances réglées sur 12" in page
    assert "Enregistrer 50,00\u202f€" in page


def test_the_ledger_runs_and_a_reversal_is_struck(finance):
    loan = an_active_loan()
    entry = a_repayment(loan, "51.67")
    actions.reverse_entry(entry=entry, why="chèque rejeté", by=finance.user, now=NOW)
    page = shown(finance, loan).text
    assert page.count('class="is-undone"') == 2
    assert "568,33" in page
    assert "chèque rejeté" in page


@pytest.mark.parametrize(
    ("build", "button"),
    [
        (a_loan_to_sign, "Émettre le contrat de 620\u202f€"),
        (a_signed_loan, "Enregistrer le versement de 620\u202f€"),
        (an_active_loan, "Enregistrer 51,67\u202f€"),
    ],
)
def test_one_primary_button_names_what_comes_next(finance, build, button):
    page = shown(finance, build()).text
    assert page.count("btn-primary") == 1
    assert button in page


def test_a_settled_loan_asks_for_nothing(finance):
    loan = an_active_loan()
    a_repayment(loan, 620)
    page = shown(finance, loan).text
    assert "btn-primary" not in page
    assert "Soldé" in page


def test_opening_is_written_down(finance):
    loan = a_loan_to_sign()
    shown(finance, loan)
    assert AccessEntry.objects.filter(user=finance.user, reference=loan.reference).count() == 1


def test_a_long_ledger_costs_what_a_short_one_costs(finance):
    loan = an_active_loan(on=date(2026, 6, 2), first_due_on=date(2026, 7, 5))
    counts = []
    for _ in range(2):
        a_repayment(loan, 10)
        with CaptureQueriesContext(connection) as captured:
            shown(finance, loan)
        counts.append(len(captured))
        a_repayment(loan, 10)
    assert counts[0] == counts[1]
