"""The tables of the report for a spreadsheet: a sheet each, or one after the other. Figures are figures."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from harmonie.opendocument import ods
from harmonie.spreadsheets import Sheet, csv_lines, xlsx_book

from ..charts.tables import Form, Secret, Table, written

TENTH = Decimal("0.1")
CSV, XLSX, ODS = "csv", "xlsx", "ods"
MEDIA_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ODS: "application/vnd.oasis.opendocument.spreadsheet",
}


def file_of(kind: str, title: str, about: Sequence[str], tables: Sequence[Table]) -> Iterator[bytes]:
    """The file in pieces; `about` are the lines that say what it is."""
    sheets = sheets_of(title, about, tables)
    if kind == CSV:
        return (line.encode() for line in csv_lines(*_one_after_the_other(sheets)))
    return xlsx_book(sheets) if kind == XLSX else iter([ods(sheets)])


def sheets_of(title: str, about: Sequence[str], tables: Sequence[Table]) -> list[Sheet]:
    front = Sheet(title, (title,), [(line,) for line in about])
    return [front, *(sheet_of(table) for table in tables)]


def sheet_of(table: Table) -> Sheet:
    rows = [*table.rows, *([table.total] if table.total else [])]
    notes = [(table.note,)] if table.note else []
    return Sheet(
        table.title, [_heading(column) for column in table.columns], [_plain(table, row) for row in rows] + notes
    )


def _heading(column: Any) -> str:
    return f"{column.name}, %" if column.form is Form.SHARE else column.name


def _plain(table: Table, row: Sequence[Any]) -> tuple[Any, ...]:
    """A share in hundredths, everything else as it is; what is hidden says so."""
    return tuple(_cell(value, column) for value, column in zip(row, table.columns, strict=True))


def _cell(value: Any, column: Any) -> Any:
    if value is Secret.HIDDEN:
        return written(value, column)
    if isinstance(value, float):
        value = Decimal(str(value))
    if isinstance(value, Decimal) and column.form in (Form.SHARE, Form.FIGURE):
        return (value * 100).quantize(TENTH, ROUND_HALF_UP) if column.form is Form.SHARE else round(value, 2)
    return value


def _one_after_the_other(sheets: Sequence[Sheet]) -> tuple[Sequence[Any], Iterator[Sequence[Any]]]:
    """One table under the other in one file: its title, its headings, its rows, an empty line."""

    def rows() -> Iterator[Sequence[Any]]:
        yield from sheets[0].rows
        for sheet in sheets[1:]:
            yield from [(), (sheet.title,), sheet.headings]
            yield from sheet.rows

    return sheets[0].headings, rows()
