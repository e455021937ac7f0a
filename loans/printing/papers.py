"""Which paper of a loan a batch prints, and which loans can have it."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from harmonie.accounts.models import User
from harmonie.documents.models import IssuedDocument
from harmonie.refusals import Refusal

from ..enums import EntryKind, LoanState, PrintKind
from ..models import LedgerEntry, Loan
from ..papers import issuing

STANDING = LedgerEntry.objects.filter(kind=EntryKind.REPAYMENT, reversed_by=None)
# What a list can be asked for; the other kinds are asked for by the rooms that issue them.
OF_A_LIST = (PrintKind.SCHEDULE, PrintKind.AGREEMENT, PrintKind.RECEIPT, PrintKind.SETTLEMENT)


def printable(kind: PrintKind) -> Q:
    """The loans that can have this paper."""
    if kind == PrintKind.SETTLEMENT:
        return Q(state=LoanState.SETTLED)
    if kind == PrintKind.RECEIPT:
        return Q(Exists(STANDING.filter(loan=OuterRef("pk"))))
    return ~Q(state=LoanState.CANCELLED)


def issued(kind: PrintKind, loan: Loan, by: User, now: datetime) -> IssuedDocument:
    """The paper, frozen: the one there is, or one more. Slow: hold no lock."""
    if kind == PrintKind.SCHEDULE:
        return issuing.issue_schedule(loan=loan, by=by, now=now)
    if kind == PrintKind.AGREEMENT:
        return issuing.issue_agreement(loan=loan, by=by, now=now)
    if kind == PrintKind.SETTLEMENT:
        return issuing.issue_settlement(loan=loan, by=by, now=now)
    return issuing.issue_receipt(entry=_last_repayment(loan), by=by, now=now)


def _last_repayment(loan: Loan) -> LedgerEntry:
    entry = STANDING.filter(loan=loan).order_by("sequence").last()
    if entry is None:
        raise Refusal("Aucun remboursement n’est enregistré pour ce prêt.")
    entry.loan = loan
    return entry
