"""The chair's desk: one screen to run a meeting from. Who has voted is shown, how never."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from applications.queries import terms_of
from harmonie.accounts.access import requires
from harmonie.accounts.models import User
from harmonie.refusals import Refusal, Stale
from harmonie.registry.once import posts_once

from . import actions, deciding, wording
from .clicks import carried_out
from .desk import case_at_desk, desk_of
from .forms import MotionForm, PostponeForm, PresenceForm, ProxyForm
from .models import AgendaItem, Meeting, Motion, Proxy, Seat
from .queries import voters as voters_of
from .voting import put_motion as put


def _meeting(user: User, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(user).select_related("presided_by"), pk=pk)


def _item(user: User, pk: int) -> AgendaItem:
    items = AgendaItem.objects.visible_to(user).select_related(
        "meeting__presided_by", "application__scheme", "application__project", "application__applicant"
    )
    return get_object_or_404(items, pk=pk)


def _motion(user: User, pk: int) -> Motion:
    items = AgendaItem.objects.visible_to(user)
    found = Motion.objects.filter(item__in=items).select_related("item__meeting", "item__application__scheme")
    return get_object_or_404(found, pk=pk)


def _back(meeting_id: int, position: int | None = None) -> HttpResponse:
    address = reverse("commission:desk", args=[meeting_id])
    return redirect(f"{address}?point={position}" if position else address)


@requires("commission.plan_meeting")
@require_safe
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Agenda, current case, room."""
    return _page(request, _meeting(request.user, pk), request.GET.get("point", ""))


def _page(request: HttpRequest, meeting: Meeting, point: str = "", *, status: int = 200, **forms: Any) -> HttpResponse:
    context = desk_of(meeting, request.user, point)
    item = context["item"]
    if item is not None:
        context |= case_at_desk(item, request.user)
    context |= {"proxy_form": ProxyForm(meeting=meeting), "postpone_form": PostponeForm()} | forms
    return render(request, "commission/desk.html", context, status=status)


@requires("commission.plan_meeting")
@require_safe
def voters(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has voted, for the desk that refreshes itself."""
    motion = _motion(request.user, pk)
    return render(request, "commission/_voters.html", {"motion": motion, "voters": voters_of(motion)})


# The room ---------------------------------------------------------------------------------------


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
    return _back(seat.meeting_id)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def give_proxy(request: HttpRequest, pk: int) -> HttpResponse:
    """An absent member's written proxy."""
    meeting = _meeting(request.user, pk)
    form = ProxyForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return _page(request, meeting, proxy_form=form, form=form, status=422)
    try:
        actions.give_proxy(**form.cleaned_data, by=request.user, now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, meeting, proxy_form=form, form=form, status=409)
    messages.success(request, "Le pouvoir est noté.")
    return _back(pk)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def revoke_proxy(request: HttpRequest, pk: int) -> HttpResponse:
    proxies = Proxy.objects.filter(giver__meeting__in=Meeting.objects.visible_to(request.user))
    proxy = get_object_or_404(proxies.select_related("giver"), pk=pk)
    if carried_out(request, actions.revoke_proxy, proxy=proxy):
        messages.success(request, "Le pouvoir est révoqué.")
    return _back(proxy.giver.meeting_id)


@requires("commission.preside_meeting")
@require_POST
@posts_once
def open_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    if carried_out(request, actions.open_meeting, meeting=_meeting(request.user, pk)):
        messages.success(request, "La séance est ouverte.")
    return _back(pk)


@requires("commission.preside_meeting")
@require_POST
@posts_once
def close_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    if carried_out(request, actions.close_meeting, meeting=_meeting(request.user, pk)):
        messages.success(request, "La séance est levée. Il reste à émettre les lettres de décision.")
        return redirect("commission:decisions", pk)
    return _back(pk)


# The case ---------------------------------------------------------------------------------------


@requires("commission.preside_meeting")
@require_POST
@posts_once
def put_motion(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a proposal to the vote; what was typed stays when it cannot be."""
    item = _item(request.user, pk)
    form = MotionForm(request.POST, application=item.application, terms=terms_of(item.application))
    if not form.is_valid():
        return _page(request, item.meeting, str(item.position), motion_form=form, form=form, status=422)
    try:
        put(item=item, by=request.user, now=timezone.now(), **form.as_motion())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        if isinstance(refusal, Stale):
            form.data = form.data.copy() | {"revision": str(item.application.revision)}
        return _page(request, item.meeting, str(item.position), motion_form=form, form=form, status=409)
    messages.success(request, f"Point {item.position}\u00a0: le vote est ouvert.")
    return _back(item.meeting_id, item.position)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """Leaves the case for another meeting."""
    item = _item(request.user, pk)
    form = PostponeForm(request.POST)
    if not form.is_valid():
        return _page(request, item.meeting, str(item.position), postpone_form=form, form=form, status=422)
    if carried_out(request, actions.postpone_item, item=item, why=form.cleaned_data["why"]):
        messages.success(request, f"Le point {item.position} est reporté à une autre séance.")
    return _back(item.meeting_id)


@requires("commission.preside_meeting")
@require_POST
@posts_once
def close_motion(request: HttpRequest, pk: int) -> HttpResponse:
    """Closes the vote, opens the sealed voices, and decides."""
    motion = _motion(request.user, pk)
    if carried_out(request, deciding.close_motion, motion=motion):
        motion.refresh_from_db()
        messages.success(request, f"Vote clos. {wording.RESULTS[motion.result]}.")
    return _back(motion.item.meeting_id, motion.item.position)


@requires("commission.preside_meeting")
@require_POST
@posts_once
def drop_motion(request: HttpRequest, pk: int) -> HttpResponse:
    motion = _motion(request.user, pk)
    if carried_out(request, deciding.drop_motion, motion=motion):
        messages.success(request, "La proposition est retirée, ses voix restent scellées.")
    return _back(motion.item.meeting_id, motion.item.position)
