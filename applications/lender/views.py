"""The file for the lender, and what the lender answered and did."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.documents.models import IssuedDocument
from harmonie.documents.responses import pdf_response
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ..actions import abandon_at_lender, record_lender_answer, record_lender_disbursement, send_to_lender
from ..dossier.overview import overview
from ..enums import ClosingReason, State
from ..models import LenderLoan, LoanApplication
from ..queries import project_of, terms_of
from ..rules import can
from ..scope import reviewed
from . import actions
from .checklist import blocking, checklist
from .forms import AbandonForm, AnswerForm, LateForm, PaidForm, SendForm, SettledForm
from .pages import too_late, write
from .panel import acts, file_state, lent

REVIEW = "applications.assess_loanapplication"
FORM = require_http_methods(["GET", "HEAD", "POST"])


def _external(request: HttpRequest, reference: str) -> LoanApplication:
    """A request for an external lender; what the CCAS lends itself has no such pages."""
    application = reviewed(request, reference)
    if application.scheme.lends_itself or application.state == State.DRAFT:
        raise Http404
    return application


def _loan(application: LoanApplication) -> LenderLoan:
    return get_object_or_404(LenderLoan.objects.select_related("application"), application=application)


@requires(REVIEW)
@require_safe
def lender_file(request: HttpRequest, reference: str) -> HttpResponse:
    """« Dossier pour le prêteur »: its conditions, its documents, the complete file, and what came of it."""
    application, today = _external(request, reference), timezone.localdate()
    log_opening(user=request.user, subject="dossier", reference=application.reference)
    told = lent(application, today)
    page = {
        **told,
        **file_state(application),
        "project": project_of(application),
        "known": overview(application, today),
        "acts": acts(application, told["loan"]),
    }
    return render(request, "applications/lender/file.html", page)


@requires(REVIEW)
@require_safe
def lender_file_state(request: HttpRequest, reference: str) -> HttpResponse:
    """Where the complete file stands, alone, for the page that refreshes only it."""
    return render(request, "applications/lender/_file.html", file_state(_external(request, reference)))


@requires(REVIEW)
@require_POST
@posts_once
def make_lender_file(request: HttpRequest, reference: str) -> HttpResponse:
    application = reviewed(request, reference)
    try:
        actions.ask_lender_file(application=application, by=request.user, now=timezone.now())
        messages.success(request, "Le dossier complet est en préparation\u00a0: vous pouvez faire autre chose.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("applications:detail", application.reference)
    return redirect("applications:lender_file", application.reference)


@requires(REVIEW)
@require_safe
def lender_document(request: HttpRequest, reference: str, document: str) -> HttpResponse:
    """The frozen file, found through the reader's own dossiers."""
    application = reviewed(request, reference)
    made = application.lender_files.filter(document__reference=document)
    found = get_object_or_404(IssuedDocument, pk__in=made.values("document"))
    log_opening(user=request.user, subject="dossier pour le prêteur", reference=found.reference)
    return pdf_response(found)


@requires(REVIEW)
@FORM
@posts_once
def send(request: HttpRequest, reference: str) -> HttpResponse:
    application = reviewed(request, reference)
    missing = blocking(checklist(application))
    form = SendForm(request.POST or None, missing=missing, initial={"sent_on": timezone.localdate(), "channel": "mail"})

    def act(told: dict[str, Any]) -> object:
        return send_to_lender(application=application, **form.cleaned_data, **told)

    lender = application.scheme.lender_name
    return too_late(request, application, _may("send_to_lender", application)) or write(
        request,
        form,
        act,
        said=f"Envoi à {lender} noté.",
        back=_page_of(application),
        **_page(application, f"Envoi à {lender}", "Noter l’envoi"),
    )


@requires(REVIEW)
@FORM
@posts_once
def lender_answer(request: HttpRequest, reference: str) -> HttpResponse:
    application = reviewed(request, reference)
    form = AnswerForm(request.POST or None, initial=_asked(application))

    def act(told: dict[str, Any]) -> object:
        data = dict(form.cleaned_data)
        granted = data.pop("answer") == "granted"
        data["reason"] = None if granted else ClosingReason(data["reason"])
        return record_lender_answer(application=application, granted=granted, **data, **told)

    return too_late(request, application, _may("record_lender_grant", application)) or write(
        request,
        form,
        act,
        said="La réponse du prêteur est enregistrée.",
        back=reverse("applications:detail", args=[application.reference]),
        **_page(application, "Réponse du prêteur", "Enregistrer la réponse du prêteur"),
    )


