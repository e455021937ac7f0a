"""The journal for a spreadsheet."""

from collections.abc import Iterator

from django.utils import timezone

from ..files import Table
from .queries import Journal

HEADINGS = (
    "date de valeur", "enregistrée le", "emprunteur", "prêt", "écriture", "moyen", "n° de quittance", "montant",
    "cumul",
)  # fmt: skip


def table_of(journal: Journal) -> Table:
    """A month as a table; a reversal's amount is below zero."""
    name = f"regie-{journal.month:%Y-%m}"
    return Table(name, name, HEADINGS, _rows(journal))


def _rows(journal: Journal) -> Iterator[tuple[object, ...]]:
    for line in journal.lines:
        entry = line.entry
        yield (
            entry.value_on,
            timezone.localdate(entry.posted_at),
            str(entry.loan.borrower),
            entry.loan.reference,
            entry.get_kind_display(),
            entry.get_channel_display(),
            line.voucher,
            line.amount,
            line.running,
        )
