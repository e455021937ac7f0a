"""The page on which a meeting is planned, changed or convened a second time: one form, one way to answer."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from harmonie.refusals import Refusal

from ..models import Meeting
from .forms import MeetingForm
from .queries import what_applies
from .warnings import warnings

PAGE = "commission/planning/plan.html"
UNCONFIRMED = "Relisez ce qui est signalé sous la date, puis confirmez-le\u00a0: rien n’est encore enregistré."


def meeting_page(
    request: HttpRequest,
    act: Callable[[dict[str, Any]], Meeting],
    *,
    initial: dict[str, Any],
    but: Meeting | None = None,
    **words: str,
) -> HttpResponse:
    """Shows the form; acts when it is valid and what it was warned of is confirmed, then leads to the meeting.

    `act` takes the facts of the form and gives the meeting, or refuses. `but` is the meeting itself, when it exists.
    `words` are the page's own: heading, lead, button.
    """
    today = timezone.localdate()
    form = MeetingForm(request.POST if request.method == "POST" else None, today=today, initial=initial)
    status = 200
    if request.method == "POST":
        checking = "check" in request.POST
        status = 200 if form.is_valid() and checking else 422
        if form.is_valid() and not checking and _is_confirmed(request, form, but):
            try:
                return redirect("commission:meeting", act(form.facts).pk)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
    return render(request, PAGE, {"form": form, "meeting": but, **words, **about(form, but)}, status=status)


def _is_confirmed(request: HttpRequest, form: MeetingForm, but: Meeting | None) -> bool:
    if "confirmed" in request.POST or not about(form, but)["warned"]:
        return True
    form.add_error(None, UNCONFIRMED)
    return False


def about(form: MeetingForm, but: Meeting | None = None) -> dict[str, Any]:
    """What applies on the chosen day, and what to be warned of; nothing while no day is chosen."""
    day = form.chosen_day
    if day is None:
        return {"day": None, "warned": []}
    applies = what_applies(day, form.today)
    known = form.is_bound and form.cleaned_data.get("clock") is not None
    return {"day": applies, "warned": warnings(applies, form.starts_at if known else None, but)}
