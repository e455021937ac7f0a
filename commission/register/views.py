"""The register: the year's decisions, with or without names, on screen, as PDF and for a spreadsheet."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from harmonie.accounts.access import person, requires
from harmonie.components import Tab
from harmonie.documents.responses import pdf_response
from harmonie.orders import as_moment
from harmonie.paging import AFTER, BEFORE, page_of
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once
from harmonie.schemes.models import Scheme
from harmonie.spreadsheets import csv_lines, xlsx_chunks

from ..enums import DecisionPath, Outcome, RegisterForm
from ..models import Decision, RegisterExtract
from . import actions, tables, tasks
from .entries import PATHS, PERMISSION, Filters, apart, decisions_of, lines, series_of, steps_aside, years
from .queries import extracts_for

PAGE = 50
IN_REQUEST = 200  # decisions; a longer register is made by the task queue
PATIENCE = timedelta(minutes=5)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _filters(request: HttpRequest) -> Filters:
    return Filters.read(request.GET, years(), timezone.localdate().year)


@requires(PERMISSION)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """One year of decisions in the order of their numbers, a page at a time, and whether a number is missing."""
    filters, reader = _filters(request), person(request)
    page = page_of(filters.keep(apart(decisions_of(filters.year), reader)), request, oldest_first=True, size=PAGE)
    readable = _readable(request, [decision.pk for decision in page.rows])
    if filters.form == RegisterForm.NOMINATIVE:
        log_opening(user=reader, subject="registre nominatif", reference=str(filters.year))
    context = {
        "filters": filters,
        "query": urlencode(filters.words),
        "tabs": _tabs(filters),
        "years": years(),
        "outcomes": Outcome.choices,
        "paths": [choice for choice in DecisionPath.choices if choice[0] in PATHS],
        "schemes": Scheme.objects.values_list("code", "name"),
        "series": series_of(filters.year),
        "rows": [
            (line, decision.chip, decision.pk in readable, decision.is_apart)
            for line, decision in zip(lines(page.rows, filters.form), page.rows, strict=True)
        ],
        "is_nominative": filters.form == RegisterForm.NOMINATIVE,
        "previous": page.previous,
        "following": page.following,
        **_extracts(request, filters),
    }
    return render(request, "commission/register/register.html", context)


def _tabs(filters: Filters) -> list[Tab]:
    here = reverse("commission:register")
    return [
        Tab(label, f"{here}?{urlencode(filters.words | {'forme': value})}", value == filters.form)
        for value, label in (
            (RegisterForm.NOMINATIVE, "Nominatif"),
            (RegisterForm.COMMUNICABLE, "Communicable, sans noms"),
        )
    ]


def _readable(request: HttpRequest, keys: list[int]) -> set[int]:
    """Whose page the reader may open: the auditor reads the register, and no case."""
    if not person(request).has_perm("commission.view_decision"):
        return set()
    return set(Decision.objects.visible_to(person(request)).filter(pk__in=keys).values_list("pk", flat=True))


def _extracts(request: HttpRequest, filters: Filters) -> dict[str, object]:
    """The PDF already issued, and whether one is being made: the address says since when."""
    found = list(extracts_for(person(request), filters.year).filter(form=filters.form)[:10])
    asked = _asked_at(request)
    is_made = asked is not None and any(extract.document.issued_at >= asked for extract in found)
    is_waiting = asked is not None and not is_made
    return {
        "extracts": found,
        "is_waiting": is_waiting,
        "is_slow": is_waiting and timezone.now() - asked > PATIENCE,
        "may_issue": filters.form == RegisterForm.COMMUNICABLE or not steps_aside(person(request), filters.year),
    }


def _asked_at(request: HttpRequest) -> datetime | None:
    try:
        return as_moment(request.GET.get("attente", ""))
    except ValueError:
        return None


@requires(PERMISSION)
@require_POST
@posts_once
def issue_register(request: HttpRequest) -> HttpResponse:
    """The register of a year as a frozen PDF, at once when it is short, else by the task queue."""
    filters = Filters.read(request.POST, years(), timezone.localdate().year).without()
    form, year, now = filters.form, filters.year, timezone.now()
    back = f"{reverse('commission:register')}?{urlencode(filters.words)}"
    try:
        actions.check_reader(form=form, year=year, by=person(request))
        if series_of(year).count > IN_REQUEST and actions.standing_extract(form, year) is None:
            tasks.make_extract.enqueue(form, year, person(request).pk)
            return redirect(f"{back}&{urlencode({'attente': now.isoformat()})}#pdf")
        extract = actions.issue_extract(form=form, year=year, by=person(request), now=now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    messages.success(request, f"Le registre {year} est prêt, sous la référence {extract.document.reference}.")
    return redirect(f"{back}#pdf")


@requires(PERMISSION)
@require_safe
def register_extract(request: HttpRequest, reference: str) -> HttpResponse:
    """An issued register, the same bytes each time."""
    found = get_object_or_404(RegisterExtract.objects.select_related("document"), document__reference=reference)
    if not extracts_for(person(request), found.year).filter(pk=found.pk).exists():
        raise Http404
    log_opening(user=person(request), subject=f"registre {found.get_form_display()}", reference=reference)
    return pdf_response(found.document)


@requires(PERMISSION)
@require_safe
def register_csv(request: HttpRequest) -> StreamingHttpResponse:
    filters = _exported(request, "CSV")
    return _file(
        csv_lines(tables.headings(filters.form), _rows(request, filters)), filters, "csv", "text/csv; charset=utf-8"
    )


@requires(PERMISSION)
@require_safe
def register_xlsx(request: HttpRequest) -> StreamingHttpResponse:
    filters = _exported(request, "XLSX")
    pieces = xlsx_chunks(f"Registre {filters.year}", tables.headings(filters.form), _rows(request, filters))
    return _file(pieces, filters, "xlsx", XLSX)


def _exported(request: HttpRequest, kind: str) -> Filters:
    if AFTER in request.GET or BEFORE in request.GET:
        raise Http404
    filters = _filters(request)
    log_opening(
        user=person(request), subject=f"export {kind} du registre {filters.form.label}", reference=str(filters.year)
    )
    return filters


def _rows(request: HttpRequest, filters: Filters):
    found = filters.keep(apart(decisions_of(filters.year), person(request)))
    return tables.rows(iter(lines(found.iterator(chunk_size=500), filters.form)), filters.form)


def _file(pieces, filters: Filters, suffix: str, kind: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="registre-{filters.year}-{filters.form}.{suffix}"'
    return response