@requires(REVIEW)
@FORM
@posts_once
def lender_paid(request: HttpRequest, reference: str) -> HttpResponse:
    application = reviewed(request, reference)
    form = PaidForm(request.POST or None, initial={"disbursed_on": timezone.localdate()})

    def act(told: dict[str, Any]) -> object:
        return record_lender_disbursement(application=application, **form.cleaned_data, **told)

    return too_late(request, application, _may("record_lender_disbursement", application)) or write(
        request,
        form,
        act,
        said="Versement par le prêteur noté\u00a0: la demande est arrivée à son terme.",
        back=_page_of(application),
        **_page(application, "Versement par le prêteur", "Noter le versement"),
    )


@requires(REVIEW)
@FORM
@posts_once
def lender_abandon(request: HttpRequest, reference: str) -> HttpResponse:
    application = reviewed(request, reference)
    form = AbandonForm(request.POST or None)

    def act(told: dict[str, Any]) -> object:
        reason = ClosingReason(form.cleaned_data["reason"])
        return abandon_at_lender(application=application, reason=reason, note=form.cleaned_data["note"], **told)

    return too_late(request, application, _may("abandon_at_lender", application)) or write(
        request,
        form,
        act,
        said="La demande est close, avec son motif.",
        back=reverse("applications:detail", args=[application.reference]),
        **_page(application, "La personne renonce au prêt", "Clore cette demande"),
    )


@requires(REVIEW)
@FORM
@posts_once
def lender_settled(request: HttpRequest, reference: str) -> HttpResponse:
    application = reviewed(request, reference)
    loan, form = _loan(application), SettledForm(request.POST or None, initial={"settled_on": timezone.localdate()})

    def act(told: dict[str, Any]) -> object:
        return actions.settle_lender_loan(loan=loan, **form.cleaned_data, **told)

    return too_late(request, application, bool(loan.disbursed_on and not loan.settled_on)) or write(
        request,
        form,
        act,
        said="Le prêt est noté soldé.",
        back=_page_of(application),
        **_page(application, "Prêt soldé chez le prêteur", "Noter le prêt soldé"),
    )


@requires(REVIEW)
@FORM
@posts_once
def lender_late(request: HttpRequest, reference: str) -> HttpResponse:
    application = reviewed(request, reference)
    loan, form = _loan(application), LateForm(request.POST or None)

    def act(told: dict[str, Any]) -> object:
        return actions.note_late_payment(loan=loan, **form.cleaned_data, **told)

    open_to_it = bool(loan.disbursed_on and not loan.settled_on and not loan.was_late)
    return too_late(request, application, open_to_it) or write(
        request,
        form,
        act,
        said="Le retard est noté.",
        back=_page_of(application),
        **_page(application, "Retard de paiement chez le prêteur", "Noter le retard"),
    )


# What the forms begin with ------------------------------------------------------------------------


def _may(action: str, application: LoanApplication) -> bool:
    return can(action, application) and not application.scheme.lends_itself


def _page(application: LoanApplication, heading: str, button: str) -> dict[str, Any]:
    """What `applications/write.html` shows around a form."""
    return {
        "application": application,
        "heading": heading,
        "button": button,
        "revision": application.revision,
        "changes": [],
    }


def _page_of(application: LoanApplication) -> str:
    return reverse("applications:lender_file", args=[application.reference])


def _asked(application: LoanApplication) -> dict[str, Any]:
    """An answer as asked for, at the rate of the terms: only what differs is to be typed."""
    project = project_of(application)
    try:
        rate = terms_of(application).annual_rate
    except Refusal:
        rate = None
    if project is None:
        return {}
    today = timezone.localdate()
    return {"answered_on": today, "amount": project.amount, "months": project.months, "annual_rate": rate}
