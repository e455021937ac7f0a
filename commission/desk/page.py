"""The desk's page, as it is shown after any of its actions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ..models import Meeting
from .forms import PostponeForm, ProxyForm
from .screen import case_at_desk, desk_of


def back_to_desk(meeting_id: int, position: int | None = None) -> HttpResponse:
    address = reverse("commission:desk", args=[meeting_id])
    return redirect(f"{address}?point={position}" if position else address)


def desk_page(
    request: HttpRequest, meeting: Meeting, point: str = "", *, status: int = 200, **forms: Any
) -> HttpResponse:
    context = desk_of(meeting, request.user, point)
    item = context["item"]
    if item is not None:
        context |= case_at_desk(item, request.user)
    context |= {"proxy_form": ProxyForm(meeting=meeting), "postpone_form": PostponeForm()} | forms
    return render(request, "commission/desk.html", context, status=status)
