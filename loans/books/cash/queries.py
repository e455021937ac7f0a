"""The journal of a month: what the cash office took, by channel, with running totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from harmonie.accounts.models import User
from harmonie.calendar import add_months

from ...enums import Channel, EntryKind
from ...models import ClosedMonth, LedgerEntry, PostingRequest
from ..movements import CASH_OFFICE, TAKEN_BY_CASH_OFFICE, booked, is_readable_whole, readable

ZERO = Decimal("0.00")
FIRST_MONTH = date(2000, 1, 1)


class JournalLine(NamedTuple):
    """One receipt or its reversal (euros below zero), and the journal's total after it."""

    entry: LedgerEntry
    amount: Decimal
    running: Decimal
    voucher: str

    @property
    def is_reversal(self) -> bool:
        return self.entry.kind == EntryKind.REVERSAL


class ChannelTotal(NamedTuple):
    """What one channel brought in a month, in euros: received, taken back, and what is left of it."""

    channel: Channel
    receipts: int
    received: Decimal
    reversed: Decimal

    @property
    def net(self) -> Decimal:
        return self.received - self.reversed


@dataclass(frozen=True)
class Journal:
    """One month of the cash office. `is_whole` is False for whoever may not read one of its loans."""

    month: date
    lines: Sequence[JournalLine]
    channels: Sequence[ChannelTotal]
    is_whole: bool

    @property
    def total(self) -> ChannelTotal:
        channels = self.channels
        return ChannelTotal(
            Channel.CASH,
            sum(row.receipts for row in channels),
            sum((row.received for row in channels), ZERO),
            sum((row.reversed for row in channels), ZERO),
        )

    @property
    def cash(self) -> Decimal:
        """What the cash box must hold: never below nothing, where more was taken back than came in."""
        return max(next(row.net for row in self.channels if row.channel == Channel.CASH), ZERO)

    @property
    def vouchers(self) -> int:
        """How many receipts bear a number."""
        return sum(bool(line.voucher) for line in self.lines if not line.is_reversal)

    @property
    def last_day(self) -> date:
        return next_month(self.month) - timedelta(days=1)

    @property
    def keys(self) -> list[int]:
        return [line.entry.pk for line in self.lines]


def next_month(month: date) -> date:
    return add_months(month, 1)


def entries_of(month: date) -> QuerySet[LedgerEntry]:
    """What the cash office took in a month by value date, and what it took back."""
    return booked(TAKEN_BY_CASH_OFFICE).filter(value_on__gte=month, value_on__lt=next_month(month))


def journal_of(month: date, user: User) -> Journal:
    """The journal in the order of its days; three queries however long it is."""
    found = readable(entries_of(month), user).order_by("value_on", "pk")
    lines, running = [], ZERO
    for entry in found:
        amount = -entry.amount if entry.reverses else entry.amount
        running += amount
        lines.append(JournalLine(entry, amount, running, (entry.reverses or entry).voucher))
    return Journal(month, lines, _by_channel(lines), is_readable_whole(entries_of(month), user))


def _by_channel(lines: Sequence[JournalLine]) -> Sequence[ChannelTotal]:
    return [
        ChannelTotal(
            channel,
            sum(not line.is_reversal for line in lines if line.entry.channel == channel),
            sum((line.amount for line in lines if line.entry.channel == channel and not line.is_reversal), ZERO),
            sum((-line.amount for line in lines if line.entry.channel == channel and line.is_reversal), ZERO),
        )
        for channel in CASH_OFFICE
    ]


# Months -----------------------------------------------------------------------------------------


def last_closed() -> ClosedMonth | None:
    return ClosedMonth.objects.select_related("document", "closed_by").defer("document__content").first()


def month_to_close(today: date) -> date:
    """The month after the last closed one; before the first close, the last that is over."""
    closed = last_closed()
    return next_month(closed.first_day) if closed else add_months(today.replace(day=1), -1)


def waiting_requests(month: date) -> int:
    """How many entries to check have a value date in this month or before: closing would refuse them for good."""
    return PostingRequest.objects.filter(answered_at=None, value_on__lt=next_month(month)).count()


def closed_months() -> QuerySet[ClosedMonth]:
    return ClosedMonth.objects.select_related("document", "closed_by").defer("document__content")
