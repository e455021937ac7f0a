"""Money at the counter: two keystrokes, once, to the cent, and the papers that go with it."""

from decimal import Decimal

import pytest
from django.urls import reverse

from harmonie.documents.models import IssuedDocument
from loans import actions
from loans.enums import LoanState
from loans.papers import issuing
from tests.loans.builders import NOW, TODAY, a_late_loan, a_repayment, a_signed_loan, an_active_loan, once

pytestmark = pytest.mark.django_db


def address(loan):
    return reverse("loans:counter_sheet", args=[loan.reference])


def post(browser, loan, *, seen=1, **typed):
    form = {"amount": "51,67", "channel": "cash", "value_on": "23/11/2026", "expected_sequence": seen}
    return browser.post(address(loan), form | typed | (once() if "once" not in typed else {}))


def papers(loan):
    return sorted(loan.documents.values_list("document__reference", flat=True))


def test_two_keystrokes_to_the_receipt(finance, django_capture_on_commit_callbacks):
    loan = a_late_loan()
    a_repayment(loan, 20)
    page = finance.get(address(loan))
    form = page.context["form"]
    assert form["amount"].initial == Decimal("30.00")
    assert "Encaisser 30,00\u202f€</button>" in page.text
    assert "autofocus" in str(form["amount"])
    assert "Déjà encaissé aujourd’hui\u00a0: 20,00\u202f€" in page.text
    with django_capture_on_commit_callbacks(execute=True):
        answer = post(finance, loan, seen=6, amount="30,00", channel="card", given="")
    assert answer.url == reverse("loans:counter_done", args=[loan.reference, 7])
    done = finance.get(answer.url)
    receipt = reverse("loans:document", args=[loan.reference, f"RE-{loan.reference}-7"])
    assert f'action="{receipt}"' in done.text
    assert "il reste dû 350,00\u202f€" in done.text
    assert finance.get(receipt).content.startswith(b"%PDF")
    # The next person pays likewise.
    assert finance.get(address(loan)).context["form"]["channel"].initial == "card"


def test_of_a_loan_paid_out_in_part_only_what_was_lent_is_asked_for(finance):
    loan = a_signed_loan(600, 12)
    actions.disburse(loan=loan, amount=Decimal(120), value_on=TODAY, voucher="M-1", by=finance.user, now=NOW)
    coming = finance.get(address(loan)).context["coming"]
    assert [line.left for line in coming] == [50, 50, 50]


def test_the_same_post_twice_counts_once_and_the_change_is_said(finance):
    loan, form = an_active_loan(), once()
    assert "il manque 1,67\u202f€" in post(finance, loan, given="50").text
    form |= {"given": "60"}
    first, second = post(finance, loan, **form), post(finance, loan, **form)  # the answer was lost on the way
    assert first.url == second.url
    assert "Rendez 8,33\u202f€ de monnaie." in finance.get(first.url).text
    assert actions.outstanding(loan) == Decimal("568.33")


def test_two_clerks_and_the_same_payment(finance):
    loan = an_active_loan()
    a_repayment(loan, "51.67")
    page = post(finance, loan, amount="60,00")
    assert page.status_code == 409
    assert "Le compte a changé entre-temps\u00a0: remboursement de 51,67\u202f€" in page.text
    assert 'value="60,00"' in page.text
    assert 'name="expected_sequence" value="2"' in page.text
    # Even when the first one settled the loan.
    a_repayment(loan, "568.33")
    for typed in ({}, {"settle": "568,33"}, {"surplus": "51,67"}):
        page = post(finance, loan, seen=2, **typed)
        assert page.status_code == 409
        assert "Le compte a changé entre-temps" in page.text
    assert loan.entries.count() == 3
    for forged in ("", "deux", "-1", "9" * 30, "²"):
        assert post(finance, loan, seen=forged).status_code == 409


def test_too_much_is_refused_with_the_figure_then_kept_by_choice(finance):
    loan = an_active_loan()
    page = post(finance, loan, amount="640,50")
    assert page.status_code == 422
    assert "Il reste 620,00\u202f€ à rembourser\u00a0: cela fait 20,50\u202f€ de trop." in page.text
    assert "Encaisser quand même\u00a0: 20,50\u202f€ seront à rembourser" in page.text
    assert 'name="surplus" value="20,50"' in page.text
    assert post(finance, loan, amount="650", surplus="20,50").status_code == 422  # not the sum of that button
    assert loan.entries.count() == 1
    post(finance, loan, amount="640,50", surplus="20,50")
    assert actions.balances(loan)[:3] == (0, 620, Decimal("20.50"))
    page = post(finance, loan, seen=2, amount="10")
    assert "Plus rien n’est dû" in page.text
    post(finance, loan, seen=2, amount="10", surplus="10,00")
    assert actions.balances(loan).surplus == Decimal("30.50")


