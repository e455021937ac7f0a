"""A loan's ledger as its page shows it: money out, money in, and what is owed after each entry. Pure."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ..enums import EntryKind
from ..models import LedgerEntry

ZERO = Decimal("0.00")
OUT = (EntryKind.DISBURSEMENT, EntryKind.REFUND)
COMES_IN = (EntryKind.REPAYMENT, EntryKind.RECOVERY)
VOUCHERS = {
    EntryKind.DISBURSEMENT: "mandat",
    EntryKind.REFUND: "mandat",
    EntryKind.REPAYMENT: "quittance ou titre",
    EntryKind.RECOVERY: "titre",
}


class LedgerLine(NamedTuple):
    """One entry; `paid_out` and `received` are euros that moved, below zero where an entry answers another one.

    Relief and write-off move no money: both are None.
    """

    entry: LedgerEntry
    paid_out: Decimal | None
    received: Decimal | None
    voucher: str


class Ledger(NamedTuple):
    """The lines and their sums, and whether the two balances beside what is owed are worth a column."""

    lines: Sequence[LedgerLine]
    paid_out: Decimal
    received: Decimal
    shows_surplus: bool
    shows_lost: bool


def ledger(entries: Sequence[LedgerEntry]) -> Ledger:
    lines = [_line(entry) for entry in entries]
    return Ledger(
        lines,
        sum((line.paid_out or ZERO for line in lines), ZERO),
        sum((line.received or ZERO for line in lines), ZERO),
        any(entry.surplus for entry in entries),
        any(entry.lost for entry in entries),
    )


def _line(entry: LedgerEntry) -> LedgerLine:
    of, sign = (entry.reverses, -1) if entry.reverses else (entry, 1)
    moved = sign * of.amount
    voucher = f"{VOUCHERS.get(EntryKind(entry.kind), 'n°')} {entry.voucher}" if entry.voucher else ""
    return LedgerLine(entry, moved if of.kind in OUT else None, moved if of.kind in COMES_IN else None, voucher)
