"""Many repayments at once, all of them or none. What is not plain goes through `record_repayment`, one by one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import batched
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Max, Min, Q, Sum
from django.utils import timezone

from harmonie.accounts.models import User
from harmonie.refusals import Refusal

from ..enums import Channel, EntryKind, LoanState
from ..models import ClosedMonth, LedgerEntry, Loan
from ..triggers.ledger import BOOKS_LOCK
from .base import needs_second_person
from .ledger import record_repayment

AT_A_TIME = 1000


class Receipt(NamedTuple):
    """Money that came in for a loan, euros; `key` is the caller's own name for it."""

    key: int
    loan: int
    amount: Decimal
    value_on: date
    voucher: str = ""
    keeps_surplus: bool = False


class SomeRefused(Refusal):
    """Nothing was recorded; `sentences` says for each refused receipt, by its key, why."""

    def __init__(self, sentences: Mapping[int, str]) -> None:
        super().__init__(next(iter(sentences.values())))
        self.sentences = sentences


class _Standing(NamedTuple):
    loan: Loan
    owed: Decimal
    last: int
    paid_out_on: date | None


@transaction.atomic
def record_repayments(
    *,
    receipts: Sequence[Receipt],
    channel: Channel,
    by: User,
    now: datetime,
    tell: Callable[[int], None] = lambda _: None,
) -> dict[int, int]:
    """The key of each receipt with the key of its entry, in the order of their value dates.

    The same as `record_repayment` for each: receipts after which the loan still runs are written together, the others
    (the last euro, a surplus, whatever is refused) go through it. Raises `SomeRefused` with every refusal; `tell`
    hears how many are recorded.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [BOOKS_LOCK])
    standings = _locked({receipt.loan for receipt in receipts})
    if missing := [receipt.key for receipt in receipts if receipt.loan not in standings]:
        raise SomeRefused(dict.fromkeys(missing, "Ce prêt n’existe plus."))
    plain, others = _sorted_out(receipts, standings, now)
    entries: dict[int, int] = {}
    for some in batched(plain, AT_A_TIME):
        made = LedgerEntry.objects.bulk_create(_entry(receipt, at, channel, by, now) for receipt, at in some)
        entries |= {receipt.key: entry.pk for (receipt, _), entry in zip(some, made, strict=True)}
        tell(len(entries))
    refused: dict[int, str] = {}
    for receipt in others:
        try:
            entry = record_repayment(
                loan=standings[receipt.loan].loan,
                amount=receipt.amount,
                channel=channel,
                value_on=receipt.value_on,
                by=by,
                now=now,
                voucher=receipt.voucher,
                keeps_surplus=receipt.keeps_surplus,
            )
            entries[receipt.key] = entry.pk
        except Refusal as refusal:
            refused[receipt.key] = str(refusal)
        tell(len(entries))
    if refused:
        raise SomeRefused(refused)
    return entries


def _locked(keys: set[int]) -> dict[int, _Standing]:
    """Every loan, locked in one order for everybody, and what its ledger says."""
    loans = list(Loan.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    paid_out = Min("value_on", filter=Q(kind=EntryKind.DISBURSEMENT, reversed_by=None))
    rows = LedgerEntry.objects.filter(loan__in=keys).order_by().values("loan")
    sums = {row["loan"]: row for row in rows.annotate(owed=Sum("effect"), last=Max("sequence"), paid_out_on=paid_out)}
    empty = {"owed": Decimal(0), "last": 0, "paid_out_on": None}
    found = ((loan, sums.get(loan.pk, empty)) for loan in loans)
    return {loan.pk: _Standing(loan, row["owed"], row["last"], row["paid_out_on"]) for loan, row in found}


def _sorted_out(
    receipts: Iterable[Receipt], standings: Mapping[int, _Standing], now: datetime
) -> tuple[list[tuple[Receipt, int]], list[Receipt]]:
    """The receipts that leave their loan running, each with its number in the ledger; then the others.

    From the first one that is not plain, all of its loan's are the others.
    """
    today = timezone.localdate(now)
    open_from = _open_from()
    alone = needs_second_person(EntryKind.REPAYMENT, today)
    left = {key: standing.owed for key, standing in standings.items()}
    last = {key: standing.last for key, standing in standings.items()}
    plain, others, ended = [], [], set()
    for receipt in sorted(receipts, key=lambda receipt: (receipt.value_on, receipt.key)):
        standing, loan = standings[receipt.loan], receipt.loan
        is_plain = (
            loan not in ended
            and not alone
            and standing.loan.state == LoanState.ACTIVE
            and standing.paid_out_on is not None
            and max(standing.paid_out_on, open_from) <= receipt.value_on <= today
            and 0 < receipt.amount < left[loan]
        )
        if is_plain:
            left[loan] -= receipt.amount
            last[loan] += 1
            plain.append((receipt, last[loan]))
        else:
            ended.add(loan)
            others.append(receipt)
    return plain, others


def _open_from() -> date:
    """The first day of a month that the cash office has not closed."""
    closed = ClosedMonth.objects.aggregate(last=Max("first_day"))["last"]
    if closed is None:
        return date.min
    return date(closed.year + closed.month // 12, closed.month % 12 + 1, 1)


def _entry(receipt: Receipt, sequence: int, channel: Channel, by: User, now: datetime) -> LedgerEntry:
    return LedgerEntry(
        loan_id=receipt.loan,
        sequence=sequence,
        kind=EntryKind.REPAYMENT,
        amount=receipt.amount,
        effect=-receipt.amount,
        channel=channel,
        voucher=receipt.voucher.strip(),
        value_on=receipt.value_on,
        posted_at=now,
        posted_by=by,
    )
