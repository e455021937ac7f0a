"""Debt relief, write-off, and what comes in after all."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from harmonie.accounts.access import requires
from harmonie.money import euros
from harmonie.registry.once import posts_once

from .. import actions
from ..clicks import attempt, status_of
from ..enums import EntryKind, LoanState
from ..models import Loan, PostingRequest
from ..queries import Account, account_of
from ..rules import can, why_not
from ..scope import loan_or_404
from .forms import GivenUpForm, RecoveryForm, ReliefForm

FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
ASKED = "Saisie enregistrée\u00a0: une autre personne la contrôle avant qu’elle ne compte."


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def relieve(request: HttpRequest, reference: str) -> HttpResponse:
    """Remise gracieuse, of a part or of everything that is owed."""
    loan = loan_or_404(request, reference)
    return _given_up(request, loan, ReliefForm, EntryKind.RELIEF, lambda form, account: form.cleaned_data["amount"])


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def write_off(request: HttpRequest, reference: str) -> HttpResponse:
    """Admission en non-valeur of everything that is owed."""
    loan = loan_or_404(request, reference)
    return _given_up(request, loan, GivenUpForm, EntryKind.WRITE_OFF, lambda form, account: account.outstanding)


def _given_up(
    request: HttpRequest,
    loan: Loan,
    form_class: type[GivenUpForm],
    kind: EntryKind,
    amount_of: Callable[[Any, Account], Any],
) -> HttpResponse:
    now, action = timezone.now(), "waive" if kind == EntryKind.RELIEF else "write_off"
    template = f"loans/changes/{kind}.html"
    account = account_of(loan, timezone.localdate(now))
    if not can(action, loan):
        return _too_late(request, loan, why_not(action, loan))
    form = form_class(request.POST if request.method == "POST" else None, loan=loan, account=account)
    if request.method == "POST" and form.is_valid():
        amount = amount_of(form, account)
        entry = attempt(
            form,
            lambda: actions.enter(loan=loan, kind=kind, amount=amount, by=request.user, now=now, **form.facts()),
        )
        if entry:
            asked = isinstance(entry, PostingRequest)
            said = f"{euros(entry.amount)}\u00a0: {kind.label} enregistrée."
            messages.success(request, ASKED if asked else said)
            return redirect("loans:detail", loan.reference)
    return _page(request, template, loan, account, form)


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def recover(request: HttpRequest, reference: str) -> HttpResponse:
    """Money that came in for a loan that was written off."""
    loan, now = loan_or_404(request, reference), timezone.now()
    account = account_of(loan, timezone.localdate(now))
    if loan.state != LoanState.WRITTEN_OFF or not account.lost:
        return _too_late(request, loan, "Rien n’est à recouvrer sur ce prêt\u00a0: aucune somme n’est en non-valeur.")
    form = RecoveryForm(request.POST if request.method == "POST" else None, loan=loan, account=account)
    if request.method == "POST" and form.is_valid():
        entry = attempt(form, lambda: actions.recover(loan=loan, by=request.user, now=now, **form.cleaned_data))
        if entry:
            messages.success(request, f"{euros(entry.amount)} recouvrés.")
            return redirect("loans:detail", loan.reference)
    return _page(request, "loans/changes/recovery.html", loan, account, form)


def _page(request: HttpRequest, template: str, loan: Loan, account: Account, form: BaseForm) -> HttpResponse:
    page = {"loan": loan, "account": account, "form": form}
    return render(request, template, page, status=status_of(form))


def _too_late(request: HttpRequest, loan: Loan, sentence: str) -> HttpResponse:
    if request.method != "POST":
        messages.warning(request, sentence)
        return redirect("loans:detail", loan.reference)
    return render(request, "loans/changes/too_late.html", {"loan": loan, "sentence": sentence}, status=409)
