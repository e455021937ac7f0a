"""Several rows of a list at once: all or nothing, and every refusal by its name."""

from datetime import date

import pytest
from django.urls import reverse

from loans.enums import EntryKind, LoanState, Tab
from loans.models import LedgerEntry, Loan, MoneyRules, PostingRequest
from tests.builders import a_user
from tests.loans.builders import NOW, a_granted_decision, a_loan_to_sign, a_signed_loan, once

pytestmark = pytest.mark.django_db


def address(act, tab, **words):
    query = "&".join(f"{word}={value}" for word, values in words.items() for value in values)
    return f"{reverse('loans:batch', args=[act])}?liste={tab.value}&{query}"


def ticked(*names):
    return {"choix": names, "coche": names}


def test_contracts_are_prepared_for_all_the_grants_ticked(finance):
    chosen = [a_granted_decision(last_name="Ba"), a_granted_decision(last_name="Coste")]
    a_granted_decision(last_name="Diaz")
    names = [decision.number for decision in chosen]
    asked = address("contrats", Tab.TO_CONTRACT, choix=names)
    page = finance.get(asked)
    assert "Coste" in page.text
    assert "Diaz" not in page.text
    post = once() | ticked(*names) | {"premiere": "31/01/2027"}
    answer = finance.post(asked, post)
    assert answer.status_code == 302
    finance.post(asked, post)  # a double click
    loans = Loan.objects.filter(decision__in=chosen)
    assert [loan.first_due_on for loan in loans] == [date(2027, 1, 31)] * 2
    assert Loan.objects.count() == 2
    # The same rows again, from an older page: somebody did it already.
    assert finance.get(asked).status_code == 302


def test_one_that_cannot_leaves_the_others_as_they_were(finance):
    fresh, stale = a_granted_decision(), a_granted_decision(on=date(2026, 6, 1), last_name="Ferrand")
    names = [fresh.number, stale.number]
    asked = address("contrats", Tab.TO_CONTRACT, tout=["oui"])
    answer = finance.post(asked, once() | ticked(*names) | {"premiere": "05/01/2027"})
    assert answer.status_code == 409
    assert "L’accord n’était valable que jusqu’au 1" in answer.text
    assert not Loan.objects.exists()
    # The one refused comes back unticked: the same button does the others.
    assert f'value="{stale.number}" id="coche-{stale.number}" aria-label' in answer.text
    answer = finance.post(asked, once() | {"choix": names, "coche": [fresh.number], "premiere": "05/01/2027"})
    assert answer.status_code == 302
    assert Loan.objects.get().decision == fresh


def test_the_whole_filtered_list_and_not_more(finance, monkeypatch):
    for amount in (200, 600, 700):
        a_granted_decision(amount)
    page = finance.get(address("contrats", Tab.TO_CONTRACT, tout=["oui"], min=["500"]))
    assert "2 lignes" in page.text
    monkeypatch.setattr("loans.lists.batches.AT_ONCE", 1)
    assert finance.get(address("contrats", Tab.TO_CONTRACT, tout=["oui"])).status_code == 302


def test_only_what_was_not_signed_in_time_is_cancelled(finance):
    past = a_loan_to_sign(on=date(2026, 8, 3), first_due_on=date(2026, 10, 5))
    still = a_loan_to_sign()
    asked = address("caducite", Tab.TO_SIGN, tout=["oui"])
    answer = finance.post(asked, once() | ticked(past.reference, still.reference))
    assert answer.status_code == 409
    assert "Ce contrat peut être signé jusqu’au" in answer.text
    answer = finance.post(asked, once() | {"choix": [past.reference, still.reference], "coche": past.reference})
    assert answer.status_code == 302
    states = dict(Loan.objects.values_list("pk", "state"))
    assert states == {past.pk: LoanState.CANCELLED, still.pk: LoanState.TO_SIGN}


def test_mandats_are_typed_on_one_page(finance):
    one, two, three = a_signed_loan(300), a_signed_loan(400), a_signed_loan(500)
    asked = address("versements", Tab.TO_DISBURSE, tout=["oui"])
    assert "Numéro du mandat pour" in finance.get(asked).text
    names = [loan.reference for loan in (one, two, three)]
    typed = {"choix": names, "value_on": "23/11/2026", f"mandat-{names[0]}": "2026-7", f"mandat-{names[1]}": "2026-8"}
    assert finance.post(asked, once() | {"choix": names, "value_on": "23/11/2026"}).status_code == 422
    assert finance.post(asked, once() | typed | {"value_on": "24/11/2026"}).status_code == 422
    early = finance.post(asked, once() | typed | {"value_on": "01/11/2026"})  # before the signature
    assert early.status_code == 409
    assert early.text.count("ne peut pas précéder la signature") == 2
    assert 'value="2026-7"' in early.text
    assert not LedgerEntry.objects.exists()
    assert finance.post(asked, once() | typed).status_code == 302
    paid = LedgerEntry.objects.filter(kind=EntryKind.DISBURSEMENT)
    assert {entry.loan_id: entry.voucher for entry in paid} == {one.pk: "2026-7", two.pk: "2026-8"}
    three.refresh_from_db()
    assert three.state == LoanState.SIGNED


def test_mandats_wait_for_a_second_person_where_the_rules_ask(finance):
    MoneyRules.objects.create(valid_from=NOW.date(), source="Délibération", checks_disbursements=True)
    loan = a_signed_loan()
    asked = address("versements", Tab.TO_DISBURSE, choix=[loan.reference])
    typed = {"choix": loan.reference, "value_on": "23/11/2026", f"mandat-{loan.reference}": "2026-7"}
    answer = finance.post(asked, once() | typed, follow=True)
    assert "1 versement attend son contrôle" in answer.text
    assert PostingRequest.objects.get().amount == loan.principal
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize("choix", [[], ["P1999-0001"], ["%", "\0"], ["x" * 400]])
def test_rows_that_are_not_there(finance, choix):
    a_signed_loan()
    answer = finance.get(address("versements", Tab.TO_DISBURSE, choix=choix), follow=True)
    assert "Cochez" in answer.text


def test_who_may_and_where(finance, sign_in):
    loan = a_signed_loan()
    asked = address("versements", Tab.TO_DISBURSE, choix=[loan.reference])
    assert finance.get(address("versements", Tab.TO_SIGN, choix=[loan.reference])).status_code == 404
    assert finance.get(address("rien", Tab.TO_DISBURSE)).status_code == 404
    assert finance.delete(asked).status_code == 405
    assert finance.post(asked, ticked(loan.reference)).status_code == 400  # without its token
    stranger = sign_in(a_user("social_worker"))
    assert stranger.get(asked).status_code == 404
    assert stranger.post(asked, once()).status_code == 404
