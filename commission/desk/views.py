"""The chair's desk: one screen to run a meeting from. Who has voted is shown, how never."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from .. import actions
from ..clicks import carried_out
from ..deciding import end_stale
from ..models import AgendaItem, Meeting, Seat
from ..queries import agenda_of
from . import actions as here
from . import live as versions
from .forms import PostponeForm, PostponeRemainingForm
from .page import back_to_desk, desk_page
from .scope import MAY_LEAD, found_by, item_to_postpone, meeting_at_desk, meeting_to_lead, seat_to_note
from .screen import current_of


@requires(*MAY_LEAD)
@require_safe
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Agenda, current case, room. A vote whose dossier changed meanwhile is closed before it is shown."""
    meeting = meeting_at_desk(request.user, pk)
    for position in _ended_as_stale(request, meeting):
        messages.warning(
            request, f"Point {position}\u00a0: le dossier a changé pendant le vote, la proposition est caduque."
        )
    return desk_page(request, meeting, request.GET.get("point", ""))


def _ended_as_stale(request: HttpRequest, meeting: Meeting) -> list[int]:
    return end_stale(meeting=meeting, by=request.user, now=timezone.now())


@requires(*MAY_LEAD)
@require_safe
def live(request: HttpRequest, pk: int) -> HttpResponse:
    """The parts of the desk that change; nothing (204) while the version that is shown still holds."""
    meeting, point = meeting_at_desk(request.user, pk), request.GET.get("point", "")
    agenda = agenda_of(meeting, request.user)
    if versions.version(meeting, agenda, current_of(agenda, point)) == request.GET.get("vu"):
        return HttpResponse(status=204)
    _ended_as_stale(request, meeting)
    return desk_page(request, meeting, point, template="commission/desk/live.html")


@requires(*MAY_LEAD)
@require_POST
@found_by(meeting_to_lead)
@posts_once
def open_meeting(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    if carried_out(request, actions.open_meeting, meeting=meeting):
        messages.success(request, "La séance est ouverte.")
    return back_to_desk(meeting.pk)


@requires(*MAY_LEAD)
@require_POST
@found_by(meeting_to_lead)
@posts_once
def close_meeting(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    if carried_out(request, actions.close_meeting, meeting=meeting):
        messages.success(request, "La séance est levée. Il reste à émettre les lettres de décision.")
    return back_to_desk(meeting.pk)


@requires(*MAY_LEAD)
@require_POST
@found_by(seat_to_note)
@posts_once
def take_the_chair(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The person of highest rank in the room presides from now on."""
    if carried_out(request, here.take_the_chair, meeting=seat.meeting, seat=seat):
        messages.success(request, f"{seat.user} préside maintenant la séance.")
    return back_to_desk(seat.meeting_id)


@requires(*MAY_LEAD)
@require_POST
@found_by(item_to_postpone)
@posts_once
def postpone(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Leaves the case for another meeting."""
    form = PostponeForm(request.POST)
    if not form.is_valid():
        return desk_page(request, item.meeting, str(item.position), postpone_form=form, form=form, status=422)
    if not carried_out(request, here.postpone, item=item, why=form.cleaned_data["why"]):
        return back_to_desk(item.meeting_id, item.position)
    messages.success(request, f"Le point {item.position} est reporté à une autre séance.")
    return back_to_desk(item.meeting_id)


@requires(*MAY_LEAD)
@require_POST
@found_by(meeting_to_lead)
@posts_once
def postpone_remaining(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Leaves all that is not decided for another meeting."""
    form = PostponeRemainingForm(request.POST)
    if not form.is_valid():
        return desk_page(request, meeting, remaining_form=form, form=form, status=422)
    try:
        left = here.postpone_remaining(
            meeting=meeting, why=form.cleaned_data["why"], by=request.user, now=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return back_to_desk(meeting.pk)
    many = left > 1
    messages.success(
        request,
        f"{left}\u00a0point{'s' if many else ''} reporté{'s' if many else ''}\u00a0: vous pouvez lever la séance.",
    )
    return back_to_desk(meeting.pk)
