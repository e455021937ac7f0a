"""The letter of a decision: issued once, read by those who may."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.documents.responses import pdf_response
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ..clicks import carried_out
from ..decisions.scope import READERS, decisions_for, reads_letters
from . import actions


@requires("commission.plan_meeting")
@require_POST
@posts_once
def issue_letter(request: HttpRequest, number: str) -> HttpResponse:
    """Prints and freezes the letter, once."""
    found = get_object_or_404(decisions_for(request.user), number=number)
    if carried_out(request, actions.issue_letter, decision=found):
        messages.success(request, "La lettre est émise\u00a0: elle ne changera plus.")
    return redirect("commission:decision", number)


@requires(*READERS)
@require_safe
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """The letter as it was issued, the same bytes each time."""
    if not reads_letters(request.user):
        raise Http404
    found = get_object_or_404(decisions_for(request.user), number=number, letter__isnull=False)
    log_opening(user=request.user, subject="lettre de décision", reference=found.number)
    return pdf_response(found.letter.document)
