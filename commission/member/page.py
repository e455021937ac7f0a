"""The page of one case: its sheet, its neighbours, the vote, the reader's own note, and what they may declare."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from harmonie.accounts.models import User
from harmonie.registry import kept

from .. import wording
from ..enums import IN_THE_ROOM, ItemState, MotionState
from ..models import AgendaItem, Motion, PrivateNote
from ..queries import agenda_of, is_stale, own_votes, queue_of, result_of, seats_of, who_has_voted
from ..secret import panel as secret
from .forms import NoteForm, RecusalForm, VoteForm
from .sheet import sheet_of

CHOICES = (("for", "Pour", "P"), ("against", "Contre", "C"), ("abstention", "Abstention", "A"))
NEXT_SHOWN = 4


def items_for(user: User) -> QuerySet[AgendaItem]:
    """The cases this person may open, with what their page shows of each."""
    return AgendaItem.objects.visible_to(user).select_related(
        "meeting__presided_by",
        "meeting__rules",
        "rapporteur",
        "application__scheme",
        "application__applicant",
        "application__project",
        "application__partner",
    )


def case_page(request: HttpRequest, item: AgendaItem, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page; `forms` takes the place of those that were posted and not accepted."""
    motions = list(item.motions.select_related("target_scheme"))
    motion = motions[-1] if motions and motions[-1].state == MotionState.OPEN and not is_stale(motions[-1]) else None
    sits = item.meeting.seats.filter(user=request.user).exists()
    context = {
        "item": item,
        "sheet": sheet_of(item, request.user),
        "motion": motion,
        "sentence": wording.motion_sentence(motion, item.application.scheme.name) if motion else "",
        "closed": [_closed(m, item) for m in motions if m.state == MotionState.CLOSED],
        "decision": getattr(item, "decision", None),
        "can_recuse": sits and _is_undecided(item),
        **_neighbours(request.user, item),
        **_ballot(request.user, item, motion),
        **secret.panel(item, request.user),
        **(_note(request, item) if sits else {"note_form": None}),
        **forms,
    }
    context.setdefault("recusal_form", RecusalForm())
    return render(request, "commission/case.html", context, status=status)


def _is_undecided(item: AgendaItem) -> bool:
    return item.state in (ItemState.LISTED, ItemState.UNDER_VOTE) and item.meeting.state in IN_THE_ROOM


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
    mine_to_cast = list(seats_of(user, motion)) if motion else []
    # A voice in the box is final.
    done = who_has_voted(motion) if motion and motion.is_secret else set()
    seats = [seat for seat in mine_to_cast if seat.pk not in done]
    if not seats:
        return {"ballot": None, "in_the_box": bool(mine_to_cast)}
    mine = own_votes(user, motion)
    first = next((seat for seat in seats if seat.pk not in mine), seats[0])
    waiting = [other for other in queue_of(user) if other.pk != item.pk]
    return {
        "ballot": VoteForm(seats=seats_of(user, motion), initial={"seat": first.pk}),
        "seats": [(seat, seat.user_id == user.pk, mine.get(seat.pk)) for seat in seats],
        "next_items": [(other, wording.case_title(other.application)) for other in waiting[:NEXT_SHOWN]],
        "choices": CHOICES,
    }


def _note(request: HttpRequest, item: AgendaItem) -> dict[str, Any]:
    """The reader's own note; nobody else's is ever looked up. Only a visit takes up what was being typed."""
    note = PrivateNote.objects.filter(item=item, author=request.user).first()
    form, address = NoteForm(initial={"text": note.text if note else ""}), reverse("commission:note", args=[item.pk])
    if request.method in kept.READS:
        form = kept.resumed(request, form, at=address)
    return {"note_form": form, "note": note, "note_address": address}
