"""Deciding alone, by delegation: the ready cases, the form, its confirmation."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from applications.models import LoanApplication
from applications.queries import terms_of
from harmonie.accounts.access import person, requires
from harmonie.refusals import Refusal, Stale
from harmonie.registry.actions import log_opening
from harmonie.registry.once import posts_once

from .. import wording
from ..models import AgendaItem
from . import actions
from .delegation import PERMISSION, Delegation, delegation_of, urgent_cases
from .forms import UrgentForm
from .page import case_page, limits, said

SHOWN = 50


def _delegation(request: HttpRequest) -> Delegation:
    """The reader's delegation today; without one this page does not exist."""
    found = delegation_of(person(request), timezone.localdate())
    if found is None:
        raise Http404
    return found


@requires(PERMISSION)
@require_safe
def urgent(request: HttpRequest) -> HttpResponse:
    """The ready cases that may be decided alone, those said to be urgent first."""
    delegation = _delegation(request)
    cases = urgent_cases(person(request), delegation)[:SHOWN]
    context = {
        "delegation": delegation,
        "cases": [(case, wording.case_title(case), wording.urgency(case)) for case in cases],
    }
    return render(request, "commission/urgent/list.html", context)


@requires(PERMISSION)
@require_http_methods(["GET", "POST"])
@posts_once
def decide_urgently(request: HttpRequest, reference: str) -> HttpResponse:
    """One case: read, fill in, « relire » shows what will be decided and changes nothing, then decide."""
    delegation = _delegation(request)
    case = get_object_or_404(urgent_cases(person(request), delegation), reference=reference)
    log_opening(user=person(request), subject="dossier en urgence", reference=case.reference)
    form = UrgentForm(
        request.POST or None, item=AgendaItem(application=case), terms=terms_of(case), delegation=delegation
    )
    status = 200
    if request.method == "POST" and "corriger" not in request.POST:
        status = 422
        if form.is_valid():
            if "relire" in request.POST:
                return _reread(request, case, form, delegation)
            try:
                decision = actions.decide_urgently(
                    application=case, by=person(request), now=timezone.now(), **form.as_decision()
                )
            except Refusal as refusal:
                _refused(form, refusal, case)
                status = 409
            else:
                messages.success(request, f"Décision n°\u00a0{decision.number} prise par délégation.")
                return redirect("commission:decision", decision.number)
    return render(
        request, "commission/urgent/decide.html", {"form": form, **case_page(case, delegation)}, status=status
    )


def _refused(form: UrgentForm, refusal: Refusal, case: LoanApplication) -> None:
    form.add_error(None, str(refusal))
    if isinstance(refusal, Stale):
        form.data = form.data.copy() | {"revision": str(case.revision)}


def _reread(request: HttpRequest, case: LoanApplication, form: UrgentForm, delegation: Delegation) -> HttpResponse:
    context = {
        "form": form,
        "application": case,
        "title": wording.case_title(case),
        "said": said(form, case.scheme.name),
        "limits": limits(case, delegation),
    }
    return render(request, "commission/urgent/confirm.html", context)
