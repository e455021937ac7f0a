"""The second person's desk."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Exclusion
from harmonie.accounts.roles import Role
from loans import actions
from tests.builders import a_user

from ..account.builders import rules_that_check, stands, told
from ..builders import NOW, a_clerk, an_active_loan, once, the_chair

pytestmark = pytest.mark.django_db
LIST = reverse("loans:posting_requests")


@pytest.fixture
def loan():
    rules_that_check(checks_relief=True)
    return an_active_loan()


@pytest.fixture
def maker(db):
    return a_clerk()


def asked_for(loan, maker, amount=100):
    facts = {"kind": "relief", "deliberation": "2026-41"}
    return actions.enter(loan=loan, amount=Decimal(amount), **facts, **told(by=maker))


def at(name, asked):
    return reverse(f"loans:{name}", args=[asked.pk])


def test_one_click_and_it_is_in_the_books(sign_in, loan, maker):
    asked, browser = asked_for(loan, maker), sign_in(the_chair())
    assert "1 saisie, 100,00" in browser.get(LIST).text
    page = browser.get(at("posting_request", asked)).text
    for words in ("Remise gracieuse de 100,00", "620,00", "2026-41", "Enregistrer 100,00"):
        assert words in page, words
    assert reverse("loans:detail", args=[loan.reference]) not in page, "the presidence keeps no books"
    form = once()
    assert browser.post(at("approve_posting", asked), form).url == LIST
    assert browser.post(at("approve_posting", asked), form).url == LIST
    assert stands(loan)[1] == 520
    again = browser.post(at("approve_posting", asked), once())
    assert (again.status_code, "déjà contrôlée" in again.text) == (409, True)
    assert "Rien n’attend" in browser.get(LIST).text


def test_it_goes_back_with_a_reason(sign_in, loan, maker):
    asked, browser = asked_for(loan, maker), sign_in(a_clerk())
    assert browser.post(at("decline_posting", asked), {"why": " "} | once()).status_code == 422
    assert browser.post(at("decline_posting", asked), {"why": "x" * 201} | once()).status_code == 422
    browser.post(at("decline_posting", asked), {"why": "Autre délibération"} | once())
    page = sign_in(maker).get(reverse("loans:detail", args=[loan.reference])).text
    assert "renvoyé par Marc Poulain" in page
    assert "Autre délibération" in page
    assert stands(loan)[1] == 620


def test_who_entered_it_waits_for_somebody_else(sign_in, loan, maker):
    asked, browser = asked_for(loan, maker), sign_in(maker)
    page = browser.get(at("posting_request", asked)).text
    assert "Vous avez saisi cette écriture" in page
    assert "btn-primary" not in page
    assert browser.post(at("approve_posting", asked), once()).status_code == 409
    assert stands(loan)[1] == 620


def test_others_find_nothing(sign_in, loan, maker):
    asked, chair = asked_for(loan, maker), the_chair()
    for browser in (sign_in(a_user(Role.SOCIAL_WORKER)), sign_in(a_user(Role.ADMINISTRATOR))):
        for address in (LIST, at("posting_request", asked)):
            assert browser.get(address).status_code == 404
    Exclusion.objects.create(application=loan.decision.application, user=chair, declared_at=NOW)
    browser = sign_in(chair)
    assert browser.get(at("posting_request", asked)).status_code == 404
    assert browser.post(at("approve_posting", asked), once()).status_code == 404
    assert "Rien n’attend" in browser.get(LIST).text
    assert browser.get(at("approve_posting", asked)).status_code == 405


def test_three_cost_what_one_costs(sign_in, loan, maker):
    browser, counts = sign_in(the_chair()), []
    for amounts in ((10,), (20, 30)):
        for amount in amounts:
            asked_for(loan, maker, amount)
        with CaptureQueriesContext(connection) as captured:
            browser.get(LIST)
        counts.append(len(captured))
    assert counts[0] == counts[1]
