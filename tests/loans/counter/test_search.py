"""One field finds the loan, whatever is typed or scanned."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from harmonie.accounts.roles import Role
from loans import actions
from loans.counter import queries
from tests.builders import a_user
from tests.loans.builders import NOW, a_loan_to_sign, a_repayment, an_active_loan

pytestmark = pytest.mark.django_db
COUNTER = "/prets/guichet/"


def search(browser, text):
    return browser.get(COUNTER, {"q": text})


def test_one_hit_opens_its_sheet(finance):
    loan = an_active_loan(last_name="Delacroix-Müller", first_name="Zoé")
    an_active_loan()
    sheet = reverse("loans:counter_sheet", args=[loan.reference])
    dossier = loan.decision.application.reference
    scanned = loan.reference.translate(str.maketrans("0123456789-", "à&é\"'(-è_ç)"))
    for text in ("zoe delacroix", "MULLER", loan.reference, f"EC-{loan.reference}-1", dossier, scanned):
        assert search(finance, text).url == sheet, text


def test_several_hits_are_listed_those_who_owe_first(finance, django_assert_num_queries, monkeypatch):
    settled, old = an_active_loan(), an_active_loan()
    a_repayment(settled, 620)
    search(finance, "benali")
    with CaptureQueriesContext(connection) as two:
        search(finance, "benali")
    count = len(two)
    new = an_active_loan()
    cancelled = a_loan_to_sign()
    actions.cancel_loan(loan=cancelled, reason="renounced", by=finance.user, now=NOW)
    with django_assert_num_queries(count):
        page = search(finance, "benali").context["page"]
    assert page.rows == [new, old, settled]
    monkeypatch.setattr(queries, "SIZE", 2)
    page = search(finance, "benali").context["page"]
    assert page.rows == [new, old]
    rest = finance.get(COUNTER + page.following).context["page"]
    assert rest.rows == [settled]
    assert finance.get(COUNTER + rest.previous).context["page"].rows == [new, old]


def test_nothing_says_what_to_try_and_nothing_breaks(finance):
    an_active_loan()
    assert "scannez le code-barres" in search(finance, "inconnu au bataillon").text
    assert "autofocus" in search(finance, "").text
    for odd in ("\0", "x" * 5000, "🏠\u202e", "%_\\", "' OR 1=1", "a " * 400, "&é\"'(", "P99999999-9999999999"):
        assert search(finance, odd).status_code in (200, 302), odd
    assert search(finance, "benali&apres=zz").status_code == 200
    assert finance.get(COUNTER, {"q": "benali", "apres": "x~y"}).status_code in (200, 302)


def test_nobody_else_comes_in(finance, sign_in):
    loan = an_active_loan()
    for role in (Role.SOCIAL_WORKER, Role.CHAIR, Role.ADMINISTRATOR, Role.AUDITOR):
        assert search(sign_in(a_user(role)), "benali").status_code == 404
    loan.decision.application.exclusions.create(user=finance.user, declared_at=NOW)
    assert "Aucun prêt ne correspond" in search(finance, "benali").text
    assert "Aucun prêt ne correspond" in search(finance, loan.reference).text
    assert finance.post(COUNTER).status_code == 405
