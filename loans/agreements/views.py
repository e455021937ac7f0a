"""The agreement of one loan, before and after its signature."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import person, requires
from harmonie.documents.responses import file_response
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ..clicks import done, status_of
from ..enums import LoanState
from ..models import Loan
from ..rules import can
from ..scope import loan_or_404
from . import actions
from .content import co_borrower_of
from .forms import AccountForm, CoBorrowerForm, SignedCopyForm
from .iban import spaced

FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
TOO_LATE = "Le prêt n’en est plus là\u00a0: voyez ce qui l’attend maintenant."


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def co_borrower(request: HttpRequest, reference: str) -> HttpResponse:
    loan, now = loan_or_404(request, reference), timezone.now()
    beside = co_borrower_of(loan)
    known = {name: getattr(beside, name) for name in CoBorrowerForm.base_fields} if beside else {}
    form = CoBorrowerForm(request.POST or None, today=timezone.localdate(now), initial=known)
    if request.method != "POST" and not can("sign", loan):
        return _too_late(request, loan)
    if form.is_valid() and done(
        form, lambda: actions.set_co_borrower(loan=loan, person=form.person(), by=person(request), now=now)
    ):
        messages.success(request, "Le co-emprunteur est enregistré\u00a0: il signera aussi, et s’engage solidairement.")
        return redirect("loans:detail", loan.reference)
    context = {"form": form, "loan": loan, "beside": beside}
    return render(request, "loans/agreements/co_borrower.html", context, status=_status(request, form))


@requires("loans.keep_loan")
@require_POST
@posts_once
def remove_co_borrower(request: HttpRequest, reference: str) -> HttpResponse:
    loan = loan_or_404(request, reference)
    try:
        actions.remove_co_borrower(loan=loan, by=person(request), now=timezone.now())
        messages.success(request, f"{loan.borrower} emprunte seul\u00a0: le contrat est à émettre.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("loans:detail", loan.reference)


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def account(request: HttpRequest, reference: str) -> HttpResponse:
    """Which account is paid, and not before which day."""
    loan, now = loan_or_404(request, reference), timezone.now()
    known = {"iban": spaced(loan.payee_iban), "bank": loan.payee_bank, "funds_not_before": loan.funds_not_before}
    form = AccountForm(request.POST or None, loan=loan, today=timezone.localdate(now), initial=known)
    if request.method != "POST" and loan.state not in (LoanState.TO_SIGN, LoanState.SIGNED):
        return _too_late(request, loan)
    if form.is_valid():
        typed = {"funds_not_before": None} | form.cleaned_data
        if done(form, lambda: actions.set_account(loan=loan, by=person(request), now=now, **typed)):
            messages.success(request, "Le compte à payer est enregistré.")
            return redirect("loans:detail", loan.reference)
    context = {"form": form, "loan": loan}
    return render(request, "loans/agreements/account.html", context, status=_status(request, form))


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def keep_signed_copy(request: HttpRequest, reference: str) -> HttpResponse:
    """The scan of what was signed, when it comes after the signature was recorded, or in place of a bad one."""
    loan = loan_or_404(request, reference)
    form = SignedCopyForm(request.POST or None, request.FILES or None, loan=loan)
    if request.method != "POST" and loan.signed_on is None:
        return _too_late(request, loan)
    if form.is_valid() and done(
        form,
        lambda: actions.keep_signed_copy(loan=loan, by=person(request), now=timezone.now(), **form.cleaned_data),
    ):
        messages.success(request, "La copie signée est gardée avec le prêt.")
        return redirect("loans:detail", loan.reference)
    context = {"form": form, "loan": loan}
    return render(request, "loans/agreements/signed_copy.html", context, status=_status(request, form))


@requires("loans.view_loan")
@require_safe
def signed_copy(request: HttpRequest, reference: str) -> HttpResponse:
    """The kept file; each opening is written down."""
    loan = loan_or_404(request, reference)
    if loan.signed_copy is None:
        raise Http404
    log_opening(user=request.user, subject="contrat signé", reference=loan.reference)
    return file_response(loan.signed_copy)


def _status(request: HttpRequest, form: CoBorrowerForm | AccountForm | SignedCopyForm) -> int:
    return status_of(form) if request.method == "POST" else 200


def _too_late(request: HttpRequest, loan: Loan) -> HttpResponse:
    messages.info(request, TOO_LATE)
    return redirect("loans:detail", loan.reference)
