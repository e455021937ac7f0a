"""Money comes in: understood as people type it, refused above what is owed, counted once."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from harmonie.refusals import Refusal, Stale, WrongState
from loans import actions
from loans.enums import LoanState

from .builders import NOW, TODAY, a_clerk, a_late_loan, a_repayment, a_signed_loan, an_active_loan, once

pytestmark = pytest.mark.django_db


@pytest.fixture
def loan():
    return an_active_loan()


def post(browser, loan, *, seen=1, **typed):
    address = reverse("loans:repay", args=[loan.reference])
    form = {"amount": "51,67", "channel": "cash", "value_on": "23/11/2026", "expected_sequence": seen}
    return browser.post(address, form | typed | (once() if "once" not in typed else {}))


@pytest.mark.parametrize("typed", ["51,67", "51.67", "51,67 €", "\u202f51,67\u00a0€"])
def test_an_amount_as_people_write_it(finance, loan, typed):
    answer = post(finance, loan, amount=typed)
    assert answer.url == reverse("loans:detail", args=[loan.reference])
    assert actions.outstanding(loan) == Decimal("568.33")


def test_the_page_proposes_the_oldest_unpaid_instalment(finance):
    loan = a_late_loan()
    a_repayment(loan, 20)
    page = finance.get(reverse("loans:detail", args=[loan.reference]))
    assert "Enregistrer 30,00\u202f€" in page.text
    assert "En retard\u00a0: 130,00\u202f€. Au plus\u00a0: 380,00\u202f€." in page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"amount": "620,01"}, "Il reste 620,00\u202f€ à rembourser"),
        ({"amount": "1 313,83"}, "Il reste 620,00\u202f€ à rembourser"),
        ({"amount": "1313.83"}, "Il reste 620,00\u202f€ à rembourser"),
        ({"amount": "cinquante"}, "Écrivez un montant en euros"),
        ({"amount": "-50"}, "supérieur à zéro"),
        ({"amount": "0"}, "supérieur à zéro"),
        ({"amount": "NaN"}, "Écrivez un montant en euros"),
        ({"amount": "1e3"}, "Écrivez un montant en euros"),
        ({"amount": "10,005"}, "virgule"),
        ({"amount": "9" * 40}, ""),
        ({"amount": ""}, "Complétez"),
        ({"channel": "gold"}, ""),
        ({"channel": ""}, "Choisissez"),
        ({"value_on": "24/11/2026"}, "dans le futur"),
        ({"value_on": "31/11/2026"}, "Écrivez une date qui existe"),
        ({"value_on": "01/11/2026"}, "précède le versement, le 2\u00a0nov.\u00a02026"),
    ],
)
def test_what_cannot_be_is_kept_and_explained(finance, loan, typed, sentence):
    page = post(finance, loan, **typed)
    assert page.status_code == 422
    assert sentence in page.text
    assert "error-summary" in page.text
    kept = typed.get("amount") or typed.get("value_on")
    assert not kept or f'value="{kept}"' in page.text
    assert actions.outstanding(loan) == 620


def test_the_last_euro_settles_the_loan(finance, loan):
    post(finance, loan, amount="620")
    loan.refresh_from_db()
    assert (loan.state, loan.settled_on) == (LoanState.SETTLED, TODAY)
    assert loan.decision.application.milestones.last().sentence == "Prêt soldé"
    loan.decision.application.refresh_from_db()
    assert loan.decision.application.live_loan == ""


def test_a_settled_loan_takes_no_more(finance, loan):
    a_repayment(loan, 620)
    page = post(finance, loan, seen=2)
    assert page.status_code == 409
    assert "est maintenant «\u202fsoldé\u202f»" in page.text
    with pytest.raises(WrongState):
        actions.record_repayment(loan=loan, amount=Decimal(1), channel="cash", value_on=TODAY, by=a_clerk(), now=NOW)


def test_nothing_comes_back_before_it_went_out(finance):
    loan = a_signed_loan()
    assert post(finance, loan, seen=0).status_code == 409
    with pytest.raises(WrongState):
        actions.record_repayment(loan=loan, amount=Decimal(1), channel="cash", value_on=TODAY, by=a_clerk(), now=NOW)


def test_more_than_is_owed_is_refused_under_the_lock(loan):
    with pytest.raises(Refusal, match="Il reste 620,00\u202f€ à rembourser"):
        actions.record_repayment(
            loan=loan, amount=Decimal("620.01"), channel="cash", value_on=TODAY, by=a_clerk(), now=NOW
        )


def test_a_page_read_before_somebody_else_posted_is_told_so(finance, loan):
    a_repayment(loan, "51.67")
    page = post(finance, loan, amount="100,00")
    assert page.status_code == 409
    assert "Le compte a changé entre-temps" in page.text
    assert "51,67\u202f€, enregistré par Marc Poulain" in page.text
    assert 'value="100,00"' in page.text
    assert 'name="expected_sequence" value="2"' in page.text
    assert loan.entries.count() == 2
    assert post(finance, loan, amount="100,00", seen=2).status_code == 302


def test_a_forged_sequence_is_stale(finance, loan):
    for seen in ("", "deux", "-1", "99"):
        assert post(finance, loan, seen=seen).status_code == 409
    with pytest.raises(Stale):
        actions.record_repayment(
            loan=loan,
            amount=Decimal(1),
            channel="cash",
            value_on=TODAY,
            by=a_clerk(),
            now=NOW,
            expected_sequence=7,
        )


def test_the_same_form_posted_twice_counts_once(finance, loan):
    form = once()
    first = post(finance, loan, **form)
    second = post(finance, loan, **form)
    assert first.url == second.url
    assert loan.entries.filter(kind="repayment").count() == 1


def test_a_value_date_may_lie_before_the_posting_date(finance, loan):
    post(finance, loan, value_on="10/11/2026")
    entry = loan.entries.get(kind="repayment")
    assert (entry.value_on, entry.posted_at) == (date(2026, 11, 10), NOW)
