"""The letters of a meeting: prepared together in the task queue, previewed, released together, noted as sent."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import person, requires
from harmonie.dates import plain_day
from harmonie.documents.responses import fresh_pdf_response
from harmonie.progress import progress_part
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ..clicks import carried_out
from ..decisions.scope import READERS, reads_letters
from ..models import Meeting
from . import actions, gathering
from . import page as told
from .queries import PREPARES, lines_of
from .sending import sent

ONE_SIDE = "recto"


def _meeting(request: HttpRequest, pk: int) -> Meeting:
    if not reads_letters(person(request)):
        raise Http404
    return get_object_or_404(Meeting.objects.visible_to(person(request)), pk=pk)


@requires(*READERS)
@require_safe
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """Every letter of the meeting, and what is next."""
    page = told.page(_meeting(request, pk), person(request), timezone.now())
    return render(request, "commission/letters/batch.html", page)


@requires(*READERS)
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    return progress_part(
        request, "commission/letters/_progress.html", told.progress(_meeting(request, pk), timezone.now())
    )


@requires(PREPARES)
@require_POST
@posts_once
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    if carried_out(request, actions.prepare_letters, meeting=_meeting(request, pk)):
        messages.success(request, "Les lettres sont en préparation\u00a0: vous pouvez faire autre chose.")
    return redirect("commission:letters", pk)


@requires(PREPARES)
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """All of them in one PDF; those that are not frozen are marked PROJET."""
    lines = lines_of(_meeting(request, pk), person(request))
    if not lines:
        raise Http404
    try:
        return fresh_pdf_response(gathering.preview(lines, timezone.now()), f"projets-seance-{pk}")
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("commission:letters", pk)


@requires(PREPARES)
@require_POST
@posts_once
def release(request: HttpRequest, pk: int) -> HttpResponse:
    if carried_out(request, actions.release_letters, meeting=_meeting(request, pk)):
        messages.success(request, "Les lettres sont émises\u00a0: imprimez-les, puis notez leur envoi.")
    return redirect("commission:letters", pk)


@requires(*READERS)
@require_safe
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """The letters this person may read, to print in one go; `?feuilles=recto` for one side only."""
    lines = [line for line in lines_of(_meeting(request, pk), person(request)) if line.may_read]
    if not lines:
        raise Http404
    log_opening(user=person(request), subject="lettres de la séance", reference=str(pk))
    both_sides = request.GET.get("feuilles") != ONE_SIDE
    return fresh_pdf_response(gathering.printed(lines, both_sides=both_sides), f"lettres-seance-{pk}")


@requires(PREPARES)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """When and how letters left: those that are ticked."""
    meeting = _meeting(request, pk)
    issued = [line.letter for line in lines_of(meeting, person(request)) if line.letter and line.is_issued]
    if not issued:
        raise Http404
    title = f"Lettres de la séance du {plain_day(meeting.starts_at)}"
    return sent(request, issued, is_one=False, back=reverse("commission:letters", args=[pk]), title=title)
