"""The list people work from, and what partners see of theirs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from harmonie.accounts.access import requires
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.components import Tab
from harmonie.paging import page_of
from harmonie.schemes.models import Scheme

from ..enums import State
from ..models import LoanApplication
from ..partner_space.listing import own_list
from ..partner_space.page import told_to
from ..path import door_name, doors, standing
from ..queries import listed_for, project_of
from ..scope import at_home
from .lists import Filters, found, listings

VIEW = "applications.view_loanapplication"


@requires(VIEW)
@require_safe
def application_list(request: HttpRequest) -> HttpResponse:
    at_home(request.user)
    if request.user.holds(Role.PARTNER):
        return own_list(request)
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
    milestones = told_to(user, application)
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
