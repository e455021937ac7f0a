"""Two requests side by side, and what the CCAS says of them."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from harmonie.accounts.access import requires
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once

from ..models import LoanApplication
from ..queries import project_of
from ..scope import reviewed
from . import actions
from .forms import FindingForm, Said
from .panel import Double, compare, doubles
from .queries import UNDER_WAY, found_about
from .side_by_side import Line, lines


class Pair(NamedTuple):
    """One comparison of the page: the facts of both, and the form that answers it."""

    double: Double
    lines: list[Line]
    form: FindingForm
    may_merge: bool
    refusal: str = ""


@requires("applications.assess_loanapplication")
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def compare_requests(request: HttpRequest, reference: str) -> HttpResponse:
    """Every request that may be the same person's, each beside this one; a post answers one of them."""
    application = reviewed(request, reference)
    if request.method != "POST":
        return _page(request, application)
    other = _other(request, application)
    form = FindingForm(request.POST, other=other.reference)
    if not form.is_valid():
        return _page(request, application, {other.pk: form}, status=422)
    try:
        return _act(request, application, other, form)
    except Refusal as refusal:
        return _page(request, application, {other.pk: form}, {other.pk: str(refusal)}, status=409)


def _other(request: HttpRequest, application: LoanApplication) -> LoanApplication:
    """The request that the form names, when this person may open it."""
    named = request.POST.get("other", "").replace("\0", "")
    visible = LoanApplication.objects.visible_to(request.user).with_facts()
    other = visible.filter(reference=named, state__in=UNDER_WAY).exclude(pk=application.pk).first()
    if other is None:
        raise Http404
    return other


def _act(request: HttpRequest, application: LoanApplication, other: LoanApplication, form: FindingForm) -> HttpResponse:
    told: dict[str, Any] = {"why": form.cleaned_data["why"], "by": request.user, "now": timezone.now()}
    if form.cleaned_data["said"] == Said.MERGE:
        kept = actions.merge(one=application, other=other, **told)
        messages.success(request, f"Les deux demandes sont réunies\u00a0: le dossier {kept.reference} continue.")
        return redirect("applications:detail", kept.reference)
    is_same = form.cleaned_data["said"] == Said.SAME
    actions.record_finding(one=application.applicant, other=other.applicant, is_same=is_same, **told)
    messages.success(
        request, "C’est noté\u00a0: une seule personne." if is_same else "C’est noté\u00a0: deux personnes."
    )
    return redirect("applications:duplicates" if is_same else "applications:detail", application.reference)


def _page(
    request: HttpRequest,
    application: LoanApplication,
    forms: dict[int, FindingForm] | None = None,
    refusals: dict[int, str] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    pairs = [_pair(application, double, forms or {}, refusals or {}) for double in doubles(application, request.user)]
    context = {
        "application": application,
        "pairs": pairs,
        "apart": _apart(request, application),
        "said": Said,
    }
    return render(request, "applications/duplicates/compare.html", context, status=status)


def _pair(
    application: LoanApplication, double: Double, forms: dict[int, FindingForm], refusals: dict[int, str]
) -> Pair:
    other = double.other
    return Pair(
        double,
        lines(application, other, double.evidence),
        forms.get(other.pk) or FindingForm(other=other.reference),
        application.state in UNDER_WAY and project_of(other) is not None,
        refusals.get(other.pk, ""),
    )


def _apart(request: HttpRequest, application: LoanApplication) -> list[Double]:
    """Requests under way of people found to be somebody else: a mistake can be put right."""
    people = found_about(application.applicant).apart
    visible = LoanApplication.objects.visible_to(request.user).with_facts()
    return compare(application, list(visible.filter(applicant__in=people, state__in=UNDER_WAY)))
