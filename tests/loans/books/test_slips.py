"""Slips: every entry goes out once, under a number without gaps, on paper and for a spreadsheet."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Exclusion
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, Stale, WrongState
from loans import actions
from loans.books.cash.queries import journal_of
from loans.books.slips.actions import draw_up_slip, issue_slip, mark_sent
from loans.books.slips.queries import waiting
from loans.models import PortfolioImport, Slip, SlipLine, TakenOverLoan
from tests.builders import a_user

from ..builders import NOW, TODAY, a_clerk, an_active_loan, at, once
from .reading import csv_rows, xlsx_rows

pytestmark = pytest.mark.django_db
ORDERS, TITRES = "payment_orders", "revenue_orders"


def repay(loan, amount, channel, on=TODAY):
    return actions.record_repayment(
        loan=loan, amount=Decimal(amount), channel=channel, value_on=on, by=a_clerk(), now=NOW
    )


def drawn_up(kind, clerk):
    return draw_up_slip(kind=kind, seen=[entry.pk for entry in waiting(kind, clerk)], by=clerk, now=NOW)


def amounts(slip):
    return [(line.entry.kind, line.entry.amount) for line in slip.lines.order_by("pk")]


def test_each_entry_goes_into_one_book():
    clerk, loan = a_clerk(), an_active_loan()
    repay(loan, 50, "cash"), repay(loan, 40, "card")
    back = actions.reverse_entry(entry=repay(loan, 30, "transfer"), why="rejet", by=clerk, now=NOW)
    over = actions.record_repayment(
        loan=loan, amount=Decimal(540), channel="payment_order", value_on=TODAY, by=clerk, now=NOW, keeps_surplus=True
    )
    actions.refund(loan=loan, amount=Decimal(10), value_on=TODAY, voucher="2026-1190", by=clerk, now=NOW)
    titres = drawn_up(TITRES, clerk)
    assert amounts(titres) == [("repayment", 30), ("reversal", 30), ("repayment", 540)]
    orders = drawn_up(ORDERS, clerk)
    assert amounts(orders) == [("disbursement", 620), ("refund", 10)]
    assert (orders.number, titres.number, orders.year) == (1, 1, 2026)
    assert {back.pk, over.pk} <= set(SlipLine.objects.values_list("entry", flat=True))


def test_nothing_goes_out_twice_and_numbers_follow(finance):
    clerk, loan = finance.user, an_active_loan()
    first = drawn_up(ORDERS, clerk)
    with pytest.raises(WrongState, match="Rien n’attend"):
        draw_up_slip(kind=ORDERS, seen=[], by=clerk, now=NOW)
    actions.reverse_entry(entry=loan.entries.get(), why="mauvais compte", by=clerk, now=NOW)
    second = drawn_up(ORDERS, clerk)
    assert (first.number, second.number) == (1, 2)
    page = finance.get(reverse("loans:slip", args=[second.pk])).text
    assert "Annulation\u00a0: versement du prêt" in page
    assert "−620,00" in page


def test_the_older_budget_year_goes_out_first():
    clerk = a_clerk()
    an_active_loan(300, 6, on=date(2025, 12, 1), first_due_on=date(2026, 1, 5))
    an_active_loan()
    years = []
    while entries := list(waiting(ORDERS, clerk)):
        year = entries[0].value_on.year
        seen = [entry.pk for entry in entries if entry.value_on.year == year]
        slip = draw_up_slip(kind=ORDERS, seen=seen, by=clerk, now=NOW)
        years.append((slip.year, slip.number))
    assert years == [(2025, 1), (2026, 1)]


def test_what_was_not_seen_is_not_sent():
    clerk, loan = a_clerk(), an_active_loan()
    with pytest.raises(Stale):
        draw_up_slip(kind=ORDERS, seen=[loan.entries.get().pk + 1], by=clerk, now=NOW)
    assert not Slip.objects.exists()
    drawn_up(ORDERS, clerk)
    assert Slip.objects.get().number == 1  # the refused one gave its number back


def test_from_the_list_to_the_paper(finance):
    loan = an_active_loan()
    entry = loan.entries.get()
    books = finance.get(reverse("loans:books"))
    assert "1 écriture à transmettre, 620,00\u202f€" in books.text
    address = reverse("loans:draw_up_slip", args=["mandats"])
    assert "Établir ce bordereau de 620,00\u202f€" in finance.get(address).text
    form = {"ligne": entry.pk} | once()
    answer = finance.post(address, form)
    slip = Slip.objects.get()
    assert answer.url == reverse("loans:slip", args=[slip.pk]) == finance.post(address, form).url
    assert finance.post(address, {"ligne": "²"} | once()).status_code == 409
    assert "Émettre le PDF" in finance.get(answer.url).text
    assert finance.get(reverse("loans:slip_pdf", args=[slip.pk])).status_code == 404
    finance.post(reverse("loans:issue_slip", args=[slip.pk]), once())
    first = finance.get(reverse("loans:slip_pdf", args=[slip.pk])).content
    finance.post(reverse("loans:issue_slip", args=[slip.pk]), once())
    assert finance.get(reverse("loans:slip_pdf", args=[slip.pk])).content == first
    assert first.startswith(b"%PDF")
    sent = reverse("loans:slip_sent", args=[slip.pk])
    for typed in ("24/11/2026", "01/01/0001", "99/99/9999", "31/12/9999", "\0", ""):
        assert finance.post(sent, {"sent_on": typed} | once()).status_code == 422
    assert finance.post(sent, {"sent_on": "23/11/2026"} | once()).status_code == 302
    assert "Transmis le 23\u00a0nov.\u00a02026" in finance.get(reverse("loans:books")).text
    page = finance.post(sent, {"sent_on": "23/11/2026"} | once())
    assert page.status_code == 409
    assert "déjà transmis" in page.text


def test_a_slip_is_sent_once_and_not_before_it_was_drawn_up():
    clerk = a_clerk()
    an_active_loan()
    slip = drawn_up(ORDERS, clerk)
    with pytest.raises(Refusal, match="entre celui"):
        mark_sent(slip=slip, sent_on=date(2026, 11, 22), by=clerk, now=NOW)
    mark_sent(slip=slip, sent_on=TODAY, by=clerk, now=NOW)
    with pytest.raises(WrongState):
        mark_sent(slip=slip, sent_on=TODAY, by=clerk, now=NOW)
    assert issue_slip(slip=slip, by=clerk, now=NOW) == issue_slip(slip=Slip.objects.get(), by=clerk, now=NOW)


def test_a_cell_never_runs_and_figures_stay_figures(finance):
    loan = an_active_loan(last_name='=HYPERLINK("http://mal.example")', address="3 rue de l’Élysée")
    loan.payee_iban = "FR7630006000011234567890189"
    loan.save(update_fields=["payee_iban"])
    slip = drawn_up(ORDERS, finance.user)
    actions.reverse_entry(entry=loan.entries.get(), why="doublon", by=finance.user, now=NOW)
    back = drawn_up(ORDERS, finance.user)
    (row,) = csv_rows(finance.get(reverse("loans:slip_csv", args=[slip.pk])))
    assert row["montant"] == "620,00"
    assert row["date"] == "02/11/2026"
    assert (row["chapitre"], row["article"], row["pièce"]) == ("27", "2743", "2026-1184")
    assert (row["IBAN"], row["BIC"]) == ("FR7630006000011234567890189", "AGRIFRPPXXX")
    assert row["adresse"] == "3 rue de l’Élysée, 60990 Rivemont"
    assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row.values())
    (row,) = csv_rows(finance.get(reverse("loans:slip_csv", args=[back.pk])))
    assert (row["montant"], row["sens"], row["n° de bordereau"]) == ("-620,00", "dépense", "2")
    (row,) = xlsx_rows(finance.get(reverse("loans:slip_xlsx", args=[back.pk])))
    assert row["montant"] == -620


def test_a_name_that_begins_as_a_formula(finance):
    an_active_loan(supplier="=1+1|cmd")
    slip = drawn_up(ORDERS, finance.user)
    (row,) = csv_rows(finance.get(reverse("loans:slip_csv", args=[slip.pk])))
    assert (row["nom"], row["tiers"], row["adresse"]) == ("'=1+1|cmd", "fournisseur", "")
    (row,) = xlsx_rows(finance.get(reverse("loans:slip_xlsx", args=[slip.pk])))
    assert row["nom"] == "'=1+1|cmd"


def test_an_export_does_not_stop_at_a_page_and_costs_the_same(finance, monkeypatch):
    monkeypatch.setattr("harmonie.paging.SIZE", 2)
    loan, seen = an_active_loan(), []
    for count in (1, 3):
        for _ in range(count):
            repay(loan, 10, "transfer")
        slip = drawn_up(TITRES, finance.user)
        with CaptureQueriesContext(connection) as queries:
            rows = csv_rows(finance.get(reverse("loans:slip_csv", args=[slip.pk])))
        assert len(rows) == count
        with CaptureQueriesContext(connection) as more:
            finance.get(reverse("loans:slip", args=[slip.pk]))
        seen.append((len(queries), len(more)))
    assert seen[0] == seen[1]


def test_whoever_stepped_aside_reads_no_line_of_it(finance):
    loan, colleague = an_active_loan(), a_clerk()
    other = an_active_loan(300, 6)
    Exclusion.objects.create(application=loan.decision.application, user=finance.user, declared_at=NOW)
    assert [entry.loan for entry in waiting(ORDERS, finance.user)] == [other]
    slip = drawn_up(ORDERS, colleague)
    for name in ("slip", "slip_csv", "slip_xlsx", "slip_pdf"):
        assert finance.get(reverse(f"loans:{name}", args=[slip.pk])).status_code == 404


def test_strangers_and_methods(client, sign_in, finance):
    an_active_loan()
    slip = drawn_up(ORDERS, finance.user)
    stranger = sign_in(a_user(Role.SOCIAL_WORKER))
    for name, args in (("books", []), ("slip", [slip.pk]), ("slip_csv", [slip.pk]), ("draw_up_slip", ["mandats"])):
        assert stranger.get(reverse(f"loans:{name}", args=args)).status_code == 404
    for name in ("issue_slip", "slip_sent"):
        address = reverse(f"loans:{name}", args=[slip.pk])
        assert stranger.post(address, once()).status_code == 404
        assert finance.get(address).status_code == 405
    assert finance.post(reverse("loans:slip", args=[slip.pk]), once()).status_code == 405
    assert finance.get(reverse("loans:draw_up_slip", args=["cheques"])).status_code == 404
    assert finance.get(reverse("loans:slip", args=[2**62])).status_code == 404


def test_what_an_old_portfolio_brought_is_in_no_book(finance):
    """Its mandats and its titres went out before Harmonie; what is posted afterwards goes out."""
    loan, past = an_active_loan(on=date(2026, 10, 5)), at(date(2026, 10, 20))
    facts = {"loan": loan, "value_on": date(2026, 10, 20), "by": finance.user, "now": past}
    for channel in ("transfer", "cash"):
        actions.record_repayment(amount=Decimal(50), channel=channel, **facts)
    portfolio = PortfolioImport.objects.create(
        name="prets.xlsx", content=b"PK", sha256="0" * 64, control_total=520, rows=1, checked_at=past,
        checked_by=finance.user, taken_over_at=past,
    )  # fmt: skip
    TakenOverLoan.objects.create(loan=loan, portfolio=portfolio, former_reference="A-12")
    assert not waiting(ORDERS, finance.user).exists()
    assert journal_of(date(2026, 10, 1), finance.user).lines == []
    later = repay(loan, 30, "transfer")
    assert list(waiting(TITRES, finance.user)) == [later]
