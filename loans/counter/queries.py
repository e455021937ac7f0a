"""Loans as the counter looks for them, and what it reads of one."""

from datetime import date
from typing import NamedTuple

from django.db.models import Case, IntegerField, QuerySet, Value, When

from harmonie.accounts.models import User
from harmonie.documents.models import IssuedDocument
from harmonie.orders import Order, as_number

from ..enums import LIVE_STATES, EntryKind, LoanState
from ..models import LedgerEntry, Loan
from ..papers.issuing import settlement_reference
from ..queries import search_loans
from .scanned import loan_reference

WORDS = 6
SIZE = 20
# Those who still owe first, the newest loans first.
ORDER = Order(value="counter_rank", parse=as_number)
RANK = Case(
    When(state=LoanState.ACTIVE, then=Value(2)),
    When(state__in=LIVE_STATES, then=Value(1)),
    default=Value(0),
    output_field=IntegerField(),
)


def found(user: User, text: str) -> QuerySet[Loan]:
    """The loans that the text may mean: the one whose number it is, else those whose borrower or dossier it names."""
    loans = Loan.objects.visible_to(user).exclude(state=LoanState.CANCELLED)
    if reference := loan_reference(text):
        loans = loans.filter(reference=reference)
    else:
        loans = search_loans(loans, " ".join(text.split()[:WORDS]))
    return loans.with_facts().with_balance().annotate(counter_rank=RANK)


def taken_today(loan: Loan, today: date) -> QuerySet[LedgerEntry]:
    """What was received today and stands: so that nobody takes the same payment a second time."""
    rows = loan.entries.filter(kind=EntryKind.REPAYMENT, reversed_by=None, posted_at__date=today)
    return rows.select_related("posted_by").order_by("-sequence")


class Receipts(NamedTuple):
    """The papers of one payment, None while they are not issued."""

    receipt: IssuedDocument | None
    certificate: IssuedDocument | None
    certificate_due: bool


def receipts_of(entry: LedgerEntry) -> Receipts:
    """Its receipt, and the certificate if this payment is the one that settled the loan."""
    papers = IssuedDocument.objects.defer("content")
    reference = settlement_reference(entry.loan)
    settles = reference.endswith(f"-{entry.sequence}") and bool(reference)
    return Receipts(
        papers.filter(loan_document__entry=entry).first(),
        papers.filter(reference=reference).first() if settles else None,
        settles,
    )
