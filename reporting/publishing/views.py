"""The bilan in pictures, as files, and as a paper for those of the house or for everybody."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import person, requires
from harmonie.documents.responses import pdf_response
from harmonie.paging import page_of
from harmonie.progress import progress_part
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ..bilan.forms import PeriodForm
from ..bilan.question import Question
from ..enums import ReportState, ReportVersion
from ..models import Report, reads_small_numbers
from . import actions, pages
from .asking import about, check_version, name_of, title_of
from .files import MEDIA_TYPES, file_of
from .report import report as figures_of
from .standing import chip

PAGE = 20
WHICH = "Choisissez pour qui est ce bilan\u00a0: à diffuser, ou interne."


def _version(request: HttpRequest, slug: str) -> ReportVersion:
    """The version that the address names, if it is for this person."""
    version = pages.SLUGS.get(slug)
    if version is None or (version is ReportVersion.INTERNAL and not reads_small_numbers(person(request))):
        raise Http404
    return version


def _question(request: HttpRequest) -> Question:
    """Of an address that our own pages write."""
    form = PeriodForm(request.GET, today=timezone.localdate())
    if not form.is_valid():
        raise Http404
    return form.period()


@requires("accounts.view_report")
@require_safe
def charts(request: HttpRequest) -> HttpResponse:
    """Every picture with its table, whole or as it is published."""
    form = PeriodForm(request.GET, today=timezone.localdate())
    if not form.is_valid():
        return render(request, "reporting/publishing/charts.html", {"form": form, "found": None}, status=422)
    sees_all = reads_small_numbers(person(request))
    asked = request.GET.get("version", "")
    is_published = not sees_all or asked == pages.slug_of(ReportVersion.PUBLISHED)
    version = ReportVersion.PUBLISHED if is_published else ReportVersion.INTERNAL
    question = form.period()
    shown = pages.asked(question, form.today) | {"version": version, "sees_all": sees_all, "trouble": "", "found": None}
    try:
        check_version(question, version)
    except Refusal as refusal:
        return render(request, "reporting/publishing/charts.html", shown | {"trouble": str(refusal)}, status=409)
    shown["found"] = figures_of(question, version, form.today)
    return render(request, "reporting/publishing/charts.html", shown)


@requires("accounts.view_report")
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def reports(request: HttpRequest) -> HttpResponse:
    """What can be taken out of the house, for whom; and the papers issued so far."""
    now = timezone.now()
    form = PeriodForm(request.POST if request.method == "POST" else request.GET, today=timezone.localdate(now))
    if not form.is_valid():
        return render(request, "reporting/publishing/reports.html", {"form": form, "question": None}, status=422)
    question, trouble, status = form.period(), "", 200
    if request.method == "POST":
        try:
            return _asked(request, question, now)
        except UnknownVersion:
            trouble, status = WHICH, 422
        except Refusal as refusal:
            trouble, status = str(refusal), 409
    page = page_of(Report.objects.visible_to(person(request)).select_related("asked_by"), request, size=PAGE)
    shown = pages.asked(question, form.today) | {
        "trouble": trouble,
        "sees_all": reads_small_numbers(person(request)),
        "published": pages.downloads(question, ReportVersion.PUBLISHED),
        "internal": pages.downloads(question, ReportVersion.INTERNAL),
        "page": page,
        "rows": [pages.Row(one, chip(one, now)) for one in page.rows],
    }
    return render(request, "reporting/publishing/reports.html", shown, status=status)


class UnknownVersion(Exception):
    """The form names no version that there is."""


def _asked(request: HttpRequest, question: Question, now: datetime) -> HttpResponse:
    wanted = request.POST.get("version", "")
    if wanted not in pages.SLUGS:
        raise UnknownVersion
    made = actions.ask_report(question=question, version=_version(request, wanted), by=person(request), now=now)
    messages.success(request, "Le bilan se prépare\u00a0: vous pouvez faire autre chose.")
    return redirect("report", made.pk)


def _report(request: HttpRequest, pk: int) -> Report:
    rows = Report.objects.visible_to(person(request)).select_related("asked_by", "document")
    return get_object_or_404(rows.defer("document__content"), pk=pk)


@requires("accounts.view_report")
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "reporting/publishing/report.html", pages.progress(_report(request, pk), timezone.now()))


@requires("accounts.view_report")
@require_safe
def report_progress(request: HttpRequest, pk: int) -> HttpResponse:
    return progress_part(
        request, "reporting/publishing/_progress.html", pages.progress(_report(request, pk), timezone.now())
    )


@requires("accounts.view_report")
@require_safe
def report_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen paper."""
    found = _report(request, pk)
    if found.state != ReportState.READY or found.document is None:
        raise Http404
    log_opening(user=person(request), subject="bilan", reference=found.document.reference)
    return pdf_response(found.document)


@requires("accounts.view_report")
@require_POST
@posts_once
def resume_report(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.resume_report(report=_report(request, pk), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "La préparation reprend.")
    return redirect("report", pk)


@requires("accounts.view_report")
@require_safe
def report_tables(request: HttpRequest, version: str, kind: str) -> StreamingHttpResponse:
    """All tables as one file."""
    if kind not in MEDIA_TYPES:
        raise Http404
    asked, question, today = _version(request, version), _question(request), timezone.localdate()
    try:
        check_version(question, asked)
    except Refusal as refusal:
        raise Http404 from refusal
    found, name = figures_of(question, asked, today), name_of(question, asked)
    log_opening(user=person(request), subject=f"tableaux du bilan ({asked.label})", reference=name)
    pieces = file_of(kind, title_of(question), about(question, asked, today), found.every_table)
    response = StreamingHttpResponse(pieces, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response
