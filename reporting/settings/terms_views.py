"""What the board voted: written, shown before it is saved, corrected or withdrawn while its day has not come."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from harmonie.accounts.access import person, requires
from harmonie.dates import plain_day
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once
from harmonie.schemes import actions
from harmonie.schemes.models import Scheme, SchemeTerms
from harmonie.schemes.terms_actions import ensure_correctable, ensure_votable, former_of

from .forms import ReasonForm, TermsForm
from .preview import differences, effects

WRITE = "accounts.manage_settings"


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def vote_terms(request: HttpRequest, code: str) -> HttpResponse:
    scheme = get_object_or_404(Scheme, code=code)
    former = scheme.terms.order_by("-valid_from").first()
    if request.method != "POST":
        return _form(request, scheme, _asked(scheme, initial=_values(former)))
    form = _asked(scheme, request.POST)
    if not form.is_valid():
        return _form(request, scheme, form, 422)
    values = dict(form.cleaned_data)
    valid_from = values.pop("valid_from")
    try:
        ensure_votable(former, valid_from, timezone.localdate())
        if "confirm" not in request.POST:
            return _before_saving(request, scheme, form, former, values)
        actions.vote_terms(scheme=scheme, valid_from=valid_from, values=values, by=person(request), now=timezone.now())
    except Refusal as refusal:
        form.add_error("valid_from", str(refusal))
        return _form(request, scheme, form, 422)
    messages.success(
        request, f"{scheme.name}\u00a0: les nouvelles conditions valent à partir du {plain_day(valid_from)}."
    )
    return redirect("scheme", scheme.code)


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def correct_terms(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    terms = _to_come(code, pk)
    if request.method != "POST":
        start = {**_values(terms), "valid_from": terms.valid_from, "source": terms.source}
        return _form(request, terms.scheme, _asked(terms.scheme, initial=start), terms=terms)
    form = _asked(terms.scheme, request.POST)
    if not form.is_valid():
        return _form(request, terms.scheme, form, 422, terms=terms)
    values = dict(form.cleaned_data)
    valid_from = values.pop("valid_from")
    try:
        ensure_correctable(terms, former_of(terms), valid_from, timezone.localdate())
        if "confirm" not in request.POST:
            return _before_saving(request, terms.scheme, form, terms, values, terms=terms)
        actions.correct_terms(terms=terms, valid_from=valid_from, values=values, by=person(request), now=timezone.now())
    except Refusal as refusal:
        form.add_error("valid_from", str(refusal))
        return _form(request, terms.scheme, form, 422, terms=terms)
    messages.success(
        request, f"Les conditions à venir sont corrigées\u00a0: elles valent à partir du {plain_day(valid_from)}."
    )
    return redirect("scheme", code)


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def withdraw_terms(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    terms = _to_come(code, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_terms(terms=terms, why=form.cleaned_data["why"], by=person(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Les conditions prévues au {plain_day(terms.valid_from)} sont retirées.")
            return redirect("scheme", code)
    context = {"scheme": terms.scheme, "terms": terms, "former": former_of(terms), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "reporting/settings/withdraw_terms.html", context, status=status)


def _to_come(code: str, pk: int) -> SchemeTerms:
    """Terms whose day has not come; the others are history, and have no such page."""
    waiting = SchemeTerms.objects.filter(valid_from__gt=timezone.localdate()).select_related("scheme")
    return get_object_or_404(waiting, scheme__code=code, pk=pk)


def _asked(scheme: Scheme, *args: Any, **kwargs: Any) -> TermsForm:
    return TermsForm(*args, lends_itself=scheme.lends_itself, **kwargs)


def _values(terms: SchemeTerms | None) -> dict[str, Any]:
    """The latest terms as a start: only what changes is to be typed."""
    kept = [name for name in TermsForm.base_fields if name not in ("valid_from", "source")]
    return {name: getattr(terms, name) for name in kept} if terms else {}


def _form(
    request: HttpRequest, scheme: Scheme, form: forms.Form, status: int = 200, terms: SchemeTerms | None = None
) -> HttpResponse:
    latest = None if terms else scheme.terms.order_by("-valid_from").first()
    context = {"scheme": scheme, "form": form, "terms": terms, "latest": latest}
    return render(request, "reporting/settings/terms.html", context, status=status)


def _before_saving(
    request: HttpRequest,
    scheme: Scheme,
    form: forms.Form,
    former: SchemeTerms | None,
    values: dict[str, Any],
    terms: SchemeTerms | None = None,
) -> HttpResponse:
    """The second step: what would change, for whom; or back to the first one, with what was typed."""
    if "back" in request.POST:
        return _form(request, scheme, form, terms=terms)
    lines = differences(form, former, values)
    context = {
        "scheme": scheme,
        "form": form,
        "terms": terms,
        "former": former,
        "valid_from": form.cleaned_data["valid_from"],
        "changing": [line for line in lines if line.is_change],
        "same": [(line.label, line.after) for line in lines if not line.is_change],
        "effects": effects(scheme, values),
    }
    return render(request, "reporting/settings/terms_preview.html", context)
