"""An old portfolio: the template, the dry run, the takeover."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once
from harmonie.spreadsheets import csv_lines

from ..clicks import attempt, status_of
from ..models import PortfolioImport
from . import actions, pages, tasks
from .forms import PortfolioForm
from .template import template

PERMISSION = "loans.take_over_portfolio"
IN_REQUEST = 50  # loans; more are taken over by the task queue
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(PERMISSION)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def takeover(request: HttpRequest) -> HttpResponse:
    """The template, the file to check, and what was checked before."""
    form = PortfolioForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, content = form.cleaned_data["file"]
        total = form.cleaned_data["control_total"]
        done = attempt(
            form,
            lambda: actions.check_portfolio(
                name=name, content=content, control_total=total, by=request.user, now=timezone.now()
            ),
        )
        if done:
            return redirect("loans:takeover_check", done[0].pk)
    page = {"form": form, "imports": pages.former_imports()}
    return render(request, "loans/takeover/upload.html", page, status=status_of(form))


@requires(PERMISSION)
@require_safe
def takeover_template(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        template(),
        content_type=XLSX,
        headers={"Content-Disposition": 'attachment; filename="reprise-de-prets.xlsx"'},
    )


@requires(PERMISSION)
@require_safe
def takeover_check(request: HttpRequest, pk: int) -> HttpResponse:
    """What the dry run found, or what became of the takeover."""
    portfolio = get_object_or_404(PortfolioImport.objects.defer("content"), pk=pk)
    log_opening(user=request.user, subject="reprise de portefeuille", reference=str(portfolio.pk))
    return render(request, "loans/takeover/checked.html", pages.checked(portfolio, request.user, timezone.now()))


@requires(PERMISSION)
@require_safe
def takeover_mistakes(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Every mistake, as a file to correct the other one by."""
    portfolio = get_object_or_404(PortfolioImport.objects.defer("content"), pk=pk)
    rows = ((line or "", column, say) for line, column, say in portfolio.errors)
    response = StreamingHttpResponse(
        csv_lines(("ligne", "colonne", "à corriger"), rows), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="reprise-{portfolio.pk}-a-corriger.csv"'
    return response


@requires(PERMISSION)
@require_POST
@posts_once
def takeover_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes every loan over, or none."""
    portfolio = get_object_or_404(PortfolioImport.objects.defer("content"), pk=pk)
    now = timezone.now()
    try:
        if portfolio.rows > IN_REQUEST:
            actions.start_takeover(portfolio=portfolio, by=request.user, now=now)
            transaction.on_commit(lambda: tasks.take_over.enqueue(portfolio.pk, request.user.pk))
        else:
            loans = actions.take_over_portfolio(portfolio=portfolio, by=request.user, now=now)
            messages.success(request, _said(len(loans)))
    except Refusal as refusal:
        if isinstance(refusal, actions.NotReady):
            portfolio.errors = [list(mistake) for mistake in refusal.mistakes]
        messages.error(request, str(refusal))
        return render(request, "loans/takeover/checked.html", pages.checked(portfolio, request.user, now), status=409)
    return redirect("loans:takeover_check", portfolio.pk)


def _said(count: int) -> str:
    taken = "Le prêt est repris." if count == 1 else f"{count} prêts sont repris."
    return f"{taken} Les échéances et les retards sont suivis ici."
