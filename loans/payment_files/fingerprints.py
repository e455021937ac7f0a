"""By what a payment is known again, whatever file it comes in. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from .csv_table import folded
from .payments import Payment


def marked(payments: Iterable[Payment]) -> Iterator[tuple[Payment, str]]:
    """Each payment with its fingerprint.

    Two that say the same are the first and the second: in one file they are two payments, and in a second file whose
    days overlap they are the same two again.
    """
    seen: Counter[str] = Counter()
    for payment in payments:
        said = said_by(payment)
        seen[said] += 1
        yield payment, sha256(f"{said}\x1f{seen[said]}".encode()).hexdigest()


def said_by(payment: Payment) -> str:
    """All that two files say alike of one payment."""
    words = (payment.payer, payment.wording, payment.own_mark, payment.aside)
    fields = [payment.booked_on.isoformat(), f"{payment.amount:.2f}", *(folded(word) for word in words)]
    return "\x1f".join(fields)
