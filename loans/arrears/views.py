"""The list of late loans, its export, and the letters that are made from it together."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from harmonie.accounts.access import person, requires
from harmonie.documents.models import IssuedDocument
from harmonie.progress import progress_part
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once
from harmonie.spreadsheets import csv_lines, xlsx_chunks

from ..enums import PrintKind
from ..models import Loan, ReminderBatch
from ..printing.actions import ask_documents_batch
from . import batch_actions, pages
from .export import HEADINGS, exported
from .filters import Filters, asked_for, kept, step_shown
from .words import LETTERS

READS, KEEPS = "loans.view_loan", "loans.keep_loan"
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@requires(READS)
@require_safe
def arrears(request: HttpRequest) -> HttpResponse:
    """Who is late on a day, today unless told, and what each waits for."""
    filters = Filters.read(request.GET, timezone.localdate())
    page = pages.listing(person(request), filters, request.GET)
    return render(request, "loans/arrears/list.html", page, status=422 if filters.trouble else 200)


@requires(READS)
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The whole list, as filtered, for a spreadsheet; the journal says who took it along."""
    user, filters = person(request), Filters.read(request.GET, timezone.localdate())
    late = asked_for(filters, user)
    late = kept(late, step_shown(filters, late), filters.age)
    log_opening(user=user, subject=f"export {form.upper()} des impayés", reference=f"{len(late)} prêts")
    rows = exported(user, late)
    pieces: Iterable[str] | Iterable[bytes] = (
        csv_lines(HEADINGS, rows) if form == "csv" else xlsx_chunks("Impayés", HEADINGS, rows)
    )
    response = StreamingHttpResponse(pieces, content_type=KINDS[form])
    response["Content-Disposition"] = f'attachment; filename="impayes-{filters.on:%Y%m%d}.{form}"'
    return response


@requires(KEEPS)
@require_POST
@posts_once
def prepare(request: HttpRequest) -> HttpResponse:
    """Has the letters made: of the loans that are ticked, or of the whole list."""
    user, filters = person(request), Filters.read(request.POST, timezone.localdate())
    loans = Loan.objects.visible_to(user)
    if request.POST.get("tous") == "oui" and filters.step in LETTERS:
        late = kept(asked_for(filters, user), filters.step, filters.age)
        chosen = loans.filter(pk__in=[one.loan_id for one in late])
    else:
        chosen = loans.filter(reference__in=[one.replace("\0", "") for one in request.POST.getlist("pret")])
    try:
        batch = batch_actions.ask_reminders(loans=list(chosen), by=user, now=timezone.now())
    except Refusal as refusal:
        page = pages.listing(user, filters, request.GET) | {"trouble": str(refusal)}
        return render(request, "loans/arrears/list.html", page, status=422)
    messages.success(request, "Les lettres sont en préparation\u00a0: vous pouvez faire autre chose.")
    return redirect("loans:reminder_batch", batch.pk)


@requires(READS)
@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ReminderBatch.objects.select_related("asked_by"), pk=pk)
    return render(request, "loans/arrears/batch.html", pages.batch_page(found, person(request), timezone.now()))


@requires(READS)
@require_safe
def batch_progress(request: HttpRequest, pk: int) -> HttpResponse:
    return progress_part(
        request, "loans/arrears/_progress.html", pages.progress(get_object_or_404(ReminderBatch, pk=pk), timezone.now())
    )


@requires(KEEPS)
@require_POST
@posts_once
def cancel_batch(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ReminderBatch, pk=pk)
    return _answered(
        request, found, batch_actions.cancel_reminders, "Préparation arrêtée. Les lettres déjà faites restent."
    )


@requires(KEEPS)
@require_POST
@posts_once
def resume_batch(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ReminderBatch, pk=pk)
    return _answered(request, found, batch_actions.resume_reminders, "La préparation reprend où elle s’est arrêtée.")


def _answered(request: HttpRequest, found: ReminderBatch, act: object, say: str) -> HttpResponse:
    try:
        act(batch=found, now=timezone.now())  # type: ignore[operator]
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, say)
    return redirect("loans:reminder_batch", found.pk)


@requires(KEEPS)
@require_POST
@posts_once
def print_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The letters of a batch as one file, in the order of the post: a task makes it."""
    found = get_object_or_404(ReminderBatch, pk=pk)
    label = f"relances du {timezone.localdate(found.asked_at):%d/%m/%Y}"
    seen = found.reminders.filter(loan__in=Loan.objects.visible_to(person(request)))
    papers = IssuedDocument.objects.filter(pk__in=seen.values("document")).only("pk")
    try:
        file = ask_documents_batch(
            documents=papers, label=label, by=person(request), now=timezone.now(), kind=PrintKind.REMINDER
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("loans:reminder_batch", pk)
    return redirect("loans:print_batch", file.pk)
