"""The desk's page, as it is shown after any of its actions."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from harmonie.dates import clock

from ..models import Meeting
from . import live
from .forms import HourForm, PostponeForm, PostponeRemainingForm, ProxyForm
from .screen import case_at_desk, desk_of


def back_to_desk(meeting_id: int, position: int | None = None) -> HttpResponse:
    address = reverse("commission:desk", args=[meeting_id])
    return redirect(f"{address}?point={position}" if position else address)


def point_of(request: HttpRequest) -> int | None:
    """The point that stood on the screen from which somebody posted."""
    typed = request.POST.get("point", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else None


def desk_page(
    request: HttpRequest,
    meeting: Meeting,
    point: str = "",
    *,
    status: int = 200,
    template: str = "commission/desk.html",
    **forms: Any,
) -> HttpResponse:
    """The page, or with another template its live parts. `forms` are those that come back with what was typed."""
    context = desk_of(meeting, request.user, point) | {"point": point, "form": None, "zone": settings.TIME_ZONE}
    if context["item"] is not None:
        context |= case_at_desk(context["item"], request.user, context["case_quorum"])
    context |= _forms(meeting, context) | forms
    context["heard"] = live.heard(context)
    return render(request, template, context, status=status)


def _forms(meeting: Meeting, context: dict[str, Any]) -> dict[str, Any]:
    lost = f"quorum perdu à {clock(timezone.now())}"
    return {
        "proxy_form": ProxyForm(meeting=meeting) if context["may_note"] else None,
        "hour_form": HourForm(meeting=meeting) if context["may_note"] else None,
        "postpone_form": PostponeForm(
            initial={"why": "pas de quorum pour ce dossier"} if context.get("blocked") else None
        ),
        "remaining_form": PostponeRemainingForm(initial={"why": lost}),
    }
