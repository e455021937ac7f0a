"""Amendments, deferrals, moved instalments: asked, approved, signed, printed."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import requires
from harmonie.dates import short_day
from harmonie.refusals import Refusal
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from ..clicks import attempt, saves, status_of
from ..models import Amendment, Loan
from ..papers import issuing
from ..queries import Account, account_of
from ..schedule import ScheduleError
from ..scope import loan_or_404
from . import actions, pages, queries, rules
from .forms import AmendmentForm, AmendmentSignatureForm, DeferralForm, MoveForm, ReschedulingForm

FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def reschedule(request: HttpRequest, reference: str) -> HttpResponse:
    """What is left over other months: the schedule that it makes is shown beside the one in force."""
    return _amend(request, reference, ReschedulingForm, "loans/changes/reschedule.html")


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def defer(request: HttpRequest, reference: str) -> HttpResponse:
    """The next instalments go to the end."""
    return _amend(request, reference, DeferralForm, "loans/changes/defer.html")


def _amend(request: HttpRequest, reference: str, form_class: type[AmendmentForm], template: str) -> HttpResponse:
    loan, now = loan_or_404(request, reference), timezone.now()
    today = timezone.localdate(now)
    if not rules.can_amend(loan):
        return _too_late(request, loan)
    account = account_of(loan, today)
    form = form_class(
        pages.asked_terms(request, _usual(form_class, loan, account)),
        account=account,
        previews=not saves(request),
    )
    if saves(request) and form.is_valid():
        amendment = attempt(form, lambda: _ask(request, loan, form))
        if amendment:
            messages.success(request, _asked_sentence(amendment))
            return redirect("loans:amendment", loan.reference, amendment.number)
    page = pages.proposal(loan, account, form, today)
    # The usual figures are ours: where they make no schedule, the page says why, and nobody typed anything wrong.
    return render(request, template, page, status=status_of(form) if request.method == "POST" else 200)


def _usual(form_class: type[AmendmentForm], loan: Loan, account: Account) -> dict[str, Any]:
    return pages.usual_rescheduling(loan, account) if form_class is ReschedulingForm else {"months": 1}


def _ask(request: HttpRequest, loan: Loan, form: AmendmentForm) -> Amendment:
    seen, data = request.POST.get("expected_sequence", ""), form.cleaned_data
    return actions.ask_amendment(
        loan=loan,
        reason=data["reason"],
        deliberation=data["deliberation"],
        expected_sequence=int(seen) if seen.isdecimal() and len(seen) < 9 else -1,
        by=request.user,
        now=timezone.now(),
        **form.terms(),
    )


def _asked_sentence(amendment: Amendment) -> str:
    if amendment.approved_at:
        return "Le nouvel échéancier est en vigueur. Imprimez l’avenant et faites-le signer."
    return "Avenant demandé. Une autre personne l’approuve avant qu’il ne s’applique."


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def move_instalment(request: HttpRequest, reference: str, version: int, number: int) -> HttpResponse:
    loan, now = loan_or_404(request, reference), timezone.now()
    account = account_of(loan, timezone.localdate(now))
    line = next((line for line in queries.movable(account) if line.number == number), None)
    if not rules.can_move(loan) or account.schedule.version != version or line is None:
        return _too_late(request, loan)
    form = MoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = attempt(
            form,
            lambda: actions.move_instalment(
                loan=loan, version=version, number=number, by=request.user, now=now, **data
            ),
        )
        if done:
            messages.success(request, f"Échéance déplacée au {short_day(data['due_on'])}. Les autres n’ont pas bougé.")
            return redirect("loans:detail", loan.reference)
    page = {"loan": loan, "line": line, "form": form}
    return render(request, "loans/changes/move.html", page, status=status_of(form))


@requires("loans.view_loan")
@require_safe
def schedules(request: HttpRequest, reference: str) -> HttpResponse:
    """Every version of the schedule, the newest first."""
    loan = loan_or_404(request, reference)
    log_opening(user=request.user, subject="échéanciers", reference=loan.reference)
    page = {"loan": loan, "versions": queries.versions_of(loan), "movable": set()}
    if rules.can_move(loan):
        account = account_of(loan, timezone.localdate())
        page |= {"movable": {line.number for line in queries.movable(account)}}
    return render(request, "loans/changes/schedules.html", page)


@requires("loans.view_loan", "loans.check_posting")
@require_safe
def amendment(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    found = _amendment_or_404(request, reference, number)
    log_opening(user=request.user, subject="avenant", reference=queries.reference_of(found))
    return render(request, "loans/changes/amendment.html", pages.amendment_page(found, timezone.localdate()))


@requires("loans.check_posting")
@require_POST
@posts_once
def approve(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    found = _amendment_or_404(request, reference, number)
    return _answered(
        request,
        found,
        lambda: actions.approve_amendment(amendment=found, by=request.user, now=timezone.now()),
        "Avenant approuvé\u00a0: le nouvel échéancier est en vigueur.",
    )


@requires("loans.keep_loan", "loans.check_posting")
@require_POST
@posts_once
def drop(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    found = _amendment_or_404(request, reference, number)
    return _answered(
        request,
        found,
        lambda: actions.drop_amendment(amendment=found, by=request.user, now=timezone.now()),
        "Avenant abandonné. L’échéancier reste comme il est.",
    )


@requires("loans.keep_loan")
@require_POST
@posts_once
def sign(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    found, now = _amendment_or_404(request, reference, number), timezone.now()
    today = timezone.localdate(now)
    form = AmendmentSignatureForm(request.POST, amendment=found, today=today)
    if form.is_valid():
        day: date = form.cleaned_data["signed_on"]
        return _answered(
            request,
            found,
            lambda: actions.sign_amendment(amendment=found, signed_on=day, by=request.user, now=now),
            f"Avenant signé le {short_day(day)}.",
        )
    page = pages.amendment_page(found, today, form)
    return render(request, "loans/changes/amendment.html", page, status=422)


@requires("loans.keep_loan")
@require_POST
@posts_once
def print_amendment(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    found = _amendment_or_404(request, reference, number)
    try:
        issued = issuing.issue_amendment(amendment=found, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("loans:amendment", reference, number)
    return redirect("loans:document", reference, issued.reference)


def _answered(request: HttpRequest, found: Amendment, act: Any, sentence: str) -> HttpResponse:
    """Carries out what a button of the amendment's page asks; a refusal is said on that page."""
    try:
        act()
    except (Refusal, ScheduleError) as refusal:
        found = _amendment_or_404(request, found.loan.reference, found.number)
        page = pages.amendment_page(found, timezone.localdate()) | {"refusal": str(refusal)}
        return render(request, "loans/changes/amendment.html", page, status=409)
    messages.success(request, sentence)
    return redirect("loans:amendment", found.loan.reference, found.number)


def _amendment_or_404(request: HttpRequest, reference: str, number: int) -> Amendment:
    found = queries.amendments_for(request.user).select_related(
        "loan__borrower", "loan__scheme", "loan__decision__application__project", "loan__decision__application__worker",
        "schedule", "asked_by", "approved_by",
    )  # fmt: skip
    return get_object_or_404(found, loan__reference=reference, number=number)


def _too_late(request: HttpRequest, loan: Loan) -> HttpResponse:
    """The loan is no longer in a state that changes: its page says where it is."""
    sentence = f"L’échéancier du prêt {loan.reference} n’est plus celui que vous avez ouvert, ou ne change plus."
    if request.method != "POST":
        messages.warning(request, sentence)
        return redirect("loans:detail", loan.reference)
    return render(request, "loans/changes/too_late.html", {"loan": loan, "sentence": sentence}, status=409)
