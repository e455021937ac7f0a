"""Envelopes opened, raised or lowered, carried over, filled again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from harmonie.accounts.access import person, requires
from harmonie.money import short_euros
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once
from harmonie.schemes import actions
from harmonie.schemes.models import BudgetEnvelope, Scheme

from .forms import EnvelopeForm, SupplementForm
from .refilling import refill_from_repayments
from .views import envelope_of

WRITE = "accounts.manage_settings"


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def open_envelope(request: HttpRequest, code: str) -> HttpResponse:
    scheme = get_object_or_404(Scheme, code=code)
    if request.method != "POST":
        return _opening(request, scheme, EnvelopeForm(initial={"year": _next_year(scheme)}))
    form = EnvelopeForm(request.POST)
    if not form.is_valid():
        return _opening(request, scheme, form, 422)
    try:
        opened = actions.open_envelope(scheme=scheme, by=person(request), now=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        form.add_error("year", str(refusal))
        return _opening(request, scheme, form, 422)
    messages.success(
        request, f"L’enveloppe {opened.year} de {scheme.name} est ouverte\u00a0: {short_euros(opened.allocated)}."
    )
    return redirect("envelope", scheme.code, opened.year)


def _next_year(scheme: Scheme) -> int:
    """This year, or the first one after the envelopes that are open already."""
    this_year = timezone.localdate().year
    taken = set(scheme.envelopes.filter(year__gte=this_year).values_list("year", flat=True))
    return next(year for year in range(this_year, this_year + len(taken) + 1) if year not in taken)


def _opening(request: HttpRequest, scheme: Scheme, form: EnvelopeForm, status: int = 200) -> HttpResponse:
    year = _next_year(scheme)
    former = scheme.envelopes.filter(year=year - 1).first()
    context = {"scheme": scheme, "form": form, "year": year, "former": former, "today": timezone.localdate()}
    return render(request, "reporting/envelopes/open.html", context, status=status)


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def vote_supplement(request: HttpRequest, code: str, year: int) -> HttpResponse:
    envelope = envelope_of(code, year)
    form = SupplementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            vote = actions.vote_supplement(
                envelope=envelope, by=person(request), now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("amount", str(refusal))
        else:
            did = "ajoutés à" if vote.amount > 0 else "retirés de"
            messages.success(request, f"{short_euros(abs(vote.amount))} {did} l’enveloppe {year}.")
            return redirect("envelope", code, year)
    status = 422 if request.method == "POST" else 200
    return render(request, "reporting/envelopes/vote.html", {"envelope": envelope, "form": form}, status=status)


@requires(WRITE)
@require_POST
@posts_once
def carry_over(request: HttpRequest, code: str, year: int) -> HttpResponse:
    def done(envelope: BudgetEnvelope, **by: Any) -> str:
        vote = actions.carry_over(envelope=envelope, **by)
        return f"{short_euros(vote.amount)} disponibles en {year - 1} sont reportés sur {year}."

    return _answer(request, code, year, done)


@requires(WRITE)
@require_POST
@posts_once
def refill_envelope(request: HttpRequest, code: str, year: int) -> HttpResponse:
    def done(envelope: BudgetEnvelope, **by: Any) -> str:
        vote = refill_from_repayments(envelope=envelope, **by)
        if vote is None:
            return "Tous les remboursements de l’exercice sont déjà revenus à l’enveloppe."
        return f"{short_euros(vote.amount)} de remboursements reviennent à l’enveloppe."

    return _answer(request, code, year, done)


def _answer(request: HttpRequest, code: str, year: int, done: Any) -> HttpResponse:
    envelope = envelope_of(code, year)
    try:
        messages.success(request, done(envelope, by=person(request), now=timezone.now()))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("envelope", code, year)
