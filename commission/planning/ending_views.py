"""A meeting that will not be held, or could not be; and the one that follows it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from harmonie.accounts.access import requires
from harmonie.dates import plain_day
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from ..clicks import carried_out
from ..enums import MEETING_TRANSITIONS, MeetingState
from ..models import Meeting
from . import actions
from .forms import CancelForm, typed_from
from .page import meeting_page
from .queries import suggested_day


@requires("commission.plan_meeting")
@require_http_methods(["GET", "POST"])
@posts_once
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _meeting(request, pk), CancelForm(request.POST or None)
    if found.state not in MEETING_TRANSITIONS["cancel"].sources:
        messages.error(request, f"Cette séance est {found.get_state_display()}\u00a0: elle ne s’annule plus.")
        return redirect("commission:meeting", pk)
    if form.is_valid():
        try:
            actions.cancel_meeting(meeting=found, why=form.cleaned_data["why"], by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "La séance est annulée\u00a0; ses dossiers sont prêts pour une autre.")
            return redirect("commission:meeting", pk)
    context = {"meeting": found, "form": form, "cases": found.items.filter(state="listed").count()}
    status = 422 if request.method == "POST" else 200
    return render(request, "commission/planning/cancel.html", context, status=status)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def no_quorum(request: HttpRequest, pk: int) -> HttpResponse:
    if carried_out(request, actions.find_no_quorum, meeting=_meeting(request, pk)):
        messages.success(
            request, "L’absence de quorum est constatée\u00a0: convoquez une seconde fois quand vous voulez."
        )
    return redirect("commission:meeting", pk)


@requires("commission.plan_meeting")
@require_http_methods(["GET", "POST"])
@posts_once
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """The second meeting, with what the first one had left to decide."""
    failed = _meeting(request, pk)
    if failed.state != MeetingState.NO_QUORUM and request.method == "GET":
        messages.error(request, "Seule une séance restée sans quorum se convoque une seconde fois.")
        return redirect("commission:meeting", pk)

    def act(facts: dict[str, Any]) -> Meeting:
        second = actions.plan_again(meeting=failed, facts=facts, by=request.user, now=timezone.now())
        messages.success(
            request,
            f"La seconde séance est prévue le {plain_day(second.starts_at)}, avec le même ordre du jour. "
            "Relisez-la, puis convoquez les membres.",
        )
        return second

    return meeting_page(
        request,
        act,
        initial={**typed_from(failed), "day": suggested_day(failed, timezone.localdate())},
        heading="Convoquer une seconde fois",
        lead=f"Après la séance du {plain_day(failed.starts_at)} restée sans quorum, avec le même ordre du jour.",
        button="Prévoir la seconde séance",
    )


def _meeting(request: HttpRequest, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.user).select_related("rules"), pk=pk)
