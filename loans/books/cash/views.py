"""The journal of the cash office, and closing its months."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.calendar import add_months
from harmonie.dates import month_and_year
from harmonie.documents.responses import pdf_response
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ...clicks import done, status_of
from ...models import ClosedMonth
from .. import files, tabs
from ..movements import is_readable_whole
from . import actions, queries, tables
from .forms import CloseForm, month_of


@requires("loans.view_loan")
@require_safe
def cash_journal(request: HttpRequest) -> HttpResponse:
    """One month of receipts; this month's unless the address names another."""
    asked = request.GET.get("mois")
    month = month_of(asked) if asked else timezone.localdate().replace(day=1)
    if month is None:
        raise Http404
    return render(request, "loans/books/cash.html", _page(request, month))


def _page(request: HttpRequest, month: date, form: CloseForm | None = None) -> dict[str, Any]:
    today = timezone.localdate()
    journal, closed = queries.journal_of(month, request.user), queries.last_closed()
    is_closed = bool(closed and month <= closed.first_day)
    return {
        "tabs": tabs.tabs("loans:cash_journal"),
        "journal": journal,
        "is_closed": is_closed,
        "may_close": not is_closed and request.user.has_perm("loans.close_month") and journal.is_whole,
        "is_next": month == queries.month_to_close(today) or (closed is None and month < today.replace(day=1)),
        "is_first": closed is None,
        "is_over": journal.last_day < today,
        "to_close": queries.month_to_close(today),
        "previous": add_months(month, -1),
        "following": queries.next_month(month),
        "this_month": today.replace(day=1),
        "closed_months": queries.closed_months()[:24],
        "form": form or CloseForm(),
    }


@requires("loans.close_month")
@require_POST
@posts_once
def close_month(request: HttpRequest, month: str) -> HttpResponse:
    first_day = month_of(month)
    if first_day is None:
        raise Http404
    form = CloseForm(request.POST)
    if form.is_valid() and done(
        form,
        lambda: actions.close_month(month=first_day, by=request.user, now=timezone.now(), **form.cleaned_data),
    ):
        messages.success(request, f"{month_and_year(first_day).capitalize()} est clos. Son état mensuel est prêt.")
        return redirect(f"{reverse('loans:cash_journal')}?mois={first_day:%Y-%m}")
    return render(request, "loans/books/cash.html", _page(request, first_day, form), status=status_of(form))


@requires("loans.view_loan")
@require_safe
def month_statement(request: HttpRequest, month: str) -> HttpResponse:
    """The frozen statement, for who may read every loan in it."""
    closed = get_object_or_404(ClosedMonth.objects.select_related("document"), first_day=month_of(month))
    if closed.document is None or not is_readable_whole(queries.entries_of(closed.first_day), request.user):
        raise Http404
    log_opening(user=request.user, subject="état mensuel de régie", reference=closed.document.reference)
    return pdf_response(closed.document)


@requires("loans.view_loan")
@require_safe
def cash_csv(request: HttpRequest, month: str) -> StreamingHttpResponse:
    return files.csv_file(request, _table(request, month))


@requires("loans.view_loan")
@require_safe
def cash_xlsx(request: HttpRequest, month: str) -> StreamingHttpResponse:
    return files.xlsx_file(request, _table(request, month))


def _table(request: HttpRequest, month: str) -> files.Table:
    first_day = month_of(month)
    if first_day is None:
        raise Http404
    return tables.table_of(queries.journal_of(first_day, request.user))
