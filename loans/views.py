"""The finance desk: lists, one loan's page, and what is recorded from it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.money import euros
from harmonie.paging import page_of
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from . import actions, pages, queries, rules
from .enums import ARCHIVES, Tab
from .forms import CancelForm, DisbursementForm, FirstDueForm, RepaymentForm, ReversalForm, SignatureForm
from .models import LedgerEntry, Loan
from .schedule import ScheduleError
from .scope import entry_or_404, grant_or_404, loan_or_404

FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


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


# From a decision to a loan ----------------------------------------------------------------------


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def open_loan(request: HttpRequest, number: str) -> HttpResponse:
    """Chooses the first due date (GET shows the schedule it makes), then opens the loan."""
    decision, now = grant_or_404(request, number), timezone.now()
    today = timezone.localdate(now)
    form = FirstDueForm(pages.asked_first_due(request, today), today=today)
    if request.method == "POST" and form.is_valid():
        loan = _attempt(
            form,
            lambda: actions.open_loan(
                decision=decision, first_due_on=form.cleaned_data["premiere"], by=request.user, now=now
            ),
        )
        if loan:
            messages.success(request, f"Prêt {loan.reference} ouvert. Émettez le contrat, puis faites-le signer.")
            return redirect("loans:detail", loan.reference)
    return render(request, "loans/open.html", pages.opening(decision, form, today), status=_status(form))


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def lapse(request: HttpRequest, number: str) -> HttpResponse:
    """A grant that will not become a loan gives its money back."""
    decision = grant_or_404(request, number)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if _done(
            form, lambda: actions.lapse_grant(decision=decision, reason=reason, by=request.user, now=timezone.now())
        ):
            messages.success(request, f"{euros(decision.amount)} sont revenus à l’enveloppe.")
            return redirect("loans:list")
    return render(request, "loans/lapse.html", {"form": form, "decision": decision}, status=_status(form))


# One loan ---------------------------------------------------------------------------------------


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
    form = SignatureForm(request.POST, loan=loan, today=timezone.localdate(now))
    return _recorded(
        request,
        "sign",
        loan,
        form,
        lambda data: actions.sign_loan(loan=loan, by=request.user, now=now, **data),
        lambda _: "Signature enregistrée. Le prêt est à verser.",
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
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    loan = loan_or_404(request, reference)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if _done(form, lambda: actions.cancel_loan(loan=loan, reason=reason, by=request.user, now=timezone.now())):
            messages.success(request, f"Prêt annulé. {euros(loan.principal)} sont revenus à l’enveloppe.")
            return redirect("loans:detail", loan.reference)
    return render(request, "loans/cancel.html", {"form": form, "loan": loan}, status=_status(form))


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def reverse_entry(request: HttpRequest, reference: str, sequence: int) -> HttpResponse:
    entry = entry_or_404(request, reference, sequence)
    form = ReversalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if _done(form, lambda: actions.reverse_entry(entry=entry, why=why, by=request.user, now=timezone.now())):
            messages.success(request, f"{euros(entry.amount)} contre-passés. Les deux écritures restent lisibles.")
            return redirect("loans:detail", reference)
    return render(request, "loans/reverse.html", {"form": form, "entry": entry}, status=_status(form))


# What they share --------------------------------------------------------------------------------


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
        if _done(form, lambda: result.append(act(form.cleaned_data))):
            messages.success(request, say(result[0]))
            return redirect("loans:detail", loan.reference)
        loan = loan_or_404(request, loan.reference)
    page = pages.loan_page(loan, timezone.localdate(), form)
    return render(request, "loans/detail.html", page, status=_status(form))


def _attempt(form: BaseForm, act: Callable[[], Any]) -> Any:
    """The action's result, or None with its refusal written on the form."""
    try:
        return act()
    except (Refusal, ScheduleError) as refusal:
        form.add_error(None, str(refusal))
        form.is_refused = True  # type: ignore[attr-defined]
        return None


def _done(form: BaseForm, act: Callable[[], Any]) -> bool:
    _attempt(form, act)
    return not form.errors


def _status(form: BaseForm) -> int:
    """409 when the action was refused as things stand, 422 when what was typed cannot be used."""
    if getattr(form, "is_refused", False):
        return 409
    return 422 if form.is_bound and form.errors else 200


def _receipt_sentence(loan: Loan, entry: LedgerEntry) -> str:
    owed = actions.outstanding(loan)
    then = f"Reste dû\u00a0: {euros(owed)}." if owed else "Le prêt est soldé."
    return f"{euros(entry.amount)} enregistrés. {then}"
