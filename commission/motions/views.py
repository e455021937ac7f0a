"""Putting a proposal to the vote, amending it, noting hands, closing the vote."""

import re
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from applications.models import ReasonKind
from applications.reasons.wording import words_of
from harmonie.accounts.access import requires
from harmonie.free_text import warn_of_numbers
from harmonie.refusals import Refusal, Stale
from harmonie.registry.once import posts_once

from .. import deciding, wording
from ..clicks import carried_out
from ..desk.page import back_to_desk, desk_page
from ..desk.scope import found_item, found_meeting, found_motion
from ..enums import Grounds, Mode, MotionState
from ..models import AgendaItem, Motion
from ..queries import standing_means, voting_seats
from ..voting import put_all_as_asked
from ..voting import put_motion as put
from .actions import end_if_stale, record_show_of_hands
from .forms import HandsForm, MotionForm
from .leading import led_by_chair, of_item, of_meeting, of_motion
from .panel import motion_form, shows_hands
from .reasons import first_words

# Whoever presides now: the chair's role, or the member who takes the chair in its absence.
CHAIRS = ("commission.preside_meeting", "commission.vote_motion")
PLANS = "commission.plan_meeting"
DESKS = (PLANS, *CHAIRS)
FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
FIGURE = re.compile(r"[0-9]{1,6}\.[0-9]{2}")


@requires(*CHAIRS)
@require_POST
@led_by_chair(of_item)
@posts_once
def put_motion(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a proposal to the vote; what was typed stays when it cannot be."""
    item = found_item(request.user, pk)
    form = motion_form(item, request.POST)
    if not form.is_valid():
        return desk_page(request, item.meeting, str(item.position), motion_form=form, form=form, status=422)
    if not _was_put(request, form, item):
        return desk_page(request, item.meeting, str(item.position), motion_form=form, form=form, status=409)
    messages.success(request, f"Point {item.position}\u00a0: le vote est ouvert.")
    return back_to_desk(item.meeting_id, item.position)


def _was_put(request: HttpRequest, form: MotionForm, item: AgendaItem, **more: Any) -> bool:
    try:
        put(item=item, by=request.user, now=timezone.now(), **form.as_motion(), **more)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        if isinstance(refusal, Stale):
            form.data = form.data.copy() | {"revision": str(item.application.revision)}
        return False
    warn_of_numbers(request, form)
    return True


@requires(*CHAIRS)
@FORM_OR_POST
@led_by_chair(of_motion)
@posts_once
def amend_motion(request: HttpRequest, pk: int) -> HttpResponse:
    """Another proposal in the place of the one under vote: its voices stay sealed, and everybody votes anew."""
    former = found_motion(request.user, pk)
    item = found_item(request.user, former.item_id)
    if former.state != MotionState.OPEN:
        messages.error(request, "Ce vote est déjà clos\u00a0: il n’est plus à amender.")
        return back_to_desk(item.meeting_id, item.position)
    if request.method != "POST":
        return _amend_page(request, former, motion_form(item, former=former, initial=_amount_asked(request)))
    form = motion_form(item, request.POST, former=former)
    if not form.is_valid():
        return _amend_page(request, former, form, status=422)
    if not _was_put(request, form, item, amends=former):
        return _amend_page(request, former, form, status=409)
    messages.success(request, f"Point {item.position}\u00a0: l’amendement est au vote, chacun vote de nouveau.")
    return back_to_desk(item.meeting_id, item.position)


def _amend_page(request: HttpRequest, former: Motion, form: MotionForm, *, status: int = 200) -> HttpResponse:
    item = former.item
    context = {
        "item": item,
        "former": former,
        "sentence": wording.motion_sentence(former, item.application.scheme.name),
        "motion_form": form,
        "form": form if form.is_bound else None,
    }
    return render(request, "commission/motions/amend.html", context, status=status)


def _amount_asked(request: HttpRequest) -> dict[str, Any]:
    """The amount that the link to this page offers (`montant=400.00`), with the reason it is offered for."""
    figure = request.GET.get("montant", "")
    if not FIGURE.fullmatch(figure):
        return {}
    why = {"grounds": Grounds.ENVELOPE, "explanation": first_words(Grounds.ENVELOPE, words_of(ReasonKind.GROUNDS))}
    return {"amount": Decimal(figure), **why}


@requires(*DESKS)
@FORM_OR_POST
@led_by_chair(of_motion, or_permission=PLANS)
@posts_once
@sensitive_post_parameters()
def show_of_hands(request: HttpRequest, pk: int) -> HttpResponse:
    """The voices of a public vote, noted as the hands went up."""
    motion = found_motion(request.user, pk)
    if not shows_hands(motion):
        raise Http404
    item = motion.item
    if end_if_stale(motion=motion, by=request.user, now=timezone.now()) or motion.state != MotionState.OPEN:
        messages.error(request, "Le vote est clos\u00a0: aucune voix n’a été notée.")
        return back_to_desk(item.meeting_id, item.position)
    spoke = standing_means(motion)
    seats = list(voting_seats(motion))
    form = HandsForm(request.POST or None, seats=[s for s in seats if s.pk not in spoke.by_themselves])
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            status = 409
            if carried_out(request, record_show_of_hands, motion=motion, voices=form.voices()):
                messages.success(request, f"Point {item.position}\u00a0: les voix sont notées à main levée.")
                return back_to_desk(item.meeting_id, item.position)
    context = {
        "motion": motion,
        "item": item,
        "sentence": wording.motion_sentence(motion, item.application.scheme.name),
        "hands": form,
        "form": form if form.is_bound else None,
        "spoke": [seat for seat in seats if seat.pk in spoke.by_themselves],
        "noted": len(spoke.by_hand),
        "choices": form.fields["others"].choices[1:],
    }
    return render(request, "commission/motions/hands.html", context, status=status)


@requires(*CHAIRS)
@require_POST
@led_by_chair(of_meeting)
@posts_once
def put_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Every case of a written consultation put to the vote at once, each as it was asked."""
    meeting = found_meeting(request.user, pk)
    if meeting.mode != Mode.WRITTEN:
        raise Http404
    count, refused = put_all_as_asked(meeting=meeting, by=request.user, now=timezone.now())
    for sentence in refused:
        messages.error(request, sentence)
    if count:
        opened = f"{count} votes sont ouverts" if count > 1 else "Un vote est ouvert"
        messages.success(request, f"{opened}\u00a0: chaque membre les trouve dans sa liste.")
    return back_to_desk(pk)


@requires(*CHAIRS)
@require_POST
@led_by_chair(of_motion)
@posts_once
def close_motion(request: HttpRequest, pk: int) -> HttpResponse:
    """Closes the vote, opens the sealed voices, and decides."""
    motion = found_motion(request.user, pk)
    if carried_out(request, deciding.close_motion, motion=motion):
        motion.refresh_from_db()
        messages.success(request, f"Vote clos. {wording.RESULTS[motion.result]}.")
    return back_to_desk(motion.item.meeting_id, motion.item.position)


@requires(*CHAIRS)
@require_POST
@led_by_chair(of_motion)
@posts_once
def drop_motion(request: HttpRequest, pk: int) -> HttpResponse:
    motion = found_motion(request.user, pk)
    if carried_out(request, deciding.drop_motion, motion=motion):
        motion.refresh_from_db()
        messages.success(request, f"Vote clos. {wording.RESULTS[motion.result]}.")
    return back_to_desk(motion.item.meeting_id, motion.item.position)
