"""The papers of a list, as one file: of the rows ticked, or of all that the filters keep, however many."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from harmonie.accounts.access import requires
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from .. import queries
from ..clicks import attempt, status_of
from ..printing.actions import ask_batch
from ..printing.forms import BOTH
from .batches import PRINTS, selected
from .choices import choices, filters_on
from .filters import Filters
from .forms import SidesForm


@requires("loans.keep_loan")
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def print_list(request: HttpRequest, papers: str) -> HttpResponse:
    """Says how many papers there will be, then leaves them to the task queue."""
    kind, tabs, title = PRINTS.get(papers, (None, (), ""))
    tab, now = queries.tab_of(request.GET.get("liste")), timezone.now()
    if kind is None or tab is None or tab not in tabs:
        raise Http404
    filters = Filters.read(request.GET, tab)
    back = f"{reverse('loans:list')}?{filters.query()}"
    try:
        loans = selected(request.GET, filters, request.user, timezone.localdate(now))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(back)
    form = SidesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = {"kind": kind, "loans": loans, "label": _label(kind.label, filters), "by": request.user, "now": now}
        if batch := attempt(form, lambda: ask_batch(**asked, both_sides=form.cleaned_data["sides"] == BOTH)):
            return redirect("loans:print_batch", batch.pk)
    page = {"title": title, "form": form, "count": loans.order_by().count(), "tab": tab, "back": back}
    return render(request, "loans/lists/print.html", page, status=status_of(form))


def _label(papers: str, filters: Filters) -> str:
    said = [one.label for one in filters_on(filters, choices())]
    return ", ".join([f"{papers.capitalize()}, prêts «\u202f{filters.tab.label.lower()}\u202f»", *said])
