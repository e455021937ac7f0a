"""Planning a meeting, and convening it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from harmonie.accounts.access import requires
from harmonie.dates import plain_day
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from .. import actions
from ..clicks import carried_out
from ..convocation import actions as convocation
from ..models import Meeting
from .forms import MeetingForm


@requires("commission.plan_meeting")
@require_http_methods(["GET", "POST"])
@posts_once
def plan(request: HttpRequest) -> HttpResponse:
    """When and where; every member in office then gets a seat."""
    form = MeetingForm(request.POST or None, today=timezone.localdate())
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                planned = actions.plan_meeting(
                    starts_at=form.starts_at, place=form.cleaned_data["place"], by=request.user, now=timezone.now()
                )
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(
                    request, f"La séance du {plain_day(planned.starts_at)} est prévue. Composez son ordre du jour."
                )
                return redirect("commission:meeting", planned.pk)
    return render(request, "commission/plan.html", {"form": form}, status=status)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def convene(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    if carried_out(request, convocation.convene, meeting=found):
        messages.success(
            request, "La séance est convoquée\u00a0: la convocation et son entrée d’agenda partent vers chaque membre."
        )
    return redirect("commission:meeting", pk)
