"""Debt relief, write-off, recovery: by deliberation, from the loan's page."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from harmonie.refusals import Refusal
from loans import actions as books
from loans.enums import Channel, EntryKind, LoanState
from loans.models import Loan, MoneyRules, PostingRequest
from loans.queries import account_of

from ..builders import NOW, TODAY, a_clerk, a_late_loan, a_repayment, a_signed_loan, once

pytestmark = pytest.mark.django_db
LATER = date(2027, 12, 1)


@pytest.fixture
def loan():
    """600 €, 200 paid, 150 late."""
    return a_late_loan()


def address(name, loan):
    return reverse(f"loans:{name}", args=[loan.reference])


def form(**facts):
    return {
        "deliberation": "2026-31", "decided_on": "12/11/2026", "value_on": "23/11/2026", "note": "Situation aggravée",
        "amount": "160",
    } | once() | facts  # fmt: skip


def test_a_part_relief_answers_what_is_late_first(finance, loan):
    typed = form()
    for _ in range(2):
        assert finance.post(address("relieve", loan), typed).url == address("detail", loan)
    entry = loan.entries.last()
    assert (entry.kind, entry.effect, entry.deliberation) == ("relief", -160, "2026-31 du 12\xa0nov.\xa02026")
    account = account_of(loan, TODAY)
    assert (account.outstanding, account.overdue, account.repaid, account.suggested) == (240, 0, 200, 40)
    assert [row.given_up_as for row in account.rows[3:8]] == ["", *["remise gracieuse"] * 3, ""]
    assert "Remise gracieuse le 23" in finance.get(address("detail", loan)).text
    loan.refresh_from_db()
    assert loan.state == LoanState.ACTIVE
    a_repayment(loan, 240)
    loan.refresh_from_db()
    assert loan.state == LoanState.SETTLED


def test_a_whole_relief_ends_the_loan_and_its_reversal_reopens_it(finance, loan):
    finance.post(address("relieve", loan), form(amount="400"))
    loan.refresh_from_db()
    assert loan.state == LoanState.WAIVED
    assert not Loan.objects.with_overdue(LATER).get(pk=loan.pk).overdue
    assert finance.get(address("relieve", loan)).url == address("detail", loan)
    books.record_repayment(
        loan=loan, amount=Decimal(50), channel=Channel.CASH, value_on=TODAY, by=a_clerk(), now=NOW, keeps_surplus=True
    )
    loan.refresh_from_db()
    assert loan.state == LoanState.WAIVED  # what came in is only owed back
    books.reverse_entry(entry=loan.entries.get(kind="relief"), why="erreur", by=a_clerk(), now=NOW)
    loan.refresh_from_db()
    assert loan.state == LoanState.ACTIVE
    assert account_of(loan, TODAY).overdue == 150


def test_a_write_off_ends_the_loan_frees_the_person_and_leaves_the_arrears(finance, loan):
    assert Loan.objects.with_overdue(TODAY).get(pk=loan.pk).overdue == 150
    finance.post(address("write_off", loan), form())
    loan.refresh_from_db()
    application = loan.decision.application
    application.refresh_from_db()
    assert (loan.state, application.live_loan) == (LoanState.WRITTEN_OFF, "")
    assert loan not in Loan.objects.live()
    assert not Loan.objects.with_overdue(LATER).get(pk=loan.pk).overdue
    account = account_of(loan, LATER)
    assert (account.outstanding, account.overdue, account.late_lines, account.lost) == (0, 0, [], 400)
    assert loan.reference not in finance.get(reverse("loans:list") + "?liste=impayes").text
    for name in ("write_off", "relieve", "reschedule", "defer"):
        assert finance.post(address(name, loan), form()).status_code == 409
    page = finance.get(address("detail", loan)).text
    assert "Enregistrer un recouvrement" in page
    assert "?liste=soldes" in page  # it stands among the loans that ended, not among those to be given back
    assert account.paid_count == 4  # what nobody asks for any more was not paid


def test_what_comes_in_after_a_write_off(finance, loan):
    books.write_off(loan=loan, deliberation="8", value_on=TODAY, by=a_clerk(), now=NOW)
    typed = {"amount": "120", "channel": "cash", "value_on": "23/11/2026", "voucher": ""} | once()
    assert finance.get(address("recover", loan)).status_code == 200
    for wrong in ({"amount": "400,01"}, {"amount": "0"}, {"amount": "9" * 30}, {"value_on": "24/11/2026"}):
        assert finance.post(address("recover", loan), typed | once() | wrong).status_code == 422
    finance.post(address("recover", loan), typed)
    entry = loan.entries.get(kind="recovery")
    assert account_of(loan, TODAY).lost == 280
    books.reverse_entry(entry=entry, why="chèque rejeté", by=a_clerk(), now=NOW)
    loan.refresh_from_db()
    assert (loan.state, account_of(loan, TODAY).lost) == (LoanState.WRITTEN_OFF, 400)
    finance.post(address("recover", loan), typed | once() | {"amount": "400"})
    assert finance.post(address("recover", loan), typed | once()).status_code == 409
    with pytest.raises(Refusal, match="contre-passez d’abord ce recouvrement"):
        books.reverse_entry(entry=loan.entries.get(kind="write_off"), why="erreur", by=a_clerk(), now=NOW)


def test_a_payment_that_bounces_after_a_write_off_is_written_off_too(loan):
    books.write_off(loan=loan, deliberation="8", value_on=TODAY, by=a_clerk(), now=NOW)
    books.reverse_entry(entry=loan.entries.get(sequence=5), why="chèque rejeté", by=a_clerk(), now=NOW)
    loan.refresh_from_db()
    assert (loan.state, account_of(loan, TODAY).outstanding) == (LoanState.ACTIVE, 50)
    a_repayment(loan, 50)
    loan.refresh_from_db()
    assert loan.state == LoanState.WRITTEN_OFF  # 400 € are still given up, not paid


def test_a_part_that_was_never_lent_is_not_late():
    loan = a_signed_loan(600, 12, on=date(2026, 1, 15), first_due_on=date(2026, 2, 10))
    books.disburse(loan=loan, amount=Decimal(120), value_on=TODAY, voucher="M", by=a_clerk(), now=NOW)
    account = account_of(loan, TODAY)
    assert (account.overdue, [line.left for line in account.late_lines]) == (120, [50, 50, 50])
    assert [line.is_next for line in account.lines].index(True) == 10


@pytest.mark.parametrize("name", ["relieve", "write_off"])
def test_what_cannot_be_is_said(finance, loan, name):
    assert finance.get(address(name, loan)).status_code == 200
    bad = [
        {"deliberation": " "}, {"decided_on": "24/11/2026"}, {"decided_on": "01/01/0001"}, {"value_on": "31/12/9999"},
        {"note": "é" * 300}, {"deliberation": "a\x00"}, {"value_on": "01/01/2026"},
    ]  # fmt: skip
    if name == "relieve":
        bad += [{"amount": "400,01"}, {"amount": "-1"}, {"amount": "1e30"}, {"amount": "9" * 31}]
    for wrong in bad:
        page = finance.post(address(name, loan), form(**wrong))
        assert page.status_code == 422, wrong
        assert "Situation aggravée" in page.text or "note" in wrong
    assert loan.entries.count() == 5


def test_two_people_where_the_rules_say_so(finance, loan):
    MoneyRules.objects.create(
        valid_from=date(2026, 1, 1), source="délibération", checks_relief=True, checks_write_offs=True
    )
    finance.post(address("write_off", loan), form())
    asked = PostingRequest.objects.get()
    assert (asked.kind, asked.amount, asked.asked_by) == (EntryKind.WRITE_OFF, 400, finance.user)
    assert loan.entries.count() == 5
    books.approve(posting_request=asked, by=a_clerk(), now=NOW)
    loan.refresh_from_db()
    assert loan.state == LoanState.WRITTEN_OFF
