"""The papers of a filtered list: all of it, by the task queue."""

import pytest
from django.urls import reverse

from loans.enums import PrintKind, Tab
from loans.models import PrintBatch
from loans.printing import tasks
from tests.builders import a_user
from tests.loans.builders import a_loan_to_sign, an_active_loan, once

pytestmark = pytest.mark.django_db


def address(papers, tab, query=""):
    return f"{reverse('loans:print_list', args=[papers])}?liste={tab.value}&{query}"


@pytest.fixture(autouse=True)
def queue(monkeypatch):
    """Nothing is printed here: that it was asked for is enough."""
    for name in vars(tasks).values():
        if hasattr(name, "enqueue"):
            monkeypatch.setattr(type(name), "enqueue", lambda *told: None)


def test_the_schedules_of_the_rows_that_the_filters_keep(finance):
    kept = [an_active_loan(600), an_active_loan(700)]
    an_active_loan(200)
    asked = address("echeanciers", Tab.RUNNING, "tout=oui&min=500")
    assert "2 prêts de la liste" in finance.get(asked).text
    answer = finance.post(asked, once() | {"sides": "recto"})
    batch = PrintBatch.objects.get()
    assert answer.url == reverse("loans:print_batch", args=[batch.pk])
    assert (batch.kind, batch.total, batch.both_sides) == (PrintKind.SCHEDULE, 2, False)
    assert "au moins 500" in batch.query
    assert {item.loan_id for item in batch.items.all()} == {loan.pk for loan in kept}


def test_the_rows_ticked_and_nothing_without_one(finance):
    loan = a_loan_to_sign()
    a_loan_to_sign()
    asked = address("contrats", Tab.TO_SIGN, f"choix={loan.reference}")
    assert finance.post(asked, once() | {"sides": "recto-verso"}).status_code == 302
    assert PrintBatch.objects.get().items.get().loan == loan
    assert "Cochez d’abord" in finance.get(address("contrats", Tab.TO_SIGN), follow=True).text
    assert finance.post(asked, once() | {"sides": "triple"}).status_code == 422


def test_who_may_and_of_which_list(finance, sign_in):
    loan = a_loan_to_sign()
    asked = address("contrats", Tab.TO_SIGN, f"choix={loan.reference}")
    assert finance.get(address("contrats", Tab.RUNNING, "tout=oui")).status_code == 404
    assert finance.get(address("rien", Tab.TO_SIGN, "tout=oui")).status_code == 404
    assert finance.delete(asked).status_code == 405
    stranger = sign_in(a_user("social_worker"))
    assert stranger.get(asked).status_code == 404
    assert stranger.post(asked, once()).status_code == 404
