"""Tables for a spreadsheet: CSV as a French one opens it, and XLSX. A cell never runs as a formula."""

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.writer.excel import save_workbook

BYTE_ORDER_MARK = "\ufeff"
# A cell that begins with one of these would be run as a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# What XML cannot hold; no name needs it.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
PIECE = 65_536  # bytes
type Row = Sequence[Any]


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
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append(list(headings))
    for row in rows:
        sheet.append([safe(cell) for cell in row])
    with tempfile.TemporaryFile(suffix=".xlsx") as file:
        save_workbook(book, file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


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
