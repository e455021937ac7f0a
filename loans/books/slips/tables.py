"""A slip for the finance package or a spreadsheet: the columns of domain.md §5."""

from collections.abc import Iterator

from ...enums import SlipKind
from ...models import MoneyRules, Slip
from ..files import Table
from .actions import reference_of
from .queries import Line

HEADINGS = (
    "exercice", "n° de bordereau", "ligne", "date", "sens", "tiers", "nom", "adresse", "IBAN", "BIC", "objet",
    "chapitre", "article", "fonction", "montant", "réf. dossier", "pièce",
)  # fmt: skip
DIRECTION = {SlipKind.PAYMENT_ORDERS: "dépense", SlipKind.REVENUE_ORDERS: "recette"}


def table_of(slip: Slip, lines: list[Line], rules: MoneyRules) -> Table:
    """The slip as a table; the amount of a cancellation is below zero."""
    return Table(reference_of(slip), reference_of(slip), HEADINGS, _rows(slip, lines, rules))


def _rows(slip: Slip, lines: list[Line], rules: MoneyRules) -> Iterator[tuple[object, ...]]:
    for place, line in enumerate(lines, start=1):
        yield (
            slip.year,
            slip.number,
            place,
            line.entry.value_on,
            DIRECTION[SlipKind(slip.kind)],
            line.third_party,
            line.name,
            line.address,
            line.iban,
            line.bic,
            line.label,
            rules.chapter,
            rules.account,
            rules.function,
            line.amount,
            line.entry.loan.reference,
            line.voucher,
        )
