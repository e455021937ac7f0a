"""What is left to recover at any date: the same figures as SQL written by hand, whole in every file."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Exclusion
from harmonie.accounts.roles import Role
from loans import actions
from loans.books.receivables.queries import AsOf, all_lines, receivables, totals_of
from loans.models import Instalment, Schedule
from tests.builders import a_user

from ..builders import NOW, PARIS, TODAY, a_clerk, a_late_loan, a_repayment, a_signed_loan, an_active_loan, at
from .reading import csv_rows, xlsx_rows

pytestmark = pytest.mark.django_db
BY_HAND = """
    SELECT l.reference,
           (SELECT sum(effect) FROM loans_ledgerentry e WHERE e.loan_id = l.id AND value_on <= %(day)s
              AND posted_at < %(end)s),
           (SELECT coalesce(sum(i.amount), 0) FROM loans_instalment i JOIN loans_schedule s ON s.id = i.schedule_id
            WHERE s.loan_id = l.id AND s.version = 1 AND i.due_on < %(day)s)
           + (SELECT coalesce(sum(effect), 0) FROM loans_ledgerentry e WHERE e.loan_id = l.id AND value_on <= %(day)s
              AND posted_at < %(end)s AND kind <> 'disbursement')
    FROM loans_loan l ORDER BY l.id
"""


def by_hand(day, end):
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND, {"day": day, "end": end})
        rows = cursor.fetchall()
    return [(reference, owed, max(late, Decimal(0))) for reference, owed, late in rows if owed]


def read(day, *, is_as_known=False, user=None):
    as_of = AsOf(day, is_as_known)
    return list(all_lines(receivables(user or a_clerk(), as_of), as_of))


def test_it_agrees_with_sql_by_hand():
    late, fresh, clerk = a_late_loan(), an_active_loan(), a_clerk()
    a_signed_loan(300, 6)  # nothing left yet
    late_entry = actions.record_repayment(
        loan=late, amount=Decimal("20"), channel="cash", value_on=date(2026, 10, 30), by=clerk, now=NOW
    )
    actions.reverse_entry(entry=a_repayment(fresh, 15, on=date(2026, 11, 9)), why="chèque rejeté", by=clerk, now=NOW)
    for day in (date(2026, 4, 13), date(2026, 5, 10), date(2026, 5, 11), date(2026, 10, 30), date(2026, 11, 10), TODAY):
        for is_as_known, end in ((False, datetime(2100, 1, 1, tzinfo=PARIS)), (True, AsOf(day).end)):
            mine = [(line.loan.reference, line.loan.owed, line.late) for line in read(day, is_as_known=is_as_known)]
            assert mine == by_hand(day, end), (day, is_as_known)
    first, _ = read(TODAY)
    assert (first.loan.lent, first.loan.repaid, first.loan.owed, first.late) == (600, 220, 380, 130)
    assert (first.late_since, first.days_late, first.band) == (date(2026, 9, 10), 74, "61 à 90\u00a0jours")
    (then,) = read(date(2026, 11, 1), is_as_known=True)
    assert (then.loan.repaid, late_entry.amount) == (200, 20)  # posted later than that day


def test_due_today_is_not_late_and_an_older_schedule_is_read_as_it_was():
    loan, clerk = a_late_loan(), a_clerk()
    (line,) = read(date(2026, 9, 10), user=clerk)
    assert (line.due, line.late, line.late_since) == (50, 0, None)
    rescheduled = Schedule.objects.create(
        loan=loan,
        version=2,
        amount=400,
        months=1,
        drawn_up_at=at(date(2026, 11, 20)),
        reason="rescheduled",
        why="accord",
    )
    Instalment.objects.create(schedule=rescheduled, number=1, due_on=date(2027, 1, 10), amount=400)
    (line,) = read(TODAY, user=clerk)
    assert (line.loan.owed, line.late, line.to_come) == (400, 0, 400)
    (line,) = read(date(2026, 11, 19), user=clerk)
    assert (line.late, line.late_since) == (150, date(2026, 9, 10))


def test_what_the_board_gave_up_is_told_apart():
    clerk, lost, part = a_clerk(), a_late_loan(), an_active_loan()
    by = {"deliberation": "2026-44", "value_on": TODAY, "by": clerk, "now": NOW}
    actions.relieve(loan=part, amount=Decimal(120), **by)
    actions.write_off(loan=lost, **by)
    actions.recover(loan=lost, amount=Decimal(30), channel="cash", value_on=TODAY, by=clerk, now=NOW)
    written, kept = read(TODAY)
    assert (written.loan.owed, written.loan.written_off, written.late) == (0, 370, 0)
    assert (kept.loan.owed, kept.loan.relieved, kept.loan.written_off) == (500, 120, 0)
    totals = totals_of(receivables(clerk, AsOf(TODAY)), AsOf(TODAY))
    assert (totals.count, totals.owed, totals.written_off, totals.lent) == (2, 500, 370, 1220)


def test_every_row_in_every_file_and_the_same_number_of_queries(finance, monkeypatch):
    monkeypatch.setattr("harmonie.paging.SIZE", 2)
    counts = []
    for count, names in ((1, ["=cmd"]), (3, ["Zoé", "Benali"])):
        for name in names:
            an_active_loan(100, 6, last_name=name)
        with CaptureQueriesContext(connection) as queries:
            page = finance.get(reverse("loans:receivables"))
        assert page.status_code == 200
        counts.append(len(queries))
        rows = csv_rows(finance.get(reverse("loans:receivables_csv"), {"au": "2026-11-23"}))
        assert [row["reste dû"] for row in rows] == ["100,00"] * count
    assert counts[0] == counts[1]
    monkeypatch.setattr("loans.books.receivables.queries.AT_A_TIME", 2)
    rows = xlsx_rows(finance.get(reverse("loans:receivables_xlsx")))
    assert [row["prêté"] for row in rows] == [100, 100, 100]
    assert rows[0]["emprunteur"] == "Nadia =cmd"
    assert "3 prêts, 300,00\u202f€ restent dus" in page.text
    assert finance.get(reverse("loans:receivables_pdf")).content.startswith(b"%PDF")
    monkeypatch.setattr("loans.books.receivables.views.PRINTED", 2)
    assert reverse("loans:receivables_pdf") not in finance.get(reverse("loans:receivables")).text


def test_days_that_cannot_be_and_people_who_may_not(finance, sign_in):
    address = reverse("loans:receivables")
    for day in ("24/11/2026", "01/01/0001", "31/12/9999", "31/02/2026", "\0", "10" * 30):
        page = finance.get(address, {"au": day})
        assert (page.status_code, "error-summary" in page.text) == (422, True)
        assert finance.get(reverse("loans:receivables_csv"), {"au": day}).status_code == 404
    assert "Rien ne reste à recouvrer" in finance.get(address).text
    assert finance.post(address).status_code == 405
    loan = an_active_loan()
    Exclusion.objects.create(application=loan.decision.application, user=finance.user, declared_at=NOW)
    assert loan.reference not in finance.get(address).text
    for name in ("", "_csv", "_xlsx", "_pdf"):
        assert sign_in(a_user(Role.SOCIAL_WORKER)).get(reverse(f"loans:receivables{name}")).status_code == 404
