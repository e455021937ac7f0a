"""The lists that a person of the CCAS keeps for themselves."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from harmonie.accounts.access import requires
from harmonie.accounts.roles import Role
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from ..models import SavedFilter
from . import actions
from .choices import choices, filters_on
from .filters import Filters
from .forms import KeepListForm
from .page import lead

VIEW = "applications.view_loanapplication"


@requires(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def lists(request: HttpRequest) -> HttpResponse:
    """One's own lists; `filtres` is the address of the one to keep."""
    _for_the_ccas(request)
    asked = (request.POST if request.method == "POST" else request.GET).get("filtres", "")[:4000]
    filters = Filters.read(QueryDict(asked), request.user)
    form = KeepListForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        query, name = filters.query(), form.cleaned_data["name"]
        try:
            actions.keep_list(by=request.user, name=name, query=query, now=timezone.now())
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"La liste «\u202f{name}\u202f» est gardée, à côté des autres.")
            return redirect(f"{reverse('applications:list')}?{query}")
    status = 422 if request.method == "POST" else 200
    return render(request, "applications/worklist/lists.html", _page(request, filters, form, asked), status=status)


@requires(VIEW)
@require_POST
@posts_once
def forget_list(request: HttpRequest, pk: int) -> HttpResponse:
    _for_the_ccas(request)
    saved = get_object_or_404(SavedFilter, user=request.user, pk=pk)
    actions.forget_list(saved=saved)
    messages.success(
        request, f"La liste «\u202f{saved.name}\u202f» est supprimée\u202f; ses dossiers n’ont pas changé."
    )
    return redirect("applications:lists")


def _page(request: HttpRequest, filters: Filters, form: KeepListForm, asked: str) -> dict[str, Any]:
    offered = choices(request.user, filters, timezone.localdate())
    return {
        "form": form,
        "saved": SavedFilter.objects.filter(user=request.user),
        "query": filters.query() if asked or request.method == "POST" else "",
        "filters_on": filters_on(filters, offered),
        "lead": lead(filters),
    }


def _for_the_ccas(request: HttpRequest) -> None:
    if request.user.holds(Role.PARTNER):
        raise Http404
