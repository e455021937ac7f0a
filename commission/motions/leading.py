"""Views of whoever presides: for everybody else they do not exist, whatever they post."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from harmonie.accounts.models import User

from ..chairing import presides
from ..desk.scope import found_item, found_meeting, found_motion
from ..models import AgendaItem, Meeting

type View = Callable[..., HttpResponse]
type Led = tuple[Meeting, AgendaItem | None]


def of_item(user: User, pk: int) -> Led:
    item = found_item(user, pk)
    return item.meeting, item


def of_motion(user: User, pk: int) -> Led:
    item = found_motion(user, pk).item
    return item.meeting, item


def of_meeting(user: User, pk: int) -> Led:
    return found_meeting(user, pk), None


def led_by_chair(found: Callable[[User, int], Led], *, or_permission: str = "") -> Callable[[View], View]:
    """Lets in whoever presides over what `found` finds, and who holds `or_permission`; stands above `posts_once`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, pk: int) -> HttpResponse:
            meeting, item = found(request.user, pk)
            if not ((or_permission and request.user.has_perm(or_permission)) or presides(request.user, meeting, item)):
                raise Http404
            return view(request, pk)

        return guarded

    return decorate
