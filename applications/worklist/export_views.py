"""The list as a file. Who may read it may take it along, and the journal says who did."""

from collections.abc import Iterable
from datetime import datetime

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from harmonie.accounts.access import requires
from harmonie.accounts.roles import Role
from harmonie.registry.actions import log_opening
from harmonie.spreadsheets import csv_lines, xlsx_chunks

from ..models import LoanApplicationQuerySet
from ..queries import listed_for
from .export import HEADINGS, exported
from .filters import Filters, found, placed

VIEW = "applications.view_loanapplication"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(VIEW)
@require_safe
def export_csv(request: HttpRequest) -> StreamingHttpResponse:
    now = timezone.now()
    filters, requests = _asked(request, "CSV", now)
    lines = csv_lines(HEADINGS, exported(requests, filters))
    return _file(lines, f"{_name(filters, now)}.csv", "text/csv; charset=utf-8")


@requires(VIEW)
@require_safe
def export_xlsx(request: HttpRequest) -> StreamingHttpResponse:
    now = timezone.now()
    filters, requests = _asked(request, "XLSX", now)
    pieces = xlsx_chunks("Demandes", HEADINGS, exported(requests, filters))
    return _file(pieces, f"{_name(filters, now)}.xlsx", XLSX)


def _file(pieces: Iterable[str] | Iterable[bytes], name: str, kind: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked(request: HttpRequest, kind: str, now: datetime) -> tuple[Filters, LoanApplicationQuerySet]:
    """What the address asks to export, noted in the journal: partners have no export."""
    if request.user.holds(Role.PARTNER):
        raise Http404
    filters = Filters.read(request.GET, request.user)
    requests = found(listed_for(request.user), filters, request.user, now)
    count = requests.order_by().count()
    said = f"{filters.listing.key}, {count} dossier{'s' if count > 1 else ''}"
    log_opening(user=request.user, subject=f"export {kind} des demandes", reference=said)
    return filters, placed(requests, filters)


def _name(filters: Filters, now: datetime) -> str:
    return f"demandes-{filters.listing.key}-{timezone.localdate(now):%Y%m%d}"
