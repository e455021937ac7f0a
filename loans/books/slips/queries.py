"""What waits for a slip, and what a slip tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Case, Count, F, QuerySet, Sum, When
from django.db.models.functions import ExtractYear
from django.utils import timezone
from schwifty import IBAN

from applications.enums import Payee
from harmonie.accounts.models import User

from ...enums import EntryKind, SlipKind
from ...models import LedgerEntry, MoneyRules, Slip
from ..movements import ON_SLIPS, booked, readable

LONGEST = 200  # lines: what is printed and signed in one go; the rest waits for the next slip
ZERO = Decimal("0.00")
LABELS = {
    EntryKind.DISBURSEMENT: "Versement du prêt",
    EntryKind.REFUND: "Restitution d’un trop-perçu du prêt",
    EntryKind.REPAYMENT: "Remboursement du prêt",
    EntryKind.RECOVERY: "Recouvrement après admission en non-valeur du prêt",
}


@dataclass(frozen=True)
class Line:
    """One line of a slip. `amount` in euros, below zero where a reversal takes an earlier line back."""

    entry: LedgerEntry
    amount: Decimal
    label: str
    third_party: str
    name: str
    address: str
    iban: str
    voucher: str

    @property
    def is_cancellation(self) -> bool:
        return self.entry.kind == EntryKind.REVERSAL

    @property
    def bic(self) -> str:
        """The bank's identifier, where the IBAN tells it."""
        return (IBAN(self.iban, allow_invalid=True).bic or "") if self.iban else ""


class Waiting(NamedTuple):
    """Entries of one kind and one budget year that are on no slip yet."""

    kind: SlipKind
    year: int
    count: int
    total: Decimal


def waiting(kind: SlipKind, user: User) -> QuerySet[LedgerEntry]:
    """What a slip of this kind would list next, the oldest value date first."""
    return readable(booked(ON_SLIPS[kind]), user).filter(slip_line=None).order_by("value_on", "pk")


def waiting_by_year(user: User) -> list[Waiting]:
    """How much waits, by kind and budget year (that of the value date)."""
    signed = Case(When(reverses=None, then=F("amount")), default=-F("amount"))
    return [
        Waiting(kind, row["year"], row["count"], row["total"])
        for kind in SlipKind
        for row in waiting(kind, user)
        .order_by()
        .values(year=ExtractYear("value_on"))
        .annotate(count=Count("pk"), total=Sum(signed))
        .order_by("year")
    ]


def oldest_year(kind: SlipKind, user: User) -> int | None:
    """The budget year whose slip comes next: years go out one after the other."""
    first = waiting(kind, user).values_list("value_on", flat=True).first()
    return first.year if first else None


def slips_for(user: User) -> QuerySet[Slip]:
    """The slips that this person may read: none with a line of a case from which they stepped aside."""
    return (
        Slip.objects.exclude(lines__entry__loan__decision__application__exclusions__user=user)
        .select_related("document", "drawn_up_by")
        .defer("document__content")
    )


def with_totals(slips: QuerySet[Slip]) -> QuerySet[Slip]:
    """Adds `count` and `total`, in euros: cancellations count below zero."""
    amount = F("lines__entry__amount")
    signed = Case(When(lines__entry__reverses=None, then=amount), default=-amount)
    return slips.annotate(count=Count("lines"), total=Sum(signed))


def entries_of(slip: Slip, user: User) -> QuerySet[LedgerEntry]:
    return readable(LedgerEntry.objects.filter(slip_line__slip=slip), user).order_by("slip_line__pk")


def rules_of(slip: Slip) -> MoneyRules:
    """The account numbers of the day it was drawn up."""
    return MoneyRules.objects.in_force(timezone.localdate(slip.drawn_up_at))


def lines_of(entries: QuerySet[LedgerEntry]) -> Sequence[Line]:
    return [_line(entry) for entry in entries]


def total_of(lines: Sequence[Line]) -> Decimal:
    return sum((line.amount for line in lines), ZERO)


def _line(entry: LedgerEntry) -> Line:
    answered = entry.reverses or entry
    loan, label = entry.loan, f"{LABELS[EntryKind(answered.kind)]} {entry.loan.reference}"
    to_supplier = answered.kind == EntryKind.DISBURSEMENT and loan.payee == Payee.SUPPLIER
    is_paid_out = answered.kind in (EntryKind.DISBURSEMENT, EntryKind.REFUND)
    borrower = loan.borrower
    return Line(
        entry=entry,
        amount=-entry.amount if entry.reverses else entry.amount,
        label=f"Annulation\u00a0: {label[0].lower()}{label[1:]}" if entry.reverses else label,
        third_party="fournisseur" if to_supplier else "emprunteur",
        name=loan.payee_name if answered.kind == EntryKind.DISBURSEMENT else str(borrower),
        address="" if to_supplier else f"{borrower.address}, {borrower.postcode} {borrower.city}",
        iban=loan.payee_iban if is_paid_out and (to_supplier or loan.payee == Payee.BORROWER) else "",
        voucher=answered.voucher,
    )
