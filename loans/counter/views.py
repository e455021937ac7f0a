"""The counter: find the person, take the money, hand out the receipt."""

from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from harmonie.accounts.access import person, requires
from harmonie.accounts.models import User
from harmonie.money import euros
from harmonie.paging import page_of
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from .. import actions
from ..clicks import attempt, status_of
from ..enums import EntryKind, LoanState
from ..models import LedgerEntry, Loan
from ..papers import issuing
from ..queries import account_of
from ..scope import entry_or_404, loan_or_404
from . import pages, queries
from .forms import CounterForm
from .scanned import understood

CHANNEL = "counter_channel"  # the session remembers how the last person paid


@requires("loans.keep_loan")
@require_safe
def counter(request: HttpRequest) -> HttpResponse:
    """One field. What means one loan opens its sheet at once."""
    text = understood(request.GET.get("q", ""))
    if not text:
        return render(request, "loans/counter/search.html", {"text": "", "page": None})
    page = page_of(queries.found(person(request), text), request, order=queries.ORDER, size=queries.SIZE)
    if len(page.rows) == 1 and not (page.previous or page.following):
        return redirect("loans:counter_sheet", page.rows[0].reference)
    return render(request, "loans/counter/search.html", {"text": text, "page": page})


@requires("loans.keep_loan")
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def counter_sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """What this person owes, and the form that takes it."""
    loan, now = loan_or_404(request, reference), timezone.now()
    account = account_of(loan, timezone.localdate(now))
    form = CounterForm(request.POST or None, account=account, channel=request.session.get(CHANNEL, ""))
    if request.method == "POST":
        return _taken(request, loan, form, now)
    log_opening(user=person(request), subject="prêt", reference=loan.reference)
    return render(request, "loans/counter/sheet.html", pages.sheet(loan, account, form))


def _taken(request: HttpRequest, loan: Loan, form: CounterForm, now: datetime) -> HttpResponse:
    if loan.state not in pages.TAKES_MONEY:
        return render(request, "loans/counter/sheet.html", pages.sheet(loan, form.account, form), status=409)
    if form.is_valid() and (entry := attempt(form, lambda: _recorded(request, loan, form, now))):
        request.session[CHANNEL] = entry.channel
        # Rendered once the money is recorded for good and the loan is free again; a paper that fails costs no payment.
        transaction.on_commit(partial(_issue_papers, entry, person(request), now), robust=True)
        messages.success(request, _said(form, entry))
        return redirect("loans:counter_done", loan.reference, entry.sequence)
    loan = loan_or_404(request, loan.reference)
    account = account_of(loan, form.account.today)
    return render(request, "loans/counter/sheet.html", pages.sheet(loan, account, form), status=status_of(form))


def _recorded(request: HttpRequest, loan: Loan, form: CounterForm, now: datetime) -> LedgerEntry:
    seen = request.POST.get("expected_sequence", "")
    expected = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else -1
    payment: dict[str, Any] = form.payment()
    return actions.record_repayment(loan=loan, by=person(request), now=now, expected_sequence=expected, **payment)


def _issue_papers(entry: LedgerEntry, by: User, now: datetime) -> None:
    loan = Loan.objects.with_facts().select_related("decision__application__worker").get(pk=entry.loan_id)
    entry.loan = loan
    issuing.issue_receipt(entry=entry, by=by, now=now)
    if loan.state == LoanState.SETTLED and queries.receipts_of(entry).certificate_due:
        issuing.issue_settlement(loan=loan, by=by, now=now)


def _said(form: CounterForm, entry: LedgerEntry) -> str:
    words = f"{euros(entry.amount)} encaissés."
    if form.change:
        words += f" Rendez {euros(form.change)} de monnaie."
    return words


@requires("loans.keep_loan")
@require_safe
def counter_done(request: HttpRequest, reference: str, sequence: int) -> HttpResponse:
    """One payment as it was recorded: its receipt, and the field for the next person."""
    entry = entry_or_404(request, reference, sequence)
    if entry.kind != EntryKind.REPAYMENT:
        raise Http404
    account = account_of(entry.loan, timezone.localdate())
    page = pages.done(entry, account) | {"next_url": reverse("loans:counter")}
    return render(request, "loans/counter/done.html", page)
