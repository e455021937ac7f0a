"""A page where something about the lender is written down: acts, or keeps what was typed and says why not."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from harmonie.free_text import warn_of_numbers
from harmonie.refusals import Refusal, WrongState
from harmonie.registry import kept

from ..models import LoanApplication
from .forms import About

TOO_LATE = "Le dossier n’en est plus là\u00a0: voyez ce qui l’attend maintenant."


def write(
    request: HttpRequest,
    form: About,
    act: Callable[[dict[str, Any]], object],
    *,
    said: str,
    back: str,
    template: str = "applications/write.html",
    **page: Any,
) -> HttpResponse:
    """GET shows the form. A post that is refused is answered 422, or 409 when somebody was faster."""
    status, form = 200, kept.resumed(request, form)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act({"by": request.user, "now": timezone.now()})
            except Refusal as refusal:
                form.add_error(form.about.get(getattr(refusal, "about", "")), str(refusal))
                status = 409 if isinstance(refusal, WrongState) else 422
            else:
                messages.success(request, said)
                warn_of_numbers(request, form)
                return redirect(back)
    return render(request, template, {"form": form, "back": back, **page}, status=status)


def too_late(request: HttpRequest, application: LoanApplication, possible: bool) -> HttpResponse | None:
    """Opening a page whose moment has passed leads back to the dossier; a post goes on, and is refused in words."""
    if possible or request.method == "POST":
        return None
    messages.info(request, TOO_LATE)
    return redirect("applications:detail", application.reference)
