"""Reading one dossier: the CCAS all of it, partners what concerns them."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from harmonie.accounts.access import requires
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening

from ..documents import panel as documents
from ..enums import TO_DO, State
from ..models import LoanApplication
from ..partner_space import page as partner_page
from ..path import doors
from ..queries import budget, possible_duplicates, project_of, terms_of
from ..rules import can_edit, small_instalment_warning
from ..scope import scoped
from . import next_step
from . import simulation as simulated
from .facts import facts
from .history import timeline
from .overview import overview

VIEW = "applications.view_loanapplication"


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
    return {**partner_page.page(application), **documents.partner_panel(application, request.user, today)}


def _dossier(request: HttpRequest, application: LoanApplication) -> dict[str, Any]:
    today = timezone.localdate()
    known = overview(application, today)
    first = next_step.primary(application, known, request.user)
    milestones = list(application.milestones.all())
    may_review = request.user.has_perm("applications.assess_loanapplication")
    return {
        **facts(application),
        "doors": doors(milestones),
        "known": known,
        "primary": first,
        "others": next_step.quiet(application, known, first, request.user),
        "may_edit": may_review and can_edit(application) and application.state != State.DRAFT,
        "history": timeline(application),
        "duplicates": _duplicates(application, request.user),
        "warning": _warning(application, known.terms),
        **_simulation(request, application),
        **documents.panel(application, request.user, today),
    }


def _duplicates(application: LoanApplication, user: User) -> QuerySet[LoanApplication]:
    """What may be the same person's, as far as this person of the CCAS may open it."""
    if application.state not in (*TO_DO, State.DRAFT):
        return LoanApplication.objects.none()
    return possible_duplicates(application).filter(pk__in=LoanApplication.objects.visible_to(user).values("pk"))


def _warning(application: LoanApplication, terms: Any) -> str:
    project = project_of(application)
    return small_instalment_warning(terms, project.amount, project.months) if terms and project else ""


@requires("applications.assess_loanapplication", "commission.view_meeting")
@require_safe
def simulation(request: HttpRequest, reference: str) -> HttpResponse:
    """The table alone, for pages that refresh only it."""
    application = scoped(request, reference)
    shown = _simulation(request, application)
    if request.user.holds(Role.PARTNER) or not shown:
        raise Http404
    context = {"application": application, **shown}
    return render(request, "applications/_simulation.html", context)


def _simulation(request: HttpRequest, application: LoanApplication) -> dict[str, Any]:
    project = project_of(application)
    try:
        terms = terms_of(application)
    except Refusal:
        return {}
    if project is None:
        return {}
    chosen = _months(request.GET.get("mois", ""), terms.months_min, terms.months_max) or project.months
    table = simulated.lines(
        budget(application),
        project.amount,
        asked=project.months,
        chosen=chosen,
        months_min=terms.months_min,
        months_max=terms.months_max,
    )
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
