"""Putting a proposal to the vote, and closing the vote."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from applications.queries import terms_of
from harmonie.accounts.access import requires
from harmonie.refusals import Refusal, Stale
from harmonie.registry.once import posts_once

from .. import deciding, wording
from ..clicks import carried_out
from ..desk.page import back_to_desk, desk_page
from ..desk.scope import found_item, found_motion
from ..queries import voters as voters_of
from ..voting import put_motion as put
from .forms import MotionForm


@requires("commission.plan_meeting")
@require_safe
def voters(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has voted, for the desk that refreshes itself."""
    motion = found_motion(request.user, pk)
    return render(request, "commission/motions/_voters.html", {"motion": motion, "voters": voters_of(motion)})


@requires("commission.preside_meeting")
@require_POST
@posts_once
def put_motion(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a proposal to the vote; what was typed stays when it cannot be."""
    item = found_item(request.user, pk)
    form = MotionForm(request.POST, application=item.application, terms=terms_of(item.application))
    if not form.is_valid():
        return desk_page(request, item.meeting, str(item.position), motion_form=form, form=form, status=422)
    try:
        put(item=item, by=request.user, now=timezone.now(), **form.as_motion())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        if isinstance(refusal, Stale):
            form.data = form.data.copy() | {"revision": str(item.application.revision)}
        return desk_page(request, item.meeting, str(item.position), motion_form=form, form=form, status=409)
    messages.success(request, f"Point {item.position}\u00a0: le vote est ouvert.")
    return back_to_desk(item.meeting_id, item.position)


@requires("commission.preside_meeting")
@require_POST
@posts_once
def close_motion(request: HttpRequest, pk: int) -> HttpResponse:
    """Closes the vote, opens the sealed voices, and decides."""
    motion = found_motion(request.user, pk)
    if carried_out(request, deciding.close_motion, motion=motion):
        motion.refresh_from_db()
        messages.success(request, f"Vote clos. {wording.RESULTS[motion.result]}.")
    return back_to_desk(motion.item.meeting_id, motion.item.position)


@requires("commission.preside_meeting")
@require_POST
@posts_once
def drop_motion(request: HttpRequest, pk: int) -> HttpResponse:
    motion = found_motion(request.user, pk)
    if carried_out(request, deciding.drop_motion, motion=motion):
        messages.success(request, "La proposition est retirée, ses voix restent scellées.")
    return back_to_desk(motion.item.meeting_id, motion.item.position)
