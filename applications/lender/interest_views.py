"""The interest that the département takes over: followed part by part, and told once a year."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.accounts.models import User
from harmonie.accounts.roles import Role
from harmonie.components import Tab, Tile
from harmonie.documents.models import DocumentKind, IssuedDocument
from harmonie.documents.responses import pdf_response
from harmonie.money import euros
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ..models import InterestSubsidy, LoanApplication
from . import actions
from .forms import InterestLostForm, InterestPaidForm
from .pages import write
from .statement import Statement, statement, statement_csv, statements

FOLLOW = "applications.follow_interest"
FORM = require_http_methods(["GET", "HEAD", "POST"])
FIRST_YEAR, LAST_YEAR = 2000, 2100


def _at_the_ccas(user: User) -> None:
    """Who also works for a partner follows nothing here, whatever else they hold."""
    if user.holds(Role.PARTNER):
        raise Http404


@requires(FOLLOW)
@require_safe
def interest(request: HttpRequest) -> HttpResponse:
    _at_the_ccas(request.user)
    today = timezone.localdate()
    told = statement(_year(request.GET.get("annee", ""), today.year), today)
    page = {
        "statement": told,
        "lines": _lines(told, request.user),
        "tiles": _tiles(told),
        "tabs": _tabs(told.year, today.year),
        "issued": statements(told.year),
        "may_issue": bool(told.lines) and told.year <= today.year,
    }
    return render(request, "applications/lender/interest.html", page)


@requires(FOLLOW)
@require_safe
def interest_csv(request: HttpRequest, year: int) -> HttpResponse:
    _at_the_ccas(request.user)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    log_opening(user=request.user, subject="intérêts pris en charge", reference=str(year))
    told = statement(year, timezone.localdate())
    response = HttpResponse(statement_csv(told), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="interets-{year}.csv"'
    return response


@requires(FOLLOW)
@require_POST
@posts_once
def issue_statement(request: HttpRequest, year: int) -> HttpResponse:
    _at_the_ccas(request.user)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    try:
        issued = actions.issue_interest_statement(year=year, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse('applications:interest')}?annee={year}")
    return redirect("applications:interest_statement", issued.reference)


@requires(FOLLOW)
@require_safe
def statement_document(request: HttpRequest, document: str) -> HttpResponse:
    _at_the_ccas(request.user)
    found = get_object_or_404(IssuedDocument, kind=DocumentKind.INTEREST_STATEMENT, reference=document)
    log_opening(user=request.user, subject="état des intérêts", reference=found.reference)
    return pdf_response(found)


@requires(FOLLOW)
@FORM
@posts_once
def interest_paid(request: HttpRequest, pk: int) -> HttpResponse:
    part = _part(request, pk)
    form = InterestPaidForm(request.POST or None, initial={"paid_on": timezone.localdate()})

    def act(told: dict[str, Any]) -> object:
        return actions.mark_interest_paid(subsidy=part, **form.cleaned_data, **told)

    return _write(request, part, form, act, "Part payée par le département", f"Noter {euros(part.amount)} payés")


@requires(FOLLOW)
@FORM
@posts_once
def interest_lost(request: HttpRequest, pk: int) -> HttpResponse:
    part = _part(request, pk)
    form = InterestLostForm(request.POST or None)

    def act(told: dict[str, Any]) -> object:
        return actions.mark_interest_lost(subsidy=part, **form.cleaned_data, **told)

    return _write(request, part, form, act, "Part qui n’est pas due", f"Noter {euros(part.amount)} non dus")


def _part(request: HttpRequest, pk: int) -> InterestSubsidy:
    parts = InterestSubsidy.objects.visible_to(request.user).select_related("loan__application__scheme")
    return get_object_or_404(parts, pk=pk)


def _write(request: HttpRequest, part: InterestSubsidy, form: Any, act: Any, heading: str, button: str) -> HttpResponse:
    back = f"{reverse('applications:interest')}?annee={part.due_on.year}"
    page = {"part": part, "heading": heading, "button": button}
    return write(request, form, act, said="C’est noté.", back=back, template="applications/lender/part.html", **page)


# What the page says -------------------------------------------------------------------------------


def _year(text: str, this_year: int) -> int:
    """The year asked for; this one for anything else."""
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else this_year
    return year if FIRST_YEAR <= year <= LAST_YEAR else this_year


def _tabs(year: int, this_year: int) -> list[Tab]:
    """The years around this one, and the one asked for."""
    years = sorted({this_year - 2, this_year - 1, this_year, this_year + 1, year}, reverse=True)
    return [Tab(str(one), f"?annee={one}", one == year) for one in years]


def _tiles(told: Statement) -> list[Tile]:
    total = told.total
    return [
        Tile("Payé", euros(total.paid)),
        Tile("À payer", euros(total.due)),
        Tile("À venir", euros(total.ahead)),
        Tile("Non dû", euros(total.lost)),
    ]


def _lines(told: Statement, user: User) -> list[dict[str, Any]]:
    """Each line with what this person may do and open: of a dossier they stepped aside from, only its figures."""
    parts = [line.part.pk for line in told.lines]
    followed = set(InterestSubsidy.objects.visible_to(user).filter(pk__in=parts).values_list("pk", flat=True))
    dossiers = {line.part.loan.application_id for line in told.lines}
    readable = LoanApplication.objects.visible_to(user).filter(pk__in=dossiers).values_list("pk", flat=True)
    opens = set(readable) if user.has_perm("applications.assess_loanapplication") else set()
    return [
        {
            "part": line.part,
            "chip": line.chip,
            "loan": line.part.loan,
            "reference": line.part.loan.application.reference,
            "may_note": line.part.pk in followed and line.standing in ("ahead", "due"),
            "may_open": line.part.loan.application_id in opens,
        }
        for line in told.lines
    ]
