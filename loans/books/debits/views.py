"""Direct debits: a loan's mandate, the file of a day, what the bank collected."""

from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.money import euros
from harmonie.orders import as_amount
from harmonie.paging import page_of
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ...clicks import done, status_of
from ...models import DebitRun, MoneyRules
from ...scope import loan_or_404
from . import actions, pages, queries
from .forms import CollectForm, MandateForm

FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
XML = "application/xml"


@requires("loans.view_loan")
@require_safe
def debits(request: HttpRequest) -> HttpResponse:
    """What may be collected on a day, and the files made so far."""
    today = timezone.localdate()
    day = queries.usual_day(today)
    form = CollectForm(request.GET if "le" in request.GET else {"le": f"{day:%d/%m/%Y}"}, today=today)
    return _debits(request, form)


def _debits(request: HttpRequest, form: CollectForm, refusal: str = "") -> HttpResponse:
    now = timezone.now()
    today, found = timezone.localdate(now), None
    if form.is_valid() and MoneyRules.objects.in_force(today).collects_by_debit:
        found = queries.proposal(request.user, form.cleaned_data["le"])
        try:
            actions.check_day(found.collect_on, found.lead, now=now)
        except Refusal as refused:
            form.add_error("le", str(refused))
            found = None
    page = page_of(queries.with_counts(queries.runs_for(request.user)), request)
    context = pages.debits(request.user, page, today, form, found, refusal)
    return render(request, "loans/books/debits.html", context, status=409 if refusal else status_of(form))


@requires("loans.keep_loan")
@require_POST
@posts_once
def make_run(request: HttpRequest) -> HttpResponse:
    form = CollectForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return _debits(request, form)
    try:
        seen = as_amount(request.POST.get("total", ""))
    except (ValueError, InvalidOperation):
        seen = Decimal(0)
    try:
        run = actions.make_run(
            collect_on=form.cleaned_data["le"], expected_total=seen, by=request.user, now=timezone.now()
        )
    except Refusal as refused:
        return _debits(request, form, str(refused))
    messages.success(request, f"Fichier prêt\u00a0: {euros(run.total)}. Déposez-le à la banque, puis revenez ici.")
    return redirect("loans:debit_run", run.pk)


@requires("loans.view_loan")
@require_safe
def run(request: HttpRequest, key: int) -> HttpResponse:
    found = _run_or_404(request, key)
    return render(request, "loans/books/debit_run.html", pages.run(found, timezone.localdate()))


def _run_or_404(request: HttpRequest, key: int, runs: QuerySet[DebitRun] | None = None) -> DebitRun:
    return get_object_or_404(queries.runs_for(request.user) if runs is None else runs, pk=key)


@requires("loans.keep_loan")
@require_safe
def run_file(request: HttpRequest, key: int) -> HttpResponse:
    """The file as it was made, byte for byte."""
    found = _run_or_404(request, key, queries.runs_for(request.user).defer(None))
    name = f"prelevements-{found.collect_on:%Y-%m-%d}"
    log_opening(user=request.user, subject="fichier de prélèvements", reference=name)
    response = HttpResponse(bytes(found.content), content_type=XML)
    response["Content-Disposition"] = f'attachment; filename="{name}.xml"'
    response["Cache-Control"] = "private, no-store"
    return response


@requires("loans.keep_loan")
@require_POST
@posts_once
def record_outcomes(request: HttpRequest, key: int) -> HttpResponse:
    found, now = _run_or_404(request, key), timezone.now()
    typed = request.POST.getlist("encaisse")
    ticked = [int(text) if text.isdecimal() and len(text) < 19 else 0 for text in typed]
    try:
        count = actions.record_outcomes(run=found, collected=ticked, by=request.user, now=now)
    except Refusal as refused:
        context = pages.run(found, timezone.localdate(now), str(refused))
        return render(request, "loans/books/debit_run.html", context, status=409)
    messages.success(request, f"{count} prélèvement{'s' if count > 1 else ''} au compte des prêts.")
    return redirect("loans:debit_run", found.pk)


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def mandate(request: HttpRequest, reference: str) -> HttpResponse:
    loan, now = loan_or_404(request, reference), timezone.now()
    today = timezone.localdate(now)
    form = MandateForm(request.POST or None, loan=loan, today=today)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: actions.sign_mandate(loan=loan, by=request.user, now=now, **form.cleaned_data))
    ):
        messages.success(request, "Mandat de prélèvement enregistré.")
        return redirect("loans:detail", reference)
    context = {"loan": loan, "form": form} | pages.panel(loan, today) | {"debit_mandate": queries.live_mandate(loan)}
    return render(request, "loans/books/mandate.html", context, status=status_of(form))


@requires("loans.keep_loan")
@require_POST
@posts_once
def end_mandate(request: HttpRequest, reference: str) -> HttpResponse:
    loan, now = loan_or_404(request, reference), timezone.now()
    try:
        actions.end_mandate(loan=loan, by=request.user, now=now)
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Le mandat est révoqué\u00a0: rien ne sera plus prélevé sur ce prêt.")
    return redirect("loans:debit_mandate", reference)
