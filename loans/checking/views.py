"""The second person's desk: what waits, one entry, yes or no."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.paging import page_of
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from .. import actions
from ..clicks import done, status_of
from ..models import PostingRequest
from . import pages, queries
from .forms import DeclineForm


@requires("loans.check_posting")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for a second person; with `?par=autres`, without what the reader entered."""
    rows = queries.waiting_for(request.user)
    if request.GET.get("par") == "autres":
        rows = queries.entered_by_others(rows, request.user)
    page = page_of(rows, request, oldest_first=True)
    return render(request, "loans/checking/list.html", pages.list_page(page, request.user))


@requires("loans.check_posting")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    asked = _request_or_404(request, pk)
    log_opening(user=request.user, subject="prêt", reference=asked.loan.reference)
    return render(request, "loans/checking/one.html", pages.request_page(asked, request.user, DeclineForm()))


@requires("loans.check_posting")
@require_POST
@posts_once
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    asked = _request_or_404(request, pk)
    try:
        entry = actions.approve(posting_request=asked, by=request.user, now=timezone.now())
    except Refusal as refusal:
        page = pages.request_page(_request_or_404(request, pk), request.user, DeclineForm(), str(refusal))
        return render(request, "loans/checking/one.html", page, status=409)
    messages.success(request, f"Contrôlé et enregistré\u00a0: {pages.heading(asked)}, écriture {entry.sequence}.")
    return redirect("loans:posting_requests")


@requires("loans.check_posting")
@require_POST
@posts_once
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    asked, form = _request_or_404(request, pk), DeclineForm(request.POST)
    if form.is_valid():
        facts = {"why": form.cleaned_data["why"], "by": request.user, "now": timezone.now()}
        if done(form, lambda: actions.decline(posting_request=asked, **facts)):
            messages.success(request, f"Renvoyé à {asked.asked_by}, avec votre motif.")
            return redirect("loans:posting_requests")
    page = pages.request_page(_request_or_404(request, pk), request.user, form)
    return render(request, "loans/checking/one.html", page, status=status_of(form))


def _request_or_404(request: HttpRequest, pk: int) -> PostingRequest:
    return get_object_or_404(queries.requests_for(request.user), pk=pk)
