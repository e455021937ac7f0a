"""The hash chain of one loan's ledger, as the trigger `ledgerentry_chained` writes it. Pure: its twin in Python.

Each digest covers every field of its row, each behind its length, and the digest before it. It proves that no row in
front of another one was changed, removed, added or moved; what stands behind the last row it cannot know
(docs/decisions/the-ledger-is-a-chain.md).
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Protocol


class Chained(Protocol):
    """A row of the ledger: a `LedgerEntry`, or its columns."""

    loan_id: int
    sequence: int
    kind: str
    amount: Decimal
    effect: Decimal
    surplus: Decimal
    lost: Decimal
    channel: str
    voucher: str
    note: str
    deliberation: str
    reverses_id: int | None
    value_on: date
    posted_at: datetime
    posted_by_id: int
    checked_by_id: int | None
    request_id: int | None
    chain: str


COLUMNS = tuple(Chained.__annotations__)


def digest(before: str, row: Chained) -> str:
    """The digest that the row must carry when `before` is the one in front of it ("" for the first row)."""
    line = "".join(f"{len(field)}:{field}" for field in _fields(before, row))
    return sha256(line.encode()).hexdigest()


def _fields(before: str, row: Chained) -> Iterable[str]:
    yield from (before, str(row.loan_id), str(row.sequence), row.kind)
    yield from (f"{amount:.2f}" for amount in (row.amount, row.effect, row.surplus, row.lost))
    yield from (row.channel, row.voucher, row.note, row.deliberation, _key(row.reverses_id))
    yield from (row.value_on.isoformat(), row.posted_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f"))
    yield from (str(row.posted_by_id), _key(row.checked_by_id), _key(row.request_id))


def _key(key: int | None) -> str:
    return "" if key is None else str(key)


def first_break(rows: Iterable[Chained]) -> tuple[int, str] | None:
    """The first row, by its sequence, that is not what it was, and what is wrong with it; None when all is well."""
    return next(_breaks(rows), None)


def _breaks(rows: Iterable[Chained]) -> Iterator[tuple[int, str]]:
    before = ""
    for due, row in enumerate(rows, start=1):
        if row.sequence != due:
            yield due, "cette écriture manque"
        elif digest(before, row) != row.chain:
            yield due, "cette écriture, ou celle qui la précède, n’est plus ce qui a été enregistré"
        before = row.chain
