"""One loan's page, and what is recorded from it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

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
from ..clicks import attempt, done, status_of
from ..contracting.forms import SignatureForm
from ..enums import EntryKind, LoanState
from ..models import LedgerEntry, Loan, PostingRequest
from ..scope import entry_or_404, loan_or_404
from . import pages
from .forms import DisbursementForm, RefundForm, RepaymentForm, ReversalForm

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
@FORM_OR_POST
@posts_once
def disburse(request: HttpRequest, reference: str) -> HttpResponse:
    """From the sheet of a loan to pay out; a later part has a page of its own."""
    loan, now = loan_or_404(request, reference), timezone.now()
    account = queries.account_of(loan, timezone.localdate(now))
    form = DisbursementForm(request.POST or None, loan=loan, account=account)
    if request.method == "POST" and loan.state == LoanState.SIGNED:
        return _recorded(request, "disburse", loan, form, lambda data: _entered(request, loan, now, data), _paid_out)
    whole = "" if account.disbursed < loan.principal else f"Le prêt {loan.reference} est déjà versé en entier."
    return _entry_page(request, loan, form, OUT, rules.why_not("disburse", loan) or whole)


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def refund(request: HttpRequest, reference: str) -> HttpResponse:
    loan = loan_or_404(request, reference)
    account = queries.account_of(loan, timezone.localdate())
    nothing = "" if account.surplus else "Il n’y a rien à rendre sur ce prêt."
    return _entry_page(request, loan, RefundForm(request.POST or None, account=account), BACK, nothing)


@requires("loans.keep_loan")
@require_POST
@posts_once
def repay(request: HttpRequest, reference: str) -> HttpResponse:
    loan, now = loan_or_404(request, reference), timezone.now()
    form = RepaymentForm(request.POST, account=queries.account_of(loan, timezone.localdate(now)))
    return _recorded(
        request,
        "settle",
        loan,
        form,
        lambda data: actions.record_repayment(
            loan=loan,
            by=request.user,
            now=now,
            expected_sequence=_seen(request),
            **data,
        ),
        lambda entry: _receipt_sentence(loan, entry),
    )


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def reverse_entry(request: HttpRequest, reference: str, sequence: int) -> HttpResponse:
    entry = entry_or_404(request, reference, sequence)
    form, now = ReversalForm(request.POST or None), timezone.now()
    if request.method == "POST" and form.is_valid():
        facts = {"kind": EntryKind.REVERSAL, "amount": entry.amount, "value_on": timezone.localdate(now)}
        facts |= {"note": form.cleaned_data["why"], "reverses": entry}
        result = attempt(form, lambda: actions.enter(loan=entry.loan, by=request.user, now=now, **facts))
        if result is not None:
            messages.success(request, _reversed(result))
            return redirect("loans:detail", reference)
    is_checked = actions.needs_second_person(EntryKind.REVERSAL, timezone.localdate(now))
    page = {"form": form, "entry": entry, "is_checked": is_checked}
    return render(request, "loans/reverse.html", page, status=status_of(form))


class Entering(NamedTuple):
    """A page that posts one kind of entry: its kind, its heading, what its button says, what it said then."""

    kind: EntryKind
    heading: str
    button: str
    said: str


OUT = Entering(EntryKind.DISBURSEMENT, "Verser la suite du prêt", "Enregistrer le versement", "versés")
BACK = Entering(EntryKind.REFUND, "Rendre un trop-perçu", "Enregistrer la restitution", "rendus")


def _entry_page(request: HttpRequest, loan: Loan, form: BaseForm, what: Entering, why_not: str) -> HttpResponse:
    now = timezone.now()
    if why_not and request.method == "POST":
        form.add_error(None, why_not)
        form.is_refused = True  # type: ignore[attr-defined]
    elif why_not:
        messages.info(request, why_not)
        return redirect("loans:detail", loan.reference)
    elif request.method == "POST" and form.is_valid():
        result = attempt(form, lambda: _entered(request, loan, now, form.cleaned_data, what.kind))
        if result is not None:
            messages.success(request, _waits(result) or f"{euros(result.amount)} {what.said}.")
            return redirect("loans:detail", loan.reference)
    page = {
        "loan": loan,
        "form": form,
        "what": what,
        "seen": queries.last_sequence(loan),
        "is_checked": actions.needs_second_person(what.kind, timezone.localdate(now)),
    }
    return render(request, "loans/account/entry.html", page, status=status_of(form))


def _entered(
    request: HttpRequest, loan: Loan, now: datetime, data: dict[str, Any], kind: EntryKind = EntryKind.DISBURSEMENT
) -> LedgerEntry | PostingRequest:
    return actions.enter(loan=loan, kind=kind, by=request.user, now=now, expected_sequence=_seen(request), **data)


def _seen(request: HttpRequest) -> int:
    """The last entry on the page that was read; what is no number was no page of ours."""
    seen = request.POST.get("expected_sequence", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else -1


def _waits(result: LedgerEntry | PostingRequest) -> str:
    if isinstance(result, LedgerEntry):
        return ""
    return "Saisie enregistrée. Elle sera au compte quand une autre personne l’aura contrôlée."


def _paid_out(result: LedgerEntry | PostingRequest) -> str:
    return _waits(result) or f"{euros(result.amount)} versés à {result.loan.payee_name}."


def _reversed(result: LedgerEntry | PostingRequest) -> str:
    return _waits(result) or f"{euros(result.amount)} contre-passés. Les deux écritures restent lisibles."


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
