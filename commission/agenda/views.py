"""Preparing a meeting: the list, the plan, the agenda, the convocation."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.accounts.models import User
from harmonie.orders import Order, as_moment
from harmonie.paging import AFTER, page_of
from harmonie.registry.once import posts_once

from .. import actions
from ..clicks import carried_out
from ..enums import AGENDA_OPEN, MeetingState
from ..minutes import panel as minutes
from ..models import AgendaItem, Meeting
from ..queries import agenda_of, meetings_for, ready_cases, seats_in
from ..urgent import panel as urgent
from .forms import AddCaseForm
from .lines import agenda_lines

PAGE = 20
LATEST_FIRST = Order("starts_at", parse=as_moment)
READY_SHOWN = 50
NOTICE_DAYS = 3  # CASF R123-16: the convocation leaves at least three days before.


@requires("commission.view_meeting")
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """The meetings a person may open, latest first, a page at a time."""
    if AFTER in request.GET and LATEST_FIRST.read(request.GET[AFTER]) is None:
        raise Http404
    page, here = page_of(meetings_for(request.user), request, order=LATEST_FIRST, size=PAGE), request.path
    context = {
        "meetings": page.rows,
        "following": page.following and f"{here}{page.following}",
        "previous": page.previous and f"{here}{page.previous}",
        "may_plan": request.user.has_perm("commission.plan_meeting"),
    }
    return render(request, "commission/meetings.html", context)


@requires("commission.view_meeting")
@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda, its members and, until the meeting opens, what can be put on it."""
    found = get_object_or_404(Meeting.objects.visible_to(request.user).select_related("presided_by"), pk=pk)
    may_plan = request.user.has_perm("commission.plan_meeting")
    is_open_to_change = may_plan and found.state in AGENDA_OPEN
    lines = agenda_lines(agenda_of(found, request.user))
    context = {
        "meeting": found,
        "lines": lines,
        "waiting": len([line for line in lines if line.is_pending]),
        "seats": seats_in(found),
        "may_plan": may_plan,
        "is_open_to_change": is_open_to_change,
        "ready": ready_cases(request.user)[:READY_SHOWN] if is_open_to_change else [],
        "is_late_notice": found.state == MeetingState.PLANNED
        and (timezone.localdate(found.starts_at) - timezone.localdate()).days < NOTICE_DAYS,
        **minutes.panel(found, request.user),
        **urgent.panel(found, request.user),
    }
    return render(request, "commission/meeting.html", context)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def add_case(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    form = AddCaseForm(request.POST, cases=ready_cases(request.user))
    if not form.is_valid():
        messages.error(request, "Ce dossier n’est plus prêt à être inscrit\u00a0: il l’a peut-être été entre-temps.")
    else:
        carried_out(request, actions.add_to_agenda, meeting=found, application=form.cleaned_data["application"])
    return redirect("commission:meeting", pk)


def _item(user: User, pk: int) -> AgendaItem:
    return get_object_or_404(AgendaItem.objects.visible_to(user).select_related("meeting"), pk=pk)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def move_up(request: HttpRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, up=True)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def move_down(request: HttpRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, up=False)


def _moved(request: HttpRequest, pk: int, *, up: bool) -> HttpResponse:
    item = _item(request.user, pk)
    carried_out(request, actions.move_item, item=item, up=up)
    return redirect(f"{reverse('commission:meeting', args=[item.meeting_id])}#point-{item.pk}")


@requires("commission.plan_meeting")
@require_POST
@posts_once
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    item = _item(request.user, pk)
    if carried_out(request, actions.remove_from_agenda, item=item):
        messages.success(
            request, "Le dossier est retiré de l’ordre du jour\u00a0; il reste prêt pour une autre séance."
        )
    return redirect("commission:meeting", item.meeting_id)
