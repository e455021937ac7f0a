"""What is left to recover: on screen a page at a time, as a file whole."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from harmonie.accounts.access import requires
from harmonie.documents.pdf import render_pdf
from harmonie.documents.responses import fresh_pdf_response
from harmonie.paging import page_of
from harmonie.registry.actions import log_opening

from .. import files, tabs
from . import queries, tables
from .forms import AsOfForm
from .queries import AsOf

TEMPLATE = "pdf/receivables.html"
PRINTED = 1000  # loans; the sheets of a longer list are left to the spreadsheet


@requires("loans.view_loan")
@require_safe
def receivables(request: HttpRequest) -> HttpResponse:
    form, as_of = _asked(request)
    if as_of is None:
        context = {"tabs": tabs.tabs("loans:receivables"), "form": form, "as_of": None}
        return render(request, "loans/books/receivables.html", context, status=422)
    loans = queries.receivables(request.user, as_of)
    page = page_of(loans, request, oldest_first=True)
    totals = queries.totals_of(loans, as_of)
    context = {
        "tabs": tabs.tabs("loans:receivables"),
        "form": form,
        "as_of": as_of,
        "query": _words(as_of),
        "page": page,
        "lines": queries.lines_of(page.rows, as_of),
        "totals": totals,
        "is_printed": totals.count <= PRINTED,
    }
    return render(request, "loans/books/receivables.html", context)


def _asked(request: HttpRequest) -> tuple[AsOfForm, AsOf | None]:
    """The day that the address asks for, today without one."""
    today = timezone.localdate()
    form = AsOfForm(request.GET if "au" in request.GET else {"au": f"{today:%d/%m/%Y}"}, today=today)
    if not form.is_valid():
        return form, None
    return form, AsOf(form.cleaned_data["au"], form.cleaned_data["connu"])


def _day_of_file(request: HttpRequest) -> AsOf:
    """The page links to days that can be; a file of another day than the one asked would deceive."""
    as_of = _asked(request)[1]
    if as_of is None:
        raise Http404
    return as_of


def _words(as_of: AsOf) -> str:
    return urlencode({"au": as_of.day.isoformat()} | ({"connu": "on"} if as_of.is_as_known else {}))


@requires("loans.view_loan")
@require_safe
def receivables_csv(request: HttpRequest) -> StreamingHttpResponse:
    return files.csv_file(request, _table(request))


@requires("loans.view_loan")
@require_safe
def receivables_xlsx(request: HttpRequest) -> StreamingHttpResponse:
    return files.xlsx_file(request, _table(request))


def _table(request: HttpRequest) -> files.Table:
    as_of = _day_of_file(request)
    return tables.table_of(queries.all_lines(queries.receivables(request.user, as_of), as_of), as_of)


@requires("loans.view_loan")
@require_safe
def receivables_pdf(request: HttpRequest) -> HttpResponse:
    """The list as it stands now, for the public accountant; nothing is frozen, it can be asked for again."""
    as_of = _day_of_file(request)
    loans = queries.receivables(request.user, as_of)
    totals = queries.totals_of(loans, as_of)
    name = f"restes-a-recouvrer-{as_of.day:%Y-%m-%d}"
    log_opening(user=request.user, subject="export PDF de la comptabilité", reference=name)
    lines = queries.all_lines(loans, as_of) if totals.count <= PRINTED else ()
    facts = {"as_of": as_of, "totals": totals, "lines": list(lines), "issued_at": timezone.now()}
    return fresh_pdf_response(render_pdf(TEMPLATE, facts), name)
