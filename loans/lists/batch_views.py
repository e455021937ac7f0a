"""Several rows of a list at once: read them over, then do it, all or nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from harmonie.accounts.access import requires
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from .. import queries
from ..clicks import status_of
from ..contracting.forms import usual_first_due
from ..models import PostingRequest
from . import actions, pages
from .batches import BATCHES, CANCEL, PAY, PREPARE, Batch, SomeRefused, key_of, rows_named
from .filters import Filters
from .forms import FirstDueForm, NothingToType, VouchersForm

FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires("loans.keep_loan")
@FORM_OR_POST
@posts_once
def batch(request: HttpRequest, act: str) -> HttpResponse:
    """Shows the rows that were ticked, each with its box; posts those still ticked."""
    what, tab = BATCHES.get(act), queries.tab_of(request.GET.get("liste"))
    if what is None or tab not in what.tabs:
        raise Http404
    filters, today = Filters.read(request.GET, tab), timezone.localdate()
    try:
        shown = rows_named(_shown(request), filters, request.user, today)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(_back(filters))
    if request.method != "POST":
        form = FORMS[what](request, shown, today)
        return render(request, _template(what), pages.confirming(what, filters, shown, form, {}, today))
    return _done(request, what, filters, shown, today)


def _done(request: HttpRequest, what: Batch, filters: Filters, shown: list[Any], today: date) -> HttpResponse:
    form, why = FORMS[what](request, shown, today), {}
    ticked = [row for row in shown if what == PAY or getattr(row, key_of(filters.tab)) in request.POST.getlist("coche")]
    if form.is_valid():
        try:
            if not ticked:
                raise Refusal("Cochez au moins une ligne.")
            messages.success(request, ACTS[what](Asked(request, ticked, form, today)))
            return redirect(_back(filters))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            form.is_refused = True  # type: ignore[attr-defined]
            why = refusal.by_row if isinstance(refusal, SomeRefused) else {}
    page = pages.confirming(what, filters, shown, form, why, today)
    return render(request, _template(what), page, status=status_of(form))


class Asked(NamedTuple):
    """What a confirmed batch works on."""

    request: HttpRequest
    rows: list[Any]
    form: Any
    today: date

    @property
    def by(self) -> dict[str, Any]:
        return {"by": self.request.user, "now": timezone.now()}


def _prepare(asked: Asked) -> str:
    opened = actions.open_all(decisions=asked.rows, first_due_on=asked.form.cleaned_data["premiere"], **asked.by)
    return _count(len(opened), "contrat préparé", "contrats préparés") + "\u00a0: imprimez-les, puis faites-les signer."


def _cancel(asked: Asked) -> str:
    actions.cancel_all(loans=asked.rows, today=asked.today, **asked.by)
    return _count(len(asked.rows), "prêt annulé", "prêts annulés") + "\u00a0: l’argent est revenu à l’enveloppe."


def _pay(asked: Asked) -> str:
    form: VouchersForm = asked.form
    done = actions.disburse_all(
        loans=asked.rows, vouchers=form.paid(), value_on=form.cleaned_data["value_on"], **asked.by
    )
    if done and isinstance(done[0], PostingRequest):
        return _count(len(done), "versement attend son contrôle", "versements attendent leur contrôle") + "."
    return _count(len(done), "versement enregistré", "versements enregistrés") + "."


def _count(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"


ACTS: dict[Batch, Callable[[Asked], str]] = {PREPARE: _prepare, CANCEL: _cancel, PAY: _pay}


def _first_due(request: HttpRequest, rows: list[Any], today: date) -> BaseForm:
    return FirstDueForm(request.POST or {"premiere": f"{usual_first_due(today):%d/%m/%Y}"}, today=today)


FORMS: dict[Batch, Callable[[HttpRequest, list[Any], date], BaseForm]] = {
    PREPARE: _first_due,
    CANCEL: lambda request, rows, today: NothingToType(request.POST or None),
    PAY: lambda request, rows, today: VouchersForm(request.POST or None, loans=rows, today=today),
}


def _shown(request: HttpRequest) -> Any:
    """A post names every row that the page showed; the page itself, what the list ticked."""
    return request.POST if request.method == "POST" else request.GET


def _template(what: Batch) -> str:
    return "loans/lists/vouchers.html" if what == PAY else "loans/lists/batch.html"


def _back(filters: Filters) -> str:
    return f"{reverse('loans:list')}?{filters.query()}"
