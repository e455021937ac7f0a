"""Reading one dossier: the CCAS all of it, partners what concerns them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ..checking.panel import panel as checking_panel
from ..correspondence import panel as correspondence
from ..documents import panel as documents
from ..duplicates import panel as duplicates
from ..enums import State
from ..lender import panel as lender
from ..models import LoanApplication
from ..outcomes.panel import panel as outcomes_panel
from ..partner_space import page as partner_page
from ..path import doors
from ..queries import project_of, terms_of
from ..rules import Budget, can_edit, small_instalment_warning
from ..rules import may_review as reviews
from ..scope import reviewed, scoped
from ..worklist.neighbours import FROM, neighbours
from . import actions, next_step, presence
from . import simulation as simulated
from .chronicle import WORD, chronicle
from .facts import facts
from .missing import missing
from .overview import overview
from .revision import seen_revision

VIEW = "applications.view_loanapplication"
REVIEW = "applications.assess_loanapplication"


@requires(VIEW)
@require_safe
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    application = scoped(request, reference)
    log_opening(user=request.user, subject="dossier", reference=application.reference)
    if request.user.holds(Role.PARTNER):
        return render(request, "applications/partner.html", _partner(request, application))
    return render(request, "applications/detail.html", _dossier(request, application))


def _partner(request: HttpRequest, application: LoanApplication) -> dict[str, Any]:
    today = timezone.localdate()
    page = {
        **partner_page.page(application, request.user, today),
        **documents.partner_panel(application, request.user, today),
    }
    return correspondence.resumed(request, application, page)


def _dossier(request: HttpRequest, application: LoanApplication) -> dict[str, Any]:
    today = timezone.localdate()
    known = overview(application, today)
    first = next_step.primary(application, known, request.user)
    milestones = list(application.milestones.all())
    may_review = request.user.has_perm("applications.assess_loanapplication")
    told, written = facts(application), correspondence.panel(application, request.user, today)
    correspondence.resumed(request, application, written)
    papers = documents.panel(application, request.user, today)
    lacks = missing(application, known, told, is_asked=written["is_asked"]) if may_review else []
    return {
        **told,
        "doors": doors(milestones),
        "known": known,
        "checking": checking_panel(application, request.user, known, today),
        "primary": first,
        "others": next_step.quiet(application, known, first, request.user),
        "may_edit": may_review and can_edit(application) and application.state != State.DRAFT,
        "may_step_aside": reviews(request.user) and application.state != State.DRAFT,
        "chronicle": chronicle(application, request.GET.get(WORD, ""), request.GET),
        "missing": [*lacks, *documents.lacking(application, papers)],
        **duplicates.panel(application, request.user, today),
        "warning": _warning(application, known.terms),
        **outcomes_panel(application, request.user, today),
        **presence.open_here(request, application),
        **written,
        **_simulation(request, application, told["budget"]),
        **neighbours(application, request.GET.get(FROM, ""), request.user, timezone.now()),
        **lender.panel(application, request.user, today),
        **papers,
    }


@requires(VIEW)
@require_POST
def reading(request: HttpRequest, reference: str) -> HttpResponse:
    """The heartbeat of an open page: who else is here, 204 when the page says so already."""
    application = scoped(request, reference)
    if not presence.is_watched(request.user):
        raise Http404
    now = timezone.now()
    actions.note_reading(application=application, by=request.user, now=now)
    seen = seen_revision(request)
    watch = presence.watch(application, request.user, seen or application.revision, now)
    if request.POST.get("shown") == watch.key:
        return HttpResponse(status=204)
    return render(request, "applications/dossier/_readers_said.html", {"watch": watch})


@requires(REVIEW)
@require_POST
@posts_once
def step_aside(request: HttpRequest, reference: str) -> HttpResponse:
    """Leaving a dossier to colleagues: from now on it does not exist for this person."""
    application = reviewed(request, reference)
    try:
        actions.step_aside(application=application, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("applications:detail", reference)
    messages.success(request, f"Dossier {reference}\u00a0: votre déport est noté, il ne vous est plus présenté.")
    return redirect("applications:list")


def _warning(application: LoanApplication, terms: Any) -> str:
    project = project_of(application)
    return small_instalment_warning(terms, project.amount, project.months) if terms and project else ""


def _simulation(request: HttpRequest, application: LoanApplication, month: Budget) -> dict[str, Any]:
    project = project_of(application)
    try:
        terms = terms_of(application)
    except Refusal:
        return {}
    if project is None:
        return {}
    chosen = _months(request.GET.get("mois", ""), terms.months_min, terms.months_max) or project.months
    table = simulated.lines(month, project.amount, terms, asked=project.months, chosen=chosen)
    return {
        "terms": terms,
        "simulation": table,
        "chosen": next(line for line in table if line.is_chosen),
        "asked": next(line for line in table if line.is_asked),
        "here": reverse("applications:detail", args=[application.reference]),
    }


def _months(text: str, least: int, most: int) -> int | None:
    """A duration within the terms, None for anything else."""
    return int(text) if text.isdecimal() and len(text) < 4 and least <= int(text) <= most else None
