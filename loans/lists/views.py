"""The lists."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from harmonie.accounts.access import requires
from harmonie.paging import page_of

from .. import queries
from ..enums import ARCHIVES, Tab
from . import pages


@requires("loans.view_loan")
@require_safe
def loan_list(request: HttpRequest) -> HttpResponse:
    tab, today = queries.tab_of(request.GET.get("liste")), timezone.localdate()
    if tab is None:
        raise Http404
    text = request.GET.get("q", "").strip().replace("\0", "")[:80]
    if tab == Tab.TO_CONTRACT:
        rows = queries.search_grants(queries.grants_to_contract(request.user), text)
    else:
        rows = queries.search_loans(queries.loans_in(tab, request.user, today), text)
    page = page_of(rows, request, oldest_first=tab not in ARCHIVES)
    return render(request, "loans/list.html", pages.listing(request.user, tab, page, text, today))
