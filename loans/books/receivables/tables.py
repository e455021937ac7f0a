"""The état des restes à recouvrer for a spreadsheet."""

from collections.abc import Iterable, Iterator

from ..files import Table
from .queries import AsOf, Receivable

HEADINGS = (
    "prêt", "emprunteur", "prêté", "remboursé", "remise gracieuse", "admis en non-valeur", "reste dû", "échu",
    "en retard", "à échoir", "en retard depuis le", "jours de retard", "ancienneté",
)  # fmt: skip


def table_of(lines: Iterable[Receivable], as_of: AsOf) -> Table:
    name = f"restes-a-recouvrer-{as_of.day:%Y-%m-%d}"
    return Table(name, f"Restes {as_of.day:%Y-%m-%d}", HEADINGS, _rows(lines))


def _rows(lines: Iterable[Receivable]) -> Iterator[tuple[object, ...]]:
    for line in lines:
        loan = line.loan
        yield (
            loan.reference,
            str(loan.borrower),
            loan.lent,
            loan.repaid,
            loan.relieved,
            loan.written_off,
            loan.owed,
            line.due,
            line.late,
            line.to_come,
            line.late_since,
            line.days_late or None,
            line.band,
        )
