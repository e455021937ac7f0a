"""What must not change from one telling to the next."""

from commission.models import Decision
from loans.models import LedgerEntry


def snapshot(year: int) -> list[tuple]:
    """Decisions and ledger rows of the loans decided in a year, by number: no key of the database."""
    decisions = Decision.objects.filter(decided_at__year=year).order_by("number")
    entries = LedgerEntry.objects.filter(loan__decision__decided_at__year=year).order_by("loan__reference", "sequence")
    return [
        *decisions.values_list("number", "application__reference", "outcome", "amount", "months", "decided_at"),
        *entries.values_list("loan__reference", "sequence", "kind", "amount", "value_on", "posted_at"),
    ]
