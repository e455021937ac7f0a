"""Planning a meeting, changing it, convening it, calling a substitute."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.dates import plain_day
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from .. import actions
from ..clicks import carried_out
from ..convocation import actions as convocation
from ..enums import MeetingState
from ..models import Meeting
from . import actions as planning
from .forms import MeetingForm, ShortNoticeForm, SubstituteForm, typed_from
from .page import about, meeting_page


@requires("commission.plan_meeting")
@require_http_methods(["GET", "POST"])
@posts_once
def plan(request: HttpRequest) -> HttpResponse:
    """When, where and how; every member in office then gets a seat."""

    def act(facts: dict[str, Any]) -> Meeting:
        planned = actions.plan_meeting(**facts, by=request.user, now=timezone.now())
        messages.success(
            request, f"La séance du {plain_day(planned.starts_at)} est prévue. Composez son ordre du jour."
        )
        return planned

    return meeting_page(
        request,
        act,
        initial={},
        heading="Prévoir une séance",
        lead="Chaque membre en fonction ce jour-là y reçoit un siège. L’ordre du jour se compose ensuite.",
        button="Prévoir la séance",
    )


@requires("commission.plan_meeting")
@require_safe
def day(request: HttpRequest) -> HttpResponse:
    """What a day brings, while the form is being filled in."""
    typed = {name: request.GET.get(name, "") for name in MeetingForm.base_fields}
    itself = Meeting.objects.visible_to(request.user).filter(pk=_number(request.GET.get("seance", ""))).first()
    form = MeetingForm(typed, today=timezone.localdate())
    return render(request, "commission/planning/_day.html", about(form, itself))


@requires("commission.plan_meeting")
@require_http_methods(["GET", "POST"])
@posts_once
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = _meeting(request, pk)
    if found.state != MeetingState.PLANNED and request.method == "GET":
        messages.error(request, "Cette séance est convoquée\u00a0: annulez-la, puis prévoyez-en une autre.")
        return redirect("commission:meeting", pk)

    def act(facts: dict[str, Any]) -> Meeting:
        planning.change_meeting(meeting=found, facts=facts, by=request.user, now=timezone.now())
        messages.success(request, "La séance est modifiée.")
        return found

    return meeting_page(
        request,
        act,
        initial=typed_from(found),
        but=found,
        heading="Modifier la séance",
        lead="Changer de jour redonne les sièges selon les mandats, et prévient les partenaires des dossiers inscrits.",
        button="Enregistrer la séance",
    )


@requires("commission.plan_meeting")
@require_POST
@posts_once
def convene(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends the meeting out; asks why first when the notice is short."""
    found = _meeting(request, pk)
    form = ShortNoticeForm(request.POST)
    reason = form.cleaned_data["short_notice_reason"] if form.is_valid() else ""
    try:
        convocation.convene(meeting=found, by=request.user, now=timezone.now(), short_notice_reason=reason)
    except actions.ShortNotice as refusal:
        return _ask_why(request, found, form, refusal)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, "La séance est convoquée\u00a0: la convocation et son entrée d’agenda partent vers chaque membre."
        )
    return redirect("commission:meeting", pk)


def _ask_why(request: HttpRequest, found: Meeting, form: ShortNoticeForm, why: Refusal) -> HttpResponse:
    asked = form if "short_notice_reason" in request.POST else ShortNoticeForm()
    context = {"meeting": found, "form": asked, "why": str(why)}
    return render(request, "commission/planning/short_notice.html", context, status=422)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def seats(request: HttpRequest, pk: int) -> HttpResponse:
    if carried_out(request, planning.refresh_seats, meeting=_meeting(request, pk)):
        messages.success(request, "Les sièges suivent maintenant les mandats de ce jour.")
    return redirect("commission:meeting", pk)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def substitute(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody cannot come: their substitute is called."""
    found = _meeting(request, pk)
    form = SubstituteForm(request.POST, meeting=found)
    if not form.is_valid():
        messages.error(request, "Ce suppléant ne peut plus être appelé\u00a0: relisez la liste.")
    elif carried_out(request, actions.call_substitute, **form.cleaned_data):
        seat, mandate = form.cleaned_data["seat"], form.cleaned_data["mandate"]
        messages.success(request, f"{mandate.user} supplée {seat.user} à cette séance.")
    return redirect("commission:meeting", pk)


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


def _meeting(request: HttpRequest, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.user).select_related("rules"), pk=pk)
