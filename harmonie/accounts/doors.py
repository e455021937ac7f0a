"""A partner that no longer refers people: its accounts are shut with it, at their next click."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from .models import User

type Answer = Callable[[HttpRequest], HttpResponse]


def is_shut_out(user: User) -> bool:
    """Whether the person works for a partner that is closed."""
    return user.partner is not None and not user.partner.is_active


def shut_partners_out(answer: Answer) -> Answer:
    """Ends the session of whoever works for a closed partner, before the page is looked at."""

    def at_the_door(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and is_shut_out(request.user):
            logout(request)
        return answer(request)

    return at_the_door
