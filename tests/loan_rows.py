"""A row in every table of the loans room that a whole story does not pass through by itself."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from harmonie.accounts.models import User
from harmonie.documents.models import IssuedDocument
from loans.models import (
    AgreementText,
    Amendment,
    ClosedMonth,
    CoBorrower,
    DebitLine,
    DebitMandate,
    DebitOutcome,
    DebitRun,
    FollowUp,
    LedgerEntry,
    Loan,
    Pause,
    PaymentFile,
    PaymentLine,
    PortfolioImport,
    PostingRequest,
    PrintBatch,
    Reminder,
    Slip,
    SlipLine,
    TakenOverLoan,
)


def a_text(by: User, now: datetime, **facts: Any) -> AgreementText:
    facts = {"version": 1, "title": "Contrat", "articles": "Article 1", "written_at": now, "written_by": by} | facts
    return AgreementText.objects.create(**facts)


def a_co_borrower(loan: Loan) -> CoBorrower:
    return CoBorrower.objects.create(
        loan=loan, first_name="Sami", last_name="Benali", birth_date=date(1990, 1, 1), address="12 rue des Tanneurs"
    )


def a_posting_request(loan: Loan, by: User, now: datetime, **facts: Any) -> PostingRequest:
    asked = {"kind": "refund", "amount": Decimal(10), "value_on": now.date(), "voucher": "M-9"} | facts
    return PostingRequest.objects.create(loan=loan, asked_by=by, asked_at=now, **asked)


def an_amendment(loan: Loan, by: User, now: datetime, **facts: Any) -> Amendment:
    asked = {"number": 1, "kind": "rescheduling", "reason": "Un mois sans travail", "months": 12} | facts
    return Amendment.objects.create(
        loan=loan, first_due_on=date(2026, 9, 30), ledger_sequence=1, asked_at=now, asked_by=by, **asked
    )


def a_pause(loan: Loan, by: User, now: datetime, **facts: Any) -> Pause:
    facts = {"reason": "arrangement", "starts_on": now.date()} | facts
    return Pause.objects.create(loan=loan, noted_at=now, noted_by=by, **facts)


def a_reminder(loan: Loan, document: IssuedDocument, by: User, now: datetime, **facts: Any) -> Reminder:
    facts = {"step": "first", "late_since": date(2026, 7, 31), "amount": Decimal("51.67")} | facts
    return Reminder.objects.create(loan=loan, document=document, issued_at=now, issued_by=by, **facts)


def a_follow_up(loan: Loan, by: User, now: datetime) -> FollowUp:
    return FollowUp.objects.create(loan=loan, worker=by, text="Appeler", due_on=now.date(), asked_at=now)


def a_slip(entry: LedgerEntry, by: User, now: datetime) -> SlipLine:
    """Number 1 of the year's slips of payment orders, with one line."""
    facts = {"kind": "payment_orders", "year": now.year, "number": 1}
    slip = Slip.objects.create(drawn_up_at=now, drawn_up_by=by, **facts)
    return SlipLine.objects.create(slip=slip, entry=entry)


def a_closed_month(first_day: date, by: User, now: datetime, **facts: Any) -> ClosedMonth:
    return ClosedMonth.objects.create(first_day=first_day, closed_at=now, closed_by=by, **facts)


def a_debit(loan: Loan, by: User, now: datetime) -> DebitLine:
    """One mandate, and one amount in one file."""
    facts = {"reference": "RUM-1", "iban": "FR7630006000011234567890189", "holder": "Nadia Benali"}
    mandate = DebitMandate.objects.create(loan=loan, signed_on=now.date(), **facts)
    run = DebitRun.objects.create(
        collect_on=now.date(), content=b"<xml/>", total=Decimal("51.67"), made_at=now, made_by=by
    )
    return DebitLine.objects.create(run=run, mandate=mandate, amount=run.total, is_first=True)


def a_payment_line(by: User, now: datetime, **facts: Any) -> PaymentLine:
    """A file of payments with one line, which matches nothing."""
    file = PaymentFile.objects.create(
        name="releve.csv", format="csv", content=b"a;b", sha256="0" * 64, received_at=now, received_by=by
    )
    facts = {"number": 1, "fingerprint": "f" * 64, "amount": Decimal("51.67")} | facts
    return PaymentLine.objects.create(file=file, booked_on=now.date(), **facts)


def a_portfolio(by: User, now: datetime, **facts: Any) -> PortfolioImport:
    facts = {"name": "reprise.xlsx", "content": b"PK", "sha256": "1" * 64, "control_total": Decimal(500)} | facts
    return PortfolioImport.objects.create(checked_at=now, checked_by=by, **facts)


def a_print_batch(by: User, now: datetime, **facts: Any) -> PrintBatch:
    return PrintBatch.objects.create(kind="schedules", asked_at=now, asked_by=by, **facts)


def furnish_unsigned(loan: Loan, by: User, now: datetime) -> None:
    """What belongs to an agreement before it is signed."""
    a_text(by, now)
    a_co_borrower(loan)


def furnish_loan(loan: Loan, by: User, now: datetime, a_document: Callable[[str], IssuedDocument]) -> None:
    """What is asked, changed, reminded, slipped, closed and taken over around a running loan."""
    a_posting_request(loan, by, now)
    an_amendment(loan, by, now)
    a_pause(loan, by, now)
    a_reminder(loan, a_document("Relance-1"), by, now)
    a_follow_up(loan, by, now)
    a_slip(loan.entries.get(sequence=1), by, now)
    a_closed_month(date(2026, 5, 1), by, now)
    DebitOutcome.objects.create(line=a_debit(loan, by, now), noted_at=now, noted_by=by)
    a_payment_line(by, now)
    a_print_batch(by, now)
    TakenOverLoan.objects.create(loan=loan, portfolio=a_portfolio(by, now), former_reference="2019-4")
