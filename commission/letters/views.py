"""The letter of one decision: previewed, issued once, read by those who may, noted as sent."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import person, requires
from harmonie.documents.responses import fresh_pdf_response, pdf_response
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ..clicks import carried_out
from ..decisions.scope import READERS, reads_letters
from . import actions
from .content import reference_of
from .issuing_actions import rendered
from .queries import PREPARES, Line, letters_for, line_of
from .sending import sent


def _line(request: HttpRequest, number: str) -> Line:
    if not reads_letters(person(request)):
        raise Http404
    return line_of(get_object_or_404(letters_for(person(request)), number=number), person(request))


@requires(PREPARES)
@require_POST
@posts_once
def issue_letter(request: HttpRequest, number: str) -> HttpResponse:
    """Prints and freezes the letter, once."""
    if carried_out(request, actions.issue_letter, decision=_line(request, number).decision):
        messages.success(request, "La lettre est émise\u00a0: elle ne changera plus.")
    return redirect("commission:decision", number)


@requires(PREPARES)
@require_safe
def preview(request: HttpRequest, number: str) -> HttpResponse:
    """The letter as it would leave today, marked PROJET; the letter itself once it is frozen."""
    line = _line(request, number)
    if line.letter:
        return redirect("commission:letter", number)
    try:
        content = rendered(line.decision, now=timezone.now(), is_draft=True)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("commission:decision", number)
    return fresh_pdf_response(content, f"projet-{reference_of(line.decision)}")


@requires(*READERS)
@require_safe
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """The letter as it was issued, the same bytes each time."""
    line = _line(request, number)
    if line.letter is None or not line.may_read:
        raise Http404
    log_opening(user=person(request), subject="lettre de décision", reference=line.decision.number)
    return pdf_response(line.letter.document)


@requires(PREPARES)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def send(request: HttpRequest, number: str) -> HttpResponse:
    """When and how this letter left."""
    line, back = _line(request, number), reverse("commission:decision", args=[number])
    if line.letter is None or not line.is_issued:
        raise Http404
    return sent(request, [line.letter], is_one=True, back=back, title=f"Décision n°\u00a0{number}")
