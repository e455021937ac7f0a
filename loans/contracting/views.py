"""From a decision to a loan, and its end before any money left."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from harmonie.accounts.access import requires
from harmonie.money import euros
from harmonie.registry.once import posts_once

from .. import actions
from ..clicks import attempt, done, saves, status_of
from ..queries import terms_for
from ..scope import grant_or_404, loan_or_404
from . import pages
from .forms import CancelForm, OpeningForm

FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def open_loan(request: HttpRequest, number: str) -> HttpResponse:
    """Chooses the due dates and the rounding (the page shows the schedule they make), then opens the loan."""
    decision, now = grant_or_404(request, number), timezone.now()
    today = timezone.localdate(now)
    terms = terms_for(decision)
    form = OpeningForm(pages.asked(request, terms, today), today=today, rounding=terms.rounding)
    if saves(request) and form.is_valid():
        loan = attempt(
            form,
            lambda: actions.open_loan(decision=decision, by=request.user, now=now, **form.chosen()),
        )
        if loan:
            messages.success(request, f"Prêt {loan.reference} ouvert. Émettez le contrat, puis faites-le signer.")
            return redirect("loans:detail", loan.reference)
    return render(request, "loans/open.html", pages.opening(decision, terms, form, today), status=status_of(form))


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def lapse(request: HttpRequest, number: str) -> HttpResponse:
    """A grant that will not become a loan gives its money back."""
    decision = grant_or_404(request, number)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if done(
            form, lambda: actions.lapse_grant(decision=decision, reason=reason, by=request.user, now=timezone.now())
        ):
            messages.success(request, f"{euros(decision.amount)} sont revenus à l’enveloppe.")
            return redirect("loans:list")
    return render(request, "loans/lapse.html", {"form": form, "decision": decision}, status=status_of(form))


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    loan = loan_or_404(request, reference)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if done(form, lambda: actions.cancel_loan(loan=loan, reason=reason, by=request.user, now=timezone.now())):
            messages.success(request, f"Prêt annulé. {euros(loan.principal)} sont revenus à l’enveloppe.")
            return redirect("loans:detail", loan.reference)
    return render(request, "loans/cancel.html", {"form": form, "loan": loan}, status=status_of(form))
