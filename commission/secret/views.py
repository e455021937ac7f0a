"""Asking that a case be voted on secretly."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from harmonie.accounts.access import requires
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from ..models import AgendaItem
from .actions import demand_secret_ballot
from .queries import demands_of


@requires("commission.vote_motion")
@require_POST
@posts_once
def demand_secret(request: HttpRequest, pk: int) -> HttpResponse:
    """One member's demand; enough of them make the next vote on this case secret."""
    item = get_object_or_404(AgendaItem.objects.visible_to(request.user).select_related("meeting__rules"), pk=pk)
    try:
        demand_secret_ballot(item=item, member=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        demands = demands_of(item)
        more = (
            "le vote sera secret"
            if demands.is_due
            else f"{demands.asked} sur {demands.needed} nécessaire{'s' if demands.needed > 1 else ''}"
        )
        messages.success(request, f"Point {item.position}\u00a0: votre demande est notée, {more}.")
    return redirect("commission:case", pk)
