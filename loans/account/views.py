"""One loan's page, and what is recorded from it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.money import euros
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from .. import actions, queries, rules
from ..agreements import pages as agreements
from ..clicks import done, status_of
from ..contracting.forms import SignatureForm
from ..models import LedgerEntry, Loan
from ..scope import entry_or_404, loan_or_404
from . import pages
from .forms import DisbursementForm, RepaymentForm, ReversalForm

FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires("loans.view_loan")
@require_safe
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    loan = loan_or_404(request, reference)
    log_opening(user=request.user, subject="prêt", reference=loan.reference)
    return render(request, "loans/detail.html", pages.loan_page(loan, timezone.localdate()))


@requires("loans.keep_loan")
@require_POST
@posts_once
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    loan, now = loan_or_404(request, reference), timezone.now()
    form = SignatureForm(request.POST, request.FILES, loan=loan, today=timezone.localdate(now))
    return _recorded(
        request,
        "sign",
        loan,
        form,
        lambda data: actions.sign_loan(loan=loan, by=request.user, now=now, **data),
        agreements.signed_sentence,
    )


@requires("loans.keep_loan")
@require_POST
@posts_once
def disburse(request: HttpRequest, reference: str) -> HttpResponse:
    loan, now = loan_or_404(request, reference), timezone.now()
    form = DisbursementForm(request.POST, loan=loan, today=timezone.localdate(now))
    return _recorded(
        request,
        "disburse",
        loan,
        form,
        lambda data: actions.disburse(loan=loan, by=request.user, now=now, **data),
        lambda entry: f"{euros(entry.amount)} versés à {loan.payee_name}.",
    )


@requires("loans.keep_loan")
@require_POST
@posts_once
def repay(request: HttpRequest, reference: str) -> HttpResponse:
    loan, now = loan_or_404(request, reference), timezone.now()
    form = RepaymentForm(request.POST, account=queries.account_of(loan, timezone.localdate(now)))
    seen = request.POST.get("expected_sequence", "")
    return _recorded(
        request,
        "settle",
        loan,
        form,
        lambda data: actions.record_repayment(
            loan=loan,
            by=request.user,
            now=now,
            expected_sequence=int(seen) if seen.isdecimal() and len(seen) < 9 else -1,
            **data,
        ),
        lambda entry: _receipt_sentence(loan, entry),
    )


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def reverse_entry(request: HttpRequest, reference: str, sequence: int) -> HttpResponse:
    entry = entry_or_404(request, reference, sequence)
    form = ReversalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if done(form, lambda: actions.reverse_entry(entry=entry, why=why, by=request.user, now=timezone.now())):
            messages.success(request, f"{euros(entry.amount)} contre-passés. Les deux écritures restent lisibles.")
            return redirect("loans:detail", reference)
    return render(request, "loans/reverse.html", {"form": form, "entry": entry}, status=status_of(form))


def _recorded(
    request: HttpRequest,
    action: str,
    loan: Loan,
    form: BaseForm,
    act: Callable[[dict[str, Any]], Any],
    say: Callable[[Any], str],
) -> HttpResponse:
    """Carries out what the sheet of the loan's page asks; shows the page again, as typed, when it cannot be done.

    `action` is the key of TRANSITIONS that the loan must be ready for.
    """
    if refusal := rules.why_not(action, loan):
        page = pages.loan_page(loan, timezone.localdate(), refusal=refusal)
        return render(request, "loans/detail.html", page, status=409)
    if form.is_valid():
        result: list[Any] = []
        if done(form, lambda: result.append(act(form.cleaned_data))):
            messages.success(request, say(result[0]))
            return redirect("loans:detail", loan.reference)
        loan = loan_or_404(request, loan.reference)
    page = pages.loan_page(loan, timezone.localdate(), form)
    return render(request, "loans/detail.html", page, status=status_of(form))


def _receipt_sentence(loan: Loan, entry: LedgerEntry) -> str:
    owed = actions.outstanding(loan)
    then = f"Reste dû\u00a0: {euros(owed)}." if owed else "Le prêt est soldé."
    return f"{euros(entry.amount)} enregistrés. {then}"
