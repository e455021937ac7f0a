"""Tables for a spreadsheet: CSV as a French one opens it, and XLSX. A cell never runs as a formula."""

import csv
import itertools
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import save_workbook

BYTE_ORDER_MARK = "\ufeff"
# A cell that begins with one of these would be run as a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# What XML cannot hold; no name needs it.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
PIECE = 65_536  # bytes
READ, NARROWEST, WIDEST = 200, 11, 46  # rows that tell how wide a column is, letters
NAME_LENGTH = 31  # what XLSX allows for the name of a sheet
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
type Row = Sequence[Any]


class Sheet(NamedTuple):
    """One table of a book, under its title."""

    title: str
    headings: Row
    rows: Iterable[Row]


def safe(cell: Any) -> Any:
    """The cell, with an apostrophe before a text that a spreadsheet would run."""
    if not isinstance(cell, str):
        return cell
    text = UNPRINTABLE.sub("", cell)
    return f"'{text}" if text.startswith(RISKY) else text


def csv_lines(headings: Row, rows: Iterable[Row]) -> Iterator[str]:
    """The file line by line: byte order mark, `;`, decimal comma, dates as people write them."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield BYTE_ORDER_MARK + writer.writerow(headings)
    for row in rows:
        yield writer.writerow([_written(safe(cell)) for cell in row])


def xlsx_chunks(title: str, headings: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """The file in pieces. It is written to disk row by row, so that memory stays small however long it is."""
    return xlsx_book([Sheet(title, headings, rows)])


def xlsx_book(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """The same with several tables, a sheet each."""
    book, taken = Workbook(write_only=True), set[str]()
    for title, headings, rows in sheets:
        sheet = book.create_sheet(named(title, taken))
        sheet.freeze_panes = "A2"
        every = iter(rows)
        first = list(itertools.islice(every, READ))
        for place, width in enumerate(widths(headings, first), 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        for row in itertools.chain([headings], first, every):
            sheet.append([_formed(sheet, safe(cell)) for cell in row])
    with tempfile.TemporaryFile(suffix=".xlsx") as file:
        save_workbook(book, file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def widths(headings: Row, rows: Iterable[Row]) -> list[int]:
    """How many letters each column needs; a line of one cell is a note, which runs over the others."""
    found = [len(str(heading)) + 2 for heading in headings]
    for row in (row for row in rows if len(row) == len(found) or len(found) == 1):
        found = [max(width, len(str(cell)) + 2) for width, cell in zip(found, row, strict=False)]
    return [min(max(width, NARROWEST), WIDEST) for width in found]


def _formed(sheet: Any, cell: Any) -> Any:
    """Days and euros as French people read them; any other cell as it is."""
    form = "dd/mm/yyyy" if isinstance(cell, date) else "#,##0.00" if isinstance(cell, Decimal) else ""
    if not form:
        return cell
    formed = WriteOnlyCell(sheet, cell)
    formed.number_format = form
    return formed


def named(title: str, taken: set[str]) -> str:
    """The name of a sheet: short, of letters that a name may have, unlike those `taken`, to which it is added."""
    name = base = UNPRINTABLE.sub("", NOT_IN_A_NAME.sub(" ", title)).strip()[:NAME_LENGTH] or "Tableau"
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: NAME_LENGTH - 3]} {number}"
    taken.add(name.casefold())
    return name


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _written(cell: Any) -> Any:
    if isinstance(cell, Decimal):
        return str(cell).replace(".", ",")
    if isinstance(cell, datetime):
        return f"{timezone.localtime(cell):%d/%m/%Y}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell
