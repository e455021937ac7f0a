"""The cash office: every receipt in the journal of its month, and months that end one after the other."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Exclusion
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal, Stale, WrongState
from loans import actions
from loans.books.cash import actions as cash
from loans.books.cash.queries import journal_of
from loans.models import ClosedMonth, PostingRequest
from tests.builders import a_user

from ..builders import NOW, PARIS, a_clerk, an_active_loan, once
from .reading import csv_rows, xlsx_rows

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
DECEMBER = datetime(2026, 12, 1, 9, tzinfo=PARIS)


def took(loan, amount, channel="cash", on=date(2026, 10, 20), **facts):
    return actions.record_repayment(
        loan=loan, amount=Decimal(amount), channel=channel, value_on=on, by=a_clerk(), now=NOW, **facts
    )


@pytest.fixture
def loan():
    return an_active_loan(on=date(2026, 9, 14), first_due_on=date(2026, 10, 10))


def test_the_journal_of_a_month(finance, loan):
    took(loan, 50, voucher="Q-1")
    took(loan, "12.34", "cheque", on=date(2026, 10, 31))
    took(loan, 30, "transfer")  # the treasury's
    took(loan, 20, on=date(2026, 11, 2))
    wrong = took(loan, 40, "card", voucher="Q-2")
    actions.reverse_entry(entry=wrong, why="carte refusée", by=finance.user, now=NOW)
    journal = journal_of(OCTOBER, finance.user)
    assert [(line.amount, line.running) for line in journal.lines] == [
        (50, 50),
        (40, 90),
        (Decimal("12.34"), Decimal("102.34")),
    ]
    assert (journal.cash, journal.total.net, journal.vouchers) == (50, Decimal("102.34"), 2)
    november = journal_of(NOVEMBER, finance.user)
    assert [(line.amount, line.is_reversal, line.voucher) for line in november.lines] == [
        (20, False, ""),
        (-40, True, "Q-2"),
    ]
    page = finance.get(reverse("loans:cash_journal"), {"mois": "2026-10"}).text
    assert "3 encaissements, 102,34\u202f€. 2 portent un numéro" in page
    assert "Contre-passation, carte" in finance.get(reverse("loans:cash_journal")).text
    rows = csv_rows(finance.get(reverse("loans:cash_csv", args=["2026-11"])))
    assert [row["montant"] for row in rows] == ["20,00", "-40,00"]
    assert [row["cumul"] for row in xlsx_rows(finance.get(reverse("loans:cash_xlsx", args=["2026-11"])))] == [20, -20]


def test_a_month_is_closed_with_its_statement(finance, loan):
    took(loan, 50)
    address = reverse("loans:close_month", args=["2026-10"])
    for typed, status, said in (
        ("", 422, "Complétez"),
        ("-1", 422, ""),
        ("9" * 40, 422, ""),
        ("49,99", 409, "Le journal compte 50,00\u202f€ en espèces, vous en comptez 49,99"),
    ):
        page = finance.post(address, {"cash_total": typed} | once())
        assert (page.status_code, said in page.text) == (status, True)
        assert f'value="{typed}"' in page.text or not typed
    form = {"cash_total": "50"} | once()
    assert finance.post(address, form).url == finance.post(address, form).url
    closed = ClosedMonth.objects.get()
    assert (closed.first_day, closed.cash_total, closed.closed_by) == (OCTOBER, 50, finance.user)
    statement = reverse("loans:month_statement", args=["2026-10"])
    assert finance.get(statement).content == bytes(closed.document.content)
    assert finance.post(address, {"cash_total": "50"} | once()).status_code == 409
    assert "Mois clos" in finance.get(reverse("loans:cash_journal"), {"mois": "2026-10"}).text
    with pytest.raises(Refusal, match="close jusqu’à octobre"):
        took(loan, 10, on=date(2026, 10, 31))
    with pytest.raises(Refusal, match="close jusqu’à octobre"):
        took(loan, 10, on=date(2026, 9, 30))
    assert took(loan, 10, on=NOVEMBER).amount == 10


def test_months_end_in_their_order_and_not_before_their_end(loan):
    clerk = a_clerk()
    with pytest.raises(Refusal, match="à partir du 1er\u00a0déc"):
        cash.close_month(month=NOVEMBER, cash_total=Decimal(0), by=clerk, now=NOW)
    last_evening = datetime(2026, 11, 30, 23, 59, tzinfo=PARIS)
    with pytest.raises(Refusal, match="à partir du"):
        cash.close_month(month=NOVEMBER, cash_total=Decimal(0), by=clerk, now=last_evening)
    cash.close_month(month=date(2026, 9, 1), cash_total=Decimal(0), by=clerk, now=NOW)
    with pytest.raises(Refusal, match="octobre\u00a02026 d’abord"):
        cash.close_month(month=NOVEMBER, cash_total=Decimal(0), by=clerk, now=DECEMBER)
    for month in (OCTOBER, NOVEMBER):
        cash.close_month(month=month, cash_total=Decimal(0), by=clerk, now=DECEMBER)
    with pytest.raises(WrongState, match="déjà close"):
        cash.close_month(month=OCTOBER, cash_total=Decimal(0), by=clerk, now=DECEMBER)
    assert ClosedMonth.objects.count() == 3


def test_what_waits_for_a_check_keeps_a_month_open(loan):
    clerk = a_clerk()
    PostingRequest.objects.create(
        loan=loan, kind="relief", amount=10, value_on=date(2026, 10, 31), asked_at=NOW, asked_by=clerk
    )
    with pytest.raises(Refusal, match="1 écriture de ce mois ou d’avant attend un contrôle"):
        cash.close_month(month=OCTOBER, cash_total=Decimal(0), by=clerk, now=NOW)


def test_more_taken_back_than_taken_leaves_an_empty_box(loan):
    clerk, entry = a_clerk(), took(loan, 50)
    cash.close_month(month=OCTOBER, cash_total=Decimal(50), by=clerk, now=NOW)
    actions.reverse_entry(entry=entry, why="faux billet", by=clerk, now=NOW)
    assert cash.close_month(month=NOVEMBER, cash_total=Decimal(0), by=clerk, now=DECEMBER).cash_total == 0


def test_a_receipt_posted_while_the_statement_was_rendered(loan, monkeypatch):
    rendered = cash.render_pdf

    def slowly(*told):
        took(loan, 50, "card")
        return rendered(*told)

    monkeypatch.setattr(cash, "render_pdf", slowly)
    with pytest.raises(Stale):
        cash.close_month(month=OCTOBER, cash_total=Decimal(0), by=a_clerk(), now=NOW)
    assert not ClosedMonth.objects.exists()


def test_the_database_holds_it_too(loan):
    cash.close_month(month=OCTOBER, cash_total=Decimal(0), by=a_clerk(), now=NOW)
    with pytest.raises(IntegrityError, match="ledgerentry_month_open"), transaction.atomic():
        loan.entries.create(
            loan=loan, sequence=2, kind="repayment", amount=1, effect=-1, channel="cash", value_on=OCTOBER,
            posted_at=NOW, posted_by=a_clerk(),
        )  # fmt: skip


def test_whoever_stepped_aside_does_not_close(finance, loan):
    took(loan, 50)
    Exclusion.objects.create(application=loan.decision.application, user=finance.user, declared_at=NOW)
    journal = journal_of(OCTOBER, finance.user)
    assert (journal.lines, journal.is_whole) == ([], False)
    with pytest.raises(Refusal, match="en déport"):
        cash.close_month(month=OCTOBER, cash_total=Decimal(0), by=finance.user, now=NOW)
    cash.close_month(month=OCTOBER, cash_total=Decimal(50), by=a_clerk(), now=NOW)
    assert finance.get(reverse("loans:month_statement", args=["2026-10"])).status_code == 404


def test_strangers_odd_months_and_the_number_of_queries(finance, sign_in, loan):
    stranger = sign_in(a_user(Role.CHAIR))
    assert stranger.get(reverse("loans:cash_journal")).status_code == 404
    assert stranger.post(reverse("loans:close_month", args=["2026-10"]), once()).status_code == 404
    assert finance.get(reverse("loans:close_month", args=["2026-10"])).status_code == 405
    assert finance.get(reverse("loans:month_statement", args=["2026-10"])).status_code == 404
    for odd in ("2026-13", "0001-01", "9999-12", "x", "2026-1\0"):
        assert finance.get(reverse("loans:cash_journal"), {"mois": odd}).status_code == 404
        if "\0" not in odd:
            assert finance.post(reverse("loans:close_month", args=[odd]), once()).status_code == 404
    counts = []
    for times in (1, 2):
        for _ in range(times):
            took(loan, 5)
        with CaptureQueriesContext(connection) as queries:
            finance.get(reverse("loans:cash_journal"), {"mois": "2026-10"})
        counts.append(len(queries))
    assert counts[0] == counts[1]
