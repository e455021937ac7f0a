"""A book as a file: for a spreadsheet, whole, and noted in the journal of who opened what."""

from collections.abc import Iterable
from typing import NamedTuple

from django.http import HttpRequest, StreamingHttpResponse

from harmonie.registry.actions import log_opening
from harmonie.spreadsheets import Row, csv_lines, xlsx_chunks

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Table(NamedTuple):
    """What a file holds: its name in ASCII, the title of its sheet, headings, rows."""

    name: str
    title: str
    headings: Row
    rows: Iterable[Row]


def csv_file(request: HttpRequest, table: Table) -> StreamingHttpResponse:
    return _file(request, csv_lines(table.headings, table.rows), table, "csv", "text/csv; charset=utf-8")


def xlsx_file(request: HttpRequest, table: Table) -> StreamingHttpResponse:
    return _file(request, xlsx_chunks(table.title, table.headings, table.rows), table, "xlsx", XLSX)


def _file(
    request: HttpRequest, pieces: Iterable[str] | Iterable[bytes], table: Table, suffix: str, kind: str
) -> StreamingHttpResponse:
    log_opening(user=request.user, subject=f"export {suffix.upper()} de la comptabilité", reference=table.name)
    response = StreamingHttpResponse(pieces, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{table.name}.{suffix}"'
    response["Cache-Control"] = "private, no-store"
    return response
