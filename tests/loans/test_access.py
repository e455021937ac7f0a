"""Only finance comes in here: for everybody else there is nothing, whatever the address."""

import pytest
from django.urls import reverse

from harmonie.accounts.roles import Role
from loans.papers import issuing
from tests.builders import a_partner, a_user

from .builders import NOW, a_clerk, a_granted_decision, a_repayment, an_active_loan, once

pytestmark = pytest.mark.django_db
POST_ONLY = {"sign", "repay", "agreement", "schedule", "receipt"}
GET_ONLY = {"list", "detail", "document"}
# The addresses of one loan, from grant to last repayment; tests/access reads every address there is.
BOTH = {"open", "lapse", "cancel", "disburse", "refund", "reverse"}
OTHERS = [role for role in Role if role not in (Role.FINANCE, Role.PARTNER)]


@pytest.fixture
def addresses():
    """Every address of the room, for things that exist."""
    loan, decision = an_active_loan(), a_granted_decision()
    entry = a_repayment(loan)
    document = issuing.issue_receipt(entry=entry, by=a_clerk(), now=NOW)
    arguments = {
        "list": [],
        "open": [decision.number],
        "lapse": [decision.number],
        "receipt": [loan.reference, entry.sequence],
        "reverse": [loan.reference, entry.sequence],
        "document": [loan.reference, document.reference],
    }
    return {
        name: reverse(f"loans:{name}", args=arguments.get(name, [loan.reference]))
        for name in sorted(POST_ONLY | GET_ONLY | BOTH)
    }


@pytest.mark.parametrize("role", OTHERS)
def test_other_roles_find_nothing(sign_in, addresses, role):
    browser = sign_in(a_user(role))
    for name, address in addresses.items():
        assert browser.get(address).status_code == 404, name
        assert browser.post(address, once()).status_code == 404, name


def test_partners_find_nothing(sign_in, addresses):
    browser = sign_in(a_user(partner=a_partner()))
    assert {browser.get(address).status_code for address in addresses.values()} == {404}


def test_strangers_are_asked_to_sign_in(client, addresses):
    for address in addresses.values():
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))


def test_wrong_methods(finance, addresses):
    for name, address in addresses.items():
        if name in POST_ONLY:
            assert finance.get(address).status_code == 405, name
        if name in GET_ONLY:
            assert finance.post(address, once()).status_code == 405, name
        assert finance.delete(address).status_code == 405, name


def test_a_form_without_its_token_does_nothing(finance, addresses):
    for name in POST_ONLY - GET_ONLY:
        assert finance.post(addresses[name]).status_code == 400, name


def test_what_does_not_exist(finance, addresses):
    for name, address in addresses.items():
        gone = address.replace("P2026-0001", "P1999-0001").replace("D2026-0002", "D1999-0001")
        if gone != address:
            ask = finance.post if name in POST_ONLY else finance.get
            assert ask(gone, once()).status_code == 404, name
