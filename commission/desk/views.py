"""The chair's desk: one screen to run a meeting from. Who has voted is shown, how never."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from .. import actions
from ..clicks import carried_out
from ..deciding import end_stale
from ..models import Meeting, Proxy, Seat
from .forms import PostponeForm, PresenceForm, ProxyForm
from .page import back_to_desk, desk_page
from .scope import found_item, found_meeting


@requires("commission.plan_meeting")
@require_safe
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Agenda, current case, room. A vote whose dossier changed meanwhile is closed before it is shown."""
    meeting = found_meeting(request.user, pk)
    for position in end_stale(meeting=meeting, by=request.user, now=timezone.now()):
        messages.warning(
            request, f"Point {position}\u00a0: le dossier a changé pendant le vote, la proposition est caduque."
        )
    return desk_page(request, meeting, request.GET.get("point", ""))


@requires("commission.plan_meeting")
@require_POST
@posts_once
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody arrives, leaves, or sent an excuse."""
    seats = Seat.objects.filter(meeting__in=Meeting.objects.visible_to(request.user))
    seat = get_object_or_404(seats, pk=pk)
    form = PresenceForm(request.POST)
    if form.is_valid():
        carried_out(request, actions.record_presence, seat=seat, presence=form.cleaned_data["presence"])
    else:
        messages.error(request, "Choisissez une présence\u00a0: arrivée, excuse ou départ.")
    return back_to_desk(seat.meeting_id)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def give_proxy(request: HttpRequest, pk: int) -> HttpResponse:
    """An absent member's written proxy."""
    meeting = found_meeting(request.user, pk)
    form = ProxyForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return desk_page(request, meeting, proxy_form=form, form=form, status=422)
    try:
        actions.give_proxy(**form.cleaned_data, by=request.user, now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return desk_page(request, meeting, proxy_form=form, form=form, status=409)
    messages.success(request, "Le pouvoir est noté.")
    return back_to_desk(pk)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def revoke_proxy(request: HttpRequest, pk: int) -> HttpResponse:
    proxies = Proxy.objects.filter(giver__meeting__in=Meeting.objects.visible_to(request.user))
    proxy = get_object_or_404(proxies.select_related("giver"), pk=pk)
    if carried_out(request, actions.revoke_proxy, proxy=proxy):
        messages.success(request, "Le pouvoir est révoqué.")
    return back_to_desk(proxy.giver.meeting_id)


@requires("commission.preside_meeting")
@require_POST
@posts_once
def open_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    if carried_out(request, actions.open_meeting, meeting=found_meeting(request.user, pk)):
        messages.success(request, "La séance est ouverte.")
    return back_to_desk(pk)


@requires("commission.preside_meeting")
@require_POST
@posts_once
def close_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    if carried_out(request, actions.close_meeting, meeting=found_meeting(request.user, pk)):
        messages.success(request, "La séance est levée. Il reste à émettre les lettres de décision.")
        return redirect("commission:decisions", pk)
    return back_to_desk(pk)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """Leaves the case for another meeting."""
    item = found_item(request.user, pk)
    form = PostponeForm(request.POST)
    if not form.is_valid():
        return desk_page(request, item.meeting, str(item.position), postpone_form=form, form=form, status=422)
    if carried_out(request, actions.postpone_item, item=item, why=form.cleaned_data["why"]):
        messages.success(request, f"Le point {item.position} est reporté à une autre séance.")
    return back_to_desk(item.meeting_id)
