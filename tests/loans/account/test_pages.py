"""Money that leaves or goes back, from the loan's page."""

import pytest
from django.urls import reverse

from loans import actions
from loans.models import LedgerEntry, PostingRequest
from tests.loan_rows import a_closed_month

from ..builders import NOW, a_clerk, a_loan_to_sign, a_repayment, a_signed_loan, an_active_loan, once
from .builders import a_part, a_receipt, a_recovery, a_relief, a_reversal, a_write_off, rules_that_check, stands

pytestmark = pytest.mark.django_db


def typed(loan, **more):
    facts = {"amount": "100", "voucher": "2026-7", "value_on": "23/11/2026"}
    return facts | {"expected_sequence": loan.entries.count()} | once() | more


def at(name, loan):
    return reverse(f"loans:{name}", args=[loan.reference])


def test_a_loan_is_paid_out_in_parts_from_its_page(finance):
    loan = a_signed_loan()
    page = finance.get(at("detail", loan)).text
    assert 'value="620,00"' in page
    assert page.count("btn-primary") == 1
    finance.post(at("disburse", loan), typed(loan, amount="400"))
    assert stands(loan)[:3] == ("active", 400, 400)
    page = finance.get(at("detail", loan)).text
    assert "Verser les 220,00" in page
    assert page.count("btn-primary") == 1
    assert 'value="220,00"' in finance.get(at("disburse", loan)).text
    form = typed(loan, amount="220")
    refused = finance.post(at("disburse", loan), form | {"amount": "221"})
    assert (refused.status_code, refused.text.count("jusqu’à 220,00")) == (422, 2)
    first, second = (finance.post(at("disburse", loan), form) for _ in range(2))
    assert first.url == second.url == at("detail", loan)
    assert stands(loan)[:3] == ("active", 620, 620)
    assert finance.get(at("disburse", loan)).status_code == 302


def test_the_same_part_from_two_desks_leaves_once(finance):
    loan = a_signed_loan()
    a_part(loan, 200)
    seen = typed(loan, amount="200")
    a_part(loan, 200)
    page = finance.post(at("disburse", loan), seen)
    assert page.status_code == 409
    assert "Le compte a changé entre-temps" in page.text
    assert stands(loan)[2] == 400


def test_a_surplus_goes_back_and_no_more(finance):
    loan = an_active_loan()
    assert finance.get(at("refund", loan)).status_code == 302
    a_receipt(loan, 650, keeps_surplus=True)
    assert "Rendre 30,00" in finance.get(at("detail", loan)).text
    assert finance.post(at("refund", loan), typed(loan, amount="30,01")).status_code == 422
    finance.post(at("refund", loan), typed(loan, amount="30"))
    assert stands(loan)[3] == 0
    assert finance.post(at("refund", loan), typed(loan, amount="30")).status_code == 409


def test_every_kind_of_entry_has_its_words_and_its_balances(finance):
    loan = an_active_loan()
    a_reversal(a_receipt(loan, 20, voucher="Q-7"), "chèque sans provision")
    a_relief(loan, 120)
    a_write_off(loan)
    a_recovery(loan, 50)
    page = finance.get(at("detail", loan)).text
    for words in (
        "Versement à Nadia Benali",
        "quittance ou titre Q-7",
        "Contre-passation de l’écriture 2, remboursement",
        "chèque sans provision",
        "Remise gracieuse de 120,00",
        "délibération 2026-42",
        "Recouvrement après non-valeur, virement",
        "Non-valeur, €",
        "450,00",
        "Enregistrée le 23",
    ):
        assert words in page, words
    assert "À rendre, €" not in page
    assert page.count("Contre-passer<") == 4


def test_a_second_person_is_asked_for_on_the_page_where_the_rules_say_so(finance):
    rules_that_check(checks_disbursements=True, checks_reversals=True)
    loan = a_signed_loan()
    assert "Faire contrôler le versement de 620" in finance.get(at("detail", loan)).text
    page = finance.post(at("disburse", loan), typed(loan, amount="620"), follow=True).text
    assert "quand une autre personne" in page
    assert "Versement de 620,00\u202f€</a> attend son contrôle" in page
    asked = PostingRequest.objects.get()
    entry = actions.approve(posting_request=asked, by=a_clerk(), now=NOW)
    assert "contrôlée par Marc Poulain" in finance.get(at("detail", loan)).text
    page = finance.post(reverse("loans:reverse", args=[loan.reference, 1]), {"why": "revenu"} | once(), follow=True)
    assert "Contre-passation de 620,00" in page.text
    assert not LedgerEntry.objects.filter(reverses=entry).exists()


def test_a_closed_month_is_said_beside_the_day(finance):
    loan = an_active_loan()
    a_repayment(loan, 20)
    a_closed_month(NOW.date().replace(month=10, day=1), finance.user, NOW)
    form = typed(loan, channel="cash", value_on="31/10/2026")
    page = finance.post(at("repay", loan), form)
    assert page.status_code == 422
    assert finance.post(at("repay", loan), form | {"value_on": "02/11/2026"}).status_code == 302
    late = a_loan_to_sign()
    assert finance.post(at("disburse", late), typed(late)).status_code == 409
