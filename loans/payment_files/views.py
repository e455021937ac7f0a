"""Payment files: brought, given a meaning, reviewed, posted."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.documents.receiving import receives
from harmonie.progress import progress_part
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once
from harmonie.spreadsheets import csv_lines

from ..clicks import done, status_of
from ..enums import FileFormat, FileState
from ..models import ColumnMapping, PaymentFile
from . import actions, pages, queries
from .columns import guessed
from .csv_table import Table, read_table
from .forms import MEGABYTES, ColumnsForm, UploadForm
from .payments import Unreadable

FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SAMPLE = 6  # lines shown above the columns to name


def _file(pk: int) -> PaymentFile:
    return get_object_or_404(queries.files(), pk=pk)


@requires("loans.keep_loan")
@FORM_OR_POST
@receives(MEGABYTES)
@posts_once
def payment_files(request: HttpRequest) -> HttpResponse:
    """The files there are, and the place to bring one."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file, is_new = actions.receive_file(**form.facts(), by=request.user, now=timezone.now())
        if not is_new:
            messages.info(request, "Ce fichier a déjà été déposé\u00a0: le voici. Rien n’est lu une seconde fois.")
        return redirect("loans:payment_file", file.pk)
    return render(request, "loans/payment_files/files.html", pages.files_page(request, form), status=status_of(form))


@requires("loans.keep_loan")
@require_safe
def payment_file(request: HttpRequest, pk: int) -> HttpResponse:
    file = _file(pk)
    if file.state == FileState.MAPPING:
        return redirect("loans:file_columns", pk)
    log_opening(user=request.user, subject="fichier de paiements", reference=str(pk))
    return render(request, "loans/payment_files/file.html", pages.file_page(request, file, timezone.now()))


@requires("loans.keep_loan")
@require_safe
def file_progress(request: HttpRequest, pk: int) -> HttpResponse:
    return progress_part(request, "loans/payment_files/_progress.html", pages.progress(_file(pk), timezone.now()))


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def file_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What the columns mean, with the first lines under the eyes."""
    file = get_object_or_404(PaymentFile, pk=pk, format=FileFormat.CSV)
    if file.state not in actions.MAY_READ_AGAIN:
        raise Http404
    try:
        table = read_table(bytes(file.content))
    except Unreadable as refusal:
        messages.error(request, str(refusal))
        return redirect("loans:payment_files")
    form = ColumnsForm(request.POST or None, headings=table.headings, initial=_meant(table))
    if request.method == "POST" and form.is_valid():
        named = {"file": file, "headings": table.key, "columns": form.columns()}
        if done(form, lambda: actions.name_columns(**named, by=request.user, now=timezone.now())):
            return redirect("loans:payment_file", pk)
    sample = [[*row, *[""] * (len(table.headings) - len(row))] for _, row in table.rows if any(row)][:SAMPLE]
    page = {"file": file, "form": form, "headings": table.headings, "sample": sample}
    return render(request, "loans/payment_files/columns.html", page, status=status_of(form))


def _meant(table: Table) -> dict[str, int]:
    known = ColumnMapping.objects.filter(headings=table.key).first()
    return known.columns if known else guessed(table.headings)


@requires("loans.keep_loan")
@require_POST
@posts_once
def post_file(request: HttpRequest, pk: int) -> HttpResponse:
    return _acted(
        request, pk, actions.start_posting, "L’enregistrement commence\u00a0: vous pouvez quitter cette page."
    )


@requires("loans.keep_loan")
@require_POST
@posts_once
def resume_file(request: HttpRequest, pk: int) -> HttpResponse:
    return _acted(request, pk, actions.resume, "Le traitement reprend depuis le début\u00a0: rien n’en était gardé.")


@requires("loans.keep_loan")
@require_POST
@posts_once
def drop_file(request: HttpRequest, pk: int) -> HttpResponse:
    return _acted(request, pk, actions.drop_file, "Fichier abandonné. Ses paiements pourront revenir dans un autre.")


@requires("loans.keep_loan")
@require_POST
@posts_once
def read_file_again(request: HttpRequest, pk: int) -> HttpResponse:
    return _acted(request, pk, actions.read_again, "Le fichier est relu.")


@requires("loans.keep_loan")
@require_POST
@posts_once
def leave_for_later(request: HttpRequest, pk: int) -> HttpResponse:
    return _acted(request, pk, actions.leave_for_later, "Ces lignes attendent dans «\u202fÀ rapprocher\u202f».")


def _acted(request: HttpRequest, pk: int, act, sentence: str) -> HttpResponse:
    """Acts on the file and leads back to it; a refusal shows the page as things stand, 409."""
    file = _file(pk)
    try:
        act(file=file, by=request.user, now=timezone.now())
    except Refusal as refusal:
        file = _file(pk)
        page = pages.file_page(request, file, timezone.now()) | {"refusal": str(refusal)}
        return render(request, "loans/payment_files/file.html", page, status=409)
    messages.success(request, sentence)
    return redirect("loans:payment_file", pk)


@requires("loans.keep_loan")
@require_safe
def file_csv(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Every line of the file, whatever its state."""
    file = _file(pk)
    log_opening(user=request.user, subject="export CSV d’un fichier de paiements", reference=str(pk))
    return _csv(request, queries.lines_of(file), f"paiements-{pk}")


@requires("loans.keep_loan")
@require_safe
def lines_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every line that is still to match."""
    log_opening(user=request.user, subject="export CSV des paiements à rapprocher", reference="")
    return _csv(request, queries.lines_to_match(), "paiements-a-rapprocher")


def _csv(request: HttpRequest, lines, name: str) -> StreamingHttpResponse:
    rows = queries.exported(lines, queries.hidden_loans(request.user))
    response = StreamingHttpResponse(csv_lines(queries.HEADINGS, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


@requires("loans.keep_loan")
@require_safe
def lines_to_match(request: HttpRequest) -> HttpResponse:
    """« À rapprocher »: what is left of all files."""
    return render(request, "loans/payment_files/lines.html", pages.lines_page(request))
