"""What the administrator sets without a developer: the way to each setting; dated terms and envelopes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from harmonie.accounts.access import person, requires
from harmonie.money import short_euros
from harmonie.refusals import Refusal
from harmonie.registry.once import posts_once
from harmonie.schemes import actions
from harmonie.schemes.models import Scheme

from .forms import EnvelopeForm, TermsForm
from .index import groups_for


@requires("accounts.manage_settings")
@require_safe
def settings_page(request: HttpRequest) -> HttpResponse:
    groups = groups_for(person(request), timezone.localdate())
    return render(request, "reporting/settings/index.html", {"groups": groups})


@requires("accounts.manage_settings")
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def vote_terms(request: HttpRequest, code: str) -> HttpResponse:
    scheme = get_object_or_404(Scheme, code=code)
    if request.method != "POST":
        return _page(request, scheme, TermsForm(initial=_current(scheme)), "terms")
    form = TermsForm(request.POST)
    if not form.is_valid():
        return _page(request, scheme, form, "terms", 422)
    values = dict(form.cleaned_data)
    valid_from = values.pop("valid_from")
    try:
        actions.vote_terms(scheme=scheme, valid_from=valid_from, values=values, by=request.user, now=timezone.now())
    except Refusal as refusal:
        form.add_error("valid_from", str(refusal))
        return _page(request, scheme, form, "terms", 422)
    messages.success(
        request, f"{scheme.name}\u00a0: les nouvelles conditions valent à partir du {valid_from:%d/%m/%Y}."
    )
    return redirect("settings")


def _current(scheme: Scheme) -> dict[str, Any]:
    """The latest terms as a start: only what changes is to be typed."""
    latest = scheme.terms.order_by("-valid_from").first()
    kept = [name for name in TermsForm.base_fields if name not in ("valid_from", "source")]
    return {name: getattr(latest, name) for name in kept} if latest else {}


@requires("accounts.manage_settings")
@require_http_methods(["GET", "HEAD", "POST"])
@posts_once
def open_envelope(request: HttpRequest, code: str) -> HttpResponse:
    scheme = get_object_or_404(Scheme, code=code)
    if request.method != "POST":
        return _page(request, scheme, EnvelopeForm(), "envelope")
    form = EnvelopeForm(request.POST)
    if not form.is_valid():
        return _page(request, scheme, form, "envelope", 422)
    year, allocated = form.cleaned_data["year"], form.cleaned_data["allocated"]
    try:
        actions.open_envelope(scheme=scheme, year=year, allocated=allocated, by=request.user, now=timezone.now())
    except Refusal as refusal:
        form.add_error("year", str(refusal))
        return _page(request, scheme, form, "envelope", 422)
    messages.success(request, f"L’enveloppe {year} de {scheme.name} est ouverte\u00a0: {short_euros(allocated)}.")
    return redirect("settings")


def _page(request: HttpRequest, scheme: Scheme, form: Any, name: str, status: int = 200) -> HttpResponse:
    return render(request, f"reporting/settings_{name}.html", {"scheme": scheme, "form": form}, status=status)
