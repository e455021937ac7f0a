"""What the CCAS does with a request: buttons that post, and pages where something is written."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from harmonie.accounts.access import requires
from harmonie.free_text import warn_of_numbers
from harmonie.refusals import Refusal, Stale
from harmonie.registry import kept
from harmonie.registry.once import posts_once
from harmonie.words import of

from .. import actions
from ..dossier import presence
from ..dossier.comparison import compared
from ..dossier.next_step import may_reopen
from ..dossier.revision import seen_revision
from ..enums import State
from ..models import LoanApplication
from ..queries import open_terms, project_of
from ..rules import can_edit
from ..scope import reviewed
from .forms import (
    AssessmentForm,
    OtherSchemeForm,
)

REVIEW = "applications.assess_loanapplication"
Act = Callable[[LoanApplication, dict[str, Any]], str]


def _button(act: Act) -> Callable[[HttpRequest, str], HttpResponse]:
    """A view that only posts: does `act`, says what it did or why not, and returns to the dossier."""

    @requires(REVIEW)
    @require_POST
    @posts_once
    def view(request: HttpRequest, reference: str) -> HttpResponse:
        application = reviewed(request, reference)
        try:
            messages.success(request, act(application, {"by": request.user, "now": timezone.now()}))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("applications:detail", application.reference)

    view.__name__ = act.__name__
    view.__doc__ = act.__doc__
    return view


@_button
def take_over(application: LoanApplication, told: dict[str, Any]) -> str:
    actions.take_over(application=application, **told)
    return f"Vous suivez maintenant le dossier {of(application.applicant)}."


@_button
def resume(application: LoanApplication, told: dict[str, Any]) -> str:
    why = "Pièces reçues" if application.state == State.AWAITING_DOCUMENTS else "À relire avant la suite"
    actions.resume_review(application=application, why=why, **told)
    return "Le dossier est de nouveau en instruction."


@_button
def check(application: LoanApplication, told: dict[str, Any]) -> str:
    if project_of(application) is None or application.state == State.DRAFT:
        raise Refusal("La demande n’est pas encore complète\u00a0: dites d’abord ce que le prêt doit financer.")
    found = actions.check_eligibility(application=application, **told)
    if found.is_eligible:
        return "Contrôle enregistré\u00a0: toutes les conditions sont remplies."
    return "Contrôle enregistré\u00a0: une condition au moins n’est pas remplie, voyez «\u202fEn un coup d’œil\u202f»."


@_button
def ready(application: LoanApplication, told: dict[str, Any]) -> str:
    actions.mark_ready(application=application, **told)
    if application.scheme.lends_itself:
        return "Le dossier est prêt\u00a0: le secrétariat peut l’inscrire à l’ordre du jour."
    return f"Le dossier est prêt\u00a0: envoyez-le à {application.scheme.lender_name}."


def _page(
    request: HttpRequest,
    application: LoanApplication,
    form: Form,
    page: dict[str, Any],
    act: Callable[[dict[str, Any]], LoanApplication],
    said: str,
) -> HttpResponse:
    """A page where something is written: acts and goes to the dossier, or keeps what was typed and says why."""
    form = kept.resumed(request, form)
    status, revision, met = 200, kept.revision(request, application.revision), None
    if request.method == "POST":
        status, revision = 422, seen_revision(request)
        if form.is_valid():
            try:
                to_open = act({"by": request.user, "now": timezone.now()})
                messages.success(request, said)
                warn_of_numbers(request, form)
                return redirect("applications:detail", to_open.reference)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status, revision = 409, application.revision
                if isinstance(refusal, Stale):
                    met = compared(application, {"form": form}, seen_revision(request))
                    revision = met.revision
    context = {
        "application": application,
        "form": form,
        "revision": revision,
        "changes": met.changes if met else [],
        "comparison": met,
        **presence.open_here(request, application),
        **page,
    }
    return render(request, "applications/write.html", context, status=status)


def _too_late(request: HttpRequest, application: LoanApplication, possible: bool) -> HttpResponse | None:
    """Opening a page whose moment has passed leads back to the dossier; a post goes on, and is refused in words."""
    if possible or request.method == "POST":
        return None
    messages.info(request, "Le dossier n’en est plus là\u00a0: voyez ce qui l’attend maintenant.")
    return redirect("applications:detail", application.reference)


@requires(REVIEW)
@require_http_methods(["GET", "POST"])
@posts_once
def assess(request: HttpRequest, reference: str) -> HttpResponse:
    application = reviewed(request, reference)
    form = AssessmentForm(request.POST or None, initial={"assessment": application.assessment})

    def act(told: dict[str, Any]) -> LoanApplication:
        written = form.cleaned_data["assessment"]
        actions.assess(
            application=application,
            assessment=written,
            expected_revision=seen_revision(request),
            **told,
        )
        return application

    page = {"heading": "Évaluation sociale", "button": "Enregistrer l’évaluation"}
    possible = can_edit(application) and application.state != State.DRAFT
    return _too_late(request, application, possible) or _page(
        request, application, form, page, act, "L’évaluation est enregistrée."
    )


@requires(REVIEW)
@require_http_methods(["GET", "POST"])
@posts_once
def open_under(request: HttpRequest, reference: str) -> HttpResponse:
    """Begins the same person's request under another scheme, dated today."""
    application = reviewed(request, reference)
    terms = [row for row in open_terms(timezone.localdate()) if row.scheme_id != application.scheme_id]
    project = project_of(application)
    if not terms or project is None:
        raise Http404
    asked = {
        "scheme": terms[0].scheme_id,
        "amount": project.amount,
        "months": project.months,
    }
    form = OtherSchemeForm(request.POST or None, initial=asked, terms=terms)

    def act(told: dict[str, Any]) -> LoanApplication:
        data = form.cleaned_data
        names = ("purpose", "description", "payee", "supplier", "quote", "other_funding", "other_funding_from")
        copied = {name: getattr(project, name) for name in names}
        return actions.open_under(
            application=application,
            scheme=form.terms[data["scheme"]].scheme,
            project={**copied, "amount": data["amount"], "months": data["months"]},
            **told,
        )

    page = {
        "heading": "Ouvrir sous l’autre dispositif",
        "button": "Ouvrir cette demande",
    }
    return _too_late(request, application, may_reopen(application)) or _page(
        request,
        application,
        form,
        page,
        act,
        "La demande continue sous l’autre dispositif.",
    )
