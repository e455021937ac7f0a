"""The lists, and the same as files."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from harmonie.accounts.access import requires
from harmonie.paging import page_of
from harmonie.registry.actions import log_opening
from harmonie.spreadsheets import csv_lines, xlsx_chunks

from .. import queries
from ..enums import ARCHIVES
from . import pages
from .export import headings, lines
from .filters import Filters, found

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires("loans.view_loan")
@require_safe
def loan_list(request: HttpRequest) -> HttpResponse:
    filters, rows, today = _asked(request)
    page = page_of(rows, request, oldest_first=filters.tab not in ARCHIVES)
    return render(request, "loans/list.html", pages.listing(request.user, filters, rows, page, today))


@requires("loans.view_loan")
@require_safe
def export_csv(request: HttpRequest) -> StreamingHttpResponse:
    filters, rows, today = _asked(request)
    _note(request, "CSV", filters, rows)
    pieces = csv_lines(headings(filters.tab), lines(filters.tab, rows))
    return _file(pieces, f"prets-{filters.tab}-{today:%Y%m%d}.csv", "text/csv; charset=utf-8")


@requires("loans.view_loan")
@require_safe
def export_xlsx(request: HttpRequest) -> StreamingHttpResponse:
    filters, rows, today = _asked(request)
    _note(request, "XLSX", filters, rows)
    pieces = xlsx_chunks("Prêts", headings(filters.tab), lines(filters.tab, rows))
    return _file(pieces, f"prets-{filters.tab}-{today:%Y%m%d}.xlsx", XLSX)


def _asked(request: HttpRequest) -> tuple[Filters, QuerySet, date]:
    tab, today = queries.tab_of(request.GET.get("liste")), timezone.localdate()
    if tab is None:
        raise Http404
    filters = Filters.read(request.GET, tab)
    return filters, found(filters, request.user, today), today


def _note(request: HttpRequest, kind: str, filters: Filters, rows: QuerySet) -> None:
    """Who may read it may take it along, and the journal says who did."""
    count = rows.order_by().count()
    said = f"{filters.tab}, {count} ligne{'s' if count > 1 else ''}"
    log_opening(user=request.user, subject=f"export {kind} des prêts", reference=said)


def _file(pieces: Iterable[str] | Iterable[bytes], name: str, kind: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
