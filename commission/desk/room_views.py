"""The room, noted from the desk; and members who announce themselves from afar."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from harmonie.accounts.access import requires
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from .. import actions
from ..clicks import carried_out
from ..enums import Presence
from ..models import Meeting, Proxy, Seat
from . import actions as here
from .forms import AnnounceForm, HourForm, PresenceForm, ProxyForm
from .page import back_to_desk, desk_page, point_of
from .scope import MAY_LEAD, found_by, meeting_to_note, own_seat, proxy_to_note, seat_to_note


@requires(*MAY_LEAD)
@require_POST
@found_by(seat_to_note)
@posts_once
def presence(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Somebody arrives, leaves, or sent an excuse."""
    form = PresenceForm(request.POST)
    if form.is_valid():
        carried_out(request, actions.record_presence, seat=seat, presence=form.cleaned_data["presence"])
    else:
        messages.error(request, "Choisissez une présence\u00a0: arrivée, excuse ou départ.")
    return back_to_desk(seat.meeting_id, point_of(request))


@requires(*MAY_LEAD)
@require_POST
@found_by(meeting_to_note)
@posts_once
def all_present(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Everybody who was expected is there."""
    if carried_out(request, actions.record_all_present, meeting=meeting):
        messages.success(request, "Tous les membres attendus sont notés en séance.")
    return back_to_desk(meeting.pk, point_of(request))


@requires(*MAY_LEAD)
@require_POST
@found_by(meeting_to_note)
@posts_once
def hour(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """An arrival or a departure at its true hour."""
    now = timezone.now()
    form = HourForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return desk_page(request, meeting, request.POST.get("point", ""), hour_form=form, form=form, status=422)
    noted = {"seat": form.cleaned_data["seat"], "presence": Presence(form.cleaned_data["presence"])}
    try:
        actions.record_presence(**noted, at=form.moment(now), by=request.user, now=now)
    except Refusal as refusal:
        form.add_error("at", str(refusal))
        return desk_page(request, meeting, request.POST.get("point", ""), hour_form=form, form=form, status=409)
    messages.success(request, "L’heure est notée.")
    return back_to_desk(meeting.pk, point_of(request))


@requires(*MAY_LEAD)
@require_POST
@found_by(meeting_to_note)
@posts_once
def give_proxy(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """An absent member's written proxy."""
    form = ProxyForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return desk_page(request, meeting, request.POST.get("point", ""), proxy_form=form, form=form, status=422)
    try:
        actions.give_proxy(**form.cleaned_data, by=request.user, now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return desk_page(request, meeting, request.POST.get("point", ""), proxy_form=form, form=form, status=409)
    messages.success(request, "Le pouvoir est noté.")
    return back_to_desk(meeting.pk, point_of(request))


@requires(*MAY_LEAD)
@require_POST
@found_by(proxy_to_note)
@posts_once
def revoke_proxy(request: HttpRequest, proxy: Proxy) -> HttpResponse:
    if carried_out(request, actions.revoke_proxy, proxy=proxy):
        messages.success(request, "Le pouvoir est révoqué.")
    return back_to_desk(proxy.giver.meeting_id, point_of(request))


@requires("commission.vote_motion")
@require_POST
@found_by(own_seat)
@posts_once
def announce(request: HttpRequest, seat: Seat) -> HttpResponse:
    """« Je suis présent »: a member's own seat, at a meeting held from afar."""
    form = AnnounceForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Dites si vous rejoignez la séance ou si vous la quittez.")
    elif carried_out(request, here.announce, meeting=seat.meeting, presence=Presence(form.cleaned_data["presence"])):
        here_now = form.cleaned_data["presence"] == Presence.PRESENT
        messages.success(request, "Vous êtes noté en séance." if here_now else "Votre départ est noté.")
    return redirect("commission:meeting", seat.meeting_id)
