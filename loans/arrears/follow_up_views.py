"""« Suivi des impayés » : what a social worker is asked to do about late payments, without the ledger."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from harmonie.accounts.access import person, requires
from harmonie.paging import page_of
from harmonie.registry.once import posts_once

from ..clicks import done, status_of
from ..models import FollowUp
from . import actions
from .follow_ups import facts_of
from .forms import OutcomeForm

FOLLOWS = "applications.assess_loanapplication"


@requires(FOLLOWS)
@require_safe
def follow_ups(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first; with `?faits=oui`, what was done."""
    is_done = request.GET.get("faits") == "oui"
    mine = FollowUp.objects.visible_to(person(request)).with_facts().filter(done_at__isnull=not is_done)
    page, today = page_of(mine, request, oldest_first=not is_done), timezone.localdate()
    context = {"rows": facts_of(page.rows, today), "page": page, "is_done": is_done, "today": today}
    return render(request, "loans/arrears/follow_ups.html", context)


@requires(FOLLOWS)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def follow_up_done(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of it."""
    mine = FollowUp.objects.visible_to(person(request)).with_facts()
    found, today = get_object_or_404(mine, pk=pk), timezone.localdate()
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome = form.cleaned_data["outcome"]
        if done(
            form,
            lambda: actions.close_follow_up(follow_up=found, outcome=outcome, by=person(request), now=timezone.now()),
        ):
            messages.success(request, "C’est noté. Les finances le lisent sur la page du prêt.")
            return redirect("loans:follow_ups")
    context = {"form": form, "row": facts_of([found], today)[0]}
    return render(request, "loans/arrears/follow_up_done.html", context, status=status_of(form))
