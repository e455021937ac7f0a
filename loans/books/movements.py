"""Which entry of a ledger goes into which book. One receipt takes one way, never two.

See docs/decisions/the-books.md.
"""

from collections.abc import Sequence

from django.db.models import F, Q, QuerySet

from harmonie.accounts.models import User

from ..enums import Channel, EntryKind, SlipKind
from ..models import LedgerEntry, Loan

# What the cash office takes itself; a transfer or a payment order reaches the treasury, and is answered by a titre.
CASH_OFFICE = (Channel.CASH, Channel.CHEQUE, Channel.CARD, Channel.DIRECT_DEBIT)
RECEIPTS = (EntryKind.REPAYMENT, EntryKind.RECOVERY)
PAYMENTS = (EntryKind.DISBURSEMENT, EntryKind.REFUND)
# What was posted while an old portfolio was taken over went through the books of before.
BEFORE_HARMONIE = Q(loan__taken_over__portfolio__taken_over_at__gte=F("posted_at"))


def _or_answered(kinds: Sequence[EntryKind]) -> Q:
    """Entries of these kinds, and the reversals that answer one: they follow it into its book."""
    return Q(kind__in=kinds) | Q(reverses__kind__in=kinds)


PAID_BY_ORDER = _or_answered(PAYMENTS)
TAKEN_BY_CASH_OFFICE = _or_answered(RECEIPTS) & Q(channel__in=CASH_OFFICE)
TAKEN_BY_TREASURY = _or_answered(RECEIPTS) & ~Q(channel__in=CASH_OFFICE)
ON_SLIPS = {SlipKind.PAYMENT_ORDERS: PAID_BY_ORDER, SlipKind.REVENUE_ORDERS: TAKEN_BY_TREASURY}


def booked(which: Q) -> QuerySet[LedgerEntry]:
    """The entries of one book, whoever reads; those of a portfolio's past left out."""
    return LedgerEntry.objects.filter(which).exclude(pk__in=LedgerEntry.objects.filter(BEFORE_HARMONIE).values("pk"))


def readable(entries: QuerySet[LedgerEntry], user: User) -> QuerySet[LedgerEntry]:
    """Those of loans that this person may read, with what a line of a book shows."""
    return (
        entries.filter(loan__in=Loan.objects.visible_to(user))
        .select_related("loan__borrower", "loan__decision__application", "reverses")
        .defer("loan__decision__application__assessment")
    )


def is_readable_whole(entries: QuerySet[LedgerEntry], user: User) -> bool:
    """Whether none of them belongs to a loan from whose case this person stepped aside."""
    return not entries.filter(loan__decision__application__exclusions__user=user).exists()
