"""The list people work from: filters, pages, and to whom requests are given."""

import re
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from harmonie.accounts.access import requires
from harmonie.accounts.roles import Role
from harmonie.paging import page_of
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from ..models import LoanApplication
from ..partner_space.listing import own_list
from ..queries import listed_for
from ..rules import may_review
from ..scope import at_home
from . import actions
from .filters import Filters, found, placed
from .forms import AssignForm
from .page import counted, listing_page
from .rows import listed, row

VIEW = "applications.view_loanapplication"
AT_ONCE = 100  # requests given in one go


@requires(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def application_list(request: HttpRequest) -> HttpResponse:
    """The list; a post gives the chosen requests to a colleague and comes back to the same page of it."""
    at_home(request.user)
    if request.method != "POST":
        return own_list(request) if request.user.holds(Role.PARTNER) else _list(request)
    if not may_review(request.user):
        raise Http404
    form = AssignForm(request.POST)
    chosen = request.POST.getlist("dossier")[:AT_ONCE]
    if form.is_valid():
        try:
            applications = _chosen(request, chosen)
            actions.assign_all(applications=applications, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _given(applications, form))
            return redirect(_same_page(request))
    return _list(request, form, chosen)


def _list(request: HttpRequest, form: AssignForm | None = None, chosen: Sequence[str] = ()) -> HttpResponse:
    now = timezone.now()
    filters = Filters.read(request.GET, request.user)
    kept = found(listed(request.user), filters, request.user, now)
    page = page_of(placed(kept, filters), request, order=filters.order)
    today = timezone.localdate(now)
    context: dict[str, Any] = {
        **listing_page(request.user, filters, today),
        "rows": [row(application, request.user, today) for application in page.rows],
        "page": page,
        "said": counted(kept, page),
        "today": today,
        "form": (form or AssignForm()) if may_review(request.user) else None,
        "chosen": chosen,
        "may_refer": request.user.has_perm("applications.refer_loanapplication"),
    }
    return render(request, "applications/list.html", context, status=422 if form else 200)


def _chosen(request: HttpRequest, references: Sequence[str]) -> list[LoanApplication]:
    wanted = {reference for reference in references if re.fullmatch(r"[\w-]{1,12}", reference, re.ASCII)}
    applications = list(listed_for(request.user).filter(reference__in=wanted))
    if not references:
        raise Refusal("Cochez d’abord les dossiers à confier.")
    if len(applications) != len(set(references)):
        raise Refusal("Un des dossiers choisis n’est plus dans votre liste\u00a0: rechargez la page.")
    return applications


def _given(applications: Sequence[LoanApplication], form: AssignForm) -> str:
    worker = form.cleaned_data["worker"]
    if len(applications) == 1:
        return f"Le dossier {applications[0].reference} est confié à {worker}."
    return f"{len(applications)} dossiers sont confiés à {worker}."


def _same_page(request: HttpRequest) -> str:
    """The address posted to, or the list alone when it is longer than the register of posts can keep."""
    address = request.get_full_path()
    return address if len(address) < 500 else reverse("applications:list")
