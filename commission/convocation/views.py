"""The convocation: read, put into a calendar, sent again when the agenda changed; the sheets of a meeting."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from harmonie.accounts.access import person, requires
from harmonie.documents.pdf import render_pdf
from harmonie.documents.responses import fresh_pdf_response, pdf_response
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ..clicks import carried_out
from ..enums import MeetingState
from ..models import Meeting
from . import actions
from .attendance import TEMPLATE as ATTENDANCE
from .attendance import sheet_context
from .entry import calendar_for
from .queries import batches, issued_sheet, readable_batches
from .sheets import TEMPLATE as SHEETS
from .sheets import cases_for, sheets_context

ENDED = (MeetingState.CANCELLED, MeetingState.NO_QUORUM)


@requires("commission.view_meeting")
@require_safe
def convocation(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The convocation as it was sent, without the cases from which its reader steps aside."""
    found = get_object_or_404(Meeting.objects.visible_to(person(request)), pk=pk)
    papers = {batch.number: paper for batch, paper in readable_batches(found, person(request))}
    if number not in papers:
        raise Http404
    log_opening(user=person(request), subject="convocation", reference=papers[number].document.reference)
    return pdf_response(papers[number].document)


@requires("commission.view_meeting")
@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The meeting as a file that any calendar opens."""
    found = get_object_or_404(Meeting.objects.visible_to(person(request)).exclude(state__in=ENDED), pk=pk)
    sequence = max(len(batches(found)) - 1, 0)
    text = calendar_for(found, member=None, sequence=sequence, now=timezone.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response["Content-Disposition"] = f'attachment; filename="seance-{found.pk}.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


@requires("commission.plan_meeting")
@require_POST
@posts_once
def send_changed(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda as it is now, to everybody who received another one."""
    found = get_object_or_404(Meeting.objects.visible_to(person(request)), pk=pk)
    if carried_out(request, actions.send_changed_agenda, meeting=found):
        messages.success(request, "L’ordre du jour modifié part vers chaque membre.")
    return redirect("commission:meeting", pk)


@requires("commission.plan_meeting")
@require_POST
@posts_once
def send_missing(request: HttpRequest, pk: int) -> HttpResponse:
    """The latest convocation, to whoever did not receive it."""
    found = get_object_or_404(Meeting.objects.visible_to(person(request)), pk=pk)
    if carried_out(request, actions.send_to_missing, meeting=found):
        messages.success(request, "La convocation part vers les membres qui ne l’avaient pas reçue.")
    return redirect("commission:meeting", pk)


@requires("commission.view_meeting")
@require_safe
def case_sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheets of a meeting's cases, for this reader alone."""
    found = get_object_or_404(Meeting.objects.visible_to(person(request)), pk=pk)
    items = cases_for(found, person(request))
    for item in items:
        log_opening(user=person(request), subject="fiche de séance", reference=item.application.reference)
    content = render_pdf(SHEETS, sheets_context(found, items, person(request)))
    return fresh_pdf_response(content, f"fiches-seance-{found.pk}")


@requires("commission.plan_meeting")
@require_safe
def attendance_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet to sign; the one that was issued, once it is."""
    found = get_object_or_404(Meeting.objects.visible_to(person(request)).select_related("presided_by"), pk=pk)
    issued = issued_sheet(found)
    if issued:
        return pdf_response(issued)
    content = render_pdf(ATTENDANCE, sheet_context(found, issued_on=timezone.localdate()))
    return fresh_pdf_response(content, f"emargement-seance-{found.pk}")


@requires("commission.plan_meeting")
@require_POST
@posts_once
def issue_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Freezes the sheet of a meeting that is over, with everybody's hours."""
    found = get_object_or_404(Meeting.objects.visible_to(person(request)).select_related("presided_by"), pk=pk)
    if carried_out(request, actions.issue_attendance_sheet, meeting=found):
        messages.success(request, "La feuille d’émargement est émise\u00a0: imprimez-la et faites-la signer.")
    return redirect("commission:meeting", pk)
