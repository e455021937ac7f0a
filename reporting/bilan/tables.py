"""The one neutral description of every table of the bilan: page, spreadsheet, PDF and command print the same rows."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What the rows of a section are to each other."""

    FIGURES = "figures"  # each row is a figure of its own, in its own unit
    PARTS = "parts"  # the rows share out `total`: their counts add up to it
    MONEY = "money"  # euros only, nobody is counted


class Unit(StrEnum):
    """The unit of `Row.value`."""

    NONE = ""
    DAYS = "jours"
    MONTHS = "mois"
    EUROS = "€"
    PERCENT = "%"
    UNITS = "UC"


@dataclass(frozen=True)
class Change:
    """One figure then and now. `then` in the unit of the figure; `words` are « en hausse de 3 », « stable »."""

    then: Decimal
    difference: Decimal
    words: str


@dataclass(frozen=True)
class Row:
    """One line. `amount` is euros, `share` a part of one (0,25 for a quarter), `value` a figure in `unit`.

    `cases` is the key of the list of cases behind the line, "" where there is none. None where nothing can be measured.
    """

    label: str
    count: int | None = None
    amount: Decimal | None = None
    share: Decimal | None = None
    value: Decimal | None = None
    unit: Unit = Unit.NONE
    cases: str = ""
    note: str = ""
    before: Change | None = None
    year_before: Change | None = None


@dataclass(frozen=True)
class Section:
    """One table under its title. `total` is the line that the rows of `Kind.PARTS` share out.

    `heads` names the first column, then the count's; `people_counted` says that a small count could tell who.
    """

    key: str
    title: str
    kind: Kind
    rows: tuple[Row, ...]
    total: Row | None = None
    heads: tuple[str, str] = ("", "Nombre")
    note: str = ""
    people_counted: bool = True


def shared(rows: list[Row]) -> tuple[Row, ...]:
    """The rows with the share that each count is of all of them."""
    every = sum(row.count or 0 for row in rows)
    return tuple(replace(row, share=part_of(row.count, every)) for row in rows)


def part_of(some: Decimal | int | None, every: Decimal | int | None) -> Decimal | None:
    """What `some` is of `every`, as a part of one; None where there is nothing."""
    return Decimal(some) / Decimal(every) if some is not None and every else None


def total_of(rows: tuple[Row, ...] | list[Row], label: str = "Total") -> Row:
    """The line under the others: counts and euros added up."""
    amounts = [row.amount for row in rows if row.amount is not None]
    return Row(label, sum(row.count or 0 for row in rows), sum(amounts, Decimal(0)) if amounts else None)
