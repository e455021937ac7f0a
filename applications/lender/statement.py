"""The interest that the département takes over, year by year: what its page, its PDF and its spreadsheet tell.

A dossier is named by its reference alone: no name leaves the CCAS with these figures.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet

from harmonie.chips import Chip
from harmonie.documents.models import DocumentKind, IssuedDocument
from harmonie.spreadsheets import Row, csv_lines

from ..models import InterestSubsidy
from .enums import CHIPS, Standing

STATEMENT = "pdf/interest_statement.html"
HEADINGS = (
    "dossier", "dispositif", "prêteur", "prêté", "mois", "taux annuel", "intérêts du prêt", "part", "due le",
    "payée le", "état", "pourquoi",
)  # fmt: skip
ZERO = Decimal("0.00")


class StatementLine(NamedTuple):
    """One part of the interest, and where it stands."""

    part: InterestSubsidy
    standing: Standing

    @property
    def chip(self) -> Chip:
        return CHIPS[self.standing]


class Sums(NamedTuple):
    """Euros of a scheme, or of all, by where they stand."""

    name: str
    loans: int
    paid: Decimal
    due: Decimal
    ahead: Decimal
    lost: Decimal


class Statement(NamedTuple):
    """A year: its lines in the order of their due dates, its sums by scheme, and all of them."""

    year: int
    told_on: date
    lines: Sequence[StatementLine]
    schemes: Sequence[Sums]
    total: Sums

    @property
    def is_over(self) -> bool:
        """Whether the year has ended when it is told."""
        return self.told_on.year > self.year


def parts_of(year: int) -> QuerySet[InterestSubsidy]:
    """The parts of a year with what a line shows, in one query."""
    return InterestSubsidy.objects.of_year(year).select_related("loan__application__scheme").order_by("due_on", "pk")


def statement(year: int, on: date) -> Statement:
    """What is due or was paid in `year`, as it stands on a day."""
    lines = [StatementLine(part, part.standing(on)) for part in parts_of(year)]
    by_scheme: dict[Any, list[StatementLine]] = {}
    for line in lines:
        by_scheme.setdefault(line.part.loan.application.scheme, []).append(line)
    schemes = [_sums(scheme.name, found) for scheme, found in by_scheme.items()]
    return Statement(year, on, lines, schemes, _sums("Ensemble", lines))


def _sums(name: str, lines: Sequence[StatementLine]) -> Sums:
    euros = dict.fromkeys(Standing, ZERO)
    for line in lines:
        euros[line.standing] += line.part.amount
    loans = len({line.part.loan_id for line in lines})
    return Sums(name, loans, *(euros[word] for word in (Standing.PAID, Standing.DUE, Standing.AHEAD, Standing.LOST)))


def statements(year: int) -> QuerySet[IssuedDocument]:
    """What was issued for a year, the latest first, without its bytes."""
    issued = IssuedDocument.objects.filter(kind=DocumentKind.INTEREST_STATEMENT, reference__startswith=f"EI-{year}-")
    return issued.select_related("issued_by").defer("content").order_by("-pk")


def statement_csv(told: Statement) -> Iterator[str]:
    """One line a part, as a French spreadsheet opens it."""
    return csv_lines(HEADINGS, (_row(line) for line in told.lines))


def _row(line: StatementLine) -> Row:
    part, loan = line.part, line.part.loan
    return (
        loan.application.reference,
        loan.application.scheme.name,
        loan.application.scheme.lender_name,
        loan.amount,
        loan.months,
        loan.annual_rate,
        loan.interest,
        part.amount,
        part.due_on,
        part.paid_on or "",
        line.standing.label,
        part.lost_why,
    )
