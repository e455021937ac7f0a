"""The member's screens: what awaits their voice, the case sheet, the vote, stepping aside."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.accounts.models import User
from harmonie.refusals import Refusal, Stale
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from .. import wording
from ..actions import declare_recusal
from ..enums import IN_THE_ROOM, Choice, ItemState, MeetingState, MotionState
from ..models import AgendaItem, Meeting, Motion
from ..queries import agenda_of, is_stale, next_to_vote, own_votes, queue_of, result_of, seats_of, who_has_voted
from ..secret import panel as secret
from ..voting import cast_vote
from .forms import RecusalForm, VoteForm
from .sheet import sheet_of


@requires("commission.vote_motion")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What awaits this member's voice, across meetings."""
    items = [(item, wording.case_title(item.application)) for item in queue_of(request.user)]
    coming = Meeting.objects.visible_to(request.user).filter(
        state__in=[MeetingState.CONVENED, MeetingState.OPEN], seats__user=request.user
    )
    return render(request, "commission/queue.html", {"items": items, "coming": coming.order_by("starts_at").first()})


def _items(user: User) -> QuerySet[AgendaItem]:
    return AgendaItem.objects.visible_to(user).select_related(
        "meeting__presided_by",
        "rapporteur",
        "application__scheme",
        "application__applicant",
        "application__project",
        "application__partner",
    )


@requires("commission.view_meeting")
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """The case sheet, with the vote when there is one."""
    item = get_object_or_404(_items(request.user), pk=pk)
    log_opening(user=request.user, subject="fiche de séance", reference=item.application.reference)
    return _case_page(request, item)


def _case_page(request: HttpRequest, item: AgendaItem, *, status: int = 200, **forms: Any) -> HttpResponse:
    motions = list(item.motions.select_related("target_scheme"))
    motion = motions[-1] if motions and motions[-1].state == MotionState.OPEN and not is_stale(motions[-1]) else None
    context = {
        "item": item,
        "sheet": sheet_of(item),
        "motion": motion,
        "sentence": wording.motion_sentence(motion, item.application.scheme.name) if motion else "",
        "closed": [_closed(m, item) for m in motions if m.state == MotionState.CLOSED],
        "decision": getattr(item, "decision", None),
        "can_recuse": _can_recuse(request.user, item),
        **_neighbours(request.user, item),
        **_ballot(request.user, item, motion),
        **secret.panel(item, request.user),
        **forms,
    }
    context.setdefault("recusal_form", RecusalForm())
    return render(request, "commission/case.html", context, status=status)


def _closed(motion: Motion, item: AgendaItem) -> dict[str, Any]:
    counted = result_of(motion)
    return {
        "sentence": wording.motion_sentence(motion, item.application.scheme.name),
        "result": wording.RESULTS[motion.result],
        "arithmetic": wording.arithmetic(counted) if counted else "",
        "closed_at": motion.closed_at,
    }


def _neighbours(user: User, item: AgendaItem) -> dict[str, Any]:
    agenda = agenda_of(item.meeting, user)
    seen = [other for other in agenda if not other.is_hidden]
    place = next(i for i, other in enumerate(seen) if other.pk == item.pk)
    return {
        "total": len(agenda),
        "previous": seen[place - 1] if place else None,
        "following": seen[place + 1] if place + 1 < len(seen) else None,
    }


def _ballot(user: User, item: AgendaItem, motion: Motion | None) -> dict[str, Any]:
    """The vote form of those who may vote, and their own voices; nobody else's."""
    seats = list(seats_of(user, motion)) if motion else []
    if motion and motion.is_secret:  # a voice in the box is final
        in_the_box = who_has_voted(motion)
        seats = [seat for seat in seats if seat.pk not in in_the_box]
    if not seats:
        return {"ballot": None}
    mine = own_votes(user, motion)
    first = next((seat for seat in seats if seat.pk not in mine), seats[0])
    queue = list(queue_of(user))
    waiting = [other for other in queue if other.pk != item.pk]
    return {
        "ballot": VoteForm(seats=seats_of(user, motion), initial={"seat": first.pk}),
        "seats": [(seat, seat.user_id == user.pk, mine.get(seat.pk)) for seat in seats],
        "next_items": [(other, wording.case_title(other.application)) for other in waiting[:4]],
        "choices": [("for", "Pour", "P"), ("against", "Contre", "C"), ("abstention", "Abstention", "A")],
    }


def _can_recuse(user: User, item: AgendaItem) -> bool:
    undecided = item.state in (ItemState.LISTED, ItemState.UNDER_VOTE)
    return undecided and item.meeting.state in IN_THE_ROOM and item.meeting.seats.filter(user=user).exists()


@requires("commission.vote_motion")
@require_POST
@posts_once
@sensitive_post_parameters("choice")
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """One voice, then on to the next case."""
    item = get_object_or_404(_items(request.user), pk=pk)
    motion = item.motions.filter(pk=request.POST.get("motion") or 0).first() if _is_number(request) else None
    if motion is None or motion.state != MotionState.OPEN:
        messages.error(request, "Le vote est clos\u00a0: votre voix n’a pas pu être comptée.")
        return redirect("commission:case", pk)
    form = VoteForm(request.POST, seats=seats_of(request.user, motion))
    if not form.is_valid():
        return _case_page(request, item, ballot=form, form=form, status=422)
    try:
        cast_vote(motion=motion, by=request.user, now=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        # A stale motion is closed by now, which only a redirect keeps; a secret voice has nothing to correct.
        if isinstance(refusal, Stale) or motion.is_secret:
            messages.error(request, str(refusal))
            return redirect("commission:case", pk)
        form.add_error(None, str(refusal))
        return _case_page(request, item, ballot=form, form=form, status=409)
    messages.success(request, _thanks(form.cleaned_data, item, request.user, motion))
    following = next_to_vote(request.user, item)
    return redirect("commission:case", following.pk) if following else redirect("commission:queue")


def _is_number(request: HttpRequest) -> bool:
    return request.POST.get("motion", "").isdecimal() and len(request.POST["motion"]) < 18


def _thanks(voice: dict[str, Any], item: AgendaItem, user: User, motion: Motion) -> str:
    who = "" if voice["seat"].user_id == user.pk else f", pour {voice['seat'].user}"
    if motion.is_secret:
        return f"Point {item.position}\u00a0: votre voix est dans l’urne{who}."
    return f"Point {item.position}\u00a0: votre voix est enregistrée, {Choice(voice['choice']).label}{who}."


@requires("commission.vote_motion")
@require_POST
@posts_once
def recuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Stepping aside: from now on the case is out of sight."""
    item = get_object_or_404(_items(request.user), pk=pk)
    form = RecusalForm(request.POST)
    if not form.is_valid():
        return _case_page(request, item, recusal_form=form, form=form, status=422)
    try:
        declare_recusal(item=item, member=request.user, reason=form.cleaned_data["reason"], now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _case_page(request, item, recusal_form=form, form=form, status=409)
    messages.success(
        request, f"Point {item.position}\u00a0: votre déport est noté, ce dossier ne vous est plus présenté."
    )
    return redirect("commission:meeting", item.meeting_id)
