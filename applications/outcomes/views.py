"""Ending a request, its letters, and the acknowledgement of receipt."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.accounts.roles import Role
from harmonie.documents.models import IssuedDocument
from harmonie.documents.responses import pdf_response
from harmonie.free_text import warn_of_numbers
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ..checking.queries import own_check
from ..dossier import presence
from ..enums import ClosingReason
from ..models import LoanApplication
from ..rules import can, ensure
from ..scope import reviewed, scoped
from . import actions
from .forms import EndingForm
from .issuing import letter_context
from .letters import Ending
from .papers import closing_letter_of, closing_letter_reference, receipt_reference
from .rules import ENDED_HERE, TARGET

VIEW = "applications.view_loanapplication"
REVIEW = "applications.assess_loanapplication"


@requires(REVIEW)
@require_http_methods(["GET", "POST"])
@posts_once
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """How the request ends; « relire » shows the letter first, and changes nothing."""
    application = reviewed(request, reference)
    if request.method == "GET" and not can("withdraw", application):
        return _too_late(request, application)
    form, status = EndingForm(request.POST or None, check=own_check(application)), 200
    if request.method == "POST" and "corriger" not in request.POST:
        status = 422
        if form.is_valid():
            try:
                return (
                    _reread(request, application, form)
                    if "relire" in request.POST
                    else _end(request, application, form)
                )
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = 409
    context = {"application": application, "form": form, **presence.open_here(request, application)}
    return render(request, "applications/outcomes/close.html", context, status=status)


def _reread(request: HttpRequest, application: LoanApplication, form: EndingForm) -> HttpResponse:
    ensure("withdraw", application)
    data = form.cleaned_data
    ending = Ending(TARGET[data["outcome"]], ClosingReason(data["reason"]), data["note"])
    writes = data["letter"] or data["outcome"] == "declare_inadmissible"
    context = {
        "application": application,
        "form": form,
        "said": form.said,
        "letter": _letter(application, ending, request, timezone.now()) if writes else None,
    }
    return render(request, "applications/outcomes/confirm.html", context)


def _end(request: HttpRequest, application: LoanApplication, form: EndingForm) -> HttpResponse:
    data = form.cleaned_data
    actions.close_request(
        application=application,
        outcome=data["outcome"],
        reason=ClosingReason(data["reason"]),
        note=data["note"],
        criterion=data["criterion"],
        with_letter=data["letter"],
        by=request.user,
        now=timezone.now(),
    )
    told = " La lettre est émise\u00a0: imprimez-la depuis le dossier." if closing_letter_of(application) else ""
    messages.success(request, f"La demande est close, avec son motif.{told}")
    warn_of_numbers(request, form)
    return redirect("applications:detail", application.reference)


def _letter(application: LoanApplication, ending: Ending, request: HttpRequest, now: datetime) -> dict[str, object]:
    return letter_context(application, ending, by=request.user, now=now)


def _too_late(request: HttpRequest, application: LoanApplication) -> HttpResponse:
    messages.info(request, "Le dossier n’en est plus là\u00a0: voyez ce qui l’attend maintenant.")
    return redirect("applications:detail", application.reference)


@requires(REVIEW)
@require_http_methods(["GET", "POST"])
@posts_once
def closing_letter(request: HttpRequest, reference: str) -> HttpResponse:
    """The letter of a request that ended without one: read it, then issue it."""
    application = reviewed(request, reference)
    if request.method == "GET" and (application.state not in ENDED_HERE or closing_letter_of(application)):
        return _too_late(request, application)
    if request.method == "POST":
        try:
            actions.issue_closing_letter(application=application, by=request.user, now=timezone.now())
            messages.success(request, "La lettre est émise\u00a0: elle ne changera plus.")
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("applications:detail", application.reference)
    letter = _letter(application, Ending.of(application), request, timezone.now())
    return render(request, "applications/outcomes/letter.html", {"application": application, "letter": letter})


@requires(REVIEW)
@require_POST
@posts_once
def acknowledge(request: HttpRequest, reference: str) -> HttpResponse:
    """Issues the acknowledgement of receipt now, without waiting for the worker's round."""
    application = reviewed(request, reference)
    try:
        actions.issue_acknowledgement(application=application, by=request.user, now=timezone.now())
        messages.success(request, "L’accusé de réception est émis\u00a0: imprimez-le, puis postez-le.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("applications:detail", application.reference)


@requires(VIEW)
@require_safe
def receipt_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """The acknowledgement of receipt as it was issued."""
    return _paper(request, scoped(request, reference), receipt_reference)


@requires(VIEW)
@require_safe
def letter_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """The closing letter as it was issued."""
    return _paper(request, scoped(request, reference), closing_letter_reference)


def _paper(request: HttpRequest, application: LoanApplication, named: Callable[[LoanApplication], str]) -> HttpResponse:
    """The frozen bytes. The CCAS's alone: they hold what it corrected and wrote."""
    if request.user.holds(Role.PARTNER):
        raise Http404
    found = get_object_or_404(IssuedDocument, reference=named(application))
    log_opening(user=request.user, subject=found.get_kind_display(), reference=application.reference)
    return pdf_response(found)
