"""The list of partners, one partner's page, and the forms about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from harmonie.accounts.access import person, requires
from harmonie.accounts.models import Partner
from harmonie.accounts.partners import actions
from harmonie.accounts.partners.actions import FACTS
from harmonie.accounts.people.queries import everybody
from harmonie.refusals import Refusal
from harmonie.registry.changes import changes_of
from harmonie.registry.once import posts_once

from ..people.pages import rows
from .forms import CloseForm, PartnerFactsForm
from .queries import drafts, under_way, with_counts

MANAGES = "accounts.manage_settings"
FORM_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(MANAGES)
@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    every = list(with_counts())
    context = {
        "active": [partner for partner in every if partner.is_active],
        "closed": [partner for partner in every if not partner.is_active],
    }
    return render(request, "reporting/settings/partners/list.html", context)


@requires(MANAGES)
@require_safe
def partner(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Partner, pk=pk)
    context = {
        "partner": found,
        "facts": [
            ("Adresse", found.address),
            ("Commune", found.city),
            ("Adresse électronique", found.email),
            ("Téléphone", found.phone),
            ("Orientations en cours", under_way(found).count()),
            ("Pas encore transmises", drafts(found).count()),
        ],
        "rows": rows(everybody().filter(partner=found).order_by("-is_active", "last_name", "pk")),
        "changes": changes_of(found),
    }
    return render(request, "reporting/settings/partners/partner.html", context)


@requires(MANAGES)
@FORM_OR_POST
@posts_once
def add_partner(request: HttpRequest) -> HttpResponse:
    form = PartnerFactsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = actions.add_partner(facts=form.cleaned_data, by=person(request), now=timezone.now())
            messages.success(request, f"{added} est dans la liste. Invitez maintenant sa première personne.")
            return redirect("partner", added.pk)
        except Refusal as refusal:
            form.add_error("name", str(refusal))
    context = {"form": form, "partner": None}
    return render(request, "reporting/settings/partners/edit.html", context, status=422 if form.is_bound else 200)


@requires(MANAGES)
@FORM_OR_POST
@posts_once
def edit_partner(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Partner, pk=pk)
    start = {name: getattr(found, name) for name in FACTS}
    form = PartnerFactsForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        try:
            facts = form.cleaned_data
            actions.change_partner(partner=found, facts=facts, by=person(request), now=timezone.now())
            messages.success(request, "C’est enregistré.")
            return redirect("partner", pk)
        except Refusal as refusal:
            form.add_error("name", str(refusal))
    context = {"form": form, "partner": found}
    return render(request, "reporting/settings/partners/edit.html", context, status=422 if form.is_bound else 200)


@requires(MANAGES)
@FORM_OR_POST
@posts_once
def close_partner(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Partner, pk=pk)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            told: dict[str, Any] = {"by": person(request), "now": timezone.now()}
            actions.close_partner(partner=found, why=form.cleaned_data["why"], **told)
            messages.success(request, f"{found} est fermé\u00a0: ses personnes sont déconnectées.")
            return redirect("partner", pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "partner": found,
        "under_way": under_way(found).count(),
        "drafts": drafts(found).count(),
        "people": found.users.filter(is_active=True).count(),
    }
    return render(request, "reporting/settings/partners/close.html", context, status=422 if form.is_bound else 200)


@requires(MANAGES)
@require_POST
@posts_once
def reopen_partner(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Partner, pk=pk)
    try:
        actions.reopen_partner(partner=found, by=person(request), now=timezone.now())
        messages.success(request, f"{found} oriente de nouveau, et ses personnes peuvent se connecter.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("partner", pk)
