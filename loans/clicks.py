"""A form that acts: what its view does with a refusal."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest

from harmonie.refusals import Refusal

from .schedule import ScheduleError

PREVIEW = "voir"  # the button that only shows what the answers come to: nothing of them stands in an address


def saves(request: HttpRequest) -> bool:
    """Whether the form was sent to be acted on, rather than to look at what it would give."""
    return request.method == "POST" and PREVIEW not in request.POST


def attempt(form: BaseForm, act: Callable[[], Any]) -> Any:
    """The action's result, or None with its refusal written on the form."""
    try:
        return act()
    except (Refusal, ScheduleError) as refusal:
        form.add_error(None, str(refusal))
        form.is_refused = True  # type: ignore[attr-defined]
        return None


def done(form: BaseForm, act: Callable[[], Any]) -> bool:
    attempt(form, act)
    return not form.errors


def status_of(form: BaseForm) -> int:
    """409 when the action was refused as things stand, 422 when what was typed cannot be used."""
    if getattr(form, "is_refused", False):
        return 409
    return 422 if form.is_bound and form.errors else 200
