"""Reading requests: the list, the dossier, and what partners see of theirs."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from harmonie.accounts.access import requires
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.components import Tab
from harmonie.paging import page_of
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.schemes.models import Scheme

from . import next_step, partner_view
from . import simulation as simulated
from .enums import State
from .history import timeline
from .lists import TO_DO, Filters, found, listings
from .models import LoanApplication
from .overview import overview, project_of
from .path import door_name, doors, standing
from .queries import budget, listed_for, possible_duplicates, terms_of
from .rules import can_edit, small_instalment_warning

VIEW = "applications.view_loanapplication"


def scoped(request: HttpRequest, reference: str) -> LoanApplication:
    """The request of that reference, when this person may open it."""
    return get_object_or_404(
        LoanApplication.objects.visible_to(request.user).with_facts(),
        reference=reference,
    )


def at_home(user: User) -> None:
    """A partner's account without its partner has nothing to open here."""
    if user.holds(Role.PARTNER) and user.partner_id is None:
        raise Http404


@requires(VIEW)
@require_safe
def application_list(request: HttpRequest) -> HttpResponse:
    at_home(request.user)
    filters = Filters.read(request.GET, request.user)
    requests = found(listed_for(request.user), filters).prefetch_related("milestones")
    page = page_of(requests, request, oldest_first=filters.listing.oldest_first)
    context = {
        "filters": filters,
        "rows": [_row(application, request.user) for application in page.rows],
        "tabs": _tabs(request, filters),
        "states": [(value, label[:1].upper() + label[1:]) for value, label in State.choices],
        "schemes": Scheme.objects.all(),
        "is_partner": request.user.holds(Role.PARTNER),
        "may_refer": request.user.has_perm("applications.refer_loanapplication"),
        "today": timezone.localdate(),
        "said": f"{len(page.rows)} dossier{'s' if len(page.rows) > 1 else ''} sur cette page",
        "lead": _lead(request.user, filters),
        "page": page,
    }
    return render(request, "applications/list.html", context)


def _row(application: LoanApplication, user: User) -> dict[str, Any]:
    milestones = partner_view.told_to(user, application)
    path = doors(milestones)
    since = milestones[-1].happened_at if milestones else application.created_at
    return {
        "application": application,
        "project": project_of(application),
        "at": standing(path),
        "step": door_name(path),
        "since": None if application.closed_at else since,
    }


def _tabs(request: HttpRequest, filters: Filters) -> list[Tab]:
    """Only « À traiter » is counted: what is open stays small, the archive does not."""
    tabs = []
    for listing in listings(request.user):
        count = listed_for(request.user).filter(listing.where).count() if listing.key == "a-traiter" else None
        tabs.append(
            Tab(
                listing.label,
                f"?liste={listing.key}",
                listing.key == filters.listing.key,
                count,
            )
        )
    return tabs


def _lead(user: User, filters: Filters) -> str:
    if user.holds(Role.PARTNER):
        return "Les personnes que vous avez orientées, et où en est leur demande."
    if filters.q:
        return f"Dossiers qui répondent à «\u202f{filters.q}\u202f»."
    order = "les plus anciens d’abord" if filters.listing.oldest_first else "les plus récents d’abord"
    return f"{filters.listing.label}, {order}."


@requires(VIEW)
@require_safe
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    application = scoped(request, reference)
    log_opening(user=request.user, subject="dossier", reference=application.reference)
    if request.user.holds(Role.PARTNER):
        return render(request, "applications/partner.html", partner_view.page(application))
    return render(request, "applications/detail.html", _dossier(request, application))


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
    }


def facts(application: LoanApplication) -> dict[str, Any]:
    """What the person, the household, the month and the project are: read by every page of a dossier."""
    return {
        "application": application,
        "applicant": application.applicant,
        "project": project_of(application),
        "members": list(application.members.all()),
        "incomes": list(application.incomes.all()),
        "expenses": list(application.expenses.all()),
        "budget": budget(application),
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
