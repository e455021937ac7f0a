"""The two addresses behind a page that keeps what is typed on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from harmonie.accounts.access import person
from harmonie.dates import clock
from harmonie.refusals import Refusal

from .keeping import ONCE, PAGE, is_ours, keep, spend, takes_forms
from .once import posts_once


@require_POST
def keep_input(request: HttpRequest) -> HttpResponse:
    """Keeps what is typed; says so in a sentence, for the line beside the button. Saying it twice changes nothing."""
    now, typed = timezone.now(), request.POST
    try:
        keep(user=person(request), path=typed.get(PAGE, ""), typed=typed, now=now, unless_spent=typed.get(ONCE, ""))
    except Refusal as refusal:
        return HttpResponse(str(refusal), content_type="text/plain; charset=utf-8", status=422)
    return HttpResponse(f"Saisie gardée à {clock(now)}", content_type="text/plain; charset=utf-8")


@require_POST
@posts_once
def forget_input(request: HttpRequest) -> HttpResponse:
    """Begins again from what is saved."""
    path, back = request.POST.get(PAGE, ""), request.POST.get("back", "")
    if takes_forms(path):
        spend(user=person(request), path=path)
    return redirect(back if is_ours(back) else "home")
