"""Settings: who the CCAS is, its logo, who signs its papers."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import person, requires
from harmonie.dates import plain_day
from harmonie.documents.models import DocumentKind
from harmonie.refusals import Refusal
from harmonie.registry.changes import changes_among
from harmonie.registry.once import posts_once

from . import actions
from .forms import IdentityForm, LogoForm, SignatoryForm
from .models import ONE, SIGNED, Signatory, TownIdentity
from .queries import logo_of

SETS = "accounts.manage_settings"
FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
FOR_EVER = "public, max-age=31536000, immutable"  # its address names its content


@login_not_required
@require_safe
def logo(request: HttpRequest, sha256: str) -> HttpResponse:
    """The picture of every page's head. No other file of the house is found here."""
    found = logo_of(sha256)
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = FOR_EVER
    return response


def _identity() -> TownIdentity:
    return TownIdentity.objects.filter(pk=ONE).first() or TownIdentity(**settings.TOWN)


@requires(SETS)
@FORM_OR_POST
@posts_once
def identity(request: HttpRequest) -> HttpResponse:
    """What every page, mail and paper to come says of the CCAS."""
    form, status = IdentityForm(request.POST or None, instance=_identity()), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            actions.save_identity(values=form.cleaned_data, by=person(request), now=timezone.now())
            messages.success(request, "C’est enregistré\u00a0: les pages et les papiers à venir le disent.")
            return redirect("town_identity")
    return _page(request, form, LogoForm(), status)


@requires(SETS)
@require_POST
@posts_once
def keep_logo(request: HttpRequest) -> HttpResponse:
    form = LogoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, IdentityForm(instance=_identity()), form, 422)
    actions.keep_logo(logo=form.cleaned_data["logo"], by=person(request), now=timezone.now())
    messages.success(request, "Le logo est en place, sur les pages et les papiers à venir.")
    return redirect("town_identity")


@requires(SETS)
@require_POST
@posts_once
def remove_logo(request: HttpRequest) -> HttpResponse:
    try:
        actions.remove_logo(by=person(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Le logo est retiré.")
    return redirect("town_identity")


def _page(request: HttpRequest, form: IdentityForm, logo_form: LogoForm, status: int) -> HttpResponse:
    context = {"form": form, "logo_form": logo_form, "changes": changes_among(TownIdentity)}
    return render(request, "town/identity.html", context, status=status)


class Signs(NamedTuple):
    """One kind of paper: who signs it today, who will, who did."""

    paper: DocumentKind
    current: Signatory | None
    to_come: list[Signatory]
    past: list[Signatory]


@requires(SETS)
@require_safe
def signatories(request: HttpRequest) -> HttpResponse:
    changes = changes_among(Signatory, about="paper", leave_out=["paper", "recorded_by", "recorded_at"], limit=50)
    return render(request, "town/signatories.html", {"lines": list(_signs(timezone.localdate())), "changes": changes})


def _signs(today: date) -> Iterator[Signs]:
    rows = list(Signatory.objects.select_related("recorded_by"))
    for paper in SIGNED:
        own = [row for row in rows if row.paper == paper]
        begun = [row for row in own if row.valid_from <= today]
        coming = [row for row in reversed(own) if row.valid_from > today]
        yield Signs(paper, begun[0] if begun else None, coming, begun[1:])


@requires(SETS)
@FORM_OR_POST
@posts_once
def name_signatory(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    initial = {"paper": request.GET.get("papier", "")}
    form, status = SignatoryForm(request.POST or None, today=timezone.localdate(now), initial=initial), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = actions.name_signatory(by=person(request), now=now, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                who = made.name or "la personne qui le fait"
                messages.success(
                    request,
                    f"{made.get_paper_display().capitalize()}\u00a0: à partir du {plain_day(made.valid_from)}, "
                    f"{who} signe.",
                )
                return redirect("signatories")
    return render(request, "town/signatory.html", {"form": form}, status=status)


@requires(SETS)
@require_POST
@posts_once
def remove_signatory(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Signatory, pk=pk)
    try:
        actions.remove_signatory(signatory=found, by=person(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{found.name or 'Ce changement'}\u00a0: c’est retiré.")
    return redirect("signatories")
