"""The bilan on screen, its credits for a spreadsheet, and the cases behind each figure."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from harmonie.accounts.access import person, requires
from harmonie.paging import page_of

from ..models import reads_small_numbers
from ..publishing.exports import credits_csv
from . import pages
from .case_lines import lines, scoped
from .figures import bilan
from .forms import PeriodForm, address, initial
from .indicators import cases
from .words import narrowed_to, span


@requires("accounts.view_report")
@require_safe
def bilan_page(request: HttpRequest) -> HttpResponse:
    form = PeriodForm(request.GET, today=timezone.localdate())
    if not form.is_valid():
        return render(request, "reporting/bilan/page.html", {"form": form}, status=422)
    question = form.period()
    form = PeriodForm(initial=initial(question), today=form.today)
    return render(request, "reporting/bilan/page.html", {"form": form, **pages.context(request, bilan(question))})


@requires("accounts.view_report")
@require_safe
def bilan_csv(request: HttpRequest) -> HttpResponse:
    """Credit by credit: it leaves the page as a file, so it is for those of the house alone."""
    if not reads_small_numbers(person(request)):
        raise Http404
    form = PeriodForm(request.GET, today=timezone.localdate())
    if not form.is_valid():
        return HttpResponseBadRequest("Choisissez une période valable sur la page du bilan.")
    question = form.period()
    name = f"credits-{question.start:%Y%m%d}-{question.end:%Y%m%d}.csv"
    response = HttpResponse(credits_csv(question), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires("accounts.view_report")
@require_safe
def cases_page(request: HttpRequest, key: str) -> HttpResponse:
    """The cases behind one figure, for those who may open such cases; of these, the ones they may open."""
    form = PeriodForm(request.GET, today=timezone.localdate())
    if not form.is_valid():
        raise Http404
    question, user = form.period(), person(request)
    found = cases(question, key)
    if found is None or not user.has_perm(found.kind):
        raise Http404
    rows = scoped(found, user)
    page = page_of(rows, request)
    context = {
        "title": found.title,
        "span": span(question),
        "narrowed": narrowed_to(question),
        "question": question,
        "back": f"{reverse('bilan')}?{address(question)}",
        "count": rows.order_by().count(),
        "page": page._replace(rows=lines(found, page.rows)),
    }
    return render(request, "reporting/bilan/cases.html", context)
