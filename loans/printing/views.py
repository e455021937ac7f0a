"""Many papers at once: asked for, watched, opened, cancelled, taken up again."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import person, requires
from harmonie.paging import page_of
from harmonie.progress import progress_part
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from .. import queries
from ..clicks import attempt, status_of
from ..enums import BatchState, PrintKind, Tab
from ..models import PrintBatch
from . import actions, pages
from .forms import BOTH, PrintForm


@requires("loans.keep_loan")
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def print_batches(request: HttpRequest) -> HttpResponse:
    """What was asked for since yesterday, and the form that asks."""
    form = PrintForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (batch := attempt(form, lambda: _asked(request, form))):
        messages.success(request, "L’impression se prépare\u00a0: vous pouvez faire autre chose.")
        return redirect("loans:print_batch", batch.pk)
    page = page_of(PrintBatch.objects.visible_to(person(request)).select_related("asked_by"), request)
    shown = {"form": form, "page": page, "rows": pages.rows(list(page.rows), timezone.now())}
    return render(request, "loans/printing/batches.html", shown, status=status_of(form))


def _asked(request: HttpRequest, form: PrintForm) -> PrintBatch:
    data, now = form.cleaned_data, timezone.now()
    kind, tab = PrintKind(data["kind"]), Tab(data["tab"])
    loans = queries.loans_in(tab, person(request), timezone.localdate(now))
    label = f"{kind.label.capitalize()}, prêts «\u202f{tab.label.lower()}\u202f»"
    sides = data["sides"] == BOTH
    return actions.ask_batch(kind=kind, loans=loans, label=label, by=person(request), now=now, both_sides=sides)


def _batch(request: HttpRequest, pk: int) -> PrintBatch:
    return get_object_or_404(PrintBatch.objects.visible_to(person(request)).select_related("asked_by"), pk=pk)


@requires("loans.keep_loan")
@require_safe
def print_batch(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "loans/printing/batch.html", pages.one(_batch(request, pk), timezone.now()))


@requires("loans.keep_loan")
@require_safe
def print_progress(request: HttpRequest, pk: int) -> HttpResponse:
    return progress_part(request, "loans/printing/_progress.html", pages.progress(_batch(request, pk), timezone.now()))


@requires("loans.keep_loan")
@require_safe
def print_file(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The finished file, piece by piece, to those for whom no loan in it is closed."""
    batch = _batch(request, pk)
    if batch.state != BatchState.READY:
        raise Http404
    log_opening(user=person(request), subject="impression groupée", reference=f"{batch.query or batch}"[:60])
    response = StreamingHttpResponse(pages.pieces(batch), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="impression-{batch.pk}.pdf"'
    response["Content-Length"] = str(batch.size)
    response["Cache-Control"] = "private, no-store"
    return response


@requires("loans.keep_loan")
@require_POST
@posts_once
def cancel_print(request: HttpRequest, pk: int) -> HttpResponse:
    return _acted(request, pk, actions.cancel_batch, "Impression annulée. Les papiers déjà émis restent aux dossiers.")


@requires("loans.keep_loan")
@require_POST
@posts_once
def resume_print(request: HttpRequest, pk: int) -> HttpResponse:
    return _acted(request, pk, actions.resume_batch, "L’impression reprend où elle s’était arrêtée.")


def _acted(request: HttpRequest, pk: int, act: Callable[..., PrintBatch], done: str) -> HttpResponse:
    batch = _batch(request, pk)
    try:
        act(batch=batch, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("loans:print_batch", pk)
