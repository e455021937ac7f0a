"""The page where letters are noted as sent, for one of them or for those of a meeting."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from harmonie.accounts.access import person
from harmonie.refusals import Refusal, WrongState

from ..enums import Channel
from ..models import DecisionLetter
from .actions import mark_sent
from .forms import DispatchForm


def sent(
    request: HttpRequest, letters: Sequence[DecisionLetter], *, is_one: bool, back: str, title: str
) -> HttpResponse:
    """GET shows the form. A post that is refused is answered 422, or 409 when somebody was faster."""
    unsent = [letter for letter in letters if not hasattr(letter, "dispatch")]
    if not unsent:
        messages.info(request, "Toutes ces lettres sont déjà notées parties.")
        return redirect(back)
    form, status = DispatchForm(request.POST or None, letters=unsent, is_one=is_one, today=timezone.localdate()), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                noted = _act(request, form)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = 409 if isinstance(refusal, WrongState) else 422
            else:
                messages.success(request, f"{noted} lettre{'s notées parties' if noted > 1 else ' notée partie'}.")
                return redirect(back)
    page = {"form": form, "back": back, "title": title, "is_one": is_one}
    return render(request, "commission/letters/send.html", page, status=status)


def _act(request: HttpRequest, form: DispatchForm) -> int:
    data = form.cleaned_data
    return len(
        mark_sent(
            letters=form.chosen,
            channel=Channel(data["channel"]),
            sent_on=data["sent_on"],
            by=person(request),
            now=timezone.now(),
        )
    )
