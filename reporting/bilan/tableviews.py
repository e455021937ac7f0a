"""The tables of the bilan as a page draws them: columns chosen by what the rows hold, figures written, links put."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from harmonie.money import figures

from .figures import Measured
from .tables import Change, Kind, Row, Section, Unit
from .words import NOTHING, in_unit, percent, said, span, whole


class Cell(NamedTuple):
    """One figure of a line; `url` leads to the cases behind it."""

    head: str
    text: str
    url: str = ""


class Line(NamedTuple):
    label: str
    note: str
    cells: Sequence[Cell]


class TableView(NamedTuple):
    """One section, ready to be drawn."""

    key: str
    title: str
    note: str
    heads: Sequence[str]
    lines: Sequence[Line]
    total: Line | None
    is_wide: bool  # on a phone, each figure takes a line of its own


class Column(NamedTuple):
    """What one column says of a row."""

    head: str
    read: Callable[[Row], str]


def view(section: Section, address_of: Callable[[str], str], compared: Sequence[Column] = ()) -> TableView:
    """`address_of` gives the list behind a key, "" for those who may not open it; `compared` are columns added."""
    columns = [*_columns(section), *compared]
    return TableView(
        section.key,
        section.title,
        section.note,
        [section.heads[0] or "Indicateur", *(column.head for column in columns)],
        [_line(row, columns, address_of) for row in section.rows],
        _line(section.total, columns, address_of) if section.total else None,
        is_wide=bool(compared),
    )


def _columns(section: Section) -> list[Column]:
    rows = section.rows
    single = all(
        sum(figure is not None for figure in (row.count, row.amount, row.share, row.value)) < 2 for row in rows
    )
    if section.kind == Kind.FIGURES and single:
        return [Column("Valeur", said)]
    columns = [Column(section.heads[1], lambda row: "" if row.count is None else whole(row.count))]
    if section.kind == Kind.MONEY:
        columns = []
    if any(row.amount is not None for row in rows):
        columns.append(Column("Montant,\u202f€", lambda row: "" if row.amount is None else figures(row.amount)))
    if any(row.share is not None for row in rows):
        columns.append(Column("Part", lambda row: "" if row.share is None else percent(row.share)))
    return columns


def _line(row: Row, columns: Sequence[Column], address_of: Callable[[str], str]) -> Line:
    url = address_of(row.cases) if row.cases and _has_cases(row) else ""
    urls = [url, *[""] * (len(columns) - 1)]
    cells = [Cell(column.head, column.read(row), to) for column, to in zip(columns, urls, strict=True)]
    return Line(row.label, row.note, cells)


def _has_cases(row: Row) -> bool:
    return bool(row.count or row.amount)


# Columns of comparison -----------------------------------------------------------------------------


def comparison(before: Measured | None, year_before: Measured | None) -> list[Column]:
    """Two columns for each earlier period with which there is something to compare."""
    columns = []
    if before:
        columns += _compared(before, lambda row: row.before)
    if year_before:
        columns += _compared(year_before, lambda row: row.year_before)
    return columns


def _compared(earlier: Measured, change_of: Callable[[Row], Change | None]) -> list[Column]:
    def read(row: Row) -> str:
        change = change_of(row)
        return in_unit(change.then, unit_of(row)) if change else NOTHING

    def words(row: Row) -> str:
        change = change_of(row)
        return change.words if change else ""

    return [Column(span(earlier.question), read), Column("Évolution", words)]


def unit_of(row: Row) -> Unit:
    """The unit of the row's own figure; none for a count."""
    return Unit.NONE if row.count is not None else row.unit
