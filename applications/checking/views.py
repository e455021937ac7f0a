"""The record of a check, facts new since a refusal, and derogations: asked by a worker, answered by the presidency."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from harmonie.accounts.access import requires
from harmonie.accounts.roles import Role
from harmonie.free_text import warn_of_numbers
from harmonie.refusals import Refusal, Stale
from harmonie.registry import kept
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ..dossier.history import changes_since
from ..dossier.revision import seen_revision
from ..models import Derogation, DerogationRequest, LoanApplication
from ..rules import can_edit
from ..scope import reviewed, scoped
from . import actions
from .answers import lines_of
from .forms import DerogationAnswerForm, DerogationAskedForm, NewFactsForm
from .queries import DEROGATE, checks_of_moment, derogation_of, derogations_to_answer, derogations_visible_to, own_check
from .record import household, parts

VIEW = "applications.view_loanapplication"
REVIEW = "applications.assess_loanapplication"


@requires(VIEW)
@require_safe
def check_record(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """One check with all it relied on, as it was."""
    application = scoped(request, reference)
    if request.user.holds(Role.PARTNER):
        raise Http404
    check = get_object_or_404(application.checks.select_related("terms__scheme", "checked_by"), pk=pk)
    log_opening(user=request.user, subject="dossier", reference=application.reference)
    context = {
        "application": application,
        "check": check,
        "lines": lines_of(check.verdicts),
        "parts": parts(check),
        "others": [other for other in checks_of_moment(check) if other.pk != check.pk],
        "derogation": derogation_of(check),
    }
    return render(request, "applications/checking/record.html", context)


@requires(REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def new_facts(request: HttpRequest, reference: str) -> HttpResponse:
    application = reviewed(request, reference)
    form = NewFactsForm(request.POST or None)

    def act(told: dict[str, Any]) -> str:
        actions.note_new_facts(
            application=application, text=form.cleaned_data["text"], expected_revision=seen_revision(request), **told
        )
        return "Les faits nouveaux sont notés\u00a0: vérifiez de nouveau l’éligibilité."

    page = {"heading": "Faits nouveaux depuis le refus", "button": "Enregistrer ces faits"}
    return _too_late(request, application, can_edit(application)) or _written(request, application, form, page, act)


@requires(REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def ask_derogation(request: HttpRequest, reference: str) -> HttpResponse:
    application = reviewed(request, reference)
    form = DerogationAskedForm(request.POST or None)

    def act(told: dict[str, Any]) -> str:
        actions.ask_derogation(application=application, reason=form.cleaned_data["reason"], **told)
        return "La présidence est saisie\u00a0: sa réponse apparaîtra dans «\u202fEn un coup d’œil\u202f»."

    page = {"heading": "Demander une dérogation", "button": "Demander cette dérogation"}
    possible = not actions.why_no_derogation(application, own_check(application))
    return _too_late(request, application, possible) or _written(request, application, form, page, act)


@requires(DEROGATE)
@require_safe
def derogations(request: HttpRequest) -> HttpResponse:
    """What waits for the presidency's answer, the oldest first."""
    context = {"waiting": list(derogations_to_answer(request.user)), "today": timezone.localdate()}
    return render(request, "applications/checking/derogations.html", context)


@requires(DEROGATE)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def answer_derogation(request: HttpRequest, pk: int) -> HttpResponse:
    """What the presidency reads of the case, and its answer. No name where the scheme hides it from the commission."""
    asked = get_object_or_404(derogations_visible_to(request.user), pk=pk)
    application = asked.eligibility_check.application
    log_opening(user=request.user, subject="dossier", reference=application.reference)
    form, status = kept.resumed(request, DerogationAnswerForm(request.POST or None)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                messages.success(request, _answer(asked, form, request))
                warn_of_numbers(request, form)
                return redirect("applications:derogations")
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = 409
    context = {"asked": asked, "form": form, **_case(asked, request)}
    return render(request, "applications/checking/answer.html", context, status=status)


def _answer(asked: DerogationRequest, form: DerogationAnswerForm, request: HttpRequest) -> str:
    told = {"asked": asked, "reason": form.cleaned_data["reason"], "by": request.user, "now": timezone.now()}
    if form.cleaned_data["answer"] == "grant":
        actions.grant_derogation(**told)
        return "La dérogation est accordée\u00a0: le dossier peut être préparé pour la suite."
    actions.decline_derogation(**told)
    return "La dérogation n’est pas accordée\u00a0: le travailleur social lit pourquoi."


def _case(asked: DerogationRequest, request: HttpRequest) -> dict[str, Any]:
    check = asked.eligibility_check
    application = check.application
    return {
        "application": application,
        "check": check,
        "project": application.project,
        "lines": lines_of(check.verdicts),
        "household": household(check),
        "is_named": not application.scheme.is_anonymised,
        "granted": Derogation.objects.filter(eligibility_check=check).select_related("granted_by").first(),
        "is_own": asked.asked_by_id == request.user.pk,
        "is_stale": check.revision != application.revision,
    }


# Pages where a worker writes ---------------------------------------------------------------------


def _written(
    request: HttpRequest,
    application: LoanApplication,
    form: Form,
    page: dict[str, str],
    act: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    """Acts and goes to the dossier, or keeps what was typed and says why."""
    form = kept.resumed(request, form)
    status, revision, changes = 200, kept.revision(request, application.revision), []
    if request.method == "POST":
        status, revision = 422, seen_revision(request)
        if form.is_valid():
            try:
                messages.success(request, act({"by": request.user, "now": timezone.now()}))
                warn_of_numbers(request, form)
                return redirect("applications:detail", application.reference)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                changes = changes_since(application, revision) if isinstance(refusal, Stale) else []
                status, revision = 409, application.revision
    context = {"application": application, "form": form, "revision": revision, "changes": changes, **page}
    return render(request, "applications/write.html", context, status=status)


def _too_late(request: HttpRequest, application: LoanApplication, possible: bool) -> HttpResponse | None:
    """Opening a page whose moment has passed leads back to the dossier; a post goes on, and is refused in words."""
    if possible or request.method == "POST":
        return None
    messages.info(request, "Le dossier n’en est plus là\u00a0: voyez ce qui l’attend maintenant.")
    return redirect("applications:detail", application.reference)
