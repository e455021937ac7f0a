"""« Suivi des impayés » : the worker reads who, how much and since when, never the ledger; notes what came of it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Exclusion
from harmonie.accounts.roles import Role
from loans.arrears.issuing_actions import ask_follow_up
from loans.models import FollowUp
from tests.builders import a_user
from tests.loans.builders import NOW, a_clerk, a_late_loan, a_repayment, once

pytestmark = pytest.mark.django_db
PAGE = reverse("loans:follow_ups")


@pytest.fixture
def asked():
    loan = a_late_loan()
    return ask_follow_up(loan, a_clerk(), NOW)


def test_from_the_home_page_to_what_came_of_it(asked, sign_in):
    browser, loan = sign_in(asked.worker), asked.loan
    home = browser.get("/").text
    assert "Parler de ses échéances avec Nadia Delattre" in home
    page = browser.get(PAGE).text
    for words in ("Nadia Delattre", "150,00", "10 sept. 2026".replace(" ", "\u00a0"), "Suivi des impayés"):
        assert words in page
    assert loan.reference not in page
    assert browser.get(reverse("loans:detail", args=[loan.reference])).status_code == 404
    done, token = reverse("loans:follow_up_done", args=[asked.pk]), once()
    assert browser.post(done, once() | {"outcome": " "}).status_code == 422
    assert browser.post(done, once() | {"outcome": "x" * 300}).status_code == 422
    assert browser.put(done).status_code == 405
    for _ in range(2):
        assert browser.post(done, token | {"outcome": "Reprend en janvier"}).url == PAGE
    again = browser.post(done, once() | {"outcome": "Autre chose"})
    assert again.status_code == 409
    assert FollowUp.objects.get().outcome == "Reprend en janvier"
    assert "Reprend en janvier" in browser.get(PAGE + "?faits=oui").text
    assert "Nadia Delattre" not in browser.get(PAGE).text
    finance = sign_in(a_clerk())
    assert "Reprend en janvier" in finance.get(reverse("loans:detail", args=[loan.reference])).text


def test_strangers(asked, sign_in):
    done = reverse("loans:follow_up_done", args=[asked.pk])
    for role in (Role.PARTNER, Role.FINANCE, Role.COMMISSION_MEMBER, Role.SECRETARY):
        browser = sign_in(a_user(role))
        assert browser.get(PAGE).status_code == 404
        assert browser.get(done).status_code == 404
    other = sign_in(a_user(Role.SOCIAL_WORKER))
    assert other.get(done).status_code == 404
    assert "Delattre" not in other.get(PAGE).text
    assert "Delattre" not in other.get("/").text
    Exclusion.objects.create(application=asked.loan.decision.application, user=asked.worker, declared_at=NOW)
    assert sign_in(asked.worker).get(done).status_code == 404


def test_one_question_for_one_and_for_three(asked, sign_in):
    browser = sign_in(asked.worker)
    browser.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        browser.get(PAGE)
    for _ in range(2):
        loan = a_late_loan()
        more = ask_follow_up(loan, a_clerk(), NOW)
        FollowUp.objects.filter(pk=more.pk).update(worker=asked.worker, due_on=date(2026, 11, 1))
    a_repayment(loan, 150)
    with CaptureQueriesContext(connection) as three:
        page = browser.get(PAGE).text
    assert len(one) == len(three)
    assert "date passée" in page
    assert "à jour" in page
