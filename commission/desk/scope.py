"""What a person may reach from the desk: everything else does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from harmonie.accounts.models import User

from ..chairing import PLANS, leads_a_case, presides
from ..models import AgendaItem, Meeting, Motion, Proxy, Seat

type View = Callable[..., HttpResponse]

# Any of these opens the door; which meeting, and which case, is decided on the meeting itself.
MAY_LEAD = ("commission.plan_meeting", "commission.preside_meeting", "commission.vote_motion")


def found_meeting(user: User, pk: int) -> Meeting:
    return get_object_or_404(_meetings(user), pk=pk)


def _meetings(user: User) -> QuerySet[Meeting]:
    return Meeting.objects.visible_to(user).select_related("presided_by", "rules")


def meeting_at_desk(user: User, pk: int) -> Meeting:
    """For whoever prepares meetings, presides over this one, or leads one of its cases."""
    meeting = found_meeting(user, pk)
    if not (user.has_perm(PLANS) or presides(user, meeting) or leads_a_case(user, meeting)):
        raise Http404
    return meeting


def meeting_to_note(user: User, pk: int) -> Meeting:
    """The room is noted by whoever prepares meetings, or presides over this one."""
    meeting = found_meeting(user, pk)
    if not (user.has_perm(PLANS) or presides(user, meeting)):
        raise Http404
    return meeting


def meeting_to_lead(user: User, pk: int) -> Meeting:
    meeting = found_meeting(user, pk)
    if not presides(user, meeting):
        raise Http404
    return meeting


def found_item(user: User, pk: int) -> AgendaItem:
    items = AgendaItem.objects.visible_to(user).select_related(
        "meeting__presided_by",
        "meeting__rules",
        "application__scheme",
        "application__project",
        "application__applicant",
    )
    return get_object_or_404(items, pk=pk)


def item_to_postpone(user: User, pk: int) -> AgendaItem:
    """For whoever prepares meetings, or presides over this case."""
    item = found_item(user, pk)
    if not (user.has_perm(PLANS) or presides(user, item.meeting, item)):
        raise Http404
    return item


def found_motion(user: User, pk: int) -> Motion:
    items = AgendaItem.objects.visible_to(user)
    found = Motion.objects.filter(item__in=items).select_related("item__meeting", "item__application__scheme")
    return get_object_or_404(found, pk=pk)


def seat_to_note(user: User, pk: int) -> Seat:
    """A seat of a meeting whose room this person notes."""
    seat = get_object_or_404(Seat.objects.select_related("user"), pk=pk)
    seat.meeting = meeting_to_note(user, seat.meeting_id)
    return seat


def proxy_to_note(user: User, pk: int) -> Proxy:
    proxy = get_object_or_404(Proxy.objects.select_related("giver"), pk=pk)
    meeting_to_note(user, proxy.giver.meeting_id)
    return proxy


def own_seat(user: User, pk: int) -> Seat:
    seats = found_meeting(user, pk).seats.select_related("meeting", "user")
    return get_object_or_404(seats, user=user)


def found_by(find: Callable[[User, int], Any]) -> Callable[[View], View]:
    """Hands the view what `find` finds for this person; stands above `posts_once`, so that a stranger gets a 404."""

    def decorate(view: View) -> View:
        @wraps(view)
        def scoped(request: HttpRequest, pk: int) -> HttpResponse:
            return view(request, find(request.user, pk))

        return scoped

    return decorate