def test_settling_early_gives_the_certificate(finance, django_capture_on_commit_callbacks):
    loan = an_active_loan()
    a_repayment(loan, "206.68")
    assert "Solder\u00a0: 413,32\u202f€" in finance.get(address(loan)).text
    assert post(finance, loan, seen=2, settle="413,31").status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        answer = post(finance, loan, seen=2, amount="1", settle="413,32")
    loan.refresh_from_db()
    assert (loan.state, loan.settled_on) == (LoanState.SETTLED, TODAY)
    certificate = f"AS-{loan.reference}-3"
    assert papers(loan) == [certificate, f"RE-{loan.reference}-3"]
    assert reverse("loans:document", args=[loan.reference, certificate]) in finance.get(answer.url).text
    page = finance.get(reverse("loans:detail", args=[loan.reference]))
    assert not page.context["needs_settlement"]
    # The cheque bounces: the certificate is void, and the next one has a number of its own.
    actions.reverse_entry(entry=loan.entries.get(sequence=3), why="chèque rejeté", by=finance.user, now=NOW)
    page = finance.get(reverse("loans:detail", args=[loan.reference]))
    assert "sans effet" in page.text
    assert "sans effet" in finance.get(answer.url).text
    again = reverse("loans:settlement", args=[loan.reference])
    assert finance.post(again, once()).url == reverse("loans:detail", args=[loan.reference])
    assert len(papers(loan)) == 2
    a_repayment(loan, "413.32")
    assert finance.get(reverse("loans:detail", args=[loan.reference])).context["needs_settlement"]
    second = finance.post(again, once()).url
    assert second == finance.post(again, once()).url
    assert second.endswith(f"AS-{loan.reference}-5/")
    bytes_ = {paper.reference: bytes(paper.content) for paper in IssuedDocument.objects.all()}
    assert finance.get(second).content == bytes_[f"AS-{loan.reference}-5"]
    assert finance.get(again).status_code == 405


def test_a_paper_that_fails_costs_no_payment(finance, django_capture_on_commit_callbacks, monkeypatch):
    loan = an_active_loan()
    monkeypatch.setattr(issuing, "render_pdf", lambda *_: 1 / 0)
    with django_capture_on_commit_callbacks(execute=True):
        answer = post(finance, loan)
    assert actions.outstanding(loan) == Decimal("568.33")
    assert "Émettre le reçu" in finance.get(answer.url).text


IMPOSSIBLE = [
    {"amount": "0"}, {"amount": "-5"}, {"amount": "NaN"}, {"amount": "1" * 31}, {"amount": ""}, {"amount": "\0"},
    {"channel": "gold"}, {"channel": "direct_debit"}, {"value_on": "24/11/2026"}, {"value_on": "01/01/0001"},
    {"value_on": "31/12/9999"}, {"value_on": "01/11/2026"}, {"voucher": "🏠" * 300}, {"given": "10" * 30},
    {"settle": "zz"}, {"settle": "-620"}, {"amount": "700", "surplus": "NaN"},
]  # fmt: skip


def test_what_cannot_be_is_kept_and_explained(finance):
    loan = an_active_loan()
    for typed in IMPOSSIBLE:
        page = post(finance, loan, **typed)
        assert page.status_code == 422, typed
        assert "error-summary" in page.text, typed
    assert loan.entries.count() == 1


def test_nothing_to_take(finance):
    loan = a_signed_loan()
    assert "L’argent n’est pas encore versé" in finance.get(address(loan)).text
    assert post(finance, loan, seen=0).status_code == 409
    assert finance.get(reverse("loans:counter_done", args=[loan.reference, 1])).status_code == 404
    paid = an_active_loan()
    assert finance.get(reverse("loans:counter_done", args=[paid.reference, 1])).status_code == 404  # money that left
    loan.decision.application.exclusions.create(user=finance.user, declared_at=NOW)
    assert finance.get(address(loan)).status_code == 404
    assert finance.put(address(paid)).status_code == 405
