"""The table under a chart, and every table of the report: what screen, PDF and spreadsheets all write."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Any, NamedTuple

from harmonie.dates import short_day
from harmonie.money import figures

from .bars import HIDDEN
from .scale import whole

APART, CLOSE = "\u00a0", {"€": "\u202f", "%": "\u202f"}  # what stands between a figure and its unit
TENTH, EXACT = Decimal("0.1"), -2  # euros come in cents, everything else is told to the tenth


class Form(Enum):
    """How the cells of a column are written."""

    TEXT = "text"
    COUNT = "count"
    EUROS = "euros"
    SHARE = "share"  # 0,25 is a quarter
    FIGURE = "figure"  # one decimal at most
    DATE = "date"
    UNIT = "unit"  # of the figure before it: people read both as one


class Column(NamedTuple):
    name: str
    form: Form = Form.TEXT

    @property
    def is_number(self) -> bool:
        return self.form not in (Form.TEXT, Form.DATE, Form.UNIT)


class Secret(Enum):
    """In the place of a figure that may not leave the CCAS."""

    HIDDEN = HIDDEN


class Cell(NamedTuple):
    """One cell as people read it, under the name of its column."""

    text: str
    column: Column
    is_hidden: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of plain figures (int, Decimal, date, str): None is nothing to tell, `Secret.HIDDEN` what is not told."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    total: tuple[Any, ...] | None = None
    note: str = ""

    @property
    def heads(self) -> list[Column]:
        """The columns that people read: a unit stands with its figure."""
        return [column for column in self.columns if column.form is not Form.UNIT]

    @property
    def lines(self) -> Iterator[list[Cell]]:
        return (self._written(row) for row in self.rows)

    @property
    def sum_line(self) -> list[Cell]:
        return [cell._replace(text=cell.text.strip("–")) for cell in self._written(self.total)] if self.total else []

    def _written(self, row: Sequence[Any]) -> list[Cell]:
        cells: list[Cell] = []
        for value, column in zip(row, self.columns, strict=True):
            if column.form is not Form.UNIT:
                cells.append(Cell(written(value, column), column, value is Secret.HIDDEN))
            elif value and not cells[-1].is_hidden:
                cells[-1] = cells[-1]._replace(text=f"{cells[-1].text}{CLOSE.get(value, APART)}{value}")
        return cells


def written(value: Any, column: Column) -> str:
    """One value in French."""
    if value is None:
        return "–" if column.is_number else ""
    if value is Secret.HIDDEN:
        return HIDDEN
    if isinstance(value, date):
        return short_day(value)
    if column.form is Form.EUROS:
        return figures(Decimal(value))
    if column.form is Form.COUNT:
        return whole(value)
    if column.form is Form.SHARE:
        return f"{_figure(100 * Decimal(value))}\u202f%"
    return _figure(Decimal(value)) if column.form is Form.FIGURE else str(value)


def _figure(value: Decimal) -> str:
    """« 13 211 », « 582,67 », « 10,1 »: no useless zero."""
    text = figures(value if value.as_tuple().exponent == EXACT else value.quantize(TENTH, ROUND_HALF_UP))
    return text.removesuffix(",00") if value.as_tuple().exponent == EXACT else text.rstrip("0").rstrip(",")
