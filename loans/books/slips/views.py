"""Slips: what waits, what is drawn up, what is sent."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.documents.responses import pdf_response
from harmonie.paging import page_of
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ...clicks import done, status_of
from ...enums import SlipKind
from ...models import MoneyRules, Slip
from .. import files, tabs
from . import actions, queries, tables
from .forms import SentForm

# The words of the addresses.
KINDS = {"mandats": SlipKind.PAYMENT_ORDERS, "titres": SlipKind.REVENUE_ORDERS}
FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def slip_or_404(request: HttpRequest, key: int) -> Slip:
    return get_object_or_404(queries.slips_for(request.user), pk=key)


@requires("loans.view_loan")
@require_safe
def books(request: HttpRequest) -> HttpResponse:
    """What waits for a slip, and the slips drawn up, the newest first."""
    waiting = queries.waiting_by_year(request.user)
    context = {
        "tabs": tabs.tabs("loans:books"),
        "waiting": [
            (
                word,
                kind,
                [row for row in waiting if row.kind == kind],
                sum(row.count for row in waiting if row.kind == kind),
            )
            for word, kind in KINDS.items()
        ],
        "page": page_of(queries.with_totals(queries.slips_for(request.user)), request),
    }
    return render(request, "loans/books/books.html", context)


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def draw_up(request: HttpRequest, kind: str) -> HttpResponse:
    """The next slip of its kind, shown before it takes its number."""
    if kind not in KINDS:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            slip = actions.draw_up_slip(kind=KINDS[kind], seen=_seen(request), by=request.user, now=timezone.now())
        except Refusal as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"{slip.get_kind_display().capitalize()} n°\u00a0{slip.number} établi.")
            return redirect("loans:slip", slip.pk)
    return render(request, "loans/books/draw_up.html", _preview(request, kind, refusal), status=409 if refusal else 200)


def _seen(request: HttpRequest) -> Sequence[int]:
    """The keys of the lines that the preview showed; none when somebody made them up."""
    typed = request.POST.getlist("ligne")
    return [int(key) for key in typed] if all(key.isdecimal() and len(key) < 19 for key in typed) else []


def _preview(request: HttpRequest, kind: str, refusal: str) -> dict[str, Any]:
    year = queries.oldest_year(KINDS[kind], request.user)
    found = queries.waiting(KINDS[kind], request.user).filter(value_on__year=year) if year else None
    lines = queries.lines_of(found[: queries.LONGEST]) if found is not None else []
    return {
        "kind": KINDS[kind],
        "year": year,
        "lines": lines,
        "total": queries.total_of(lines),
        "is_cut": found is not None and len(lines) == queries.LONGEST and found.count() > queries.LONGEST,
        "rules": MoneyRules.objects.in_force(timezone.localdate()),
        "refusal": refusal,
    }


@requires("loans.view_loan")
@require_safe
def slip(request: HttpRequest, key: int) -> HttpResponse:
    found = slip_or_404(request, key)
    log_opening(user=request.user, subject="bordereau", reference=actions.reference_of(found))
    return render(request, "loans/books/slip.html", _page(request, found))


def _page(request: HttpRequest, slip: Slip, form: SentForm | None = None) -> dict[str, Any]:
    lines = queries.lines_of(queries.entries_of(slip, request.user))
    return {
        "slip": slip,
        "reference": actions.reference_of(slip),
        "lines": lines,
        "total": queries.total_of(lines),
        "rules": queries.rules_of(slip),
        "form": form or SentForm(slip=slip, today=timezone.localdate()),
    }


@requires("loans.keep_loan")
@require_POST
@posts_once
def issue(request: HttpRequest, key: int) -> HttpResponse:
    found = slip_or_404(request, key)
    actions.issue_slip(slip=found, by=request.user, now=timezone.now())
    messages.success(request, "Le bordereau est en PDF, prêt à signer.")
    return redirect("loans:slip", found.pk)


@requires("loans.view_loan")
@require_safe
def slip_pdf(request: HttpRequest, key: int) -> HttpResponse:
    """The frozen bytes."""
    found = slip_or_404(request, key)
    if found.document is None:
        raise Http404
    log_opening(user=request.user, subject="bordereau", reference=found.document.reference)
    return pdf_response(found.document)


@requires("loans.view_loan")
@require_safe
def slip_csv(request: HttpRequest, key: int) -> StreamingHttpResponse:
    return files.csv_file(request, _table(request, key))


@requires("loans.view_loan")
@require_safe
def slip_xlsx(request: HttpRequest, key: int) -> StreamingHttpResponse:
    return files.xlsx_file(request, _table(request, key))


def _table(request: HttpRequest, key: int) -> files.Table:
    found = slip_or_404(request, key)
    lines = queries.lines_of(queries.entries_of(found, request.user))
    return tables.table_of(found, lines, queries.rules_of(found))


@requires("loans.keep_loan")
@require_POST
@posts_once
def sent(request: HttpRequest, key: int) -> HttpResponse:
    found, now = slip_or_404(request, key), timezone.now()
    form = SentForm(request.POST, slip=found, today=timezone.localdate(now))
    if form.is_valid() and done(
        form, lambda: actions.mark_sent(slip=found, by=request.user, now=now, **form.cleaned_data)
    ):
        messages.success(request, "Le bordereau est marqué comme transmis.")
        return redirect("loans:slip", found.pk)
    return render(request, "loans/books/slip.html", _page(request, found, form), status=status_of(form))
