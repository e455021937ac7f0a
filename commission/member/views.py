"""The member's screens: what awaits them, the case sheet and its documents, the vote, the note, stepping aside."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.accounts.models import User
from harmonie.documents.responses import file_response
from harmonie.refusals import Refusal, Stale
from harmonie.registry import kept
from harmonie.registry.actions import log_opening
from harmonie.registry.keeping import spend
from harmonie.registry.once import posts_once

from .. import wording
from ..actions import declare_recusal, recuse_tied
from ..enums import Choice, ItemState, MotionState
from ..models import AgendaItem, Motion
from ..queries import next_to_vote, seats_of
from ..voting import cast_vote
from . import actions
from .forms import NoteForm, RecusalForm, VoteForm
from .page import case_page, items_for
from .papers import open_to
from .waiting import coming_meeting, waiting_of


@requires("commission.vote_motion")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What awaits this member's voice and their reading, across meetings."""
    waiting = waiting_of(request.user)
    context = {
        "waiting": waiting,
        "to_vote": [(item, wording.case_title(item.application)) for item in waiting.to_vote],
        "to_read": [(item, wording.case_title(item.application)) for item in waiting.to_read],
        "coming": coming_meeting(request.user),
    }
    return render(request, "commission/queue.html", context)


@requires("commission.view_meeting")
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """The case sheet, with the vote when there is one; whoever turns out to have ties with it does not see it."""
    item = get_object_or_404(items_for(request.user), pk=pk)
    if item.state == ItemState.LISTED:
        recuse_tied(item=item, now=timezone.now())
        item = get_object_or_404(items_for(request.user), pk=pk)
    log_opening(user=request.user, subject="fiche de séance", reference=item.application.reference)
    actions.note_reading(item=item, member=request.user, now=timezone.now())
    return case_page(request, item)


@requires("commission.view_meeting")
@require_safe
def paper(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """The file of one document, for a member who decides the case; each opening is written down."""
    item = get_object_or_404(items_for(request.user), pk=pk)
    found = next((one for one in open_to(item, request.user) if one.key == key), None)
    if found is None:
        raise Http404
    log_opening(user=request.user, subject="pièce justificative", reference=item.application.reference)
    return file_response(found.file)


@requires("commission.vote_motion")
@require_POST
@posts_once
@sensitive_post_parameters("choice")
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """One voice, then on to the next case."""
    item = get_object_or_404(items_for(request.user), pk=pk)
    motion = item.motions.filter(pk=request.POST.get("motion") or 0).first() if _is_number(request) else None
    if motion is None or motion.state != MotionState.OPEN:
        messages.error(request, "Le vote est clos\u00a0: votre voix n’a pas pu être comptée.")
        return redirect("commission:case", pk)
    form = VoteForm(request.POST, seats=seats_of(request.user, motion))
    if not form.is_valid():
        return case_page(request, item, ballot=form, form=form, status=422)
    try:
        cast_vote(motion=motion, by=request.user, now=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        # A stale motion is closed by now, which only a redirect keeps; a secret voice has nothing to correct.
        if isinstance(refusal, Stale) or motion.is_secret:
            messages.error(request, str(refusal))
            return redirect("commission:case", pk)
        form.add_error(None, str(refusal))
        return case_page(request, item, ballot=form, form=form, status=409)
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
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """What this member jots down for themselves."""
    item = get_object_or_404(items_for(request.user), pk=pk)
    if not item.meeting.seats.filter(user=request.user).exists():
        raise Http404
    form = kept.resumed(request, NoteForm(request.POST))
    if not form.is_valid():
        return case_page(request, item, note_form=form, form=form, status=422)
    text = form.cleaned_data["text"]
    try:
        actions.save_note(item=item, author=request.user, text=text, now=timezone.now())
    except Refusal as refusal:
        raise Http404 from refusal
    messages.success(request, "Votre note est enregistrée." if text else "Votre note est effacée.")
    return redirect(f"{reverse('commission:case', args=[pk])}#note")


@requires("commission.vote_motion")
@require_POST
@posts_once
def recuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Stepping aside: from now on the case is out of sight."""
    item = get_object_or_404(items_for(request.user), pk=pk)
    form = RecusalForm(request.POST)
    if not form.is_valid():
        return case_page(request, item, recusal_form=form, form=form, status=422)
    try:
        declare_recusal(item=item, member=request.user, reason=form.cleaned_data["reason"], now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return case_page(request, item, recusal_form=form, form=form, status=409)
    spend(user=request.user, path=reverse("commission:note", args=[pk]))
    messages.success(
        request, f"Point {item.position}\u00a0: votre déport est noté, ce dossier ne vous est plus présenté."
    )
    return redirect("commission:meeting", item.meeting_id)
